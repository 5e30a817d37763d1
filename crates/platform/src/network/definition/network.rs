//! A definition's own tables, read one after the other.

use super::read::Reader;
use super::{
    ApplicationRules, CollaborativePlan, Definition, Eligibility, Fee, FocusArea, Question, TeamSize,
    kind_name, sessions, zone,
};
use crate::people::agency::AgencyKind;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

const TEAM_PEOPLE_MAX: i64 = 20;
const TEAMS_MAX: i64 = 10_000;

pub(super) fn read(reader: &Reader) -> Definition {
    let zone = reader.zone("time_zone");
    let collaboratives: Vec<_> = reader
        .tables("collaboratives")
        .iter()
        .map(collaborative)
        .collect();
    let definition = Definition {
        slug: reader.slug("slug"),
        name: reader.text("name"),
        summary: reader.text("summary"),
        description: reader.text("description"),
        host: reader.string("host"),
        contact: reader.email("contact"),
        time_zone: zone.iana_name().unwrap_or_default().to_owned(),
        season: reader.days("season"),
        team_size: team_size(&reader.table("team_size")),
        fee: reader.table_if_given("fee").map(|table| fee(&table)),
        eligibility: eligibility(&reader.table("eligibility")),
        application: application(&reader.table("application"), &zone),
        focus_areas: reader.tables("focus_areas").iter().map(focus_area).collect(),
        sessions: sessions::read(&reader.tables("sessions"), &zone, &collaboratives),
        collaboratives,
    };
    reader.finish();
    reader.unique(
        "focus_areas",
        "id",
        definition.focus_areas.iter().map(|one| one.id.as_str()),
    );
    reader.unique(
        "collaboratives",
        "slug",
        definition.collaboratives.iter().map(|one| one.slug.as_str()),
    );
    reader.unique(
        "sessions",
        "id",
        definition.sessions.iter().map(|one| one.id.as_str()),
    );
    if definition.application.colleagues_least > definition.colleagues_most() {
        reader.problem("application.colleagues_least", "network-file-colleagues-many");
    }
    definition
}

fn team_size(reader: &Reader) -> TeamSize {
    let size = TeamSize {
        least: reader.whole("least", 1, TEAM_PEOPLE_MAX),
        most: reader.whole("most", 1, TEAM_PEOPLE_MAX),
    };
    reader.finish();
    if size.most < size.least && size.most > 0 {
        reader.problem("most", "network-file-most-below-least");
    }
    size
}

fn fee(reader: &Reader) -> Fee {
    let fee = Fee {
        amount: reader.whole("amount", 1, 100_000_000),
        currency: reader.string("currency"),
    };
    reader.choice("per", &["team"]);
    reader.finish();
    if fee.currency.len() != 3 || !fee.currency.bytes().all(|b| b.is_ascii_uppercase()) {
        reader.problem("currency", "network-file-currency-wrong");
    }
    fee
}

fn eligibility(reader: &Reader) -> Eligibility {
    let kinds = [AgencyKind::Local, AgencyKind::County, AgencyKind::State].map(kind_name);
    let eligibility = Eligibility {
        states: reader.strings("states"),
        agency_kinds: reader.choices("agency_kinds", &kinds),
    };
    reader.finish();
    if eligibility
        .states
        .iter()
        .any(|state| state.len() != 2 || !state.bytes().all(|b| b.is_ascii_uppercase()))
    {
        reader.problem("states", "network-file-state-wrong");
    }
    eligibility
}

fn application(reader: &Reader, zone: &TimeZone) -> ApplicationRules {
    let (opens, deadline) = (reader.moment("opens"), reader.moment("deadline"));
    let rules = ApplicationRules {
        opens: reader.instant("opens", opens, zone, zone::Fold::Earlier),
        // A deadline that the clock shows twice is the later one: nobody is cut off early.
        closes: reader
            .instant("deadline", deadline, zone, zone::Fold::Later)
            .plus(jiff::SignedDuration::from_mins(1)),
        deadline,
        colleagues_least: reader.whole("colleagues_least", 0, TEAM_PEOPLE_MAX),
        questions: reader.tables("questions").iter().map(question).collect(),
    };
    reader.finish();
    reader.unique(
        "questions",
        "id",
        rules.questions.iter().map(|one| one.id.as_str()),
    );
    // One that could not be read has been told already.
    if deadline < opens && deadline != DateTime::ZERO {
        reader.problem("deadline", "network-file-deadline-before-opens");
    }
    rules
}

fn question(reader: &Reader) -> Question {
    let question = Question {
        id: reader.slug("id"),
        prompt: reader.text("prompt"),
        paragraphs_least: reader.whole("paragraphs_least", 0, 50),
        paragraphs_most: reader.whole("paragraphs_most", 1, 50),
        words_most: reader.whole_if_given("words_most", 1, 3_000),
    };
    reader.finish();
    if question.paragraphs_most < question.paragraphs_least && question.paragraphs_most > 0 {
        reader.problem("paragraphs_most", "network-file-most-below-least");
    }
    question
}

fn focus_area(reader: &Reader) -> FocusArea {
    let area = FocusArea {
        id: reader.slug("id"),
        name: reader.text("name"),
    };
    reader.finish();
    area
}

fn collaborative(reader: &Reader) -> CollaborativePlan {
    let plan = CollaborativePlan {
        slug: reader.slug("slug"),
        name: reader.text("name"),
        summary: reader.text("summary"),
        capacity_teams: reader.whole_if_given("capacity_teams", 1, TEAMS_MAX),
    };
    reader.finish();
    plan
}

impl Reader<'_> {
    /// Reports each value that stands twice in a list.
    fn unique<'v>(&self, list: &str, key: &str, values: impl Iterator<Item = &'v str>) {
        let mut seen = BTreeSet::new();
        for (index, value) in values.enumerate() {
            if !value.is_empty() && !seen.insert(value) {
                self.problem_of(
                    &format!("{list}[{}].{key}", index + 1),
                    "network-file-twice",
                    &[("value", value)],
                );
            }
        }
    }
}

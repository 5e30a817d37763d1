//! A team's surveys, and where to begin one.

use askama::Template;
use axum::extract::Path;
use platform::climate::given::Given;
use platform::climate::survey::{self, Survey};
use platform::climate::wave::Source;
use platform::network::TeamId;

use super::urls;
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new().get("/teams/{team}/surveys", Access::TeamMember, show)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<ListView>("climate/list.html");
}

async fn show(ctx: Ctx, Path(team): Path<TeamId>) -> PageResult {
    let surveys = survey::of_team(ctx.platform(), ctx.actor(), team).await?;
    let may_open = survey::may_open(ctx.platform(), ctx.actor(), team).await?;
    ctx.render(&ListView::new(ctx.visit(), team, &surveys, may_open))
}

/// One survey in the list.
struct Line {
    title: String,
    url: String,
    about: String,
    open: bool,
    shared: bool,
}

#[derive(Template)]
#[template(path = "climate/list.html")]
struct ListView {
    page: Page,
    t: Translator,
    lines: Vec<Line>,
    /// Where to open one and where to bring answers, for those who may.
    actions: Option<(String, String)>,
}

impl ListView {
    fn new(visit: &Visit, team: TeamId, surveys: &[Survey], may_open: bool) -> Self {
        let t = visit.t();
        let line = |survey: &Survey| Line {
            title: survey.title.clone(),
            url: if survey.is_open() {
                urls::survey(survey.id)
            } else {
                urls::results(survey.id)
            },
            about: about(t, survey),
            open: survey.is_open(),
            shared: survey.shared,
        };
        Self {
            page: Page::new(visit, t.say("surveys-title")).below(t.say("climate-team"), team_page(team)),
            t,
            lines: surveys.iter().map(line).collect(),
            actions: may_open.then(|| (urls::open(team), urls::bring(team))),
        }
    }
}

/// A team's space.
pub(super) fn team_page(team: TeamId) -> String {
    format!("/teams/{team}")
}

/// What is asked, of whom, and when, in a line.
pub(super) fn about(t: Translator, survey: &Survey) -> String {
    let instrument = survey.instrument.title.get(t.language.tag()).to_owned();
    let dates = dates(t, survey);
    t.say("surveys-about")
        .with("instrument", instrument)
        .with("dates", dates)
        .to_string()
}

/// A stored day in words.
pub(super) fn day(t: Translator, stored: &str) -> String {
    let day = stored.parse::<jiff::civil::Date>();
    day.map_or_else(|_| stored.to_owned(), |day| t.date(day))
}

/// When brought answers were given, as well as somebody knew it.
fn given(t: Translator, stored: &str) -> String {
    let said = |when: &str| t.say("surveys-answers-of").with("when", when).to_string();
    match stored.parse::<Given>() {
        Ok(Given::Day(day)) => t
            .say("surveys-answers-of.day")
            .with("when", t.date(day))
            .to_string(),
        Ok(Given::Month(first)) => said(&t.month(first)),
        Ok(Given::Year(_)) | Err(_) => said(stored),
    }
}

/// From when to when a survey ran, or when brought answers were given.
pub(super) fn dates(t: Translator, survey: &Survey) -> String {
    if survey.wave.source == Source::Imported {
        return given(t, &survey.wave.opened_on);
    }
    let day = |text: &str| day(t, text);
    let from = day(&survey.wave.opened_on);
    match &survey.wave.sealed_on {
        Some(until) if *until != survey.wave.opened_on => t
            .say("surveys-from-to")
            .with("from", from)
            .with("to", day(until))
            .to_string(),
        Some(_) => from,
        None => t.say("surveys-since").with("from", from).to_string(),
    }
}

impl View for ListView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let (open, closed) = (super::sample::survey(), super::sample::results().survey);
        let team = open.team;
        let brought = |given: &str| {
            let mut survey = closed.clone();
            survey.wave.source = Source::Imported;
            given.clone_into(&mut survey.wave.opened_on);
            survey
        };
        let all = [
            open,
            brought("2009-04-12"),
            brought("2009-04"),
            brought("2009"),
            closed.clone(),
        ];
        vec![
            ("full", Self::new(visit, team, &all, true)),
            ("empty", Self::new(visit, team, &[], true)),
            ("empty for staff", Self::new(visit, team, &[], false)),
        ]
    }
}

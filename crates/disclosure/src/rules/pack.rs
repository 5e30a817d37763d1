//! What a rule pack says.

use serde::{Deserialize, Serialize};

/// The least count below which a pack must give a reason.
pub const FLOOR: u32 = 5;
/// The least number of open-ended answers where a pack names none.
const COMMENTS: u32 = 10;

/// A rule pack. Made by [`Rules::read`] or taken from [`Rules::all`], so that its values fit together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Rules {
    /// Its id: small letters, digits and hyphens.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The address where the rule stands.
    pub source: String,
    /// The day it was read there, as YYYY-MM-DD.
    pub read: String,
    /// Whether the values were found at the source.
    pub verified: bool,
    /// What else is to be known about it.
    pub note: String,
    /// Whether shares are shown as counts or as whole percents.
    pub figures: Figures,
    /// Whether shares are rounded to whole percents before they are compared with limits.
    #[serde(default)]
    pub rounded: bool,
    /// Whether a group without people is shown as such.
    pub zeros_shown: bool,
    /// The fewest people that every option must have for a group's answers to be shown.
    #[serde(default)]
    pub least_per_option: Option<u32>,
    /// The fewest people.
    pub least: Least,
    /// What is hidden besides.
    pub complement: Complement,
    /// High and low shares, by the number of people; sorted, at most one in force at a place.
    #[serde(default)]
    pub tails: Vec<Tails>,
    /// Steps of the other shares, by the number of people; sorted.
    #[serde(default)]
    pub bands: Vec<Bands>,
    /// What is printed in place of a figure.
    pub symbols: Symbols,
}

/// The fewest people a figure may be about, by what the figure is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Least {
    /// Where nothing else is said.
    pub count: u32,
    /// Answers to surveys.
    #[serde(default)]
    pub survey: Option<u32>,
    /// Groups of staff.
    #[serde(default)]
    pub staff: Option<u32>,
    /// Open-ended answers.
    #[serde(default)]
    pub comments: Option<u32>,
    /// Open-ended answers of staff.
    #[serde(default)]
    pub staff_comments: Option<u32>,
    /// Judging schools.
    #[serde(default)]
    pub accountability: Option<u32>,
    /// The report of an agency as a whole.
    #[serde(default)]
    pub report: Option<u32>,
    /// Schools that the report of an agency needs.
    #[serde(default)]
    pub report_schools: Option<u32>,
    /// Why a number is below [`FLOOR`].
    #[serde(default)]
    pub below_five: Option<String>,
}

/// What a figure is, as far as the fewest people depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Records: tests, enrolment.
    General,
    /// Answers to a survey.
    Survey,
    /// Answers of staff to a survey.
    Staff,
    /// Open-ended answers.
    Comments,
    /// Open-ended answers of staff.
    StaffComments,
    /// Judging schools.
    Accountability,
    /// The report of an agency as a whole.
    Report,
}

/// How shares are shown when nothing is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figures {
    /// People of people.
    Counts,
    /// Whole percents, halves up.
    Percents,
}

/// What is hidden besides the small groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Complement {
    /// How it is chosen.
    pub rule: ComplementRule,
    /// The name under which hidden groups are shown together.
    #[serde(default)]
    pub pooled: Option<String>,
    /// What goes first where there is a choice.
    #[serde(default)]
    pub prefer_hiding: Prefer,
}

/// How further groups are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ComplementRule {
    /// So that nothing can be computed, at least cost: [`crate::suppress`].
    Optimal,
    /// The next smallest group of the same table goes.
    NextSmallest,
    /// None is named.
    None,
}

/// What goes first where there is a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prefer {
    /// Groups of schools; totals stay.
    #[default]
    School,
    /// The agency's figure, before a second school's.
    Agency,
}

/// What a place is, as far as rules depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// A school.
    School,
    /// An agency, or several schools.
    Agency,
    /// A state.
    State,
}

/// Shares that are not shown as they are, from a number of people on. In percent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tails {
    /// The fewest people it holds for.
    pub from: u32,
    /// Shares below this are coded "below".
    #[serde(default)]
    pub below: Option<u8>,
    /// Shares of this or less are coded "at most".
    #[serde(default)]
    pub at_most: Option<u8>,
    /// Shares above this are coded "above".
    #[serde(default)]
    pub above: Option<u8>,
    /// Shares of this or more are coded "at least".
    #[serde(default)]
    pub at_least: Option<u8>,
    /// Whether such a share hides all of the group's answers.
    #[serde(default)]
    pub hides: bool,
    /// The places it holds for; all when empty.
    #[serde(default)]
    pub places: Vec<Scope>,
}

/// Steps in which shares are shown, from a number of people on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    /// The fewest people it holds for.
    pub from: u32,
    /// The step in percent points, a divisor of 100; 1 for no bands.
    pub step: u8,
}

/// What is printed in place of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symbols {
    /// Too few people.
    pub small: String,
    /// Hidden for the sake of others. Two symbols tell readers which groups are small; Kith prints one.
    pub complement: String,
}

impl Rules {
    /// The fewest people a figure may be about. What a pack does not say about surveys, staff, judging or reports
    /// follows its general number; about open-ended answers it is ten, or the general number if that is more.
    pub fn least(&self, purpose: Purpose) -> u32 {
        let least = &self.least;
        let survey = least.survey.unwrap_or(least.count);
        let comments = least.comments.unwrap_or(least.count.max(COMMENTS));
        match purpose {
            Purpose::General => least.count,
            Purpose::Survey => survey,
            Purpose::Staff => least.staff.unwrap_or(survey),
            Purpose::Comments => comments,
            Purpose::StaffComments => least.staff_comments.unwrap_or(comments),
            Purpose::Accountability => least.accountability.unwrap_or(least.count),
            Purpose::Report => least.report.unwrap_or(survey),
        }
    }

    /// Whether a figure about so many people may be shown, as far as their number goes.
    pub fn shows(&self, people: u32, purpose: Purpose) -> bool {
        people >= self.least(purpose) || (people == 0 && self.zeros_shown)
    }

    /// Whether an agency's report may be made of so many people of so many schools.
    pub fn shows_report(&self, people: u32, schools: u32) -> bool {
        people >= self.least(Purpose::Report) && schools >= self.least.report_schools.unwrap_or(1)
    }

    /// What holds for high and low shares of so many people at such a place.
    pub fn tails_of(&self, people: u32, scope: Scope) -> Option<&Tails> {
        let here = |tails: &&Tails| tails.places.is_empty() || tails.places.contains(&scope);
        let mut fitting = self.tails.iter().filter(here);
        fitting.rfind(|tails| tails.from <= people)
    }

    /// The step in which shares of so many people are shown, where there is one above 1.
    pub fn step_of(&self, people: u32) -> Option<u8> {
        let fitting = self.bands.iter().rfind(|bands| bands.from <= people);
        fitting
            .map(|bands| bands.step)
            .filter(|&step| step > 1 && 100 % step == 0)
    }
}

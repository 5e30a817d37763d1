//! The files of `demo/`, embedded; their keys are explained in `demo/README.md`.

use anyhow::Context;
use jiff::civil::{Date, DateTime};
use platform::climate::group::Levels;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Everything a demonstration is filled from.
pub struct Files {
    /// The networks, as a host would write them.
    pub networks: Vec<&'static str>,
    /// The directory.
    pub directory: Vec<&'static str>,
    /// Who there is.
    pub people: Vec<Person>,
    /// What happened.
    pub season: Season,
}

/// A fictional person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub email: String,
    pub language: String,
    #[serde(default)]
    pub work: String,
    pub host_role: Option<String>,
    pub sign_in_as: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct People {
    people: Vec<Person>,
}

/// What happened, by the nouns it happened to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    pub applications: Vec<Application>,
    pub teams: Vec<Team>,
    pub surveys: Vec<Survey>,
    #[serde(default)]
    pub plan: Vec<PlanEntry>,
}

/// One application and what came of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    pub id: String,
    pub network: String,
    pub agency: Agency,
    pub lead: String,
    pub colleagues: Vec<String>,
    #[serde(default)]
    pub choices: Vec<String>,
    pub state: State,
    pub saved: Option<DateTime>,
    pub submitted: Option<DateTime>,
    pub decided: Option<DateTime>,
    pub collaborative: Option<String>,
    pub answer_by: Option<DateTime>,
    pub accepted: Option<DateTime>,
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
}

/// An agency of the directory, or one typed in.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Agency {
    Code(String),
    Typed {
        name: String,
        kind: String,
        county: String,
        state: String,
    },
}

/// Where an application ended.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Draft,
    Submitted,
    Offered,
    Accepted,
    Waitlisted,
    Declined,
}

/// A team beyond its application.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    pub application: String,
    #[expect(
        dead_code,
        reason = "a team bears its agency's name; the file says it for its readers"
    )]
    pub name: String,
    pub coach: String,
    pub focus_area: String,
    pub focus: String,
    pub settled: Date,
    pub community: Vec<String>,
}

/// A survey and the answers that are drawn for it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    pub id: String,
    pub application: String,
    pub title: BTreeMap<String, String>,
    pub instrument: String,
    pub audience: String,
    #[expect(
        dead_code,
        reason = "said for the file's readers: the survey's link goes to these schools"
    )]
    pub schools: Vec<String>,
    pub opens: DateTime,
    pub closes: DateTime,
    pub state: Fielding,
    pub seed: u64,
    pub skip: f64,
    pub spread: f64,
    /// By dimension: the levels it offers, where those are fewer than the instrument's; none leaves the question out.
    #[serde(default)]
    pub levels: BTreeMap<String, Vec<String>>,
    /// Groups that its team looks at once it is closed: by dimension, the levels.
    #[serde(default)]
    pub looks: Vec<Levels>,
    pub cells: Vec<Cell>,
}

/// Whether a survey is over by the day of the demonstration.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Fielding {
    Open,
    Closed,
}

/// People of one combination of levels.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    pub levels: BTreeMap<String, String>,
    pub asked: u32,
    pub answered: u32,
    pub lean: BTreeMap<String, f64>,
}

/// One entry of a plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanEntry {
    pub application: String,
    pub kind: String,
    pub text: String,
    pub by: String,
    pub from: From,
    pub due: Option<Date>,
    pub who: Option<String>,
}

/// The figure that an entry came from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct From {
    pub survey: String,
    pub construct: String,
    pub group: Option<Group>,
}

/// One group of a figure.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub dimension: String,
    pub level: String,
}

impl Files {
    /// Reads the embedded files.
    pub fn embedded() -> anyhow::Result<Self> {
        let people: People = read("people.toml", include_str!("../../../../demo/people.toml"))?;
        Ok(Self {
            networks: vec![
                include_str!("../../../../demo/networks/stronger-connections.toml"),
                include_str!("../../../../demo/networks/peer-collaboratives.toml"),
                include_str!("../../../../demo/networks/peer-collaboratives-2025.toml"),
            ],
            directory: vec![
                include_str!("../../../../demo/schools.csv"),
                include_str!("../../../../demo/agencies.csv"),
            ],
            people: people.people,
            season: read("season.toml", include_str!("../../../../demo/season.toml"))?,
        })
    }

    /// The person of this id.
    pub fn person(&self, id: &str) -> anyhow::Result<&Person> {
        self.people
            .iter()
            .find(|person| person.id == id)
            .with_context(|| format!("people.toml has no {id}"))
    }
}

fn read<T: DeserializeOwned>(name: &str, text: &str) -> anyhow::Result<T> {
    toml::from_str(text).with_context(|| format!("demo/{name} is not as demo/README.md says"))
}

//! A release as a whole: its places, a report for each, and the proofs. A [`Release`] holds released reports only; the plain
//! form beside it is what is stored, and what the audit sees.

use serde::{Deserialize, Serialize};

use crate::report::{Group, Report};
use crate::witness::Witnesses;
use crate::{Released, suppress};

/// A place that a report is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its id, unique among the places of its kind.
    pub id: String,
    /// What it is: "school", "agency", "region", "state"; "whole" for the only place of a release without geography.
    pub kind: String,
    /// The position of the place it lies in. The places that lie in one together have exactly its people.
    pub parent: Option<usize>,
}

/// Public enrolment of a group: nobody can be more. Everybody knows it, so it is published with the release.
///
/// Where it is below the least count, it counts as the least count: that fewer belong to the group is known without the
/// release, and is not for it to hide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// Position of the place.
    pub place: usize,
    /// The group.
    pub group: Group,
    /// The most people who can be in it.
    pub people: u32,
}

/// A sum of numbers of people that is known from elsewhere, an earlier release of the same people above all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Position of a place, a group there, and how often it is added; each once.
    pub terms: Vec<(usize, Group, i64)>,
    /// What they add up to.
    pub sum: i64,
}

/// A table of a release: the same one in every place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// The people of each group, [`Report::groups`].
    People,
    /// The people who answered an item, by its id.
    Item(String),
    /// The people who count in a scale, by its id.
    Scale(String),
}

/// Witnesses for the hidden cells of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The table.
    pub table: Table,
    /// Its witnesses; cells are numbered by place, then by row.
    pub witnesses: Witnesses,
}

/// Everything that is published at once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Release {
    /// The least number of people that a figure may be about.
    pub least: u32,
    /// The places, in the order of the geography.
    pub places: Vec<Place>,
    /// Public enrolment that the proofs take into account.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub enrolled: Vec<Enrolled>,
    /// Sums known from elsewhere that the proofs take into account.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
    /// A report for each place.
    pub reports: Vec<Released<Report>>,
    /// Proofs for each table with hidden cells, in order; a table without one shows the same numbers as that of people.
    pub proofs: Vec<Proof>,
}

/// A release before it counts as one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Plain {
    pub least: u32,
    pub places: Vec<Place>,
    #[serde(default)]
    pub enrolled: Vec<Enrolled>,
    #[serde(default)]
    pub told: Vec<Told>,
    pub reports: Vec<Report>,
    #[serde(default)]
    pub proofs: Vec<Proof>,
}

impl Plain {
    /// One report for everyone, as the first version stored it.
    pub(crate) fn single(report: Report) -> Self {
        Self {
            least: report.least,
            places: vec![Place::whole()],
            enrolled: Vec::new(),
            told: Vec::new(),
            reports: vec![report],
            proofs: Vec::new(),
        }
    }

    /// Only for what has passed the audit.
    pub(crate) fn seal(self) -> Released<Release> {
        Released::seal(Release {
            least: self.least,
            places: self.places,
            enrolled: self.enrolled,
            told: self.told,
            reports: self.reports.into_iter().map(Released::seal).collect(),
            proofs: self.proofs,
        })
    }
}

impl Place {
    /// The only place of a release without geography.
    pub(crate) fn whole() -> Self {
        Self {
            id: "everyone".to_owned(),
            kind: "whole".to_owned(),
            parent: None,
        }
    }
}

/// The places as the layout of a table wants them: what each is made of.
pub(crate) fn made_of(places: &[Place]) -> Vec<suppress::Place> {
    let mut made = vec![suppress::Place::default(); places.len()];
    for (at, place) in places.iter().enumerate() {
        if let Some(parent) = place.parent.and_then(|parent| made.get_mut(parent)) {
            parent.parts.push(at);
        }
    }
    made
}

impl Released<Release> {
    /// Every place with its report.
    pub fn by_place(&self) -> impl ExactSizeIterator<Item = (&Place, &Released<Report>)> {
        let Release { places, reports, .. } = &**self;
        places.iter().zip(reports)
    }

    /// The report of the first place that lies in no other: of everyone, unless there are several such places.
    ///
    /// # Panics
    /// Never: a release has such a place.
    pub fn whole(&self) -> &Released<Report> {
        let mut all = self.by_place();
        let top = all.find(|(place, _)| place.parent.is_none());
        top.expect("the audit refuses a release without such a place").1
    }
}

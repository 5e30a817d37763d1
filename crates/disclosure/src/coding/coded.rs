//! A release as a pack lets it be shown: every share plain, in a band, behind a code, or not at all.

use serde::{Deserialize, Serialize};

use super::Coded;
use crate::Released;
use crate::publication::Place;
use crate::report::{Cell, Difference, Dimension, Row};
use measure::{Cut, Rule};

/// A share as it is said, with its interval where the count could be said.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CodedShare {
    /// What is said of it.
    pub said: Coded,
    /// The ends of its 95 percent interval, 0 to 1.
    pub interval: Option<[f64; 2]>,
}

/// What is said of an item's answers in one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodedAnswers {
    /// People who chose one of its options.
    pub answered: u32,
    /// What is said of each option, in their order; empty where the pack shows shares in bands, so that the favorable share
    /// and the options cannot narrow each other.
    pub options: Vec<Coded>,
    /// What is said of those who chose a favorable option: what the options tell, where they are shown.
    pub favourable: CodedShare,
}

/// An item, by group; rows as in [`crate::ItemTable`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodedItem {
    /// Its id.
    pub item: String,
    /// Ids of its options.
    pub options: Vec<String>,
    /// Whether each option counts as favorable.
    pub favourable: Vec<bool>,
    /// One row per group.
    pub rows: Vec<Row<CodedAnswers>>,
    /// Comparisons, where every row of the table is exact.
    pub differences: Vec<Difference>,
}

/// What is said of a scale in one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodedFigure {
    /// People who answered enough of its items.
    pub answered: u32,
    /// People whose own mean is at or above the cut.
    pub people: CodedShare,
    /// The mean of the items' favorable shares, where each of them is plainly said; made of what is said.
    pub mean_of_item_shares: Option<f64>,
    /// Favorable answers of all answers, 0 to 1, where each item's are exactly said.
    pub share_of_answers: Option<f64>,
}

/// A scale, by group; rows as in [`crate::ItemTable`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodedScale {
    /// Its id.
    pub scale: String,
    /// Ids of its items.
    pub items: Vec<String>,
    /// The rule that the scale reports.
    pub rule: Rule,
    /// The mean from which on a person counts as favorable.
    pub cut: Cut,
    /// How many of the items a person must have answered to count among people.
    pub least_answered: u32,
    /// One row per group.
    pub rows: Vec<Row<CodedFigure>>,
    /// Comparisons, where every row of the table is exact.
    pub differences: Vec<Difference>,
}

/// Everything that one place shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodedReport {
    /// The least number of people that a figure may be about.
    pub least: u32,
    /// People of the place.
    pub people: Cell<u32>,
    /// The dimensions, in order.
    pub dimensions: Vec<Dimension>,
    /// Pairs of dimensions that are crossed.
    pub pairs: Vec<[String; 2]>,
    /// People per group, in the order of every table's rows.
    pub groups: Vec<Row<u32>>,
    /// One table per item.
    pub items: Vec<CodedItem>,
    /// One table per scale.
    pub scales: Vec<CodedScale>,
}

/// A release under the codes of a pack.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodedRelease {
    /// The id of the pack.
    pub pack: String,
    /// The least number of people that a figure may be about.
    pub least: u32,
    /// The places, in the order of the release.
    pub places: Vec<Place>,
    /// A report for each place.
    pub reports: Vec<Released<CodedReport>>,
}

//! What a release shows: tables by group whose cells are either shown or hidden, with everything needed to print the
//! rule behind each figure. These are plain values; only inside [`crate::Released`] are they known to be safe.

use measure::{Cut, Rule};
use serde::{Deserialize, Serialize};

/// A group of people that a row is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// All people of the place.
    Everyone,
    /// The people of one level of a dimension, both named by id.
    Level {
        /// Id of the dimension.
        dimension: String,
        /// Id of the level.
        level: String,
    },
    /// The people of two levels of two dimensions.
    Pair {
        /// Ids of the dimensions, in the order of [`Report::dimensions`].
        dimensions: [String; 2],
        /// Ids of the levels, one of each.
        levels: [String; 2],
    },
}

/// A figure, or one and the same sign for every reason not to show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell<T> {
    /// May be shown.
    Shown(T),
    /// Not shown, to protect people.
    Hidden,
}

impl<T> Cell<T> {
    /// The figure when it is shown.
    pub fn shown(&self) -> Option<&T> {
        match self {
            Self::Shown(figure) => Some(figure),
            Self::Hidden => None,
        }
    }

    /// Whether the figure is withheld.
    pub fn is_hidden(&self) -> bool {
        matches!(self, Self::Hidden)
    }
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row<T> {
    /// Whom it is about.
    pub group: Group,
    /// The figure, or that it is hidden.
    pub cell: Cell<T>,
}

/// A share of people with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// People counted as favourable.
    pub part: u32,
    /// People counted at all.
    pub of: u32,
    /// `part / of`, 0 to 1.
    pub share: f64,
    /// Lower end of the interval, see [`Report::interval`].
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// A share of answers. It has no interval: one person's answers are not independent of each other.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AnswerShare {
    /// Favourable answers.
    pub part: u64,
    /// All answers.
    pub of: u64,
    /// `part / of`, 0 to 1.
    pub share: f64,
}

/// One item in one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// People whom the questionnaire asked this item.
    pub asked: u32,
    /// People who chose one of its options.
    pub answered: u32,
    /// People per option, in the order of [`ItemTable::options`]; they add up to `answered`.
    pub counts: Vec<u32>,
    /// People who chose a favourable option, of those who answered.
    pub favourable: Share,
}

/// What the data say about a group set against everyone else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The group's favourable share is higher than that of everyone else.
    Higher,
    /// It is lower.
    Lower,
    /// The data do not support naming a difference.
    NotSupported,
}

/// A shown group's favourable share compared with that of everyone else (who are not in the group).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The group, always a level.
    pub group: Group,
    /// Favourable among everyone who is not in the group.
    pub rest: Share,
    /// Share of the group minus share of the rest.
    pub difference: f64,
    /// Lower end of the 95 % interval of the difference (Newcombe 1998, method 10).
    pub low: f64,
    /// Upper end of that interval.
    pub high: f64,
    /// Probability of such a difference when there is none (score test), corrected over all comparisons of this
    /// table (Holm 1979).
    pub p: f64,
    /// What may be said: a difference is named only when `p` is at most 0.05.
    pub finding: Finding,
}

/// How people are spread over a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Every person has one level.
    Single,
    /// Every person has one level or none; those with none have no row of their own.
    SingleOrUnstated,
    /// A person may have several levels.
    Multiple,
}

/// A dimension that the tables are split by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// How people are spread over it.
    pub kind: Kind,
    /// Ids of its levels, in order.
    pub levels: Vec<String>,
}

/// The method behind every [`Share`]'s interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntervalMethod {
    /// Score interval of Wilson (1927) that covers 95 %.
    Wilson95,
}

/// One item, by group. The first row is everyone; then every level of every dimension, in order; then every level of the
/// first dimension of a pair with every level of the second.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemTable {
    /// Id of the item.
    pub item: String,
    /// Ids of its options, in order.
    pub options: Vec<String>,
    /// Whether each option counts as favourable.
    pub favourable: Vec<bool>,
    /// Whether the item's values run backwards in its scale.
    pub reversed: bool,
    /// One row per group.
    pub rows: Vec<Row<Distribution>>,
    /// Comparisons of the shown levels, in the order of their rows.
    pub differences: Vec<Difference>,
}

/// One scale in one group, by all three rules.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScaleFigure {
    /// Favourable answers of all answers.
    pub share_of_answers: AnswerShare,
    /// Plain mean of the items' favourable shares, 0 to 1.
    pub mean_of_item_shares: f64,
    /// People whose own mean is at or above the cut, of those who answered enough items.
    pub share_of_people: Share,
}

/// One scale, by group; rows as in [`ItemTable`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScaleTable {
    /// Id of the scale.
    pub scale: String,
    /// Ids of its items.
    pub items: Vec<String>,
    /// The rule that the scale reports; the other two are context.
    pub rule: Rule,
    /// The mean from which on a person counts as favourable.
    pub cut: Cut,
    /// How many of the items a person must have answered to count among people.
    pub least_answered: u32,
    /// One row per group.
    pub rows: Vec<Row<ScaleFigure>>,
    /// Comparisons of the share of people.
    pub differences: Vec<Difference>,
}

/// Everything that one place of a release shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The least number of people that a figure may be about.
    pub least: u32,
    /// People of the place.
    pub people: Cell<u32>,
    /// The method of the shares' intervals.
    pub interval: IntervalMethod,
    /// The dimensions, in order.
    pub dimensions: Vec<Dimension>,
    /// Pairs of dimensions that are crossed, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<[String; 2]>,
    /// People per group, in the order of every table's rows; empty in a report of the first version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Row<u32>>,
    /// One table per item.
    pub items: Vec<ItemTable>,
    /// One table per scale.
    pub scales: Vec<ScaleTable>,
}

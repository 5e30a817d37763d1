//! The nouns of the ledger: a stand of people, a group of them, what was told of it, and the entry that told it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

/// The people of a sealed wave, or of a table made elsewhere, as they stood at one time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stand {
    /// Id of the wave or table.
    pub population: String,
    /// 0 at the seal, one more with every batch of withdrawals that was counted.
    pub edition: u32,
}

impl Stand {
    /// The people of a wave at its seal, or of a table.
    pub fn first(population: impl Into<String>) -> Self {
        Self {
            population: population.into(),
            edition: 0,
        }
    }
}

/// People counted together: those of a place who have, in every dimension named, one of the levels given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Id of the place.
    pub place: String,
    /// By id of the dimension, ids of levels; a dimension that is not named does not matter.
    pub levels: BTreeMap<String, BTreeSet<String>>,
}

impl Group {
    /// Everyone of a place.
    pub fn everyone(place: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            levels: BTreeMap::new(),
        }
    }

    /// Those of them who have one of these levels of a dimension.
    #[must_use]
    pub fn with<L: Into<String>>(
        mut self,
        dimension: impl Into<String>,
        levels: impl IntoIterator<Item = L>,
    ) -> Self {
        let levels = levels.into_iter().map(Into::into).collect();
        self.levels.insert(dimension.into(), levels);
        self
    }
}

impl fmt::Display for Group {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.levels.is_empty() {
            return write!(to, "everyone of {}", self.place);
        }
        for (at, (dimension, levels)) in self.levels.iter().enumerate() {
            let levels: Vec<&str> = levels.iter().map(String::as_str).collect();
            let comma = if at > 0 { ", " } else { "" };
            write!(to, "{comma}{dimension} {}", levels.join(" or "))?;
        }
        write!(to, " of {}", self.place)
    }
}

/// What was told of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Told {
    /// Nothing, by a rule that hides what is about fewer than `least` people. The sign also stands for numbers that are
    /// hidden to protect others, so it says nothing about the number.
    Hidden {
        /// The least count of the rule.
        least: u32,
    },
    /// The number.
    Count(u32),
    /// That it is from `low` to `high`, both included: a rounded percent, a range, a sign that means "fewer than".
    Between {
        /// The least it can be.
        low: u32,
        /// The most.
        high: u32,
    },
}

impl Told {
    /// The numbers that it leaves possible, unless it leaves all.
    pub const fn range(self) -> Option<(u32, u32)> {
        match self {
            Self::Hidden { .. } => None,
            Self::Count(count) => Some((count, count)),
            Self::Between { low, high } => Some((low, high)),
        }
    }

    /// Whether more than one number is possible.
    pub const fn is_open(self) -> bool {
        match self.range() {
            None => true,
            Some((low, high)) => low < high,
        }
    }
}

/// What was told of the answers of a group to one measure: an item, or a scale's "above and below the cut".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Measured {
    /// Nothing.
    Hidden {
        /// The least count of the rule.
        least: u32,
    },
    /// Counts.
    Shown {
        /// People who were asked, if told.
        asked: Option<Told>,
        /// People who answered.
        answered: Told,
        /// People per option.
        counts: Vec<Told>,
    },
}

/// What was told of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The group.
    pub group: Group,
    /// How many people it has; none when nothing was said about it.
    pub people: Option<Told>,
    /// What they answered, by id of the measure.
    pub measures: BTreeMap<String, Measured>,
}

impl Statement {
    /// A statement about people only.
    pub fn people(group: Group, told: Told) -> Self {
        Self {
            group,
            people: Some(told),
            measures: BTreeMap::new(),
        }
    }
}

/// Where an entry comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A release of this crate, which audited it on its own.
    Release,
    /// A filter somebody tried, or anything else not audited before.
    Filter,
    /// A table made elsewhere.
    Elsewhere,
}

/// One release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its id, unique in the ledger.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The day it was published, as year-month-day.
    pub day: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Whom it is about.
    pub stand: Stand,
    /// What it told, each group once.
    pub statements: Vec<Statement>,
}

impl Entry {
    /// An entry that tells nothing yet.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        day: impl Into<String>,
        origin: Origin,
        stand: Stand,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            day: day.into(),
            origin,
            stand,
            statements: Vec::new(),
        }
    }

    /// What is wrong with it, if anything: an empty id, a day that is none, a group told twice, a range upside down.
    pub fn flaw(&self) -> Option<String> {
        if self.id.is_empty() {
            return Some("the id is empty".to_owned());
        }
        if !is_day(&self.day) {
            return Some(format!("{:?} is not a day written as 2026-05-31", self.day));
        }
        let mut seen = BTreeSet::new();
        for statement in &self.statements {
            if !seen.insert(&statement.group) {
                return Some(format!("{} is told twice", statement.group));
            }
            if statement.levels_are_empty() {
                return Some(format!("{} names a dimension without levels", statement.group));
            }
            if statement
                .told()
                .any(|told| matches!(told, Told::Between { low, high } if low > high))
            {
                return Some(format!("a range of {} ends before it begins", statement.group));
            }
        }
        None
    }
}

impl Statement {
    fn levels_are_empty(&self) -> bool {
        self.group.levels.values().any(BTreeSet::is_empty)
    }

    fn told(&self) -> impl Iterator<Item = Told> {
        let measured = self.measures.values().flat_map(|measured| match measured {
            Measured::Hidden { .. } => Vec::new(),
            Measured::Shown {
                asked,
                answered,
                counts,
            } => counts.iter().copied().chain(*asked).chain([*answered]).collect(),
        });
        self.people.into_iter().chain(measured)
    }
}

/// Whether a text is a day of the calendar, written as year-month-day.
pub(crate) fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u32>().ok());
    if bytes.len() != 10
        || bytes[4] != b'-'
        || bytes[7] != b'-'
        || !bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| at == 4 || at == 7 || byte.is_ascii_digit())
    {
        return false;
    }
    let (Some(year), Some(month), Some(day)) = (digits(0, 4), digits(5, 7), digits(8, 10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

//! What a release is asked to show, and how strictly people are protected.

use measure::{Cut, Rule};

use crate::Error;

/// How strictly people are protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protection {
    least: u32,
}

impl Protection {
    /// The lowest least count that can be set.
    pub const LOWEST: u32 = 5;
    /// The lowest that a rule pack can ask for: of two people, each knows the other's answer from their sum.
    pub const LOWEST_OF_PACKS: u32 = 3;

    /// No figure about fewer than `least` people.
    ///
    /// # Errors
    /// [`Error::Least`] below [`Protection::LOWEST`].
    pub fn new(least: u32) -> Result<Self, Error> {
        Self::no_lower(least, Self::LOWEST)
    }

    /// What a rule pack asks for.
    ///
    /// # Errors
    /// [`Error::Least`] below [`Protection::LOWEST_OF_PACKS`].
    pub(crate) fn of_pack(least: u32) -> Result<Self, Error> {
        Self::no_lower(least, Self::LOWEST_OF_PACKS)
    }

    fn no_lower(least: u32, lowest: u32) -> Result<Self, Error> {
        if least < lowest {
            return Err(Error::Least { least, lowest });
        }
        Ok(Self { least })
    }

    /// The least number of people that a figure may be about.
    pub const fn least(self) -> u32 {
        self.least
    }
}

impl Default for Protection {
    /// Ten people, the rule of most states (NCES 2011-603).
    fn default() -> Self {
        Self { least: 10 }
    }
}

/// An item to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskItem {
    /// Id of the item.
    pub item: String,
    /// Whether each of its options counts as favourable, in the order of the options.
    pub favourable: Vec<bool>,
    /// Whether its values run backwards in its scale.
    pub reversed: bool,
}

/// A scale to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskScale {
    /// Id of the scale.
    pub scale: String,
    /// Ids of its items, all among [`Ask::items`]; an item belongs to one scale at most.
    pub items: Vec<String>,
    /// The rule it reports.
    pub rule: Rule,
    /// The mean from which on a person counts as favourable.
    pub cut: Cut,
    /// How many of the items a person must have answered to count among people.
    pub least_answered: u32,
}

/// What to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// The items, in the order of their tables.
    pub items: Vec<AskItem>,
    /// The scales, in the order of their tables.
    pub scales: Vec<AskScale>,
    /// Ids of the dimensions to split by, in order.
    pub dimensions: Vec<String>,
    /// Pairs of them whose levels are crossed, such as grade by race.
    pub pairs: Vec<[String; 2]>,
}

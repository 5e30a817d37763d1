//! Everybody's answers as small numbers, one column per item and dimension: the shape that counting starts from.

use serde::{Deserialize, Serialize};

use crate::{Instrument, Key};

/// The code of a question that was asked and not answered. These codes are the bytes that `tally` uses, too.
pub const SKIPPED: u8 = 251;
/// The code of a question that this person was never asked.
pub const NOT_ASKED: u8 = 252;
/// The code of a question answered with a choice that is not scored, such as "I don't know".
pub const UNSCORED: u8 = 253;
/// The level of a person about whom a dimension says nothing.
pub const UNSTATED: u16 = u16::MAX;

/// The answers of `people` people, column by column. Every column has one entry per person, in the same order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coded {
    /// How many people.
    pub people: usize,
    /// One column for each item of the instrument, in its order.
    pub items: Vec<CodedItem>,
    /// One column for each dimension of the instrument, in its order.
    pub dimensions: Vec<CodedDimension>,
}

/// The answers to one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedItem {
    /// The item.
    pub item: Key,
    /// How many scored choices it has, 2 to 12.
    pub choices: u8,
    /// One code per person: 0 for the lowest choice to `choices − 1`, or [`SKIPPED`], [`NOT_ASKED`], [`UNSCORED`].
    pub codes: Vec<u8>,
}

/// The groups of one dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedDimension {
    /// The dimension.
    pub dimension: Key,
    /// How many levels it has, 1 to 60.
    pub count: u8,
    /// Who is in which level.
    pub levels: CodedLevels,
}

/// Who is in which level of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodedLevels {
    /// One level per person, from 0, or [`UNSTATED`].
    Single(Vec<u16>),
    /// Any number of levels per person: bit *n* is level *n*; no bit set means that nothing is known.
    Several(Vec<u64>),
}

impl Coded {
    /// No people yet, with a column for each item and dimension of `instrument`.
    pub fn empty(instrument: &Instrument) -> Self {
        let narrow = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        let items = instrument.items.iter().map(|item| CodedItem {
            item: item.id.clone(),
            choices: narrow(item.scored().len()),
            codes: Vec::new(),
        });
        let dimensions = instrument.dimensions.iter().map(|dimension| CodedDimension {
            dimension: dimension.id.clone(),
            count: narrow(dimension.levels.len()),
            levels: if dimension.several {
                CodedLevels::Several(Vec::new())
            } else {
                CodedLevels::Single(Vec::new())
            },
        });
        Self {
            people: 0,
            items: items.collect(),
            dimensions: dimensions.collect(),
        }
    }

    /// The column of an item.
    pub fn item(&self, id: &str) -> Option<&CodedItem> {
        self.items.iter().find(|column| column.item == *id)
    }

    /// The column of a dimension.
    pub fn dimension(&self, id: &str) -> Option<&CodedDimension> {
        self.dimensions.iter().find(|column| column.dimension == *id)
    }
}

impl CodedLevels {
    /// How many people the column holds.
    pub fn len(&self) -> usize {
        match self {
            Self::Single(levels) => levels.len(),
            Self::Several(levels) => levels.len(),
        }
    }

    /// Whether the column holds nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

//! What a reader has: the published cells with their relations, and the tables that come with them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::suppress::{Problem, Relation};

/// A cell as it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedCell {
    /// Its id.
    pub id: u32,
    /// Its value, unless it is hidden.
    pub shown: Option<i64>,
    /// The least it can be, as everybody knows.
    pub lower: i64,
    /// The most it can be, as everybody knows.
    pub upper: i64,
}

/// What a reader makes of a hidden cell that cannot be empty, or cannot be large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// Nothing more than the numbers say.
    OfNumbers,
    /// That it cannot be small, because the rule protects every small group; and so on with what follows from that.
    OfRules,
}

/// Everything a reader knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The least number of people a shown group has.
    pub least: i64,
    /// Whom the tables are to hold against.
    pub reader: Reader,
    /// The cells, in the order of their ids.
    pub cells: Vec<PublishedCell>,
    /// The relations.
    pub relations: Vec<Relation>,
}

impl Published {
    /// What is published of a problem when these cells are hidden.
    pub fn of(problem: &Problem, hidden: &BTreeSet<u32>, least: i64, reader: Reader) -> Self {
        let cells = problem.cells().iter().map(|cell| PublishedCell {
            id: cell.id,
            shown: (!hidden.contains(&cell.id)).then_some(cell.value),
            lower: cell.lower,
            upper: cell.upper,
        });
        Self {
            least,
            reader,
            cells: cells.collect(),
            relations: problem.relations().to_vec(),
        }
    }

    /// The ids of the hidden cells.
    pub fn hidden(&self) -> BTreeSet<u32> {
        let cells = self.cells.iter().filter(|cell| cell.shown.is_none());
        cells.map(|cell| cell.id).collect()
    }
}

/// The two tables of a cell, by their places in [`Witnesses::tables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The cell.
    pub id: u32,
    /// A table in which the cell is empty.
    pub low: usize,
    /// A table in which it has at least the least number of people.
    pub high: usize,
}

/// Hidden cells that are not small, for whoever knows that every small group could be empty and could be large.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Declared {
    /// Cells that cannot be empty, said to have the least number of people or more.
    pub large: BTreeSet<u32>,
    /// Cells that cannot have the least number of people, said to be empty.
    pub empty: BTreeSet<u32>,
}

impl Declared {
    /// Whether a cell is declared.
    pub fn contains(&self, id: u32) -> bool {
        self.large.contains(&id) || self.empty.contains(&id)
    }

    /// Cells declared.
    pub fn len(&self) -> usize {
        self.large.len() + self.empty.len()
    }

    /// Whether nothing is declared.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bounds of a cell for a reader who draws that conclusion.
    pub(super) fn bounds(&self, cell: &PublishedCell, least: i64) -> (i64, i64) {
        if self.large.contains(&cell.id) {
            (cell.lower.max(least), cell.upper)
        } else if self.empty.contains(&cell.id) {
            (cell.lower, cell.upper.min(0))
        } else {
            (cell.lower, cell.upper)
        }
    }
}

/// The proof that goes with a publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witnesses {
    /// A value for every hidden cell.
    pub base: BTreeMap<u32, i64>,
    /// For each table the cells that differ from the base, with their values there.
    pub tables: Vec<BTreeMap<u32, i64>>,
    /// Two tables for each hidden cell that is not declared.
    pub pairs: Vec<Pair>,
    /// The other hidden cells.
    pub declared: Declared,
}

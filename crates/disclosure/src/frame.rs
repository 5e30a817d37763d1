//! The rows of a report: which groups there are, in which order, and how they add up.

use tally::Membership;

use crate::Error;
use crate::report::{Dimension, Group, Kind};
use crate::suppress::Column;

/// The position of everyone.
pub(crate) const EVERYONE: usize = 0;

/// One dimension's rows: `first .. first + levels` in the list of groups.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub kind: Kind,
    pub first: usize,
    pub levels: usize,
}

impl Span {
    /// Positions of the dimension's groups.
    pub(crate) fn groups(self) -> std::ops::Range<usize> {
        self.first..self.first + self.levels
    }

    /// Whether a person has at most one of its levels.
    pub(crate) fn is_single(self) -> bool {
        self.kind != Kind::Multiple
    }
}

/// A group, and the groups that split it: a level by another dimension, or everyone by one.
#[derive(Debug, Clone)]
pub(crate) struct Crossing {
    pub whole: usize,
    pub kind: Kind,
    pub parts: Vec<usize>,
}

impl Crossing {
    /// Everyone, split by a dimension.
    pub(crate) fn of(span: Span) -> Self {
        Self {
            whole: EVERYONE,
            kind: span.kind,
            parts: span.groups().collect(),
        }
    }
}

/// Everything about rows that can be read from a report's dimensions and pairs.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub dimensions: Vec<Dimension>,
    /// Positions of the dimensions that are crossed, the smaller first.
    pub pairs: Vec<(usize, usize)>,
    pub groups: Vec<Group>,
    /// The groups as columns of a layout.
    pub columns: Vec<Column>,
    pub spans: Vec<Span>,
    pub crossings: Vec<Crossing>,
    /// Everyone and all levels; the groups after them are pairs.
    pub levels: usize,
}

impl Frame {
    /// The rows of these dimensions and pairs.
    ///
    /// # Errors
    /// [`Error::Answers`] for a pair of an unknown dimension, [`Error::Repeated`] for one with itself or given twice.
    pub(crate) fn new(dimensions: Vec<Dimension>, pairs: &[[String; 2]]) -> Result<Self, Error> {
        let pairs = positions(&dimensions, pairs)?;
        let mut frame = Self {
            dimensions,
            pairs,
            groups: vec![Group::Everyone],
            columns: vec![Column::Everyone],
            spans: Vec::new(),
            crossings: Vec::new(),
            levels: 1,
        };
        for (at, dimension) in frame.dimensions.iter().enumerate() {
            frame.spans.push(Span {
                kind: dimension.kind,
                first: frame.groups.len(),
                levels: dimension.levels.len(),
            });
            for (number, level) in dimension.levels.iter().enumerate() {
                frame.columns.push(Column::Level(at, number));
                frame.groups.push(Group::Level {
                    dimension: dimension.id.clone(),
                    level: level.clone(),
                });
            }
        }
        frame.levels = frame.groups.len();
        for (one, other) in frame.pairs.clone() {
            frame.cross(one, other);
        }
        Ok(frame)
    }

    fn cross(&mut self, one: usize, other: usize) {
        let (first, second) = (self.spans[one], self.spans[other]);
        let start = self.groups.len();
        let [ones, others] = [one, other].map(|at| self.dimensions[at].clone());
        for (at, level) in ones.levels.iter().enumerate() {
            for (with, crossed) in others.levels.iter().enumerate() {
                self.columns.push(Column::Pair([(one, at), (other, with)]));
                self.groups.push(Group::Pair {
                    dimensions: [ones.id.clone(), others.id.clone()],
                    levels: [level.clone(), crossed.clone()],
                });
            }
        }
        let at = |row: usize, column: usize| start + row * second.levels + column;
        for row in 0..first.levels {
            self.crossings.push(Crossing {
                whole: first.first + row,
                kind: second.kind,
                parts: (0..second.levels).map(|column| at(row, column)).collect(),
            });
        }
        for column in 0..second.levels {
            self.crossings.push(Crossing {
                whole: second.first + column,
                kind: first.kind,
                parts: (0..first.levels).map(|row| at(row, column)).collect(),
            });
        }
    }

    /// The pairs by id.
    pub(crate) fn pair_ids(&self) -> Vec<[String; 2]> {
        let id = |at: usize| self.dimensions[at].id.clone();
        self.pairs
            .iter()
            .map(|&(one, other)| [id(one), id(other)])
            .collect()
    }
}

fn positions(dimensions: &[Dimension], pairs: &[[String; 2]]) -> Result<Vec<(usize, usize)>, Error> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for pair in pairs {
        let mut at = [0; 2];
        for (at, id) in at.iter_mut().zip(pair) {
            *at = dimensions
                .iter()
                .position(|dimension| dimension.id == *id)
                .ok_or_else(|| tally::Error::Unknown {
                    kind: "dimension",
                    id: id.clone(),
                })?;
        }
        at.sort_unstable();
        let [one, other] = at;
        if one == other || found.contains(&(one, other)) {
            let (what, id) = ("pair", pair.join(" by "));
            return Err(Error::Repeated { what, id });
        }
        found.push((one, other));
    }
    Ok(found)
}

/// A dimension as a report describes it.
pub(crate) fn described(dimension: &tally::Dimension) -> Dimension {
    let kind = match &dimension.membership {
        Membership::Single(levels) if levels.contains(&tally::UNSTATED) => Kind::SingleOrUnstated,
        Membership::Single(_) => Kind::Single,
        Membership::Multiple(_) => Kind::Multiple,
    };
    Dimension {
        id: dimension.id.clone(),
        kind,
        levels: dimension.levels.clone(),
    }
}

//! How many people a figure needs, and how exactly it is told.

use crate::Protection;

/// People with an answer to each of two items, for reliability and signs.
pub const PEOPLE_FOR_RELIABILITY: u32 = 30;

/// People with an answer, for an item response model.
pub const PEOPLE_FOR_MODEL: u32 = 250;

/// People of each of two groups who answered every item, for a comparison.
pub const PEOPLE_FOR_COMPARISON: u32 = 200;

/// Schools with enough people, for variances between schools.
pub const SCHOOLS: usize = 10;

/// The protection, asked in words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gate {
    least: usize,
}

impl Gate {
    pub fn new(protection: Protection) -> Self {
        Self {
            least: protection.least() as usize,
        }
    }

    /// Whether a figure may be about so many people.
    pub fn tells(self, people: usize) -> bool {
        people >= self.least
    }

    /// Whether figures of a set and of a part of it may both be told.
    pub fn apart(self, set: usize, part: usize) -> bool {
        set == part || set - part >= self.least
    }

    /// The number needed when a method needs `people`: never fewer than the protection's.
    pub fn needs(self, people: u32) -> usize {
        self.least.max(people as usize)
    }
}

/// A number of people; a wave has no more than fit.
pub(super) fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

/// A coefficient or probability: three decimals.
pub(super) fn coefficient(value: f64) -> f64 {
    rounded(value, 1e3)
}

/// A parameter, a mean or points: two decimals.
pub(super) fn points(value: f64) -> f64 {
    rounded(value, 1e2)
}

/// Never −0, so that a figure has one spelling.
fn rounded(value: f64, times: f64) -> f64 {
    (value * times).round() / times + 0.0
}

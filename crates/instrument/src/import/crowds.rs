//! Whether the values of a column are groups of people, or point at people.

use std::collections::BTreeMap;

use super::apply::place_of;
use super::mapping::{LabelMapping, Meaning};
use super::table::Column;
use crate::{Key, Problem};

/// Groups of fewer people are small.
const PEOPLE_MIN: usize = 5;

/// How many people are in each group that occurs.
pub(super) struct Crowds(Vec<usize>);

impl Crowds {
    pub(super) fn of_labels(labels: &[LabelMapping]) -> Self {
        let mut people: BTreeMap<&Key, usize> = BTreeMap::new();
        for label in labels {
            if let Meaning::Answer(level) = &label.meaning {
                *people.entry(level).or_default() += label.count;
            }
        }
        Self(people.into_values().collect())
    }

    /// Of values whose groups are bits, with how often each occurs.
    pub(super) fn of_bits(values: impl Iterator<Item = (u64, usize)>) -> Self {
        let mut people = [0; u64::BITS as usize];
        for (bits, count) in values {
            for (at, group) in people.iter_mut().enumerate() {
                *group += if bits >> at & 1 == 1 { count } else { 0 };
            }
        }
        Self(people.into_iter().filter(|count| *count > 0).collect())
    }

    /// Why these are no groups, if they are none: their names would stand on pages of results.
    pub(super) fn problem(&self, column: &Column) -> Option<Problem> {
        let filled: usize = self.0.iter().sum();
        let alone = self.0.iter().filter(|people| **people == 1).count();
        let small = self.0.iter().filter(|people| **people < PEOPLE_MIN).count();
        let what = if alone * 2 > filled {
            format!(
                "Of {filled} values in this column {alone} occur only once, as names and numbers of people do."
            )
        } else if small * 2 > self.0.len() {
            format!(
                "Of {} groups in this column {small} have fewer than {PEOPLE_MIN} people, so they could point at people.",
                self.0.len()
            )
        } else {
            return None;
        };
        let right = "Leave this column out, or put its values together before you export.";
        Some(Problem::error("few-people", place_of(column), what, right))
    }
}

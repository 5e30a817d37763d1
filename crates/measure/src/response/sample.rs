//! A part of many patterns, at whose optimum the ascent of all of them begins.

use super::patterns::Patterns;

/// Of so many patterns one is taken.
const STEP: usize = 16;

/// A sample has at least this many patterns.
const PATTERNS_MIN: usize = 2048;

/// A sample has at least this many people in every category and group; it could not tell an emptier one.
const PEOPLE_MIN: f64 = 50.0;

impl Patterns {
    /// One of every 16 patterns with all who gave it, if that is enough to tell all categories and groups.
    pub(super) fn sample(&self) -> Option<Self> {
        if self.len() / STEP < PATTERNS_MIN {
            return None;
        }
        let sample = Self {
            categories: self.categories.clone(),
            groups: self.groups,
            blocks: self.blocks.clone(),
            rows: self.rows.iter().map(|rows| thinned(rows)).collect(),
            group: thinned(&self.group),
            counts: thinned(&self.counts),
            of_person: Vec::new(),
        };
        let mut people = vec![0.0; self.groups];
        for (&group, count) in sample.group.iter().zip(&sample.counts) {
            people[usize::from(group)] += count;
        }
        let chosen = sample.chosen().into_iter().flatten();
        chosen
            .chain(people)
            .all(|people| people >= PEOPLE_MIN)
            .then_some(sample)
    }
}

fn thinned<T: Copy>(values: &[T]) -> Vec<T> {
    values.iter().skip(STEP / 2).step_by(STEP).copied().collect()
}

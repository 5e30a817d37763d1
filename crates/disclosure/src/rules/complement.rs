//! The complementary rule of a pack in one table, as its authors apply it.

use super::pack::{ComplementRule, Purpose, Rules};
use crate::Error;
use crate::Kind;
use crate::suppress::{Budget, Column, Layout, Levelled, Place, optimum};

/// Which levels of one dimension a pack hides, given the people of each level, when everyone's total is shown and every
/// person has one level. This is what the pack's authors do in a single table; what a whole release hides is decided by
/// [`crate::suppress`] over all tables, and audited.
///
/// The next smallest group goes when just one is hidden, and, where the hidden ones are also shown together, when they
/// are still fewer than the least. Of two equal ones the earlier goes.
///
/// # Errors
/// [`Error::Unprotectable`] when the optimal rule finds no pattern: a small level beside levels without people.
pub fn hidden_levels(rules: &Rules, people: &[u32], purpose: Purpose) -> Result<Vec<bool>, Error> {
    let least = rules.least(purpose);
    let small: Vec<bool> = people
        .iter()
        .map(|&people| !rules.shows(people, purpose))
        .collect();
    match rules.complement.rule {
        ComplementRule::None => Ok(small),
        ComplementRule::NextSmallest => Ok(next_smallest(
            people,
            small,
            rules.complement.pooled.is_some(),
            least,
        )),
        ComplementRule::Optimal => optimal(people, &small, least),
    }
}

fn next_smallest(people: &[u32], mut hidden: Vec<bool>, pooled: bool, least: u32) -> Vec<bool> {
    loop {
        let inside = |hidden: &[bool]| {
            people
                .iter()
                .zip(hidden)
                .filter(|(n, hidden)| **hidden && **n > 0)
                .count()
        };
        let together: u64 = people
            .iter()
            .zip(&hidden)
            .filter(|(_, hidden)| **hidden)
            .map(|(&people, _)| u64::from(people))
            .sum();
        let enough = match inside(&hidden) {
            0 => true,
            1 => false,
            _ => !pooled || together >= u64::from(least),
        };
        let shown = (0..people.len()).filter(|&at| !hidden[at] && people[at] > 0);
        let Some(next) = shown.min_by_key(|&at| people[at]).filter(|_| !enough) else {
            return hidden;
        };
        hidden[next] = true;
    }
}

fn optimal(people: &[u32], small: &[bool], least: u32) -> Result<Vec<bool>, Error> {
    let mut layout = Layout {
        least: i64::from(least),
        places: vec![Place::default()],
        dimensions: vec![Levelled {
            kind: Kind::Single,
            levels: people.len(),
        }],
        ..Layout::default()
    };
    let total: i64 = people.iter().copied().map(i64::from).sum();
    layout.counts.insert((0, Column::Everyone), total);
    for (level, &people) in people.iter().enumerate() {
        layout
            .counts
            .insert((0, Column::Level(0, level)), i64::from(people));
    }
    let laid = layout.problem()?;
    let pattern = optimum(&laid.problem, Budget::unlimited())?;
    let mut hidden = small.to_vec();
    for id in &pattern.hidden {
        if let Some((_, Column::Level(_, level))) = laid.groups.get(id) {
            hidden[*level] = true;
        }
    }
    Ok(hidden)
}

//! The sets of people that a reader can compute in two steps: what is searched when the full search is too long.

use std::collections::BTreeMap;

use super::classes::Set;
use super::closure::{Computed, Danger, Exhausted, left_of};

/// The most sets of one step that are compared with each other.
pub(super) const STEP: usize = 3_000;

/// A set in the making: which of the given ones is added how often.
type Made = (Set, Vec<(usize, i64)>);

/// Dangerous sets among: a given set; one without another inside it; one without a family inside it (the levels of a
/// dimension, `family` of each given set); and what two of these leave, of which one contains the other.
pub(super) fn dangerous<K: Ord>(
    given: &[&Set],
    family: &[K],
    danger: &impl Danger,
) -> Result<Vec<Computed>, Exhausted> {
    let mut step: BTreeMap<Set, Vec<(usize, i64)>> = BTreeMap::new();
    for (at, set) in given.iter().enumerate() {
        step.entry((*set).clone()).or_insert_with(|| vec![(at, 1)]);
    }
    for (at, set) in given.iter().enumerate() {
        for (set, factors) in without(at, set, given, family) {
            if !set.is_empty() {
                step.entry(set).or_insert(factors);
            }
        }
        if step.len() > STEP {
            return Err(Exhausted);
        }
    }
    let step: Vec<Made> = step.into_iter().collect();
    let mut found: BTreeMap<Set, Vec<(usize, i64)>> = BTreeMap::new();
    let mut keep = |set: Set, factors: Vec<(usize, i64)>| {
        if !set.is_empty() && left_of(danger, &set).is_some() {
            found.entry(set).or_insert(factors);
        }
    };
    for (large, made) in &step {
        keep(large.clone(), made.clone());
        for (small, less) in step
            .iter()
            .filter(|(small, _)| small != large && small.is_inside(large))
        {
            keep(large.without(small), minus(made, less));
        }
    }
    let computed = |(set, factors)| Computed {
        set,
        factors,
        divisor: 1,
    };
    Ok(found.into_iter().map(computed).collect())
}

fn without<K: Ord>(at: usize, large: &Set, given: &[&Set], family: &[K]) -> Vec<Made> {
    let mut found = Vec::new();
    let mut families: BTreeMap<&K, Made> = BTreeMap::new();
    for (other, small) in given.iter().enumerate() {
        if other == at || small.is_empty() || !small.is_inside(large) {
            continue;
        }
        found.push((large.without(small), vec![(at, 1), (other, -1)]));
        let (left, made) = families
            .entry(&family[other])
            .or_insert_with(|| (large.clone(), vec![(at, 1)]));
        // Levels that overlap one already taken away are no subtraction.
        if small.is_inside(left) {
            *left = left.without(small);
            made.push((other, -1));
        }
    }
    found.extend(families.into_values());
    found
}

fn minus(made: &[(usize, i64)], less: &[(usize, i64)]) -> Vec<(usize, i64)> {
    let mut sum: BTreeMap<usize, i64> = made.iter().copied().collect();
    for (at, by) in less {
        *sum.entry(*at).or_insert(0) -= by;
    }
    sum.into_iter().filter(|(_, by)| *by != 0).collect()
}

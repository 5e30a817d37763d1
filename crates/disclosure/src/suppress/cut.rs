//! Cuts: what every safe pattern satisfies, read off an attacker's multipliers.
//!
//! Multipliers `y` of the relations bound how far cell p can go: by `Σ c_i` over hidden cells, `c_i` being the part of
//! `|y·A_i|` times the room of cell i on the side that matters. A safe pattern x therefore has `Σ c_i x_i ≥ level`
//! (Fischetti & Salazar 2000, equation 8). Cells hidden in any case are taken off the level first; then no coefficient
//! needs to exceed what is left of it.

use std::collections::BTreeSet;

use super::attack::{Exposure, Side};
use super::part::Part;
use crate::linear::Sparse;

/// `Σ coefficient · x ≥ 1` over cells that need not be hidden; coefficients in (0, 1].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cut {
    pub terms: Sparse,
}

impl Cut {
    /// What a (fractional) pattern reaches of the 1 it needs.
    pub(crate) fn reached(&self, share: &[f64]) -> f64 {
        self.terms.iter().map(|&(at, by)| by * share[at]).sum()
    }

    /// A key by which equal cuts are found.
    pub(crate) fn key(&self) -> Vec<(usize, u32)> {
        self.terms.iter().map(|&(at, by)| (at, coarse(by))).collect()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "coefficients lie in (0, 1], so the product fits"
)]
fn coarse(coefficient: f64) -> u32 {
    (coefficient * 1e9).round() as u32
}

/// The cut that an exposure proves, or none when the multipliers bound nothing (or only whole numbers do).
pub(crate) fn of_exposure(part: &Part, exposure: &Exposure) -> Option<Cut> {
    let cell = part.sensitive[exposure.sensitive];
    match (exposure.side, &exposure.multipliers[..]) {
        (Side::Above, [one]) => lifted(part, &[coefficients(part, one, cell.at, true)], cell.upper),
        (Side::Below, [one]) => lifted(part, &[coefficients(part, one, cell.at, false)], cell.lower),
        (Side::Across, [up, down]) => lifted(
            part,
            &[
                coefficients(part, up, cell.at, true),
                coefficients(part, down, cell.at, false),
            ],
            cell.sliding,
        ),
        _ => None,
    }
}

/// Everything that is not hidden yet: one more cell must be. Right when nothing but whole numbers shows that a pattern is
/// not safe, since what is not safe stays so when less is hidden.
pub(crate) fn one_more(part: &Part, pattern: &[bool]) -> Cut {
    let shown = (0..pattern.len()).filter(|&at| !pattern[at] && !part.always[at]);
    Cut {
        terms: shown.map(|at| (at, 1.0)).collect(),
    }
}

/// The cuts of single relations: in each, the others must be able to make up for what a sensitive cell needs.
pub(crate) fn of_relations(part: &Part) -> Vec<Cut> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut index: Vec<Option<usize>> = vec![None; part.places.len()];
    for (number, cell) in part.sensitive.iter().enumerate() {
        index[cell.at] = Some(number);
    }
    for terms in &part.rows {
        for &(at, by) in terms {
            let Some(sensitive) = index[at] else { continue };
            let cell = part.sensitive[sensitive];
            for (up, level) in [(true, cell.upper), (false, cell.lower)] {
                let scale = if up { -1.0 } else { 1.0 } / super::part::float(by);
                let weights = terms
                    .iter()
                    .filter(|(other, _)| *other != at)
                    .map(|&(other, factor)| (other, scale * super::part::float(factor)))
                    .map(|(other, z)| (other, room(part, other, z)))
                    .collect();
                if let Some(cut) = lifted(part, &[weights], level)
                    && seen.insert(cut.key())
                {
                    found.push(cut);
                }
            }
        }
    }
    found
}

/// What a cell contributes when it enters the bound by `z`.
fn room(part: &Part, at: usize, z: f64) -> f64 {
    if z > 0.0 {
        z * part.up[at]
    } else {
        -z * part.down[at]
    }
}

/// Contributions of all cells to the bound that the multipliers prove for `cell`.
fn coefficients(part: &Part, multipliers: &[f64], cell: usize, up: bool) -> Sparse {
    let mut entry = vec![0.0; part.places.len()];
    let mut touched = BTreeSet::from([cell]);
    entry[cell] = if up { 1.0 } else { -1.0 };
    for (terms, &by) in part.rows.iter().zip(multipliers) {
        // Any multipliers prove a bound; near-whole ones are meant to be whole.
        let by = if (by - by.round()).abs() < 1e-7 {
            by.round()
        } else {
            by
        };
        if by != 0.0 {
            for &(at, factor) in terms {
                entry[at] += by * super::part::float(factor);
                touched.insert(at);
            }
        }
    }
    touched
        .into_iter()
        .filter(|&at| entry[at].abs() > 1e-9)
        .map(|at| (at, room(part, at, entry[at])))
        .collect()
}

fn lifted(part: &Part, weights: &[Sparse], level: f64) -> Option<Cut> {
    let all = || weights.iter().flatten();
    let given: f64 = all().filter(|(at, _)| part.always[*at]).map(|(_, by)| by).sum();
    let left = level - given;
    if left <= 1e-6 * level.max(1.0) {
        return None;
    }
    let mut terms: Sparse = Vec::new();
    let mut open: Sparse = all()
        .filter(|(at, by)| !part.always[*at] && *by > 0.0)
        .copied()
        .collect();
    open.sort_by_key(|term| term.0);
    for (at, by) in open {
        match terms.last_mut() {
            Some(last) if last.0 == at => last.1 += by,
            _ => terms.push((at, by)),
        }
    }
    for term in &mut terms {
        term.1 = (term.1 / left).min(1.0);
    }
    terms.retain(|term| term.1 > 1e-9);
    Some(Cut { terms })
}

//! Cuts from one cut: what is left to be covered once some cells are hidden (knapsack-cover inequalities; Carr, Fleischer,
//! Leung & Phillips 2000).
//!
//! If the cells of a set A reach `a < 1` of a cut's 1 together, the others must reach `1 - a`, and no coefficient needs to
//! exceed that: `Σ min(c_i, 1 - a) x_i ≥ 1 - a` over cells outside A. With A = the cells that the program hides wholly or
//! mostly, this cuts off patterns that fill the rest up with a fraction of a large cell.

use super::cut::Cut;

/// Cells with at least this share are taken into A, one set for each.
const SHARES: [f64; 4] = [0.999, 0.8, 0.6, 0.4];

/// New cuts that the fractional pattern breaks.
pub(super) fn covers<'a>(cuts: impl Iterator<Item = &'a Cut>, share: &[f64]) -> Vec<Cut> {
    let mut found: Vec<Cut> = Vec::new();
    for cut in cuts {
        if cut.terms.iter().all(|term| term.1 > 0.999) || cut.reached(share) > 1.5 {
            continue;
        }
        let rests = SHARES.iter().filter_map(|&least| rest(cut, share, least));
        let deepest = rests.min_by(|one, other| one.reached(share).total_cmp(&other.reached(share)));
        found.extend(deepest.filter(|cut| cut.reached(share) < 0.98));
    }
    found
}

/// What is left of a cut when all cells with at least this share are hidden.
fn rest(cut: &Cut, share: &[f64], least: f64) -> Option<Cut> {
    let is_given = |at: usize| share[at] >= least;
    let given: f64 = cut
        .terms
        .iter()
        .filter(|(at, _)| is_given(*at))
        .map(|(_, by)| by)
        .sum();
    let left = 1.0 - given;
    if given == 0.0 || left < 1e-4 {
        return None;
    }
    let others = cut.terms.iter().filter(|(at, _)| !is_given(*at));
    Some(Cut {
        terms: others.map(|&(at, by)| (at, (by / left).min(1.0))).collect(),
    })
}

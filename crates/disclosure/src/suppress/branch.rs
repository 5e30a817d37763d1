//! Where to split a node: pseudo-costs, learnt by probing both sides of a column until it is known well enough
//! (reliability branching; Achterberg, Koch & Martin 2005).

use super::attack::Stopped;
use super::budget::Effort;
use super::master::Master;
use crate::linear::Outcome;

/// Probes of a column before its pseudo-costs are trusted, columns probed per node, and steps per probe.
const RELIABLE: u32 = 4;
const PROBED: usize = 10;
const STEPS: usize = 60;
const CLOSE: f64 = 1e-6;

/// What splitting cost so far: per column and side (shown, hidden), the sum of rises per unit, and how many.
pub(super) struct Experience {
    rises: Vec<[(f64, u32); 2]>,
    all: [(f64, u32); 2],
}

/// What to do with a node.
pub(super) enum Split {
    /// Both sides are too dear.
    Closed,
    /// One side is too dear: the column must be this.
    Settle { column: usize, hide: bool },
    /// Look at the side `first` first; the bounds of the sides shown and hidden.
    On {
        column: usize,
        first: bool,
        bounds: [f64; 2],
    },
}

impl Experience {
    pub(super) fn new(columns: usize) -> Self {
        Self {
            rises: vec![[(0.0, 0); 2]; columns],
            all: [(0.0, 0); 2],
        }
    }

    fn learn(&mut self, column: usize, side: usize, rise: f64) {
        for entry in [&mut self.rises[column][side], &mut self.all[side]] {
            entry.0 += rise;
            entry.1 += 1;
        }
    }

    fn expect(&self, column: usize, side: usize) -> f64 {
        let own = self.rises[column][side];
        let used = if own.1 > 0 { own } else { self.all[side] };
        if used.1 == 0 {
            1.0
        } else {
            used.0 / f64::from(used.1)
        }
    }

    fn score(&self, column: usize, value: f64) -> f64 {
        let shown = self.expect(column, 0) * value;
        let hidden = self.expect(column, 1) * (1.0 - value);
        shown.max(1e-6) * hidden.max(1e-6)
    }

    fn is_reliable(&self, column: usize) -> bool {
        self.rises[column].iter().all(|side| side.1 >= RELIABLE)
    }

    /// Chooses among the fractional columns of a solved node. `cutoff` says whether a bound closes a node.
    pub(super) fn choose(
        &mut self,
        master: &mut Master<'_>,
        share: &[f64],
        bound: f64,
        cutoff: impl Fn(&Master<'_>, f64) -> bool,
        effort: &mut Effort<'_>,
    ) -> Result<Split, Stopped> {
        let mut open: Vec<(usize, f64)> = master
            .cells
            .iter()
            .enumerate()
            .map(|(column, &cell)| (column, share[cell]))
            .filter(|(_, value)| *value > CLOSE && *value < 1.0 - CLOSE)
            .collect();
        let by_score = |experience: &Self, open: &mut Vec<(usize, f64)>| {
            open.sort_by(|one, other| {
                experience
                    .score(other.0, other.1)
                    .total_cmp(&experience.score(one.0, one.1))
                    .then(one.0.cmp(&other.0))
            });
        };
        by_score(self, &mut open);
        let mut best: Option<(f64, Split)> = None;
        for &(column, value) in open.iter().take(PROBED) {
            let mut bounds = [bound; 2];
            if self.is_reliable(column) {
                bounds[0] += self.expect(column, 0) * value;
                bounds[1] += self.expect(column, 1) * (1.0 - value);
            } else {
                for (side, step) in [(0, value), (1, 1.0 - value)] {
                    bounds[side] = probe(master, column, side == 1, effort)?.max(bound);
                    self.learn(column, side, (bounds[side] - bound) / step);
                }
                match [cutoff(master, bounds[0]), cutoff(master, bounds[1])] {
                    [true, true] => return Ok(Split::Closed),
                    [true, false] => return Ok(Split::Settle { column, hide: true }),
                    [false, true] => return Ok(Split::Settle { column, hide: false }),
                    [false, false] => {}
                }
            }
            let score = (bounds[0] - bound).max(1e-6) * (bounds[1] - bound).max(1e-6);
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                let proved = if self.is_reliable(column) {
                    [bound; 2]
                } else {
                    bounds
                };
                let first = value >= 0.5;
                let split = Split::On {
                    column,
                    first,
                    bounds: proved,
                };
                best = Some((score, split));
            }
        }
        Ok(best.map_or(Split::Closed, |(_, split)| split))
    }
}

/// A bound on the side of a column, by a few steps of the dual simplex method.
fn probe(
    master: &mut Master<'_>,
    column: usize,
    hide: bool,
    effort: &mut Effort<'_>,
) -> Result<f64, Stopped> {
    let before = master.bounds[column];
    let at = if hide { 1.0 } else { 0.0 };
    master.fix(column, at, at);
    let outcome = master.solve_some(STEPS, effort);
    let bound = if outcome == Outcome::Infeasible {
        f64::INFINITY
    } else {
        master.bound().0
    };
    master.fix(column, before.0, before.1);
    if outcome == Outcome::Stopped && effort.is_over() {
        return Err(Stopped);
    }
    Ok(bound)
}

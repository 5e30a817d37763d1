//! The 0–1 program: which further cells to hide at least cost, under the cuts found so far.

use std::collections::BTreeSet;

use super::budget::Effort;
use super::cut::Cut;
use super::part::Part;
use crate::linear::{Outcome, Program};

/// A cut must be broken by this much to be added at a fractional pattern.
const BROKEN: f64 = 1e-3;

/// The program over the cells of a part that need not be hidden, its columns in their order.
pub(super) struct Master<'a> {
    part: &'a Part,
    /// The cell of each column.
    pub cells: Vec<usize>,
    column: Vec<usize>,
    program: Program,
    /// All cuts; those in the program, by row.
    pool: Vec<Cut>,
    rows: Vec<usize>,
    idle: Vec<u32>,
    inside: Vec<bool>,
    /// Whether a cut comes from an attacker, so that it may be needed again, or only from other cuts.
    lasting: Vec<bool>,
    seen: BTreeSet<Vec<(usize, u32)>>,
    /// Bounds in force by column.
    pub bounds: Vec<(f64, f64)>,
    /// The weight of what is hidden in any case, and the step between possible costs.
    pub given: u64,
    pub step: u64,
}

#[expect(clippy::cast_precision_loss, reason = "all weights together stay below 2^53")]
pub(super) fn weight(weight: u64) -> f64 {
    weight as f64
}

impl<'a> Master<'a> {
    pub(super) fn new(part: &'a Part) -> Self {
        let cells: Vec<usize> = (0..part.places.len()).filter(|&at| !part.always[at]).collect();
        let mut column = vec![usize::MAX; part.places.len()];
        cells.iter().enumerate().for_each(|(at, &cell)| column[cell] = at);
        // Costs differ a little, so that the simplex method does not stall among equals; bounds use the true ones.
        let cost: Vec<f64> = cells
            .iter()
            .map(|&cell| {
                let mixed = u32::try_from(cell % 65_521)
                    .unwrap_or(0)
                    .wrapping_mul(2_654_435_761)
                    >> 16;
                weight(part.weight[cell]) * (1.0 + f64::from(mixed) * 1e-11)
            })
            .collect();
        let given = part.cost(&part.always);
        Self {
            program: Program::new(&vec![(0.0, 1.0); cells.len()], &cost),
            bounds: vec![(0.0, 1.0); cells.len()],
            step: cells
                .iter()
                .fold(0, |step, &cell| divisor(step, part.weight[cell]))
                .max(1),
            part,
            cells,
            column,
            pool: Vec::new(),
            rows: Vec::new(),
            idle: Vec::new(),
            inside: Vec::new(),
            lasting: Vec::new(),
            seen: BTreeSet::new(),
            given,
        }
    }

    /// Puts an attacker's cut into the pool and the program unless it is there; whether it is new.
    pub(super) fn add(&mut self, cut: Cut) -> bool {
        self.put(cut, true)
    }

    /// The same with a cut that follows from others; it is forgotten when it is no longer tight.
    pub(super) fn add_for_now(&mut self, cut: Cut) -> bool {
        self.put(cut, false)
    }

    fn put(&mut self, cut: Cut, lasting: bool) -> bool {
        if !self.seen.insert(cut.key()) {
            return false;
        }
        self.pool.push(cut);
        self.inside.push(false);
        self.lasting.push(lasting);
        self.insert(self.pool.len() - 1);
        true
    }

    fn insert(&mut self, cut: usize) {
        let terms: Vec<(usize, f64)> = self.pool[cut]
            .terms
            .iter()
            .map(|&(cell, by)| (self.column[cell], by))
            .collect();
        self.program.add_row(&terms, 1.0, f64::INFINITY);
        self.rows.push(cut);
        self.idle.push(0);
        self.inside[cut] = true;
    }

    /// The cuts in the program.
    pub(super) fn cuts(&self) -> impl Iterator<Item = &Cut> {
        self.rows.iter().map(|&cut| &self.pool[cut])
    }

    /// Puts back the cuts of the pool that the pattern breaks; how many.
    pub(super) fn recall(&mut self, share: &[f64]) -> usize {
        let broken: Vec<usize> = (0..self.pool.len())
            .filter(|&cut| {
                !self.inside[cut] && self.lasting[cut] && self.pool[cut].reached(share) < 1.0 - BROKEN
            })
            .collect();
        for &cut in &broken {
            self.insert(cut);
        }
        broken.len()
    }

    /// Whether a pattern breaks a cut.
    pub(super) fn breaks(cut: &Cut, share: &[f64]) -> bool {
        cut.reached(share) < 1.0 - BROKEN
    }

    /// Takes cuts out of the program that have not been tight for a while.
    pub(super) fn thin(&mut self) {
        for (row, idle) in self.idle.iter_mut().enumerate() {
            *idle = if self.program.is_slack(row) { *idle + 1 } else { 0 };
        }
        let old = self.idle.iter().filter(|idle| **idle > 8).count();
        if old < 50 || old * 4 < self.rows.len() {
            return;
        }
        let kept = self.program.keep_rows(|row| self.idle[row] <= 8);
        for (row, kept) in kept.iter().enumerate() {
            if !kept {
                let cut = self.rows[row];
                self.inside[cut] = false;
                if !self.lasting[cut] {
                    self.seen.remove(&self.pool[cut].key());
                    self.pool[cut].terms = Vec::new();
                }
            }
        }
        let mut stays = kept.iter();
        self.rows.retain(|_| stays.next() == Some(&true));
        let mut stays = kept.iter();
        self.idle.retain(|_| stays.next() == Some(&true));
    }

    /// Sets the bounds of a column.
    pub(super) fn fix(&mut self, column: usize, lower: f64, upper: f64) {
        if self.bounds[column] != (lower, upper) {
            self.bounds[column] = (lower, upper);
            self.program.bound(column, lower, upper);
        }
    }

    pub(super) fn solve(&mut self, effort: &mut Effort<'_>) -> Outcome {
        self.program.dual(effort)
    }

    /// Some steps of [`Master::solve`]; the bound is right wherever they end.
    pub(super) fn solve_some(&mut self, steps: usize, effort: &mut Effort<'_>) -> Outcome {
        self.program.dual_some(steps, effort)
    }

    /// The pattern of the current point, by cell of the part.
    pub(super) fn share(&self) -> Vec<f64> {
        let mut share: Vec<f64> = self
            .part
            .always
            .iter()
            .map(|&on| f64::from(u8::from(on)))
            .collect();
        for (column, &cell) in self.cells.iter().enumerate() {
            share[cell] = self.program.value(column).clamp(0.0, 1.0);
        }
        share
    }

    /// A bound on the cost of every pattern within the current bounds, right whatever the accuracy of the solve (it is
    /// the Lagrangean of the cuts at multipliers of at least 0), and each column's reduced cost.
    pub(super) fn bound(&mut self) -> (f64, Vec<f64>) {
        let mut reduced: Vec<f64> = self
            .cells
            .iter()
            .map(|&cell| weight(self.part.weight[cell]))
            .collect();
        let mut bound = weight(self.given);
        let multipliers = self.program.multipliers();
        for (&cut, by) in self.rows.iter().zip(multipliers) {
            if by > 0.0 {
                bound += by;
                for &(cell, coefficient) in &self.pool[cut].terms {
                    reduced[self.column[cell]] -= by * coefficient;
                }
            }
        }
        for (reduced, (lower, upper)) in reduced.iter().zip(&self.bounds) {
            bound += if *reduced > 0.0 {
                reduced * lower
            } else {
                reduced * upper
            };
        }
        (bound, reduced)
    }

    /// The least cost that is possible at all and not below a bound.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a bound lies between 0 and the weight of all cells, which is below 2^53"
    )]
    pub(super) fn round_up(&self, bound: f64) -> u64 {
        let above = (bound - weight(self.given) - 1e-6 - bound * 1e-11).max(0.0);
        let steps = (above / weight(self.step)).ceil() as u64;
        self.given + steps * self.step
    }
}

fn divisor(mut one: u64, mut other: u64) -> u64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

//! A linear program with its current basis and point.

use super::factor::Factor;
use super::{PIVOT, Sparse, TOLERANCE};

/// How a solve ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// At an optimum within tolerance.
    Optimal,
    /// No point satisfies rows and bounds.
    Infeasible,
    /// The objective has no bound.
    Unbounded,
    /// Ended early: the work ran out, or the numbers did not settle.
    Stopped,
}

/// Counts steps of work and says when to stop.
pub(crate) trait Stop {
    /// Whether to stop after this many further steps.
    fn after(&mut self, steps: u64) -> bool;
}

/// See [`super`].
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(super) columns: usize,
    pub(super) by_column: Vec<Sparse>,
    pub(super) by_row: Vec<Sparse>,
    pub(super) lower: Vec<f64>,
    pub(super) upper: Vec<f64>,
    pub(super) cost: Vec<f64>,
    pub(super) value: Vec<f64>,
    pub(super) reduced: Vec<f64>,
    /// The variable at each position.
    pub(super) basis: Vec<usize>,
    /// The position of each variable, or [`OUTSIDE`].
    pub(super) place: Vec<usize>,
    pub(super) factor: Factor,
    /// Steepest-edge weights by position.
    pub(super) weight: Vec<f64>,
    pub(super) scratch: Vec<f64>,
    /// Whether rows were added since the factors were made.
    pub(super) stale: bool,
}

/// The place of a variable that is not basic.
pub(super) const OUTSIDE: usize = usize::MAX;

impl Program {
    /// A program without rows: bounds and costs of the columns.
    pub(crate) fn new(bounds: &[(f64, f64)], cost: &[f64]) -> Self {
        let columns = bounds.len();
        Self {
            columns,
            by_column: vec![Vec::new(); columns],
            by_row: Vec::new(),
            lower: bounds.iter().map(|bound| bound.0).collect(),
            upper: bounds.iter().map(|bound| bound.1).collect(),
            cost: cost.to_vec(),
            value: bounds.iter().map(|&(lower, upper)| start(lower, upper)).collect(),
            reduced: cost.to_vec(),
            basis: Vec::new(),
            place: vec![OUTSIDE; columns],
            factor: Factor::of_logicals(0),
            weight: Vec::new(),
            scratch: Vec::new(),
            stale: true,
        }
    }

    /// Adds a row with bounds on its activity; its logical becomes basic.
    pub(crate) fn add_row(&mut self, terms: &[(usize, f64)], lower: f64, upper: f64) {
        let row = self.by_row.len();
        for &(column, coefficient) in terms {
            self.by_column[column].push((row, coefficient));
        }
        let activity = terms.iter().map(|&(column, by)| by * self.value[column]).sum();
        self.by_row.push(terms.to_vec());
        self.by_column.push(vec![(row, -1.0)]);
        self.lower.push(lower);
        self.upper.push(upper);
        self.cost.push(0.0);
        self.value.push(activity);
        self.reduced.push(0.0);
        self.place.push(self.basis.len());
        self.basis.push(self.columns + row);
        self.weight.push(1.0);
        self.stale = true;
    }

    /// Drops the rows that are not kept. Only rows whose logical is basic can be dropped; others stay.
    pub(crate) fn keep_rows(&mut self, keep: impl Fn(usize) -> bool) -> Vec<bool> {
        let kept: Vec<bool> = (0..self.by_row.len())
            .map(|row| keep(row) || self.place[self.columns + row] == OUTSIDE)
            .collect();
        let mut renumbered = vec![OUTSIDE; kept.len()];
        for (next, row) in (0..kept.len()).filter(|&row| kept[row]).enumerate() {
            renumbered[row] = next;
        }
        let variable = |variable: usize| match variable.checked_sub(self.columns) {
            Some(row) => self.columns + renumbered[row],
            None => variable,
        };
        let stays = |variable: &usize| variable.checked_sub(self.columns).is_none_or(|row| kept[row]);
        let (basis, weight) = self
            .basis
            .iter()
            .zip(&self.weight)
            .filter(|(at, _)| stays(at))
            .map(|(&at, &weight)| (variable(at), weight))
            .unzip();
        (self.basis, self.weight) = (basis, weight);
        for column in &mut self.by_column {
            column.retain(|&(row, _)| kept[row]);
            for entry in column {
                entry.0 = renumbered[entry.0];
            }
        }
        let mut rows = kept.iter();
        self.by_row.retain(|_| rows.next() == Some(&true));
        let columns = self.columns;
        let mut at = 0;
        self.by_column.retain(|_| {
            at += 1;
            at <= columns || kept[at - 1 - columns]
        });
        for list in [
            &mut self.lower,
            &mut self.upper,
            &mut self.cost,
            &mut self.value,
            &mut self.reduced,
        ] {
            let mut at = 0;
            list.retain(|_| {
                at += 1;
                at <= columns || kept[at - 1 - columns]
            });
        }
        self.place = vec![OUTSIDE; self.lower.len()];
        for (position, &at) in self.basis.iter().enumerate() {
            self.place[at] = position;
        }
        self.stale = true;
        kept
    }

    /// Sets the bounds of a structural variable; one that is not basic stays inside them.
    pub(crate) fn bound(&mut self, column: usize, lower: f64, upper: f64) {
        (self.lower[column], self.upper[column]) = (lower, upper);
        if self.place[column] == OUTSIDE {
            self.value[column] = self.value[column].clamp(lower, upper);
        }
    }

    /// Moves the structural variables to a point that the caller knows to satisfy the rows, whose activities are 0.
    pub(crate) fn stand_at(&mut self, point: &[f64]) {
        self.value.fill(0.0);
        self.value[..point.len()].copy_from_slice(point);
    }

    /// Goes back to 0, which the caller knows to satisfy everything, from a point outside the bounds.
    pub(crate) fn come_inside(&mut self) {
        if (0..self.columns).any(|at| self.beyond(at) != 0.0) {
            self.rest_at_zero();
        }
    }

    /// Sets a cost.
    pub(crate) fn set_cost(&mut self, column: usize, cost: f64) {
        self.cost[column] = cost;
    }

    /// The value of a structural variable.
    pub(crate) fn value(&self, column: usize) -> f64 {
        self.value[column]
    }

    /// The values of the structural variables.
    pub(crate) fn values(&self) -> &[f64] {
        &self.value[..self.columns]
    }

    /// Whether a row's logical is basic, so that its multiplier is 0.
    pub(crate) fn is_slack(&self, row: usize) -> bool {
        self.place[self.columns + row] != OUTSIDE
    }

    /// Moves every variable to 0, which the caller knows to satisfy rows and bounds.
    pub(crate) fn rest_at_zero(&mut self) {
        self.value.fill(0.0);
    }

    /// The multiplier of every row: `y` with `Bᵀ y = c_B`.
    pub(crate) fn multipliers(&mut self) -> Vec<f64> {
        self.refresh();
        let mut multipliers: Vec<f64> = self.basis.iter().map(|&at| self.cost[at]).collect();
        self.factor.backward(&mut multipliers, &mut self.scratch);
        multipliers
    }

    /// Makes factors of the basis when rows changed or updates grew long.
    pub(super) fn refresh(&mut self) -> bool {
        if self.stale || self.factor.is_long() {
            self.refactor();
            return true;
        }
        false
    }

    /// Factors the basis; dependent columns give way to logicals.
    pub(super) fn refactor(&mut self) {
        loop {
            let columns: Vec<&[(usize, f64)]> = self
                .basis
                .iter()
                .map(|&at| self.by_column[at].as_slice())
                .collect();
            match Factor::of(&columns) {
                Ok(factor) => {
                    self.factor = factor;
                    self.stale = false;
                    return;
                }
                Err(dependent) => {
                    for (&position, &row) in dependent.positions.iter().zip(&dependent.rows) {
                        let gone = self.basis[position];
                        self.place[gone] = OUTSIDE;
                        self.value[gone] = self.value[gone].clamp(self.lower[gone], self.upper[gone]);
                        self.basis[position] = self.columns + row;
                        self.place[self.columns + row] = position;
                        self.weight[position] = 1.0;
                    }
                }
            }
        }
    }

    /// Sets the basic variables to what the others leave: `B x_B = -N x_N`.
    pub(super) fn settle(&mut self) {
        let mut right = vec![0.0; self.basis.len()];
        for (at, &value) in self.value.iter().enumerate() {
            if value != 0.0 && self.place[at] == OUTSIDE {
                for &(row, by) in &self.by_column[at] {
                    right[row] -= by * value;
                }
            }
        }
        self.factor.forward(&mut right, &mut self.scratch);
        for (position, &at) in self.basis.iter().enumerate() {
            self.value[at] = right[position];
        }
    }

    /// Computes the reduced cost of every variable.
    pub(super) fn price(&mut self) {
        let mut multipliers: Vec<f64> = self.basis.iter().map(|&at| self.cost[at]).collect();
        self.factor.backward(&mut multipliers, &mut self.scratch);
        for at in 0..self.value.len() {
            self.reduced[at] = if self.place[at] == OUTSIDE {
                let priced: f64 = self.by_column[at]
                    .iter()
                    .map(|&(row, by)| by * multipliers[row])
                    .sum();
                self.cost[at] - priced
            } else {
                0.0
            };
        }
    }

    /// A column in terms of the basis.
    pub(super) fn column(&mut self, at: usize) -> Vec<f64> {
        let mut column = vec![0.0; self.basis.len()];
        for &(row, by) in &self.by_column[at] {
            column[row] = by;
        }
        self.factor.forward(&mut column, &mut self.scratch);
        column
    }

    /// Exchanges the basic variable at `position` for `entering`.
    pub(super) fn exchange(&mut self, position: usize, entering: usize, column: &[f64]) {
        let leaving = self.basis[position];
        self.place[leaving] = OUTSIDE;
        self.place[entering] = position;
        self.basis[position] = entering;
        if column[position].abs() < PIVOT {
            self.stale = true;
        } else {
            self.factor.replace(position, column);
        }
    }

    /// How far a value lies outside its bounds: above is positive, below negative.
    pub(super) fn beyond(&self, at: usize) -> f64 {
        let value = self.value[at];
        let slack = TOLERANCE * (1.0 + value.abs());
        if value > self.upper[at] + slack {
            value - self.upper[at]
        } else if value < self.lower[at] - slack {
            value - self.lower[at]
        } else {
            0.0
        }
    }
}

/// The bound a variable starts at: the lower one if there is one.
fn start(lower: f64, upper: f64) -> f64 {
    if lower.is_finite() {
        lower
    } else if upper.is_finite() {
        upper
    } else {
        0.0
    }
}

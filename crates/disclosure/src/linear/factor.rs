//! Sparse LU factors of a basis, kept up to date by product-form updates.
//!
//! `B = L U` up to the order of rows and positions: step `k` pivots on `row[k]` and on the basis position
//! `position[k]`.

use super::Sparse;
use super::elimination::Elimination;

/// Rows of entries stored one after another.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    pub start: Vec<usize>,
    pub entries: Sparse,
}

impl Lists {
    fn new() -> Self {
        Self {
            start: vec![0],
            entries: Vec::new(),
        }
    }

    pub(super) fn close(&mut self) {
        self.start.push(self.entries.len());
    }

    pub(super) fn of(&self, at: usize) -> &[(usize, f64)] {
        &self.entries[self.start[at]..self.start[at + 1]]
    }
}

/// One exchange of a basic variable: its position, and the entering column in terms of the basis.
#[derive(Debug, Clone)]
struct Update {
    position: usize,
    pivot: f64,
    rest: Sparse,
}

/// Factors of a basis.
#[derive(Debug, Clone)]
pub(crate) struct Factor {
    pub(super) row: Vec<usize>,
    pub(super) position: Vec<usize>,
    pub(super) pivot: Vec<f64>,
    /// Steps with multipliers: the pivot row; then, in `multipliers`, the rows it is subtracted from.
    pub(super) lower_row: Vec<usize>,
    pub(super) multipliers: Lists,
    /// Per step: the pivot row's entries in later positions.
    pub(super) upper_rows: Lists,
    /// Per step: the entries of the pivot position in earlier pivot rows.
    pub(super) upper_columns: Lists,
    updates: Vec<Update>,
    updated: usize,
}

/// Rows and positions for which no pivot was found: the columns are dependent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dependent {
    pub rows: Vec<usize>,
    pub positions: Vec<usize>,
}

impl Factor {
    /// The factors of a basis of logicals, whose columns are minus the unit vectors.
    pub(crate) fn of_logicals(size: usize) -> Self {
        let mut empty = Lists::new();
        (0..size).for_each(|_| empty.close());
        Self {
            row: (0..size).collect(),
            position: (0..size).collect(),
            pivot: vec![-1.0; size],
            lower_row: Vec::new(),
            multipliers: Lists::new(),
            upper_rows: empty.clone(),
            upper_columns: empty,
            updates: Vec::new(),
            updated: 0,
        }
    }

    /// Factors the basis whose column at each position is given.
    pub(crate) fn of(columns: &[&[(usize, f64)]]) -> Result<Self, Dependent> {
        Elimination::new(columns).run()
    }

    /// Whether factoring anew is cheaper than going on with updates.
    pub(crate) fn is_long(&self) -> bool {
        // Factors that filled up are dear to make and dear to use, so updates pay for longer.
        let entries = self.multipliers.entries.len() + self.upper_rows.entries.len();
        self.updates.len() >= 100 || self.updated > 8 * self.row.len() + 3 * entries + 400
    }

    /// Whether the basis was changed since it was factored.
    pub(crate) fn has_updates(&self) -> bool {
        !self.updates.is_empty()
    }

    /// Solves `B x = vector`; the vector is by row before and by position after.
    pub(crate) fn forward(&self, vector: &mut [f64], scratch: &mut Vec<f64>) {
        for (at, &row) in self.lower_row.iter().enumerate() {
            let value = vector[row];
            if value != 0.0 {
                for &(other, multiplier) in self.multipliers.of(at) {
                    vector[other] -= multiplier * value;
                }
            }
        }
        scratch.clear();
        scratch.resize(vector.len(), 0.0);
        for step in (0..self.row.len()).rev() {
            let value = vector[self.row[step]];
            if value != 0.0 {
                let value = value / self.pivot[step];
                scratch[self.position[step]] = value;
                for &(row, entry) in self.upper_columns.of(step) {
                    vector[row] -= entry * value;
                }
            }
        }
        vector.copy_from_slice(scratch);
        for update in &self.updates {
            let value = vector[update.position];
            if value != 0.0 {
                let value = value / update.pivot;
                vector[update.position] = value;
                for &(at, entry) in &update.rest {
                    vector[at] -= entry * value;
                }
            }
        }
    }

    /// Solves `Bᵀ y = vector`; the vector is by position before and by row after.
    pub(crate) fn backward(&self, vector: &mut [f64], scratch: &mut Vec<f64>) {
        for update in self.updates.iter().rev() {
            let rest: f64 = update.rest.iter().map(|&(at, entry)| entry * vector[at]).sum();
            vector[update.position] = (vector[update.position] - rest) / update.pivot;
        }
        scratch.clear();
        scratch.resize(vector.len(), 0.0);
        for step in 0..self.row.len() {
            let value = vector[self.position[step]];
            if value != 0.0 {
                let value = value / self.pivot[step];
                scratch[self.row[step]] = value;
                for &(position, entry) in self.upper_rows.of(step) {
                    vector[position] -= entry * value;
                }
            }
        }
        for (at, &row) in self.lower_row.iter().enumerate().rev() {
            let rest: f64 = self
                .multipliers
                .of(at)
                .iter()
                .map(|&(other, multiplier)| multiplier * scratch[other])
                .sum();
            scratch[row] -= rest;
        }
        vector.copy_from_slice(scratch);
    }

    /// The column at `position` is replaced by one that is `column` in terms of the basis.
    pub(crate) fn replace(&mut self, position: usize, column: &[f64]) {
        let rest: Sparse = column
            .iter()
            .enumerate()
            .filter(|&(at, value)| at != position && value.abs() > 1e-13)
            .map(|(at, &value)| (at, value))
            .collect();
        self.updated += rest.len();
        self.updates.push(Update {
            position,
            pivot: column[position],
            rest,
        });
    }
}

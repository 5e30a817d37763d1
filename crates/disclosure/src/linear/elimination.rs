//! The elimination that factors a basis: columns with one open row come first (no work), then rows with one open column
//! (no fill), and what is left is eliminated by the smallest row and, in it, the shortest column among entries of at least
//! a tenth of the row's largest (Markowitz 1957).

use super::Sparse;
use super::factor::{Dependent, Factor, Lists};

/// An entry smaller than this counts as zero in the elimination.
const NOTHING: f64 = 1e-11;
/// A pivot must be at least this large, and at least `SHARE` of its row's largest entry.
const LEAST: f64 = 1e-9;
const SHARE: f64 = 0.1;

/// The state of an elimination.
pub(super) struct Elimination {
    rows: Vec<Sparse>,
    columns: Vec<Vec<usize>>,
    row_open: Vec<bool>,
    position_open: Vec<bool>,
    /// Open entries per row and per position.
    row_count: Vec<usize>,
    position_count: Vec<usize>,
    found: Factor,
    scatter: Vec<f64>,
}

impl Elimination {
    pub(super) fn new(columns: &[&[(usize, f64)]]) -> Self {
        let size = columns.len();
        let mut rows: Vec<Sparse> = vec![Vec::new(); size];
        let mut patterns = Vec::with_capacity(size);
        for (position, column) in columns.iter().enumerate() {
            for &(row, value) in *column {
                rows[row].push((position, value));
            }
            patterns.push(column.iter().map(|&(row, _)| row).collect::<Vec<usize>>());
        }
        let mut found = Factor::of_logicals(0);
        (found.row, found.position) = (Vec::with_capacity(size), Vec::with_capacity(size));
        Self {
            row_count: rows.iter().map(Vec::len).collect(),
            position_count: patterns.iter().map(Vec::len).collect(),
            rows,
            columns: patterns,
            row_open: vec![true; size],
            position_open: vec![true; size],
            found,
            scatter: vec![0.0; size],
        }
    }

    pub(super) fn run(mut self) -> Result<Factor, Dependent> {
        self.single_columns();
        self.single_rows();
        while let Some((row, position)) = self.next_pivot() {
            self.eliminate(row, position);
        }
        let size = self.rows.len();
        if self.found.row.len() < size {
            return Err(Dependent {
                rows: (0..size).filter(|&row| self.row_open[row]).collect(),
                positions: (0..size).filter(|&at| self.position_open[at]).collect(),
            });
        }
        self.found.upper_columns = self.transposed();
        Ok(self.found)
    }

    fn single_columns(&mut self) {
        let mut queue: Vec<usize> = (0..self.columns.len())
            .rev()
            .filter(|&at| self.position_count[at] == 1)
            .collect();
        while let Some(position) = queue.pop() {
            if !self.position_open[position] || self.position_count[position] != 1 {
                continue;
            }
            let row = self.columns[position].iter().find(|&&row| self.row_open[row]);
            let Some(&row) = row else { continue };
            if self.entry(row, position).abs() < LEAST {
                continue;
            }
            self.eliminate(row, position);
            for at in 0..self.rows[row].len() {
                let other = self.rows[row][at].0;
                if self.position_open[other] && self.position_count[other] == 1 {
                    queue.push(other);
                }
            }
        }
    }

    fn single_rows(&mut self) {
        let mut queue: Vec<usize> = (0..self.rows.len())
            .rev()
            .filter(|&row| self.row_open[row] && self.row_count[row] == 1)
            .collect();
        while let Some(row) = queue.pop() {
            if !self.row_open[row] || self.row_count[row] != 1 {
                continue;
            }
            let entry = self.rows[row]
                .iter()
                .find(|&&(position, _)| self.position_open[position]);
            let Some(&(position, value)) = entry else { continue };
            if value.abs() < LEAST {
                continue;
            }
            self.eliminate(row, position);
            for at in 0..self.columns[position].len() {
                let other = self.columns[position][at];
                if self.row_open[other] && self.row_count[other] == 1 {
                    queue.push(other);
                }
            }
        }
    }

    fn entry(&self, row: usize, position: usize) -> f64 {
        self.rows[row]
            .iter()
            .find(|entry| entry.0 == position)
            .map_or(0.0, |entry| entry.1)
    }

    /// The open row with fewest entries, and in it the shortest column that is stable.
    fn next_pivot(&self) -> Option<(usize, usize)> {
        let rows = (0..self.rows.len()).filter(|&row| self.row_open[row] && self.row_count[row] > 0);
        let mut best: Option<(usize, usize, usize)> = None;
        for row in rows {
            if best.is_some_and(|(count, ..)| count <= self.row_count[row]) {
                continue;
            }
            let open = || {
                self.rows[row]
                    .iter()
                    .filter(|(position, _)| self.position_open[*position])
            };
            let largest = open().fold(0.0_f64, |most, (_, value)| most.max(value.abs()));
            if largest < LEAST {
                continue;
            }
            let stable = open().filter(|(_, value)| value.abs() >= SHARE * largest);
            let shortest = stable.min_by_key(|(position, _)| (self.position_count[*position], *position));
            if let Some(&(position, _)) = shortest {
                best = Some((self.row_count[row], row, position));
            }
        }
        best.map(|(_, row, position)| (row, position))
    }

    fn eliminate(&mut self, row: usize, position: usize) {
        let pivot = self.entry(row, position);
        self.row_open[row] = false;
        self.position_open[position] = false;
        let tail: Sparse = self.rows[row]
            .iter()
            .filter(|(at, _)| self.position_open[*at])
            .copied()
            .collect();
        for &(at, _) in &tail {
            self.position_count[at] -= 1;
        }
        let others: Vec<usize> = self.columns[position]
            .iter()
            .copied()
            .filter(|&other| self.row_open[other])
            .collect();
        for &other in &others {
            let multiplier = self.entry(other, position) / pivot;
            self.row_count[other] -= 1;
            if multiplier == 0.0 {
                continue;
            }
            self.found.multipliers.entries.push((other, multiplier));
            if !tail.is_empty() {
                self.subtract(other, &tail, multiplier);
            }
        }
        if self.found.multipliers.entries.len() > *self.found.multipliers.start.last().unwrap_or(&0) {
            self.found.lower_row.push(row);
            self.found.multipliers.close();
        }
        self.found.row.push(row);
        self.found.position.push(position);
        self.found.pivot.push(pivot);
        self.found.upper_rows.entries.extend_from_slice(&tail);
        self.found.upper_rows.close();
    }

    /// `row -= multiplier · tail` over open positions.
    fn subtract(&mut self, row: usize, tail: &[(usize, f64)], multiplier: f64) {
        for &(at, value) in tail {
            self.scatter[at] = multiplier * value;
        }
        let mut left = std::mem::take(&mut self.rows[row]);
        for entry in &mut left {
            entry.1 -= std::mem::take(&mut self.scatter[entry.0]);
        }
        for &(at, _) in tail {
            let value = std::mem::take(&mut self.scatter[at]);
            if value != 0.0 {
                left.push((at, -value));
                self.columns[at].push(row);
                self.position_count[at] += 1;
                self.row_count[row] += 1;
            }
        }
        // What cancelled stays as an exact zero, so that counts and patterns keep agreeing.
        for entry in &mut left {
            if entry.1.abs() < NOTHING {
                entry.1 = 0.0;
            }
        }
        self.rows[row] = left;
    }

    /// The rows of U by column.
    fn transposed(&self) -> Lists {
        let size = self.rows.len();
        let mut step_of = vec![0; size];
        for (step, &position) in self.found.position.iter().enumerate() {
            step_of[position] = step;
        }
        let mut start = vec![0; size + 1];
        for &(position, _) in &self.found.upper_rows.entries {
            start[step_of[position] + 1] += 1;
        }
        for step in 0..size {
            start[step + 1] += start[step];
        }
        let mut next = start.clone();
        let mut entries = vec![(0, 0.0); self.found.upper_rows.entries.len()];
        for step in 0..size {
            for &(position, value) in self.found.upper_rows.of(step) {
                let column = step_of[position];
                entries[next[column]] = (self.found.row[step], value);
                next[column] += 1;
            }
        }
        Lists { start, entries }
    }
}

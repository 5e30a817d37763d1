//! The dual simplex method: from a basis of settled cost to a point inside all bounds, the cost staying optimal.

use super::program::OUTSIDE;
use super::{Outcome, PIVOT, Program, Stop, TOLERANCE};

/// A candidate of the ratio test: ratio, size of its entry, variable, signed entry.
struct Candidate {
    ratio: f64,
    size: f64,
    at: usize,
}

impl Program {
    /// Minimises the cost. Every variable that the costs pull towards an infinite bound must have a finite one.
    pub(crate) fn dual(&mut self, stop: &mut impl Stop) -> Outcome {
        self.dual_some(50_000 + 50 * self.basis.len(), stop)
    }

    /// At most so many steps of [`Program::dual`]; wherever they end, the cost is a bound.
    pub(crate) fn dual_some(&mut self, steps: usize, stop: &mut impl Stop) -> Outcome {
        self.refresh();
        self.begin_dual();
        for _ in 0..steps {
            if stop.after(1) {
                return Outcome::Stopped;
            }
            if self.refresh() {
                self.begin_dual();
            }
            let Some((position, by)) = self.worst() else {
                return Outcome::Optimal;
            };
            let mut multipliers = vec![0.0; self.basis.len()];
            multipliers[position] = 1.0;
            self.factor.backward(&mut multipliers, &mut self.scratch);
            let row = self.pivot_row(&multipliers);
            let Some(entering) = self.entering(&row, by) else {
                return Outcome::Infeasible;
            };
            if !self.step(position, entering, &row, &multipliers) {
                self.refactor();
                self.begin_dual();
            }
        }
        Outcome::Stopped
    }

    /// Prices, puts every variable outside the basis at the bound its reduced cost asks for, and settles the rest.
    fn begin_dual(&mut self) {
        self.price();
        for at in 0..self.value.len() {
            if self.place[at] != OUTSIDE {
                continue;
            }
            let (lower, upper) = (self.lower[at], self.upper[at]);
            let nearer_upper = !lower.is_finite() || (self.value[at] - lower > upper - self.value[at]);
            let to_upper = match self.reduced[at] {
                reduced if reduced > PIVOT => !lower.is_finite(),
                reduced if reduced < -PIVOT => upper.is_finite(),
                _ => nearer_upper && upper.is_finite(),
            };
            let bound = if to_upper { upper } else { lower };
            self.value[at] = if bound.is_finite() { bound } else { 0.0 };
        }
        self.settle();
    }

    /// The basic variable farthest outside its bounds for its weight, and by how much.
    fn worst(&self) -> Option<(usize, f64)> {
        let mut best: Option<(f64, usize, f64)> = None;
        for (position, &at) in self.basis.iter().enumerate() {
            let by = self.beyond(at);
            if by != 0.0 {
                let score = by * by / self.weight[position];
                if best.is_none_or(|(most, ..)| score > most) {
                    best = Some((score, position, by));
                }
            }
        }
        best.map(|(_, position, by)| (position, by))
    }

    /// Entries of a row of `B⁻¹ N`, in the order of variables.
    fn pivot_row(&self, multipliers: &[f64]) -> Vec<(usize, f64)> {
        let mut dense = vec![0.0; self.columns];
        let mut entries = Vec::new();
        for (row, &by) in multipliers.iter().enumerate() {
            if by.abs() > 1e-13 {
                for &(column, coefficient) in &self.by_row[row] {
                    dense[column] += by * coefficient;
                }
            }
        }
        for (column, &entry) in dense.iter().enumerate() {
            if entry.abs() > 1e-11 && self.place[column] == OUTSIDE {
                entries.push((column, entry));
            }
        }
        for (row, &by) in multipliers.iter().enumerate() {
            if by.abs() > 1e-11 && self.place[self.columns + row] == OUTSIDE {
                entries.push((self.columns + row, -by));
            }
        }
        entries
    }

    /// The long-step ratio test: passes over variables that can go to their other bound while the leaving one stays
    /// outside, and moves them there.
    fn entering(&mut self, row: &[(usize, f64)], by: f64) -> Option<usize> {
        let sign = by.signum();
        let mut candidates: Vec<Candidate> = Vec::new();
        for &(at, entry) in row {
            let entry = sign * entry;
            let (lower, upper) = (self.lower[at], self.upper[at]);
            if upper <= lower || entry.abs() <= PIVOT {
                continue;
            }
            let (can_rise, can_fall) = (self.value[at] < upper, self.value[at] > lower);
            if (entry > 0.0 && can_rise) || (entry < 0.0 && can_fall) {
                candidates.push(Candidate {
                    ratio: (self.reduced[at] / entry).max(0.0),
                    size: entry.abs(),
                    at,
                });
            }
        }
        candidates.sort_by(|one, other| {
            one.ratio
                .total_cmp(&other.ratio)
                .then(other.size.total_cmp(&one.size))
                .then(one.at.cmp(&other.at))
        });
        let mut left = by.abs();
        let mut passed = Vec::new();
        let mut chosen = None;
        for candidate in &candidates {
            left -= candidate.size * (self.upper[candidate.at] - self.lower[candidate.at]);
            if left <= TOLERANCE {
                chosen = Some(candidate.at);
                break;
            }
            passed.push(candidate.at);
        }
        // With every candidate at its other bound the leaving variable would stay outside: there is no point.
        chosen?;
        self.flip(&passed);
        chosen
    }

    fn flip(&mut self, passed: &[usize]) {
        if passed.is_empty() {
            return;
        }
        let mut change = vec![0.0; self.basis.len()];
        for &at in passed {
            let other = if self.value[at] > self.lower[at] {
                self.lower[at]
            } else {
                self.upper[at]
            };
            let by = other - self.value[at];
            self.value[at] = other;
            for &(row, coefficient) in &self.by_column[at] {
                change[row] += by * coefficient;
            }
        }
        self.factor.forward(&mut change, &mut self.scratch);
        for (position, by) in change.iter().enumerate() {
            self.value[self.basis[position]] -= by;
        }
    }

    /// Exchanges; false when the two ways of computing the pivot disagree.
    fn step(&mut self, position: usize, entering: usize, row: &[(usize, f64)], multipliers: &[f64]) -> bool {
        let leaving = self.basis[position];
        let column = self.column(entering);
        let pivot = column[position];
        let entry = row
            .iter()
            .find(|(at, _)| *at == entering)
            .map_or(0.0, |(_, entry)| *entry);
        if (pivot - entry).abs() > 1e-6 * (1.0 + entry.abs()) && self.factor.has_updates() {
            return false;
        }
        let limit = if self.value[leaving] > self.upper[leaving] {
            self.upper[leaving]
        } else if self.value[leaving] < self.lower[leaving] {
            self.lower[leaving]
        } else {
            // Flips went past the bound by less than the tolerance.
            self.value[leaving]
        };
        let change = (self.value[leaving] - limit) / pivot;
        for (at, &by) in column.iter().enumerate() {
            if by != 0.0 {
                self.value[self.basis[at]] -= change * by;
            }
        }
        self.value[entering] += change;
        self.value[leaving] = limit;
        let price = self.reduced[entering] / pivot;
        for &(at, entry) in row {
            self.reduced[at] -= price * entry;
        }
        self.reduced[entering] = 0.0;
        self.reduced[leaving] = -price;
        self.reweigh(position, &column, multipliers);
        self.exchange(position, entering, &column);
        true
    }

    /// Steepest-edge weights after an exchange (Forrest & Goldfarb 1992, algorithm I).
    fn reweigh(&mut self, position: usize, column: &[f64], multipliers: &[f64]) {
        let pivot = column[position];
        let own: f64 = multipliers.iter().map(|by| by * by).sum();
        let mut tau = multipliers.to_vec();
        self.factor.forward(&mut tau, &mut self.scratch);
        for (at, &by) in column.iter().enumerate() {
            if at != position && by != 0.0 {
                let ratio = by / pivot;
                let weight = self.weight[at] - 2.0 * ratio * tau[at] + ratio * ratio * own;
                self.weight[at] = weight.max(1e-4).max(ratio * ratio * own * 1e-3);
            }
        }
        self.weight[position] = (own / (pivot * pivot)).max(1e-4);
    }
}

//! The primal simplex method: from a point that satisfies rows and bounds to one of least cost. A variable outside the
//! basis may start anywhere between its bounds.

use super::program::OUTSIDE;
use super::{Outcome, PIVOT, Program, Stop, TOLERANCE};

/// After this many steps without progress the first variable that improves is taken instead of the best (Bland 1977).
const PATIENCE: u32 = 60;

impl Program {
    /// Minimises the cost from the current point.
    pub(crate) fn primal(&mut self, stop: &mut impl Stop) -> Outcome {
        self.refresh();
        let mut idle = 0;
        for _ in 0..20_000 + 20 * self.value.len() {
            if stop.after(1) {
                return Outcome::Stopped;
            }
            if self.refresh() {
                self.settle();
            }
            let Some((entering, up)) = self.improving(idle > PATIENCE) else {
                return Outcome::Optimal;
            };
            let column = self.column(entering);
            let Some((length, blocking)) = self.room(entering, up, &column, idle > PATIENCE) else {
                return Outcome::Unbounded;
            };
            idle = if length > TOLERANCE { 0 } else { idle + 1 };
            self.walk(entering, if up { length } else { -length }, &column);
            if let Some((position, limit)) = blocking {
                let leaving = self.basis[position];
                self.value[leaving] = limit;
                self.exchange(position, entering, &column);
            } else {
                let end = if up {
                    self.upper[entering]
                } else {
                    self.lower[entering]
                };
                self.value[entering] = end;
            }
        }
        Outcome::Stopped
    }

    /// A variable whose change lowers the cost, and whether it rises.
    fn improving(&mut self, first: bool) -> Option<(usize, bool)> {
        let mut multipliers: Vec<f64> = self.basis.iter().map(|&at| self.cost[at]).collect();
        self.factor.backward(&mut multipliers, &mut self.scratch);
        let mut best: Option<(f64, usize, bool)> = None;
        for at in 0..self.value.len() {
            if self.place[at] != OUTSIDE || self.upper[at] - self.lower[at] <= TOLERANCE {
                continue;
            }
            let priced: f64 = self.by_column[at]
                .iter()
                .map(|&(row, by)| by * multipliers[row])
                .sum();
            let reduced = self.cost[at] - priced;
            let up = reduced < 0.0;
            let open = if up {
                self.value[at] < self.upper[at] - TOLERANCE
            } else {
                self.value[at] > self.lower[at] + TOLERANCE
            };
            if reduced.abs() > PIVOT && open && best.is_none_or(|(most, ..)| reduced.abs() > most) {
                best = Some((reduced.abs(), at, up));
                if first {
                    break;
                }
            }
        }
        best.map(|(_, at, up)| (at, up))
    }

    /// How far the entering variable can go, and which basic variable stops it at which bound; none if it is its own
    /// other bound. Nothing when nothing stops it.
    fn room(
        &self,
        entering: usize,
        up: bool,
        column: &[f64],
        first: bool,
    ) -> Option<(f64, Option<(usize, f64)>)> {
        let sign = if up { -1.0 } else { 1.0 };
        let own = if up {
            self.upper[entering] - self.value[entering]
        } else {
            self.value[entering] - self.lower[entering]
        };
        let step = |position: usize, slack: f64| {
            let at = self.basis[position];
            let change = sign * column[position];
            let limit = if change > 0.0 {
                self.upper[at]
            } else {
                self.lower[at]
            };
            ((limit - self.value[at]) / change + slack / change.abs(), limit)
        };
        let moving = || (0..column.len()).filter(|&position| column[position].abs() > PIVOT);
        let most = moving()
            .map(|position| step(position, TOLERANCE).0)
            .fold(own, f64::min);
        let mut best: Option<(f64, usize, f64, f64)> = None;
        for position in moving() {
            let (length, limit) = step(position, 0.0);
            let size = column[position].abs();
            let wins = match best {
                None => true,
                Some((other, rival, ..)) if first => {
                    length < other - TOLERANCE
                        || (length < other + TOLERANCE && self.basis[position] < self.basis[rival])
                }
                Some((_, _, _, largest)) => size > largest,
            };
            if length <= most && wins {
                best = Some((length, position, limit, size));
            }
        }
        match best {
            Some((length, position, limit, _)) if length <= own => {
                Some((length.max(0.0), Some((position, limit))))
            }
            _ if own.is_finite() => Some((own.max(0.0), None)),
            _ => None,
        }
    }

    fn walk(&mut self, entering: usize, change: f64, column: &[f64]) {
        self.value[entering] += change;
        if change != 0.0 {
            for (position, &by) in column.iter().enumerate() {
                if by != 0.0 {
                    self.value[self.basis[position]] -= change * by;
                }
            }
        }
    }
}

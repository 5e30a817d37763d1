//! Whether a table of whole numbers reaches a level where the linear program only shows one with fractions: branch and
//! bound over the attacker's program. Network tables never need it, their corners are whole.

use super::attack::{Attack, Stopped};
use super::budget::Effort;
use crate::linear::{Outcome, Program};

/// Programs solved before a cell counts as not protected.
const NODES: usize = 400;
/// Whole levels tried below what the linear program reaches.
const STEPS: usize = 100;
const CLOSE: f64 = 1e-6;

/// Bounds set on the way to a node, the last one for a cell being the one in force.
type Node = Vec<(usize, (f64, f64))>;

impl Attack<'_> {
    /// A table of whole numbers, in units, that moves the cell to its level or beyond.
    /// None when there is none, or when none was found in time.
    pub(super) fn whole(
        &self,
        cell: usize,
        up: bool,
        level: f64,
        effort: &mut Effort<'_>,
    ) -> Result<Option<Vec<f64>>, Stopped> {
        let unit = self.part.unit;
        let goal = (level * unit - CLOSE).ceil() / unit;
        let goal = if up { goal } else { -goal };
        let mut base: Vec<(f64, f64)> = (0..self.share.len()).map(|at| self.room(at)).collect();
        if goal < base[cell].0 || goal > base[cell].1 {
            return Ok(None);
        }
        base[cell] = if up {
            (goal, base[cell].1)
        } else {
            (base[cell].0, goal)
        };
        whole_point(&mut self.program.clone(), &base, unit, effort)
    }

    /// The table of whole numbers that moves the cell farthest, which is at most `far`.
    pub(super) fn farthest(
        &self,
        cell: usize,
        up: bool,
        far: f64,
        effort: &mut Effort<'_>,
    ) -> Result<Option<Vec<f64>>, Stopped> {
        let unit = self.part.unit;
        let mut level = (far * unit + CLOSE).floor();
        for _ in 0..STEPS {
            if level <= 0.0 {
                break;
            }
            if let Some(table) = self.whole(cell, up, level / unit, effort)? {
                return Ok(Some(table));
            }
            level -= 1.0;
        }
        Ok(Some(vec![0.0; self.share.len()]))
    }

    /// How far a hidden cell can move.
    fn room(&self, at: usize) -> (f64, f64) {
        let share = self.share[at];
        (-share * self.part.down[at], share * self.part.up[at])
    }
}

/// A point of whole multiples of `1 / unit` within rows and bounds. None when there is none, or none was found in time.
pub(crate) fn whole_point(
    program: &mut Program,
    base: &[(f64, f64)],
    unit: f64,
    effort: &mut Effort<'_>,
) -> Result<Option<Vec<f64>>, Stopped> {
    for (at, bounds) in base.iter().enumerate() {
        program.bound(at, bounds.0, bounds.1);
    }
    let mut open: Vec<Node> = vec![Vec::new()];
    for _ in 0..NODES {
        let Some(node) = open.pop() else { break };
        for &(at, (lower, upper)) in &node {
            program.bound(at, lower, upper);
        }
        let outcome = program.dual(effort);
        if outcome == Outcome::Stopped && effort.is_over() {
            return Err(Stopped);
        }
        if outcome == Outcome::Optimal {
            let Some((at, value)) = fraction(program, unit) else {
                return Ok(Some(program.values().to_vec()));
            };
            let set = node.iter().rev().find(|(other, _)| *other == at);
            let (lower, upper) = set.map_or(base[at], |(_, bounds)| *bounds);
            let floor = (value * unit).floor() / unit;
            for bounds in [(floor + 1.0 / unit, upper), (lower, floor)] {
                if bounds.0 <= bounds.1 {
                    let mut child = node.clone();
                    child.push((at, bounds));
                    open.push(child);
                }
            }
        }
        for &(at, _) in &node {
            program.bound(at, base[at].0, base[at].1);
        }
    }
    Ok(None)
}

/// The variable farthest from a whole number.
fn fraction(program: &Program, unit: f64) -> Option<(usize, f64)> {
    let mut worst: Option<(f64, usize, f64)> = None;
    for (at, &value) in program.values().iter().enumerate() {
        let off = (value * unit - (value * unit).round()).abs();
        if off >= CLOSE && worst.is_none_or(|(most, ..)| off > most) {
            worst = Some((off, at, value));
        }
    }
    worst.map(|(_, at, value)| (at, value))
}

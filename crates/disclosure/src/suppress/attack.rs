//! The attacker: what can be learnt about a sensitive cell of a part from everything that is shown.
//!
//! In differences d from the true values, the attacker's tables are `A d = 0` with `-down ≤ d ≤ up` on hidden cells and
//! `d = 0` on shown ones. A cell is protected when one such table lies its lower level below, and another its upper level
//! above. Tables found for one cell protect others on the way, so most cells never need a program of their own.
//!
//! A share between 0 and 1 in the place of "hidden" scales a cell's bounds: this finds the cuts that a fractional pattern
//! breaks (Fischetti & Salazar 2000, section 4).

use super::budget::Effort;
use super::part::Part;
use super::problem::Numbers;
use crate::linear::{Outcome, Program};

/// Distances this close are equal, in units of the part.
const CLOSE: f64 = 1e-6;

/// What a sensitive cell must be able to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// To be its lower level or more below its value.
    Below,
    /// To be its upper level or more above it.
    Above,
    /// To range over its sliding level.
    Across,
}

/// A sensitive cell that is not protected, and the proof: a multiplier for each relation. For [`Side::Across`] they are
/// two, the first for the way up.
#[derive(Debug, Clone)]
pub(crate) struct Exposure {
    /// The index among the part's sensitive cells.
    pub sensitive: usize,
    pub side: Side,
    pub multipliers: Vec<Vec<f64>>,
    /// Whether the linear program proves it; otherwise only whole numbers do.
    pub linear: bool,
}

/// The search was stopped before it knew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stopped;

/// An attacker of one part.
#[derive(Debug, Clone)]
pub(crate) struct Attack<'a> {
    pub(super) part: &'a Part,
    pub(super) program: Program,
    /// Whether shares are all 0 or 1, so that tables must be whole where numbers are.
    pub(super) pattern: bool,
    pub(super) share: Vec<f64>,
    most: f64,
    /// The tables that protected a cell, if they are kept.
    pub(crate) journal: Option<Journal>,
}

/// Tables in differences from the true values, and which of them protects which sensitive cell on which side.
#[derive(Debug, Clone, Default)]
pub(crate) struct Journal {
    /// Cells that differ, by place in the part, and by how many units.
    pub tables: Vec<Vec<(usize, f64)>>,
    /// By sensitive cell.
    pub below: Vec<Option<usize>>,
    pub above: Vec<Option<usize>>,
}

/// Which sensitive cells still need a table, below and above.
struct Open {
    below: Vec<bool>,
    above: Vec<bool>,
}

impl Open {
    fn left(&self, up: bool) -> usize {
        let list = if up { &self.above } else { &self.below };
        list.iter().filter(|open| **open).count()
    }
}

impl<'a> Attack<'a> {
    /// An attacker to whom everything is shown.
    pub(crate) fn new(part: &'a Part) -> Self {
        let cells = part.places.len();
        let mut program = Program::new(&vec![(0.0, 0.0); cells], &vec![0.0; cells]);
        for row in part.float_rows() {
            program.add_row(&row, 0.0, 0.0);
        }
        Self {
            part,
            program,
            pattern: true,
            share: vec![0.0; cells],
            most: f64::INFINITY,
            journal: None,
        }
    }

    /// Keeps the tables found from now on.
    pub(crate) fn keep_journal(&mut self) {
        let cells = self.part.sensitive.len();
        self.journal = Some(Journal {
            tables: Vec::new(),
            below: vec![None; cells],
            above: vec![None; cells],
        });
    }

    /// Hides each cell by its share, no cell moving farther than `most`.
    pub(crate) fn open(&mut self, share: &[f64], most: f64) {
        self.pattern = share.iter().all(|&share| share <= 0.0 || share >= 1.0);
        self.share.copy_from_slice(share);
        self.most = most;
        self.program.rest_at_zero();
        for (at, &share) in share.iter().enumerate() {
            let share = share.clamp(0.0, 1.0);
            let down = share * self.part.down[at].min(most);
            let up = share * self.part.up[at].min(most);
            self.program.bound(at, -down, up);
        }
    }

    /// Hides the cells of a pattern.
    pub(crate) fn open_pattern(&mut self, pattern: &[bool], most: f64) {
        let share: Vec<f64> = pattern
            .iter()
            .map(|&hidden| f64::from(u8::from(hidden)))
            .collect();
        self.open(&share, most);
    }

    /// The sensitive cells that are not protected, at most `enough` of them.
    pub(crate) fn exposed(
        &mut self,
        enough: usize,
        effort: &mut Effort<'_>,
    ) -> Result<Vec<Exposure>, Stopped> {
        let mut open = Open {
            below: self
                .part
                .sensitive
                .iter()
                .map(|cell| cell.lower > CLOSE)
                .collect(),
            above: self
                .part
                .sensitive
                .iter()
                .map(|cell| cell.upper > CLOSE)
                .collect(),
        };
        for up in [true, false] {
            self.together(up, &mut open, effort)?;
        }
        let mut found = Vec::new();
        for at in 0..self.part.sensitive.len() {
            for up in [true, false] {
                let needs = if up { open.above[at] } else { open.below[at] };
                if needs && found.len() < enough {
                    found.extend(self.alone(at, up, effort)?);
                    self.mark(&mut open);
                    self.program.come_inside();
                }
            }
            if found.len() < enough {
                found.extend(self.across(at, effort)?);
            }
        }
        Ok(found)
    }

    /// Pushes all cells that still need a table at once, as long as that helps many of them.
    fn together(&mut self, up: bool, open: &mut Open, effort: &mut Effort<'_>) -> Result<(), Stopped> {
        loop {
            let before = open.left(up);
            if before < 4 {
                return Ok(());
            }
            let cost = if up { -1.0 } else { 1.0 };
            let list = if up { &open.above } else { &open.below };
            let pushed: Vec<usize> = (0..list.len()).filter(|&at| list[at]).collect();
            for &at in &pushed {
                self.program.set_cost(self.part.sensitive[at].at, cost);
            }
            let outcome = self.program.primal(effort);
            for &at in &pushed {
                self.program.set_cost(self.part.sensitive[at].at, 0.0);
            }
            if outcome == Outcome::Stopped && effort.is_over() {
                return Err(Stopped);
            }
            self.mark(open);
            if open.left(up) * 10 > before * 9 {
                return Ok(());
            }
        }
    }

    /// Crosses off the cells that the current table protects.
    fn mark(&mut self, open: &mut Open) {
        if self.pattern && !self.is_table() {
            return;
        }
        let mut table = None;
        for (at, cell) in self.part.sensitive.iter().enumerate() {
            let moved = self.program.value(cell.at);
            let above = open.above[at] && moved >= cell.upper - CLOSE;
            let below = open.below[at] && moved <= CLOSE - cell.lower;
            open.above[at] &= !above;
            open.below[at] &= !below;
            if let Some(journal) = &mut self.journal
                && (above || below)
            {
                let values = self.program.values();
                let number = *table.get_or_insert_with(|| {
                    let moved = values
                        .iter()
                        .copied()
                        .enumerate()
                        .filter(|(_, by)| by.abs() > CLOSE);
                    journal.tables.push(moved.collect());
                    journal.tables.len() - 1
                });
                if above {
                    journal.above[at] = Some(number);
                }
                if below {
                    journal.below[at] = Some(number);
                }
            }
        }
    }

    /// Whether the current table is one: in whole numbers every bound and relation is checked in integers.
    fn is_table(&self) -> bool {
        self.part.numbers == Numbers::Real || self.part.is_table(self.program.values(), &self.share)
    }

    /// Pushes one cell to its level.
    fn alone(
        &mut self,
        sensitive: usize,
        up: bool,
        effort: &mut Effort<'_>,
    ) -> Result<Option<Exposure>, Stopped> {
        let cell = self.part.sensitive[sensitive];
        let level = if up { cell.upper } else { cell.lower };
        let (reached, multipliers) = self.push(cell.at, up, level, effort)?;
        let side = if up { Side::Above } else { Side::Below };
        if reached < level - CLOSE {
            return Ok(Some(Exposure {
                sensitive,
                side,
                multipliers: vec![multipliers],
                linear: true,
            }));
        }
        if !self.pattern || self.is_table() {
            return Ok(None);
        }
        if let Some(point) = self.whole(cell.at, up, level, effort)? {
            self.program.stand_at(&point);
            return Ok(None);
        }
        Ok(Some(Exposure {
            sensitive,
            side,
            multipliers: vec![multipliers],
            linear: false,
        }))
    }

    fn across(&mut self, sensitive: usize, effort: &mut Effort<'_>) -> Result<Option<Exposure>, Stopped> {
        let cell = self.part.sensitive[sensitive];
        if cell.sliding <= cell.lower + cell.upper + CLOSE {
            return Ok(None);
        }
        let (above, up) = self.push(cell.at, true, f64::INFINITY, effort)?;
        let (below, down) = self.push(cell.at, false, f64::INFINITY, effort)?;
        Ok((above + below < cell.sliding - CLOSE).then(|| Exposure {
            sensitive,
            side: Side::Across,
            multipliers: vec![up, down],
            linear: true,
        }))
    }

    /// How far a cell can go in a direction, up to `level`, and the multipliers that bound it.
    pub(super) fn push(
        &mut self,
        at: usize,
        up: bool,
        level: f64,
        effort: &mut Effort<'_>,
    ) -> Result<(f64, Vec<f64>), Stopped> {
        let down_room = self.share[at] * self.part.down[at].min(self.most);
        let up_room = self.share[at] * self.part.up[at].min(self.most);
        let limit = if up {
            level.min(up_room)
        } else {
            level.min(down_room)
        };
        let now = self.program.value(at);
        if (up && now >= level) || (!up && -now >= level) {
            // The table at hand does already; as the bound would move it, go back to the true one.
            return Ok((level, Vec::new()));
        }
        if up {
            self.program.bound(at, -down_room, limit);
        } else {
            self.program.bound(at, -limit, up_room);
        }
        self.program.set_cost(at, if up { -1.0 } else { 1.0 });
        let outcome = self.program.primal(effort);
        let multipliers = self.program.multipliers();
        self.program.set_cost(at, 0.0);
        self.program.bound(at, -down_room, up_room);
        if outcome != Outcome::Optimal {
            if effort.is_over() {
                return Err(Stopped);
            }
            // Numbers that do not settle prove nothing, so the cell does not count as protected.
            self.program.rest_at_zero();
            return Ok((0.0, multipliers));
        }
        let value = self.program.value(at);
        Ok((if up { value } else { -value }, multipliers))
    }
}

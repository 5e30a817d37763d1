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
    /// The tables at both ends of the range, highest first.
    pub across: Vec<Option<[usize; 2]>>,
}

impl Journal {
    /// Adds a table of differences; its number.
    fn enter(&mut self, values: &[f64]) -> usize {
        let moved = values.iter().copied().enumerate();
        self.tables
            .push(moved.filter(|(_, by)| by.abs() > CLOSE * 1e-3).collect());
        self.tables.len() - 1
    }

    pub(crate) fn new(part: &Part) -> Self {
        let cells = part.sensitive.len();
        Self {
            tables: Vec::new(),
            below: vec![None; cells],
            above: vec![None; cells],
            across: vec![None; cells],
        }
    }
}

/// Which sensitive cells still need a table, below, above, and across.
#[derive(Debug, Clone)]
pub(crate) struct Open {
    pub below: Vec<bool>,
    pub above: Vec<bool>,
    pub across: Vec<bool>,
}

impl Open {
    /// Whatever has a level.
    pub(crate) fn all(part: &Part) -> Self {
        let cells = || part.sensitive.iter();
        Self {
            below: cells().map(|cell| cell.lower > CLOSE).collect(),
            above: cells().map(|cell| cell.upper > CLOSE).collect(),
            across: cells()
                .map(|cell| cell.sliding > cell.lower + cell.upper + CLOSE)
                .collect(),
        }
    }

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
        self.journal = Some(Journal::new(self.part));
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
        self.exposed_of(&mut Open::all(self.part), enough, effort)
    }

    /// The same among what is open; what turns out protected is closed.
    pub(crate) fn exposed_of(
        &mut self,
        open: &mut Open,
        enough: usize,
        effort: &mut Effort<'_>,
    ) -> Result<Vec<Exposure>, Stopped> {
        for up in [true, false] {
            self.together(up, open, effort)?;
        }
        let mut found = Vec::new();
        for at in 0..self.part.sensitive.len() {
            for up in [true, false] {
                let needs = if up { open.above[at] } else { open.below[at] };
                if needs && found.len() < enough {
                    found.extend(self.alone(at, up, effort)?);
                    self.mark(open);
                    self.program.come_inside();
                }
            }
            if open.across[at] && found.len() < enough {
                let exposure = self.across(at, effort)?;
                open.across[at] = exposure.is_some();
                found.extend(exposure);
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
                let number = *table.get_or_insert_with(|| journal.enter(self.program.values()));
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
        let values = self.program.values();
        match self.part.numbers {
            Numbers::Whole => self.part.is_table(values, &self.share),
            Numbers::Real => self.part.is_near_table(values, &self.share),
        }
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
        if self.part.numbers == Numbers::Whole
            && let Some(point) = self.whole(cell.at, up, level, effort)?
        {
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
        let (above, up, highest) = self.end(cell.at, true, effort)?;
        let (below, down, lowest) = self.end(cell.at, false, effort)?;
        let multipliers = vec![up, down];
        let exposed = |linear| Exposure {
            sensitive,
            side: Side::Across,
            multipliers,
            linear,
        };
        if above + below < cell.sliding - CLOSE {
            return Ok(Some(exposed(true)));
        }
        if !self.pattern {
            return Ok(None);
        }
        let [Some(highest), Some(lowest)] = [highest, lowest] else {
            return Ok(Some(exposed(false)));
        };
        if highest[cell.at] - lowest[cell.at] < cell.sliding - CLOSE {
            return Ok(Some(exposed(false)));
        }
        if let Some(journal) = &mut self.journal {
            let both = [journal.enter(&highest), journal.enter(&lowest)];
            journal.across[sensitive] = Some(both);
        }
        Ok(None)
    }

    /// How far a cell can go by the linear program, its multipliers, and the table that goes farthest.
    #[expect(
        clippy::type_complexity,
        reason = "three things that only its one caller takes apart"
    )]
    fn end(
        &mut self,
        at: usize,
        up: bool,
        effort: &mut Effort<'_>,
    ) -> Result<(f64, Vec<f64>, Option<Vec<f64>>), Stopped> {
        let (far, multipliers) = self.push(at, up, f64::INFINITY, effort)?;
        if !self.pattern {
            return Ok((far, multipliers, None));
        }
        if self.is_table() {
            return Ok((far, multipliers, Some(self.program.values().to_vec())));
        }
        self.program.rest_at_zero();
        let table = match self.part.numbers {
            Numbers::Whole => self.farthest(at, up, far, effort)?,
            Numbers::Real => None,
        };
        Ok((far, multipliers, table))
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

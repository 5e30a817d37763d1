//! The proof of a pattern: tables that differ from the true one in hidden cells only, satisfy every relation and bound,
//! and bring each sensitive cell to its levels. Checking it takes additions and comparisons, no solver.

use std::collections::{BTreeMap, BTreeSet};

use super::attack::Journal;
use super::part::{Part, ROUNDING, float};
use super::problem::{Cell, Numbers, Problem, Status};

/// Tables in differences from the true one, and which of them speak for which sensitive cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Proof {
    /// Cells that differ, by id, and by how much.
    tables: Vec<Vec<(u32, f64)>>,
    /// By id of a sensitive cell, the places of its tables.
    of: BTreeMap<u32, BTreeSet<usize>>,
}

impl Proof {
    /// How many tables it has.
    pub fn tables(&self) -> usize {
        self.tables.len()
    }

    /// Takes in another proof.
    pub(super) fn append(&mut self, other: Self) {
        let first = self.tables.len();
        self.tables.extend(other.tables);
        for (id, tables) in other.of {
            let of = self.of.entry(id).or_default();
            of.extend(tables.into_iter().map(|table| first + table));
        }
    }

    /// Takes in what an attacker of a part noted down.
    pub(super) fn add(&mut self, problem: &Problem, part: &Part, journal: &Journal) {
        let first = self.tables.len();
        let id = |at: usize| problem.cells()[part.places[at]].id;
        for table in &journal.tables {
            let moved = table.iter().map(|&(at, by)| (id(at), by * part.unit));
            self.tables.push(match part.numbers {
                // Whole up to the accuracy of the linear program; the check is exact.
                Numbers::Whole => moved
                    .map(|(id, by)| (id, by.round()))
                    .filter(|(_, by)| *by != 0.0)
                    .collect(),
                Numbers::Real => moved.collect(),
            });
        }
        for (at, cell) in part.sensitive.iter().enumerate() {
            let both = journal.across[at].into_iter().flatten();
            let tables = [journal.below[at], journal.above[at]].into_iter().flatten();
            let of = self.of.entry(id(cell.at)).or_default();
            of.extend(tables.chain(both).map(|table| first + table));
        }
    }

    /// The sensitive cells that it does not show to be protected when the cells of `hidden` are hidden. Whole numbers are
    /// added up exactly, real ones up to a millionth of the largest term.
    pub fn unproved(&self, problem: &Problem, hidden: &BTreeSet<u32>) -> BTreeSet<u32> {
        let cells = problem.cells();
        let mut check = Check::new(problem, hidden);
        let stands: Vec<bool> = self.tables.iter().map(|table| check.stands(table)).collect();
        let moved = |table: usize, id: u32| {
            // Tables are in the order of places, which is that of ids.
            let table = &self.tables[table];
            let at = table.binary_search_by_key(&id, |(moved, _)| *moved);
            at.map_or(0.0, |at| table[at].1)
        };
        let reaches = |cell: &Cell| {
            let tables = self.of.get(&cell.id).into_iter().flatten();
            let by = tables
                .filter(|table| stands[**table])
                .map(|&table| moved(table, cell.id));
            let (low, high) = by.fold((0.0_f64, 0.0_f64), |(low, high), by| (low.min(by), high.max(by)));
            let far = |by: f64, level: i64| {
                let slack = match problem.numbers() {
                    Numbers::Whole => 0.0,
                    Numbers::Real => ROUNDING * (1.0 + float(level)),
                };
                by >= float(level) - slack
            };
            far(-low, cell.levels.lower)
                && far(high, cell.levels.upper)
                && far(high - low, cell.levels.sliding)
        };
        let sensitive = cells.iter().filter(|cell| cell.status == Status::Sensitive);
        sensitive
            .filter(|cell| !hidden.contains(&cell.id) || !reaches(cell))
            .map(|cell| cell.id)
            .collect()
    }
}

/// A check of tables against a problem and what is hidden of it.
struct Check<'a> {
    problem: &'a Problem,
    is_hidden: Vec<bool>,
    /// By place of a cell: relations and coefficients.
    relations_of: Vec<Vec<(usize, i64)>>,
    /// By relation: what the table at hand adds to it, exactly and nearly, and its largest term; back at 0 after each.
    exact: Vec<i128>,
    near: Vec<(f64, f64)>,
}

impl<'a> Check<'a> {
    fn new(problem: &'a Problem, hidden: &BTreeSet<u32>) -> Self {
        let cells = problem.cells().iter();
        let mut relations_of: Vec<Vec<(usize, i64)>> = vec![Vec::new(); cells.len()];
        for (at, relation) in problem.relations().iter().enumerate() {
            for &(id, by) in &relation.terms {
                if let Some(place) = problem.place(id) {
                    relations_of[place].push((at, by));
                }
            }
        }
        Self {
            problem,
            is_hidden: cells
                .map(|cell| cell.status.can_hide() && hidden.contains(&cell.id))
                .collect(),
            relations_of,
            exact: vec![0; problem.relations().len()],
            near: vec![(0.0, 1.0); problem.relations().len()],
        }
    }

    /// Whether differences make a table: only hidden cells move, within their bounds, and every relation stays as it is.
    fn stands(&mut self, table: &[(u32, f64)]) -> bool {
        let places: Option<Vec<(usize, f64)>> = table
            .iter()
            .map(|&(id, by)| Some((self.problem.place(id)?, by)))
            .collect();
        let Some(moves) = places else { return false };
        if !moves
            .iter()
            .all(|&(place, by)| self.is_hidden[place] && self.is_inside(place, by))
        {
            return false;
        }
        let stands = self.adds_up(&moves);
        for (relation, _) in moves.iter().flat_map(|(place, _)| &self.relations_of[*place]) {
            self.exact[*relation] = 0;
            self.near[*relation] = (0.0, 1.0);
        }
        stands
    }

    fn is_inside(&self, place: usize, by: f64) -> bool {
        let cell = &self.problem.cells()[place];
        let (down, up) = (float(cell.value - cell.lower), float(cell.upper - cell.value));
        match self.problem.numbers() {
            Numbers::Whole => by <= up && -by <= down && by.fract() == 0.0,
            Numbers::Real => {
                let slack = ROUNDING * (1.0 + by.abs());
                by <= up + slack && -by <= down + slack
            }
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "what lies outside the room of a cell, which is below 2^48, was refused before"
    )]
    fn adds_up(&mut self, moves: &[(usize, f64)]) -> bool {
        for &(place, by) in moves {
            for &(relation, factor) in &self.relations_of[place] {
                match self.problem.numbers() {
                    Numbers::Whole => self.exact[relation] += i128::from(factor) * i128::from(by as i64),
                    Numbers::Real => {
                        let term = float(factor) * by;
                        let entry = &mut self.near[relation];
                        *entry = (entry.0 + term, entry.1.max(term.abs()));
                    }
                }
            }
        }
        let mut touched = moves.iter().flat_map(|(place, _)| &self.relations_of[*place]);
        touched.all(|&(relation, _)| {
            let (sum, largest) = self.near[relation];
            self.exact[relation] == 0 && sum.abs() <= ROUNDING * largest
        })
    }
}

//! Which cells of a table are hidden, in all places at once: the cheapest pattern with which no quantity of the table can be
//! computed too closely for any group, and then what containments between dimensions ask for.
//!
//! A table has several *quantities* that add up over groups: who answered, who was asked, who chose no favourable option, who
//! chose anything but one option. Each is a problem of suppression over the same cells, and what is hidden for one of them is
//! free for the next. Hiding more never takes protection away, so that what comes out protects all of them.
//!
//! Circuits (Castro 2007) show most of what is asked without a linear program, and in a large table they say what else to
//! hide; programs are solved for the cells for which none was found.

use std::collections::BTreeSet;

use super::asked::Asked;
use super::joined::MARK;
use super::recipe::{in_words, words};
use crate::frame::{EVERYONE, Frame};
use crate::grid::Grid;
use crate::pattern::{Ground, Truth, clear};
use crate::publication::{Place, Table};
use crate::shape::{ANSWERED, ASKED, Line, NOT_APPLICABLE, OPTIONS, Shape};
use crate::suppress::{
    Budget, Cell, Circuits, Knowledge, Levels, Numbers, Pattern, Problem, Status, Wanted, audit, logarithm,
    optimum, optimum_near,
};
use crate::{Breach, Error};

/// What all tables of a release have in common.
pub(super) struct Protector<'a> {
    pub least: u32,
    pub places: &'a [Place],
    pub frame: &'a Frame,
    pub grid: &'a Grid,
    /// By place.
    pub grounds: Vec<Ground<'a>>,
    /// People by cell; empty groups are known to be empty.
    pub people: Vec<i64>,
    pub weights: Vec<u64>,
    /// The relations of people, and those of every other table.
    pub graphs: [Circuits; 2],
    pub budget: Budget<'a>,
}

/// A table of true lines, by cell.
pub(super) struct Lines<'a> {
    pub table: &'a Table,
    pub shape: Shape,
    pub by_cell: Vec<Line>,
}

/// A quantity that adds up over groups, and the groups for which it must stay open.
struct Quantity {
    value: Of<i64>,
    open: Of<Option<Levels>>,
}

/// Something about a line.
type Of<T> = Box<dyn Fn(&Line) -> T>;

impl Protector<'_> {
    /// Adds to the cells that are `hidden` what this table needs.
    pub(super) fn protect(
        &self,
        truth: &Lines,
        hidden: &mut [bool],
        near: Option<&BTreeSet<u32>>,
    ) -> Result<(), Error> {
        let before = hidden.to_vec();
        for (id, line) in truth.by_cell.iter().enumerate() {
            hidden[id] |= self.grid.row(id).is_none() || truth.shape.danger(line, self.least).is_some();
        }
        self.close(hidden);
        for quantity in self.quantities(truth) {
            self.keep_open(truth, &quantity, hidden, near)?;
            self.close(hidden);
        }
        self.contain(truth, &before, hidden);
        self.close(hidden);
        Ok(())
    }

    /// A place whose everyone is hidden shows nothing.
    fn close(&self, hidden: &mut [bool]) {
        for place in 0..self.places.len() {
            if hidden[self.grid.id(place, EVERYONE)] {
                (0..self.grid.width).for_each(|row| hidden[self.grid.id(place, row)] = true);
            }
        }
    }

    /// The containments that a reader may know of, place by place.
    fn contain(&self, truth: &Lines, before: &[bool], hidden: &mut [bool]) {
        for (place, ground) in self.grounds.iter().enumerate() {
            let ids: Vec<usize> = (0..self.frame.levels)
                .map(|row| self.grid.id(place, row))
                .collect();
            if hidden[ids[EVERYONE]] {
                continue;
            }
            let local = Truth {
                shape: &truth.shape,
                lines: ids.iter().map(|&id| &truth.by_cell[id]).collect(),
                before: ids.iter().map(|&id| before[id]).collect(),
            };
            let shown = clear(ground, &local, ids.iter().map(|&id| !hidden[id]).collect());
            for (&id, shown) in ids.iter().zip(shown) {
                hidden[id] |= !shown;
            }
        }
    }

    /// The problem of a quantity. What is hidden already costs nothing; an empty group is known to be empty.
    /// With `which`, only these of its sensitive cells need protection: the others have it already.
    fn problem(
        &self,
        truth: &Lines,
        quantity: &Quantity,
        hidden: &[bool],
        which: Option<&BTreeSet<usize>>,
    ) -> Result<Problem, Error> {
        let mut cells = Vec::with_capacity(self.grid.len());
        for (id, line) in truth.by_cell.iter().enumerate() {
            let levels = (quantity.open)(line).filter(|_| which.is_none_or(|which| which.contains(&id)));
            let status = match levels {
                Some(_) => Status::Sensitive,
                None if self.grid.row(id).is_some() && self.people[id] == 0 => Status::Zero,
                None => Status::Suppressible,
            };
            let value = (quantity.value)(line);
            // Enrolment that the answers exceed is no bound.
            let upper = self.grid.upper(id).max(value);
            cells.push(Cell {
                id: number(id),
                value,
                weight: if hidden[id] { 0 } else { self.weights[id] },
                status,
                lower: 0,
                upper,
                levels: levels.unwrap_or_default(),
            });
        }
        let people = *truth.table == Table::People;
        Problem::new(cells, self.grid.relations(people), Numbers::Whole)
    }

    /// The cells that no circuit shows to be protected. In a large table of anything but people, circuits through cells
    /// that are shown say what else to hide.
    fn settle(&self, truth: &Lines, quantity: &Quantity, hidden: &mut [bool]) -> BTreeSet<usize> {
        let is_people = *truth.table == Table::People;
        let levels = truth.by_cell.iter().enumerate();
        let wanted = levels.filter_map(|(cell, line)| {
            let Levels { lower, upper, .. } = (quantity.open)(line)?;
            Some(Wanted {
                cell,
                down: lower,
                up: upper,
            })
        });
        let mut asked = Asked {
            graph: &self.graphs[usize::from(!is_people)],
            wanted: wanted.collect(),
        };
        if asked.wanted.is_empty() {
            return BTreeSet::new();
        }
        let room = |id: usize| {
            let value = (quantity.value)(&truth.by_cell[id]);
            let is_known = self.grid.row(id).is_some()
                && self.people[id] == 0
                && (quantity.open)(&truth.by_cell[id]).is_none();
            (!is_known).then(|| (value, self.grid.upper(id).max(value) - value))
        };
        asked.keep_hidden(room, hidden);
        if !is_people && is_large(self.grid.len(), self.budget) {
            asked.hide_more(room, &self.weights, hidden);
        }
        asked.wanted.iter().map(|wanted| wanted.cell).collect()
    }

    fn keep_open(
        &self,
        truth: &Lines,
        quantity: &Quantity,
        hidden: &mut [bool],
        near: Option<&BTreeSet<u32>>,
    ) -> Result<(), Error> {
        let left = self.settle(truth, quantity, hidden);
        if left.is_empty() {
            return Ok(());
        }
        let problem = self.problem(truth, quantity, hidden, Some(&left))?;
        let before: BTreeSet<u32> = chosen(hidden);
        if audit(&problem, &before, &Knowledge::default()).is_empty() {
            return Ok(());
        }
        let found = match near {
            Some(earlier) => optimum_near(&problem, earlier, self.budget),
            None => optimum(&problem, self.budget),
        };
        let Pattern { hidden: ids, .. } = found.map_err(|why| self.explain(why, truth, &problem))?;
        for id in ids {
            hidden[id as usize] = true;
        }
        Ok(())
    }

    /// The subtraction that no pattern prevents, in words.
    fn explain(&self, why: Error, truth: &Lines, problem: &Problem) -> Error {
        let Error::Unprotectable { .. } = why else {
            return why;
        };
        let may_hide = problem.cells().iter().filter(|cell| cell.status.can_hide());
        let all: BTreeSet<u32> = may_hide.map(|cell| cell.id).collect();
        let exposed = audit(problem, &all, &Knowledge::default());
        let recipe = exposed.iter().flat_map(|exposed| &exposed.recipes).next();
        recipe.map_or(why, |recipe| {
            Error::Unsafe(Breach::Subtraction {
                table: in_words(truth.table),
                recipe: words(recipe, self.grid, self.frame, self.places),
            })
        })
    }

    fn quantities(&self, truth: &Lines) -> Vec<Quantity> {
        let (shape, least) = (&truth.shape, i64::from(self.least));
        let small =
            move |people: i64| (0 < people && people < least).then(|| Levels::of_small(people, least));
        let is_people = *truth.table == Table::People;
        let mut found = vec![Quantity {
            value: Box::new(|line| line[ANSWERED]),
            open: Box::new(move |line| small(line[ANSWERED]).or_else(|| thin(is_people, line))),
        }];
        let everyone = |line: &Line| line[ASKED] == line[ANSWERED];
        if !truth.by_cell.iter().all(everyone) {
            found.push(Quantity {
                value: Box::new(|line| line[ASKED]),
                open: Box::new(move |line| small(line[ASKED])),
            });
        }
        for option in OPTIONS..OPTIONS + shape.favourable.len() {
            if shape.same_answer {
                found.push(telling(move |line| line[ANSWERED] - line[option], ANSWERED));
            }
        }
        if shape.favourable.contains(&true) {
            let favourable = shape.favourable.clone();
            found.push(telling(
                move |line| {
                    let chosen = line[OPTIONS..].iter().zip(&favourable);
                    chosen
                        .filter(|(_, marked)| **marked)
                        .map(|(people, _)| people)
                        .sum()
                },
                ANSWERED,
            ));
        }
        if shape.gated {
            found.push(telling(|line| line[NOT_APPLICABLE], ASKED));
            found.push(telling(|line| line[ASKED], NOT_APPLICABLE));
        }
        found
    }

    /// The problem of who answered.
    pub(super) fn people_problem(&self, truth: &Lines, hidden: &[bool]) -> Result<Problem, Error> {
        let quantities = self.quantities(truth);
        self.problem(truth, &quantities[0], hidden, None)
    }
}

/// A thin group must be able to be empty.
fn thin(is_people: bool, line: &Line) -> Option<Levels> {
    (is_people && line[MARK] > 0).then(|| Levels {
        lower: line[ANSWERED],
        upper: 0,
        sliding: 0,
    })
}

/// A quantity that tells something about a group in which there is somebody to tell it about, but nobody has it.
fn telling(value: impl Fn(&Line) -> i64 + Clone + 'static, of: usize) -> Quantity {
    let open = Levels {
        lower: 0,
        upper: 1,
        sliding: 0,
    };
    let own = value.clone();
    Quantity {
        value: Box::new(value),
        open: Box::new(move |line| (line[of] > 0 && own(line) == 0).then_some(open)),
    }
}

/// Tables with more cells than this are protected along circuits; searching each for its cheapest pattern would take too long.
const MODERATE: usize = 1_000;

/// Whether a table is too large for a search of its own.
pub(super) fn is_large(cells: usize, budget: Budget) -> bool {
    cells > MODERATE.min(budget.block)
}

/// The ids of hidden cells.
pub(super) fn chosen(hidden: &[bool]) -> BTreeSet<u32> {
    let ids = hidden.iter().enumerate().filter(|(_, hidden)| **hidden);
    ids.map(|(id, _)| number(id)).collect()
}

/// A cell's number; [`Problem::CELLS`] is far below the limit.
pub(super) fn number(id: usize) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}

/// What hiding each cell costs. The fewer and smaller the hidden groups the better; a place that is made of others counts
/// three times; everyone counts for all rows, which go with it.
pub(super) fn weights(grid: &Grid, places: &[Place], people: &[i64]) -> Vec<u64> {
    let mut divided = vec![false; places.len()];
    places
        .iter()
        .filter_map(|place| place.parent)
        .for_each(|parent| divided[parent] = true);
    let mut weights = vec![0; grid.len()];
    for (place, divided) in divided.into_iter().enumerate() {
        let mut all = 0;
        for row in 0..grid.width {
            let id = grid.id(place, row);
            weights[id] = logarithm(people[id]) * if divided { 3 } else { 1 };
            all += weights[id];
        }
        weights[grid.id(place, EVERYONE)] = all;
    }
    weights
}

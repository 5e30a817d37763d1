//! What the numbers of people add to a table of answers: whoever answered is one of the people, so that where a group's people
//! are published, its answers cannot be more.
//!
//! A group of ten of whom nine answered an item is hidden there for its nine, and another with it. But if the other group's
//! people are published, too, the answers of both can be so many that neither group's can be none. Then the group is
//! *thin*: too few of it answered for what is known of it. It is hidden as a group of people, and so in every table; and
//! because the number of its people must then be open down to nobody, others are hidden with it.
//!
//! Where a table hides no more groups than the table of people does, nothing has to be looked for: a table of answers that
//! fits what is published, with as many people more in each group as truly did not answer, fits the published people, too.

use std::collections::BTreeSet;

use super::protect::{Lines, chosen, number};
use crate::Error;
use crate::grid::Grid;
use crate::shape::{ANSWERED, NOT_APPLICABLE};
use crate::suppress::{Cell, Knowledge, Levels, Numbers, Problem, Relation, Status, audit};

/// The place of the mark of thin groups in lines of people, to whom nothing can be inapplicable.
pub(super) const MARK: usize = NOT_APPLICABLE;

/// Marks thin groups in the table of people.
pub(super) fn mark(people: &mut Lines, thin: &[bool]) {
    for (line, &thin) in people.by_cell.iter_mut().zip(thin) {
        line[MARK] = i64::from(thin);
    }
}

/// The table of people that other tables are joined with.
pub(super) struct Joint<'a> {
    pub grid: &'a Grid,
    pub people: &'a Lines<'a>,
    /// What it hides, by cell.
    pub hidden: &'a [bool],
    pub least: u32,
    /// Whether tables are to be hidden whole instead of finding thin groups.
    pub is_last: bool,
}

impl Joint<'_> {
    /// The groups that have to be hidden as groups of people so that what a table hides stays open. If that would not help,
    /// the table is `hidden` whole.
    pub(super) fn thin(&self, table: &Lines, hidden: &mut [bool]) -> Result<BTreeSet<usize>, Error> {
        let further: BTreeSet<usize> = (0..hidden.len())
            .filter(|&id| hidden[id] && !self.hidden[id] && self.grid.row(id).is_some())
            .collect();
        if further.is_empty() {
            return Ok(further);
        }
        let (problem, unknown) = self.problem(table, hidden)?;
        let exposed = audit(&problem, &unknown, &Knowledge::default());
        if exposed.is_empty() {
            return Ok(BTreeSet::new());
        }
        let named: BTreeSet<usize> = exposed.iter().map(|exposed| exposed.id as usize).collect();
        let thin: BTreeSet<usize> = named.intersection(&further).copied().collect();
        match (self.is_last, thin.is_empty()) {
            (true, _) => {
                hidden.fill(true);
                Ok(BTreeSet::new())
            }
            (false, true) => Ok(further),
            (false, false) => Ok(thin),
        }
    }

    /// Answers, people, and people without an answer, of every cell: the first two add up as groups do, and the last is
    /// what is between them.
    fn problem(&self, table: &Lines, hidden: &[bool]) -> Result<(Problem, BTreeSet<u32>), Error> {
        let size = self.grid.len();
        let least = i64::from(self.least);
        let mut cells = Vec::with_capacity(3 * size);
        for id in 0..size {
            let (answered, people) = (table.by_cell[id][ANSWERED], self.people.by_cell[id][ANSWERED]);
            let cell = |at: usize, value: i64, upper: i64| Cell {
                id: number(at),
                value,
                weight: 0,
                status: Status::Suppressible,
                lower: 0,
                upper: upper.max(value),
                levels: Levels::default(),
            };
            let is_small = 0 < answered && answered < least;
            cells.push(Cell {
                status: if is_small {
                    Status::Sensitive
                } else {
                    Status::Suppressible
                },
                levels: Levels::of_small(answered, least),
                ..cell(id, answered, Problem::LARGEST)
            });
            cells.push(cell(size + id, people, self.grid.upper(id)));
            cells.push(cell(2 * size + id, people - answered, Problem::LARGEST));
        }
        let mut relations = self.grid.relations(false);
        relations.extend(self.grid.relations(true).into_iter().map(|relation| {
            Relation {
                terms: relation
                    .terms
                    .iter()
                    .map(|&(id, by)| (number(size) + id, by))
                    .collect(),
                ..relation
            }
        }));
        relations.extend((0..size).map(|id| Relation {
            right: 0,
            terms: vec![
                (number(id), 1),
                (number(2 * size + id), 1),
                (number(size + id), -1),
            ],
        }));
        let mut unknown = chosen(hidden);
        unknown.extend(chosen(self.hidden).into_iter().map(|id| number(size) + id));
        let apart = (0..size).filter(|&id| hidden[id] || self.hidden[id]);
        unknown.extend(apart.map(|id| number(2 * size + id)));
        Ok((Problem::new(cells, relations, Numbers::Whole)?, unknown))
    }
}

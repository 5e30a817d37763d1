//! Cells that must be able to move, and what of it circuits show: first among what is hidden, then along the cheapest cells
//! that are shown, which are hidden with it.

use crate::suppress::{Circuits, Room, Wanted};

/// What is asked of a table.
pub(super) struct Asked<'a> {
    pub graph: &'a Circuits,
    /// What is not shown yet.
    pub wanted: Vec<Wanted>,
}

impl Asked<'_> {
    /// Crosses off what circuits among hidden cells show. `room` says how far down and up a cell can go; nothing for a cell
    /// that everybody knows.
    pub(super) fn keep_hidden(&mut self, room: impl Fn(usize) -> Option<(i64, i64)>, hidden: &[bool]) {
        let within = Self::room(hidden.len(), |cell| room(cell).filter(|_| hidden[cell]), |_| 0);
        let settled = self.graph.settle(&within, &self.wanted);
        self.wanted = settled.left.iter().map(|&at| self.wanted[at]).collect();
    }

    /// Hides cells, the cheapest first, along which what is wanted can move, and crosses it off.
    pub(super) fn hide_more(
        &mut self,
        room: impl Fn(usize) -> Option<(i64, i64)>,
        weights: &[u64],
        hidden: &mut [bool],
    ) {
        let mut left = Vec::new();
        let mut within = Self::room(
            hidden.len(),
            room,
            // A way through fewer cells is better only among those of one price.
            |cell| {
                if hidden[cell] {
                    0
                } else {
                    weights[cell].saturating_mul(LONG)
                }
            },
        );
        for wanted in std::mem::take(&mut self.wanted) {
            let settled = self.graph.settle(&within, &[wanted]);
            for &(cell, _) in settled.tables.iter().flatten() {
                hidden[cell] = true;
                within.price[cell] = 0;
            }
            if !settled.left.is_empty() {
                left.push(wanted);
            }
        }
        self.wanted = left;
    }

    fn room(cells: usize, room: impl Fn(usize) -> Option<(i64, i64)>, price: impl Fn(usize) -> u64) -> Room {
        let (down, up) = (0..cells).map(|cell| room(cell).unwrap_or((0, 0))).unzip();
        Room {
            down,
            up,
            price: (0..cells).map(price).collect(),
        }
    }
}

/// Steps of a way that cost as much as the least weight of a cell.
const LONG: u64 = 64;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::Asked;
    use crate::frame::Frame;
    use crate::grid::Grid;
    use crate::publication::Place;
    use crate::report::{Dimension, Kind};
    use crate::suppress::{Cell, Knowledge, Levels, Numbers, Problem, Status, Wanted, audit};

    const LEAST: i64 = 5;
    const SCHOOLS: usize = 6;

    /// A state with two agencies of three schools; grades, a level that may be unstated, and languages that overlap.
    fn grid(pairs: bool) -> Grid {
        let place = |id: usize, parent| Place {
            id: id.to_string(),
            kind: "place".to_owned(),
            parent,
        };
        let mut places = vec![place(0, None), place(1, Some(0)), place(2, Some(0))];
        places.extend((0..SCHOOLS).map(|school| place(3 + school, Some(1 + school / 3))));
        let dimension = |id: &str, kind, levels: usize| Dimension {
            id: id.to_owned(),
            kind,
            levels: (0..levels).map(|level| level.to_string()).collect(),
        };
        let dimensions = vec![
            dimension("grade", Kind::Single, 4),
            dimension("stage", Kind::SingleOrUnstated, 2),
            dimension("language", Kind::Multiple, 2),
        ];
        let crossed = [["grade".to_owned(), "stage".to_owned()]];
        let frame = Frame::new(dimensions, if pairs { &crossed } else { &[] }).unwrap();
        Grid::new(&frame, &places, 5, (&[], &[])).unwrap()
    }

    /// School, grade, stage (2 is unstated), languages.
    type Person = (usize, usize, usize, usize);

    /// People by cell.
    fn values(grid: &Grid, people: &[Person]) -> Vec<i64> {
        let mut lines = vec![vec![0]; (3 + SCHOOLS) * grid.width];
        for &(school, grade, stage, languages) in people {
            for place in [0, 1 + school / 3, 3 + school] {
                let mut rows = vec![0, 1 + grade];
                rows.extend((stage < 2).then_some(5 + stage));
                rows.extend((0..2).filter(|bit| languages >> bit & 1 == 1).map(|bit| 7 + bit));
                rows.extend((stage < 2 && grid.width > 9).then_some(9 + 2 * grade + stage));
                for row in rows {
                    lines[place * grid.width + row][0] += 1;
                }
            }
        }
        grid.complete(lines).into_iter().map(|line| line[0]).collect()
    }

    fn problem(grid: &Grid, values: &[i64]) -> Problem {
        let cells = values.iter().enumerate().map(|(id, &value)| {
            let is_small = grid.row(id).is_some() && 0 < value && value < LEAST;
            Cell {
                id: u32::try_from(id).unwrap(),
                value,
                weight: 1 + value.unsigned_abs(),
                status: match is_small {
                    true => Status::Sensitive,
                    false if grid.row(id).is_some() && value == 0 => Status::Zero,
                    false => Status::Suppressible,
                },
                lower: 0,
                upper: Problem::LARGEST,
                levels: if is_small {
                    Levels::of_small(value, LEAST)
                } else {
                    Levels::default()
                },
            }
        });
        Problem::new(cells.collect(), grid.relations(false), Numbers::Whole).unwrap()
    }

    fn room(problem: &Problem) -> impl Fn(usize) -> Option<(i64, i64)> {
        |cell| {
            let cell = &problem.cells()[cell];
            cell.status
                .can_hide()
                .then(|| (cell.value, cell.upper - cell.value))
        }
    }

    fn wanted(problem: &Problem) -> Vec<Wanted> {
        let sensitive = problem
            .cells()
            .iter()
            .filter(|cell| cell.status == Status::Sensitive);
        let wanted = sensitive.map(|cell| Wanted {
            cell: cell.id as usize,
            down: cell.levels.lower,
            up: cell.levels.upper,
        });
        wanted.collect()
    }

    /// What the linear programs of the audit find exposed.
    fn exposed(problem: &Problem, hidden: &[bool]) -> BTreeSet<usize> {
        let ids = (0..hidden.len()).filter(|&at| hidden[at] && problem.cells()[at].status.can_hide());
        let hidden: BTreeSet<u32> = ids.map(|id| u32::try_from(id).unwrap()).collect();
        let found = audit(problem, &hidden, &Knowledge::default());
        found.iter().map(|exposed| exposed.id as usize).collect()
    }

    fn left(asked: &Asked) -> BTreeSet<usize> {
        asked.wanted.iter().map(|wanted| wanted.cell).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn what_circuits_cross_off_the_audit_finds_protected(
            people in prop::collection::vec((0..SCHOOLS, 0..4_usize, 0..3_usize, 0..4_usize), 20..160),
            more in prop::collection::vec(any::<bool>(), 200),
            pairs in any::<bool>(),
        ) {
            let grid = grid(pairs);
            let problem = problem(&grid, &values(&grid, &people));
            let graph = grid.circuits(false);
            let mut hidden: Vec<bool> = problem
                .cells()
                .iter()
                .zip(more.iter().cycle())
                .map(|(cell, &more)| grid.row(cell.id as usize).is_none() || cell.status == Status::Sensitive || more)
                .collect();
            let mut asked = Asked { graph: &graph, wanted: wanted(&problem) };
            asked.keep_hidden(room(&problem), &hidden);
            let open = exposed(&problem, &hidden);
            prop_assert!(open.is_subset(&left(&asked)), "{open:?} of {:?}", left(&asked));
            let before = hidden.clone();
            let weights: Vec<u64> = problem.cells().iter().map(|cell| cell.weight).collect();
            asked.hide_more(room(&problem), &weights, &mut hidden);
            let open = exposed(&problem, &hidden);
            prop_assert!(open.is_subset(&left(&asked)), "{open:?} of {:?}", left(&asked));
            prop_assert!(before.iter().zip(&hidden).all(|(before, now)| *now || !before));
        }
    }

    #[test]
    fn grades_of_schools_are_protected_by_circuits_alone() {
        let grid = grid(false);
        let people: Vec<Person> = (0..SCHOOLS)
            .flat_map(|school| (0..40).map(move |at| (school, at % 3, 0, 0)))
            .chain([
                (0, 3, 0, 0),
                (1, 3, 0, 0),
                (1, 3, 0, 0),
                (4, 3, 0, 0),
                (5, 3, 0, 0),
            ])
            .collect();
        let problem = problem(&grid, &values(&grid, &people));
        let mut hidden: Vec<bool> = problem
            .cells()
            .iter()
            .map(|cell| grid.row(cell.id as usize).is_none() || cell.status == Status::Sensitive)
            .collect();
        let graph = grid.circuits(false);
        let mut asked = Asked {
            graph: &graph,
            wanted: wanted(&problem),
        };
        let before = exposed(&problem, &hidden);
        asked.keep_hidden(room(&problem), &hidden);
        assert_eq!(left(&asked), before);
        assert!(!before.is_empty());
        let weights: Vec<u64> = problem.cells().iter().map(|cell| cell.weight).collect();
        asked.hide_more(room(&problem), &weights, &mut hidden);
        assert!(asked.wanted.is_empty());
        assert!(exposed(&problem, &hidden).is_empty());
    }
}

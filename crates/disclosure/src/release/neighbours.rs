//! Readers who know more than what is published: a place knows its own rows. From the sum of a place and all but one of its
//! parts it may learn of another part what nobody else can.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::Asked;
use super::protect::{is_large, number};
use crate::Error;
use crate::grid::Grid;
use crate::publication::{Place, made_of};
use crate::suppress::{Budget, Cell, Circuits, Knowledge, Problem, Relation, Status, Wanted, audit, optimum};

/// Hides more where that keeps places from narrowing down small groups of their neighbours, and counts the groups for which
/// nothing helps, once for each place that could. What a place could learn from beyond the place it lies in is not looked at.
pub(super) fn keep_from_neighbours(
    grid: &Grid,
    places: &[Place],
    problem: &Problem,
    hidden: &mut [bool],
    budget: Budget,
) -> Result<usize, Error> {
    let mut cells_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for id in 0..grid.len() {
        if let Some(place) = grid.place(id) {
            cells_of.entry(place).or_default().push(id);
        }
    }
    let mut relations_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, relation) in problem.relations().iter().enumerate() {
        let inside: BTreeSet<usize> = relation
            .terms
            .iter()
            .filter_map(|(id, _)| grid.place(*id as usize))
            .collect();
        for place in inside {
            relations_of.entry(place).or_default().push(at);
        }
    }
    let mut helpless = 0;
    for (parent, place) in made_of(places).iter().enumerate() {
        if place.parts.len() < 2 {
            continue;
        }
        let family: BTreeSet<usize> = place.parts.iter().copied().chain([parent]).collect();
        let cells: Vec<&Cell> = family
            .iter()
            .flat_map(|place| cells_of.get(place).into_iter().flatten())
            .map(|&id| &problem.cells()[id])
            .collect();
        let within = |relation: &Relation| {
            let mut all = relation.terms.iter();
            all.all(|(id, _)| {
                grid.place(*id as usize)
                    .is_some_and(|place| family.contains(&place))
            })
        };
        let known: BTreeSet<usize> = family
            .iter()
            .flat_map(|place| relations_of.get(place).into_iter().flatten().copied())
            .collect();
        let known: Vec<usize> = known
            .into_iter()
            .filter(|&at| within(&problem.relations()[at]))
            .collect();
        let relations: Vec<Relation> = known.iter().map(|&at| problem.relations()[at].clone()).collect();
        let follows = |at: &usize| grid.follows().get(*at).copied().unwrap_or(false);
        let follows: Vec<bool> = known.iter().map(follows).collect();
        let graph = Circuits::new(grid.len(), &relations, &follows);
        for &knower in &place.parts {
            let own: BTreeSet<u32> = cells_of
                .get(&knower)
                .into_iter()
                .flatten()
                .map(|&id| number(id))
                .collect();
            let neighbour = Neighbour {
                cells: &cells,
                relations: &relations,
                graph: &graph,
                own,
            };
            helpless += neighbour.keep_out(problem, hidden, budget)?;
        }
    }
    Ok(helpless)
}

/// A place that looks at the others of its kind.
struct Neighbour<'a> {
    cells: &'a [&'a Cell],
    relations: &'a [Relation],
    graph: &'a Circuits,
    own: BTreeSet<u32>,
}

impl Neighbour<'_> {
    /// The cells of others that no circuit shows to be safe from this place; in a large table, further cells are hidden for
    /// that along circuits.
    fn settle(&self, problem: &Problem, hidden: &mut [bool], budget: Budget) -> BTreeSet<u32> {
        let cells = || self.cells.iter().filter(|cell| !self.own.contains(&cell.id));
        let sensitive = cells().filter(|cell| cell.status == Status::Sensitive);
        let wanted = sensitive.map(|cell| Wanted {
            cell: cell.id as usize,
            down: cell.levels.lower,
            up: cell.levels.upper,
        });
        let mut asked = Asked {
            graph: self.graph,
            wanted: wanted.collect(),
        };
        let movable: BTreeMap<usize, (i64, i64)> = cells()
            .filter(|cell| cell.status.can_hide())
            .map(|cell| {
                (
                    cell.id as usize,
                    (cell.value - cell.lower, cell.upper - cell.value),
                )
            })
            .collect();
        let room = |cell: usize| movable.get(&cell).copied();
        asked.keep_hidden(room, hidden);
        if is_large(problem.cells().len(), budget) {
            let weights: Vec<u64> = problem.cells().iter().map(|cell| cell.weight).collect();
            asked.hide_more(room, &weights, hidden);
        }
        asked.wanted.iter().map(|wanted| number(wanted.cell)).collect()
    }

    fn keep_out(&self, problem: &Problem, hidden: &mut [bool], budget: Budget) -> Result<usize, Error> {
        let left = self.settle(problem, hidden, budget);
        if left.is_empty() {
            return Ok(0);
        }
        let mut helpless: BTreeSet<u32> = BTreeSet::new();
        loop {
            let cells = self.cells.iter().map(|&&cell| {
                let is_known = self.own.contains(&cell.id);
                let given_up = helpless.contains(&cell.id) || !left.contains(&cell.id);
                Cell {
                    weight: if hidden[cell.id as usize] { 0 } else { cell.weight },
                    status: match cell.status {
                        _ if is_known => Status::Fixed,
                        Status::Sensitive if given_up => Status::Suppressible,
                        status => status,
                    },
                    ..cell
                }
            });
            let seen = Problem::new(cells.collect(), self.relations.to_vec(), problem.numbers())?;
            let now: BTreeSet<u32> = seen
                .cells()
                .iter()
                .filter(|cell| hidden[cell.id as usize] && !self.own.contains(&cell.id))
                .map(|cell| cell.id)
                .collect();
            if audit(&seen, &now, &Knowledge::default()).is_empty() {
                return Ok(helpless.len());
            }
            match optimum(&seen, budget) {
                Ok(found) => {
                    found.hidden.iter().for_each(|id| hidden[*id as usize] = true);
                    return Ok(helpless.len());
                }
                Err(Error::Unprotectable { cells }) => {
                    let before = helpless.len();
                    helpless.extend(cells);
                    if helpless.len() == before {
                        return Ok(helpless.len());
                    }
                }
                Err(other) => return Err(other),
            }
        }
    }
}

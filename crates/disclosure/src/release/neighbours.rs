//! Readers who know more than what is published: a place knows its own rows. From the sum of a place and all but one of its
//! parts it may learn of another part what nobody else can.

use std::collections::{BTreeMap, BTreeSet};

use super::protect::number;
use crate::Error;
use crate::grid::Grid;
use crate::publication::{Place, made_of};
use crate::suppress::{Budget, Cell, Knowledge, Problem, Relation, Status, audit, optimum};

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
        let relations = known.into_iter().map(|at| &problem.relations()[at]);
        let relations: Vec<Relation> = relations.filter(|relation| within(relation)).cloned().collect();
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
    own: BTreeSet<u32>,
}

impl Neighbour<'_> {
    fn keep_out(&self, problem: &Problem, hidden: &mut [bool], budget: Budget) -> Result<usize, Error> {
        let mut helpless: BTreeSet<u32> = BTreeSet::new();
        loop {
            let cells = self.cells.iter().map(|&&cell| {
                let is_known = self.own.contains(&cell.id);
                let given_up = helpless.contains(&cell.id);
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

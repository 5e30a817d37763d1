//! The pattern of least cost: every part on its own, and an audit of what comes out.

use std::collections::BTreeSet;

use super::audit::{Knowledge, audit};
use super::budget::{Budget, Effort};
use super::part::parts;
use super::problem::{Problem, Status};
use super::search::Search;
use crate::Error;

/// A safe pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Ids of the hidden cells, the sensitive ones among them.
    pub hidden: BTreeSet<u32>,
    /// What they weigh.
    pub cost: u64,
    /// What those weigh that are not sensitive.
    pub secondary_cost: u64,
    /// No safe pattern costs less than this.
    pub bound: u64,
    /// Parts of the problem that were solved on their own.
    pub parts: usize,
    /// Work spent; a budget of this much gives the same pattern again.
    pub work: u64,
}

impl Pattern {
    /// Whether no safe pattern costs less.
    pub fn is_proved(&self) -> bool {
        self.cost == self.bound
    }

    /// How much cheaper a safe pattern could be at most, as a share of the cost.
    pub fn gap(&self) -> f64 {
        if self.cost == 0 {
            return 0.0;
        }
        super::master::weight(self.cost - self.bound) / super::master::weight(self.cost)
    }
}

/// The cheapest safe pattern, or the best one found when the budget is spent. What is returned has passed [`audit`].
/// Cells of weight 0 are hidden whenever they can be. Among patterns of equal cost the search always finds the same one,
/// whatever the order in which cells and relations were given.
///
/// # Errors
/// [`Error::Unprotectable`] when sensitive cells stay exposed even with everything hidden that may be.
pub fn optimum(problem: &Problem, budget: Budget<'_>) -> Result<Pattern, Error> {
    let mut effort = Effort::new(budget);
    let parts = parts(problem);
    let mut exposed = BTreeSet::new();
    let mut searches = Vec::new();
    for part in &parts {
        match Search::begin(part, &mut effort) {
            Ok(search) => searches.push(search),
            Err(found) => exposed.extend(
                found
                    .exposed
                    .iter()
                    .map(|&(index, _)| problem.cells()[part.places[part.sensitive[index].at]].id),
            ),
        }
    }
    if !exposed.is_empty() {
        return Err(Error::Unprotectable {
            cells: exposed.into_iter().collect(),
        });
    }
    for search in &mut searches {
        search.improve_first(&mut effort);
    }
    let found: Vec<_> = searches
        .into_iter()
        .map(|search| search.finish(&mut effort))
        .collect();
    let cells = problem.cells();
    let mut hidden: BTreeSet<u32> = problem.sensitive();
    let mut bound: u64 = problem.cost(&hidden);
    for (part, found) in parts.iter().zip(&found) {
        hidden.extend(part.hidden(&found.pattern).map(|place| cells[place].id));
        let sensitive = part
            .sensitive
            .iter()
            .map(|cell| part.weight[cell.at])
            .sum::<u64>();
        bound += found.bound - sensitive;
    }
    let left = audit(problem, &hidden, &Knowledge::default());
    if !left.is_empty() {
        return Err(Error::Unprotectable {
            cells: left.iter().map(|exposed| exposed.id).collect(),
        });
    }
    let cost = problem.cost(&hidden);
    let sensitive = cells.iter().filter(|cell| cell.status == Status::Sensitive);
    Ok(Pattern {
        cost,
        secondary_cost: cost - sensitive.map(|cell| cell.weight).sum::<u64>(),
        bound,
        parts: parts.len(),
        work: effort.spent(),
        hidden,
    })
}

/// Like [`optimum`], but among the patterns of least cost the one nearest to an earlier pattern: as few cells as possible
/// that change between shown and hidden. Patterns that stay tell less to who compares two years, and are easier to read.
///
/// # Errors
/// As [`optimum`]; [`Error::Problem`] when weights times twice the number of cells are too large to compute with.
pub fn optimum_near(
    problem: &Problem,
    earlier: &BTreeSet<u32>,
    budget: Budget<'_>,
) -> Result<Pattern, Error> {
    let size = problem.cells().len() as u64;
    let scale = 2 * size + 1;
    let mut cells = problem.cells().to_vec();
    for cell in cells.iter_mut().filter(|cell| cell.weight > 0) {
        let change = cell.weight.saturating_mul(scale);
        cell.weight = if earlier.contains(&cell.id) {
            change - 1
        } else {
            change.saturating_add(1)
        };
    }
    let scaled = Problem::new(cells, problem.relations().to_vec(), problem.numbers())?;
    let found = optimum(&scaled, budget)?;
    let cost = problem.cost(&found.hidden);
    Ok(Pattern {
        cost,
        secondary_cost: cost - problem.cost(&problem.sensitive()),
        bound: found.bound.saturating_sub(size).div_ceil(scale).min(cost),
        ..found
    })
}

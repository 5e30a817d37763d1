//! The pattern of least cost: every part on its own, and a check of the proof of what comes out.

use std::collections::BTreeSet;

use super::attack::Stopped;
use super::budget::{Budget, Effort};
use super::plan::{Failed, Plan};
use super::problem::Problem;
use super::proof::Proof;
use crate::Error;

/// A safe pattern.
#[derive(Debug, Clone, PartialEq)]
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
    /// The tables that show it to be safe.
    pub proof: Proof,
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

/// The cheapest safe pattern, or the best one found when the budget is spent. What is returned has been audited: its
/// [`Proof`] was checked against the problem. Cells of weight 0 are hidden whenever they can be. Among patterns of equal
/// cost the search always finds the same one, whatever the order in which cells and relations were given.
///
/// # Errors
/// [`Error::Unprotectable`] when sensitive cells stay exposed even with everything hidden that may be;
/// [`Error::Unfinished`] when the search was abandoned before it had a safe pattern.
pub fn optimum(problem: &Problem, budget: Budget<'_>) -> Result<Pattern, Error> {
    let mut effort = Effort::new(budget);
    let plan = Plan::new(problem, effort.block());
    let found = plan.run(&mut effort).map_err(|failed| match failed {
        Failed::Exposed(cells) => Error::Unprotectable {
            cells: cells.into_iter().collect(),
        },
        Failed::Stopped(Stopped) => Error::Unfinished,
    })?;
    let sensitive = problem.sensitive();
    let mut hidden = sensitive.clone();
    hidden.extend(found.hidden.iter().map(|&place| problem.cells()[place].id));
    let left = found.proof.unproved(problem, &hidden);
    if !left.is_empty() {
        return Err(Error::Unprotectable {
            cells: left.into_iter().collect(),
        });
    }
    let cost = problem.cost(&hidden);
    let given = problem.cost(&sensitive);
    Ok(Pattern {
        cost,
        secondary_cost: cost - given,
        bound: given + found.bound,
        parts: plan.parts(),
        work: effort.spent(),
        hidden,
        proof: found.proof,
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

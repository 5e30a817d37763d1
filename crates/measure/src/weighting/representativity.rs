//! R-indicators: how evenly people of all kinds responded, from a roster that knows everybody.
//!
//! With ρ the chance to respond given what the roster knows and S(ρ) its standard deviation over everybody, R = 1 − 2 S(ρ)
//! (Schouten, Cobben and Bethlehem 2009, Survey Methodology 35:101–113): 1 when all are equally likely, 0 at the worst.
//! Estimated chances vary even where true ones do not; the adjusted indicator takes off the part of S² that comes from
//! estimation (Shlomo, Skinner and Schouten 2012, Journal of Statistical Planning and Inference 142:201–211). Partial
//! indicators say which grouping, and which of its cells, unevenness comes from (Schouten, Shlomo and Skinner 2011, Journal
//! of Official Statistics 27:231–253).

use std::collections::BTreeMap;

use super::cells::Combinations;
use super::propensity::{Propensities, fit};
use crate::Error;
use crate::design::check_rows;
use crate::interval::real;

/// How evenly people responded.
#[derive(Debug, Clone, PartialEq)]
pub struct Representativity {
    /// The share of people who responded.
    pub rate: f64,
    /// R from fitted chances; too low in small groups.
    pub indicator: f64,
    /// R with the part of unevenness taken off that estimation alone would bring.
    pub adjusted: f64,
    /// One per grouping, in order.
    pub partial: Vec<Partial>,
}

/// What one grouping has to do with unevenness.
#[derive(Debug, Clone, PartialEq)]
pub struct Partial {
    /// Standard deviation of its cells' mean chances: how far this grouping alone shows unevenness.
    pub unconditional: f64,
    /// Standard deviation of chances among people alike in all other groupings: how far it is this grouping's own.
    pub conditional: f64,
    /// Per cell, √(n/N) (its mean chance − overall): below 0 where fewer responded. 0 for cells without people.
    pub cells_unconditional: Vec<f64>,
    /// Per cell, its part of the conditional indicator, never negative.
    pub cells_conditional: Vec<f64>,
}

/// R-indicators from who responded among everybody on a roster. Each of `groupings` gives a cell per person; chances to
/// respond are fitted with main effects of all groupings. `population` is the number of people that the roster was drawn
/// from; none when it lists everybody.
///
/// # Errors
/// [`Error::Empty`] without people or groupings, [`Error::Rows`] for columns that do not fit, [`Error::Constant`] when
/// everybody or nobody responded, [`Error::Population`] for a population smaller than the roster,
/// [`Error::TooMany`] for groupings of more than 5,000 cells together, [`Error::NotReached`] when the fit fails.
pub fn representativity(
    responded: &[bool],
    groupings: &[&[u32]],
    population: Option<u64>,
) -> Result<Representativity, Error> {
    let limits = check(responded, groupings)?;
    let people = real(responded.len() as u64);
    let everybody = population.map_or(people, real);
    if everybody < people {
        return Err(Error::Population {
            sampled: people,
            population: everybody,
        });
    }
    let combinations = Combinations::new(groupings, &limits)?;
    let fitted = fit(responded, &combinations, &limits)?;
    let overall = mean(&fitted);
    let square = squares(&fitted, |_| overall) / (people - 1.0);
    let estimation: f64 = weighted(&fitted.people, &fitted.variances) / people;
    let adjusted = (1.0 + 1.0 / people - 1.0 / everybody) * square - estimation;
    let indicator = |square: f64| (1.0 - 2.0 * square.max(0.0).sqrt()).max(0.0);
    let responses = responded.iter().filter(|&&answered| answered).count() as u64;
    Ok(Representativity {
        rate: real(responses) / people,
        indicator: indicator(square),
        adjusted: indicator(adjusted),
        partial: (0..groupings.len())
            .map(|which| partial(which, limits[which], &combinations, &fitted))
            .collect(),
    })
}

/// The largest bias of an unweighted mean of respondents that this unevenness can cause, (1 − R) S(y) / (2 × rate)
/// (Schouten, Cobben and Bethlehem 2009, equation 7), in units of y; S(y) of a share is at most 0.5.
///
/// # Errors
/// [`Error::Probability`] unless R is 0 to 1 and the rate above 0 and at most 1, [`Error::Value`] for a spread that is
/// negative or not finite.
pub fn largest_bias(indicator: f64, rate: f64, spread: f64) -> Result<f64, Error> {
    if !(0.0..=1.0).contains(&indicator) {
        return Err(Error::Probability { p: indicator });
    }
    if !(rate > 0.0 && rate <= 1.0) {
        return Err(Error::Probability { p: rate });
    }
    if !(spread >= 0.0 && spread.is_finite()) {
        return Err(Error::Value {
            what: "spread of answers",
            row: 0,
            value: spread,
        });
    }
    Ok((1.0 - indicator) * spread / (2.0 * rate))
}

fn check(responded: &[bool], groupings: &[&[u32]]) -> Result<Vec<usize>, Error> {
    const CELLS_MAX: u64 = 5_000;
    if responded.is_empty() || groupings.is_empty() {
        return Err(Error::Empty);
    }
    let mut limits = Vec::with_capacity(groupings.len());
    let mut cells = 0_u64;
    for grouping in groupings {
        check_rows("grouping", grouping.len(), responded.len())?;
        let largest = grouping.iter().copied().max().unwrap_or(0);
        cells += u64::from(largest) + 1;
        limits.push(largest as usize + 1);
    }
    if cells > CELLS_MAX {
        return Err(Error::TooMany {
            what: "cells of groupings",
            found: cells,
            most: CELLS_MAX,
        });
    }
    if responded.iter().all(|&answered| answered == responded[0]) {
        return Err(Error::Constant { what: "responding" });
    }
    Ok(limits)
}

fn weighted(people: &[f64], values: &[f64]) -> f64 {
    people.iter().zip(values).map(|(n, value)| n * value).sum()
}

fn mean(fitted: &Propensities) -> f64 {
    weighted(&fitted.people, &fitted.chances) / fitted.people.iter().sum::<f64>()
}

/// Σ n (ρ − centre)² over combinations.
fn squares(fitted: &Propensities, centre: impl Fn(usize) -> f64) -> f64 {
    let square = |at: usize| fitted.people[at] * (fitted.chances[at] - centre(at)).powi(2);
    (0..fitted.people.len()).map(square).sum()
}

fn partial(which: usize, cells: usize, combinations: &Combinations, fitted: &Propensities) -> Partial {
    let everybody = fitted.people.iter().sum::<f64>();
    let overall = mean(fitted);
    let cell = |at: usize| combinations.cells[at][which] as usize;
    let mut people = vec![0.0; cells];
    let mut sums = vec![0.0; cells];
    for at in 0..combinations.len() {
        people[cell(at)] += fitted.people[at];
        sums[cell(at)] += fitted.people[at] * fitted.chances[at];
    }
    let apart = |at: usize| {
        if people[at] > 0.0 {
            sums[at] / people[at] - overall
        } else {
            0.0
        }
    };
    let between: f64 = (0..cells).map(|at| people[at] * apart(at).powi(2)).sum();
    let alike = means_of_alike(which, combinations, fitted);
    let mut own = vec![0.0; cells];
    for at in 0..combinations.len() {
        own[cell(at)] += fitted.people[at] * (fitted.chances[at] - alike[at]).powi(2);
    }
    let spread = |sum: f64| (sum / (everybody - 1.0)).sqrt();
    Partial {
        unconditional: spread(between),
        conditional: spread(own.iter().sum()),
        cells_unconditional: (0..cells)
            .map(|at| (people[at] / everybody).sqrt() * apart(at))
            .collect(),
        cells_conditional: own.into_iter().map(spread).collect(),
    }
}

/// For each combination, the mean chance of people alike in all groupings but one.
fn means_of_alike(which: usize, combinations: &Combinations, fitted: &Propensities) -> Vec<f64> {
    let others = |at: usize| {
        let mut cells = combinations.cells[at].clone();
        cells.remove(which);
        cells
    };
    let mut sums: BTreeMap<Vec<u32>, (f64, f64)> = BTreeMap::new();
    for at in 0..combinations.len() {
        let (people, sum) = sums.entry(others(at)).or_default();
        *people += fitted.people[at];
        *sum += fitted.people[at] * fitted.chances[at];
    }
    (0..combinations.len())
        .map(|at| {
            let (people, sum) = sums[&others(at)];
            sum / people
        })
        .collect()
}

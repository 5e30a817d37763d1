//! How a sample was drawn, checked once and sorted so that every variance is one pass.

use std::cmp::Ordering;

use crate::Error;
use crate::weighting::Adjustment;

/// One stage of sampling; a design has one or more, from the largest units to the smallest.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stage {
    /// The stratum of each row, within its unit of the stage before; one stratum when absent.
    pub strata: Option<Vec<u32>>,
    /// The sampled unit of each row, within its stratum; each row a unit of its own when absent, at the last stage only.
    pub clusters: Option<Vec<u32>>,
    /// For each row, how many units the population has in its stratum; sampled with replacement, or from very many, when
    /// absent. Later stages count only if all before them have it.
    pub population: Option<Vec<f64>>,
}

/// What a stratum with a single sampled unit adds to a variance, unless its whole population was sampled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lonely {
    /// The design is refused.
    #[default]
    Fail,
    /// Nothing, as if the unit had been certain to come into the sample.
    Certainty,
    /// The square of its distance from the mean over the whole sample instead of its stratum's; errs to the safe side.
    Adjust,
    /// The mean of what the other strata add.
    Average,
}

/// A stratum with a single sampled unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LonelyStratum {
    /// The stage, from 1.
    pub stage: usize,
    /// Its code in that stage.
    pub stratum: u32,
}

/// A sample: weights, stages, and how weights were adjusted to known totals, if they were.
#[derive(Debug, Clone)]
pub struct Design {
    pub(super) weights: Vec<f64>,
    /// Rows sorted by stratum and unit of every stage.
    pub(super) order: Vec<usize>,
    /// Stages, their columns in that order.
    pub(super) stages: Vec<SortedStage>,
    pub(super) lonely: Lonely,
    lonely_strata: Vec<LonelyStratum>,
    pub(super) adjustment: Option<Adjustment>,
}

/// A stage whose columns stand in the design's order.
#[derive(Debug, Clone)]
pub(super) struct SortedStage {
    pub(super) strata: Vec<u32>,
    pub(super) clusters: Vec<u32>,
    pub(super) population: Option<Vec<f64>>,
}

impl Design {
    /// A design with one weight per row (the number of people a row stands for; 0 leaves it out of estimates but keeps
    /// its unit in the sample) and one or more stages.
    ///
    /// # Errors
    /// [`Error::Empty`] without rows or stages or with no positive weight; [`Error::Rows`] for columns of other lengths, or clusters absent before the last
    /// stage; [`Error::Value`] for a weight that is negative or not finite, or a population that differs within a
    /// stratum; [`Error::Population`] for one smaller than its sample; [`Error::TooMany`] above 2³² − 1 rows;
    /// [`Error::LonelyStrata`] for strata with a single unit under [`Lonely::Fail`].
    pub fn new(weights: Vec<f64>, stages: Vec<Stage>, lonely: Lonely) -> Result<Self, Error> {
        check_weights(&weights)?;
        if stages.is_empty() {
            return Err(Error::Empty);
        }
        let rows = u32::try_from(weights.len()).map_err(|_| Error::TooMany {
            what: "rows",
            found: weights.len() as u64,
            most: u64::from(u32::MAX),
        })?;
        let columns = columns(stages, rows)?;
        let order = sorted_rows(&columns, weights.len());
        let stages = columns.into_iter().map(|stage| stage.sorted(&order)).collect();
        let mut design = Self {
            weights,
            order,
            stages,
            lonely,
            lonely_strata: Vec::new(),
            adjustment: None,
        };
        design.lonely_strata = super::variance::check_strata(&design)?;
        if let (Lonely::Fail, Some(first)) = (lonely, design.lonely_strata.first()) {
            return Err(Error::LonelyStrata {
                found: design.lonely_strata.len(),
                first: first.stratum,
                stage: first.stage,
            });
        }
        Ok(design)
    }

    /// Rows drawn one by one with equal chances: all of them count 1, or stand for `population` together.
    ///
    /// # Errors
    /// Those of [`Design::new`].
    pub fn simple(rows: usize, population: Option<f64>) -> Result<Self, Error> {
        let drawn = crate::interval::real(rows as u64);
        let weights = vec![population.unwrap_or(drawn) / drawn; rows];
        let stage = Stage {
            population: population.map(|size| vec![size; rows]),
            ..Stage::default()
        };
        Self::new(weights, vec![stage], Lonely::Fail)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.weights.len()
    }

    /// The weights in use, after any adjustment.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The strata with a single sampled unit, which were treated as [`Lonely`] says. To be reported with each estimate.
    pub fn lonely_strata(&self) -> &[LonelyStratum] {
        &self.lonely_strata
    }

    /// The same sample with weights adjusted to known totals; variances are then those of residuals.
    ///
    /// # Errors
    /// [`Error::Rows`] when the adjustment was made for another number of rows.
    pub fn adjusted(&self, adjustment: Adjustment) -> Result<Self, Error> {
        check_rows("adjusted weights", adjustment.weights().len(), self.rows())?;
        let mut design = self.clone();
        design.weights = adjustment.weights().to_vec();
        design.adjustment = Some(adjustment);
        Ok(design)
    }
}

/// Refuses a column of another length.
pub(crate) fn check_rows(what: &'static str, found: usize, expected: usize) -> Result<(), Error> {
    if found == expected {
        Ok(())
    } else {
        Err(Error::Rows {
            what,
            found,
            expected,
        })
    }
}

/// Refuses weights that are negative or not finite, and all zero.
pub(crate) fn check_weights(weights: &[f64]) -> Result<(), Error> {
    for (row, &value) in weights.iter().enumerate() {
        if !(value >= 0.0 && value.is_finite()) {
            return Err(Error::Value {
                what: "weight",
                row,
                value,
            });
        }
    }
    let total: f64 = weights.iter().sum();
    if !total.is_finite() {
        return Err(Error::Value {
            what: "sum of weights",
            row: weights.len(),
            value: total,
        });
    }
    if total > 0.0 { Ok(()) } else { Err(Error::Empty) }
}

/// Refuses numbers that are not finite.
pub(crate) fn check_finite(what: &'static str, values: &[f64]) -> Result<(), Error> {
    match values.iter().position(|value| !value.is_finite()) {
        Some(row) => Err(Error::Value {
            what,
            row,
            value: values[row],
        }),
        None => Ok(()),
    }
}

fn columns(stages: Vec<Stage>, rows: u32) -> Result<Vec<SortedStage>, Error> {
    let (count, last) = (rows as usize, stages.len() - 1);
    let mut columns = Vec::with_capacity(stages.len());
    for (index, stage) in stages.into_iter().enumerate() {
        let clusters = match stage.clusters {
            Some(clusters) => clusters,
            None if index == last => (0..rows).collect(),
            None => Vec::new(),
        };
        let strata = stage.strata.unwrap_or_else(|| vec![0; count]);
        check_rows("clusters", clusters.len(), count)?;
        check_rows("strata", strata.len(), count)?;
        if let Some(population) = &stage.population {
            check_rows("population", population.len(), count)?;
            check_finite("population", population)?;
        }
        columns.push(SortedStage {
            strata,
            clusters,
            population: stage.population,
        });
    }
    Ok(columns)
}

fn sorted_rows(stages: &[SortedStage], rows: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows).collect();
    let key = |stage: &SortedStage, row: usize| (stage.strata[row], stage.clusters[row]);
    order.sort_unstable_by(|&a, &b| {
        stages
            .iter()
            .map(|stage| key(stage, a).cmp(&key(stage, b)))
            .find(|&found| found != Ordering::Equal)
            .unwrap_or_else(|| a.cmp(&b))
    });
    order
}

impl SortedStage {
    fn sorted(self, order: &[usize]) -> Self {
        Self {
            strata: order.iter().map(|&row| self.strata[row]).collect(),
            clusters: order.iter().map(|&row| self.clusters[row]).collect(),
            population: self
                .population
                .map(|sizes| order.iter().map(|&row| sizes[row]).collect()),
        }
    }
}

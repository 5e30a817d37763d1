//! Variances from replicate weights that came with the data: balanced repeated replication, jackknife, bootstrap.

use nalgebra::DMatrix;

use super::estimand::Estimand;
use super::estimate::{DesignEffect, Estimates, finite};
use super::strata::{check_rows, check_weights};
use crate::Error;
use crate::interval::real;

/// How replicates were made, from which follows how their squared distances add up to a variance (Wolter 2007,
/// Introduction to Variance Estimation).
#[derive(Debug, Clone, PartialEq)]
pub enum Scaling {
    /// Delete one unit of an unstratified sample: (R − 1) / R.
    Jk1,
    /// Delete one unit of a stratum: (n − 1) / n of the stratum of each replicate, times 1 − f for a finite population.
    Jkn(Vec<f64>),
    /// Balanced half samples: 1 / (R (1 − ρ)²), with Fay's ρ, 0 for the plain method.
    Brr {
        /// Fay's coefficient, 0 to below 1.
        fay: f64,
    },
    /// Resampled units: 1 / (R − 1).
    Bootstrap,
    /// A factor per replicate, as the data's documentation gives it.
    Given(Vec<f64>),
}

/// What distances of replicates are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Centre {
    /// The mean of the replicates.
    #[default]
    Replicates,
    /// The estimate from the full weights; never smaller.
    Estimate,
}

/// Full and replicate weights.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplicateWeights {
    weights: Vec<f64>,
    replicates: Vec<Vec<f64>>,
    factors: Vec<f64>,
    centre: Centre,
    degrees: f64,
}

impl ReplicateWeights {
    /// Full weights, replicate weights of the same rows (each the whole weight, not a multiplier), and degrees of freedom
    /// as documented; the number of replicates less 1 when not.
    ///
    /// # Errors
    /// [`Error::TooFew`] below two replicates; [`Error::Rows`] for columns or factors of other lengths;
    /// [`Error::Value`] for weights or factors that are negative or not finite, or ρ outside 0 to 1;
    /// [`Error::Degrees`] below 1.
    pub fn new(
        weights: Vec<f64>,
        replicates: Vec<Vec<f64>>,
        scaling: &Scaling,
        centre: Centre,
        degrees: Option<f64>,
    ) -> Result<Self, Error> {
        check_weights(&weights)?;
        let count = replicates.len() as u64;
        if count < 2 {
            return Err(Error::TooFew {
                what: "replicates",
                found: count,
                least: 2,
            });
        }
        for replicate in &replicates {
            check_rows("replicate weights", replicate.len(), weights.len())?;
            check_weights(replicate)?;
        }
        let factors = scaling.factors(replicates.len())?;
        let degrees = degrees.unwrap_or(real(count - 1));
        super::tail::check(degrees)?;
        Ok(Self {
            weights,
            replicates,
            factors,
            centre,
            degrees,
        })
    }

    /// Estimates with their covariance over replicates. Design effects are not part of it.
    ///
    /// # Errors
    /// [`Error::Rows`] and [`Error::Value`] for columns that do not fit, [`Error::Empty`] where nobody is in a domain or a
    /// ratio's denominator is 0, in any replicate.
    pub fn estimate(&self, estimands: &[Estimand<'_>]) -> Result<Estimates, Error> {
        for estimand in estimands {
            estimand.check(self.weights.len())?;
        }
        let under = |weights: &[f64]| -> Result<Vec<f64>, Error> {
            estimands
                .iter()
                .map(|estimand| estimand.value_under(weights))
                .collect()
        };
        let values = under(&self.weights)?;
        let replicated = self
            .replicates
            .iter()
            .map(|weights| under(weights))
            .collect::<Result<Vec<_>, Error>>()?;
        let used = |estimand: &Estimand<'_>, row: usize| estimand.holds(row) && self.weights[row] > 0.0;
        Ok(Estimates {
            covariance: finite(spread(&values, &replicated, &self.factors, self.centre))?,
            degrees: vec![self.degrees; values.len()],
            respondents: estimands
                .iter()
                .map(|estimand| (0..self.weights.len()).filter(|&row| used(estimand, row)).count() as u64)
                .collect(),
            effects: vec![DesignEffect::NONE; values.len()],
            values,
        })
    }
}

impl Scaling {
    fn factors(&self, replicates: usize) -> Result<Vec<f64>, Error> {
        let count = real(replicates as u64);
        let all = |factor: f64| vec![factor; replicates];
        let factors = match self {
            Self::Jk1 => all((count - 1.0) / count),
            Self::Jkn(factors) | Self::Given(factors) => factors.clone(),
            Self::Brr { fay } if !(0.0..1.0).contains(fay) => {
                return Err(Error::Value {
                    what: "Fay's coefficient",
                    row: 0,
                    value: *fay,
                });
            }
            Self::Brr { fay } => all(1.0 / (count * (1.0 - fay).powi(2))),
            Self::Bootstrap => all(1.0 / (count - 1.0)),
        };
        check_rows("factors of replicates", factors.len(), replicates)?;
        match factors
            .iter()
            .position(|factor| !(*factor >= 0.0 && factor.is_finite()))
        {
            Some(row) => Err(Error::Value {
                what: "factor of a replicate",
                row,
                value: factors[row],
            }),
            None => Ok(factors),
        }
    }
}

/// Σ c (θᵣ − centre)(θᵣ − centre)ᵀ; replicates that count nothing do not move the centre.
pub(super) fn spread(
    values: &[f64],
    replicates: &[Vec<f64>],
    factors: &[f64],
    centre: Centre,
) -> DMatrix<f64> {
    let counting = || {
        replicates
            .iter()
            .zip(factors)
            .filter(|(_, factor)| **factor > 0.0)
    };
    let number = real(counting().count() as u64);
    let centres: Vec<f64> = match centre {
        Centre::Estimate => values.to_vec(),
        Centre::Replicates => (0..values.len())
            .map(|k| counting().map(|(replicate, _)| replicate[k]).sum::<f64>() / number)
            .collect(),
    };
    let mut sum = DMatrix::zeros(values.len(), values.len());
    for (replicate, factor) in counting() {
        for i in 0..values.len() {
            for j in 0..values.len() {
                sum[(i, j)] += factor * (replicate[i] - centres[i]) * (replicate[j] - centres[j]);
            }
        }
    }
    sum
}

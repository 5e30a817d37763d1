//! Estimates with their covariance, intervals and design effects.

use nalgebra::DMatrix;

use super::estimand::Estimand;
use super::strata::Design;
use super::tail::{t_quantile, t_tail};
use super::variance::{covariance, degrees};
use crate::Error;
use crate::interval::real;
use crate::proportion::Confidence;

/// Values in the order asked, how they vary together, and what is needed for intervals. Positions are those of the
/// estimands; as with a slice, there must be one at each position asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimates {
    pub(super) values: Vec<f64>,
    pub(super) covariance: DMatrix<f64>,
    /// Degrees of freedom of each.
    pub(super) degrees: Vec<f64>,
    /// Rows with a positive weight behind each.
    pub(super) respondents: Vec<u64>,
    pub(super) effects: Vec<DesignEffect>,
}

/// The variance of an estimate over the variance of the same number of people drawn one by one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct DesignEffect {
    without_replacement: Option<f64>,
    with_replacement: Option<f64>,
}

impl DesignEffect {
    pub(super) const NONE: Self = Self {
        without_replacement: None,
        with_replacement: None,
    };
}

impl Estimates {
    /// The estimates.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The covariance of two of them; of one with itself, its variance.
    pub fn covariance(&self, first: usize, second: usize) -> f64 {
        self.covariance[(first, second)]
    }

    /// The standard error of one.
    pub fn standard_error(&self, which: usize) -> f64 {
        self.covariance[(which, which)].max(0.0).sqrt()
    }

    /// Degrees of freedom: sampled units of the first stage that hold somebody of its domain, less their strata.
    pub fn degrees(&self, which: usize) -> f64 {
        self.degrees[which]
    }

    /// Rows with a positive weight in its domain.
    pub fn respondents(&self, which: usize) -> u64 {
        self.respondents[which]
    }

    /// The design effect of Kish (1965) against simple random sampling without replacement; none where weights do not
    /// add up to more people than rows, or nothing varies.
    pub fn design_effect(&self, which: usize) -> Option<f64> {
        self.effects[which].without_replacement
    }

    /// The design effect against simple random sampling with replacement; none where nothing varies.
    pub fn design_effect_with_replacement(&self, which: usize) -> Option<f64> {
        self.effects[which].with_replacement
    }

    /// Value ± t × standard error, as (low, high).
    ///
    /// # Errors
    /// [`Error::Degrees`] below 1 degree of freedom.
    pub fn interval(&self, which: usize, confidence: Confidence) -> Result<(f64, f64), Error> {
        let half = t_quantile(self.degrees[which], confidence)? * self.standard_error(which);
        Ok((self.values[which] - half, self.values[which] + half))
    }

    /// First minus second of two estimates of the same sample, with the standard error that their covariance gives and
    /// the two-sided probability of at least this difference when there is none, on the smaller degrees of freedom.
    ///
    /// # Errors
    /// [`Error::Degrees`] below 1 degree of freedom.
    pub fn contrast(&self, first: usize, second: usize) -> Result<(f64, f64, f64), Error> {
        let difference = self.values[first] - self.values[second];
        let variance = self.covariance(first, first) + self.covariance(second, second)
            - 2.0 * self.covariance(first, second);
        let error = variance.max(0.0).sqrt();
        let p = if error > 0.0 {
            t_tail(difference / error, self.degrees[first].min(self.degrees[second]))?
        } else if difference == 0.0 {
            1.0
        } else {
            0.0
        };
        Ok((difference, error, p))
    }
}

/// Refuses a covariance that values or weights near the largest numbers made overflow.
pub(super) fn finite(covariance: DMatrix<f64>) -> Result<DMatrix<f64>, Error> {
    match covariance.iter().find(|value| !value.is_finite()) {
        Some(&value) => Err(Error::Value {
            what: "variance",
            row: 0,
            value,
        }),
        None => Ok(covariance),
    }
}

impl Design {
    /// Estimates all of `estimands` with their joint covariance by Taylor linearisation (see the module). Weights that
    /// were adjusted to known totals count through residuals.
    ///
    /// # Errors
    /// [`Error::Rows`] and [`Error::Value`] for columns that do not fit, [`Error::Empty`] where nobody is in a domain or a
    /// ratio's denominator is 0, [`Error::LonelyStrata`] when no stratum is left to average.
    pub fn estimate(&self, estimands: &[Estimand<'_>]) -> Result<Estimates, Error> {
        let mut values = Vec::with_capacity(estimands.len());
        let mut columns = Vec::with_capacity(estimands.len());
        for estimand in estimands {
            estimand.check(self.rows())?;
            let (value, column) = estimand.linearised(&self.weights)?;
            values.push(value);
            columns.push(column);
        }
        let covariance = self.covariance_of(&columns)?;
        let counts = |estimand: &Estimand<'_>, row: usize| estimand.holds(row) && self.weights[row] > 0.0;
        Ok(Estimates {
            respondents: estimands
                .iter()
                .map(|estimand| (0..self.rows()).filter(|&row| counts(estimand, row)).count() as u64)
                .collect(),
            degrees: estimands
                .iter()
                .map(|estimand| degrees(self, |row| counts(estimand, row)))
                .collect(),
            effects: (0..estimands.len())
                .map(|k| self.design_effect(&estimands[k], &columns[k], covariance[(k, k)]))
                .collect(),
            values,
            covariance,
        })
    }

    /// The covariance of Σ w u for columns u of linearised values.
    pub(super) fn covariance_of(&self, columns: &[Vec<f64>]) -> Result<DMatrix<f64>, Error> {
        let weighted = columns
            .iter()
            .map(|column| {
                let residuals = self
                    .adjustment
                    .as_ref()
                    .map(|adjustment| adjustment.residuals(column));
                let column = residuals.as_deref().unwrap_or(column);
                column.iter().zip(&self.weights).map(|(u, w)| u * w).collect()
            })
            .collect::<Vec<Vec<f64>>>();
        finite(covariance(self, &weighted)?)
    }

    /// The variance under simple random sampling is (1 − n/N) N² S² / n, with N the sum of weights and S² the weighted
    /// variance of linearised values, all within the domain.
    fn design_effect(&self, estimand: &Estimand<'_>, column: &[f64], variance: f64) -> DesignEffect {
        let (mut people, mut population, mut sum) = (0_u64, 0.0, 0.0);
        let inside = || (0..self.rows()).filter(|&row| estimand.holds(row) && self.weights[row] > 0.0);
        for row in inside() {
            people += 1;
            population += self.weights[row];
            sum += self.weights[row] * column[row];
        }
        let mean = sum / population;
        let squares: f64 = inside()
            .map(|row| self.weights[row] * (column[row] - mean).powi(2))
            .sum();
        let n = real(people);
        let simple = population * squares / (n - 1.0);
        if !(simple > 0.0 && simple.is_finite()) {
            return DesignEffect::NONE;
        }
        let remaining = 1.0 - n / population;
        DesignEffect {
            without_replacement: (remaining > 1e-12).then(|| variance / (simple * remaining)),
            with_replacement: Some(variance / simple),
        }
    }
}

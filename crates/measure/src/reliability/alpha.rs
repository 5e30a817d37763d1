//! Internal consistency: Cronbach's alpha with its interval and standard error, and each item's part in it.
//!
//! With *k* items, covariances C and correlations R (divisor *n* − 1, R = C over the items' own deviations):
//! - alpha = k/(k − 1) · (1 − tr C / ΣC) (Cronbach 1951, Psychometrika 16:297–334); standardised: the same of R;
//! - lambda 6 = 1 − Σ(1 − smcᵢ) / ΣR, smcᵢ = 1 − 1/(R⁻¹)ᵢᵢ (Guttman 1945, Psychometrika 10:255–282);
//! - standard error √(Q/n), Q = 2k² / ((k − 1)² (ΣC)³) · (ΣC (tr C² + (tr C)²) − 2 tr C · ΣC²)
//!   (Duhachek and Iacobucci 2004, Journal of Applied Psychology 89:792–808, equation 2);
//! - interval 1 − (1 − alpha) F, F with n − 1 and (n − 1)(k − 1) degrees of freedom (Feldt, Woodruff and Salih 1987,
//!   Applied Psychological Measurement 11:93–103).
//!
//! Alpha assumes items of one construct with equal loadings and uncorrelated errors; it describes differences between
//! people, not between schools.

use nalgebra::DMatrix;
use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::covariance::Covariances;
use crate::{Error, Interval};

/// The internal consistency of a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Alpha {
    /// Cronbach's alpha of the item values, at most 1; below 0 when items run against each other.
    pub raw: f64,
    /// Alpha of the standardised items.
    pub standardised: f64,
    /// Guttman's lambda 6; nothing when the correlations are singular or not positive definite.
    pub lambda_6: Option<f64>,
    /// Mean correlation between two items.
    pub mean_correlation: f64,
    /// Median correlation between two items.
    pub median_correlation: f64,
    /// Standard error of `raw` without assuming equal covariances.
    pub standard_error: f64,
    /// People counted: with at least one answer (pairwise), with all (listwise).
    pub people: u32,
    /// How many items there are.
    pub items: usize,
}

impl Alpha {
    /// Alpha from the covariances of at least two items.
    ///
    /// # Errors
    /// [`Error::ItemsTooFew`] below 2 items; [`Error::NotPositive`] when the covariances do not sum to more than 0.
    pub fn new(covariances: &Covariances) -> Result<Self, Error> {
        let items = covariances.items();
        if items < 2 {
            return Err(Error::ItemsTooFew {
                found: items,
                least: 2,
            });
        }
        let (matrix, correlations) = (covariances.matrix(), covariances.correlations());
        let off_diagonal = lower_triangle(&correlations);
        let mean_correlation = off_diagonal.iter().sum::<f64>() / real(off_diagonal.len());
        Ok(Self {
            raw: coefficient(matrix)?,
            standardised: coefficient(&correlations)?,
            lambda_6: squared_multiples(&correlations)
                .map(|squared| 1.0 - squared.iter().map(|smc| 1.0 - smc).sum::<f64>() / correlations.sum()),
            mean_correlation,
            median_correlation: median(off_diagonal),
            standard_error: standard_error(matrix, covariances.people()),
            people: covariances.people(),
            items,
        })
    }

    /// Signal over noise, k r̄ / (1 − r̄), of the standardised items.
    pub fn signal_to_noise(&self) -> f64 {
        real(self.items) * self.mean_correlation / (1.0 - self.mean_correlation)
    }

    /// Feldt's interval for `raw`; `confidence` is 0.95 for 95 %. Exact for normal answers with equal covariances.
    ///
    /// # Errors
    /// [`Error::Probability`] unless the confidence lies between 0 and 1; [`Error::PeopleTooFew`] below 2 people.
    pub fn feldt(&self, confidence: f64) -> Result<Interval, Error> {
        if !(confidence > 0.0 && confidence < 1.0) {
            return Err(Error::Probability { p: confidence });
        }
        if self.people < 2 {
            let (what, at, found) = ("the scale", 0, self.people as usize);
            return Err(Error::PeopleTooFew {
                what,
                at,
                found,
                least: 2,
            });
        }
        let freedom = f64::from(self.people - 1);
        let quantile = |p: f64| f_quantile(p, freedom, freedom * real(self.items - 1));
        let tail = (1.0 - confidence) / 2.0;
        Ok(Interval {
            low: 1.0 - (1.0 - self.raw) * quantile(1.0 - tail),
            high: 1.0 - (1.0 - self.raw) * quantile(tail),
        })
    }
}

/// k/(k − 1) · (1 − trace / sum).
pub(super) fn coefficient(matrix: &DMatrix<f64>) -> Result<f64, Error> {
    let (items, sum) = (real(matrix.nrows()), matrix.sum());
    if sum <= 0.0 {
        return Err(Error::NotPositive {
            what: "the sum of the items' covariances",
            value: sum,
        });
    }
    Ok(items / (items - 1.0) * (1.0 - matrix.trace() / sum))
}

/// The squared multiple correlation of each item with the others; nothing unless the matrix is positive definite.
pub(super) fn squared_multiples(correlations: &DMatrix<f64>) -> Option<Vec<f64>> {
    let inverse = correlations.clone().cholesky()?.inverse();
    Some(inverse.diagonal().iter().map(|value| 1.0 - 1.0 / value).collect())
}

fn standard_error(matrix: &DMatrix<f64>, people: u32) -> f64 {
    let (k, sum, trace) = (real(matrix.nrows()), matrix.sum(), matrix.trace());
    let square = matrix * matrix;
    let bracket = sum * (square.trace() + trace * trace) - 2.0 * trace * square.sum();
    let q = 2.0 * k * k / ((k - 1.0).powi(2) * sum.powi(3)) * bracket;
    (q.max(0.0) / f64::from(people)).sqrt()
}

fn lower_triangle(matrix: &DMatrix<f64>) -> Vec<f64> {
    let below = |i: usize| (0..i).map(move |j| matrix[(i, j)]);
    (0..matrix.nrows()).flat_map(below).collect()
}

pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    }
}

/// The quantile of the F distribution, refined by Newton steps on its distribution function.
fn f_quantile(p: f64, first: f64, second: f64) -> f64 {
    let distribution =
        FisherSnedecor::new(first, second).expect("degrees of freedom are whole numbers from 1 up");
    let mut x = distribution.inverse_cdf(p);
    for _ in 0..4 {
        let density = statrs::distribution::Continuous::pdf(&distribution, x);
        let step = (distribution.cdf(x) - p) / density;
        if !step.is_finite() || step.abs() >= x {
            break;
        }
        x -= step;
    }
    x
}

#[expect(clippy::cast_precision_loss, reason = "numbers of items and pairs are small")]
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

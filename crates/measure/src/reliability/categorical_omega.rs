//! Omega of the sum of ordinal items (Green and Yang 2009, Psychometrika 74:155–167, equation 21).
//!
//! With thresholds τ, loadings λ of the variables behind the answers and their correlations ρ, the covariance of two items'
//! answers at a correlation r is C(r) = Σ_c Σ_c' Φ₂(τ_jc, τ_j'c', r) − ΣΦ(τ_jc) ΣΦ(τ_j'c'). Omega is
//! Σ_jj' C(λ_j λ_j') / Σ_jj' C(ρ_jj'), ρ_jj = 1. Correlations are polychoric, loadings of one factor by minimum residuals.

use super::bivariate::{bivariate_normal, normal_probability};
use super::joint::JointCounts;
use super::minres::{OneFactor, minimum_residual};
use super::polychoric::polychoric_matrix;
use crate::Error;

/// The reliability of a sum of ordinal items and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoricalOmega {
    /// Share of the sum's variance that the factor accounts for, 0 to 1 unless the factor fits badly.
    pub omega: f64,
    /// The factor behind the polychoric correlations.
    pub factor: OneFactor,
}

/// Categorical omega of the items counted, option values one apart.
///
/// # Errors
/// Those of [`polychoric_matrix`] and [`minimum_residual`]; [`Error::NotPositive`] when the sum does not vary.
pub fn categorical_omega(counts: &JointCounts) -> Result<CategoricalOmega, Error> {
    let (correlations, thresholds) = polychoric_matrix(counts)?;
    let factor = minimum_residual(&correlations)?;
    let (mut common, mut total) = (0.0, 0.0);
    for i in 0..counts.items() {
        for j in 0..=i {
            let times = if i == j { 1.0 } else { 2.0 };
            let pair = (thresholds[i].as_slice(), thresholds[j].as_slice());
            common += times * covariance(pair, factor.loadings[i] * factor.loadings[j]);
            total += times * covariance(pair, correlations[(i, j)]);
        }
    }
    if total > 0.0 {
        Ok(CategoricalOmega {
            omega: common / total,
            factor,
        })
    } else {
        Err(Error::NotPositive {
            what: "the variance of the total score",
            value: total,
        })
    }
}

fn covariance((first, second): (&[f64], &[f64]), correlation: f64) -> f64 {
    let mut sum = 0.0;
    for &h in first {
        for &k in second {
            sum += bivariate_normal(h, k, correlation) - normal_probability(h) * normal_probability(k);
        }
    }
    sum
}

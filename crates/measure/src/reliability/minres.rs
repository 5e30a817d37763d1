//! One factor by minimum residuals: the loadings that leave the smallest squares beside the diagonal of a correlation
//! matrix (Harman and Jones 1966, Psychometrika 31:351–368). Uses no distribution, so the matrix may be pairwise or
//! polychoric.

use nalgebra::DMatrix;

use super::covariance::Covariances;
use super::factor_model::{Equality, GroupMoments, factor_model};
use crate::Error;

/// The least uniqueness of an item: a loading never explains more than 99.5 % of its variance.
const UNIQUENESS_LEAST: f64 = 0.005;
const ROUNDS_MOST: usize = 50_000;

/// A one-factor solution of a correlation matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct OneFactor {
    /// Loading of each standardised item; their sum is not negative.
    pub loadings: Vec<f64>,
    /// 1 − loading² of each item, 0.005 at the least.
    pub uniquenesses: Vec<f64>,
    /// Whether a uniqueness was held at its least (a Heywood case): the solution is then a makeshift.
    pub improper: bool,
}

/// Minimises Σ_{i<j} (rᵢⱼ − lᵢ lⱼ)² one loading at a time, lᵢ = Σⱼ rᵢⱼ lⱼ / Σⱼ lⱼ², until no loading moves by 1e-14.
///
/// # Errors
/// [`Error::ItemsTooFew`] below 3 items; [`Error::NotConverged`] when loadings still move after 50,000 rounds, as when
/// all correlations are 0.
pub fn minimum_residual(correlations: &DMatrix<f64>) -> Result<OneFactor, Error> {
    let items = correlations.nrows();
    if items < 3 {
        return Err(Error::ItemsTooFew {
            found: items,
            least: 3,
        });
    }
    if let Some(value) = correlations.iter().find(|value| !value.is_finite()) {
        return Err(Error::NotFinite {
            what: "a correlation",
            value: *value,
        });
    }
    let mut loadings = start(correlations);
    let most = (1.0 - UNIQUENESS_LEAST).sqrt();
    for _ in 0..ROUNDS_MOST {
        let mut moved = 0.0_f64;
        for item in 0..items {
            let others = || (0..items).filter(|other| *other != item);
            let product: f64 = others()
                .map(|other| correlations[(item, other)] * loadings[other])
                .sum();
            let square: f64 = others().map(|other| loadings[other] * loadings[other]).sum();
            let next = (product / square).clamp(-most, most);
            if !next.is_finite() {
                return Err(Error::NotConverged {
                    what: "the loadings",
                    rounds: ROUNDS_MOST,
                });
            }
            moved = moved.max((next - loadings[item]).abs());
            loadings[item] = next;
        }
        if moved < 1e-14 {
            return Ok(solution(loadings, most));
        }
    }
    Err(Error::NotConverged {
        what: "the loadings",
        rounds: ROUNDS_MOST,
    })
}

/// Centroid loadings, each with the sign of its item's correlation with the first principal direction.
fn start(correlations: &DMatrix<f64>) -> Vec<f64> {
    let eigen = correlations.clone().symmetric_eigen();
    let first = eigen.eigenvalues.imax();
    let scale = eigen.eigenvalues[first].max(0.0).sqrt();
    eigen
        .eigenvectors
        .column(first)
        .iter()
        .map(|value| value * scale * 0.9)
        .collect()
}

fn solution(mut loadings: Vec<f64>, most: f64) -> OneFactor {
    if loadings.iter().sum::<f64>() < 0.0 {
        for loading in &mut loadings {
            *loading = -*loading;
        }
    }
    OneFactor {
        improper: loadings.iter().any(|loading| loading.abs() >= most),
        uniquenesses: loadings.iter().map(|loading| 1.0 - loading * loading).collect(),
        loadings,
    }
}

/// McDonald's omega of one factor, in its two readings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Omega {
    /// (Σl)² / ((Σl)² + Σθ): over the variance that the model implies (McDonald 1999, Test Theory, equation 6.20).
    pub of_model: f64,
    /// 1 − Σθ / Σ of the observed matrix: over the variance that the total score has.
    pub of_total: f64,
}

impl Omega {
    /// From loadings, error variances and the matrix they were fitted to, all of the same items.
    ///
    /// # Errors
    /// [`Error::NotPositive`] when a total variance is not above 0.
    pub fn new(loadings: &[f64], errors: &[f64], observed: &DMatrix<f64>) -> Result<Self, Error> {
        let common = loadings.iter().sum::<f64>().powi(2);
        let error: f64 = errors.iter().sum();
        let (model, total) = (common + error, observed.sum());
        let least = model.min(total);
        if least <= 0.0 || !least.is_finite() {
            return Err(Error::NotPositive {
                what: "the variance of the total score",
                value: least,
            });
        }
        Ok(Self {
            of_model: common / model,
            of_total: 1.0 - error / total,
        })
    }

    /// By minimum residuals from correlations, that is, of standardised items.
    ///
    /// # Errors
    /// Those of [`minimum_residual`] and [`Omega::new`].
    pub fn minimum_residual(correlations: &DMatrix<f64>) -> Result<Self, Error> {
        let factor = minimum_residual(correlations)?;
        Self::new(&factor.loadings, &factor.uniquenesses, correlations)
    }

    /// By maximum likelihood from covariances, that is, of the items as they are; listwise, as the likelihood asks.
    ///
    /// # Errors
    /// Those of [`factor_model`](super::factor_model()) and [`Omega::new`].
    pub fn maximum_likelihood(covariances: &Covariances) -> Result<Self, Error> {
        let moments = GroupMoments::of(covariances)?;
        let factor_of = vec![0; covariances.items()];
        let fitted = factor_model(std::slice::from_ref(&moments), &factor_of, Equality::Configural)?;
        let people = f64::from(covariances.people());
        let observed = covariances.matrix() * ((people - 1.0) / people);
        Self::new(&fitted.groups[0].loadings, &fitted.groups[0].residuals, &observed)
    }
}

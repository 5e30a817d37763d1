//! How unusual a person's answers are together.
//!
//! D² = (x − m)ᵀ S⁻¹ (x − m) over the items a person answered, with means and covariances of those items (Mahalanobis 1936).
//! For normal answers D² is chi-squared on as many degrees of freedom as items, whichever those are, so people with
//! missing answers are judged by what they answered. Covariances are over the people who answered both items; where
//! answers are missing such a matrix may fail to be positive definite, and eigenvalues of the correlations below 0.001
//! are then raised to it.

use nalgebra::{DMatrix, DVector};

use super::pairs::{covariances, means};
use super::sheet::{Sheet, is_answer};
use crate::Error;
use crate::design::chi_squared_tail;
use crate::interval::real;

/// Items a pattern of missing answers can hold.
const ITEMS_MAX: usize = 128;

/// The least eigenvalue of correlations that were repaired.
const EIGENVALUE_LEAST: f64 = 1e-3;

/// A person's distance from the middle of all answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// D².
    pub squared: f64,
    /// Items it is over.
    pub items: u32,
    /// The chance of at least this distance for normal answers.
    pub p: f64,
}

impl Sheet<'_> {
    /// Mahalanobis distances, none for somebody without answers.
    ///
    /// # Errors
    /// [`Error::TooMany`] above 128 items, [`Error::TooFew`] where two items share fewer than two people,
    /// [`Error::Collinear`] when an item does not vary, or follows from others where nothing is missing.
    pub fn mahalanobis(&self) -> Result<Vec<Option<Distance>>, Error> {
        let items = self.items().len();
        if items > ITEMS_MAX {
            return Err(Error::TooMany {
                what: "items",
                found: items as u64,
                most: ITEMS_MAX as u64,
            });
        }
        let patterns = self.patterns();
        let everything = u128::MAX >> (ITEMS_MAX - items);
        let complete = patterns.iter().all(|&pattern| pattern == everything);
        let means = means(self);
        let covariance = positive(&covariances(self)?, complete)?;
        let mut order: Vec<usize> = (0..self.people()).collect();
        order.sort_unstable_by_key(|&person| (patterns[person], person));
        let mut distances = vec![None; self.people()];
        for alike in order.chunk_by(|&a, &b| patterns[a] == patterns[b]) {
            let pattern = patterns[alike[0]];
            let answered: Vec<usize> = (0..items).filter(|item| pattern >> item & 1 == 1).collect();
            if answered.is_empty() {
                continue;
            }
            let part = DMatrix::from_fn(answered.len(), answered.len(), |i, j| {
                covariance[(answered[i], answered[j])]
            });
            let factor = part.cholesky().ok_or(Error::Collinear {
                what: "the items",
                rank: answered.len() - 1,
                columns: answered.len(),
            })?;
            for &person in alike {
                let mut apart = DVector::from_fn(answered.len(), |i, _| {
                    f64::from(self.items()[answered[i]][person]) - means[answered[i]]
                });
                factor.l_dirty().solve_lower_triangular_mut(&mut apart);
                distances[person] = Some(Distance::new(apart.norm_squared(), answered.len())?);
            }
        }
        Ok(distances)
    }

    /// One bit per item answered.
    fn patterns(&self) -> Vec<u128> {
        let mut patterns = vec![0_u128; self.people()];
        for (index, item) in self.items().iter().enumerate() {
            for (pattern, &code) in patterns.iter_mut().zip(*item) {
                *pattern |= u128::from(is_answer(code)) << index;
            }
        }
        patterns
    }
}

impl Distance {
    fn new(squared: f64, items: usize) -> Result<Self, Error> {
        Ok(Self {
            squared,
            items: u32::try_from(items).expect("at most 128 items were let in"),
            p: chi_squared_tail(squared, real(items as u64))?,
        })
    }
}

/// The covariance matrix, repaired if answers are missing and it needs to be.
fn positive(rows: &[Vec<f64>], complete: bool) -> Result<DMatrix<f64>, Error> {
    let size = rows.len();
    let deviations: Vec<f64> = (0..size).map(|k| rows[k][k].sqrt()).collect();
    let varying = deviations.iter().filter(|deviation| **deviation > 0.0).count();
    let refused = |rank| Error::Collinear {
        what: "the items",
        rank,
        columns: size,
    };
    if varying < size {
        return Err(refused(varying));
    }
    let correlations = DMatrix::from_fn(size, size, |i, j| rows[i][j] / (deviations[i] * deviations[j]));
    let mut eigen = correlations.clone().symmetric_eigen();
    let rank = eigen.eigenvalues.iter().filter(|value| **value > 1e-10).count();
    if complete && rank < size {
        return Err(refused(rank));
    }
    let repaired = if complete || eigen.eigenvalues.min() >= EIGENVALUE_LEAST {
        correlations
    } else {
        for value in eigen.eigenvalues.iter_mut() {
            *value = value.max(EIGENVALUE_LEAST);
        }
        eigen.recompose()
    };
    Ok(DMatrix::from_fn(size, size, |i, j| {
        repaired[(i, j)] * deviations[i] * deviations[j]
    }))
}

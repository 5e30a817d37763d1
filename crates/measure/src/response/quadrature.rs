//! The points of θ at which integrals over people are taken, and the normal populations laid on them.

use crate::response::Error;

/// Fewest and most points.
const NODES: std::ops::RangeInclusive<usize> = 11..=1001;

/// Equally spaced points of θ.
///
/// For a smooth integrand that has died away at both ends, equal spacing *h* is the trapezoid rule, whose error falls like
/// exp(−2π²s²/h²) when the integrand is a normal curve of standard deviation *s* (Trefethen and Weideman 2014, SIAM Review
/// 56:385–458). The default, 61 points in −6 to 6, is exact to rounding for posterior standard deviations from 0.22 up.
#[derive(Debug, Clone, PartialEq)]
pub struct Quadrature {
    nodes: Vec<f64>,
}

impl Default for Quadrature {
    fn default() -> Self {
        Self {
            nodes: spaced(61, -6.0, 6.0),
        }
    }
}

impl Quadrature {
    /// `nodes` equally spaced points from `low` to `high`, in units of θ.
    ///
    /// # Errors
    /// [`Error::Nodes`] unless there are 11 to 1,001 and −100 ≤ `low` < `high` ≤ 100.
    pub fn equidistant(nodes: usize, low: f64, high: f64) -> Result<Self, Error> {
        if NODES.contains(&nodes) && low < high && low >= -100.0 && high <= 100.0 {
            Ok(Self {
                nodes: spaced(nodes, low, high),
            })
        } else {
            Err(Error::Nodes { nodes, low, high })
        }
    }

    /// Equally spaced points wherever a population lies.
    pub(crate) fn between(nodes: usize, low: f64, high: f64) -> Self {
        Self {
            nodes: spaced(nodes, low, high),
        }
    }

    /// The points, rising.
    pub fn nodes(&self) -> &[f64] {
        &self.nodes
    }

    /// The distance of neighbouring points.
    pub fn spacing(&self) -> f64 {
        self.nodes[1] - self.nodes[0]
    }
}

fn spaced(nodes: usize, low: f64, high: f64) -> Vec<f64> {
    let last = real(nodes - 1);
    (0..nodes)
        // Written so that points opposite in a symmetric range are exactly each other's negatives.
        .map(|at| (low * real(nodes - 1 - at) + high * real(at)) / last)
        .collect()
}

/// A small count as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}

/// How θ is distributed in one group or wave: normal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Population {
    /// Mean of θ.
    pub mean: f64,
    /// Standard deviation of θ, above 0.
    pub sd: f64,
}

impl Population {
    /// Mean 0, standard deviation 1: what fixes the scale of a first calibration.
    pub const STANDARD: Self = Self { mean: 0.0, sd: 1.0 };

    /// # Errors
    /// [`Error::Population`] unless the mean is finite and the standard deviation positive and finite.
    pub(crate) fn check(self) -> Result<(), Error> {
        if self.mean.is_finite() && self.sd.is_finite() && self.sd > 0.0 {
            Ok(())
        } else {
            Err(Error::Population {
                mean: self.mean,
                sd: self.sd,
            })
        }
    }

    /// The share of the population at each point; the shares add up to 1.
    pub(crate) fn shares(self, quadrature: &Quadrature) -> Vec<f64> {
        let mut shares: Vec<f64> = quadrature
            .nodes
            .iter()
            .map(|x| (-0.5 * ((x - self.mean) / self.sd).powi(2)).exp())
            .collect();
        let sum: f64 = shares.iter().sum();
        for share in &mut shares {
            *share /= sum;
        }
        shares
    }
}

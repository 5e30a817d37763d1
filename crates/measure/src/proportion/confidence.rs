//! How sure an interval is.

use statrs::function::erf::erfc_inv;

use crate::{Error, Z95, two_sided_p};

/// The share of such intervals that cover the true value, strictly between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(f64);

impl Confidence {
    /// 95 %.
    pub const P95: Self = Self(0.95);

    /// A confidence such as 0.9.
    ///
    /// # Errors
    /// [`Error::Confidence`] unless it is above 0, below 1, and leaves tails that differ from 0.
    pub fn new(level: f64) -> Result<Self, Error> {
        if level > 0.0 && level < 1.0 {
            Ok(Self(level))
        } else {
            Err(Error::Confidence { level })
        }
    }

    /// The confidence itself.
    pub const fn level(self) -> f64 {
        self.0
    }

    /// The probability outside, on one side: 0.025 for 95 %.
    pub fn tail(self) -> f64 {
        // 0.05 is nearer to what is meant than 1 − 0.95, which misses it by 4e-17.
        if self == Self::P95 {
            0.025
        } else {
            (1.0 - self.0) / 2.0
        }
    }

    /// The standard normal quantile of 1 − [`Self::tail`], to 1e-15 relative: one Newton step from a good start.
    pub fn z(self) -> f64 {
        if self == Self::P95 {
            return Z95;
        }
        let outside = 2.0 * self.tail();
        let mut z = std::f64::consts::SQRT_2 * erfc_inv(outside);
        for _ in 0..2 {
            let density = (-z * z / 2.0).exp() * std::f64::consts::FRAC_2_SQRT_PI / std::f64::consts::SQRT_2;
            z += (two_sided_p(z) - outside) / density;
        }
        z
    }
}

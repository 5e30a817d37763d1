//! How large a difference is, apart from how sure it is.

use crate::Error;
use crate::interval::real;

use super::rest::Moments;

/// How large an effect counts, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Below the first cutoff: too small to act on.
    Negligible,
    /// From the first cutoff.
    Small,
    /// From the second cutoff.
    Medium,
    /// From the third cutoff.
    Large,
}

/// Where bands begin, rising.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cutoffs {
    small: f64,
    medium: f64,
    large: f64,
}

impl Cutoffs {
    /// For d, g and h: 0.2, 0.5, 0.8 (Cohen 1988, Statistical Power Analysis for the Behavioral Sciences).
    pub const COHEN: Self = Self {
        small: 0.2,
        medium: 0.5,
        large: 0.8,
    };
    /// For Cliff's delta: 0.147, 0.33, 0.474 (Romano, Kromrey, Coraggio and Skowronek 2006).
    pub const CLIFF: Self = Self {
        small: 0.147,
        medium: 0.33,
        large: 0.474,
    };

    /// Cutoffs set by those who will act, such as 5, 10 and 20 points. Set them before looking.
    ///
    /// # Errors
    /// [`Error::Value`] unless they are positive, finite and rise.
    pub fn new(small: f64, medium: f64, large: f64) -> Result<Self, Error> {
        let cutoffs = [0.0, small, medium, large];
        for row in 1..cutoffs.len() {
            if !(cutoffs[row] > cutoffs[row - 1] && cutoffs[row].is_finite()) {
                return Err(Error::Value {
                    what: "cutoff of an effect",
                    row: row - 1,
                    value: cutoffs[row],
                });
            }
        }
        Ok(Self { small, medium, large })
    }

    /// The band of an effect, whatever its direction.
    pub fn band(self, effect: f64) -> Band {
        let size = effect.abs();
        if size >= self.large {
            Band::Large
        } else if size >= self.medium {
            Band::Medium
        } else if size >= self.small {
            Band::Small
        } else {
            Band::Negligible
        }
    }
}

/// First share minus second, in percentage points, and how many of the first group's people that is, rounded: "about 12
/// of your 80 students".
///
/// # Errors
/// [`Error::Empty`] and [`Error::Part`] as for [`crate::share`].
pub fn points(first: (u64, u64), second: (u64, u64)) -> Result<(f64, f64), Error> {
    let difference = crate::share(first.0, first.1)? - crate::share(second.0, second.1)?;
    Ok((100.0 * difference, (difference * real(first.1)).round()))
}

/// Cohen's d: the difference of means, first minus second, in units of the pooled standard deviation (Cohen 1988,
/// equation 2.5.2).
///
/// # Errors
/// [`Error::TooFew`] when a group has nobody or both together fewer than three, [`Error::Constant`] when nobody differs.
pub fn cohen_d(first: &Moments, second: &Moments) -> Result<f64, Error> {
    let (n1, n2) = (first.count(), second.count());
    if n1 == 0 || n2 == 0 || n1 + n2 < 3 {
        return Err(Error::TooFew {
            what: "people in the groups",
            found: n1 + n2,
            least: 3,
        });
    }
    let pooled = (first.squares() + second.squares()) / real(n1 + n2 - 2);
    if pooled > 0.0 {
        Ok((first.mean() - second.mean()) / pooled.sqrt())
    } else {
        Err(Error::Constant { what: "the score" })
    }
}

/// Hedges' g: d times 1 − 3 / (4 (n₁ + n₂) − 9), which takes off its bias in small groups (Hedges 1981, Journal of
/// Educational Statistics 6:107–128, the approximation).
///
/// # Errors
/// Those of [`cohen_d`].
pub fn hedges_g(first: &Moments, second: &Moments) -> Result<f64, Error> {
    let people = real(first.count() + second.count());
    Ok(cohen_d(first, second)? * (1.0 - 3.0 / (4.0 * people - 9.0)))
}

/// Cohen's h: 2 arcsin √p₁ − 2 arcsin √p₂, a difference of shares on a scale where equal steps are equally easy to see
/// (Cohen 1988, equation 6.2.1).
///
/// # Errors
/// [`Error::Probability`] for a share outside 0 to 1.
pub fn cohen_h(first: f64, second: f64) -> Result<f64, Error> {
    for p in [first, second] {
        if !(0.0..=1.0).contains(&p) {
            return Err(Error::Probability { p });
        }
    }
    Ok(2.0 * (first.sqrt().asin() - second.sqrt().asin()))
}

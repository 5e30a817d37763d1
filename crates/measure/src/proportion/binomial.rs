//! Intervals from quantiles of beta distributions.

use crate::{Error, Interval};

use super::{Confidence, Tail, beta_quantile, counted, within};

/// The exact interval of Clopper and Pearson (1934, Biometrika 26:404–413): all shares that neither one-sided binomial
/// test rejects. It covers at least what it says, often more.
///
/// # Errors
/// [`Error::Empty`], [`Error::Part`], and [`Error::TooMany`] above 10⁹ people.
pub fn clopper_pearson(part: u64, of: u64, confidence: Confidence) -> Result<Interval, Error> {
    let (p, x, n) = counted(part, of)?;
    Ok(exact_beta(p, x, n, confidence))
}

/// The interval of Clopper and Pearson for `x` of `n`, which need not be whole.
pub(super) fn exact_beta(p: f64, x: f64, n: f64, confidence: Confidence) -> Interval {
    let tail = confidence.tail();
    let low = if x <= 0.0 {
        0.0
    } else {
        beta_quantile(x, n - x + 1.0, Tail::Lower(tail))
    };
    let high = if x >= n {
        1.0
    } else {
        beta_quantile(x + 1.0, n - x, Tail::Upper(tail))
    };
    within(low, p, high)
}

/// The equal-tailed interval from the prior of Jeffreys, Beta(½, ½), with the lower end 0 when nobody and the upper end
/// 1 when everybody is counted (Brown, Cai and Das Gupta 2001, Statistical Science 16:101–133, section 4.1.2).
///
/// # Errors
/// Those of [`clopper_pearson`].
pub fn jeffreys(part: u64, of: u64, confidence: Confidence) -> Result<Interval, Error> {
    let (p, x, n) = counted(part, of)?;
    let (first, second, tail) = (x + 0.5, n - x + 0.5, confidence.tail());
    let low = if part == 0 {
        0.0
    } else {
        beta_quantile(first, second, Tail::Lower(tail))
    };
    let high = if part == of {
        1.0
    } else {
        beta_quantile(first, second, Tail::Upper(tail))
    };
    Ok(within(low, p, high))
}

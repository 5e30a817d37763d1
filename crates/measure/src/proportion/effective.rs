//! Shares estimated from weighted or clustered answers: as many independent people as would be equally certain.

use crate::design::t_quantile;
use crate::{Error, Interval};

use super::binomial::exact_beta;
use super::score::score_interval;
use super::{Confidence, within};

/// The effective number of people behind a share `p` with design-based `variance`: p(1 − p) / variance, times
/// (t(n − 1) / t(d))² for the degrees of freedom `d` of the design (Korn and Graubard 1998, Survey Methodology
/// 24:193–201). It is `respondents` where the variance is 0, which happens when the share is 0 or 1. A design better
/// than simple random sampling has more than `respondents`; Korn and Graubard then take `respondents`, so use `.min`.
///
/// # Errors
/// [`Error::Probability`] for a share outside 0 to 1, [`Error::Value`] for a variance that is negative or not finite,
/// [`Error::TooFew`] for fewer than 2 respondents, and [`Error::Degrees`] unless `degrees` is at least 1.
pub fn effective_number(
    p: f64,
    variance: f64,
    respondents: u64,
    degrees: f64,
    confidence: Confidence,
) -> Result<f64, Error> {
    check_share(p)?;
    if !(variance >= 0.0 && variance.is_finite()) {
        return Err(Error::Value {
            what: "variance",
            row: 0,
            value: variance,
        });
    }
    if respondents < 2 {
        return Err(Error::TooFew {
            what: "respondents",
            found: respondents,
            least: 2,
        });
    }
    let respondents = crate::interval::real(respondents);
    let ratio = t_quantile(respondents - 1.0, confidence)? / t_quantile(degrees, confidence)?;
    let spread = p * (1.0 - p);
    if variance <= 0.0 || spread <= 0.0 {
        return Ok(respondents);
    }
    Ok(spread / variance * ratio * ratio)
}

/// The score interval for a share of an effective number of people.
///
/// # Errors
/// [`Error::Probability`] for a share outside 0 to 1, [`Error::Value`] unless `effective` is positive and finite.
pub fn wilson_effective(p: f64, effective: f64, confidence: Confidence) -> Result<Interval, Error> {
    check_effective(p, effective)?;
    Ok(score_interval(p, effective, confidence.z()))
}

/// The interval of Clopper and Pearson for a share of an effective number of people (Korn and Graubard 1998).
///
/// # Errors
/// Those of [`wilson_effective`].
pub fn beta_effective(p: f64, effective: f64, confidence: Confidence) -> Result<Interval, Error> {
    check_effective(p, effective)?;
    let interval = exact_beta(p, p * effective, effective, confidence);
    Ok(within(interval.low, p, interval.high))
}

fn check_effective(p: f64, effective: f64) -> Result<(), Error> {
    check_share(p)?;
    if effective > 0.0 && effective <= 1e9 {
        Ok(())
    } else {
        Err(Error::Value {
            what: "effective number of people",
            row: 0,
            value: effective,
        })
    }
}

fn check_share(p: f64) -> Result<(), Error> {
    if (0.0..=1.0).contains(&p) {
        Ok(())
    } else {
        Err(Error::Probability { p })
    }
}

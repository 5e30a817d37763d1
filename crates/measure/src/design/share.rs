//! Intervals for shares estimated from a design, which keep to 0 and 1.

use super::estimate::Estimates;
use super::tail::t_quantile;
use crate::proportion::{Confidence, beta_effective, effective_number, wilson_effective};
use crate::{Error, Interval};

/// How an interval for a share is made from its estimate, variance and degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShareInterval {
    /// Symmetric on the logit scale, with Student's t.
    Logit,
    /// Clopper and Pearson for the effective number of people (Korn and Graubard 1998).
    Beta,
    /// Wilson's for the effective number of people, not more than there are.
    Wilson,
    /// Estimate ± t × standard error, cut at 0 and 1.
    Plain,
}

impl Estimates {
    /// An interval for an estimate that is a share; the share itself where its variance is 0, as in a census. A share of 0 or 1 has no variance to go by: it is treated as that of
    /// as many independent people, by [`ShareInterval::Beta`] unless [`ShareInterval::Wilson`] is asked.
    ///
    /// # Errors
    /// [`Error::Probability`] when the estimate is not within 0 to 1, [`Error::Degrees`] below 1 degree of freedom,
    /// [`Error::TooFew`] with a single respondent.
    pub fn share_interval(
        &self,
        which: usize,
        method: ShareInterval,
        confidence: Confidence,
    ) -> Result<Interval, Error> {
        let (p, variance) = (self.values[which], self.covariance[(which, which)].max(0.0));
        let (respondents, degrees) = (self.respondents[which], self.degrees[which]);
        let effective = effective_number(p, variance, respondents, degrees, confidence)?.min(1e9);
        let edge = p <= 0.0 || p >= 1.0;
        if variance <= 0.0 && !edge {
            return Ok(Interval { low: p, high: p });
        }
        let t = t_quantile(degrees, confidence)?;
        match method {
            ShareInterval::Wilson => {
                let people = effective.min(crate::interval::real(respondents));
                wilson_effective(p, people, confidence)
            }
            ShareInterval::Logit if !edge => {
                let logit = (p / (1.0 - p)).ln();
                let half = t * variance.sqrt() / (p * (1.0 - p));
                let back = |x: f64| 1.0 / (1.0 + (-x).exp());
                Ok(Interval {
                    low: back(logit - half).min(p),
                    high: back(logit + half).max(p),
                })
            }
            ShareInterval::Plain if !edge => {
                let half = t * variance.sqrt();
                Ok(Interval {
                    low: (p - half).max(0.0),
                    high: (p + half).min(1.0),
                })
            }
            ShareInterval::Beta | ShareInterval::Logit | ShareInterval::Plain => {
                beta_effective(p, effective, confidence)
            }
        }
    }
}

//! Intervals from the score test: one real formula, its continuity correction, and the simpler one of Agresti and Coull.

use crate::interval::real;
use crate::{Error, Interval};

use super::{Confidence, counted, within};

/// The score interval (Wilson 1927) for a share `p` of `n` people, where `n` need not be whole.
pub(super) fn score_interval(p: f64, n: f64, z: f64) -> Interval {
    let square = z * z / n;
    let centre = (p + square / 2.0) / (1.0 + square);
    let half = z * (p * (1.0 - p) / n + square / (4.0 * n)).sqrt() / (1.0 + square);
    let low = if p <= 0.0 { 0.0 } else { centre - half };
    let high = if p >= 1.0 { 1.0 } else { centre + half };
    within(low, p, high)
}

/// The score interval with continuity correction: method 4 of Newcombe (1998, Statistics in Medicine 17:857–872).
/// 0 when nobody and 1 when everybody is counted.
///
/// # Errors
/// [`Error::Empty`], [`Error::Part`], and [`Error::TooMany`] above 10⁹ people.
pub fn wilson_corrected(part: u64, of: u64, confidence: Confidence) -> Result<Interval, Error> {
    let (p, _, n) = counted(part, of)?;
    let (q, z) = (1.0 - p, confidence.z());
    let square = z * z;
    let below = (square - 2.0 - 1.0 / n + 4.0 * p * (n * q + 1.0)).max(0.0).sqrt();
    let above = (square + 2.0 - 1.0 / n + 4.0 * p * (n * q - 1.0)).max(0.0).sqrt();
    let scale = 2.0 * (n + square);
    let low = (2.0 * real(part) + square - 1.0 - z * below) / scale;
    let high = (2.0 * real(part) + square + 1.0 + z * above) / scale;
    let low = if part == 0 { 0.0 } else { low };
    let high = if part == of { 1.0 } else { high };
    Ok(within(low, p, high))
}

/// The interval of Agresti and Coull (1998, The American Statistician 52:119–126): a Wald interval about
/// (x + z²/2) / (n + z²) with n + z² people. Their formula can pass 0 and 1; here it is cut there.
///
/// # Errors
/// Those of [`wilson_corrected`].
pub fn agresti_coull(part: u64, of: u64, confidence: Confidence) -> Result<Interval, Error> {
    let (p, x, n) = counted(part, of)?;
    let z = confidence.z();
    let more = n + z * z;
    let centre = (x + z * z / 2.0) / more;
    let half = z * (centre * (1.0 - centre) / more).sqrt();
    Ok(within(centre - half, p, centre + half))
}

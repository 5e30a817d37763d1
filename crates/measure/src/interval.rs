//! A share and its interval.

use crate::Error;

/// The standard normal quantile of 0.975: intervals with it cover 95 %.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Lower and upper end of an interval for a share, both within 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// `part / of`.
///
/// # Errors
/// [`Error::Empty`] when `of` is 0, [`Error::Part`] when `part` exceeds it.
pub fn share(part: u64, of: u64) -> Result<f64, Error> {
    if of == 0 {
        return Err(Error::Empty);
    }
    if part > of {
        return Err(Error::Part { part, of });
    }
    Ok(real(part) / real(of))
}

/// The score interval for a share (Wilson 1927, JASA 22:209–212), without continuity correction:
/// (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Pass [`Z95`] for 95 %.
///
/// # Errors
/// Those of [`share`], and [`Error::Quantile`] unless `z` is positive and finite.
pub fn wilson(part: u64, of: u64, z: f64) -> Result<Interval, Error> {
    let p = share(part, of)?;
    if !(z > 0.0 && z.is_finite()) {
        return Err(Error::Quantile { z });
    }
    let n = real(of);
    let square = z * z / n;
    let centre = (p + square / 2.0) / (1.0 + square);
    let half = z * (p * (1.0 - p) / n + square / (4.0 * n)).sqrt() / (1.0 + square);
    // At the edges the exact ends are 0 and 1; the formula misses them by a rounding error.
    let low = if part == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if part == of { 1.0 } else { (centre + half).min(1.0) };
    Ok(Interval { low, high })
}

/// Counts of people or answers as a real number.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts stay far below 2^53, where f64 is exact"
)]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

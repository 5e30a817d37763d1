//! Whether the shares of two separate groups differ, and how to stay honest when many groups are compared at once.

use crate::interval::{real, share, wilson};
use crate::{Error, two_sided_p};

/// The difference of two shares, first minus second, in −1 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// First share minus second share.
    pub difference: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// Probability of at least this difference when there is none, before any correction for many comparisons.
    pub p: f64,
}

/// Compares two independent shares, each (part, of).
///
/// Interval: hybrid score, method 10 of Newcombe (1998, Statistics in Medicine 17:873–890). Probability: score test
/// with pooled share, that is Pearson's chi-squared without continuity correction (Pearson 1900); 1 when both shares
/// are 0 or both are 1. The two groups must have no person in common.
///
/// # Errors
/// Those of [`wilson`].
pub fn difference(first: (u32, u32), second: (u32, u32), z: f64) -> Result<Difference, Error> {
    let ((x1, n1), (x2, n2)) = (
        (u64::from(first.0), u64::from(first.1)),
        (u64::from(second.0), u64::from(second.1)),
    );
    let (one, two) = (wilson(x1, n1, z)?, wilson(x2, n2, z)?);
    let (p1, p2) = (share(x1, n1)?, share(x2, n2)?);
    let difference = p1 - p2;
    let low = difference - ((p1 - one.low).powi(2) + (two.high - p2).powi(2)).sqrt();
    let high = difference + ((one.high - p1).powi(2) + (p2 - two.low).powi(2)).sqrt();
    let pooled = share(x1 + x2, n1 + n2)?;
    let variance = pooled * (1.0 - pooled) * (1.0 / real(n1) + 1.0 / real(n2));
    let p = if variance > 0.0 {
        two_sided_p(difference / variance.sqrt())
    } else {
        1.0
    };
    Ok(Difference {
        difference,
        low: low.max(-1.0),
        high: high.min(1.0),
        p,
    })
}

/// Probabilities corrected for being several, in the order given: the step-down of Holm (1979, Scandinavian Journal of
/// Statistics 6:65–70). Naming those at or below 0.05 names a wrong one in at most 5 % of such families.
///
/// # Errors
/// [`Error::Probability`] for a value outside 0 to 1.
pub fn holm(probabilities: &[f64]) -> Result<Vec<f64>, Error> {
    if let Some(&p) = probabilities.iter().find(|p| !(0.0..=1.0).contains(*p)) {
        return Err(Error::Probability { p });
    }
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b]).then(a.cmp(&b)));
    let mut corrected = vec![0.0; probabilities.len()];
    let mut highest = 0.0_f64;
    for (done, &at) in order.iter().enumerate() {
        let left = real((probabilities.len() - done) as u64);
        highest = highest.max((left * probabilities[at]).min(1.0));
        corrected[at] = highest;
    }
    Ok(corrected)
}

//! How often a person of one group scores higher than one of another.

use crate::Error;
use crate::design::check_finite;
use crate::interval::real;

/// The chance that a random person of the first group scores above one of the second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Superiority {
    /// P(first > second) + ½ P(equal), 0 to 1; ½ when neither is ahead (Vargha and Delaney 2000, Journal of Educational
    /// and Behavioral Statistics 25:101–132).
    pub probability: f64,
    /// Cliff's delta, P(first > second) − P(first < second), −1 to 1 (Cliff 1993, Psychological Bulletin 114:494–509).
    pub delta: f64,
}

/// From scores, one per person, in n log n.
///
/// # Errors
/// [`Error::Empty`] for a group without people, [`Error::Value`] for a score that is not finite.
pub fn superiority(first: &[f64], second: &[f64]) -> Result<Superiority, Error> {
    if first.is_empty() || second.is_empty() {
        return Err(Error::Empty);
    }
    check_finite("score", first)?;
    check_finite("score", second)?;
    // Adding 0 makes −0 and 0 one value, so that they sort as the equals they are.
    let mut others: Vec<f64> = second.iter().map(|score| score + 0.0).collect();
    others.sort_unstable_by(f64::total_cmp);
    let (mut above, mut below) = (0_u128, 0_u128);
    for score in first {
        above += others.partition_point(|other| other < score) as u128;
        below += (others.len() - others.partition_point(|other| other <= score)) as u128;
    }
    Ok(from_pairs(above, below, first.len() as u64, second.len() as u64))
}

/// From counts of people per answer or score, in the same rising order for both groups.
///
/// # Errors
/// [`Error::Rows`] when they have different lengths, [`Error::Empty`] for a group without people.
pub fn superiority_of_counts(first: &[u64], second: &[u64]) -> Result<Superiority, Error> {
    if first.len() != second.len() {
        return Err(Error::Rows {
            what: "counts of the second group",
            found: second.len(),
            expected: first.len(),
        });
    }
    let (n1, n2): (u64, u64) = (first.iter().sum(), second.iter().sum());
    if n1 == 0 || n2 == 0 {
        return Err(Error::Empty);
    }
    let (mut above, mut below, mut passed) = (0_u128, 0_u128, 0_u64);
    for (&one, &two) in first.iter().zip(second) {
        above += u128::from(one) * u128::from(passed);
        passed += two;
        below += u128::from(one) * u128::from(n2 - passed);
    }
    Ok(from_pairs(above, below, n1, n2))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "pairs are counted exactly; the last digit of a quotient may round"
)]
fn from_pairs(above: u128, below: u128, n1: u64, n2: u64) -> Superiority {
    let pairs = real(n1) * real(n2);
    let delta = (above as f64 - below as f64) / pairs;
    Superiority {
        probability: f64::midpoint(delta, 1.0),
        delta,
    }
}

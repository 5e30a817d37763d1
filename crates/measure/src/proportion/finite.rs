//! Intervals for a share of a known number of people, some or all of whom answered.
//!
//! With X of n answering, drawn without replacement from N people of whom K are counted, X is hypergeometric. The exact
//! interval keeps every K with P(X ≥ x | K) > α/2 and P(X ≤ x | K) > α/2 (Buonaccorsi 1987, The American Statistician
//! 41:215–218); each side misses with probability α/2 at most.

use crate::interval::real;
use crate::{Error, Interval};

use super::beta::binomial_probability;
use super::score::score_interval;
use super::{Confidence, counted, within};

/// A tail this close to α/2, relatively, counts as equal to it.
const TIE: f64 = 1e-12;

/// The exact interval for the share of `population` people, of whom `of` answered, `part` of them favourably. Ends are
/// whole people over `population`; the interval is the share itself when everybody answered.
///
/// # Errors
/// [`Error::Empty`], [`Error::Part`], [`Error::TooMany`] above 10⁹ people, and [`Error::Population`] when fewer people
/// exist than answered.
pub fn hypergeometric(
    part: u64,
    of: u64,
    population: u64,
    confidence: Confidence,
) -> Result<Interval, Error> {
    let (p, _, _) = asked(part, of, population)?;
    let urn = Urn { of, population };
    let tail = confidence.tail() * (1.0 + TIE);
    let (first, last) = (part, population - (of - part));
    let low = lowest(first, last, |counted| urn.at_least(part, counted) > tail);
    // Seen from the other option, the upper end is a lower one.
    let others = lowest(of - part, population - part, |counted| {
        urn.at_least(of - part, counted) > tail
    });
    let whole = real(population);
    let high = real(population - others) / whole;
    Ok(within(real(low) / whole, p, high))
}

/// The score interval with the number of people enlarged to n (N − 1) / (N − n), the finite population correction; the
/// share itself when everybody answered.
///
/// # Errors
/// Those of [`hypergeometric`].
pub fn wilson_finite(part: u64, of: u64, population: u64, confidence: Confidence) -> Result<Interval, Error> {
    let (p, n, whole) = asked(part, of, population)?;
    if of == population {
        return Ok(Interval { low: p, high: p });
    }
    Ok(score_interval(
        p,
        n * ((whole - 1.0) / (whole - n)),
        confidence.z(),
    ))
}

fn asked(part: u64, of: u64, population: u64) -> Result<(f64, f64, f64), Error> {
    let (p, _, n) = counted(part, of)?;
    if population < of {
        return Err(Error::Population {
            sampled: real(of),
            population: real(population),
        });
    }
    let (_, _, whole) = counted(0, population)?;
    Ok((p, n, whole))
}

/// The smallest number within `first` to `last` for which `holds`; it holds for `last` and, once true, stays true.
fn lowest(first: u64, last: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut from, mut to) = (first, last);
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    from
}

/// `of` people drawn without replacement from `population`.
struct Urn {
    of: u64,
    population: u64,
}

impl Urn {
    /// The probability of drawing `x` or more of the `counted` people.
    fn at_least(&self, x: u64, counted: u64) -> f64 {
        let fewest = (self.of + counted).saturating_sub(self.population);
        let most = self.of.min(counted);
        if x <= fewest {
            return 1.0;
        }
        if x > most {
            return 0.0;
        }
        let mode = u128::from(self.of + 1) * u128::from(counted + 1) / u128::from(self.population + 2);
        if u128::from(x) > mode {
            self.sum(x, counted, most)
        } else {
            1.0 - self.sum_below(x - 1, counted, fewest)
        }
    }

    /// P(X ≥ x) by adding terms upwards, which shrink.
    fn sum(&self, x: u64, counted: u64, most: u64) -> f64 {
        let mut term = self.probability(x, counted);
        let mut sum = term;
        for k in x..most {
            term *= real(counted - k) * real(self.of - k)
                / (real(k + 1) * real(self.population + k + 1 - counted - self.of));
            sum += term;
            if term <= sum * 1e-18 {
                break;
            }
        }
        sum.min(1.0)
    }

    /// P(X ≤ x) by adding terms downwards, which shrink.
    fn sum_below(&self, x: u64, counted: u64, fewest: u64) -> f64 {
        let mut term = self.probability(x, counted);
        let mut sum = term;
        for k in (fewest..x).rev() {
            term *= real(k + 1) * real(self.population + k + 1 - counted - self.of)
                / (real(counted - k) * real(self.of - k));
            sum += term;
            if term <= sum * 1e-18 {
                break;
            }
        }
        sum.min(1.0)
    }

    /// P(X = x) as a ratio of binomial probabilities (Loader 2000). Everybody drawn leaves nothing to chance, and is
    /// caught before.
    fn probability(&self, x: u64, counted: u64) -> f64 {
        let (n, whole) = (real(self.of), real(self.population));
        let (p, q) = (n / whole, real(self.population - self.of) / whole);
        binomial_probability(real(x), real(counted), p, q)
            * binomial_probability(real(self.of - x), real(self.population - counted), p, q)
            / binomial_probability(n, whole, p, q)
    }
}

//! How far the people of one school agree, item by item or over a scale.
//!
//! - rwg = 1 − s² / σ_E² (James, Demaree and Wolf 1984, Journal of Applied Psychology 69:85–98), s² with divisor *n* − 1
//!   and no more than σ_E², the variance if people answered at random;
//! - rwg(J) = J(1 − s̄²/σ_E²) / (J(1 − s̄²/σ_E²) + s̄²/σ_E²), s̄² the mean over the items;
//! - AD = Σ|x − mean or median| / n, and its mean over the items (Burke, Finkelstein and Dusig 1999, Organizational
//!   Research Methods 2:49–68).

use super::alpha::{median, real};
use crate::Error;

/// What people's answers are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Centre {
    /// Their mean.
    Mean,
    /// Their median, the middle of the two middle values when *n* is even.
    Median,
}

/// The variance of answers spread evenly over the options: (A² − 1) / 12.
///
/// # Errors
/// [`Error::OptionsTooFew`] below 2 options.
pub fn uniform_variance(options: u8) -> Result<f64, Error> {
    if options < 2 {
        return Err(Error::OptionsTooFew {
            item: 0,
            found: options,
        });
    }
    Ok((f64::from(options).powi(2) - 1.0) / 12.0)
}

/// rwg of one item from the values of a school's people: 1 when all agree, 0 when they spread as at random or more.
///
/// # Errors
/// [`Error::PeopleTooFew`] below 2 values, [`Error::NotFinite`], [`Error::NotPositive`] for the expected variance.
pub fn rwg(values: &[f64], expected: f64) -> Result<f64, Error> {
    Ok(1.0 - disagreement(&[values], expected)?)
}

/// rwg(J) of a scale: one column of values per item, all of the same people.
///
/// # Errors
/// Those of [`rwg`], [`Error::ItemsTooFew`] without an item, [`Error::ColumnLength`].
pub fn rwg_j(items: &[&[f64]], expected: f64) -> Result<f64, Error> {
    let share = disagreement(items, expected)?;
    let agreement = real(items.len()) * (1.0 - share);
    Ok(agreement / (agreement + share))
}

/// Average deviation from the centre, in units of the answers, averaged over the items.
///
/// # Errors
/// Those of [`rwg_j`] but for the expected variance.
pub fn average_deviation(items: &[&[f64]], centre: Centre) -> Result<f64, Error> {
    check(items)?;
    let of_item = |values: &&[f64]| {
        let middle = match centre {
            Centre::Mean => mean(values),
            Centre::Median => median(values.to_vec()),
        };
        values.iter().map(|value| (value - middle).abs()).sum::<f64>() / real(values.len())
    };
    Ok(items.iter().map(of_item).sum::<f64>() / real(items.len()))
}

/// The mean variance of the items over the expected one, 1 at most.
fn disagreement(items: &[&[f64]], expected: f64) -> Result<f64, Error> {
    check(items)?;
    if !(expected > 0.0 && expected.is_finite()) {
        return Err(Error::NotPositive {
            what: "the variance expected at random",
            value: expected,
        });
    }
    let variance = |values: &&[f64]| {
        let mean = mean(values);
        values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / real(values.len() - 1)
    };
    let observed = items.iter().map(variance).sum::<f64>() / real(items.len());
    Ok((observed / expected).min(1.0))
}

fn check(items: &[&[f64]]) -> Result<(), Error> {
    let Some(first) = items.first() else {
        return Err(Error::ItemsTooFew { found: 0, least: 1 });
    };
    for (at, values) in items.iter().enumerate() {
        if values.len() != first.len() {
            let (column, found, people) = ("item", values.len(), first.len());
            return Err(Error::ColumnLength {
                column,
                at,
                found,
                people,
            });
        }
        if let Some(&value) = values.iter().find(|value| !value.is_finite()) {
            return Err(Error::NotFinite {
                what: "an answer's value",
                value,
            });
        }
    }
    if first.len() < 2 {
        let (what, at, found) = ("a school", 0, first.len());
        return Err(Error::PeopleTooFew {
            what,
            at,
            found,
            least: 2,
        });
    }
    Ok(())
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / real(values.len())
}

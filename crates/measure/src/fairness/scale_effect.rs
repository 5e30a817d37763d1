//! What unfair items do to a scale's mean: the differences that people alike show on its items, added up.

use super::ordinal::OrdinalDifference;
use super::real;
use crate::Error;

/// How far unequal items move a focal group's scale mean away from that of people alike in the reference group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleEffect {
    /// In units of the answers, of the mean over the items: above 0 when the items favour the focal group.
    pub mean_points: f64,
    /// Its standard error, items taken as independent given standing.
    pub mean_error: f64,
    /// The same over the standard deviation of people's scale means.
    pub deviations: f64,
    /// Sizes without their signs: what there is before items cancel each other.
    pub without_cancelling: f64,
}

/// Adds the mean differences of items (Dorans and Schmitt 1991) over a scale of `items` items whose person means have
/// standard deviation `deviation`. Pass the items found unfair, or all of them.
///
/// # Errors
/// [`Error::ItemsTooFew`] when there are more differences than items, [`Error::NotPositive`] for the deviation.
pub fn scale_effect(
    differences: &[OrdinalDifference],
    items: usize,
    deviation: f64,
) -> Result<ScaleEffect, Error> {
    if items == 0 || differences.len() > items {
        return Err(Error::ItemsTooFew {
            found: items,
            least: differences.len().max(1),
        });
    }
    if !(deviation > 0.0 && deviation.is_finite()) {
        return Err(Error::NotPositive {
            what: "the standard deviation of the scale",
            value: deviation,
        });
    }
    let over_items =
        |of: fn(&OrdinalDifference) -> f64| differences.iter().map(of).sum::<f64>() / real(items);
    let mean_points = over_items(|difference| difference.mean_difference);
    let squares: f64 = differences
        .iter()
        .map(|difference| difference.mean_error.powi(2))
        .sum();
    Ok(ScaleEffect {
        mean_points,
        mean_error: squares.sqrt() / real(items),
        deviations: mean_points / deviation,
        without_cancelling: over_items(|difference| difference.mean_difference.abs()),
    })
}

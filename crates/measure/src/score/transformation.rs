//! From θ to points that people read: straight lines, kept within the ends of the scale.

use super::roots::between;
use crate::response::Error;
use crate::response::{Item, real};

/// The ends of the 100–500 scale.
const BENCHMARKED: (f64, f64) = (100.0, 500.0);

/// Its cuts between levels.
const CUTS: (f64, f64) = (300.0, 400.0);

/// Cuts are looked for within this distance of zero.
const FARTHEST: f64 = 1e6;

/// points = slope·θ + intercept, never below `low` or above `high`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Transformation {
    slope: f64,
    intercept: f64,
    low: f64,
    high: f64,
}

impl Transformation {
    /// A straight line with ends.
    ///
    /// # Errors
    /// [`Error::Transformation`] unless the slope is above 0, `low` below `high`, and slope and intercept are finite. The ends may be
    /// infinite.
    pub fn linear(slope: f64, intercept: f64, low: f64, high: f64) -> Result<Self, Error> {
        if slope > 0.0 && slope.is_finite() && intercept.is_finite() && low < high {
            Ok(Self {
                slope,
                intercept,
                low,
                high,
            })
        } else {
            Err(Error::Transformation { slope, intercept })
        }
    }

    /// 1 to 99 with 50 at the benchmark population's mean and 20 points to its standard deviation, the shape of the scale that
    /// the 5Essentials survey reports.
    ///
    /// # Errors
    /// [`Error::Transformation`] when the standard deviation is not above 0 or something is not finite.
    pub fn one_to_99(mean: f64, sd: f64) -> Result<Self, Error> {
        let slope = 20.0 / sd;
        Self::linear(slope, 50.0 - slope * mean, 1.0, 99.0)
    }

    /// 100 to 500 with 300 where answers at `lower` begin to prevail and 400 where those at `upper` do (see [`cut`]): three levels, least
    /// favourable below 300, favourable to 400, most favourable above. For four options from "strongly disagree" to "strongly agree"
    /// pass 2 and 3 for each item.
    ///
    /// The scale's shape and its cuts at 300 and 400 are those of the ED School Climate Surveys (Ye and Wang 2017), whose cuts
    /// come from category response functions, too. How theirs are averaged over items is not reproduced here: points on this scale are
    /// not points on theirs.
    ///
    /// # Errors
    /// Those of [`cut`], and [`Error::Transformation`] when the upper cut is not above the lower.
    pub fn benchmarked(items: &[Item], lower: &[usize], upper: &[usize]) -> Result<Self, Error> {
        let (one, two) = (cut(items, lower)?, cut(items, upper)?);
        let slope = (CUTS.1 - CUTS.0) / (two - one);
        Self::linear(slope, CUTS.0 - slope * one, BENCHMARKED.0, BENCHMARKED.1)
    }

    /// The points of θ. An infinite θ has the end's points.
    pub fn points(&self, theta: f64) -> f64 {
        self.slope
            .mul_add(theta, self.intercept)
            .clamp(self.low, self.high)
    }

    /// The points to which a standard error of θ amounts, ends aside.
    pub fn error(&self, error: f64) -> f64 {
        self.slope * error
    }

    /// Points per unit of θ.
    pub fn slope(&self) -> f64 {
        self.slope
    }

    /// Points at θ = 0, ends aside.
    pub fn intercept(&self) -> f64 {
        self.intercept
    }
}

/// The θ from which on answers in a category of `categories` or higher prevail: where the mean over items of `P(X_j ≥ c_j)` is one half.
/// With one item this is its Thurstone threshold; there is exactly one such θ when all slopes are positive, since every term rises.
///
/// # Errors
/// [`Error::Items`] for no items, [`Error::Column`] unless there is one category per item, [`Error::CutCategory`] unless each is 1 to
/// the item's highest, [`Error::Reversed`] for an item with a negative slope.
pub fn cut(items: &[Item], categories: &[usize]) -> Result<f64, Error> {
    if items.is_empty() {
        return Err(Error::Items { found: 0, limit: 250 });
    }
    if items.len() != categories.len() {
        return Err(Error::Column {
            column: "cut categories",
            found: categories.len(),
            people: items.len(),
        });
    }
    for (item, (of, &category)) in items.iter().zip(categories).enumerate() {
        if category == 0 || category >= of.categories() {
            return Err(Error::CutCategory {
                item,
                category,
                categories: of.categories(),
            });
        }
        if of.slope() < 0.0 {
            return Err(Error::Reversed {
                item,
                slope: of.slope(),
            });
        }
    }
    let above_half = |theta: f64| {
        let shares = items
            .iter()
            .zip(categories)
            .map(|(item, &category)| item.at_least(category, theta));
        shares.sum::<f64>() / real(items.len()) - 0.5
    };
    let (mut low, mut high) = (-8.0, 8.0);
    while above_half(low) > 0.0 && low > -FARTHEST {
        low *= 2.0;
    }
    while above_half(high) < 0.0 && high < FARTHEST {
        high *= 2.0;
    }
    Ok(between(
        (low, above_half(low)),
        (high, above_half(high)),
        above_half,
    ))
}

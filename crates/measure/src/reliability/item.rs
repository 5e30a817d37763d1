//! What each item contributes to its scale: correlations with the whole and with the rest, and alpha without it.
//!
//! The whole is a person's mean over the items answered. With C and R as for alpha and item *i*:
//! - raw: correlation of the item with the whole, over those who answered it;
//! - standardised: Σⱼ Rᵢⱼ / √ΣR;
//! - corrected for overlap: the same with squared multiple correlations in the diagonal of R (Cureton 1966,
//!   Psychometrika 31:93–96; Revelle);
//! - rest: correlation with the sum of the other items, (ΣⱼCᵢⱼ − Cᵢᵢ) / √(Cᵢᵢ Σ C without i) (Henrysson 1963,
//!   Psychometrika 28:211–218).

use nalgebra::DMatrix;

use super::alpha::{coefficient, squared_multiples};
use super::covariance::Covariances;
use super::scale::ScaleAnswers;
use super::scores::Scores;
use crate::Error;

/// One item within its scale.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemStatistics {
    /// People who answered the item.
    pub answered: u32,
    /// Mean value.
    pub mean: f64,
    /// Standard deviation, divisor *n* − 1.
    pub deviation: f64,
    /// Correlation with the person's mean, the item included.
    pub raw_correlation: f64,
    /// Correlation of the standardised item with the sum of all standardised items.
    pub standardised_correlation: f64,
    /// The same, corrected for the item's own part; nothing when the correlations are not positive definite.
    pub corrected_correlation: Option<f64>,
    /// Correlation with the sum of the other items.
    pub rest_correlation: f64,
    /// Alpha of the other items; nothing when fewer than two are left.
    pub alpha_without: Option<f64>,
}

/// Statistics of every item, in order. `covariances` must be of the same scale; for the listwise figures pass the
/// listwise covariances and [`ScaleAnswers::complete`].
///
/// # Errors
/// [`Error::ItemsTooFew`] below 2 items or when the two differ in items, [`Error::NoVariance`] when the person means
/// of those who answered an item do not vary, [`Error::NotPositive`] when the other items' covariances do not sum to
/// more than 0.
pub fn item_statistics(
    scale: &ScaleAnswers,
    covariances: &Covariances,
) -> Result<Vec<ItemStatistics>, Error> {
    let items = covariances.items();
    if items < 2 || scale.items() != items {
        return Err(Error::ItemsTooFew {
            found: items.min(scale.items()),
            least: items.max(2),
        });
    }
    let scores = Scores::new(scale, &(0..items).collect::<Vec<_>>())?;
    let correlations = covariances.correlations();
    let corrected = squared_multiples(&correlations).map(|squared| {
        let mut overlap = correlations.clone();
        overlap.set_diagonal(&squared.into());
        overlap
    });
    let statistics = |item: usize| {
        let matrix = covariances.matrix();
        let own = matrix[(item, item)];
        let rest = matrix.clone().remove_row(item).remove_column(item);
        let alpha_without = if items > 2 {
            Some(coefficient(&rest)?)
        } else {
            None
        };
        if rest.sum() <= 0.0 {
            let what = "the sum of the other items' covariances";
            return Err(Error::NotPositive {
                what,
                value: rest.sum(),
            });
        }
        Ok(ItemStatistics {
            answered: covariances.answered()[item],
            mean: covariances.means()[item],
            deviation: own.sqrt(),
            raw_correlation: raw_correlation(scale, &scores, item)?,
            standardised_correlation: whole_correlation(&correlations, item),
            corrected_correlation: corrected.as_ref().map(|overlap| whole_correlation(overlap, item)),
            rest_correlation: (matrix.row(item).sum() - own) / (own * rest.sum()).sqrt(),
            alpha_without,
        })
    };
    (0..items).map(statistics).collect()
}

fn whole_correlation(matrix: &DMatrix<f64>, item: usize) -> f64 {
    matrix.row(item).sum() / matrix.sum().sqrt()
}

/// Mean and standard deviation (divisor *n* − 1) of the person means, over people with at least one answer.
///
/// # Errors
/// [`Error::PeopleTooFew`] below 2 people with an answer.
pub fn person_means(scale: &ScaleAnswers) -> Result<(f64, f64), Error> {
    let scores = Scores::new(scale, &(0..scale.items()).collect::<Vec<_>>())?;
    let mut people = vec![0_u32; scores.strata().len()];
    let table = scores.table(scale, 0, None)?;
    for (at, people) in people.iter_mut().enumerate() {
        *people = table.row(at, 0).iter().sum();
    }
    let answering = || {
        scores
            .strata()
            .iter()
            .zip(&people)
            .filter(|(stratum, _)| stratum.answered > 0)
    };
    let n: u32 = answering().map(|(_, people)| people).sum();
    if n < 2 {
        let (what, at, found) = ("the scale", 0, n as usize);
        return Err(Error::PeopleTooFew {
            what,
            at,
            found,
            least: 2,
        });
    }
    let mean = answering()
        .map(|(stratum, &n)| f64::from(n) * stratum.mean())
        .sum::<f64>()
        / f64::from(n);
    let squares: f64 = answering()
        .map(|(stratum, &n)| f64::from(n) * (stratum.mean() - mean).powi(2))
        .sum();
    Ok((mean, (squares / f64::from(n - 1)).sqrt()))
}

fn raw_correlation(scale: &ScaleAnswers, scores: &Scores, item: usize) -> Result<f64, Error> {
    let table = scores.table(scale, item, None)?;
    let cells = || {
        let strata = scores.strata().iter().enumerate();
        strata.flat_map(|(at, stratum)| {
            let row = table.row(at, 0).iter().enumerate().skip(1);
            row.filter(|(_, people)| **people > 0)
                .map(move |(value, &people)| (f64::from(people), stratum.mean(), super::alpha::real(value)))
        })
    };
    let n: f64 = cells().map(|cell| cell.0).sum();
    let whole = cells().map(|(people, mean, _)| people * mean).sum::<f64>() / n;
    let own = cells().map(|(people, _, value)| people * value).sum::<f64>() / n;
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (people, mean, value) in cells() {
        let (x, y) = (mean - whole, value - own);
        xx += people * x * x;
        yy += people * y * y;
        xy += people * x * y;
    }
    if xx > 0.0 && yy > 0.0 {
        Ok(xy / (xx * yy).sqrt())
    } else {
        Err(Error::NoVariance { item })
    }
}

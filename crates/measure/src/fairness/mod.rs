//! Whether items mean the same to different groups: people alike on what a scale measures should answer an item alike,
//! whatever their group. Counts of matched people ([`MatchedCounts`]) are made once; Mantel–Haenszel, ordinal differences
//! and ordinal logistic regression follow from them. Invariance of the whole scale is tested by factor models.

#![expect(clippy::doc_markdown, reason = "names of people and formulae are not code")]

use statrs::distribution::{ChiSquared, ContinuousCDF};

use crate::Error;

mod difference;
mod invariance;
mod logistic;
mod mantel_haenszel;
mod matched;
mod ordinal;
mod purification;
mod scale_effect;
mod verdict;

pub use difference::{Gain, LogisticDifference, PseudoR2, logistic_difference};
pub use invariance::{Invariance, InvarianceChange, InvarianceStep, invariance};
pub use logistic::{ProportionalOdds, Terms, proportional_odds};
pub use mantel_haenszel::{EtsClass, MantelHaenszel, ets_class, mantel_haenszel};
pub use matched::{MatchedCounts, MatchedStratum, Matching};
pub use ordinal::{OrdinalDifference, ordinal_difference};
pub use purification::{ItemDifference, Purified, Search, purified};
pub use scale_effect::{ScaleEffect, scale_effect};
pub use verdict::{Comparability, Favours, ItemVerdict, Pattern, Size, comparability, item_verdict};

/// A probability, 0 to 1.
pub type Probability = f64;

/// P(χ² ≥ x) with the degrees of freedom given; 1 for none.
fn chi_squared_p(x: f64, degrees: u32) -> Probability {
    if degrees == 1 {
        return crate::two_sided_p(x.max(0.0).sqrt());
    }
    ChiSquared::new(f64::from(degrees)).map_or(1.0, |distribution| distribution.sf(x.max(0.0)))
}

fn two_groups(counts: &MatchedCounts) -> Result<(), Error> {
    if counts.groups() == 2 {
        return Ok(());
    }
    Err(Error::GroupsTooFew {
        found: counts.groups(),
        least: 2,
    })
}

#[expect(clippy::cast_precision_loss, reason = "values, items and groups are few")]
fn real(count: usize) -> f64 {
    count as f64
}

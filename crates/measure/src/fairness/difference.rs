//! Ordinal logistic regression for an item's difference between groups (Swaminathan and Rogers 1990, Journal of
//! Educational Measurement 27:361–370; Zumbo 1999; Choi, Gibbons and Crane 2011, Journal of Statistical Software 39(8)).
//!
//! Three nested models: standing; standing and group; standing, group and their product. Twice the difference of two
//! log-likelihoods is χ²; what it means is told by the change of a pseudo-R²: McFadden 1 − ℓ/ℓ₀, Cox and Snell
//! 1 − exp(2(ℓ₀ − ℓ)/n), Nagelkerke the last over its greatest value 1 − exp(2ℓ₀/n).

use super::logistic::{Terms, added, nested};
use super::matched::MatchedCounts;
use super::{Probability, ProportionalOdds, chi_squared_p};
use crate::Error;

/// Three readings of how much of an item's answers a model accounts for, each 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PseudoR2 {
    /// McFadden (1974).
    pub mcfadden: f64,
    /// Cox and Snell (1989).
    pub cox_snell: f64,
    /// Nagelkerke (1991).
    pub nagelkerke: f64,
}

impl PseudoR2 {
    fn new(fitted: &ProportionalOdds) -> Self {
        let (own, null, people) = (fitted.log_likelihood, fitted.null_log_likelihood, fitted.people);
        let cox_snell = 1.0 - (2.0 * (null - own) / people).exp();
        Self {
            mcfadden: 1.0 - own / null,
            cox_snell,
            nagelkerke: cox_snell / (1.0 - (2.0 * null / people).exp()),
        }
    }

    fn less(self, other: Self) -> Self {
        Self {
            mcfadden: self.mcfadden - other.mcfadden,
            cox_snell: self.cox_snell - other.cox_snell,
            nagelkerke: self.nagelkerke - other.nagelkerke,
        }
    }
}

/// A comparison of two nested models.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gain {
    /// Likelihood ratio χ².
    pub chi_squared: f64,
    /// Its degrees of freedom.
    pub degrees: u32,
    /// Probability of at least this χ² when the larger model is no better.
    pub p: Probability,
    /// Change of the pseudo-R².
    pub r2: PseudoR2,
}

/// An item's difference between groups by ordinal logistic regression.
#[derive(Debug, Clone, PartialEq)]
pub struct LogisticDifference {
    /// Standing against standing and group: the same at every standing.
    pub uniform: Gain,
    /// Standing and group against all three terms: depending on standing.
    pub non_uniform: Gain,
    /// Standing against all three terms.
    pub total: Gain,
    /// Relative change of the slope of standing when group is added (Crane and others 2004: 0.1 and 0.05 are used).
    pub slope_change: f64,
    /// The new value of each old one, after options that are rare in a group were merged with neighbours.
    pub merged: Vec<usize>,
    /// The three models.
    pub fitted: [ProportionalOdds; 3],
}

/// Compares all groups on an item whose options are first merged until each group gave each at least `least` times
/// (5 is used by Choi and others).
///
/// # Errors
/// [`Error::OptionsTooFew`] when fewer than two options are left; those of [`super::proportional_odds`].
pub fn logistic_difference(counts: &MatchedCounts, least: u32) -> Result<LogisticDifference, Error> {
    let (collapsed, merged) = counts.collapsed(least.max(1))?;
    let fitted = nested(&collapsed)?;
    let gain = |from: usize, to: usize, degrees: u32| {
        let ratio = 2.0 * (fitted[to].log_likelihood - fitted[from].log_likelihood);
        let chi_squared = ratio.max(0.0);
        Gain {
            chi_squared,
            degrees,
            p: chi_squared_p(chi_squared, degrees),
            r2: PseudoR2::new(&fitted[to]).less(PseudoR2::new(&fitted[from])),
        }
    };
    let groups = counts.groups();
    Ok(LogisticDifference {
        uniform: gain(0, 1, added(Terms::Group, groups)),
        non_uniform: gain(1, 2, added(Terms::Group, groups)),
        total: gain(0, 2, added(Terms::Interaction, groups)),
        slope_change: ((fitted[1].slope - fitted[0].slope) / fitted[0].slope).abs(),
        merged,
        fitted,
    })
}

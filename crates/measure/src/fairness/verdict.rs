//! What the statistics come to, as data from which a sentence can be written that a principal understands.

use super::difference::LogisticDifference;
use super::invariance::Invariance;
use super::ordinal::OrdinalDifference;
use super::purification::Search;
use crate::reliability::Equality;

/// Whom an item favours among people alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Favours {
    /// The reference group answers higher.
    Reference,
    /// The focal group answers higher.
    Focal,
}

/// How large a difference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Nagelkerke's R² changes by less than 0.035 (Jodoin and Gierl 2001, Applied Measurement in Education 14:329–349).
    Small,
    /// By 0.035 to 0.070.
    Moderate,
    /// By 0.070 or more.
    Large,
}

/// Whether a difference is the same for people of every standing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pattern {
    /// The same at every standing.
    Everywhere,
    /// Different for people who stand low and high: points among the focal group's lower and upper half.
    DependsOnStanding {
        /// Mean difference among the lower half, in units of the answers.
        lower_points: f64,
        /// Mean difference among the upper half.
        upper_points: f64,
    },
}

/// What may be said of an item and two groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ItemVerdict {
    /// People alike answer alike, as far as these answers can tell.
    Fair,
    /// People alike answer differently. Look at the wording before the groups are compared on this item.
    Unfair {
        /// Who answers higher.
        favours: Favours,
        /// By how many points of the answer scale on average.
        points: f64,
        /// How large that is.
        size: Size,
        /// Whether it depends on standing.
        pattern: Pattern,
    },
    /// Too few answers, or answers too much alike, to tell.
    Untestable,
}

/// The verdict on an item and two groups. A difference counts as depending on standing when the non-uniform part alone
/// is significant at `search.p_most`.
pub fn item_verdict(
    logistic: Option<&LogisticDifference>,
    ordinal: Option<&OrdinalDifference>,
    search: &Search,
) -> ItemVerdict {
    let (Some(logistic), Some(ordinal)) = (logistic, ordinal) else {
        return ItemVerdict::Untestable;
    };
    if !search.finds(logistic) {
        return ItemVerdict::Fair;
    }
    let change = logistic.total.r2.nagelkerke;
    ItemVerdict::Unfair {
        favours: if ordinal.mean_difference < 0.0 {
            Favours::Reference
        } else {
            Favours::Focal
        },
        points: ordinal.mean_difference.abs(),
        size: match change {
            _ if change >= 0.070 => Size::Large,
            _ if change >= 0.035 => Size::Moderate,
            _ => Size::Small,
        },
        pattern: if logistic.non_uniform.p <= search.p_most {
            Pattern::DependsOnStanding {
                lower_points: ordinal.lower_half,
                upper_points: ordinal.upper_half,
            }
        } else {
            Pattern::Everywhere
        },
    }
}

/// What may be compared between groups on a whole scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparability {
    /// Nothing: the items do not hang together in the same way, or their model does not fit.
    Nothing,
    /// That the scale is about the same thing in each group, but no numbers.
    Meaning,
    /// How the scale goes together with other things, but not group means.
    Relations,
    /// Group means.
    Means,
    /// Group means and how much people differ, without correction.
    MeansAndSpread,
}

/// What the levels of equality that hold allow to compare.
pub fn comparability(invariance: &Invariance, cfi_least: f64) -> Comparability {
    match invariance.holds(cfi_least) {
        None => Comparability::Nothing,
        Some(Equality::Configural) => Comparability::Meaning,
        Some(Equality::Metric) => Comparability::Relations,
        Some(Equality::Scalar) => Comparability::Means,
        Some(Equality::Strict) => Comparability::MeansAndSpread,
    }
}

//! Two groups and a right-or-wrong item (Mantel and Haenszel 1959, Journal of the National Cancer Institute
//! 22:719–748; Holland and Thayer 1988).
//!
//! In a stratum of *T* people let A, B be the reference group's higher and lower answers, C, D the focal group's. Then
//! - χ² = (|ΣA − ΣE| − ½)² / ΣV with E = n_R m₁/T, V = n_R n_F m₁ m₀ / T²(T − 1), no correction beyond the difference itself;
//! - α = Σ(AD/T) / Σ(BC/T); Δ = −2.35 ln α, below 0 when the item is harder for the focal group;
//! - var ln α by Robins, Breslow and Greenland (1986, Biometrics 42:311–323).

use super::matched::MatchedCounts;
use super::{Probability, chi_squared_p};
use crate::Error;

/// How ETS classifies an item (Zieky 1993; Dorans and Holland 1993).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EtsClass {
    /// Negligible: χ² is not significant at 5 %, or |Δ| is below 1.
    A,
    /// Moderate: neither A nor C.
    B,
    /// Large: |Δ| is 1.5 or more, and significantly above 1 at 5 % one-sided, |Δ| − 1.645 SE > 1.
    C,
}

/// The Mantel–Haenszel statistics of an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MantelHaenszel {
    /// Strata with people of both groups and both answers.
    pub strata: usize,
    /// Continuity-corrected χ² with 1 degree of freedom.
    pub chi_squared: f64,
    /// Probability of at least this χ² when the groups differ in no stratum.
    pub p: Probability,
    /// Common odds ratio, reference over focal group; 1 when there is no difference.
    pub odds_ratio: f64,
    /// Standard error of the odds ratio's logarithm.
    pub log_error: f64,
    /// −2.35 ln of the odds ratio, on the ETS delta scale.
    pub delta: f64,
    /// Its class.
    pub class: EtsClass,
}

/// Compares groups 0 (reference) and 1 (focal) on an item with two values.
///
/// # Errors
/// [`Error::GroupsTooFew`] unless there are exactly two groups, [`Error::OptionsTooFew`] unless two values;
/// [`Error::NotPositive`] when the odds ratio is 0 or infinite, as when a group gave one answer only.
pub fn mantel_haenszel(counts: &MatchedCounts) -> Result<MantelHaenszel, Error> {
    super::two_groups(counts)?;
    if counts.values() != 2 {
        return Err(Error::OptionsTooFew {
            item: 0,
            found: u8::try_from(counts.values()).unwrap_or(u8::MAX),
        });
    }
    let mut sums = Sums::default();
    for stratum in counts.strata() {
        let cell = |group: usize, value: usize| f64::from(stratum.people[group][value]);
        sums.add([cell(0, 1), cell(0, 0), cell(1, 1), cell(1, 0)]);
    }
    if !(sums.r > 0.0 && sums.s > 0.0) {
        let what = "one of the two sums of the odds ratio";
        return Err(Error::NotPositive {
            what,
            value: sums.r.min(sums.s),
        });
    }
    let distance = sums.difference.abs();
    let chi_squared = (distance - distance.min(0.5)).powi(2) / sums.variance;
    let odds_ratio = sums.r / sums.s;
    let variance = sums.pr / (2.0 * sums.r * sums.r)
        + sums.mixed / (2.0 * sums.r * sums.s)
        + sums.qs / (2.0 * sums.s * sums.s);
    let (delta, log_error) = (-2.35 * odds_ratio.ln(), variance.sqrt());
    let p = chi_squared_p(chi_squared, 1);
    Ok(MantelHaenszel {
        strata: sums.strata,
        chi_squared,
        p,
        odds_ratio,
        log_error,
        delta,
        class: ets_class(p, delta, 2.35 * log_error),
    })
}

/// The class of a Δ with its standard error and the probability of its χ².
pub fn ets_class(p: Probability, delta: f64, error: f64) -> EtsClass {
    let size = delta.abs();
    if p >= 0.05 || size < 1.0 {
        EtsClass::A
    } else if size >= 1.5 && size - 1.645 * error > 1.0 {
        EtsClass::C
    } else {
        EtsClass::B
    }
}

#[derive(Default)]
struct Sums {
    strata: usize,
    difference: f64,
    variance: f64,
    r: f64,
    s: f64,
    pr: f64,
    mixed: f64,
    qs: f64,
}

impl Sums {
    /// Higher and lower answers of the reference group, then of the focal group.
    fn add(&mut self, cells: [f64; 4]) {
        let total: f64 = cells.iter().sum();
        let (reference, focal) = (cells[0] + cells[1], cells[2] + cells[3]);
        let (higher, lower) = (cells[0] + cells[2], cells[1] + cells[3]);
        if reference * focal * higher * lower == 0.0 {
            return;
        }
        self.strata += 1;
        self.difference += cells[0] - reference * higher / total;
        self.variance += reference * focal * higher * lower / (total * total * (total - 1.0));
        let (p, q) = ((cells[0] + cells[3]) / total, (cells[1] + cells[2]) / total);
        let (r, s) = (cells[0] * cells[3] / total, cells[1] * cells[2] / total);
        self.r += r;
        self.s += s;
        self.pr += p * r;
        self.mixed += p * s + q * r;
        self.qs += q * s;
    }
}

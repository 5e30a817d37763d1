//! Two groups and an item of several ordered options, without a model of the options.
//!
//! - Mantel (1963, JASA 58:690–700): χ² = (ΣF − ΣE)² / ΣV, F the focal group's sum of values in a stratum,
//!   E = n_F/T · Σ y n₊y, V = n_R n_F / T²(T − 1) · (T Σ y² n₊y − (Σ y n₊y)²);
//! - standardised mean difference: Σ w (ȳ_F − ȳ_R), w the focal group's share of a stratum (Dorans and Schmitt 1991), its
//!   error from the same V (Zwick and Thayer 1996, Journal of Educational and Behavioral Statistics 21:187–201);
//! - cumulative common odds ratio of Liu and Agresti (1996, Biometrics 52:1223–1234): Ψ = Σ_k Σ_j A_jk D_jk/T_k over
//!   Σ_k Σ_j B_jk C_jk/T_k, *j* running over the cuts. With U_k = Σ over pairs of a reference answer a and a focal answer f of
//!   h = max(a − f, 0) − Ψ max(f − a, 0), divided by T, E U_k = 0 when one Ψ holds, hence var U_k is estimated without bias
//!   by (Σ_a (Σ_f h)² + Σ_f (Σ_a h)² − Σ h²) / T², with few or many strata.

use super::matched::{MatchedCounts, MatchedStratum};
use super::{Probability, chi_squared_p, real, two_groups};
use crate::Error;

/// Differences on an ordinal item between people alike, focal group less reference group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OrdinalDifference {
    /// Mantel's χ² with 1 degree of freedom.
    pub chi_squared: f64,
    /// Probability of at least this χ² when the groups differ in no stratum.
    pub p: Probability,
    /// Standardised mean difference in units of the answers: above 0 when the focal group answers higher.
    pub mean_difference: f64,
    /// Its standard error.
    pub mean_error: f64,
    /// The mean difference over the item's standard deviation among all people matched.
    pub standardised: f64,
    /// Mean difference among the focal group's lower half by standing.
    pub lower_half: f64,
    /// Mean difference among its upper half.
    pub upper_half: f64,
    /// Liu and Agresti's cumulative odds ratio, reference over focal group, with the standard error of its
    /// logarithm; nothing when one of its sums is 0.
    pub odds_ratio: Option<(f64, f64)>,
}

/// Compares groups 0 (reference) and 1 (focal).
///
/// # Errors
/// [`Error::GroupsTooFew`] unless there are exactly two groups; [`Error::NoVariance`] when no stratum has people of both
/// groups with different answers.
pub fn ordinal_difference(counts: &MatchedCounts) -> Result<OrdinalDifference, Error> {
    two_groups(counts)?;
    let both: Vec<&MatchedStratum> = counts
        .strata()
        .iter()
        .filter(|stratum| stratum.group(0) * stratum.group(1) > 0.0)
        .collect();
    let (mut difference, mut variance) = (0.0, 0.0);
    for stratum in &both {
        let (excess, own) = mantel(stratum);
        difference += excess;
        variance += own;
    }
    if variance <= 0.0 {
        return Err(Error::NoVariance { item: 0 });
    }
    let chi_squared = difference * difference / variance;
    let (mean_difference, mean_error) = standardised_difference(&both);
    let mut by_standing = both.clone();
    by_standing.sort_by(|a, b| a.standing.total_cmp(&b.standing));
    let half = halves(&by_standing);
    Ok(OrdinalDifference {
        chi_squared,
        p: chi_squared_p(chi_squared, 1),
        mean_difference,
        mean_error,
        standardised: mean_difference / deviation(&both),
        lower_half: standardised_difference(&by_standing[..half]).0,
        upper_half: standardised_difference(&by_standing[half..]).0,
        odds_ratio: liu_agresti(&both),
    })
}

/// F − E and V of a stratum.
fn mantel(stratum: &MatchedStratum) -> (f64, f64) {
    let (reference, focal) = (stratum.group(0), stratum.group(1));
    let total = reference + focal;
    let sum = stratum.sum(0) + stratum.sum(1);
    let squares = stratum.squares(0) + stratum.squares(1);
    let variance = reference * focal / (total * total * (total - 1.0)) * (total * squares - sum * sum);
    (stratum.sum(1) - focal / total * sum, variance.max(0.0))
}

/// Σ w (ȳ_F − ȳ_R) and its standard error; 0 for nobody.
fn standardised_difference(strata: &[&MatchedStratum]) -> (f64, f64) {
    let people: f64 = strata.iter().map(|stratum| stratum.group(1)).sum();
    let (mut difference, mut variance) = (0.0, 0.0);
    for stratum in strata {
        let (reference, focal) = (stratum.group(0), stratum.group(1));
        let weight = focal / people;
        difference += weight * (stratum.sum(1) / focal - stratum.sum(0) / reference);
        variance += (weight * (1.0 / focal + 1.0 / reference)).powi(2) * mantel(stratum).1;
    }
    (difference, variance.sqrt())
}

/// How many strata make up the focal group's lower half, at least one on either side where there are two.
fn halves(strata: &[&MatchedStratum]) -> usize {
    let people: f64 = strata.iter().map(|stratum| stratum.group(1)).sum();
    let mut below = 0.0;
    let half = strata.iter().take_while(|stratum| {
        below += stratum.group(1);
        below <= people / 2.0
    });
    half.count()
        .clamp(usize::from(strata.len() > 1), strata.len().max(2) - 1)
}

fn deviation(strata: &[&MatchedStratum]) -> f64 {
    let over = |of: fn(&MatchedStratum, usize) -> f64| -> f64 {
        strata.iter().map(|stratum| of(stratum, 0) + of(stratum, 1)).sum()
    };
    let (n, sum) = (over(MatchedStratum::group), over(MatchedStratum::sum));
    ((over(MatchedStratum::squares) - sum * sum / n) / (n - 1.0)).sqrt()
}

fn liu_agresti(strata: &[&MatchedStratum]) -> Option<(f64, f64)> {
    let (mut higher, mut lower) = (0.0, 0.0);
    for stratum in strata {
        let total = stratum.group(0) + stratum.group(1);
        for_pairs(stratum, |steps, pairs| {
            if steps > 0.0 {
                higher += steps * pairs / total;
            } else {
                lower -= steps * pairs / total;
            }
        });
    }
    if higher <= 0.0 || lower <= 0.0 {
        return None;
    }
    let ratio = higher / lower;
    let variance: f64 = strata.iter().map(|stratum| pair_variance(stratum, ratio)).sum();
    Some((ratio, variance.max(0.0).sqrt() / higher))
}

/// Steps by which a reference answer exceeds a focal one, and how many such pairs there are.
fn for_pairs(stratum: &MatchedStratum, mut visit: impl FnMut(f64, f64)) {
    for (a, &reference) in stratum.people[0].iter().enumerate() {
        for (f, &focal) in stratum.people[1].iter().enumerate() {
            visit(real(a) - real(f), f64::from(reference) * f64::from(focal));
        }
    }
}

fn pair_variance(stratum: &MatchedStratum, ratio: f64) -> f64 {
    let score = |a: usize, f: usize| {
        let steps = real(a) - real(f);
        if steps > 0.0 { steps } else { ratio * steps }
    };
    let (reference, focal) = (&stratum.people[0], &stratum.people[1]);
    let mut sum = 0.0;
    for (a, &people) in reference.iter().enumerate() {
        let own: f64 = focal
            .iter()
            .enumerate()
            .map(|(f, n)| f64::from(*n) * score(a, f))
            .sum();
        sum += f64::from(people) * own * own;
    }
    for (f, &people) in focal.iter().enumerate() {
        let own: f64 = reference
            .iter()
            .enumerate()
            .map(|(a, n)| f64::from(*n) * score(a, f))
            .sum();
        sum += f64::from(people) * own * own;
        let squares: f64 = reference
            .iter()
            .enumerate()
            .map(|(a, n)| f64::from(*n) * score(a, f).powi(2))
            .sum();
        sum -= f64::from(people) * squares;
    }
    let total = stratum.group(0) + stratum.group(1);
    sum / (total * total)
}

//! A confirmatory factor model with means, fitted to several groups at once by maximum likelihood.
//!
//! In group *g*, Σ = ΛΨΛ' + Θ and μ = ν + Λα; every item loads on one factor, Θ is diagonal. Minimised is
//! χ² = Σ n_g (log|Σ| + tr Σ⁻¹(S + dd') − log|S| − k), d = m − μ (Jöreskog 1971, Psychometrika 36:409–426), by Fisher
//! scoring: steps along the expected information, halved until χ² falls. Residual variances are left free to fall
//! below 0, so that a model that does not fit shows it.
//!
//! A factor has variance 1 and mean 0 in the first group; in the others its variance is free once loadings are equal,
//! its mean once intercepts are.

use nalgebra::{DMatrix, DVector};

use super::covariance::Covariances;
use crate::Error;

mod parameters;
mod scoring;

pub use parameters::GroupEstimates;

/// What a factor model knows of a group's answers.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupMoments {
    people: u32,
    means: DVector<f64>,
    covariances: DMatrix<f64>,
}

impl GroupMoments {
    /// People, item means, and covariances with divisor *n*.
    ///
    /// # Errors
    /// [`Error::ItemsTooFew`] when the shapes disagree, [`Error::PeopleTooFew`] unless there are more people than
    /// items, [`Error::NotFinite`], and [`Error::NotPositiveDefinite`].
    pub fn new(people: u32, means: &[f64], covariances: &DMatrix<f64>) -> Result<Self, Error> {
        let items = means.len();
        if covariances.shape() != (items, items) || items == 0 {
            return Err(Error::ItemsTooFew {
                found: covariances.nrows(),
                least: items.max(1),
            });
        }
        if people as usize <= items {
            let (what, at, found) = ("a group", 0, people as usize);
            return Err(Error::PeopleTooFew {
                what,
                at,
                found,
                least: items + 1,
            });
        }
        if let Some(&value) = means
            .iter()
            .chain(covariances.iter())
            .find(|value| !value.is_finite())
        {
            return Err(Error::NotFinite {
                what: "a mean or covariance",
                value,
            });
        }
        if covariances.clone().cholesky().is_none() {
            return Err(Error::NotPositiveDefinite {
                what: "the covariances of a group",
            });
        }
        Ok(Self {
            people,
            means: DVector::from_column_slice(means),
            covariances: covariances.clone(),
        })
    }

    /// From covariances with divisor *n* − 1. They should be listwise: pairwise ones have no likelihood.
    ///
    /// # Errors
    /// Those of [`GroupMoments::new`].
    pub fn of(covariances: &Covariances) -> Result<Self, Error> {
        let people = f64::from(covariances.people());
        let matrix = covariances.matrix() * ((people - 1.0) / people);
        Self::new(covariances.people(), covariances.means(), &matrix)
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.means.len()
    }

    /// How many people there are.
    pub fn people(&self) -> u32 {
        self.people
    }
}

/// What is held equal across groups; each level adds to the one before (Meredith 1993, Psychometrika 58:525–543).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Equality {
    /// The same items belong to the same factor.
    Configural,
    /// Loadings: a step on the factor moves an item equally far.
    Metric,
    /// And intercepts: people alike on the factor answer alike on average. Group means can be compared.
    Scalar,
    /// And residual variances: the items are equally precise.
    Strict,
}

impl Equality {
    /// All four, from the weakest.
    pub const ALL: [Self; 4] = [Self::Configural, Self::Metric, Self::Scalar, Self::Strict];
}

/// A fitted factor model.
#[derive(Debug, Clone, PartialEq)]
pub struct FactorFit {
    /// What was held equal.
    pub equality: Equality,
    /// Estimates per group.
    pub groups: Vec<GroupEstimates>,
    /// How well the model fits.
    pub fit: FitMeasures,
    /// Whether a residual variance fell below 0 or a factor correlation left −1 to 1.
    pub improper: bool,
    /// Steps taken.
    pub rounds: usize,
}

/// How well a model fits the groups' means and covariances.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FitMeasures {
    /// Likelihood ratio against the saturated model, *n* times the discrepancy.
    pub chi_squared: f64,
    /// Its degrees of freedom.
    pub degrees: u32,
    /// The same of the model in which no two items are related.
    pub baseline_chi_squared: f64,
    /// Its degrees of freedom.
    pub baseline_degrees: u32,
    /// Comparative fit index (Bentler 1990, Psychological Bulletin 107:238–246), 0 to 1.
    pub cfi: f64,
    /// Root mean square error of approximation, multi-group (Steiger 1998, Structural Equation Modeling 5:411–419).
    pub rmsea: f64,
    /// Standardised root mean square residual of means and covariances, groups weighted by people (Bentler 1995).
    pub srmr: f64,
}

/// Fits the model in which item *i* loads on factor `factor_of[i]` (0 up, none left out).
///
/// # Errors
/// [`Error::GroupsTooFew`] without a group; [`Error::ItemsTooFew`] when groups differ in items, when a single factor
/// has fewer than 3 items or one of several fewer than 2; [`Error::NotPositiveDefinite`] when the model is not
/// identified; [`Error::NotConverged`].
pub fn factor_model(
    groups: &[GroupMoments],
    factor_of: &[usize],
    equality: Equality,
) -> Result<FactorFit, Error> {
    let factors = check(groups, factor_of)?;
    let shape = parameters::Shape::new(groups.len(), factor_of, factors, equality);
    let start = shape.start(groups);
    let (values, chi_squared, rounds) = scoring::minimise(groups, &shape, start)?;
    let estimates: Vec<_> = (0..groups.len())
        .map(|group| shape.estimates(group, &values))
        .collect();
    Ok(FactorFit {
        equality,
        improper: estimates.iter().any(GroupEstimates::improper),
        fit: measures(groups, &estimates, chi_squared, shape.free()),
        groups: estimates,
        rounds,
    })
}

fn check(groups: &[GroupMoments], factor_of: &[usize]) -> Result<usize, Error> {
    let Some(first) = groups.first() else {
        return Err(Error::GroupsTooFew { found: 0, least: 1 });
    };
    let items = first.items();
    if let Some(other) = groups
        .iter()
        .map(GroupMoments::items)
        .find(|found| *found != items)
    {
        return Err(Error::ItemsTooFew {
            found: other,
            least: items,
        });
    }
    if factor_of.len() != items {
        return Err(Error::ItemsTooFew {
            found: factor_of.len(),
            least: items,
        });
    }
    let factors = factor_of.iter().max().map_or(0, |last| last + 1);
    let least = if factors == 1 { 3 } else { 2 };
    for factor in 0..factors.min(items) {
        let found = factor_of.iter().filter(|of| **of == factor).count();
        if found < least {
            return Err(Error::ItemsTooFew { found, least });
        }
    }
    Ok(factors)
}

fn measures(
    groups: &[GroupMoments],
    estimates: &[GroupEstimates],
    chi_squared: f64,
    free: usize,
) -> FitMeasures {
    let items = groups[0].items();
    let count = |value: usize| u32::try_from(value).expect("parameters are fewer than 2^32");
    let degrees = count((groups.len() * items * (items + 3) / 2).saturating_sub(free));
    let baseline_degrees = count(groups.len() * items * (items - 1) / 2);
    let baseline: f64 = groups.iter().map(baseline).sum();
    let people: f64 = groups.iter().map(|group| f64::from(group.people)).sum();
    let excess = (chi_squared - f64::from(degrees)).max(0.0);
    let baseline_excess = (baseline - f64::from(baseline_degrees)).max(excess);
    let weighted = groups
        .iter()
        .zip(estimates)
        .map(|(group, model)| f64::from(group.people) * residual(group, model));
    FitMeasures {
        chi_squared,
        degrees,
        baseline_chi_squared: baseline,
        baseline_degrees,
        cfi: if baseline_excess > 0.0 {
            1.0 - excess / baseline_excess
        } else {
            1.0
        },
        rmsea: if degrees > 0 {
            (excess / (people * f64::from(degrees)) * f64::from(count(groups.len()))).sqrt()
        } else {
            0.0
        },
        srmr: weighted.sum::<f64>() / people,
    }
}

fn baseline(group: &GroupMoments) -> f64 {
    let variances: f64 = group.covariances.diagonal().iter().map(|value| value.ln()).sum();
    f64::from(group.people) * (variances - scoring::log_determinant(&group.covariances))
}

fn residual(group: &GroupMoments, model: &GroupEstimates) -> f64 {
    let (implied, means) = (model.covariances(), model.means());
    let deviation = group.covariances.diagonal().map(f64::sqrt);
    let (mut sum, mut terms) = (0.0, 0.0);
    for i in 0..group.items() {
        sum += ((group.means[i] - means[i]) / deviation[i]).powi(2);
        terms += 1.0;
        for j in 0..=i {
            let difference = group.covariances[(i, j)] - implied[(i, j)];
            sum += (difference / (deviation[i] * deviation[j])).powi(2);
            terms += 1.0;
        }
    }
    (sum / terms).sqrt()
}

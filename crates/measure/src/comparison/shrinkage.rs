//! School means drawn towards their common mean (empirical Bayes).
//!
//! School j with nⱼ people has mean yⱼ with error variance vⱼ = σ²/nⱼ, times 1 − nⱼ/Nⱼ where the school is this year's
//! people; true means vary with variance τ² about γ. With γ̂ = Σ yⱼ/(τ² + vⱼ) / Σ 1/(τ² + vⱼ) and reliability
//! λⱼ = τ²/(τ² + vⱼ), the shrunk mean is λⱼ yⱼ + (1 − λⱼ) γ̂, the best linear unbiased predictor, and its squared standard
//! error τ²(1 − λⱼ) + (1 − λⱼ)² V(γ̂) (Robinson 1991, Statistical Science 6:15–32; Raudenbush and Bryk 2002, Hierarchical
//! Linear Models, chapter 3). For comparisons; a school's own report shows its own mean.

use crate::Error;
use crate::design::check_finite;
use crate::interval::real;
use crate::two_sided_p;

use super::rest::Moments;

/// One school's answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct School {
    /// People, mean and spread.
    pub moments: Moments,
    /// People on its roster, where the question is about this year's people only.
    pub population: Option<u64>,
}

/// Variances between schools' true means and within schools.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Components {
    /// τ².
    pub between: f64,
    /// σ².
    pub within: f64,
}

/// A school's shrunk mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunk {
    /// λ y + (1 − λ) γ̂.
    pub mean: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// λ, the reliability of the school's own mean, 0 to 1.
    pub reliability: f64,
    apart: f64,
    apart_error: f64,
}

/// Shrunk means in the order of schools, and the mean they are drawn to.
#[derive(Debug, Clone, PartialEq)]
pub struct ShrunkMeans {
    /// γ̂.
    pub common_mean: f64,
    /// Its standard error.
    pub common_error: f64,
    /// One per school.
    pub schools: Vec<Shrunk>,
}

/// A value for the eyes of those who work on it: it has no way into a report, since what may be released is named type by
/// type and this one is not. Nothing computes it unless asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InternalOnly<T>(T);

impl<T: Copy> InternalOnly<T> {
    /// The value, for internal use.
    pub const fn for_internal_use(self) -> T {
        self.0
    }
}

/// Components by analysis of variance: σ² = MSW, τ² = (MSB − MSW)/n₀ and not below 0, with n₀ = (N − Σ n²/N)/(J − 1) (Searle
/// and others 1992, Variance Components, section 3.6). Schools without people do not count.
///
/// # Errors
/// [`Error::TooFew`] below two schools with people or no school with two, [`Error::Constant`] when nobody differs.
pub fn components(schools: &[School]) -> Result<Components, Error> {
    let present: Vec<&Moments> = schools
        .iter()
        .map(|school| &school.moments)
        .filter(|moments| moments.count() > 0)
        .collect();
    let count = present.len() as u64;
    if count < 2 {
        return Err(Error::TooFew {
            what: "schools",
            found: count,
            least: 2,
        });
    }
    let all = present
        .iter()
        .fold(Moments::default(), |sum, moments| sum.with(moments));
    let people = real(all.count());
    let inside: f64 = present.iter().map(|moments| moments.squares()).sum();
    if all.count() == count {
        return Err(Error::TooFew {
            what: "people in the largest school",
            found: 1,
            least: 2,
        });
    }
    if all.squares() <= 0.0 {
        return Err(Error::Constant { what: "the score" });
    }
    let within = inside / (people - real(count));
    let between = (all.squares() - inside).max(0.0) / real(count - 1);
    let squares: f64 = present.iter().map(|moments| real(moments.count()).powi(2)).sum();
    let size = (people - squares / people) / real(count - 1);
    Ok(Components {
        between: ((between - within) / size).max(0.0),
        within,
    })
}

/// Shrinks the means of schools. A school without people gets the common mean, with reliability 0.
///
/// # Errors
/// [`Error::Empty`] when no school has people, [`Error::Value`] for components that are negative, not finite, or both 0, or means that overflow,
/// [`Error::Population`] for a roster smaller than its school.
pub fn shrink(schools: &[School], components: Components) -> Result<ShrunkMeans, Error> {
    let Components { between, within } = components;
    for (row, value) in [between, within, between + within].into_iter().enumerate() {
        if !(value >= 0.0 && value.is_finite()) || (row == 2 && !value.is_normal()) {
            return Err(Error::Value {
                what: "variance component",
                row,
                value,
            });
        }
    }
    let errors = schools
        .iter()
        .map(|school| squared_error(school, within))
        .collect::<Result<Vec<_>, Error>>()?;
    // Where schools do not differ, or a school is known exactly, a floor keeps weights finite without moving them.
    let floor = (between + within) * 1e-12;
    let weight = |error: f64| ((between + error).max(floor)).recip();
    let (mut sum, mut weights) = (0.0, 0.0);
    for (school, &error) in schools.iter().zip(&errors) {
        sum += weight(error) * school.moments.mean();
        weights += weight(error);
    }
    if weights <= 0.0 {
        return Err(Error::Empty);
    }
    let (common_mean, variance) = (sum / weights, weights.recip());
    check_finite(
        "common mean and its variance",
        &[common_mean, variance, between * weights],
    )?;
    let schools = schools
        .iter()
        .zip(&errors)
        .map(|(school, &error)| {
            let reliability = if error.is_infinite() {
                0.0
            } else {
                between * weight(error)
            };
            let left = between * (1.0 - reliability);
            let apart = if error.is_infinite() {
                0.0
            } else {
                reliability * (school.moments.mean() - common_mean)
            };
            Shrunk {
                mean: common_mean + apart,
                standard_error: (left + (1.0 - reliability).powi(2) * variance).sqrt(),
                reliability,
                apart,
                apart_error: (left + reliability.powi(2) * variance).sqrt(),
            }
        })
        .collect();
    Ok(ShrunkMeans {
        common_mean,
        common_error: variance.sqrt(),
        schools,
    })
}

impl Shrunk {
    /// The chance that the school's true mean lies above the common mean of its agency, given normal distributions.
    ///
    /// Off by default: no other result contains it, and it must never be public, because a list of such chances is a
    /// league table. It comes wrapped, so that it cannot be mistaken for a figure.
    pub fn chance_above(&self) -> InternalOnly<f64> {
        if self.apart_error <= 0.0 {
            return InternalOnly(0.5);
        }
        let half = two_sided_p(self.apart / self.apart_error) / 2.0;
        InternalOnly(if self.apart > 0.0 { 1.0 - half } else { half })
    }
}

/// vⱼ; infinite for a school without people.
fn squared_error(school: &School, within: f64) -> Result<f64, Error> {
    let people = school.moments.count();
    if people == 0 {
        return Ok(f64::INFINITY);
    }
    match school.population {
        Some(population) if population < people => Err(Error::Population {
            sampled: real(people),
            population: real(population),
        }),
        Some(population) => Ok(within / real(people) * (1.0 - real(people) / real(population))),
        None => Ok(within / real(people)),
    }
}

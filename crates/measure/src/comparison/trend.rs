//! Whether a share or mean rises or falls over waves.

use crate::design::{check_finite, chi_squared_tail};
use crate::interval::real;
use crate::proportion::Confidence;
use crate::{Error, two_sided_p};

/// A test of trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The statistic: X² with one degree of freedom, or Kendall's tau.
    pub statistic: f64,
    /// Probability of at least this trend, up or down, when there is none.
    pub p: f64,
    /// Whether `p` is exact; otherwise it is from a normal approximation.
    pub exact: bool,
}

/// A line through waves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slope {
    /// Change per unit of time.
    pub slope: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// Probability of at least this slope when there is none.
    pub p: f64,
    /// How far waves lie from the line, X² with `waves − 2` degrees of freedom.
    pub misfit: f64,
    /// Probability of at least this misfit when waves follow a line.
    pub misfit_p: f64,
}

/// The fewest waves of a trend.
const WAVES_LEAST: usize = 3;

/// The test of Cochran (1954, Biometrics 10:417–451) and Armitage (1955, Biometrics 11:375–386) for a linear trend of shares,
/// (part, of) per wave, over `times`; waves hold different people. Zero when all shares are 0 or all are 1.
///
/// # Errors
/// [`Error::TooFew`] below three waves, [`Error::Rows`] and [`Error::Value`] for times that do not fit, [`Error::Empty`] and
/// [`Error::Part`] for counts that are no shares, [`Error::Constant`] when all times are equal.
pub fn cochran_armitage(waves: &[(u64, u64)], times: &[f64]) -> Result<Trend, Error> {
    check_waves(waves.len(), times)?;
    for &(part, of) in waves {
        crate::share(part, of)?;
    }
    let (part, of) = waves.iter().fold((0.0, 0.0), |sum, &(part, of)| {
        (sum.0 + real(part), sum.1 + real(of))
    });
    let p = part / of;
    let middle = waves
        .iter()
        .zip(times)
        .map(|(wave, time)| real(wave.1) * time)
        .sum::<f64>()
        / of;
    let (mut moved, mut spread) = (0.0, 0.0);
    for (&(part, of), time) in waves.iter().zip(times) {
        moved += (real(part) - real(of) * p) * (time - middle);
        spread += real(of) * (time - middle).powi(2);
    }
    let variance = p * (1.0 - p) * spread;
    let statistic = if variance > 0.0 {
        moved * (moved / variance)
    } else {
        0.0
    };
    check_finite("trend", &[statistic, variance])?;
    Ok(Trend {
        statistic,
        p: two_sided_p(statistic.sqrt()),
        exact: false,
    })
}

/// A line through independent estimates with known standard errors by weighted least squares, weights 1/SE², and the
/// test of how well it fits (Grizzle, Starmer and Koch 1969, Biometrics 25:489–504).
///
/// # Errors
/// [`Error::TooFew`] below three waves, [`Error::Rows`] for columns of other lengths, [`Error::Value`] for numbers that are
/// not finite or a standard error that is not positive, [`Error::Constant`] when all times are equal.
pub fn slope(
    estimates: &[f64],
    standard_errors: &[f64],
    times: &[f64],
    confidence: Confidence,
) -> Result<Slope, Error> {
    check_waves(estimates.len(), times)?;
    crate::design::check_rows("standard errors", standard_errors.len(), estimates.len())?;
    check_finite("estimate", estimates)?;
    if let Some(row) = standard_errors
        .iter()
        .position(|error| !(*error > 0.0 && error.is_finite()))
    {
        return Err(Error::Value {
            what: "standard error",
            row,
            value: standard_errors[row],
        });
    }
    let weights: Vec<f64> = standard_errors.iter().map(|error| error.powi(-2)).collect();
    let total: f64 = weights.iter().sum();
    let mean = |values: &[f64]| {
        values
            .iter()
            .zip(&weights)
            .map(|(value, weight)| value * weight)
            .sum::<f64>()
            / total
    };
    let (middle, level) = (mean(times), mean(estimates));
    let (mut together, mut spread) = (0.0, 0.0);
    for ((estimate, time), weight) in estimates.iter().zip(times).zip(&weights) {
        together += weight * (time - middle) * (estimate - level);
        spread += weight * (time - middle).powi(2);
    }
    let (slope, standard_error) = (together / spread, spread.sqrt().recip());
    let misfit: f64 = (0..estimates.len())
        .map(|at| weights[at] * (estimates[at] - level - slope * (times[at] - middle)).powi(2))
        .sum();
    let half = confidence.z() * standard_error;
    check_finite("slope, its error or its misfit", &[slope, spread, half, misfit])?;
    Ok(Slope {
        slope,
        standard_error,
        low: slope - half,
        high: slope + half,
        p: two_sided_p(slope / standard_error),
        misfit,
        misfit_p: chi_squared_tail(misfit, real(estimates.len() as u64 - 2))?,
    })
}

fn check_waves(waves: usize, times: &[f64]) -> Result<(), Error> {
    if waves < WAVES_LEAST {
        return Err(Error::TooFew {
            what: "waves",
            found: waves as u64,
            least: WAVES_LEAST as u64,
        });
    }
    crate::design::check_rows("times", times.len(), waves)?;
    check_finite("time", times)?;
    if times.iter().all(|time| time.to_bits() == times[0].to_bits()) {
        return Err(Error::Constant { what: "time" });
    }
    Ok(())
}

/// The test of Mann (1945, Econometrica 13:245–259) and Kendall for a rise or fall of any shape; `statistic` is Kendall's tau
/// a: (rising − falling pairs) over all pairs when no two values are equal, and over tau b's denominator when some are.
///
/// Exact up to 30 values, also with equal ones: the number of falling pairs among the orders of a multiset has the
/// q-multinomial coefficient as its generating function (Netto 1901). Above, normal with continuity correction and
/// the variance for ties (Kendall 1970, Rank Correlation Methods, section 4.4). Five values at least can reach p = 0.05.
///
/// # Errors
/// [`Error::TooFew`] below three values, [`Error::TooMany`] above 10,000, [`Error::Value`] for one that is not finite,
/// [`Error::Constant`] when all are equal.
pub fn mann_kendall(values: &[f64]) -> Result<Trend, Error> {
    const VALUES_MAX: usize = 10_000;
    if values.len() < WAVES_LEAST {
        return Err(Error::TooFew {
            what: "waves",
            found: values.len() as u64,
            least: WAVES_LEAST as u64,
        });
    }
    if values.len() > VALUES_MAX {
        return Err(Error::TooMany {
            what: "waves",
            found: values.len() as u64,
            most: VALUES_MAX as u64,
        });
    }
    check_finite("value", values)?;
    super::kendall::test(values)
}

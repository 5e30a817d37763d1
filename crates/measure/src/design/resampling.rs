//! The jackknife of a design, without ever writing replicate weights down.
//!
//! Every estimand is a function of two sums, and leaving one unit out changes them by that unit's part and its stratum's
//! rescaling alone. So all replicates together cost one pass, where weights for each would cost rows × units.

use super::estimand::Estimand;
use super::estimate::{DesignEffect, Estimates, finite};
use super::replicates::{Centre, spread};
use super::strata::Design;
use super::variance::{Stratum, degrees, first_stage};
use crate::Error;
use crate::interval::real;

/// The delete-one-unit jackknife over units of the first stage: known as JK1 for a single stratum and `JKn` for several (Rust and Rao
/// 1996, Statistical Methods in Medical Research 5:283–310). Replicate (h, c) leaves unit c out and multiplies the weights of
/// the others of stratum h by nₕ/(nₕ − 1); its squared distance counts (1 − fₕ)(nₕ − 1)/nₕ. Lonely strata add nothing and
/// are refused unless the design treats them as certain. Adjusted weights are taken as fixed, so use
/// [`Design::estimate`] for those.
///
/// # Errors
/// Those of [`Design::estimate`], and [`Error::LonelyStrata`].
pub fn jackknife(design: &Design, estimands: &[Estimand<'_>], centre: Centre) -> Result<Estimates, Error> {
    for estimand in estimands {
        estimand.check(design.rows())?;
    }
    let full: Vec<(f64, f64)> = estimands
        .iter()
        .map(|estimand| estimand.sums(&design.weights))
        .collect();
    let values = values(estimands, &full)?;
    let (mut replicates, mut factors) = (Vec::new(), Vec::new());
    for stratum in first_stage(design) {
        if stratum.is_lonely() && design.lonely != super::Lonely::Certainty {
            return Err(super::variance::all_lonely(design));
        }
        if stratum.units.len() > 1 {
            add_stratum(design, estimands, &full, &stratum, &mut replicates)?;
            let units = real(stratum.units.len() as u64);
            let factor = (1.0 - stratum.sampled) * (units - 1.0) / units;
            factors.resize(replicates.len(), factor);
        }
    }
    let used = |estimand: &Estimand<'_>, row: usize| estimand.holds(row) && design.weights[row] > 0.0;
    Ok(Estimates {
        covariance: finite(spread(&values, &replicates, &factors, centre))?,
        degrees: estimands
            .iter()
            .map(|estimand| degrees(design, |row| used(estimand, row)))
            .collect(),
        respondents: estimands
            .iter()
            .map(|estimand| (0..design.rows()).filter(|&row| used(estimand, row)).count() as u64)
            .collect(),
        effects: vec![DesignEffect::NONE; values.len()],
        values,
    })
}

fn values(estimands: &[Estimand<'_>], sums: &[(f64, f64)]) -> Result<Vec<f64>, Error> {
    estimands
        .iter()
        .zip(sums)
        .map(|(estimand, &(numerator, denominator))| estimand.value(numerator, denominator))
        .collect()
}

/// One replicate per unit: full + (stratum − unit) n/(n − 1) − stratum.
fn add_stratum(
    design: &Design,
    estimands: &[Estimand<'_>],
    full: &[(f64, f64)],
    stratum: &Stratum,
    replicates: &mut Vec<Vec<f64>>,
) -> Result<(), Error> {
    let parts: Vec<Vec<(f64, f64)>> = stratum
        .units
        .iter()
        .map(|unit| {
            let rows = &design.order[unit.clone()];
            estimands
                .iter()
                .map(|estimand| sums_of(design, estimand, rows))
                .collect()
        })
        .collect();
    let whole: Vec<(f64, f64)> = (0..estimands.len())
        .map(|k| {
            parts
                .iter()
                .fold((0.0, 0.0), |sum, unit| (sum.0 + unit[k].0, sum.1 + unit[k].1))
        })
        .collect();
    let units = real(stratum.units.len() as u64);
    let up = units / (units - 1.0);
    // What is left of a sum when its only unit goes is a rounding error, not a number to divide by.
    let without = |full: f64, whole: f64, unit: f64| {
        let left = full - whole + (whole - unit) * up;
        if left.abs() <= 1e-13 * full.abs() {
            0.0
        } else {
            left
        }
    };
    for unit in parts {
        let sums: Vec<(f64, f64)> = (0..estimands.len())
            .map(|k| {
                (
                    without(full[k].0, whole[k].0, unit[k].0),
                    without(full[k].1, whole[k].1, unit[k].1),
                )
            })
            .collect();
        replicates.push(values(estimands, &sums)?);
    }
    Ok(())
}

fn sums_of(design: &Design, estimand: &Estimand<'_>, rows: &[usize]) -> (f64, f64) {
    rows.iter().fold((0.0, 0.0), |sum, &row| {
        let (numerator, denominator) = estimand.parts(row);
        let weight = design.weights[row];
        (sum.0 + weight * numerator, sum.1 + weight * denominator)
    })
}

//! The covariance of totals over a design, one pass over its sorted rows for each stage.

use std::ops::Range;

use nalgebra::DMatrix;

use super::strata::{Design, Lonely, LonelyStratum};
use crate::Error;
use crate::interval::real;

/// A stratum of some stage: its rows in the design's order, and where each of its units ends.
pub(super) struct Stratum {
    pub(super) units: Vec<Range<usize>>,
    /// Share of the stratum's population that was sampled; 0 with replacement.
    pub(super) sampled: f64,
}

impl Stratum {
    pub(super) fn is_lonely(&self) -> bool {
        self.units.len() == 1 && self.sampled < 1.0
    }
}

/// Ends of the runs of equal values.
fn runs(values: &[u32], within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = within.start;
    for at in within.clone() {
        if at + 1 == within.end || values[at + 1] != values[at] {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found
}

fn strata_of(design: &Design, stage: usize, within: Range<usize>) -> impl Iterator<Item = Stratum> {
    let columns = &design.stages[stage];
    runs(&columns.strata, within).into_iter().map(move |rows| {
        let population = columns.population.as_ref().map(|sizes| sizes[rows.start]);
        let units = runs(&columns.clusters, rows);
        let sampled = population.map_or(0.0, |size| real(units.len() as u64) / size);
        Stratum { units, sampled }
    })
}

/// The strata of the first stage.
pub(super) fn first_stage(design: &Design) -> impl Iterator<Item = Stratum> {
    strata_of(design, 0, 0..design.rows())
}

/// Checks populations and finds the strata with a single unit, in order of stage and code.
pub(super) fn check_strata(design: &Design) -> Result<Vec<LonelyStratum>, Error> {
    let mut lonely = Vec::new();
    check_stage(design, 0, 0..design.rows(), &mut lonely)?;
    lonely.sort_unstable_by_key(|found| (found.stage, found.stratum));
    Ok(lonely)
}

fn check_stage(
    design: &Design,
    stage: usize,
    within: Range<usize>,
    lonely: &mut Vec<LonelyStratum>,
) -> Result<(), Error> {
    let columns = &design.stages[stage];
    for stratum in strata_of(design, stage, within) {
        let rows = stratum.units[0].start..stratum.units[stratum.units.len() - 1].end;
        if let Some(sizes) = &columns.population {
            check_population(design, &sizes[rows.clone()], rows.start, stratum.units.len())?;
        }
        if stratum.is_lonely() {
            lonely.push(LonelyStratum {
                stage: stage + 1,
                stratum: columns.strata[rows.start],
            });
        }
        if stage + 1 < design.stages.len() && columns.population.is_some() {
            for unit in stratum.units {
                check_stage(design, stage + 1, unit, lonely)?;
            }
        }
    }
    Ok(())
}

fn check_population(design: &Design, sizes: &[f64], first: usize, units: usize) -> Result<(), Error> {
    let size = sizes[0];
    if let Some(at) = sizes.iter().position(|other| other.to_bits() != size.to_bits()) {
        return Err(Error::Value {
            what: "population, unlike the rest of its stratum,",
            row: design.order[first + at],
            value: sizes[at],
        });
    }
    if size < real(units as u64) {
        return Err(Error::Population {
            sampled: real(units as u64),
            population: size,
        });
    }
    Ok(())
}

/// The covariance of the sums of `columns` (weighted linearised values, one per row), as the design's sampling makes it.
pub(super) fn covariance(design: &Design, columns: &[Vec<f64>]) -> Result<DMatrix<f64>, Error> {
    stage_covariance(design, columns, 0, 0..design.rows())
}

fn stage_covariance(
    design: &Design,
    columns: &[Vec<f64>],
    stage: usize,
    within: Range<usize>,
) -> Result<DMatrix<f64>, Error> {
    let size = columns.len();
    let mut sum = DMatrix::zeros(size, size);
    let mut inner = DMatrix::zeros(size, size);
    let deeper = stage + 1 < design.stages.len() && design.stages[stage].population.is_some();
    let centre = grand_means(design, columns, stage, within.clone());
    let (mut strata, mut averaged) = (0_u64, 0_u64);
    for stratum in strata_of(design, stage, within) {
        strata += 1;
        if stratum.is_lonely() && design.lonely == Lonely::Average {
            averaged += 1;
        } else {
            add_stratum(design, columns, &stratum, &centre, &mut sum);
        }
        if deeper {
            for unit in stratum.units {
                inner += stage_covariance(design, columns, stage + 1, unit)? * stratum.sampled;
            }
        }
    }
    if averaged > 0 {
        if averaged == strata {
            return Err(all_lonely(design));
        }
        sum *= real(strata) / real(strata - averaged);
    }
    Ok(sum + inner)
}

/// The mean over all units of a stage, from which a lonely unit is measured under [`Lonely::Adjust`].
fn grand_means(design: &Design, columns: &[Vec<f64>], stage: usize, within: Range<usize>) -> Vec<f64> {
    if design.lonely != Lonely::Adjust {
        return vec![0.0; columns.len()];
    }
    let units: u64 = strata_of(design, stage, within.clone())
        .map(|stratum| stratum.units.len() as u64)
        .sum();
    columns
        .iter()
        .map(|column| {
            design.order[within.clone()]
                .iter()
                .map(|&row| column[row])
                .sum::<f64>()
                / real(units)
        })
        .collect()
}

/// Says which strata stand in the way.
pub(super) fn all_lonely(design: &Design) -> Error {
    let lonely = design.lonely_strata();
    Error::LonelyStrata {
        found: lonely.len(),
        first: lonely.first().map_or(0, |found| found.stratum),
        stage: lonely.first().map_or(1, |found| found.stage),
    }
}

/// Adds (1 − f) n/(n − 1) Σ (t − t̄)(t − t̄)ᵀ.
fn add_stratum(
    design: &Design,
    columns: &[Vec<f64>],
    stratum: &Stratum,
    grand_means: &[f64],
    sum: &mut DMatrix<f64>,
) {
    let remaining = 1.0 - stratum.sampled;
    let units = real(stratum.units.len() as u64);
    if remaining <= 0.0 || (stratum.is_lonely() && design.lonely == Lonely::Certainty) {
        return;
    }
    let alone = stratum.units.len() == 1;
    let centred: Vec<Vec<f64>> = columns
        .iter()
        .zip(grand_means)
        .map(|(column, grand_mean)| {
            let mut totals: Vec<f64> = stratum
                .units
                .iter()
                .map(|unit| design.order[unit.clone()].iter().map(|&row| column[row]).sum())
                .collect();
            let mean = if alone {
                *grand_mean
            } else {
                totals.iter().sum::<f64>() / units
            };
            for total in &mut totals {
                *total -= mean;
            }
            totals
        })
        .collect();
    let scale = if alone {
        remaining
    } else {
        remaining * units / (units - 1.0)
    };
    for i in 0..columns.len() {
        for j in 0..=i {
            let product: f64 = centred[i].iter().zip(&centred[j]).map(|(a, b)| a * b).sum();
            sum[(i, j)] += scale * product;
            if i != j {
                sum[(j, i)] += scale * product;
            }
        }
    }
}

/// Sampled units of the first stage that hold a row with `counts`, less the strata that do.
pub(super) fn degrees(design: &Design, counts: impl Fn(usize) -> bool) -> f64 {
    let (mut units, mut strata) = (0_u64, 0_u64);
    for stratum in first_stage(design) {
        let holding = stratum
            .units
            .iter()
            .filter(|unit| design.order[(*unit).clone()].iter().any(|&row| counts(row)))
            .count() as u64;
        units += holding;
        strata += u64::from(holding > 0);
    }
    real(units) - real(strata)
}

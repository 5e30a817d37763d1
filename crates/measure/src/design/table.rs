//! Whether two groupings have to do with each other, in a sample that was not drawn person by person.
//!
//! Pearson's X² of the weighted table, scaled to the number of respondents, is under independence a sum of chi-squared
//! variables weighted by the eigenvalues δ of Δ = (Cᵀ D⁻¹ C / n)⁻¹ Cᵀ D⁻¹ V D⁻¹ C, where C spans the interactions, D holds
//! the estimated shares and V their covariance (Rao and Scott 1984, Annals of Statistics 12:46–60). First order: X² / δ̄ on
//! (r − 1)(c − 1) degrees of freedom. Second order (Satterthwaite): X² / (δ̄ (1 + a²)) on (r − 1)(c − 1) / (1 + a²), with a the
//! coefficient of variation of δ; and as F = X² / Σδ on (Σδ)²/Σδ² and that times the degrees of freedom of the design
//! (Thomas and Rao 1987, JASA 82:630–636).

use nalgebra::DMatrix;

use super::estimand::{Estimand, Variable};
use super::strata::{Design, check_rows};
use super::tail::{chi_squared_tail, f_tail};
use super::variance::degrees;
use crate::Error;
use crate::interval::real;

/// A test statistic with its degrees of freedom and probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// The statistic.
    pub statistic: f64,
    /// Its degrees of freedom, the first of two for F.
    pub degrees: f64,
    /// The second degrees of freedom; infinite for chi-squared.
    pub denominator_degrees: f64,
    /// The probability of at least this statistic when the groupings are independent.
    pub p: f64,
}

/// Tests of association in a two-way table.
#[derive(Debug, Clone, PartialEq)]
pub struct AssociationTest {
    /// Pearson's X² of the table scaled to the number of respondents, not yet corrected.
    pub pearson: f64,
    /// The mean design effect δ̄.
    pub mean_effect: f64,
    /// First-order correction, chi-squared.
    pub first_order: Tested,
    /// Second-order correction, chi-squared.
    pub second_order: Tested,
    /// Second-order correction as F, for designs with few units; the one to report.
    pub f: Tested,
}

/// Tests whether `rows` and `columns` (levels from 0, without gaps) are independent, among all rows of the sample or
/// those of a domain.
///
/// # Errors
/// [`Error::Rows`] for columns that do not fit, [`Error::TooMany`] above 400 cells, [`Error::TooFew`] for fewer than two
/// levels, [`Error::Category`] for a level without anybody, [`Error::Collinear`] when too many cells are empty,
/// [`Error::Constant`] when the table has no variance, [`Error::Degrees`] below 1 degree of freedom.
pub fn rao_scott(
    design: &Design,
    rows: &[u32],
    columns: &[u32],
    domain: Option<&[bool]>,
) -> Result<AssociationTest, Error> {
    check_rows("rows of the table", rows.len(), design.rows())?;
    check_rows("columns of the table", columns.len(), design.rows())?;
    if let Some(domain) = domain {
        check_rows("domain", domain.len(), design.rows())?;
    }
    let inside = |row: usize| domain.is_none_or(|domain| domain[row]) && design.weights[row] > 0.0;
    let row_levels = levels("rows of the table", rows, inside)?;
    let column_levels = levels("columns of the table", columns, inside)?;
    let cells = u64::from(row_levels) * u64::from(column_levels);
    if cells > 400 {
        return Err(Error::TooMany {
            what: "cells of the table",
            found: cells,
            most: 400,
        });
    }
    let combined: Vec<u32> = (0..design.rows())
        .map(|row| {
            if inside(row) {
                rows[row] * column_levels + columns[row]
            } else {
                u32::MAX
            }
        })
        .collect();
    let estimands: Vec<Estimand<'_>> = (0..row_levels * column_levels)
        .map(|cell| Estimand::mean(Variable::Level(&combined, cell)))
        .map(|estimand| domain.map_or(estimand, |domain| estimand.within(domain)))
        .collect();
    let estimates = design.estimate(&estimands)?;
    let people = real(estimates.respondents(0));
    let shares = DMatrix::from_row_slice(row_levels as usize, column_levels as usize, estimates.values());
    let covariance = DMatrix::from_fn(estimands.len(), estimands.len(), |i, j| {
        estimates.covariance(i, j)
    });
    let pearson = pearson(&shares, people);
    let effects = effects(&shares, &covariance, people)?;
    corrected(pearson, &effects, degrees(design, inside))
}

/// Levels 0 to the largest, each with somebody.
fn levels(what: &'static str, column: &[u32], inside: impl Fn(usize) -> bool) -> Result<u32, Error> {
    const LEVELS_MAX: u32 = 400;
    let within = || column.iter().enumerate().filter(|(row, _)| inside(*row));
    let (row, &largest) = within().max_by_key(|(_, level)| **level).ok_or(Error::Empty)?;
    if largest >= LEVELS_MAX {
        return Err(Error::Category {
            what,
            row,
            found: largest.into(),
            limit: LEVELS_MAX.into(),
        });
    }
    let mut seen = vec![false; largest as usize + 1];
    within().for_each(|(_, &level)| seen[level as usize] = true);
    let found = seen.iter().filter(|&&seen| seen).count() as u64;
    if found < seen.len() as u64 {
        return Err(Error::Category {
            what,
            row,
            found: largest.into(),
            limit: found,
        });
    }
    if found < 2 {
        return Err(Error::TooFew {
            what: "levels of the table",
            found,
            least: 2,
        });
    }
    Ok(largest + 1)
}

fn pearson(shares: &DMatrix<f64>, people: f64) -> f64 {
    let (rows, columns) = (shares.column_sum(), shares.row_sum());
    let mut sum = 0.0;
    for i in 0..shares.nrows() {
        for j in 0..shares.ncols() {
            let expected = rows[i] * columns[j];
            sum += (shares[(i, j)] - expected).powi(2) / expected;
        }
    }
    people * sum
}

/// Δ, whose trace and whose square's trace are all that the corrections need.
fn effects(shares: &DMatrix<f64>, covariance: &DMatrix<f64>, people: f64) -> Result<DMatrix<f64>, Error> {
    let contrasts = contrasts(shares.nrows()).kronecker(&contrasts(shares.ncols()));
    let cells = shares.transpose();
    let inverse = |cell: usize| if cells[cell] > 0.0 { 1.0 / cells[cell] } else { 0.0 };
    let scaled = DMatrix::from_fn(contrasts.nrows(), contrasts.ncols(), |cell, k| {
        contrasts[(cell, k)] * inverse(cell)
    });
    let simple = contrasts.transpose() * &scaled / people;
    let found = scaled.transpose() * covariance * &scaled;
    simple
        .clone()
        .cholesky()
        .map(|factor| factor.solve(&found))
        .ok_or_else(|| Error::Collinear {
            what: "the table",
            rank: simple.rank(1e-12),
            columns: simple.ncols(),
        })
}

/// Columns that add up to 0 (Helmert): level k + 1 against the mean of those before.
fn contrasts(levels: usize) -> DMatrix<f64> {
    DMatrix::from_fn(levels, levels - 1, |level, k| {
        if level <= k {
            1.0
        } else if level == k + 1 {
            -real(k as u64 + 1)
        } else {
            0.0
        }
    })
}

fn corrected(pearson: f64, effects: &DMatrix<f64>, design_degrees: f64) -> Result<AssociationTest, Error> {
    let cells = real(effects.nrows() as u64);
    let (sum, squares) = (effects.trace(), (effects * effects).trace());
    if !(sum > 0.0 && squares > 0.0) {
        return Err(Error::Constant { what: "the table" });
    }
    let degrees = sum * sum / squares;
    let chi_squared = |statistic: f64, degrees: f64| -> Result<Tested, Error> {
        Ok(Tested {
            statistic,
            degrees,
            denominator_degrees: f64::INFINITY,
            p: chi_squared_tail(statistic, degrees)?,
        })
    };
    let mean_effect = sum / cells;
    let f = pearson / sum;
    if design_degrees < 1.0 {
        return Err(Error::Degrees {
            degrees: design_degrees,
        });
    }
    Ok(AssociationTest {
        pearson,
        mean_effect,
        first_order: chi_squared(pearson / mean_effect, cells)?,
        second_order: chi_squared(f * degrees, degrees)?,
        f: Tested {
            statistic: f,
            degrees,
            denominator_degrees: degrees * design_degrees,
            p: f_tail(f, degrees, degrees * design_degrees)?,
        },
    })
}

//! Linear regression on a sample.

use nalgebra::{DMatrix, DVector};

use super::linear::Normal;
use super::strata::{Design, check_finite, check_rows};
use super::tail::{f_tail, t_tail};
use super::variance::degrees;
use crate::Error;
use crate::interval::real;

/// Coefficients with a covariance that follows the design, not the model. Positions are those of the columns; as with a
/// slice, there must be one at each position asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    coefficients: Vec<f64>,
    covariance: DMatrix<f64>,
    degrees: f64,
}

/// Regresses `outcome` on `columns` by weighted least squares; a constant is a column of ones. Covariance by linearisation
/// of the estimating equations (Binder 1983): rows contribute A⁻¹ x w e. Tests use the degrees of freedom of the design
/// less the coefficients beyond the first. Leave rows out with `domain`.
///
/// # Errors
/// [`Error::Empty`] without columns, [`Error::Rows`] and [`Error::Value`] for columns that do not fit,
/// [`Error::TooMany`] above 1,000 columns, [`Error::Collinear`] when columns follow from others.
pub fn regression(
    design: &Design,
    outcome: &[f64],
    columns: &[&[f64]],
    domain: Option<&[bool]>,
) -> Result<Regression, Error> {
    check(design, outcome, columns, domain)?;
    let inside = |row: usize| domain.is_none_or(|domain| domain[row]) && design.weights[row] > 0.0;
    let rows: Vec<usize> = (0..design.rows()).filter(|&row| inside(row)).collect();
    let size = columns.len();
    let mut gram = DMatrix::zeros(size, size);
    for &row in &rows {
        for i in 0..size {
            let x = design.weights[row] * columns[i][row];
            for j in 0..=i {
                gram[(i, j)] += x * columns[j][row];
            }
        }
    }
    gram.fill_upper_triangle_with_lower_triangle();
    let normal = Normal::new(&gram);
    if normal.rank() < size {
        return Err(Error::Collinear {
            what: "the regression",
            rank: normal.rank(),
            columns: size,
        });
    }
    let mut coefficients = DVector::zeros(size);
    let mut errors = outcome.to_vec();
    // The second round mends the rounding errors of the first.
    for _ in 0..2 {
        let right = DVector::from_fn(size, |k, _| {
            let product = |&row: &usize| design.weights[row] * columns[k][row] * errors[row];
            rows.iter().map(product).sum::<f64>()
        });
        coefficients += normal.solve(&right);
        for &row in &rows {
            let fitted: f64 = (0..size).map(|k| columns[k][row] * coefficients[k]).sum();
            errors[row] = outcome[row] - fitted;
        }
    }
    let influences: Vec<Vec<f64>> = (0..size)
        .map(|k| {
            let mut influence = vec![0.0; design.rows()];
            for &row in &rows {
                let leverage: f64 = (0..size)
                    .map(|j| normal.inverse()[(k, j)] * columns[j][row])
                    .sum();
                influence[row] = leverage * errors[row];
            }
            influence
        })
        .collect();
    check_finite("coefficient", coefficients.as_slice())?;
    Ok(Regression {
        coefficients: coefficients.iter().copied().collect(),
        covariance: design.covariance_of(&influences)?,
        degrees: degrees(design, inside) + 1.0 - real(size as u64),
    })
}

impl Regression {
    /// The coefficients, in the order of columns.
    pub fn coefficients(&self) -> &[f64] {
        &self.coefficients
    }

    /// The covariance of two coefficients.
    pub fn covariance(&self, first: usize, second: usize) -> f64 {
        self.covariance[(first, second)]
    }

    /// The standard error of a coefficient.
    pub fn standard_error(&self, which: usize) -> f64 {
        self.covariance[(which, which)].max(0.0).sqrt()
    }

    /// Degrees of freedom of tests.
    pub fn degrees(&self) -> f64 {
        self.degrees
    }

    /// Probability of a coefficient at least this far from 0 when it is 0.
    ///
    /// # Errors
    /// [`Error::Degrees`] below 1 degree of freedom, [`Error::Constant`] when its standard error is 0.
    pub fn p(&self, which: usize) -> Result<f64, Error> {
        let error = self.standard_error(which);
        if error > 0.0 {
            t_tail(self.coefficients[which] / error, self.degrees)
        } else {
            Err(Error::Constant {
                what: "the coefficient",
            })
        }
    }

    /// The Wald test that the coefficients `which` are all 0: (F, its probability), on as many and on the regression's
    /// degrees of freedom.
    ///
    /// # Errors
    /// [`Error::Empty`] for none, [`Error::Category`] for one that does not exist, [`Error::Collinear`] when their covariance has no inverse, [`Error::Degrees`].
    pub fn joint_test(&self, which: &[usize]) -> Result<(f64, f64), Error> {
        if which.is_empty() {
            return Err(Error::Empty);
        }
        let limit = self.coefficients.len();
        if let Some((row, &at)) = which.iter().enumerate().find(|(_, at)| **at >= limit) {
            return Err(Error::Category {
                what: "coefficient",
                row,
                found: at as u64,
                limit: limit as u64,
            });
        }
        let size = which.len();
        let normal = Normal::new(&DMatrix::from_fn(size, size, |i, j| {
            self.covariance[(which[i], which[j])]
        }));
        if normal.rank() < size {
            return Err(Error::Collinear {
                what: "the test",
                rank: normal.rank(),
                columns: size,
            });
        }
        let values = DVector::from_fn(size, |i, _| self.coefficients[which[i]]);
        let f = values.dot(&normal.solve(&values)) / real(size as u64);
        Ok((f, f_tail(f, real(size as u64), self.degrees)?))
    }
}

fn check(design: &Design, outcome: &[f64], columns: &[&[f64]], domain: Option<&[bool]>) -> Result<(), Error> {
    const COLUMNS_MAX: usize = 1_000;
    check_rows("outcome", outcome.len(), design.rows())?;
    check_finite("outcome", outcome)?;
    if columns.is_empty() {
        return Err(Error::Empty);
    }
    if columns.len() > COLUMNS_MAX {
        return Err(Error::TooMany {
            what: "columns",
            found: columns.len() as u64,
            most: COLUMNS_MAX as u64,
        });
    }
    for column in columns {
        check_rows("column", column.len(), design.rows())?;
        check_finite("column", column)?;
    }
    domain.map_or(Ok(()), |domain| check_rows("domain", domain.len(), design.rows()))
}

//! Weights after an adjustment, with what variances need to know about it.

use nalgebra::{DMatrix, DVector};

use crate::Error;
use crate::design::{Normal, check_finite};

/// What the known totals are of: a number per row and column.
#[derive(Debug, Clone)]
pub(super) enum Auxiliary {
    /// Each grouping has a cell per row; columns are cells, numbered on from grouping to grouping.
    Cells {
        groupings: Vec<Vec<u32>>,
        first: Vec<usize>,
        cells: usize,
    },
    /// Plain columns.
    Columns(Vec<Vec<f64>>),
}

impl Auxiliary {
    pub(super) fn columns(&self) -> usize {
        match self {
            Self::Cells { cells, .. } => *cells,
            Self::Columns(columns) => columns.len(),
        }
    }

    /// Calls `with` for each column that is not 0 in the row, in order of columns.
    pub(super) fn each(&self, row: usize, mut with: impl FnMut(usize, f64)) {
        match self {
            Self::Cells { groupings, first, .. } => {
                for (grouping, &from) in groupings.iter().zip(first) {
                    with(from + grouping[row] as usize, 1.0);
                }
            }
            Self::Columns(columns) => {
                for (index, column) in columns.iter().enumerate() {
                    with(index, column[row]);
                }
            }
        }
    }

    /// Σ w x xᵀ.
    pub(super) fn gram(&self, weights: &[f64]) -> DMatrix<f64> {
        let size = self.columns();
        let mut gram = DMatrix::zeros(size, size);
        let mut entries = Vec::new();
        for (row, &weight) in weights.iter().enumerate() {
            entries.clear();
            self.each(row, |column, value| entries.push((column, value)));
            for (at, &(i, x)) in entries.iter().enumerate() {
                for &(j, y) in &entries[at..] {
                    gram[(i, j)] += weight * x * y;
                }
            }
        }
        gram.fill_lower_triangle_with_upper_triangle();
        gram
    }

    /// Σ w x u.
    pub(super) fn products(&self, weights: &[f64], with: &[f64]) -> DVector<f64> {
        let mut sums = DVector::zeros(self.columns());
        for (row, (weight, u)) in weights.iter().zip(with).enumerate() {
            self.each(row, |column, value| sums[column] += weight * value * u);
        }
        sums
    }

    /// xᵀβ of a row.
    pub(super) fn fitted(&self, row: usize, coefficients: &DVector<f64>) -> f64 {
        let mut sum = 0.0;
        self.each(row, |column, value| sum += value * coefficients[column]);
        sum
    }
}

/// Adjusted weights, one per row.
#[derive(Debug, Clone)]
pub struct Adjustment {
    weights: Vec<f64>,
    starting: Vec<f64>,
    auxiliary: Auxiliary,
    normal: Normal,
}

impl Adjustment {
    /// Refuses weights that overflowed.
    pub(super) fn new(starting: Vec<f64>, weights: Vec<f64>, auxiliary: Auxiliary) -> Result<Self, Error> {
        check_finite("adjusted weight", &weights)?;
        let normal = Normal::new(&auxiliary.gram(&starting));
        Ok(Self {
            weights,
            starting,
            auxiliary,
            normal,
        })
    }

    /// The adjusted weights.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The weights before the adjustment.
    pub fn starting(&self) -> &[f64] {
        &self.starting
    }

    /// Kish's (1965) loss of precision through unequal weights, n Σ w² / (Σ w)²: 1 when all are equal.
    pub fn unequal_weighting(&self) -> f64 {
        let used: Vec<f64> = self
            .weights
            .iter()
            .copied()
            .filter(|&weight| weight > 0.0)
            .collect();
        let sum: f64 = used.iter().sum();
        let squares: f64 = used.iter().map(|weight| weight * weight).sum();
        crate::interval::real(used.len() as u64) * squares / (sum * sum)
    }

    /// What is left of a column after regressing it, by starting weights, on what the totals are known of.
    pub(crate) fn residuals(&self, column: &[f64]) -> Vec<f64> {
        let coefficients = self
            .normal
            .solve(&self.auxiliary.products(&self.starting, column));
        let residual = |(row, value): (usize, &f64)| value - self.auxiliary.fitted(row, &coefficients);
        column.iter().enumerate().map(residual).collect()
    }
}

//! Normal equations, solved also where some columns follow from others.

use nalgebra::{DMatrix, DVector};

/// A squared distance from the earlier columns below this, of a column of length 1, means that the column follows from those before it.
const RANK_TOLERANCE: f64 = 1e-11;

/// A symmetric positive semidefinite matrix swept column by column: columns that follow from earlier ones are left out,
/// which changes no fitted value.
#[derive(Debug, Clone)]
pub(crate) struct Normal {
    inverse: DMatrix<f64>,
    kept: Vec<bool>,
}

impl Normal {
    /// Sweeps (Goodnight 1979, The American Statistician 33:149–158) the matrix of sums of squares and products, each
    /// column scaled to length 1 so that units of measurement do not decide which are kept.
    pub(crate) fn new(gram: &DMatrix<f64>) -> Self {
        let size = gram.nrows();
        let scale: Vec<f64> = (0..size)
            .map(|k| gram[(k, k)])
            .map(|own| if own > 0.0 { own.sqrt().recip() } else { 0.0 })
            .collect();
        let mut swept = DMatrix::from_fn(size, size, |i, j| gram[(i, j)] * scale[i] * scale[j]);
        let mut kept = vec![false; size];
        for k in 0..size {
            let pivot = swept[(k, k)];
            if pivot > RANK_TOLERANCE {
                sweep(&mut swept, k, pivot);
                kept[k] = true;
            }
        }
        let inverse = DMatrix::from_fn(size, size, |i, j| {
            if kept[i] && kept[j] {
                swept[(i, j)] * scale[i] * scale[j]
            } else {
                0.0
            }
        });
        Self { inverse, kept }
    }

    /// How many columns are independent.
    pub(crate) fn rank(&self) -> usize {
        self.kept.iter().filter(|&&kept| kept).count()
    }

    /// The generalised inverse, with zeros for columns left out.
    pub(crate) fn inverse(&self) -> &DMatrix<f64> {
        &self.inverse
    }

    /// Coefficients, 0 for columns left out.
    pub(crate) fn solve(&self, right: &DVector<f64>) -> DVector<f64> {
        &self.inverse * right
    }
}

fn sweep(matrix: &mut DMatrix<f64>, k: usize, pivot: f64) {
    let size = matrix.nrows();
    let row: Vec<f64> = (0..size).map(|j| matrix[(k, j)] / pivot).collect();
    for j in (0..size).filter(|&j| j != k) {
        let factor = row[j];
        for i in (0..size).filter(|&i| i != k) {
            let column = matrix[(i, k)];
            matrix[(i, j)] -= column * factor;
        }
    }
    for j in 0..size {
        matrix[(k, j)] = row[j];
        matrix[(j, k)] = -matrix[(j, k)] / pivot;
    }
    matrix[(k, k)] = 1.0 / pivot;
}

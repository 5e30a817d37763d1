//! A positive definite matrix of separate diagonal blocks, factored: the complete-data information, which items do not share.

use std::ops::Range;

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

/// One block per range of parameters, each with its Cholesky factor.
#[derive(Debug, Clone)]
pub(crate) struct Metric {
    blocks: Vec<(Range<usize>, Cholesky<f64, Dyn>)>,
}

impl Metric {
    /// Factors each block. One that is singular to rounding is made definite by adding to its diagonal, which shortens
    /// steps and moves no optimum.
    pub fn new(blocks: Vec<(Range<usize>, DMatrix<f64>)>) -> Self {
        let factored = blocks.into_iter().map(|(range, matrix)| (range, factor(matrix)));
        Self {
            blocks: factored.collect(),
        }
    }

    /// The solution x of J x = `right`.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut solution = vec![0.0; right.len()];
        for (range, factor) in &self.blocks {
            let part = factor.solve(&DVector::from_column_slice(&right[range.clone()]));
            solution[range.clone()].copy_from_slice(part.as_slice());
        }
        solution
    }
}

fn factor(mut matrix: DMatrix<f64>) -> Cholesky<f64, Dyn> {
    let highest = matrix
        .diagonal()
        .iter()
        .fold(1.0_f64, |highest, value| highest.max(value.abs()));
    let mut more = highest * 1e-12;
    loop {
        if let Some(factor) = Cholesky::new(matrix.clone()) {
            return factor;
        }
        for at in 0..matrix.nrows() {
            if !matrix[(at, at)].is_finite() {
                return identity(matrix.nrows());
            }
            matrix[(at, at)] += more;
        }
        if more > highest * 1e6 {
            return identity(matrix.nrows());
        }
        more *= 100.0;
    }
}

/// What stands in for a block with a number that is not finite.
fn identity(rows: usize) -> Cholesky<f64, Dyn> {
    Cholesky::new(DMatrix::identity(rows, rows)).expect("the identity is positive definite")
}

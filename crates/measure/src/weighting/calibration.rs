//! Adjustments with a closed form: one grouping, or any columns linearly.

use nalgebra::DVector;

use super::adjustment::{Adjustment, Auxiliary};
use super::raking::{Margin, check_margins};
use crate::Error;
use crate::design::{Normal, check_finite, check_rows, check_weights};

/// Each adjusted total must come this near to the known one, as a share of it.
const GAP: f64 = 1e-10;

/// Weights multiplied within each cell so that the cell adds up to its known total (Holt and Smith 1979, JRSS A
/// 142:33–46).
///
/// # Errors
/// Those of [`super::rake`].
pub fn post_stratify(weights: &[f64], margin: &Margin, least_respondents: u64) -> Result<Adjustment, Error> {
    check_margins(weights, std::slice::from_ref(margin), least_respondents)?;
    let mut sums = vec![0.0; margin.totals.len()];
    for (&cell, weight) in margin.cells.iter().zip(weights) {
        sums[cell as usize] += weight;
    }
    let adjusted = margin
        .cells
        .iter()
        .zip(weights)
        .map(|(&cell, weight)| weight * (margin.totals[cell as usize] / sums[cell as usize]))
        .collect();
    let auxiliary = Auxiliary::Cells {
        groupings: vec![margin.cells.clone()],
        first: vec![0],
        cells: margin.totals.len(),
    };
    Adjustment::new(weights.to_vec(), adjusted, auxiliary)
}

/// Weights d (1 + xᵀλ) that reproduce the known totals of `columns` and move least from `weights` in the sense of
/// Σ (w − d)² / d: the generalised regression estimator (Deville and Särndal 1992, case 1). Add a column of ones to fix the
/// number of people. Weights can become negative; the smallest tells.
///
/// # Errors
/// [`Error::Empty`] without columns, [`Error::Rows`] and [`Error::Value`] for columns or totals that do not fit,
/// [`Error::NotReached`] when no such weights exist, as when columns contradict each other.
pub fn calibrate(weights: &[f64], columns: Vec<Vec<f64>>, totals: &[f64]) -> Result<Adjustment, Error> {
    check_weights(weights)?;
    if columns.is_empty() {
        return Err(Error::Empty);
    }
    check_rows("known totals", totals.len(), columns.len())?;
    check_finite("known total", totals)?;
    for column in &columns {
        check_rows("column with a known total", column.len(), weights.len())?;
        check_finite("column with a known total", column)?;
    }
    let auxiliary = Auxiliary::Columns(columns);
    let normal = Normal::new(&auxiliary.gram(weights));
    let wanted = DVector::from_column_slice(totals);
    let ones = vec![1.0; weights.len()];
    let mut lambda = DVector::zeros(totals.len());
    let mut adjusted = weights.to_vec();
    let mut gap = f64::INFINITY;
    // The second and third rounds only mend rounding errors of the first.
    for _ in 0..3 {
        lambda += normal.solve(&(&wanted - auxiliary.products(&adjusted, &ones)));
        for (row, weight) in adjusted.iter_mut().enumerate() {
            *weight = weights[row] * (1.0 + auxiliary.fitted(row, &lambda));
        }
        gap = largest_gap(&auxiliary, &adjusted, totals);
    }
    if gap > GAP || !gap.is_finite() {
        return Err(Error::NotReached {
            what: "calibration",
            steps: 3,
            gap,
            wanted: GAP,
        });
    }
    Adjustment::new(weights.to_vec(), adjusted, auxiliary)
}

/// The largest distance of a reached total from a known one, relative to the size of what is added up.
fn largest_gap(auxiliary: &Auxiliary, weights: &[f64], totals: &[f64]) -> f64 {
    let mut reached = vec![(0.0, 0.0_f64); totals.len()];
    for (row, weight) in weights.iter().enumerate() {
        auxiliary.each(row, |column, value| {
            reached[column].0 += weight * value;
            reached[column].1 += (weight * value).abs();
        });
    }
    reached
        .iter()
        .zip(totals)
        .map(|(&(sum, size), total)| (sum - total).abs() / size.max(total.abs()).max(f64::MIN_POSITIVE))
        .fold(0.0, |worst, gap| {
            if gap.is_nan() {
                f64::INFINITY
            } else {
                gap.max(worst)
            }
        })
}

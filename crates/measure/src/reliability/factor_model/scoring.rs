//! Fisher scoring of a factor model: its discrepancy, gradient and expected information.

use nalgebra::{DMatrix, DVector};

use super::GroupMoments;
use super::parameters::{GroupEstimates, Shape, Source};
use crate::Error;

const ROUNDS_MOST: usize = 500;
/// What a step may still promise to take off χ² when the search ends.
const DECREASE_LEAST: f64 = 1e-12;

/// The free parameters at the least χ², that χ², and the steps taken.
pub(super) fn minimise(
    groups: &[GroupMoments],
    shape: &Shape,
    start: DVector<f64>,
) -> Result<(DVector<f64>, f64, usize), Error> {
    let mut values = start;
    let mut now = discrepancy(groups, shape, &values).ok_or(Error::NotPositiveDefinite {
        what: "the covariances that the model starts from",
    })?;
    for round in 0..ROUNDS_MOST {
        let (gradient, information) = derivatives(groups, shape, &values);
        let step = solve(&information, &gradient)?;
        let promised = gradient.dot(&step);
        if promised < DECREASE_LEAST {
            return Ok((values, now.max(0.0), round));
        }
        let mut length = 1.0;
        let (next, value) = loop {
            let next = &values - length * &step;
            match discrepancy(groups, shape, &next) {
                Some(value) if value < now => break (next, value),
                // No step shortens χ² any further: rounding errors have the last word.
                _ if length < 1e-10 && promised < 1e-6 => return Ok((values, now.max(0.0), round)),
                _ if length < 1e-10 => {
                    return Err(Error::NotConverged {
                        what: "the factor model",
                        rounds: round,
                    });
                }
                _ => length /= 2.0,
            }
        };
        values = next;
        now = value;
    }
    Err(Error::NotConverged {
        what: "the factor model",
        rounds: ROUNDS_MOST,
    })
}

/// Along the expected information, with a ridge where it is singular on the way.
fn solve(information: &DMatrix<f64>, gradient: &DVector<f64>) -> Result<DVector<f64>, Error> {
    let size = information.diagonal().amax();
    for ridge in [0.0, 1e-10, 1e-6, 1e-3] {
        let mut ridged = information.clone();
        for at in 0..ridged.nrows() {
            ridged[(at, at)] += ridge * size;
        }
        if let Some(cholesky) = ridged.cholesky() {
            let step = cholesky.solve(gradient);
            if step.iter().all(|value| value.is_finite()) {
                return Ok(step);
            }
        }
    }
    Err(Error::NotPositiveDefinite {
        what: "the information of the factor model",
    })
}

/// χ² of the parameters; nothing where a group's implied covariances are not positive definite.
fn discrepancy(groups: &[GroupMoments], shape: &Shape, values: &DVector<f64>) -> Option<f64> {
    let mut sum = 0.0;
    for (at, group) in groups.iter().enumerate() {
        let estimates = shape.estimates(at, values);
        let cholesky = estimates.covariances().cholesky()?;
        let log = 2.0
            * cholesky
                .l_dirty()
                .diagonal()
                .iter()
                .map(|value| value.ln())
                .sum::<f64>();
        let difference = &group.means - estimates.means();
        let trace = cholesky.solve(&group.covariances).trace();
        let distance = difference.dot(&cholesky.solve(&difference));
        let items = super::super::alpha::real(group.items());
        sum +=
            f64::from(group.people) * (log - log_determinant(&group.covariances) + trace - items + distance);
    }
    sum.is_finite().then_some(sum)
}

/// The logarithm of the determinant of a positive definite matrix.
pub(super) fn log_determinant(matrix: &DMatrix<f64>) -> f64 {
    let cholesky = matrix
        .clone()
        .cholesky()
        .expect("checked when the moments were built");
    2.0 * cholesky
        .l_dirty()
        .diagonal()
        .iter()
        .map(|value| value.ln())
        .sum::<f64>()
}

/// Half the gradient of χ², and the expected information.
fn derivatives(
    groups: &[GroupMoments],
    shape: &Shape,
    values: &DVector<f64>,
) -> (DVector<f64>, DMatrix<f64>) {
    let mut gradient = DVector::zeros(shape.free());
    let mut information = DMatrix::zeros(shape.free(), shape.free());
    for (at, group) in groups.iter().enumerate() {
        let estimates = shape.estimates(at, values);
        let inverse = estimates
            .covariances()
            .cholesky()
            .expect("the discrepancy was finite here")
            .inverse();
        let difference = &group.means - estimates.means();
        let seen = &group.covariances + &difference * difference.transpose();
        let slope = &inverse - &inverse * seen * &inverse;
        let pull = &inverse * &difference;
        let effects = effects(shape, &estimates, at);
        let people = f64::from(group.people);
        let spread: Vec<_> = effects
            .iter()
            .map(|effect| {
                (
                    &inverse * &effect.covariances * &inverse,
                    &inverse * &effect.means,
                )
            })
            .collect();
        for (a, (whole, mean)) in effects.iter().zip(&spread) {
            gradient[a.free] += people * (slope.dot(&a.covariances) / 2.0 - pull.dot(&a.means));
            for b in effects.iter().filter(|b| b.free <= a.free) {
                let shared = whole.dot(&b.covariances) / 2.0 + mean.dot(&b.means);
                information[(a.free, b.free)] += people * shared;
            }
        }
    }
    information.fill_upper_triangle_with_lower_triangle();
    (gradient, information)
}

/// What a free parameter does to a group's implied covariances and means.
struct Effect {
    free: usize,
    covariances: DMatrix<f64>,
    means: DVector<f64>,
}

fn effects(shape: &Shape, estimates: &GroupEstimates, group: usize) -> Vec<Effect> {
    let items = shape.factor_of.len();
    let loadings = estimates.loading_matrix();
    let spread = &loadings * &estimates.factor_covariances;
    let none = || (DMatrix::zeros(items, items), DVector::zeros(items));
    let mut all = Vec::new();
    for item in 0..items {
        let factor = shape.factor_of[item];
        let (mut covariances, mut means) = none();
        for other in 0..items {
            covariances[(item, other)] += spread[(other, factor)];
            covariances[(other, item)] += spread[(other, factor)];
        }
        means[item] = estimates.factor_means[factor];
        all.push((covariances, means));
    }
    for item in 0..items {
        let (covariances, mut means) = none();
        means[item] = 1.0;
        all.push((covariances, means));
    }
    for item in 0..items {
        let (mut covariances, means) = none();
        covariances[(item, item)] = 1.0;
        all.push((covariances, means));
    }
    for factor in 0..shape.factors {
        all.push((none().0, loadings.column(factor).into_owned()));
    }
    for row in 0..shape.factors {
        for column in 0..=row {
            let product = loadings.column(row) * loadings.column(column).transpose();
            let covariances = if row == column {
                product
            } else {
                &product + product.transpose()
            };
            all.push((covariances, none().1));
        }
    }
    shape
        .sources(group)
        .iter()
        .zip(all)
        .filter_map(|(source, (covariances, means))| match source {
            Source::Free(free) => Some(Effect {
                free: *free,
                covariances,
                means,
            }),
            Source::Fixed(_) => None,
        })
        .collect()
}

//! The complete-data log-likelihood: what ℓ would be if everybody's θ were known to be as the expectation has it. Its value,
//! gradient, and information, which per item is `Σ_q N_q Σ_k P_k s_k s_kᵀ` with scores `s_k = ∂ log P_k`.
//!
//! Scores by the intercept `d_h`: partial credit `P(X ≥ h) − [k ≥ h]`; graded response, with `D` from one intercept to the next,
//! `−(1 − F_k) − 1/(exp(D) − 1)` at category k's lower bound and `F_(k+1) + 1/(exp(D) − 1)` at its upper.

use std::ops::Range;

use nalgebra::DMatrix;

use super::expectation::Expected;
use super::item::{Curve, Family, Point, logistic};
use super::metric::Metric;
use super::parameters::{Layout, Slots, State};
use super::quadrature::{Population, Quadrature};

/// Value, gradient and information at one state.
#[derive(Debug, Clone)]
pub(crate) struct Complete {
    pub value: f64,
    pub gradient: Vec<f64>,
    pub metric: Metric,
}

/// Per item, category after category, its probability at each point.
pub(crate) fn probabilities(curves: &[Curve], quadrature: &Quadrature) -> Vec<Vec<f64>> {
    let nodes = quadrature.nodes();
    let mut point = Point::new(2);
    let table = |curve: &Curve| {
        let mut table = vec![0.0; (curve.intercepts.len() + 1) * nodes.len()];
        for (at, &theta) in nodes.iter().enumerate() {
            point.at(curve, theta);
            for (k, p) in point.p.iter().enumerate() {
                table[k * nodes.len() + at] = *p;
            }
        }
        table
    };
    curves.iter().map(table).collect()
}

/// Sums over items and groups; the blocks of information, as dense matrices.
struct Sums {
    value: f64,
    gradient: Vec<f64>,
    blocks: Vec<(Range<usize>, DMatrix<f64>)>,
}

/// The complete-data log-likelihood of `state`, given what was expected (at this or another state).
pub(crate) fn complete(
    layout: &Layout,
    state: &State,
    quadrature: &Quadrature,
    expected: &Expected,
) -> Complete {
    let empty = |range: &Range<usize>| (range.clone(), DMatrix::zeros(range.len(), range.len()));
    let mut sums = Sums {
        value: 0.0,
        gradient: vec![0.0; layout.len],
        blocks: layout.blocks.iter().map(empty).collect(),
    };
    for ((slots, curve), chosen) in layout.items.iter().zip(&state.curves).zip(&expected.chosen) {
        if slots.slope.is_some() || slots.intercepts.is_some() {
            sums.item(*slots, curve, quadrature, chosen);
        }
    }
    for ((at, population), mass) in layout.groups.iter().zip(&state.populations).zip(&expected.mass) {
        if let Some(at) = *at {
            sums.group(at, *population, quadrature, mass);
        }
    }
    Complete {
        value: sums.value,
        gradient: sums.gradient,
        metric: Metric::new(sums.blocks),
    }
}

impl Sums {
    fn item(&mut self, slots: Slots, curve: &Curve, quadrature: &Quadrature, chosen: &[f64]) {
        let nodes = quadrature.nodes();
        let (categories, parameters) = (curve.intercepts.len() + 1, curve.intercepts.len() + 1);
        let places: Vec<Option<usize>> = std::iter::once(slots.slope)
            .chain((0..curve.intercepts.len()).map(|h| slots.intercepts.map(|at| at + h)))
            .collect();
        let mut point = Point::new(categories);
        let mut scores = DMatrix::zeros(parameters, categories);
        let mut gradient = vec![0.0; parameters];
        let mut information = DMatrix::<f64>::zeros(parameters, parameters);
        for (at, &theta) in nodes.iter().enumerate() {
            point.at(curve, theta);
            score(curve, theta, &point, &mut scores);
            let mut people = 0.0;
            for (k, column) in scores.column_iter().enumerate() {
                let count = chosen[k * nodes.len() + at];
                people += count;
                self.value += count * point.p[k].max(f64::MIN_POSITIVE).ln();
                gradient
                    .iter_mut()
                    .zip(column.iter())
                    .for_each(|(sum, s)| *sum += count * s);
            }
            for (k, column) in scores.column_iter().enumerate() {
                information.ger(people * point.p[k], &column, &column, 1.0);
            }
        }
        self.place(&places, &gradient, &information);
    }

    /// The normal distribution on the points, an exponential family: scores are its statistics less their expectation.
    fn group(&mut self, at: usize, population: Population, quadrature: &Quadrature, mass: &[f64]) {
        let shares = population.shares(quadrature);
        let statistics: Vec<[f64; 2]> = quadrature
            .nodes()
            .iter()
            .map(|x| {
                let z = (x - population.mean) / population.sd;
                [z / population.sd, z * z]
            })
            .collect();
        let mut mean = [0.0; 2];
        for (share, statistic) in shares.iter().zip(&statistics) {
            mean[0] += share * statistic[0];
            mean[1] += share * statistic[1];
        }
        let people: f64 = mass.iter().sum();
        let (mut gradient, mut information) = ([0.0; 2], DMatrix::<f64>::zeros(2, 2));
        for ((share, statistic), mass) in shares.iter().zip(&statistics).zip(mass) {
            let score = [statistic[0] - mean[0], statistic[1] - mean[1]];
            self.value += mass * share.max(f64::MIN_POSITIVE).ln();
            for row in 0..2 {
                gradient[row] += mass * score[row];
                for column in 0..2 {
                    information[(row, column)] += people * share * score[row] * score[column];
                }
            }
        }
        self.place(&[Some(at), Some(at + 1)], &gradient, &information);
    }

    /// Adds gradient and information of one item or group at the places of its parameters.
    fn place(&mut self, places: &[Option<usize>], gradient: &[f64], information: &DMatrix<f64>) {
        for (row, place) in places.iter().enumerate() {
            let Some(place) = *place else { continue };
            self.gradient[place] += gradient[row];
            for (column, other) in places.iter().enumerate() {
                let Some(other) = *other else { continue };
                let block = self.blocks.iter_mut().find(|(range, _)| range.contains(&place));
                if let Some((range, matrix)) = block.filter(|(range, _)| range.contains(&other)) {
                    matrix[(place - range.start, other - range.start)] += information[(row, column)];
                }
            }
        }
    }
}

/// ∂ log P(k) by slope (first row) and intercepts, one column per category.
fn score(curve: &Curve, theta: f64, point: &Point, scores: &mut DMatrix<f64>) {
    scores.fill(0.0);
    for (k, first) in point.first.iter().enumerate() {
        scores[(0, k)] = theta * first;
    }
    match curve.family {
        Family::PartialCredit => {
            let mut at_least = 0.0;
            for h in (1..point.p.len()).rev() {
                at_least += point.p[h];
                for k in 0..point.p.len() {
                    scores[(h, k)] = if k >= h { at_least - 1.0 } else { at_least };
                }
            }
        }
        Family::Graded => {
            for (h, d) in curve.intercepts.iter().enumerate() {
                let (at, not_at) = logistic(curve.slope * theta - d);
                let below = h
                    .checked_sub(1)
                    .map_or(0.0, |g| 1.0 / (d - curve.intercepts[g]).exp_m1());
                let above = curve
                    .intercepts
                    .get(h + 1)
                    .map_or(0.0, |next| 1.0 / (next - d).exp_m1());
                scores[(h + 1, h)] = at + below;
                scores[(h + 1, h + 1)] = -not_at - above;
            }
        }
    }
}

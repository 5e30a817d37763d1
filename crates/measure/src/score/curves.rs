//! What a set of items yields at θ: the sum of answers to expect, and how much is learnt.

use crate::response::{Item, Point};

/// The expected sum of answers at θ, from 0 to the sum of the highest categories.
pub fn expected_score(items: &[Item], theta: f64) -> f64 {
    let expected = |item: &Item| {
        let (mut sum, mut k) = (0.0, 0.0);
        for p in item.probabilities(theta) {
            sum += k * p;
            k += 1.0;
        }
        sum
    };
    items.iter().map(expected).sum()
}

/// The information of the test at θ: `Σ_j Σ_k (∂P_jk/∂θ)² / P_jk` (Samejima 1969), per squared unit of θ. Its inverse root is the
/// standard error of an estimate at θ.
pub fn information(items: &[Item], theta: f64) -> f64 {
    let mut point = Point::new(2);
    let mut sum = 0.0;
    for item in items {
        point.at(item.curve(), theta);
        sum += moments(item.slope(), &point).0;
    }
    sum
}

/// Warm's I = Σ P′²/P and J = Σ P′P″/P of one item (Warm 1989, Psychometrika 54:427–450), where P′/P is the slope times the first
/// derivative of log P, and P″/P the squared slope times its square and the second derivative added.
pub(super) fn moments(slope: f64, point: &Point) -> (f64, f64) {
    let (mut i, mut j) = (0.0, 0.0);
    for ((p, first), second) in point.p.iter().zip(&point.first).zip(&point.second) {
        i += p * first * first;
        j += p * first * (second + first * first);
    }
    (slope * slope * i, slope * slope * slope * j)
}

//! The discrete Gaussian against its probabilities, exp(−y²/2σ²) over their sum. Seeds are fixed, so each test gives one
//! number; bounds are those that one seed in ten thousand would break.

use std::collections::BTreeMap;

use disclosure::private::{Scale, gaussian};

use crate::seeded;

fn draws(steps: u64, count: u32, seed: u64) -> BTreeMap<i64, f64> {
    let scale = Scale::from_64ths(steps).unwrap();
    let mut bytes = seeded(seed);
    let mut found = BTreeMap::new();
    for _ in 0..count {
        *found.entry(gaussian(scale, &mut bytes)).or_insert(0.0) += 1.0;
    }
    found
}

fn probability(sigma: f64) -> impl Fn(i64) -> f64 {
    let mass =
        move |at: i64| (-(f64::from(i32::try_from(at).unwrap()).powi(2)) / (2.0 * sigma * sigma)).exp();
    let sum: f64 = (-400..=400).map(mass).sum();
    move |at| mass(at) / sum
}

/// Pearson's statistic over single numbers, and the two tails of fewer than 20 expected; with its degrees of freedom.
fn chi_square(found: &BTreeMap<i64, f64>, count: f64, sigma: f64) -> (f64, f64) {
    let probability = probability(sigma);
    let edge = (0..400).find(|&at| probability(at + 1) * count < 20.0).unwrap();
    let term = |seen: f64, expected: f64| (seen - expected).powi(2) / expected;
    let seen = |range: std::ops::RangeInclusive<i64>| found.range(range).map(|(_, count)| count).sum::<f64>();
    let mut sum: f64 = (-edge + 1..edge)
        .map(|at| term(seen(at..=at), probability(at) * count))
        .sum();
    let tail: f64 = (edge..400).map(&probability).sum::<f64>() * count;
    sum += term(seen(edge..=i64::MAX), tail) + term(seen(i64::MIN..=-edge), tail);
    (sum, f64::from(i32::try_from(2 * edge).unwrap()))
}

#[test]
fn draws_have_the_probabilities_of_the_discrete_gaussian() {
    for (steps, seed) in [(20, 1), (64, 2), (97, 3), (192, 4), (500, 5)] {
        let sigma = Scale::from_64ths(steps).unwrap().sigma();
        let found = draws(steps, 20_000, seed);
        let (statistic, freedom) = chi_square(&found, 20_000.0, sigma);
        // Wilson and Hilferty (1931): the quantile at 0.9999 (normal 3.719).
        let part = 2.0 / (9.0 * freedom);
        let bound = freedom * (1.0 - part + 3.719 * part.sqrt()).powi(3);
        assert!(statistic < bound, "σ = {sigma}: {statistic} of {bound}");
        // And not of another scale: 10 % more is seen at once.
        let (other, _) = chi_square(&found, 20_000.0, sigma * 1.1);
        assert!(other > bound, "σ = {sigma}: {other} of {bound}");
    }
}

#[test]
fn plus_minus_holds_at_least_95_of_100() {
    for steps in [1, 20, 40, 64, 65, 100, 200, 222, 500, 1000, 3000] {
        let scale = Scale::from_64ths(steps).unwrap();
        let half = i64::from(scale.plus_minus());
        let within: f64 = (-half..=half).map(probability(scale.sigma())).sum();
        assert!(within >= 0.95, "{scale:?}: {within}");
    }
}

#[test]
fn large_scales_have_their_deviation() {
    let steps = Scale::LARGEST * 64;
    let sigma = Scale::from_64ths(steps).unwrap().sigma();
    let found = draws(steps, 1000, 9);
    let square: f64 = found
        .iter()
        .map(|(at, count)| (i32::try_from(*at).map(f64::from).unwrap() / sigma).powi(2) * count)
        .sum();
    // The standard error of a variance of 1000 draws is 4.5 %.
    assert!((square / 1000.0 - 1.0).abs() < 0.17, "{square}");
}

#[test]
fn scales_out_of_range_are_not_made() {
    assert_eq!(Scale::from_64ths(0), None);
    assert_eq!(Scale::from_64ths(Scale::LARGEST * 64 + 1), None);
}

//! Intervals for shares of finite populations.

use measure::proportion::{Confidence, clopper_pearson, hypergeometric, wilson_finite};
use measure::{Interval, Z95, wilson};

use crate::close;

/// Rows 0 to 60 of Pascal's triangle, exact.
fn triangle() -> Vec<Vec<u128>> {
    let mut rows: Vec<Vec<u128>> = vec![vec![1]];
    for n in 1..=60 {
        let above = &rows[n - 1];
        let row = (0..=n)
            .map(|k| above.get(k).unwrap_or(&0) + k.checked_sub(1).map_or(0, |left| above[left]))
            .collect();
        rows.push(row);
    }
    rows
}

#[test]
fn hypergeometric_every_population_to_60_covers_95_percent() {
    let choose = triangle();
    for population in 1..=60_usize {
        for of in 1..=population {
            let intervals: Vec<Interval> = (0..=of)
                .map(|part| {
                    hypergeometric(part as u64, of as u64, population as u64, Confidence::P95).unwrap()
                })
                .collect();
            for counted in 0..=population {
                let share = counted as f64 / population as f64;
                let mut covered = 0_u128;
                for part in (of + counted).saturating_sub(population)..=of.min(counted) {
                    if intervals[part].low <= share && share <= intervals[part].high {
                        covered += choose[counted][part] * choose[population - counted][of - part];
                    }
                }
                assert!(
                    covered * 20 >= choose[population][of] * 19,
                    "N {population}, n {of}, K {counted}"
                );
            }
        }
    }
}

#[test]
fn finite_population_published_values_agree() {
    let found = hypergeometric(21, 30, 40, Confidence::P95).unwrap();
    assert_eq!((found.low, found.high), (24.0 / 40.0, 31.0 / 40.0));
    let found = hypergeometric(1, 10, 12, Confidence::P95).unwrap();
    assert_eq!((found.low, found.high), (1.0 / 12.0, 3.0 / 12.0));
    let found = wilson_finite(21, 30, 40, Confidence::P95).unwrap();
    close(found.low, 0.61168995, 5e-9);
    close(found.high, 0.77559436, 5e-9);
}

#[test]
fn finite_population_everybody_answered_leaves_the_share() {
    for of in 1..=60 {
        for part in 0..=of {
            let share = part as f64 / of as f64;
            let point = Interval {
                low: share,
                high: share,
            };
            assert_eq!(hypergeometric(part, of, of, Confidence::P95), Ok(point));
            assert_eq!(wilson_finite(part, of, of, Confidence::P95), Ok(point));
        }
    }
}

#[test]
fn finite_population_endless_population_gives_the_endless_interval() {
    let endless = clopper_pearson(30, 100, Confidence::P95).unwrap();
    let finite = hypergeometric(30, 100, 1_000_000_000, Confidence::P95).unwrap();
    close(finite.low, endless.low, 1e-7);
    close(finite.high, endless.high, 1e-7);
    let endless = wilson(30, 100, Z95).unwrap();
    let finite = wilson_finite(30, 100, 1_000_000_000, Confidence::P95).unwrap();
    close(finite.low, endless.low, 1e-7);
    close(finite.high, endless.high, 1e-7);
}

#[test]
fn hypergeometric_half_a_million_of_a_million_is_narrow() {
    // √(0.25 / 500,000 · 0.5) · 1.96 = 0.00098.
    let found = hypergeometric(250_000, 500_000, 1_000_000, Confidence::P95).unwrap();
    close(found.low, 0.5 - 0.00098, 2e-6);
    close(found.high, 0.5 + 0.00098, 2e-6);
    close(found.low + found.high, 1.0, 1e-12);
    let found = hypergeometric(200_000_000, 500_000_000, 1_000_000_000, Confidence::P95).unwrap();
    close(found.high - found.low, 2.0 * Z95 * (0.24 / 1e9_f64).sqrt(), 2e-9);
}

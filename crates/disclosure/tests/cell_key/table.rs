//! The table of noise: its moments, its bounds, its shape, and what it refuses.

use disclosure::cell_key::{Noise, PerturbationTable, Unfit};
use proptest::prelude::*;

fn noise(largest: u32, threshold: u32, share: f64) -> Noise {
    let half = threshold / 2;
    let least = f64::from(half * (threshold - half));
    let variance = least + share * (f64::from(largest) - least);
    Noise {
        largest,
        variance,
        threshold,
    }
}

/// Thresholds with deviations that they can have, and a variance well between its limits.
fn noises() -> impl Strategy<Value = Noise> {
    (1..9_u32, 1..20_u32, 0.05..0.95_f64).prop_map(|(threshold, more, share)| {
        let half = threshold / 2;
        noise(
            (half * (threshold - half) + more).max(threshold),
            threshold,
            share,
        )
    })
}

fn moment(row: &[(i32, f64)], power: i32) -> f64 {
    row.iter()
        .map(|(noise, share)| f64::from(*noise).powi(power) * share)
        .sum()
}

proptest! {
    #[test]
    fn every_count_has_mean_zero_and_the_variance(noise in noises()) {
        let table = PerturbationTable::new(noise).unwrap();
        prop_assert_eq!(table.distribution(0), vec![(0, 1.0)]);
        for count in 1..2 * noise.largest + noise.threshold + 3 {
            let row = table.distribution(count);
            prop_assert!((moment(&row, 0) - 1.0).abs() < 1e-12);
            prop_assert!(moment(&row, 1).abs() < 1e-6, "count {}: mean {}", count, moment(&row, 1));
            prop_assert!((moment(&row, 2) - noise.variance).abs() < 1e-5, "count {}: {}", count, moment(&row, 2));
            for (deviation, _) in row {
                prop_assert!(deviation.unsigned_abs() <= noise.largest);
                let shown = i64::from(count) + i64::from(deviation);
                prop_assert!(shown == 0 || shown >= i64::from(noise.threshold));
            }
        }
    }

    /// Of maximum entropy: ln p is a parabola in the deviation. Moving mass along any other direction that keeps mean
    /// and variance would lower the entropy.
    #[test]
    fn logarithms_of_probabilities_lie_on_a_parabola(noise in noises(), count in 1..60_u32) {
        let row = PerturbationTable::new(noise).unwrap().distribution(count);
        let likely: Vec<(f64, f64)> = row.iter().filter(|(_, share)| *share > 1e-4).map(|(at, share)| (f64::from(*at), share.ln())).collect();
        for four in likely.windows(4) {
            // The third divided difference of a parabola is 0.
            let mut column: Vec<f64> = four.iter().map(|point| point.1).collect();
            for apart in 1..4 {
                column = (0..column.len() - 1).map(|at| (column[at + 1] - column[at]) / (four[at + apart].0 - four[at].0)).collect();
            }
            prop_assert!(column[0].abs() < 1e-4, "{:?}", column);
        }
    }

    #[test]
    fn shown_counts_follow_the_keys(noise in noises(), count in 0..60_u32, key: u32) {
        let table = PerturbationTable::new(noise).unwrap();
        let shown = i64::from(table.perturbed(count, key)) - i64::from(count);
        let row = table.distribution(count);
        let place = f64::from(key) / 4_294_967_296.0;
        let below = |limit: i64| row.iter().filter(|(at, _)| i64::from(*at) < limit).map(|(_, share)| share).sum::<f64>();
        prop_assert!(below(shown) <= place + 1e-12 && place < below(shown + 1) + 1e-12);
    }
}

#[test]
fn noise_without_threshold_is_symmetric_for_large_counts() {
    let table = PerturbationTable::new(noise(5, 1, 0.4)).unwrap();
    let row = table.distribution(1_000_000);
    assert_eq!(row.len(), 11);
    for (one, other) in row.iter().zip(row.iter().rev()) {
        assert_eq!(one.0, -other.0);
        assert!((one.1 - other.1).abs() < 1e-8);
    }
}

/// For a count of 1 with threshold 2 and largest deviation 2 only -1, 1 and 2 are left, and the moments fix them:
/// p(-1) = p(1) + 2·p(2) and V = p(-1) + p(1) + 4·p(2), with sum 1, so V = 1.5 gives 7/12, 1/4 and 1/6.
#[test]
fn three_deviations_are_fixed_by_the_moments() {
    let noise = Noise {
        largest: 2,
        variance: 1.5,
        threshold: 2,
    };
    let row = PerturbationTable::new(noise).unwrap().distribution(1);
    for (found, expected) in row.iter().zip([(-1, 7.0 / 12.0), (1, 0.25), (2, 1.0 / 6.0)]) {
        assert_eq!(found.0, expected.0);
        assert!((found.1 - expected.1).abs() < 1e-8, "{row:?}");
    }
}

#[test]
fn noise_that_cannot_be_is_refused() {
    let refused = |largest, threshold, variance| {
        let noise = Noise {
            largest,
            variance,
            threshold,
        };
        PerturbationTable::new(noise).unwrap_err()
    };
    assert_eq!(refused(0, 1, 1.0), Unfit::Largest { largest: 0 });
    assert_eq!(refused(1001, 1, 1.0), Unfit::Largest { largest: 1001 });
    assert_eq!(
        refused(5, 0, 1.0),
        Unfit::Threshold {
            threshold: 0,
            most: 5
        }
    );
    assert_eq!(
        refused(5, 6, 1.0),
        Unfit::Threshold {
            threshold: 6,
            most: 5
        }
    );
    for (largest, threshold, variance, above, below) in [
        (5, 3, 2.0, 2.0, 5.0),
        (5, 3, 5.0, 2.0, 5.0),
        (30, 10, 20.0, 25.0, 30.0),
        (5, 1, 0.0, 0.0, 5.0),
    ] {
        let expected = Unfit::Variance {
            variance,
            above,
            below,
        };
        assert_eq!(refused(largest, threshold, variance), expected);
    }
    assert!(matches!(refused(5, 1, f64::NAN), Unfit::Variance { .. }));
}

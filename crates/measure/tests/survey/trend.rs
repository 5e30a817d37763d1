//! Rises and falls over waves.

use measure::comparison::{cochran_armitage, mann_kendall, slope};
use measure::proportion::Confidence;
use measure::{Error, Z95};

use crate::close;

#[test]
fn cochran_armitage_agrees_with_r() {
    // R: prop.trend.test.
    let waves = [(15, 50), (22, 55), (30, 60), (41, 66)];
    let found = cochran_armitage(&waves, &[1.0, 2.0, 3.0, 4.0]).unwrap();
    close(found.statistic, 13.1277419843880, 1e-12);
    close(found.p, 2.90955222556894e-04, 1e-15);
    let found = cochran_armitage(&waves, &[1.0, 2.0, 4.0, 5.0]).unwrap();
    close(found.statistic, 12.7810596987976, 1e-12);
    close(found.p, 3.50146520538065e-04, 1e-15);
    let none = cochran_armitage(&[(0, 5), (0, 6), (0, 7)], &[1.0, 2.0, 3.0]).unwrap();
    assert_eq!((none.statistic, none.p), (0.0, 1.0));
    assert!(cochran_armitage(&waves[..2], &[1.0, 2.0]).is_err());
    assert!(cochran_armitage(&waves, &[1.0; 4]).is_err());
    assert!(cochran_armitage(&[(2, 1), (0, 6), (0, 7)], &[1.0, 2.0, 3.0]).is_err());
}

#[test]
fn mann_kendall_agrees_with_r_and_published_value() {
    // R: cor.test(seq_along(v), v, method = "kendall", exact = TRUE).
    let cases: [(&[f64], f64, f64); 4] = [
        (&[1.0, 2.0, 3.0, 6.0, 5.0, 4.0], 0.6, 0.13611111111111),
        (
            &[1.0, 3.0, 2.0, 5.0, 4.0, 6.0],
            0.7333333333333333,
            0.0555555555555556,
        ),
        (&[3.1, 2.9, 4.0, 4.2, 4.1], 0.6, 0.233333333333333),
        (&[5.0, 4.0, 3.0, 2.0, 1.0, 6.0, 7.0], 0.0476190476190476, 1.0),
    ];
    for (values, tau, p) in cases {
        let found = mann_kendall(values).unwrap();
        assert!(found.exact);
        close(found.statistic, tau, 1e-14);
        close(found.p, p, 1e-13);
    }
    // The smallest probability that four and five waves can reach.
    close(mann_kendall(&[1.0, 2.0, 3.0, 4.0]).unwrap().p, 2.0 / 24.0, 1e-15);
    close(
        mann_kendall(&[5.0, 4.0, 3.0, 2.0, 1.0]).unwrap().p,
        2.0 / 120.0,
        1e-15,
    );
}

#[test]
fn mann_kendall_equal_values_match_enumeration() {
    let values = [1.0, 2.0, 2.0, 1.0, 3.0, 3.0, 2.0];
    let score = |order: &[f64]| -> i32 {
        (0..order.len())
            .flat_map(|i| (i + 1..order.len()).map(move |j| (i, j)))
            .map(|(i, j)| i32::from(order[j] > order[i]) - i32::from(order[j] < order[i]))
            .sum()
    };
    let observed = score(&values).abs();
    let (mut all, mut extreme) = (0_u32, 0_u32);
    let mut order = values.to_vec();
    // Heap's algorithm over all 5,040 orders.
    let mut counters = vec![0; order.len()];
    let mut visit = |order: &[f64]| {
        all += 1;
        extreme += u32::from(score(order).abs() >= observed);
    };
    visit(&order);
    let mut at = 0;
    while at < order.len() {
        if counters[at] < at {
            let other = if at % 2 == 0 { 0 } else { counters[at] };
            order.swap(at, other);
            visit(&order);
            counters[at] += 1;
            at = 0;
        } else {
            counters[at] = 0;
            at += 1;
        }
    }
    assert_eq!(all, 5040);
    close(
        mann_kendall(&values).unwrap().p,
        f64::from(extreme) / 5040.0,
        1e-14,
    );
}

#[test]
fn mann_kendall_long_series_is_approximate_and_near_exact() {
    let wave = |at: i32| f64::from((at * 7) % 12 + at / 3);
    let exact = mann_kendall(&(0..30).map(wave).collect::<Vec<_>>()).unwrap();
    let long = mann_kendall(&(0..31).map(wave).collect::<Vec<_>>()).unwrap();
    assert!(exact.exact && !long.exact);
    assert!((exact.p - long.p).abs() < 0.02, "{} {}", exact.p, long.p);
    assert_eq!(
        mann_kendall(&[1.0; 4]),
        Err(Error::Constant { what: "the figure" })
    );
    assert!(mann_kendall(&[1.0, f64::NAN, 2.0]).is_err());
    assert!(mann_kendall(&[1.0, 2.0]).is_err());
    assert!(mann_kendall(&vec![1.0; 10_001]).is_err());
}

#[test]
fn slope_of_equally_sure_waves_is_least_squares() {
    // ŷ = 1.1 + 0.9 t for 1, 2.5, 2.5, 4 over 0 to 3; Σ (t − 1.5)² = 5; residuals −0.1, 0.5, −0.4, 0.2 (hand).
    let found = slope(
        &[1.0, 2.5, 2.5, 4.0],
        &[0.2; 4],
        &[0.0, 1.0, 2.0, 3.0],
        Confidence::P95,
    )
    .unwrap();
    close(found.slope, 0.9, 1e-14);
    close(found.standard_error, 0.2 / 5.0_f64.sqrt(), 1e-14);
    close(found.high - found.slope, Z95 * found.standard_error, 1e-14);
    close(
        found.misfit,
        (0.15_f64.powi(2) + 0.45_f64.powi(2)) * 2.0 / 0.04,
        1e-12,
    );
    assert!(
        slope(
            &[1.0, 2.0, 3.0],
            &[0.1, 0.0, 0.1],
            &[1.0, 2.0, 3.0],
            Confidence::P95
        )
        .is_err()
    );
    assert!(slope(&[1.0, 2.0], &[0.1; 2], &[1.0, 2.0], Confidence::P95).is_err());
}

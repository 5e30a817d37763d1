//! Numbers at the ends of what fits give an error or a finite figure, never a panic and never NaN.

use measure::comparison::{
    Components, Moments, School, cochran_armitage, cohen_d, components, mann_kendall, mean_difference,
    shrink, slope,
};
use measure::design::{Centre, Design, Estimand, Lonely, Stage, Variable, jackknife, quantile, regression};
use measure::proportion::{
    Confidence, clopper_pearson, hypergeometric, jeffreys, wilson_corrected, wilson_finite,
};
use measure::weighting::{Bounds, Margin, Raking, calibrate, post_stratify, rake};
use proptest::prelude::*;

/// Plain numbers among the smallest, largest and impossible ones.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -5.0_f64..5.0,
        1 => prop::sample::select(vec![
            0.0, -0.0, 1e-320, 1e-300, 1e-160, 1e160, 1e300, f64::MAX, f64::NAN, f64::INFINITY, 1.0,
        ]),
    ]
}

fn column() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(number(), 8)
}

fn finite(values: &[f64]) {
    assert!(values.iter().all(|value| value.is_finite()), "{values:?}");
}

proptest! {
    #[test]
    fn designs_stay_finite(y in column(), x in column(), w in column(), sizes in column(), clusters in prop::collection::vec(0_u32..4, 8)) {
        let weights: Vec<f64> = w.iter().map(|weight| weight.abs()).collect();
        for lonely in [Lonely::Certainty, Lonely::Adjust, Lonely::Average] {
            let stage = Stage {
                strata: Some(clusters.iter().map(|cluster| cluster / 2).collect()),
                clusters: Some(clusters.clone()),
                population: (clusters[0] == 0).then(|| sizes.clone()),
            };
            let Ok(design) = Design::new(weights.clone(), vec![stage], lonely) else { continue };
            let asked = [
                Estimand::mean(Variable::Real(&y)),
                Estimand::total(Variable::Real(&y)),
                Estimand::ratio(Variable::Real(&y), Variable::Real(&x)),
            ];
            for found in [design.estimate(&asked), jackknife(&design, &asked, Centre::Replicates)].into_iter().flatten() {
                finite(found.values());
                for which in 0..3 {
                    finite(&[found.standard_error(which)]);
                    if let Ok((low, high)) = found.interval(which, Confidence::P95) {
                        prop_assert!(!low.is_nan() && !high.is_nan());
                    }
                }
            }
            if let Ok(found) = quantile(&design, &y, None, 0.5, Confidence::P95) {
                finite(&[found.low, found.value, found.high]);
                prop_assert!(found.low <= found.value && found.value <= found.high);
            }
            if let Ok(found) = regression(&design, &y, &[&[1.0; 8], &x], None) {
                finite(found.coefficients());
                finite(&[found.standard_error(0), found.standard_error(1)]);
            }
        }
    }

    #[test]
    fn weights_stay_finite(w in column(), x in column(), totals in prop::collection::vec(number(), 4), cells in prop::collection::vec(0_u32..4, 8)) {
        let weights: Vec<f64> = w.iter().map(|weight| weight.abs()).collect();
        if let Ok(found) = calibrate(&weights, vec![vec![1.0; 8], x], &totals[..2]) {
            finite(found.weights());
        }
        let margins = [
            Margin { cells: cells.iter().map(|cell| cell / 2).collect(), totals: totals[..2].to_vec() },
            Margin { cells: cells.iter().map(|cell| cell % 2).collect(), totals: vec![totals[1], totals[0]] },
        ];
        for bounds in [None, Some(Bounds { least: 0.5, most: 2.0 })] {
            let how = Raking { least_respondents: 1, bounds, rounds: 50, ..Raking::default() };
            if let Ok(found) = rake(&weights, &margins, &how) {
                finite(found.adjustment.weights());
            }
        }
        if let Ok(found) = post_stratify(&weights, &margins[0], 1) {
            finite(found.weights());
        }
    }

    #[test]
    fn comparisons_stay_finite(y in column(), errors in column(), times in column(), between in number(), within in number()) {
        if let Ok(found) = slope(&y, &errors, &times, Confidence::P95) {
            finite(&[found.slope, found.standard_error, found.low, found.high, found.p, found.misfit, found.misfit_p]);
        }
        if let Ok(found) = cochran_armitage(&[(3, 9), (4, 8), (1, 7)], &times[..3]) {
            finite(&[found.statistic, found.p]);
        }
        if let Ok(found) = mann_kendall(&y) {
            finite(&[found.statistic, found.p]);
        }
        let (Ok(one), Ok(two)) = (Moments::of(y[..4].to_vec()), Moments::of(y[4..].to_vec())) else { return Ok(()) };
        if let Ok(found) = mean_difference(&one, &two, [None, None], Confidence::P95) {
            finite(&[found.difference, found.standard_error, found.p]);
        }
        if let Ok(d) = cohen_d(&one, &two) {
            finite(&[d]);
        }
        let schools = [one, two].map(|moments| School { moments, population: Some(4) });
        for parts in [components(&schools), Ok(Components { between, within })].into_iter().flatten() {
            if let Ok(found) = shrink(&schools, parts) {
                for school in found.schools {
                    finite(&[school.mean, school.standard_error, school.reliability]);
                    finite(&[school.chance_above().for_internal_use()]);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn intervals_stay_finite(part in 0_u64..20, of in 0_u64..20, large in 0_u64..=1_000_000_000, level in 0.0_f64..1.0) {
        for level in [level, 1e-300, 1.0 - 1e-16] {
            let Ok(confidence) = Confidence::new(level) else { continue };
            for (part, of) in [(part, of), (part, large), (large / 2, large), (large, large)] {
                for found in [
                    wilson_corrected(part, of, confidence),
                    clopper_pearson(part, of, confidence),
                    jeffreys(part, of, confidence),
                    hypergeometric(part, of, 1_000_000_000, confidence),
                    wilson_finite(part, of, large, confidence),
                ].into_iter().flatten() {
                    let share = part as f64 / of as f64;
                    prop_assert!(0.0 <= found.low && found.low <= share && share <= found.high && found.high <= 1.0);
                }
            }
        }
    }
}

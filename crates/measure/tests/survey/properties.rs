//! What holds for every input.

use measure::comparison::{
    Moments, benjamini_hochberg, cohen_d, mann_kendall, superiority, superiority_of_counts,
};
use measure::design::{Design, Estimand, Lonely, ShareInterval, Stage, Variable};
use measure::proportion::{
    Confidence, agresti_coull, clopper_pearson, hypergeometric, jeffreys, wilson_corrected, wilson_finite,
};
use measure::weighting::{Margin, Raking, rake};
use proptest::prelude::*;

use crate::close;

/// Rows of (stratum, cluster, weight, score, in the domain); every stratum has two clusters at least.
fn rows() -> impl Strategy<Value = Vec<(u32, u32, f64, f64, bool)>> {
    let row = (0_u32..3, 0_u32..4, 0.1_f64..9.0, -50.0_f64..50.0, any::<bool>());
    prop::collection::vec(row, 1..60).prop_map(|mut rows| {
        for stratum in 0..3 {
            for cluster in 0..2 {
                rows.push((stratum, cluster, 1.0, f64::from(stratum + cluster), true));
            }
        }
        rows
    })
}

fn mean_and_error(rows: &[(u32, u32, f64, f64, bool)], scale: f64) -> (f64, f64, f64) {
    let stage = Stage {
        strata: Some(rows.iter().map(|row| row.0).collect()),
        clusters: Some(rows.iter().map(|row| row.1).collect()),
        population: None,
    };
    let weights = rows.iter().map(|row| row.2 * scale).collect();
    let design = Design::new(weights, vec![stage], Lonely::Fail).unwrap();
    let scores: Vec<f64> = rows.iter().map(|row| row.3).collect();
    let domain: Vec<bool> = rows.iter().map(|row| row.4).collect();
    let found = design
        .estimate(&[
            Estimand::mean(Variable::Real(&scores)).within(&domain),
            Estimand::mean(Variable::Holds(&domain)),
        ])
        .unwrap();
    let share = found
        .share_interval(1, ShareInterval::Logit, Confidence::P95)
        .unwrap();
    assert!(share.low <= found.values()[1] && found.values()[1] <= share.high);
    assert!(share.low >= 0.0 && share.high <= 1.0);
    (found.values()[0], found.standard_error(0), share.low)
}

proptest! {
    #[test]
    fn means_ignore_scale_of_weights_and_order_of_rows(rows in rows(), scale in 0.01_f64..1e4, turn in 0_usize..60) {
        let before = mean_and_error(&rows, 1.0);
        let scaled = mean_and_error(&rows, scale);
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        turned.reverse();
        let turned = mean_and_error(&turned, 1.0);
        for other in [scaled, turned] {
            close(other.0, before.0, 1e-10);
            close(other.1, before.1, 1e-9);
            close(other.2, before.2, 1e-9);
        }
    }

    #[test]
    fn equal_weights_give_textbook_errors(scores in prop::collection::vec(-9.0_f64..9.0, 2..50), more in 0_u32..50) {
        let n = scores.len() as f64;
        let population = n + f64::from(more);
        let design = Design::simple(scores.len(), Some(population)).unwrap();
        let found = design.estimate(&[Estimand::mean(Variable::Real(&scores))]).unwrap();
        let moments = Moments::of(scores.iter().copied()).unwrap();
        close(found.values()[0], moments.mean(), 1e-12);
        close(found.covariance(0, 0), moments.variance().unwrap() / n * (1.0 - n / population), 1e-11);
        if let Some(effect) = found.design_effect(0) {
            close(effect, 1.0, 1e-9);
        }
    }

    #[test]
    fn intervals_hold_the_share_and_keep_to_zero_and_one(of in 1_u64..5_000, part in 0.0_f64..=1.0, more in 0_u64..5_000) {
        let part = (part * of as f64) as u64;
        let share = part as f64 / of as f64;
        for level in [0.5, 0.9, 0.95, 0.999] {
            let confidence = Confidence::new(level).unwrap();
            let intervals = [
                wilson_corrected(part, of, confidence).unwrap(),
                clopper_pearson(part, of, confidence).unwrap(),
                jeffreys(part, of, confidence).unwrap(),
                agresti_coull(part, of, confidence).unwrap(),
                hypergeometric(part, of, of + more, confidence).unwrap(),
                wilson_finite(part, of, of + more, confidence).unwrap(),
            ];
            for interval in intervals {
                prop_assert!(0.0 <= interval.low && interval.low <= share);
                prop_assert!(share <= interval.high && interval.high <= 1.0);
            }
            let turned = clopper_pearson(of - part, of, confidence).unwrap();
            close(turned.low, 1.0 - intervals[1].high, 1e-12);
            let turned = hypergeometric(of - part, of, of + more, confidence).unwrap();
            close(turned.low, 1.0 - intervals[4].high, 1e-12);
        }
    }

    #[test]
    fn raking_reproduces_margins(
        rows in prop::collection::vec((0_u32..3, 0_u32..2, 0.2_f64..5.0), 40..120),
        factors in prop::collection::vec(0.5_f64..2.0, 5),
        scale in 0.01_f64..100.0,
    ) {
        // Totals that weights exist for: those of the rows after factors per cell.
        let target = |row: &(u32, u32, f64)| row.2 * factors[row.0 as usize] * factors[3 + row.1 as usize];
        let margin = |cell: &dyn Fn(&(u32, u32, f64)) -> u32, cells: usize| {
            let mut totals = vec![0.0; cells];
            for row in &rows {
                totals[cell(row) as usize] += target(row);
            }
            Margin { cells: rows.iter().map(cell).collect(), totals }
        };
        let margins = [margin(&|row| row.0, 3), margin(&|row| row.1, 2)];
        let weights: Vec<f64> = rows.iter().map(|row| row.2).collect();
        let how = Raking { least_respondents: 1, ..Raking::default() };
        prop_assume!(rows.iter().any(|row| row.0 == 0) && rows.iter().any(|row| row.0 == 1));
        prop_assume!(rows.iter().any(|row| row.0 == 2) && rows.iter().any(|row| row.1 == 0));
        prop_assume!(rows.iter().any(|row| row.1 == 1));
        let raked = rake(&weights, &margins, &how).unwrap();
        for (row, weight) in rows.iter().zip(raked.adjustment.weights()) {
            // Weights of this form that meet the margins are unique.
            close(*weight, target(row), 1e-6);
        }
        let scaled: Vec<f64> = weights.iter().map(|weight| weight * scale).collect();
        let again = rake(&scaled, &margins, &how).unwrap();
        for (one, two) in raked.adjustment.weights().iter().zip(again.adjustment.weights()) {
            close(*one, *two, 1e-8);
        }
    }

    #[test]
    fn effects_turn_their_sign_with_the_groups(
        one in prop::collection::vec(0_u8..6, 2..30),
        two in prop::collection::vec(0_u8..6, 2..30),
    ) {
        let real = |codes: &[u8]| codes.iter().map(|&code| f64::from(code)).collect::<Vec<_>>();
        let counts = |codes: &[u8]| (0..6).map(|at| codes.iter().map(|&code| u64::from(code == at)).sum()).collect::<Vec<u64>>();
        let there = superiority(&real(&one), &real(&two)).unwrap();
        let back = superiority(&real(&two), &real(&one)).unwrap();
        prop_assert_eq!(there.delta, -back.delta);
        prop_assert_eq!(superiority_of_counts(&counts(&one), &counts(&two)), Ok(there));
        let (first, second) = (Moments::of(real(&one)).unwrap(), Moments::of(real(&two)).unwrap());
        if let (Ok(d), Ok(e)) = (cohen_d(&first, &second), cohen_d(&second, &first)) {
            close(d, -e, 1e-12);
        }
    }

    #[test]
    fn corrected_probabilities_keep_order_and_never_shrink(p in prop::collection::vec(0.0_f64..=1.0, 1..30)) {
        let found = benjamini_hochberg(&p).unwrap();
        for i in 0..p.len() {
            prop_assert!(found[i] >= p[i] && found[i] <= 1.0);
            for j in 0..p.len() {
                prop_assert!(p[i] > p[j] || found[i] <= found[j]);
            }
        }
    }

    #[test]
    fn trend_of_turned_series_is_turned(values in prop::collection::vec(0_u8..5, 3..12)) {
        let series: Vec<f64> = values.iter().map(|&value| f64::from(value)).collect();
        let mut turned = series.clone();
        turned.reverse();
        if let (Ok(there), Ok(back)) = (mann_kendall(&series), mann_kendall(&turned)) {
            prop_assert_eq!(there.statistic, -back.statistic);
            prop_assert_eq!(there.p, back.p);
            prop_assert!(there.p > 0.0 && there.p <= 1.0);
        }
    }
}

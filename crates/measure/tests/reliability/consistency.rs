//! Alpha and item statistics: the shared reference tables, and generated answers against R 4.2 psych 2.2.9.

use measure::reliability::{
    Alpha, Covariances, JointCounts, Omega, ScaleAnswers, item_statistics, person_means,
};

use crate::answers::{AGREEABLENESS, EXTRAVERSION, close, likert, personality, scale, shared};

pub const LOADINGS: [f64; 5] = [0.8, 0.7, 0.6, 0.5, 0.4];
pub const THRESHOLDS: [f64; 4] = [-1.2, -0.3, 0.4, 1.2];

fn both(whole: &ScaleAnswers) -> [(&'static str, ScaleAnswers, Covariances); 2] {
    let complete = whole.complete();
    let listwise = Covariances::listwise(whole).unwrap();
    let pairwise = Covariances::pairwise(&JointCounts::new(whole)).unwrap();
    [
        ("pairwise", whole.clone(), pairwise),
        ("complete", complete, listwise),
    ]
}

#[test]
fn alpha_personality_scales_agree_to_1e_9() {
    let Some(table) = shared("ref_bfi_alpha_omega.csv") else {
        return;
    };
    for (name, items) in [("agree", AGREEABLENESS), ("extraversion", EXTRAVERSION)] {
        for (missing, answers, covariances) in both(&personality(&items).unwrap()) {
            let row = (0..4)
                .find(|at| table["scale"][*at] == name && table["missing"][*at] == missing)
                .unwrap();
            let expected = |column: &str| table[column][row].parse::<f64>().unwrap();
            let alpha = Alpha::new(&covariances).unwrap();
            close(f64::from(alpha.people), expected("n"), 0.0);
            close(alpha.raw, expected("raw_alpha"), 1e-9);
            close(alpha.standardised, expected("std_alpha"), 1e-9);
            close(alpha.lambda_6.unwrap(), expected("G6"), 1e-9);
            close(alpha.mean_correlation, expected("average_r"), 1e-9);
            close(alpha.median_correlation, expected("median_r"), 1e-9);
            close(alpha.signal_to_noise(), expected("S_N"), 1e-9);
            close(alpha.standard_error, expected("ase"), 1e-9);
            let interval = alpha.feldt(0.95).unwrap();
            close(interval.low, expected("feldt_lower"), 1e-9);
            close(interval.high, expected("feldt_upper"), 1e-9);
            let (mean, deviation) = person_means(&answers).unwrap();
            close(mean, expected("mean"), 1e-9);
            close(deviation, expected("sd"), 1e-9);
            // The reference stops its search at about seven digits.
            let omega = Omega::minimum_residual(covariances.pairwise_correlations()).unwrap();
            close(omega.of_total, expected("omega_total_minres_1f"), 1e-6);
            let omega = Omega::maximum_likelihood(&Covariances::listwise(&answers).unwrap()).unwrap();
            close(omega.of_model, expected("omega_total_ML_cov_completecases"), 1e-6);
        }
    }
}

#[test]
fn item_statistics_personality_scales_agree_to_1e_9() {
    let Some(table) = shared("ref_bfi_item_stats.csv") else {
        return;
    };
    let mut seen = 0;
    for (name, items) in [("agree", AGREEABLENESS), ("extraversion", EXTRAVERSION)] {
        for (missing, answers, covariances) in both(&personality(&items).unwrap()) {
            let found = item_statistics(&answers, &covariances).unwrap();
            for (statistics, (item, _)) in found.iter().zip(items) {
                let here = |at: &usize| {
                    table["scale"][*at] == name
                        && table["missing"][*at] == missing
                        && table["item"][*at] == item
                };
                let row = (0..20).find(here).unwrap();
                let expected = |column: &str| table[column][row].parse::<f64>().unwrap();
                close(f64::from(statistics.answered), expected("n"), 0.0);
                close(statistics.raw_correlation, expected("raw_r"), 1e-9);
                close(statistics.corrected_correlation.unwrap(), expected("r_cor"), 1e-9);
                close(statistics.rest_correlation, expected("r_drop"), 1e-9);
                close(statistics.mean, expected("mean"), 1e-9);
                close(statistics.deviation, expected("sd"), 1e-9);
                close(
                    statistics.alpha_without.unwrap(),
                    expected("alpha_if_dropped"),
                    1e-9,
                );
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 20);
}

#[test]
fn alpha_generated_answers_with_gaps_agree_with_psych() {
    let whole = scale(&likert(7, 400, &LOADINGS, &THRESHOLDS, true), 5);
    let expected = [
        [
            0.6422750588458672,
            0.6382903865020415,
            0.6131320364751983,
            0.2608633134160199,
            1.764648664793212,
            0.0278488332013759,
            0.2310042518672282,
            0.583695764122029,
            0.694856799387499,
        ],
        [
            0.6253984605359997,
            0.6241184866296213,
            0.6000230294793281,
            0.2492957825470578,
            1.6604128280569093,
            0.0373132197878143,
            0.2374621045441955,
            0.546109270621026,
            0.694494678358069,
        ],
    ];
    for ((_, _, covariances), expected) in both(&whole).iter().zip(expected) {
        let alpha = Alpha::new(covariances).unwrap();
        let interval = alpha.feldt(0.95).unwrap();
        let found = [
            alpha.raw,
            alpha.standardised,
            alpha.lambda_6.unwrap(),
            alpha.mean_correlation,
            alpha.signal_to_noise(),
            alpha.standard_error,
            alpha.median_correlation,
            interval.low,
            interval.high,
        ];
        for (found, expected) in found.into_iter().zip(expected) {
            close(found, expected, 1e-9);
        }
    }
}

#[test]
fn item_statistics_generated_answers_with_gaps_agree_with_psych() {
    let whole = scale(&likert(7, 400, &LOADINGS, &THRESHOLDS, true), 5);
    let [(_, answers, covariances), _] = both(&whole);
    let found = item_statistics(&answers, &covariances).unwrap();
    let expected = [
        [
            0.747265825035768,
            0.731531318607167,
            0.658730777122495,
            0.525892536432316,
            0.522830515452073,
        ],
        [
            0.734331207034197,
            0.721602419912743,
            0.634365018908853,
            0.510049451100728,
            0.529392012266405,
        ],
        [
            0.724436645002558,
            0.720488328327564,
            0.638503111829832,
            0.509642047784706,
            0.531820594029304,
        ],
        [
            0.493486955403009,
            0.477789441520641,
            0.233262587828285,
            0.185994344852091,
            0.681237514654801,
        ],
        [
            0.554674023180981,
            0.545034372343836,
            0.338043471404698,
            0.269309583191701,
            0.646987640614856,
        ],
    ];
    for (item, expected) in found.iter().zip(expected) {
        close(item.raw_correlation, expected[0], 1e-9);
        close(item.standardised_correlation, expected[1], 1e-9);
        close(item.corrected_correlation.unwrap(), expected[2], 1e-9);
        close(item.rest_correlation, expected[3], 1e-9);
        close(item.alpha_without.unwrap(), expected[4], 1e-9);
    }
    let correlations = covariances.pairwise_correlations();
    let expected = [
        0.4528969179933422,
        0.4601672177969376,
        0.2043055850815807,
        0.2177949789700773,
        0.4199678048045355,
        0.1865907558052365,
        0.2484116369496886,
        0.1359240913927368,
        0.2774378743647128,
        0.0030603659388815,
    ];
    let pairs = (0..5).flat_map(|i| (i + 1..5).map(move |j| (i, j)));
    for (pair, expected) in pairs.zip(expected) {
        close(correlations[pair], expected, 1e-11);
    }
}

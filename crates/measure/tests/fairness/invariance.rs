//! Factor models of several groups: the classic school example as published, and generated answers, both with the
//! values of R 4.2 lavaan 0.6-14.

use measure::fairness::{Comparability, comparability, invariance};
use measure::reliability::{Equality, GroupMoments};
use nalgebra::DMatrix;

use crate::answers::{close, likert, scale};

/// Holzinger and Swineford (1939), nine tests: means, and covariances with divisor n by rows of the lower triangle, of the
/// 156 pupils of Pasteur and the 145 of Grant-White.
const PASTEUR_MEANS: [f64; 9] = [
    4.941239313,
    5.983974359,
    2.487179487,
    2.822649578,
    3.995192308,
    1.922161170,
    4.432274252,
    5.563141026,
    5.417735042,
];
const PASTEUR: [f64; 45] = [
    1.39522951598,
    0.40210319249,
    1.50374958909,
    0.62010670419,
    0.47675768409,
    1.34578916009,
    0.56792634571,
    0.08850399599,
    0.16466003706,
    1.31968642059,
    0.47193971660,
    0.14255115878,
    0.06644477318,
    1.07980974369,
    1.70790957840,
    0.49756288501,
    0.19403646257,
    0.22210188226,
    0.75512076892,
    0.93392064436,
    0.97444870331,
    0.04616438686,
    -0.20384454580,
    -0.02469771111,
    0.32155439436,
    0.17090488438,
    0.21910719483,
    1.16992002932,
    0.16519525080,
    0.03851187541,
    0.15161078238,
    0.14698868329,
    0.15150548570,
    0.20564742809,
    0.42609204576,
    0.95199077498,
    0.35114302829,
    0.21867809651,
    0.33207833516,
    0.15516335945,
    0.20842750197,
    0.18618409937,
    0.28722551535,
    0.35242541880,
    0.97755306612,
];
const GRANT_WHITE_MEANS: [f64; 9] = [
    4.929885060,
    6.200000000,
    1.995689655,
    3.317241379,
    4.712068966,
    2.468965516,
    3.920839578,
    5.488275862,
    5.327203063,
];
const GRANT_WHITE: [f64; 45] = [
    1.31864710898,
    0.41431034334,
    1.22637931034,
    0.53374950603,
    0.47844827586,
    1.07336504162,
    0.43986787946,
    0.28310344374,
    0.38096512206,
    1.25721231202,
    0.41113357090,
    0.20456896552,
    0.34423305589,
    0.93329766144,
    1.34166468490,
    0.41202763503,
    0.24389162865,
    0.40707066496,
    0.90639714210,
    0.89808391302,
    1.28014171953,
    0.12328525080,
    0.07572714131,
    0.07968128301,
    0.24130486498,
    0.30299436640,
    0.20829506413,
    1.06179960545,
    0.36952278574,
    0.19458620690,
    0.25857015458,
    0.12176535629,
    0.23972770511,
    0.14337998996,
    0.63283503588,
    1.09437978597,
    0.57313339554,
    0.28139846662,
    0.39573507157,
    0.36145946240,
    0.42227705034,
    0.31524489006,
    0.44190186904,
    0.56665226916,
    1.05104798816,
];

fn moments(people: u32, means: &[f64], lower: &[f64]) -> GroupMoments {
    let items = means.len();
    let at = |i: usize, j: usize| lower[i.max(j) * (i.max(j) + 1) / 2 + i.min(j)];
    GroupMoments::new(people, means, &DMatrix::from_fn(items, items, at)).unwrap()
}

fn schools() -> [GroupMoments; 2] {
    [
        moments(156, &PASTEUR_MEANS, &PASTEUR),
        moments(145, &GRANT_WHITE_MEANS, &GRANT_WHITE),
    ]
}

/// chi-squared, degrees, CFI, RMSEA, SRMR of each level.
fn agree(groups: &[GroupMoments], factor_of: &[usize], expected: [[f64; 5]; 4], within: f64) {
    let found = invariance(groups, factor_of).unwrap();
    assert_eq!(found.stopped, None);
    for (step, [chi_squared, degrees, cfi, rmsea, srmr]) in found.steps.iter().zip(expected) {
        let fit = &step.fitted.fit;
        close(fit.chi_squared, chi_squared, within);
        close(f64::from(fit.degrees), degrees, 0.0);
        close(fit.cfi, cfi, within);
        close(fit.rmsea, rmsea, within);
        close(fit.srmr, srmr, within * 100.0);
    }
}

#[test]
fn invariance_holzinger_swineford_agrees_with_published_values() {
    // The three-factor model by school; chi-squared 115.85, 124.04, 164.10 and 181.51 in lavaan's own tutorial.
    let expected = [
        [115.8513, 48.0, 0.9233984, 0.09691486, 0.06786401],
        [124.0435, 54.0, 0.9209235, 0.09283654, 0.07165158],
        [164.1028, 60.0, 0.8824718, 0.1073711, 0.08244706],
        [181.5113, 69.0, 0.8729789, 0.1040891, 0.08826265],
    ];
    agree(&schools(), &[0, 0, 0, 1, 1, 1, 2, 2, 2], expected, 1e-6);
    let found = invariance(&schools(), &[0, 0, 0, 1, 1, 1, 2, 2, 2]).unwrap();
    close(found.steps[0].fitted.fit.baseline_chi_squared, 957.7691, 1e-6);
    assert_eq!(found.holds(0.9), Some(Equality::Metric));
    assert_eq!(comparability(&found, 0.9), Comparability::Relations);
    assert_eq!(comparability(&found, 0.95), Comparability::Nothing);
    let change = found.steps[2].change.unwrap();
    assert_eq!(change.degrees, 6);
    close(change.chi_squared, 164.1028 - 124.0435, 1e-4);
    assert!(!change.holds_cheung_rensvold() && !change.holds_chen(Equality::Scalar, 301));
}

fn generated() -> [GroupMoments; 2] {
    let of = |codes: &[Vec<u8>]| {
        let listwise = measure::reliability::Covariances::listwise(&scale(codes, 5)).unwrap();
        GroupMoments::of(&listwise).unwrap()
    };
    let first = likert(
        11,
        500,
        &[0.8, 0.7, 0.6, 0.5, 0.4, 0.75],
        &[-1.2, -0.3, 0.4, 1.2],
        false,
    );
    let second = likert(
        12,
        300,
        &[0.7, 0.7, 0.5, 0.5, 0.4, 0.75],
        &[-1.0, -0.2, 0.5, 1.2],
        false,
    );
    [of(&first), of(&second)]
}

#[test]
fn invariance_generated_answers_agree_with_lavaan() {
    let expected = [
        [
            30.184279344597,
            18.0,
            0.987474730299,
            0.041137100288,
            0.024456483484,
        ],
        [
            37.021923313193,
            23.0,
            0.985585657859,
            0.039040006394,
            0.031369003940,
        ],
        [
            48.212913521748,
            28.0,
            0.979221406032,
            0.042482048227,
            0.036111007559,
        ],
        [
            73.677310341875,
            34.0,
            0.959212276822,
            0.054013417683,
            0.046632277073,
        ],
    ];
    agree(&generated(), &[0; 6], expected, 1e-8);
    let found = invariance(&generated(), &[0; 6]).unwrap();
    let focal = &found.steps[2].fitted.groups[1];
    close(focal.loadings[0], 0.91665720950789, 1e-4);
    close(focal.factor_means[0], -0.20315049973865, 1e-3);
    close(focal.factor_covariances[(0, 0)], 0.85199310763005_f64, 1e-1);
}

#[test]
fn invariance_equal_groups_holds_to_the_strictest() {
    let [first, _] = generated();
    let found = invariance(&[first.clone(), first], &[0; 6]).unwrap();
    for step in &found.steps[1..] {
        assert!(step.change.unwrap().chi_squared < 1e-7);
    }
    assert_eq!(found.holds(0.9), Some(Equality::Strict));
}

#[test]
fn invariance_order_of_groups_changes_nothing() {
    let [first, second] = generated();
    let one = invariance(&[first.clone(), second.clone()], &[0; 6]).unwrap();
    let other = invariance(&[second, first], &[0; 6]).unwrap();
    for (one, other) in one.steps.iter().zip(&other.steps) {
        close(one.fitted.fit.chi_squared, other.fitted.fit.chi_squared, 1e-9);
        close(one.fitted.fit.srmr, other.fitted.fit.srmr, 1e-5);
    }
}

//! Scores and fit against values computed by an independent program, the weighted ones with 40 digits.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]
#![expect(
    clippy::unreadable_literal,
    reason = "computed values are compared as they were printed"
)]

use measure::response::Error;
use measure::response::{Family, Item, Population};
use measure::score::{Scoring, Transformation, cut, expected_score, information, person_fit};

fn close(found: f64, expected: f64, within: f64) {
    assert!((found - expected).abs() <= within, "{found} is not {expected}");
}

fn four(family: Family) -> Vec<Item> {
    let item = |slope: f64, b: [f64; 3]| Item::new(family, slope, b.to_vec()).unwrap();
    vec![
        item(1.5, [-1.0, 0.2, 1.1]),
        item(0.8, [-2.0, -0.5, 1.7]),
        item(2.2, [-0.3, 0.4, 0.9]),
        item(1.1, [0.0, 1.0, 2.5]),
    ]
}

fn scoring(items: Vec<Item>) -> Scoring {
    Scoring::new(items, Population::STANDARD).unwrap()
}

/// The items of LSAT section 6 under the Rasch model with θ ~ N(0, 1).
fn lsat6() -> Vec<Item> {
    let b = [-3.615267, -1.322421, -0.317631, -1.730090, -2.780172];
    let item = |b: &f64| Item::new(Family::PartialCredit, 0.755135, vec![*b]).unwrap();
    b.iter().map(item).collect()
}

#[test]
fn raw_to_scale_lsat6_reference_agrees() {
    // raw → EAP, posterior standard deviation, ML, WLE, and in logits EAP and WLE; the parameters have six decimals.
    let expected = [
        (-1.910119, 0.797321, None, -5.648166, -1.442397, -4.265126),
        (
            -1.428809,
            0.800315,
            Some(-4.073885),
            -3.724387,
            -1.078943,
            -2.812413,
        ),
        (
            -0.940561,
            0.808778,
            Some(-2.581230),
            -2.498015,
            -0.710250,
            -1.886338,
        ),
        (
            -0.438666,
            0.822582,
            Some(-1.316328),
            -1.394349,
            -0.331252,
            -1.052921,
        ),
        (0.083530, 0.841304, Some(0.165540), -0.184325, 0.063076, -0.139190),
        (0.632208, 0.864012, None, 1.723350, 0.477402, 1.301361),
    ];
    let table = scoring(lsat6()).raw_to_scale(&[true; 5]).unwrap();
    let logits = Transformation::linear(0.755135, 0.0, f64::NEG_INFINITY, f64::INFINITY).unwrap();
    assert_eq!(table.len(), expected.len());
    for (raw, (found, expected)) in table.iter().zip(expected).enumerate() {
        assert_eq!(found.raw, raw);
        close(found.expected_a_posteriori.theta, expected.0, 2e-6);
        close(found.expected_a_posteriori.error, expected.1, 2e-6);
        assert_eq!(found.maximum_likelihood.is_some(), expected.2.is_some());
        if let (Some(found), Some(expected)) = (found.maximum_likelihood, expected.2) {
            close(found.theta, expected, 1e-5);
        }
        close(found.weighted_likelihood.theta, expected.3, 1e-5);
        close(logits.points(found.expected_a_posteriori.theta), expected.4, 2e-6);
        close(logits.points(found.weighted_likelihood.theta), expected.5, 1e-5);
    }
}

/// Answers, WLE, its standard error, and at θ = 0.3 `l_z`, outfit, its standardised form, infit, its standardised form.
type Case = ([Option<u8>; 4], [f64; 7]);

#[rustfmt::skip]
const GRADED: [Case; 6] = [
    ([Some(0), Some(0), Some(0), Some(0)], [-2.7471919252743, 1.64036379912, -1.75286798839, 2.26380390408, 2.02212185809, 2.23973108904, 2.00190257566]),
    ([Some(3), Some(3), Some(3), Some(3)], [3.7381156155676, 1.72220049169, -2.36038011602, 2.48787075769, 2.27055331341, 2.4926496471, 2.28437863184]),
    ([Some(1), Some(2), Some(1), Some(0)], [-0.15995364128312, 0.617726509807, 1.9038947133, 0.415602721728, -1.33317200094, 0.411749205108, -1.35441930447]),
    ([Some(0), Some(3), Some(0), Some(3)], [-0.46707581938101, 0.6445370582, -3.23855476736, 2.64255527694, 2.43346996467, 2.6284557391, 2.4282223068]),
    ([Some(2), None, Some(1), None], [0.24991360216044, 0.677011889594, 1.13648204817, 0.158097033594, -1.8166598837, 0.15983681802, -1.81469975938]),
    ([None, Some(3), None, None], [3.0258138779521, 2.83808983783, -0.239486195354, 1.61465891533, 0.839302290769, 1.61465891533, 0.839302290769]),
];

#[rustfmt::skip]
const PARTIAL_CREDIT: [Case; 6] = [
    ([Some(0), Some(0), Some(0), Some(0)], [-2.901873769034, 1.57768713076, -4.25147030535, 3.6655653932, 2.81939112456, 3.63007080527, 2.79621125875]),
    ([Some(3), Some(3), Some(3), Some(3)], [3.6828908729651, 1.57264174649, -4.98846966056, 4.1120021038, 3.10963552774, 4.11739304917, 3.11401441747]),
    ([Some(1), Some(2), Some(1), Some(0)], [-0.17056552052227, 0.45933027386, 0.916512978149, 0.612110961198, -0.520062199467, 0.607813766053, -0.530014077657]),
    ([Some(0), Some(3), Some(0), Some(3)], [-0.093558398542982, 0.449923843639, -5.59963985756, 4.30671286727, 3.22965091568, 4.28935886374, 3.22014810873]),
    ([Some(2), None, Some(1), None], [0.23794183407376, 0.470708020666, 0.886758814319, 0.237363236222, -1.0182767422, 0.238960112538, -1.01186558245]),
    ([None, Some(3), None, None], [2.8518301779056, 2.46264613061, -1.07191259379, 2.45375313195, 1.23108690495, 2.45375313195, 1.23108690495]),
];

#[test]
fn weighted_likelihood_and_fit_forty_digits_agree() {
    for (family, cases) in [(Family::Graded, GRADED), (Family::PartialCredit, PARTIAL_CREDIT)] {
        let items = four(family);
        let scoring = scoring(items.clone());
        for (answers, expected) in cases {
            let estimate = scoring.weighted_likelihood(&answers).unwrap().unwrap();
            close(estimate.theta, expected[0], 1e-10);
            close(estimate.error, expected[1], 1e-9);
            let fit = person_fit(&items, &answers, 0.3).unwrap().unwrap();
            close(fit.l_z, expected[2], 1e-9);
            close(fit.outfit.mean_square, expected[3], 1e-9);
            close(fit.outfit.standardised, expected[4], 1e-9);
            close(fit.infit.mean_square, expected[5], 1e-9);
            close(fit.infit.standardised, expected[6], 1e-9);
        }
    }
}

#[test]
fn scores_nothing_answered_say_so() {
    let scoring = scoring(four(Family::Graded));
    assert_eq!(scoring.weighted_likelihood(&[None; 4]), Ok(None));
    assert_eq!(scoring.maximum_likelihood(&[None; 4]), Ok(None));
    let estimate = scoring.expected_a_posteriori(&[None; 4]).unwrap();
    close(estimate.theta, 0.0, 1e-12);
    close(estimate.error, 1.0, 1e-7);
    assert_eq!(scoring.raw_to_scale(&[false; 4]), Err(Error::Empty));
    assert_eq!(person_fit(&four(Family::Graded), &[None; 4], 0.0), Ok(None));
}

#[test]
fn raw_to_scale_missing_item_has_its_own_table() {
    let scoring = scoring(lsat6());
    let table = scoring.raw_to_scale(&[true, false, true, true, false]).unwrap();
    assert_eq!(table.len(), 4);
    for (raw, answers) in [
        (1, [Some(0), None, Some(1), Some(0), None]),
        (2, [Some(1), None, Some(0), Some(1), None]),
        (3, [Some(1), None, Some(1), Some(1), None]),
    ] {
        let found = &table[raw];
        let one = scoring.expected_a_posteriori(&answers).unwrap();
        close(found.expected_a_posteriori.theta, one.theta, 1e-12);
        close(found.expected_a_posteriori.error, one.error, 1e-12);
        let weighted = scoring.weighted_likelihood(&answers).unwrap().unwrap();
        close(found.weighted_likelihood.theta, weighted.theta, 1e-10);
    }
}

#[test]
fn raw_to_scale_unequal_slopes_is_refused() {
    let scoring = scoring(four(Family::PartialCredit));
    assert_eq!(
        scoring.raw_to_scale(&[true; 4]),
        Err(Error::NotSufficient { item: 1 })
    );
    assert_eq!(scoring.summed(&[true; 4]).unwrap().len(), 13);
}

#[test]
fn curves_one_item_closed_forms_agree() {
    let rasch = vec![Item::new(Family::PartialCredit, 1.5, vec![0.4]).unwrap()];
    let p = 1.0 / (1.0 + (-1.5_f64 * (1.0 - 0.4)).exp());
    close(expected_score(&rasch, 1.0), p, 1e-15);
    close(information(&rasch, 1.0), 2.25 * p * (1.0 - p), 1e-15);
    let graded = vec![Item::new(Family::Graded, 1.5, vec![0.4]).unwrap()];
    close(information(&graded, 1.0), 2.25 * p * (1.0 - p), 1e-15);
    close(cut(&rasch, &[1]).unwrap(), 0.4, 1e-12);
}

#[test]
fn benchmarked_cuts_are_300_and_400() {
    let items = four(Family::Graded);
    let scale = Transformation::benchmarked(&items, &[2; 4], &[3; 4]).unwrap();
    for (category, points) in [(2, 300.0), (3, 400.0)] {
        let theta = cut(&items, &[category; 4]).unwrap();
        let share: f64 = items.iter().map(|item| item.at_least(category, theta)).sum();
        close(share, 2.0, 1e-10);
        close(scale.points(theta), points, 1e-9);
    }
    close(scale.points(f64::NEG_INFINITY), 100.0, 0.0);
    close(scale.points(50.0), 500.0, 0.0);
    assert!(matches!(
        Transformation::benchmarked(&items, &[3; 4], &[2; 4]),
        Err(Error::Transformation { .. })
    ));
    assert_eq!(
        cut(&items, &[0, 1, 1, 1]),
        Err(Error::CutCategory {
            item: 0,
            category: 0,
            categories: 4
        })
    );
}

#[test]
fn one_to_99_one_deviation_is_20_points() {
    let scale = Transformation::one_to_99(0.5, 2.0).unwrap();
    close(scale.points(0.5), 50.0, 1e-12);
    close(scale.points(2.5), 70.0, 1e-12);
    close(scale.points(-9.0), 1.0, 0.0);
    close(scale.points(9.0), 99.0, 0.0);
    close(scale.error(0.3), 3.0, 1e-12);
    assert!(Transformation::one_to_99(0.0, 0.0).is_err());
    assert!(Transformation::one_to_99(0.0, f64::NAN).is_err());
}

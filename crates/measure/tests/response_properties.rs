//! What must hold for any answers: nothing depends on the order of people or items, counts scale, bad input is named.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod simulation;

use measure::response::Error;
use measure::response::{
    Calibration, Column, Ending, Family, Fit, Model, Patterns, Population, Responses, Unchosen,
};
use measure::score::{Scoring, expected_score, item_fit, person_fit};
use proptest::prelude::*;
use simulation::{MODELS, close, fitted, items, patterns, simulated};

fn same(one: &Fit, other: &Fit, within: f64) {
    close(one.log_likelihood / other.log_likelihood, 1.0, within);
    for (one, other) in one.items.iter().zip(&other.items) {
        close(one.slope(), other.slope(), within);
        for (one, other) in one.thresholds().iter().zip(other.thresholds()) {
            close(*one, *other, within);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn fit_people_and_items_in_another_order_is_the_same(seed in 0_u64..1_000_000, at in 0_usize..3) {
        let truth = items(MODELS[at].family(), &[1.4, 0.9, 1.8, 1.2, 1.1], &[-0.8, 0.4]);
        let columns = simulated(&truth, 700, Population::STANDARD, 8, seed);
        let one = fitted(MODELS[at], &patterns(&columns, 3, None, None));
        let turned: Vec<Vec<u8>> = columns.iter().rev().map(|column| column.iter().rev().copied().collect()).collect();
        let mut other = fitted(MODELS[at], &patterns(&turned, 3, None, None));
        other.items.reverse();
        prop_assert_eq!(one.ending, Ending::Converged);
        same(&one, &other, 1e-9);
    }

    #[test]
    fn fit_doubled_answers_doubles_the_log_likelihood_only(seed in 0_u64..1_000_000, at in 0_usize..3) {
        let truth = items(MODELS[at].family(), &[1.4, 0.9, 1.8, 1.2], &[-0.8, 0.4]);
        let columns = simulated(&truth, 500, Population::STANDARD, 0, seed);
        let once = fitted(MODELS[at], &patterns(&columns, 3, None, None));
        let doubled: Vec<Vec<u8>> = columns.iter().map(|column| [&column[..], &column[..]].concat()).collect();
        let mut twice = fitted(MODELS[at], &patterns(&doubled, 3, None, None));
        let weighted = fitted(MODELS[at], &patterns(&columns, 3, Some(&vec![2.0; 500]), None));
        prop_assert_eq!(twice.log_likelihood.to_bits(), weighted.log_likelihood.to_bits());
        twice.log_likelihood /= 2.0;
        same(&once, &twice, 1e-9);
    }

    #[test]
    fn scores_any_pattern_are_finite_and_ordered(seed in 0_u64..1_000_000, graded in any::<bool>()) {
        let family = if graded { Family::Graded } else { Family::PartialCredit };
        let items = items(family, &[1.4, 0.5, 2.6, 1.2], &[-1.5, 0.0, 1.1]);
        let scoring = Scoring::new(items.clone(), Population::STANDARD).unwrap();
        let answers: Vec<Option<u8>> = simulated(&items, 1, Population::STANDARD, 3, seed)
            .iter()
            .map(|column| Some(column[0]).filter(|answer| *answer < 250))
            .collect();
        prop_assume!(answers.iter().any(Option::is_some));
        let weighted = scoring.weighted_likelihood(&answers).unwrap().unwrap();
        let posterior = scoring.expected_a_posteriori(&answers).unwrap();
        prop_assert!(weighted.theta.is_finite() && weighted.error > 0.0);
        prop_assert!(posterior.error > 0.0 && posterior.error < 1.0);
        if let Some(most_likely) = scoring.maximum_likelihood(&answers).unwrap() {
            // Where the posterior mode lies between prior mean and maximum, so does, but for skew, its mean.
            let (low, high) = (most_likely.theta.min(0.0), most_likely.theta.max(0.0));
            prop_assert!(posterior.theta > low - 0.3 && posterior.theta < high + 0.3);
        }
        let fit = person_fit(&items, &answers, weighted.theta).unwrap().unwrap();
        prop_assert!(fit.l_z.is_finite() && fit.outfit.standardised.is_finite() && fit.infit.standardised.is_finite());
        let turned = Scoring::new(items.iter().rev().cloned().collect(), Population::STANDARD).unwrap();
        let backwards: Vec<Option<u8>> = answers.iter().rev().copied().collect();
        close(turned.weighted_likelihood(&backwards).unwrap().unwrap().theta, weighted.theta, 1e-9);
        close(turned.expected_a_posteriori(&backwards).unwrap().theta, posterior.theta, 1e-12);
    }
}

#[test]
fn item_fit_answers_that_fit_is_near_one() {
    let truth = items(Family::PartialCredit, &[1.2; 8], &[-1.0, 0.6]);
    let patterns = patterns(
        &simulated(&truth, 5000, Population::STANDARD, 15, 9),
        3,
        None,
        None,
    );
    let scoring = Scoring::new(truth.clone(), Population::STANDARD).unwrap();
    let scores = scoring.patterns(&patterns).unwrap();
    let thetas: Vec<Option<f64>> = scores
        .iter()
        .map(|score| score.weighted_likelihood.map(|w| w.theta))
        .collect();
    for fit in item_fit(&truth, &patterns, &thetas)
        .unwrap()
        .into_iter()
        .flatten()
    {
        assert!(fit.people > 4000.0);
        assert!(
            (0.75..1.15).contains(&fit.infit.mean_square) && (0.7..1.2).contains(&fit.outfit.mean_square),
            "{fit:?}"
        );
    }
}

#[test]
fn fit_bad_input_is_named() {
    let good = [vec![0, 1, 1, 0], vec![1, 0, 1, 0], vec![0, 0, 1, 1]];
    let column = |answers| Column::new(answers, 2);
    let build = |columns: &[Column<'_>]| {
        Patterns::new(&Responses {
            items: columns,
            weights: None,
            groups: None,
        })
    };
    assert_eq!(build(&[]), Err(Error::Items { found: 0, limit: 250 }));
    assert!(matches!(
        build(&[column(&[])]),
        Err(Error::People { found: 0, .. })
    ));
    assert!(matches!(
        build(&[column(&[0, 1]), column(&[0])]),
        Err(Error::Column { found: 1, .. })
    ));
    let wrong = Err(Error::Answer {
        item: 1,
        person: 1,
        answer: 2,
        categories: 2,
    });
    assert_eq!(build(&[column(&[0, 1]), column(&[1, 2])]), wrong);
    assert!(matches!(
        build(&[Column::new(&[0], 1)]),
        Err(Error::Categories { found: 1, .. })
    ));
    let weighted = |weights: &[f64]| {
        Patterns::new(&Responses {
            items: &[column(&[0, 1])],
            weights: Some(weights),
            groups: None,
        })
        .unwrap_err()
    };
    assert!(matches!(weighted(&[1.0, f64::NAN]), Error::Weight { row: 1, .. }));
    assert_eq!(weighted(&[0.0, 0.0]), Error::Empty);
    let patterns = patterns(&good, 2, None, None);
    assert_eq!(
        Calibration::new(Model::GradedResponse)
            .fit(&patterns)
            .unwrap()
            .items
            .len(),
        3
    );
    let gap = Patterns::new(&Responses {
        items: &[column(&[0, 1])],
        weights: None,
        groups: Some(&[0, 2]),
    });
    assert!(matches!(gap, Err(Error::Group { group: 1, .. })));
}

#[test]
fn fit_unchosen_category_is_named_or_left_out() {
    let columns = [
        vec![0, 3, 1, 0, 3, 1],
        vec![3, 0, 1, 3, 0, 0],
        vec![0, 1, 3, 3, 1, 0],
    ];
    let all = patterns(&columns, 4, None, None);
    let calibration = Calibration::new(Model::GeneralisedPartialCredit);
    assert_eq!(
        calibration.fit(&all),
        Err(Error::Unchosen { item: 0, category: 2 })
    );
    let (fewer, unchosen) = all.without_unchosen().unwrap();
    assert_eq!(unchosen[1], Unchosen { item: 1, category: 2 });
    assert_eq!(fewer.categories(), [3, 3, 3]);
    assert_eq!(
        fewer.answers(fewer.of_person()[1] as usize),
        [Some(2), Some(0), Some(1)]
    );
    assert!(calibration.fit(&fewer).is_ok());
    assert_eq!(
        patterns(&[vec![1, 1], vec![0, 1]], 2, None, None)
            .without_unchosen()
            .unwrap_err(),
        Error::Constant { item: 0 }
    );
}

#[test]
fn fit_missing_mask_and_codes_mean_the_same() {
    let (answers, mask) = ([0, 1, 1, 0, 1], [false, true, false, false, false]);
    let other = [1, 1, 0, 0, 1];
    let coded = [0, 252, 1, 0, 1];
    let build = |column| {
        Patterns::new(&Responses {
            items: &[column, Column::new(&other, 2)],
            weights: None,
            groups: None,
        })
        .unwrap()
    };
    let masked = Column {
        answers: &answers,
        categories: 2,
        missing: Some(&mask),
    };
    assert_eq!(build(masked), build(Column::new(&coded, 2)));
}

#[test]
fn expected_score_rises_from_lowest_to_highest() {
    let items = items(Family::Graded, &[1.4, 0.8, 1.8], &[-1.0, 0.6]);
    let mut before = 0.0;
    for step in -60..=60 {
        let score = expected_score(&items, f64::from(step) * 0.2);
        assert!(score > before && score < 6.0);
        before = score;
    }
}

#[test]
fn fit_degenerate_answers_end_without_nonsense() {
    let alike: Vec<u8> = (0..40_u8).map(|at| at / 8 % 3).collect();
    let reversed: Vec<u8> = alike.iter().map(|answer| 2 - answer).collect();
    let noise: Vec<u8> = (0..40_u8).map(|at| at * 5 % 11 % 3).collect();
    let missing = vec![253; 40];
    for model in MODELS {
        for columns in [
            vec![alike.clone(), alike.clone(), alike.clone(), alike.clone()],
            vec![alike.clone(), reversed.clone(), alike.clone(), noise.clone()],
            vec![noise.clone(), noise.clone(), reversed.clone()],
        ] {
            let mut calibration = Calibration::new(model);
            calibration.passes = 60;
            match calibration.fit(&patterns(&columns, 3, None, None)) {
                Ok(fit) => {
                    assert!(fit.log_likelihood.is_finite() && fit.passes <= 63, "{fit:?}");
                    let numbers = fit
                        .items
                        .iter()
                        .flat_map(|item| item.thresholds().iter().chain([]));
                    assert!(
                        numbers
                            .chain([&fit.populations[0].sd])
                            .all(|number| number.is_finite())
                    );
                }
                Err(error) => assert!(matches!(error, Error::Parameters { .. }), "{error}"),
            }
        }
        let nobody = patterns(&[alike.clone(), missing.clone(), noise.clone()], 3, None, None);
        let error = Calibration::new(model).fit(&nobody).unwrap_err();
        assert_eq!(error, Error::Unchosen { item: 1, category: 0 });
    }
}

#[test]
fn fit_reversed_item_has_a_negative_slope() {
    let truth = items(Family::Graded, &[1.4, 0.9, 1.8, 1.2, 1.1], &[-0.8, 0.4]);
    let mut columns = simulated(&truth, 3000, Population::STANDARD, 0, 4);
    let straight = fitted(Model::GradedResponse, &patterns(&columns, 3, None, None));
    for answer in &mut columns[2] {
        *answer = 2 - *answer;
    }
    let turned = fitted(Model::GradedResponse, &patterns(&columns, 3, None, None));
    close(turned.log_likelihood, straight.log_likelihood, 1e-6);
    close(turned.items[2].slope(), -straight.items[2].slope(), 1e-6);
    close(
        turned.items[2].thresholds()[0],
        straight.items[2].thresholds()[1],
        1e-6,
    );
}

//! Raking, post-stratification and calibration.

use measure::Error;
use measure::design::{Estimand, Lonely, Variable};
use measure::weighting::{Bounds, LEAST_RESPONDENTS, Margin, Raking, calibrate, post_stratify, rake};

use crate::close;
use crate::made::{Made, made};

/// 120 people: 30, 50, 40 by group, 70 and 50 by flag.
fn margins(sample: &Made) -> Vec<Margin> {
    vec![
        Margin {
            cells: sample.group.clone(),
            totals: vec![30.0, 50.0, 40.0],
        },
        Margin {
            cells: sample.flag.iter().map(|&flag| u32::from(flag)).collect(),
            totals: vec![70.0, 50.0],
        },
    ]
}

fn check_margins(weights: &[f64], margins: &[Margin], within: f64) {
    for margin in margins {
        let mut sums = vec![0.0; margin.totals.len()];
        for (&cell, weight) in margin.cells.iter().zip(weights) {
            sums[cell as usize] += weight;
        }
        for (sum, total) in sums.iter().zip(&margin.totals) {
            close(*sum, *total, within);
        }
    }
}

#[test]
fn raking_agrees_with_r() {
    let sample = made(60);
    let margins = margins(&sample);
    let raked = rake(&sample.weights, &margins, &Raking::default()).unwrap();
    assert!(raked.gap <= 1e-10);
    assert_eq!(raked.at_bounds, 0);
    check_margins(raked.adjustment.weights(), &margins, 1e-10);
    let expected = [
        0.670568556964565,
        2.261845059061581,
        2.682274227858067,
        1.217670016874819,
        3.422693676173068,
        1.082373348333094,
    ];
    for (found, expected) in raked.adjustment.weights().iter().zip(expected) {
        close(*found, expected, 1e-9);
    }
    let design = sample.plain().adjusted(raked.adjustment).unwrap();
    let asked = [
        Estimand::mean(Variable::Real(&sample.y)),
        Estimand::total(Variable::Real(&sample.y)),
        Estimand::total(Variable::Level(&sample.group, 1)),
    ];
    let found = design.estimate(&asked).unwrap();
    close(found.values()[0], 14.676220277954458, 1e-10);
    close(found.standard_error(0), 0.920692189970077, 1e-9);
    close(found.values()[1], 1761.146433354572, 1e-10);
    close(found.standard_error(1), 110.483062796412, 1e-9);
    // What is known has no variance.
    assert!(found.standard_error(2) < 1e-9);
}

#[test]
fn linear_calibration_agrees_with_r() {
    let sample = made(60);
    let indicator = |holds: &dyn Fn(usize) -> bool| -> Vec<f64> {
        (0..60).map(|row| f64::from(u8::from(holds(row)))).collect()
    };
    let columns = vec![
        vec![1.0; 60],
        indicator(&|row| sample.group[row] == 1),
        indicator(&|row| sample.group[row] == 2),
        indicator(&|row| sample.flag[row]),
        sample.x.clone(),
    ];
    let adjustment = calibrate(&sample.weights, columns, &[120.0, 50.0, 40.0, 50.0, 700.0]).unwrap();
    let expected = [
        0.60694065047851,
        2.32300016249061,
        2.60445740340003,
        1.26920614618994,
        3.32169837209513,
        1.10734924811480,
    ];
    for (found, expected) in adjustment.weights().iter().zip(expected) {
        close(*found, expected, 1e-12);
    }
    let design = sample.plain().adjusted(adjustment).unwrap();
    let asked = [
        Estimand::mean(Variable::Real(&sample.y)),
        Estimand::total(Variable::Real(&sample.x)),
    ];
    let found = design.estimate(&asked).unwrap();
    close(found.values()[0], 14.671403727828691, 1e-12);
    close(found.standard_error(0), 0.919455078957834, 1e-11);
    close(found.values()[1], 700.0, 1e-12);
    assert!(found.standard_error(1) < 1e-9);
}

#[test]
fn post_stratification_of_clusters_agrees_with_r() {
    let sample = made(60);
    let margin = &margins(&sample)[0];
    let adjustment = post_stratify(&sample.weights, margin, LEAST_RESPONDENTS).unwrap();
    check_margins(adjustment.weights(), std::slice::from_ref(margin), 1e-13);
    let design = sample
        .clustered(Lonely::Fail)
        .unwrap()
        .adjusted(adjustment)
        .unwrap();
    let mean = Estimand::mean(Variable::Real(&sample.y));
    let found = design.estimate(&[mean, mean.within(&sample.flag)]).unwrap();
    close(found.values()[0], 14.591666666666667, 1e-12);
    close(found.standard_error(0), 0.431948067069663, 1e-11);
    close(found.values()[1], 13.59775280898876, 1e-12);
    close(found.standard_error(1), 1.06769838225354, 1e-11);
}

#[test]
fn raking_one_margin_is_post_stratification() {
    let sample = made(60);
    let margin = margins(&sample).remove(0);
    let raked = rake(&sample.weights, std::slice::from_ref(&margin), &Raking::default()).unwrap();
    let direct = post_stratify(&sample.weights, &margin, LEAST_RESPONDENTS).unwrap();
    for (one, two) in raked.adjustment.weights().iter().zip(direct.weights()) {
        close(*one, *two, 1e-13);
    }
    assert_eq!(raked.rounds, 1);
}

#[test]
fn raking_with_bounds_keeps_to_them_and_to_margins() {
    let sample = made(60);
    let margins = margins(&sample);
    let free = rake(&sample.weights, &margins, &Raking::default()).unwrap();
    let mean = 120.0 / sample.weights.iter().sum::<f64>();
    let factors = |weights: &[f64]| -> (f64, f64) {
        let factors = || weights.iter().zip(&sample.weights).map(|(w, d)| w / d / mean);
        (
            factors().fold(f64::INFINITY, f64::min),
            factors().fold(0.0, f64::max),
        )
    };
    let (least, most) = factors(free.adjustment.weights());
    let bounds = Bounds {
        least: least + 0.01,
        most: most - 0.01,
    };
    let how = Raking {
        bounds: Some(bounds),
        ..Raking::default()
    };
    let raked = rake(&sample.weights, &margins, &how).unwrap();
    check_margins(raked.adjustment.weights(), &margins, 1e-10);
    let found = factors(raked.adjustment.weights());
    assert!(
        found.0 >= bounds.least - 1e-12 && found.1 <= bounds.most + 1e-12,
        "{found:?}"
    );
    assert!(raked.at_bounds > 0);
    // Between bounds that do not bind, raking is as without.
    let loose = Raking {
        bounds: Some(Bounds {
            least: 0.01,
            most: 100.0,
        }),
        ..Raking::default()
    };
    let same = rake(&sample.weights, &margins, &loose).unwrap();
    for (one, two) in same.adjustment.weights().iter().zip(free.adjustment.weights()) {
        close(*one, *two, 1e-9);
    }
}

#[test]
fn raking_impossible_bounds_are_refused() {
    let sample = made(60);
    let how = Raking {
        bounds: Some(Bounds {
            least: 0.99,
            most: 1.01,
        }),
        rounds: 50,
        ..Raking::default()
    };
    let refused = rake(&sample.weights, &margins(&sample), &how).err();
    assert!(matches!(refused, Some(Error::NotReached { what: "raking", .. })));
    let wrong = Raking {
        bounds: Some(Bounds {
            least: 1.5,
            most: 2.0,
        }),
        ..Raking::default()
    };
    assert!(rake(&sample.weights, &margins(&sample), &wrong).is_err());
}

#[test]
fn raking_few_respondents_are_refused() {
    let cells = vec![0, 0, 0, 0, 0, 1, 1, 1, 1];
    let margin = Margin {
        cells,
        totals: vec![10.0, 8.0],
    };
    let refused = rake(&[1.0; 9], std::slice::from_ref(&margin), &Raking::default()).err();
    let expected = Error::FewRespondents {
        margin: 0,
        cell: 1,
        found: 4,
        least: 5,
    };
    assert_eq!(refused, Some(expected.clone()));
    assert_eq!(post_stratify(&[1.0; 9], &margin, 5).err(), Some(expected));
    assert!(post_stratify(&[1.0; 9], &margin, 4).is_ok());
}

#[test]
fn margins_that_do_not_fit_are_refused() {
    let sample = made(60);
    let with = |change: &dyn Fn(&mut Vec<Margin>)| {
        let mut margins = margins(&sample);
        change(&mut margins);
        rake(&sample.weights, &margins, &Raking::default()).err().unwrap()
    };
    assert_eq!(with(&Vec::clear), Error::Empty);
    assert!(matches!(
        with(&|m| m[1].totals[0] = 71.0),
        Error::Margins { margin: 1, .. }
    ));
    assert!(matches!(
        with(&|m| m[0].totals[0] = f64::NAN),
        Error::Value { .. }
    ));
    assert!(matches!(
        with(&|m| m[0].totals = vec![-30.0, 100.0, 50.0]),
        Error::Value { .. }
    ));
    assert!(matches!(
        with(&|m| m[0].cells[7] = 9),
        Error::Category { row: 7, found: 9, .. }
    ));
    assert!(matches!(
        with(&|m| {
            m[0].cells.pop();
        }),
        Error::Rows { .. }
    ));
    assert!(matches!(
        with(&|m| m[0].totals = vec![0.0, 80.0, 40.0]),
        Error::Value { .. }
    ));
}

#[test]
fn calibration_contradicting_totals_are_refused() {
    let ones = vec![vec![1.0; 5], vec![1.0; 5]];
    let refused = calibrate(&[1.0; 5], ones.clone(), &[10.0, 11.0]).err();
    assert!(matches!(refused, Some(Error::NotReached { .. })));
    // The same column twice with the same total is no contradiction.
    let found = calibrate(&[1.0; 5], ones, &[10.0, 10.0]).unwrap();
    assert!(found.weights().iter().all(|weight| (weight - 2.0).abs() < 1e-12));
    close(found.unequal_weighting(), 1.0, 1e-14);
    assert_eq!(calibrate(&[1.0; 5], vec![], &[]).err(), Some(Error::Empty));
}

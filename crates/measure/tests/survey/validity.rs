//! Signs of careless answers.

use measure::Error;
use measure::comparison::Moments;
use measure::validity::{Limits, Sheet, Sign, signs_by_group, with_and_without};
use tally::Missing;

use crate::close;
use crate::made::made;

const NONE: u8 = Missing::Skipped as u8;

/// Columns of codes from rows of people.
fn columns(people: &[&[u8]]) -> Vec<Vec<u8>> {
    (0..people[0].len())
        .map(|item| people.iter().map(|row| row[item]).collect())
        .collect()
}

fn sheet(columns: &[Vec<u8>]) -> Sheet<'_> {
    Sheet::new(columns.iter().map(Vec::as_slice).collect()).unwrap()
}

#[test]
fn long_strings_count_the_longest_run() {
    let codes = columns(&[
        &[1, 1, 1, 2, 2, 1],
        &[1, 2, 3, 4, 0, 1],
        &[3, 3, NONE, 3, 3, 3],
        &[NONE, NONE, NONE, NONE, NONE, NONE],
        &[2, 2, 2, 2, 2, 2],
    ]);
    assert_eq!(sheet(&codes).long_strings(), [3, 1, 3, 0, 6]);
    assert_eq!(sheet(&codes).answered(), [6, 6, 5, 0, 6]);
}

#[test]
fn variability_is_the_standard_deviation_of_answers() {
    let codes = columns(&[&[1, 2, 3, 4], &[2, 2, NONE, 2], &[NONE, 4, NONE, NONE]]);
    let found = sheet(&codes).variability();
    close(found[0].unwrap(), (5.0_f64 / 3.0).sqrt(), 1e-15);
    assert_eq!(found[1..], [Some(0.0), None]);
}

#[test]
fn even_odd_of_hand_example_agrees() {
    // Halves of three scales of two items: (1, 2), (3, 3), (2, 4): r = 0.5, stepped up 2/3. Second person: r = −1.
    let codes = columns(&[
        &[1, 2, 3, 3, 2, 4],
        &[1, 3, 2, 2, 3, 1],
        &[1, 1, 1, 1, 1, 1],
        &[1, 2, 3, 3, NONE, 4],
    ]);
    let scales = vec![vec![0, 1], vec![2, 3], vec![4, 5]];
    let found = sheet(&codes).even_odd(&scales).unwrap();
    close(found[0].unwrap(), 2.0 / 3.0, 1e-14);
    assert_eq!(found[1..], [Some(-1.0), None, None]);
    assert!(sheet(&codes).even_odd(&scales[..2]).is_err());
    assert!(
        sheet(&codes)
            .even_odd(&[vec![0, 1], vec![2], vec![4, 5]])
            .is_err()
    );
    assert!(
        sheet(&codes)
            .even_odd(&[vec![0, 1], vec![2, 6], vec![4, 5]])
            .is_err()
    );
}

#[test]
fn mahalanobis_complete_answers_agree_with_r() {
    // R: mahalanobis(X, colMeans(X), cov(X)) on the columns y, x, 2 w and group of the made-up sample.
    let sample = made(60);
    let codes: Vec<Vec<u8>> = (0..4)
        .map(|item| {
            (0..60)
                .map(|row| match item {
                    0 => sample.y[row] as u8,
                    1 => sample.x[row] as u8,
                    2 => (sample.weights[row] * 2.0) as u8,
                    _ => sample.group[row] as u8,
                })
                .collect()
        })
        .collect();
    let found = sheet(&codes).mahalanobis().unwrap();
    let expected = [
        8.278031483657404,
        0.129392192500207,
        7.80708645707624,
        3.282694892897748,
        1.900753719546095,
    ];
    for (found, expected) in found.iter().zip(expected) {
        close(found.unwrap().squared, expected, 1e-12);
    }
    close(found[0].unwrap().p, 0.0819083638509748, 1e-11);
    close(found[1].unwrap().p, 0.9979953186191132, 1e-11);
    // D² adds up to (n − 1) k.
    close(
        found.iter().map(|found| found.unwrap().squared).sum(),
        59.0 * 4.0,
        1e-11,
    );
}

#[test]
fn mahalanobis_missing_answers_judge_what_was_answered() {
    let rows: Vec<Vec<u8>> = (0..40_u32)
        .map(|at| match at {
            0 => vec![NONE; 3],
            1 => vec![4, NONE, NONE],
            _ => [at % 5, at * at % 7, at * 3 / 4 % 5]
                .map(|code| code as u8)
                .to_vec(),
        })
        .collect();
    let codes = columns(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let found = sheet(&codes).mahalanobis().unwrap();
    assert_eq!(found[0], None);
    let alone = found[1].unwrap();
    let first = Moments::of((1..40).map(|at| f64::from(rows[at][0]))).unwrap();
    close(
        alone.squared,
        (4.0 - first.mean()).powi(2) / first.variance().unwrap(),
        1e-12,
    );
    assert_eq!(alone.items, 1);
    assert!(
        found[2..]
            .iter()
            .all(|found| found.is_some_and(|found| found.items == 3))
    );
}

#[test]
fn mahalanobis_items_that_follow_from_others_are_refused() {
    let same = vec![vec![1, 2, 3, 4, 2], vec![1, 2, 3, 4, 2]];
    assert!(matches!(
        sheet(&same).mahalanobis(),
        Err(Error::Collinear {
            rank: 1,
            columns: 2,
            ..
        })
    ));
    let constant = vec![vec![1, 2, 3, 4, 2], vec![1; 5]];
    assert!(matches!(
        sheet(&constant).mahalanobis(),
        Err(Error::Collinear { .. })
    ));
    let apart = vec![vec![1, 2, NONE, NONE], vec![NONE, NONE, 1, 2]];
    assert!(matches!(sheet(&apart).mahalanobis(), Err(Error::TooFew { .. })));
    // With a hole somewhere, the matrix is repaired and nothing fails.
    let holed = vec![vec![1, 2, 3, 4, NONE], vec![1, 2, 3, 4, 2], vec![4, 3, 2, 1, 2]];
    let found = sheet(&holed).mahalanobis().unwrap();
    assert!(found.iter().all(|found| found.unwrap().squared.is_finite()));
}

#[test]
fn synonyms_pairs_and_consistency_agree_with_hand_values() {
    let codes = columns(&[
        &[1, 1, 2, 2, 3, 3, 0],
        &[3, 3, 1, 1, 2, 2, 1],
        &[2, 2, 3, 3, 1, 1, 0],
        &[1, 3, 2, 2, 3, 1, 1],
        &[1, 2, 2, NONE, 3, 3, 0],
    ]);
    let sheet = sheet(&codes);
    let all = sheet.synonym_pairs(1e-9).unwrap();
    assert!(
        all.iter()
            .all(|pair| pair.first < pair.second && pair.correlation <= 1.0)
    );
    let pairs: Vec<_> = all
        .into_iter()
        .filter(|pair| pair.second == pair.first + 1 && pair.first % 2 == 0 && pair.second < 6)
        .collect();
    assert_eq!(pairs.iter().map(|pair| pair.first).collect::<Vec<_>>(), [0, 2, 4]);
    close(pairs[1].correlation, 1.0, 1e-15);
    let found = sheet.synonyms(&pairs).unwrap();
    close(found[0].unwrap(), 1.0, 1e-15);
    close(found[3].unwrap(), -1.0, 1e-15);
    assert_eq!(found[4], None);
    assert!(sheet.synonym_pairs(0.0).is_err());
    let mut wrong = pairs[0];
    wrong.second = 7;
    assert!(sheet.synonyms(&[wrong]).is_err());
}

#[test]
fn signs_are_soft_and_both_figures_are_kept() {
    let codes = columns(&[&[1, 1, 1, 1], &[0, 3, 1, 2], &[2, 2, 2, 2], &[3, 0, 2, 1]]);
    let sheet = sheet(&codes);
    let runs = sheet.long_strings();
    let deviations = sheet.variability();
    let seconds = sheet.seconds_per_item(&[4.0, 20.0, 16.0, 40.0]).unwrap();
    assert_eq!(seconds, [Some(1.0), Some(5.0), Some(4.0), Some(10.0)]);
    let limits = Limits {
        long_string: Some((&runs, 4)),
        variability: Some((&deviations, 0.1)),
        seconds: Some((&seconds, 2.0)),
        ..Limits::default()
    };
    let signs = limits.signs(4).unwrap();
    assert_eq!(
        signs.iter().map(|signs| signs.count()).collect::<Vec<_>>(),
        [3, 0, 2, 0]
    );
    assert!(signs[0].contains(Sign::Speed) && !signs[2].contains(Sign::Speed));
    assert!(Sign::ALL.iter().all(|sign| !signs[1].contains(*sign)));
    let scores = [1.0, 2.0, 3.0, 6.0];
    let mean = |counts: &[bool]| {
        Moments::of(
            scores
                .iter()
                .zip(counts)
                .filter(|(_, counts)| **counts)
                .map(|(score, _)| *score),
        )
        .map(|m| m.mean())
    };
    let found = with_and_without(&signs, 3, mean).unwrap();
    assert_eq!((found.with, found.left_out, found.people), (3.0, 1, 4));
    close(found.without, 11.0 / 3.0, 1e-15);
    close(found.change(), 2.0 / 3.0, 1e-15);
    assert_eq!(
        signs_by_group(&signs, Sign::LongString, &[0, 0, 1, 1], 2),
        Ok(vec![(1, 2), (1, 2)])
    );
    assert!(signs_by_group(&signs, Sign::Speed, &[0, 0, 1, 2], 2).is_err());
    assert!(with_and_without(&signs, 0, mean).is_err());
    assert_eq!(with_and_without(&signs[..1], 1, mean).err(), Some(Error::Empty));
    assert!(limits.signs(3).is_err());
}

#[test]
fn sheets_bad_input_is_named() {
    assert_eq!(Sheet::new(vec![]).err(), Some(Error::Empty));
    assert_eq!(Sheet::new(vec![&[]]).err(), Some(Error::Empty));
    assert!(matches!(
        Sheet::new(vec![&[1, 2], &[1]]).err(),
        Some(Error::Rows { .. })
    ));
    let codes = vec![vec![1, 2]];
    assert!(sheet(&codes).seconds_per_item(&[1.0]).is_err());
    assert!(sheet(&codes).seconds_per_item(&[1.0, -1.0]).is_err());
    assert!(sheet(&codes).seconds_per_item(&[1.0, f64::NAN]).is_err());
    let many = vec![vec![1, 2]; 129];
    assert!(matches!(sheet(&many).mahalanobis(), Err(Error::TooMany { .. })));
}

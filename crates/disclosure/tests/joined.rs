//! Whoever answered is one of the people: a table of answers beside published numbers of people gives no small group away.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use disclosure::{Ask, AskItem, Protection, Released, Report, Request, reopen, verify};
use proptest::prelude::*;
use tally::{Answers, Dimension, Item, Membership, Missing};

const LEAST: i64 = 10;

/// People of each grade, and how many of them skipped the item.
fn released(grades: &[(u32, u32)]) -> Released<Report> {
    let mut codes = Vec::new();
    let mut levels = Vec::new();
    for (grade, &(people, skipped)) in grades.iter().enumerate() {
        for person in 0..people {
            levels.push(u16::try_from(grade).unwrap());
            let option = u8::try_from(person % 3).unwrap();
            codes.push(if person < skipped {
                Missing::Skipped.code()
            } else {
                option
            });
        }
    }
    let item = Item {
        id: "q1".to_owned(),
        options: ["no", "some", "yes"].map(str::to_owned).to_vec(),
        codes,
    };
    let grade = Dimension {
        id: "grade".to_owned(),
        levels: (0..grades.len()).map(|grade| grade.to_string()).collect(),
        membership: Membership::Single(levels),
    };
    let answers = Answers::new(item.codes.len(), vec![item], vec![grade]).unwrap();
    let ask = Ask {
        items: vec![AskItem {
            item: "q1".to_owned(),
            favourable: vec![false, false, true],
            reversed: false,
        }],
        scales: Vec::new(),
        dimensions: vec!["grade".to_owned()],
        pairs: Vec::new(),
    };
    let made = Request::new(&answers, &ask, Protection::default())
        .make()
        .unwrap();
    let stored = made.release.to_stored();
    verify(&stored).unwrap();
    reopen(&stored).unwrap().whole().clone()
}

/// The least and the most of each hidden row of the item that a reader can work out: everyone's answers without the shown
/// ones are those of the hidden rows, and none has more than its people, who are published or what is left of everyone's.
fn bounds(report: &Report) -> Vec<(usize, i64, i64)> {
    let rows = &report.items[0].rows;
    let Some(everyone) = rows[0].cell.shown() else {
        return Vec::new();
    };
    let answered = |row: usize| rows[row].cell.shown().map(|figure| i64::from(figure.answered));
    let people = |row: usize| report.groups[row].cell.shown().map(|&people| i64::from(people));
    let grades = 1..rows.len();
    let left = i64::from(everyone.answered) - grades.clone().filter_map(answered).sum::<i64>();
    let all = people(0).unwrap_or(i64::MAX / 4);
    let unknown = all - grades.clone().filter_map(people).sum::<i64>();
    let hidden: Vec<usize> = grades.filter(|&row| answered(row).is_none()).collect();
    let bound = |&row: &usize| {
        let others = hidden.iter().filter(|&&other| other != row);
        // Others whose people are hidden share what is left of everyone's.
        let published: i64 = others.clone().filter_map(|&other| people(other)).sum();
        let shared = if others.clone().any(|&other| people(other).is_none()) {
            unknown
        } else {
            0
        };
        let most = people(row).unwrap_or(unknown).min(left);
        (row, (left - published - shared).max(0), most)
    };
    hidden.iter().map(bound).collect()
}

fn answered_of(grades: &[(u32, u32)], row: usize) -> i64 {
    let (people, skipped) = grades[row - 1];
    i64::from(people - skipped.min(people))
}

#[test]
fn nine_of_ten_who_answered_are_hidden_as_a_group_of_people_with_another() {
    let report = released(&[(10, 1), (10, 0), (40, 0)]);
    let hidden: Vec<usize> = (0..4)
        .filter(|&row| report.groups[row].cell.is_hidden())
        .collect();
    assert_eq!(hidden, [1, 2]);
    let shown = report.items[0].rows[0].cell.shown().unwrap();
    assert_eq!(shown.answered, 59);
    assert!(report.items[0].rows[3].cell.shown().is_some());
}

#[test]
fn groups_that_few_skip_in_stay_as_they_are() {
    let report = released(&[(14, 2), (30, 1), (40, 0)]);
    assert!(report.groups.iter().all(|row| row.cell.shown().is_some()));
    assert!(report.items[0].rows.iter().all(|row| row.cell.shown().is_some()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nobody_can_bound_the_few_who_answered(grades in prop::collection::vec((5..40_u32, 0..12_u32), 2..6)) {
        let report = released(&grades);
        for (row, low, high) in bounds(&report) {
            let truth = answered_of(&grades, row);
            prop_assert!((low..=high).contains(&truth), "{row}: {low}..{high} is not {truth}");
            if 0 < truth && truth < LEAST {
                prop_assert!(low <= 0, "row {row} has {truth}, and at least {low} is known of {grades:?}");
                prop_assert!(high >= LEAST, "row {row} has {truth}, and at most {high} is known of {grades:?}");
            }
        }
    }
}

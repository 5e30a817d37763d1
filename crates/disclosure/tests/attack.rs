//! An attacker who knows who belongs where, on random small populations: every set of people that the published rows
//! give by subtraction is formed person by person, independently of the engine, and must be nobody or enough people
//! who did not all answer the same.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::BTreeSet;

use disclosure::{
    Ask, AskItem, AskScale, Cut, Kind, Protection, Release, Released, Report, Request, Rule, release, reopen,
};
use proptest::prelude::*;
use tally::{Answers, Dimension, Item, Membership, Missing, UNSTATED};

const LEAST: u32 = 5;
const OPTIONS: u8 = 3;

fn ids(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|at| format!("{prefix}{at}")).collect()
}

/// Few people, skewed answers and levels, so that small and unanimous groups are common.
fn populations() -> impl Strategy<Value = Answers> {
    (1..90_usize, 1..4_usize, 1..5_usize, 2..6_usize).prop_flat_map(|(people, items, first, second)| {
        let code = prop_oneof![8 => Just(2), 2 => 0..OPTIONS, 1 => Just(Missing::Skipped.code())];
        let column = prop::collection::vec(code, people);
        let level = |levels: usize, unstated: u32| {
            let last = u16::try_from(levels).unwrap();
            prop_oneof![12 => Just(0), 12 => 0..last, unstated => Just(UNSTATED)]
        };
        let several = prop_oneof![6 => Just(1_u64), 3 => Just(2_u64), 1 => 0..8_u64];
        (
            prop::collection::vec(column, items),
            prop::collection::vec(level(first, 1), people),
            prop::collection::vec(level(second, 0), people),
            prop::collection::vec(several, people),
            any::<bool>(),
        )
            .prop_map(move |(columns, one, two, three, nest)| {
                // Half of the time the second dimension splits the levels of the first, as schools do districts.
                let two = if nest {
                    one.iter()
                        .zip(&two)
                        .map(|(one, two)| nested(*one, *two, second))
                        .collect()
                } else {
                    two
                };
                let levels = if nest { (first + 1) * second } else { second };
                let dimension = |id: &str, levels: usize, membership| Dimension {
                    id: id.to_owned(),
                    levels: ids(id, levels),
                    membership,
                };
                let dimensions = vec![
                    dimension("a", first, Membership::Single(one)),
                    dimension("b", levels, Membership::Single(two)),
                    dimension("c", 3, Membership::Multiple(three)),
                ];
                let item = |(at, codes)| Item {
                    id: format!("i{at}"),
                    options: ids("o", OPTIONS.into()),
                    codes,
                };
                Answers::new(
                    people,
                    columns.into_iter().enumerate().map(item).collect(),
                    dimensions,
                )
                .unwrap()
            })
    })
}

fn nested(one: u16, two: u16, second: usize) -> u16 {
    let second = u16::try_from(second).unwrap();
    let parent = if one == UNSTATED { 0 } else { one + 1 };
    parent * second + if two == UNSTATED { 0 } else { two }
}

fn ask(answers: &Answers) -> Ask {
    let item = |item: &Item| AskItem {
        item: item.id.clone(),
        favourable: vec![false, true, true],
        reversed: false,
    };
    let scale = AskScale {
        scale: "s".to_owned(),
        items: answers.items().iter().map(|item| item.id.clone()).collect(),
        rule: Rule::ShareOfPeople,
        cut: Cut::from_hundredths(250).unwrap(),
        least_answered: 1,
    };
    let dimensions = answers
        .dimensions()
        .iter()
        .map(|dimension| dimension.id.clone())
        .collect();
    Ask {
        items: answers.items().iter().map(item).collect(),
        scales: vec![scale],
        dimensions,
        pairs: Vec::new(),
    }
}

fn made(answers: &Answers) -> Released<Release> {
    let ask = ask(answers);
    let request = Request::new(answers, &ask, Protection::new(LEAST).unwrap());
    request.make().unwrap().release
}

type People = BTreeSet<usize>;

/// The people of every row, in the order of rows, with the dimension of each (everyone is `usize::MAX`).
fn members(answers: &Answers) -> Vec<(usize, People)> {
    let mut rows = vec![(usize::MAX, (0..answers.people()).collect())];
    for (at, dimension) in answers.dimensions().iter().enumerate() {
        for level in 0..dimension.levels.len() {
            let holds = |person: &usize| match &dimension.membership {
                Membership::Single(levels) => usize::from(levels[*person]) == level,
                Membership::Multiple(bits) => bits[*person] >> level & 1 == 1,
            };
            rows.push((at, (0..answers.people()).filter(holds).collect()));
        }
    }
    rows
}

/// Sets that the shown rows give: themselves, everyone without one, what is left of a single dimension; then, for two
/// such sets of which one holds the other, what the larger has more; and for each set, what shown levels of a single
/// dimension inside it leave.
fn computable(rows: &[(usize, People)], shown: &[bool], singles: &[usize]) -> Vec<People> {
    let everyone = &rows[0].1;
    let shown_rows = || {
        rows.iter()
            .zip(shown)
            .filter(|(_, shown)| **shown)
            .map(|(row, _)| row)
    };
    let mut sets: Vec<(usize, People)> = shown_rows().cloned().collect();
    sets.extend(shown_rows().map(|(of, people)| (*of, everyone - people)));
    for single in singles {
        let levels = shown_rows().filter(|(of, _)| of == single);
        sets.push((
            *single,
            levels.fold(everyone.clone(), |left, (_, people)| &left - people),
        ));
    }
    let mut found: Vec<People> = sets.iter().map(|(_, people)| people.clone()).collect();
    for (of, large) in &sets {
        for (other, small) in &sets {
            let useful =
                !small.is_empty() && (of != other || !singles.contains(of)) && small.is_subset(large);
            if useful {
                found.push(large - small);
            }
        }
        for single in singles.iter().filter(|single| *single != of) {
            let inside = shown_rows().filter(|(of, people)| of == single && people.is_subset(large));
            found.push(inside.fold(large.clone(), |left, (_, people)| &left - people));
        }
    }
    found
}

fn check_item(answers: &Answers, report: &Released<Report>, at: usize) {
    let table = &report.items[at];
    let rows = members(answers);
    let shown: Vec<bool> = table.rows.iter().map(|row| !row.cell.is_hidden()).collect();
    if !shown[0] {
        assert!(
            shown.iter().all(|shown| !shown),
            "a row is shown although everyone is hidden"
        );
        return;
    }
    let codes = &answers.items()[at].codes;
    for people in computable(&rows, &shown, &[0, 1]) {
        let mut counts = [0_u32; 3];
        people
            .iter()
            .filter(|&&person| codes[person] < OPTIONS)
            .for_each(|&person| counts[usize::from(codes[person])] += 1);
        let answered: u32 = counts.iter().sum();
        assert!(
            people.is_empty() || people.len() >= LEAST as usize,
            "{} people can be computed",
            people.len()
        );
        assert!(
            answered == 0 || answered >= LEAST,
            "answers of {answered} people can be computed"
        );
        let options = counts.iter().filter(|&&count| count > 0).count();
        assert!(
            answered == 0 || options > 1,
            "{answered} people who all answered alike can be computed"
        );
        assert!(
            answered == 0 || counts[1] + counts[2] > 0,
            "{answered} unfavourable people can be computed"
        );
    }
    for (dimension, span) in [(0, &report.dimensions[0]), (1, &report.dimensions[1])] {
        let hidden: Vec<usize> = (1..rows.len())
            .filter(|&row| rows[row].0 == dimension && !shown[row])
            .collect();
        let answering = |row: &&usize| rows[**row].1.iter().any(|&person| codes[person] < OPTIONS);
        if span.kind == Kind::Single && hidden.len() < span.levels.len() {
            assert_ne!(
                hidden.iter().filter(answering).count(),
                1,
                "one hidden level can be computed"
            );
        }
    }
}

fn check_scale(answers: &Answers, report: &Released<Report>) {
    let table = &report.scales[0];
    let shown: Vec<bool> = table.rows.iter().map(|row| !row.cell.is_hidden()).collect();
    for (row, shown) in shown.iter().enumerate().filter(|(_, shown)| **shown) {
        assert!(
            report.items.iter().all(|item| !item.rows[row].cell.is_hidden()),
            "row {row} {shown}"
        );
    }
    let counted = |person: &&usize| answers.items().iter().any(|item| item.codes[**person] < OPTIONS);
    if shown[0] {
        for people in computable(&members(answers), &shown, &[0, 1]) {
            let people = people.iter().filter(counted).count();
            assert!(
                people == 0 || people >= LEAST as usize,
                "a scale of {people} people can be computed"
            );
        }
    }
}

/// Every published count is the number of its people.
fn check_values(answers: &Answers, report: &Released<Report>) {
    let rows = members(answers);
    for (table, item) in report.items.iter().zip(answers.items()) {
        for (row, (_, people)) in table.rows.iter().zip(&rows) {
            let Some(figure) = row.cell.shown() else { continue };
            let chose = |option: u8| people.iter().filter(move |&&person| item.codes[person] == option);
            let count = |option: u8| u32::try_from(chose(option).count()).unwrap();
            assert_eq!(figure.counts, (0..OPTIONS).map(count).collect::<Vec<_>>());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn release_random_population_gives_attacker_nothing(answers in populations()) {
        let protection = Protection::new(LEAST).unwrap();
        let report = release(&answers, &ask(&answers), protection).unwrap();
        for at in 0..answers.items().len() {
            check_item(&answers, &report, at);
        }
        check_scale(&answers, &report);
        check_values(&answers, &report);
        let stored = made(&answers).to_stored();
        prop_assert_eq!(&made(&answers).to_stored(), &stored);
        let again = reopen(&stored).unwrap();
        prop_assert_eq!(again.to_stored(), stored);
        prop_assert_eq!(again.whole(), &report);
    }

    #[test]
    fn reopen_changed_byte_is_refused(answers in populations(), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut stored = made(&answers).to_stored();
        let at = at.index(stored.len());
        stored[at] ^= 1 << bit;
        prop_assert!(reopen(&stored).is_err());
    }

    #[test]
    fn reopen_any_bytes_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(reopen(&bytes).is_err());
    }
}

//! The coded form of whole releases, against the audit of the inverse and the answers themselves.

use disclosure::coding::{
    Coded, CodedAnswers, CodedFigure, CodedGroup, CodedRelease, Possible, Printed, Under, joint, options,
    possible,
};
use disclosure::rules::{Purpose, Rules, Scope};
use disclosure::suppress::Budget;
use disclosure::{Ask, AskItem, AskScale, Cell, Cut, Protection, Release, Released, Request, Rule, Share};
use proptest::prelude::*;
use tally::{Answers, Dimension, Geography, Item, Membership, Place};

/// School, grade, answers to two items.
type Person = (u32, u16, [u8; 2]);

const SCHOOLS: [u32; 3] = [1, 2, 3];

fn released(people: &[Person], least: u32) -> Option<Released<Release>> {
    let labels = ["never", "often", "always"].map(str::to_owned).to_vec();
    let item = |at: usize| Item {
        id: format!("i{at}"),
        options: labels.clone(),
        codes: people.iter().map(|person| person.2[at]).collect(),
    };
    let grade = Dimension {
        id: "grade".to_owned(),
        levels: ["6", "7"].map(str::to_owned).to_vec(),
        membership: Membership::Single(people.iter().map(|person| person.1).collect()),
    };
    let answers = Answers::new(people.len(), vec![item(0), item(1)], vec![grade]).unwrap();
    let place = |id: &str, kind: &str, parent| Place {
        id: id.to_owned(),
        kind: kind.to_owned(),
        parent,
    };
    let mut places = vec![place("agency", "agency", None)];
    places.extend(SCHOOLS.map(|at| place(&format!("school{at}"), "school", Some(0))));
    let schools = people.iter().map(|person| person.0).collect();
    let geography = Geography::new(places, Vec::new(), schools).unwrap();
    let item = |id: &str| AskItem {
        item: id.to_owned(),
        favourable: vec![false, true, true],
        reversed: false,
    };
    let ask = Ask {
        items: vec![item("i0"), item("i1")],
        scales: vec![AskScale {
            scale: "s".to_owned(),
            items: vec!["i0".to_owned(), "i1".to_owned()],
            rule: Rule::ShareOfPeople,
            cut: Cut::from_hundredths(250).unwrap(),
            least_answered: 1,
        }],
        dimensions: vec!["grade".to_owned()],
        pairs: Vec::new(),
    };
    let mut request = Request::new(&answers, &ask, Protection::new(least).unwrap());
    request.geography = Some(&geography);
    request.budget = Budget::of(4_000);
    request.make().ok().map(|made| made.release)
}

/// So many people of each school and grade chose never, often, always; the second item turns that round.
fn people(counts: &[[[u32; 3]; 2]; 3]) -> Vec<Person> {
    let mut people = Vec::new();
    for (school, grades) in (1..).zip(counts) {
        for (grade, options) in (0..).zip(grades) {
            for (option, &count) in (0..).zip(options) {
                people.extend((0..count).map(|_| (school, grade, [option, 2 - option])));
            }
        }
    }
    people
}

fn under(rules: &Rules, place: usize) -> Under<'_> {
    Under {
        rules,
        scope: if place == 0 { Scope::Agency } else { Scope::School },
        purpose: Purpose::Survey,
    }
}

/// What is said of a table's groups, by place, then everyone and both grades; and their true counts.
struct Told {
    groups: Vec<CodedGroup>,
    truth: Vec<Option<Vec<u32>>>,
    /// Options that are said; what is left over follows from them.
    said: usize,
}

/// An item by its options, or by its favorable share where they are not said.
fn item(release: &Released<Release>, coded: &Released<CodedRelease>, item: usize) -> Told {
    let rows = || coded.reports.iter().flat_map(|report| &report.items[item].rows);
    let split = rows().all(|row| row.cell.shown().is_none_or(|answers| answers.options.is_empty()));
    let group = |answers: &CodedAnswers| match split {
        true => (answers.answered, vec![answers.favourable.said, Coded::Hidden]),
        false => (answers.answered, answers.options.clone()),
    };
    let truth = release.reports.iter().flat_map(|report| &report.items[item].rows);
    let truth = truth.map(|row| {
        let shown = row.cell.shown()?;
        let share = shown.favourable;
        Some(if split {
            vec![share.part, share.of - share.part]
        } else {
            shown.counts.clone()
        })
    });
    let options = if split { 2 } else { 3 };
    Told {
        groups: rows()
            .map(|row| as_group(row.cell.shown().map(group), options))
            .collect(),
        truth: truth.collect(),
        said: if split { 1 } else { 3 },
    }
}

/// The scale by its share of people.
fn scale(release: &Released<Release>, coded: &Released<CodedRelease>) -> Told {
    let rows = coded.reports.iter().flat_map(|report| &report.scales[0].rows);
    let group = |figure: &CodedFigure| (figure.answered, vec![figure.people.said, Coded::Hidden]);
    let truth = release.reports.iter().flat_map(|report| &report.scales[0].rows);
    let truth = truth.map(|row| {
        let share = row.cell.shown()?.share_of_people;
        Some(vec![share.part, share.of - share.part])
    });
    Told {
        groups: rows.map(|row| as_group(row.cell.shown().map(group), 2)).collect(),
        truth: truth.collect(),
        said: 1,
    }
}

fn as_group(shown: Option<(u32, Vec<Coded>)>, options: usize) -> CodedGroup {
    let (of, options) = shown.map_or((None, vec![Coded::Hidden; options]), |(of, said)| {
        (Some(of), said)
    });
    CodedGroup { of, options }
}

/// Both trees that hold every group: places by grade, and grades by place.
fn trees() -> [Vec<(usize, Option<usize>)>; 2] {
    let at = |place: usize, row: usize| place * 3 + row;
    // Everyone of the agency, schools, and their grades.
    let mut by_place = vec![(at(0, 0), None)];
    // Everyone of the agency, its grades, and those of schools.
    let mut by_grade = vec![(at(0, 0), None), (at(0, 1), Some(0)), (at(0, 2), Some(0))];
    for place in 1..=3 {
        by_place.push((at(place, 0), Some(0)));
        let school = by_place.len() - 1;
        for grade in 1..=2 {
            by_place.push((at(place, grade), Some(school)));
            by_grade.push((at(place, grade), Some(grade)));
        }
    }
    [by_place, by_grade]
}

/// Nothing coded or hidden is known from a whole tree, and every true count is possible.
fn nothing_is_given_away(told: &Told, rules: &Rules) {
    let groups = &told.groups;
    for tree in trees() {
        let printed: Vec<Printed> = tree
            .iter()
            .map(|&(at, within)| Printed::coded(within, &groups[at], 100_000, under(rules, at / 3)).unwrap())
            .collect();
        let known = joint(&printed).unwrap();
        for ((&(at, _), printed), known) in tree.iter().zip(&printed).zip(&known) {
            for (option, range) in known.iter().take(told.said).enumerate() {
                let silent = groups[at].of.is_none();
                let is_open = groups[at].options[option].is_plain()
                    || printed.options[option].is_known()
                    || !range.is_known()
                    || (silent && range.high == 0);
                assert!(is_open, "{}: {at} {option} {range:?} {groups:?}", rules.id);
                if let Some(counts) = &told.truth[at] {
                    let count = u64::from(counts[option]);
                    assert!((range.low..=range.high).contains(&count), "{range:?} {count}");
                }
            }
        }
    }
}

/// What is said of a share is what the pack says of it by itself, or nothing, and true.
fn shares_are_true(said: Coded, share: &Share, under: Under<'_>, interval: Option<[f64; 2]>) {
    let range = match said {
        // A favorable share beside coded options tells from where to where it is, at no step of the pack.
        Coded::Band { .. } | Coded::Percent(_) => disclosure::coding::said(said, share.of),
        _ => possible(said, share.of, under),
    };
    let range = range.unwrap_or(Possible {
        low: 0,
        high: u64::from(share.of),
    });
    assert!(
        (range.low..=range.high).contains(&u64::from(share.part)),
        "{said:?} {share:?}"
    );
    assert!(interval.is_none() || said.is_plain(), "{said:?}");
}

fn holds(release: &Released<Release>, rules: &Rules) -> Released<CodedRelease> {
    let coded = release.coded(rules, Purpose::Survey).unwrap();
    for told in [
        item(release, &coded, 0),
        item(release, &coded, 1),
        scale(release, &coded),
    ] {
        nothing_is_given_away(&told, rules);
    }
    for (place, (before, after)) in release.reports.iter().zip(&coded.reports).enumerate() {
        for (table, coded) in before.items.iter().zip(&after.items) {
            for (row, coded) in table.rows.iter().zip(&coded.rows) {
                let Cell::Shown(answers) = &coded.cell else {
                    continue;
                };
                let shown = row.cell.shown().expect("what is hidden stays hidden");
                let alone = options(&shown.counts, under(rules, place));
                for (said, alone) in answers.options.iter().zip(&alone.options) {
                    assert!(said == alone || *said == Coded::Hidden, "{said:?} {alone:?}");
                }
                let favourable = answers.favourable;
                shares_are_true(
                    favourable.said,
                    &shown.favourable,
                    under(rules, place),
                    favourable.interval,
                );
            }
        }
        for (table, coded) in before.scales.iter().zip(&after.scales) {
            for (row, coded) in table.rows.iter().zip(&coded.rows) {
                let Cell::Shown(figure) = &coded.cell else {
                    continue;
                };
                let shown = row.cell.shown().expect("what is hidden stays hidden");
                shares_are_true(
                    figure.people.said,
                    &shown.share_of_people,
                    under(rules, place),
                    figure.people.interval,
                );
            }
        }
    }
    coded
}

#[test]
fn code_that_its_siblings_would_undo_takes_a_sibling_with_it() {
    // Grade 6 of school 1: 1 of 40 never, below 5 percent. Its school, and the other grade, would give it back.
    let counts = [
        [[1, 19, 20], [10, 15, 15]],
        [[12, 14, 14], [10, 15, 15]],
        [[11, 14, 15], [9, 16, 15]],
    ];
    let rules = Rules::named("delaware").unwrap();
    let release = released(&people(&counts), 16).unwrap();
    let coded = holds(&release, rules);
    let told = item(&release, &coded, 0);
    // Each group by itself, as the pack codes it, is not enough: subtraction gives the one person back.
    let [by_place, _] = trees();
    let alone = by_place.iter().map(|&(at, within)| {
        let group = options(told.truth[at].as_ref().unwrap(), under(rules, at / 3));
        Printed::coded(within, &group, 100_000, under(rules, at / 3)).unwrap()
    });
    let alone: Vec<Printed> = alone.collect();
    let place = by_place.iter().position(|(at, _)| *at == 4).unwrap();
    assert!(!alone[place].options[0].is_known());
    assert_eq!(joint(&alone).unwrap()[place][0], Possible::only(1));
    // Together it is, and the agency still says something.
    assert!(told.groups[0].is_shown(), "{:?}", told.groups);
}

#[test]
fn bands_show_the_favorable_share_and_no_single_options() {
    let counts = [
        [[7, 9, 8], [10, 5, 5]],
        [[6, 9, 9], [8, 7, 8]],
        [[9, 9, 9], [9, 6, 5]],
    ];
    let release = released(&people(&counts), 10).unwrap();
    let coded = holds(&release, Rules::named("kith-public").unwrap());
    for report in &coded.reports {
        let rows = report.items.iter().flat_map(|table| &table.rows);
        for answers in rows.filter_map(|row| row.cell.shown()) {
            assert_eq!(answers.options, []);
            let few = answers.answered < 50;
            assert_eq!(few, !answers.favourable.said.is_plain(), "{answers:?}");
            assert_eq!(few, answers.favourable.interval.is_none(), "{answers:?}");
        }
        for figure in report.scales[0].rows.iter().filter_map(|row| row.cell.shown()) {
            assert_eq!(
                figure.mean_of_item_shares.is_some(),
                figure.answered >= 50,
                "{figure:?}"
            );
        }
        let exact = |answers: &CodedAnswers| answers.answered >= 50;
        for table in &report.items {
            let compared = table.rows.iter().all(|row| row.cell.shown().is_some_and(exact));
            assert_eq!(!table.differences.is_empty(), compared);
        }
    }
}

#[test]
fn exact_pack_gives_every_figure_as_it_is() {
    let counts = [[[12, 14, 14], [10, 15, 15]]; 3];
    let release = released(&people(&counts), 10).unwrap();
    let coded = holds(&release, Rules::kith());
    for (before, after) in release.reports.iter().zip(&coded.reports) {
        for (table, coded) in before.items.iter().zip(&after.items) {
            for (row, coded) in table.rows.iter().zip(&coded.rows) {
                let (row, coded) = (row.cell.shown().unwrap(), coded.cell.shown().unwrap());
                let exact = |part: u32| Coded::Exact {
                    part,
                    of: row.answered,
                };
                let all: Vec<Coded> = row.counts.iter().map(|&count| exact(count)).collect();
                assert_eq!(coded.options, all);
                assert_eq!(coded.favourable.said, exact(row.favourable.part));
                assert_eq!(
                    coded.favourable.interval,
                    Some([row.favourable.low, row.favourable.high])
                );
            }
            assert_eq!(table.differences, coded.differences);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_pack_gives_away_what_it_codes(
        counts in proptest::array::uniform3(proptest::array::uniform2(proptest::array::uniform3(0_u32..22))),
    ) {
        let people = people(&counts);
        for rules in Rules::all().iter().filter(|rules| rules.codes_shares()) {
            let least = rules.least(Purpose::Survey);
            // Some answers have no release: nobody of a school, for one.
            if let Some(release) = released(&people, least) {
                holds(&release, rules);
            }
        }
    }
}

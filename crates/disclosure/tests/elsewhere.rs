//! Tables made elsewhere: what their signs become, and what is wrong with damaged ones.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::{BTreeMap, BTreeSet};

use disclosure::Protection;
use disclosure::elsewhere::{Problems, Sign, Source, read};
use disclosure::ledger::{
    Entry, Group, Kin, Left, Link, Measured, Origin, Refused, Stand, Statement, Told, Truth, admit,
};
use proptest::prelude::*;

fn source() -> Source {
    let signs = [
        ("*", Sign::Few { nobody: false }),
        ("DS", Sign::Any),
        ("-", Sign::Unsaid),
        ("--", Sign::Few { nobody: true }),
    ];
    Source {
        id: "state-2025".to_owned(),
        title: "State report card".to_owned(),
        day: "2025-10-01".to_owned(),
        population: "state file 2025".to_owned(),
        least: 10,
        signs: signs
            .into_iter()
            .map(|(text, sign)| (text.to_owned(), sign))
            .collect(),
    }
}

fn parse(text: &str) -> Result<Entry, Problems> {
    read(text.as_bytes(), &source())
}

fn people_of(text: &str) -> Told {
    let entry = parse(&format!("place,group,n\noak,,{text}\n")).unwrap();
    entry.statements[0].people.unwrap()
}

/// The only complaint about a text.
fn complaint(text: &str) -> (u64, String, String) {
    let mut problems = parse(text).unwrap_err().found;
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = problems.remove(0);
    (problem.line, problem.column, problem.reason)
}

#[test]
fn read_signs_become_what_they_leave_possible() {
    let between = |low, high| Told::Between { low, high };
    let most = 1_000_000_000;
    for (text, told) in [
        ("57", Told::Count(57)),
        ("*", between(1, 9)),
        ("--", between(0, 9)),
        ("DS", Told::Hidden { least: 10 }),
        ("n<10", between(0, 9)),
        ("n < 10", between(0, 9)),
        ("<=10", between(0, 10)),
        ("≥ 20", between(20, most)),
        (">20", between(21, most)),
        ("10-19", between(10, 19)),
        ("10–19", between(10, 19)),
        ("12-12", Told::Count(12)),
    ] {
        assert_eq!(people_of(text), told, "{text}");
    }
}

fn counts(n: &str, percent: &str) -> Vec<Told> {
    let text = format!("place,group,measure,n,percent\noak,grade=7|8; learner=yes,safe,{n},{percent}\n");
    let entry = parse(&text).unwrap();
    let group = Group::everyone("oak")
        .with("grade", ["7", "8"])
        .with("learner", ["yes"]);
    assert_eq!(entry.statements[0].group, group);
    match &entry.statements[0].measures["safe"] {
        Measured::Shown { counts, .. } => counts.clone(),
        Measured::Hidden { .. } => Vec::new(),
    }
}

#[test]
fn read_percents_become_the_counts_that_round_to_them() {
    let between = |low, high| Told::Between { low, high };
    assert_eq!(counts("20", "35"), [Told::Count(7), Told::Count(13)]);
    assert_eq!(counts("250", "35%"), [between(87, 88), between(162, 163)]);
    assert_eq!(counts("250", "35.2"), [Told::Count(88), Told::Count(162)]);
    assert_eq!(counts("40", "<5%"), [between(0, 1), between(39, 40)]);
    assert_eq!(counts("40", ">=95%"), [between(38, 40), between(0, 2)]);
    assert_eq!(counts("50", "20-29%"), [between(10, 14), between(36, 40)]);
    assert_eq!(counts("*", "50"), [between(1, 4), between(0, 8)]);
    assert!(counts("DS", "DS").is_empty());
    let hidden = Told::Hidden { least: 10 };
    assert_eq!(counts("40", "DS"), [hidden, hidden]);
}

/// Written apart from the reader: every count whose share rounds, either way, to the percent.
#[test]
fn read_percents_agree_with_trying_every_count() {
    for n in 1..=60_u64 {
        for percent in 0..=100_u64 {
            let fits: Vec<u64> = (0..=n)
                .filter(|count| (200 * count).abs_diff(2 * percent * n) <= n)
                .collect();
            let read = parse(&format!(
                "place,group,measure,n,percent\noak,,safe,{n},{percent}\n"
            ));
            let (Some(first), Some(last)) = (fits.first(), fits.last()) else {
                assert!(read.is_err(), "{percent} % of {n}");
                continue;
            };
            let entry = read.unwrap();
            let Measured::Shown { counts, .. } = &entry.statements[0].measures["safe"] else {
                panic!("{percent} % of {n} is hidden");
            };
            let (low, high) = counts[0].range().unwrap();
            assert_eq!(
                (u64::from(low), u64::from(high)),
                (*first, *last),
                "{percent} % of {n}"
            );
        }
    }
}

#[test]
fn read_options_stand_together() {
    let text = "place,group,measure,option,n,count,percent\n\
                oak,,safe,no,40,10,25\noak,,safe,some,40,,25.0\noak,,safe,yes,40,20,\noak,,,,45,,\n";
    let entry = parse(text).unwrap();
    let answered = Told::Count(40);
    let counts = vec![Told::Count(10), Told::Count(10), Told::Count(20)];
    let shown = Measured::Shown {
        asked: None,
        answered,
        counts,
    };
    assert_eq!(entry.statements.len(), 1);
    assert_eq!(entry.statements[0].people, Some(Told::Count(45)));
    assert_eq!(entry.statements[0].measures["safe"], shown);
    assert_eq!(
        (entry.origin, entry.stand),
        (Origin::Elsewhere, Stand::first("state file 2025"))
    );
}

#[test]
fn read_wrong_cells_say_line_column_and_what_would_be_right() {
    let head = "place,group,measure,option,n,count,percent\n";
    for (rows, line, column, part) in [
        ("oak,,,,about 40,,\n", 2, "n", "whole number"),
        (
            "oak,,,,40,,\noak,grade,,,4,,\n",
            3,
            "group",
            "grade=7|8;learner=yes",
        ),
        ("oak,grade=7;grade=8,,,40,,\n", 2, "group", "twice"),
        ("oak,grade=,,,40,,\n", 2, "group", "lacks"),
        (",,,,40,,\n", 2, "place", "blank"),
        ("oak,,,,,,\n", 2, "n", "blank"),
        ("oak,,safe,,40,,140\n", 2, "percent", "from 0 to 100"),
        ("oak,,safe,,40,,fifty\n", 2, "percent", "from 0 to 100"),
        ("oak,,,,40,20,\n", 2, "measure", "name the measure"),
        ("oak,,,yes,40,,\n", 2, "option", "name the measure"),
        ("oak,,,,-5,,\n", 2, "n", "whole number"),
        ("oak,,,,4e9,,\n", 2, "n", "whole number"),
        ("oak,,,,99999999999999999999,,\n", 2, "n", "whole number"),
        ("oak,,,\n", 2, "the row", "4 cells"),
        // Rows that cannot be true, alone or together.
        ("oak,,safe,,7,,50\n", 2, "percent", "no whole number"),
        ("oak,,safe,,20,9,50\n", 2, "percent", "the count says"),
        ("oak,,safe,,20,21,\n", 2, "count", "more than n"),
        ("oak,,,,40,,\noak,,,,41,,\n", 3, "the row", "line 2"),
        ("oak,,safe,no,40,20,\noak,,safe,yes,41,20,\n", 3, "n", "line 2"),
        (
            "oak,,safe,no,40,20,\noak,,safe,yes,40,21,\n",
            2,
            "the row",
            "add up to 41",
        ),
        (
            "oak,,safe,no,40,20,\noak,,safe,yes,40,19,\n",
            2,
            "the row",
            "add up to 39",
        ),
        ("", 2, "the row", "no rows"),
    ] {
        let (found_line, found_column, reason) = complaint(&format!("{head}{rows}"));
        assert_eq!(
            (found_line, found_column.as_str()),
            (line, column),
            "{rows}: {reason}"
        );
        assert!(reason.contains(part), "{rows}: {reason}");
    }
}

#[test]
fn read_order_of_groups_changes_nothing() {
    let lines: Vec<&str> = GOOD.lines().collect();
    let moved = [lines[0], lines[3], lines[1], lines[2]].join("\n");
    assert_eq!(parse(&moved).unwrap(), parse(GOOD).unwrap());
}

#[test]
fn read_wrong_headings_and_encodings_are_named() {
    for (text, part) in [
        ("place,group\n", "column n is missing"),
        ("place,group,n,n\n", "there twice"),
        ("place,group,n,school\n", "not a column"),
        ("", "missing"),
    ] {
        let (line, _, reason) = complaint(text);
        assert_eq!(line, 1);
        assert!(
            reason.contains(part) || reason.contains("not a column"),
            "{reason}"
        );
    }
    let latin = b"place,group,n\noak,,40\nni\xf1o,,30\n";
    let problem = read(latin, &source()).unwrap_err().found.remove(0);
    assert_eq!(problem.line, 3);
    assert!(problem.reason.contains("UTF-8"));
    let marked = "\u{feff}Place, Group ,N\noak,,40\n";
    assert_eq!(parse(marked).unwrap().statements.len(), 1);
    let huge = vec![b'a'; (64 << 20) + 1];
    assert!(
        read(&huge, &source()).unwrap_err().found[0]
            .reason
            .contains("too many")
    );
    let mut wrong_day = source();
    wrong_day.day = "October".to_owned();
    assert!(read(b"place,group,n\noak,,40\n", &wrong_day).is_err());
}

#[test]
fn read_all_problems_are_listed_up_to_a_limit() {
    let mut text = "place,group,n\n".to_owned();
    text += &"oak,,x\n".repeat(300);
    let problems = parse(&text).unwrap_err();
    assert_eq!(problems.found.len(), 100);
    assert_eq!(problems.to_string().lines().count(), 100);
}

#[test]
fn table_made_elsewhere_is_held_against_the_next_release() {
    let kin = |grade: &str, people| Kin {
        place: "oak".to_owned(),
        levels: BTreeMap::from([("grade".to_owned(), BTreeSet::from([grade.to_owned()]))]),
        stands: BTreeSet::from([Stand::first("wave")]),
        people,
        answers: BTreeMap::new(),
    };
    let table = parse("place,group,n\noak,,60\noak,grade=7,DS\noak,grade=8,31\n").unwrap();
    let mut truth = Truth {
        protection: Protection::default(),
        places: BTreeMap::new(),
        kin: vec![kin("7", 4), kin("8", 31), kin("9", 25)],
        marks: BTreeMap::new(),
        links: BTreeMap::from([("state file 2025".to_owned(), Link::Same(Stand::first("wave")))]),
    };
    let mut own = Entry::new("own", "Own", "2026-01-01", Origin::Filter, Stand::first("wave"));
    own.statements = vec![Statement::people(
        Group::everyone("oak").with("grade", ["9"]),
        Told::Count(25),
    )];
    let Err(Refused::Exposes(exposure)) = admit(std::slice::from_ref(&table), &own, &truth) else {
        panic!("the table and the release leave four people");
    };
    assert_eq!(exposure.with, ["state-2025"]);
    assert_eq!(exposure.left, Left::Few(4));
    truth.links.insert("state file 2025".to_owned(), Link::Apart);
    assert!(admit(&[table], &own, &truth).is_ok());
}

const GOOD: &str = "place,group,measure,option,n,count,percent\noak,grade=7,safe,no,40,10,25\noak,grade=7,safe,yes,40,30,75\noak,,,,95,,\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn read_any_bytes_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(read(&bytes, &source()).is_err());
    }

    #[test]
    fn read_cells_of_anything_never_panic(cells in prop::collection::vec("[-0-9<>=%.*|;a-z≥–\"]{0,12}", 7)) {
        let text = format!("place,group,measure,option,n,count,percent\n{}\n", cells.join(","));
        if let Ok(entry) = parse(&text) {
            prop_assert_eq!(entry.flaw(), None);
        }
    }

    #[test]
    fn read_damaged_table_is_refused_or_sound(
        cut in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        by in any::<u8>(),
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = by;
        bytes.truncate(1 + cut.index(bytes.len()));
        match read(&bytes, &source()) {
            Ok(entry) => prop_assert_eq!(entry.flaw(), None),
            Err(problems) => prop_assert!(!problems.found.is_empty()),
        }
    }
}

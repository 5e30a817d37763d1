//! Patterns, audits and the worked example of the literature.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]
#![expect(clippy::cast_possible_truncation, reason = "tables here are tiny")]

mod enumerating;
mod layouts;
mod properties;
mod tables;
mod years;

use std::collections::BTreeSet;

use std::sync::atomic::AtomicBool;

use disclosure::suppress::{Budget, Knowledge, Problem, Side, audit, intervals, optimum};
use disclosure::{Error, jj};

/// The worked example of Fischetti and Salazar (2001): 16 numbers, one of them sensitive.
const EXAMPLE: &str = "0
16
0 20 20 s 0 1000 0 0 0
1 50 50 s 0 1000 0 0 0
2 10 10 s 0 1000 0 0 0
3 80 80 s 0 1000 0 0 0
4 8 8 s 0 1000 0 0 0
5 19 19 s 0 1000 0 0 0
6 22 22 u 0 1000 5 8 0
7 49 49 s 0 1000 0 0 0
8 17 17 s 0 1000 0 0 0
9 32 32 s 0 1000 0 0 0
10 12 12 s 0 1000 0 0 0
11 61 61 s 0 1000 0 0 0
12 45 45 s 0 1000 0 0 0
13 101 101 s 0 1000 0 0 0
14 44 44 s 0 1000 0 0 0
15 190 190 s 0 1000 0 0 0
8
0 4 : 3 (-1) 0 (1) 1 (1) 2 (1)
0 4 : 7 (-1) 4 (1) 5 (1) 6 (1)
0 4 : 11 (-1) 8 (1) 9 (1) 10 (1)
0 4 : 15 (-1) 12 (1) 13 (1) 14 (1)
0 4 : 12 (-1) 0 (1) 4 (1) 8 (1)
0 4 : 13 (-1) 1 (1) 5 (1) 9 (1)
0 4 : 14 (-1) 2 (1) 6 (1) 10 (1)
0 4 : 15 (-1) 3 (1) 7 (1) 11 (1)
";

#[test]
fn optimum_of_the_worked_example_is_that_of_the_authors() {
    let instance = jj::read(EXAMPLE).unwrap();
    let pattern = optimum(&instance.problem, Budget::unlimited()).unwrap();
    assert_eq!(pattern.hidden, BTreeSet::from([4, 6, 8, 10]));
    assert_eq!((pattern.cost, pattern.secondary_cost), (59, 37));
    assert!(pattern.is_proved());
    let found = intervals(&instance.problem, &pattern.hidden, &BTreeSet::from([6]));
    assert_eq!((found[0].low, found[0].high), (5.0, 30.0));
}

#[test]
fn budget_cancelled_at_once_still_gives_a_safe_pattern() {
    let instance = jj::read(EXAMPLE).unwrap();
    let cancel = AtomicBool::new(true);
    let budget = Budget {
        cancel: Some(&cancel),
        ..Budget::unlimited()
    };
    let found = optimum(&instance.problem, budget).unwrap();
    assert!(audit(&instance.problem, &found.hidden, &Knowledge::default()).is_empty());
    assert!(found.bound <= 59 && found.cost >= 59);
    assert_eq!(optimum(&instance.problem, Budget::of(found.work)).unwrap(), found);
}

#[test]
fn budget_abandoned_at_once_gives_no_pattern_rather_than_an_unaudited_one() {
    let instance = jj::read(EXAMPLE).unwrap();
    let abandon = AtomicBool::new(true);
    let budget = Budget {
        abandon: Some(&abandon),
        ..Budget::unlimited()
    };
    assert_eq!(optimum(&instance.problem, budget), Err(Error::Unfinished));
}

#[test]
fn proof_of_one_pattern_proves_nothing_for_another() {
    let instance = jj::read(EXAMPLE).unwrap();
    let found = optimum(&instance.problem, Budget::unlimited()).unwrap();
    let none = BTreeSet::new();
    assert_eq!(found.proof.unproved(&instance.problem, &found.hidden), none);
    for shown in [4, 8, 10] {
        let mut hidden = found.hidden.clone();
        hidden.remove(&shown);
        let left = found.proof.unproved(&instance.problem, &hidden);
        assert_eq!(left, BTreeSet::from([6]), "without {shown}");
    }
    // The same tables do not keep to narrower bounds, nor reach higher levels.
    let changed = |change: fn(&mut disclosure::suppress::Cell)| {
        let mut cells = instance.problem.cells().to_vec();
        cells.iter_mut().for_each(change);
        let relations = instance.problem.relations().to_vec();
        Problem::new(cells, relations, instance.problem.numbers()).unwrap()
    };
    let narrow = changed(|cell| cell.upper = cell.upper.min(cell.value + 4));
    assert_eq!(found.proof.unproved(&narrow, &found.hidden), BTreeSet::from([6]));
    let far = changed(|cell| cell.levels.upper *= 20);
    assert_eq!(found.proof.unproved(&far, &found.hidden), BTreeSet::from([6]));
    let wide = changed(|cell| cell.levels.sliding = 60);
    assert_eq!(found.proof.unproved(&wide, &found.hidden), BTreeSet::from([6]));
}

#[test]
fn audit_of_the_sensitive_cell_alone_names_the_subtraction() {
    let instance = jj::read(EXAMPLE).unwrap();
    let found = audit(&instance.problem, &BTreeSet::from([6]), &Knowledge::default());
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].side, Some(Side::Below));
    let recipe = &found[0].recipes[0];
    assert_eq!((recipe.id, recipe.bound(), recipe.divisor), (6, 22, 1));
    assert_eq!(recipe.shown.len(), 3);
    assert!(recipe.hidden.is_empty());
    // A pattern that shows the sensitive cell exposes it without any subtraction.
    let shown = audit(&instance.problem, &BTreeSet::new(), &Knowledge::default());
    assert_eq!(shown[0].side, None);
}

#[test]
fn audit_with_a_row_known_exposes_what_the_optimum_hides() {
    let instance = jj::read(EXAMPLE).unwrap();
    let hidden = BTreeSet::from([4, 6, 8, 10]);
    let knowledge = Knowledge {
        cells: (8..12).collect(),
    };
    let found = audit(&instance.problem, &hidden, &knowledge);
    assert_eq!(
        found.iter().map(|exposed| exposed.id).collect::<BTreeSet<u32>>(),
        BTreeSet::from([6])
    );
}

#[test]
fn jj_refuses_bad_lines_by_number() {
    let line_of = |text: &str| match jj::read(text) {
        Err(Error::Jj { line, .. }) => Some(line),
        _ => None,
    };
    assert_eq!(line_of(""), Some(1));
    assert_eq!(
        line_of("0\n2\n0 1 1 s 0 9 0 0 0\n1 1 1 q 0 9 0 0 0\n0\n"),
        Some(4)
    );
    assert_eq!(line_of("0\n1\n0 1 1 s 0 9 0 0\n0\n"), Some(3));
    assert_eq!(line_of("0\n1\n0 1 1 s 0 9 0 0 0\n1\n0 2 : 0 (1)\n"), Some(5));
    assert_eq!(line_of("0\n1\n0 1 1 s 0 9 0 0 0\n1\n0 1 : 0 (0.5)\n"), Some(5));
    assert_eq!(line_of("0\n1\n0 1 1 s 0 9 0 0 0\n0\nmore\n"), Some(5));
    assert_eq!(
        line_of("0\n1\n0 99999999999999999999 1 s 0 9 0 0 0\n0\n"),
        Some(3)
    );
    let refused = |text: &str| matches!(jj::read(text), Err(Error::Problem(_)));
    assert!(refused("0\n1\n0 1 1 s 0 9 0 0 0\n1\n5 1 : 0 (1)\n"));
    assert!(refused("0\n1\n0 1 1 s 0 9 0 0 0\n1\n1 1 : 7 (1)\n"));
    assert!(refused("0\n1\n0 10 1 s 0 9 0 0 0\n0\n"));
    assert!(refused("0\n2\n0 1 1 s 0 9 0 0 0\n0 1 1 s 0 9 0 0 0\n0\n"));
}

#[test]
fn jj_reads_decimals_exactly() {
    let text = "2\n0 1.5 0.25 u 0 9.125 0 0 0\n1 -1.5 1 s -2 0 0 0 0\n1\n0 2 : 0 (1) 1 (1)\n";
    let instance = jj::read(text).unwrap();
    assert_eq!((instance.value_decimals, instance.weight_decimals), (3, 2));
    assert_eq!(instance.problem.cells()[0].value, 1_500);
    assert_eq!(instance.problem.cells()[0].weight, 25);
    assert_eq!(jj::write(&instance), ["0\n", text].concat());
}

#[test]
fn jj_reference_file_has_the_optimum_of_its_readme() {
    let folder = std::env::var("KITH_SHARED").unwrap_or_else(|_| "../../../shared".to_owned());
    let Ok(text) = std::fs::read_to_string(std::path::Path::new(&folder).join("reference/fs3x3.jj")) else {
        eprintln!("skipped: no reference file");
        return;
    };
    let instance = jj::read(&text).unwrap();
    assert_eq!(jj::write(&instance), text);
    let pattern = optimum(&instance.problem, Budget::unlimited()).unwrap();
    assert_eq!((pattern.cost, pattern.is_proved()), (59, true));
}

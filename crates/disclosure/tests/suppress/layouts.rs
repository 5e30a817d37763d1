//! Places, dimensions, pairs, roll-ups, earlier releases and enrolment as relations.

use std::collections::BTreeMap;

use disclosure::suppress::{
    Budget, Column, Knowledge, Known, Layout, Levelled, Place, Pool, Status, Sum, audit, optimum,
};
use disclosure::{Error, Kind};

const EVERYONE: Column = Column::Everyone;

fn level(dimension: usize, level: usize) -> Column {
    Column::Level(dimension, level)
}

/// Two schools of one agency; grade (everyone has one), language (some have none), programme (several possible).
fn layout() -> Layout {
    let dimension = |kind, levels| Levelled { kind, levels };
    let columns = [
        EVERYONE,
        level(0, 0),
        level(0, 1),
        level(1, 0),
        level(1, 1),
        level(2, 0),
        level(2, 1),
    ];
    let schools = [[60, 40, 20, 30, 20, 25, 50], [80, 73, 7, 50, 30, 40, 12]];
    let mut counts = BTreeMap::new();
    for (at, column) in columns.into_iter().enumerate() {
        counts.insert((1, column), schools[0][at]);
        counts.insert((2, column), schools[1][at]);
        counts.insert((0, column), schools[0][at] + schools[1][at]);
    }
    Layout {
        least: 10,
        places: vec![
            Place {
                parts: vec![1, 2],
                also: Vec::new(),
            },
            Place::default(),
            Place::default(),
        ],
        dimensions: vec![
            dimension(Kind::Single, 2),
            dimension(Kind::SingleOrUnstated, 2),
            dimension(Kind::Multiple, 2),
        ],
        pairs: Vec::new(),
        pools: Vec::new(),
        counts,
        enrolled: BTreeMap::new(),
        known: Vec::new(),
    }
}

fn hidden_groups(layout: &Layout) -> Vec<(usize, Column)> {
    let laid = layout.problem().unwrap();
    let found = optimum(&laid.problem, Budget::unlimited()).unwrap();
    assert!(found.is_proved());
    found
        .hidden
        .iter()
        .filter_map(|id| laid.groups.get(id).copied())
        .collect()
}

#[test]
fn layout_of_a_small_grade_hides_a_rectangle() {
    let hidden = hidden_groups(&layout());
    let rectangle = [
        (1, level(0, 0)),
        (1, level(0, 1)),
        (2, level(0, 0)),
        (2, level(0, 1)),
    ];
    assert_eq!(hidden, rectangle);
}

#[test]
fn layout_with_an_earlier_release_hides_round_it() {
    let mut layout = layout();
    // Last autumn's page showed the first school's second grade: 20 people.
    layout.known.push(Known {
        terms: vec![(1, level(0, 1), 1)],
        sum: Sum::Is(20),
    });
    let hidden = hidden_groups(&layout);
    assert!(
        hidden.contains(&(0, level(0, 1))),
        "only hiding the agency's grade still helps: {hidden:?}"
    );
    layout.known[0].sum = Sum::Is(21);
    assert!(matches!(layout.problem(), Err(Error::Problem(_))));
    layout.known[0].sum = Sum::AtLeast(20);
    let laid = layout.problem().unwrap();
    let rectangle = laid
        .groups
        .iter()
        .filter(|(_, group)| group.0 > 0 && matches!(group.1, Column::Level(0, _)));
    let hidden = rectangle.map(|(id, _)| *id).chain(laid.rests()).collect();
    let exposed = audit(&laid.problem, &hidden, &Knowledge::default());
    assert_eq!(
        exposed.len(),
        1,
        "the second school can no longer have 10: {exposed:?}"
    );
}

#[test]
fn layout_with_enrolment_bounds_what_a_group_can_be() {
    let mut layout = layout();
    layout.enrolled.insert((2, level(0, 1)), 9);
    let problem = layout.problem().unwrap().problem;
    assert!(
        matches!(optimum(&problem, Budget::unlimited()), Err(Error::Unprotectable { cells }) if cells.len() == 1)
    );
}

#[test]
fn layout_of_levels_that_overlap_needs_no_second_one() {
    let mut layout = layout();
    // Now the small group is in a programme; people may be in several, so nothing subtracts it from everyone.
    for (place, value) in [(2, 73), (0, 113)] {
        layout.counts.insert((place, level(0, 0)), value - 13);
        layout
            .counts
            .insert((place, level(0, 1)), if place == 2 { 20 } else { 40 });
    }
    layout.counts.insert((2, level(2, 1)), 4);
    layout.counts.insert((0, level(2, 1)), 54);
    let hidden = hidden_groups(&layout);
    assert_eq!(hidden.len(), 2, "{hidden:?}");
    assert!(hidden.iter().all(|(_, column)| *column == level(2, 1)));
}

#[test]
fn layout_of_pairs_relates_them_to_both_dimensions() {
    let mut layout = layout();
    layout.places = vec![Place::default()];
    layout.dimensions.truncate(1);
    layout.dimensions.push(Levelled {
        kind: Kind::Single,
        levels: 2,
    });
    layout.pairs = vec![(0, 1)];
    layout.counts = BTreeMap::from([((0, EVERYONE), 100)]);
    for (first, second, value) in [(0, 0, 50), (0, 1, 20), (1, 0, 26), (1, 1, 4)] {
        layout
            .counts
            .insert((0, Column::Pair([(0, first), (1, second)])), value);
        *layout.counts.entry((0, level(0, first))).or_insert(0) += value;
        *layout.counts.entry((0, level(1, second))).or_insert(0) += value;
    }
    let laid = layout.problem().unwrap();
    assert_eq!(
        (laid.problem.cells().len(), laid.problem.relations().len()),
        (9, 6)
    );
    let sensitive = laid
        .problem
        .cells()
        .iter()
        .filter(|cell| cell.status == Status::Sensitive);
    assert_eq!(sensitive.count(), 1);
    assert_eq!(hidden_groups(&layout).len(), 4);
}

/// One place and one dimension, where nobody knows that the levels are everybody.
fn pooled(levels: [i64; 3], pools: &[&[usize]], kind: Kind) -> Layout {
    let mut counts = BTreeMap::from([((0, EVERYONE), 90)]);
    counts.extend(
        levels
            .iter()
            .enumerate()
            .map(|(at, &people)| ((0, level(0, at)), people)),
    );
    let pool = |levels: &&[usize]| Pool {
        dimension: 0,
        levels: levels.to_vec(),
    };
    Layout {
        least: 10,
        places: vec![Place::default()],
        dimensions: vec![Levelled { kind, levels: 3 }],
        pools: pools.iter().map(pool).collect(),
        counts,
        ..Layout::default()
    }
}

#[test]
fn pool_of_two_small_levels_is_shown_when_it_is_large_enough() {
    let found = hidden_groups(&pooled([4, 6, 50], &[&[0, 1]], Kind::SingleOrUnstated));
    assert_eq!(found, [(0, level(0, 0)), (0, level(0, 1))]);
}

#[test]
fn pool_that_is_small_itself_is_hidden() {
    let found = hidden_groups(&pooled([4, 5, 50], &[&[0, 1]], Kind::SingleOrUnstated));
    assert_eq!(
        found,
        [(0, level(0, 0)), (0, level(0, 1)), (0, Column::Pooled(0))]
    );
}

#[test]
fn pool_from_which_a_small_level_follows_is_given_up_before_the_other_level() {
    let found = hidden_groups(&pooled([4, 20, 50], &[&[0, 2]], Kind::SingleOrUnstated));
    assert_eq!(found, [(0, level(0, 0)), (0, Column::Pooled(0))]);
    // With its sum shown the level would be 54 less 50.
    let laid = pooled([4, 20, 50], &[&[0, 2]], Kind::SingleOrUnstated)
        .problem()
        .unwrap();
    let mut hidden = laid.rests();
    hidden.extend(
        laid.groups
            .iter()
            .filter(|(_, group)| **group == found[0])
            .map(|(id, _)| *id),
    );
    assert_eq!(audit(&laid.problem, &hidden, &Knowledge::default()).len(), 2);
}

#[test]
fn pool_of_levels_that_overlap_is_left_out() {
    let layout = pooled([4, 20, 50], &[&[0, 2]], Kind::Multiple);
    assert!(!layout.columns().contains(&Column::Pooled(0)));
    assert!(layout.problem().is_ok());
}

//! What an attacker learns who knows people's groups and may ask for any filter. The sizes of differences stay in doubt
//! after one subtraction, and are known after many; and one subtraction shows whether two sets are the same. The last two
//! are what the module says it does not protect against.

use std::ops::Range;

use disclosure::cell_key::{RecordKeys, explore};
use tally::{Answers, Dimension, Filter, Geography, Index, Item, LevelAt, Membership};

use crate::wave::{Numbers, SEED, table, texts};

/// Questions that the attacker can choose from.
const CLUBS: usize = 400;

/// People in many clubs (levels that overlap, 60 to each of seven dimensions); everybody has a level of their own in
/// the last dimension, so that clubs can be asked for with and without some people.
fn wave(numbers: &mut Numbers, people: usize) -> (Index<'static>, Vec<bool>) {
    let choices: Vec<u8> = (0..people)
        .map(|_| u8::try_from(numbers.below(2)).unwrap())
        .collect();
    let mut dimensions: Vec<Dimension> = (0..CLUBS.div_ceil(60))
        .map(|at| Dimension {
            id: format!("clubs {at}"),
            levels: texts(60),
            membership: Membership::Multiple(
                (0..people)
                    .map(|_| numbers.next() & numbers.next() & ((1 << 60) - 1))
                    .collect(),
            ),
        })
        .collect();
    dimensions.push(Dimension {
        id: "person".to_owned(),
        levels: texts(people),
        membership: Membership::Single((0..people).map(|person| u16::try_from(person).unwrap()).collect()),
    });
    let answers: Vec<bool> = choices.iter().map(|&code| code == 1).collect();
    let item = Item {
        id: "one".to_owned(),
        options: texts(2),
        codes: choices,
    };
    let wave = Answers::new(people, vec![item], dimensions).unwrap();
    let index = Index::build(&wave, &Geography::whole("all", people), 1).unwrap();
    (index, answers)
}

/// A club by number.
fn club(number: usize) -> Filter {
    Filter::Level(LevelAt {
        dimension: number / 60,
        level: number % 60,
    })
}

/// What asking for a club with these people, and without them, differs by in those who chose option 1.
fn difference(index: &Index, keys: &RecordKeys, people: &Range<usize>, at: usize) -> f64 {
    let dimension = CLUBS.div_ceil(60);
    let people = people
        .clone()
        .map(|level| Filter::Level(LevelAt { dimension, level }));
    let people = Filter::Any(people.collect());
    let count = |filter: Filter| {
        let found = explore(index, (&filter, None), keys, &table()).unwrap();
        f64::from(found.items[0].options[1].count)
    };
    let with = Filter::Any(vec![club(at), people.clone()]);
    let without = Filter::All(vec![club(at), Filter::Not(Box::new(people))]);
    count(with) - count(without)
}

fn share(right: impl Iterator<Item = bool>) -> f64 {
    let right: Vec<f64> = right.map(|right| if right { 1.0 } else { 0.0 }).collect();
    right.iter().sum::<f64>() / f64::from(u32::try_from(right.len()).unwrap())
}

/// Of groups of five, the share of which the attacker finds out how many chose option 1, by the mean of so many
/// differences.
fn right(pairs: usize) -> f64 {
    let (index, answers) = wave(&mut Numbers(11), 240);
    let keys = RecordKeys::of(&index, &SEED);
    share((0..40).map(|group| {
        let people = 5 * group..5 * group + 5;
        let chose = answers[people.clone()].iter().filter(|chose| **chose).count();
        let differences = (0..pairs).map(|pair| difference(&index, &keys, &people, (group + pair) % CLUBS));
        let found = differences.sum::<f64>() / f64::from(u32::try_from(pairs).unwrap());
        (found - f64::from(u32::try_from(chose).unwrap())).abs() < 0.5
    }))
}

#[test]
fn one_difference_leaves_the_size_of_a_small_group_in_doubt() {
    // Theory: the difference has standard deviation √6 = 2.4, and its most likely value a chance of 0.16.
    let right = right(1);
    assert!(right < 0.35, "{right}");
}

#[test]
fn averaging_many_filters_undoes_the_noise() {
    // Theory: √(6/200) = 0.17, and half a person is 2.9 of that: 0.996.
    let right = right(200);
    assert!(right > 0.9, "{right}");
}

#[test]
fn one_pair_of_filters_that_differ_by_a_person_tells_their_answer() {
    let (index, answers) = wave(&mut Numbers(11), 240);
    let keys = RecordKeys::of(&index, &SEED);
    let moved = |person: usize| difference(&index, &keys, &(person..person + 1), person % CLUBS) != 0.0;
    // Who is not in the cell never moves it; who is moves it, but for the 0.16 of equal sums.
    assert!(
        (0..200)
            .filter(|&person| !answers[person])
            .all(|person| !moved(person))
    );
    let seen = share((0..200).filter(|&person| answers[person]).map(moved));
    assert!(seen > 0.7, "{seen}");
}

#[test]
fn asking_again_teaches_nothing() {
    let (index, _) = wave(&mut Numbers(11), 240);
    let keys = RecordKeys::of(&index, &SEED);
    let one = difference(&index, &keys, &(3..4), 5);
    assert!((0..5).all(|_| difference(&index, &keys, &(3..4), 5).to_bits() == one.to_bits()));
}

//! Cell keys: the table of noise, who gets which noise, and what an attacker who may ask much can do.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod attack;
mod table;
mod wave;

use disclosure::Released;
use disclosure::cell_key::{Explored, Noise, PerturbationTable, RecordKeys, explore};
use proptest::prelude::*;
use tally::{Filter, LevelAt, PlaceAt};

use wave::{SEED, table, wave};

fn level(dimension: usize, level: usize) -> Filter {
    Filter::Level(LevelAt { dimension, level })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn same_people_by_other_filters_get_the_same_noise(numbers in 0_u64.., people in 0..400_usize) {
        let index = wave(people, numbers);
        let keys = RecordKeys::of(&index, &SEED);
        let asked = |filter: Filter, within| explore(&index, (&filter, within), &keys, &table()).unwrap();
        let not = |filter: Filter| Filter::Not(Box::new(filter));
        let either = Filter::Any(vec![level(0, 0), level(0, 1)]);
        let neither = Filter::All(vec![not(level(0, 0)), not(level(0, 1))]);
        prop_assert_eq!(asked(either, None), asked(not(neither), None));
        let there = asked(Filter::Everyone, Some(PlaceAt::Place(1)));
        prop_assert_eq!(asked(Filter::At(PlaceAt::Place(1)), None), there);
        // Grades 0 to 2 are everybody's.
        let all = Filter::Any((0..3).map(|grade| level(0, grade)).collect());
        prop_assert_eq!(asked(all, None), asked(Filter::Everyone, None));
    }

    #[test]
    fn counts_are_within_the_largest_deviation_and_never_small(numbers in 0_u64.., people in 0..400_usize) {
        let index = wave(people, numbers);
        let keys = RecordKeys::of(&index, &SEED);
        let filters = [Filter::Everyone, level(0, 1), level(1, 2), Filter::All(vec![level(0, 0), level(1, 1)])];
        for filter in filters {
            let found = explore(&index, (&filter, None), &keys, &table()).unwrap();
            let truth = index.distributions(&filter, None).unwrap();
            let mut pairs = vec![(found.people, truth.people)];
            for (noisy, exact) in found.items.iter().zip(&truth.items) {
                pairs.push((noisy.answered, exact.options.iter().sum()));
                pairs.extend(noisy.options.iter().copied().zip(exact.options.iter().copied()));
            }
            let Noise { largest, threshold, .. } = found.noise;
            for (noisy, exact) in pairs {
                prop_assert!(noisy.count.abs_diff(exact) <= largest);
                prop_assert!(noisy.count == 0 || noisy.count >= threshold);
                prop_assert!(exact > 0 || noisy.count == 0);
                prop_assert!((noisy.standard_deviation - 3.0_f64.sqrt()).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn withdrawal_changes_only_cells_that_held_the_person(numbers in 0_u64.., people in 20..400_usize, at: prop::sample::Index) {
        let mut index = wave(people, numbers);
        let keys = RecordKeys::of(&index, &SEED);
        let person = at.index(people);
        let grade = (0..3).find(|&grade| wave::is_in_grade(&index, person, grade)).unwrap();
        let before: Vec<Released<Explored>> =
            (0..3).map(|grade| explore(&index, (&level(0, grade), None), &keys, &table()).unwrap()).collect();
        index.withdraw(person).unwrap();
        for (other, before) in before.iter().enumerate() {
            let after = explore(&index, (&level(0, other), None), &keys, &table()).unwrap();
            if other == grade {
                // Within the grade, the options that the person did not choose stay as they are.
                let same = after.items[0].options.iter().zip(&before.items[0].options).filter(|(one, two)| one == two);
                prop_assert!(same.count() >= 2);
            } else {
                prop_assert_eq!(&after, before);
            }
        }
    }
}

#[test]
fn noise_over_seeds_has_mean_zero_and_its_variance() {
    let index = wave(300, 5);
    let exact = index.distributions(&level(0, 1), None).unwrap();
    let (mut sum, mut squares, mut count) = (0.0, 0.0, 0.0);
    for number in 0..3000_u32 {
        let mut seed = [0; 32];
        seed[..4].copy_from_slice(&number.to_le_bytes());
        let keys = RecordKeys::of(&index, &seed);
        let found = explore(&index, (&level(0, 1), None), &keys, &table()).unwrap();
        for (noisy, &exact) in found.items[0].options.iter().zip(&exact.items[0].options) {
            let noise = f64::from(noisy.count) - f64::from(exact);
            sum += noise;
            squares += noise * noise;
            count += 1.0;
        }
    }
    // Nine thousand draws: the mean's standard error is 0.018, the variance's about 0.04.
    assert!((sum / count).abs() < 0.08, "{}", sum / count);
    assert!((squares / count - 3.0).abs() < 0.2, "{}", squares / count);
}

#[test]
fn other_seeds_give_other_noise_and_the_same_seed_the_same() {
    let index = wave(300, 5);
    let asked = |seed: &[u8; 32]| {
        let keys = RecordKeys::of(&index, seed);
        explore(&index, (&Filter::Everyone, None), &keys, &table()).unwrap()
    };
    assert_eq!(asked(&SEED), asked(&SEED));
    assert_ne!(asked(&SEED), asked(&[8; 32]));
}

#[test]
fn keys_of_another_index_are_refused() {
    let keys = RecordKeys::of(&wave(10, 1), &SEED);
    let refused = explore(&wave(11, 1), (&Filter::Everyone, None), &keys, &table());
    assert!(matches!(
        refused,
        Err(tally::Error::Length {
            found: 10,
            people: 11,
            ..
        })
    ));
    assert_eq!(format!("{keys:?}"), "RecordKeys(…)");
}

#[test]
fn explored_counts_come_with_their_noise() {
    let index = wave(50, 2);
    let keys = RecordKeys::of(&index, &SEED);
    let found = explore(&index, (&Filter::Everyone, None), &keys, &table()).unwrap();
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!(json["noise"]["largest"], 6);
    assert!(json["items"][0]["options"][2]["standard_deviation"].is_f64());
    let none = explore(
        &wave(0, 2),
        (&Filter::Everyone, None),
        &RecordKeys::of(&wave(0, 2), &SEED),
        &table(),
    )
    .unwrap();
    assert_eq!(none.people.count, 0);
    assert!(PerturbationTable::new(found.noise).is_ok());
}

//! The index against counting one person at a time, and what may never change a count.

use crate::survey::{KINDS, Survey, filter, named, surveys};
use proptest::prelude::*;
use tally::{
    Breakdown, Coded, Cube, Filter, Geography, GroupOf, Index, ItemCounts, LevelAt, Membership, Place,
    PlaceAt, UNSTATED, count,
};

fn index(survey: &Survey) -> Index<'static> {
    Index::build(&survey.answers, &survey.geography, 1).unwrap()
}

/// Every dimension, and every pair of dimensions.
fn everything(index: &Index, filter: Filter, threads: usize) -> Breakdown {
    let dimensions = 0..index.dimensions().len();
    let pairs = dimensions
        .clone()
        .flat_map(|one| dimensions.clone().map(move |other| (one, other)));
    Breakdown {
        pairs: pairs.collect(),
        filter,
        threads,
        ..Breakdown::every(index)
    }
}

/// Every count of a cube by name, so that cubes of different layouts can be compared.
fn named_counts(cube: &Cube, survey: &Survey) -> Vec<(Vec<u32>, Vec<ItemCounts>)> {
    let groups = cube.groups().len();
    let items = 0..survey.answers.items().len();
    let at = |at: PlaceAt| {
        let counts = items
            .clone()
            .flat_map(|item| (0..groups).map(move |group| cube.item(at, item, group).unwrap()));
        (cube.people(at).unwrap().to_vec(), counts.collect())
    };
    survey.everywhere().into_iter().map(at).collect()
}

fn counted(survey: &Survey, chosen: impl Fn(usize) -> bool) -> u32 {
    let people = (0..survey.answers.people()).filter(|&person| chosen(person));
    u32::try_from(people.count()).unwrap()
}

fn counted_item(survey: &Survey, item: usize, chosen: impl Fn(usize) -> bool) -> ItemCounts {
    let item = &survey.answers.items()[item];
    let with = |code: u8| counted(survey, |person| chosen(person) && item.codes[person] == code);
    let [not_seen, skipped, not_applicable, do_not_know] = KINDS.map(|kind| with(kind.code()));
    ItemCounts {
        options: (0..=u8::MAX)
            .zip(&item.options)
            .map(|(code, _)| with(code))
            .collect(),
        not_seen,
        skipped,
        not_applicable,
        do_not_know,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn cube_every_count_equals_counting_people(survey in surveys(), numbers in prop::collection::vec(0..1000_usize, 30), threads in 1..6_usize) {
        let index = index(&survey);
        let filter = filter(&survey, &mut numbers.into_iter(), 2);
        let cube = index.cube(&everything(&index, filter.clone(), threads)).unwrap();
        for at in survey.everywhere() {
            for (group, &of) in cube.groups().iter().enumerate() {
                let chosen: Vec<bool> = (0..survey.answers.people())
                    .map(|person| survey.is_at(person, at) && survey.is_in(person, of) && survey.passes(person, &filter))
                    .collect();
                prop_assert_eq!(cube.people(at).unwrap()[group], counted(&survey, |person| chosen[person]));
                for item in 0..survey.answers.items().len() {
                    let expected = counted_item(&survey, item, |person| chosen[person]);
                    prop_assert_eq!(cube.item(at, item, group).unwrap(), expected);
                }
            }
        }
    }

    #[test]
    fn filter_counts_equal_counting_people(survey in surveys(), numbers in prop::collection::vec(0..1000_usize, 60)) {
        let index = index(&survey);
        let mut numbers = numbers.into_iter();
        for _ in 0..4 {
            let filter = filter(&survey, &mut numbers, 3);
            for within in survey.everywhere().into_iter().map(Some).chain([None]) {
                let chosen = |person: usize| {
                    survey.passes(person, &filter) && within.is_none_or(|at| survey.is_at(person, at))
                };
                let found = index.distributions(&filter, within).unwrap();
                prop_assert_eq!(found.people, counted(&survey, chosen));
                prop_assert_eq!(index.count(&filter, within), Ok(found.people));
                let members: Vec<usize> = (0..survey.answers.people()).filter(|&person| chosen(person)).collect();
                prop_assert_eq!(survey.answers.only(&members).unwrap().people(), members.len());
                prop_assert_eq!(index.members(&filter, within), Ok(members));
                for (item, found) in found.items.iter().enumerate() {
                    prop_assert_eq!(found, &counted_item(&survey, item, chosen));
                }
            }
        }
    }

    #[test]
    fn cube_order_of_people_changes_nothing(survey in surveys(), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..survey.answers.people()).collect();
        order.sort_by_key(|&person| (person as u64 ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let (one, other) = (index(&survey), index(&survey.of(&order)));
        let breakdown = everything(&one, Filter::Everyone, 1);
        prop_assert_eq!(one.cube(&breakdown), other.cube(&breakdown));
    }

    #[test]
    fn cube_order_of_items_and_places_changes_only_where_counts_stand(survey in surveys()) {
        let last = survey.geography.places().len() - 1;
        let places = survey.geography.places().iter().rev().map(|place| Place {
            parent: place.parent.map(|parent| last - parent),
            ..place.clone()
        });
        let turn = |school: &u32| u32::try_from(last).unwrap() - school;
        let schools = survey.geography.schools().iter().map(turn).collect();
        let geography = Geography::new(places.collect(), Vec::new(), schools).unwrap();
        let items = survey.answers.items().iter().rev();
        let items = items.map(|item| (item.options.len(), item.codes.clone())).collect();
        let dimensions = survey.answers.dimensions().iter();
        let dimensions = dimensions.map(|dimension| (dimension.levels.len(), dimension.membership.clone()));
        let answers = named(items, dimensions.collect(), survey.answers.people());
        let turned = Survey { answers, geography };
        let (one, other) = (index(&survey), index(&turned));
        let (one, other) = (one.cube(&Breakdown::every(&one)).unwrap(), other.cube(&Breakdown::every(&other)).unwrap());
        let items = survey.answers.items().len();
        for place in 0..=last {
            let (here, there) = (PlaceAt::Place(place), PlaceAt::Place(last - place));
            prop_assert_eq!(one.people(here), other.people(there));
            for (item, group) in (0..items).flat_map(|item| (0..one.groups().len()).map(move |group| (item, group))) {
                prop_assert_eq!(one.item(here, item, group), other.item(there, items - 1 - item, group));
            }
        }
    }

    #[test]
    fn cube_everyone_twice_doubles_every_count(survey in surveys()) {
        let people = 0..survey.answers.people();
        let twice: Vec<usize> = people.clone().chain(people).collect();
        let (one, other) = (index(&survey), index(&survey.of(&twice)));
        let breakdown = everything(&one, Filter::Everyone, 1);
        let doubled: Vec<u32> = one.cube(&breakdown).unwrap().cells().iter().map(|count| count * 2).collect();
        let cube = other.cube(&breakdown).unwrap();
        prop_assert_eq!(doubled, cube.cells());
    }

    #[test]
    fn cube_place_is_the_sum_of_its_parts(survey in surveys()) {
        let index = index(&survey);
        let cube = index.cube(&Breakdown::every(&index)).unwrap();
        let slot = cube.rows() * cube.groups().len();
        let cells = |place: usize| {
            let first = cube.slot(PlaceAt::Place(place)).unwrap() * slot;
            &cube.cells()[first..first + slot]
        };
        for place in 0..index.places().len() {
            let parts: Vec<usize> = (0..index.places().len()).filter(|&part| index.places()[part].parent == Some(place)).collect();
            if !parts.is_empty() {
                let sums: Vec<u32> = (0..slot).map(|cell| parts.iter().map(|&part| cells(part)[cell]).sum()).collect();
                prop_assert_eq!(cells(place), sums);
            }
        }
    }

    #[test]
    fn cube_number_of_threads_changes_nothing(survey in surveys(), threads in 2..9_usize) {
        let index = index(&survey);
        prop_assert_eq!(&Index::build(&survey.answers, &survey.geography, threads).unwrap(), &index);
        let alone = index.cube(&everything(&index, Filter::Everyone, 1));
        prop_assert_eq!(index.cube(&everything(&index, Filter::Everyone, threads)), alone);
    }

    #[test]
    fn withdrawn_people_are_counted_nowhere(survey in surveys(), leaving in prop::collection::vec(any::<prop::sample::Index>(), 0..20), numbers in prop::collection::vec(0..1000_usize, 30)) {
        let people = survey.answers.people();
        let leaving: Vec<usize> = leaving.iter().filter(|_| people > 0).map(|leaving| leaving.index(people)).collect();
        let mut left = index(&survey);
        for &person in &leaving {
            left.withdraw(person).unwrap();
            prop_assert_eq!(left.is_present(person), Ok(false));
        }
        let staying: Vec<usize> = (0..people).filter(|person| !leaving.contains(person)).collect();
        prop_assert_eq!(left.people() as usize, staying.len());
        let without = survey.of(&staying);
        let never = index(&without);
        let filter = filter(&survey, &mut numbers.into_iter(), 2);
        for filter in [Filter::Everyone, filter] {
            let (one, other) = (left.cube(&everything(&left, filter.clone(), 1)).unwrap(), never.cube(&everything(&never, filter.clone(), 1)).unwrap());
            prop_assert_eq!(named_counts(&one, &survey), named_counts(&other, &survey));
            prop_assert_eq!(left.distributions(&filter, None), never.distributions(&filter, None));
        }
        let reopened = Index::from_bytes(&left.to_bytes()).unwrap();
        prop_assert_eq!(reopened, left);
    }

    #[test]
    fn cube_agrees_with_count(survey in surveys()) {
        let index = index(&survey);
        let dimensions: Vec<usize> = (0..index.dimensions().len()).collect();
        let counts = count(&survey.answers, &dimensions);
        let geography = Geography::whole("all", survey.answers.people());
        let whole = Index::build(&survey.answers, &geography, 1).unwrap();
        let cube = whole.cube(&Breakdown::every(&whole)).unwrap();
        prop_assert_eq!(cube.people(PlaceAt::Place(0)).unwrap(), &counts.people);
        for (item, expected) in counts.items.iter().enumerate() {
            for (group, expected) in expected.iter().enumerate() {
                prop_assert_eq!(&cube.item(PlaceAt::Place(0), item, group).unwrap(), expected);
            }
        }
    }
}

/// Schools too large for the cache are counted piece by piece, on threads that share a school.
#[test]
fn cube_large_schools_many_groups_equal_counting_people() {
    const PEOPLE: usize = 6_000;
    let number = |person: usize, salt: usize| {
        let mixed = ((person * 31 + salt) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> 40).unwrap()
    };
    let level = |salt: usize| {
        let levels = (0..PEOPLE).map(|person| match number(person, salt) % 25 {
            24 => UNSTATED,
            level => u16::try_from(level).unwrap(),
        });
        (24, Membership::Single(levels.collect()))
    };
    let codes = (0..PEOPLE).map(|person| u8::try_from(number(person, 3) % 7).unwrap());
    let answers = named(vec![(7, codes.collect())], vec![level(1), level(2)], PEOPLE);
    let places = (0..3).map(|place| Place {
        id: place.to_string(),
        kind: "school".to_owned(),
        parent: None,
    });
    let schools = (0..PEOPLE).map(|person| u32::from(number(person, 4) % 10 == 0) * 2);
    let geography = Geography::new(places.collect(), Vec::new(), schools.collect()).unwrap();
    let survey = Survey { answers, geography };
    let index = index(&survey);
    let cube = |threads| {
        index
            .cube(&everything(&index, Filter::Everyone, threads))
            .unwrap()
    };
    let alone = cube(1);
    let group_at = |wanted: GroupOf| alone.groups().iter().position(|&group| group == wanted).unwrap();
    let mut counts = vec![0; alone.cells().len()];
    for person in 0..PEOPLE {
        let levels = [0, 1].map(|dimension| {
            let at = |level| LevelAt { dimension, level };
            (0..24).map(at).find(|&level| survey.has_level(person, level))
        });
        let [one, other] = levels;
        let mut groups = vec![GroupOf::Everyone];
        groups.extend(levels.into_iter().flatten().map(GroupOf::Level));
        let pairs = [(one, one), (one, other), (other, one), (other, other)];
        groups.extend(
            pairs
                .into_iter()
                .filter_map(|(one, other)| Some(GroupOf::Pair(one?, other?))),
        );
        let slot = alone
            .slot(PlaceAt::Place(survey.geography.schools()[person] as usize))
            .unwrap();
        let entry = Coded::Option(survey.answers.items()[0].codes[person]);
        let row = alone.row(0, entry).unwrap().unwrap();
        for group in groups {
            for row in [0, row] {
                counts[(slot * alone.rows() + row) * alone.groups().len() + group_at(group)] += 1;
            }
        }
    }
    assert_eq!(alone.cells(), counts);
    for threads in [2, 3, 7] {
        assert_eq!(cube(threads), alone);
    }
}

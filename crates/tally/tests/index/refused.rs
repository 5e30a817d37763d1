//! What the geography, the index and its questions refuse, each with the value and the limit.

use tally::{
    Answers, Breakdown, CELLS_MAX, Coded, Error, FILTER_DEPTH_MAX, Filter, Geography, Grouping, Index, Item,
    LevelAt, Membership, Missing, Place, PlaceAt,
};

use crate::survey::named;

fn place(id: &str, parent: Option<usize>) -> Place {
    Place {
        id: id.to_owned(),
        kind: "place".to_owned(),
        parent,
    }
}

fn grouping(places: &[usize]) -> Grouping {
    Grouping {
        id: "pilot".to_owned(),
        places: places.to_vec(),
    }
}

fn small() -> Index<'static> {
    let grade = Membership::Single(vec![0, 1, 1]);
    let answers = named(vec![(3, vec![0, 1, 2])], vec![(2, grade)], 3);
    Index::build(&answers, &Geography::whole("school", 3), 1).unwrap()
}

#[test]
fn geography_place_within_itself_is_refused() {
    let parent = |place: &str, parent, places| {
        let place = place.to_owned();
        Err(Error::Parent {
            place,
            parent,
            places,
        })
    };
    let built = |places: Vec<Place>| Geography::new(places, vec![], vec![]);
    assert_eq!(built(vec![place("a", Some(0))]), parent("a", 0, 1));
    assert_eq!(
        built(vec![place("a", None), place("b", Some(2))]),
        parent("b", 2, 2)
    );
    let ring = vec![place("a", None), place("b", Some(2)), place("c", Some(1))];
    assert_eq!(built(ring), parent("b", 2, 3));
}

#[test]
fn geography_id_twice_is_refused() {
    let twice = vec![place("a", None), place("a", None)];
    let repeated = |id: &str, among: &str| {
        let (id, among) = (id.to_owned(), among.to_owned());
        Err(Error::Repeated { id, among })
    };
    assert_eq!(
        Geography::new(twice, vec![], vec![]),
        repeated("a", "places of kind place")
    );
    let groupings = vec![grouping(&[0]), grouping(&[])];
    assert_eq!(
        Geography::new(vec![place("a", None)], groupings, vec![]),
        repeated("pilot", "groupings")
    );
}

#[test]
fn geography_grouping_of_a_place_that_is_not_there_is_refused() {
    let refused = Geography::new(vec![place("a", None)], vec![grouping(&[0, 1])], vec![]);
    let grouping = "pilot".to_owned();
    assert_eq!(
        refused,
        Err(Error::Grouped {
            grouping,
            place: 1,
            places: 1
        })
    );
}

#[test]
fn geography_person_at_a_divided_place_or_none_is_refused() {
    let places = vec![place("agency", None), place("school", Some(0))];
    for wrong in [0, 2] {
        let refused = Geography::new(places.clone(), vec![], vec![1, wrong]);
        let place = wrong as usize;
        assert_eq!(
            refused,
            Err(Error::School {
                person: 1,
                place,
                places: 2
            })
        );
    }
}

#[test]
fn geography_chain_of_many_places_is_walked() {
    let places: Vec<Place> = (0..100_000_usize)
        .map(|at| place(&at.to_string(), at.checked_sub(1)))
        .collect();
    let geography = Geography::new(places, vec![grouping(&[50_000])], vec![99_999; 3]).unwrap();
    let index = Index::build(&named(vec![], vec![], 3), &geography, 1).unwrap();
    let cube = index.cube(&Breakdown::every(&index)).unwrap();
    for at in [PlaceAt::Place(0), PlaceAt::Place(99_999), PlaceAt::Grouping(0)] {
        assert_eq!(cube.people(at), Ok(&[3][..]));
    }
}

#[test]
fn build_geography_of_others_is_refused() {
    let answers = named(vec![], vec![], 3);
    let refused = Index::build(&answers, &Geography::whole("school", 2), 1);
    let column = "the geography".to_owned();
    assert_eq!(
        refused,
        Err(Error::Length {
            column,
            found: 2,
            people: 3
        })
    );
}

#[test]
fn threads_none_or_too_many_are_refused() {
    let index = small();
    for threads in [0, 1025, usize::MAX] {
        let mut breakdown = Breakdown::every(&index);
        breakdown.threads = threads;
        assert!(
            matches!(index.cube(&breakdown), Err(Error::Size { found, least: 1, most: 1024, .. }) if found == threads)
        );
    }
}

#[test]
fn questions_about_what_is_not_there_are_refused() {
    let mut index = small();
    let position = |kind, at, count| Error::Position { kind, at, count };
    let entry = |item, entry| Filter::Entry { item, entry };
    let cases = [
        (
            Filter::Level(LevelAt {
                dimension: 1,
                level: 0,
            }),
            position("dimension", 1, 1),
        ),
        (
            Filter::Level(LevelAt {
                dimension: 0,
                level: 2,
            }),
            position("level", 2, 2),
        ),
        (Filter::Unstated(7), position("dimension", 7, 1)),
        (Filter::At(PlaceAt::Place(1)), position("place", 1, 1)),
        (Filter::At(PlaceAt::Grouping(0)), position("grouping", 0, 0)),
        (entry(1, Coded::Option(0)), position("item", 1, 1)),
        (entry(0, Coded::Option(3)), position("option", 3, 3)),
    ];
    for (filter, expected) in cases {
        let filter = Filter::Not(Box::new(Filter::All(vec![filter])));
        assert_eq!(index.count(&filter, None), Err(expected.clone()));
        let breakdown = Breakdown {
            filter,
            ..Breakdown::every(&index)
        };
        assert_eq!(index.cube(&breakdown), Err(expected));
    }
    assert_eq!(
        index.count(&entry(0, Coded::Missing(Missing::Skipped)), None),
        Ok(0)
    );
    assert_eq!(
        index.count(&Filter::Everyone, Some(PlaceAt::Place(9))),
        Err(position("place", 9, 1))
    );
    let beyond = Breakdown {
        dimensions: vec![4],
        ..Breakdown::every(&index)
    };
    assert_eq!(index.cube(&beyond), Err(position("dimension", 4, 1)));
    assert_eq!(index.withdraw(3), Err(position("person", 3, 3)));
    assert_eq!(index.is_present(3), Err(position("person", 3, 3)));
    let cube = index.cube(&Breakdown::every(&index)).unwrap();
    let place = PlaceAt::Place(0);
    assert_eq!(cube.slot(PlaceAt::Grouping(0)), Err(position("grouping", 0, 0)));
    assert_eq!(cube.item(place, 0, 3), Err(position("group", 3, 3)));
    assert_eq!(cube.row(0, Coded::Option(3)), Err(position("option", 3, 3)));
    assert_eq!(
        cube.with_entry(place, 0, Coded::Missing(Missing::DoNotKnow)),
        Ok(None)
    );
    assert_eq!(
        index.item_at("x"),
        Err(Error::Unknown {
            kind: "item",
            id: "x".to_owned()
        })
    );
}

#[test]
fn filter_nested_too_deep_is_refused() {
    let nested = |depth| (0..depth).fold(Filter::Everyone, |inner, _| Filter::Not(Box::new(inner)));
    let index = small();
    assert_eq!(index.count(&nested(FILTER_DEPTH_MAX), None), Ok(3));
    let found = FILTER_DEPTH_MAX + 1;
    assert!(matches!(index.count(&nested(found), None), Err(Error::Size { found: at, .. }) if at == found));
}

#[test]
fn cube_of_too_many_groups_or_counts_is_refused() {
    let wide = |levels: usize| (levels, Membership::Single(vec![0]));
    let answers = named(vec![], vec![wide(300), wide(60_000)], 1);
    let index = Index::build(&answers, &Geography::whole("school", 1), 1).unwrap();
    let breakdown = |dimensions, pairs| Breakdown {
        dimensions,
        pairs,
        ..Breakdown::every(&index)
    };
    assert!(index.cube(&breakdown(vec![0, 1], vec![])).is_ok());
    for wrong in [breakdown(vec![], vec![(1, 1)]), breakdown(vec![1, 1], vec![])] {
        assert!(matches!(
            index.cube(&wrong),
            Err(Error::Size {
                what: "number of groups",
                ..
            })
        ));
    }
    let places = (0..20_000).map(|at| place(&at.to_string(), None)).collect();
    let geography = Geography::new(places, vec![], vec![5]).unwrap();
    let index = Index::build(&answers, &geography, 1).unwrap();
    let refused = index.cube(&Breakdown::every(&index));
    assert!(matches!(
        refused,
        Err(Error::Size {
            what: "number of counts",
            most: CELLS_MAX,
            ..
        })
    ));
}

#[test]
fn index_of_nobody_or_nothing_counts_nothing() {
    let nowhere = Geography::new(vec![], vec![], vec![]).unwrap();
    let index = Index::build(&named(vec![], vec![], 0), &nowhere, 3).unwrap();
    assert_eq!(index.cube(&Breakdown::every(&index)).unwrap().cells(), &[0; 0]);
    assert_eq!(index.count(&Filter::Everyone, None), Ok(0));
    let answers = named(
        vec![(250, vec![]), (1, vec![])],
        vec![(64, Membership::Multiple(vec![]))],
        0,
    );
    let index = Index::build(&answers, &Geography::whole("school", 0), 2).unwrap();
    let breakdown = Breakdown {
        threads: 2,
        ..Breakdown::every(&index)
    };
    assert_eq!(index.cube(&breakdown).unwrap().cells(), vec![0; 252 * 65]);
}

#[test]
fn cube_most_options_and_levels_are_counted() {
    let codes: Vec<u8> = (0..=253).collect();
    let levels = (0..254).map(|person| 1_u64 << (person % 64)).collect();
    let item = Item {
        id: "q".to_owned(),
        options: crate::survey::texts(250),
        codes: codes.clone(),
    };
    let answers = Answers::new(254, vec![item], vec![]).unwrap();
    let named = named(vec![(250, codes)], vec![(64, Membership::Multiple(levels))], 254);
    assert_eq!(answers.items()[0].codes, named.items()[0].codes);
    let index = Index::build(&named, &Geography::whole("school", 254), 1).unwrap();
    let cube = index.cube(&Breakdown::every(&index)).unwrap();
    for code in 0..=253 {
        let entry = Coded::from_code(code).unwrap();
        let counts = cube.with_entry(PlaceAt::Place(0), 0, entry).unwrap().unwrap();
        let level = usize::from(code) % 64;
        let expected = (0..65).map(|group| u32::from(group == 0 || group == level + 1));
        assert_eq!(counts, expected.collect::<Vec<_>>());
    }
}

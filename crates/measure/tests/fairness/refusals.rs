//! Input that has no answer is refused by name.

use measure::Error;
use measure::fairness::{
    MatchedCounts, MatchedStratum, Matching, Search, Terms, invariance, mantel_haenszel, ordinal_difference,
    proportional_odds, purified, scale_effect,
};
use measure::reliability::{GroupMoments, Groups};
use nalgebra::DMatrix;

use crate::answers::{likert, scale};

fn counts(people: [[u32; 2]; 2]) -> MatchedCounts {
    let people: Vec<Vec<u32>> = people.iter().map(|group| group.to_vec()).collect();
    let stratum = |standing| MatchedStratum {
        standing,
        people: people.clone(),
    };
    MatchedCounts::new(vec![stratum(0.0), stratum(1.0)]).unwrap()
}

#[test]
fn matched_counts_bad_shapes_are_refused() {
    assert_eq!(MatchedCounts::new(Vec::new()), Err(Error::Empty));
    let one = MatchedStratum {
        standing: 0.0,
        people: vec![vec![1, 2]],
    };
    assert_eq!(
        MatchedCounts::new(vec![one]),
        Err(Error::GroupsTooFew { found: 1, least: 2 })
    );
    let bad = MatchedStratum {
        standing: f64::NAN,
        people: vec![vec![1, 2], vec![3, 4]],
    };
    assert!(matches!(
        MatchedCounts::new(vec![bad]),
        Err(Error::NotFinite { .. })
    ));
    let ragged = MatchedStratum {
        standing: 0.0,
        people: vec![vec![1, 2], vec![3]],
    };
    assert!(matches!(
        MatchedCounts::new(vec![ragged]),
        Err(Error::ColumnLength { .. })
    ));
}

#[test]
fn statistics_without_information_are_refused() {
    let constant = counts([[0, 5], [0, 7]]);
    assert!(matches!(
        mantel_haenszel(&constant),
        Err(Error::NotPositive { .. })
    ));
    assert_eq!(ordinal_difference(&constant), Err(Error::NoVariance { item: 0 }));
    assert_eq!(
        proportional_odds(&constant, Terms::Group),
        Err(Error::NoVariance { item: 0 })
    );
    let absent = counts([[3, 5], [0, 0]]);
    assert!(matches!(
        proportional_odds(&absent, Terms::Group),
        Err(Error::PeopleTooFew { .. })
    ));
    // All of one group answer low, all of the other high: no finite estimate.
    let separated = counts([[5, 0], [0, 5]]);
    assert!(matches!(
        proportional_odds(&separated, Terms::Group),
        Err(Error::NotConverged { .. } | Error::NotPositiveDefinite { .. })
    ));
}

#[test]
fn purified_bad_input_is_refused() {
    let answers = scale(&likert(1, 40, &[0.7; 3], &[0.0], false), 2);
    let groups = Groups::new(&[0; 40], 1).unwrap();
    let search = Search::default();
    assert_eq!(
        purified(&answers, &groups, &search),
        Err(Error::GroupsTooFew { found: 1, least: 2 })
    );
    let short = Groups::new(&[0, 1], 2).unwrap();
    assert!(matches!(
        purified(&answers, &short, &search),
        Err(Error::ColumnLength { .. })
    ));
    let wrong = Search {
        p_most: f64::NAN,
        ..search
    };
    assert!(matches!(
        purified(&answers, &short, &wrong),
        Err(Error::Probability { .. })
    ));
}

#[test]
fn purified_group_without_people_is_untestable() {
    let answers = scale(&likert(1, 40, &[0.7; 3], &[0.0], false), 2);
    let groups = Groups::new(&[0; 40], 2).unwrap();
    let found = purified(&answers, &groups, &Search::default()).unwrap();
    assert!(
        found
            .items
            .iter()
            .all(|item| item.logistic.is_err() && !item.found)
    );
}

#[test]
fn matching_unknown_items_and_people_are_refused() {
    let answers = scale(&likert(1, 40, &[0.7; 3], &[0.0], false), 2);
    let groups = Groups::new(&[0; 40], 2).unwrap();
    let of = |item, anchors: &[usize]| {
        MatchedCounts::of_item(&answers, &groups, (item, anchors), Matching::Rest, 1)
    };
    assert_eq!(of(3, &[0]), Err(Error::ItemUnknown { item: 3, items: 3 }));
    assert_eq!(of(0, &[7]), Err(Error::ItemUnknown { item: 7, items: 3 }));
    assert_eq!(of(0, &[0]), Err(Error::ItemsTooFew { found: 0, least: 1 }));
    let none = [f64::NAN; 40];
    assert_eq!(
        MatchedCounts::of_ability(&answers, &groups, 0, &none),
        Err(Error::Empty)
    );
}

#[test]
fn groups_bad_levels_are_refused() {
    assert!(matches!(
        Groups::new(&[0, 2], 2),
        Err(Error::LevelUnknown { person: 1, .. })
    ));
    assert!(matches!(Groups::new(&[], 0), Err(Error::GroupsTooFew { .. })));
    let groups = Groups::new(&[0, 1, tally::UNSTATED], 2).unwrap();
    assert!(matches!(groups.keeping(&[2]), Err(Error::LevelUnknown { .. })));
    assert!(matches!(groups.keeping(&[1, 1]), Err(Error::Overlapping { .. })));
    assert_eq!(groups.keeping(&[1]).unwrap().levels(), 1);
}

#[test]
fn invariance_bad_moments_are_refused() {
    let identity = DMatrix::identity(3, 3);
    let fine = GroupMoments::new(100, &[0.0; 3], &identity).unwrap();
    assert_eq!(
        invariance(std::slice::from_ref(&fine), &[0; 3]),
        Err(Error::GroupsTooFew { found: 1, least: 2 })
    );
    assert!(invariance(&[fine.clone(), fine.clone()], &[0, 0]).is_err());
    assert!(invariance(&[fine.clone(), fine], &[0, 1, 1]).is_err());
    let singular = DMatrix::from_element(3, 3, 1.0);
    assert!(matches!(
        GroupMoments::new(100, &[0.0; 3], &singular),
        Err(Error::NotPositiveDefinite { .. })
    ));
    assert!(matches!(
        GroupMoments::new(3, &[0.0; 3], &identity),
        Err(Error::PeopleTooFew { .. })
    ));
}

#[test]
fn scale_effect_bad_deviation_is_refused() {
    assert!(matches!(
        scale_effect(&[], 5, 0.0),
        Err(Error::NotPositive { .. })
    ));
    assert!(matches!(
        scale_effect(&[], 0, 1.0),
        Err(Error::ItemsTooFew { .. })
    ));
}

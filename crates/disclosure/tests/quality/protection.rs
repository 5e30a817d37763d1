//! What the release hides cannot be read off the quality of its scales.

use disclosure::quality::{Figure, Why};
use tally::Missing;

use crate::wave::Wave;

/// Two large levels, and two small ones that the release hides: `third` people and the rest of 16.
fn with_hidden(third: usize) -> Wave {
    Wave::new(1_000, 4, 4).by("grade", 4, move |person| match person {
        _ if person < third => 2,
        0..16 => 3,
        _ => u16::from(person % 2 == 0),
    })
}

#[test]
fn hidden_level_leaves_no_trace_of_its_name_or_size() {
    let told = with_hidden(8).told();
    assert!(told.contains("grade-1") && told.contains("grade-0"));
    assert!(!told.contains("grade-2") && !told.contains("grade-3"));
    for third in [7, 9] {
        assert_eq!(with_hidden(third).told(), told, "{third} people");
    }
}

#[test]
fn hidden_item_of_everyone_withholds_the_scale_without_saying_why() {
    let mut alike = Wave::new(600, 4, 4);
    alike.codes[1].fill(2);
    let mut missing = Wave::new(600, 4, 4);
    missing.codes[1].fill(Missing::Skipped.code());
    let few = Wave::new(9, 4, 4);
    for wave in [alike, missing, few] {
        let told = wave.quality(None);
        assert_eq!(told.scales[0].figures, Figure::Withheld(Why::Protected));
        assert_eq!(told.careless.value(), None);
    }
}

#[test]
fn people_who_answered_everything_are_told_only_when_enough_others_did_not() {
    let complete = |skipping: usize| {
        let told = Wave::new(600, 4, 4).skipping(0, skipping).quality(None);
        let account = told.scales[0].figures.value().unwrap();
        let listwise = account.reliability.listwise.clone();
        assert!(account.reliability.pairwise.value().is_some());
        (account.complete.clone(), listwise.value().is_some())
    };
    assert_eq!(complete(0), (Figure::Value(600), true));
    assert_eq!(complete(1), (Figure::Withheld(Why::Protected), false));
    assert_eq!(complete(9), (Figure::Withheld(Why::Protected), false));
    assert_eq!(complete(10), (Figure::Value(590), true));
}

#[test]
fn group_that_is_shown_but_too_small_for_the_method_is_said_to_be() {
    let wave = Wave::new(1_000, 4, 4).by("grade", 2, |person| u16::from(person < 150));
    let told = wave.quality(None);
    let account = told.scales[0].figures.value().unwrap();
    assert_eq!(account.fairness.len(), 1);
    assert_eq!(
        account.fairness[0].differences,
        Figure::Withheld(Why::FewPeople { least: 200 })
    );
}

#[test]
fn share_of_careless_people_is_told_only_when_they_are_enough() {
    let careless = |people: usize| {
        let mut wave = Wave::new(200, 14, 12);
        for column in &mut wave.codes {
            column[..people].fill(11);
        }
        let told = wave.quality(None);
        let account = told.scales[0].figures.value().unwrap();
        assert_eq!(
            account.careless.value().is_some(),
            told.careless.value().is_some()
        );
        told.careless.clone()
    };
    for few in [1, 4] {
        assert_eq!(careless(few), Figure::Withheld(Why::Protected), "{few} people");
    }
    assert!(careless(30).value().unwrap().share >= 0.15);
}

#[test]
fn order_of_people_changes_nothing() {
    let wave = Wave::new(901, 5, 4).by("grade", 3, |person| u16::try_from(person % 3).unwrap());
    let told = wave.told();
    let backwards: Vec<usize> = (0..901).rev().collect();
    let strides: Vec<usize> = (0..901).map(|person| person * 10 % 901).collect();
    assert_eq!(wave.ordered(&backwards).told(), told);
    assert_eq!(wave.ordered(&strides).told(), told);
    assert_eq!(wave.told(), told);
}

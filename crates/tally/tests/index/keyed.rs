//! Sums of numbers of people against adding them up one person at a time.

use proptest::prelude::*;
use tally::{Error, Filter, Index, Keyed};

use crate::survey::{filter, surveys};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn sums_are_those_of_adding_one_person_at_a_time(
        survey in surveys(),
        numbers in prop::collection::vec(any::<u32>(), 300),
        choice in prop::collection::vec(any::<usize>(), 40),
        withdrawn in prop::collection::vec(any::<prop::sample::Index>(), 0..5),
    ) {
        let people = survey.answers.people();
        let mut index = Index::build(&survey.answers, &survey.geography, 1).unwrap();
        let mut is_there = vec![true; people];
        for person in withdrawn.iter().filter(|_| people > 0).map(|at| at.index(people)) {
            index.withdraw(person).unwrap();
            is_there[person] = false;
        }
        let numbered = index.numbered(&numbers[..people]).unwrap();
        let mut choice = choice.into_iter();
        for within in survey.everywhere().into_iter().map(Some).chain([None]) {
            let filter = filter(&survey, &mut choice, 3);
            let found = index.keyed(&filter, within, &numbered).unwrap();
            let inside = |person: usize| {
                is_there[person]
                    && survey.passes(person, &filter)
                    && within.is_none_or(|at| survey.is_at(person, at))
            };
            let slow = |chosen: &dyn Fn(usize) -> bool| {
                let chosen = (0..people).filter(|&person| inside(person) && chosen(person));
                chosen.fold(Keyed::default(), |all, person| all.and(Keyed { people: 1, sum: numbers[person] }))
            };
            prop_assert_eq!(found.people, slow(&|_| true));
            for (item, options) in survey.answers.items().iter().zip(&found.items) {
                prop_assert_eq!(options.len(), item.options.len());
                for (code, option) in (0..=u8::MAX).zip(options) {
                    prop_assert_eq!(*option, slow(&|person| item.codes[person] == code));
                }
            }
        }
    }

    #[test]
    fn numbers_of_other_people_are_refused(survey in surveys(), more in 1..3_usize) {
        let index = Index::build(&survey.answers, &survey.geography, 1).unwrap();
        let numbers = vec![1; index.rows() + more];
        let refused = matches!(index.numbered(&numbers), Err(Error::Length { .. }));
        prop_assert!(refused);
        let whole = tally::Geography::whole("all", 301);
        let none = tally::Answers::new(301, Vec::new(), Vec::new()).unwrap();
        let other = Index::build(&none, &whole, 1).unwrap().numbered(&[7; 301]).unwrap();
        let refused = matches!(index.keyed(&Filter::Everyone, None, &other), Err(Error::Length { .. }));
        prop_assert!(refused);
    }
}

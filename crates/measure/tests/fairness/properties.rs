//! What must hold whatever the answers.

use measure::fairness::{
    MatchedCounts, MatchedStratum, Matching, Terms, mantel_haenszel, ordinal_difference, proportional_odds,
};
use measure::reliability::Groups;
use proptest::prelude::*;

use crate::answers::{likert, scale};

/// Strata in which both groups gave each of the values at least once.
fn strata(values: usize) -> impl Strategy<Value = Vec<MatchedStratum>> {
    let people = prop::collection::vec(prop::collection::vec(1_u32..40, values), 2);
    prop::collection::vec(people, 1..8).prop_map(|all| {
        let standing = (0..).map(f64::from);
        standing
            .zip(all)
            .map(|(standing, people)| MatchedStratum { standing, people })
            .collect()
    })
}

fn changed(strata: &[MatchedStratum], change: impl Fn(&[Vec<u32>]) -> Vec<Vec<u32>>) -> MatchedCounts {
    let stratum = |stratum: &MatchedStratum| MatchedStratum {
        standing: stratum.standing,
        people: change(&stratum.people),
    };
    MatchedCounts::new(strata.iter().map(stratum).collect()).unwrap()
}

fn near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

proptest! {
    #[test]
    fn differences_identical_groups_are_none(strata in strata(2)) {
        let counts = changed(&strata, |people| vec![people[0].clone(), people[0].clone()]);
        let binary = mantel_haenszel(&counts).unwrap();
        prop_assert!(near(binary.odds_ratio, 1.0) && binary.chi_squared < 1e-20 && near(binary.p, 1.0));
        let ordinal = ordinal_difference(&counts).unwrap();
        prop_assert!(near(ordinal.mean_difference, 0.0) && near(ordinal.odds_ratio.unwrap().0, 1.0));
    }

    #[test]
    fn differences_groups_exchanged_turn_round(strata in strata(4)) {
        let one = changed(&strata, <[_]>::to_vec);
        let other = changed(&strata, |people| vec![people[1].clone(), people[0].clone()]);
        let (a, b) = (ordinal_difference(&one).unwrap(), ordinal_difference(&other).unwrap());
        prop_assert!(near(a.chi_squared, b.chi_squared));
        let ((ratio, error), (turned, same)) = (a.odds_ratio.unwrap(), b.odds_ratio.unwrap());
        prop_assert!(near(ratio * turned, 1.0));
        prop_assert!(near(error, same), "{} {}", error, same);
        let models = |counts| proportional_odds(counts, Terms::Group).map(|fitted| fitted.log_likelihood);
        if strata.len() > 1 {
            prop_assert!(near(models(&one).unwrap(), models(&other).unwrap()));
        }
    }

    #[test]
    fn differences_everybody_twice_keep_effects(strata in strata(3)) {
        let double = |people: &[Vec<u32>]| {
            people.iter().map(|group| group.iter().map(|n| 2 * n).collect()).collect()
        };
        let (one, two) = (changed(&strata, <[_]>::to_vec), changed(&strata, double));
        let (a, b) = (ordinal_difference(&one).unwrap(), ordinal_difference(&two).unwrap());
        prop_assert!(near(a.mean_difference, b.mean_difference));
        prop_assert!(near(a.odds_ratio.unwrap().0, b.odds_ratio.unwrap().0));
        if strata.len() > 1 {
            let (a, b) = (proportional_odds(&one, Terms::Group), proportional_odds(&two, Terms::Group));
            let (a, b) = (a.unwrap(), b.unwrap());
            prop_assert!(near(2.0 * a.log_likelihood, b.log_likelihood));
            prop_assert!((a.groups[1] - b.groups[1]).abs() < 1e-5);
        }
    }

    #[test]
    fn matching_order_of_people_changes_nothing(seed in 0_u64..1000, turn in 1_usize..60) {
        let codes = likert(seed, 60, &[0.7; 4], &[-0.5, 0.5], true);
        let groups: Vec<u16> = (0..60).map(|person| person % 3).collect();
        let turned = |column: &[u8]| [&column[turn..], &column[..turn]].concat();
        let moved: Vec<_> = codes.iter().map(|column| turned(column)).collect();
        let moved_groups = [&groups[turn..], &groups[..turn]].concat();
        let of = |codes: &[Vec<u8>], groups: &[u16]| {
            let groups = Groups::new(groups, 3).unwrap();
            MatchedCounts::of_item(&scale(codes, 3), &groups, (1, &[0, 1, 2, 3]), Matching::Rest, 2)
        };
        prop_assert_eq!(of(&codes, &groups), of(&moved, &moved_groups));
    }
}

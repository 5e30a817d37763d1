//! What must hold for every table.

use std::collections::BTreeSet;

use disclosure::Error;
use disclosure::jj;
use disclosure::suppress::{Budget, Knowledge, Numbers, Problem, audit, intervals, optimum, optimum_near};
use disclosure::witness::{Reader, prove, verify};
use proptest::prelude::*;

use crate::enumerating::{exposed, least_cost, ranges};
use crate::tables::{LEAST, tangled, two_way};

fn ids(found: &[disclosure::suppress::Exposed]) -> BTreeSet<u32> {
    found.iter().map(|exposed| exposed.id).collect()
}

/// The optimum against the cheapest of all patterns, and its pattern against every table.
fn compare(problem: &Problem) -> Result<(), TestCaseError> {
    let none = BTreeSet::new();
    match (optimum(problem, Budget::unlimited()), least_cost(problem)) {
        (Ok(pattern), Some(cost)) => {
            prop_assert!(pattern.is_proved());
            prop_assert_eq!(pattern.cost, cost);
            prop_assert_eq!(problem.cost(&pattern.hidden), cost);
            prop_assert!(exposed(problem, &pattern.hidden, &none).is_empty());
        }
        (Err(Error::Unprotectable { cells }), None) => prop_assert!(!cells.is_empty()),
        (found, least) => prop_assert!(false, "{found:?} instead of {least:?}"),
    }
    Ok(())
}

/// A pattern with every sensitive cell and some others.
fn pattern(problem: &Problem, some: u32) -> BTreeSet<u32> {
    let chosen = problem.cells().iter().enumerate();
    let mut hidden: BTreeSet<u32> = chosen
        .filter(|(at, cell)| cell.status.can_hide() && some >> at & 1 == 1)
        .map(|(_, cell)| cell.id)
        .collect();
    hidden.extend(problem.sensitive());
    hidden
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn optimum_of_a_two_way_table_costs_least_of_all_patterns(problem in two_way()) {
        compare(&problem)?;
    }

    #[test]
    fn optimum_of_tangled_relations_costs_least_of_all_patterns(problem in tangled()) {
        compare(&problem)?;
    }

    #[test]
    fn blocks_however_small_give_a_safe_pattern_and_then_the_cheapest(problem in prop_oneof![two_way(), tangled()], block in 1..8_usize, work in 0..400_u64) {
        for work in [work, u64::MAX] {
            let budget = Budget { work, block, ..Budget::unlimited() };
            match (optimum(&problem, budget), least_cost(&problem)) {
                (Ok(found), Some(least)) => {
                    prop_assert!(exposed(&problem, &found.hidden, &BTreeSet::new()).is_empty());
                    prop_assert!(found.proof.unproved(&problem, &found.hidden).is_empty());
                    prop_assert!(found.bound <= least && least <= found.cost);
                    if work == u64::MAX {
                        prop_assert_eq!((found.bound, found.cost), (least, least));
                    }
                }
                (Err(Error::Unprotectable { .. }), None) => {}
                (found, least) => prop_assert!(false, "{found:?} instead of {least:?}"),
            }
        }
    }

    #[test]
    fn audit_finds_what_listing_every_table_finds(problem in tangled(), some in any::<u32>(), known in any::<u32>()) {
        let hidden = pattern(&problem, some);
        let known: BTreeSet<u32> = hidden.iter().copied().filter(|id| known >> id & 3 == 3).collect();
        let knowledge = Knowledge { cells: known.clone() };
        prop_assert_eq!(ids(&audit(&problem, &hidden, &knowledge)), exposed(&problem, &hidden, &known));
    }

    #[test]
    fn intervals_of_a_two_way_table_are_those_of_every_table(problem in two_way(), some in any::<u32>()) {
        let hidden: BTreeSet<u32> = pattern(&problem, some).into_iter().take(8).collect();
        let all = ranges(&problem, &hidden, &BTreeSet::new());
        for interval in intervals(&problem, &hidden, &problem.sensitive()) {
            let (low, high) = all[&interval.id];
            prop_assert_eq!((interval.low.round() as i64, interval.high.round() as i64), (low, high));
        }
    }

    #[test]
    fn recipes_hold_in_every_table_and_bound_their_cell(problem in tangled(), some in any::<u32>()) {
        let hidden = pattern(&problem, some);
        let values = problem.values();
        for exposed in audit(&problem, &hidden, &Knowledge::default()) {
            let cell = problem.cells()[problem.place(exposed.id).unwrap()];
            for recipe in &exposed.recipes {
                prop_assert!(recipe.holds(|id| values.get(&id).copied()));
                prop_assert!(recipe.shown.iter().all(|term| !hidden.contains(&term.0)));
                prop_assert!(recipe.hidden.iter().all(|term| hidden.contains(&term.0)));
                if exposed.recipes.len() == 1 && recipe.above {
                    prop_assert!(recipe.bound() < i128::from(cell.value + cell.levels.upper));
                } else if exposed.recipes.len() == 1 {
                    prop_assert!(recipe.bound() > i128::from(cell.value - cell.levels.lower));
                }
            }
        }
    }

    #[test]
    fn relations_never_leave_a_small_group(problem in two_way()) {
        if let Ok(found) = optimum(&problem, Budget::unlimited()) {
            let values = problem.values();
            for relation in problem.relations() {
                let hidden = relation.terms.iter().filter(|(id, _)| found.hidden.contains(id));
                let same_sign = hidden.clone().all(|(_, by)| *by > 0);
                let left: i64 = hidden.clone().map(|(id, _)| values[id]).sum();
                let small = hidden.clone().any(|(id, _)| problem.sensitive().contains(id));
                prop_assert!(!same_sign || !small || left >= LEAST, "{left} left of {relation:?}");
            }
        }
    }

    #[test]
    fn order_of_cells_and_relations_changes_nothing(problem in two_way(), turn in 0..7_usize) {
        let mut cells = problem.cells().to_vec();
        let mut relations = problem.relations().to_vec();
        let by = turn % cells.len();
        cells.rotate_left(by);
        relations.rotate_left(turn % problem.relations().len());
        for relation in &mut relations {
            relation.terms.reverse();
        }
        let turned = Problem::new(cells, relations, Numbers::Whole).unwrap();
        prop_assert_eq!(optimum(&problem, Budget::unlimited()), optimum(&turned, Budget::unlimited()));
    }

    #[test]
    fn pattern_near_an_earlier_one_costs_the_same_and_stays_itself(problem in two_way()) {
        if let Ok(best) = optimum(&problem, Budget::unlimited()) {
            let again = optimum_near(&problem, &best.hidden, Budget::unlimited()).unwrap();
            prop_assert_eq!(&again.hidden, &best.hidden);
            prop_assert_eq!((again.cost, again.bound), (best.cost, best.cost));
            let other = optimum_near(&problem, &BTreeSet::new(), Budget::unlimited()).unwrap();
            prop_assert_eq!((other.cost, other.bound), (best.cost, best.cost));
            prop_assert!(other.hidden.len() <= best.hidden.len());
        }
    }

    #[test]
    fn less_work_gives_a_safe_pattern_and_a_true_bound(problem in two_way(), work in 0..200_u64) {
        if let Ok(best) = optimum(&problem, Budget::unlimited()) {
            let found = optimum(&problem, Budget::of(work)).unwrap();
            prop_assert!(exposed(&problem, &found.hidden, &BTreeSet::new()).is_empty());
            prop_assert!(found.bound <= best.cost && best.cost <= found.cost);
            prop_assert!((0.0..=1.0).contains(&found.gap()));
        }
    }

    #[test]
    fn witnesses_of_an_optimum_are_verified_and_tampered_ones_are_not(problem in two_way(), at in any::<prop::sample::Index>(), by in 1..4_i64) {
        if let Ok(found) = optimum(&problem, Budget::unlimited()) {
            let (published, witnesses) = prove(&problem, &found.hidden, LEAST, Reader::OfNumbers).unwrap();
            let verified = verify(&published, &witnesses).unwrap();
            prop_assert_eq!(verified.open + verified.declared.len(), found.hidden.len());
            prop_assert!(problem.sensitive().iter().all(|id| !verified.declared.contains(*id)));
            if !witnesses.base.is_empty() {
                let id = *witnesses.base.keys().nth(at.index(witnesses.base.len())).unwrap();
                let mut tampered = witnesses.clone();
                *tampered.base.get_mut(&id).unwrap() += by;
                prop_assert!(verify(&published, &tampered).is_err());
                let mut tampered = witnesses.clone();
                tampered.pairs.retain(|pair| pair.id != id);
                tampered.declared.large.remove(&id);
                tampered.declared.empty.remove(&id);
                prop_assert!(verify(&published, &tampered).is_err());
            }
            if let Some(table) = witnesses.tables.iter().position(|table| !table.is_empty()) {
                let mut tampered = witnesses.clone();
                *tampered.tables[table].values_mut().next().unwrap() += by;
                prop_assert!(verify(&published, &tampered).is_err());
            }
        }
    }

    #[test]
    fn jj_text_comes_back_as_it_was(problem in tangled(), values in 0..4_u32, weights in 0..4_u32) {
        let instance = jj::Instance { problem: problem.with_numbers(Numbers::Real), value_decimals: values, weight_decimals: weights };
        let text = jj::write(&instance);
        let again = jj::read(&text).unwrap();
        prop_assert_eq!(jj::write(&again), text);
        if values + weights == 0 {
            prop_assert_eq!(again, instance);
        }
    }

    #[test]
    fn jj_never_panics_and_names_the_line(lines in prop::collection::vec("[0-9 usz().:+-]{0,24}", 0..12)) {
        let text = lines.join("\n");
        if let Err(Error::Jj { line, .. }) = jj::read(&text) {
            prop_assert!((1..=lines.len().max(1)).contains(&line));
        }
    }
}

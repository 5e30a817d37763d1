//! Agencies with their schools in one state, this year and the next: blocks, and patterns that stay.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::Kind;
use disclosure::suppress::{
    Budget, Column, Knowledge, Layout, Levelled, Place, Problem, audit, optimum, optimum_near,
};

/// Shares of the levels in hundredths.
const SHARES: [i64; 5] = [45, 27, 15, 8, 5];

/// A number below `most` that follows from the three others (Steele, Lea & Flood 2014, `SplitMix64`).
fn drawn(seed: u64, at: usize, level: usize, most: u64) -> i64 {
    let place = u64::try_from(at * 16 + level).unwrap();
    let mut mixed = (seed << 32 | place).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    i64::try_from((mixed ^ (mixed >> 31)) % most).unwrap()
}

/// The state's places: itself, its agencies, their schools. A year later every group has a few people more or less.
fn state(seed: u64, agencies: usize, schools: usize, years: u64) -> Problem {
    let mut places = vec![Place::default(); 1 + agencies + agencies * schools];
    places[0].parts = (1..=agencies).collect();
    let mut counts: BTreeMap<(usize, Column), i64> = BTreeMap::new();
    for (agency, place) in places.iter_mut().enumerate().skip(1).take(agencies) {
        let first = 1 + agencies + (agency - 1) * schools;
        place.parts = (first..first + schools).collect();
        for school in first..first + schools {
            let size = 40 + drawn(seed, school, 15, 120);
            for (level, share) in SHARES.iter().enumerate() {
                let about = size * share / 100 + drawn(seed, school, level, 6);
                let later: i64 = (1..=years)
                    .map(|year| drawn(seed + year, school, level, 5) - 2)
                    .sum();
                let people = (about + later).max(0);
                for place in [0, agency, school] {
                    *counts.entry((place, Column::Level(0, level))).or_insert(0) += people;
                    *counts.entry((place, Column::Everyone)).or_insert(0) += people;
                }
            }
        }
    }
    let layout = Layout {
        least: 10,
        places,
        dimensions: vec![Levelled {
            kind: Kind::Single,
            levels: SHARES.len(),
        }],
        counts,
        ..Layout::default()
    };
    layout.problem().unwrap().problem
}

/// The same when every further group costs the same to hide, so that many patterns cost least.
fn by_number(problem: &Problem) -> Problem {
    let mut cells = problem.cells().to_vec();
    for cell in &mut cells {
        cell.weight = cell.weight.min(1);
    }
    Problem::new(cells, problem.relations().to_vec(), problem.numbers()).unwrap()
}

#[test]
fn pattern_near_last_year_costs_the_same_and_changes_fewer_groups() {
    let mut changes = [0, 0];
    for seed in 1..=4 {
        let last = optimum(&by_number(&state(seed, 3, 4, 0)), Budget::unlimited()).unwrap();
        let problem = by_number(&state(seed, 3, 4, 1));
        let plain = optimum(&problem, Budget::unlimited()).unwrap();
        let near = optimum_near(&problem, &last.hidden, Budget::unlimited()).unwrap();
        assert!(plain.is_proved() && near.is_proved());
        assert_eq!(near.cost, plain.cost);
        assert!(audit(&problem, &near.hidden, &Knowledge::default()).is_empty());
        let differs = |hidden: &BTreeSet<u32>| hidden.symmetric_difference(&last.hidden).count();
        assert!(differs(&near.hidden) <= differs(&plain.hidden));
        changes[0] += differs(&near.hidden);
        changes[1] += differs(&plain.hidden);
    }
    assert!(changes[0] < changes[1], "{changes:?}");
}

#[test]
fn state_with_its_row_in_blocks_is_safe_and_near_its_bound() {
    let problem = state(1, 12, 5, 0);
    let budget = Budget {
        block: 60,
        work: 60_000,
        ..Budget::unlimited()
    };
    let found = optimum(&problem, budget).unwrap();
    assert!(found.proof.unproved(&problem, &found.hidden).is_empty());
    assert!(audit(&problem, &found.hidden, &Knowledge::default()).is_empty());
    assert!(found.gap() < 0.05, "{}", found.gap());
    // Any cell shown that was hidden for others' sake leaves the proof without a leg to stand on somewhere.
    let further: Vec<u32> = found.hidden.difference(&problem.sensitive()).copied().collect();
    for id in further.iter().step_by(7) {
        let mut hidden = found.hidden.clone();
        hidden.remove(id);
        let exposed: BTreeSet<u32> = audit(&problem, &hidden, &Knowledge::default())
            .iter()
            .map(|exposed| exposed.id)
            .collect();
        assert!(found.proof.unproved(&problem, &hidden).is_superset(&exposed));
    }
}

//! An attacker on what the ledger admits: in small random worlds it lists every table of whole numbers that fits all that
//! was ever told, and looks for small groups. It shares no code with the ledger.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::collections::{BTreeMap, BTreeSet};

use disclosure::Protection;
use disclosure::ledger::{
    Entry, Group, Kin, Marks, Measured, Origin, Refused, Stand, Statement, Told, TrueLine, Truth, Whom, admit,
};
use proptest::prelude::*;

const LEAST: u32 = 5;

fn stand(edition: u32) -> Stand {
    Stand {
        population: "wave".to_owned(),
        edition,
    }
}

/// A small world: grades 7 and 8, learners or not; some of each kind may leave, or join, between two stands.
#[derive(Debug, Clone)]
struct World {
    truth: Truth,
}

const KINDS: [(&str, &str); 4] = [("7", "yes"), ("7", "no"), ("8", "yes"), ("8", "no")];

fn kin(kind: usize, people: u32, editions: &[u32]) -> Kin {
    let (grade, learner) = KINDS[kind];
    let one = |(dimension, level): (&str, &str)| (dimension.to_owned(), BTreeSet::from([level.to_owned()]));
    Kin {
        place: "oak".to_owned(),
        levels: [("grade", grade), ("learner", learner)]
            .into_iter()
            .map(one)
            .collect(),
        stands: editions.iter().map(|&edition| stand(edition)).collect(),
        people,
        answers: BTreeMap::new(),
    }
}

fn of(kin: Vec<Kin>) -> World {
    let truth = Truth {
        protection: Protection::new(LEAST).unwrap(),
        places: BTreeMap::new(),
        kin,
        marks: BTreeMap::from([("safe".to_owned(), Marks::default())]),
        links: BTreeMap::new(),
    };
    World { truth }
}

/// The groups that a release or a filter may be about.
fn groups() -> Vec<Group> {
    let oak = || Group::everyone("oak");
    let mut all = vec![oak()];
    for grade in ["7", "8"] {
        all.push(oak().with("grade", [grade]));
    }
    for learner in ["yes", "no"] {
        all.push(oak().with("learner", [learner]));
    }
    for (grade, learner) in KINDS {
        all.push(oak().with("grade", [grade]).with("learner", [learner]));
    }
    all
}

impl World {
    fn is_in(&self, at: usize, group: &Group, edition: u32) -> bool {
        let kin = &self.truth.kin[at];
        let mut levels = group.levels.iter();
        kin.stands.contains(&stand(edition))
            && levels.all(|(dimension, levels)| !levels.is_disjoint(&kin.levels[dimension]))
    }

    fn members(&self, group: &Group, edition: u32) -> Vec<usize> {
        (0..self.truth.kin.len())
            .filter(|&at| self.is_in(at, group, edition))
            .collect()
    }

    fn people(&self, members: &[usize]) -> u32 {
        members.iter().map(|&at| self.truth.kin[at].people).sum()
    }

    /// A release of the groups named, with small ones hidden and a range told of some: `ask` is one digit a group.
    fn entry(&self, id: usize, edition: u32, ask: &[u8]) -> Entry {
        let mut entry = Entry::new(
            format!("e{id}"),
            "A release",
            "2026-05-31",
            Origin::Filter,
            stand(edition),
        );
        for (group, &ask) in groups().into_iter().zip(ask) {
            let people = self.people(&self.members(&group, edition));
            let low = people.saturating_sub(u32::from(ask));
            let told = match ask {
                0..=5 => continue,
                _ if people < LEAST => Told::Hidden { least: LEAST },
                6 => Told::Between {
                    low: low.max(1),
                    high: people + 3,
                },
                7 => Told::Hidden { least: LEAST },
                _ => Told::Count(people),
            };
            entry.statements.push(Statement::people(group, told));
        }
        entry
    }
}

/// Every table of people per kin that fits what was told.
fn tables(world: &World, told: &[Entry]) -> Vec<Vec<u32>> {
    let mut facts: Vec<(Vec<usize>, u32, u32)> = Vec::new();
    for entry in told {
        for statement in &entry.statements {
            let members = world.members(&statement.group, entry.stand.edition);
            facts.extend(
                statement
                    .people
                    .and_then(Told::range)
                    .map(|(low, high)| (members, low, high)),
            );
        }
    }
    let mut found = Vec::new();
    list(world.truth.kin.len(), &facts, &mut Vec::new(), &mut found);
    found
}

/// Nobody who is in no told group is ever bounded, so a cap far above the least shows that as well as no cap.
const CAP: u32 = 6;

fn list(size: usize, facts: &[(Vec<usize>, u32, u32)], table: &mut Vec<u32>, found: &mut Vec<Vec<u32>>) {
    for (members, low, high) in facts {
        let sum: u32 = members.iter().filter_map(|&at| table.get(at)).sum();
        if sum > *high || (sum < *low && members.iter().all(|&at| at < table.len())) {
            return;
        }
    }
    if table.len() == size {
        found.push(table.clone());
        return;
    }
    let at = table.len();
    let bounds = facts.iter().filter(|(members, ..)| members.contains(&at));
    let most = bounds.map(|(_, _, high)| *high).min().unwrap_or(CAP);
    for people in 0..=most {
        table.push(people);
        list(size, facts, table, found);
        table.pop();
    }
}

/// What the attacker finds of hidden small groups and of any set of kin.
fn breaches(world: &World, told: &[Entry]) -> BTreeSet<String> {
    let all = tables(world, told);
    let range_in = |tables: &[Vec<u32>], members: &[usize]| {
        let sum = |table: &Vec<u32>| members.iter().map(|&at| table[at]).sum::<u32>();
        let sums = || tables.iter().map(sum);
        (sums().min().unwrap(), sums().max().unwrap())
    };
    let range = |members: &[usize]| range_in(&all, members);
    let mut found = BTreeSet::new();
    let mut hidden = BTreeSet::new();
    for (at, entry) in told.iter().enumerate() {
        let before = tables(world, &told[..at]);
        for statement in &entry.statements {
            let members = world.members(&statement.group, entry.stand.edition);
            let people = world.people(&members);
            let is_secret = statement.people.unwrap().is_open() && people > 0 && people < LEAST;
            if !is_secret || !hidden.insert((&statement.group, &entry.stand)) {
                continue;
            }
            let (low, high) = range(&members);
            // What was known of a group before anybody hid it is not given away by who hides it.
            if (low > 0 || high < LEAST) && (low, high) != range_in(&before, &members) {
                found.insert(format!("{} is bounded to {low}..{high}", statement.group));
            }
        }
    }
    for set in 1_u32..1 << world.truth.kin.len() {
        let members: Vec<usize> = (0..world.truth.kin.len())
            .filter(|at| set >> at & 1 == 1)
            .collect();
        let (low, high) = range(&members);
        if low == high && low > 0 && low < LEAST {
            found.insert(format!("{members:?} is {low}"));
        }
    }
    found
}

/// Offers candidates one after the other and keeps those that the ledger admits.
fn admitted(world: &World, candidates: Vec<Entry>) -> Vec<Entry> {
    let mut told: Vec<Entry> = Vec::new();
    for candidate in candidates {
        match admit(&told, &candidate, &world.truth) {
            Ok(_) => told.push(candidate),
            Err(Refused::Exposes(exposure)) => {
                for term in &exposure.terms {
                    let entry = told
                        .iter()
                        .find(|entry| entry.id == term.entry)
                        .unwrap_or(&candidate);
                    let of = |statement: &&Statement| statement.group == term.group;
                    let range = entry
                        .statements
                        .iter()
                        .find(of)
                        .unwrap()
                        .people
                        .unwrap()
                        .range()
                        .unwrap();
                    let people = u32::try_from(term.people).unwrap();
                    assert!(people == range.0 || people == range.1, "{exposure}: {range:?}");
                }
                let known = |id: &String| told.iter().any(|entry| entry.id == *id);
                assert!(exposure.with.iter().all(known), "{exposure}");
                // What is computed is so with just the entries that are named; hiding a group takes no numbers.
                let named = |entry: &&Entry| exposure.with.contains(&entry.id);
                let few: Vec<Entry> = told.iter().filter(named).cloned().collect();
                let again = admit(&few, &candidate, &world.truth);
                assert!(exposure.whom != Whom::Rest || again.is_err(), "{exposure}");
            }
            Err(other) => panic!("{other}"),
        }
    }
    told
}

fn asks(releases: usize) -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(prop::collection::vec(0..10_u8, 9), 1..=releases)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn releases_and_filters_admitted_give_attacker_nothing(
        people in prop::collection::vec(prop_oneof![1..5_u32, 1..14_u32], 4),
        asks in asks(4),
    ) {
        let world = of((0..4).map(|at| kin(at, people[at], &[0])).collect());
        let candidates = asks.iter().enumerate().map(|(id, ask)| world.entry(id, 0, ask)).collect();
        let told = admitted(&world, candidates);
        let found = breaches(&world, &told);
        prop_assert!(found.is_empty(), "{found:?} of {told:?}");
    }

    #[test]
    fn releases_before_and_after_withdrawals_give_attacker_nothing(
        people in prop::collection::vec(1..10_u32, 3),
        gone in prop::collection::vec((0..3_usize, 1..8_u32), 1..=2),
        joined in 0..3_u32,
        asks in asks(4),
    ) {
        let mut all: Vec<Kin> = (0..3).map(|at| kin(at, people[at], &[0, 1])).collect();
        let kinds: BTreeMap<usize, u32> = gone.into_iter().collect();
        all.extend(kinds.into_iter().map(|(at, people)| kin(at, people, &[0])));
        if joined > 0 {
            all.push(kin(1, joined, &[1]));
        }
        let world = of(all);
        let edition = |id: usize| u32::try_from(id % 2).unwrap();
        let candidates = asks.iter().enumerate().map(|(id, ask)| world.entry(id, edition(id), ask)).collect();
        let told = admitted(&world, candidates);
        let found = breaches(&world, &told);
        prop_assert!(found.is_empty(), "{found:?} of {told:?}");
    }

    #[test]
    fn answers_admitted_pin_nobody(
        counts in prop::collection::vec((0..7_u32, 0..5_u32), 3),
        asks in prop::collection::vec(prop::collection::vec(any::<bool>(), 7), 1..4),
    ) {
        answers_hold(&counts, &asks);
    }
}

/// Answers of three kinds of people with two options: whoever can be computed answered in both ways, and is enough people;
/// no hidden group that answered alike is known to have.
fn answers_hold(counts: &[(u32, u32)], asks: &[Vec<bool>]) {
    let mut all: Vec<Kin> = Vec::new();
    for (at, &(first, second)) in counts.iter().enumerate() {
        let mut kin = kin(at, first + second + 1, &[0]);
        let line = TrueLine {
            unanswered: 1,
            counts: vec![first, second],
        };
        kin.answers.insert(("wave".to_owned(), "safe".to_owned()), line);
        all.push(kin);
    }
    let world = of(all);
    let mut told: Vec<Entry> = Vec::new();
    for (id, ask) in asks.iter().enumerate() {
        let mut entry = Entry::new(
            format!("e{id}"),
            "A release",
            "2026-05-31",
            Origin::Filter,
            stand(0),
        );
        for (group, &shown) in groups().into_iter().zip(ask) {
            let members = world.members(&group, 0);
            let sum = |of: fn(&(u32, u32)) -> u32| members.iter().map(|&at| of(&counts[at])).sum::<u32>();
            let (first, second) = (sum(|line| line.0), sum(|line| line.1));
            let measured = if shown && first > 0 && second > 0 && first + second >= LEAST {
                Measured::Shown {
                    asked: None,
                    answered: Told::Count(first + second),
                    counts: vec![Told::Count(first), Told::Count(second)],
                }
            } else {
                Measured::Hidden { least: LEAST }
            };
            entry.statements.push(Statement {
                group,
                people: None,
                measures: BTreeMap::from([("safe".to_owned(), measured)]),
            });
        }
        if admit(&told, &entry, &world.truth).is_ok() {
            told.push(entry);
        }
    }
    check_answers(&world, &told, counts);
}

fn check_answers(world: &World, told: &[Entry], counts: &[(u32, u32)]) {
    // Nobody told how many people there are, so the two options have nothing in common but their answers' groups.
    let of_option = |option: usize| {
        let mut facts = Vec::new();
        for statement in told.iter().flat_map(|entry| &entry.statements) {
            if let Measured::Shown { counts, .. } = &statement.measures["safe"] {
                let (low, high) = counts[option].range().unwrap();
                facts.push((world.members(&statement.group, 0), low, high));
            }
        }
        let mut found = Vec::new();
        list(3, &facts, &mut Vec::new(), &mut found);
        found
    };
    let tables = [of_option(0), of_option(1)];
    for set in 1_u32..1 << 3 {
        let members: Vec<usize> = (0..3).filter(|at| set >> at & 1 == 1).collect();
        let range = |option: usize| {
            let sums = || {
                tables[option]
                    .iter()
                    .map(|table| members.iter().map(|&at| table[at]).sum::<u32>())
            };
            (sums().min().unwrap(), sums().max().unwrap())
        };
        let (first, second) = (range(0), range(1));
        if first.0 == first.1 && second.0 == second.1 {
            let answered = first.0 + second.0;
            assert!(
                answered == 0 || answered >= LEAST,
                "{members:?} are {answered} in {told:?}"
            );
            assert!(
                answered == 0 || (first.0 > 0 && second.0 > 0),
                "{members:?} answered alike in {told:?}"
            );
        }
    }
    check_hidden(world, told, counts, &tables);
}

fn check_hidden(world: &World, told: &[Entry], counts: &[(u32, u32)], tables: &[Vec<Vec<u32>>; 2]) {
    for statement in told.iter().flat_map(|entry| &entry.statements) {
        let members = world.members(&statement.group, 0);
        let sum = |of: fn(&(u32, u32)) -> u32| members.iter().map(|&at| of(&counts[at])).sum::<u32>();
        let (first, second) = (sum(|line| line.0), sum(|line| line.1));
        let hidden = matches!(statement.measures["safe"], Measured::Hidden { .. });
        let alike = first + second > 0 && (first == 0 || second == 0);
        if hidden && alike {
            let other = &tables[usize::from(second == 0)];
            let most = other
                .iter()
                .map(|table| members.iter().map(|&at| table[at]).sum::<u32>())
                .max()
                .unwrap();
            assert!(
                most > 0,
                "{} is known to have answered alike in {told:?}",
                statement.group
            );
        }
        if hidden && first + second > 0 && first + second < LEAST {
            let reach = |option: usize, most: bool| {
                let sums = tables[option]
                    .iter()
                    .map(|table| members.iter().map(|&at| table[at]).sum::<u32>());
                if most {
                    sums.max().unwrap()
                } else {
                    sums.min().unwrap()
                }
            };
            assert_eq!(
                reach(0, false) + reach(1, false),
                0,
                "{} is not nobody in {told:?}",
                statement.group
            );
            assert!(
                reach(0, true) + reach(1, true) >= LEAST,
                "{} is few in {told:?}",
                statement.group
            );
        }
    }
}

#[test]
fn attacker_finds_what_the_ledger_would_refuse() {
    // Without the ledger the attacker does find something: these tests can fail.
    let world = of(vec![
        kin(0, 2, &[0]),
        kin(1, 20, &[0]),
        kin(2, 9, &[0]),
        kin(3, 20, &[0]),
    ]);
    let first = world.entry(0, 0, &[9, 0, 0, 9, 0, 9, 0, 0, 0]);
    let second = world.entry(1, 0, &[0, 0, 0, 0, 0, 0, 0, 9, 0]);
    assert!(breaches(&world, std::slice::from_ref(&first)).is_empty());
    assert!(!breaches(&world, &[first.clone(), second.clone()]).is_empty());
    assert!(admit(&[first], &second, &world.truth).is_err());
}

/// A ledger that refuses everything is no ledger: of second releases that the attacker cannot use, most are admitted, and
/// in worlds without small groups all are.
#[test]
fn harmless_second_releases_are_admitted() {
    let mut state = 1_u64;
    let mut draw = |below: u32| {
        // Numerical Recipes' generator; its high bits are even enough for a choice of worlds.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 33).unwrap() % below
    };
    let (mut harmless, mut passed, mut refused_rightly) = (0, 0, 0);
    for _ in 0..150 {
        let people: Vec<u32> = (0..4).map(|_| 1 + draw(12)).collect();
        let world = of((0..4).map(|at| kin(at, people[at], &[0])).collect());
        let mut ask = || -> Vec<u8> { (0..9).map(|_| if draw(3) == 0 { 9 } else { 0 }).collect() };
        let first = world.entry(0, 0, &ask());
        let second = world.entry(1, 0, &ask());
        if !breaches(&world, std::slice::from_ref(&first)).is_empty() {
            continue;
        }
        let is_harmless = breaches(&world, &[first.clone(), second.clone()]).is_empty();
        let is_admitted = admit(&[first], &second, &world.truth).is_ok();
        harmless += u32::from(is_harmless);
        passed += u32::from(is_harmless && is_admitted);
        refused_rightly += u32::from(!is_harmless && !is_admitted);
        assert!(is_harmless || !is_admitted);
    }
    assert!(
        harmless >= 30 && refused_rightly >= 5,
        "{harmless} harmless, {refused_rightly} not"
    );
    assert!(
        passed * 100 >= harmless * 95,
        "{passed} of {harmless} harmless releases are admitted"
    );
}

#[test]
fn releases_of_large_groups_are_all_admitted() {
    let world = of((0..4).map(|at| kin(at, 8, &[0])).collect());
    let all = world.entry(0, 0, &[9; 9]);
    for at in 0..9 {
        let mut ask = [0; 9];
        ask[at] = 9;
        let second = world.entry(1, 0, &ask);
        assert!(admit(&[], &second, &world.truth).is_ok());
        assert!(admit(&[second], &all, &world.truth).is_ok());
    }
}

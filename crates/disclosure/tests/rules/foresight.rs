//! Foresight: chances, forecasts of small agencies, and what helps them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use disclosure::Kind;
use disclosure::foresight::{
    Dimension, Outlook, Plan, Rates, Remedy, School, Stratum, Unplanned, chance, foretell, remedies,
};
use disclosure::rules::Rules;
use disclosure::suppress::Column;
use proptest::prelude::*;

const WORK: u64 = 2_000_000;
const EVERYONE: Column = Column::Everyone;

fn level(dimension: usize, level: usize) -> Column {
    Column::Level(dimension, level)
}

fn dimension(id: &str, levels: usize) -> Dimension {
    Dimension {
        id: id.to_owned(),
        kind: Kind::Single,
        levels: (0..levels).map(|at| format!("{id}{at}")).collect(),
    }
}

/// A plan of schools by the levels of one dimension.
fn plan(schools: &[&[u32]]) -> Plan {
    let mut plan = Plan {
        dimensions: vec![dimension("level", schools[0].len())],
        ..Plan::default()
    };
    for (school, levels) in schools.iter().enumerate() {
        plan.schools.push(School {
            id: format!("school{school}"),
        });
        for (level, &people) in levels.iter().enumerate() {
            plan.strata.push(Stratum {
                school,
                levels: vec![vec![level]],
                people,
            });
        }
    }
    plan
}

fn rates(low: f64, high: f64) -> Rates {
    Rates::new(low, high).unwrap()
}

fn outlook(plan: &Plan, rates: Rates) -> BTreeMap<(usize, Column), Outlook> {
    let forecast = foretell(plan, Rules::kith(), rates, WORK).unwrap();
    assert!(forecast.proved);
    forecast
        .groups
        .into_iter()
        .map(|(group, seen)| (group, seen.outlook))
        .collect()
}

#[test]
fn chance_agrees_with_exact_fractions() {
    let close = |found: f64, exact: f64| {
        assert!(
            (found - exact).abs() <= 1e-12 * exact.max(1e-300),
            "{found} {exact}"
        );
    };
    // 10 throws of a coin: 638 of 1024 have five heads or more, 11 nine or more.
    close(chance(10, 5, 0.5), 638.0 / 1024.0);
    close(chance(10, 9, 0.5), 11.0 / 1024.0);
    close(chance(3, 1, 0.2), 1.0 - 0.512);
    close(chance(20, 20, 0.9), 0.9_f64.powi(20));
    assert_eq!(
        (
            chance(9, 10, 1.0),
            chance(9, 9, 1.0),
            chance(0, 0, 0.3),
            chance(5, 1, 0.0)
        ),
        (0.0, 1.0, 1.0, 0.0)
    );
    // Of a million at one half, half a million or more: 1/2 + C(2m, m) / 2^(2m + 1), by Stirling 1/2 + 1/(2 √(π m)).
    let half = 0.5 + 0.5 / (std::f64::consts::PI * 500_000.0).sqrt() * (1.0 - 1.0 / 4_000_000.0);
    assert!((chance(1_000_000, 500_000, 0.5) - half).abs() < 1e-9);
}

#[test]
fn forecast_of_one_school_hides_a_small_level_with_the_next() {
    let found = outlook(&plan(&[&[300, 60, 8]]), rates(0.8, 0.9));
    assert_eq!(
        found,
        BTreeMap::from([
            ((0, EVERYONE), Outlook::SurelyShown),
            ((0, level(0, 0)), Outlook::SurelyShown),
            ((0, level(0, 1)), Outlook::LikelyHidden),
            ((0, level(0, 2)), Outlook::SurelyHidden),
        ])
    );
}

#[test]
fn forecast_without_small_groups_shows_all() {
    let found = outlook(&plan(&[&[60, 80], &[70, 90]]), rates(0.7, 0.9));
    assert_eq!(found.len(), 9);
    assert!(
        found.values().all(|outlook| *outlook == Outlook::SurelyShown),
        "{found:?}"
    );
}

#[test]
fn forecast_in_between_follows_the_middle_rate() {
    // Twelve people: at 60 percent seven answer, at 90 percent eleven; at 75 percent nine, at 84 percent ten.
    let one = |low, high| outlook(&plan(&[&[200, 200, 12, 12]]), rates(low, high))[&(0, level(0, 2))];
    assert_eq!(one(0.6, 0.9), Outlook::LikelyHidden);
    assert_eq!(one(0.8, 0.95), Outlook::LikelyShown);
    assert_eq!(one(0.3, 0.4), Outlook::SurelyHidden);
    assert_eq!(one(1.0, 1.0), Outlook::SurelyShown);
}

#[test]
fn forecast_of_a_tiny_school_hides_a_total_beside_it() {
    // Six people in one school of three: their total follows from the agency's unless another one goes.
    let found = outlook(&plan(&[&[100, 90], &[3, 3], &[40, 45]]), rates(1.0, 1.0));
    assert_eq!(found[&(1, EVERYONE)], Outlook::SurelyHidden);
    let hidden = |places: &[usize]| {
        places
            .iter()
            .filter(|&&place| !found[&(place, EVERYONE)].is_shown())
            .count()
    };
    assert_eq!(hidden(&[0, 2, 3]), 1, "{found:?}");
}

#[test]
fn forecast_takes_a_packs_least_and_preference() {
    let plan = plan(&[&[40, 7], &[40, 30]]);
    let with = |id: &str| foretell(&plan, Rules::named(id).unwrap(), rates(1.0, 1.0), WORK).unwrap();
    let shown = |id: &str, group: (usize, Column)| with(id).groups[&group].outlook.is_shown();
    assert!(!shown("kith", (0, level(0, 1))));
    assert!(shown("wisconsin", (0, level(0, 1))));
    assert!(shown("california-launchboard", (0, level(0, 1))));
    assert_eq!(with("wisconsin").shown(), 9);
}

#[test]
fn remedies_merge_small_levels() {
    let plan = plan(&[&[120, 100, 7, 6]]);
    let found = remedies(&plan, Rules::kith(), rates(1.0, 1.0), 0.0, WORK).unwrap();
    let merged = Remedy::MergeLevels {
        dimension: 0,
        levels: vec![2, 3],
    };
    assert_eq!(found[0].remedy, merged, "{found:?}");
    assert_eq!((found[0].gained, found[0].lost), (2, 0));
    assert_eq!(found[0].forecast.groups[&(0, level(0, 2))].people, 13);
    // Years bring nothing when nobody is new.
    assert!(
        !found
            .iter()
            .any(|remedied| matches!(remedied.remedy, Remedy::PoolYears(_)))
    );
}

#[test]
fn remedies_pool_years_as_far_as_people_are_new() {
    let plan = plan(&[&[120, 8]]);
    let years = |renewal| -> Vec<(u32, usize)> {
        let found = remedies(&plan, Rules::kith(), rates(1.0, 1.0), renewal, WORK).unwrap();
        let years = found.iter().filter_map(|remedied| match remedied.remedy {
            Remedy::PoolYears(years) => Some((years, remedied.gained)),
            _ => None,
        });
        years.collect()
    };
    // 8, then 10 with two years of a quarter new people, and 12 with three; both levels come back.
    assert_eq!(years(0.25), [(2, 2), (3, 2)]);
    assert_eq!(years(0.125), [(3, 2)]);
}

#[test]
fn remedies_pool_small_schools() {
    let plan = plan(&[&[200, 180], &[6, 2], &[5, 3]]);
    let found = remedies(&plan, Rules::kith(), rates(1.0, 1.0), 0.0, WORK).unwrap();
    let pooled = found
        .iter()
        .find(|remedied| matches!(&remedied.remedy, Remedy::PoolSchools(schools) if *schools == [1, 2]))
        .expect("pooling helps");
    assert!(pooled.gained >= 2, "{pooled:?}");
    assert_eq!(pooled.forecast.groups[&(1, EVERYONE)].people, 16);
}

#[test]
fn remedies_drop_a_pair_whose_cells_hide_levels() {
    let mut plan = Plan {
        schools: vec![School {
            id: "only".to_owned(),
        }],
        dimensions: vec![dimension("grade", 2), dimension("language", 2)],
        pairs: vec![(0, 1)],
        strata: Vec::new(),
    };
    for (grade, language, people) in [(0, 0, 60), (0, 1, 4), (1, 0, 50), (1, 1, 5)] {
        plan.strata.push(Stratum {
            school: 0,
            levels: vec![vec![grade], vec![language]],
            people,
        });
    }
    let before = foretell(&plan, Rules::kith(), rates(1.0, 1.0), WORK).unwrap();
    assert_eq!(before.groups[&(0, Column::Pair([(0, 0), (1, 1)]))].people, 4);
    let found = remedies(&plan, Rules::kith(), rates(1.0, 1.0), 1.0, WORK).unwrap();
    assert_eq!(found[0].remedy, Remedy::PoolYears(3), "{found:?}");
    assert!(found.iter().all(|remedied| remedied.gained > 0));
}

#[test]
fn plan_that_does_not_fit_is_refused_by_name() {
    let good = plan(&[&[20, 30]]);
    let refused = |change: fn(&mut Plan)| {
        let mut plan = good.clone();
        change(&mut plan);
        foretell(&plan, Rules::kith(), rates(0.5, 0.5), WORK).unwrap_err()
    };
    assert_eq!(
        refused(|plan| plan.strata[1].school = 4),
        Unplanned::School {
            stratum: 1,
            school: 4,
            schools: 1
        }
    );
    let levels = Unplanned::Levels {
        stratum: 1,
        dimension: 0,
    };
    assert_eq!(refused(|plan| plan.strata[1].levels[0] = vec![2]), levels);
    assert_eq!(refused(|plan| plan.strata[1].levels[0] = vec![]), levels);
    assert_eq!(refused(|plan| plan.strata[1].levels = vec![]), levels);
    assert_eq!(
        refused(|plan| plan.pairs = vec![(0, 1)]),
        Unplanned::Pair { one: 0, other: 1 }
    );
    assert!(matches!(
        refused(|plan| plan.strata[0].people = u32::MAX),
        Unplanned::Large { .. }
    ));
    assert!(
        Rates::new(0.6, 0.5).is_err() && Rates::new(-0.1, 0.5).is_err() && Rates::new(0.1, f64::NAN).is_err()
    );
}

/// Districts of California with English learners, from public enrolment; empty when the file is not there.
fn districts() -> BTreeMap<String, Vec<[u32; 2]>> {
    let folder = std::env::var_os("KITH_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let Ok(mut reader) = csv::Reader::from_path(folder.join("data/california_schools.csv")) else {
        return BTreeMap::new();
    };
    let mut found: BTreeMap<String, Vec<[u32; 2]>> = BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        let (Ok(enrolled), Ok(percent)) = (record[5].parse::<u32>(), record[6].parse::<u32>()) else {
            continue;
        };
        let learners = (enrolled * percent + 50) / 100;
        let district = format!("{} {}", &record[4], &record[3]);
        found
            .entry(district)
            .or_default()
            .push([enrolled - learners, learners]);
    }
    found
}

#[test]
fn forecast_of_californian_districts_of_one_school_is_that_of_the_rule() {
    let districts = districts();
    if districts.is_empty() {
        eprintln!("skipped: california_schools.csv is not there");
        return;
    }
    let single: Vec<&[u32; 2]> = districts
        .values()
        .filter(|schools| schools.len() == 1)
        .map(|schools| &schools[0])
        .collect();
    // About one agency in four.
    assert!(
        single.len() * 5 > districts.len() && single.len() * 3 < districts.len(),
        "{}",
        single.len()
    );
    let mut hidden = 0;
    for levels in single {
        let found = outlook(&plan(&[&levels[..]]), rates(1.0, 1.0));
        let (other, learners) = (found.get(&(0, level(0, 0))), found.get(&(0, level(0, 1))));
        let small = levels.iter().any(|&people| people > 0 && people < 10);
        // With two levels a small one takes the other along; zeros are shown and take nothing along.
        let all_shown = other
            .into_iter()
            .chain(learners)
            .all(|outlook| outlook.is_shown());
        assert_eq!(all_shown, !small, "{levels:?}: {found:?}");
        hidden += usize::from(small);
    }
    assert!(hidden > 10, "{hidden} districts of one school have a small group");
}

#[test]
fn forecast_of_small_californian_districts_never_tells_less_with_more_answers() {
    let districts = districts();
    if districts.is_empty() {
        eprintln!("skipped: california_schools.csv is not there");
        return;
    }
    let small = districts
        .values()
        .filter(|schools| (2..=6).contains(&schools.len()))
        .take(40);
    for schools in small {
        let rows: Vec<&[u32]> = schools.iter().map(<[u32; 2]>::as_slice).collect();
        let found = foretell(&plan(&rows), Rules::kith(), rates(0.6, 0.8), WORK).unwrap();
        for seen in found.groups.values() {
            assert!(seen.enough[0] <= seen.enough[1] + 1e-12);
            assert!(seen.people >= 10 || !seen.outlook.is_shown());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn chance_agrees_with_adding_up_people_one_by_one(people in 0..60_u32, least in 0..62_u32, rate in 0.0..=1.0_f64) {
        // The distribution built person by person.
        let mut shares = vec![1.0];
        for _ in 0..people {
            let mut next = vec![0.0; shares.len() + 1];
            for (at, share) in shares.iter().enumerate() {
                next[at] += share * (1.0 - rate);
                next[at + 1] += share * rate;
            }
            shares = next;
        }
        let exact: f64 = shares.iter().skip(least as usize).sum();
        prop_assert!((chance(people, least, rate) - exact).abs() < 1e-12);
    }

    #[test]
    fn forecast_shows_no_group_that_one_may_not_see(
        rows in prop::collection::vec(prop::collection::vec(0..40_u32, 3), 1..4), low in 0.0..=1.0_f64, more in 0.0..=1.0_f64,
    ) {
        let rows: Vec<&[u32]> = rows.iter().map(Vec::as_slice).collect();
        let high = low + (1.0 - low) * more;
        let found = foretell(&plan(&rows), Rules::kith(), rates(low, high), WORK).unwrap();
        for (group, seen) in &found.groups {
            prop_assert!(seen.people >= 10 || seen.outlook == Outlook::SurelyHidden, "{:?}", group);
            prop_assert!(seen.outlook != Outlook::SurelyShown || seen.enough[0] >= 0.95);
        }
        // The same again.
        prop_assert_eq!(&found, &foretell(&plan(&rows), Rules::kith(), rates(low, high), WORK).unwrap());
    }
}

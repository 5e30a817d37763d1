//! What would make more groups visible.

use std::collections::{BTreeMap, BTreeSet};

use super::forecast::{Forecast, foretell};
use super::plan::{Plan, Rates, School, Stratum, Unplanned};
use crate::rules::Rules;
use crate::suppress::Column;

/// Something that helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Answers of so many years counted together, each person once.
    PoolYears(u32),
    /// These schools counted as one.
    PoolSchools(Vec<usize>),
    /// These levels of a dimension counted as one.
    MergeLevels {
        /// The dimension.
        dimension: usize,
        /// The levels.
        levels: Vec<usize>,
    },
    /// A dimension left out, with its pairs.
    DropDimension(usize),
    /// A pair left out.
    DropPair(usize, usize),
}

/// A remedy with what it brings, counted in groups of the plan as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedied {
    /// The remedy.
    pub remedy: Remedy,
    /// Groups that were hidden and become visible, by themselves or as part of a larger group.
    pub gained: usize,
    /// Groups that were visible by themselves and no longer are: now part of a larger group, hidden, or left out.
    pub lost: usize,
    /// What is foreseen with it.
    pub forecast: Forecast,
}

/// Where a group of the plan as it was is found in the changed one.
type Moved = dyn Fn((usize, Column)) -> Option<(usize, Column)>;

/// What helps a plan, the most helpful first: the remedies that gain at least one group, by gain less loss, then by fewer
/// losses, in the order of trying where that is equal. `renewal` is the share of a group's people who are new each year:
/// years pooled count each person once, so that n years have `1 + (n − 1) renewal` times the people of one.
///
/// # Errors
/// Those of [`foretell`]; [`Unplanned::Rates`] for a renewal that is no share.
pub fn remedies(
    plan: &Plan,
    rules: &Rules,
    rates: Rates,
    renewal: f64,
    work: u64,
) -> Result<Vec<Remedied>, Unplanned> {
    Rates::new(renewal, renewal)?;
    let before = foretell(plan, rules, rates, work)?;
    let mut tried: Vec<(Remedy, Plan, Box<Moved>)> = Vec::new();
    for years in [2, 3] {
        tried.push((
            Remedy::PoolYears(years),
            pooled_years(plan, years, renewal),
            Box::new(Some),
        ));
    }
    if let Some(schools) = small_schools(plan, &before) {
        let (changed, moved) = pooled_schools(plan, &schools);
        tried.push((Remedy::PoolSchools(schools), changed, moved));
    }
    for dimension in 0..plan.dimensions.len() {
        if let Some(levels) = small_levels(plan, &before, dimension) {
            let (changed, moved) = merged(plan, dimension, &levels);
            tried.push((Remedy::MergeLevels { dimension, levels }, changed, moved));
        }
    }
    for &(one, other) in &plan.pairs {
        let mut changed = plan.clone();
        changed.pairs.retain(|pair| *pair != (one, other));
        let is_of = move |column| matches!(column, Column::Pair([a, b]) if (a.0, b.0) == (one, other));
        let moved = move |group: (usize, Column)| (!is_of(group.1)).then_some(group);
        tried.push((Remedy::DropPair(one, other), changed, Box::new(moved)));
    }
    for dimension in 0..plan.dimensions.len() {
        let (changed, moved) = without(plan, dimension);
        tried.push((Remedy::DropDimension(dimension), changed, moved));
    }
    let mut found = Vec::new();
    for (remedy, changed, moved) in tried {
        let forecast = foretell(&changed, rules, rates, work)?;
        let (gained, lost) = compared(&before, &forecast, &*moved);
        if gained > 0 {
            found.push(Remedied {
                remedy,
                gained,
                lost,
                forecast,
            });
        }
    }
    found.sort_by_key(|remedied| {
        let net = i128::try_from(remedied.gained).unwrap_or(0) - i128::try_from(remedied.lost).unwrap_or(0);
        (-net, remedied.lost)
    });
    Ok(found)
}

/// Groups gained and lost.
fn compared(before: &Forecast, after: &Forecast, moved: &Moved) -> (usize, usize) {
    let mut homes: BTreeMap<(usize, Column), usize> = BTreeMap::new();
    for group in before.groups.keys() {
        if let Some(home) = moved(*group) {
            *homes.entry(home).or_insert(0) += 1;
        }
    }
    let (mut gained, mut lost) = (0, 0);
    for (group, seen) in &before.groups {
        let home = moved(*group);
        let shown = home
            .and_then(|home| after.groups.get(&home))
            .is_some_and(|seen| seen.outlook.is_shown());
        let alone = home.is_some_and(|home| homes.get(&home) == Some(&1));
        if seen.outlook.is_shown() {
            lost += usize::from(!(shown && alone));
        } else {
            gained += usize::from(shown);
        }
    }
    (gained, lost)
}

/// Everybody of so many years.
fn pooled_years(plan: &Plan, years: u32, renewal: f64) -> Plan {
    let factor = 1.0 + f64::from(years - 1) * renewal;
    let mut changed = plan.clone();
    for stratum in &mut changed.strata {
        // Whole people: a stratum has at most as many as a u32 holds, times three.
        let people = format!("{:.0}", (f64::from(stratum.people) * factor).floor());
        stratum.people = people.parse().unwrap_or(u32::MAX);
    }
    changed
}

/// Schools of which half of the groups or more are too small, when there are two such or more.
fn small_schools(plan: &Plan, before: &Forecast) -> Option<Vec<usize>> {
    let is_small = |&school: &usize| mostly_small(before, |(place, _)| place == school);
    let schools: Vec<usize> = (0..plan.schools.len()).filter(is_small).collect();
    (schools.len() > 1).then_some(schools)
}

/// Whether half of these groups or more are too small by themselves.
fn mostly_small(before: &Forecast, of: impl Fn((usize, Column)) -> bool) -> bool {
    let own = before.groups.iter().filter(|(group, _)| of(**group));
    let (all, small) = own.fold((0, 0), |(all, small), (_, seen)| {
        (all + 1, small + usize::from(seen.is_small()))
    });
    all > 0 && 2 * small >= all
}

/// The schools in the place of the first of them; the agency goes when one school is left.
fn pooled_schools(plan: &Plan, schools: &[usize]) -> (Plan, Box<Moved>) {
    let pooled: BTreeSet<usize> = schools.iter().copied().collect();
    let mut number = Vec::new();
    let mut kept: Vec<School> = Vec::new();
    let mut first = None;
    for (at, school) in plan.schools.iter().enumerate() {
        if !pooled.contains(&at) {
            number.push(kept.len());
            kept.push(school.clone());
        } else if let Some(first) = first {
            number.push(first);
        } else {
            first = Some(kept.len());
            number.push(kept.len());
            kept.push(school.clone());
        }
    }
    let agency = plan.schools.len();
    // One school left is the agency.
    let whole = if kept.len() > 1 { kept.len() } else { 0 };
    let places: Vec<usize> = number.iter().copied().chain([whole]).collect();
    let mut changed = plan.clone();
    changed.schools = kept;
    for stratum in &mut changed.strata {
        stratum.school = number[stratum.school];
    }
    let moved = move |(place, column): (usize, Column)| Some((places[place.min(agency)], column));
    (changed, Box::new(moved))
}

/// Levels that are too small at half of the places or more, when there are two or more of them and others stay.
fn small_levels(plan: &Plan, before: &Forecast, dimension: usize) -> Option<Vec<usize>> {
    let is_small =
        |&level: &usize| mostly_small(before, |(_, column)| column == Column::Level(dimension, level));
    let count = plan.dimensions[dimension].levels.len();
    let levels: Vec<usize> = (0..count).filter(is_small).collect();
    // All levels in one would be no dimension any more.
    (levels.len() > 1 && levels.len() < count).then_some(levels)
}

/// The levels in the place of the first of them.
fn merged(plan: &Plan, dimension: usize, levels: &[usize]) -> (Plan, Box<Moved>) {
    let together: BTreeSet<usize> = levels.iter().copied().collect();
    let first = levels.first().copied().unwrap_or(0);
    let count = plan.dimensions[dimension].levels.len();
    let stays = |level: usize| level == first || !together.contains(&level);
    let number: Vec<usize> = (0..count)
        .map(|level| {
            let at = if together.contains(&level) { first } else { level };
            (0..at).filter(|&level| stays(level)).count()
        })
        .collect();
    let mut changed = plan.clone();
    let kept = (0..count).filter(|&level| stays(level));
    changed.dimensions[dimension].levels = kept
        .map(|level| plan.dimensions[dimension].levels[level].clone())
        .collect();
    for stratum in &mut changed.strata {
        let own: BTreeSet<usize> = stratum.levels[dimension]
            .iter()
            .map(|&level| number[level])
            .collect();
        stratum.levels[dimension] = own.into_iter().collect();
    }
    let level = move |(of, level): (usize, usize)| (of, if of == dimension { number[level] } else { level });
    let moved = move |(place, column): (usize, Column)| {
        let column = match column {
            Column::Everyone => column,
            Column::Level(of, own) => {
                let (of, own) = level((of, own));
                Column::Level(of, own)
            }
            Column::Pair([one, other]) => Column::Pair([level(one), level(other)]),
            // A forecast pools nothing.
            Column::Pooled(_) => return None,
        };
        Some((place, column))
    };
    (changed, Box::new(moved))
}

/// The plan without a dimension.
fn without(plan: &Plan, dimension: usize) -> (Plan, Box<Moved>) {
    let number = move |of: usize| (of != dimension).then_some(if of > dimension { of - 1 } else { of });
    let mut changed = plan.clone();
    changed.dimensions.remove(dimension);
    let pairs = plan.pairs.iter();
    changed.pairs = pairs
        .filter_map(|&(one, other)| number(one).zip(number(other)))
        .collect();
    changed.strata = plan
        .strata
        .iter()
        .map(|stratum| {
            let mut levels = stratum.levels.clone();
            levels.remove(dimension);
            Stratum {
                levels,
                ..stratum.clone()
            }
        })
        .collect();
    let moved = move |(place, column): (usize, Column)| {
        let column = match column {
            Column::Everyone => column,
            Column::Level(of, level) => Column::Level(number(of)?, level),
            Column::Pair([one, other]) => {
                Column::Pair([(number(one.0)?, one.1), (number(other.0)?, other.1)])
            }
            Column::Pooled(_) => return None,
        };
        Some((place, column))
    };
    (changed, Box::new(moved))
}

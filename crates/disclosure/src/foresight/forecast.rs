//! The forecast of a plan.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::{Plan, Rates, Unplanned};
use super::response::chance;
use crate::Error;
use crate::rules::{Prefer, Purpose, Rules};
use crate::suppress::{Budget, Column, Laid, Layout, Levelled, Place, Problem, Status, optimum};

/// A group counts as sure beyond this chance.
const SURE: f64 = 0.95;
/// How much heavier it weighs to hide everyone of a place than a group of it.
const TOTAL: u64 = 1_000;

/// What will become of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outlook {
    /// Hidden, with a chance of 95 percent or more at any of the rates.
    SurelyHidden,
    /// Hidden at the middle rate, for its own sake or for that of others.
    LikelyHidden,
    /// Shown at the middle rate.
    LikelyShown,
    /// Enough people with a chance of 95 percent or more at any of the rates, and shown in every pattern.
    SurelyShown,
}

impl Outlook {
    /// Whether it will be shown, surely or likely.
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::LikelyShown | Self::SurelyShown)
    }
}

/// What is foreseen of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// People who will be asked.
    pub people: u32,
    /// The chance that enough of them answer, at the low and at the high rate.
    pub enough: [f64; 2],
    /// Whether the pattern hides it at the low, the middle and the high rate, small groups among them.
    pub hidden: [bool; 3],
    /// What this comes to.
    pub outlook: Outlook,
}

impl Seen {
    /// Whether it is hidden for its own sake rather than for that of others: too few people are likelier than enough.
    pub fn is_small(&self) -> bool {
        f64::midpoint(self.enough[0], self.enough[1]) < 0.5
    }
}

/// What is foreseen of every group that has people. Places are the schools by number, and after them the agency as a whole
/// when it has more than one.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// By place and column.
    pub groups: BTreeMap<(usize, Column), Seen>,
    /// Whether every pattern is the cheapest one; otherwise the best found.
    pub proved: bool,
}

impl Forecast {
    /// How many groups will be shown, surely or likely.
    pub fn shown(&self) -> usize {
        self.groups
            .values()
            .filter(|seen| seen.outlook.is_shown())
            .count()
    }
}

/// Foretells what will be visible of a plan under a pack. `work` limits each of the three searches (see [`Budget`]).
///
/// # Errors
/// [`Unplanned`] for a plan that does not fit together.
pub fn foretell(plan: &Plan, rules: &Rules, rates: Rates, work: u64) -> Result<Forecast, Unplanned> {
    plan.check()?;
    let least = rules.least(Purpose::Survey);
    let asked = counts(
        plan,
        &plan
            .strata
            .iter()
            .map(|stratum| stratum.people)
            .collect::<Vec<_>>(),
    );
    let mut hidden = Vec::new();
    let mut proved = true;
    for rate in rates.three() {
        let answering = dealt(plan, rate);
        let (pattern, is_proved) = pattern(plan, counts(plan, &answering), rules, work)?;
        proved &= is_proved;
        hidden.push(pattern);
    }
    let [low, _, high] = rates.three();
    let mut groups = BTreeMap::new();
    for (&group, &people) in asked.iter().filter(|(_, people)| **people > 0) {
        let people = u32::try_from(people).unwrap_or(u32::MAX);
        let enough = [low, high].map(|rate| chance(people, least, rate));
        let hidden = [0, 1, 2].map(|at: usize| hidden[at].contains(&group));
        let outlook = if enough[1] <= 1.0 - SURE {
            Outlook::SurelyHidden
        } else if enough[0] >= SURE && hidden == [false; 3] {
            Outlook::SurelyShown
        } else if hidden[1] {
            Outlook::LikelyHidden
        } else {
            Outlook::LikelyShown
        };
        let seen = Seen {
            people,
            enough,
            hidden,
            outlook,
        };
        groups.insert(group, seen);
    }
    Ok(Forecast { groups, proved })
}

/// How many of each stratum answer at a rate: the expected number of a school, rounded, dealt out by largest remainders
/// (Hamilton's method); of equal ones the earlier stratum comes first.
fn dealt(plan: &Plan, rate: f64) -> Vec<u32> {
    // Rates in millionths make the sums whole numbers.
    let millionths = millionths(rate);
    let mut answering: Vec<u32> = Vec::new();
    let mut rests: BTreeMap<usize, Vec<(u64, usize)>> = BTreeMap::new();
    for (at, stratum) in plan.strata.iter().enumerate() {
        let expected = u64::from(stratum.people) * millionths;
        answering.push(u32::try_from(expected / 1_000_000).unwrap_or(stratum.people));
        rests
            .entry(stratum.school)
            .or_default()
            .push((expected % 1_000_000, at));
    }
    for mut rests in rests.into_values() {
        let left: u64 = rests.iter().map(|(rest, _)| rest).sum();
        let more = usize::try_from((left + 500_000) / 1_000_000).unwrap_or(usize::MAX);
        rests.sort_by_key(|&(rest, at)| (std::cmp::Reverse(rest), at));
        for &(_, at) in rests.iter().filter(|(rest, _)| *rest > 0).take(more) {
            answering[at] += 1;
        }
    }
    answering
}

fn millionths(rate: f64) -> u64 {
    let text = format!("{:.0}", rate.clamp(0.0, 1.0) * 1e6);
    text.parse().unwrap_or(0)
}

/// The people of every place and column when so many of each stratum count.
fn counts(plan: &Plan, of_stratum: &[u32]) -> BTreeMap<(usize, Column), i64> {
    let agency = (plan.schools.len() > 1).then_some(plan.schools.len());
    let mut found = BTreeMap::new();
    for (stratum, &people) in plan.strata.iter().zip(of_stratum) {
        let mut columns = vec![Column::Everyone];
        for (dimension, levels) in stratum.levels.iter().enumerate() {
            columns.extend(levels.iter().map(|&level| Column::Level(dimension, level)));
        }
        for &(one, other) in &plan.pairs {
            for &first in &stratum.levels[one] {
                let seconds = stratum.levels[other].iter();
                columns.extend(seconds.map(|&second| Column::Pair([(one, first), (other, second)])));
            }
        }
        for place in std::iter::once(stratum.school).chain(agency) {
            for &column in &columns {
                *found.entry((place, column)).or_insert(0) += i64::from(people);
            }
        }
    }
    found
}

type Groups = BTreeSet<(usize, Column)>;

/// The groups that the cheapest safe pattern hides, and whether it is proved to be the cheapest.
fn pattern(
    plan: &Plan,
    counts: BTreeMap<(usize, Column), i64>,
    rules: &Rules,
    work: u64,
) -> Result<(Groups, bool), Unplanned> {
    let schools = plan.schools.len();
    let mut places = vec![Place::default(); schools];
    if schools > 1 {
        places.push(Place {
            parts: (0..schools).collect(),
            also: Vec::new(),
        });
    }
    let dimensions = plan.dimensions.iter().map(|dimension| Levelled {
        kind: dimension.kind,
        levels: dimension.levels.len(),
    });
    let layout = Layout {
        least: i64::from(rules.least(Purpose::Survey)),
        places,
        dimensions: dimensions.collect(),
        pairs: plan.pairs.clone(),
        counts,
        ..Layout::default()
    };
    let laid = loosened(layout.problem()?, rules, schools)?;
    match optimum(&laid.problem, Budget::of(work)) {
        Ok(pattern) => Ok((named(&laid, &pattern.hidden), pattern.is_proved())),
        // What cannot be protected is not shown, and neither is anything beside it.
        Err(Error::Unprotectable { .. }) => {
            let all: BTreeSet<u32> = laid.problem.cells().iter().map(|cell| cell.id).collect();
            Ok((named(&laid, &all), false))
        }
        Err(error) => Err(error.into()),
    }
}

fn named(laid: &Laid, hidden: &BTreeSet<u32>) -> Groups {
    hidden
        .iter()
        .filter_map(|id| laid.groups.get(id).copied())
        .collect()
}

/// The same table where everyone of a place may be hidden, too, if nothing else protects a small place; first the agency
/// where the pack prefers that.
fn loosened(laid: Laid, rules: &Rules, agency: usize) -> Result<Laid, Error> {
    let prefers_agency = rules.complement.prefer_hiding == Prefer::Agency;
    let mut cells = laid.problem.cells().to_vec();
    for cell in &mut cells {
        let Some(&(place, column)) = laid.groups.get(&cell.id) else {
            continue;
        };
        let base = if place == agency && prefers_agency {
            1
        } else {
            cell.weight
        };
        cell.weight = if column == Column::Everyone {
            base * TOTAL
        } else {
            base
        };
        if cell.status == Status::Fixed {
            cell.status = Status::Suppressible;
        }
        // Hidden totals no longer bound anything.
        cell.upper = Problem::LARGEST;
    }
    let problem = Problem::new(cells, laid.problem.relations().to_vec(), laid.problem.numbers())?;
    Ok(Laid {
        problem,
        groups: laid.groups,
    })
}

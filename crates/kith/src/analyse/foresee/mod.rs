//! `kith foresee`: before people are asked, which groups will be visible, and what would help.
//!
//! Every agency of the roster is foretold by itself: its schools, and all of them together. What lies above agencies is
//! nearly always large enough, and is not foretold. A forecast is of group sizes: items that few answer, and shares that a
//! rule pack codes, come on top of it.

mod told;

use super::pack::{Pack, Strictness};
use super::places::{Places, Where};
use super::roster::Roster;
use super::{Mapping, pair};
use crate::output::{say, text};
use crate::survey::instrument;
use anyhow::{Context, bail};
use clap::Args;
use disclosure::foresight::{
    Dimension, Forecast, Plan, Rates, Remedied, School, Stratum, foretell, remedies,
};
use disclosure::{Group, Kind};
use instrument::Instrument;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Steps of each search for the groups that have to be hidden: enough to prove a small agency's.
const WORK: u64 = 400_000;

/// Says before a survey which groups of each school and agency will be visible, and what would help.
#[derive(Args)]
pub struct Foresee {
    /// The questionnaire: a file as instruments/README.md describes it, or the id of a built-in one.
    #[arg(long)]
    instrument: String,
    /// Who will be asked: a CSV or Parquet file with a row per person, or per group with a column "count".
    #[arg(long, value_name = "FILE")]
    roster: PathBuf,
    /// What part of those who are asked will answer: one share, or from the one to the other.
    #[arg(long, value_name = "FROM..TO", default_value = "0.6..0.9", value_parser = rates)]
    response: Rates,
    /// What part of a group's people are new each year, which matters for counting years together.
    #[arg(long, value_name = "SHARE", default_value_t = 0.25, value_parser = share)]
    renewal: f64,
    /// Crosses two dimensions, such as grade:race; can be given again.
    #[arg(long, value_name = "ONE:OTHER", value_parser = pair)]
    pairs: Vec<[String; 2]>,
    #[command(flatten)]
    strictness: Strictness,
    /// Prints JSON instead of sentences.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    places: Where,
}

/// An agency with what is foreseen of it.
struct Foreseen {
    name: String,
    plan: Plan,
    forecast: Forecast,
    helps: Vec<Remedied>,
}

impl Foresee {
    /// Runs it.
    pub fn run(self) -> anyhow::Result<()> {
        let form = instrument(&self.instrument)?;
        let pack = self.strictness.settle(&form)?;
        let roster = Roster::read(&self.roster, &self.places, &form, &Mapping::default())?;
        let name = self.roster.display();
        let dimensions = dimensions(&roster, &form);
        let pairs = self.pairs(&dimensions)?;
        let mut all = Vec::new();
        for (agency, plan) in plans(&roster, &dimensions, &pairs)? {
            all.push(
                self.foreseen(agency, plan, &pack)
                    .with_context(|| format!("{name} cannot be foretold"))?,
            );
        }
        if all.is_empty() {
            bail!("{name} has nobody in it; there should be a row per person, or a count in each row");
        }
        if self.json {
            say!("{}", told::json(&all, self.response, &pack));
            return Ok(());
        }
        text(&told::text(&all, (self.response, &pack), &form))
    }

    fn foreseen(&self, name: String, plan: Plan, pack: &Pack) -> anyhow::Result<Foreseen> {
        let rules = pack.of_people();
        let forecast = foretell(&plan, &rules, self.response, WORK)?;
        let helps = remedies(&plan, &rules, self.response, self.renewal, WORK)?;
        Ok(Foreseen {
            name,
            plan,
            forecast,
            helps,
        })
    }

    /// The pairs by the positions of their dimensions.
    fn pairs(&self, dimensions: &[Dimension]) -> anyhow::Result<Vec<(usize, usize)>> {
        let position = |id: &String| dimensions.iter().position(|known| known.id == *id);
        let mut found = BTreeSet::new();
        for [one, other] in &self.pairs {
            let Some((first, second)) = position(one).zip(position(other)) else {
                let known: Vec<&str> = dimensions.iter().map(|known| known.id.as_str()).collect();
                bail!(
                    "--pairs {one}:{other}: the roster has no such columns; it has {}",
                    known.join(", ")
                )
            };
            found.insert((first.min(second), first.max(second)));
        }
        Ok(found.into_iter().collect())
    }
}

/// The instrument's dimensions that the roster tells, and how its people are spread over them.
fn dimensions(roster: &Roster, form: &Instrument) -> Vec<Dimension> {
    let known = form.dimensions.iter().filter_map(|dimension| {
        let id = dimension.id.to_string();
        let each = || roster.each().map(|(_, groups)| levels_of(groups, &id).count());
        each().any(|count| count > 0).then(|| Dimension {
            kind: if dimension.several {
                Kind::Multiple
            } else if each().all(|count| count == 1) {
                Kind::Single
            } else {
                Kind::SingleOrUnstated
            },
            levels: dimension
                .levels
                .iter()
                .map(|level| level.id.to_string())
                .collect(),
            id: id.clone(),
        })
    });
    known.collect()
}

fn levels_of<'a>(groups: &'a [Group], of: &'a str) -> impl Iterator<Item = &'a str> {
    groups.iter().filter_map(move |group| match group {
        Group::Level { dimension, level } if dimension == of => Some(level.as_str()),
        _ => None,
    })
}

/// A plan for each agency, by its name; people of the same school and levels are one stratum.
fn plans(
    roster: &Roster,
    dimensions: &[Dimension],
    pairs: &[(usize, usize)],
) -> anyhow::Result<Vec<(String, Plan)>> {
    let places = Places::new(&roster.rows, None)?;
    let mut strata: BTreeMap<Option<usize>, BTreeMap<(usize, Vec<Vec<usize>>), u32>> = BTreeMap::new();
    for (row, (people, groups)) in roster.each().enumerate() {
        let school = if roster.rows.is_empty() {
            0
        } else {
            let leaf = places.leaf(roster.rows.of(row));
            leaf.context("a row of the roster names no place")?
        };
        let agency = places.places.get(school).and_then(|place| place.parent);
        let levels = dimensions.iter().map(|dimension| {
            let position = |level: &str| dimension.levels.iter().position(|known| known == level);
            let own: BTreeSet<usize> = levels_of(groups, &dimension.id).filter_map(position).collect();
            own.into_iter().collect()
        });
        let of_agency = strata.entry(agency).or_default();
        let known = of_agency.entry((school, levels.collect())).or_default();
        *known = known
            .checked_add(people)
            .context("the roster has more people than can be counted")?;
    }
    let name = |at: Option<usize>| {
        let place = at.and_then(|at| places.places.get(at));
        place.map_or_else(|| told::EVERYONE.to_owned(), |place| place.id.clone())
    };
    let plans = strata.into_iter().map(|(agency, strata)| {
        let schools: BTreeSet<usize> = strata.keys().map(|(school, _)| *school).collect();
        let number: BTreeMap<usize, usize> = schools
            .iter()
            .enumerate()
            .map(|(at, &school)| (school, at))
            .collect();
        let mut plan = Plan {
            schools: schools
                .iter()
                .map(|&school| School {
                    id: name(Some(school)),
                })
                .collect(),
            dimensions: dimensions.to_vec(),
            pairs: pairs.to_vec(),
            strata: Vec::new(),
        };
        for ((school, levels), people) in strata {
            let school = number[&school];
            plan.strata.push(Stratum {
                school,
                levels,
                people,
            });
        }
        (name(agency), plan)
    });
    let plans = plans.filter(|(_, plan)| plan.strata.iter().any(|stratum| stratum.people > 0));
    Ok(plans.collect())
}

/// One share, or two with dots between them.
fn rates(text: &str) -> Result<Rates, String> {
    let wrong = || format!("{text} should be a share such as 0.8, or two such as 0.6..0.9");
    let (low, high) = text.split_once("..").unwrap_or((text, text));
    let low = low.trim().parse().map_err(|_| wrong())?;
    let high = high.trim().parse().map_err(|_| wrong())?;
    Rates::new(low, high).map_err(|why| why.to_string())
}

fn share(text: &str) -> Result<f64, String> {
    let share: Option<f64> = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| format!("{text} should be a share from 0 to 1, such as 0.25"))
}

//! `kith measure design`.

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use measure::design::{
    Design as Drawn, Estimand, Estimates, Lonely, ShareInterval, Stage, Variable, rao_scott,
};
use measure::proportion::Confidence;
use std::path::PathBuf;

use super::answer::{Answer, record};
use super::table::Table;

/// What a stratum with one sampled unit adds to a variance.
#[derive(Clone, Copy, ValueEnum)]
enum OfLonely {
    /// The design is refused.
    Fail,
    /// Nothing.
    Certainty,
    /// Its distance from the mean of the whole sample.
    Adjust,
    /// What the other strata add on average.
    Average,
}

/// Means, totals, ratios and proportions of a sample, with errors by Taylor linearisation. Rows that lack a value stay in
/// the sample and are left out of the estimate.
#[derive(Args)]
pub struct Design {
    /// The sample: CSV with a header, one row per sampled person.
    file: PathBuf,
    /// Columns whose means are wanted.
    #[arg(long, value_delimiter = ',', alias = "y")]
    mean: Vec<String>,
    /// Columns whose totals are wanted.
    #[arg(long, value_delimiter = ',')]
    total: Vec<String>,
    /// Ratios of totals, written Y/X.
    #[arg(long, value_delimiter = ',')]
    ratio: Vec<String>,
    /// Columns of which the share of each level is wanted.
    #[arg(long, value_delimiter = ',')]
    proportion: Vec<String>,
    /// All of it again for each level of this column.
    #[arg(long)]
    by: Option<String>,
    /// Two columns whose association is tested (Rao and Scott), written A,B.
    #[arg(long, value_delimiter = ',')]
    association: Vec<String>,
    /// The column of the stratum.
    #[arg(long)]
    strata: Option<String>,
    /// The column of the sampled unit, where people were not drawn one by one.
    #[arg(long)]
    cluster: Option<String>,
    /// The column of the weight. Without it, the population over the sample where --fpc is known, otherwise 1.
    #[arg(long)]
    weight: Option<String>,
    /// The column of the number of units (people, or clusters) in the population of the row's stratum.
    #[arg(long)]
    fpc: Option<String>,
    /// What a stratum with one sampled unit adds to a variance.
    #[arg(long, value_enum, default_value = "fail")]
    lonely: OfLonely,
    /// How sure intervals are.
    #[arg(long, default_value_t = 0.95)]
    level: f64,
}

/// One thing asked: its name, numerator and denominator by row, and who has both.
struct Asked {
    name: String,
    kind: Kind,
    has: Vec<bool>,
}

enum Kind {
    Mean(Vec<f64>),
    Total(Vec<f64>),
    Ratio(Vec<f64>, Vec<f64>),
    Share(Vec<bool>),
}

impl Asked {
    fn estimand<'a>(&'a self, domain: &'a [bool]) -> Estimand<'a> {
        match &self.kind {
            Kind::Mean(y) => Estimand::mean(Variable::Real(y)),
            Kind::Total(y) => Estimand::total(Variable::Real(y)),
            Kind::Ratio(y, x) => Estimand::ratio(Variable::Real(y), Variable::Real(x)),
            Kind::Share(holds) => Estimand::mean(Variable::Holds(holds)),
        }
        .within(domain)
    }
}

impl Design {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let table = Table::read(&self.file)?;
        let design = self.drawn(&table)?;
        let asked = self.asked(&table)?;
        if asked.is_empty() && self.association.is_empty() {
            bail!("nothing is asked: give --mean, --total, --ratio, --proportion or --association");
        }
        if !matches!(self.association.len(), 0 | 2) {
            bail!("--association needs two columns, written A,B");
        }
        let sure = Confidence::new(self.level)?;
        let everybody = vec![true; table.rows()];
        let mut rows = estimated(&design, &asked, (None, &everybody), sure)?;
        if let Some(by) = &self.by {
            let (levels, names) = table.levels(by)?;
            for (level, name) in (0..).zip(&names) {
                let of_level: Vec<bool> = levels.iter().map(|found| *found == Some(level)).collect();
                rows.extend(estimated(&design, &asked, (Some(name), &of_level), sure)?);
            }
        }
        let lonely = design
            .lonely_strata()
            .iter()
            .map(|lonely| u64::from(lonely.stratum));
        Ok(record! {
            "rows" => design.rows(),
            "lonely_strata" => lonely.collect::<Vec<_>>().len(),
            "estimates" => rows,
            "association" => match &self.association[..] {
                [first, second] => Some(associated(&table, &design, first, second)?),
                _ => None,
            },
        })
    }

    fn drawn(&self, table: &Table) -> anyhow::Result<Drawn> {
        let codes = |column: &Option<String>| -> anyhow::Result<Option<Vec<u32>>> {
            let Some(column) = column else { return Ok(None) };
            let (levels, _) = table.levels(column)?;
            let code = |(row, level): (usize, Option<u32>)| {
                level.ok_or_else(|| {
                    table.wrong(
                        row,
                        column,
                        "",
                        "the row's stratum or unit: nothing may be missing here",
                    )
                })
            };
            Ok(Some(
                levels
                    .into_iter()
                    .enumerate()
                    .map(code)
                    .collect::<Result<_, _>>()?,
            ))
        };
        let (strata, clusters) = (codes(&self.strata)?, codes(&self.cluster)?);
        let population = self.fpc.as_ref().map(|fpc| table.all_numbers(fpc)).transpose()?;
        let weights = match (&self.weight, &population) {
            (Some(weight), _) => table.all_numbers(weight)?,
            (None, None) => vec![1.0; table.rows()],
            (None, Some(_)) if clusters.is_some() => {
                bail!("with --cluster and --fpc, give --weight: people in a cluster are not counted by --fpc")
            }
            (None, Some(population)) => inverse_chances(population, strata.as_deref()),
        };
        let stage = Stage {
            strata,
            clusters,
            population,
        };
        let lonely = match self.lonely {
            OfLonely::Fail => Lonely::Fail,
            OfLonely::Certainty => Lonely::Certainty,
            OfLonely::Adjust => Lonely::Adjust,
            OfLonely::Average => Lonely::Average,
        };
        Ok(Drawn::new(weights, vec![stage], lonely)?)
    }

    fn asked(&self, table: &Table) -> anyhow::Result<Vec<Asked>> {
        let mut asked = Vec::new();
        for column in &self.mean {
            let (y, has) = numbers(table, column)?;
            asked.push(Asked {
                name: format!("mean of {column}"),
                kind: Kind::Mean(y),
                has,
            });
        }
        for column in &self.total {
            let (y, has) = numbers(table, column)?;
            asked.push(Asked {
                name: format!("total of {column}"),
                kind: Kind::Total(y),
                has,
            });
        }
        for ratio in &self.ratio {
            let (y, x) = ratio
                .split_once('/')
                .with_context(|| format!("--ratio {ratio} should be written Y/X"))?;
            let ((above, has), (below, also)) = (numbers(table, y)?, numbers(table, x)?);
            let has = has.iter().zip(also).map(|(a, b)| *a && b).collect();
            asked.push(Asked {
                name: ratio.clone(),
                kind: Kind::Ratio(above, below),
                has,
            });
        }
        for column in &self.proportion {
            let (levels, names) = table.levels(column)?;
            for (level, name) in (0..).zip(names) {
                asked.push(Asked {
                    name: format!("{column} {name}"),
                    kind: Kind::Share(levels.iter().map(|found| *found == Some(level)).collect()),
                    has: levels.iter().map(Option::is_some).collect(),
                });
            }
        }
        Ok(asked)
    }
}

fn numbers(table: &Table, column: &str) -> anyhow::Result<(Vec<f64>, Vec<bool>)> {
    let numbers = table.numbers(column)?;
    let has = numbers.iter().map(Option::is_some).collect();
    Ok((
        numbers.into_iter().map(|number| number.unwrap_or(0.0)).collect(),
        has,
    ))
}

/// The population of each row's stratum over its sampled rows.
fn inverse_chances(population: &[f64], strata: Option<&[u32]>) -> Vec<f64> {
    let stratum = |row: usize| strata.map_or(0, |strata| strata[row]);
    let mut sampled = std::collections::BTreeMap::<u32, u32>::new();
    (0..population.len()).for_each(|row| *sampled.entry(stratum(row)).or_default() += 1);
    (0..population.len())
        .map(|row| population[row] / f64::from(sampled[&stratum(row)]))
        .collect()
}

fn estimated(
    design: &Drawn,
    asked: &[Asked],
    (level, of_level): (Option<&String>, &[bool]),
    sure: Confidence,
) -> anyhow::Result<Vec<Answer>> {
    let domain = |asked: &Asked| {
        asked
            .has
            .iter()
            .zip(of_level)
            .map(|(has, within)| *has && *within)
            .collect()
    };
    let domains: Vec<Vec<bool>> = asked.iter().map(domain).collect();
    let estimands: Vec<Estimand<'_>> = asked
        .iter()
        .zip(&domains)
        .map(|(asked, domain)| asked.estimand(domain))
        .collect();
    let found = design.estimate(&estimands)?;
    let mut rows = Vec::new();
    for (which, asked) in asked.iter().enumerate() {
        rows.push(record! {
            "of" => asked.name.as_str(),
            "group" => level.map(String::as_str),
            "estimate" => found.values()[which],
            "error" => found.standard_error(which),
            "interval" => interval(&found, which, asked, sure),
            "degrees" => found.degrees(which),
            "respondents" => found.respondents(which),
            "design_effect" => found.design_effect(which),
        });
    }
    Ok(rows)
}

/// By the logit for a share, otherwise ± t; nothing where no degree of freedom is left.
fn interval(found: &Estimates, which: usize, asked: &Asked, sure: Confidence) -> Option<Answer> {
    if matches!(asked.kind, Kind::Share(_)) {
        return found
            .share_interval(which, ShareInterval::Logit, sure)
            .ok()
            .map(Into::into);
    }
    let (low, high) = found.interval(which, sure).ok()?;
    Some(record! { "low" => low, "high" => high })
}

fn associated(table: &Table, design: &Drawn, first: &str, second: &str) -> anyhow::Result<Answer> {
    let ((a, _), (b, _)) = (table.levels(first)?, table.levels(second)?);
    let both: Vec<bool> = a
        .iter()
        .zip(&b)
        .map(|(a, b)| a.is_some() && b.is_some())
        .collect();
    let code = |levels: Vec<Option<u32>>| {
        levels
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect::<Vec<_>>()
    };
    let found = rao_scott(design, &code(a), &code(b), Some(&both))?;
    Ok(record! {
        "pearson" => found.pearson,
        "f" => found.f.statistic,
        "degrees" => vec![found.f.degrees, found.f.denominator_degrees],
        "p" => found.f.p,
        "p_first_order" => found.first_order.p,
        "p_second_order" => found.second_order.p,
    })
}

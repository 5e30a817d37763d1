//! The items of a scale in a file: whole numbers from a lowest to a highest.

use anyhow::{Context, bail};
use clap::Args;
use measure::reliability::{Groups, ItemColumn, ScaleAnswers};
use tally::{Missing, UNSTATED};

use super::table::Table;

/// The most options an item can have.
const OPTIONS: i64 = 250;

/// Which columns are items, and how their answers run.
#[derive(Args)]
pub struct ItemColumns {
    /// The columns of the items, with commas between them.
    #[arg(long, value_delimiter = ',', required = true)]
    pub items: Vec<String>,
    /// Items whose answers run backwards; needs --lowest and --highest.
    #[arg(long, value_delimiter = ',')]
    reversed: Vec<String>,
    /// The lowest answer there is. Without it, the lowest that somebody gave.
    #[arg(long, allow_hyphen_values = true)]
    lowest: Option<i64>,
    /// The highest answer there is. Without it, the highest that somebody gave.
    #[arg(long, allow_hyphen_values = true)]
    highest: Option<i64>,
}

/// Everybody's answers, as options from 0 on, reversed items turned.
pub struct Items {
    /// The columns.
    pub names: Vec<String>,
    /// Per item and person, the option or the code of a missing answer.
    pub codes: Vec<Vec<u8>>,
    /// How many options there are.
    pub options: u8,
    /// The answer that is option 0.
    pub lowest: i64,
}

impl ItemColumns {
    /// Reads and checks the columns.
    pub fn read(&self, table: &Table) -> anyhow::Result<Items> {
        if let Some(other) = self.reversed.iter().find(|name| !self.items.contains(name)) {
            bail!("--reversed {other} is not among --items");
        }
        if !self.reversed.is_empty() && (self.lowest.is_none() || self.highest.is_none()) {
            bail!(
                "--reversed needs --lowest and --highest, since an answer that nobody gave would turn the others wrongly"
            );
        }
        let columns = self
            .items
            .iter()
            .map(|name| table.whole(name))
            .collect::<Result<Vec<_>, _>>()?;
        let given = || columns.iter().flatten().flatten().copied();
        let lowest = self
            .lowest
            .or_else(|| given().min())
            .context("nobody answered any of --items")?;
        let highest = self.highest.or_else(|| given().max()).unwrap_or(lowest);
        if highest <= lowest || highest - lowest >= OPTIONS {
            bail!("answers run from {lowest} to {highest}; they need 2 to {OPTIONS} different ones");
        }
        let options = u8::try_from(highest - lowest + 1)?;
        let missing = Missing::Skipped.code();
        let mut codes = Vec::new();
        for (name, column) in self.items.iter().zip(&columns) {
            let turned = self.reversed.contains(name);
            let code = |(row, answer): (usize, &Option<i64>)| match *answer {
                None => Ok(missing),
                Some(answer) if (lowest..=highest).contains(&answer) => Ok(u8::try_from(if turned {
                    highest - answer
                } else {
                    answer - lowest
                })?),
                Some(answer) => {
                    let right = format!("a whole number from {lowest} to {highest}");
                    Err(table.wrong(row, name, &answer.to_string(), &right))
                }
            };
            codes.push(
                column
                    .iter()
                    .enumerate()
                    .map(code)
                    .collect::<anyhow::Result<_>>()?,
            );
        }
        Ok(Items {
            names: self.items.clone(),
            codes,
            options,
            lowest,
        })
    }
}

impl Items {
    /// As values from 1 on.
    pub fn scale(&self) -> Result<ScaleAnswers, measure::Error> {
        let columns: Vec<ItemColumn<'_>> = self
            .codes
            .iter()
            .map(|codes| ItemColumn {
                codes,
                options: self.options,
                reversed: false,
            })
            .collect();
        ScaleAnswers::new(&columns)
    }

    /// A mean of values from 1 on, as the file counts.
    pub fn as_answered(&self, mean: f64) -> f64 {
        // Answers are few, so their lowest fits.
        mean - 1.0 + i32::try_from(self.lowest).map_or(f64::NAN, f64::from)
    }
}

/// The levels of a column, the reference first.
pub struct Levels {
    /// Per person.
    pub column: Vec<u16>,
    /// Their names, the reference first.
    pub names: Vec<String>,
}

impl Levels {
    /// Reads a column; `reference` or the level of the most people comes first.
    pub fn read(table: &Table, column: &str, reference: Option<&str>) -> anyhow::Result<Self> {
        let (levels, names) = table.levels(column)?;
        if names.len() < 2 {
            bail!(
                "column {column} has {} levels; at least 2 are needed",
                names.len()
            );
        }
        let people = |level: &usize| {
            levels
                .iter()
                .flatten()
                .filter(|found| **found as usize == *level)
                .count()
        };
        let first = match reference {
            Some(reference) => names.iter().position(|name| name == reference).with_context(|| {
                format!(
                    "--reference {reference} is no level of {column}: they are {}",
                    names.join(", ")
                )
            })?,
            None => (0..names.len()).rev().max_by_key(people).unwrap_or(0),
        };
        let mut order: Vec<usize> = vec![first];
        order.extend((0..names.len()).filter(|level| *level != first));
        let mut place = vec![UNSTATED; names.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = u16::try_from(new)
                .ok()
                .filter(|new| *new < UNSTATED)
                .context("too many levels")?;
        }
        Ok(Self {
            column: levels
                .iter()
                .map(|level| level.map_or(UNSTATED, |level| place[level as usize]))
                .collect(),
            names: order.into_iter().map(|level| names[level].clone()).collect(),
        })
    }

    /// For comparisons.
    pub fn groups(&self) -> Result<Groups, measure::Error> {
        Groups::new(&self.column, self.names.len())
    }
}

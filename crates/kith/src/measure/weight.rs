//! `kith measure weight`.

use anyhow::bail;
use clap::Args;
use measure::weighting::{Bounds, Margin, Raking, rake, representativity};
use std::path::{Path, PathBuf};

use super::answer::{Answer, record};
use super::table::Table;

/// Raking: weights that meet the known totals of several columns. Post-stratification is raking to one column.
#[derive(Args)]
pub struct Weight {
    /// The answers: CSV with a header, one row per person.
    file: PathBuf,
    /// The known totals: CSV with the columns column, level and total, one row per level.
    #[arg(long)]
    totals: PathBuf,
    /// The column of the starting weight. Without it, everybody starts alike.
    #[arg(long = "weight")]
    starting: Option<String>,
    /// The fewest people of a level.
    #[arg(long, default_value_t = 5)]
    least: u64,
    /// The least and the largest factor on a weight, relative to the mean one, such as 0.3,3.
    #[arg(long, value_delimiter = ',')]
    bounds: Vec<f64>,
    /// The column that says who answered (1 or yes), where the file holds everybody asked: adds R-indicators. Only those who
    /// answered are weighted.
    #[arg(long)]
    responded: Option<String>,
}

/// One column whose totals are known: its levels by row, their names and totals.
struct Known {
    column: String,
    cells: Vec<u32>,
    names: Vec<String>,
    totals: Vec<f64>,
}

impl Weight {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let table = Table::read(&self.file)?;
        let known = known(&table, &self.totals)?;
        let answered = match &self.responded {
            Some(column) => responded(&table, column)?,
            None => vec![true; table.rows()],
        };
        let mean = known[0].totals.iter().sum::<f64>() / f64::from(u32::try_from(table.rows())?);
        let starting = match &self.starting {
            Some(column) => table.all_numbers(column)?,
            None => vec![mean; table.rows()],
        };
        let of_answered = |row: &usize| answered[*row];
        let rows: Vec<usize> = (0..table.rows()).filter(of_answered).collect();
        let margins: Vec<Margin> = known
            .iter()
            .map(|known| Margin {
                cells: rows.iter().map(|&row| known.cells[row]).collect(),
                totals: known.totals.clone(),
            })
            .collect();
        let weights: Vec<f64> = rows.iter().map(|&row| starting[row]).collect();
        let how = Raking {
            least_respondents: self.least,
            bounds: match self.bounds[..] {
                [least, most] => Some(Bounds { least, most }),
                [] => None,
                _ => bail!("--bounds needs two factors, such as 0.3,3"),
            },
            ..Raking::default()
        };
        let raked = rake(&weights, &margins, &how)?;
        let mut all = vec![None; table.rows()];
        for (&row, &weight) in rows.iter().zip(raked.adjustment.weights()) {
            all[row] = Some(weight);
        }
        let representative = match &self.responded {
            Some(_) => Some(indicators(&answered, &known)?),
            None => None,
        };
        Ok(record! {
            "people" => rows.len(),
            "rounds" => raked.rounds,
            "gap" => raked.gap,
            "at_bounds" => raked.at_bounds,
            "unequal_weighting" => raked.adjustment.unequal_weighting(),
            "representativity" => representative,
            "weights" => all,
        })
    }
}

fn indicators(answered: &[bool], known: &[Known]) -> anyhow::Result<Answer> {
    let groupings: Vec<&[u32]> = known.iter().map(|known| known.cells.as_slice()).collect();
    let found = representativity(answered, &groupings, None)?;
    let column = |(known, partial): (&Known, &measure::weighting::Partial)| {
        record! {
            "column" => known.column.as_str(),
            "levels" => known.names.clone(),
            "unconditional" => partial.unconditional,
            "conditional" => partial.conditional,
            "of_levels" => partial.cells_unconditional.clone(),
            "of_levels_conditional" => partial.cells_conditional.clone(),
        }
    };
    Ok(record! {
        "rate" => found.rate,
        "r" => found.indicator,
        "r_adjusted" => found.adjusted,
        "partial" => known.iter().zip(&found.partial).map(column).collect::<Vec<_>>(),
    })
}

fn responded(table: &Table, column: &str) -> anyhow::Result<Vec<bool>> {
    let cells = table.names(column)?.into_iter().enumerate();
    cells
        .map(
            |(row, cell)| match cell.unwrap_or_default().to_ascii_lowercase().as_str() {
                "1" | "yes" | "true" => Ok(true),
                "0" | "no" | "false" => Ok(false),
                other => Err(table.wrong(row, column, other, "1 or 0, yes or no")),
            },
        )
        .collect()
}

fn known(table: &Table, file: &Path) -> anyhow::Result<Vec<Known>> {
    let totals = Table::read(file)?;
    let [columns, levels] = [totals.names("column")?, totals.names("level")?];
    let numbers = totals.all_numbers("total")?;
    let mut known: Vec<Known> = Vec::new();
    for (row, ((column, level), total)) in columns.into_iter().zip(levels).zip(numbers).enumerate() {
        let column = column.ok_or_else(|| totals.wrong(row, "column", "", "a column of the answers"))?;
        let level = level.ok_or_else(|| totals.wrong(row, "level", "", "a level of that column"))?;
        let at = known.iter().position(|known| known.column == column);
        let at = at.unwrap_or_else(|| {
            known.push(Known {
                column: column.to_owned(),
                cells: Vec::new(),
                names: Vec::new(),
                totals: Vec::new(),
            });
            known.len() - 1
        });
        if known[at].names.iter().any(|name| name == level) {
            return Err(totals.wrong(row, "level", level, "a level that is not named before"));
        }
        known[at].names.push(level.to_owned());
        known[at].totals.push(total);
    }
    for known in &mut known {
        let cells = table.names(&known.column)?.into_iter().enumerate();
        let cell = |(row, cell): (usize, Option<&str>)| {
            let cell = cell.unwrap_or_default();
            let at = known.names.iter().position(|name| name == cell);
            let right = || format!("one of the levels with a total: {}", known.names.join(", "));
            let at = at.ok_or_else(|| table.wrong(row, &known.column, cell, &right()))?;
            Ok(u32::try_from(at)?)
        };
        known.cells = cells.map(cell).collect::<anyhow::Result<_>>()?;
    }
    if known.is_empty() {
        bail!("{} has no totals", file.display());
    }
    Ok(known)
}

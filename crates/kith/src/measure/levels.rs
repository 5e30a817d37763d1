//! `kith measure levels`.

use anyhow::bail;
use clap::Args;
use measure::reliability::Schools;
use std::path::PathBuf;

use super::answer::{Answer, record};
use super::table::Table;

/// Differences between schools (or other groups): ICC(1), ICC(2), restricted maximum likelihood, and how many answers a
/// school needs.
#[derive(Args)]
pub struct Levels {
    /// The scores: CSV with a header, one row per person.
    file: PathBuf,
    /// The column of the score.
    #[arg(long, conflicts_with = "items", required_unless_present = "items")]
    score: Option<String>,
    /// Or columns whose mean over those answered is the score.
    #[arg(long, value_delimiter = ',')]
    items: Vec<String>,
    /// Items a person must have answered.
    #[arg(long, default_value_t = 1)]
    least_answered: usize,
    /// The column of the school.
    #[arg(long)]
    group: String,
    /// Reliabilities for which the answers needed are told.
    #[arg(long, value_delimiter = ',', default_value = "0.7,0.8,0.9")]
    target: Vec<f64>,
}

impl Levels {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let table = Table::read(&self.file)?;
        let scores = match &self.score {
            Some(score) => table.numbers(score)?,
            None => self.means(&table)?,
        };
        let (schools, names) = table.levels(&self.group)?;
        let both = scores
            .iter()
            .zip(&schools)
            .filter_map(|(score, school)| Some(((*score)?, (*school)?)));
        let (values, ids): (Vec<f64>, Vec<u32>) = both.unzip();
        let found = Schools::new(&values, &ids)?;
        let (variances, components) = (found.variances()?, found.components()?);
        let needed = self.target.iter().map(|&target| {
            Ok(record! { "reliability" => target, "answers" => components.answers_needed(target)? })
        });
        Ok(record! {
            "people" => found.people(),
            "schools" => found.schools().len(),
            "schools_without_a_score" => names.len() - found.schools().len(),
            "mean_square_between" => variances.between,
            "mean_square_within" => variances.within,
            "f" => variances.f(),
            "mean_size" => variances.mean_size,
            "icc_1" => variances.icc_1(),
            "icc_1_exact" => variances.icc_1_exact(),
            "icc_2" => variances.icc_2(),
            "reml" => record! {
                "between" => components.between,
                "within" => components.within,
                "icc" => components.icc(),
                "mean" => components.mean,
                "mean_error" => components.mean_error,
                "deviance" => components.deviance,
            },
            "needed" => needed.collect::<Result<Vec<_>, measure::Error>>()?,
        })
    }

    fn means(&self, table: &Table) -> anyhow::Result<Vec<Option<f64>>> {
        if self.least_answered == 0 || self.least_answered > self.items.len() {
            bail!(
                "--least-answered should be 1 to {}, the number of --items",
                self.items.len()
            );
        }
        let mut sums = vec![(0_u32, 0.0); table.rows()];
        for item in &self.items {
            for (sum, value) in sums.iter_mut().zip(table.numbers(item)?) {
                if let Some(value) = value {
                    *sum = (sum.0 + 1, sum.1 + value);
                }
            }
        }
        let mean = |(answered, sum): (u32, f64)| {
            (answered as usize >= self.least_answered).then(|| sum / f64::from(answered))
        };
        Ok(sums.into_iter().map(mean).collect())
    }
}

//! `kith measure invariance`.

use clap::Args;
use measure::fairness::{Comparability, comparability, invariance};
use measure::reliability::{Covariances, Equality, GroupMoments};
use std::path::PathBuf;

use super::answer::{Answer, record};
use super::scale::{ItemColumns, Levels};
use super::table::Table;

/// Factor models of the groups by maximum likelihood, more and more held equal; people with every answer.
#[derive(Args)]
pub struct Invariance {
    /// The answers: CSV with a header, one row per person.
    file: PathBuf,
    #[command(flatten)]
    columns: ItemColumns,
    /// The column of the groups.
    #[arg(long)]
    group: String,
    /// For each item the factor it belongs to, from 1, with commas between them. Without it, one factor.
    #[arg(long, value_delimiter = ',')]
    factors: Vec<usize>,
    /// The least CFI at which the model of the groups apart counts as fitting.
    #[arg(long, default_value_t = 0.9)]
    cfi: f64,
}

impl Invariance {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let table = Table::read(&self.file)?;
        let items = self.columns.read(&table)?;
        let levels = Levels::read(&table, &self.group, None)?;
        let factors: Vec<usize> = if self.factors.is_empty() {
            vec![0; items.names.len()]
        } else if self.factors.len() == items.names.len() && !self.factors.contains(&0) {
            self.factors.iter().map(|factor| factor - 1).collect()
        } else {
            anyhow::bail!(
                "--factors needs one number from 1 on for each of the {} items",
                items.names.len()
            );
        };
        let scale = items.scale()?;
        let mut moments = Vec::new();
        for level in 0..levels.names.len() {
            let kept: Vec<bool> = levels
                .column
                .iter()
                .map(|found| usize::from(*found) == level)
                .collect();
            moments.push(GroupMoments::of(&Covariances::listwise(
                &scale.of_people(&kept)?,
            )?)?);
        }
        let found = invariance(&moments, &factors)?;
        let row = |step: &measure::fairness::InvarianceStep| {
            let fit = &step.fitted.fit;
            record! {
                "equal" => match step.fitted.equality {
                    Equality::Configural => "configural",
                    Equality::Metric => "metric",
                    Equality::Scalar => "scalar",
                    Equality::Strict => "strict",
                },
                "chi_squared" => fit.chi_squared,
                "degrees" => fit.degrees,
                "cfi" => fit.cfi,
                "rmsea" => fit.rmsea,
                "srmr" => fit.srmr,
                "change_of_cfi" => step.change.map(|change| change.cfi),
                "p_of_change" => step.change.map(|change| change.p),
            }
        };
        Ok(record! {
            "groups" => levels.names.clone(),
            "people" => found.people,
            "steps" => found.steps.iter().map(row).collect::<Vec<_>>(),
            "stopped" => found.stopped.as_ref().map(ToString::to_string),
            "comparable" => match comparability(&found, self.cfi) {
                Comparability::Nothing => "nothing",
                Comparability::Meaning => "meaning",
                Comparability::Relations => "relations",
                Comparability::Means => "means",
                Comparability::MeansAndSpread => "means and spread",
            },
        })
    }
}

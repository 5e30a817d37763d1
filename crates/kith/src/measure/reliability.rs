//! `kith measure reliability`.

use clap::Args;
use measure::reliability::{
    Alpha, Covariances, JointCounts, Omega, ScaleAnswers, categorical_omega, item_statistics, person_means,
};
use std::path::PathBuf;

use super::answer::{Answer, record};
use super::scale::{ItemColumns, Items};
use super::table::Table;

/// Alpha (from all pairs of answers, and of those who answered everything), omega, and what each item adds.
#[derive(Args)]
pub struct Reliability {
    /// The answers: CSV with a header, one row per person.
    file: PathBuf,
    #[command(flatten)]
    columns: ItemColumns,
    /// How sure the interval of alpha is.
    #[arg(long, default_value_t = 0.95)]
    level: f64,
}

impl Reliability {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let items = self.columns.read(&Table::read(&self.file)?)?;
        let scale = items.scale()?;
        let complete = scale.complete();
        let counts = JointCounts::new(&scale);
        let pairwise = Covariances::pairwise(&counts)?;
        let listwise = Covariances::listwise(&scale);
        let (mean, deviation) = person_means(&scale)?;
        let omega = |omega: Result<Omega, measure::Error>| {
            omega.map(|omega| record! { "of_model" => omega.of_model, "of_total" => omega.of_total })
        };
        let of_complete = |covariances: &Result<Covariances, measure::Error>| match covariances {
            Ok(covariances) => of(&items, &complete, covariances, self.level),
            Err(why) => Err(why.clone()),
        };
        Ok(record! {
            "rows" => scale.people(),
            "people" => counts.people(),
            "people_complete" => complete.people(),
            "mean" => items.as_answered(mean),
            "sd" => deviation,
            "pairwise" => of(&items, &scale, &pairwise, self.level),
            "complete" => of_complete(&listwise),
            "omega_minimum_residual" => omega(Omega::minimum_residual(pairwise.pairwise_correlations())),
            "omega_maximum_likelihood" => omega(listwise.and_then(|found| Omega::maximum_likelihood(&found))),
            "omega_categorical" => categorical_omega(&counts).map(|found| found.omega),
        })
    }
}

fn of(
    items: &Items,
    scale: &ScaleAnswers,
    covariances: &Covariances,
    level: f64,
) -> Result<Answer, measure::Error> {
    let alpha = Alpha::new(covariances)?;
    let rows = item_statistics(scale, covariances)?;
    let row = |(name, item): (&String, &measure::reliability::ItemStatistics)| {
        record! {
            "item" => name.as_str(),
            "n" => item.answered,
            "mean" => items.as_answered(item.mean),
            "sd" => item.deviation,
            "r_raw" => item.raw_correlation,
            "r_standardised" => item.standardised_correlation,
            "r_corrected" => item.corrected_correlation,
            "r_rest" => item.rest_correlation,
            "alpha_without" => item.alpha_without,
        }
    };
    Ok(record! {
        "alpha" => alpha.raw,
        "alpha_standardised" => alpha.standardised,
        "feldt" => alpha.feldt(level)?,
        "standard_error" => alpha.standard_error,
        "lambda_6" => alpha.lambda_6,
        "mean_correlation" => alpha.mean_correlation,
        "median_correlation" => alpha.median_correlation,
        "signal_to_noise" => alpha.signal_to_noise(),
        "items" => items.names.iter().zip(&rows).map(row).collect::<Vec<_>>(),
    })
}

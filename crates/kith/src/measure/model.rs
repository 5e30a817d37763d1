//! `kith measure model`.

use clap::{Args, ValueEnum};
use measure::response::{
    Calibration, Column, Ending, Fit, Model as Which, Patterns, Quadrature, Responses, StandardErrors,
};
use measure::score::{Estimate, MeanSquare, Scoring, item_fit};
use std::path::PathBuf;
use tally::OPTIONS_MAX;

use super::answer::{Answer, record};
use super::scale::{ItemColumns, Items};
use super::table::Table;

#[derive(Clone, Copy, ValueEnum)]
enum Named {
    /// Two options, one slope.
    Rasch,
    /// Two options, a slope per item.
    #[value(name = "2pl")]
    TwoParameter,
    /// Partial credit, one slope.
    Pcm,
    /// Partial credit, a slope per item.
    Gpcm,
    /// Graded response.
    Grm,
}

/// Fits an item response model by marginal maximum likelihood, θ ~ N(0, 1); missing answers are left out.
#[derive(Args)]
pub struct Model {
    /// The answers: CSV with a header, one row per person.
    file: PathBuf,
    #[command(flatten)]
    columns: ItemColumns,
    /// The model.
    #[arg(long = "model", value_enum)]
    named: Named,
    /// Points of θ from −6 to 6; more where the integration error is above 1e-8.
    #[arg(long, default_value_t = 61)]
    points: usize,
    /// Threads; the result is the same on any number.
    #[arg(long, default_value_t = 1)]
    threads: usize,
}

impl Model {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let items = self.columns.read(&Table::read(&self.file)?)?;
        let (patterns, unchosen) = patterns(&items)?.without_unchosen()?;
        let mut calibration = Calibration::new(match self.named {
            Named::Rasch => Which::Rasch,
            Named::TwoParameter => Which::TwoParameter,
            Named::Pcm => Which::PartialCredit,
            Named::Gpcm => Which::GeneralisedPartialCredit,
            Named::Grm => Which::GradedResponse,
        });
        calibration.quadrature = Quadrature::equidistant(self.points, -6.0, 6.0)?;
        calibration.threads = self.threads.max(1);
        let fit = calibration.fit(&patterns)?;
        let errors = calibration.standard_errors(&patterns, &fit);
        let merged = unchosen.iter().map(|unchosen| {
            let option = i64::try_from(unchosen.category).unwrap_or(i64::MAX);
            format!("{}={}", items.names[unchosen.item], items.lowest + option)
        });
        Ok(record! {
            "people" => patterns.people(),
            "patterns" => patterns.len(),
            "log_likelihood" => fit.log_likelihood,
            "parameters" => fit.parameters,
            "converged" => fit.ending == Ending::Converged,
            "passes" => fit.passes,
            "integration_error" => fit.integration_error,
            "answers_nobody_gave" => merged.collect::<Vec<_>>(),
            "items" => parameters(&items, &fit, errors.ok().as_ref()),
            "fit" => fitting(&items, &patterns, &fit)?,
            "scores" => scores(&fit)?,
        })
    }
}

fn patterns(items: &Items) -> Result<Patterns, measure::response::Error> {
    let is_missing = |code: &u8| usize::from(*code) >= OPTIONS_MAX;
    let split: Vec<(Vec<u8>, Vec<bool>)> = items
        .codes
        .iter()
        .map(|codes| {
            let answers = codes
                .iter()
                .map(|code| if is_missing(code) { 0 } else { *code })
                .collect();
            (answers, codes.iter().map(is_missing).collect())
        })
        .collect();
    let columns: Vec<Column<'_>> = split
        .iter()
        .map(|(answers, missing)| Column {
            answers,
            categories: items.options,
            missing: Some(missing),
        })
        .collect();
    Patterns::new(&Responses {
        items: &columns,
        weights: None,
        groups: None,
    })
}

fn parameters(items: &Items, fit: &Fit, errors: Option<&StandardErrors>) -> Vec<Answer> {
    let row = |(at, item): (usize, &measure::response::Item)| {
        let errors = errors.map(|errors| &errors.items[at]);
        record! {
            "item" => items.names[at].as_str(),
            "slope" => item.slope(),
            "slope_error" => errors.and_then(|errors| errors.slope),
            "thresholds" => item.thresholds().to_vec(),
            "threshold_errors" => errors.map(|errors| errors.thresholds.clone()),
        }
    };
    fit.items.iter().enumerate().map(row).collect()
}

fn fitting(items: &Items, patterns: &Patterns, fit: &Fit) -> anyhow::Result<Vec<Answer>> {
    let scores = Scoring::of(fit, 0)?.patterns(patterns)?;
    let thetas: Vec<Option<f64>> = scores
        .iter()
        .map(|score| score.weighted_likelihood.map(|estimate| estimate.theta))
        .collect();
    let found = item_fit(&fit.items, patterns, &thetas)?;
    let square = |square: MeanSquare| vec![square.mean_square, square.standardised];
    let row = |(name, fit): (&String, Option<measure::score::ItemFit>)| {
        record! {
            "item" => name.as_str(),
            "infit" => fit.map(|fit| square(fit.infit)),
            "outfit" => fit.map(|fit| square(fit.outfit)),
        }
    };
    Ok(items.names.iter().zip(found).map(row).collect())
}

/// Per sum of options: expectation, and where the sum says all that the answers say, the two likelihood estimates.
fn scores(fit: &Fit) -> anyhow::Result<Vec<Answer>> {
    let scoring = Scoring::of(fit, 0)?;
    let all = vec![true; fit.items.len()];
    let both = |estimate: Estimate| vec![estimate.theta, estimate.error];
    if let Ok(table) = scoring.raw_to_scale(&all) {
        return Ok(table
            .into_iter()
            .map(|line| {
                record! {
                    "raw" => line.raw,
                    "eap" => both(line.expected_a_posteriori),
                    "ml" => line.maximum_likelihood.map(both),
                    "wle" => both(line.weighted_likelihood),
                }
            })
            .collect());
    }
    let lines = scoring.summed(&all)?.into_iter().enumerate();
    Ok(lines
        .map(|(raw, estimate)| record! { "raw" => raw, "eap" => both(estimate) })
        .collect())
}

//! `kith measure`: the statistics of the measuring engine on a CSV file that its user holds, for a statistician who wants
//! one number and its error. It protects nobody: what it prints may be about a single person.

mod answer;
mod compare;
mod design;
mod dif;
mod invariance;
mod levels;
mod model;
mod proportion;
mod reliability;
mod scale;
mod table;
mod trend;
mod weight;

use crate::output::{say, text};
use clap::{Args, Subcommand};

/// One statistic, and how it is to be printed.
#[derive(Args)]
pub struct Measure {
    #[command(subcommand)]
    what: What,
    /// Prints JSON, every number in full.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum What {
    /// Alpha, omega, categorical omega, and what each item adds.
    Reliability(reliability::Reliability),
    /// Item response models: slopes, thresholds, fit, and the table from raw scores to the scale.
    Model(model::Model),
    /// Whether items mean the same to groups: Mantel–Haenszel, or ordinal logistic regression.
    Dif(dif::Dif),
    /// Whether a scale measures the same in groups: factor models, configural to strict.
    Invariance(invariance::Invariance),
    /// Differences between schools: intraclass correlations, variance components, answers needed.
    Levels(levels::Levels),
    /// Means, totals, ratios and proportions of a sample with strata, clusters and weights.
    Design(design::Design),
    /// All intervals of a share.
    Proportion(proportion::Proportion),
    /// Weights that meet known totals.
    Weight(weight::Weight),
    /// Whether waves rise or fall.
    Trend(trend::Trend),
    /// How much groups differ: means, effect sizes, probabilities corrected for many comparisons.
    Compare(compare::Compare),
}

impl Measure {
    /// Runs it.
    pub fn run(self) -> anyhow::Result<()> {
        let answer = match self.what {
            What::Reliability(what) => what.answer(),
            What::Model(what) => what.answer(),
            What::Dif(what) => what.answer(),
            What::Invariance(what) => what.answer(),
            What::Levels(what) => what.answer(),
            What::Design(what) => what.answer(),
            What::Proportion(what) => what.answer(),
            What::Weight(what) => what.answer(),
            What::Trend(what) => what.answer(),
            What::Compare(what) => what.answer(),
        }?;
        if self.json {
            say!("{}", serde_json::to_string(&answer)?);
            return Ok(());
        }
        text(&answer.lines())
    }
}

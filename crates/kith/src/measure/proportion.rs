//! `kith measure proportion`.

use clap::Args;
use measure::proportion::{
    Confidence, agresti_coull, clopper_pearson, hypergeometric, jeffreys, wilson_corrected, wilson_finite,
};

use super::answer::{Answer, record};

/// A share of people with every interval: for a sample of very many, and for a known population.
#[derive(Args)]
pub struct Proportion {
    /// People who said so.
    #[arg(long)]
    part: u64,
    /// People who answered.
    #[arg(long)]
    of: u64,
    /// People there are, answered or not.
    #[arg(long)]
    population: Option<u64>,
    /// How sure the intervals are.
    #[arg(long, default_value_t = 0.95)]
    level: f64,
}

impl Proportion {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let (part, of, sure) = (self.part, self.of, Confidence::new(self.level)?);
        let finite = |population: u64| -> Result<Answer, measure::Error> {
            Ok(record! {
                "hypergeometric" => hypergeometric(part, of, population, sure)?,
                "wilson_finite" => wilson_finite(part, of, population, sure)?,
            })
        };
        Ok(record! {
            "share" => measure::share(part, of)?,
            "wilson" => measure::wilson(part, of, sure.z())?,
            "wilson_corrected" => wilson_corrected(part, of, sure)?,
            "clopper_pearson" => clopper_pearson(part, of, sure)?,
            "jeffreys" => jeffreys(part, of, sure)?,
            "agresti_coull" => agresti_coull(part, of, sure)?,
            "of_the_population" => self.population.map(finite).transpose()?,
        })
    }
}

//! `kith measure trend`.

use anyhow::bail;
use clap::Args;
use measure::comparison::{Trend as Tested, cochran_armitage, mann_kendall, slope};
use measure::proportion::Confidence;

use super::answer::{Answer, record};

/// Whether three or more waves rise or fall: shares from counts, estimates with their errors, or values alone.
#[derive(Args)]
pub struct Trend {
    /// People who said so, per wave: the test of Cochran and Armitage. Needs --of.
    #[arg(long, value_delimiter = ',', requires = "of", conflicts_with = "values")]
    part: Vec<u64>,
    /// People who answered, per wave.
    #[arg(long, value_delimiter = ',', requires = "part")]
    of: Vec<u64>,
    /// Estimates or values per wave: the test of Mann and Kendall.
    #[arg(long, value_delimiter = ',', allow_hyphen_values = true)]
    values: Vec<f64>,
    /// Their standard errors: adds a line by weighted least squares.
    #[arg(long, value_delimiter = ',', requires = "values")]
    errors: Vec<f64>,
    /// When the waves were. Without it, 1, 2, 3 and so on.
    #[arg(long, value_delimiter = ',', allow_hyphen_values = true)]
    times: Vec<f64>,
    /// How sure intervals are.
    #[arg(long, default_value_t = 0.95)]
    level: f64,
}

impl Trend {
    pub(super) fn answer(self) -> anyhow::Result<Answer> {
        let waves = self.part.len().max(self.values.len());
        if waves == 0 {
            bail!("nothing to look at: give --part with --of, or --values");
        }
        let times = if self.times.is_empty() {
            (1..=u32::try_from(waves)?).map(f64::from).collect()
        } else {
            self.times.clone()
        };
        if !self.part.is_empty() {
            if self.part.len() != self.of.len() {
                bail!(
                    "--part has {} waves and --of {}; they need as many",
                    self.part.len(),
                    self.of.len()
                );
            }
            let counts: Vec<(u64, u64)> = self.part.iter().copied().zip(self.of.iter().copied()).collect();
            return Ok(record! { "cochran_armitage" => tested(cochran_armitage(&counts, &times)?) });
        }
        let line = if self.errors.is_empty() {
            None
        } else {
            let found = slope(&self.values, &self.errors, &times, Confidence::new(self.level)?)?;
            Some(record! {
                "slope" => found.slope,
                "error" => found.standard_error,
                "interval" => record! { "low" => found.low, "high" => found.high },
                "p" => found.p,
                "misfit" => found.misfit,
                "misfit_p" => found.misfit_p,
            })
        };
        Ok(record! { "mann_kendall" => tested(mann_kendall(&self.values)?), "line" => line })
    }
}

fn tested(found: Tested) -> Answer {
    record! { "statistic" => found.statistic, "p" => found.p, "exact" => found.exact }
}

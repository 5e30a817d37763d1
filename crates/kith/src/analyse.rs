//! `kith analyse`: a safe, scored report of a file of answers, without an installation.

use crate::survey::{Reading, instrument, write_new};
use anyhow::{Context, bail};
use clap::Args;
use disclosure::Protection;
use instrument::import::{Mapping, apply, propose, read_table};
use std::path::PathBuf;

/// Reads a CSV file of answers and prints what may be shown of it.
#[derive(Args)]
pub struct Analyse {
    /// The answers: one row per person, a header.
    responses: PathBuf,
    /// The questionnaire: a file as instruments/README.md describes it, or the id of a built-in one.
    #[arg(long)]
    instrument: String,
    /// The least number of people that a figure may be about; not under 5.
    #[arg(long, default_value_t = 10)]
    least: u32,
    /// The language of the report.
    #[arg(long, default_value = "en")]
    language: String,
    /// Writes every figure to this CSV file instead of printing a report.
    #[arg(long)]
    csv: Option<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

impl Analyse {
    /// Runs it.
    pub fn run(self) -> anyhow::Result<()> {
        let name = self.responses.display().to_string();
        let language = web::Language::from_tag(&self.language)
            .with_context(|| format!("--language {} should be en or es", self.language))?;
        let protection = Protection::new(self.least).context("--least")?;
        let bytes = std::fs::read(&self.responses).with_context(|| format!("{name} cannot be read"))?;
        let form = instrument(&self.instrument)?;
        let table = read_table(&bytes).map_err(|problems| wrong(&name, &problems))?;
        let proposed = propose(&table, &form, &Mapping::default());
        let Some(mapping) = self.reading.settle(proposed, &form)? else {
            return Ok(());
        };
        let imported = apply(&table, &form, &mapping).map_err(|problems| wrong(&name, &problems))?;
        let report = match platform::climate::analyse(&imported.instrument, &imported.coded, protection) {
            Ok(report) => report,
            Err(why) => bail!("{name} cannot be counted: {why}"),
        };
        let words = web::climate::Words {
            form: &imported.instrument,
            t: web::Translator::new(language),
        };
        match &self.csv {
            Some(file) => {
                write_new(file, &publish::table::csv(&report, None, &words))?;
                eprintln!("{} holds every figure that may be shown.", file.display());
            }
            None => println!("{}", publish::table::plain_text(&report, &words)),
        }
        Ok(())
    }
}

fn wrong(name: &str, problems: &[instrument::Problem]) -> anyhow::Error {
    let lines: Vec<String> = problems.iter().map(|problem| format!("  {problem}")).collect();
    anyhow::anyhow!(
        "{name} cannot be read as answers; nothing was done.\n{}",
        lines.join("\n")
    )
}

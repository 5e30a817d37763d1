//! `kith analyse`: a safe, scored report of a file of answers, without an installation.

use crate::output::say;
use crate::refusal;
use crate::survey::{Reading, instrument, write_new};
use anyhow::Context;
use clap::Args;
use disclosure::{Protection, Released, Report, Rule, ScaleTable};
use instrument::import::{Mapping, apply, propose, read_table};
use publish::Wording as _;
use std::path::PathBuf;
use web::Translator;

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
    /// How many people were asked, to say what part of them answered.
    #[arg(long)]
    asked: Option<u32>,
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
        let table = read_table(&bytes).map_err(|problems| wrong(&name, problems))?;
        let proposed = propose(&table, &form, &Mapping::default());
        let Some(mapping) = self.reading.settle(proposed, &form)? else {
            return Ok(());
        };
        let imported = apply(&table, &form, &mapping).map_err(|problems| wrong(&name, problems))?;
        let report = platform::climate::analyse(&imported.instrument, &imported.coded, protection)
            .with_context(|| format!("{name} cannot be counted"))?;
        let words = web::climate::Words {
            form: &imported.instrument,
            t: web::Translator::new(language),
        };
        match &self.csv {
            Some(file) => {
                write_new(file, &publish::table::csv(&report, None, &words))?;
                eprintln!("{} holds every figure that may be shown.", file.display());
            }
            None => {
                let figures = publish::table::plain_text(&report, &words);
                say!(
                    "{}\n{figures}\n{}",
                    answered(&report, self.asked, words.t),
                    rules(&report, &words)
                );
            }
        }
        Ok(())
    }
}

fn wrong(name: &str, problems: Vec<instrument::Problem>) -> anyhow::Error {
    refusal::listing(
        format!("{name} cannot be read as answers; nothing was done."),
        problems,
    )
}

fn answered(report: &Released<Report>, asked: Option<u32>, t: Translator) -> String {
    let Some(people) = report.people.shown().copied() else {
        let said = t.say("results-people-hidden").with("least", report.least);
        return said.to_string();
    };
    match asked {
        Some(asked) if asked >= people && asked > 0 => t
            .say("results-people-asked")
            .with("count", people)
            .with("asked", asked)
            .with("percent", t.percent(f64::from(people) / f64::from(asked), 0))
            .to_string(),
        _ => t.say("results-people").with("count", people).to_string(),
    }
}

/// What each construct's figures mean: every rule, and which of them it reports.
fn rules(report: &Released<Report>, words: &web::climate::Words) -> String {
    let t = words.t;
    let of_scale = |table: &ScaleTable| {
        let reported = t
            .say("analyse-reported")
            .with("scale", words.scale(&table.scale))
            .with("rule", words.rule(table.rule));
        let [people, items, answers] = [Rule::ShareOfPeople, Rule::MeanOfItemShares, Rule::ShareOfAnswers]
            .map(|rule| words.rule_of(table, rule));
        format!("{reported}\n  {people}\n  {items}\n  {answers}\n")
    };
    report.scales.iter().map(of_scale).collect::<Vec<_>>().join("\n")
}

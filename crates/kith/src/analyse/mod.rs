//! `kith analyse`: answers in; out comes a safe, scored report, in text or as a folder that can be handed on, without an
//! installation.
//!
//! Under a pack that codes shares, the folder holds the coded figures alone. There is no `release.kith` then: its exact counts
//! would undo the codes, and a coded release could not carry its proofs, which are witnesses made of counts. It is proved
//! in memory all the same before anything is written, and so are the codes (see `disclosure::coding`); the account says so.

mod account;
mod answers;
mod columns;
mod folder;
mod foresee;
mod made;
mod pack;
mod pages;
mod places;
mod roster;
mod stages;
mod tables;
mod text;

pub use self::foresee::Foresee;

use self::account::{Account, Input, Known};
use self::folder::{ACCOUNT, Folder};
use self::made::{Made, Making};
use self::pack::{Pack, Strictness};
use self::pages::Pages;
use self::places::{Rows, Where};
use self::roster::Roster;
use self::stages::Stages;
use crate::output::say;
use crate::survey::{Reading, instrument, write_new};
use anyhow::{Context, bail};
use clap::Args;
use disclosure::Protection;
use instrument::import::{Imported, Mapping, apply, propose};
use serde_json::json;
use std::path::{Path, PathBuf};
use web::Translator;
use web::climate::Words;

/// Reads a file of answers, and says what may be shown of it: as text, or with -o as a folder with a report page, tables,
/// and an account of how it was made.
#[derive(Args)]
pub struct Analyse {
    /// The answers, as CSV or Parquet: one row per person.
    #[arg(required_unless_present = "answers", conflicts_with = "answers")]
    responses: Option<PathBuf>,
    /// The same, by name.
    #[arg(long = "responses", id = "answers", value_name = "FILE")]
    answers: Option<PathBuf>,
    /// The questionnaire: a file as instruments/README.md describes it, or the id of a built-in one.
    #[arg(long)]
    instrument: String,
    /// The folder that the report is written to; it must be new, empty, or an earlier report with --force.
    #[arg(short, long, value_name = "FOLDER", conflicts_with = "csv")]
    output: Option<PathBuf>,
    /// Replaces an earlier report.
    #[arg(long, requires = "output")]
    force: bool,
    /// Who was asked: a CSV file with a row per person, or per group with a column "count".
    #[arg(long, value_name = "FILE", requires = "output")]
    roster: Option<PathBuf>,
    /// Everybody knows how many people of each group the roster has: figures stay safe although readers know it.
    #[arg(long, requires = "roster")]
    enrolment_public: bool,
    /// Crosses two dimensions, such as grade:race; can be given again.
    #[arg(long, value_name = "ONE:OTHER", value_parser = pair, requires = "output")]
    pairs: Vec<[String; 2]>,
    /// On how many threads; the report does not depend on it. Without it, on all there are.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    #[command(flatten)]
    strictness: Strictness,
    /// How many people were asked, to say what part of them answered.
    #[arg(long)]
    asked: Option<u32>,
    /// The language of the report.
    #[arg(long, default_value = "en")]
    language: String,
    /// Writes every figure to this CSV file instead of printing a report.
    #[arg(long)]
    csv: Option<PathBuf>,
    /// Prints a summary of the account as JSON.
    #[arg(long, requires = "output")]
    json: bool,
    /// Says on standard error what is being done.
    #[arg(long, short)]
    verbose: bool,
    #[command(flatten)]
    places: Where,
    #[command(flatten)]
    reading: Reading,
}

/// What was read.
struct Read {
    imported: Imported,
    mapping: Mapping,
    rows: Rows,
    roster: Option<Roster>,
}

impl Analyse {
    /// Runs it.
    pub fn run(self) -> anyhow::Result<()> {
        let language = web::Language::from_tag(&self.language)
            .with_context(|| format!("--language {} should be en or es", self.language))?;
        let t = Translator::new(language);
        let pack = self.strictness.settle(&instrument(&self.instrument)?)?;
        let stages = Stages::new(self.verbose);
        match &self.output {
            Some(target) => self.report(target, t, &pack, &stages),
            None if pack.codes().is_some() => bail!(
                "the rules of {} code shares, which only a report in a folder does: name one with -o",
                pack.title()
            ),
            None => self.print(t, pack.protection, &stages),
        }
    }

    fn responses(&self) -> anyhow::Result<&Path> {
        let file = self.responses.as_deref().or(self.answers.as_deref());
        file.context("name a file of answers")
    }

    /// Reads everything; nothing when only the mapping was to be written down.
    fn read(&self, places: &Where, stages: &Stages) -> anyhow::Result<Option<Read>> {
        let path = self.responses()?;
        let form = instrument(&self.instrument)?;
        stages.begin("Reading the answers");
        let mut table = answers::table(path)?;
        let rows = places.take(&mut table, &form)?;
        stages.begin("Understanding the columns");
        let proposed = propose(&table, &form, &Mapping::default());
        let Some(mapping) = stages.quietly(|| self.reading.settle(proposed, &form))? else {
            return Ok(None);
        };
        let imported = apply(&table, &form, &mapping).map_err(|problems| answers::wrong(path, problems))?;
        drop(table);
        let roster = match &self.roster {
            Some(file) => Some(Roster::read(file, places, &imported.instrument, &mapping)?),
            None => None,
        };
        Ok(Some(Read {
            imported,
            mapping,
            rows,
            roster,
        }))
    }

    /// Prints a report of everyone, or writes it as one CSV file.
    fn print(&self, t: Translator, protection: Protection, stages: &Stages) -> anyhow::Result<()> {
        let Some(read) = self.read(&Where::default().none(), stages)? else {
            return Ok(());
        };
        let report = platform::climate::analyse(&read.imported.instrument, &read.imported.coded, protection)
            .with_context(|| {
                format!(
                    "{} cannot be counted",
                    self.responses()
                        .map_or_else(|_| String::new(), |path| path.display().to_string())
                )
            })?;
        stages.end();
        let words = Words {
            form: &read.imported.instrument,
            t,
        };
        match &self.csv {
            Some(file) => {
                write_new(file, &publish::table::csv(&report, None, &words))?;
                eprintln!("{} holds every figure that may be shown.", file.display());
                Ok(())
            }
            None => text::print(&report, self.asked, &words),
        }
    }

    /// Writes a report as a folder.
    fn report(&self, target: &Path, t: Translator, pack: &Pack, stages: &Stages) -> anyhow::Result<()> {
        let mut folder = Folder::begin(target, self.force)?;
        let Some(read) = self.read(&self.places, stages)? else {
            return Ok(());
        };
        let making = Making {
            imported: &read.imported,
            rows: &read.rows,
            roster: read.roster.as_ref(),
            protection: pack.protection,
            codes: pack.codes(),
            pairs: &self.pairs,
            enrolment_public: self.enrolment_public,
            threads: self.threads(),
        };
        let made = making.make(|stage| stages.begin(stage)).with_context(|| {
            format!(
                "{} cannot be counted",
                self.responses().unwrap_or(target).display()
            )
        })?;
        let words = Words {
            form: &read.imported.instrument,
            t,
        };
        let mut methods = web::climate::standalone::methods(t, made.whole().least);
        methods.push(pack.told(t));
        if pack.replaces_complement() {
            methods.push(t.say("report-rules-replaced").to_string());
        }
        if pack.codes().is_some() {
            methods.extend(
                [t.say("report-coded.says"), t.say("report-coded.worth")].map(|said| said.to_string()),
            );
        }
        let mut account = self.account(&read, &made, pack)?;
        stages.begin("Proving it");
        let (stored, verified) = made.proved()?;
        if made.coded.is_none() {
            folder.write("release.kith", &stored)?;
        } else {
            stages.quietly(|| eprintln!("{}", coded_alone(pack.title())));
        }
        account.disclosure = account::disclosed(&verified, &pack.account());
        let count = made.release.places.len();
        stages.count("Writing tables", count);
        account.workbook_leaves_out =
            tables::write(&mut folder, &made, &words, &methods, || stages.advance())?;
        stages.count("Writing pages", count);
        let pages = Pages {
            made: &made,
            words: &words,
            asked: self.asked,
            methods,
            threads: self.threads(),
        };
        pages.write(&mut folder, || stages.advance())?;
        account.outputs = folder.sums()?;
        folder.write(ACCOUNT, account.text()?.as_bytes())?;
        folder.finish()?;
        stages.end();
        self.told(target, &made, &account)
    }

    fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }

    fn told(&self, target: &Path, made: &Made, account: &Account) -> anyhow::Result<()> {
        if self.json {
            say!(
                "{}",
                json!({
                    "people": made.whole().people.shown(),
                    "places": made.release.places.len(),
                    "scales": made.whole().scales.len(),
                    "items": made.whole().items.len(),
                    "disclosure": account.disclosure,
                    "files": account.outputs.len() + 1,
                })
            );
        } else {
            say!(
                "{} holds the report: open {} in a browser.",
                target.display(),
                target.join(pages::FIRST).display()
            );
        }
        Ok(())
    }

    fn account(&self, read: &Read, made: &Made, pack: &Pack) -> anyhow::Result<Account> {
        let mut inputs = Vec::new();
        let instrument_file = Path::new(&self.instrument)
            .is_file()
            .then(|| Path::new(&self.instrument));
        let files = [
            ("responses", Some(self.responses()?)),
            ("instrument", instrument_file),
            ("roster", self.roster.as_deref()),
            ("rules", pack.file()),
            ("mapping", self.reading.mapping()),
        ];
        for (role, path) in files {
            let Some(path) = path else { continue };
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_of_people = matches!(role, "responses" | "roster");
            inputs.push(Input {
                role,
                file: name.to_string(),
                sha256: (!is_of_people)
                    .then(|| folder::sum(path, &name).map(|sum| sum.sha256))
                    .transpose()?,
            });
        }
        Account::new(Known {
            inputs,
            options: json!({
                "least": pack.protection.least(),
                "asked": self.asked,
                "language": self.language,
                "pairs": self.pairs,
                "enrolment_public": self.enrolment_public,
                "accept_suggestions": self.reading.accepts(),
            }),
            imported: &read.imported,
            mapping: &read.mapping,
            rows: &read.rows,
            made,
        })
    }
}

/// Why a folder lacks the release.
fn coded_alone(title: &str) -> String {
    format!(
        "The rules of {title} code shares. The folder holds no release.kith: its exact counts would undo the codes."
    )
}

/// Two dimensions with a colon between them.
fn pair(text: &str) -> Result<[String; 2], String> {
    match text.split_once(':') {
        Some((one, other)) if !one.is_empty() && !other.is_empty() && one != other => {
            Ok([one.to_owned(), other.to_owned()])
        }
        _ => Err("it should be two different dimensions, such as grade:race".to_owned()),
    }
}

//! `kith survey import`: answers that a team already has, and the mapping file that says what they mean.

use crate::options::Installation;
use crate::output::say;
use crate::refusal;
use anyhow::{Context, anyhow};
use clap::{Args, Subcommand};
use instrument::Instrument;
use instrument::import::{Mapping, Meaning, OpenQuestion};
use platform::climate::import;
use platform::climate::survey::NewSurvey;
use platform::{ActionError, Actor};
use std::path::{Path, PathBuf};

/// Surveys.
#[derive(Subcommand)]
pub enum Survey {
    /// Imports answers from a CSV file: a sealed survey with its figures, or nothing.
    Import(Import),
}

/// Imports answers from a CSV file.
#[derive(Args)]
pub struct Import {
    /// The answers: one row per person, a header.
    responses: PathBuf,
    /// The questionnaire: a file as instruments/README.md describes it, or the id of a built-in one.
    #[arg(long)]
    instrument: String,
    /// The id of the team whose answers they are: it stands in the address of its page.
    #[arg(long)]
    team: String,
    /// What the survey is called.
    #[arg(long)]
    title: Option<String>,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    installation: Installation,
}

/// How columns and labels are read.
#[derive(Args)]
pub struct Reading {
    /// What columns and labels mean, as a file that --write-mapping wrote and a person mended.
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Writes what columns and labels seem to mean to a file, and stops.
    #[arg(long)]
    write_mapping: Option<PathBuf>,
    /// Takes what only seems to be meant ("Strong agree" as "Strongly agree") as meant.
    #[arg(long)]
    accept_suggestions: bool,
}

impl Survey {
    /// Runs it.
    pub async fn run(self) -> anyhow::Result<()> {
        let Self::Import(import) = self;
        import.run().await
    }
}

impl Import {
    async fn run(self) -> anyhow::Result<()> {
        let name = self.responses.display().to_string();
        let bytes = std::fs::read(&self.responses).with_context(|| format!("{name} cannot be read"))?;
        let instrument = instrument(&self.instrument)?;
        let team = self
            .team
            .parse()
            .with_context(|| format!("--team {} is no id of a team", self.team))?;
        let platform = self.installation.open().await?;
        let title = self
            .title
            .clone()
            .unwrap_or_else(|| instrument.title.get("en").to_owned());
        let survey = NewSurvey::of(&instrument, &title);
        let said = |result: ActionError| match result {
            ActionError::Invalid(problems) => {
                refusal::problems(refusal::not_imported(&self.responses), &problems)
            }
            ActionError::NotFound => anyhow!(
                "--team {}: this installation has no such team. Its id stands in the address of its page.",
                self.team
            ),
            other => other.into(),
        };
        let proposed = import::propose_for(&platform, &Actor::System, team, &survey, bytes.clone())
            .await
            .map_err(said)?;
        let Some(mapping) = self.reading.settle(proposed, &instrument)? else {
            return Ok(());
        };
        let done = import::import_file(&platform, &Actor::System, team, survey, bytes, mapping)
            .await
            .map_err(said)?;
        say!(
            "{name} is a sealed survey now: its results are at /surveys/{}/results",
            done.survey
        );
        Ok(())
    }
}

impl Reading {
    /// The file that says what columns and labels mean.
    pub fn mapping(&self) -> Option<&Path> {
        self.mapping.as_deref()
    }

    /// Whether what only seems to be meant is taken as meant.
    pub fn accepts(&self) -> bool {
        self.accept_suggestions
    }

    /// The mapping to go on with; nothing when it was only to be written down.
    pub fn settle(&self, proposed: Mapping, instrument: &Instrument) -> anyhow::Result<Option<Mapping>> {
        let mut mapping = match &self.mapping {
            Some(file) => {
                let text = std::fs::read_to_string(file)
                    .with_context(|| format!("{} cannot be read", file.display()))?;
                toml::from_str(&text)
                    .with_context(|| format!("{} is no mapping that --write-mapping wrote", file.display()))?
            }
            None => proposed,
        };
        if let Some(file) = &self.write_mapping {
            write_new(file, &toml::to_string_pretty(&mapping)?)?;
            say!(
                "{} says what columns and labels seem to mean. Mend it, and give it with --mapping.",
                file.display()
            );
            return Ok(None);
        }
        if self.accept_suggestions {
            mapping.confirm_suggestions();
        }
        let open = mapping.open_questions(instrument);
        if !open.is_empty() {
            let told = open.iter().map(|question| told(question, &mapping, instrument));
            return Err(refusal::listing(
                "these columns and labels need a person's word. If all of it is meant, add --accept-suggestions; otherwise --write-mapping FILE, mend it, and --mapping FILE.",
                told,
            ));
        }
        for folded in mapping.folded(instrument) {
            eprintln!(
                "“{}” ({} times) is taken for “{}”.",
                folded.label, folded.count, folded.answer
            );
        }
        Ok(Some(mapping))
    }
}

fn told(question: &OpenQuestion, mapping: &Mapping, instrument: &Instrument) -> String {
    let columns = question.columns.join(", ");
    let Some((label, meaning)) = &question.label else {
        return format!("{columns}: what this column is about is only a guess");
    };
    let purpose = question
        .columns
        .first()
        .and_then(|name| mapping.column(name))
        .map(|column| &column.purpose);
    let meant = match meaning {
        Meaning::Answer(key) => {
            let words = purpose.and_then(|purpose| purpose.answer(instrument, key));
            format!(
                "seems to mean “{}”",
                words.map_or(key.as_str(), |words| words.get("en"))
            )
        }
        Meaning::Missing => "seems to mean no answer".to_owned(),
        Meaning::Unmatched => "is none of the answers".to_owned(),
    };
    format!("{columns}: “{label}” ({} times) {meant}", question.count)
}

/// The questionnaire of a file, or the built-in one of this id.
pub fn instrument(name: &str) -> anyhow::Result<Instrument> {
    if let Some(built_in) = instrument::built_in_by_id(name) {
        return Ok(built_in.clone());
    }
    let known = || {
        let ids: Vec<&str> = instrument::built_in().iter().map(|one| one.id.as_str()).collect();
        format!(
            "--instrument {name} is neither a file nor one of {}",
            ids.join(", ")
        )
    };
    let text = std::fs::read_to_string(Path::new(name)).with_context(known)?;
    Instrument::from_toml(&text)
        .map_err(|problems| refusal::listing(format!("{name} is not an instrument."), problems))
}

/// Writes a file that is not there yet.
pub fn write_new(file: &Path, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    let mut open = std::fs::File::create_new(file)
        .with_context(|| format!("{} cannot be written, or is there already", file.display()))?;
    Ok(open.write_all(text.as_bytes())?)
}

//! The last step of an import: answers that somebody brought become a sealed survey with its release, or nothing does.

use super::given::Given;
use super::import::{blocking, file_problems};
use super::survey::{self, NewSurvey};
use super::wave::{self, Source, State};
use super::{SurveyId, WaveId, access, index, mapping, seal};
use crate::network::TeamId;
use crate::store::Write;
use crate::{Action, ActionError, Actor, Platform, Problem, audit};
use instrument::import::{Imported, Mapping, Report, apply, read_table};
use sea_orm::{EntityTrait as _, Set};
use std::sync::Arc;

/// Answers to import, with everything that a person said about them.
#[derive(Debug, Clone)]
pub struct Brought {
    /// The survey to make of them.
    pub survey: NewSurvey,
    /// The file.
    pub bytes: Vec<u8>,
    /// What its columns and labels mean.
    pub mapping: Mapping,
    /// When the answers were given; today when nobody said so.
    pub given: Option<Given>,
    /// Whether a file that was imported before is to be imported once more.
    pub again: bool,
}

/// What came of an import.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The survey, whose results can be seen.
    pub survey: SurveyId,
    /// What was counted and left out.
    pub report: Report,
}

/// Imports answers as a mapping says: a survey with a sealed wave and its release, or nothing. Only then is remembered
/// how they were read.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem.
pub async fn import_answers(
    platform: &Platform,
    actor: &Actor,
    team: TeamId,
    brought: Brought,
) -> Result<Finished, ActionError> {
    platform.authorize(
        actor,
        Action::SurveyRun,
        &access::team_work(platform, team, false).await?,
    )?;
    let today = survey::day(platform, platform.store().reader(), team).await?;
    let mut problems = brought.survey.problems();
    problems.extend(not_yet(brought.given, &today));
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let given = brought
        .given
        .map_or_else(|| today.clone(), |given| given.to_string());
    let again = brought.again;
    let owned = platform.clone();
    let (read, stamp) = blocking(move || {
        let stamp = mapping::stamp(&owned, &brought.bytes);
        Ok((Read::of(brought)?, stamp))
    })
    .await?;
    let Read {
        survey,
        coded,
        mapping,
        report,
    } = read;
    // The file may have brought more groups.
    let problems = survey.problems();
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let (answers, released) = seal::compute(Arc::new(survey.instrument.clone()), move |form| {
        seal::shuffled(form, &coded)
    })
    .await?;
    let (id, wave) = (SurveyId::new(), WaveId::new());
    let write = platform.store().write().await?;
    remember_file(&write, team, &survey, (id, stamp, again), mapping).await?;
    survey::insert(&write, team, id, &survey).await?;
    insert_sealed(&write, id, wave, [&given, &today]).await?;
    seal::store(&write, wave, &today, &answers, &released).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::SurveyRun,
        Some(id.uuid()),
        "import",
    )
    .await?;
    write.commit().await?;
    index::make(platform, wave, answers).await;
    Ok(Finished { survey: id, report })
}

/// A file that was read as its mapping says.
struct Read {
    survey: NewSurvey,
    coded: instrument::Coded,
    mapping: Mapping,
    report: Report,
}

impl Read {
    fn of(brought: Brought) -> Result<Self, ActionError> {
        let table = read_table(&brought.bytes).map_err(file_problems)?;
        let imported = apply(&table, &brought.survey.instrument, &brought.mapping).map_err(file_problems)?;
        let Imported {
            coded,
            instrument,
            report,
            ..
        } = imported;
        Ok(Self {
            survey: NewSurvey {
                instrument,
                ..brought.survey
            },
            coded,
            mapping: brought.mapping,
            report,
        })
    }
}

/// Answers of days to come are a slip of the keyboard.
pub(super) fn not_yet(given: Option<Given>, today: &str) -> Option<Problem> {
    // Days as they are written sort as days do.
    given
        .filter(|given| *given.first_day().to_string() > *today)
        .map(|_| Problem::new("given", "import-given-future"))
}

/// Remembers how a file was read and that it was, or refuses one that is known.
async fn remember_file(
    write: &Write,
    team: TeamId,
    survey: &NewSurvey,
    (id, stamp, again): (SurveyId, String, bool),
    mapping: Mapping,
) -> Result<(), ActionError> {
    let instrument = &survey.instrument.id;
    let mut memory = mapping::of(&**write, team, instrument).await?;
    if !again && let Some(known) = mapping::earlier(&**write, &memory, &stamp).await? {
        let problem = Problem::new("again", "import-known").with("title", known.title);
        return Err(ActionError::Invalid(vec![problem]));
    }
    memory.note(stamp, id);
    memory.mapping = mapping;
    mapping::keep(write, team, instrument, &memory).await
}

/// A wave whose first day says when the answers were given, and whose last one when they were imported.
async fn insert_sealed(
    write: &Write,
    survey: SurveyId,
    wave: WaveId,
    [given, today]: [&str; 2],
) -> Result<(), ActionError> {
    let row = wave::ActiveModel {
        id: Set(wave),
        survey_id: Set(survey),
        number: Set(1),
        state: Set(State::Sealed),
        source: Set(Source::Imported),
        opened_on: Set(given.to_owned()),
        sealed_on: Set(Some(today.to_owned())),
        purged: Set(true),
    };
    wave::Entity::insert(row).exec_without_returning(&**write).await?;
    Ok(())
}

//! Answers that a team already has: a file is uploaded, its columns and labels are confirmed by a person, and a
//! survey with a sealed wave and its release comes of it at once.
//!
//! Between the steps the file lies in `uploads/` of the installation's folder under a random name, readable by
//! its owner only, for a day at most. How a team's columns and labels were read is remembered for the next file.

use super::survey::{self, NewSurvey};
use super::wave::{self, Source, State};
use super::{SurveyId, WaveId, access, mapping, seal, uploads};
use crate::network::TeamId;
use crate::store::Write;
use crate::{Action, ActionError, Actor, Platform, Problem, audit};
use instrument::import::{Imported, Mapping, Report, Table, apply, propose, read_table};
use sea_orm::{EntityTrait as _, Set};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The largest file that is taken.
pub const BYTES_MAX: usize = 32 << 20;

/// A file on its way in, with what is known about it so far.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Draft {
    /// Whose answers they are.
    pub team: TeamId,
    /// Who brought it; nobody else goes on with it. Empty for the command line.
    pub person: Option<uuid::Uuid>,
    /// The survey that will be made of it.
    pub survey: NewSurvey,
    /// What columns and labels mean.
    pub mapping: Mapping,
    /// When it came.
    pub since: crate::Instant,
}

/// What came of an import.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The survey, whose results can be seen.
    pub survey: SurveyId,
    /// What was counted and left out.
    pub report: Report,
}

/// Takes a file in and proposes what it means. Its name in the folder is the key to go on with.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem of the survey or the file.
pub async fn upload(
    platform: &Platform,
    actor: &Actor,
    team: TeamId,
    survey: NewSurvey,
    bytes: Vec<u8>,
) -> Result<String, ActionError> {
    platform.authorize(
        actor,
        Action::SurveyRun,
        &access::team_work(platform, team, false).await?,
    )?;
    let problems = survey.problems();
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let (bytes, mapping) = proposed(platform, team, &survey, bytes).await?;
    let draft = Draft {
        team,
        person: actor.person().map(crate::id::PersonId::uuid),
        survey,
        mapping,
        since: platform.now(),
    };
    uploads::sweep(platform);
    uploads::create(platform, &draft, &bytes)
}

/// A file on its way in, with its table.
///
/// # Errors
/// [`ActionError::NotFound`] when it expired or is somebody else's.
pub async fn look(platform: &Platform, actor: &Actor, key: &str) -> Result<(Draft, Table), ActionError> {
    let draft = own_draft(platform, actor, key).await?;
    let bytes = uploads::bytes(platform, key)?;
    let table = blocking(move || read_table(&bytes).map_err(file_problems)).await?;
    Ok((draft, table))
}

/// Keeps what a person settled so far.
///
/// # Errors
/// As [`look`].
pub async fn remember(
    platform: &Platform,
    actor: &Actor,
    key: &str,
    mapping: Mapping,
) -> Result<(), ActionError> {
    let draft = own_draft(platform, actor, key).await?;
    uploads::update(platform, key, &Draft { mapping, ..draft })
}

/// Imports the file as its mapping says, once, and removes it.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem, among them what nobody confirmed yet; [`ActionError::Conflict`]
/// `import-taken` while somebody else does so.
pub async fn finish(platform: &Platform, actor: &Actor, key: &str) -> Result<Finished, ActionError> {
    let draft = own_draft(platform, actor, key).await?;
    let (platform, actor, key) = (platform.clone(), actor.clone(), key.to_owned());
    // Beside the request: whether one that is dropped here was imported, nobody would know.
    let work = async move {
        let bytes = uploads::take(&platform, &key)?;
        let finished = import_file(&platform, &actor, draft.team, draft.survey, bytes, draft.mapping).await;
        match finished {
            Ok(_) => uploads::remove(&platform, &key),
            Err(_) => uploads::give_back(&platform, &key)?,
        }
        finished
    };
    tokio::spawn(work)
        .await
        .map_err(|_| ActionError::Store("an import was broken off".into()))?
}

/// Gives a file up, and removes it.
///
/// # Errors
/// As [`look`].
pub async fn discard(platform: &Platform, actor: &Actor, key: &str) -> Result<(), ActionError> {
    own_draft(platform, actor, key).await?;
    uploads::remove(platform, key);
    Ok(())
}

/// What a file would mean to a team, from what it confirmed before.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem of the file.
pub async fn propose_for(
    platform: &Platform,
    actor: &Actor,
    team: TeamId,
    survey: &NewSurvey,
    bytes: Vec<u8>,
) -> Result<Mapping, ActionError> {
    platform.authorize(
        actor,
        Action::SurveyRun,
        &access::team_work(platform, team, false).await?,
    )?;
    Ok(proposed(platform, team, survey, bytes).await?.1)
}

/// Imports answers as a mapping says: a survey with a sealed wave and its release, or nothing.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem.
pub async fn import_file(
    platform: &Platform,
    actor: &Actor,
    team: TeamId,
    survey: NewSurvey,
    bytes: Vec<u8>,
    mapping: Mapping,
) -> Result<Finished, ActionError> {
    platform.authorize(
        actor,
        Action::SurveyRun,
        &access::team_work(platform, team, false).await?,
    )?;
    let problems = survey.problems();
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let form = survey.instrument.clone();
    let (imported, mapping) = blocking(move || {
        let table = read_table(&bytes).map_err(file_problems)?;
        let imported = apply(&table, &form, &mapping).map_err(file_problems)?;
        Ok((imported, mapping))
    })
    .await?;
    let Imported {
        coded,
        instrument,
        report,
        ..
    } = imported;
    let survey = NewSurvey { instrument, ..survey };
    let (answers, released) = seal::compute(Arc::new(survey.instrument.clone()), move |form| {
        seal::shuffled(form, &coded)
    })
    .await?;
    let (id, wave) = (SurveyId::new(), WaveId::new());
    let write = platform.store().write().await?;
    survey::insert(&write, team, id, &survey).await?;
    let day = survey::day(platform, &*write, team).await?;
    insert_sealed(&write, id, wave, &day).await?;
    seal::store(&write, wave, &day, &answers, &released).await?;
    mapping::keep(&write, team, &survey.instrument.id, &mapping).await?;
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
    Ok(Finished { survey: id, report })
}

async fn insert_sealed(write: &Write, survey: SurveyId, wave: WaveId, day: &str) -> Result<(), ActionError> {
    let row = wave::ActiveModel {
        id: Set(wave),
        survey_id: Set(survey),
        number: Set(1),
        state: Set(State::Sealed),
        source: Set(Source::Imported),
        opened_on: Set(day.to_owned()),
        sealed_on: Set(Some(day.to_owned())),
        purged: Set(true),
    };
    wave::Entity::insert(row).exec_without_returning(&**write).await?;
    Ok(())
}

async fn own_draft(platform: &Platform, actor: &Actor, key: &str) -> Result<Draft, ActionError> {
    let draft = uploads::draft(platform, key)?;
    if draft.person != actor.person().map(crate::id::PersonId::uuid) {
        return Err(ActionError::NotFound);
    }
    let resource = access::team_work(platform, draft.team, false).await?;
    platform.authorize(actor, Action::SurveyRun, &resource)?;
    Ok(draft)
}

async fn proposed(
    platform: &Platform,
    team: TeamId,
    survey: &NewSurvey,
    bytes: Vec<u8>,
) -> Result<(Vec<u8>, Mapping), ActionError> {
    if bytes.len() > BYTES_MAX {
        return Err(ActionError::Invalid(vec![Problem::new(
            "file",
            "answers-too-large",
        )]));
    }
    let remembered = mapping::of(platform, team, &survey.instrument.id).await?;
    let form = survey.instrument.clone();
    blocking(move || {
        let table = read_table(&bytes).map_err(file_problems)?;
        let mapping = propose(&table, &form, &remembered);
        Ok((bytes, mapping))
    })
    .await
}

/// A large file takes a while: not on the threads that answer requests.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ActionError> + Send + 'static,
) -> Result<T, ActionError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| ActionError::Store("reading a file was broken off".into()))?
}

/// The problems of a file as those of the form's field.
#[expect(clippy::needless_pass_by_value, reason = "a plain function for map_err")]
pub fn file_problems(problems: Vec<instrument::Problem>) -> ActionError {
    let told = problems
        .iter()
        .map(|problem| Problem::new("file", "import-problem").with("text", problem));
    ActionError::Invalid(told.collect())
}

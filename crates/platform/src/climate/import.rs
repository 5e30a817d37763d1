//! Answers that a team already has: a file is uploaded, its columns and labels are confirmed by a person, and a
//! survey with a sealed wave and its release comes of it at once.
//!
//! Between the steps the file lies in `uploads/` of the installation's folder under a random name, readable by
//! its owner only, for a day at most. How a team's columns and labels were read is remembered for the next file.

use super::brought::not_yet;
pub use super::brought::{Brought, Finished, import_answers};
use super::given::Given;
pub use super::mapping::Earlier;
use super::survey::{self, NewSurvey};
use super::{access, mapping, uploads};
use crate::network::TeamId;
use crate::{Action, ActionError, Actor, Platform, Problem};
use instrument::Place;
use instrument::import::{Mapping, Table, propose, read_table};
use serde::{Deserialize, Serialize};

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
    /// When the answers were given, where somebody said so.
    #[serde(default)]
    pub given: Option<Given>,
    /// When it came.
    pub since: crate::Instant,
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
    given: Option<Given>,
    bytes: Vec<u8>,
) -> Result<String, ActionError> {
    platform.authorize(
        actor,
        Action::SurveyRun,
        &access::team_work(platform, team, false).await?,
    )?;
    let mut problems = survey.problems();
    let today = survey::day(platform, platform.store().reader(), team).await?;
    problems.extend(not_yet(given, &today));
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let (bytes, mapping) = proposed(platform, team, &survey, bytes).await?;
    let draft = Draft {
        team,
        person: actor.person().map(crate::id::PersonId::uuid),
        survey,
        mapping,
        given,
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

/// The survey that was made of the same file before, if one was: for the same team and instrument.
///
/// # Errors
/// As [`look`].
pub async fn earlier(platform: &Platform, actor: &Actor, key: &str) -> Result<Option<Earlier>, ActionError> {
    let draft = own_draft(platform, actor, key).await?;
    let bytes = uploads::bytes(platform, key)?;
    let reader = platform.store().reader();
    let memory = mapping::of(reader, draft.team, &draft.survey.instrument.id).await?;
    mapping::earlier(reader, &memory, &mapping::stamp(platform, &bytes)).await
}

/// Imports the file as its mapping says, once, and removes it. One that was imported before is only imported `again`.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem, among them what nobody confirmed yet; [`ActionError::Conflict`]
/// `import-taken` while somebody else does so.
pub async fn finish(
    platform: &Platform,
    actor: &Actor,
    key: &str,
    again: bool,
) -> Result<Finished, ActionError> {
    let draft = own_draft(platform, actor, key).await?;
    let (platform, actor, key) = (platform.clone(), actor.clone(), key.to_owned());
    // Beside the request: whether one that is dropped here was imported, nobody would know.
    let work = async move {
        let brought = Brought {
            survey: draft.survey,
            bytes: uploads::take(&platform, &key)?,
            mapping: draft.mapping,
            given: draft.given,
            again,
        };
        let finished = import_answers(&platform, &actor, draft.team, brought).await;
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

/// As [`import_answers`], of answers that were given today, in a file that may have been imported before.
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
    let brought = Brought {
        survey,
        bytes,
        mapping,
        given: None,
        again: true,
    };
    import_answers(platform, actor, team, brought).await
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
    let reader = platform.store().reader();
    let remembered = mapping::of(reader, team, &survey.instrument.id).await?.mapping;
    let form = survey.instrument.clone();
    blocking(move || {
        let table = read_table(&bytes).map_err(file_problems)?;
        let mapping = propose(&table, &form, &remembered);
        Ok((bytes, mapping))
    })
    .await
}

/// A large file takes a while: not on the threads that answer requests.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ActionError> + Send + 'static,
) -> Result<T, ActionError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| ActionError::Store("reading a file was broken off".into()))?
}

/// The problems of a file as those of the form's field. Those of a column carry its number in the file, and those of a
/// value the value, so that a page can lead to them.
#[expect(clippy::needless_pass_by_value, reason = "a plain function for map_err")]
pub fn file_problems(problems: Vec<instrument::Problem>) -> ActionError {
    let told = problems.iter().map(|problem| {
        let told = Problem::new("file", "import-problem").with("text", problem);
        match &problem.place {
            Place::Column { number, .. } => told.with("column", number).with("value", &problem.value),
            _ => told,
        }
    });
    ActionError::Invalid(told.collect())
}

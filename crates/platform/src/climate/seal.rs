//! The seal: single answers become one shuffled block and one release, and what joined them to anything is destroyed.

use super::keys::WaveKey;
use super::survey::{self, Survey};
use super::wave::{self, State};
use super::{ReleaseId, SurveyId, WaveId, access, inbox, intake, ledger, packing, sealed_wave, statistics};
use crate::secret::random_bytes;
use crate::store::Write;
use crate::{Action, ActionError, Actor, Platform, Problem, audit};
use disclosure::{Release, Released};
use instrument::{Coded, Instrument, Response};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{PaginatorTrait, QueryOrder, Select, Set};
use std::sync::Arc;
use tally::Answers;

/// Closes a survey for good: its wave is sealed, its figures are released, its key is destroyed.
///
/// # Errors
/// [`ActionError::Conflict`]: `survey-sealed-already`; `survey-key-lost` when the wave key is missing, and
/// `survey-answers-unreadable` when an answer cannot be opened with it. Then nothing is lost or changed.
pub async fn seal(platform: &Platform, actor: &Actor, id: SurveyId) -> Result<ReleaseId, ActionError> {
    let survey = survey::get(platform, actor, id).await?;
    let resource = access::team_work(platform, survey.team, survey.shared).await?;
    platform.authorize(actor, Action::SurveyRun, &resource)?;
    let write = platform.store().write().await?;
    let day = survey::day(platform, &*write, survey.team).await?;
    close(&write, survey.wave.id, &day).await?;
    let responses = open_answers(platform, &write, &survey).await?;
    let (answers, report) = compute(Arc::clone(&survey.instrument), move |form| {
        shuffled(form, &Coded::from_responses(form, &responses))
    })
    .await?;
    let release = store(&write, survey.wave.id, &day, &answers, &report).await?;
    inbox::Entity::delete_many()
        .filter(inbox::Column::WaveId.eq(survey.wave.id))
        .exec(&*write)
        .await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::SurveyRun,
        Some(id.uuid()),
        "seal",
    )
    .await?;
    let (finishing, wave) = (platform.clone(), survey.wave.id);
    // Beside the request: one that is dropped here must not leave the key beside a sealed wave.
    let ending = tokio::spawn(async move {
        write.commit().await?;
        purge_or_say(&finishing, wave).await;
        Ok(release)
    });
    ending
        .await
        .map_err(|_| ActionError::Store("a seal was broken off".into()))?
}

/// How many open waves have lost their key: their answers cannot be read, and their surveys not be sealed.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn keyless(platform: &Platform) -> Result<usize, ActionError> {
    let open = wave::Entity::find()
        .filter(wave::Column::State.eq(State::Open))
        .all(platform.store().reader())
        .await?;
    let lost = |wave: &&wave::Model| !matches!(WaveKey::read(platform.folder(), wave.id), Ok(Some(_)));
    Ok(open.iter().filter(lost).count())
}

/// Finishes seals that the end of a program or a reader in the way interrupted: called every few minutes.
///
/// # Errors
/// [`ActionError::Store`] when they cannot be looked for; one that fails is in the log and tried again.
pub async fn finish(platform: &Platform) -> Result<(), ActionError> {
    for wave in unfinished().all(platform.store().reader()).await? {
        purge_or_say(platform, wave.id).await;
    }
    Ok(())
}

/// How many sealed waves have a key or traces of single answers that are still to be destroyed.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn unpurged(platform: &Platform) -> Result<u64, ActionError> {
    Ok(unfinished().count(platform.store().reader()).await?)
}

fn unfinished() -> Select<wave::Entity> {
    wave::Entity::find()
        .filter(wave::Column::State.eq(State::Sealed))
        .filter(wave::Column::Purged.eq(false))
}

/// From here on, whatever wants into the wave waits for us and then finds it sealed.
async fn close(write: &Write, wave: WaveId, day: &str) -> Result<(), ActionError> {
    let changed = wave::Entity::update_many()
        .col_expr(wave::Column::State, Expr::value(State::Sealed))
        .col_expr(wave::Column::SealedOn, Expr::value(day))
        .filter(wave::Column::Id.eq(wave))
        .filter(wave::Column::State.eq(State::Open))
        .exec(&**write)
        .await?;
    if changed.rows_affected == 0 {
        Err(ActionError::conflict("survey-sealed-already"))
    } else {
        Ok(())
    }
}

async fn open_answers(
    platform: &Platform,
    write: &Write,
    survey: &Survey,
) -> Result<Vec<Response>, ActionError> {
    let key = intake::read_key(platform, survey.wave.id)?
        .ok_or_else(|| ActionError::conflict("survey-key-lost"))?;
    let rows = inbox::Entity::find()
        .filter(inbox::Column::WaveId.eq(survey.wave.id))
        .order_by_asc(inbox::Column::Mark)
        .all(&**write)
        .await?;
    let total = rows.len();
    let read = |row: inbox::Model| packing::unpack(&survey.instrument, &key.decrypt(&row.mark, &row.blob)?);
    let responses: Vec<Response> = rows.into_iter().filter_map(read).collect();
    if responses.len() == total {
        return Ok(responses);
    }
    Err(ActionError::Conflict(
        Problem::new("", "survey-answers-unreadable").with("count", total - responses.len()),
    ))
}

/// People in an order that nobody can find again.
pub(super) fn shuffled(instrument: &Instrument, coded: &Coded) -> Result<Answers, ActionError> {
    Ok(statistics::answers(instrument, coded)?.shuffled(random_bytes()))
}

/// Counts and clears away from the threads that answer requests: a large file takes a while.
pub(super) async fn compute(
    instrument: Arc<Instrument>,
    answers: impl FnOnce(&Instrument) -> Result<Answers, ActionError> + Send + 'static,
) -> Result<(Answers, Released<Release>), ActionError> {
    let work = move || {
        let answers = answers(&instrument)?;
        let report = ledger::release(&instrument, &answers)?;
        Ok((answers, report))
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| ActionError::Store("counting was broken off".into()))?
}

/// Stores the block of a sealed wave and its release.
pub(super) async fn store(
    write: &Write,
    wave: WaveId,
    day: &str,
    answers: &Answers,
    report: &Released<Release>,
) -> Result<ReleaseId, ActionError> {
    let block = sealed_wave::ActiveModel {
        wave_id: Set(wave),
        answers: Set(answers.to_bytes()),
    };
    sealed_wave::Entity::insert(block)
        .exec_without_returning(&**write)
        .await?;
    ledger::enter(write, wave, day, report).await
}

async fn purge_or_say(platform: &Platform, wave: WaveId) {
    match purge(platform, wave).await {
        Ok(true) => {}
        Ok(false) => {
            tracing::info!(%wave, "somebody reads; the traces of a seal are emptied in some minutes");
        }
        Err(why) => tracing::error!(%wave, %why, "a seal is not finished; it is tried again in some minutes"),
    }
}

/// Destroys the key, then the traces in the write-ahead log or the dead rows, then notes that it is done. Where a reader
/// is in the way of the traces, which are ciphertext without a key by then, it is not done yet.
async fn purge(platform: &Platform, wave: WaveId) -> Result<bool, ActionError> {
    WaveKey::destroy(platform.folder(), wave)
        .map_err(|why| ActionError::Store(format!("a wave key could not be removed: {}", why.kind())))?;
    if !platform.store().wipe().await? {
        return Ok(false);
    }
    let write = platform.store().write().await?;
    wave::Entity::update_many()
        .col_expr(wave::Column::Purged, Expr::value(true))
        .filter(wave::Column::Id.eq(wave))
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(true)
}

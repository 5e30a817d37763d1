//! The intake of answers: a bounded queue and one writer, so that a school that answers in the same minute
//! costs a few transactions. An answer is confirmed only after its transaction was committed.
//!
//! A full queue is said at once ([`ActionError::Busy`]) and the page keeps the answer. A wave that was
//! sealed refuses: the writer looks at the wave in the same transaction in which it inserts, so an answer is
//! either confirmed and in the seal, or refused. When the program stops, whoever waits is answered first: the queue
//! lives as long as a request does.

use super::keys::WaveKey;
use super::survey::{self, Survey};
use super::wave::{self, State};
use super::{WaveId, inbox, packing};
use crate::{ActionError, Platform, Problem, Store};
use instrument::Response;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{LockType, OnConflict};
use sea_orm::{DbBackend, QuerySelect, Set};
use std::collections::{BTreeMap, BTreeSet};
use tokio::sync::{mpsc, oneshot};

/// How many answers may wait to be written.
pub const WAITING_MAX: usize = 4096;
/// How many answers one transaction takes; three values each stay far below every bind limit.
const BATCH_MAX: usize = 256;
/// Letters and digits of a submission key.
const KEY_CHARS: usize = 32;

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It is stored durably, and counts once however often it was sent.
    Stored,
    /// Every question was left out: nothing was kept.
    Nothing,
}

/// A fresh submission key, for the hidden field of a form.
pub fn submission_key() -> String {
    crate::secret::hex(&crate::secret::random_bytes::<16>())
}

/// Takes an answer to the survey with this code and says so once it is durable.
///
/// `fields` are those of the form, by name; names that begin with `_` belong to the page.
///
/// # Errors
/// [`ActionError::Invalid`] for values that the form does not offer, [`ActionError::Conflict`] `survey-closed` for a sealed wave
/// and `survey-cannot-take` for one whose key is gone, [`ActionError::Busy`] when too many answers wait.
pub async fn submit(
    platform: &Platform,
    code: &str,
    submission: &str,
    fields: &BTreeMap<String, Vec<String>>,
) -> Result<Received, ActionError> {
    let survey = survey::by_code(platform, code).await?;
    if !survey.is_open() {
        return Err(ActionError::conflict("survey-closed"));
    }
    let response = read(&survey, submission, fields)?;
    if response.answered() == 0 {
        return Ok(Received::Nothing);
    }
    let Some(key) = read_key(platform, survey.wave.id)? else {
        return Err(closed_or_key_lost(platform, survey.wave.id).await);
    };
    let mark = key.mark(submission);
    let blob = key.encrypt(&mark, &packing::pack(&survey.instrument, &response));
    drop(key);
    let row = inbox::Model {
        wave_id: survey.wave.id,
        mark,
        blob,
    };
    platform.desk().intake(platform.store()).store(row).await
}

/// Whether an open survey's wave holds the answer of this submission: for tests of what was confirmed.
///
/// # Errors
/// [`ActionError::Store`].
#[cfg(feature = "testing")]
pub async fn holds(platform: &Platform, survey: &Survey, submission: &str) -> Result<bool, ActionError> {
    let Some(key) = read_key(platform, survey.wave.id)? else {
        return Ok(false);
    };
    let mark = (survey.wave.id, key.mark(submission));
    let row = inbox::Entity::find_by_id(mark)
        .one(platform.store().reader())
        .await?;
    Ok(row.is_some())
}

fn read(
    survey: &Survey,
    submission: &str,
    fields: &BTreeMap<String, Vec<String>>,
) -> Result<Response, ActionError> {
    if submission.len() != KEY_CHARS || !submission.bytes().all(|letter| letter.is_ascii_hexdigit()) {
        return Err(ActionError::invalid("", "answer-form-broken"));
    }
    Response::from_form(&survey.instrument, fields).map_err(|problems| {
        let problem = |problem: instrument::Problem| match problem.place {
            instrument::Place::Field(field) => Problem::new(field, "answer-unknown"),
            _ => Problem::new("", "answer-unknown"),
        };
        ActionError::Invalid(problems.into_iter().map(problem).collect())
    })
}

pub(super) fn read_key(platform: &Platform, wave: WaveId) -> Result<Option<WaveKey>, ActionError> {
    WaveKey::read(platform.folder(), wave)
        .map_err(|why| ActionError::Store(format!("a wave key could not be read: {}", why.kind())))
}

/// A seal in this very moment destroys the key before a reader sees the new state.
async fn closed_or_key_lost(platform: &Platform, wave: WaveId) -> ActionError {
    match wave::Entity::find_by_id(wave)
        .one(platform.store().reader())
        .await
    {
        Ok(Some(wave)) if wave.state == State::Sealed => ActionError::conflict("survey-closed"),
        Ok(_) => {
            tracing::error!(%wave, "the key of an open wave is missing; answers cannot be taken");
            ActionError::conflict("survey-cannot-take")
        }
        Err(why) => why.into(),
    }
}

/// The queue in front of the writer. Cheap to clone; the writer ends with the last clone, after what waits.
#[derive(Clone)]
pub struct Intake {
    queue: mpsc::Sender<Waiting>,
}

struct Waiting {
    row: inbox::Model,
    confirm: oneshot::Sender<Result<Received, ActionError>>,
}

impl Intake {
    /// Starts the writer, with room for so many waiting answers.
    pub(super) fn start(store: Store, waiting_max: usize) -> Self {
        let (queue, waiting) = mpsc::channel(waiting_max);
        tokio::spawn(write_batches(store, waiting));
        Self { queue }
    }

    async fn store(&self, row: inbox::Model) -> Result<Received, ActionError> {
        let (confirm, confirmed) = oneshot::channel();
        self.queue
            .try_send(Waiting { row, confirm })
            .map_err(|_| ActionError::Busy)?;
        confirmed.await.unwrap_or(Err(ActionError::Busy))
    }
}

async fn write_batches(store: Store, mut waiting: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(BATCH_MAX);
    while waiting.recv_many(&mut batch, BATCH_MAX).await > 0 {
        let (rows, confirmations): (Vec<_>, Vec<_>) = batch
            .drain(..)
            .map(|waiting| (waiting.row, waiting.confirm))
            .unzip();
        let outcome = insert(&store, &rows).await;
        if let Err(why) = &outcome {
            tracing::error!(%why, answers = rows.len(), "answers could not be stored");
        }
        for (row, confirm) in rows.iter().zip(confirmations) {
            let answer = match &outcome {
                Ok(open) if open.contains(&row.wave_id) => Ok(Received::Stored),
                Ok(_) => Err(ActionError::conflict("survey-closed")),
                Err(_) => Err(ActionError::Busy),
            };
            // Whoever hung up sends it again; it counts once.
            let _ = confirm.send(answer);
        }
    }
}

/// Inserts the rows of open waves in one transaction, and says which waves those are.
async fn insert(store: &Store, rows: &[inbox::Model]) -> Result<BTreeSet<WaveId>, ActionError> {
    let waves: BTreeSet<WaveId> = rows.iter().map(|row| row.wave_id).collect();
    let write = store.intake().await?;
    let mut query = wave::Entity::find()
        .filter(wave::Column::Id.is_in(waves))
        .filter(wave::Column::State.eq(State::Open));
    if store.backend() == DbBackend::Postgres {
        // The seal changes this row first and waits for us; we, the other way round, wait for it and see it sealed.
        query = query.lock(LockType::Share);
    }
    let open: BTreeSet<WaveId> = query
        .all(&*write)
        .await?
        .into_iter()
        .map(|wave| wave.id)
        .collect();
    let mut taken: Vec<&inbox::Model> = rows.iter().filter(|row| open.contains(&row.wave_id)).collect();
    // In the order of the marks: it says nothing, and two nodes never wait for each other.
    taken.sort_by(|one, other| one.mark.cmp(&other.mark));
    taken.dedup_by(|one, other| one.mark == other.mark && one.wave_id == other.wave_id);
    if !taken.is_empty() {
        let rows = taken.into_iter().map(|row| inbox::ActiveModel {
            wave_id: Set(row.wave_id),
            mark: Set(row.mark.clone()),
            blob: Set(row.blob.clone()),
        });
        inbox::Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([inbox::Column::WaveId, inbox::Column::Mark])
                    .update_column(inbox::Column::Blob)
                    .to_owned(),
            )
            .exec_without_returning(&*write)
            .await?;
    }
    write.commit().await?;
    Ok(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn store_with_full_queue_is_busy() {
        // A writer that never comes to it.
        let (queue, _waiting) = mpsc::channel(1);
        let intake = Intake { queue };
        let row = || inbox::Model {
            wave_id: WaveId::new(),
            mark: vec![1],
            blob: vec![2],
        };
        let first = {
            let intake = intake.clone();
            tokio::spawn(async move { intake.store(row()).await })
        };
        while intake.queue.capacity() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(intake.store(row()).await, Err(ActionError::Busy)));
        first.abort();
    }
}

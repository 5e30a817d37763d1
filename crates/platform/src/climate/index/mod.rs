//! The index of a sealed wave: a file per wave in the installation's folder, made from the block at the seal and mapped into
//! memory when somebody asks. It can always be made again from the block, so no backup holds it, and a file that is
//! missing or damaged is made anew.
//!
//! It says what the block says: everybody's coded answers in shuffled order. It is its owner's alone, goes with its survey,
//! and one without a wave is swept.

mod mapped;

use super::{WaveId, sealed_wave};
use crate::secret::{hex, random_bytes};
use crate::{ActionError, Platform, private};
use mapped::Mapped;
use sea_orm::{EntityTrait as _, QuerySelect as _};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use tally::{Answers, Geography, Index};

/// The ending of an index that is whole.
const ENDING: &str = "index";

/// Asks the index of a sealed wave, which is made first if it is not there.
///
/// # Errors
/// [`ActionError::NotFound`] for a wave that is not sealed, [`ActionError::Store`].
pub(super) async fn ask<T: Send + 'static>(
    platform: &Platform,
    wave: WaveId,
    question: impl Fn(&Index<'_>) -> Result<T, ActionError> + Send + 'static,
) -> Result<T, ActionError> {
    let file = file_of(platform.folder(), wave);
    let (known, question) = blocking(move || (asked(&file, &question), question)).await?;
    if let Some(answer) = known {
        return answer;
    }
    let block = sealed_wave::Entity::find_by_id(wave)
        .one(platform.store().reader())
        .await?
        .ok_or(ActionError::NotFound)?;
    let folder = platform.folder().to_owned();
    blocking(move || {
        let answers = Answers::from_bytes(&block.answers).map_err(unfit)?;
        keep(&folder, wave, &answers)?;
        asked(&file_of(&folder, wave), &question)
            .unwrap_or_else(|| Err(ActionError::Store("an index cannot be read back".into())))
    })
    .await?
}

/// What the index in this file answers; nothing when there is none that is whole.
fn asked<T>(
    file: &Path,
    question: &impl Fn(&Index<'_>) -> Result<T, ActionError>,
) -> Option<Result<T, ActionError>> {
    let mapped = match Mapped::open(file) {
        Ok(mapped) => mapped,
        Err(why) if why.kind() == ErrorKind::NotFound => return None,
        Err(why) => return Some(Err(failed(&why))),
    };
    match Index::view(mapped.bytes()) {
        Ok(index) => Some(question(&index)),
        Err(why) => {
            tracing::warn!(%why, "the index of a wave is damaged and is made again");
            None
        }
    }
}

/// Makes the index of a wave that was just sealed. If that fails, it is made when it is asked for.
pub(super) async fn make(platform: &Platform, wave: WaveId, answers: Answers) {
    let folder = platform.folder().to_owned();
    let made = blocking(move || keep(&folder, wave, &answers)).await;
    if let Err(why) = made.flatten() {
        tracing::warn!(%wave, %why, "the index of a sealed wave could not be made yet");
    }
}

/// Makes the index of a wave and keeps it: whole, or not at all.
fn keep(folder: &Path, wave: WaveId, answers: &Answers) -> Result<(), ActionError> {
    // Two threads were not faster on the machines this was measured on; see bench/tally.
    let index = Index::build(answers, &Geography::whole("wave", answers.people()), 1).map_err(unfit)?;
    let kept = folder_of(folder);
    private::folder(&kept).map_err(|why| failed(&why))?;
    let fresh = kept.join(format!("{}.{}", wave.uuid(), hex(&random_bytes::<4>())));
    private::write(&fresh, &index.to_bytes()).map_err(|why| failed(&why))?;
    std::fs::rename(&fresh, file_of(folder, wave)).map_err(|why| failed(&why))
}

/// Removes the index of a wave; it is no error when there is none.
pub(super) fn remove(folder: &Path, wave: WaveId) {
    match std::fs::remove_file(file_of(folder, wave)) {
        Err(why) if why.kind() != ErrorKind::NotFound => {
            tracing::warn!(%wave, why = %why.kind(), "an index could not be removed; the sweep tries again");
        }
        _ => {}
    }
}

/// Removes what belongs to no sealed wave, and what a program that ended in between left.
pub(super) async fn sweep(platform: &Platform) {
    let names = names(platform.folder());
    if names.is_empty() {
        return;
    }
    let waves = sealed_wave::Entity::find()
        .select_only()
        .column(sealed_wave::Column::WaveId)
        .into_tuple::<WaveId>()
        .all(platform.store().reader())
        .await;
    let sealed: BTreeSet<String> = match waves {
        Ok(waves) => waves.into_iter().map(name_of).collect(),
        Err(why) => {
            let why = ActionError::from(why);
            tracing::error!(%why, "sealed waves could not be looked for");
            return;
        }
    };
    for name in names.into_iter().filter(|name| !sealed.contains(name)) {
        // Somebody may be writing it just now; then the rename fails and it is made when it is asked for.
        if let Err(why) = std::fs::remove_file(folder_of(platform.folder()).join(&name)) {
            tracing::warn!(why = %why.kind(), "an index without a wave could not be removed");
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder_of(folder)).into_iter().flatten();
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect()
}

fn folder_of(folder: &Path) -> PathBuf {
    folder.join("indexes")
}

fn file_of(folder: &Path, wave: WaveId) -> PathBuf {
    folder_of(folder).join(name_of(wave))
}

fn name_of(wave: WaveId) -> String {
    format!("{}.{ENDING}", wave.uuid())
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ActionError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| ActionError::Store("counting was broken off".into()))
}

#[expect(clippy::needless_pass_by_value, reason = "a plain function for map_err")]
fn unfit(why: tally::Error) -> ActionError {
    ActionError::Store(format!("sealed answers cannot be indexed: {why}"))
}

fn failed(why: &std::io::Error) -> ActionError {
    ActionError::Store(format!("an index could not be kept or read: {}", why.kind()))
}

//! Files on their way in, in the installation's folder: two per upload, the file and its draft. While the file is being
//! imported it has another name, so that nobody else imports it.

use super::import::Draft;
use crate::secret::{hex, random_bytes};
use crate::{ActionError, Clock, Instant, Platform, private};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

/// How long a file waits for its person.
const TIME_MAX: SignedDuration = SignedDuration::from_hours(24);
const KEY_CHARS: usize = 32;
/// The ending of a file, and of one that is being imported.
const FILE: &str = "csv";
const TAKEN: &str = "taken";
const DRAFT: &str = "json";

/// Stores a file and its draft, and gives the random key to both.
pub(super) fn create(platform: &Platform, draft: &Draft, bytes: &[u8]) -> Result<String, ActionError> {
    let key = hex(&random_bytes::<16>());
    private::folder(&folder(platform)).map_err(failed)?;
    update(platform, &key, draft)?;
    private::write(&file(platform, &key, FILE), bytes).map_err(failed)?;
    Ok(key)
}

/// Replaces the draft, whole or not at all.
pub(super) fn update(platform: &Platform, key: &str, draft: &Draft) -> Result<(), ActionError> {
    let fresh = file(platform, key, &hex(&random_bytes::<4>()));
    let text = serde_json::to_vec(draft).expect("a draft is plain data with text keys");
    private::write(&fresh, &text).map_err(failed)?;
    std::fs::rename(&fresh, file(platform, key, DRAFT)).map_err(failed)
}

/// The draft of a key, unless it expired.
pub(super) fn draft(platform: &Platform, key: &str) -> Result<Draft, ActionError> {
    // A key is part of a path: nothing but what was made here.
    if key.len() != KEY_CHARS
        || !key
            .bytes()
            .all(|letter| matches!(letter, b'0'..=b'9' | b'a'..=b'f'))
    {
        return Err(ActionError::NotFound);
    }
    let draft = read_draft(platform, key).ok_or(ActionError::NotFound)?;
    if is_old(platform, &draft) {
        Err(ActionError::NotFound)
    } else {
        Ok(draft)
    }
}

/// The file of a key whose draft was looked at.
pub(super) fn bytes(platform: &Platform, key: &str) -> Result<Vec<u8>, ActionError> {
    std::fs::read(file(platform, key, FILE)).map_err(|_| missing(platform, key))
}

/// Takes the file of a key for an import: one at a time gets it.
pub(super) fn take(platform: &Platform, key: &str) -> Result<Vec<u8>, ActionError> {
    let taken = file(platform, key, TAKEN);
    match std::fs::rename(file(platform, key, FILE), &taken) {
        Ok(()) => std::fs::read(&taken).map_err(failed),
        Err(why) if why.kind() == ErrorKind::NotFound => Err(missing(platform, key)),
        Err(why) => Err(failed(why)),
    }
}

/// Gives a file back whose import was refused.
pub(super) fn give_back(platform: &Platform, key: &str) -> Result<(), ActionError> {
    std::fs::rename(file(platform, key, TAKEN), file(platform, key, FILE)).map_err(failed)
}

/// Why there is no file: somebody imports it, or it is gone.
fn missing(platform: &Platform, key: &str) -> ActionError {
    if file(platform, key, TAKEN).exists() {
        ActionError::conflict("import-taken")
    } else {
        ActionError::NotFound
    }
}

/// Removes a file, its draft, and whatever a program that ended in between left of them.
pub(super) fn remove(platform: &Platform, key: &str) {
    for name in names(platform).into_iter().filter(|name| key_of(name) == key) {
        match std::fs::remove_file(folder(platform).join(&name)) {
            Err(why) if why.kind() != ErrorKind::NotFound => {
                tracing::warn!(why = %why.kind(), "an uploaded file could not be removed; the sweep tries again");
            }
            _ => {}
        }
    }
}

/// Removes everything whose time is over.
pub(crate) fn sweep(platform: &Platform) {
    let names = names(platform);
    let keys: BTreeSet<&str> = names.iter().map(|name| key_of(name)).collect();
    for key in keys {
        let mut parts = names.iter().filter(|name| key_of(name) == key);
        // A draft knows when it came; of leftovers the file system does, by the machine's own clock.
        let is_over = read_draft(platform, key).is_some_and(|draft| is_old(platform, &draft))
            || parts.all(|name| lies_long(platform, name));
        if is_over {
            remove(platform, key);
        }
    }
}

fn names(platform: &Platform) -> Vec<String> {
    let entries = std::fs::read_dir(folder(platform)).into_iter().flatten();
    entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect()
}

fn key_of(name: &str) -> &str {
    name.split_once('.').map_or(name, |(key, _)| key)
}

fn read_draft(platform: &Platform, key: &str) -> Option<Draft> {
    let text = std::fs::read(file(platform, key, DRAFT)).ok()?;
    serde_json::from_slice(&text).ok()
}

fn is_old(platform: &Platform, draft: &Draft) -> bool {
    draft.since.plus(TIME_MAX) <= platform.now()
}

fn lies_long(platform: &Platform, name: &str) -> bool {
    let written = std::fs::metadata(folder(platform).join(name)).and_then(|known| known.modified());
    // One that has just got another name is in use.
    let Ok(written) = written else { return false };
    let since = written.duration_since(UNIX_EPOCH).unwrap_or_default();
    let since = Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX));
    since.plus(TIME_MAX) <= Clock::System.now()
}

fn folder(platform: &Platform) -> PathBuf {
    platform.folder().join("uploads")
}

fn file(platform: &Platform, key: &str, kind: &str) -> PathBuf {
    folder(platform).join(format!("{key}.{kind}"))
}

#[expect(clippy::needless_pass_by_value, reason = "a plain function for map_err")]
fn failed(why: std::io::Error) -> ActionError {
    ActionError::Store(format!("an uploaded file could not be kept: {}", why.kind()))
}

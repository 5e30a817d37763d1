//! Files on their way in, in the installation's folder: two per upload, the file and its draft.

use super::import::Draft;
use crate::secret::{hex, random_bytes, write_private};
use crate::{ActionError, Platform};
use jiff::SignedDuration;
use std::path::PathBuf;

/// How long a file waits for its person.
const HOURS_MAX: i64 = 24;
const KEY_CHARS: usize = 32;

/// Stores a file and its draft, and gives the random key to both.
pub(super) fn create(platform: &Platform, draft: &Draft, bytes: &[u8]) -> Result<String, ActionError> {
    let key = hex(&random_bytes::<16>());
    std::fs::create_dir_all(folder(platform)).map_err(failed)?;
    write_private(&file(platform, &key, "csv"), bytes).map_err(failed)?;
    update(platform, &key, draft)?;
    Ok(key)
}

/// Replaces the draft, whole or not at all.
pub(super) fn update(platform: &Platform, key: &str, draft: &Draft) -> Result<(), ActionError> {
    let fresh = file(platform, key, &hex(&random_bytes::<4>()));
    let text = serde_json::to_vec(draft).expect("a draft is plain data with text keys");
    write_private(&fresh, &text).map_err(failed)?;
    std::fs::rename(&fresh, file(platform, key, "json")).map_err(failed)
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
    let text = std::fs::read(file(platform, key, "json")).map_err(|_| ActionError::NotFound)?;
    let draft: Draft = serde_json::from_slice(&text).map_err(|_| ActionError::NotFound)?;
    if is_old(platform, &draft) {
        Err(ActionError::NotFound)
    } else {
        Ok(draft)
    }
}

/// The file of a key whose draft was looked at.
pub(super) fn bytes(platform: &Platform, key: &str) -> Result<Vec<u8>, ActionError> {
    std::fs::read(file(platform, key, "csv")).map_err(|_| ActionError::NotFound)
}

/// Removes a file and its draft.
pub(super) fn remove(platform: &Platform, key: &str) {
    for kind in ["csv", "json"] {
        if let Err(why) = std::fs::remove_file(file(platform, key, kind)) {
            tracing::warn!(kind, why = %why.kind(), "an uploaded file could not be removed; the sweep tries again");
        }
    }
}

/// Removes everything whose time is over.
pub(crate) fn sweep(platform: &Platform) {
    let Ok(entries) = std::fs::read_dir(folder(platform)) else {
        return;
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut keys: Vec<String> = names
        .filter_map(|name| Some(name.split_once('.')?.0.to_owned()))
        .collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        // Without a draft nobody can go on with it: a program that ended in between left it.
        let text = std::fs::read(file(platform, &key, "json"));
        let draft = text
            .ok()
            .and_then(|text| serde_json::from_slice::<Draft>(&text).ok());
        if draft.is_none_or(|draft| is_old(platform, &draft)) {
            remove(platform, &key);
        }
    }
}

fn is_old(platform: &Platform, draft: &Draft) -> bool {
    draft.since.plus(SignedDuration::from_hours(HOURS_MAX)) <= platform.now()
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

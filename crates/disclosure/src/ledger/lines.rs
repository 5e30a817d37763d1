//! Entries as lines of text, so that they can be stored: one JSON object a line, each with its version and a checksum over
//! itself and the line before. A line changed, lost in the middle or put elsewhere is found; lines cut off at the end are
//! not, so a store keeps the last checksum or the number of lines beside them.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::entry::Entry;

/// The version of the form.
const VERSION: u32 = 1;

/// Why lines cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Damaged {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    version: u32,
    checksum: String,
    entry: Entry,
}

/// Entries as lines, each ended. Appending is writing all and keeping what is new.
///
/// # Panics
/// Never: writing plain values as JSON into memory cannot fail.
pub fn write(entries: &[Entry]) -> String {
    let mut text = String::new();
    let mut before = String::new();
    for entry in entries {
        let line = Line {
            version: VERSION,
            checksum: checksum(&before, entry),
            entry: entry.clone(),
        };
        text += &serde_json::to_string(&line).expect("an entry has text keys and whole numbers only");
        text.push('\n');
        before = line.checksum;
    }
    text
}

/// Reads what [`write()`] wrote.
///
/// # Errors
/// [`Damaged`] with the first line that is not as it was written.
pub fn read(text: &str) -> Result<Vec<Entry>, Damaged> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut before = String::new();
    for (at, text) in text.split_inclusive('\n').enumerate() {
        let refuse = |reason: String| Damaged { line: at + 1, reason };
        let Some(text) = text.strip_suffix('\n') else {
            return Err(refuse("it is cut off".to_owned()));
        };
        let line: Line = serde_json::from_str(text).map_err(|error| refuse(error.to_string()))?;
        if line.version != VERSION {
            let found = line.version;
            return Err(refuse(format!(
                "version {found} is unknown; this program reads version {VERSION}"
            )));
        }
        if line.checksum != checksum(&before, &line.entry) {
            let reason = "the checksum does not match: it was changed, or a line before it was";
            return Err(refuse(reason.to_owned()));
        }
        if let Some(reason) = line.entry.flaw() {
            return Err(refuse(reason));
        }
        if entries.iter().any(|entry| entry.id == line.entry.id) {
            return Err(refuse(format!("entry {} is there twice", line.entry.id)));
        }
        before = line.checksum;
        entries.push(line.entry);
    }
    Ok(entries)
}

fn checksum(before: &str, entry: &Entry) -> String {
    let json = serde_json::to_string(entry).expect("an entry has text keys and whole numbers only");
    let bytes = [before.as_bytes(), b"\n", json.as_bytes()].concat();
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

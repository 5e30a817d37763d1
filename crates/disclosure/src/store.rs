//! A release as bytes, and back: what is stored is checked again, by checksum and by audit, before it counts as
//! released.

use sha2::{Digest, Sha256};

use crate::audit::audit;
use crate::{Error, Released, Report};

/// What stored releases begin with; the number is the version of the form.
const HEAD: &str = "kith release 1 ";

impl Released<Report> {
    /// The report as bytes: a first line with version and SHA-256, then the report as JSON. The same report always
    /// gives the same bytes.
    ///
    /// # Panics
    /// Never: writing plain values as JSON into memory cannot fail.
    pub fn to_stored(&self) -> Vec<u8> {
        let json = serde_json::to_string(&**self).expect("a report has text keys and finite numbers only");
        format!("{HEAD}{}\n{json}", checksum(json.as_bytes())).into_bytes()
    }
}

/// Opens what [`Released::to_stored`] wrote: the checksum must match and the audit must pass again. The checksum guards
/// against damage; whoever can write to the store and computes it anew still gets nothing past the audit.
///
/// # Errors
/// [`Error::Stored`] for damage, an unknown version or unreadable JSON; the audit's errors.
pub fn reopen(bytes: &[u8]) -> Result<Released<Report>, Error> {
    let refuse = |reason: &str| Error::Stored {
        reason: reason.to_owned(),
    };
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("they are not text"))?;
    let rest = text
        .strip_prefix(HEAD)
        .ok_or_else(|| refuse("they do not begin as a release of a known version does"))?;
    let (sum, json) = rest
        .split_once('\n')
        .ok_or_else(|| refuse("they end too early"))?;
    if sum != checksum(json.as_bytes()) {
        return Err(refuse("the checksum does not match"));
    }
    let report: Report = serde_json::from_str(json).map_err(|error| refuse(&error.to_string()))?;
    audit(&report)?;
    Ok(Released::seal(report))
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

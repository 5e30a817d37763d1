//! A release as bytes, and back: what is stored is checked again, by checksum, audit and proof, before it counts as released.

use sha2::{Digest, Sha256};

use crate::audit::{audit, frame_of};
use crate::grid::Grid;
use crate::proof::{VerifiedTable, verify_all};
use crate::publication::{Plain, Release};
use crate::{Error, Released};

/// What stored releases begin with; then comes the version of the form.
const HEAD: &str = "kith release ";

/// Bytes of a SHA-256.
const DIGEST: usize = 32;

/// A release whose proofs hold.
#[derive(Debug, Clone, PartialEq)]
pub struct VerifiedRelease {
    /// The release.
    pub release: Released<Release>,
    /// What was proved, table by table.
    pub tables: Vec<VerifiedTable>,
}

impl Released<Release> {
    /// The release as bytes: a first line with version and SHA-256, then the release as JSON. The same release always
    /// gives the same bytes.
    ///
    /// # Panics
    /// Never: writing plain values as JSON into memory cannot fail.
    pub fn to_stored(&self) -> Vec<u8> {
        // A state's release is large, so it is written once, and the checksum is put in afterwards.
        let mut bytes = format!("{HEAD}2 {}\n", "0".repeat(2 * DIGEST)).into_bytes();
        let json = bytes.len();
        serde_json::to_writer(&mut bytes, &**self).expect("a release has text keys and finite numbers only");
        let sum = checksum(&bytes[json..]);
        bytes[json - 1 - sum.len()..json - 1].copy_from_slice(sum.as_bytes());
        bytes
    }
}

/// Opens what [`Released::to_stored`] wrote: the checksum must match, the audit must pass again, and the proofs must hold.
/// The checksum guards against damage; whoever can write to the store and computes it anew still gets nothing past the
/// audit and the proofs. A release of the first version, one report without proof, is audited only.
///
/// # Errors
/// [`Error::Stored`] for damage, an unknown version or unreadable JSON; the audit's errors and those of [`verify`].
pub fn reopen(bytes: &[u8]) -> Result<Released<Release>, Error> {
    match read(bytes)? {
        Stored::One(plain) => {
            audit(&plain)?;
            Ok(plain.seal())
        }
        Stored::Two(plain) => Ok(verified(plain)?.release),
    }
}

/// Checks a stored release as anybody can who has the file: that its numbers fit together, that no subtraction among them is
/// dangerous, and its proofs, by adding up whole numbers.
///
/// # Errors
/// As [`reopen`]; [`Error::Stored`] for a release of the first version, which has no proof. [`Error::Unsafe`] says in words
/// which subtraction gives somebody away, or what is not proved.
pub fn verify(bytes: &[u8]) -> Result<VerifiedRelease, Error> {
    match read(bytes)? {
        Stored::One(_) => Err(refuse("it is of the first version, which holds no proof")),
        Stored::Two(plain) => verified(plain),
    }
}

enum Stored {
    One(Plain),
    Two(Plain),
}

fn verified(plain: Plain) -> Result<VerifiedRelease, Error> {
    audit(&plain)?;
    let frame = frame_of(&plain)?;
    let known = (&plain.enrolled[..], &plain.told[..]);
    let grid = Grid::new(&frame, &plain.places, plain.least, known)?;
    let tables = verify_all(&plain, &grid, &frame)?;
    let release = plain.seal();
    Ok(VerifiedRelease { release, tables })
}

fn refuse(reason: &str) -> Error {
    Error::Stored {
        reason: reason.to_owned(),
    }
}

fn read(bytes: &[u8]) -> Result<Stored, Error> {
    let text = std::str::from_utf8(bytes).map_err(|_| refuse("they are not text"))?;
    let rest = text
        .strip_prefix(HEAD)
        .ok_or_else(|| refuse("they do not begin as a release does"))?;
    let (first, json) = rest
        .split_once('\n')
        .ok_or_else(|| refuse("they end too early"))?;
    let (version, sum) = first
        .split_once(' ')
        .ok_or_else(|| refuse("they end too early"))?;
    if sum != checksum(json.as_bytes()) {
        return Err(refuse("the checksum does not match"));
    }
    let unreadable = |error: serde_json::Error| refuse(&error.to_string());
    match version {
        "1" => Ok(Stored::One(Plain::single(
            serde_json::from_str(json).map_err(unreadable)?,
        ))),
        "2" => Ok(Stored::Two(serde_json::from_str(json).map_err(unreadable)?)),
        _ => Err(refuse("they are of a version that this program does not know")),
    }
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

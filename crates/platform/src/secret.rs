//! The installation's secret, and the links it signs.
//!
//! The secret lies in the folder, outside the database and its backups. A link carries an id and a
//! signature over its purpose and that id, so the database holds nothing that opens one.

use crate::error::OpenError;
use crate::private;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use uuid::Uuid;

const SIGNATURE_BYTES: usize = 16;

/// Thirty-two random bytes, made at the first start.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Reads the secret of this folder, or makes it.
    ///
    /// # Errors
    /// [`OpenError::Folder`] when the file can be neither read nor made, or is not 32 bytes.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        if let Some(kept) = Self::read(folder)? {
            return Ok(kept);
        }
        let made = Self::passing();
        private::write(&file_of(folder), &made.0).map_err(|why| broken(folder, why))?;
        Ok(made)
    }

    /// The secret of this folder, or nothing when there is none.
    ///
    /// # Errors
    /// [`OpenError::Folder`] when the file cannot be read, or is not 32 bytes.
    pub fn read(folder: &Path) -> Result<Option<Self>, OpenError> {
        match std::fs::read(file_of(folder)) {
            Ok(bytes) => match bytes.try_into() {
                Ok(bytes) => Ok(Some(Self(bytes))),
                Err(_) => {
                    let why = std::io::Error::other("the file should hold exactly 32 bytes");
                    Err(broken(folder, why))
                }
            },
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(why) => Err(broken(folder, why)),
        }
    }

    /// A secret that nobody keeps, for a program that signs nothing.
    pub(crate) fn passing() -> Self {
        Self(random_bytes())
    }

    /// A token that only this installation can make, for one purpose and one id.
    pub fn token(&self, purpose: &str, id: Uuid) -> String {
        let mut bytes = id.as_bytes().to_vec();
        bytes.extend_from_slice(&self.sign(purpose, id)[..SIGNATURE_BYTES]);
        hex(&bytes)
    }

    /// The id that a token of this purpose carries, if this installation made it.
    pub fn verify(&self, purpose: &str, token: &str) -> Option<Uuid> {
        let bytes = unhex(token)?;
        if bytes.len() != 16 + SIGNATURE_BYTES {
            return None;
        }
        let id = Uuid::from_slice(&bytes[..16]).ok()?;
        let mut mac = self.mac(purpose);
        mac.update(id.as_bytes());
        mac.verify_truncated_left(&bytes[16..]).ok().map(|()| id)
    }

    /// A keyed hash of any text for one purpose, in hexadecimal: for tokens against forged forms.
    pub fn stamp(&self, purpose: &str, text: &str) -> String {
        let mut mac = self.mac(purpose);
        mac.update(text.as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    fn sign(&self, purpose: &str, id: Uuid) -> [u8; 32] {
        let mut mac = self.mac(purpose);
        mac.update(id.as_bytes());
        mac.finalize().into_bytes().into()
    }

    fn mac(&self, purpose: &str) -> Hmac<Sha256> {
        let mut mac = <Hmac<Sha256>>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        // A purpose never runs over into what is signed.
        mac.update(&[0]);
        mac
    }
}

fn file_of(folder: &Path) -> PathBuf {
    folder.join("secret")
}

fn broken(folder: &Path, why: std::io::Error) -> OpenError {
    OpenError::Folder {
        folder: file_of(folder),
        why,
    }
}

/// Random bytes of the operating system.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A fresh token that is kept by the one it is given to, and its hash that is stored.
pub fn fresh_token() -> (String, Vec<u8>) {
    let token = hex(&random_bytes::<32>());
    let hash = token_hash(&token);
    (token, hash)
}

/// What is stored of a token.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            write!(text, "{byte:02x}").expect("a string takes any text");
            text
        })
}

/// The bytes of hexadecimal text; `None` when it is not.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret([7; 32])
    }

    #[test]
    fn verify_own_token_gives_id() {
        let id = Uuid::new_v4();
        assert_eq!(
            secret().verify("sign-in", &secret().token("sign-in", id)),
            Some(id)
        );
    }

    #[test]
    fn verify_other_purpose_refuses() {
        let token = secret().token("sign-in", Uuid::new_v4());
        assert_eq!(secret().verify("feed", &token), None);
    }

    #[test]
    fn verify_changed_token_refuses() {
        let token = secret().token("sign-in", Uuid::new_v4());
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(secret().verify("sign-in", &changed), None);
        }
    }

    #[test]
    fn verify_garbage_refuses() {
        for text in [
            "",
            "zz",
            "é",
            "00",
            &"0".repeat(63),
            &"0".repeat(64),
            &"+1".repeat(32),
        ] {
            assert_eq!(secret().verify("sign-in", text), None);
        }
    }
}

//! Wave keys: one file each in the installation's folder, outside the database and its backups.

use super::WaveId;
use crate::private;
use crate::secret::random_bytes;
use chacha20poly1305::aead::{Aead, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::io::{Error, ErrorKind, Result, Seek, Write};
use std::path::{Path, PathBuf};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;

/// The key of an open wave. It has no `Debug`, so that it cannot reach a log.
pub(super) struct WaveKey {
    marking: [u8; KEY_BYTES],
    cipher: ChaCha20Poly1305,
}

impl WaveKey {
    /// Makes the key of a new wave, durably.
    pub(super) fn create(folder: &Path, wave: WaveId) -> Result<()> {
        let file = file_of(folder, wave);
        private::folder(&folder_of(folder))?;
        private::write(&file, &random_bytes::<KEY_BYTES>())?;
        sync_folder(folder)
    }

    /// The key, or nothing when there is none.
    pub(super) fn read(folder: &Path, wave: WaveId) -> Result<Option<Self>> {
        let bytes = match std::fs::read(file_of(folder, wave)) {
            Ok(bytes) => bytes,
            Err(why) if why.kind() == ErrorKind::NotFound => return Ok(None),
            Err(why) => return Err(why),
        };
        let key: [u8; KEY_BYTES] = bytes
            .try_into()
            .map_err(|_| Error::other("a wave key should hold exactly 32 bytes"))?;
        Ok(Some(Self::from_bytes(key)))
    }

    fn from_bytes(key: [u8; KEY_BYTES]) -> Self {
        // Two keys from one, so that a mark says nothing about a blob.
        let cipher = ChaCha20Poly1305::new(&mac(&key, b"blob").into());
        Self {
            marking: mac(&key, b"mark"),
            cipher,
        }
    }

    /// Overwrites and removes the key; it is no error when that was done before.
    pub(super) fn destroy(folder: &Path, wave: WaveId) -> Result<()> {
        let file = file_of(folder, wave);
        match std::fs::OpenOptions::new().write(true).open(&file) {
            Ok(mut open) => {
                open.rewind()?;
                open.write_all(&[0; KEY_BYTES])?;
                open.sync_all()?;
            }
            Err(why) if why.kind() == ErrorKind::NotFound => return Ok(()),
            Err(why) => return Err(why),
        }
        std::fs::remove_file(&file)?;
        sync_folder(folder)
    }

    /// What stands for a submission in the inbox.
    pub(super) fn mark(&self, submission: &str) -> Vec<u8> {
        mac(&self.marking, submission.as_bytes()).to_vec()
    }

    /// Encrypts an answer; it can be opened only beside its own mark.
    pub(super) fn encrypt(&self, mark: &[u8], plain: &[u8]) -> Vec<u8> {
        let nonce = random_bytes::<NONCE_BYTES>();
        let sealed = self
            .cipher
            .encrypt(
                &Nonce::from(nonce),
                Payload {
                    msg: plain,
                    aad: mark,
                },
            )
            .expect("encryption fails only beyond 256 GB");
        [nonce.as_slice(), &sealed].concat()
    }

    /// What was encrypted, or nothing when it was not with this key and mark.
    pub(super) fn decrypt(&self, mark: &[u8], blob: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = blob.split_first_chunk::<NONCE_BYTES>()?;
        self.cipher
            .decrypt(
                &Nonce::from(*nonce),
                Payload {
                    msg: sealed,
                    aad: mark,
                },
            )
            .ok()
    }
}

fn mac(key: &[u8; KEY_BYTES], text: &[u8]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text);
    mac.finalize().into_bytes().into()
}

fn folder_of(folder: &Path) -> PathBuf {
    folder.join("keys")
}

fn file_of(folder: &Path, wave: WaveId) -> PathBuf {
    folder_of(folder).join(format!("{wave}.key"))
}

/// A new or removed name is durable only once its folder is.
fn sync_folder(folder: &Path) -> Result<()> {
    if cfg!(unix) {
        std::fs::File::open(folder_of(folder))?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decrypt_with_own_mark_gives_the_answer_and_with_another_nothing() {
        let key = WaveKey::from_bytes([7; 32]);
        let (mark, other) = (key.mark("one"), key.mark("two"));
        let blob = key.encrypt(&mark, b"an answer");
        assert_eq!(key.decrypt(&mark, &blob), Some(b"an answer".to_vec()));
        assert_eq!(key.decrypt(&other, &blob), None);
        assert_eq!(WaveKey::from_bytes([8; 32]).decrypt(&mark, &blob), None);
        assert_eq!(key.decrypt(&mark, &blob[..5]), None);
    }

    #[test]
    fn encrypt_same_answer_twice_differs_and_is_equally_long() {
        let key = WaveKey::from_bytes([7; 32]);
        let (one, two) = (key.encrypt(b"m", &[1; 64]), key.encrypt(b"m", &[1; 64]));
        assert_ne!(one, two);
        assert_eq!((one.len(), two.len()), (92, 92));
    }

    #[test]
    fn destroy_key_removes_it_and_twice_is_no_error() {
        let folder = tempfile::tempdir().unwrap();
        let wave = WaveId::new();
        WaveKey::create(folder.path(), wave).unwrap();
        assert!(WaveKey::read(folder.path(), wave).unwrap().is_some());
        WaveKey::destroy(folder.path(), wave).unwrap();
        WaveKey::destroy(folder.path(), wave).unwrap();
        assert!(WaveKey::read(folder.path(), wave).unwrap().is_none());
    }

    #[cfg(unix)]
    #[test]
    fn create_key_is_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let wave = WaveId::new();
        WaveKey::create(folder.path(), wave).unwrap();
        let mode = std::fs::metadata(file_of(folder.path(), wave))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

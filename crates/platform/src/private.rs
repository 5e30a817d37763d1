//! Files and folders that only their owner may read, on systems that know owners.

use std::fs::{File, OpenOptions};
use std::io::{Result, Write as _};
use std::path::Path;

/// Makes a folder for its owner alone; one that is there stays as it is.
pub(crate) fn folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let mut builder = std::fs::DirBuilder::new();
    // Recursive, so that two who make it at once both succeed.
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes a file that is not there yet, for its owner alone.
pub(crate) fn file(file: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Writes a file that is not there yet, for its owner alone, durably.
pub(crate) fn write(place: &Path, bytes: &[u8]) -> Result<()> {
    let mut open = file(place)?;
    open.write_all(bytes)?;
    open.sync_all()
}

/// Whether anybody but its owner may do anything with a file or folder; never so for one that is not there.
#[cfg(unix)]
pub fn is_open_to_others(place: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(place).is_ok_and(|known| known.permissions().mode() & 0o077 != 0)
}

/// Whether anybody but its owner may do anything with a file or folder: not to be known on this system.
#[cfg(not(unix))]
pub fn is_open_to_others(_: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn mode(place: &Path) -> u32 {
        std::fs::metadata(place).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn folder_and_file_are_their_owners_only_and_neither_is_replaced() {
        let place = tempfile::tempdir().unwrap();
        let inner = place.path().join("one/two");
        folder(&inner).unwrap();
        folder(&inner).unwrap();
        let secret = inner.join("secret");
        write(&secret, b"one").unwrap();
        assert!(write(&secret, b"two").is_err());
        assert_eq!((mode(&inner), mode(&secret)), (0o700, 0o600));
        assert_eq!(std::fs::read(&secret).unwrap(), b"one");
        assert!(!is_open_to_others(&secret));
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(is_open_to_others(&secret));
    }
}

//! A file mapped into memory: its bytes are read where the system keeps them, and only the pages that are asked for.
//!
//! # Why the one `unsafe` call is sound
//! `Mmap::map` asks that nobody changes or shortens the file while it is mapped. A file of an index is written under
//! another name and renamed when it is whole ([`super::keep`]); nothing in this program opens it for writing after that,
//! removing or replacing it leaves the mapped one as it was, and its folder is its owner's alone. Its bytes are only read
//! as bytes. Whoever writes into the installation's folder by hand could make a running program read other numbers or
//! end; they could as well change the database.

use memmap2::Mmap;
use std::fs::File;
use std::io::Result;
use std::path::Path;

/// A mapped file.
pub(super) struct Mapped(Mmap);

impl Mapped {
    /// Maps a file that is whole.
    #[expect(unsafe_code, reason = "mapping a file that nobody changes; proof above")]
    pub(super) fn open(file: &Path) -> Result<Self> {
        let open = File::open(file)?;
        // SAFETY: the file is never changed once it has this name; see above.
        let mapped = unsafe { Mmap::map(&open) }?;
        Ok(Self(mapped))
    }

    /// All of it, beginning at a page of memory.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn mapped_and_read_files_are_the_same(bytes in proptest::collection::vec(any::<u8>(), 1..20_000)) {
            let place = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(place.path(), &bytes).unwrap();
            let mapped = Mapped::open(place.path()).unwrap();
            prop_assert_eq!(mapped.bytes(), std::fs::read(place.path()).unwrap());
            prop_assert_eq!(mapped.bytes().as_ptr().align_offset(8), 0);
        }
    }

    #[test]
    fn replacing_or_removing_a_file_leaves_the_mapped_one_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let (file, other) = (place.path().join("one"), place.path().join("two"));
        std::fs::write(&file, b"before").unwrap();
        let mapped = Mapped::open(&file).unwrap();
        std::fs::write(&other, b"after").unwrap();
        std::fs::rename(&other, &file).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert_eq!(mapped.bytes(), b"before");
        assert!(Mapped::open(&file).is_err());
    }
}

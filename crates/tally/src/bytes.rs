//! Answers as bytes that describe themselves: how a sealed wave is stored.
//!
//! Layout, all numbers little-endian: `KITHWAVE`, version `u16`, people `u32`, items `u32`, dimensions `u32`; per item
//! its id, `u16` options, the options' ids, one byte per person; per dimension its id, kind `u8` (0 single, 1 multiple),
//! `u16` levels, the levels' ids, then `u16` or `u64` per person; at the end SHA-256 over everything before it.
//! A text is a `u32` length and UTF-8.

use sha2::{Digest, Sha256};

use crate::answers::PEOPLE_MAX;
use crate::{Answers, Dimension, Error, Item, Membership};

const MAGIC: &[u8; 8] = b"KITHWAVE";
const CHECKSUM_BYTES: usize = 32;

/// The version this program writes, and the only one it reads.
pub const FORMAT_VERSION: u16 = 1;

impl Answers {
    /// The answers as bytes; the same answers always give the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT_VERSION.to_le_bytes());
        for count in [self.people(), self.items().len(), self.dimensions().len()] {
            put_count(&mut bytes, count);
        }
        for item in self.items() {
            put_text(&mut bytes, &item.id);
            put_texts(&mut bytes, &item.options);
            bytes.extend(&item.codes);
        }
        for dimension in self.dimensions() {
            put_text(&mut bytes, &dimension.id);
            bytes.push(u8::from(matches!(dimension.membership, Membership::Multiple(_))));
            put_texts(&mut bytes, &dimension.levels);
            match &dimension.membership {
                Membership::Single(levels) => {
                    bytes.extend(levels.iter().flat_map(|level| level.to_le_bytes()));
                }
                Membership::Multiple(bits) => bytes.extend(bits.iter().flat_map(|bits| bits.to_le_bytes())),
            }
        }
        let checksum = Sha256::digest(&bytes);
        bytes.extend(checksum);
        bytes
    }

    /// Reads what [`Answers::to_bytes`] wrote. Never panics and never asks for more memory than the input justifies.
    ///
    /// # Errors
    /// [`Error::Bytes`] for damage or an unknown version, and the errors of [`Answers::new`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let end = bytes
            .len()
            .checked_sub(CHECKSUM_BYTES)
            .ok_or(broken("too short"))?;
        let (body, checksum) = bytes.split_at(end);
        let mut reader = Reader::new(body);
        if reader.take(MAGIC.len())? != MAGIC {
            return Err(broken("they do not begin as a wave does"));
        }
        if reader.u16()? != FORMAT_VERSION {
            return Err(broken("their version is not known to this program"));
        }
        if Sha256::digest(body)[..] != *checksum {
            return Err(broken("the checksum does not match"));
        }
        let people = reader.count()?;
        let (items, dimensions) = (reader.count()?, reader.count()?);
        if people > PEOPLE_MAX {
            return Err(broken("too many people"));
        }
        let items = (0..items)
            .map(|_| reader.item(people))
            .collect::<Result<_, _>>()?;
        let dimensions = (0..dimensions)
            .map(|_| reader.dimension(people))
            .collect::<Result<_, _>>()?;
        if !reader.is_empty() {
            return Err(broken("something follows the last dimension"));
        }
        Self::new(people, items, dimensions)
    }
}

fn broken(reason: &'static str) -> Error {
    Error::Bytes { reason }
}

pub(crate) fn put_count(bytes: &mut Vec<u8>, count: usize) {
    let count = u32::try_from(count).expect("more than four billion columns or letters do not fit in memory");
    bytes.extend(count.to_le_bytes());
}

pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_count(bytes, text.len());
    bytes.extend(text.as_bytes());
}

pub(crate) fn put_texts(bytes: &mut Vec<u8>, texts: &[String]) {
    let count = u16::try_from(texts.len()).expect("Answers::new allows at most 65,535 levels");
    bytes.extend(count.to_le_bytes());
    for text in texts {
        put_text(bytes, text);
    }
}

/// What is left of bytes being read.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or(broken("they end too early"))?;
        self.rest = rest;
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let taken = self.take(N)?;
        Ok(taken.try_into().expect("take returned N bytes"))
    }

    fn u16(&mut self) -> Result<u16, Error> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn count(&mut self) -> Result<usize, Error> {
        let count = u32::from_le_bytes(self.array()?);
        usize::try_from(count).map_err(|_| broken("a count does not fit this machine"))
    }

    pub fn text(&mut self) -> Result<String, Error> {
        let length = self.count()?;
        let text = std::str::from_utf8(self.take(length)?).map_err(|_| broken("an id is not UTF-8"))?;
        Ok(text.to_owned())
    }

    pub fn texts(&mut self) -> Result<Vec<String>, Error> {
        let count = self.u16()?;
        (0..count).map(|_| self.text()).collect()
    }

    fn item(&mut self, people: usize) -> Result<Item, Error> {
        Ok(Item {
            id: self.text()?,
            options: self.texts()?,
            codes: self.take(people)?.to_vec(),
        })
    }

    fn dimension(&mut self, people: usize) -> Result<Dimension, Error> {
        let id = self.text()?;
        let [kind] = self.array()?;
        let levels = self.texts()?;
        let membership = match kind {
            0 => Membership::Single(self.column(people, u16::from_le_bytes)?),
            1 => Membership::Multiple(self.column(people, u64::from_le_bytes)?),
            _ => return Err(broken("a dimension is of no known kind")),
        };
        Ok(Dimension {
            id,
            levels,
            membership,
        })
    }

    fn column<T, const N: usize>(&mut self, people: usize, read: fn([u8; N]) -> T) -> Result<Vec<T>, Error> {
        let length = people.checked_mul(N).ok_or(broken("a column is too long"))?;
        let (entries, _) = self.take(length)?.as_chunks::<N>();
        Ok(entries.iter().map(|entry| read(*entry)).collect())
    }
}

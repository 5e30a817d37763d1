//! The index as bytes that can be mapped into memory and used where they lie.
//!
//! Layout, all numbers little-endian, every part at a multiple of 8 bytes:
//!
//! | at | what |
//! | --- | --- |
//! | 0 | `KITHTALY` |
//! | 8 | version `u32` |
//! | 12 | byte-order mark `u32`, 0x0A0B0C0D |
//! | 16 | length of everything, `u64` |
//! | 24 | length of the description, `u64` |
//! | 32 | description, then zeros up to a multiple of 8 |
//! | | planes: present; per dimension; per item; `ceil(people / 64)` words each, row *r* is bit *r* mod 64 of word *r* / 64 |
//! | | the row of every person, `u32`, then zeros up to a multiple of 8 |
//! | last 32 | SHA-256 of everything before |
//!
//! Description: `u32` items, dimensions, places, groupings; per item its id, options, and a byte with bit *k* for the
//! *k*-th kind of missing answer; per dimension its id, a byte (0 single, 1 single with people who are unstated, 2
//! multiple), its levels; per place its id, kind, parent `u32` (all ones: none), `u32` people of whom it is the school; per
//! grouping its id, `u32` number of places, their positions. A text is a `u32` length and UTF-8, a list of texts a `u16`
//! number and the texts.

use std::borrow::Cow;
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::{Index, IndexedDimension, IndexedItem, Levels, Shape, build::KINDS};
use crate::bytes::{Reader, put_count, put_text, put_texts};
use crate::{Error, Grouping, Place};

const MAGIC: &[u8; 8] = b"KITHTALY";
const ORDER_MARK: u32 = 0x0A0B_0C0D;
const HEAD_BYTES: usize = 32;
const CHECKSUM_BYTES: usize = 32;
const NO_PARENT: u32 = u32::MAX;

/// The version of the index's bytes that this program writes, and the only one it reads.
pub const INDEX_VERSION: u32 = 1;

impl Index<'_> {
    /// The index as bytes; the same index always gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let description = describe(&self.shape);
        let words_at = HEAD_BYTES + description.len().next_multiple_of(8);
        let length = words_at + self.words.len() * 8 + CHECKSUM_BYTES;
        let mut bytes = Vec::with_capacity(length);
        bytes.extend(MAGIC);
        bytes.extend(INDEX_VERSION.to_le_bytes());
        bytes.extend(ORDER_MARK.to_le_bytes());
        bytes.extend((length as u64).to_le_bytes());
        bytes.extend((description.len() as u64).to_le_bytes());
        bytes.extend(description);
        bytes.resize(words_at, 0);
        if cfg!(target_endian = "little") {
            bytes.extend_from_slice(bytemuck::cast_slice(&self.words));
        } else {
            bytes.extend(self.words.iter().flat_map(|word| word.to_le_bytes()));
        }
        let checksum = Sha256::digest(&bytes);
        bytes.extend(checksum);
        bytes
    }
}

impl<'a> Index<'a> {
    /// The index in bytes that [`Index::to_bytes`] wrote, used where they lie: they must begin at a multiple of 8 in memory,
    /// as a mapped file does. Everything is checked once, here: the checksum, and that every code means something.
    ///
    /// # Errors
    /// [`Error::Index`] for bytes that are cut, damaged, misaligned, of another version or of a machine with another order
    /// of bytes; the errors of [`crate::Geography::new`] and [`crate::Answers::new`] for a description that cannot be.
    pub fn view(bytes: &'a [u8]) -> Result<Self, Error> {
        let (shape, words) = parts(bytes)?;
        let words = if cfg!(target_endian = "little") {
            let aligned = bytemuck::try_cast_slice(words);
            Cow::Borrowed(aligned.map_err(|_| broken("they do not lie at a multiple of 8 in memory"))?)
        } else {
            Cow::Owned(copied(words))
        };
        Self { shape, words }.checked()
    }

    /// The index in bytes that [`Index::to_bytes`] wrote, copied; they may lie anywhere.
    ///
    /// # Errors
    /// Those of [`Index::view`], but for alignment.
    pub fn from_bytes(bytes: &[u8]) -> Result<Index<'static>, Error> {
        let (shape, words) = parts(bytes)?;
        let words = Cow::Owned(copied(words));
        Index { shape, words }.checked()
    }

    /// Refuses what no index has: bits of people who are not there, codes without meaning, rows used twice.
    fn checked(self) -> Result<Self, Error> {
        let shape = &self.shape;
        let outside = shape.stride * 64 - shape.people;
        let present = self.present();
        if present
            .last()
            .is_some_and(|word| outside > 0 && word >> (64 - outside) != 0)
        {
            return Err(broken("they count people who are not there"));
        }
        for plane in 1..shape.planes {
            let strays = self.plane(plane, 0..shape.stride).iter().zip(present);
            if strays.fold(0, |strays, (word, present)| strays | (word & !present)) != 0 {
                return Err(broken("they hold answers of people who are not there"));
            }
        }
        let items = shape.items.iter().map(|item| (&item.planes, item.lines()));
        let single = shape
            .dimensions
            .iter()
            .filter(|dimension| !dimension.is_multiple());
        let single = single.map(|dimension| (&dimension.planes, dimension.codes()));
        if items
            .chain(single)
            .any(|(planes, codes)| !self.codes_below(planes, codes))
        {
            return Err(broken("they hold a code that means nothing"));
        }
        self.rows_once()?;
        Ok(self)
    }

    /// Whether all codes in `planes` are less than `limit`, compared bit by bit from the highest, 64 at a time.
    fn codes_below(&self, planes: &Range<usize>, limit: usize) -> bool {
        if limit >= 1 << planes.len() {
            return true;
        }
        let planes = self.planes(planes.clone(), &(0..self.shape.stride));
        (0..self.shape.stride).all(|word| {
            let (mut equal, mut less) = (u64::MAX, 0);
            for (bit, plane) in planes.iter().enumerate().rev() {
                if limit >> bit & 1 == 1 {
                    less |= equal & !plane[word];
                    equal &= plane[word];
                } else {
                    equal &= !plane[word];
                }
            }
            less == u64::MAX
        })
    }

    fn rows_once(&self) -> Result<(), Error> {
        let people = self.shape.people;
        let mut seen = vec![0_u64; self.shape.stride];
        for person in 0..people {
            let row = self.row(person)?;
            if row >= people || seen[row / 64] >> (row % 64) & 1 == 1 {
                return Err(broken("two people have the same row"));
            }
            seen[row / 64] |= 1 << (row % 64);
        }
        match self.words.last() {
            Some(last) if people % 2 == 1 && last >> 32 != 0 => {
                Err(broken("something follows the last person"))
            }
            _ => Ok(()),
        }
    }
}

fn broken(reason: &'static str) -> Error {
    Error::Index { reason }
}

/// What is wrong with a description is wrong with an index.
fn of_index(error: Error) -> Error {
    match error {
        Error::Bytes { reason } => Error::Index { reason },
        other => other,
    }
}

fn copied(words: &[u8]) -> Vec<u64> {
    let (words, _) = words.as_chunks::<8>();
    words.iter().map(|word| u64::from_le_bytes(*word)).collect()
}

/// The description, checked, and the bytes of the words, as many as the description asks for.
fn parts(bytes: &[u8]) -> Result<(Shape, &[u8]), Error> {
    let mut head = Reader::new(bytes);
    let read = |_| broken("they end too early");
    if head.take(MAGIC.len()).map_err(read)? != MAGIC {
        return Err(broken("they do not begin as an index does"));
    }
    let version = head.array().map(u32::from_le_bytes).map_err(read)?;
    let mark = head.array().map(u32::from_le_bytes).map_err(read)?;
    if mark == ORDER_MARK.swap_bytes() {
        return Err(broken("they were written with another order of bytes"));
    }
    if mark != ORDER_MARK {
        return Err(broken("their byte-order mark is damaged"));
    }
    if version != INDEX_VERSION {
        return Err(broken("their version is not known to this program"));
    }
    let length = head.array().map(u64::from_le_bytes).map_err(read)?;
    let described = head.array().map(u64::from_le_bytes).map_err(read)?;
    if length != bytes.len() as u64 {
        return Err(broken("they are not as long as they say"));
    }
    let end = bytes
        .len()
        .checked_sub(CHECKSUM_BYTES)
        .ok_or(broken("they end too early"))?;
    let (body, checksum) = bytes.split_at(end);
    if Sha256::digest(body)[..] != *checksum {
        return Err(broken("the checksum does not match"));
    }
    let rest = body.get(HEAD_BYTES..).ok_or(broken("they end too early"))?;
    let described = usize::try_from(described).map_err(|_| broken("the description is too long"))?;
    let (description, rest) = rest
        .split_at_checked(described)
        .ok_or(broken("the description is too long"))?;
    let shape = read_shape(description)?;
    let padding = described.next_multiple_of(8) - described;
    let (padding, words) = rest
        .split_at_checked(padding)
        .ok_or(broken("they end too early"))?;
    if padding.iter().any(|&byte| byte != 0) {
        return Err(broken("something follows the description"));
    }
    if shape.words().and_then(|words| words.checked_mul(8)) != Some(words.len()) {
        return Err(broken("they do not hold what they describe"));
    }
    Ok((shape, words))
}

fn describe(shape: &Shape) -> Vec<u8> {
    let mut bytes = Vec::new();
    let lengths = [
        shape.items.len(),
        shape.dimensions.len(),
        shape.places.len(),
        shape.groupings.len(),
    ];
    for length in lengths {
        put_count(&mut bytes, length);
    }
    for item in &shape.items {
        put_text(&mut bytes, &item.id);
        put_texts(&mut bytes, &item.options);
        let kinds = KINDS
            .iter()
            .zip(0..)
            .filter(|(kind, _)| item.missing.contains(kind));
        bytes.push(kinds.map(|(_, bit)| 1_u8 << bit).sum());
    }
    for dimension in &shape.dimensions {
        put_text(&mut bytes, &dimension.id);
        bytes.push(match dimension.stored {
            Levels::Single { unstated } => u8::from(unstated),
            Levels::Multiple => 2,
        });
        put_texts(&mut bytes, &dimension.levels);
    }
    for (place, people) in shape.places.iter().zip(&shape.school_people) {
        put_text(&mut bytes, &place.id);
        put_text(&mut bytes, &place.kind);
        match place.parent {
            Some(parent) => put_count(&mut bytes, parent),
            None => bytes.extend(NO_PARENT.to_le_bytes()),
        }
        bytes.extend(people.to_le_bytes());
    }
    for grouping in &shape.groupings {
        put_text(&mut bytes, &grouping.id);
        put_count(&mut bytes, grouping.places.len());
        grouping
            .places
            .iter()
            .for_each(|&place| put_count(&mut bytes, place));
    }
    bytes
}

fn read_shape(description: &[u8]) -> Result<Shape, Error> {
    let mut reader = Reader::new(description);
    let parts = read_parts(&mut reader).map_err(of_index)?;
    if !reader.is_empty() {
        return Err(broken("something follows the description"));
    }
    let (columns, geography, people) = parts;
    Shape::new(columns, geography, people)
}

type Parts = (
    (Vec<IndexedItem>, Vec<IndexedDimension>),
    (Vec<Place>, Vec<Grouping>),
    Vec<u32>,
);

fn read_parts(reader: &mut Reader) -> Result<Parts, Error> {
    let (items, dimensions) = (reader.count()?, reader.count()?);
    let (places, groupings) = (reader.count()?, reader.count()?);
    let items = (0..items).map(|_| read_item(reader)).collect::<Result<_, _>>()?;
    let dimensions = (0..dimensions)
        .map(|_| read_dimension(reader))
        .collect::<Result<_, _>>()?;
    let places = (0..places)
        .map(|_| read_place(reader))
        .collect::<Result<Vec<_>, _>>()?;
    let (places, people) = places.into_iter().unzip();
    let groupings = (0..groupings)
        .map(|_| read_grouping(reader))
        .collect::<Result<_, _>>()?;
    Ok(((items, dimensions), (places, groupings), people))
}

fn read_item(reader: &mut Reader) -> Result<IndexedItem, Error> {
    let (id, options) = (reader.text()?, reader.texts()?);
    let [kinds] = reader.array()?;
    if kinds >> KINDS.len() != 0 {
        return Err(broken("an item has an unknown kind of missing answer"));
    }
    let missing = KINDS
        .into_iter()
        .zip(0..)
        .filter(|(_, bit)| kinds >> bit & 1 == 1);
    Ok(IndexedItem {
        id,
        options,
        missing: missing.map(|(kind, _)| kind).collect(),
        planes: 0..0,
    })
}

fn read_dimension(reader: &mut Reader) -> Result<IndexedDimension, Error> {
    let id = reader.text()?;
    let stored = match reader.array()? {
        [0] => Levels::Single { unstated: false },
        [1] => Levels::Single { unstated: true },
        [2] => Levels::Multiple,
        _ => return Err(broken("a dimension is of no known kind")),
    };
    Ok(IndexedDimension {
        id,
        levels: reader.texts()?,
        stored,
        planes: 0..0,
    })
}

fn read_place(reader: &mut Reader) -> Result<(Place, u32), Error> {
    let (id, kind) = (reader.text()?, reader.text()?);
    let parent = u32::from_le_bytes(reader.array()?);
    let parent = (parent != NO_PARENT).then_some(parent as usize);
    let people = u32::from_le_bytes(reader.array()?);
    Ok((Place { id, kind, parent }, people))
}

fn read_grouping(reader: &mut Reader) -> Result<Grouping, Error> {
    let id = reader.text()?;
    let count = reader.count()?;
    let places = (0..count).map(|_| reader.count()).collect::<Result<_, _>>()?;
    Ok(Grouping { id, places })
}

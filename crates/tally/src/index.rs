//! The bit-sliced index of one sealed wave: answers, levels and places as bitmaps over people sorted by school.
//!
//! **Rows.** A *row* is a person's place in the sorted order: schools in the order of a walk through the geography, and
//! within a school the order of the answers. So the people of every place are neighbours.
//!
//! **Planes.** A column of codes (an item's answers, a single dimension's levels) is stored as bit planes: plane *k* holds
//! bit *k* of every row's code. The codes of an item are its options, then those kinds of missing answer that occur in the
//! wave; those of a single dimension its levels, then "unstated" if it occurs. One-hot *lines* are made from the planes
//! while counting, a cache's worth at a time. A multiple dimension has one plane per level. For five options and one kind
//! of missing that is 3 bits per answer where one-hot bitmaps take 6.
//!
//! **Present.** The first plane tells who is there. A withdrawn person's bits are cleared everywhere, so that nothing of
//! them is left in the index but the row itself; counts equal those of an index built without the person.
//!
//! Method: bit-sliced index, O'Neil and Quass (1997), "Improved query performance with variant indexes", section 3.

mod build;
mod bytes;
mod shape;

use std::borrow::Cow;
use std::ops::Range;

pub use bytes::INDEX_VERSION;
pub use shape::{IndexedDimension, IndexedItem};
pub(crate) use shape::{Levels, Shape};

use crate::{Error, Grouping, Place};

/// Answers of one wave, ready to be counted by any group. Built by [`Index::build`], kept by [`Index::to_bytes`], and used
/// where it lies in memory by [`Index::view`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index<'a> {
    pub(crate) shape: Shape,
    /// Every plane, [`Shape::stride`] words each, then the row of every person, two to a word.
    words: Cow<'a, [u64]>,
}

impl Index<'_> {
    /// How many people the index was built from, withdrawn ones included.
    pub fn rows(&self) -> usize {
        self.shape.people
    }

    /// How many people are counted: those not withdrawn.
    pub fn people(&self) -> u32 {
        self.present().iter().map(|word| word.count_ones()).sum()
    }

    /// The items, in the order of the answers.
    pub fn items(&self) -> &[IndexedItem] {
        &self.shape.items
    }

    /// The dimensions, in the order of the answers.
    pub fn dimensions(&self) -> &[IndexedDimension] {
        &self.shape.dimensions
    }

    /// The places, in the order of the geography.
    pub fn places(&self) -> &[Place] {
        &self.shape.places
    }

    /// The groupings, in the order of the geography.
    pub fn groupings(&self) -> &[Grouping] {
        &self.shape.groupings
    }

    /// The position of the item with this id.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn item_at(&self, id: &str) -> Result<usize, Error> {
        position("item", id, self.items().iter().map(|item| item.id.as_str()))
    }

    /// The position of the dimension with this id.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn dimension_at(&self, id: &str) -> Result<usize, Error> {
        let ids = self.dimensions().iter().map(|dimension| dimension.id.as_str());
        position("dimension", id, ids)
    }

    /// The position of the place of this kind with this id.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn place_at(&self, kind: &str, id: &str) -> Result<usize, Error> {
        let found = self
            .places()
            .iter()
            .position(|place| place.kind == kind && place.id == id);
        found.ok_or_else(|| Error::Unknown {
            kind: "place",
            id: format!("{kind} {id}"),
        })
    }

    /// The position of the grouping with this id.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn grouping_at(&self, id: &str) -> Result<usize, Error> {
        let ids = self.groupings().iter().map(|grouping| grouping.id.as_str());
        position("grouping", id, ids)
    }

    /// Whether this person, by position in the answers, is counted: false once withdrawn.
    ///
    /// # Errors
    /// [`Error::Position`] when there is no such person.
    pub fn is_present(&self, person: usize) -> Result<bool, Error> {
        let row = self.row(person)?;
        Ok(self.present()[row / 64] >> (row % 64) & 1 == 1)
    }

    /// Removes a person, by position in the answers, from every count, and their answers and levels from the index.
    /// Removing someone twice changes nothing. An index that borrows its bytes copies them first.
    ///
    /// # Errors
    /// [`Error::Position`] when there is no such person.
    pub fn withdraw(&mut self, person: usize) -> Result<(), Error> {
        let row = self.row(person)?;
        let (stride, planes) = (self.shape.stride, self.shape.planes);
        let words = self.words.to_mut();
        for plane in 0..planes {
            words[plane * stride + row / 64] &= !(1 << (row % 64));
        }
        Ok(())
    }

    /// The same index with its own memory.
    pub fn into_owned(self) -> Index<'static> {
        Index {
            shape: self.shape,
            words: Cow::Owned(self.words.into_owned()),
        }
    }

    /// The row of a person, by position in the answers.
    pub(crate) fn row(&self, person: usize) -> Result<usize, Error> {
        if person >= self.shape.people {
            return Err(Error::Position {
                kind: "person",
                at: person,
                count: self.shape.people,
            });
        }
        let word = self.words[self.shape.planes * self.shape.stride + person / 2];
        let row = word >> (32 * (person % 2)) & u64::from(u32::MAX);
        Ok(usize::try_from(row).unwrap_or(usize::MAX))
    }

    /// Who is counted.
    pub(crate) fn present(&self) -> &[u64] {
        self.plane(0, 0..self.shape.stride)
    }

    /// Some words of one plane.
    pub(crate) fn plane(&self, plane: usize, words: Range<usize>) -> &[u64] {
        let first = plane * self.shape.stride;
        &self.words[first + words.start..first + words.end]
    }

    /// Some words of several planes that follow each other.
    pub(crate) fn planes(&self, planes: Range<usize>, words: &Range<usize>) -> Vec<&[u64]> {
        planes.map(|plane| self.plane(plane, words.clone())).collect()
    }
}

fn position<'a>(
    kind: &'static str,
    id: &str,
    mut ids: impl Iterator<Item = &'a str>,
) -> Result<usize, Error> {
    ids.position(|found| found == id).ok_or_else(|| Error::Unknown {
        kind,
        id: id.to_owned(),
    })
}

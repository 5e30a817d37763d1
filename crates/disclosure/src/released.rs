//! The wrapper that says "this may be shown". Only this crate can put a value into it, and nothing can be put in its
//! place: it has no public constructor, no `map`, `From`, `Default`, `DerefMut` or `Deserialize`.

use std::ops::Deref;

use serde::{Serialize, Serializer};

use crate::cell_key::Explored;
use crate::coding::{CodedRelease, CodedReport};
use crate::comments::Comments;
use crate::publication::Release;
use crate::quality::Quality;
use crate::report::{ItemTable, Report, ScaleTable};

mod sealed {
    pub trait Sealed {}
}

/// What may be inside [`Released`]. Sealed: other crates cannot add to it.
pub trait Releasable: sealed::Sealed {}

/// A value that passed disclosure control. Read it through `Deref`; pages, charts and files accept nothing else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Released<T: Releasable>(T);

impl<T: Releasable> Released<T> {
    pub(crate) fn seal(value: T) -> Self {
        Self(value)
    }
}

impl<T: Releasable> Deref for Released<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Releasable + Serialize> Serialize for Released<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl sealed::Sealed for Release {}
impl Releasable for Release {}
impl sealed::Sealed for Report {}
impl Releasable for Report {}
impl sealed::Sealed for ItemTable {}
impl Releasable for ItemTable {}
impl sealed::Sealed for ScaleTable {}
impl Releasable for ScaleTable {}
impl sealed::Sealed for Quality {}
impl Releasable for Quality {}
impl sealed::Sealed for Comments {}
impl Releasable for Comments {}
impl sealed::Sealed for CodedRelease {}
impl Releasable for CodedRelease {}
impl sealed::Sealed for CodedReport {}
impl Releasable for CodedReport {}
impl sealed::Sealed for Explored {}
impl Releasable for Explored {}
#[cfg(feature = "private")]
impl sealed::Sealed for crate::private::Extract {}
#[cfg(feature = "private")]
impl Releasable for crate::private::Extract {}
impl<T: Releasable> sealed::Sealed for &T {}
impl<T: Releasable> Releasable for &T {}

impl Released<Report> {
    /// The items' tables, each still marked as released.
    pub fn items(&self) -> impl ExactSizeIterator<Item = Released<&ItemTable>> {
        self.0.items.iter().map(Released::seal)
    }

    /// The scales' tables, each still marked as released.
    pub fn scales(&self) -> impl ExactSizeIterator<Item = Released<&ScaleTable>> {
        self.0.scales.iter().map(Released::seal)
    }

    /// The table of the item with this id.
    pub fn item(&self, id: &str) -> Option<Released<&ItemTable>> {
        self.items().find(|table| table.item == id)
    }

    /// The table of the scale with this id.
    pub fn scale(&self, id: &str) -> Option<Released<&ScaleTable>> {
        self.scales().find(|table| table.scale == id)
    }
}

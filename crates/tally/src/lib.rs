//! Coded answers of one sealed wave, and the counts made from them. People are counted, each once. Pure: no I/O, no clock,
//! no randomness, and the same result on any number of threads.
//!
//! - [`Answers`]: a code per person and item, levels per person and dimension; checked once, stored as bytes.
//! - [`count()`], [`overlaps`], [`scores`]: the groups of a few dimensions, straight from the answers.
//! - [`Geography`]: schools in agencies in regions in a state, and groupings that may overlap.
//! - [`Index`]: all of it as bitmaps over people sorted by school. Built once per wave, stored as bytes that can be mapped
//!   into memory and used where they lie; a withdrawn person's bits are cleared.
//! - [`Cube`]: every count at once, of every place × group × item × entry, where a [`Breakdown`] says which groups.
//! - [`Filter`]: any other people, asked for later; counted, or with the sum of a number per person ([`KeyedDistributions`]).
//!
//! Missing answers are counted by kind, see [`Missing`].

mod answers;
mod bytes;
mod count;
mod cube;
mod error;
mod filter;
mod geography;
mod index;
#[expect(
    unsafe_code,
    reason = "calling a function compiled for instructions that this processor was found to have; proof in the module"
)]
mod kernel;
mod keyed;
mod shuffle;
mod threads;

pub use answers::{Answers, Coded, Dimension, Item, Membership, Missing, OPTIONS_MAX, UNSTATED};
pub use bytes::FORMAT_VERSION;
pub use count::{Counts, GroupAt, ItemCounts, ScoreCounts, count, overlaps, scores};
pub use cube::{Breakdown, CELLS_MAX, Cube, GROUPS_MAX, GroupOf, LevelAt, PlaceAt};
pub use error::Error;
pub use filter::{Distributions, FILTER_DEPTH_MAX, Filter};
pub use geography::{Geography, Grouping, Place};
pub use index::{INDEX_VERSION, Index, IndexedDimension, IndexedItem};
pub use keyed::{Keyed, KeyedDistributions, Numbered};

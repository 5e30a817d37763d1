//! Coded answers of one sealed wave, and the counts made from them: options per item and group, people per group,
//! overlaps of groups, and scores per scale. People are counted, each once. Pure: no I/O, no clock, no randomness.

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

//! Coded answers of one sealed wave, and the counts made from them: options per item and group, people per group,
//! overlaps of groups, and scores per scale. People are counted, each once. Pure: no I/O, no clock, no randomness.

mod answers;
mod bytes;
mod count;
mod error;
mod shuffle;

pub use answers::{Answers, Coded, Dimension, Item, Membership, Missing, OPTIONS_MAX, UNSTATED};
pub use bytes::FORMAT_VERSION;
pub use count::{Counts, GroupAt, ItemCounts, ScoreCounts, count, overlaps, scores};
pub use error::Error;

//! Tables made elsewhere: aggregates of other systems, with their own signs for what they hide, as an entry of the ledger.
//!
//! # The text
//! Comma-separated values in UTF-8 with a heading. Columns, in any order:
//!
//! | column | what it says |
//! | --- | --- |
//! | `place` | id of the place |
//! | `group` | `dimension=level` pairs joined by `;`, several levels by a bar; empty for everyone |
//! | `measure` | id of the item or measure; empty for a row about people only |
//! | `option` | optional: which option of the measure; without it the row is about one option and all others |
//! | `n` | people: of the group, or of those who answered when there is a measure |
//! | `count` | optional: people in the option |
//! | `percent` | optional: of `n`, with as many digits after the point as are meant |
//!
//! A number in `n`, `count` or `percent` may be a sign instead. Some are read by what they say: `n<10`, `<10`, `>=20`,
//! `10-19`, and for percents `<5%`, `>=95%`, `20-29%`. What any other sign means is for whoever hands in the table to say, in
//! [`Source::signs`]: [`Sign::Few`], fewer than the other system's least count, nobody included or not; or
//! [`Sign::Any`], hidden for any reason. Blank is unsaid unless it is declared.
//!
//! # What comes out
//! Every sign becomes the range it leaves possible, every percent the counts that round to it: `round(100 c / n) = p` for c
//! from ⌈n (p − h) / 100⌉ to ⌊n (p + h) / 100⌋ with h half a unit of the last digit (both ends, since systems differ in
//! where they round a half). Where `n` is a range, so is what follows from it. Two rows that say different things are
//! an error, and so is whatever cannot be true. All errors of a text are reported, not only the first.

mod number;
mod reading;
mod rows;

pub use number::Sign;
pub use reading::{Misread, Problems, Source, read};

/// The longest text that is read, in bytes.
pub const TEXT_MOST: usize = 64 << 20;
/// The most rows.
pub const ROWS_MOST: usize = 500_000;
/// The most errors that are listed.
pub const PROBLEMS_MOST: usize = 100;

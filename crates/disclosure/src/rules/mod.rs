//! Rule packs: what states and vendors say about small groups, as data that the rest of the crate follows.
//!
//! A pack is a TOML file. Those in `crates/disclosure/rules` are built in ([`Rules::all`], [`Rules::named`]); others are
//! read from a user's text by [`Rules::read`]. A pack says how many people a figure needs at least, which complementary
//! rule goes with it, which high and low shares are coded ([`Tails`]), and in which steps the others are shown
//! ([`Bands`]), all by the number of people. [`crate::coding`] applies it inside a group.
//!
//! # What a pack can loosen, and what it cannot
//! A pack may ask for more or for fewer people than Kith does. Below [`FLOOR`] it must say why (`below_five`), and no
//! release is made for fewer than [`crate::Protection::LOWEST_OF_PACKS`]; [`Rules::protection`] gives what a pack asks
//! for. Whatever complementary rule it names, Kith's own patterns are audited: "the next smallest group" and "small groups
//! pooled" are read so that a table made elsewhere can be understood and repeated, not because they are safe.
//!
//! # What stands behind the values
//! Each pack names its address, the day it was read, and whether its values were found there (`verified`); pages that
//! show results under an unverified pack should say so. What a source does not say is not in its pack: shares are then
//! counts, groups without people are hidden, signs are Kith's own, and the complementary rule is "none".

mod catalog;
mod complement;
mod pack;
mod reading;

pub use catalog::Unknown;
pub use complement::hidden_levels;
pub use pack::{
    Bands, Complement, ComplementRule, FLOOR, Figures, Least, Prefer, Purpose, Rules, Scope, Symbols, Tails,
};
pub use reading::{Flaw, Misread};

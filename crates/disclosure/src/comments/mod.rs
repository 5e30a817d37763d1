//! Open-ended answers: what must be looked at before anybody else reads them, and the decision that lets them out.
//!
//! # The way of a comment
//! [`screen`] takes the answers to one open question, refuses fewer than the pack's least ([`crate::rules::Purpose`]:
//! ten where a pack names no other), breaks their links (a random order that the seed and the item alone decide; no id, no
//! group, no other answer goes along), marks what could tell who wrote or who is meant, and puts those with words of
//! self-harm, abuse or weapons into a queue of their own. What comes out is [`Screened`]: nothing of it is published by
//! itself, marked or not. A person with a name decides on each ([`Screened::decide`]), and only then there is a
//! [`crate::Released`] of [`Comments`]. Comments of the urgent queue are never among them: whoever handles that queue acts
//! on them, under the agency's duty to report.
//!
//! # What is marked
//! Names of the roster, also misspelt (Damerau 1964, Communications of the ACM 7:171–176: letters inserted, dropped,
//! changed, or neighbors swapped; one such edit in names of four letters or more, two in those of eight or more), run
//! together or torn apart, in the possessive, as nickname, or as initial with family name; upper case, accents and
//! apostrophes make no difference. Titles with a name. Phrases by which people tell who they are, and words of a data set's
//! rare levels, or of levels of two dimensions together ([`Dictionary`]). Addresses of mail and web, telephone numbers,
//! handles, rooms. English and Spanish, from lists in `crates/disclosure/comments`.
//!
//! # Limits
//! Marks help a person to decide; they prove nothing. Scripts that put no spaces between words are not taken apart. A
//! story can tell who wrote it without any of these words, and so can a style.
//!
//! # Themes
//! Where comments cannot be shown, the themes that people code them with can be counted. A theme is an option of an item
//! with several answers, or a multiple dimension ([`crate::Kind::Multiple`]) of the answers; its counts by group go
//! through [`crate::release`], or as columns of a [`crate::suppress::Layout`], and are hidden by the same rules as any
//! group. A theme of fewer people than the least is therefore not shown, and neither is the one that would give it away.

mod contacts;
mod deciding;
mod dictionary;
mod names;
mod phrases;
mod screening;
mod words;

pub use deciding::{Comments, Decision};
pub use dictionary::{Dictionary, Level};
pub use names::Roster;
pub use screening::{Asked, Mark, Reason, Refusal, Safety, Screened, Screening, Strength, screen};

//! What may be said inside a group, and what a reader can work out from it.
//!
//! # Saying
//! [`share`] turns one share into what a pack lets be said of it ([`Coded`]): people of people, a whole percent, a band, a
//! code for a high or low share, or nothing. [`options`] does so for all options of an item at once and sees to it that
//! they do not give each other away. Nobody and everybody are never said exactly where a pack codes them; where it does
//! not, a share of the two is withheld, and so is a group in which all chose one option.
//!
//! # Working back
//! [`said`] tells which counts a sign leaves possible for who does not know the pack, [`possible`] for who does.
//! [`joint`] takes everything printed of groups that add up (a tree: an agency and its schools, everyone and the levels
//! of one dimension) and finds the least and most of every count, in whole numbers and without gaps: the counts of a
//! tree of groups by options form a network of flows with bounds (two nested families of sums), so that the ends are
//! found by augmenting paths (Ford and Fulkerson 1962, Flows in Networks, chapter II) and are reached by whole tables.
//! [`pinned`] names the counts that were coded or hidden and yet are known; [`together`] codes a tree so that there are
//! none.
//!
//! # A whole release
//! [`Released<Release>::coded`](crate::Released) makes a release's coded form ([`CodedRelease`]): each table over all places,
//! levels and pairs at once. Every sum (a place and its parts, everyone and the levels of a dimension, a level and its
//! pairs) is searched in whole numbers as above, what it tells is carried to the others until nothing new is learnt, and
//! what is still known is coded further. A row of which every option is plain is audited as if its counts were known, so
//! that intervals and means may stand beside it; a favorable share beside options that are not all plain is what they
//! tell, and nothing more. Comparisons stand where all rows of their table are exact. What scales are worth, and the release
//! itself with its proofs, hold counts, and are not to be given out beside it.
//!
//! # What coding promises
//! A band, a code and a hidden option leave at least two counts possible, unless the pack's own step is so fine that it
//! never did. It does not promise that all counts of the code stay possible: what is said of the other options narrows
//! them, and a reader who knows how [`options`] chooses may rule out some more.
//!
//! # Limits
//! A tree has one way of adding up. Groups that add up in several (gender and grade) are audited one tree at a time; what
//! two trees tell together about groups is the task of [`crate::suppress`]. In a whole release, sums tell each other the ends
//! of ranges and nothing else, and a sum of more than 48 groups that are not known is searched by its margins alone. Who
//! answered an item and who counts in its scale are held apart, as in the release.

mod coded;
mod flow;
mod group;
mod inverse;
mod making;
mod settle;
mod share;
mod together;

pub use coded::{CodedAnswers, CodedFigure, CodedItem, CodedRelease, CodedReport, CodedScale, CodedShare};
pub use group::{CodedGroup, options};
pub use inverse::{Contradiction, Pinned, Printed, joint, pinned};
pub use making::Uncoded;
pub use share::{Coded, Possible, Under, possible, said, share};
pub use together::{Member, together};

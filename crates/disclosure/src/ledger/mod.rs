//! The ledger: everything that was ever told of the same people, and whether one thing more may be told.
//!
//! # What is kept
//! An [`Entry`] is one release: of which people ([`Stand`]: the people of a wave, as they stood after so many batches of
//! withdrawals), and what it told of which [`Group`]s. A group is a place and sets of levels, so that a filter such as
//! "grade 7 or 8, English learners, Oak School" is one. Tables made elsewhere become entries, too ([`crate::elsewhere`]).
//! [`write()`] and [`read`] keep entries as lines of text.
//!
//! # What is asked
//! [`admit`] takes the earlier entries, the candidate, and the [`Truth`]: how many people there are of each kind, and what
//! they answered. It refuses when the candidate adds anything of this to what the earlier entries already give away:
//!
//! 1. *Computable*: a set of people that a reader gets by adding and subtracting what was told, of fewer than *least*
//!    people, of whom fewer than *least* answered, or who all answered alike (or none favourably, where options are marked).
//! 2. *Bounded*: a small group that some entry hides, which now cannot be empty, or cannot have *least* people; or a hidden
//!    group that answered alike, of which a reader can now be sure. A group that others had already narrowed down must not
//!    become narrower.
//! 3. *Changed*: people who left or joined a group between two stands, fewer than *least*, whom two releases show to be more
//!    than nobody. Equal counts are fine, a difference of *least* people or more is.
//!
//! # Method
//! People are sorted into *classes*: those that no group ever named tells apart, in any stand. A class that left between
//! two stands is a class of its own, so that change needs no rule of its own: it is subtraction. Every number told is an
//! equation over the classes (or two inequalities, for a range), and everything is one linear system of whole numbers from
//! 0 up. The reader is taken to know which classes occur, but not that there is anybody in one.
//!
//! For 1, the sets of classes that a reader can compute are the 0–1 vectors in the row space of the equations. The small
//! ones are all found by a search over the pivots of the reduced system that gives up a branch when its classes have
//! *least* people or a finished class is neither in nor out. Since every class has people in truth, nothing but the row
//! space pins a set (but for the wholeness of numbers). The search has a limit of work; beyond it the sets searched are
//! those of two steps: a told set, or such a set without another inside it or without all the levels of a dimension inside
//! it; and what two of these leave, of which one contains the other. [`Admitted::depth`] says which it was. For 2 and 3 the
//! system is a [`crate::suppress::Problem`], and [`crate::suppress::audit()`] tries to empty and to fill each hidden group.
//! All of it is done for people, and for each measure together with people.
//!
//! # Limits
//! - More than [`CLASSES_MOST`] classes, [`SETS_MOST`] sets of people, or [`CELLS_MOST`] unknowns in one system are refused, not
//!   admitted unaudited. A release whose own engine has audited it, with nothing earlier of its people, needs no second audit.
//! - Measures are audited one at a time. That is enough while nothing told relates answers of different items but figures
//!   that follow from both.
//! - A person has one answer to a measure in all stands of a population; one whose answer was changed, not withdrawn, must be
//!   given as one who left and one who joined.
//! - Groups that no entry hides by name are protected against computing, not against bounds: that 20 of 30 people are in
//!   grade 7 and 20 in a program always tells that at least 10 are in both.
//! - A group that an entry is the first to hide may be given away by entries before it, which nobody refused since nobody
//!   hid it then. That stays as it was: only what a candidate adds is refused. Name what is to be hidden in the first entry.
//! - Populations whose link is [`Link::Apart`] are not compared. That is a promise of whoever declares it.

mod admit;
mod bounds;
mod classes;
mod closure;
mod danger;
mod entry;
mod layout;
mod lines;
mod nested;
mod refused;
mod report;
mod truth;
mod view;

pub use admit::{Admitted, Depth, Renewal, admit, renew};
pub use bounds::CELLS_MOST;
pub use classes::{CLASSES_MOST, SETS_MOST};
pub use entry::{Entry, Group, Measured, Origin, Stand, Statement, Told};
pub use layout::{Names, known, near};
pub use lines::{Damaged, read, write};
pub use refused::{Exposure, Left, Refused, Term, Whom};
pub use truth::{Kin, Link, Marks, TrueLine, Truth};

//! What may be shown of the counts of a wave: the only maker of [`Released`].
//!
//! # Whom it holds against
//! A reader who has one whole report, knows every rule on this page, and knows who belongs to which level. They want the
//! answers of fewer than *least* people, or to learn what every member of a group answered. They may add and subtract
//! published rows. They do not know other people's answers: who knows those of all but a few of a group, or has another
//! report of the same wave (another least count, other dimensions, one person more), is not covered here; that is the
//! ledger's task, and a wave should be released once, with all its dimensions.
//!
//! # What is hidden
//! A *line* is a row's people asked, answered, and per option. A published line is dangerous when it is about fewer than
//! *least* people, nobody included; when all who answered chose one option; or when nobody chose a favourable one. (That
//! everybody chose a favourable one, in several options, is not hidden.) Where "does not apply" depends on an earlier
//! answer, a line in which it holds for all or for none is dangerous too. A line left by subtraction is dangerous for the
//! same reasons, except that nobody may be left.
//!
//! 1. Groups, not items: a group of too few people is hidden in all tables. Then each item's table hides its own
//!    dangerous rows; a scale's table hides at least the rows that one of its items hides.
//! 2. In each table, the smallest shown level goes (the earlier of two equal ones), until none of this is dangerous:
//!    everyone without a dimension's shown levels (people without a level stay in that remainder); everyone without one
//!    level; for two sets out of shown levels and remainders of different dimensions, or levels of a multiple one, of
//!    which one contains the other, or which are apart, or together everyone: what the two leave; and for a level, a
//!    remainder, or everyone without a level of a multiple dimension: what is left of it without the shown levels of a
//!    single dimension that lie inside.
//! 3. A remainder never consists of one hidden level. When a row is hidden because it is unanimous, some other hidden
//!    level of its dimension could as well be the unanimous one, as far as the remainder shows.
//! 4. When everyone's row is dangerous, the whole table is hidden. Levels without people are hidden like small ones.
//!
//! There is one sign for all of it.
//!
//! # Why that is enough
//! All published numbers are functions of lines, and lines add up over disjoint groups. *Within a table*: in one
//! dimension the levels are unknowns with one equation, whose known side is the remainder. With two or more unknowns it
//! fixes none of them, only their sum, which is safe by 2; a sum of it with shown lines is safe because adding people to
//! a safe line leaves neither fewer people nor only one option. Two dimensions share nothing but everyone, unless the
//! reader knows that sets contain each other, which is the rest of 2. *Between items*: lines of different items have no
//! equation in common. *Between items and scales*: share of answers and mean of item shares are computed from item rows
//! that are all shown, so they add nothing; with a hidden item row the scale's row is hidden, since otherwise the scale
//! minus its shown items would give the hidden one. The share of people is a table of its own with the same rules. An
//! item belongs to one scale and is asked once, since two scales of the same items with other least-answered numbers
//! would differ by a few people. *Missing answers*: asked minus answered is shown only as one number per shown row; kinds
//! of missing answer are not.
//!
//! Differences compare a shown level with everyone without it, which is safe by 2.
//!
//! # The proof that travels with it
//! [`release`] audits its own report before sealing it, and [`reopen`] audits it again. The audit sees published values
//! only, so it checks all of this but the containments between dimensions, the number of levels that really have
//! people, and "does not apply": those need the answers and hold by construction.
//!
//! # Limits
//! Two hidden levels of which one has a single person protect the other one's exact values, not their approximate ones.
//! A reader who knows the rules learns from a hidden row that one of several things is the case. Sets made of three or
//! more dimensions at once, and overlaps of three levels of a multiple dimension, are not searched.

//!
//! # Tables of groups
//! [`suppress`] finds which groups of linked tables to hide at least cost, and proves it; [`witness`] proves to a reader
//! that what is hidden stays unknown; [`jj`] reads and writes the text format of the cell-suppression field.

mod ask;
mod audit;
mod breach;
pub mod elsewhere;
mod error;
mod figures;
mod frame;
pub mod jj;
pub mod ledger;
mod linear;
mod narrow;
mod pattern;
mod release;
mod released;
mod report;
mod shape;
mod store;
pub mod suppress;
pub mod witness;

pub use ask::{Ask, AskItem, AskScale, Protection};
pub use breach::Breach;
pub use error::Error;
pub use measure::{Cut, Rule};
pub use release::release;
pub use released::{Releasable, Released};
pub use report::{
    AnswerShare, Cell, Difference, Dimension, Distribution, Finding, Group, IntervalMethod, ItemTable, Kind,
    Report, Row, ScaleFigure, ScaleTable, Share,
};
pub use store::reopen;

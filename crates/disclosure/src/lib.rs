//! What may be shown of the counts of a wave: the only maker of [`Released`].
//!
//! # Whom it holds against
//! A reader who has one whole release, knows every rule on this page, public enrolment and the sums that the release was
//! told of, and knows who belongs to which level and place. They want the answers of fewer than *least* people, or to learn
//! what every member of a group answered. They may add and subtract published rows, of all places, as cleverly as linear
//! programming and whole numbers allow. They do not know other people's answers, but for one case: a place that knows its own
//! rows, see 5. Who has another release of the same people is the ledger's task.
//!
//! # What is hidden
//! A *line* is a row's people asked, answered, and per option, in one place. A published line is dangerous when it is about
//! fewer than *least* people, nobody included; when all who answered chose one option; or when nobody chose a favourable one.
//! (That everybody chose a favourable one, in several options, is not hidden.) Where "does not apply" depends on an earlier
//! answer, a line in which it holds for all or for none is dangerous too.
//!
//! 1. Groups, not items: people are laid out as places × (everyone, levels, pairs of levels) with all that is known to add up
//!    ([`suppress::Layout`]): a place is its parts, everyone is the levels of a dimension, a level is its pairs. Dangerous
//!    cells are hidden, and with them the further cells of least weight ([`suppress::optimum`]), until every small group could
//!    be empty and could have *least* people as far as the shown cells tell. People without a level, and people beside a
//!    level of a multiple dimension, are groups that must stay open like those that have a row. Empty groups count as known
//!    to be empty, and help to hide nothing, though they show nothing either.
//! 2. What is hidden there is hidden in all tables. Each item's table, in all places at once, then hides its own dangerous
//!    rows, and what it needs so that the same holds of those who answered and those who were asked; and so that of no group
//!    in which somebody answered it can be computed that all chose one option, or none a favourable one. A scale's table
//!    hides at least the rows that one of its items hides.
//!    Whoever answered is one of the people. A group whose answers the published numbers of people would bound, though its own
//!    are enough, is *thin*: it is hidden as a group of people, and so in every table, with others, and all tables are
//!    made again. A table for which that does not help is hidden whole.
//! 3. In each table and place, shown levels go, the smallest first, until nothing is dangerous that a reader computes who
//!    knows that groups of different dimensions contain each other, are apart, or are together everyone; a remainder never
//!    consists of one hidden level; and when a row is hidden because it is unanimous, some other hidden level of its dimension
//!    could as well be the unanimous one.
//! 4. When everyone's row of a place is hidden, all rows of that place are.
//! 5. People are then looked at as a place sees them that knows its own rows, within the place it lies in: more is hidden
//!    where that keeps a neighbour's small group open. Where nothing does, [`Account`] counts it.
//!
//! There is one sign for all of it.
//!
//! # Why that is enough
//! All published numbers are functions of lines, and lines add up over disjoint groups. *Within a table*: 1 and 2 hold
//! against every combination of its relations, because the patterns are audited by the attacker's own programs; hiding more,
//! as 3 to 5 do, never takes that away. A set of people left by any subtraction that is smaller than *least* consists of small
//! groups, none of which could then have *least* people. *Between a table and the people*: where a
//! table hides nothing more than that of people, whatever it leaves possible is possible with the published people, too,
//! those who did not answer staying as they are; where it hides more, both are audited as one system. *Between items*:
//! lines of different items have no equation in common. *Between items and scales*: share of answers and mean of item shares are computed from item rows that are all
//! shown, so they add nothing; with a hidden item row the scale's row is hidden, since otherwise the scale minus its shown
//! items would give the hidden one. The share of people is a table of its own with the same rules. An item belongs to one
//! scale and is asked once, since two scales of the same items with other least-answered numbers would differ by a few
//! people. *Missing answers*: asked minus answered is shown only as one number per shown row; kinds of missing answer are
//! not. Differences compare a shown level with everyone without it, a sum of hidden and shown cells like any other.
//!
//! # The proof that travels with it
//! [`Request::make`] audits its own reports before sealing them, and [`reopen`] and [`verify`] audit them again: every shown
//! row, every whole without its shown parts (levels, pairs, places), and every figure computed anew. Then the proofs: for the
//! table of people, and each table that shows other numbers of people than that one, [`witness::make`] gives two tables of
//! whole numbers for every hidden group, made from what the reports show and compared with the answers afterwards. Checking
//! them takes additions only. They hold for people, answers to an item and people in a scale; that no answer of a unanimous
//! group can be computed, the containments of 3, and "does not apply" need the answers and hold by construction.
//!
//! # Limits
//! A group that is declared not to be small ([`witness::Declared`]) is not small on the word of who made the release. Proofs
//! let an empty group have people; who knows that a school has no grade 12 takes these tables for impossible, but the pattern
//! was found with such groups known to be empty. A reader who knows the rules learns from a hidden row that one of several
//! things is the case, and who knows that every hidden small group could be empty and large may exclude some patterns
//! ([`witness::Reader::OfRules`]). Sets made of three or more dimensions at once, overlaps of three levels of a multiple
//! dimension, and containments between pairs and other dimensions are not searched. That who was asked, who answered and who
//! counts in a scale lie in each other is looked at only between answers and people. In 2, people told of elsewhere do not
//! enter, only the people's table knows them. Groupings of places that overlap are not published.
//!
//! # Tables of groups
//! [`suppress`] finds which groups of linked tables to hide at least cost, and proves it; [`witness`] proves to a reader
//! that what is hidden stays unknown; [`jj`] reads and writes the text format of the cell-suppression field.
//!
//! # Scales
//! [`quality`] says what the scales of a wave are worth, of everyone and of groups that its release shows.
//! # Rules
//! [`rules`] holds what states and vendors say about small groups; [`coding`] applies it inside a group and tells what a
//! reader can work out from it. [`comments`] screens open-ended answers, and lets them out when a person decided.
//! [`foresight`] tells before a survey which groups will be visible, and what would help.
//! # Noise instead of hiding
//! [`cell_key`] answers any filter with counts that are a little off, always by the same. `private`, behind a feature of that
//! name, releases extracts of a whole state under differential privacy, with a budget.

mod ask;
mod audit;
mod breach;
pub mod cell_key;
pub mod coding;
pub mod comments;
pub mod elsewhere;
mod error;
mod figures;
pub mod foresight;
mod frame;
mod grid;
pub mod jj;
pub mod ledger;
mod linear;
mod narrow;
mod pattern;
#[cfg(feature = "private")]
pub mod private;
mod proof;
mod publication;
pub mod quality;
mod release;
mod released;
mod report;
pub mod rules;
mod shape;
mod store;
pub mod suppress;
mod threads;
pub mod witness;

pub use ask::{Ask, AskItem, AskScale, Protection};
pub use breach::Breach;
pub use error::Error;
pub use measure::{Cut, Rule};
pub use proof::VerifiedTable;
pub use publication::{Enrolled, Place, Proof, Release, Table, Told};
pub use release::{Account, Made, Request, release};
pub use released::{Releasable, Released};
pub use report::{
    AnswerShare, Cell, Difference, Dimension, Distribution, Finding, Group, IntervalMethod, ItemTable, Kind,
    Report, Row, ScaleFigure, ScaleTable, Share,
};
pub use store::{VerifiedRelease, reopen, verify};

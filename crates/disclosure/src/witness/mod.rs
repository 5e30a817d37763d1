//! Proof that hidden small groups stay unknown: tables of whole numbers that equal what is published wherever it shows a
//! number. Whoever holds such tables for a cell, one with nobody in it and one with at least *least* people, knows that
//! the publication does not tell them apart. Checking them takes additions of whole numbers only ([`verify`]); no solver,
//! and nothing that is not published.
//!
//! # What is proved about which cells
//! There is one sign for everything hidden, and a proof for the small groups alone would say which those are. So *every*
//! hidden cell has its two tables, unless the published numbers say that it cannot be empty, or cannot have *least* people.
//! Such a cell is [`Declared`]: the maker says that it is not small (but large, or empty). Anybody can compute which cells
//! these are, so the lists give nothing away that the numbers do not; but that none of them is small a reader takes on
//! trust. [`prove`] compares it with the true values.
//!
//! # Readers who know the rule
//! A reader who knows that every small group could be empty and could be large for all they know, concludes that the
//! declared cells are not small, and from that, sometimes, that another cell is. [`Reader::OfRules`] asks for tables that
//! hold against this, too: they keep to what is declared, and declaring goes on until nothing more follows. Patterns of
//! least cost rarely pass it; what they promise is [`Reader::OfNumbers`].
//!
//! # Where they come from
//! [`make`] sees the published file only: it finds some table that fits (by linear programming), and the others around it,
//! never around the true one. The tables share a base and state what differs.

mod making;
mod published;
mod verifying;

pub use making::{make, prove};
pub use published::{Declared, Pair, Published, PublishedCell, Reader, Witnesses};
pub use verifying::{Doubt, Verified, verify};

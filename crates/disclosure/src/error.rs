//! Why nothing was released.

/// Why a release could not be made or opened again; names the value and the limit.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// The least count is too low.
    #[error("a least count of {least} people is too low: the lowest is {lowest}")]
    Least {
        /// The value given.
        least: u32,
        /// The lowest allowed.
        lowest: u32,
    },
    /// An item has another number of favourable marks than options.
    #[error("item {item} has {options} options, but {found} favourable marks")]
    Favourable {
        /// Id of the item.
        item: String,
        /// Its options.
        options: usize,
        /// Marks given.
        found: usize,
    },
    /// Something is asked for twice, so that two figures about almost the same people could be subtracted.
    #[error("{what} {id} is asked for twice")]
    Repeated {
        /// "item", "scale" or "dimension".
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// A scale names an item that is not asked for.
    #[error("scale {scale} names item {item}, which is not among the items asked for")]
    ScaleItem {
        /// Id of the scale.
        scale: String,
        /// Id of the item.
        item: String,
    },
    /// The answers do not have what was asked for.
    #[error(transparent)]
    Answers(#[from] tally::Error),
    /// A figure could not be computed.
    #[error(transparent)]
    Measure(#[from] measure::Error),
    /// Stored bytes are not a release, or are damaged.
    #[error("these bytes are not a readable release: {reason}")]
    Stored {
        /// What is wrong with them.
        reason: String,
    },
    /// The audit of the published values found something that could expose a person.
    #[error("the audit refused it: {0}")]
    Unsafe(crate::Breach),
    /// Cells and relations are no problem to solve.
    #[error(transparent)]
    Problem(#[from] crate::suppress::Flaw),
    /// Witnesses of what is published would give a cell away, or there are none.
    #[error("what is published gives cell {cell} away, or fits no table")]
    Witness {
        /// The cell.
        cell: u32,
    },
    /// A line of a JJ text cannot be read.
    #[error("line {line}: {reason}")]
    Jj {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: crate::jj::Misread,
    },
    /// Sensitive cells stay exposed even with everything hidden that may be hidden.
    #[error("{} cells cannot be protected even with everything hidden that may be: cell {} first", cells.len(), cells.first().copied().unwrap_or_default())]
    Unprotectable {
        /// Their ids.
        cells: Vec<u32>,
    },
    /// The time was over before any safe pattern was found.
    #[error("no safe pattern was found in the time given; nothing may be shown on the strength of this")]
    Unfinished,
}

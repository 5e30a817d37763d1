//! What an audit can find: a way to learn something about fewer people than the least, or values that do not fit.

/// A way in which published values expose people, or contradict each other. `table` is an item's or scale's id, or "people".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Breach {
    /// A shown figure is about too few people.
    #[error("in {table}, the row {group} is about {people} people, the least is {least}")]
    Few {
        /// The table.
        table: String,
        /// The row.
        group: String,
        /// People it is about.
        people: u32,
        /// The least count.
        least: u32,
    },
    /// Subtraction leaves too few people.
    #[error("in {table}, {recipe} leaves {people} people, the least is {least}")]
    Remainder {
        /// The table.
        table: String,
        /// What to subtract from what.
        recipe: String,
        /// People left.
        people: u32,
        /// The least count.
        least: u32,
    },
    /// Everybody in a shown or subtracted group gave the same answer.
    #[error("in {table}, {recipe} leaves people who all gave the same answer")]
    Unanimous {
        /// The table.
        table: String,
        /// The row, or what to subtract from what.
        recipe: String,
    },
    /// One hidden level alone, which subtraction gives back.
    #[error("in {table}, {group} is the only hidden level of its dimension")]
    Alone {
        /// The table.
        table: String,
        /// The hidden row.
        group: String,
    },
    /// Subtraction bounds a small group.
    #[error("in {table}, {recipe}")]
    Subtraction {
        /// The table.
        table: String,
        /// What to subtract from what, and what it leaves.
        recipe: String,
    },
    /// What is hidden is not proved to stay unknown.
    #[error("in {table}, {group}: {reason}")]
    Unproved {
        /// The table.
        table: String,
        /// The hidden group, or the sum that fails.
        group: String,
        /// Why the proof is none.
        reason: String,
    },
    /// Values that cannot belong together.
    #[error("in {table}, {group}: {reason}")]
    Inconsistent {
        /// The table.
        table: String,
        /// The row.
        group: String,
        /// What does not fit.
        reason: &'static str,
    },
}

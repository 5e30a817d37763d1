//! From counts to figures: shares with intervals, the three favourable rules of a scale, and whether two groups differ.
//! Pure; every function says which method it is and whose.

mod difference;
pub mod fairness;
mod favourable;
mod interval;
mod normal;
pub mod reliability;

pub use difference::{Difference, difference, holm};
pub use favourable::{Cut, Rule, mean_of_item_shares, share_of_answers, share_of_people};
pub use interval::{Interval, Z95, share, wilson};
pub use normal::two_sided_p;

/// Why a figure could not be computed; names the value and the limit.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// More favourable than answered.
    #[error("{part} of {of} is not a share: the part must not exceed the whole")]
    Part {
        /// The part.
        part: u64,
        /// The whole.
        of: u64,
    },
    /// A share of nobody.
    #[error("a share of nobody has no value: at least 1 answer is needed")]
    Empty,
    /// A quantile that is not a positive finite number.
    #[error("z = {z} is not usable: it must be above 0 and finite")]
    Quantile {
        /// The value given.
        z: f64,
    },
    /// A cut outside the range of values.
    #[error("a cut of {hundredths} hundredths is outside 1.00 to 250.00")]
    Cut {
        /// The value given, in hundredths.
        hundredths: u32,
    },
    /// A probability outside 0 to 1.
    #[error("p = {p} is not a probability")]
    Probability {
        /// The value given.
        p: f64,
    },
    /// Nobody can have answered this many items.
    #[error("least answered is {found}; with {items} items it must be 1 to {items}")]
    LeastAnswered {
        /// The value given.
        found: u32,
        /// Items of the scale.
        items: usize,
    },
    /// Too few items for the statistic, or shapes that disagree.
    #[error("{found} items, where {least} are needed")]
    ItemsTooFew {
        /// Items given.
        found: usize,
        /// Items needed.
        least: usize,
    },
    /// A position that has no item.
    #[error("item {item} does not exist: there are {items}, counted from 0")]
    ItemUnknown {
        /// The position given.
        item: usize,
        /// Items there are.
        items: usize,
    },
    /// An item that cannot differ between people.
    #[error("item {item} has {found} options; it must have 2 to 250")]
    OptionsTooFew {
        /// Position of the item.
        item: usize,
        /// Its options.
        found: u8,
    },
    /// A column that is not as long as the others.
    #[error("{column} {at} has {found} entries for {people} people")]
    ColumnLength {
        /// What the column holds.
        column: &'static str,
        /// Its position.
        at: usize,
        /// Entries found.
        found: usize,
        /// People there are.
        people: usize,
    },
    /// A code that is neither an option nor a kind of missing answer.
    #[error(
        "item {item}, person {person}: code {code} is neither an option (0 to {last}) nor missing (250 to 253)"
    )]
    UnknownCode {
        /// Position of the item.
        item: usize,
        /// Position of the person.
        person: usize,
        /// The code found.
        code: u8,
        /// The last option's code.
        last: u8,
    },
    /// Too few people for the statistic.
    #[error("{what} {at}: {found} people, where {least} are needed")]
    PeopleTooFew {
        /// What has too few.
        what: &'static str,
        /// Its position.
        at: usize,
        /// People found.
        found: usize,
        /// People needed.
        least: usize,
    },
    /// Too few groups to compare.
    #[error("{found} groups, where {least} are needed")]
    GroupsTooFew {
        /// Groups found.
        found: usize,
        /// Groups needed.
        least: usize,
    },
    /// A level that the dimension does not have.
    #[error("person {person}: level {level} does not exist: there are {levels}, counted from 0")]
    LevelUnknown {
        /// Position of the person.
        person: usize,
        /// The level given.
        level: u16,
        /// Levels there are.
        levels: usize,
    },
    /// Groups that share people cannot be compared as if they did not.
    #[error("people may be in several of the {levels} levels: compare one level with the rest")]
    Overlapping {
        /// Levels of the dimension.
        levels: usize,
    },
    /// An item to which all gave the same answer.
    #[error("item {item} does not vary: everybody gave the same answer")]
    NoVariance {
        /// Position of the item.
        item: usize,
    },
    /// A value that must be above 0.
    #[error("{what} is {value}; it must be above 0")]
    NotPositive {
        /// What it is.
        what: &'static str,
        /// The value found.
        value: f64,
    },
    /// A matrix without an inverse, or a model that the answers do not determine.
    #[error("{what} are not positive definite")]
    NotPositiveDefinite {
        /// What was to be inverted.
        what: &'static str,
    },
    /// A value that is infinite or not a number.
    #[error("{what} is {value}; it must be finite")]
    NotFinite {
        /// What it is.
        what: &'static str,
        /// The value found.
        value: f64,
    },
    /// A search that did not end.
    #[error("{what} did not settle in {rounds} rounds")]
    NotConverged {
        /// What was searched for.
        what: &'static str,
        /// Rounds made.
        rounds: usize,
    },
    /// More people than can be counted.
    #[error("{found} people are more than {most}")]
    PeopleTooMany {
        /// People found.
        found: u64,
        /// The most there can be.
        most: u32,
    },
    /// A table that would not fit into memory.
    #[error("{what} would have {found} entries; {most} are the most")]
    TooLarge {
        /// Which table.
        what: &'static str,
        /// Its entries.
        found: u64,
        /// The most it may have.
        most: u64,
    },
}

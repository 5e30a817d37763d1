//! Why a figure could not be computed. Item response models and scores have an enum of their own, [`crate::response::Error`]:
//! the same words (population, group, constant) mean other things there.

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
    /// A confidence outside 0 to 1.
    #[error("a confidence of {level} is not usable: it must be above 0 and below 1")]
    Confidence {
        /// The value given.
        level: f64,
    },
    /// More of something than the method takes.
    #[error("{found} {what} are too many: at most {most}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many.
        found: u64,
        /// The limit.
        most: u64,
    },
    /// Less of something than the method needs.
    #[error("{found} {what} are too few: at least {least} are needed")]
    TooFew {
        /// What there is too little of.
        what: &'static str,
        /// How many.
        found: u64,
        /// The limit.
        least: u64,
    },
    /// A population smaller than its sample, or not a number.
    #[error("a population of {population} cannot hold the {sampled} units sampled from it")]
    Population {
        /// Units in the sample.
        sampled: f64,
        /// Units said to exist.
        population: f64,
    },
    /// A column of another length than the others.
    #[error("{what} has {found} rows, and {expected} are needed")]
    Rows {
        /// Which column.
        what: &'static str,
        /// Its length.
        found: usize,
        /// The length of the others.
        expected: usize,
    },
    /// A number that is not finite, or outside what its meaning allows.
    #[error("{what} in row {row} is {value}, which is not usable")]
    Value {
        /// What the number is.
        what: &'static str,
        /// Its position, from 0.
        row: usize,
        /// The value given.
        value: f64,
    },
    /// A category beyond those declared.
    #[error("{what} in row {row} is {found}; it must be below {limit}")]
    Category {
        /// What the category is of.
        what: &'static str,
        /// Its position, from 0.
        row: usize,
        /// The category given.
        found: u64,
        /// The number of categories.
        limit: u64,
    },
    /// Too few degrees of freedom to say how certain an estimate is.
    #[error("{degrees} degrees of freedom are too few: at least 1 is needed")]
    Degrees {
        /// How many there are.
        degrees: f64,
    },
    /// Strata with a single sampled unit, where the design does not say how to treat them.
    #[error("{found} strata have a single sampled unit, the first is {first} at stage {stage}")]
    LonelyStrata {
        /// How many.
        found: usize,
        /// The code of the first.
        first: u32,
        /// Its stage, from 1.
        stage: usize,
    },
    /// Columns of which one follows from the others, or which do not vary.
    #[error(
        "{what} has {rank} independent columns of {columns}: at least one is constant or follows from others"
    )]
    Collinear {
        /// What the columns are.
        what: &'static str,
        /// How many are independent.
        rank: usize,
        /// How many there are.
        columns: usize,
    },
    /// A cell of a margin with too few respondents to be weighted.
    #[error(
        "margin {margin}, cell {cell}: {found} respondents are too few to weight, at least {least} are needed"
    )]
    FewRespondents {
        /// Which margin, from 0.
        margin: usize,
        /// Which cell of it, from 0.
        cell: usize,
        /// Its respondents.
        found: u64,
        /// The limit.
        least: u64,
    },
    /// Margins that describe populations of different sizes.
    #[error("margin {margin} adds up to {found}, the first one to {expected}")]
    Margins {
        /// Which margin, from 0.
        margin: usize,
        /// Its sum.
        found: f64,
        /// The sum of the first.
        expected: f64,
    },
    /// A search that ended before it reached what was asked.
    #[error("{what} came within {gap} after {steps} steps; {wanted} was asked")]
    NotReached {
        /// What was searched for.
        what: &'static str,
        /// Steps taken.
        steps: usize,
        /// How far off it stayed.
        gap: f64,
        /// How near it should have come.
        wanted: f64,
    },
    /// Values among which there is no difference, so that nothing can be said in units of their spread.
    #[error("{what} does not vary")]
    Constant {
        /// What the values are.
        what: &'static str,
    },
    /// A group that is not part of the group it is compared within.
    #[error("{part} people cannot be part of {whole}")]
    NotWithin {
        /// People of the smaller group.
        part: u64,
        /// People of the larger group.
        whole: u64,
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

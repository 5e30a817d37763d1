//! What can be wrong with coded answers, their index, or the stored bytes of either; each error names the value and the limit.

/// Why answers could not be built, read or counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A column does not hold one entry per person.
    #[error("{column} has {found} entries, but there are {people} people")]
    Length {
        /// Item or dimension id.
        column: String,
        /// Entries found.
        found: usize,
        /// People expected.
        people: usize,
    },
    /// A code is neither an option of its item nor a kind of missing answer.
    #[error(
        "item {item} has code {code} at person {person}; its options are 0 to {last} and missing codes 250 to 253"
    )]
    Code {
        /// Item id.
        item: String,
        /// Position of the person, from 0.
        person: usize,
        /// The offending code.
        code: u8,
        /// The last valid option.
        last: u8,
    },
    /// A level is outside its dimension.
    #[error("dimension {dimension} has level {level} at person {person}, but only {levels} levels")]
    Level {
        /// Dimension id.
        dimension: String,
        /// Position of the person, from 0.
        person: usize,
        /// The offending level, or the highest bit that was set.
        level: usize,
        /// Number of levels.
        levels: usize,
    },
    /// Too few or too many options, levels, items or people.
    #[error("{what} of {name} is {found}; it must be {least} to {most}")]
    Size {
        /// What was counted.
        what: &'static str,
        /// Id of the thing it was counted for.
        name: String,
        /// The count found.
        found: usize,
        /// Lowest allowed.
        least: usize,
        /// Highest allowed.
        most: usize,
    },
    /// Two things have the same id.
    #[error("the id {id} occurs twice among the {among}")]
    Repeated {
        /// The id.
        id: String,
        /// Where it occurs twice.
        among: String,
    },
    /// An item or dimension was asked for that is not there.
    #[error("there is no {kind} {id}")]
    Unknown {
        /// "item" or "dimension".
        kind: &'static str,
        /// The id asked for.
        id: String,
    },
    /// The items of one scale have different numbers of options, so their scores cannot be added.
    #[error("item {item} has {found} options, the scale's first item has {expected}")]
    MixedOptions {
        /// The item that differs.
        item: String,
        /// Its number of options.
        found: usize,
        /// The number of options of the scale's first item.
        expected: usize,
    },
    /// An order or choice of people names somebody twice, or nobody there is.
    #[error("person {person} is named twice, not in turn, or out of the range of {people} people")]
    Order {
        /// The offending entry.
        person: usize,
        /// Number of people.
        people: usize,
    },
    /// A place lies within itself, or within a place that is not there.
    #[error(
        "place {place} names place {parent} as the one it lies in; that must be one of the {places} places and not lie within {place}"
    )]
    Parent {
        /// Id of the place.
        place: String,
        /// The position it names.
        parent: usize,
        /// Number of places.
        places: usize,
    },
    /// A grouping names a place that is not there.
    #[error("grouping {grouping} names place {place}, but there are {places} places")]
    Grouped {
        /// Id of the grouping.
        grouping: String,
        /// The offending position.
        place: usize,
        /// Number of places.
        places: usize,
    },
    /// A person is at no place, or at one that is divided into others.
    #[error(
        "person {person} is at place {place}; it must be one of the {places} places and have no place within it"
    )]
    School {
        /// Position of the person, from 0.
        person: usize,
        /// The offending position.
        place: usize,
        /// Number of places.
        places: usize,
    },
    /// Something was asked for by a position that is not there.
    #[error("there is no {kind} at position {at}; there are {count}, counted from 0")]
    Position {
        /// What was asked for.
        kind: &'static str,
        /// The position asked for.
        at: usize,
        /// How many there are.
        count: usize,
    },
    /// Stored bytes are not an index of a known version, or are damaged.
    #[error("these bytes are not a readable index: {reason}")]
    Index {
        /// What is wrong with them.
        reason: &'static str,
    },
    /// Stored bytes are not answers of a known version, or are damaged.
    #[error("these bytes are not readable answers: {reason}")]
    Bytes {
        /// What is wrong with them.
        reason: &'static str,
    },
}

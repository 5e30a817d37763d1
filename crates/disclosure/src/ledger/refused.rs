//! Why something may not be told: which earlier entries it would combine with, and the subtraction a reader would do.

use std::fmt;

use super::entry::Group;

/// A told number in a subtraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Id of the entry that told it.
    pub entry: String,
    /// Of which group.
    pub group: Group,
    /// How often it is added; below 0, taken away.
    pub factor: i64,
    /// The number.
    pub people: i64,
}

/// Whom it would be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// The people whom the subtraction leaves.
    Rest,
    /// A group that an entry hides.
    Group(Group),
    /// Those of a group who are part of the people of one time and not of another: they left, or they joined.
    Change(Group),
}

/// What a reader would know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// That they are this many people, fewer than the least.
    Few(u32),
    /// That these people all answered alike, or none favourably.
    Alike(u32),
    /// That there is somebody.
    NotNobody,
    /// That they are fewer than the least.
    NotEnough,
    /// More exactly than before how many they are.
    Narrower,
}

/// How a candidate gives people away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// Ids of the earlier entries it takes: no fewer of these do. Empty when the candidate does it alone.
    pub with: Vec<String>,
    /// Id of the measure whose counts are used; none for numbers of people.
    pub measure: Option<String>,
    /// Whom it is about.
    pub whom: Whom,
    /// What a reader would know of them.
    pub left: Left,
    /// The subtraction. Empty when no plain one shows it: only that the numbers are whole, or several at once.
    pub terms: Vec<Term>,
    /// What the sum has to be divided by; mostly 1.
    pub divisor: i64,
}

/// Why a candidate is not admitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It would give people away.
    #[error("{0}")]
    Exposes(Box<Exposure>),
    /// It is too large to audit.
    #[error("{found} {what} are too many to audit: the most is {most}")]
    TooLarge {
        /// "classes of people", "sets of people" or "unknowns".
        what: &'static str,
        /// How many there are.
        found: usize,
        /// The limit.
        most: usize,
    },
    /// Nobody said how the people of an entry stand to those of the truth.
    #[error(
        "entry {entry}: nothing says how the people of {population} stand to the others: link them, or declare them apart"
    )]
    Unlinked {
        /// Id of the entry.
        entry: String,
        /// Id of the population.
        population: String,
    },
    /// An entry names a place, dimension or measure that the truth does not have.
    #[error("entry {entry} names the {what} {name}, which the people do not have")]
    Unknown {
        /// Id of the entry.
        entry: String,
        /// "place", "dimension" or "measure".
        what: &'static str,
        /// Its id.
        name: String,
    },
    /// An entry told what is not so.
    #[error("entry {entry} tells of {group} what is not so: {told}, counted {counted}")]
    Contradicts {
        /// Id of the entry.
        entry: String,
        /// The group.
        group: Group,
        /// What it told, and of what.
        told: String,
        /// What is so.
        counted: u32,
    },
    /// An entry that cannot be one.
    #[error("entry {entry}: {reason}")]
    Flawed {
        /// Id of the entry.
        entry: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl fmt::Display for Exposure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(measure) = &self.measure {
            write!(to, "in {measure}, ")?;
        }
        for (at, term) in self.terms.iter().enumerate() {
            let sign = match (term.factor < 0, at) {
                (true, _) => "minus ",
                (false, 0) => "",
                (false, _) => "plus ",
            };
            let times = match term.factor.unsigned_abs() {
                1 => String::new(),
                times => format!("{times} times "),
            };
            let Term {
                entry, group, people, ..
            } = term;
            write!(to, "{sign}{times}{group} ({people}, {entry}) ")?;
        }
        if self.divisor > 1 {
            write!(to, "divided by {} ", self.divisor)?;
        }
        match (&self.whom, self.terms.is_empty()) {
            (Whom::Rest, _) => write!(to, "leaves ")?,
            (Whom::Group(group), true) => write!(to, "what is told shows of {group}, which is hidden, ")?,
            (Whom::Group(group), false) => write!(to, "shows of {group}, which is hidden, ")?,
            (Whom::Change(group), true) => write!(to, "what is told shows of who left or joined {group} ")?,
            (Whom::Change(group), false) => write!(to, "shows of who left or joined {group} ")?,
        }
        match self.left {
            Left::Few(people) => write!(to, "{people} people, too few")?,
            Left::Alike(people) => write!(to, "{people} people who answered alike")?,
            Left::NotNobody => write!(to, "that there is somebody")?,
            Left::NotEnough => write!(to, "that they are too few")?,
            Left::Narrower => write!(to, "more exactly how many they are")?,
        }
        match &self.with[..] {
            [] => Ok(()),
            with => write!(to, ", together with {}", with.join(" and ")),
        }
    }
}

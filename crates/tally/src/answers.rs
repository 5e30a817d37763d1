//! The coded answers themselves, column by column, checked once when they are built.

use std::collections::HashSet;

use crate::Error;

/// The most options one item can have; codes from 250 up are kinds of missing answer.
pub const OPTIONS_MAX: usize = 250;

/// The entry of [`Membership::Single`] for a person who named no level.
pub const UNSTATED: u16 = u16::MAX;

/// The most people one set of answers can hold; every count then fits `u32`.
pub(crate) const PEOPLE_MAX: usize = u32::MAX as usize / 256;

/// Why a person has no answer to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Missing {
    /// The person never came to the item.
    NotSeen = 250,
    /// The person saw the item and left it out.
    Skipped = 251,
    /// The questionnaire did not ask this person.
    NotApplicable = 252,
    /// The person said that they do not know.
    DoNotKnow = 253,
}

impl Missing {
    /// The code that stands for this kind of missing answer in [`Item::codes`].
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// One person's entry for one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coded {
    /// The index of the chosen option, from 0.
    Option(u8),
    /// No answer, and why.
    Missing(Missing),
}

impl Coded {
    /// The byte stored for it: options 0 to 249, missing 250 to 253.
    pub const fn code(self) -> u8 {
        match self {
            Self::Option(option) => option,
            Self::Missing(missing) => missing.code(),
        }
    }

    /// What a stored byte means; `None` for 254 and 255, which mean nothing.
    pub const fn from_code(code: u8) -> Option<Self> {
        Some(match code {
            0..=249 => Self::Option(code),
            250 => Self::Missing(Missing::NotSeen),
            251 => Self::Missing(Missing::Skipped),
            252 => Self::Missing(Missing::NotApplicable),
            253 => Self::Missing(Missing::DoNotKnow),
            254..=255 => return None,
        })
    }
}

/// One question with everybody's answers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id, unique among the items.
    pub id: String,
    /// Ids of its options in order, 1 to 250 of them.
    pub options: Vec<String>,
    /// One code per person, see [`Coded`].
    pub codes: Vec<u8>,
}

/// Who belongs to which level of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Membership {
    /// Each person has one level (its index), or [`UNSTATED`].
    Single(Vec<u16>),
    /// Each person may have several of up to 64 levels: bit *l* is set for level *l*.
    Multiple(Vec<u64>),
}

/// What splits people into groups, such as grade, with everybody's level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Its id, unique among the dimensions.
    pub id: String,
    /// Ids of its levels, at least one.
    pub levels: Vec<String>,
    /// Who belongs where.
    pub membership: Membership,
}

/// The answers of one wave. Always consistent: building it checks every code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    people: usize,
    items: Vec<Item>,
    dimensions: Vec<Dimension>,
}

impl Answers {
    /// Checks and keeps the columns.
    ///
    /// # Errors
    /// [`Error::Length`] when a column is not as long as `people`, [`Error::Code`] and [`Error::Level`] for a code
    /// out of range, [`Error::Size`] for no or too many options or levels, [`Error::Repeated`] for an id used twice.
    pub fn new(people: usize, items: Vec<Item>, dimensions: Vec<Dimension>) -> Result<Self, Error> {
        size("number of people", "the wave", people, 0, PEOPLE_MAX)?;
        distinct(items.iter().map(|item| item.id.as_str()), "items")?;
        distinct(
            dimensions.iter().map(|dimension| dimension.id.as_str()),
            "dimensions",
        )?;
        for item in &items {
            check_item(item, people)?;
        }
        for dimension in &dimensions {
            check_dimension(dimension, people)?;
        }
        Ok(Self {
            people,
            items,
            dimensions,
        })
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.people
    }

    /// The items in order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The dimensions in order.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The position of the item with this id.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn item_at(&self, id: &str) -> Result<usize, Error> {
        let found = self.items.iter().position(|item| item.id == id);
        found.ok_or_else(|| Error::Unknown {
            kind: "item",
            id: id.to_owned(),
        })
    }

    /// The position of the dimension with this id.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn dimension_at(&self, id: &str) -> Result<usize, Error> {
        let found = self.dimensions.iter().position(|dimension| dimension.id == id);
        found.ok_or_else(|| Error::Unknown {
            kind: "dimension",
            id: id.to_owned(),
        })
    }

    /// The answers of some people in the given order: the new person *i* is the old person `order[i]`.
    pub(crate) fn in_order(&self, order: &[usize]) -> Self {
        let items = self.items.iter().map(|item| Item {
            id: item.id.clone(),
            options: item.options.clone(),
            codes: order.iter().map(|&person| item.codes[person]).collect(),
        });
        let dimensions = self.dimensions.iter().map(|dimension| Dimension {
            id: dimension.id.clone(),
            levels: dimension.levels.clone(),
            membership: match &dimension.membership {
                Membership::Single(levels) => Membership::Single(order.iter().map(|&p| levels[p]).collect()),
                Membership::Multiple(bits) => Membership::Multiple(order.iter().map(|&p| bits[p]).collect()),
            },
        });
        Self {
            people: order.len(),
            items: items.collect(),
            dimensions: dimensions.collect(),
        }
    }
}

pub(crate) fn size(
    what: &'static str,
    name: &str,
    found: usize,
    least: usize,
    most: usize,
) -> Result<(), Error> {
    if (least..=most).contains(&found) {
        return Ok(());
    }
    Err(Error::Size {
        what,
        name: name.to_owned(),
        found,
        least,
        most,
    })
}

pub(crate) fn distinct<'a>(ids: impl Iterator<Item = &'a str>, among: &str) -> Result<(), Error> {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Error::Repeated {
                id: id.to_owned(),
                among: among.to_owned(),
            });
        }
    }
    Ok(())
}

fn length(column: &str, found: usize, people: usize) -> Result<(), Error> {
    if found == people {
        return Ok(());
    }
    Err(Error::Length {
        column: column.to_owned(),
        found,
        people,
    })
}

fn check_item(item: &Item, people: usize) -> Result<(), Error> {
    size("number of options", &item.id, item.options.len(), 1, OPTIONS_MAX)?;
    distinct(
        item.options.iter().map(String::as_str),
        &format!("options of item {}", item.id),
    )?;
    length(&item.id, item.codes.len(), people)?;
    let options = item.options.len();
    for (person, &code) in item.codes.iter().enumerate() {
        let valid = match Coded::from_code(code) {
            Some(Coded::Option(option)) => usize::from(option) < options,
            Some(Coded::Missing(_)) => true,
            None => false,
        };
        if !valid {
            let last = u8::try_from(options - 1).expect("at most 250 options were allowed above");
            return Err(Error::Code {
                item: item.id.clone(),
                person,
                code,
                last,
            });
        }
    }
    Ok(())
}

fn check_dimension(dimension: &Dimension, people: usize) -> Result<(), Error> {
    let levels = dimension.levels.len();
    let (most, found) = match &dimension.membership {
        Membership::Single(column) => (usize::from(UNSTATED), column.len()),
        Membership::Multiple(column) => (64, column.len()),
    };
    size("number of levels", &dimension.id, levels, 1, most)?;
    distinct(
        dimension.levels.iter().map(String::as_str),
        &format!("levels of dimension {}", dimension.id),
    )?;
    length(&dimension.id, found, people)?;
    let wrong = |person: usize, level: usize| Error::Level {
        dimension: dimension.id.clone(),
        person,
        level,
        levels,
    };
    match &dimension.membership {
        Membership::Single(column) => {
            for (person, &level) in column.iter().enumerate() {
                if level != UNSTATED && usize::from(level) >= levels {
                    return Err(wrong(person, usize::from(level)));
                }
            }
        }
        Membership::Multiple(column) => {
            for (person, &bits) in column.iter().enumerate() {
                let highest = 64 - bits.leading_zeros() as usize;
                if highest > levels {
                    return Err(wrong(person, highest - 1));
                }
            }
        }
    }
    Ok(())
}

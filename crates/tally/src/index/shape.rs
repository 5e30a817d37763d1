//! What an index is about: its items, dimensions, places and groupings, and where the planes of each lie.

use std::ops::Range;

use crate::answers::{PEOPLE_MAX, distinct, size};
use crate::geography::{Territory, check};
use crate::{Coded, Error, Grouping, Missing, OPTIONS_MAX, Place, UNSTATED};

/// An item of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedItem {
    /// Its id, unique among the items.
    pub id: String,
    /// Ids of its options in order.
    pub options: Vec<String>,
    /// The kinds of missing answer that the item had when the index was built, in the order of their codes.
    pub missing: Vec<Missing>,
    pub(crate) planes: Range<usize>,
}

impl IndexedItem {
    /// How many different entries the item has: its options, then its kinds of missing answer.
    pub fn lines(&self) -> usize {
        self.options.len() + self.missing.len()
    }

    /// The line of an entry; `None` for an option that is not there or a kind of missing that does not occur.
    pub fn line_of(&self, entry: Coded) -> Option<usize> {
        match entry {
            Coded::Option(option) => {
                let option = usize::from(option);
                (option < self.options.len()).then_some(option)
            }
            Coded::Missing(kind) => {
                let at = self.missing.iter().position(|&found| found == kind)?;
                Some(self.options.len() + at)
            }
        }
    }
}

/// How the levels of a dimension are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Levels {
    /// A code per person, with or without one for "unstated".
    Single { unstated: bool },
    /// A plane per level.
    Multiple,
}

/// A dimension of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedDimension {
    /// Its id, unique among the dimensions.
    pub id: String,
    /// Ids of its levels.
    pub levels: Vec<String>,
    pub(crate) stored: Levels,
    pub(crate) planes: Range<usize>,
}

impl IndexedDimension {
    /// Whether a person can have several of its levels.
    pub fn is_multiple(&self) -> bool {
        self.stored == Levels::Multiple
    }

    /// How many codes a single dimension has.
    pub(crate) fn codes(&self) -> usize {
        self.levels.len() + usize::from(self.stored == Levels::Single { unstated: true })
    }
}

/// Everything about an index but its bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    /// People when it was built.
    pub people: usize,
    /// Words per plane.
    pub stride: usize,
    /// Planes in all; plane 0 tells who is present.
    pub planes: usize,
    pub items: Vec<IndexedItem>,
    pub dimensions: Vec<IndexedDimension>,
    pub places: Vec<Place>,
    pub groupings: Vec<Grouping>,
    pub territory: Territory,
    /// People of each place that is a school, 0 for the others.
    pub school_people: Vec<u32>,
}

impl Shape {
    /// Checks the parts and lays out the planes; whatever ranges of planes the parts have are replaced.
    pub fn new(
        (mut items, mut dimensions): (Vec<IndexedItem>, Vec<IndexedDimension>),
        (places, groupings): (Vec<Place>, Vec<Grouping>),
        school_people: Vec<u32>,
    ) -> Result<Self, Error> {
        check(&places, &groupings)?;
        let territory = Territory::new(&places, &school_people)?;
        if let Some(&at) = territory.divided.iter().find(|&&at| school_people[at] != 0) {
            let (person, places) = (territory.rows[at].start, places.len());
            return Err(Error::School {
                person,
                place: at,
                places,
            });
        }
        let people = school_people.iter().try_fold(0_usize, |sum, &people| {
            sum.checked_add(usize::try_from(people).ok()?)
        });
        let people = people.unwrap_or(usize::MAX);
        size("number of people", "the wave", people, 0, PEOPLE_MAX)?;
        check_ids(&items, &dimensions)?;
        let mut next = 1;
        for dimension in &mut dimensions {
            let count = match dimension.stored {
                Levels::Single { .. } => bits_for(dimension.codes()),
                Levels::Multiple => dimension.levels.len(),
            };
            dimension.planes = next..next + count;
            next += count;
        }
        for item in &mut items {
            item.planes = next..next + bits_for(item.lines());
            next = item.planes.end;
        }
        Ok(Self {
            people,
            stride: people.div_ceil(64),
            planes: next,
            items,
            dimensions,
            places,
            groupings,
            territory,
            school_people,
        })
    }

    /// The slot of every place in a cube: schools in the order of their rows, then the other places.
    pub fn slots(&self) -> Vec<usize> {
        let mut slots = vec![0; self.places.len()];
        let order = self.territory.schools.iter().chain(&self.territory.divided);
        for (slot, &place) in order.enumerate() {
            slots[place] = slot;
        }
        slots
    }

    /// The schools of a grouping, each once, as their positions in the order of rows.
    pub fn schools_of(&self, grouping: usize) -> Vec<usize> {
        let mut inside = vec![false; self.places.len()];
        for &place in &self.groupings[grouping].places {
            inside[place] = true;
        }
        let is_inside = |inside: &[bool], at: usize| {
            inside[at] || self.places[at].parent.is_some_and(|parent| inside[parent])
        };
        for &at in &self.territory.divided {
            inside[at] = is_inside(&inside, at);
        }
        let schools = self.territory.schools.iter().enumerate();
        schools
            .filter(|&(_, &place)| is_inside(&inside, place))
            .map(|(slot, _)| slot)
            .collect()
    }

    /// Words of all planes and of the list of rows; `None` if that is more than this machine can count.
    pub fn words(&self) -> Option<usize> {
        self.planes
            .checked_mul(self.stride)?
            .checked_add(self.people.div_ceil(2))
    }
}

/// How many bits tell `codes` codes apart.
const fn bits_for(codes: usize) -> usize {
    (usize::BITS - codes.saturating_sub(1).leading_zeros()) as usize
}

fn check_ids(items: &[IndexedItem], dimensions: &[IndexedDimension]) -> Result<(), Error> {
    distinct(items.iter().map(|item| item.id.as_str()), "items")?;
    let ids = dimensions.iter().map(|dimension| dimension.id.as_str());
    distinct(ids, "dimensions")?;
    for item in items {
        size("number of options", &item.id, item.options.len(), 1, OPTIONS_MAX)?;
        let among = format!("options of item {}", item.id);
        distinct(item.options.iter().map(String::as_str), &among)?;
    }
    for dimension in dimensions {
        let most = if dimension.is_multiple() {
            64
        } else {
            usize::from(UNSTATED)
        };
        size("number of levels", &dimension.id, dimension.levels.len(), 1, most)?;
        let among = format!("levels of dimension {}", dimension.id);
        distinct(dimension.levels.iter().map(String::as_str), &among)?;
    }
    Ok(())
}

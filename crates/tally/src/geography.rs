//! Where people are: places within places, such as a school in an agency in a region in a state, and free groupings.
//!
//! Places form a forest: each lies in at most one other. A place with no place in it is called a *school* here, whatever
//! its kind; every person is at one school, so every other place is the sum of its parts. A grouping is a set of
//! places that may overlap with other groupings; whoever is in several of its places counts once.
//!
//! Once people are sorted by school, and schools in the order of a walk through the forest that goes down before it goes
//! on, the people of every place are neighbours.

use std::collections::HashSet;
use std::ops::Range;

use crate::Error;

/// A school, or a place that schools lie in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its id, unique among the places of its kind.
    pub id: String,
    /// What it is: "school", "agency", "region", "state", or a network's own word.
    pub kind: String,
    /// The position of the place it lies in.
    pub parent: Option<usize>,
}

/// Places counted together; groupings may overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// Its id, unique among the groupings.
    pub id: String,
    /// Positions of its places, in any order; a place and places within it may both stand here.
    pub places: Vec<usize>,
}

/// The places of a wave, and everybody's school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geography {
    places: Vec<Place>,
    groupings: Vec<Grouping>,
    schools: Vec<u32>,
    people: Vec<u32>,
}

impl Geography {
    /// Checks and keeps places, groupings, and for each person the position of their school among the places.
    ///
    /// # Errors
    /// [`Error::Repeated`] for an id used twice, [`Error::Parent`] for a place within itself or within none of the places,
    /// [`Error::Grouped`] for a grouping of places that are not there, [`Error::School`] for a person who is at no place
    /// or at one that is divided.
    pub fn new(places: Vec<Place>, groupings: Vec<Grouping>, schools: Vec<u32>) -> Result<Self, Error> {
        check(&places, &groupings)?;
        let mut divided = vec![false; places.len()];
        for parent in places.iter().filter_map(|place| place.parent) {
            divided[parent] = true;
        }
        let mut people = vec![0; places.len()];
        for (person, &school) in schools.iter().enumerate() {
            let at = usize::try_from(school).unwrap_or(usize::MAX);
            if divided.get(at).copied().unwrap_or(true) {
                return Err(Error::School {
                    person,
                    place: at,
                    places: places.len(),
                });
            }
            people[at] += 1;
        }
        Ok(Self {
            places,
            groupings,
            schools,
            people,
        })
    }

    /// One place with everybody in it.
    #[must_use]
    pub fn whole(id: &str, people: usize) -> Self {
        let place = Place {
            id: id.to_owned(),
            kind: "whole".to_owned(),
            parent: None,
        };
        Self {
            places: vec![place],
            groupings: Vec::new(),
            schools: vec![0; people],
            people: vec![u32::try_from(people).unwrap_or(u32::MAX)],
        }
    }

    /// The places, in the order given.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The groupings, in the order given.
    pub fn groupings(&self) -> &[Grouping] {
        &self.groupings
    }

    /// For each person the position of their school.
    pub fn schools(&self) -> &[u32] {
        &self.schools
    }

    /// For each place, how many people have it as their school.
    pub(crate) fn people(&self) -> &[u32] {
        &self.people
    }
}

/// What holds of places and groupings wherever they come from.
pub(crate) fn check(places: &[Place], groupings: &[Grouping]) -> Result<(), Error> {
    let mut seen = HashSet::new();
    for place in places {
        if !seen.insert((&place.kind, &place.id)) {
            let among = format!("places of kind {}", place.kind);
            let id = place.id.clone();
            return Err(Error::Repeated { id, among });
        }
    }
    let mut seen = HashSet::new();
    for grouping in groupings {
        if !seen.insert(&grouping.id) {
            let among = "groupings".to_owned();
            let id = grouping.id.clone();
            return Err(Error::Repeated { id, among });
        }
        if let Some(&place) = grouping.places.iter().find(|&&at| at >= places.len()) {
            return Err(Error::Grouped {
                grouping: grouping.id.clone(),
                place,
                places: places.len(),
            });
        }
    }
    let order = walk(places)?;
    let mut reached = vec![false; places.len()];
    for place in order {
        reached[place] = true;
    }
    match reached.iter().position(|reached| !reached) {
        Some(lost) => Err(wrong_parent(places, lost)),
        None => Ok(()),
    }
}

fn wrong_parent(places: &[Place], at: usize) -> Error {
    Error::Parent {
        place: places[at].id.clone(),
        parent: places[at].parent.unwrap_or(at),
        places: places.len(),
    }
}

/// The places in the order of a walk that goes down before it goes on; those on a ring are never reached.
fn walk(places: &[Place]) -> Result<Vec<usize>, Error> {
    let mut within: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
    let mut next = Vec::new();
    for (at, place) in places.iter().enumerate().rev() {
        match place.parent {
            None => next.push(at),
            Some(parent) if parent < places.len() => within[parent].push(at),
            Some(_) => return Err(wrong_parent(places, at)),
        }
    }
    let mut order = Vec::with_capacity(places.len());
    while let Some(at) = next.pop() {
        order.push(at);
        next.extend(&within[at]);
    }
    Ok(order)
}

/// Which rows of the sorted people belong to which place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Territory {
    /// Places without places in them, in the order of their rows.
    pub schools: Vec<usize>,
    /// All other places; a place comes before those within it.
    pub divided: Vec<usize>,
    /// The rows of each place.
    pub rows: Vec<Range<usize>>,
}

impl Territory {
    /// Lays out places that [`check`] has passed, with the number of people of each school.
    pub fn new(places: &[Place], people: &[u32]) -> Result<Self, Error> {
        let mut has_parts = vec![false; places.len()];
        for parent in places.iter().filter_map(|place| place.parent) {
            has_parts[parent] = true;
        }
        let order = walk(places)?;
        let mut rows = vec![0..0; places.len()];
        let mut row = 0_usize;
        for &at in &order {
            let end = row.saturating_add(people[at] as usize);
            rows[at] = row..end;
            row = end;
        }
        for &at in order.iter().rev() {
            if let Some(parent) = places[at].parent {
                rows[parent].end = rows[parent].end.max(rows[at].end);
            }
        }
        let (divided, schools) = order.into_iter().partition(|&at| has_parts[at]);
        Ok(Self {
            schools,
            divided,
            rows,
        })
    }
}

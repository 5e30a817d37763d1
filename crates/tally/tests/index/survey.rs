//! Surveys of every shape for property tests, and counting them one person at a time, as slowly and plainly as possible.

use proptest::collection::vec;
use proptest::prelude::*;
use tally::{
    Answers, Coded, Dimension, Filter, Geography, GroupOf, Grouping, Item, LevelAt, Membership, Missing,
    Place, PlaceAt, UNSTATED,
};

pub const KINDS: [Missing; 4] = [
    Missing::NotSeen,
    Missing::Skipped,
    Missing::NotApplicable,
    Missing::DoNotKnow,
];

/// Answers and the places of those who gave them.
#[derive(Debug, Clone)]
pub struct Survey {
    pub answers: Answers,
    pub geography: Geography,
}

pub fn texts(count: usize) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

fn item(people: usize) -> impl Strategy<Value = (usize, Vec<u8>)> {
    (1..7_usize, 0..=4_usize).prop_flat_map(move |(options, kinds)| {
        let code = (0..options + kinds).prop_map(move |at| match at.checked_sub(options) {
            Some(kind) => KINDS[kind].code(),
            None => u8::try_from(at).unwrap(),
        });
        (Just(options), vec(code, people))
    })
}

fn membership(people: usize) -> impl Strategy<Value = (usize, Membership)> {
    let single = (1..6_u16, any::<bool>()).prop_flat_map(move |(levels, unstated)| {
        let level = (0..levels + u16::from(unstated))
            .prop_map(move |level| if level == levels { UNSTATED } else { level });
        (
            Just(usize::from(levels)),
            vec(level, people).prop_map(Membership::Single),
        )
    });
    let multiple = (1..6_usize).prop_flat_map(move |levels| {
        let bits = 0..1_u64 << levels;
        (Just(levels), vec(bits, people).prop_map(Membership::Multiple))
    });
    prop_oneof![single, multiple]
}

/// A forest in which a place's parent stands anywhere in the list, with everybody at a place that is not divided.
fn geography(people: usize) -> impl Strategy<Value = Geography> {
    let parents = vec(any::<(bool, prop::sample::Index)>(), 1..9);
    let seats = vec(any::<prop::sample::Index>(), people);
    let groupings = vec(vec(any::<prop::sample::Index>(), 0..4), 0..3);
    (parents, seats, groupings, any::<bool>()).prop_map(|(parents, seats, groupings, backwards)| {
        let count = parents.len();
        let at = |number: usize| if backwards { count - 1 - number } else { number };
        let mut places = vec![None; count];
        for (number, (lies_in, parent)) in parents.iter().enumerate() {
            places[at(number)] = Some(Place {
                id: number.to_string(),
                kind: "place".to_owned(),
                parent: (number > 0 && *lies_in).then(|| at(parent.index(number))),
            });
        }
        let places: Vec<Place> = places.into_iter().flatten().collect();
        let divided = |at: usize| places.iter().any(|place| place.parent == Some(at));
        let schools: Vec<usize> = (0..count).filter(|&at| !divided(at)).collect();
        let seats = seats
            .iter()
            .map(|seat| u32::try_from(*seat.get(&schools)).unwrap());
        let seats = seats.collect();
        let groupings = groupings
            .iter()
            .zip(0..)
            .map(|(places, number): (_, usize)| Grouping {
                id: number.to_string(),
                places: places.iter().map(|place| place.index(count)).collect(),
            });
        let groupings = groupings.collect();
        Geography::new(places, groupings, seats).unwrap()
    })
}

pub fn named(items: Vec<(usize, Vec<u8>)>, dimensions: Vec<(usize, Membership)>, people: usize) -> Answers {
    let items = items.into_iter().enumerate().map(|(at, (options, codes))| Item {
        id: format!("item {at}"),
        options: texts(options),
        codes,
    });
    let dimensions = dimensions
        .into_iter()
        .enumerate()
        .map(|(at, (levels, membership))| Dimension {
            id: format!("dimension {at}"),
            levels: texts(levels),
            membership,
        });
    Answers::new(people, items.collect(), dimensions.collect()).unwrap()
}

/// Up to 300 people with up to 3 items and 3 dimensions, at up to 8 places.
pub fn surveys() -> impl Strategy<Value = Survey> {
    (0..300_usize).prop_flat_map(|people| {
        (
            vec(item(people), 0..4),
            vec(membership(people), 0..4),
            geography(people),
        )
            .prop_map(move |(items, dimensions, geography)| Survey {
                answers: named(items, dimensions, people),
                geography,
            })
    })
}

/// A filter out of random numbers, always about things that the survey has.
pub fn filter(survey: &Survey, numbers: &mut impl Iterator<Item = usize>, depth: usize) -> Filter {
    let mut below = |limit: usize| numbers.next().unwrap_or(0) % limit;
    let (items, dimensions) = (survey.answers.items(), survey.answers.dimensions());
    match below(if depth == 0 { 6 } else { 9 }) {
        1 if !dimensions.is_empty() => Filter::Unstated(below(dimensions.len())),
        2 if !dimensions.is_empty() => {
            let dimension = below(dimensions.len());
            let level = below(dimensions[dimension].levels.len());
            Filter::Level(LevelAt { dimension, level })
        }
        3 => Filter::At(PlaceAt::Place(below(survey.geography.places().len()))),
        4 if !survey.geography.groupings().is_empty() => {
            Filter::At(PlaceAt::Grouping(below(survey.geography.groupings().len())))
        }
        5 if !items.is_empty() => {
            let item = below(items.len());
            let options = items[item].options.len();
            let entry = match below(options + 4) {
                option if option < options => Coded::Option(u8::try_from(option).unwrap()),
                kind => Coded::Missing(KINDS[kind - options]),
            };
            Filter::Entry { item, entry }
        }
        6 => Filter::Not(Box::new(filter(survey, numbers, depth - 1))),
        kind @ (7 | 8) => {
            let count = below(4);
            let parts = (0..count).map(|_| filter(survey, numbers, depth - 1)).collect();
            if kind == 7 {
                Filter::All(parts)
            } else {
                Filter::Any(parts)
            }
        }
        _ => Filter::Everyone,
    }
}

impl Survey {
    pub fn is_at(&self, person: usize, at: PlaceAt) -> bool {
        let places = self.geography.places();
        let mut here = Some(self.geography.schools()[person] as usize);
        while let Some(place) = here {
            let found = match at {
                PlaceAt::Place(wanted) => wanted == place,
                PlaceAt::Grouping(grouping) => self.geography.groupings()[grouping].places.contains(&place),
            };
            if found {
                return true;
            }
            here = places[place].parent;
        }
        false
    }

    pub fn has_level(&self, person: usize, at: LevelAt) -> bool {
        match &self.answers.dimensions()[at.dimension].membership {
            Membership::Single(levels) => usize::from(levels[person]) == at.level,
            Membership::Multiple(bits) => bits[person] >> at.level & 1 == 1,
        }
    }

    pub fn is_in(&self, person: usize, group: GroupOf) -> bool {
        match group {
            GroupOf::Everyone => true,
            GroupOf::Level(level) => self.has_level(person, level),
            GroupOf::Pair(one, other) => self.has_level(person, one) && self.has_level(person, other),
        }
    }

    pub fn passes(&self, person: usize, filter: &Filter) -> bool {
        match filter {
            Filter::Everyone => true,
            Filter::Level(level) => self.has_level(person, *level),
            Filter::Unstated(dimension) => match &self.answers.dimensions()[*dimension].membership {
                Membership::Single(levels) => levels[person] == UNSTATED,
                Membership::Multiple(bits) => bits[person] == 0,
            },
            Filter::At(at) => self.is_at(person, *at),
            Filter::Entry { item, entry } => self.answers.items()[*item].codes[person] == entry.code(),
            Filter::All(parts) => parts.iter().all(|part| self.passes(person, part)),
            Filter::Any(parts) => parts.iter().any(|part| self.passes(person, part)),
            Filter::Not(part) => !self.passes(person, part),
        }
    }

    /// Everywhere one can count.
    pub fn everywhere(&self) -> Vec<PlaceAt> {
        let places = (0..self.geography.places().len()).map(PlaceAt::Place);
        let groupings = (0..self.geography.groupings().len()).map(PlaceAt::Grouping);
        places.chain(groupings).collect()
    }

    /// The survey with some of its people, in an order of one's own; repeated people are counted again.
    #[must_use]
    pub fn of(&self, people: &[usize]) -> Self {
        let items = self.answers.items().iter().map(|item| {
            let codes = people.iter().map(|&person| item.codes[person]).collect();
            (item.options.len(), codes)
        });
        let dimensions = self.answers.dimensions().iter().map(|dimension| {
            let membership = match &dimension.membership {
                Membership::Single(levels) => {
                    Membership::Single(people.iter().map(|&person| levels[person]).collect())
                }
                Membership::Multiple(bits) => {
                    Membership::Multiple(people.iter().map(|&person| bits[person]).collect())
                }
            };
            (dimension.levels.len(), membership)
        });
        let schools = people
            .iter()
            .map(|&person| self.geography.schools()[person])
            .collect();
        let (places, groupings) = (self.geography.places(), self.geography.groupings());
        Self {
            answers: named(items.collect(), dimensions.collect(), people.len()),
            geography: Geography::new(places.to_vec(), groupings.to_vec(), schools).unwrap(),
        }
    }
}

//! What is so: how many people there are of each kind, in which stands, and what they answered. Confidential; nothing of it
//! is in a ledger.

use std::collections::{BTreeMap, BTreeSet};

use tally::{Answers, Coded, Membership, Missing, UNSTATED};

use super::entry::Stand;
use super::report::of_scale;
use crate::{Ask, Error, Protection};

/// The answers of people to a measure.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct TrueLine {
    /// People who were asked and did not answer.
    pub unanswered: u32,
    /// People per option.
    pub counts: Vec<u32>,
}

/// People who are alike: of one smallest place, with the same levels, in the same stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// The smallest place they belong to.
    pub place: String,
    /// Their levels by dimension; several in a multiple dimension, none when unstated.
    pub levels: BTreeMap<String, BTreeSet<String>>,
    /// The stands they are part of.
    pub stands: BTreeSet<Stand>,
    /// How many they are, at least 1.
    pub people: u32,
    /// Their answers by population and measure.
    pub answers: BTreeMap<(String, String), TrueLine>,
}

/// How a measure's options are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// Whether each option is favourable; may be empty.
    pub favourable: Vec<bool>,
    /// Whether it is harmless that all chose one option, as with a scale's "at or above the cut".
    pub alike_is_harmless: bool,
}

/// How another population stands to the people of the truth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Nothing told of one is compared with what is told of the other.
    Apart,
    /// They are just the people of this stand.
    Same(Stand),
    /// They are the people of this stand and maybe more: public enrolment. What is told of them is an upper bound.
    Holds(Stand),
}

/// The people of a wave, and of those linked with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Truth {
    /// The least number of people anything may be about.
    pub protection: Protection,
    /// The smallest places that each place is made of. A smallest place need not be named.
    pub places: BTreeMap<String, BTreeSet<String>>,
    /// The people.
    pub kin: Vec<Kin>,
    /// How options are read, by measure.
    pub marks: BTreeMap<String, Marks>,
    /// Populations that are not in `kin`, and how they stand to those that are.
    pub links: BTreeMap<String, Link>,
}

impl Truth {
    /// The people of a wave in one place, split by the dimensions of an ask, with its items and scales. `stands` tells of
    /// each person, by number, the stands they are part of: those who withdrew are missing in later ones.
    ///
    /// # Errors
    /// When the ask names what the answers do not have.
    pub fn of_answers(
        protection: Protection,
        place: &str,
        answers: &Answers,
        ask: &Ask,
        population: &str,
        stands: impl Fn(usize) -> BTreeSet<u32>,
    ) -> Result<Self, Error> {
        let dimensions = ask.dimensions.iter().map(|id| answers.dimension_at(id));
        let dimensions = dimensions.collect::<Result<Vec<usize>, _>>()?;
        let measures = Measures::new(answers, ask)?;
        let mut kin: BTreeMap<_, Kin> = BTreeMap::new();
        for person in 0..answers.people() {
            let editions = stands(person);
            if editions.is_empty() {
                continue;
            }
            let levels = levels(answers, &dimensions, person);
            let stand = |&edition: &u32| Stand {
                population: population.to_owned(),
                edition,
            };
            let of = kin
                .entry((levels.clone(), editions.clone()))
                .or_insert_with(|| Kin {
                    place: place.to_owned(),
                    levels,
                    stands: editions.iter().map(stand).collect(),
                    people: 0,
                    answers: BTreeMap::new(),
                });
            of.people += 1;
            measures.add(person, population, &mut of.answers);
        }
        Ok(Self {
            protection,
            places: BTreeMap::new(),
            kin: kin.into_values().collect(),
            marks: measures.marks(),
            links: BTreeMap::new(),
        })
    }
}

fn levels(answers: &Answers, dimensions: &[usize], person: usize) -> BTreeMap<String, BTreeSet<String>> {
    let of = |at: &usize| {
        let dimension = &answers.dimensions()[*at];
        let named = |level: usize| match &dimension.membership {
            Membership::Single(of) => of[person] != UNSTATED && usize::from(of[person]) == level,
            Membership::Multiple(bits) => bits[person] >> level & 1 == 1,
        };
        let levels = dimension.levels.iter().enumerate();
        let own = levels
            .filter(|(at, _)| named(*at))
            .map(|(_, level)| level.clone());
        (dimension.id.clone(), own.collect())
    };
    dimensions.iter().map(of).collect()
}

/// The items and scales of an ask.
struct Measures<'a> {
    answers: &'a Answers,
    ask: &'a Ask,
    items: Vec<usize>,
    /// Of each scale: its items, and whether each is reversed.
    scales: Vec<Vec<(usize, bool)>>,
}

impl<'a> Measures<'a> {
    fn new(answers: &'a Answers, ask: &'a Ask) -> Result<Self, Error> {
        let items = ask.items.iter().map(|item| answers.item_at(&item.item));
        let items = items.collect::<Result<Vec<usize>, _>>()?;
        let of_item = |id: &String| {
            let at = ask.items.iter().position(|item| item.item == *id);
            at.map(|at| (items[at], ask.items[at].reversed))
        };
        let mut scales = Vec::new();
        for scale in &ask.scales {
            let missing = |id: &&String| of_item(id).is_none();
            if let Some(item) = scale.items.iter().find(missing) {
                return Err(Error::ScaleItem {
                    scale: scale.scale.clone(),
                    item: item.clone(),
                });
            }
            scales.push(scale.items.iter().filter_map(of_item).collect());
        }
        Ok(Self {
            answers,
            ask,
            items,
            scales,
        })
    }

    fn marks(&self) -> BTreeMap<String, Marks> {
        let items = self.ask.items.iter().map(|item| {
            let favourable = item.favourable.clone();
            let marks = Marks {
                favourable,
                alike_is_harmless: false,
            };
            (item.item.clone(), marks)
        });
        let scales = self.ask.scales.iter().map(|scale| {
            let marks = Marks {
                favourable: vec![true, false],
                alike_is_harmless: true,
            };
            (of_scale(&scale.scale), marks)
        });
        items.chain(scales).collect()
    }

    fn add(&self, person: usize, population: &str, to: &mut BTreeMap<(String, String), TrueLine>) {
        for (&at, asked) in self.items.iter().zip(&self.ask.items) {
            let item = &self.answers.items()[at];
            let line = to.entry((population.to_owned(), asked.item.clone())).or_default();
            line.counts.resize(item.options.len(), 0);
            match Coded::from_code(item.codes[person]) {
                Some(Coded::Option(option)) => line.counts[usize::from(option)] += 1,
                // Asked are all but those to whom it does not apply.
                Some(Coded::Missing(Missing::NotApplicable)) | None => {}
                Some(Coded::Missing(_)) => line.unanswered += 1,
            }
        }
        for (columns, scale) in self.scales.iter().zip(&self.ask.scales) {
            let (mut answered, mut sum) = (0_u32, 0_u64);
            for &(at, reversed) in columns {
                let item = &self.answers.items()[at];
                if let Some(Coded::Option(option)) = Coded::from_code(item.codes[person]) {
                    let (options, option) = (item.options.len() as u64, u64::from(option));
                    answered += 1;
                    sum += if reversed { options - option } else { option + 1 };
                }
            }
            let key = (population.to_owned(), of_scale(&scale.scale));
            let line = to.entry(key).or_default();
            line.counts.resize(2, 0);
            if answered >= scale.least_answered.max(1) {
                let above = sum * 100 >= u64::from(scale.cut.hundredths()) * u64::from(answered);
                line.counts[usize::from(!above)] += 1;
            }
        }
    }
}

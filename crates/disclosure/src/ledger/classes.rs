//! Classes: people whom no group ever named tells apart. Sets of people become sets of classes.

use std::collections::BTreeMap;

use super::refused::Refused;
use super::truth::{Marks, TrueLine, Truth};

/// The most classes of people.
pub const CLASSES_MOST: usize = 5_000;
/// The most different sets of people that entries name.
pub const SETS_MOST: usize = 2_000;

/// A set of classes, or of kin: one bit each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Set(Vec<u64>);

impl Set {
    pub(super) fn of(size: usize, inside: impl Fn(usize) -> bool) -> Self {
        let mut bits = vec![0; size.div_ceil(64)];
        for at in (0..size).filter(|&at| inside(at)) {
            bits[at / 64] |= 1 << (at % 64);
        }
        Self(bits)
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|&bits| bits == 0)
    }

    pub(super) fn is_inside(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| own & !other == 0)
    }

    pub(super) fn without(&self, other: &Self) -> Self {
        Self(
            self.0
                .iter()
                .zip(&other.0)
                .map(|(own, other)| own & !other)
                .collect(),
        )
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let words = self.0.iter().enumerate();
        words.flat_map(|(word, &bits)| {
            (0..64)
                .filter(move |at| bits >> at & 1 == 1)
                .map(move |at| word * 64 + at)
        })
    }
}

/// Id of a population and of a measure of it.
pub(super) type MeasureId = (String, String);

/// What is so of each class.
#[derive(Debug, Clone)]
pub(super) struct Classes {
    pub people: Vec<u32>,
    pub answers: BTreeMap<MeasureId, Vec<TrueLine>>,
}

impl Classes {
    /// Sorts kin into classes by the sets they belong to, and gives each set as one of classes.
    pub(super) fn new(truth: &Truth, of_kin: &[Set]) -> Result<(Self, Vec<Set>), Refused> {
        let limit = |what, found, most| {
            if found <= most {
                return Ok(());
            }
            Err(Refused::TooLarge { what, found, most })
        };
        limit("sets of people", of_kin.len(), SETS_MOST)?;
        let mut class_of: BTreeMap<Set, Vec<usize>> = BTreeMap::new();
        for (at, kin) in truth.kin.iter().enumerate() {
            let signature = Set::of(of_kin.len(), |set| of_kin[set].has(at));
            // Whom no entry is about, nothing is told of.
            if !signature.is_empty() && kin.people > 0 {
                class_of.entry(signature).or_default().push(at);
            }
        }
        limit("classes of people", class_of.len(), CLASSES_MOST)?;
        let members: Vec<(Set, Vec<usize>)> = class_of.into_iter().collect();
        let mut classes = Self {
            people: vec![0; members.len()],
            answers: BTreeMap::new(),
        };
        for (class, (_, kin)) in members.iter().enumerate() {
            for kin in kin.iter().map(|&at| &truth.kin[at]) {
                classes.people[class] += kin.people;
                for (measure, line) in &kin.answers {
                    let lines = classes.answers.entry(measure.clone());
                    let lines = lines.or_insert_with(|| vec![TrueLine::default(); members.len()]);
                    add(&mut lines[class], line);
                }
            }
        }
        let sets = (0..of_kin.len()).map(|set| Set::of(members.len(), |class| members[class].0.has(set)));
        Ok((classes, sets.collect()))
    }

    pub(super) fn people_of(&self, set: &Set) -> u32 {
        set.iter().map(|class| self.people[class]).sum()
    }

    pub(super) fn line_of(&self, measure: &MeasureId, set: &Set) -> TrueLine {
        let mut sum = TrueLine::default();
        if let Some(lines) = self.answers.get(measure) {
            let options = lines.iter().map(|line| line.counts.len()).max();
            sum.counts.resize(options.unwrap_or(0), 0);
            set.iter().for_each(|class| add(&mut sum, &lines[class]));
        }
        sum
    }
}

fn add(to: &mut TrueLine, line: &TrueLine) {
    to.unanswered += line.unanswered;
    if to.counts.len() < line.counts.len() {
        to.counts.resize(line.counts.len(), 0);
    }
    to.counts
        .iter_mut()
        .zip(&line.counts)
        .for_each(|(to, count)| *to += count);
}

impl TrueLine {
    pub(super) fn answered(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Whether all who answered chose one option.
    pub(super) fn same(&self, marks: &Marks) -> bool {
        !marks.alike_is_harmless && self.counts.iter().filter(|&&count| count > 0).count() <= 1
    }

    /// Whether nobody chose a favourable option, where there are some.
    pub(super) fn none_favourable(&self, marks: &Marks) -> bool {
        let favourable = || {
            self.counts
                .iter()
                .zip(&marks.favourable)
                .filter(|(_, marked)| **marked)
        };
        marks.favourable.contains(&true) && favourable().all(|(&count, _)| count == 0)
    }
}

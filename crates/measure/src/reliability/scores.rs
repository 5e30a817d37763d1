//! People by how many items they answered and what their values add up to: what totals, rest scores and matching need.

use super::groups::Groups;
use super::joint::ENTRIES_MOST;
use super::scale::{ScaleAnswers, expect_at_most};
use crate::Error;

/// People who answered equally many items with values that add up to the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stratum {
    /// How many of the items they answered.
    pub answered: u32,
    /// What their values add up to.
    pub sum: u32,
}

impl Stratum {
    /// The mean of the values, for people who answered something.
    pub fn mean(self) -> f64 {
        f64::from(self.sum) / f64::from(self.answered)
    }
}

/// Everybody's stratum over some items of a scale. Only strata with people are kept, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scores {
    strata: Vec<Stratum>,
    of_person: Vec<u32>,
}

impl Scores {
    /// Adds up the items at the positions given.
    ///
    /// # Errors
    /// [`Error::ItemUnknown`] for a position without an item.
    pub fn new(scale: &ScaleAnswers, items: &[usize]) -> Result<Self, Error> {
        let mut answered = vec![0_u16; scale.people()];
        let mut sums = vec![0_u32; scale.people()];
        for &item in items {
            if item >= scale.items() {
                return Err(Error::ItemUnknown {
                    item,
                    items: scale.items(),
                });
            }
            let column = scale.values(item);
            for ((answered, sum), &value) in answered.iter_mut().zip(&mut sums).zip(column) {
                *answered += u16::from(value != 0);
                *sum += u32::from(value);
            }
        }
        let highest = items
            .iter()
            .map(|&item| u32::from(scale.options()[item]))
            .sum::<u32>()
            + 1;
        let place = |answered: u16, sum: u32| (u32::from(answered) * highest + sum) as usize;
        let mut position = vec![0_u32; (items.len() + 1) * highest as usize];
        for (&answered, &sum) in answered.iter().zip(&sums) {
            position[place(answered, sum)] = 1;
        }
        let mut strata = Vec::new();
        for (at, seen) in position.iter_mut().enumerate() {
            if *seen == 1 {
                let at = u32::try_from(at).expect("items times values stay far below 2^32");
                *seen = u32::try_from(strata.len()).expect("no more strata than places");
                strata.push(Stratum {
                    answered: at / highest,
                    sum: at % highest,
                });
            }
        }
        let of_person = answered
            .iter()
            .zip(&sums)
            .map(|(&answered, &sum)| position[place(answered, sum)])
            .collect();
        Ok(Self { strata, of_person })
    }

    /// The strata that have people, by answers and then by sum.
    pub fn strata(&self) -> &[Stratum] {
        &self.strata
    }

    /// People by stratum, group and value of an item: `[(stratum * groups + group) * (options + 1) + value]`, value 0
    /// being a missing answer. People of no group are left out; without groups everybody is of one.
    pub(crate) fn table(
        &self,
        scale: &ScaleAnswers,
        item: usize,
        groups: Option<&Groups>,
    ) -> Result<ScoreTable, Error> {
        let levels = groups.map_or(1, Groups::levels);
        let width = usize::from(scale.options()[item]) + 1;
        // One level more takes the people of no group, and is cut off afterwards.
        let rows = levels + usize::from(groups.is_some());
        let entries = self.strata.len() as u64 * rows as u64 * width as u64;
        expect_at_most(
            "the table of people by score, group and value",
            entries,
            ENTRIES_MOST,
        )?;
        let mut counts = vec![0_u32; self.strata.len() * rows * width];
        let people = self.of_person.iter().zip(scale.values(item));
        match groups {
            None => people.for_each(|(&stratum, &value)| {
                counts[stratum as usize * width + usize::from(value)] += 1;
            }),
            Some(groups) => people
                .zip(groups.column())
                .for_each(|((&stratum, &value), &group)| {
                    counts[(stratum as usize * rows + usize::from(group)) * width + usize::from(value)] += 1;
                }),
        }
        Ok(ScoreTable { counts, rows, width })
    }
}

/// See [`Scores::table`].
#[derive(Debug, Clone)]
pub(crate) struct ScoreTable {
    counts: Vec<u32>,
    rows: usize,
    width: usize,
}

impl ScoreTable {
    /// People of a stratum and group by value, entry 0 being missing.
    pub(crate) fn row(&self, stratum: usize, group: usize) -> &[u32] {
        &self.counts[(stratum * self.rows + group) * self.width..][..self.width]
    }
}

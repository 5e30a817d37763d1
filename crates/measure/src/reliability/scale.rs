//! The answers to the items of one scale, column by column, as the numbers that are added up: 1 to the number of
//! options, a reversed item's from the number of options down to 1, and nothing where there is no answer.

use tally::{Answers, Coded};

use crate::Error;

/// The most entries all tables of pairs of a scale's values may have together: 64 MiB of counts.
const PAIRS_MOST: u64 = 1 << 24;

/// One item of a scale with everybody's coded answers.
#[derive(Debug, Clone, Copy)]
pub struct ItemColumn<'a> {
    /// One code per person: 0 to `options` − 1 for an option, 250 to 253 for a missing answer (see [`tally::Missing`]).
    pub codes: &'a [u8],
    /// How many options there are, 2 to 250.
    pub options: u8,
    /// Whether the first option counts highest.
    pub reversed: bool,
}

/// Everybody's values on the items of one scale. Value 0 is a missing answer; all columns are equally long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleAnswers {
    values: Vec<Vec<u8>>,
    options: Vec<u8>,
    people: usize,
}

impl ScaleAnswers {
    /// Checks the columns and turns codes into values.
    ///
    /// # Errors
    /// [`Error::ItemsTooFew`] without an item, [`Error::ColumnLength`] when columns differ in length,
    /// [`Error::OptionsTooFew`] below 2 options, [`Error::UnknownCode`] for a code that is neither option nor missing,
    /// [`Error::TooLarge`] when the tables of pairs would have more than 2²⁴ entries (2,000 items of 2 options, 500 of 6,
    /// 20 of 250).
    pub fn new(items: &[ItemColumn<'_>]) -> Result<Self, Error> {
        let Some(first) = items.first() else {
            return Err(Error::ItemsTooFew { found: 0, least: 1 });
        };
        let people = first.codes.len();
        let widths = || items.iter().map(|column| u64::from(column.options) + 1);
        // Σ_{i<j} wᵢwⱼ = ((Σw)² − Σw²) / 2.
        let pairs = (widths().sum::<u64>().pow(2) - widths().map(|width| width * width).sum::<u64>()) / 2;
        expect_at_most("the tables of pairs of values", pairs, PAIRS_MOST)?;
        let values = items
            .iter()
            .enumerate()
            .map(|(item, column)| column_values(item, column, people))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            values,
            options: items.iter().map(|column| column.options).collect(),
            people,
        })
    }

    /// The columns of a wave's answers at the given positions, each with whether it is reversed.
    ///
    /// # Errors
    /// Those of [`ScaleAnswers::new`], and [`Error::ItemUnknown`] for a position without an item.
    pub fn of_wave(answers: &Answers, items: &[(usize, bool)]) -> Result<Self, Error> {
        let all = answers.items();
        let column = |&(at, reversed): &(usize, bool)| {
            let item = all.get(at).ok_or(Error::ItemUnknown {
                item: at,
                items: all.len(),
            })?;
            let options = u8::try_from(item.options.len()).expect("a wave's item has at most 250 options");
            Ok(ItemColumn {
                codes: &item.codes,
                options,
                reversed,
            })
        };
        Self::new(&items.iter().map(column).collect::<Result<Vec<_>, Error>>()?)
    }

    /// How many people there are, whether or not they answered.
    pub fn people(&self) -> usize {
        self.people
    }

    /// How many items there are, at least 1.
    pub fn items(&self) -> usize {
        self.values.len()
    }

    /// How many options each item has.
    pub fn options(&self) -> &[u8] {
        &self.options
    }

    /// Everybody's value on an item, 0 where there is no answer.
    pub fn values(&self, item: usize) -> &[u8] {
        &self.values[item]
    }

    /// Only the people who answered every item (listwise deletion).
    #[must_use]
    pub fn complete(&self) -> Self {
        let mut whole = vec![true; self.people];
        for column in &self.values {
            for (whole, &value) in whole.iter_mut().zip(column) {
                *whole &= value != 0;
            }
        }
        self.kept(&whole)
    }

    /// Everybody in their place, but with the answers only of people who answered every item: counts and moments are those
    /// of [`ScaleAnswers::complete`], and nobody is moved.
    pub(super) fn masked(&self) -> Self {
        let mut whole = vec![u8::MAX; self.people];
        for column in &self.values {
            for (whole, &value) in whole.iter_mut().zip(column) {
                *whole &= u8::from(value != 0).wrapping_neg();
            }
        }
        let mask = |column: &Vec<u8>| {
            column
                .iter()
                .zip(&whole)
                .map(|(value, whole)| value & whole)
                .collect()
        };
        Self {
            values: self.values.iter().map(mask).collect(),
            options: self.options.clone(),
            people: self.people,
        }
    }

    /// Only the people for whom `kept` is true.
    ///
    /// # Errors
    /// [`Error::ColumnLength`] unless there is one entry per person.
    pub fn of_people(&self, kept: &[bool]) -> Result<Self, Error> {
        if kept.len() != self.people {
            return Err(Error::ColumnLength {
                column: "people kept",
                at: 0,
                found: kept.len(),
                people: self.people,
            });
        }
        Ok(self.kept(kept))
    }

    fn kept(&self, kept: &[bool]) -> Self {
        let people = kept.iter().filter(|kept| **kept).count();
        let keep = |column: &Vec<u8>| {
            let mut values = Vec::with_capacity(people);
            values.extend(
                column
                    .iter()
                    .zip(kept)
                    .filter(|(_, kept)| **kept)
                    .map(|(value, _)| *value),
            );
            values
        };
        Self {
            values: self.values.iter().map(keep).collect(),
            options: self.options.clone(),
            people,
        }
    }
}

/// Refuses a table with more entries than `most`.
pub(super) fn expect_at_most(what: &'static str, found: u64, most: u64) -> Result<(), Error> {
    if found <= most {
        return Ok(());
    }
    Err(Error::TooLarge { what, found, most })
}

/// Stands for a code that means nothing; no value is so high.
const UNKNOWN: u8 = u8::MAX;

fn column_values(item: usize, column: &ItemColumn<'_>, people: usize) -> Result<Vec<u8>, Error> {
    if column.codes.len() != people {
        return Err(Error::ColumnLength {
            column: "item",
            at: item,
            found: column.codes.len(),
            people,
        });
    }
    let options = column.options;
    if !(2..=250).contains(&options) {
        return Err(Error::OptionsTooFew { item, found: options });
    }
    let mut value_of = [UNKNOWN; 256];
    for code in 0..=u8::MAX {
        value_of[usize::from(code)] = match Coded::from_code(code) {
            Some(Coded::Option(option)) if option < options && column.reversed => options - option,
            Some(Coded::Option(option)) if option < options => option + 1,
            Some(Coded::Missing(_)) => 0,
            _ => UNKNOWN,
        };
    }
    let values: Vec<u8> = column
        .codes
        .iter()
        .map(|&code| value_of[usize::from(code)])
        .collect();
    if let Some(person) = values.iter().position(|&value| value == UNKNOWN) {
        return Err(Error::UnknownCode {
            item,
            person,
            code: column.codes[person],
            last: options - 1,
        });
    }
    Ok(values)
}

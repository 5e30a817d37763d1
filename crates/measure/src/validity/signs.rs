//! From numbers to soft signs, and figures with and without those who show them.

use super::distance::Distance;
use crate::Error;
use crate::design::check_rows;

/// A sign that answers may not have been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    /// The same answer many times in a row.
    LongString,
    /// Answers that hardly vary.
    LowVariability,
    /// Halves of scales that do not go together.
    EvenOdd,
    /// An unusual combination of answers.
    Distance,
    /// Like questions answered unlike.
    Synonyms,
    /// Too fast to have read.
    Speed,
}

impl Sign {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::LongString,
        Self::LowVariability,
        Self::EvenOdd,
        Self::Distance,
        Self::Synonyms,
        Self::Speed,
    ];

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The signs one person shows. They excuse nobody from being counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Signs(u8);

impl Signs {
    /// Whether a sign is among them.
    pub const fn contains(self, sign: Sign) -> bool {
        self.0 & sign.bit() != 0
    }

    /// How many there are.
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    fn add(&mut self, sign: Sign, shown: bool) {
        if shown {
            self.0 |= sign.bit();
        }
    }
}

/// From where on a number is a sign; set before looking. Each limit belongs to a column of numbers, one per person;
/// people without a number do not show the sign.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limits<'a> {
    /// Runs of at least so many like answers.
    pub long_string: Option<(&'a [u32], u32)>,
    /// Standard deviation at or below.
    pub variability: Option<(&'a [Option<f64>], f64)>,
    /// Even–odd consistency below.
    pub even_odd: Option<(&'a [Option<f64>], f64)>,
    /// Probability of the distance below, such as 0.001.
    pub distance: Option<(&'a [Option<Distance>], f64)>,
    /// Correlation over synonyms below.
    pub synonyms: Option<(&'a [Option<f64>], f64)>,
    /// Seconds per item below, usually 2.
    pub seconds: Option<(&'a [Option<f64>], f64)>,
}

impl Limits<'_> {
    /// The signs each of `people` shows.
    ///
    /// # Errors
    /// [`Error::Rows`] for a column of another length.
    pub fn signs(&self, people: usize) -> Result<Vec<Signs>, Error> {
        let mut signs = vec![Signs::default(); people];
        if let Some((runs, least)) = self.long_string {
            mark(&mut signs, Sign::LongString, runs, |run| *run >= least)?;
        }
        if let Some((found, most)) = self.variability {
            let shown = |value: &Option<f64>| value.is_some_and(|value| value <= most);
            mark(&mut signs, Sign::LowVariability, found, shown)?;
        }
        if let Some((found, below)) = self.distance {
            let shown = |value: &Option<Distance>| value.is_some_and(|value| value.p < below);
            mark(&mut signs, Sign::Distance, found, shown)?;
        }
        let lows = [
            (Sign::EvenOdd, self.even_odd),
            (Sign::Synonyms, self.synonyms),
            (Sign::Speed, self.seconds),
        ];
        for (sign, limit) in lows {
            if let Some((found, below)) = limit {
                mark(&mut signs, sign, found, |value| {
                    value.is_some_and(|value| value < below)
                })?;
            }
        }
        Ok(signs)
    }
}

fn mark<T>(signs: &mut [Signs], sign: Sign, found: &[T], shown: impl Fn(&T) -> bool) -> Result<(), Error> {
    check_rows("numbers of a sign", found.len(), signs.len())?;
    for (signs, value) in signs.iter_mut().zip(found) {
        signs.add(sign, shown(value));
    }
    Ok(())
}

/// A statistic of everybody and of those without signs. Both are to be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WithAndWithout<T> {
    /// Of everybody: the figure.
    pub with: T,
    /// Of people with fewer signs than asked: what it would be.
    pub without: T,
    /// People left out of the second.
    pub left_out: u64,
    /// People of the first.
    pub people: u64,
}

impl WithAndWithout<f64> {
    /// How far the statistic moves when people with signs are left out.
    pub fn change(&self) -> f64 {
        self.without - self.with
    }
}

/// Computes a statistic of everybody and again without people who show at least `least` signs. The statistic takes, per
/// person, whether they count.
///
/// # Errors
/// [`Error::Empty`] without people or when everybody would be left out, [`Error::TooFew`] for 0 signs, and those of the
/// statistic.
pub fn with_and_without<T>(
    signs: &[Signs],
    least: u32,
    statistic: impl Fn(&[bool]) -> Result<T, Error>,
) -> Result<WithAndWithout<T>, Error> {
    if least == 0 {
        return Err(Error::TooFew {
            what: "signs",
            found: 0,
            least: 1,
        });
    }
    let keeps: Vec<bool> = signs.iter().map(|signs| signs.count() < least).collect();
    let left_out = keeps.iter().filter(|keep| !**keep).count();
    if left_out == signs.len() {
        return Err(Error::Empty);
    }
    Ok(WithAndWithout {
        with: statistic(&vec![true; signs.len()])?,
        without: statistic(&keeps)?,
        left_out: left_out as u64,
        people: signs.len() as u64,
    })
}

/// For each group from 0 on, (people who show the sign, people): compare before using it.
///
/// # Errors
/// [`Error::Rows`] unless there is a group per person, [`Error::Category`] for a group not below `groups`.
pub fn signs_by_group(
    signs: &[Signs],
    sign: Sign,
    group_of: &[u32],
    groups: u32,
) -> Result<Vec<(u64, u64)>, Error> {
    check_rows("groups", group_of.len(), signs.len())?;
    let mut counts = vec![(0, 0); groups as usize];
    for (row, (signs, &group)) in signs.iter().zip(group_of).enumerate() {
        let Some((shown, people)) = counts.get_mut(group as usize) else {
            return Err(Error::Category {
                what: "group",
                row,
                found: group.into(),
                limit: groups.into(),
            });
        };
        *people += 1;
        *shown += u64::from(signs.contains(sign));
    }
    Ok(counts)
}

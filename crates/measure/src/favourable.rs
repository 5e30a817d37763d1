//! The three rules by which a scale's answers become one favourable share. They differ by up to 20 points on the same
//! answers, so the rule is printed with the figure.

use serde::{Deserialize, Serialize};
use tally::ScoreCounts;

use crate::interval::share;
use crate::{Error, interval::real};

/// Which of the three shares a scale reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Favourable answers of all answers to the scale's items.
    ShareOfAnswers,
    /// The plain mean of the items' favourable shares.
    MeanOfItemShares,
    /// People whose own mean is at or above the cut, of those who answered enough items.
    ShareOfPeople,
}

/// The mean from which on a person counts as favourable, in hundredths so that the comparison is exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Cut(u32);

impl Cut {
    /// A cut in hundredths of a value: 300 is 3.00.
    ///
    /// # Errors
    /// [`Error::Cut`] outside 100 to 25,000, since values run from 1 to 250.
    pub fn from_hundredths(hundredths: u32) -> Result<Self, Error> {
        if (100..=25_000).contains(&hundredths) {
            Ok(Self(hundredths))
        } else {
            Err(Error::Cut { hundredths })
        }
    }

    /// The cut in hundredths.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Cut {
    type Error = Error;

    fn try_from(hundredths: u32) -> Result<Self, Error> {
        Self::from_hundredths(hundredths)
    }
}

impl From<Cut> for u32 {
    fn from(cut: Cut) -> Self {
        cut.0
    }
}

/// Favourable and all answers over the items of a scale, from (favourable, answered) per item.
///
/// # Errors
/// [`Error::Part`] when an item has more favourable than answered.
pub fn share_of_answers(items: &[(u32, u32)]) -> Result<(u64, u64), Error> {
    let (mut part, mut of) = (0, 0);
    for &(favourable, answered) in items {
        if favourable > answered {
            return Err(Error::Part {
                part: favourable.into(),
                of: answered.into(),
            });
        }
        part += u64::from(favourable);
        of += u64::from(answered);
    }
    Ok((part, of))
}

/// The plain mean of favourable / answered over the items of a scale, each item counting alike.
///
/// # Errors
/// [`Error::Empty`] when there is no item or nobody answered one of them, [`Error::Part`] as in [`share_of_answers`].
pub fn mean_of_item_shares(items: &[(u32, u32)]) -> Result<f64, Error> {
    if items.is_empty() {
        return Err(Error::Empty);
    }
    let mut sum = 0.0;
    for &(favourable, answered) in items {
        sum += share(favourable.into(), answered.into())?;
    }
    Ok(sum / real(items.len() as u64))
}

/// People whose own mean over the items they answered is at or above `cut`, and people who answered at least
/// `least_answered` items: (part, of). Compared as 100 · sum ≥ cut · answered, in integers.
///
/// # Errors
/// [`Error::LeastAnswered`] unless it is 1 to the number of items.
pub fn share_of_people(scores: &ScoreCounts, cut: Cut, least_answered: u32) -> Result<(u32, u32), Error> {
    let items = scores.people.len().saturating_sub(1);
    let least = least_answered as usize;
    if least == 0 || least > items {
        return Err(Error::LeastAnswered {
            found: least_answered,
            items,
        });
    }
    let (mut part, mut of) = (0, 0);
    for (answered, sums) in scores.people.iter().enumerate().skip(least) {
        for (sum, &people) in sums.iter().enumerate() {
            of += people;
            if 100 * sum >= cut.0 as usize * answered {
                part += people;
            }
        }
    }
    Ok((part, of))
}

//! Coded answers of people to items, and the signs that need one person's answers only.

use tally::OPTIONS_MAX;

use crate::Error;
use crate::design::check_rows;
use crate::interval::real;

/// Answers, one column per item in the order people saw them, one code per person: 0 to 249, and missing from 250 on
/// as in [`tally::Coded`].
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    items: Vec<&'a [u8]>,
    people: usize,
}

impl<'a> Sheet<'a> {
    /// Takes columns of equal length.
    ///
    /// # Errors
    /// [`Error::Empty`] without items or people, [`Error::Rows`] for columns of different lengths.
    pub fn new(items: Vec<&'a [u8]>) -> Result<Self, Error> {
        let people = items.first().map_or(0, |item| item.len());
        if people == 0 {
            return Err(Error::Empty);
        }
        for item in &items {
            check_rows("item", item.len(), people)?;
        }
        Ok(Self { items, people })
    }

    /// How many people there are.
    pub const fn people(&self) -> usize {
        self.people
    }

    /// The columns.
    pub fn items(&self) -> &[&'a [u8]] {
        &self.items
    }

    /// One person's answer to one item.
    pub(super) fn answer(&self, item: usize, person: usize) -> Option<f64> {
        let code = self.items[item][person];
        is_answer(code).then(|| f64::from(code))
    }

    /// For each person, the longest run of one and the same answer to items that follow each other; a missing answer
    /// ends a run. 0 for somebody without answers (Johnson 2005, Journal of Research in Personality 39:103–129).
    pub fn long_strings(&self) -> Vec<u32> {
        let mut longest = vec![0_u32; self.people];
        let mut running = vec![0_u32; self.people];
        let mut before: Option<&[u8]> = None;
        for item in &self.items {
            for person in 0..self.people {
                let code = item[person];
                let same = before.is_some_and(|before| before[person] == code);
                let run = match (is_answer(code), same) {
                    (false, _) => 0,
                    (true, true) => running[person] + 1,
                    (true, false) => 1,
                };
                running[person] = run;
                longest[person] = longest[person].max(run);
            }
            before = Some(item);
        }
        longest
    }

    /// For each person, the standard deviation of their answers, with denominator answers − 1; none for fewer than two
    /// answers (intra-individual response variability: Dunn, Heggestad, Shanock and Theilgard 2018, Journal of Business
    /// and Psychology 33:105–121).
    pub fn variability(&self) -> Vec<Option<f64>> {
        let mut sums = vec![(0_u64, 0_u64, 0_u64); self.people];
        for item in &self.items {
            for (sum, &code) in sums.iter_mut().zip(*item) {
                if is_answer(code) {
                    let value = u64::from(code);
                    *sum = (sum.0 + 1, sum.1 + value, sum.2 + value * value);
                }
            }
        }
        let deviation = |(count, sum, squares): (u64, u64, u64)| {
            (count > 1).then(|| (real(count * squares - sum * sum) / real(count * (count - 1))).sqrt())
        };
        sums.into_iter().map(deviation).collect()
    }

    /// For each person, how many items they answered.
    pub fn answered(&self) -> Vec<u32> {
        let mut answered = vec![0_u32; self.people];
        for item in &self.items {
            for (count, &code) in answered.iter_mut().zip(*item) {
                *count += u32::from(is_answer(code));
            }
        }
        answered
    }

    /// For each person, the seconds they took over the items they answered, from the seconds they took in all; none for
    /// somebody without answers. Below two, nobody can have read the item (Huang, Curran, Keeney, Poposki and others 2012,
    /// Journal of Business and Psychology 27:99–114).
    ///
    /// # Errors
    /// [`Error::Rows`] unless there is one number per person, [`Error::Value`] for one that is negative or not finite.
    pub fn seconds_per_item(&self, seconds: &[f64]) -> Result<Vec<Option<f64>>, Error> {
        check_rows("seconds", seconds.len(), self.people)?;
        if let Some(row) = seconds
            .iter()
            .position(|value| !(*value >= 0.0 && value.is_finite()))
        {
            return Err(Error::Value {
                what: "seconds",
                row,
                value: seconds[row],
            });
        }
        let per_item =
            |(seconds, answered): (&f64, u32)| (answered > 0).then(|| seconds / f64::from(answered));
        Ok(seconds.iter().zip(self.answered()).map(per_item).collect())
    }
}

/// Whether a code is an answer rather than a kind of missing.
pub(super) fn is_answer(code: u8) -> bool {
    usize::from(code) < OPTIONS_MAX
}

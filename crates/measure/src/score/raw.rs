//! Tables from the sum of a person's answers to estimates of θ.

use super::theta::{Estimate, Scoring};
use crate::response::Error;
use crate::response::Family;

/// One row of a raw-to-scale table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RawScore {
    /// The sum of the answers, each counted from 0.
    pub raw: usize,
    /// Expectation a posteriori, with the posterior standard deviation.
    pub expected_a_posteriori: Estimate,
    /// Maximum likelihood estimate; `None` for the lowest and the highest sum.
    pub maximum_likelihood: Option<Estimate>,
    /// Weighted likelihood estimate.
    pub weighted_likelihood: Estimate,
}

impl Scoring {
    /// Estimates for each sum of answers to the items of which `answered` is true. Right where the sum is sufficient: items of the
    /// partial credit family with one slope (Andersen 1977, Psychometrika 42:69–81). A pattern of missing answers has a table of its own.
    ///
    /// # Errors
    /// [`Error::Column`] unless there is one entry per item, [`Error::Empty`] when nothing is answered, [`Error::NotSufficient`] when the
    /// sum does not say all that the answers say.
    pub fn raw_to_scale(&self, answered: &[bool]) -> Result<Vec<RawScore>, Error> {
        let posterior = self.summed(answered)?;
        self.sufficient(answered)?;
        let table = posterior
            .into_iter()
            .enumerate()
            .map(|(raw, expected_a_posteriori)| {
                let answers = self.any_pattern(answered, raw);
                let weighted = self.weighted_likelihood(&answers)?;
                Ok(RawScore {
                    raw,
                    expected_a_posteriori,
                    maximum_likelihood: self.maximum_likelihood(&answers)?,
                    weighted_likelihood: weighted.ok_or(Error::Empty)?,
                })
            });
        table.collect()
    }

    /// The expectation a posteriori for each sum of answers, for any items: what is known of θ from the sum alone (Thissen,
    /// Pommerich, Billeaud and Williams 1995, Applied Psychological Measurement 19:39–49, with the recursion of Lord and Wingersky 1984).
    ///
    /// # Errors
    /// [`Error::Column`] unless there is one entry per item, [`Error::Empty`] when nothing is answered.
    pub fn summed(&self, answered: &[bool]) -> Result<Vec<Estimate>, Error> {
        if answered.len() != self.items.len() {
            return Err(Error::Column {
                column: "answered items",
                found: answered.len(),
                people: self.items.len(),
            });
        }
        if !answered.contains(&true) {
            return Err(Error::Empty);
        }
        let nodes = self.nodes();
        let mut likelihood = vec![vec![1.0; nodes]];
        for (table, _) in self
            .tables()
            .iter()
            .zip(answered)
            .filter(|(_, answered)| **answered)
        {
            let categories = table.len() / nodes;
            let mut next = vec![vec![0.0; nodes]; likelihood.len() + categories - 1];
            for (raw, before) in likelihood.iter().enumerate() {
                for (k, p) in table.chunks_exact(nodes).enumerate() {
                    for ((to, before), p) in next[raw + k].iter_mut().zip(before).zip(p) {
                        *to += before * p;
                    }
                }
            }
            likelihood = next;
        }
        Ok(likelihood
            .iter()
            .map(|row| self.mean_and_deviation(row))
            .collect())
    }

    fn sufficient(&self, answered: &[bool]) -> Result<(), Error> {
        let mut slope = None;
        for (item, (of, _)) in self
            .items
            .iter()
            .zip(answered)
            .enumerate()
            .filter(|(_, (_, answered))| **answered)
        {
            let first = *slope.get_or_insert(of.slope());
            let same = (of.slope() - first).abs() <= 1e-9 * first.abs();
            if !same || (of.family() == Family::Graded && of.categories() > 2) {
                return Err(Error::NotSufficient { item });
            }
        }
        Ok(())
    }

    /// Some answers with the sum `raw`: items filled up one after the other.
    fn any_pattern(&self, answered: &[bool], raw: usize) -> Vec<Option<u8>> {
        let mut left = raw;
        let fill = |(item, answered): (&crate::response::Item, &bool)| {
            if !*answered {
                return None;
            }
            let answer = left.min(item.categories() - 1);
            left -= answer;
            // Categories are at most 250.
            u8::try_from(answer).ok()
        };
        self.items.iter().zip(answered).map(fill).collect()
    }
}

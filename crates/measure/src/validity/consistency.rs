//! Whether a person gives like answers to like questions.

use super::pairs::SynonymPair;
use super::sheet::Sheet;
use crate::Error;
use crate::interval::real;

/// The fewest pairs of numbers from which a correlation within a person is taken.
const PAIRS_LEAST: usize = 3;

impl Sheet<'_> {
    /// For each person, even–odd consistency: the means of the odd and the even items of each scale, in order, are
    /// correlated over scales, and the correlation r is stepped up to 2r/(1 + r), not below −1 (Johnson 2005; Meade and Craig
    /// 2012). 1 is perfectly consistent. None where fewer than three scales have answers in both halves, or halves do not
    /// vary.
    ///
    /// # Errors
    /// [`Error::TooFew`] below three scales, or for a scale of a single item; [`Error::Category`] for an item that does
    /// not exist.
    pub fn even_odd(&self, scales: &[Vec<usize>]) -> Result<Vec<Option<f64>>, Error> {
        self.check_scales(scales)?;
        let mut halves = Vec::with_capacity(scales.len());
        let half = |scale: &[usize], from: usize, person: usize| {
            let answers = scale.iter().skip(from).step_by(2);
            mean(answers.filter_map(|&item| self.answer(item, person)))
        };
        let consistency = |person: usize| {
            halves.clear();
            halves.extend(
                scales
                    .iter()
                    .filter_map(|scale| half(scale, 0, person).zip(half(scale, 1, person))),
            );
            correlation(&halves).map(stepped_up)
        };
        Ok((0..self.people()).map(consistency).collect())
    }

    fn check_scales(&self, scales: &[Vec<usize>]) -> Result<(), Error> {
        let few = |what, found: usize, least| {
            Err(Error::TooFew {
                what,
                found: found as u64,
                least,
            })
        };
        if scales.len() < PAIRS_LEAST {
            return few("scales", scales.len(), PAIRS_LEAST as u64);
        }
        for scale in scales {
            if scale.len() < 2 {
                return few("items of a scale", scale.len(), 2);
            }
            if let Some((row, &item)) = scale
                .iter()
                .enumerate()
                .find(|(_, item)| **item >= self.items().len())
            {
                return Err(Error::Category {
                    what: "item of a scale",
                    row,
                    found: item as u64,
                    limit: self.items().len() as u64,
                });
            }
        }
        Ok(())
    }

    /// For each person, the correlation of their answers over pairs of psychometric synonyms (Meade and Craig 2012, from pairs
    /// that correlate at 0.60 or more): low where like questions got unlike answers. None where fewer than three pairs
    /// were answered, or answers do not vary.
    ///
    /// # Errors
    /// [`Error::Category`] for a pair with an item that does not exist.
    pub fn synonyms(&self, pairs: &[SynonymPair]) -> Result<Vec<Option<f64>>, Error> {
        let limit = self.items().len();
        for (row, pair) in pairs.iter().enumerate() {
            let largest = pair.first.max(pair.second);
            if largest >= limit {
                return Err(Error::Category {
                    what: "item of a pair",
                    row,
                    found: largest as u64,
                    limit: limit as u64,
                });
            }
        }
        let mut answers = Vec::with_capacity(pairs.len());
        let consistency = |person: usize| {
            answers.clear();
            answers.extend(pairs.iter().filter_map(|pair| {
                self.answer(pair.first, person)
                    .zip(self.answer(pair.second, person))
            }));
            correlation(&answers)
        };
        Ok((0..self.people()).map(consistency).collect())
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// Pearson's correlation of three pairs or more that vary.
fn correlation(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < PAIRS_LEAST {
        return None;
    }
    let count = real(pairs.len() as u64);
    let (first, second) = pairs
        .iter()
        .fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let (first, second) = (first / count, second / count);
    let (mut one, mut two, mut both) = (0.0, 0.0, 0.0);
    for &(x, y) in pairs {
        one += (x - first).powi(2);
        two += (y - second).powi(2);
        both += (x - first) * (y - second);
    }
    // Equal means of thirds differ in their last digit; that is no variation.
    (one > 1e-18 && two > 1e-18).then(|| (both / (one * two).sqrt()).clamp(-1.0, 1.0))
}

/// Spearman and Brown's formula for twice the length, which runs away below −⅓ and is cut at −1.
fn stepped_up(r: f64) -> f64 {
    if r <= -1.0 / 3.0 {
        -1.0
    } else {
        2.0 * r / (1.0 + r)
    }
}

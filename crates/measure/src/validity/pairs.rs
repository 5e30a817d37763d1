//! Covariances and correlations of items over the people who answered both, from exact sums of whole numbers.

use super::sheet::{Sheet, is_answer};
use crate::Error;

/// Two items that nearly everybody answers alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SynonymPair {
    /// The earlier item.
    pub first: usize,
    /// The later item.
    pub second: usize,
    /// Their correlation.
    pub correlation: f64,
}

/// Sums over people who answered both of two items.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    count: u64,
    first: u64,
    second: u64,
    first_squares: u64,
    second_squares: u64,
    products: u64,
}

impl Sums {
    fn of(first: &[u8], second: &[u8]) -> Self {
        // So many products of codes below 250 fit 32 bits, which are added several at once.
        const PEOPLE: usize = 4_096;
        let mut sums = Self::default();
        for (first, second) in first.chunks(PEOPLE).zip(second.chunks(PEOPLE)) {
            let mut part = [0_u32; 6];
            for (&a, &b) in first.iter().zip(second) {
                let both = u16::from(is_answer(a) & is_answer(b));
                let (x, y) = (u16::from(a) * both, u16::from(b) * both);
                for (sum, value) in part.iter_mut().zip([both, x, y, x * x, y * y, x * y]) {
                    *sum += u32::from(value);
                }
            }
            let part = part.map(u64::from);
            sums.count += part[0];
            sums.first += part[1];
            sums.second += part[2];
            sums.first_squares += part[3];
            sums.second_squares += part[4];
            sums.products += part[5];
        }
        sums
    }

    fn scaled(count: u64, products: u64, first: u64, second: u64) -> f64 {
        difference(
            u128::from(count) * u128::from(products),
            u128::from(first) * u128::from(second),
        )
    }

    /// None for fewer than two people.
    fn covariance(&self) -> Option<f64> {
        let count = crate::interval::real(self.count);
        (self.count > 1).then(|| {
            Self::scaled(self.count, self.products, self.first, self.second) / (count * (count - 1.0))
        })
    }

    /// None where one of the two does not vary.
    fn correlation(&self) -> Option<f64> {
        let first = Self::scaled(self.count, self.first_squares, self.first, self.first);
        let second = Self::scaled(self.count, self.second_squares, self.second, self.second);
        let together = Self::scaled(self.count, self.products, self.first, self.second);
        (first > 0.0 && second > 0.0).then(|| together / (first.sqrt() * second.sqrt()))
    }
}

/// The difference of two whole numbers, exact before it is rounded once.
#[expect(
    clippy::cast_precision_loss,
    reason = "a difference is rounded once, relative to itself"
)]
fn difference(a: u128, b: u128) -> f64 {
    if a >= b { (a - b) as f64 } else { -((b - a) as f64) }
}

/// The covariance of each pair of items, by rows, over the people who answered both.
pub(super) fn covariances(sheet: &Sheet<'_>) -> Result<Vec<Vec<f64>>, Error> {
    let items = sheet.items();
    let mut matrix = vec![vec![0.0; items.len()]; items.len()];
    for i in 0..items.len() {
        for j in 0..=i {
            let sums = Sums::of(items[i], items[j]);
            let covariance = sums.covariance().ok_or(Error::TooFew {
                what: "people who answered both of two items",
                found: sums.count,
                least: 2,
            })?;
            matrix[i][j] = covariance;
            matrix[j][i] = covariance;
        }
    }
    Ok(matrix)
}

/// The mean of each item over those who answered it; none answered is refused by [`covariances`].
pub(super) fn means(sheet: &Sheet<'_>) -> Vec<f64> {
    let mean = |item: &&[u8]| {
        let sums = Sums::of(item, item);
        crate::interval::real(sums.first) / crate::interval::real(sums.count.max(1))
    };
    sheet.items().iter().map(mean).collect()
}

impl Sheet<'_> {
    /// Pairs of items that correlate at `least` or more over the people who answered both, in order.
    ///
    /// # Errors
    /// [`Error::Value`] unless `least` is above 0 and at most 1.
    pub fn synonym_pairs(&self, least: f64) -> Result<Vec<SynonymPair>, Error> {
        if !(least > 0.0 && least <= 1.0) {
            return Err(Error::Value {
                what: "least correlation of synonyms",
                row: 0,
                value: least,
            });
        }
        let mut pairs = Vec::new();
        for first in 0..self.items().len() {
            for second in first + 1..self.items().len() {
                let sums = Sums::of(self.items()[first], self.items()[second]);
                if let Some(correlation) = sums.correlation().filter(|found| *found >= least) {
                    pairs.push(SynonymPair {
                        first,
                        second,
                        correlation,
                    });
                }
            }
        }
        Ok(pairs)
    }
}

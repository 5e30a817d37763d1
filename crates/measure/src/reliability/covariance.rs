//! Covariances and correlations between the items of a scale, with missing answers left out person by person
//! (listwise) or pair by pair (pairwise). Sums are whole numbers, so each entry is rounded once.

use nalgebra::DMatrix;

use super::joint::JointCounts;
use super::scale::ScaleAnswers;
use crate::Error;

/// Means, covariances and correlations of the items of a scale, divisor *n* − 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariances {
    people: u32,
    answered: Vec<u32>,
    means: Vec<f64>,
    matrix: DMatrix<f64>,
    pairwise_correlations: DMatrix<f64>,
}

impl Covariances {
    /// From everybody: the variance of an item over all who answered it, a covariance over all who answered both
    /// (R `cov(use = "pairwise")`). The matrix may fail to be positive definite.
    ///
    /// # Errors
    /// [`Error::PeopleTooFew`] when fewer than 2 answered a pair of items, [`Error::NoVariance`] for an item to which
    /// all gave the same answer.
    pub fn pairwise(counts: &JointCounts) -> Result<Self, Error> {
        let items = counts.items();
        let own: Vec<Sums> = (0..items)
            .map(|item| Sums::of_item(counts.single(item)))
            .collect();
        let mut matrix = DMatrix::zeros(items, items);
        let mut correlations = DMatrix::identity(items, items);
        for i in 0..items {
            matrix[(i, i)] = own[i].variance(i)?;
            for j in i + 1..items {
                let sums = Sums::of_pair(&counts.table(i, j));
                let covariance = sums.covariance(i)?;
                matrix[(i, j)] = covariance;
                matrix[(j, i)] = covariance;
                let correlation =
                    covariance / (sums.first().variance(i)? * sums.second().variance(j)?).sqrt();
                correlations[(i, j)] = correlation;
                correlations[(j, i)] = correlation;
            }
        }
        Ok(Self {
            people: counts.people(),
            answered: own.iter().map(|sums| sums.n).collect(),
            means: own.iter().map(Sums::mean).collect(),
            matrix,
            pairwise_correlations: correlations,
        })
    }

    /// From the people who answered every item.
    ///
    /// # Errors
    /// Those of [`Covariances::pairwise`].
    pub fn listwise(scale: &ScaleAnswers) -> Result<Self, Error> {
        Self::pairwise(&JointCounts::new(&scale.masked()))
    }

    /// People with at least one answer; listwise, with all.
    pub fn people(&self) -> u32 {
        self.people
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.means.len()
    }

    /// People who answered each item.
    pub fn answered(&self) -> &[u32] {
        &self.answered
    }

    /// Mean value of each item.
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    /// The covariances, items × items.
    pub fn matrix(&self) -> &DMatrix<f64> {
        &self.matrix
    }

    /// The covariances divided by the items' own standard deviations (R `cov2cor`).
    pub fn correlations(&self) -> DMatrix<f64> {
        let deviation = |item: usize| self.matrix[(item, item)].sqrt();
        DMatrix::from_fn(self.items(), self.items(), |i, j| {
            if i == j {
                1.0
            } else {
                self.matrix[(i, j)] / (deviation(i) * deviation(j))
            }
        })
    }

    /// Each correlation with both standard deviations over the people who answered both items
    /// (R `cor(use = "pairwise")`); the same as [`Covariances::correlations`] when nothing is missing.
    pub fn pairwise_correlations(&self) -> &DMatrix<f64> {
        &self.pairwise_correlations
    }
}

/// Sums over the people who answered both of two items (or one item, twice).
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: u32,
    x: u64,
    y: u64,
    xx: u64,
    yy: u64,
    xy: u64,
}

impl Sums {
    fn of_item(single: &[u32]) -> Self {
        let mut sums = Self::default();
        for (value, &people) in single.iter().enumerate().skip(1) {
            sums.add(value as u64, value as u64, people);
        }
        sums
    }

    fn of_pair(table: &[Vec<u32>]) -> Self {
        let mut sums = Self::default();
        for (a, row) in table.iter().enumerate() {
            for (b, &people) in row.iter().enumerate() {
                sums.add(a as u64 + 1, b as u64 + 1, people);
            }
        }
        sums
    }

    fn add(&mut self, a: u64, b: u64, people: u32) {
        let weight = u64::from(people);
        self.n += people;
        self.x += a * weight;
        self.y += b * weight;
        self.xx += a * a * weight;
        self.yy += b * b * weight;
        self.xy += a * b * weight;
    }

    fn first(self) -> Self {
        Self {
            y: self.x,
            yy: self.xx,
            xy: self.xx,
            ..self
        }
    }

    fn second(self) -> Self {
        Self {
            x: self.y,
            xx: self.yy,
            xy: self.yy,
            ..self
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "sums of values stay below 2^53")]
    fn mean(&self) -> f64 {
        self.x as f64 / f64::from(self.n)
    }

    /// (n Σxy − Σx Σy) / n(n − 1), the numerator exact.
    fn covariance(self, item: usize) -> Result<f64, Error> {
        if self.n < 2 {
            return Err(Error::PeopleTooFew {
                what: "pairs of items",
                at: item,
                found: self.n as usize,
                least: 2,
            });
        }
        let numerator = i128::from(self.n) * i128::from(self.xy) - i128::from(self.x) * i128::from(self.y);
        #[expect(
            clippy::cast_precision_loss,
            reason = "one rounding, of an exact whole number"
        )]
        let numerator = numerator as f64;
        Ok(numerator / (f64::from(self.n) * f64::from(self.n - 1)))
    }

    fn variance(self, item: usize) -> Result<f64, Error> {
        let variance = self.covariance(item)?;
        if variance > 0.0 {
            return Ok(variance);
        }
        Err(Error::NoVariance { item })
    }
}

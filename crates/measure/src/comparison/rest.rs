//! A group against those of a larger group who are not in it.

use crate::design::{t_quantile, t_tail};
use crate::interval::real;
use crate::proportion::Confidence;
use crate::{Error, difference};

/// People, their mean, and the sum of squared distances from it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Moments {
    count: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// From values, one per person.
    ///
    /// # Errors
    /// [`Error::Value`] for a value that is not finite.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Result<Self, Error> {
        let mut moments = Self::default();
        for (row, value) in values.into_iter().enumerate() {
            if !value.is_finite() {
                return Err(Error::Value {
                    what: "score",
                    row,
                    value,
                });
            }
            moments.count += 1;
            let apart = value - moments.mean;
            moments.mean += apart / real(moments.count);
            moments.squares += apart * (value - moments.mean);
        }
        moments.finite()
    }

    /// From a count, mean and variance (with denominator count − 1).
    ///
    /// # Errors
    /// [`Error::Value`] unless both are finite and the variance is not negative.
    pub fn new(count: u64, mean: f64, variance: f64) -> Result<Self, Error> {
        for (row, value) in [mean, variance].into_iter().enumerate() {
            if !value.is_finite() || (row == 1 && value < 0.0) {
                return Err(Error::Value {
                    what: "mean or variance",
                    row,
                    value,
                });
            }
        }
        let squares = variance * real(count.saturating_sub(1));
        Self { count, mean, squares }.finite()
    }

    /// Refuses scores so large that their squares are not numbers.
    fn finite(self) -> Result<Self, Error> {
        if self.mean.is_finite() && self.squares.is_finite() {
            Ok(self)
        } else {
            Err(Error::Value {
                what: "spread of scores",
                row: 0,
                value: self.squares,
            })
        }
    }

    /// People.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Their mean; 0 for nobody.
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The sum of squared distances from the mean.
    pub const fn squares(&self) -> f64 {
        self.squares
    }

    /// Variance with denominator count − 1; none for fewer than two people.
    pub fn variance(&self) -> Option<f64> {
        (self.count > 1).then(|| self.squares / real(self.count - 1))
    }

    /// Both groups together (Chan, Golub and Le Veque 1983, The American Statistician 37:242–247).
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let count = self.count + other.count;
        if count == 0 {
            return *self;
        }
        let apart = other.mean - self.mean;
        let part = real(other.count) / real(count);
        Self {
            count,
            mean: self.mean + apart * part,
            squares: self.squares + other.squares + apart * apart * real(self.count) * part,
        }
    }

    /// Those of this group who are not in `part`, which must lie within it.
    ///
    /// # Errors
    /// [`Error::NotWithin`] when `part` has more people or more spread than this group can hold.
    pub fn without(&self, part: &Self) -> Result<Self, Error> {
        let refuse = Err(Error::NotWithin {
            part: part.count,
            whole: self.count,
        });
        if part.count > self.count {
            return refuse;
        }
        let count = self.count - part.count;
        if count == 0 {
            return Ok(Self::default());
        }
        let share = real(part.count) / real(count);
        let mean = self.mean + (self.mean - part.mean) * share;
        let apart = mean - part.mean;
        let between = apart * apart * real(part.count) * (real(count) / real(self.count));
        let squares = self.squares - part.squares - between;
        // Subtraction leaves rounding errors of either sign, but not more.
        if squares < -1e-9 * (self.squares + between) {
            return refuse;
        }
        Ok(Self {
            count,
            mean,
            squares: squares.max(0.0),
        })
    }
}

/// The rest of a larger group, (part, of), once the people of the smaller one are taken out; compare with
/// [`crate::difference`]. People who are in several schools belong to the school, not to the rest.
///
/// # Errors
/// [`Error::Part`] for counts that are no shares, [`Error::NotWithin`] when the smaller group does not fit the larger.
pub fn rest(smaller: (u32, u32), larger: (u32, u32)) -> Result<(u32, u32), Error> {
    for (part, of) in [smaller, larger] {
        if part > of {
            return Err(Error::Part {
                part: part.into(),
                of: of.into(),
            });
        }
    }
    let refused = |part: u32, whole: u32| Error::NotWithin {
        part: part.into(),
        whole: whole.into(),
    };
    let part = larger
        .0
        .checked_sub(smaller.0)
        .ok_or_else(|| refused(smaller.0, larger.0))?;
    let of = larger
        .1
        .checked_sub(smaller.1)
        .ok_or_else(|| refused(smaller.1, larger.1))?;
    if part > of {
        return Err(refused(smaller.1 - smaller.0, larger.1 - larger.0));
    }
    Ok((part, of))
}

/// A school against the rest of its agency on a share, nobody counted twice.
///
/// # Errors
/// Those of [`rest`] and [`crate::difference`]; [`Error::Empty`] when the school is the whole agency.
pub fn school_and_rest(
    school: (u32, u32),
    agency: (u32, u32),
    confidence: Confidence,
) -> Result<difference::Difference, Error> {
    difference::difference(school, rest(school, agency)?, confidence.z())
}

/// The difference of two means, first minus second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanDifference {
    /// First mean minus second mean.
    pub difference: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Degrees of freedom (Satterthwaite).
    pub degrees: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
    /// Probability of at least this difference when there is none, before any correction for many comparisons.
    pub p: f64,
}

/// Compares the means of two groups without a person in common, of unequal spread (Welch 1947, Biometrika 34:28–35).
/// `populations` are the numbers of people each group was asked from, for the finite population correction 1 − n/N;
/// none where the group stands for more than this year's people.
///
/// # Errors
/// [`Error::TooFew`] below two people in a group, [`Error::Population`] for one smaller than its group,
/// [`Error::Constant`] when nobody differs within either, or everybody answered in both.
pub fn mean_difference(
    first: &Moments,
    second: &Moments,
    populations: [Option<u64>; 2],
    confidence: Confidence,
) -> Result<MeanDifference, Error> {
    let one = squared_error(first, populations[0])?;
    let two = squared_error(second, populations[1])?;
    let square = one + two;
    if square <= 0.0 {
        return Err(Error::Constant { what: "the score" });
    }
    let share = |part: f64, count: u64| part * part / real(count - 1);
    let degrees = (square * square / (share(one, first.count) + share(two, second.count))).max(1.0);
    let standard_error = square.sqrt();
    let difference = first.mean - second.mean;
    let half = t_quantile(degrees, confidence)? * standard_error;
    Ok(MeanDifference {
        difference,
        standard_error,
        degrees,
        low: difference - half,
        high: difference + half,
        p: t_tail(difference / standard_error, degrees)?,
    })
}

fn squared_error(group: &Moments, population: Option<u64>) -> Result<f64, Error> {
    let variance = group.variance().ok_or(Error::TooFew {
        what: "people in a group",
        found: group.count,
        least: 2,
    })?;
    let count = real(group.count);
    match population {
        Some(size) if size < group.count => Err(Error::Population {
            sampled: count,
            population: real(size),
        }),
        Some(size) => Ok(variance / count * (1.0 - count / real(size))),
        None => Ok(variance / count),
    }
}

//! Who will be asked, and how many of them may answer.

use crate::Kind;

/// A school, as far as its survey goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct School {
    /// Its id.
    pub id: String,
}

/// A dimension to split by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// How people are spread over it.
    pub kind: Kind,
    /// Ids of its levels.
    pub levels: Vec<String>,
}

/// People of one school who have the same levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stratum {
    /// The school, by number.
    pub school: usize,
    /// For each dimension the numbers of their levels: one, none, or several, as the dimension's kind allows.
    pub levels: Vec<Vec<usize>>,
    /// How many they are.
    pub people: u32,
}

/// The share of people who will answer, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rates {
    low: f64,
    high: f64,
}

impl Rates {
    /// From the one rate to the other, 0 to 1.
    ///
    /// # Errors
    /// [`Unplanned::Rates`] when they are no shares or in the wrong order.
    pub fn new(low: f64, high: f64) -> Result<Self, Unplanned> {
        if (0.0..=1.0).contains(&low) && (low..=1.0).contains(&high) {
            Ok(Self { low, high })
        } else {
            Err(Unplanned::Rates { low, high })
        }
    }

    /// The low rate, the one in the middle, and the high one.
    pub fn three(self) -> [f64; 3] {
        [self.low, f64::midpoint(self.low, self.high), self.high]
    }
}

/// The survey of an agency, before it is fielded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Its schools.
    pub schools: Vec<School>,
    /// The dimensions to split by.
    pub dimensions: Vec<Dimension>,
    /// Pairs of dimensions to split by, the smaller number first.
    pub pairs: Vec<(usize, usize)>,
    /// Who will be asked.
    pub strata: Vec<Stratum>,
}

/// Why a plan cannot be forecast.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unplanned {
    /// Rates that are none.
    #[error("response rates from {low} to {high}: both must lie between 0 and 1, the lower one first")]
    Rates {
        /// The low one given.
        low: f64,
        /// The high one given.
        high: f64,
    },
    /// A stratum names a school that is not there.
    #[error("stratum {stratum} is of school {school}, there are {schools}")]
    School {
        /// The stratum, from 0.
        stratum: usize,
        /// The school it names.
        school: usize,
        /// Schools of the plan.
        schools: usize,
    },
    /// A stratum has levels that its dimensions do not have, or too many or few of them.
    #[error("stratum {stratum} has levels of dimension {dimension} that do not fit it")]
    Levels {
        /// The stratum, from 0.
        stratum: usize,
        /// The dimension, from 0.
        dimension: usize,
    },
    /// A pair of dimensions that are not there, or not in order.
    #[error("{one} and {other} are no pair of dimensions: name two of them, the smaller number first")]
    Pair {
        /// The first.
        one: usize,
        /// The second.
        other: usize,
    },
    /// More people than can be counted.
    #[error("the plan has more than {most} people")]
    Large {
        /// The limit.
        most: u32,
    },
    /// The table of groups is none that can be searched.
    #[error(transparent)]
    Table(#[from] crate::Error),
}

/// The most people of a plan.
const MOST: u32 = 100_000_000;

impl Plan {
    /// Tells whether everything fits together.
    ///
    /// # Errors
    /// The first [`Unplanned`].
    pub fn check(&self) -> Result<(), Unplanned> {
        for &(one, other) in &self.pairs {
            if one >= other || other >= self.dimensions.len() {
                return Err(Unplanned::Pair { one, other });
            }
        }
        let mut people = 0_u64;
        for (at, stratum) in self.strata.iter().enumerate() {
            if stratum.school >= self.schools.len() {
                let (school, schools) = (stratum.school, self.schools.len());
                return Err(Unplanned::School {
                    stratum: at,
                    school,
                    schools,
                });
            }
            let longest = stratum.levels.len().max(self.dimensions.len());
            for dimension in 0..longest {
                let levels = stratum.levels.get(dimension);
                let fits = self
                    .dimensions
                    .get(dimension)
                    .zip(levels)
                    .is_some_and(|(dimension, levels)| fits(dimension, levels));
                if !fits {
                    return Err(Unplanned::Levels {
                        stratum: at,
                        dimension,
                    });
                }
            }
            people += u64::from(stratum.people);
        }
        if people > u64::from(MOST) {
            return Err(Unplanned::Large { most: MOST });
        }
        Ok(())
    }
}

fn fits(dimension: &Dimension, levels: &[usize]) -> bool {
    let number = match dimension.kind {
        Kind::Single => levels.len() == 1,
        Kind::SingleOrUnstated => levels.len() <= 1,
        Kind::Multiple => true,
    };
    let known = levels.iter().all(|&level| level < dimension.levels.len());
    number && known && levels.is_sorted_by(|one, other| one < other)
}

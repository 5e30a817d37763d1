//! Differences between schools: mean squares, intraclass correlations, variance components, and how dependable a
//! school's mean is.
//!
//! The model is yᵢⱼ = γ + uⱼ + eᵢⱼ with variances τ² between and σ² within schools. With *J* schools of *nⱼ* people, *N* in all:
//! - MSB = Σ nⱼ(ȳⱼ − ȳ)² / (J − 1), MSW = Σ(yᵢⱼ − ȳⱼ)² / (N − J);
//! - ICC(1) = (MSB − MSW) / (MSB + (n − 1) MSW), *n* the mean school size N/J, or the exact
//!   n₀ = (N − Σnⱼ²/N) / (J − 1) (Searle, Casella and McCulloch 1992, Variance Components, chapter 3);
//! - ICC(2) = (MSB − MSW) / MSB (McGraw and Wong 1996, Psychological Methods 1:30–46; Bliese 2000);
//! - restricted maximum likelihood of τ², σ² and γ: see [`Components`].

use super::alpha::real;
use crate::Error;

mod likelihood;

pub use likelihood::Components;

/// One school's part of a variance: people, mean, and squares around the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct School {
    /// The number the school was given.
    pub id: u32,
    /// People with a value.
    pub people: u32,
    /// Their mean.
    pub mean: f64,
    /// Σ(yᵢⱼ − ȳⱼ)².
    pub squares: f64,
}

/// Values of people in schools, as far as variances need them. Schools are kept by number, so that the order of people
/// changes results by rounding errors at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Schools {
    schools: Vec<School>,
    people: u32,
}

impl Schools {
    /// One value and one school number per person. People without a value are to be left out before.
    ///
    /// # Errors
    /// [`Error::ColumnLength`], [`Error::NotFinite`], [`Error::GroupsTooFew`] below 2 schools,
    /// [`Error::PeopleTooFew`] unless some school has 2 people.
    pub fn new(values: &[f64], schools: &[u32]) -> Result<Self, Error> {
        if values.len() != schools.len() {
            return Err(Error::ColumnLength {
                column: "schools",
                at: 0,
                found: schools.len(),
                people: values.len(),
            });
        }
        if let Some(&value) = values.iter().find(|value| !value.is_finite()) {
            return Err(Error::NotFinite {
                what: "a value",
                value,
            });
        }
        let mut order: Vec<(u32, f64)> = schools.iter().copied().zip(values.iter().copied()).collect();
        order.sort_by_key(|(school, _)| *school);
        Self::checked(order.chunk_by(|a, b| a.0 == b.0).map(school).collect())
    }

    /// From summaries of each school, as read from counts.
    ///
    /// # Errors
    /// Those of [`Schools::new`]; [`Error::PeopleTooFew`] for a school without people, [`Error::NotPositive`] for
    /// squares below 0.
    pub fn of_summaries(schools: &[School]) -> Result<Self, Error> {
        let mut schools = schools.to_vec();
        schools.sort_by_key(|school| school.id);
        for (at, school) in schools.iter().enumerate() {
            if school.people == 0 {
                return Err(Error::PeopleTooFew {
                    what: "school",
                    at,
                    found: 0,
                    least: 1,
                });
            }
            if let Some(value) = [school.mean, school.squares]
                .into_iter()
                .find(|value| !value.is_finite())
            {
                return Err(Error::NotFinite {
                    what: "a school's mean or squares",
                    value,
                });
            }
            if school.squares < 0.0 {
                let what = "a school's sum of squares";
                return Err(Error::NotPositive {
                    what,
                    value: school.squares,
                });
            }
        }
        Self::checked(schools)
    }

    fn checked(schools: Vec<School>) -> Result<Self, Error> {
        if schools.len() < 2 {
            return Err(Error::GroupsTooFew {
                found: schools.len(),
                least: 2,
            });
        }
        let people: u64 = schools.iter().map(|school| u64::from(school.people)).sum();
        let people = u32::try_from(people).map_err(|_| Error::PeopleTooMany {
            found: people,
            most: u32::MAX,
        })?;
        if people as usize <= schools.len() {
            return Err(Error::PeopleTooFew {
                what: "all schools together",
                at: 0,
                found: people as usize,
                least: schools.len() + 1,
            });
        }
        Ok(Self { schools, people })
    }

    /// The schools, by number.
    pub fn schools(&self) -> &[School] {
        &self.schools
    }

    /// How many people there are.
    pub fn people(&self) -> u32 {
        self.people
    }

    /// Analysis of variance between and within schools.
    ///
    /// # Errors
    /// [`Error::NotPositive`] when all people of each school have the same value.
    pub fn variances(&self) -> Result<Variances, Error> {
        let (count, people) = (real(self.schools.len()), f64::from(self.people));
        let weighted = |school: &School| f64::from(school.people) * school.mean;
        let mean = self.schools.iter().map(weighted).sum::<f64>() / people;
        let between: f64 = self
            .schools
            .iter()
            .map(|school| f64::from(school.people) * (school.mean - mean).powi(2))
            .sum();
        let within: f64 = self.schools.iter().map(|school| school.squares).sum();
        if within <= 0.0 {
            return Err(Error::NotPositive {
                what: "the variance within schools",
                value: within,
            });
        }
        let squares: f64 = self
            .schools
            .iter()
            .map(|school| f64::from(school.people).powi(2))
            .sum();
        Ok(Variances {
            mean,
            between: between / (count - 1.0),
            within: within / (people - count),
            between_degrees: self.people_less(self.people as usize - self.schools.len() + 1),
            within_degrees: self.people_less(self.schools.len()),
            mean_size: people / count,
            exact_size: (people - squares / people) / (count - 1.0),
        })
    }

    fn people_less(&self, count: usize) -> u32 {
        self.people - u32::try_from(count).expect("schools are no more than people")
    }
}

fn school(people: &[(u32, f64)]) -> School {
    let n = real(people.len());
    let first = people.iter().map(|(_, value)| value).sum::<f64>() / n;
    // A second pass takes away what rounding left in the first.
    let mean = first + people.iter().map(|(_, value)| value - first).sum::<f64>() / n;
    School {
        id: people[0].0,
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
        mean,
        squares: people.iter().map(|(_, value)| (value - mean).powi(2)).sum(),
    }
}

/// One-way analysis of variance by school.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variances {
    /// Mean of all people.
    pub mean: f64,
    /// Mean square between schools.
    pub between: f64,
    /// Mean square within schools.
    pub within: f64,
    /// Schools less 1.
    pub between_degrees: u32,
    /// People less schools.
    pub within_degrees: u32,
    /// People per school on average.
    pub mean_size: f64,
    /// n₀: the school size at which the mean squares are unbiased when sizes differ.
    pub exact_size: f64,
}

impl Variances {
    /// Share of the variance between people that lies between schools, by the mean school size (as the R package
    /// multilevel has it). May fall below 0.
    pub fn icc_1(&self) -> f64 {
        self.icc_1_at(self.mean_size)
    }

    /// The same by n₀; equal when all schools are of one size.
    pub fn icc_1_exact(&self) -> f64 {
        self.icc_1_at(self.exact_size)
    }

    fn icc_1_at(&self, size: f64) -> f64 {
        (self.between - self.within) / (self.between + (size - 1.0) * self.within)
    }

    /// Reliability of school means. Below 0 when schools differ less than chance would have it; nothing when they do
    /// not differ at all.
    pub fn icc_2(&self) -> Option<f64> {
        (self.between > 0.0).then(|| (self.between - self.within) / self.between)
    }

    /// Ratio of the mean squares: F with [`Variances::between_degrees`] and [`Variances::within_degrees`].
    pub fn f(&self) -> f64 {
        self.between / self.within
    }
}

/// The reliability of a mean of *n* answers of which each has reliability *r*: nr / (1 + (n − 1) r) (Spearman 1910;
/// Brown 1910, British Journal of Psychology 3:271–322).
pub fn spearman_brown(reliability: f64, answers: f64) -> f64 {
    answers * reliability / (1.0 + (answers - 1.0) * reliability)
}

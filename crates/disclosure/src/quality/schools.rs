//! How well a scale tells schools apart. Only schools that are shown, and of which enough people have a score, enter.

use measure::reliability::{Schools as Between, rwg_j, uniform_variance};
use tally::{Answers, Geography, Membership, UNSTATED};

use super::Scale;
use super::account::Schools;
use super::figure::{Figure, Why};
use super::gate::{SCHOOLS, coefficient};
use super::shown::Shown;
use crate::Error;

/// Reliabilities for which the number of answers is told.
const TARGETS: [f64; 3] = [0.7, 0.8, 0.9];

/// Agreement from which on a school is said to agree (James, Demaree and Wolf 1984).
const AGREED: f64 = 0.70;

/// How people lie in schools.
#[derive(Debug, Clone, Copy)]
pub enum SchoolsOf<'a> {
    /// The levels of a dimension of the ask in which a person has one level; those enter that the release shows.
    Dimension(&'a str),
    /// The schools of a geography of the same people.
    Geography {
        /// The geography.
        geography: &'a Geography,
        /// Positions of the places whose figures are shown.
        shown: &'a [usize],
    },
}

/// Each person's school.
pub(super) struct SchoolOf {
    column: Vec<Option<u32>>,
    /// Id of the dimension and of its levels, when it is one whose shown levels differ by scale.
    levels: Option<(String, Vec<String>)>,
}

impl SchoolsOf<'_> {
    /// The school of each person; nothing when a person can be in several.
    ///
    /// # Errors
    /// [`Error::Answers`] for a dimension that is not there or a geography of other people.
    pub(super) fn of_people(&self, answers: &Answers) -> Result<Option<SchoolOf>, Error> {
        match self {
            Self::Dimension(id) => {
                let dimension = &answers.dimensions()[answers.dimension_at(id)?];
                let Membership::Single(column) = &dimension.membership else {
                    return Ok(None);
                };
                let school = |&level: &u16| (level != UNSTATED).then_some(u32::from(level));
                Ok(Some(SchoolOf {
                    column: column.iter().map(school).collect(),
                    levels: Some(((*id).to_owned(), dimension.levels.clone())),
                }))
            }
            Self::Geography { geography, shown } => {
                if geography.schools().len() != answers.people() {
                    return Err(Error::Answers(tally::Error::Length {
                        column: "schools".to_owned(),
                        found: geography.schools().len(),
                        people: answers.people(),
                    }));
                }
                let mut told = vec![false; geography.places().len()];
                for &place in *shown {
                    if let Some(told) = told.get_mut(place) {
                        *told = true;
                    }
                }
                let school = |&school: &u32| told[school as usize].then_some(school);
                Ok(Some(SchoolOf {
                    column: geography.schools().iter().map(school).collect(),
                    levels: None,
                }))
            }
        }
    }
}

impl SchoolOf {
    /// Without the schools that the release does not show for a scale.
    pub(super) fn shown(&self, shown: &Shown, scale: &str) -> Self {
        let Some((dimension, levels)) = &self.levels else {
            return Self {
                column: self.column.clone(),
                levels: None,
            };
        };
        let told: Vec<bool> = levels
            .iter()
            .map(|level| shown.level(scale, dimension, level))
            .collect();
        let school = |school: &Option<u32>| school.filter(|&school| told[school as usize]);
        Self {
            column: self.column.iter().map(school).collect(),
            levels: None,
        }
    }
}

impl Scale<'_> {
    pub(super) fn schools(&self, schools: &SchoolOf) -> Figure<Schools> {
        Figure::of(self.between(schools))
    }

    fn between(&self, schools: &SchoolOf) -> Result<Schools, Why> {
        let means = self.means();
        let scored = means.iter().zip(&schools.column);
        let scored: Vec<(u32, f64)> = scored
            .filter_map(|(mean, school)| Some(((*school)?, (*mean)?)))
            .collect();
        let entering = self.enough(scored.iter().map(|(school, _)| *school));
        if entering.len() < SCHOOLS {
            return Err(Why::FewSchools { least: SCHOOLS });
        }
        let (ids, values): (Vec<u32>, Vec<f64>) = scored
            .into_iter()
            .filter(|(school, _)| entering.binary_search(school).is_ok())
            .unzip();
        let between = Between::new(&values, &ids)?;
        let (variances, components) = (between.variances()?, between.components()?);
        let needed = |&target: &f64| Ok((target, components.answers_needed(target)?));
        Ok(Schools {
            schools: entering.len(),
            icc_1: coefficient(variances.icc_1_exact()),
            icc_2: coefficient(variances.icc_2().ok_or(Why::Unsuitable)?),
            between: coefficient(components.between),
            within: coefficient(components.within),
            icc: coefficient(components.icc()),
            answers_needed: TARGETS
                .iter()
                .map(needed)
                .collect::<Result<_, measure::Error>>()?,
            agreement: Figure::of(self.agreement(schools, &entering)),
        })
    }

    /// Everybody's mean over the items they answered, of those who answered as many as the scale asks.
    fn means(&self) -> Vec<Option<f64>> {
        let mut sums = vec![(0_u32, 0_u32); self.values.people()];
        for item in 0..self.values.items() {
            for (sum, &value) in sums.iter_mut().zip(self.values.values(item)) {
                sum.0 += u32::from(value != 0);
                sum.1 += u32::from(value);
            }
        }
        let least = self.ask.least_answered.max(1);
        let mean =
            |(answered, sum): (u32, u32)| (answered >= least).then(|| f64::from(sum) / f64::from(answered));
        sums.into_iter().map(mean).collect()
    }

    /// Schools that stand at least as often as people are needed, in order.
    fn enough(&self, schools: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut schools: Vec<u32> = schools.collect();
        schools.sort_unstable();
        let chunks = schools.chunk_by(|a, b| a == b);
        chunks
            .filter(|school| self.gate.tells(school.len()))
            .map(|school| school[0])
            .collect()
    }

    /// rwg(J) over people who answered every item: mean, median, share of schools that agree.
    fn agreement(&self, schools: &SchoolOf, entering: &[u32]) -> Result<(f64, f64, f64), Why> {
        let options = self.values.options();
        if options.iter().any(|other| *other != options[0]) {
            return Err(Why::Unsuitable);
        }
        let expected = uniform_variance(options[0])?;
        let mut people: Vec<(u32, usize)> = (0..self.values.people())
            .filter(|&person| (0..self.values.items()).all(|item| self.values.values(item)[person] != 0))
            .filter_map(|person| Some((schools.column[person]?, person)))
            .filter(|(school, _)| entering.binary_search(school).is_ok())
            .collect();
        people.sort_unstable();
        let mut found = Vec::new();
        for school in people
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|school| self.gate.tells(school.len()))
        {
            let column = |item: usize| {
                let values = self.values.values(item);
                school
                    .iter()
                    .map(|(_, person)| f64::from(values[*person]))
                    .collect()
            };
            let columns: Vec<Vec<f64>> = (0..self.values.items()).map(column).collect();
            let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            found.push(rwg_j(&columns, expected)?);
        }
        if found.len() < SCHOOLS {
            return Err(Why::FewSchools { least: SCHOOLS });
        }
        found.sort_by(f64::total_cmp);
        let number = |count: usize| f64::from(super::gate::count(count));
        let middle = f64::midpoint(found[(found.len() - 1) / 2], found[found.len() / 2]);
        let agreed = found.iter().filter(|agreement| **agreement >= AGREED).count();
        Ok((
            coefficient(found.iter().sum::<f64>() / number(found.len())),
            coefficient(middle),
            coefficient(number(agreed) / number(found.len())),
        ))
    }
}

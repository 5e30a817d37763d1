//! Estimates of θ from one person's answers.

use super::curves::moments;
use super::misfit::check;
use super::roots::between;
use crate::response::Error;
use crate::response::{Fit, Item, Patterns, Point, Population, Quadrature};

/// Points of θ at which zeros are looked for first.
const GRID: usize = 97;

/// The ends of those points.
const GRID_END: f64 = 12.0;

/// Points over which a posterior is integrated, and how many standard deviations of the population they reach to either side.
const POSTERIOR: (usize, f64) = (161, 8.0);

/// Zeros are looked for no further out.
const FARTHEST: f64 = 1e6;

/// An estimate of θ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// θ.
    pub theta: f64,
    /// Its standard error: 1/√I(θ) for likelihood estimates, the posterior standard deviation for an expectation a posteriori.
    pub error: f64,
}

/// The estimates of one pattern.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatternScore {
    /// Expectation a posteriori; the population's mean where nothing was answered.
    pub expected_a_posteriori: Estimate,
    /// Weighted likelihood estimate; `None` where nothing was answered.
    pub weighted_likelihood: Option<Estimate>,
}

/// Known items, and the population to which people belong.
#[derive(Debug, Clone)]
pub struct Scoring {
    pub(super) items: Vec<Item>,
    population: Population,
    quadrature: Quadrature,
    /// Per item, category after category, the probability at each point of the quadrature.
    probabilities: Vec<Vec<f64>>,
    shares: Vec<f64>,
    grid: Vec<f64>,
    /// Per item at each point of the grid: ∂ log P by θ, category after category, then I, then J.
    slopes: Vec<Vec<f64>>,
}

impl Scoring {
    /// Makes ready to score.
    ///
    /// # Errors
    /// [`Error::Items`] for no items, [`Error::Population`].
    pub fn new(items: Vec<Item>, population: Population) -> Result<Self, Error> {
        population.check()?;
        if items.is_empty() {
            return Err(Error::Items { found: 0, limit: 250 });
        }
        let reach = POSTERIOR.1 * population.sd;
        let quadrature = Quadrature::between(POSTERIOR.0, population.mean - reach, population.mean + reach);
        let grid = Quadrature::equidistant(GRID, -GRID_END, GRID_END)?
            .nodes()
            .to_vec();
        Ok(Self {
            probabilities: items
                .iter()
                .map(|item| probabilities(item, &quadrature))
                .collect(),
            slopes: items.iter().map(|item| slopes(item, &grid)).collect(),
            shares: population.shares(&quadrature),
            items,
            population,
            quadrature,
            grid,
        })
    }

    /// Makes ready to score with the items of `fit` and its population `group`.
    ///
    /// # Errors
    /// [`Error::Group`] when there is no such group.
    pub fn of(fit: &Fit, group: usize) -> Result<Self, Error> {
        let limit = fit.populations.len();
        let population = *fit.populations.get(group).ok_or(Error::Group { group, limit })?;
        Self::new(fit.items.clone(), population)
    }

    /// The θ under which the answers are most likely. `None` where no finite θ is: nothing answered, or every answer the highest (or
    /// lowest) there is.
    ///
    /// # Errors
    /// [`Error::Column`] unless there is one answer per item, [`Error::Answer`] for one that is no category.
    pub fn maximum_likelihood(&self, answers: &[Option<u8>]) -> Result<Option<Estimate>, Error> {
        self.check(answers)?;
        let (mut up, mut down) = (false, false);
        for (item, answer) in self.answered(answers) {
            let (highest, lowest) = (answer + 1 == item.categories(), answer == 0);
            let rising = item.slope() > 0.0;
            up |= if rising { !lowest } else { !highest };
            down |= if rising { !highest } else { !lowest };
        }
        Ok((up && down).then(|| self.zero(answers, 0.0)))
    }

    /// Warm's weighted likelihood estimate: the zero of ∂ log L/∂θ + J/(2I) (Warm 1989, Psychometrika 54:427–450; for graded response and
    /// all other items J = Σ P′P″/P, Samejima 1998). Where there are several zeros, the one with the greatest L·√I is taken. `None` where
    /// nothing was answered.
    ///
    /// # Errors
    /// Those of [`Scoring::maximum_likelihood`].
    pub fn weighted_likelihood(&self, answers: &[Option<u8>]) -> Result<Option<Estimate>, Error> {
        self.check(answers)?;
        Ok(self.weighted(answers))
    }

    fn weighted(&self, answers: &[Option<u8>]) -> Option<Estimate> {
        answers
            .iter()
            .any(Option::is_some)
            .then(|| self.zero(answers, 0.5))
    }

    /// The mean and standard deviation of θ among people of this population with these answers (Bock and Mislevy 1982, Applied
    /// Psychological Measurement 6:431–444).
    ///
    /// # Errors
    /// Those of [`Scoring::maximum_likelihood`].
    pub fn expected_a_posteriori(&self, answers: &[Option<u8>]) -> Result<Estimate, Error> {
        self.check(answers)?;
        Ok(self.posterior(answers))
    }

    fn posterior(&self, answers: &[Option<u8>]) -> Estimate {
        let nodes = self.shares.len();
        let mut likelihood = vec![1.0; nodes];
        let mut since = 0;
        for (table, answer) in self.probabilities.iter().zip(answers) {
            let Some(answer) = *answer else { continue };
            let from = usize::from(answer) * nodes;
            let p = &table[from..from + nodes];
            likelihood
                .iter_mut()
                .zip(p)
                .for_each(|(likelihood, p)| *likelihood *= p);
            since += 1;
            if since == 8 {
                rescale(&mut likelihood);
                since = 0;
            }
        }
        self.mean_and_deviation(&likelihood)
    }

    /// Mean and standard deviation of θ, given a likelihood at each point.
    pub(super) fn mean_and_deviation(&self, likelihood: &[f64]) -> Estimate {
        let nodes = self.quadrature.nodes();
        let (mut sum, mut first) = (0.0, 0.0);
        for ((theta, share), likelihood) in nodes.iter().zip(&self.shares).zip(likelihood) {
            sum += share * likelihood;
            first += share * likelihood * theta;
        }
        if sum <= 0.0 {
            return Estimate {
                theta: self.population.mean,
                error: self.population.sd,
            };
        }
        let theta = first / sum;
        let mut second = 0.0;
        for ((node, share), likelihood) in nodes.iter().zip(&self.shares).zip(likelihood) {
            second += share * likelihood * (node - theta) * (node - theta);
        }
        let error = (second / sum).sqrt();
        Estimate { theta, error }
    }

    /// Expectation a posteriori and weighted likelihood estimate of every pattern, in the patterns' order; a person's is at
    /// [`Patterns::of_person`].
    ///
    /// # Errors
    /// Those of [`Scoring::maximum_likelihood`].
    pub fn patterns(&self, patterns: &Patterns) -> Result<Vec<PatternScore>, Error> {
        let one = |pattern: usize| {
            let answers = patterns.answers(pattern);
            self.check(&answers)?;
            Ok(PatternScore {
                expected_a_posteriori: self.posterior(&answers),
                weighted_likelihood: self.weighted(&answers),
            })
        };
        (0..patterns.len()).map(one).collect()
    }

    /// How many points θ is integrated over.
    pub(super) fn nodes(&self) -> usize {
        self.shares.len()
    }

    /// Per item, category after category, the probability at each point.
    pub(super) fn tables(&self) -> &[Vec<f64>] {
        &self.probabilities
    }

    fn check(&self, answers: &[Option<u8>]) -> Result<(), Error> {
        check(&self.items, answers, 0)
    }

    fn answered<'a>(&'a self, answers: &'a [Option<u8>]) -> impl Iterator<Item = (&'a Item, usize)> {
        let both = self.items.iter().zip(answers);
        both.filter_map(|(item, answer)| answer.map(|answer| (item, usize::from(answer))))
    }

    /// ∂ log L/∂θ + `weight`·J/I at θ, log L, and I.
    fn at(&self, answers: &[Option<u8>], weight: f64, theta: f64, point: &mut Point) -> (f64, f64, f64) {
        let (mut slope, mut log, mut i, mut j) = (0.0, 0.0, 0.0, 0.0);
        for (item, answer) in self.answered(answers) {
            point.at(item.curve(), theta);
            slope += item.slope() * point.first[answer];
            log += point.p[answer].ln();
            let (information, skew) = moments(item.slope(), point);
            i += information;
            j += skew;
        }
        (slope + weighted_part(weight, i, j), log, i)
    }

    /// The best zero from above to below, with its standard error. There is one whenever something was answered and either `weight` is
    /// positive or the answers are not all extreme.
    fn zero(&self, answers: &[Option<u8>], weight: f64) -> Estimate {
        let mut point = Point::new(2);
        let values = self.on_grid(answers, weight);
        let mut brackets: Vec<((f64, f64), (f64, f64))> = Vec::new();
        for at in 1..GRID {
            if values[at - 1] > 0.0 && values[at] <= 0.0 {
                brackets.push(((self.grid[at - 1], values[at - 1]), (self.grid[at], values[at])));
            }
        }
        if brackets.is_empty() {
            brackets.push(self.outside(answers, weight, &values, &mut point));
        }
        let mut best: Option<(f64, Estimate)> = None;
        for (low, high) in brackets {
            let theta = between(low, high, |theta| self.at(answers, weight, theta, &mut point).0);
            let (_, log, i) = self.at(answers, weight, theta, &mut point);
            let height = log + weight * i.ln();
            let error = i.sqrt().recip();
            if best.is_none_or(|(highest, _)| height > highest) {
                best = Some((height, Estimate { theta, error }));
            }
        }
        best.map_or(
            Estimate {
                theta: self.population.mean,
                error: f64::INFINITY,
            },
            |(_, estimate)| estimate,
        )
    }

    fn on_grid(&self, answers: &[Option<u8>], weight: f64) -> [f64; GRID] {
        let (mut value, mut i, mut j) = ([0.0; GRID], [0.0; GRID], [0.0; GRID]);
        for ((table, item), answer) in self.slopes.iter().zip(&self.items).zip(answers) {
            let Some(answer) = *answer else { continue };
            let row = |at: usize| &table[at * GRID..(at + 1) * GRID];
            let categories = item.categories();
            let rows = row(usize::from(answer))
                .iter()
                .zip(row(categories))
                .zip(row(categories + 1));
            for (at, ((slope, information), skew)) in rows.enumerate() {
                value[at] += slope;
                i[at] += information;
                j[at] += skew;
            }
        }
        for at in 0..GRID {
            value[at] += weighted_part(weight, i[at], j[at]);
        }
        value
    }

    /// A bracket beyond the grid, on the side to which its values point.
    fn outside(
        &self,
        answers: &[Option<u8>],
        weight: f64,
        values: &[f64; GRID],
        point: &mut Point,
    ) -> ((f64, f64), (f64, f64)) {
        let side = if values[0] <= 0.0 { -1.0 } else { 1.0 };
        let first = if side < 0.0 { values[0] } else { values[GRID - 1] };
        let mut near = (side * GRID_END, first);
        while near.0.abs() < FARTHEST {
            let theta = near.0 * 1.5;
            let far = (theta, self.at(answers, weight, theta, point).0);
            if (far.1 > 0.0) != (near.1 > 0.0) || far.1 == 0.0 {
                return if side < 0.0 { (far, near) } else { (near, far) };
            }
            near = far;
        }
        (near, near)
    }
}

/// `weight`·J/I, and nothing where I has vanished.
fn weighted_part(weight: f64, i: f64, j: f64) -> f64 {
    if weight > 0.0 && i > 0.0 {
        weight * j / i
    } else {
        0.0
    }
}

fn rescale(values: &mut [f64]) {
    let highest = values.iter().copied().fold(0.0, f64::max);
    if highest > 0.0 {
        for value in values {
            *value /= highest;
        }
    }
}

fn probabilities(item: &Item, quadrature: &Quadrature) -> Vec<f64> {
    let at: Vec<Vec<f64>> = quadrature
        .nodes()
        .iter()
        .map(|theta| item.probabilities(*theta))
        .collect();
    (0..item.categories())
        .flat_map(|k| at.iter().map(move |p| p[k]))
        .collect()
}

fn slopes(item: &Item, grid: &[f64]) -> Vec<f64> {
    let categories = item.categories();
    let mut table = vec![0.0; (categories + 2) * grid.len()];
    let mut point = Point::new(categories);
    for (at, &theta) in grid.iter().enumerate() {
        point.at(item.curve(), theta);
        let (i, j) = moments(item.slope(), &point);
        let values = point.first.iter().map(|first| item.slope() * first).chain([i, j]);
        for (row, value) in values.enumerate() {
            table[row * grid.len() + at] = value;
        }
    }
    table
}

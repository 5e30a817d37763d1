//! How likely each kind of person is to respond: logistic regression on groupings, over combinations of cells.

use nalgebra::{DMatrix, DVector};

use super::cells::Combinations;
use crate::Error;
use crate::design::Normal;

/// Fitted chances to respond.
pub(super) struct Propensities {
    /// People per combination.
    pub(super) people: Vec<f64>,
    /// The chance of each combination.
    pub(super) chances: Vec<f64>,
    /// zᵀ I⁻¹ z of each combination, with z = ρ(1 − ρ) x: the variance of its fitted chance.
    pub(super) variances: Vec<f64>,
}

/// Steps after which a fit is given up; separation needs some thirty.
const STEPS: usize = 200;

/// The likelihood has settled when a step changes it by no more than this share of it.
const GAP: f64 = 1e-13;

/// Fits main effects of the groupings by Newton's method (iteratively reweighted least squares, Nelder and Wedderburn
/// 1972). Cells where all or none responded have chances that go to 1 or 0; the likelihood settles all the same.
pub(super) fn fit(
    responded: &[bool],
    combinations: &Combinations,
    limits: &[usize],
) -> Result<Propensities, Error> {
    let mut people = vec![0.0; combinations.len()];
    let mut answers = vec![0.0; combinations.len()];
    for (&at, &answered) in combinations.of_row.iter().zip(responded) {
        people[at as usize] += 1.0;
        answers[at as usize] += f64::from(u8::from(answered));
    }
    let columns = Columns::new(limits);
    let rate = answers.iter().sum::<f64>() / people.iter().sum::<f64>();
    let mut coefficients = DVector::zeros(columns.count);
    coefficients[0] = (rate / (1.0 - rate)).ln();
    let mut chances = vec![rate; people.len()];
    let mut likelihood = log_likelihood(&people, &answers, &chances);
    let mut gap = f64::INFINITY;
    for _ in 0..STEPS {
        let (information, score) = columns.equations(combinations, &people, &answers, &chances);
        let direction = Normal::new(&information).solve(&score);
        let mut step = 1.0;
        let gained = loop {
            let tried = &coefficients + &direction * step;
            let fitted = columns.chances(combinations, &tried);
            let reached = log_likelihood(&people, &answers, &fitted);
            if reached >= likelihood - 1e-12 * likelihood.abs() || step < 1e-6 {
                coefficients = tried;
                chances = fitted;
                break reached - likelihood;
            }
            step /= 2.0;
        };
        likelihood += gained;
        gap = gained.abs() / (likelihood.abs() + 0.1);
        if gap <= GAP {
            let (information, _) = columns.equations(combinations, &people, &answers, &chances);
            let variances = columns.variances(combinations, &chances, Normal::new(&information).inverse());
            return Ok(Propensities {
                people,
                chances,
                variances,
            });
        }
    }
    Err(Error::NotReached {
        what: "the regression of responding",
        steps: STEPS,
        gap,
        wanted: GAP,
    })
}

fn log_likelihood(people: &[f64], answers: &[f64], chances: &[f64]) -> f64 {
    let term = |count: f64, chance: f64| {
        if count > 0.0 {
            count * chance.max(1e-300).ln()
        } else {
            0.0
        }
    };
    people
        .iter()
        .zip(answers)
        .zip(chances)
        .map(|((n, y), chance)| term(*y, *chance) + term(n - y, 1.0 - chance))
        .sum()
}

/// A constant, then an indicator per cell of each grouping but its first.
struct Columns {
    first: Vec<usize>,
    count: usize,
}

impl Columns {
    fn new(limits: &[usize]) -> Self {
        let mut count = 1;
        let first = limits
            .iter()
            .map(|limit| {
                count += limit - 1;
                count - (limit - 1)
            })
            .collect();
        Self { first, count }
    }

    /// The columns that are 1 for these cells.
    fn ones(&self, cells: &[u32]) -> Vec<usize> {
        let mut ones = vec![0];
        for (&cell, first) in cells.iter().zip(&self.first) {
            if cell > 0 {
                ones.push(first + cell as usize - 1);
            }
        }
        ones
    }

    fn chances(&self, combinations: &Combinations, coefficients: &DVector<f64>) -> Vec<f64> {
        let chance = |cells: &Vec<u32>| {
            let logit: f64 = self.ones(cells).iter().map(|&column| coefficients[column]).sum();
            1.0 / (1.0 + (-logit).exp())
        };
        combinations.cells.iter().map(chance).collect()
    }

    /// Information and score.
    fn equations(
        &self,
        combinations: &Combinations,
        people: &[f64],
        answers: &[f64],
        chances: &[f64],
    ) -> (DMatrix<f64>, DVector<f64>) {
        let mut information = DMatrix::zeros(self.count, self.count);
        let mut score = DVector::zeros(self.count);
        for (at, cells) in combinations.cells.iter().enumerate() {
            let ones = self.ones(cells);
            let weight = people[at] * chances[at] * (1.0 - chances[at]);
            for &i in &ones {
                score[i] += answers[at] - people[at] * chances[at];
                for &j in &ones {
                    information[(i, j)] += weight;
                }
            }
        }
        (information, score)
    }

    fn variances(&self, combinations: &Combinations, chances: &[f64], inverse: &DMatrix<f64>) -> Vec<f64> {
        let variance = |(cells, chance): (&Vec<u32>, &f64)| {
            let ones = self.ones(cells);
            let sum: f64 = ones
                .iter()
                .flat_map(|&i| ones.iter().map(move |&j| inverse[(i, j)]))
                .sum();
            (chance * (1.0 - chance)).powi(2) * sum
        };
        combinations.cells.iter().zip(chances).map(variance).collect()
    }
}

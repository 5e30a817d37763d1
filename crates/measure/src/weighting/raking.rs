//! Raking: weights multiplied cell by cell, grouping after grouping, until all known totals hold together.
//!
//! The factor of a row depends on its cells alone, so the work of a round is that of the combinations of cells that
//! occur, whatever the number of rows. Without bounds each step is w ← w T / Σ w. With bounds L and U, factors are
//! clamp(e, L, U) with e the product of the steps, and a step finds the factor at which the clamped sum meets T: one
//! coordinate of the dual of the bounded problem of Deville and Särndal (1992), which is convex, so that rounds converge
//! whenever such weights exist.

use super::LEAST_RESPONDENTS;
use super::adjustment::{Adjustment, Auxiliary};
use super::cells::Combinations;
use crate::Error;
use crate::design::{check_finite, check_rows, check_weights};

/// Known totals of one grouping, such as grade by gender.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// The cell of each row; people who did not say need a cell of their own, or an imputed one.
    pub cells: Vec<u32>,
    /// The known total of each cell.
    pub totals: Vec<f64>,
}

/// How far a weight may move, as multiples of the mean factor (sum of totals over sum of starting weights).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The least factor, above 0 and at most 1.
    pub least: f64,
    /// The largest factor, at least 1.
    pub most: f64,
}

/// How raking goes about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raking {
    /// The fewest respondents of a cell.
    pub least_respondents: u64,
    /// Trimming, if any.
    pub bounds: Option<Bounds>,
    /// How near each total must come, as a share of it.
    pub gap: f64,
    /// The most rounds over all groupings.
    pub rounds: usize,
}

impl Default for Raking {
    /// Five respondents, no bounds, 1e-10, 5,000 rounds.
    fn default() -> Self {
        Self {
            least_respondents: LEAST_RESPONDENTS,
            bounds: None,
            gap: 1e-10,
            rounds: 5_000,
        }
    }
}

/// Raked weights and how they came about.
#[derive(Debug, Clone)]
pub struct Raked {
    /// The weights.
    pub adjustment: Adjustment,
    /// Rounds it took.
    pub rounds: usize,
    /// The largest distance from a known total, as a share of it.
    pub gap: f64,
    /// Rows whose factor stopped at a bound.
    pub at_bounds: u64,
}

/// Rakes `weights` to the known totals of `margins`.
///
/// # Errors
/// [`Error::Empty`] without margins; [`Error::Rows`], [`Error::Value`] and [`Error::Category`] for columns that do not
/// fit, a negative total, or a total of 0 for a cell with respondents; [`Error::Margins`] when margins describe
/// populations of different sizes; [`Error::FewRespondents`]; [`Error::NotReached`] when no such weights were found.
pub fn rake(weights: &[f64], margins: &[Margin], how: &Raking) -> Result<Raked, Error> {
    check_margins(weights, margins, how.least_respondents)?;
    check_bounds(how)?;
    let groupings: Vec<&[u32]> = margins.iter().map(|margin| margin.cells.as_slice()).collect();
    let limits: Vec<usize> = margins.iter().map(|margin| margin.totals.len()).collect();
    let combinations = Combinations::new(&groupings, &limits)?;
    let mut search = Search::new(weights, margins, &combinations, how.bounds);
    let (rounds, gap) = search.run(margins, how)?;
    let adjusted = weights
        .iter()
        .zip(&combinations.of_row)
        .map(|(weight, &at)| weight * search.mean_factor * search.clamped(at as usize, 1.0))
        .collect();
    let stopped = |at: u32| search.is_clamped(at as usize);
    let at_bounds = combinations.of_row.iter().filter(|&&at| stopped(at)).count() as u64;
    let mut first = Vec::with_capacity(limits.len());
    let cells = limits.iter().fold(0, |sum, limit| {
        first.push(sum);
        sum + limit
    });
    let groupings = margins.iter().map(|margin| margin.cells.clone()).collect();
    let auxiliary = Auxiliary::Cells {
        groupings,
        first,
        cells,
    };
    Ok(Raked {
        adjustment: Adjustment::new(weights.to_vec(), adjusted, auxiliary)?,
        rounds,
        gap,
        at_bounds,
    })
}

/// Factors of combinations on the way.
struct Search {
    /// Starting weights of each combination, scaled to the sum of totals.
    sums: Vec<f64>,
    /// The product of all steps so far.
    factors: Vec<f64>,
    /// Per margin and cell, its combinations.
    members: Vec<Vec<Vec<usize>>>,
    bounds: Bounds,
    mean_factor: f64,
}

impl Search {
    fn new(weights: &[f64], margins: &[Margin], combinations: &Combinations, bounds: Option<Bounds>) -> Self {
        let mut sums = vec![0.0; combinations.len()];
        for (&at, weight) in combinations.of_row.iter().zip(weights) {
            sums[at as usize] += weight;
        }
        let mut members: Vec<Vec<Vec<usize>>> = margins
            .iter()
            .map(|margin| vec![Vec::new(); margin.totals.len()])
            .collect();
        for (at, cells) in combinations.cells.iter().enumerate() {
            for (margin, &cell) in members.iter_mut().zip(cells) {
                margin[cell as usize].push(at);
            }
        }
        let mean_factor = margins[0].totals.iter().sum::<f64>() / weights.iter().sum::<f64>();
        for sum in &mut sums {
            *sum *= mean_factor;
        }
        Self {
            factors: vec![1.0; sums.len()],
            sums,
            members,
            bounds: bounds.unwrap_or(Bounds {
                least: 0.0,
                most: f64::INFINITY,
            }),
            mean_factor,
        }
    }

    fn run(&mut self, margins: &[Margin], how: &Raking) -> Result<(usize, f64), Error> {
        let (mut gap, mut done) = (f64::INFINITY, 0);
        for round in 1..=how.rounds {
            for (index, cell, total) in peopled(margins) {
                let step = self.step(index, cell, total);
                for &at in &self.members[index][cell] {
                    self.factors[at] *= step;
                }
            }
            gap = self.gap(margins);
            done = round;
            if gap <= how.gap {
                return Ok((round, gap));
            }
            if !gap.is_finite() {
                break;
            }
        }
        Err(Error::NotReached {
            what: "raking",
            steps: done,
            gap,
            wanted: how.gap,
        })
    }

    fn clamped(&self, at: usize, step: f64) -> f64 {
        (self.factors[at] * step).clamp(self.bounds.least, self.bounds.most)
    }

    fn is_clamped(&self, at: usize) -> bool {
        self.factors[at] <= self.bounds.least || self.factors[at] >= self.bounds.most
    }

    fn sum(&self, margin: usize, cell: usize, step: f64) -> f64 {
        let members = &self.members[margin][cell];
        members
            .iter()
            .map(|&at| self.sums[at] * self.clamped(at, step))
            .sum()
    }

    /// The factor at which a cell meets its total, or the nearest there is.
    fn step(&self, margin: usize, cell: usize, total: f64) -> f64 {
        if self.bounds.most.is_infinite() {
            return total / self.sum(margin, cell, 1.0);
        }
        let factors = || self.members[margin][cell].iter().map(|&at| self.factors[at]);
        let mut low = self.bounds.least / factors().fold(0.0, f64::max);
        let mut high = self.bounds.most / factors().fold(f64::INFINITY, f64::min);
        for _ in 0..200 {
            let middle = (low * high).sqrt();
            if middle <= low || middle >= high {
                break;
            }
            if self.sum(margin, cell, middle) < total {
                low = middle;
            } else {
                high = middle;
            }
        }
        // Between two neighbouring numbers, the one nearer to the total.
        let miss = |step: f64| (self.sum(margin, cell, step) - total).abs();
        if miss(low) < miss(high) { low } else { high }
    }

    fn gap(&self, margins: &[Margin]) -> f64 {
        let mut worst = 0.0_f64;
        for (index, cell, total) in peopled(margins) {
            let gap = (self.sum(index, cell, 1.0) - total).abs() / total;
            worst = if gap.is_nan() {
                f64::INFINITY
            } else {
                worst.max(gap)
            };
        }
        worst
    }
}

fn check_bounds(how: &Raking) -> Result<(), Error> {
    let refuse = |what, value| Err(Error::Value { what, row: 0, value });
    if !(how.gap > 0.0 && how.gap < 1.0) {
        return refuse("gap of raking", how.gap);
    }
    match how.bounds {
        Some(Bounds { least, .. }) if !(least > 0.0 && least <= 1.0) => {
            refuse("least factor of raking", least)
        }
        Some(Bounds { most, .. }) if !(most >= 1.0 && most.is_finite()) => {
            refuse("largest factor of raking", most)
        }
        _ => Ok(()),
    }
}

/// Refuses margins that do not fit rows, totals, respondents or each other.
pub(super) fn check_margins(weights: &[f64], margins: &[Margin], least: u64) -> Result<(), Error> {
    check_weights(weights)?;
    let expected: f64 = margins.first().ok_or(Error::Empty)?.totals.iter().sum();
    for (index, margin) in margins.iter().enumerate() {
        check_rows("margin", margin.cells.len(), weights.len())?;
        check_finite("margin total", &margin.totals)?;
        let found: f64 = margin.totals.iter().sum();
        if found <= 0.0 || (found - expected).abs() > 1e-11 * expected {
            return Err(Error::Margins {
                margin: index,
                found,
                expected,
            });
        }
        check_cells(weights, margin, index, least)?;
    }
    Ok(())
}

fn check_cells(weights: &[f64], margin: &Margin, index: usize, least: u64) -> Result<(), Error> {
    let limit = margin.totals.len();
    let mut respondents = vec![0_u64; limit];
    for (row, (&cell, &weight)) in margin.cells.iter().zip(weights).enumerate() {
        if cell as usize >= limit {
            return Err(Error::Category {
                what: "cell of a margin",
                row,
                found: cell.into(),
                limit: limit as u64,
            });
        }
        respondents[cell as usize] += u64::from(weight > 0.0);
    }
    for (cell, (&total, &found)) in margin.totals.iter().zip(&respondents).enumerate() {
        if total < 0.0 || (total == 0.0 && found > 0) {
            return Err(Error::Value {
                what: "margin total",
                row: cell,
                value: total,
            });
        }
        if total > 0.0 && found < least.max(1) {
            return Err(Error::FewRespondents {
                margin: index,
                cell,
                found,
                least: least.max(1),
            });
        }
    }
    Ok(())
}

/// Margin, cell and total of every cell that somebody is in.
fn peopled(margins: &[Margin]) -> impl Iterator<Item = (usize, usize, f64)> {
    margins.iter().enumerate().flat_map(|(index, margin)| {
        let totals = margin.totals.iter().copied().enumerate();
        totals
            .filter(|(_, total)| *total > 0.0)
            .map(move |(cell, total)| (index, cell, total))
    })
}

//! The correlation of what lies behind two ordinal items: each answer is taken for a normal variable cut at thresholds.
//!
//! Two steps (Olsson 1979, Psychometrika 44:443–460): thresholds from the margins, τ_a = Φ⁻¹(share at or below *a*);
//! then the ρ at which Σ n_ab log P_ab(ρ) is greatest, P_ab the normal probability of a cell. Its derivative is
//! Σ n_ab/P_ab · dP_ab/dρ, where dΦ₂/dρ is the density at the corner; its root is found by Fisher scoring within a
//! bracket that bisection keeps.

use nalgebra::DMatrix;

use super::bivariate::{bivariate_density, bivariate_normal, normal_quantile};
use super::joint::JointCounts;
use crate::Error;

/// The greatest size of a correlation; a table that asks for more is perfectly ordered.
const LIMIT: f64 = 0.999_99;

/// A polychoric correlation.
#[derive(Debug, Clone, PartialEq)]
pub struct Polychoric {
    /// The correlation, −0.99999 to 0.99999.
    pub correlation: f64,
    /// Its standard error with thresholds taken as known.
    pub standard_error: f64,
    /// Whether the likelihood still rises at the limit, as in a perfectly ordered table.
    pub at_limit: bool,
}

/// The polychoric correlation of a table of people by two items' options, thresholds from its own margins.
///
/// # Errors
/// [`Error::Empty`] for a table of nobody, [`Error::ColumnLength`] for rows of unequal length,
/// [`Error::NoVariance`] when all are in one row (item 0) or column (item 1).
pub fn polychoric(table: &[Vec<u32>]) -> Result<Polychoric, Error> {
    let width = table.first().map_or(0, Vec::len);
    if let Some(at) = table.iter().position(|row| row.len() != width) {
        let (column, found, people) = ("row", table[at].len(), width);
        return Err(Error::ColumnLength {
            column,
            at,
            found,
            people,
        });
    }
    let rows: Vec<u32> = table.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<u32> = (0..width)
        .map(|at| table.iter().map(|row| row[at]).sum())
        .collect();
    maximise(table, &thresholds(&rows, 0)?, &thresholds(&columns, 1)?)
}

/// The thresholds between an item's options from people per option; infinite where an end is empty.
///
/// # Errors
/// [`Error::Empty`] for nobody, [`Error::NoVariance`] (of `item`) when all gave one answer.
pub fn thresholds(people: &[u32], item: usize) -> Result<Vec<f64>, Error> {
    let total: u64 = people.iter().map(|count| u64::from(*count)).sum();
    if total == 0 {
        return Err(Error::Empty);
    }
    if people.iter().filter(|count| **count > 0).count() < 2 {
        return Err(Error::NoVariance { item });
    }
    let mut below = 0;
    let cut = |count: &u32| {
        below += u64::from(*count);
        normal_quantile(crate::interval::real(below) / crate::interval::real(total))
    };
    Ok(people[..people.len() - 1].iter().map(cut).collect())
}

/// Polychoric correlations between all items, each over the people who answered both, with thresholds over all who
/// answered the item. Returns the matrix (diagonal 1; it may fail to be positive definite) and the thresholds.
///
/// # Errors
/// [`Error::Empty`] when nobody answered an item or both of two, [`Error::NoVariance`].
pub fn polychoric_matrix(counts: &JointCounts) -> Result<(DMatrix<f64>, Vec<Vec<f64>>), Error> {
    let items = counts.items();
    let cuts = (0..items)
        .map(|item| thresholds(&counts.single(item)[1..], item))
        .collect::<Result<Vec<_>, _>>()?;
    let mut matrix = DMatrix::identity(items, items);
    for i in 0..items {
        for j in i + 1..items {
            let table = counts.table(i, j);
            if table.iter().flatten().all(|people| *people == 0) {
                return Err(Error::Empty);
            }
            let correlation = maximise(&table, &cuts[i], &cuts[j])?.correlation;
            matrix[(i, j)] = correlation;
            matrix[(j, i)] = correlation;
        }
    }
    Ok((matrix, cuts))
}

fn maximise(table: &[Vec<u32>], rows: &[f64], columns: &[f64]) -> Result<Polychoric, Error> {
    let (mut low, mut high) = (-LIMIT, LIMIT);
    let mut rho = 0.0;
    for _ in 0..200 {
        let (slope, information) = slope(table, rows, columns, rho);
        if slope > 0.0 {
            low = rho;
        } else {
            high = rho;
        }
        let scored = rho + slope / information;
        let next = if scored > low && scored < high {
            scored
        } else {
            f64::midpoint(low, high)
        };
        let settled = (next - rho).abs() < 1e-13 || high - low < 1e-13;
        rho = next;
        if settled {
            return Ok(Polychoric {
                correlation: rho,
                standard_error: information.sqrt().recip(),
                at_limit: LIMIT - rho.abs() < 1e-9,
            });
        }
    }
    Err(Error::NotConverged {
        what: "a polychoric correlation",
        rounds: 200,
    })
}

/// The derivative of the log-likelihood in ρ, and its expected information.
fn slope(table: &[Vec<u32>], rows: &[f64], columns: &[f64], rho: f64) -> (f64, f64) {
    let people: u64 = table.iter().flatten().map(|count| u64::from(*count)).sum();
    let people = crate::interval::real(people);
    let mut above = vec![(0.0, 0.0); columns.len() + 1];
    let (mut slope, mut information) = (0.0, 0.0);
    for (a, counts) in table.iter().enumerate() {
        let h = rows.get(a).copied().unwrap_or(f64::INFINITY);
        let mut before = (0.0, 0.0);
        for (b, &count) in counts.iter().enumerate() {
            let k = columns.get(b).copied().unwrap_or(f64::INFINITY);
            let corner = (bivariate_normal(h, k, rho), bivariate_density(h, k, rho));
            let cell = (corner.0 - above[b].0 - before.0, corner.1 - above[b].1 - before.1);
            before = (corner.0 - above[b].0, corner.1 - above[b].1);
            above[b] = corner;
            // Below this a cell's probability is rounding error.
            let probability = cell.0.max(1e-15);
            slope += f64::from(count) * cell.1 / probability;
            information += people * cell.1 * cell.1 / probability;
        }
    }
    (slope, information)
}

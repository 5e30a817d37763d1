//! Linear programs with bounds on every variable, solved by the revised simplex method: the dual one when rows or
//! bounds change under a settled cost (the 0–1 program), the primal one when the cost changes over a settled set (the
//! attacker). Both start where the last one stopped, which is what makes thousands of related programs cheap.
//!
//! A program is `min c·x` with `A x − r = 0`, `l ≤ (x, r) ≤ u`: a row's *logical* variable r is its activity. Variables
//! `0..columns` are structural, `columns + i` is the logical of row `i`. The first basis is all logicals.
//!
//! Methods: bounded revised simplex (Dantzig 1955; Chvátal 1983, chapter 8); sparse LU of the basis by singletons and
//! then Markowitz (1957) with threshold pivoting; product-form updates; dual steepest edge (Forrest & Goldfarb 1992);
//! the long-step dual ratio test (Fourer 1994; Maros 2003). Every choice is by value and then by index, so a run is the
//! same each time.

mod dual;
mod elimination;
mod factor;
mod primal;
mod program;

pub(crate) use program::{Outcome, Program, Stop};

/// Entries of a row or column: index and value.
pub(crate) type Sparse = Vec<(usize, f64)>;

/// Bounds and reduced costs this close are equal.
pub(crate) const TOLERANCE: f64 = 1e-9;
/// Entries of a pivot row or column this small are no pivots.
const PIVOT: f64 = 1e-7;

//! Estimates from samples as they were drawn: strata, clusters of one or several stages, finite populations, unequal
//! weights.
//!
//! A [`Design`] says how the rows came about. An [`Estimand`] says what is asked: a total, mean, share or ratio, of all
//! or of a domain. [`Design::estimate`] answers with values and a covariance by Taylor linearisation (Woodruff 1971, JASA
//! 66:411–414; Binder 1983, International Statistical Review 51:279–292): with zᵢ the weighted linearised value of row i and
//! t its totals per sampled unit c of stratum h,
//!
//! V = Σₕ (1 − nₕ/Nₕ) nₕ/(nₕ − 1) Σ꜀ (tₕ꜀ − t̄ₕ)(tₕ꜀ − t̄ₕ)ᵀ + Σₕ꜀ (nₕ/Nₕ) V(within unit c),
//!
//! where the second part exists for designs of several stages with known populations (Särndal, Swensson and Wretman 1992,
//! result 4.3.1). A domain keeps all sampled units, those without a member at zero. The same quantities from replicates:
//! [`jackknife`], [`ReplicateWeights`]. Tests of association in tables: [`rao_scott`]. Regression: [`regression`].
//!
//! Invariants: multiplying all weights by a number changes totals alone; the order of rows changes nothing but the
//! last digits; equal weights without strata give the textbook formulas. Work is linear in rows after one sort.

mod estimand;
mod estimate;
mod linear;
mod quantile;
mod regression;
mod replicates;
mod resampling;
mod share;
mod strata;
mod table;
mod tail;
mod variance;

pub use estimand::{Estimand, Variable};
pub use estimate::Estimates;
pub use quantile::{Quantile, quantile};
pub use regression::{Regression, regression};
pub use replicates::{Centre, ReplicateWeights, Scaling};
pub use resampling::jackknife;
pub use share::ShareInterval;
pub use strata::{Design, Lonely, LonelyStratum, Stage};
pub use table::{AssociationTest, Tested, rao_scott};
pub use tail::{chi_squared_tail, f_tail, t_quantile, t_tail};

pub(crate) use linear::Normal;
pub(crate) use strata::{check_finite, check_rows, check_weights};

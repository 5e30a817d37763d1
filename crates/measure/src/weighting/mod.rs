//! Weights that make respondents add up to what is known of everybody, and how far respondents resemble everybody.
//!
//! - [`rake`]: known totals of several groupings, one at a time (Deming and Stephan 1940, Annals of Mathematical Statistics
//!   11:427–444), with bounds on how far a weight may move (the truncated multiplicative method of Deville and Särndal
//!   1992, JASA 87:376–382).
//! - [`post_stratify`]: known totals of one grouping. [`calibrate`]: known totals of any columns, linearly (GREG).
//! - All give an [`Adjustment`]: attached to a [`crate::design::Design`], variances become those of residuals from the
//!   regression of each linearised value on what the totals are known of (Deville and Särndal 1992, equation 3.4).
//! - [`representativity`]: R-indicators of how evenly people responded, and the largest bias unevenness can cause.
//!
//! Invariants: adjusted weights reproduce every known total to 1e-10 of it or the call fails; multiplying starting
//! weights by a number changes nothing; a cell with fewer respondents than asked is refused, not stretched.

mod adjustment;
mod calibration;
mod cells;
mod propensity;
mod raking;
mod representativity;

pub use adjustment::Adjustment;
pub use calibration::{calibrate, post_stratify};
pub use raking::{Bounds, Margin, Raked, Raking, rake};
pub use representativity::{Partial, Representativity, largest_bias, representativity};

/// The fewest respondents a cell may have, unless a caller asks for more or fewer.
pub const LEAST_RESPONDENTS: u64 = 5;

//! Item response models: what a person's answers say about θ, the thing that a scale's items have in common.
//!
//! **Nouns.** A [`Pattern`](Patterns) is one combination of answers, with how many people gave it. An [`Item`] has a slope and
//! thresholds. A [`Population`] is the normal distribution of θ in one group or wave. A [`Calibration`] turns patterns into a [`Fit`]:
//! items and populations together.
//!
//! **Method.** Marginal maximum likelihood (Bock and Aitkin 1981, Psychometrika 46:443–459): with points `θ_q` and shares `w_q`
//! of the population, a pattern x has the probability `P(x) = Σ_q w_q Π_j P(x_j | θ_q)`, and `ℓ = Σ_x n_x log P(x)` is made as large as
//! possible.
//! Missing answers are left out of the product, which is right when they are missing at random given the answers there are (Rubin 1976).
//!
//! * *Expectation.* `n_jkq`, the people expected at `θ_q` who chose category k of item j. Items are taken together in blocks and the
//!   patterns walked as a tree of blocks, so that the work is a few passes over the points per pattern, not per answer.
//! * *Maximisation.* Fisher scoring per item on the expected counts.
//! * *Acceleration.* By Fisher's identity the gradient of the expected log-likelihood at the current parameters is that of ℓ itself.
//!   After a few plain cycles, steps are those of limited-memory BFGS with the complete-data information as the first
//!   metric (Jamshidian and Jennrich 1997, JRSS B 59:569–587, their QN2). A step that would lower ℓ is shortened and at last replaced by a
//!   plain cycle, so ℓ never falls by more than rounding.
//! * *Start.* On many patterns, at the optimum of one in 16 of them, with the curvature learnt there.
//! * *End.* When the complete-data Newton step J⁻¹∇ℓ is below [`Calibration::tolerance`] in every parameter.
//! * *Standard errors.* From the observed information: minus the second derivative of ℓ, by central differences of its exact gradient.
//!
//! **What fixes the scale.** Without anchors θ ~ N(0, 1) in the first group, and mean and standard deviation of every further group are
//! estimated. With at least one anchored item, whose parameters are kept, every group is estimated, and scores stay on the anchors' scale.
//!
//! **Invariants.** The result is the same, bit for bit, on any number of threads; changing the order of people or items changes it
//! by rounding only; doubling every count doubles ℓ and changes no parameter.

mod ascent;
mod blocks;
mod calibration;
mod complete;
mod error;
mod expectation;
mod item;
mod metric;
mod parameters;
mod patterns;
mod quadrature;
mod sample;
mod standard_errors;
mod start;
mod table;

pub use calibration::{Calibration, Ending, Fit, Model};
pub use error::Error;
pub use item::{Family, Item};

pub use patterns::{Column, Patterns, Responses, Unchosen};
pub use quadrature::{Population, Quadrature};
pub use standard_errors::{ItemErrors, StandardErrors};

pub(crate) use item::Point;
pub(crate) use quadrature::real;

//! From a person's answers to a score: estimates of θ, the scales on which they are told, and whether the answers fit.
//!
//! [`Scoring`] takes known items and a population. It gives the maximum likelihood estimate, the weighted likelihood estimate
//! (WLE; Warm 1989), which is finite for every pattern and nearly unbiased, and the expectation a posteriori (EAP), which is drawn towards
//! the population's mean. Averages over a school's people are to be made of WLEs: averages of EAPs are drawn in twice.
//! [`Scoring::raw_to_scale`] is the table for models in which the sum of the answers says all that the answers say.
//! [`Transformation`] turns θ into points. [`person_fit`] and [`item_fit`] compare answers with what the model expects.
//!
//! **Invariants.** A person's score depends on their own answers and the items, not on other people; it is the same for items in another
//! order, but for rounding; items without an answer are left out.

mod curves;
mod misfit;
mod raw;
mod roots;
mod theta;
mod transformation;

pub use curves::{expected_score, information};
pub use misfit::{ItemFit, MeanSquare, PersonFit, item_fit, person_fit};
pub use raw::RawScore;
pub use theta::{Estimate, PatternScore, Scoring};
pub use transformation::{Transformation, cut};

//! Signs that somebody answered without reading, and what a figure looks like with and without them.
//!
//! A [`Sheet`] holds items' coded answers; each sign is a number per person ([`Sheet::long_strings`],
//! [`Sheet::variability`], [`Sheet::even_odd`], [`Sheet::mahalanobis`], [`Sheet::synonyms`], [`Sheet::seconds_per_item`]), none
//! where somebody answered too little for it. [`Limits`] turn numbers into [`Signs`]. Signs are soft: no answer is ever
//! removed for them; [`with_and_without`] computes a statistic twice, and both are shown. Check [`signs_by_group`]
//! before use: a sign that marks learners of English more often says something about the questions.
//! (Meade and Craig 2012, Psychological Methods 17:437–455; Curran 2016, Journal of Experimental Social Psychology 66:4–19.)
//!
//! Missing answers are never filled in. Reversed items must be coded in the direction of their scale for even–odd,
//! Mahalanobis and synonyms; for long strings and variability leave them as they were seen. Work is linear in people.

mod consistency;
mod distance;
mod pairs;
mod sheet;
mod signs;

pub use distance::Distance;
pub use pairs::SynonymPair;
pub use sheet::Sheet;
pub use signs::{Limits, Sign, Signs, WithAndWithout, signs_by_group, with_and_without};

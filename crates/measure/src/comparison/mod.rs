//! Comparing groups, schools and waves without making more of a difference than there is.
//!
//! - [`shrink`]: school means drawn towards their common mean as far as chance explains their distance.
//! - [`Moments`], [`rest`], [`mean_difference`]: a school against the rest of its agency, nobody counted on both sides.
//! - [`cochran_armitage`], [`slope`], [`mann_kendall`]: whether waves go up or down.
//! - [`benjamini_hochberg`] beside [`crate::holm`]: many comparisons at once.
//! - [`superiority`], [`cohen_d`], [`cohen_h`], [`points`]: how large a difference is, with [`Band`]s set beforehand.
//!
//! Invariants: swapping two groups turns an effect's sign and nothing else; shrinking never passes the common mean; a
//! corrected probability is never smaller than the uncorrected one.

mod effect;
mod kendall;
mod multiplicity;
mod rest;
mod shrinkage;
mod superiority;
mod trend;

pub use effect::{Band, Cutoffs, cohen_d, cohen_h, hedges_g, points};
pub use multiplicity::benjamini_hochberg;
pub use rest::{MeanDifference, Moments, mean_difference, rest, school_and_rest};
pub use shrinkage::{Components, InternalOnly, School, Shrunk, ShrunkMeans, components, shrink};
pub use superiority::{Superiority, superiority, superiority_of_counts};
pub use trend::{Slope, Trend, cochran_armitage, mann_kendall, slope};

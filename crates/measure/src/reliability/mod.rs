//! How dependable a scale is: for telling people apart (alpha, omega), and for telling schools apart (intraclass
//! correlations, variance components, agreement within a school).
//!
//! Answers are counted once into [`JointCounts`]; matrices, alpha and polychoric correlations follow from the counts.

#![expect(clippy::doc_markdown, reason = "names of people and formulae are not code")]

mod agreement;
mod alpha;
mod bivariate;
mod categorical_omega;
mod covariance;
mod factor_model;
mod groups;
mod item;
mod joint;
mod minres;
mod polychoric;
mod scale;
mod school;
mod scores;

pub use agreement::{Centre, average_deviation, rwg, rwg_j, uniform_variance};
pub use alpha::Alpha;
pub use bivariate::{bivariate_normal, normal_probability};
pub use categorical_omega::{CategoricalOmega, categorical_omega};
pub use covariance::Covariances;
pub use factor_model::{Equality, FactorFit, FitMeasures, GroupEstimates, GroupMoments, factor_model};
pub use groups::Groups;
pub use item::{ItemStatistics, item_statistics, person_means};
pub use joint::JointCounts;
pub use minres::{Omega, OneFactor, minimum_residual};
pub use polychoric::{Polychoric, polychoric, polychoric_matrix, thresholds};
pub use scale::{ItemColumn, ScaleAnswers};
pub use school::{Components, School, Schools, Variances, spearman_brown};
pub use scores::{Scores, Stratum};

//! From counts to figures: shares with intervals, the three favourable rules of a scale, and whether two groups differ.
//! Pure; every function says which method it is and whose.

pub mod comparison;
pub mod design;
mod difference;
mod error;
pub mod fairness;
mod favourable;
mod interval;
mod normal;
pub mod proportion;
pub mod reliability;
pub mod response;
pub mod score;
pub mod validity;
pub mod weighting;

pub use difference::{Difference, difference, holm};
pub use error::Error;
pub use favourable::{Cut, Rule, mean_of_item_shares, share_of_answers, share_of_people};
pub use interval::{Interval, Z95, share, wilson};
pub use normal::two_sided_p;

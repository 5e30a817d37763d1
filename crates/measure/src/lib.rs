//! From counts to figures: shares with intervals, the three favourable rules of a scale, and whether two groups differ.
//! Pure; every function says which method it is and whose.

mod difference;
mod favourable;
mod interval;
mod normal;

pub use difference::{Difference, difference, holm};
pub use favourable::{Cut, Rule, mean_of_item_shares, share_of_answers, share_of_people};
pub use interval::{Interval, Z95, share, wilson};
pub use normal::two_sided_p;

/// Why a figure could not be computed; names the value and the limit.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// More favourable than answered.
    #[error("{part} of {of} is not a share: the part must not exceed the whole")]
    Part {
        /// The part.
        part: u64,
        /// The whole.
        of: u64,
    },
    /// A share of nobody.
    #[error("a share of nobody has no value: at least 1 answer is needed")]
    Empty,
    /// A quantile that is not a positive finite number.
    #[error("z = {z} is not usable: it must be above 0 and finite")]
    Quantile {
        /// The value given.
        z: f64,
    },
    /// A cut outside the range of values.
    #[error("a cut of {hundredths} hundredths is outside 1.00 to 250.00")]
    Cut {
        /// The value given, in hundredths.
        hundredths: u32,
    },
    /// A probability outside 0 to 1.
    #[error("p = {p} is not a probability")]
    Probability {
        /// The value given.
        p: f64,
    },
    /// Nobody can have answered this many items.
    #[error("least answered is {found}; with {items} items it must be 1 to {items}")]
    LeastAnswered {
        /// The value given.
        found: u32,
        /// Items of the scale.
        items: usize,
    },
}

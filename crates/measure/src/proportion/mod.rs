//! Intervals for a share: what a count of people says about a larger or future group, or about a finite one.
//!
//! | who was asked | function | method |
//! | --- | --- | --- |
//! | some of an endless process | [`crate::wilson`], [`wilson_corrected`], [`agresti_coull`] | inverted score test |
//! | the same, with a guarantee | [`clopper_pearson`] | inverted binomial test; never covers less than it says |
//! | the same, small counts | [`jeffreys`] | Bayesian with the prior Beta(½, ½) |
//! | some of `population` people | [`hypergeometric`] | inverted exact test without replacement; the same guarantee |
//! | the same, many | [`wilson_finite`] | score test with finite population correction |
//! | weighted or clustered answers | [`effective_number`] with [`wilson_effective`] or [`beta_effective`] | Korn and Graubard |
//!
//! Invariants: 0 ≤ low ≤ share ≤ high ≤ 1 for every method; the two for finite populations collapse to the share when
//! everybody answered. Counts may be up to 10⁹.

mod beta;
mod binomial;
mod confidence;
mod effective;
mod finite;
mod score;

pub use binomial::{clopper_pearson, jeffreys};
pub use confidence::Confidence;
pub use effective::{beta_effective, effective_number, wilson_effective};
pub use finite::{hypergeometric, wilson_finite};
pub use score::{agresti_coull, wilson_corrected};

pub(crate) use beta::{Point, Tail, beta_quantile, beta_tails};

use crate::interval::{real, share};
use crate::{Error, Interval};

/// The most people an interval can be asked for.
const PEOPLE_MAX: u64 = 1_000_000_000;

/// `part / of` as (share, part, of) in real numbers, refused when it is no share or larger than the methods allow.
fn counted(part: u64, of: u64) -> Result<(f64, f64, f64), Error> {
    let p = share(part, of)?;
    if of > PEOPLE_MAX {
        return Err(Error::TooMany {
            what: "people",
            found: of,
            most: PEOPLE_MAX,
        });
    }
    Ok((p, real(part), real(of)))
}

/// An interval whose ends keep to 0, the share, and 1, where rounding errors might miss them.
fn within(low: f64, p: f64, high: f64) -> Interval {
    Interval {
        low: low.clamp(0.0, p),
        high: high.clamp(p, 1.0),
    }
}

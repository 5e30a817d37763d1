//! Differential privacy: extracts of a whole state, for anybody, with a budget that is shown.
//!
//! # What is released, and what it promises
//! [`extract`] gives every item's histogram over its options for everyone and for every level of the dimensions asked
//! for, with noise on every count, also on those of nobody. The promise is zero-concentrated differential privacy (Bun and
//! Steinke 2016): an extract of budget ρ is about as likely with any one person as without them, whatever is known of
//! the others. Two extracts together cost the sum of their budgets; a [`Budget`] keeps
//! account, and refuses what would overspend it. [`Rho::epsilon`] says the same as (ε, δ).
//!
//! *Neighbours* are waves that differ by one person, there or not there. That a person changes their answer is one
//! removed and one added; against that the promise is 2ρ.
//!
//! # Method
//! **Sensitivity.** A person is in at most one option of an item, and in everyone's table, one level of a single
//! dimension, and at most all levels of a multiple one. So they change at most [`tables_per_person`] counts, each by
//! one, and the L2 sensitivity is its square root.
//!
//! **Noise.** The discrete Gaussian of Canonne, Kamath and Steinke (2020), "The discrete Gaussian for differential privacy":
//! with scale σ = Δ / √(2ρ), the extract has ρ. σ is rounded up to a multiple of 1/64, and the crate `opendp` confirms
//! from its own proofs, with arithmetic that rounds against us, that the scale keeps the budget; it also turns ρ into (ε, δ).
//! The sampler is ours ([`gaussian`]): whole numbers only, exact, from bytes that the caller gives. `opendp` would draw from the
//! process's own source, which a pure crate may not, and which no test could repeat.
//!
//! # What to know before using it
//! Noise does not depend on the size of a group. Forty items and six dimensions with ρ = 0.5 give each count ± 33: invisible for
//! a state, useless for a school. Counts may be negative and do not add up; making them so afterwards costs nothing
//! but bias. The bytes must be unpredictable and used once: whoever knows them knows the exact counts. A person is in one
//! wave once; over several waves their budgets add up. Which items, dimensions and levels there are is public. The time
//! it takes depends on the noise drawn: do not let strangers measure it.

mod budget;
mod sampler;

use opendp::domains::{AtomDomain, VectorDomain};
use opendp::measurements::make_gaussian;
use opendp::measures::ZeroConcentratedDivergence;
use opendp::metrics::L2Distance;
use serde::Serialize;
use tally::{Breakdown, Coded, Filter, GroupOf, Index, PlaceAt};

use crate::Released;

pub use budget::{Budget, Rho};
pub use sampler::{Scale, gaussian};

/// Why there is no extract.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refused {
    /// The budget does not allow it; nothing was spent.
    #[error("this extract costs {asked}, and {left} is left of the budget")]
    Overspent {
        /// What it would cost.
        asked: Rho,
        /// What is left.
        left: Rho,
    },
    /// A budget of nothing would need endless noise.
    #[error("an extract needs a budget of more than nothing")]
    Nothing,
    /// There is nothing to count.
    #[error("an extract needs at least one item")]
    Empty,
    /// A dimension or item is asked for twice.
    #[error("{what} number {at} is asked for twice")]
    Twice {
        /// Which: a dimension or an item.
        what: &'static str,
        /// Its position.
        at: usize,
    },
    /// The noise would be larger than numbers here can be.
    #[error(
        "the budget is too small: the noise would have a scale of more than {}",
        Scale::LARGEST
    )]
    Scale,
    /// The second opinion disagrees; this is a defect.
    #[error("the scale could not be confirmed: {reason}")]
    Unconfirmed {
        /// What it says.
        reason: String,
    },
    /// The index cannot count this.
    #[error(transparent)]
    Tally(#[from] tally::Error),
}

/// What an extract is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Positions of the items.
    pub items: Vec<usize>,
    /// Positions of the dimensions whose levels are groups, besides everyone.
    pub dimensions: Vec<usize>,
    /// Where.
    pub within: PlaceAt,
    /// What it may cost.
    pub rho: Rho,
}

/// The answers of a group to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Histogram {
    /// The id of the item.
    pub item: String,
    /// The ids of the group's dimension and level; none is everyone.
    pub group: Option<(String, String)>,
    /// People per option, with noise; may be negative.
    pub counts: Vec<i64>,
}

/// Histograms with noise, and what they cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Extract {
    /// The histograms, item by item: everyone, then the levels of each dimension.
    pub histograms: Vec<Histogram>,
    /// Counts that one person is in at most.
    pub tables_per_person: u32,
    /// Standard deviation of the noise on every count, in people.
    pub standard_deviation: f64,
    /// Half the width of the interval that holds a count's noise 95 times in 100, in people.
    pub plus_minus: u32,
    /// What it cost.
    pub rho: Rho,
    /// What has been spent on this wave, this included.
    pub spent: Rho,
    /// What is left.
    pub left: Rho,
}

/// In how many counts of an extract one person can be: items times everyone, one for each single dimension, and the
/// number of levels for each multiple one.
///
/// # Errors
/// [`Refused::Empty`], [`Refused::Twice`], [`Refused::Tally`] for positions that are not there.
pub fn tables_per_person(index: &Index, wanted: &Wanted) -> Result<u32, Refused> {
    if wanted.items.is_empty() {
        return Err(Refused::Empty);
    }
    for (what, kind, list, count) in [
        ("item", "item", &wanted.items, index.items().len()),
        (
            "dimension",
            "dimension",
            &wanted.dimensions,
            index.dimensions().len(),
        ),
    ] {
        for (number, &at) in list.iter().enumerate() {
            if at >= count {
                return Err(tally::Error::Position { kind, at, count }.into());
            }
            if list[..number].contains(&at) {
                return Err(Refused::Twice { what, at });
            }
        }
    }
    let groups = wanted.dimensions.iter().map(|&at| {
        let dimension = &index.dimensions()[at];
        if dimension.is_multiple() {
            dimension.levels.len()
        } else {
            1
        }
    });
    let groups = 1 + groups.sum::<usize>();
    u32::try_from(groups * wanted.items.len()).map_err(|_| Refused::Scale)
}

/// Draws an extract. `bytes` fills what it is given with unpredictable bytes that are never used again. The budget is charged
/// first; when anything is refused, nothing is spent and no noise is drawn.
///
/// # Errors
/// [`Refused`].
pub fn extract(
    index: &Index,
    wanted: &Wanted,
    budget: &mut Budget,
    bytes: &mut dyn FnMut(&mut [u8]),
) -> Result<Released<Extract>, Refused> {
    let tables = tables_per_person(index, wanted)?;
    let scale = scale(tables, wanted.rho)?;
    let exact = histograms(index, wanted)?;
    budget.spend(wanted.rho)?;
    let histograms = exact.into_iter().map(|mut histogram| {
        for count in &mut histogram.counts {
            *count = count.saturating_add(gaussian(scale, bytes));
        }
        histogram
    });
    Ok(Released::seal(Extract {
        histograms: histograms.collect(),
        tables_per_person: tables,
        standard_deviation: scale.sigma(),
        plus_minus: scale.plus_minus(),
        rho: wanted.rho,
        spent: budget.spent(),
        left: budget.left(),
    }))
}

/// The exact histograms. Not to be shown: this is what the noise is for.
fn histograms(index: &Index, wanted: &Wanted) -> Result<Vec<Histogram>, Refused> {
    let breakdown = Breakdown {
        dimensions: wanted.dimensions.clone(),
        pairs: Vec::new(),
        filter: Filter::Everyone,
        threads: 1,
    };
    let cube = index.cube(&breakdown)?;
    let mut found = Vec::new();
    for &item in &wanted.items {
        let options = &index.items()[item].options;
        for (at, group) in cube.groups().iter().enumerate() {
            let counts = (0..=u8::MAX).take(options.len()).map(|option| {
                let people = cube.with_entry(wanted.within, item, Coded::Option(option))?;
                Ok(people.map_or(0, |people| i64::from(people[at])))
            });
            let group = match group {
                GroupOf::Level(level) => {
                    let dimension = &index.dimensions()[level.dimension];
                    Some((dimension.id.clone(), dimension.levels[level.level].clone()))
                }
                GroupOf::Everyone | GroupOf::Pair(..) => None,
            };
            found.push(Histogram {
                item: index.items()[item].id.clone(),
                group,
                counts: counts.collect::<Result<_, tally::Error>>()?,
            });
        }
    }
    Ok(found)
}

/// The least scale, in steps of 1/64, that keeps the budget.
fn scale(tables: u32, rho: Rho) -> Result<Scale, Refused> {
    let mut scale = Scale::least(tables, rho)?;
    // The second opinion takes the sensitivity as a number with a point, rounded up; that may cost one step.
    for _ in 0..3 {
        if confirmed(scale, tables)? <= rho.value() {
            return Ok(scale);
        }
        scale = scale.next().ok_or(Refused::Scale)?;
    }
    Err(Refused::Unconfirmed {
        reason: format!("σ = {} costs more than {rho}", scale.sigma()),
    })
}

/// What the extract costs, as `opendp` sees it.
fn confirmed(scale: Scale, tables: u32) -> Result<f64, Refused> {
    let unconfirmed = |error: opendp::error::Error| Refused::Unconfirmed {
        reason: error.to_string(),
    };
    let counts = VectorDomain::new(AtomDomain::<i64>::default());
    let mechanism = make_gaussian::<_, L2Distance<f64>, ZeroConcentratedDivergence>(
        counts,
        L2Distance::default(),
        scale.sigma(),
        None,
    );
    let sensitivity = f64::from(tables).sqrt().next_up();
    mechanism
        .and_then(|mechanism| mechanism.map(&sensitivity))
        .map_err(unconfirmed)
}

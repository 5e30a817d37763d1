//! Cell keys: noisy counts for whoever explores a wave freely, by any filter.
//!
//! # Method
//! Everybody has a secret random number, the *record key*. A *cell* is a set of people; its key is the sum of their
//! record keys modulo 2³². The key, not a new throw of dice, picks the noise out of a [`PerturbationTable`]. So the same
//! people always get the same noise, by whatever filter they are reached and however often, and asking again teaches
//! nothing. A withdrawn person changes those cells only that held them. Fraser and Wooton (2005), "A proposed method for
//! confidentialising tabular output to protect against differencing"; Thompson, Broadfoot and Elazar (2013), "Methodology for
//! the automatic confidentialisation of statistical outputs from remote servers at the Australian Bureau of Statistics";
//! the table by maximum entropy, Giessing (2016), "Computational issues in the design of transition probabilities and
//! disclosure risk estimation for additive noise".
//!
//! Noise is a whole number of at most *largest deviation*, has mean zero and the stated variance for every true count but
//! 0, which stays 0; nothing negative is shown, and nothing between 1 and one less than the *threshold*.
//!
//! Tables do not add up: the noise of a sum is not the sum of the noises. Never make them add up; the differences are
//! what protects.
//!
//! # What it protects against
//! Small counts cannot be told from none, and no count is known exactly from one answer, nor by asking again. How many
//! people two sets differ by is known with twice the variance only: with V = 3, one subtraction finds the size of a group of five
//! less than one time in three.
//!
//! # What it does not protect against
//! - **Equality.** The same people get the same noise, so different numbers say that two sets are different. Who can ask
//!   for two filters that differ by one known person sees which cells move: those the person is in. `tests/cell_key` does
//!   it: a cell without them never moves, and one with them moves more than seven times in ten. That is the price of "same cell,
//!   same noise". So whoever offers this must offer filters that cannot single out people: few dimensions, of few levels.
//! - **Averaging.** Different sets have independent noise. Who can ask for many pairs of sets that differ by the same
//!   people averages the noise away: *m* pairs tell how many they are to ± √(2V/m). In the tests, 200 pairs find the size of
//!   nearly every group of five (Asghar and Kaafar 2019, "Averaging attacks on bounded noise-based disclosure control
//!   algorithms"). So the number of different filters that one reader may ask must be limited and logged; nothing here counts them.
//! - **Bounds.** The largest deviation is public, so every count is known to within it.
//! - **Readers who know the seed.** It is as secret as the answers, and must not be kept with them.
//! - **Other releases.** Exact counts published elsewhere are not noisy, and their differences with each other are the
//!   ledger's task; next to an exact total a noisy part hides less.
//! - **Unanimity.** That all of a group chose one option shows as far as the noise is small beside the group.
//!
//! There is no formal guarantee as differential privacy has; use it for signed-in explorers, not for open data.
//!
//! # Speed
//! Counting 1,000,000 people by 40 items with the sums of their keys takes 71 ms for everyone, and 17 ms for a filter that
//! 24,000 of them pass, on one thread (`crates/tally/examples/cube.rs`).

mod keys;
mod table;

use serde::Serialize;
use tally::{Filter, Index, Keyed, PlaceAt};

use crate::Released;

pub use keys::RecordKeys;
pub use table::{Noise, PerturbationTable, Unfit};

/// A noisy count.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct NoisyCount {
    /// The count with its noise: 0, or at least the threshold.
    pub count: u32,
    /// Standard deviation of the noise, in people. It is the same beside every count, also beside those that are
    /// exactly 0: otherwise it would say which these are.
    pub standard_deviation: f64,
}

/// How the people of a filter answered an item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExploredItem {
    /// The id of the item.
    pub item: String,
    /// Those who chose an option.
    pub answered: NoisyCount,
    /// Those who chose each, in the order of the item's options. They do not add up to `answered`.
    pub options: Vec<NoisyCount>,
}

/// Noisy counts of the people of a filter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explored {
    /// The noise they have.
    pub noise: Noise,
    /// All people of the filter.
    pub people: NoisyCount,
    /// Item by item.
    pub items: Vec<ExploredItem>,
}

/// Noisy counts of a place's people who are in the filter; `None` is everywhere.
///
/// # Errors
/// [`tally::Error`] for a filter that does not fit the index, or keys made for another one.
pub fn explore(
    index: &Index,
    (filter, within): (&Filter, Option<PlaceAt>),
    keys: &RecordKeys,
    table: &PerturbationTable,
) -> Result<Released<Explored>, tally::Error> {
    let found = index.keyed(filter, within, keys.numbers())?;
    let noise = table.noise();
    let shown = |cell: Keyed| NoisyCount {
        count: table.perturbed(cell.people, cell.sum),
        standard_deviation: noise.standard_deviation(),
    };
    let items = index.items().iter().zip(&found.items).map(|(item, options)| {
        let answered = options.iter().copied().fold(Keyed::default(), Keyed::and);
        ExploredItem {
            item: item.id.clone(),
            answered: shown(answered),
            options: options.iter().copied().map(shown).collect(),
        }
    });
    Ok(Released::seal(Explored {
        noise,
        people: shown(found.people),
        items: items.collect(),
    }))
}

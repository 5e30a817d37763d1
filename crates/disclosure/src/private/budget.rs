//! What privacy costs, and what is left to spend.

use std::fmt;

use opendp::combinators::ConcentratedMeasure;
use opendp::measures::ZeroConcentratedDivergence;
use serde::{Deserialize, Serialize};

use super::Refused;

/// ρ of zero-concentrated differential privacy, in millionths, so that budgets add up exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Rho(u64);

impl Rho {
    /// So many millionths.
    pub const fn from_millionths(millionths: u64) -> Self {
        Self(millionths)
    }

    /// In millionths.
    pub const fn millionths(self) -> u64 {
        self.0
    }

    /// As a number.
    #[expect(
        clippy::cast_precision_loss,
        reason = "shown, and compared with something rounded up"
    )]
    pub fn value(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The least ε for which this is (ε, δ)-differential privacy, as `opendp` computes it by the conversion of Canonne, Kamath
    /// and Steinke (2020). δ should be far less than one in the number of people.
    ///
    /// # Errors
    /// [`Refused::Unconfirmed`] for a δ that is not above 0 and below 1.
    pub fn epsilon(self, delta: f64) -> Result<f64, Refused> {
        let unconfirmed = |reason: String| Refused::Unconfirmed { reason };
        if !(delta > 0.0 && delta < 1.0) {
            return Err(unconfirmed(format!("δ = {delta} is not above 0 and below 1")));
        }
        ZeroConcentratedDivergence::convert(self.value())
            .and_then(|profile| profile.epsilon(delta))
            .map_err(|error| unconfirmed(error.to_string()))
    }
}

impl fmt::Display for Rho {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ρ = {}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000)
    }
}

/// What may be spent on a wave, and what has been. It is to be stored beside the wave, and written before an extract is
/// handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Budget {
    total: Rho,
    spent: Rho,
}

#[derive(Deserialize)]
struct Stored {
    total: Rho,
    spent: Rho,
}

impl TryFrom<Stored> for Budget {
    type Error = &'static str;

    fn try_from(Stored { total, spent }: Stored) -> Result<Self, Self::Error> {
        if spent > total {
            return Err("more is spent than the budget has");
        }
        Ok(Self { total, spent })
    }
}

impl Budget {
    /// A budget of which nothing is spent.
    pub const fn new(total: Rho) -> Self {
        Self { total, spent: Rho(0) }
    }

    /// All of it.
    pub const fn total(&self) -> Rho {
        self.total
    }

    /// What has been spent.
    pub const fn spent(&self) -> Rho {
        self.spent
    }

    /// What is left.
    pub const fn left(&self) -> Rho {
        Rho(self.total.0 - self.spent.0)
    }

    /// Spends some of it.
    ///
    /// # Errors
    /// [`Refused::Overspent`] when less is left, [`Refused::Nothing`] for nothing; the budget stays as it is.
    pub fn spend(&mut self, asked: Rho) -> Result<(), Refused> {
        let left = self.left();
        if asked.0 == 0 {
            return Err(Refused::Nothing);
        }
        if asked > left {
            return Err(Refused::Overspent { asked, left });
        }
        self.spent = Rho(self.spent.0 + asked.0);
        Ok(())
    }
}

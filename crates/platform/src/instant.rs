//! A moment in time as it is stored: microseconds in UTC.

use jiff::{SignedDuration, Timestamp};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01 in UTC, within the years -9999 to 9999.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize,
)]
pub struct Instant(i64);

impl Instant {
    /// From microseconds; clamped to what a calendar can show.
    pub fn from_micros(micros: i64) -> Self {
        Self(micros.clamp(Timestamp::MIN.as_microsecond(), Timestamp::MAX.as_microsecond()))
    }

    /// Microseconds since 1970-01-01 in UTC.
    pub fn micros(self) -> i64 {
        self.0
    }

    /// For calendars and zones.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).expect("clamped when made; rows are written from instants")
    }

    /// This instant moved by a duration.
    #[must_use]
    pub fn plus(self, by: SignedDuration) -> Self {
        let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        Self::from_micros(self.0.saturating_add(micros))
    }
}

impl From<Timestamp> for Instant {
    fn from(at: Timestamp) -> Self {
        Self(at.as_microsecond())
    }
}

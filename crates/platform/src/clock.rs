//! The clock, injected everywhere so that a demo can live on a chosen day and a test on any.

use crate::Instant;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// What time it is, for one installation.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's own time.
    System,
    /// The machine's time moved by so many microseconds: a demo's day, running on.
    Shifted(i64),
    /// Stands still until it is set: for tests.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that shows `start` now and runs on from there.
    pub fn starting_at(start: Instant) -> Self {
        Self::Shifted(start.micros() - system_micros())
    }

    /// A clock that shows `start` until [`Clock::set`].
    pub fn standing_at(start: Instant) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.micros())))
    }

    /// The instant it is.
    pub fn now(&self) -> Instant {
        Instant::from_micros(match self {
            Self::System => system_micros(),
            Self::Shifted(by) => system_micros().saturating_add(*by),
            Self::Manual(at) => at.load(Ordering::SeqCst),
        })
    }

    /// Moves a manual clock; any other clock cannot be moved and stays as it is.
    pub fn set(&self, to: Instant) {
        if let Self::Manual(at) = self {
            at.store(to.micros(), Ordering::SeqCst);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the machine's clock is read"
)]
fn system_micros() -> i64 {
    jiff::Timestamp::now().as_microsecond()
}

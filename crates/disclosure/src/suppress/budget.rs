//! How long a search may take: a count of work, so that it can be replayed, and a signal to stop early.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::linear::Stop;

/// What a search may spend. One unit of work is one step of the simplex method. A search that was cancelled says what
/// it had spent; given just that, it ends in the same place again.
#[derive(Debug, Clone, Copy)]
pub struct Budget<'a> {
    /// Units of work.
    pub work: u64,
    /// Stops the search when it turns true.
    pub cancel: Option<&'a AtomicBool>,
}

impl Budget<'_> {
    /// As long as it takes.
    pub const fn unlimited() -> Self {
        Self {
            work: u64::MAX,
            cancel: None,
        }
    }

    /// This much work.
    pub const fn of(work: u64) -> Self {
        Self { work, cancel: None }
    }
}

/// Work spent so far. What must be done, the audit above all, goes on when the budget is gone.
#[derive(Debug)]
pub(crate) struct Effort<'a> {
    budget: Budget<'a>,
    spent: u64,
    /// Whether what is done now must be finished.
    must: bool,
    over: bool,
}

impl<'a> Effort<'a> {
    pub(crate) fn new(budget: Budget<'a>) -> Self {
        Self {
            budget,
            spent: 0,
            must: false,
            over: false,
        }
    }

    pub(crate) fn spent(&self) -> u64 {
        self.spent
    }

    pub(crate) fn is_over(&self) -> bool {
        self.over
    }

    /// Does something that must be finished.
    pub(crate) fn must<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.must, true);
        let done = work(self);
        self.must = before;
        done
    }
}

impl Stop for Effort<'_> {
    fn after(&mut self, steps: u64) -> bool {
        if self.must {
            self.spent += steps;
            return false;
        }
        if !self.over {
            self.spent += steps;
        }
        self.over = self.over
            || self.spent >= self.budget.work
            || self
                .budget
                .cancel
                .is_some_and(|cancel| cancel.load(Ordering::Relaxed));
        self.over
    }
}

//! How long a search may take: a count of work, so that it can be replayed, and a signal to stop early.

use std::sync::atomic::{AtomicBool, Ordering};

use super::blocks::BLOCK;
use crate::linear::Stop;

/// What a search may spend. One unit of work is one step of the simplex method. A search that was cancelled says what
/// it had spent; given just that, it ends in the same place again.
#[derive(Debug, Clone, Copy)]
pub struct Budget<'a> {
    /// Units of work.
    pub work: u64,
    /// Stops the search when it turns true. A first safe pattern is found all the same.
    pub cancel: Option<&'a AtomicBool>,
    /// Gives up without a first safe pattern, too, when it turns true.
    pub abandon: Option<&'a AtomicBool>,
    /// Parts with more cells than this are searched in blocks of at most so many.
    pub block: usize,
}

impl Budget<'_> {
    /// As long as it takes.
    pub const fn unlimited() -> Self {
        Self {
            work: u64::MAX,
            cancel: None,
            abandon: None,
            block: BLOCK,
        }
    }

    /// This much work.
    pub const fn of(work: u64) -> Self {
        Self {
            work,
            cancel: None,
            abandon: None,
            block: BLOCK,
        }
    }
}

/// Work spent so far. What must be done, a first safe pattern above all, goes on when the budget is gone.
#[derive(Debug)]
pub(crate) struct Effort<'a> {
    budget: Budget<'a>,
    spent: u64,
    /// Whether what is done now must be finished.
    must: bool,
    over: bool,
    abandoned: bool,
    /// What is done now pauses when this much is spent.
    pause: u64,
}

impl<'a> Effort<'a> {
    pub(crate) fn new(budget: Budget<'a>) -> Self {
        Self {
            budget,
            spent: 0,
            must: false,
            over: false,
            abandoned: false,
            pause: u64::MAX,
        }
    }

    /// The most cells of a block.
    pub(crate) fn block(&self) -> usize {
        self.budget.block.max(1)
    }

    pub(crate) fn spent(&self) -> u64 {
        self.spent
    }

    /// Whether what is done now has to stop, for good or for a while.
    pub(crate) fn is_over(&self) -> bool {
        self.abandoned || (!self.must && (self.over || self.spent >= self.pause))
    }

    /// Whether the budget is gone.
    pub(crate) fn is_spent(&self) -> bool {
        self.over || self.abandoned
    }

    /// Does something that must be finished.
    pub(crate) fn must<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.must, true);
        let done = work(self);
        self.must = before;
        done
    }

    /// Does something that pauses after so many units of work.
    pub(crate) fn slice<T>(&mut self, units: u64, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.pause, self.spent.saturating_add(units));
        let done = work(self);
        self.pause = before;
        done
    }
}

impl Stop for Effort<'_> {
    fn after(&mut self, steps: u64) -> bool {
        let signal =
            |signal: Option<&AtomicBool>| signal.is_some_and(|signal| signal.load(Ordering::Relaxed));
        self.abandoned = self.abandoned || signal(self.budget.abandon);
        if self.must {
            self.spent += steps;
        } else if !self.is_over() {
            self.spent += steps;
            self.over = self.spent >= self.budget.work || signal(self.budget.cancel);
        }
        self.is_over()
    }
}

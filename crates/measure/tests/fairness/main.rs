//! Fairness against independently computed and published values, and what must hold whatever the answers.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]
#![expect(
    clippy::unreadable_literal,
    reason = "computed values are compared as they were printed"
)]

#[path = "../reliability/answers.rs"]
#[expect(dead_code, reason = "the two test programs use different parts")]
mod answers;
mod invariance;
mod items;
mod properties;
mod refusals;

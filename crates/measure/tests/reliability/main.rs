//! Reliability against independently computed and published values, and what must hold whatever the answers.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]
#![expect(
    clippy::unreadable_literal,
    reason = "computed values are compared as they were printed"
)]

mod answers;
mod consistency;
mod factors;
mod properties;
mod refusals;
mod schools;

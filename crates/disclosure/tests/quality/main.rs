//! What is told of scales: the right figures, and nothing of groups that the release hides.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod figures;
mod protection;
mod reference;
mod wave;

//! The index: its counts, its bytes, and what it refuses.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod counts;
mod keyed;
mod refused;
mod stored;
mod survey;

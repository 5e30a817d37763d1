//! Intervals, designs, weights, comparisons and signs of careless answers against reference values and invariants.
//!
//! Values marked R were computed with R 4.2.2 and its package survey 4.1-1, on inputs made here or on the reference
//! samples of Californian schools, which are read where they are found.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]
#![expect(
    clippy::float_cmp,
    reason = "ends, shares and equal sums are exact where so compared"
)]
#![expect(
    clippy::unreadable_literal,
    reason = "computed values are compared as they were printed"
)]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small whole numbers"
)]

mod comparison;
mod design;
mod extremes;
mod made;
mod properties;
mod proportion;
mod proportion_finite;
mod representativity;
mod schools;
mod tails;
mod trend;
mod validity;
mod weighting;

use std::path::PathBuf;

/// Fails unless two numbers agree to `within`, relative to the expected one where that is above 1.
#[track_caller]
fn close(found: f64, expected: f64, within: f64) {
    let off = (found - expected).abs() / expected.abs().max(1.0);
    assert!(off <= within, "{found} is not {expected}: off by {off:e}");
}

/// Fails unless two numbers agree to `within` of the expected one.
#[track_caller]
fn close_relative(found: f64, expected: f64, within: f64) {
    let off = (found / expected - 1.0).abs();
    assert!(off <= within, "{found} is not {expected}: off by {off:e} of it");
}

/// The records of a reference file, or none where it is absent.
fn reference(name: &str) -> Option<Vec<csv::StringRecord>> {
    let folder = std::env::var_os("KITH_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let path = folder.join("reference").join(name);
    if !path.exists() {
        println!("skipped: {name} of the shared reference values not found");
        return None;
    }
    let mut reader = csv::Reader::from_path(path).unwrap();
    let head = reader.headers().unwrap().clone();
    let records = reader.records().map(Result::unwrap);
    Some(std::iter::once(head).chain(records).collect())
}

/// A named column of such records.
fn column(records: &[csv::StringRecord], name: &str) -> Vec<String> {
    let at = records[0].iter().position(|head| head == name).unwrap();
    records[1..].iter().map(|record| record[at].to_owned()).collect()
}

/// A named column of numbers.
fn numbers(records: &[csv::StringRecord], name: &str) -> Vec<f64> {
    column(records, name)
        .iter()
        .map(|text| text.parse().unwrap())
        .collect()
}

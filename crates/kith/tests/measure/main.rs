//! `kith measure` as somebody types it: against the reference values, and what it says of files it cannot use.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

mod reference;
mod refusals;
mod small;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Runs `kith measure` with these words.
fn run(words: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_kith"));
    program.arg("measure").args(words).output().unwrap()
}

/// What it says in JSON.
fn json(words: &[&str]) -> Value {
    let output = run(&[words, &["--json"]].concat());
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{words:?}: {complaint}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What it complains about.
fn refused(words: &[&str]) -> String {
    let output = run(words);
    assert_eq!(output.status.code(), Some(1), "{words:?}");
    assert!(output.stdout.is_empty());
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(!complaint.contains("panicked"), "{complaint}");
    complaint
}

/// A number within an answer, by path such as `items.0.slope`.
fn number(answer: &Value, path: &str) -> f64 {
    let found = path
        .split('.')
        .fold(answer, |answer, step| match step.parse::<usize>() {
            Ok(at) => &answer[at],
            Err(_) => &answer[step],
        });
    found
        .as_f64()
        .unwrap_or_else(|| panic!("{path}: {found} in {answer}"))
}

fn close(found: f64, expected: f64, within: f64, what: &str) {
    assert!(
        (found - expected).abs() <= within,
        "{what}: {found} is not {expected}"
    );
}

/// A file of the shared reference values, where they are.
fn shared(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("KITH_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let file = folder.join("reference").join(name);
    if !file.exists() {
        println!("skipped: {name} of the shared reference values is not there");
        return None;
    }
    Some(file)
}

/// The rows of a reference table, cell by cell.
fn rows(file: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(file).unwrap();
    let row = |row: csv::StringRecord| row.iter().map(|cell| cell.trim().to_owned()).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// A file of answers.
fn file(folder: &tempfile::TempDir, text: &str) -> String {
    let file = folder.path().join("answers.csv");
    std::fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

//! A released value cannot be turned into another.
use disclosure::{Released, Report};

fn map(report: Released<Report>) {
    let _ = report.map(|report| report);
}

fn main() {}

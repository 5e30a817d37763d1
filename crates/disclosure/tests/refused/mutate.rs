//! A released value cannot be changed.
use disclosure::{Released, Report};

fn change(report: &mut Released<Report>) {
    report.least = 1;
}

fn main() {}

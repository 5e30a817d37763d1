//! Neither `From` nor `Default` makes one.
use disclosure::{Released, Report};

fn from(report: Report) -> Released<Report> {
    Released::from(report)
}

fn default() -> Released<Report> {
    Released::default()
}

fn main() {}

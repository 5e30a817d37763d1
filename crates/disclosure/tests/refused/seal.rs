//! The maker is not visible outside.
use disclosure::{Released, Report};

fn seal(report: Report) -> Released<Report> {
    Released::seal(report)
}

fn main() {}

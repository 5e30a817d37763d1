//! The field is private.
use disclosure::{Cell, IntervalMethod, Released, Report};

fn main() {
    let (dimensions, items, scales) = (Vec::new(), Vec::new(), Vec::new());
    let interval = IntervalMethod::Wilson95;
    let report = Report { least: 1, people: Cell::Hidden, interval, dimensions, pairs: Vec::new(), groups: Vec::new(), items, scales };
    let _ = Released(report);
}

//! Nodes of the search tree: those with the least bound first, then the deepest, then the latest.

use std::cmp::Ordering;

/// A node: what is fixed on the way to it, and what no pattern below it undercuts.
pub(super) struct Node {
    pub bound: f64,
    pub depth: usize,
    pub number: usize,
    /// Columns and whether they are hidden.
    pub fixed: Vec<(usize, bool)>,
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        let bounds = other.bound.total_cmp(&self.bound);
        bounds
            .then(self.depth.cmp(&other.depth))
            .then(other.number.cmp(&self.number))
    }
}
impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Node {}

//! Cells that must be able to move, and what of it circuits show: first among what is hidden, then along the cheapest cells
//! that are shown, which are hidden with it.

use crate::suppress::{Circuits, Room, Wanted};

/// What is asked of a table.
pub(super) struct Asked<'a> {
    pub graph: &'a Circuits,
    /// What is not shown yet.
    pub wanted: Vec<Wanted>,
}

impl Asked<'_> {
    /// Crosses off what circuits among hidden cells show. `room` says how far down and up a cell can go; nothing for a cell
    /// that everybody knows.
    pub(super) fn keep_hidden(&mut self, room: impl Fn(usize) -> Option<(i64, i64)>, hidden: &[bool]) {
        let within = Self::room(hidden.len(), |cell| room(cell).filter(|_| hidden[cell]), |_| 0);
        let settled = self.graph.settle(&within, &self.wanted);
        self.wanted = settled.left.iter().map(|&at| self.wanted[at]).collect();
    }

    /// Hides cells, the cheapest first, along which what is wanted can move, and crosses it off.
    pub(super) fn hide_more(
        &mut self,
        room: impl Fn(usize) -> Option<(i64, i64)>,
        weights: &[u64],
        hidden: &mut [bool],
    ) {
        let mut left = Vec::new();
        let mut within = Self::room(
            hidden.len(),
            room,
            // A way through fewer cells is better only among those of one price.
            |cell| {
                if hidden[cell] {
                    0
                } else {
                    weights[cell].saturating_mul(LONG)
                }
            },
        );
        for wanted in std::mem::take(&mut self.wanted) {
            let settled = self.graph.settle(&within, &[wanted]);
            for &(cell, _) in settled.tables.iter().flatten() {
                hidden[cell] = true;
                within.price[cell] = 0;
            }
            if !settled.left.is_empty() {
                left.push(wanted);
            }
        }
        self.wanted = left;
    }

    fn room(cells: usize, room: impl Fn(usize) -> Option<(i64, i64)>, price: impl Fn(usize) -> u64) -> Room {
        let (down, up) = (0..cells).map(|cell| room(cell).unwrap_or((0, 0))).unzip();
        Room {
            down,
            up,
            price: (0..cells).map(price).collect(),
        }
    }
}

/// Steps of a way that cost as much as the least weight of a cell.
const LONG: u64 = 64;

//! From schools to the places they lie in, and to groupings: sums, each thread some of the columns.

use std::ops::Range;

use crate::Cube;
use crate::index::Shape;
use crate::threads::each;

/// Some of the cells of every slot that is not a school, in the order of the slots.
struct Share<'a> {
    cells: Range<usize>,
    sums: Vec<&'a mut [u32]>,
}

/// Fills the slots after the schools from those of the schools.
pub(super) fn other_places(shape: &Shape, cube: &mut Cube, threads: usize) {
    let cells = cube.rows * cube.groups.len();
    let schools = shape.territory.schools.len();
    let groupings: Vec<Vec<usize>> = (0..shape.groupings.len())
        .map(|grouping| shape.schools_of(grouping))
        .collect();
    let (counted, open) = cube.cells.split_at_mut(schools * cells);
    let mut shares: Vec<Share> = (0..threads)
        .map(|thread| Share {
            cells: cells * thread / threads..cells * (thread + 1) / threads,
            sums: Vec::new(),
        })
        .collect();
    for mut slot in open.chunks_exact_mut(cells) {
        for share in &mut shares {
            let (mine, rest) = slot.split_at_mut(share.cells.len());
            share.sums.push(mine);
            slot = rest;
        }
    }
    let place_slots = &cube.place_slots;
    each(threads, shares, |share| {
        add_up(shape, place_slots, &groupings, (counted, cells), share);
    });
}

fn add_up(
    shape: &Shape,
    place_slots: &[usize],
    groupings: &[Vec<usize>],
    (counted, cells): (&[u32], usize),
    columns: Share,
) {
    let territory = &shape.territory;
    let schools = territory.schools.len();
    let Share {
        cells: mine,
        mut sums,
    } = columns;
    for sum in &mut sums {
        // A page that is first read and then written is fetched twice.
        sum.fill(0);
    }
    let counts = |school: usize| &counted[school * cells..][mine.clone()];
    for (school, &place) in territory.schools.iter().enumerate() {
        if let Some(parent) = shape.places[place].parent {
            add(sums[place_slots[parent] - schools], counts(school));
        }
    }
    // A place comes before those within it, so from the last on every place is complete when it is added to its parent.
    for (at, &place) in territory.divided.iter().enumerate().rev() {
        if let Some(parent) = shape.places[place].parent {
            let (before, from) = sums.split_at_mut(at);
            add(before[place_slots[parent] - schools], from[0]);
        }
    }
    let (_, sums) = sums.split_at_mut(territory.divided.len());
    for (sum, members) in sums.iter_mut().zip(groupings) {
        for &school in members {
            add(sum, counts(school));
        }
    }
}

fn add(sum: &mut [u32], part: &[u32]) {
    for (sum, part) in sum.iter_mut().zip(part) {
        *sum += part;
    }
}

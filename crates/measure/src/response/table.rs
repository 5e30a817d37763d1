//! A block's combinations by points of θ: how probable each is, and back again from what was found to its items. Combinations lie in
//! order, so that products and sums are shared by those that begin alike.

use super::blocks::{Block, MISSING};

/// The least probability of one category, so that products of a block's items stay above zero.
const LEAST: f64 = 1e-22;

/// Probabilities divided by each row's highest, and the logarithm of that.
pub(super) struct Table {
    pub rows: Vec<f64>,
    pub logs: Vec<f64>,
}

/// The first answer in which a combination differs from the one before.
fn differs(before: Option<&[u8]>, combination: &[u8]) -> usize {
    let Some(before) = before else { return 0 };
    let pairs = before.iter().zip(combination);
    pairs.take_while(|(one, other)| one == other).count()
}

/// The rows of `block`, `width` apart, written over `rows`. `probabilities` holds per item, category after category, its probability at
/// each of `nodes` points.
pub(super) fn table(
    block: &Block,
    probabilities: &[Vec<f64>],
    nodes: usize,
    width: usize,
    mut rows: Vec<f64>,
) -> Table {
    let mut logs = Vec::with_capacity(block.len());
    let mut products = vec![vec![1.0; nodes]; block.items + 1];
    let mut before = None;
    for (row, combination) in rows.chunks_exact_mut(width).zip(block.combinations()) {
        for level in differs(before, combination)..block.items {
            let (above, below) = products.split_at_mut(level + 1);
            let (from, to) = (&above[level], &mut below[0]);
            let answer = combination[level];
            if answer == MISSING {
                to.copy_from_slice(from);
                continue;
            }
            let start = usize::from(answer) * nodes;
            let p = &probabilities[block.first + level][start..start + nodes];
            for ((to, from), p) in to.iter_mut().zip(from).zip(p) {
                *to = from * p.max(LEAST);
            }
        }
        let product = &products[block.items];
        let highest = highest(product);
        let by = highest.recip();
        for (value, product) in row.iter_mut().zip(product) {
            *value = product * by;
        }
        logs.push(highest.ln());
        before = Some(combination);
    }
    Table { rows, logs }
}

/// Adds the posterior mass of a block's combinations, row times what is `owed`, to the categories of its items.
pub(super) fn spread(
    block: &Block,
    table: &Table,
    owed: &[f64],
    (nodes, width): (usize, usize),
    chosen: &mut [Vec<f64>],
) {
    // Per item, the mass of all combinations that begin as the current one does up to it.
    let mut sums = vec![vec![0.0; nodes]; block.items];
    let mut before: Option<&[u8]> = None;
    let rows = table.rows.chunks_exact(width).zip(owed.chunks_exact(width));
    for ((row, owed), combination) in rows.zip(block.combinations()) {
        if let Some(before) = before {
            hand_over(
                block,
                before,
                differs(Some(before), combination),
                &mut sums,
                chosen,
            );
        }
        for ((sum, row), owed) in sums[block.items - 1].iter_mut().zip(row).zip(owed) {
            *sum += row * owed;
        }
        before = Some(combination);
    }
    if let Some(before) = before {
        hand_over(block, before, 0, &mut sums, chosen);
    }
}

/// Gives what was summed for the answers from `level` on to their categories and to the answers before them.
fn hand_over(block: &Block, answers: &[u8], level: usize, sums: &mut [Vec<f64>], chosen: &mut [Vec<f64>]) {
    for at in (level..block.items).rev() {
        let (above, below) = sums.split_at_mut(at);
        let sum = &mut below[0];
        if answers[at] != MISSING {
            let start = usize::from(answers[at]) * sum.len();
            let to = &mut chosen[block.first + at][start..start + sum.len()];
            to.iter_mut().zip(&*sum).for_each(|(to, from)| *to += from);
        }
        if let Some(above) = above.last_mut() {
            above.iter_mut().zip(&*sum).for_each(|(to, from)| *to += from);
        }
        sum.fill(0.0);
    }
}

/// The highest value, by eight running ones.
fn highest(values: &[f64]) -> f64 {
    let mut highest = [0.0_f64; 8];
    for values in values.chunks(8) {
        for (highest, value) in highest.iter_mut().zip(values) {
            *highest = if *value > *highest { *value } else { *highest };
        }
    }
    highest.into_iter().fold(0.0, f64::max)
}

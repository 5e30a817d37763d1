//! The expectation: how probable the patterns are, and how many people are expected at each point in each category.
//!
//! A pattern is one combination per block, so its probability at a point is a product of one table row per block. Patterns lie in order,
//! thus they form a tree with one level per block, and each edge is handled once: going down, a level's *reach* is its
//! parent's times its row; going up, what its leaves owe (`n_x / P(x)` times the rows below) is added to its parent. The posterior mass
//! of a combination is then its row times the sum, over its edges, of reach times what came up.

use std::sync::{Mutex, PoisonError};

use super::patterns::Patterns;
use super::table::{Table, spread, table};

/// Patterns are cut into this many parts whatever the number of threads, so that sums come out the same.
const PARTS: usize = 4;

/// Below this many patterns there is one part only, since every part has sums of its own to be added up.
const PARTS_FROM: usize = 16_384;

/// Rows are padded with zeros to a multiple of this, which lets the compiler use whole vector registers.
const LANES: usize = 8;

/// The least probability of a pattern, given its blocks' best points.
const LEAST_PATTERN: f64 = 1e-290;

/// What one pass over the patterns yields.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    /// ℓ at the parameters given.
    pub log_likelihood: f64,
    /// Per item, for each category one after the other, the people expected at each point.
    pub chosen: Vec<Vec<f64>>,
    /// Per group, the people expected at each point.
    pub mass: Vec<Vec<f64>>,
}

/// Patterns made ready for many passes.
#[derive(Debug)]
pub(crate) struct Expectation<'a> {
    patterns: &'a Patterns,
    nodes: usize,
    width: usize,
    threads: usize,
    /// Per block and combination, the people who gave it.
    people: Vec<Vec<f64>>,
    /// Memory of earlier passes, used again; what it holds is never read.
    spare: Mutex<Vec<Vec<f64>>>,
}

/// Sums over one part of the patterns.
struct Part {
    log_likelihood: f64,
    owed: Vec<Vec<f64>>,
    mass: Vec<Vec<f64>>,
}

impl<'a> Expectation<'a> {
    pub fn new(patterns: &'a Patterns, nodes: usize, threads: usize) -> Self {
        let people = patterns.blocks.iter().zip(&patterns.rows).map(|(block, rows)| {
            let mut people = vec![0.0; block.len()];
            for (&row, count) in rows.iter().zip(patterns.counts()) {
                people[row as usize] += count;
            }
            people
        });
        Self {
            patterns,
            nodes,
            width: nodes.next_multiple_of(LANES),
            threads: threads.clamp(1, PARTS),
            people: people.collect(),
            spare: Mutex::default(),
        }
    }

    /// Zeros for `rows` rows, in memory of an earlier pass where there is some.
    fn zeros(&self, rows: usize) -> Vec<f64> {
        let length = rows * self.width;
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(at) = spare.iter().position(|memory| memory.len() == length) else {
            return vec![0.0; length];
        };
        let mut memory = spare.swap_remove(at);
        drop(spare);
        memory.fill(0.0);
        memory
    }

    fn give_back(&self, memory: impl Iterator<Item = Vec<f64>>) {
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        spare.extend(memory);
    }

    /// One pass. `probabilities` holds per item, category after category, its probability at each point; `shares` per group the
    /// share of the population at each point.
    pub fn run(&self, probabilities: &[Vec<f64>], shares: &[Vec<f64>]) -> Expected {
        let blocks = &self.patterns.blocks;
        let tables: Vec<Table> = blocks
            .iter()
            .map(|block| {
                table(
                    block,
                    probabilities,
                    self.nodes,
                    self.width,
                    self.zeros(block.len()),
                )
            })
            .collect();
        let priors: Vec<Vec<f64>> = shares.iter().map(|shares| self.padded(shares)).collect();
        let mut parts = self.parts(&tables, &priors).into_iter();
        let mut log_likelihood = 0.0;
        for (table, people) in tables.iter().zip(&self.people) {
            log_likelihood += table
                .logs
                .iter()
                .zip(people)
                .map(|(log, people)| log * people)
                .sum::<f64>();
        }
        let Some(mut total) = parts.next() else {
            unreachable!("there is at least one part")
        };
        for part in parts {
            total.log_likelihood += part.log_likelihood;
            let pairs = total.owed.iter_mut().zip(&part.owed);
            pairs
                .chain(total.mass.iter_mut().zip(&part.mass))
                .for_each(|(to, from)| add(to, from));
            self.give_back(part.owed.into_iter());
        }
        let mut chosen: Vec<Vec<f64>> = probabilities.iter().map(|p| vec![0.0; p.len()]).collect();
        for ((block, table), owed) in blocks.iter().zip(&tables).zip(&total.owed) {
            spread(block, table, owed, (self.nodes, self.width), &mut chosen);
        }
        self.give_back(
            total
                .owed
                .into_iter()
                .chain(tables.into_iter().map(|table| table.rows)),
        );
        total.mass.iter_mut().for_each(|mass| mass.truncate(self.nodes));
        Expected {
            log_likelihood: log_likelihood + total.log_likelihood,
            chosen,
            mass: total.mass,
        }
    }

    fn padded(&self, values: &[f64]) -> Vec<f64> {
        let mut padded = values.to_vec();
        padded.resize(self.width, 0.0);
        padded
    }

    /// Every part in order, computed on as many threads as wanted.
    fn parts(&self, tables: &[Table], priors: &[Vec<f64>]) -> Vec<Part> {
        let patterns = self.patterns.len();
        let parts = if patterns < PARTS_FROM { 1 } else { PARTS };
        let range = |part: usize| patterns * part / parts..patterns * (part + 1) / parts;
        let one = |part: usize| Walk::new(self, tables, priors).over(range(part));
        if self.threads == 1 || parts == 1 {
            return (0..parts).map(one).collect();
        }
        let mut found: Vec<Option<Part>> = (0..parts).map(|_| None).collect();
        let share = parts.div_ceil(self.threads);
        std::thread::scope(|scope| {
            for (at, slots) in found.chunks_mut(share).enumerate() {
                let one = &one;
                scope.spawn(move || {
                    for (offset, slot) in slots.iter_mut().enumerate() {
                        *slot = Some(one(at * share + offset));
                    }
                });
            }
        });
        found.into_iter().flatten().collect()
    }
}

/// The walk over one part of the tree.
struct Walk<'a> {
    expectation: &'a Expectation<'a>,
    tables: &'a [Table],
    priors: &'a [Vec<f64>],
    /// Per level, the prior times the rows of the levels above.
    reach: Vec<Vec<f64>>,
    /// Per level, what its edges owe to the level above.
    up: Vec<Vec<f64>>,
    part: Part,
}

impl<'a> Walk<'a> {
    fn new(expectation: &'a Expectation<'a>, tables: &'a [Table], priors: &'a [Vec<f64>]) -> Self {
        let zeros = vec![0.0; expectation.width];
        let part = Part {
            log_likelihood: 0.0,
            owed: tables
                .iter()
                .map(|table| expectation.zeros(table.logs.len()))
                .collect(),
            mass: vec![zeros.clone(); priors.len()],
        };
        Self {
            expectation,
            tables,
            priors,
            reach: vec![zeros.clone(); tables.len()],
            up: vec![zeros; tables.len()],
            part,
        }
    }

    fn over(mut self, range: std::ops::Range<usize>) -> Part {
        let patterns = self.expectation.patterns;
        let leaf = self.tables.len() - 1;
        let mut sum = Compensated::default();
        let (first, end) = (range.start, range.end);
        for pattern in range {
            let changed = if pattern == first {
                None
            } else {
                self.changed(pattern)
            };
            if pattern == first || changed.is_none_or(|level| level < leaf) {
                if pattern > first {
                    self.rise(pattern - 1, changed);
                }
                self.descend(pattern, changed);
            }
            sum.add(self.leaf(patterns.rows[leaf][pattern] as usize, patterns.counts()[pattern]));
        }
        if end > first {
            self.rise(end - 1, None);
        }
        self.part.log_likelihood = sum.total();
        self.part
    }

    /// The first level at which a pattern differs from the one before; `None` when its group does.
    fn changed(&self, pattern: usize) -> Option<usize> {
        let patterns = self.expectation.patterns;
        if patterns.group[pattern] != patterns.group[pattern - 1] {
            return None;
        }
        let differs = |rows: &Vec<u32>| rows[pattern] != rows[pattern - 1];
        Some(
            patterns
                .rows
                .iter()
                .position(differs)
                .unwrap_or(patterns.rows.len() - 1),
        )
    }

    fn row(&self, row: usize) -> std::ops::Range<usize> {
        row * self.expectation.width..(row + 1) * self.expectation.width
    }

    /// Fills in the reach below the first level that changed.
    fn descend(&mut self, pattern: usize, changed: Option<usize>) {
        let patterns = self.expectation.patterns;
        if changed.is_none() {
            self.reach[0].copy_from_slice(&self.priors[patterns.group(pattern)]);
        }
        for level in changed.unwrap_or(0)..self.tables.len() - 1 {
            let range = self.row(patterns.rows[level][pattern] as usize);
            let row = &self.tables[level].rows[range];
            let (above, below) = self.reach.split_at_mut(level + 1);
            for ((to, from), row) in below[0].iter_mut().zip(&above[level]).zip(row) {
                *to = from * row;
            }
        }
    }

    /// Hands up what is owed, from the lowest level to the first that changed, for the edges that end with `pattern`.
    fn rise(&mut self, pattern: usize, changed: Option<usize>) {
        let patterns = self.expectation.patterns;
        for level in (changed.unwrap_or(0)..self.tables.len() - 1).rev() {
            let range = self.row(patterns.rows[level][pattern] as usize);
            let (above, below) = self.up.split_at_mut(level + 1);
            let up = &mut below[0];
            add_product(&mut self.part.owed[level][range.clone()], &self.reach[level], up);
            add_product(&mut above[level], &self.tables[level].rows[range], up);
            up.fill(0.0);
        }
        if changed.is_none() {
            add_product(
                &mut self.part.mass[patterns.group(pattern)],
                &self.reach[0],
                &self.up[0],
            );
            self.up[0].fill(0.0);
        }
    }

    /// One pattern: its logarithm of probability, times its count.
    fn leaf(&mut self, row: usize, count: f64) -> f64 {
        let leaf = self.tables.len() - 1;
        let range = self.row(row);
        let (reach, row) = (&self.reach[leaf], &self.tables[leaf].rows[range.clone()]);
        let probability = dot(reach, row);
        if probability <= LEAST_PATTERN {
            return count * LEAST_PATTERN.ln();
        }
        let due = count / probability;
        add_scaled(&mut self.part.owed[leaf][range], due, reach);
        add_scaled(&mut self.up[leaf], due, row);
        count * probability.ln()
    }
}

/// A sum that carries its rounding error along (Neumaier 1974).
#[derive(Default)]
struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    fn add(&mut self, value: f64) {
        let next = self.sum + value;
        self.lost += if self.sum.abs() >= value.abs() {
            (self.sum - next) + value
        } else {
            (value - next) + self.sum
        };
        self.sum = next;
    }

    fn total(&self) -> f64 {
        self.sum + self.lost
    }
}

fn add(to: &mut [f64], from: &[f64]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}

fn add_scaled(to: &mut [f64], by: f64, from: &[f64]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += by * from);
}

fn add_product(to: &mut [f64], one: &[f64], other: &[f64]) {
    for ((to, one), other) in to.iter_mut().zip(one).zip(other) {
        *to += one * other;
    }
}

/// Σ one·other in a fixed order: eight running sums, then their sum in pairs.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    let mut sums = [0.0; LANES];
    for (one, other) in one.chunks_exact(LANES).zip(other.chunks_exact(LANES)) {
        for ((sum, one), other) in sums.iter_mut().zip(one).zip(other) {
            *sum += one * other;
        }
    }
    let (low, high) = sums.split_at(LANES / 2);
    let pair = |at: usize| low[at] + high[at];
    (pair(0) + pair(1)) + (pair(2) + pair(3))
}

//! How often each pair of values occurs together: all that covariances and polychoric correlations need, so that the
//! answers are read once, however many statistics follow.
//!
//! Items are taken two by two as one column of joint codes where they have few options, so that one increment counts
//! four pairs. Counts are whole numbers and add up in any order, hence identical on any number of threads.

use crate::Error;

use super::groups::Groups;
use super::scale::{ScaleAnswers, expect_at_most};

/// The most joint codes a column of two items may have; a table of two such columns then fits the nearest cache.
const CODES_MOST: usize = 64;
/// The most counts of one table: a gibibyte.
pub(super) const ENTRIES_MOST: u64 = 1 << 28;

/// Counts of pairs of values over the items of a scale, for one group of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointCounts {
    options: Vec<u8>,
    /// People with an answer to at least one item.
    people: u32,
    /// `single[i][v]`: people with value *v* on item *i*, 0 being missing.
    single: Vec<Vec<u32>>,
    /// For items *i* < *j*, row by row: people with value *a* on *i* and *b* on *j* at `a * (options[j] + 1) + b`.
    pairs: Vec<Vec<u32>>,
}

impl JointCounts {
    /// The counts over everybody.
    pub fn new(scale: &ScaleAnswers) -> Self {
        count(scale, None, 1).swap_remove(0)
    }

    /// The counts over everybody, and within each level.
    ///
    /// # Errors
    /// [`Error::ColumnLength`] unless the groups are of as many people, [`Error::TooLarge`] for more than 2²⁸ counts.
    pub fn by_group(scale: &ScaleAnswers, groups: &Groups) -> Result<(Self, Vec<Self>), Error> {
        groups.expect_people(scale.people())?;
        let levels = groups.levels();
        let entries: u64 = JointCounts::empty(scale.options())
            .pairs
            .iter()
            .map(|table| table.len() as u64)
            .sum();
        expect_at_most(
            "the tables of pairs by group",
            entries * (levels as u64 + 1),
            ENTRIES_MOST,
        )?;
        let mut tables = count(scale, Some(groups), levels + 1);
        let mut everyone = tables
            .pop()
            .expect("there is a table for each level and one for people of none");
        for level in &tables {
            everyone.add(level);
        }
        Ok((everyone, tables))
    }

    /// People with an answer to at least one item.
    pub fn people(&self) -> u32 {
        self.people
    }

    /// How many items there are.
    pub fn items(&self) -> usize {
        self.options.len()
    }

    /// How many options each item has.
    pub fn options(&self) -> &[u8] {
        &self.options
    }

    /// People with each value of an item; entry 0 counts missing answers.
    pub fn single(&self, item: usize) -> &[u32] {
        &self.single[item]
    }

    /// People who gave value `a` (1 up) to item `i` and `b` to item `j`, as rows by `a`; missing answers left out.
    pub fn table(&self, i: usize, j: usize) -> Vec<Vec<u32>> {
        let (first, second) = (usize::from(self.options[i]), usize::from(self.options[j]));
        let row = |a: usize| (1..=second).map(|b| self.at(i, j, a, b)).collect();
        (1..=first).map(row).collect()
    }

    fn at(&self, i: usize, j: usize, a: usize, b: usize) -> u32 {
        if i < j {
            self.pairs[self.pair(i, j)][a * (usize::from(self.options[j]) + 1) + b]
        } else {
            self.pairs[self.pair(j, i)][b * (usize::from(self.options[i]) + 1) + a]
        }
    }

    fn pair(&self, i: usize, j: usize) -> usize {
        i * (2 * self.items() - i - 1) / 2 + j - i - 1
    }

    fn add(&mut self, other: &Self) {
        self.people += other.people;
        let tables = self.single.iter_mut().chain(&mut self.pairs);
        for (table, more) in tables.zip(other.single.iter().chain(&other.pairs)) {
            for (count, more) in table.iter_mut().zip(more) {
                *count += more;
            }
        }
    }

    fn empty(options: &[u8]) -> Self {
        let size = |option: &u8| usize::from(*option) + 1;
        let single = options.iter().map(|option| vec![0; size(option)]).collect();
        let mut pairs = Vec::new();
        for (i, first) in options.iter().enumerate() {
            pairs.extend(
                options[i + 1..]
                    .iter()
                    .map(|second| vec![0; size(first) * size(second)]),
            );
        }
        Self {
            options: options.to_vec(),
            people: 0,
            single,
            pairs,
        }
    }
}

/// One item, or two taken together.
struct Block<'a> {
    items: Vec<usize>,
    /// Joint code per person: value of the first × width of the second + value of the second.
    codes: std::borrow::Cow<'a, [u8]>,
    /// How many joint codes there are.
    size: usize,
}

fn blocks(scale: &ScaleAnswers) -> Vec<Block<'_>> {
    let width = |item: usize| usize::from(scale.options()[item]) + 1;
    let mut found = Vec::new();
    let mut at = 0;
    while at < scale.items() {
        let first = scale.values(at);
        if at + 1 < scale.items() && width(at) * width(at + 1) <= CODES_MOST {
            let second_width = scale.options()[at + 1] + 1;
            let pairs = first.iter().zip(scale.values(at + 1));
            found.push(Block {
                items: vec![at, at + 1],
                codes: pairs.map(|(a, b)| a * second_width + b).collect(),
                size: width(at) * width(at + 1),
            });
            at += 2;
        } else {
            found.push(Block {
                items: vec![at],
                codes: first.into(),
                size: width(at),
            });
            at += 1;
        }
    }
    found
}

fn count(scale: &ScaleAnswers, groups: Option<&Groups>, levels: usize) -> Vec<JointCounts> {
    let mut counts = vec![JointCounts::empty(scale.options()); levels];
    for (level, people) in answering(scale, groups, levels).into_iter().enumerate() {
        counts[level].people = people;
    }
    let blocks = blocks(scale);
    for (at, first) in blocks.iter().enumerate() {
        let table = histogram(&first.codes, None, groups, (first.size, 1), levels);
        for (level, counts) in counts.iter_mut().enumerate() {
            spread_within(counts, first, &table[level * first.size..][..first.size]);
        }
        for second in &blocks[at + 1..] {
            let size = first.size * second.size;
            let sizes = (first.size, second.size);
            let table = histogram(&first.codes, Some(&second.codes), groups, sizes, levels);
            for (level, counts) in counts.iter_mut().enumerate() {
                spread_between(counts, (first, second), &table[level * size..][..size]);
            }
        }
    }
    counts
}

/// People of each level with at least one answer.
fn answering(scale: &ScaleAnswers, groups: Option<&Groups>, levels: usize) -> Vec<u32> {
    let mut any = vec![0_u8; scale.people()];
    for item in 0..scale.items() {
        for (any, &value) in any.iter_mut().zip(scale.values(item)) {
            *any |= u8::from(value != 0);
        }
    }
    let table = histogram(&any, None, groups, (2, 1), levels);
    table.chunks_exact(2).map(|level| level[1]).collect()
}

/// Counts by level and joint code, row by row; those of no level come last.
fn histogram(
    first: &[u8],
    second: Option<&[u8]>,
    groups: Option<&Groups>,
    sizes: (usize, usize),
    levels: usize,
) -> Vec<u32> {
    let mut table = vec![0_u32; levels * sizes.0 * sizes.1];
    let width = sizes.1;
    match (second, groups) {
        (None, None) => first.iter().for_each(|&a| table[usize::from(a)] += 1),
        (Some(second), None) => in_lanes(first, second, width, &mut table),
        (None, Some(groups)) => {
            for (&a, &group) in first.iter().zip(groups.column()) {
                table[usize::from(group) * sizes.0 + usize::from(a)] += 1;
            }
        }
        (Some(second), Some(groups)) => {
            for ((&a, &b), &group) in first.iter().zip(second).zip(groups.column()) {
                table[(usize::from(group) * sizes.0 + usize::from(a)) * width + usize::from(b)] += 1;
            }
        }
    }
    table
}

/// Neighbours often gave the same answers; in tables of their own they need not wait for each other's count.
fn in_lanes(first: &[u8], second: &[u8], width: usize, table: &mut [u32]) {
    const LANES: usize = 4;
    let size = table.len();
    let mut lanes = vec![0_u32; LANES * size];
    let (a, b) = (first.chunks_exact(LANES), second.chunks_exact(LANES));
    for (&a, &b) in a.remainder().iter().zip(b.remainder()) {
        table[usize::from(a) * width + usize::from(b)] += 1;
    }
    for (a, b) in a.zip(b) {
        for lane in 0..LANES {
            lanes[lane * size + usize::from(a[lane]) * width + usize::from(b[lane])] += 1;
        }
    }
    for lane in lanes.chunks_exact(size) {
        table
            .iter_mut()
            .zip(lane)
            .for_each(|(count, more)| *count += more);
    }
}

/// The value of each item of a block that a joint code stands for.
fn values(counts: &JointCounts, block: &Block<'_>, code: usize) -> [usize; 2] {
    match block.items[..] {
        [_, second] => {
            let width = usize::from(counts.options[second]) + 1;
            [code / width, code % width]
        }
        _ => [code, 0],
    }
}

fn spread_within(counts: &mut JointCounts, block: &Block<'_>, table: &[u32]) {
    for (code, &people) in table.iter().enumerate() {
        let value = values(counts, block, code);
        for (&item, value) in block.items.iter().zip(value) {
            counts.single[item][value] += people;
        }
        if let [first, second] = block.items[..] {
            let pair = counts.pair(first, second);
            counts.pairs[pair][code] += people;
        }
    }
}

fn spread_between(counts: &mut JointCounts, (first, second): (&Block<'_>, &Block<'_>), table: &[u32]) {
    for (at, &people) in table.iter().enumerate() {
        if people == 0 {
            continue;
        }
        let left = values(counts, first, at / second.size);
        let right = values(counts, second, at % second.size);
        for (&i, a) in first.items.iter().zip(left) {
            for (&j, b) in second.items.iter().zip(right) {
                let pair = counts.pair(i, j);
                let width = usize::from(counts.options[j]) + 1;
                counts.pairs[pair][a * width + b] += people;
            }
        }
    }
}

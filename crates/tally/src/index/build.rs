//! From columns to planes: people are sorted by school, then 64 codes at a time become one word per plane.

use std::borrow::Cow;

use super::{Index, IndexedDimension, IndexedItem, Levels, Shape};
use crate::threads::{check_threads, each};
use crate::{Answers, Dimension, Error, Geography, Item, Membership, Missing, UNSTATED};

/// The kinds of missing answer, in the order of their codes.
pub(super) const KINDS: [Missing; 4] = [
    Missing::NotSeen,
    Missing::Skipped,
    Missing::NotApplicable,
    Missing::DoNotKnow,
];

impl Index<'static> {
    /// Builds the index on `threads` threads; their number changes nothing but the time.
    ///
    /// # Errors
    /// [`Error::Length`] when the geography is not about as many people as the answers, [`Error::Size`] for no or more
    /// than 1,024 threads.
    pub fn build(answers: &Answers, geography: &Geography, threads: usize) -> Result<Self, Error> {
        check_threads(threads)?;
        if geography.schools().len() != answers.people() {
            return Err(Error::Length {
                column: "the geography".to_owned(),
                found: geography.schools().len(),
                people: answers.people(),
            });
        }
        let items = answers.items().iter().map(described_item).collect();
        let dimensions = answers.dimensions().iter().map(described_dimension).collect();
        let (places, groupings) = (geography.places().to_vec(), geography.groupings().to_vec());
        let shape = Shape::new(
            (items, dimensions),
            (places, groupings),
            geography.people().to_vec(),
        )?;
        let (rows, order) = sorted(&shape, geography.schools());
        let mut words = vec![0; shape.planes * shape.stride];
        fill(&shape, answers, &order, &mut words, threads);
        let pairs = rows.chunks(2);
        words.extend(
            pairs.map(|pair| u64::from(pair[0]) | u64::from(pair.get(1).copied().unwrap_or(0)) << 32),
        );
        Ok(Self {
            shape,
            words: Cow::Owned(words),
        })
    }
}

fn described_item(item: &Item) -> IndexedItem {
    let occurs = |kind: &Missing| item.codes.contains(&kind.code());
    IndexedItem {
        id: item.id.clone(),
        options: item.options.clone(),
        missing: KINDS.into_iter().filter(occurs).collect(),
        planes: 0..0,
    }
}

fn described_dimension(dimension: &Dimension) -> IndexedDimension {
    let stored = match &dimension.membership {
        Membership::Single(levels) => Levels::Single {
            unstated: levels.contains(&UNSTATED),
        },
        Membership::Multiple(_) => Levels::Multiple,
    };
    IndexedDimension {
        id: dimension.id.clone(),
        levels: dimension.levels.clone(),
        stored,
        planes: 0..0,
    }
}

/// The row of every person, and the person of every row: a counting sort by school, which keeps the order within one.
fn sorted(shape: &Shape, schools: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let rows = &shape.territory.rows;
    let mut next: Vec<u32> = rows.iter().map(|rows| narrow(rows.start)).collect();
    let mut order = vec![0; schools.len()];
    let rows = schools.iter().zip(0..).map(|(&school, person)| {
        let row = next[school as usize];
        next[school as usize] += 1;
        order[row as usize] = person;
        row
    });
    let rows = rows.collect();
    (rows, order)
}

fn narrow(row: usize) -> u32 {
    u32::try_from(row).expect("Shape::new allows at most 2^24 people")
}

/// One column with the planes it goes to.
enum Column<'a> {
    Codes(&'a Item, &'a IndexedItem),
    Levels(&'a [u16], usize),
    Several(&'a [u64]),
}

fn fill(shape: &Shape, answers: &Answers, order: &[u32], words: &mut [u64], threads: usize) {
    let stride = shape.stride;
    let (present, mut rest) = words.split_at_mut(stride);
    for (at, word) in present.iter_mut().enumerate() {
        let left = shape.people - at * 64;
        *word = if left >= 64 { u64::MAX } else { (1 << left) - 1 };
    }
    let mut columns = Vec::new();
    let mut column = |planes: usize, column| {
        let (here, after) = std::mem::take(&mut rest).split_at_mut(planes * stride);
        rest = after;
        columns.push((column, here));
    };
    for (dimension, indexed) in answers.dimensions().iter().zip(&shape.dimensions) {
        let source = match &dimension.membership {
            Membership::Single(levels) => Column::Levels(levels, indexed.levels.len()),
            Membership::Multiple(bits) => Column::Several(bits),
        };
        column(indexed.planes.len(), source);
    }
    for (item, indexed) in answers.items().iter().zip(&shape.items) {
        column(indexed.planes.len(), Column::Codes(item, indexed));
    }
    each(threads, columns, |(column, planes)| match column {
        Column::Codes(item, indexed) => slice_codes(item, indexed, order, planes),
        Column::Levels(levels, count) => slice_levels(levels, count, order, planes),
        Column::Several(bits) => slice_several(bits, order, planes),
    });
}

fn slice_codes(item: &Item, indexed: &IndexedItem, order: &[u32], planes: &mut [u64]) {
    let mut line_of = [0_u8; 256];
    for (line, code) in (0..=u8::MAX).zip(0..indexed.options.len()) {
        line_of[code] = line;
    }
    for (line, kind) in (0..=u8::MAX).skip(indexed.options.len()).zip(&indexed.missing) {
        line_of[usize::from(kind.code())] = line;
    }
    let stride = order.len().div_ceil(64);
    let mut codes = [0_u8; 64];
    for (word, people) in order.chunks(64).enumerate() {
        codes[people.len()..].fill(0);
        for (code, &person) in codes.iter_mut().zip(people) {
            *code = line_of[usize::from(item.codes[person as usize])];
        }
        for (bit, plane) in planes.chunks_exact_mut(stride).enumerate() {
            plane[word] = bits(&codes, bit);
        }
    }
}

fn slice_levels(levels: &[u16], count: usize, order: &[u32], planes: &mut [u64]) {
    let unstated = u16::try_from(count).expect("Answers::new allows at most 65,535 levels");
    let stride = order.len().div_ceil(64);
    let (mut low, mut high) = ([0_u8; 64], [0_u8; 64]);
    for (word, people) in order.chunks(64).enumerate() {
        low[people.len()..].fill(0);
        high[people.len()..].fill(0);
        for ((low, high), &person) in low.iter_mut().zip(&mut high).zip(people) {
            let level = levels[person as usize];
            [*low, *high] = if level == UNSTATED { unstated } else { level }.to_le_bytes();
        }
        for (bit, plane) in planes.chunks_exact_mut(stride).enumerate() {
            plane[word] = if bit < 8 {
                bits(&low, bit)
            } else {
                bits(&high, bit - 8)
            };
        }
    }
}

fn slice_several(levels: &[u64], order: &[u32], planes: &mut [u64]) {
    let stride = order.len().div_ceil(64);
    let mut codes = [0_u64; 64];
    for (word, people) in order.chunks(64).enumerate() {
        codes[people.len()..].fill(0);
        for (code, &person) in codes.iter_mut().zip(people) {
            *code = levels[person as usize];
        }
        for (level, plane) in planes.chunks_exact_mut(stride).enumerate() {
            let members = codes.iter().zip(0..).map(|(code, at)| (code >> level & 1) << at);
            plane[word] = members.sum();
        }
    }
}

/// Bit `bit` of each of 64 codes, as a word. Eight codes at a time: a product moves the bits of eight bytes next to each
/// other, since no two of its partial sums meet in the top byte.
fn bits(codes: &[u8; 64], bit: usize) -> u64 {
    const ONE_PER_BYTE: u64 = 0x0101_0101_0101_0101;
    const TO_TOP_BYTE: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = codes.as_chunks::<8>();
    let bytes = eights.iter().zip(0..).map(|(eight, at)| {
        let ones = u64::from_le_bytes(*eight) >> bit & ONE_PER_BYTE;
        (ones.wrapping_mul(TO_TOP_BYTE) >> 56) << (8 * at)
    });
    bytes.sum()
}

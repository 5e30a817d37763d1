//! Items taken together in blocks of few enough combinations that each combination is handled once, not once per person.

use super::patterns::Column;
use crate::response::Error;

/// The most combinations of answers that a block may have.
const COMBINATIONS_MAX: usize = 8192;

/// The code of a missing answer among a block's combinations.
pub(crate) const MISSING: u8 = u8::MAX;

/// Some neighbouring items with every combination of answers to them that occurs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// The index of its first item.
    pub first: usize,
    /// How many items it has.
    pub items: usize,
    /// The combinations one after the other, each of `items` answers, [`MISSING`] where there is none.
    pub answers: Vec<u8>,
}

impl Block {
    /// Each combination in order.
    pub fn combinations(&self) -> std::slice::ChunksExact<'_, u8> {
        self.answers.chunks_exact(self.items)
    }

    /// How many combinations there are.
    pub fn len(&self) -> usize {
        self.answers.len() / self.items
    }
}

/// How many symbols a column needs: its categories, and one more for a missing answer.
fn radix(column: &Column<'_>) -> usize {
    usize::from(column.categories) + 1
}

/// Splits items into runs as even as possible in combinations: (first, items) each.
pub(crate) fn split(columns: &[Column<'_>]) -> Vec<(usize, usize)> {
    let bits = |column: &Column<'_>| f64::from(u32::from(column.categories) + 1).log2();
    let total: f64 = columns.iter().map(bits).sum();
    let limit = f64::from(13_u32);
    let target = total / (total / limit).ceil();
    let (mut runs, mut first, mut filled, mut product) = (Vec::new(), 0, 0.0, 1);
    for (at, column) in columns.iter().enumerate() {
        let full = filled + bits(column) / 2.0 > target || product * radix(column) > COMBINATIONS_MAX;
        if at > first && full {
            runs.push((first, at - first));
            (first, filled, product) = (at, 0.0, 1);
        }
        filled += bits(column);
        product *= radix(column);
    }
    runs.push((first, columns.len() - first));
    runs
}

/// Everybody's combination in one block, coded as a number with the first item as its highest digit; and how many codes
/// there can be.
///
/// # Errors
/// [`Error::Answer`] for a code that is neither a category nor missing.
pub(crate) fn codes(columns: &[Column<'_>], first: usize, people: usize) -> Result<(Vec<u16>, usize), Error> {
    let mut codes = vec![0_u16; people];
    let mut range = 1;
    for (offset, column) in columns.iter().enumerate() {
        let radix = radix(column);
        range *= radix;
        // Both fit: a block has at most 8,192 combinations.
        let base = u16::try_from(radix).unwrap_or(u16::MAX);
        let categories = column.categories;
        for (code, &answer) in codes.iter_mut().zip(column.answers) {
            *code = *code * base + u16::from(answer.min(categories));
        }
        if let Some(mask) = column.missing {
            for (code, _) in codes.iter_mut().zip(mask).filter(|(_, missing)| **missing) {
                *code += u16::from(categories) - *code % base;
            }
        }
        let wrong = |answer: u8| answer >= categories && !Column::MISSING.contains(&answer);
        if column.answers.iter().any(|&answer| wrong(answer)) {
            let masked = |person: usize| column.missing.is_some_and(|mask| mask[person]);
            if let Some(person) = (0..people).find(|&person| wrong(column.answers[person]) && !masked(person))
            {
                return Err(Error::Answer {
                    item: first + offset,
                    person,
                    answer: column.answers[person],
                    categories,
                });
            }
        }
    }
    Ok((codes, range))
}

/// The answers that a code of [`codes`] stands for, appended to `answers`.
pub(crate) fn decode(columns: &[Column<'_>], code: usize, answers: &mut Vec<u8>) {
    let start = answers.len();
    let mut rest = code;
    for column in columns.iter().rev() {
        let symbol = u8::try_from(rest % radix(column)).unwrap_or(MISSING);
        answers.push(if symbol == column.categories {
            MISSING
        } else {
            symbol
        });
        rest /= radix(column);
    }
    answers[start..].reverse();
}

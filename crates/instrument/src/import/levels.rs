//! The group columns of an import: levels as bits, and dimensions that the file adds.

use std::collections::BTreeSet;

use super::apply::{Codes, Work, by_label, place_of};
use super::crowds::Crowds;
use super::mapping::{LabelMapping, Meaning};
use super::table::Column;
use crate::problem::printable;
use crate::{Dimension, Problem};

impl<'t> Work<'t> {
    pub(super) fn settle_levels(
        &mut self,
        column: &'t Column,
        dimension: &Dimension,
        separator: Option<char>,
        labels: &[LabelMapping],
    ) {
        if !self.claims(column, &dimension.id) {
            return;
        }
        let separator = separator.filter(|_| dimension.several);
        let known = by_label(labels);
        let mut told = BTreeSet::new();
        let mut all_bits = Vec::with_capacity(column.values.len());
        for value in &column.values {
            let mut bits = 0_u64;
            let parts: Vec<&str> = match separator {
                Some(separator) => value.text.split(separator).map(str::trim).collect(),
                None => vec![value.text.as_str()],
            };
            for part in parts {
                let says_nothing = part.is_empty() && !known.contains_key(part);
                if says_nothing || told.contains(part) {
                    continue;
                }
                let meaning = self.meaning(column, &known, part, value.row_first);
                match meaning {
                    Some(Meaning::Answer(level)) => match dimension.position(level) {
                        Some(position) if position < Dimension::LEVELS_MAX => bits |= 1 << position,
                        _ => self.note_unknown_answer(column, part),
                    },
                    Some(_) => {}
                    None => {
                        // A label inside many cells is told once.
                        told.insert(part);
                    }
                }
            }
            all_bits.push(bits);
        }
        self.columns.push(Codes::Levels {
            column,
            dimension: dimension.id.clone(),
            bits: all_bits,
        });
    }

    /// Notes when the groups that a column was just settled as would point at people.
    pub(super) fn note_crowds(&mut self, column: &Column) {
        let Some(Codes::Levels { bits, .. }) = self.columns.last() else {
            return;
        };
        let counts = column.values.iter().map(|value| value.count);
        let problem = Crowds::of_bits(bits.iter().copied().zip(counts)).problem(column);
        if let Some(problem) = problem {
            self.problems.push(problem);
        }
    }

    /// Whether a dimension may be added: its key is free, its levels are few enough, sound and harmless.
    pub(super) fn accepts_new(&mut self, column: &Column, dimension: &Dimension) -> bool {
        let mut problems = Vec::new();
        if self.instrument.item(&dimension.id).is_some() || self.instrument.dimension(&dimension.id).is_some()
        {
            let what = format!("The instrument already has “{}”.", dimension.id);
            problems.push((
                "duplicate-key",
                what,
                "Give the new group another short name.".to_owned(),
            ));
        }
        let count = dimension.levels.len();
        if !(1..=Dimension::LEVELS_MAX).contains(&count) {
            let what = format!("This group has {count} levels.");
            let right = format!(
                "Use 1 to {}: put values together, or leave the column out.",
                Dimension::LEVELS_MAX
            );
            problems.push(("too-many-levels", what, right));
        }
        for (position, level) in dimension.levels.iter().enumerate() {
            if dimension.position(&level.id) != Some(position) {
                let what = format!("Two levels are called “{}”.", level.id);
                problems.push(("duplicate-key", what, "Give each its own short name.".to_owned()));
            }
            for (_, words) in level.label.iter().filter(|(_, words)| is_formula(words)) {
                let what = format!(
                    "“{}” would be run as a formula when a spreadsheet opens it.",
                    printable(words)
                );
                let right = "Write the name of the group without the sign it begins with.".to_owned();
                problems.push(("formula", what, right));
            }
        }
        let accepted = problems.is_empty();
        for (code, what, right) in problems {
            self.problems
                .push(Problem::error(code, place_of(column), what, right));
        }
        accepted
    }
}

/// Whether a spreadsheet would run it; a number with a sign is harmless.
fn is_formula(words: &str) -> bool {
    let words = words.trim_start();
    words.starts_with(['=', '@', '\t', '\r'])
        || words
            .strip_prefix(['+', '-'])
            .is_some_and(|rest| rest.trim().replace(',', ".").parse::<f64>().is_err())
}

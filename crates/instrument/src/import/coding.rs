//! The last step of an import: settled columns become columns of codes.

use super::apply::{Codes, Imported, ItemReport, Report, Work, place_of};
use super::mapping::Repeated;
use super::table::Column;
use crate::problem::printable;
use crate::{Coded, CodedLevels, NOT_ASKED, Problem, UNSTATED};

impl Work<'_> {
    /// For each row whether it is counted.
    pub(super) fn rows_to_keep(&mut self, repeated: Repeated) -> Vec<bool> {
        let mut keep = vec![true; self.table.rows];
        let Some(column) = self.ids.first().copied() else {
            return keep;
        };
        if repeated == Repeated::Refuse {
            for value in column
                .values
                .iter()
                .filter(|value| value.count > 1 && !value.text.is_empty())
            {
                let what = format!(
                    "{} rows have the response id “{}” (first in row {}).",
                    value.count,
                    printable(&value.text),
                    value.row_first
                );
                let right = "Take the copies out, or choose to keep the first or the last.";
                let problem = Problem::error("repeated-response", place_of(column), what, right);
                self.problems.push(problem.with_value(&value.text));
            }
            return keep;
        }
        let mut seen = vec![false; column.values.len()];
        let mut visit = |row: usize| {
            let value = column.cells[row] as usize;
            let is_repeat = std::mem::replace(&mut seen[value], true);
            keep[row] = !is_repeat || column.values[value].text.is_empty();
        };
        if repeated == Repeated::KeepFirst {
            (0..column.cells.len()).for_each(&mut visit);
        } else {
            (0..column.cells.len()).rev().for_each(&mut visit);
        }
        keep
    }

    /// The answers of the rows that are counted.
    pub(super) fn code(self, keep: Vec<bool>) -> Imported {
        let mut coded = Coded::empty(&self.instrument);
        let people = keep.iter().filter(|kept| **kept).count();
        nobody_asked(&mut coded, people);
        let mut report = Report {
            rows: self.table.rows,
            people,
            repeated: keep.len() - people,
            ..Report::default()
        };
        for codes in &self.columns {
            codes.fill(&mut coded, &keep, &mut report);
        }
        let is_answer = |person: usize| {
            coded
                .items
                .iter()
                .any(|column| column.codes[person] < column.choices)
        };
        report.without_answer = (0..people).filter(|person| !is_answer(*person)).count();
        let ids = self.instrument.items.iter().map(|item| &item.id);
        report.not_asked = ids.filter(|id| !self.used.contains(*id)).cloned().collect();
        report.added = self.added;
        Imported {
            coded,
            instrument: self.instrument,
            dropped: self.dropped,
            report,
            kept: keep,
        }
    }
}

/// Fills every column for `people` people about whom nothing is known yet.
fn nobody_asked(coded: &mut Coded, people: usize) {
    coded.people = people;
    for column in &mut coded.items {
        column.codes = vec![NOT_ASKED; people];
    }
    for column in &mut coded.dimensions {
        match &mut column.levels {
            CodedLevels::Single(levels) => *levels = vec![UNSTATED; people],
            CodedLevels::Several(levels) => *levels = vec![0; people],
        }
    }
}

impl Codes<'_> {
    fn fill(&self, coded: &mut Coded, keep: &[bool], report: &mut Report) {
        match self {
            Self::Item { column, item, codes } => {
                let Some(target) = coded.items.iter_mut().find(|target| target.item == *item) else {
                    return;
                };
                target.codes = kept(column, keep).map(|value| codes[value]).collect();
                let answered = target.codes.iter().filter(|code| **code < target.choices).count();
                let missing = target.codes.len() - answered;
                let (item, column) = (item.clone(), column.name.clone());
                report.items.push(ItemReport {
                    item,
                    column,
                    answered,
                    missing,
                });
            }
            Self::Levels {
                column,
                dimension,
                bits,
            } => {
                let target = coded
                    .dimensions
                    .iter_mut()
                    .find(|target| target.dimension == *dimension);
                match target.map(|target| &mut target.levels) {
                    Some(CodedLevels::Single(levels)) => {
                        *levels = kept(column, keep).map(|value| only_level(bits[value])).collect();
                    }
                    Some(CodedLevels::Several(levels)) => {
                        *levels = kept(column, keep).map(|value| bits[value]).collect();
                    }
                    None => {}
                }
            }
        }
    }
}

fn only_level(bits: u64) -> u16 {
    if bits == 0 {
        UNSTATED
    } else {
        u16::try_from(bits.trailing_zeros()).unwrap_or(UNSTATED)
    }
}

/// The position of the value in each row that is counted.
fn kept<'a>(column: &'a Column, keep: &'a [bool]) -> impl Iterator<Item = usize> + 'a {
    column
        .cells
        .iter()
        .zip(keep)
        .filter(|(_, kept)| **kept)
        .map(|(value, _)| *value as usize)
}

//! Turns a table into coded answers as a mapping says: all of it, or nothing and every reason why.

use std::collections::{BTreeSet, HashMap};

use super::mapping::{ColumnMapping, Confidence, IgnoreReason, LabelMapping, Mapping, Meaning, Purpose};
use super::table::{Column, Table};
use crate::problem::{Collected, printable};
use crate::{Coded, Instrument, Item, Key, Place, Problem, SKIPPED, UNSCORED};

/// What an import gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The answers, row by row as in the file: shuffle them before they are stored.
    pub coded: Coded,
    /// The instrument with the dimensions that the file adds.
    pub instrument: Instrument,
    /// What was left out.
    pub dropped: Vec<Dropped>,
    /// What happened.
    pub report: Report,
    /// For each row of the file whether it is counted: the people are those rows, in order.
    pub kept: Vec<bool>,
}

/// A column that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Its header.
    pub column: String,
    /// Why.
    pub reason: IgnoreReason,
}

/// What happened in an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows in the file.
    pub rows: usize,
    /// People in the result.
    pub people: usize,
    /// Rows left out because another row has the same response id.
    pub repeated: usize,
    /// People who answered no item.
    pub without_answer: usize,
    /// For each item that has a column.
    pub items: Vec<ItemReport>,
    /// Items that no column is about.
    pub not_asked: Vec<Key>,
    /// Dimensions that the file adds to the instrument.
    pub added: Vec<Key>,
}

/// What happened to one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemReport {
    /// The item.
    pub item: Key,
    /// The header of its column.
    pub column: String,
    /// People with a scored answer.
    pub answered: usize,
    /// People without an answer, or with one that is not scored.
    pub missing: usize,
}

/// Turns `table` into coded answers as `mapping` says. When anything is unsettled, unknown or contradictory, nothing
/// is imported and all problems are told (200 at most, the rest is counted).
pub fn apply(table: &Table, instrument: &Instrument, mapping: &Mapping) -> Result<Imported, Vec<Problem>> {
    let mut work = Work {
        table,
        instrument: instrument.clone(),
        added: Vec::new(),
        problems: Collected::default(),
        used: BTreeSet::new(),
        dropped: Vec::new(),
        columns: Vec::new(),
        ids: Vec::new(),
    };
    for (at, mapped) in mapping.columns.iter().enumerate() {
        let first = mapping
            .columns
            .iter()
            .position(|other| other.column == mapped.column);
        if first == Some(at) {
            work.settle(mapped);
        } else {
            let what = "The mapping names this column twice.";
            let place = Place::Field(printable(&mapped.column));
            work.problems
                .push(Problem::error("duplicate-column", place, what, "Name it once."));
        }
    }
    work.note_unmapped(mapping);
    let keep = work.rows_to_keep(mapping.repeated);
    if work.problems.is_empty() {
        Ok(work.code(keep))
    } else {
        Err(work.problems.into_vec())
    }
}

/// A column whose every value has its code.
pub(super) enum Codes<'t> {
    Item {
        column: &'t Column,
        item: Key,
        codes: Vec<u8>,
    },
    Levels {
        column: &'t Column,
        dimension: Key,
        bits: Vec<u64>,
    },
}

pub(super) struct Work<'t> {
    pub(super) table: &'t Table,
    pub(super) instrument: Instrument,
    /// Dimensions that the file adds.
    pub(super) added: Vec<Key>,
    pub(super) problems: Collected,
    /// Items and dimensions that have their column.
    pub(super) used: BTreeSet<Key>,
    pub(super) dropped: Vec<Dropped>,
    pub(super) columns: Vec<Codes<'t>>,
    pub(super) ids: Vec<&'t Column>,
}

pub(super) fn place_of(column: &Column) -> Place {
    Place::Column {
        number: column.number,
        name: printable(&column.name),
    }
}

impl<'t> Work<'t> {
    fn settle(&mut self, mapped: &ColumnMapping) {
        let Some(column) = self.table.column(&mapped.column) else {
            let what = "The mapping names a column that the file does not have.";
            let place = Place::Field(printable(&mapped.column));
            self.problems.push(Problem::error(
                "unknown-column",
                place,
                what,
                "Propose a mapping for this file.",
            ));
            return;
        };
        if mapped.confidence == Confidence::Suggested {
            let what = "What this column is for is only suggested.";
            let right = "Confirm it, or choose what it is for.";
            self.problems.push(Problem::error(
                "unconfirmed-column",
                place_of(column),
                what,
                right,
            ));
        }
        match &mapped.purpose {
            Purpose::Ignore { reason } => {
                self.dropped.push(Dropped {
                    column: column.name.clone(),
                    reason: *reason,
                });
            }
            Purpose::ResponseId => self.ids.push(column),
            Purpose::Item { item, labels } => self.settle_item(column, item, labels),
            Purpose::Dimension {
                dimension,
                separator,
                labels,
            } => {
                if let Some(known) = self.instrument.dimension(dimension).cloned() {
                    self.settle_levels(column, &known, *separator, labels);
                } else {
                    self.note_unknown(column, dimension);
                }
            }
            Purpose::NewDimension {
                dimension,
                separator,
                labels,
            } => {
                if self.accepts_new(column, dimension) {
                    self.instrument.dimensions.push(dimension.clone());
                    self.added.push(dimension.id.clone());
                    self.settle_levels(column, dimension, *separator, labels);
                    self.note_crowds(column);
                }
            }
        }
    }

    fn note_unknown(&mut self, column: &Column, key: &Key) {
        let what = format!("The instrument has no “{key}”.");
        let right = "Propose a mapping for this instrument.";
        self.problems
            .push(Problem::error("unknown-question", place_of(column), what, right));
    }

    /// Whether nothing else is this item or dimension.
    pub(super) fn claims(&mut self, column: &Column, key: &Key) -> bool {
        let new = self.used.insert(key.clone());
        if !new {
            let what = format!("Two columns are “{key}”.");
            let right = "Choose one of them and leave the other out.";
            self.problems.push(Problem::error(
                "duplicate-question",
                place_of(column),
                what,
                right,
            ));
        }
        new
    }

    fn settle_item(&mut self, column: &'t Column, key: &Key, labels: &[LabelMapping]) {
        let Some(item) = self.instrument.item(key).cloned() else {
            return self.note_unknown(column, key);
        };
        if !self.claims(column, key) {
            return;
        }
        let known = by_label(labels);
        let mut codes = Vec::with_capacity(column.values.len());
        for value in &column.values {
            let meaning = self.meaning(column, &known, &value.text, value.row_first);
            let code = match meaning {
                Some(Meaning::Answer(choice)) => code_of(&item, choice),
                _ => Some(SKIPPED),
            };
            if code.is_none() {
                self.note_unknown_answer(column, &value.text);
            }
            codes.push(code.unwrap_or(SKIPPED));
        }
        self.columns.push(Codes::Item {
            column,
            item: key.clone(),
            codes,
        });
    }

    /// What a label means, once it is settled; notes a problem when it is not.
    pub(super) fn meaning<'m>(
        &mut self,
        column: &Column,
        known: &HashMap<&str, &'m LabelMapping>,
        label: &str,
        row: usize,
    ) -> Option<&'m Meaning> {
        let mapped = known.get(label).copied();
        let (code, what, right) = match mapped.map(|mapped| (&mapped.meaning, mapped.confidence)) {
            None | Some((Meaning::Unmatched, _)) => (
                "unknown-label",
                format!(
                    "Nobody said what “{}” means (first in row {row}).",
                    printable(label)
                ),
                "Choose an answer for it, or “no answer”.",
            ),
            Some((meaning, Confidence::Suggested)) => (
                "unconfirmed-label",
                match meaning {
                    Meaning::Answer(key) => {
                        format!("“{}” is only thought to mean “{key}”.", printable(label))
                    }
                    _ => format!("“{}” is only thought to mean no answer.", printable(label)),
                },
                "Confirm it, or choose another meaning.",
            ),
            Some((meaning, _)) => return Some(meaning),
        };
        self.problems
            .push(Problem::error(code, place_of(column), what, right).with_value(label));
        None
    }

    pub(super) fn note_unknown_answer(&mut self, column: &Column, label: &str) {
        let what = format!(
            "The mapping gives “{}” a meaning that is not among the answers.",
            printable(label)
        );
        let right = "Choose one of the answers.";
        self.problems
            .push(Problem::error("unknown-answer", place_of(column), what, right).with_value(label));
    }

    fn note_unmapped(&mut self, mapping: &Mapping) {
        for column in self
            .table
            .columns
            .iter()
            .filter(|column| mapping.column(&column.name).is_none())
        {
            let what = "Nobody said what this column is for.";
            let right = "Choose what it is for, or leave it out.";
            self.problems
                .push(Problem::error("unmapped-column", place_of(column), what, right));
        }
        if self.problems.is_empty()
            && !self
                .columns
                .iter()
                .any(|codes| matches!(codes, Codes::Item { .. }))
        {
            let what = "No column holds answers to this instrument.";
            let right = "Choose the instrument that was used, or say which column answers which question.";
            self.problems
                .push(Problem::error("no-items", Place::File, what, right));
        }
        if let [_, second, ..] = self.ids[..] {
            let what = "Two columns hold response ids.";
            self.problems.push(Problem::error(
                "duplicate-question",
                place_of(second),
                what,
                "Choose one of them.",
            ));
        }
    }
}

pub(super) fn by_label(labels: &[LabelMapping]) -> HashMap<&str, &LabelMapping> {
    labels.iter().map(|label| (label.label.as_str(), label)).collect()
}

fn code_of(item: &Item, choice: &str) -> Option<u8> {
    let position = item.position(choice)?;
    if position < item.scored().len() {
        u8::try_from(position).ok()
    } else {
        Some(UNSCORED)
    }
}

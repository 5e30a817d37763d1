//! What a person can say about a column or a label, as the values of a form, and what they said.

use std::collections::BTreeSet;

use instrument::import::{
    AnswerSet, Assignment, ColumnMapping, LabelMapping, Mapping, Meaning, Purpose, SetLabel, Table,
};
use instrument::{Instrument, Key, printable};

use crate::form::Fields;

/// The value that stands for no answer.
pub(super) const MISSING: &str = "_missing";

/// The purpose of a column as a form's value.
pub(super) fn value_of(purpose: &Purpose) -> String {
    match purpose {
        Purpose::Ignore { .. } => "ignore".into(),
        Purpose::ResponseId => "id".into(),
        Purpose::Item { item, .. } => format!("item:{item}"),
        Purpose::Dimension { dimension, .. } => format!("group:{dimension}"),
        Purpose::NewDimension { .. } => "new".into(),
    }
}

fn assignment(value: &str) -> Option<Assignment> {
    match value.split_once(':') {
        Some(("item", key)) => Key::new(key).map(Assignment::Item),
        Some(("group", key)) => Key::new(key).map(Assignment::Dimension),
        _ => match value {
            "ignore" => Some(Assignment::Ignore),
            "id" => Some(Assignment::ResponseId),
            "new" => Some(Assignment::NewDimension),
            _ => None,
        },
    }
}

/// The answers that a label of this column can mean: key and words.
pub(super) fn answers(form: &Instrument, column: &ColumnMapping, tag: &str) -> Vec<(String, String)> {
    let levels = |dimension: &instrument::Dimension| {
        dimension
            .levels
            .iter()
            .map(|level| (level.id.to_string(), level.label.get(tag).to_owned()))
            .collect()
    };
    match &column.purpose {
        Purpose::Ignore { .. } | Purpose::ResponseId => Vec::new(),
        Purpose::Item { item, .. } => form.item(item).map_or_else(Vec::new, |item| {
            item.choices
                .iter()
                .map(|choice| (choice.id.to_string(), choice.label.get(tag).to_owned()))
                .collect()
        }),
        Purpose::Dimension { dimension, .. } => form.dimension(dimension).map_or_else(Vec::new, levels),
        Purpose::NewDimension { dimension, .. } => levels(dimension),
    }
}

/// The meaning of a label as a form's value; empty while nobody knows.
pub(super) fn meaning_value(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Answer(key) => key.to_string(),
        Meaning::Missing => MISSING.into(),
        Meaning::Unmatched => String::new(),
    }
}

fn meaning(value: &str) -> Option<Meaning> {
    match value {
        "" => None,
        MISSING => Some(Meaning::Missing),
        key => Key::new(key).map(Meaning::Answer),
    }
}

/// What a form carries to say which set of answers it is about.
pub(super) fn mark(set: &AnswerSet) -> String {
    set.columns
        .first()
        .map_or_else(String::new, |first| printable(first))
}

/// Takes over what a person said. Purposes first: what the labels of a column meant is gone with its purpose.
pub(super) fn settle(
    mapping: &mut Mapping,
    table: &Table,
    form: &Instrument,
    fields: &Fields,
) -> Vec<instrument::Problem> {
    let sets = mapping.answer_sets(form);
    let mut problems = Vec::new();
    let mut changed = BTreeSet::new();
    let columns: Vec<(String, String)> = mapping
        .columns
        .iter()
        .map(|column| (column.column.clone(), value_of(&column.purpose)))
        .collect();
    for (at, (column, now)) in columns.into_iter().enumerate() {
        let said = fields.text(&format!("column-{at}"));
        if let Some(assigned) = assignment(said).filter(|_| said != now) {
            let refused = mapping.assign(table, form, &column, &assigned).err();
            problems.extend(refused.unwrap_or_default());
            changed.insert(column);
        } else if fields.has(&format!("agree-column-{at}")) {
            mapping.confirm_column(&column);
        }
    }
    let kept = |columns: &[String]| -> Vec<String> {
        let kept = columns.iter().filter(|column| !changed.contains(*column));
        kept.cloned().collect()
    };
    let mut number = 0;
    for (at, set) in sets.iter().enumerate() {
        settle_order(mapping, form, &kept(&set.columns), set, at, fields);
        for label in &set.labels {
            settle_label(mapping, &kept(&label.columns), label, number, fields);
            number += 1;
        }
    }
    problems
}

/// Turns the numbers of a set round when the box says something else than the page did.
fn settle_order(
    mapping: &mut Mapping,
    form: &Instrument,
    columns: &[String],
    set: &AnswerSet,
    at: usize,
    fields: &Fields,
) {
    let said = fields.has(&format!("turned-{at}"));
    // The page may be older than the draft, and a box that is not ticked is not sent.
    let is_this = fields.has(&format!("set-{at}")) && fields.text(&format!("set-{at}")) == mark(set);
    if is_this && set.turned.is_some_and(|turned| turned != said) {
        mapping.turn_codes(form, columns, said);
    }
}

fn settle_label(mapping: &mut Mapping, columns: &[String], label: &SetLabel, number: usize, fields: &Fields) {
    // The page may be older than the draft: a number counts only with its label.
    if fields.text(&format!("label-text-{number}")) != printable(&label.label).trim() {
        return;
    }
    let said = fields.text(&format!("label-{number}"));
    let Some(said_meaning) = meaning(said) else { return };
    let is_open = |mapping: &Mapping| {
        let column = columns.first().and_then(|first| mapping.column(first));
        let labels = column.map_or(&[][..], |column| column.purpose.labels());
        let known = labels.iter().find(|known| known.label == label.label);
        known.is_some_and(LabelMapping::is_open)
    };
    // To choose something else than what stood there is to say so; what was turned round above is settled.
    let agreed = fields.has(&format!("agree-label-{number}")) && is_open(mapping);
    if said != meaning_value(&label.meaning) || agreed {
        mapping.settle_label(columns, &label.label, &said_meaning);
    }
}

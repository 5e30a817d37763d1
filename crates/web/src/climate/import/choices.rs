//! What a person can say about a column or a label, as the values of a form, and what they said.

use instrument::import::{Assignment, ColumnMapping, Mapping, Meaning, OpenQuestion, Purpose, Table};
use instrument::{Instrument, Key};

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

/// Takes over what a person said. Purposes first: a label's question may be gone with the purpose of its column.
pub(super) fn settle(
    mapping: &mut Mapping,
    table: &Table,
    form: &Instrument,
    fields: &Fields,
) -> Vec<instrument::Problem> {
    let questions = mapping.open_questions(form);
    let mut problems = Vec::new();
    let columns: Vec<(String, String)> = mapping
        .columns
        .iter()
        .map(|column| (column.column.clone(), value_of(&column.purpose)))
        .collect();
    for (at, (column, now)) in columns.iter().enumerate() {
        let said = fields.text(&format!("column-{at}"));
        if let Some(assigned) = assignment(said).filter(|_| said != now) {
            problems.extend(
                mapping
                    .assign(table, form, column, &assigned)
                    .err()
                    .unwrap_or_default(),
            );
        } else if fields.has(&format!("agree-column-{at}")) {
            mapping.confirm_column(column);
        }
    }
    for (at, question) in questions.iter().enumerate() {
        settle_label(mapping, question, at, fields);
    }
    problems
}

fn settle_label(mapping: &mut Mapping, question: &OpenQuestion, at: usize, fields: &Fields) {
    let Some((label, thought)) = &question.label else {
        return;
    };
    // The page may be older than the draft: the number of a question counts only with its label.
    if fields.text(&format!("label-text-{at}")) != label.trim() {
        return;
    }
    let said = fields.text(&format!("label-{at}"));
    let Some(said_meaning) = meaning(said) else { return };
    // To choose something else than what was thought is to agree to it.
    if said != meaning_value(thought) || fields.has(&format!("agree-label-{at}")) {
        mapping.settle_label(&question.columns, label, &said_meaning);
    }
}

//! What the second step shows of a file: every label with its meaning, every column, and where each problem leads.

use instrument::import::{AnswerSet, Confidence, Mapping, Meaning, SetLabel, Standing, Table};
use instrument::{Instrument, printable};
use platform::Problem;

use super::choices::{self, MISSING};
use crate::language::Translator;

/// So many columns are named; of more, the rest is an ellipsis.
const COLUMNS_MAX: usize = 6;

/// Labels that can mean the same answers.
pub(super) struct Set {
    /// Its number among all.
    pub number: usize,
    pub columns: String,
    pub count: usize,
    /// What a form says it is.
    pub mark: String,
    pub answers: Vec<(String, String)>,
    /// Whether its numbers run from the highest answer; nothing when there are none.
    pub turned: Option<bool>,
    pub labels: Vec<Label>,
    /// Those that are an answer word for word.
    pub same: Vec<Label>,
}

/// One label.
pub(super) struct Label {
    /// Its number among all.
    pub number: usize,
    pub text: String,
    pub columns: String,
    pub count: usize,
    pub value: String,
    pub standing: Standing,
    /// Whether a person can agree to what it seems to mean.
    pub guessed: bool,
    /// Whether it is written in another way than its answer, which a number always is.
    pub alike: bool,
}

/// One column of the file.
pub(super) struct Column {
    pub name: String,
    pub value: String,
    pub open: bool,
    pub remembered: bool,
    pub samples: String,
}

pub(super) fn sets(t: Translator, form: &Instrument, mapping: &Mapping) -> Vec<Set> {
    let mut next = 0;
    let mut set = |(number, set): (usize, AnswerSet)| {
        let mut of_set = Set {
            number,
            columns: named(&set.columns),
            count: set.columns.len(),
            mark: choices::mark(&set),
            answers: answers(t, form, mapping, &set),
            turned: set.turned,
            labels: Vec::new(),
            same: Vec::new(),
        };
        for label in &set.labels {
            let shown = shown(label, next);
            next += 1;
            if label.standing == Standing::Same {
                of_set.same.push(shown);
            } else {
                of_set.labels.push(shown);
            }
        }
        of_set
    };
    mapping
        .answer_sets(form)
        .into_iter()
        .enumerate()
        .map(&mut set)
        .collect()
}

fn answers(t: Translator, form: &Instrument, mapping: &Mapping, set: &AnswerSet) -> Vec<(String, String)> {
    let column = set.columns.first().and_then(|first| mapping.column(first));
    let mut answers = column.map_or_else(Vec::new, |column| {
        choices::answers(form, column, t.language.tag())
    });
    answers.push((MISSING.into(), t.say("import-meaning-missing").to_string()));
    answers
}

fn shown(label: &SetLabel, number: usize) -> Label {
    let is_number = label.label.trim().parse::<f64>().is_ok();
    Label {
        number,
        text: printable(&label.label).trim().to_owned(),
        columns: named(&label.columns),
        count: label.count,
        value: choices::meaning_value(&label.meaning),
        standing: label.standing,
        guessed: label.standing == Standing::Open && label.meaning != Meaning::Unmatched,
        alike: label.standing == Standing::Alike && !is_number,
    }
}

fn named(columns: &[String]) -> String {
    let names: Vec<String> = columns
        .iter()
        .take(COLUMNS_MAX)
        .map(|name| printable(name))
        .collect();
    let rest = if columns.len() > COLUMNS_MAX { ", …" } else { "" };
    names.join(", ") + rest
}

pub(super) fn columns(mapping: &Mapping, table: &Table) -> Vec<Column> {
    let column = |column: &instrument::import::ColumnMapping| Column {
        name: printable(&column.column),
        value: choices::value_of(&column.purpose),
        open: column.confidence == Confidence::Suggested,
        remembered: column.confidence == Confidence::Remembered,
        samples: table
            .column(&column.column)
            .map_or_else(Vec::new, instrument::import::Column::samples)
            .join(" · "),
    };
    mapping.columns.iter().map(column).collect()
}

/// The field of the first thing that somebody must still say.
pub(super) fn first_open(form: &Instrument, mapping: &Mapping) -> String {
    let sets = mapping.answer_sets(form);
    let mut labels = sets.iter().flat_map(|set| &set.labels);
    let column = || {
        let mut columns = mapping.columns.iter();
        columns.position(|column| column.confidence == Confidence::Suggested)
    };
    labels
        .position(|label| label.standing == Standing::Open)
        .map(|number| format!("label-{number}"))
        .or_else(|| column().map(|at| format!("column-{at}")))
        .unwrap_or_else(|| "columns".into())
}

/// The problem with the field of this page that it is about.
pub(super) fn placed(form: &Instrument, mapping: &Mapping, table: &Table, problem: &Problem) -> Problem {
    let said = |name: &str| {
        let mut args = problem.args.iter();
        args.find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    };
    let number = said("column").and_then(|number| number.parse::<usize>().ok());
    let column = table.columns.iter().find(|column| Some(column.number) == number);
    let is_label = |label: &&SetLabel, name: &String| {
        label.columns.contains(name) && Some(printable(&label.label).as_str()) == said("value")
    };
    let field = match column.map(|column| &column.name) {
        Some(name) => {
            let sets = mapping.answer_sets(form);
            let mut labels = sets.iter().flat_map(|set| &set.labels);
            let label = labels.position(|label| is_label(&label, name));
            let mut columns = mapping.columns.iter();
            let at = columns.position(|column| column.column == *name);
            label
                .map(|number| format!("label-{number}"))
                .or_else(|| at.map(|at| format!("column-{at}")))
        }
        None => is_own_field(&problem.field).then(|| problem.field.clone()),
    };
    Problem {
        field: field.unwrap_or_else(|| "columns".into()),
        ..problem.clone()
    }
}

/// Whether the page has this field, so that a problem can lead there as it is.
fn is_own_field(field: &str) -> bool {
    field == "again" || field.starts_with("label-") || field.starts_with("column-")
}

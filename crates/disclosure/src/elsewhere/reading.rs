//! Reading a table: every cell, then every group, with all that is wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::number::{self, Read, Sign};
use super::rows::{self, Row};
use super::{PROBLEMS_MOST, ROWS_MOST, TEXT_MOST};
use crate::ledger::{Entry, Group, Origin, Stand};

/// Where a table comes from, and what its signs mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Id of the entry.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The day it was published, as year-month-day.
    pub day: String,
    /// Whom it is about: a population of its own, to be linked in [`crate::ledger::Truth::links`].
    pub population: String,
    /// The least count of the other system.
    pub least: u32,
    /// What its signs mean, as they are written; `""` is a blank.
    pub signs: BTreeMap<String, Sign>,
}

/// What is wrong at one place of a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {column}: {reason}")]
pub struct Misread {
    /// The line, from 1.
    pub line: u64,
    /// The column's name; "the row" when it is about several.
    pub column: String,
    /// What was found, and what would be right.
    pub reason: String,
}

/// Everything that is wrong with a text, the first [`PROBLEMS_MOST`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", list(found))]
pub struct Problems {
    /// In the order of lines.
    pub found: Vec<Misread>,
}

fn list(found: &[Misread]) -> String {
    found
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

impl Problems {
    pub(super) fn one(line: u64, column: &str, reason: impl Into<String>) -> Self {
        Self {
            found: vec![misread(line, column, reason)],
        }
    }
}

pub(super) fn misread(line: u64, column: &str, reason: impl Into<String>) -> Misread {
    Misread {
        line,
        column: column.to_owned(),
        reason: reason.into(),
    }
}

const COLUMNS: [&str; 7] = ["place", "group", "measure", "option", "n", "count", "percent"];

/// Reads a table. The bytes are taken as they come, so that a wrong encoding is named.
///
/// # Errors
/// [`Problems`], each with line, column, what was found and what would be right.
pub fn read(bytes: &[u8], source: &Source) -> Result<Entry, Problems> {
    if bytes.len() > TEXT_MOST {
        let reason = format!("{} bytes are too many: the most is {TEXT_MOST}", bytes.len());
        return Err(Problems::one(1, "the text", reason));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.split(|&byte| byte == b'\n').count() as u64;
        Problems::one(
            line,
            "the text",
            "a byte is not UTF-8: save the table as CSV in UTF-8",
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (found, mut problems) = rows_of(text, source)?;
    let stand = Stand::first(&source.population);
    let mut entry = Entry::new(&source.id, &source.title, &source.day, Origin::Elsewhere, stand);
    if problems.is_empty() {
        match rows::statements(&found, source.least) {
            Ok(statements) => entry.statements = statements,
            Err(wrong) => problems = wrong,
        }
    }
    if problems.is_empty() {
        problems.extend(entry.flaw().map(|reason| misread(1, "the table", reason)));
    }
    if problems.is_empty() {
        return Ok(entry);
    }
    problems.sort_by_key(|problem| problem.line);
    problems.truncate(PROBLEMS_MOST);
    Err(Problems { found: problems })
}

/// The rows that can be read, and what is wrong with the others.
fn rows_of(text: &str, source: &Source) -> Result<(Vec<Row>, Vec<Misread>), Problems> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let headings = reader
        .headers()
        .map_err(|error| Problems::one(1, "the heading", error.to_string()))?;
    let at = columns(headings)?;
    let width = headings.len();
    let mut problems = Vec::new();
    let mut found = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problems.push(misread(line, "the row", error.to_string()));
                break;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != width {
            let reason = format!("{} cells were found, the heading has {width}", record.len());
            problems.push(misread(line, "the row", reason));
        } else if found.len() >= ROWS_MOST {
            problems.push(misread(
                line,
                "the row",
                format!("more than {ROWS_MOST} rows are too many"),
            ));
            break;
        } else {
            let cell = |name: &str| at.get(name).and_then(|&at| record.get(at)).unwrap_or("");
            match row(line, cell, source) {
                Ok(row) => found.push(row),
                Err(wrong) => problems.extend(wrong),
            }
        }
        if problems.len() >= PROBLEMS_MOST {
            break;
        }
    }
    if found.is_empty() && problems.is_empty() {
        problems.push(misread(2, "the row", "there are no rows"));
    }
    Ok((found, problems))
}

fn columns(headings: &csv::StringRecord) -> Result<BTreeMap<String, usize>, Problems> {
    let mut at = BTreeMap::new();
    for (place, name) in headings.iter().enumerate() {
        let name = name.trim().to_lowercase();
        let wrong = if !COLUMNS.contains(&name.as_str()) {
            "is not a column of such a table"
        } else if at.insert(name.clone(), place).is_some() {
            "is there twice"
        } else {
            continue;
        };
        let reason = format!("{name:?} {wrong}: the columns are {}", COLUMNS.join(", "));
        return Err(Problems::one(1, "the heading", reason));
    }
    match ["place", "group", "n"]
        .into_iter()
        .find(|name| !at.contains_key(*name))
    {
        Some(name) => Err(Problems::one(
            1,
            "the heading",
            format!("the column {name} is missing"),
        )),
        None => Ok(at),
    }
}

fn row<'a>(line: u64, cell: impl Fn(&str) -> &'a str, source: &Source) -> Result<Row, Vec<Misread>> {
    let mut problems = Vec::new();
    let mut wrong = |column: &str, reason: String| {
        problems.push(misread(line, column, reason));
    };
    let place = cell("place").trim();
    if place.is_empty() {
        wrong("place", "it is blank: an id of a place would be right".to_owned());
    }
    let group = group(place, cell("group")).unwrap_or_else(|reason| {
        wrong("group", reason);
        Group::everyone(place)
    });
    let mut take = |column: &str, read: Result<Read, String>| {
        read.unwrap_or_else(|reason| {
            wrong(column, reason);
            // Not blank, so that it is not named twice.
            if column == "n" { Read::Hidden } else { Read::Unsaid }
        })
    };
    let people = |text| number::people(text, &source.signs, source.least);
    let n = take("n", people(cell("n")));
    let count = take("count", people(cell("count")));
    let percent = take(
        "percent",
        number::percent(cell("percent"), &source.signs, source.least),
    );
    let (measure, option) = (cell("measure").trim(), cell("option").trim());
    if measure.is_empty() {
        if !option.is_empty() {
            wrong(
                "option",
                "it has an option of no measure: name the measure".to_owned(),
            );
        }
        if count != Read::Unsaid || percent != Read::Unsaid {
            wrong(
                "measure",
                "it is blank, but there is a count or percent: name the measure".to_owned(),
            );
        }
    }
    if n == Read::Unsaid {
        wrong(
            "n",
            "it is blank: a number, or a declared sign, would be right".to_owned(),
        );
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Row {
        line,
        group,
        measure: (!measure.is_empty()).then(|| measure.to_owned()),
        option: option.to_owned(),
        n,
        count,
        percent,
    })
}

fn group(place: &str, text: &str) -> Result<Group, String> {
    let mut group = Group::everyone(place);
    for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
        let right = "dimension=level pairs joined by ; would be right, such as grade=7|8;learner=yes";
        let Some((dimension, levels)) = pair.split_once('=') else {
            return Err(format!("{pair:?} has no \"=\": {right}"));
        };
        let dimension = dimension.trim();
        let levels: BTreeSet<&str> = levels.split('|').map(str::trim).collect();
        if dimension.is_empty() || levels.contains("") {
            return Err(format!("{pair:?} lacks a dimension or a level: {right}"));
        }
        if group.levels.contains_key(dimension) {
            return Err(format!("{dimension} is named twice: {right}"));
        }
        group = group.with(dimension, levels);
    }
    Ok(group)
}

//! What is wrong with something a person handed in: what, where, and what would be right.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing wrong with a file, a form or a mapping.
///
/// `code` is stable and in kebab case: a page that speaks another language looks its sentence up by the code and
/// fills in `place` and `value`; `what` and `right` are that sentence in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Which kind of problem, such as `duplicate-key`.
    pub code: String,
    /// Whether it stops the work.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// The offending value as it was given, shortened and made safe to print; empty when there is none.
    pub value: String,
    /// What is wrong, as one English sentence.
    pub what: String,
    /// What would be right, as one English sentence; empty when `what` already says so.
    pub right: String,
}

/// Whether a problem stops the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth telling; the work goes on.
    Warning,
    /// Nothing is done until it is mended.
    Error,
}

/// Where a problem is. Lines, rows and columns are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// The file as a whole.
    File,
    /// A line of a file, and the key there, such as `item b1 / question / es`.
    Line {
        /// The line.
        line: usize,
        /// The path of the key; empty when the line could not be understood.
        key: String,
    },
    /// A row of a table; the header is row 1. `column` is the header of the column, when one is to blame.
    Row {
        /// The row as a spreadsheet counts it.
        row: usize,
        /// The name of the column.
        column: Option<String>,
    },
    /// A whole column of a table.
    Column {
        /// Which column, counted from 1.
        number: usize,
        /// Its header.
        name: String,
    },
    /// A field of a form, or an item, scale or dimension by its key.
    Field(String),
}

impl Problem {
    /// An error at `place`; `what` and `right` are English sentences.
    pub fn error(code: &str, place: Place, what: impl Into<String>, right: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            severity: Severity::Error,
            place,
            value: String::new(),
            what: what.into(),
            right: right.into(),
        }
    }

    /// As [`Problem::error`], for what is worth telling but stops nothing.
    pub fn warning(code: &str, place: Place, what: impl Into<String>, right: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, what, right)
        }
    }

    /// Adds the offending value, made safe to print by [`printable`].
    #[must_use]
    pub fn with_value(mut self, value: &str) -> Self {
        self.value = printable(value);
        self
    }

    /// Whether it stops the work.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::File => {}
            Place::Line { line, key } if key.is_empty() => write!(out, "Line {line}: ")?,
            Place::Line { line, key } => write!(out, "Line {line} ({key}): ")?,
            Place::Row {
                row,
                column: Some(column),
            } => write!(out, "Row {row}, column “{column}”: ")?,
            Place::Row { row, column: None } => write!(out, "Row {row}: ")?,
            Place::Column { number, name } => write!(out, "Column {number} “{name}”: ")?,
            Place::Field(field) => write!(out, "{field}: ")?,
        }
        out.write_str(&self.what)?;
        if self.right.is_empty() {
            Ok(())
        } else {
            write!(out, " {}", self.right)
        }
    }
}

/// Problems as they are found: the first ones are kept, the rest is counted.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    listed: Vec<Problem>,
    unlisted: usize,
}

impl Collected {
    const LISTED_MAX: usize = 200;

    pub(crate) fn push(&mut self, problem: Problem) {
        if self.listed.len() < Self::LISTED_MAX {
            self.listed.push(problem);
        } else {
            self.unlisted += 1;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The problems in the order in which `position` puts them; the last one counts those that are not listed.
    pub(crate) fn into_sorted(mut self, position: impl Fn(&Problem) -> usize) -> Vec<Problem> {
        self.listed.sort_by_key(position);
        if self.unlisted > 0 {
            let total = self.listed.len() + self.unlisted;
            let what = format!(
                "There are {total} problems; {} of them are not listed.",
                self.unlisted
            );
            let more = Problem::error("more-problems", Place::File, what, "");
            self.listed.push(more.with_value(&self.unlisted.to_string()));
        }
        self.listed
    }

    /// The problems in the order in which they were found.
    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.into_sorted(|_| 0)
    }
}

/// `value` fit for a sentence: 60 characters at most, without line breaks, controls, or characters that are unseen or
/// turn the direction of writing (a name written with them could pass for another).
pub fn printable(value: &str) -> String {
    const LENGTH_MAX: usize = 60;
    let mut shown: String = value
        .chars()
        .take(LENGTH_MAX)
        .map(|letter| {
            if letter.is_control() || is_unseen(letter) {
                '\u{FFFD}'
            } else {
                letter
            }
        })
        .collect();
    if value.chars().nth(LENGTH_MAX).is_some() {
        shown.push('…');
    }
    shown
}

/// Whether a character has no shape of its own: zero-width, a byte-order mark, or a mark of writing direction.
pub(crate) fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Place, Problem, printable};

    #[test]
    fn problem_display_says_where_what_and_what_would_be_right() {
        let place = Place::Row {
            row: 4,
            column: Some("ST34Q01".into()),
        };
        let problem = Problem::error("unknown-answer", place, "“Perhaps” is no answer.", "Use 1 to 4.");
        assert_eq!(
            problem.to_string(),
            "Row 4, column “ST34Q01”: “Perhaps” is no answer. Use 1 to 4."
        );
    }

    #[test]
    fn printable_hostile_value_is_short_and_shows_what_is_unseen() {
        assert_eq!(printable("a\u{202E}b\nc"), "a\u{FFFD}b\u{FFFD}c");
        assert_eq!(printable(&"é".repeat(1_000)).chars().count(), 61);
    }
}

//! A file of answers as a table: for each column its different values, and for each row which one it has.

use std::borrow::Cow;
use std::collections::HashMap;

use super::decoding::decode;
use super::fields::{QuoteFault, QuoteFaultKind, Records, sniff_delimiter};
use super::folding::{fold, seen};
use crate::problem::{Collected, printable};
use crate::{Place, Problem};

/// How large a table may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes_max: usize,
    /// Rows below the header.
    pub rows_max: usize,
    /// Columns.
    pub columns_max: usize,
    /// Bytes of one cell.
    pub cell_bytes_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes_max: 64 << 20,
            rows_max: 1_000_000,
            columns_max: 1_000,
            cell_bytes_max: 32_768,
        }
    }
}

/// A table with a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The columns that have a name, from left to right.
    pub columns: Vec<Column>,
    /// How many rows there are below the header; empty ones are left out.
    pub rows: usize,
    /// How the file was written down: `UTF-8`, `UTF-16LE`, `UTF-16BE` or `windows-1252`.
    pub encoding: &'static str,
    /// What separates the columns.
    pub delimiter: char,
    /// What a person should know although the table could be read.
    pub warnings: Vec<Problem>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its header, without blanks at its ends and without unseen characters.
    pub name: String,
    /// Its place in the file, from 1.
    pub number: usize,
    /// Its different values, in the order in which they first occur.
    pub values: Vec<Value>,
    /// For each row the position of its value in `values`.
    pub cells: Vec<u32>,
}

/// A value that occurs in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What is written, without blanks at its ends; empty for an empty cell.
    pub text: String,
    /// In how many rows.
    pub count: usize,
    /// The first of these rows as a spreadsheet counts it, the header being row 1.
    pub row_first: usize,
}

impl Table {
    /// The column with this header.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Reads a file of answers, within the usual limits. See [`read_table_within`].
pub fn read_table(bytes: &[u8]) -> Result<Table, Vec<Problem>> {
    read_table_within(bytes, &Limits::default())
}

/// Reads a file of answers: UTF-8 or UTF-16, with or without a mark, or Windows-1252; columns separated by comma,
/// semicolon, tab or bar; quoted as in RFC 4180; with a header. All problems are told (200 at most, the rest is
/// counted), and nothing is read when there is one.
pub fn read_table_within(bytes: &[u8], limits: &Limits) -> Result<Table, Vec<Problem>> {
    if bytes.len() > limits.bytes_max {
        let what = format!("This file has {} bytes.", bytes.len());
        let right = format!(
            "Files may have {} bytes at most: split it, or take out columns.",
            limits.bytes_max
        );
        return Err(vec![Problem::error("too-large", Place::File, what, right)]);
    }
    let (text, encoding) = decode(bytes)?;
    if text
        .trim_matches(|letter: char| letter.is_whitespace() || letter == '\0')
        .is_empty()
    {
        let right = "Export the answers again, with a header and one row per person.";
        return Err(vec![Problem::error(
            "empty-file",
            Place::File,
            "This file is empty.",
            right,
        )]);
    }
    let (body, named_delimiter) = without_separator_line(&text);
    let delimiter = named_delimiter.unwrap_or_else(|| sniff_delimiter(body));
    let mut builder = Builder::new(limits);
    builder.row = usize::from(named_delimiter.is_some());
    builder.read(body, delimiter);
    let mut table = builder.finish()?;
    table.encoding = encoding;
    table.delimiter = char::from(delimiter);
    if encoding == "windows-1252" {
        let what = "This file is not UTF-8; it was read as Windows-1252.";
        let right = "Check that accented letters look right.";
        table
            .warnings
            .push(Problem::warning("windows-1252", Place::File, what, right));
    }
    Ok(table)
}

/// Some spreadsheet programs write `sep=;` above the header.
fn without_separator_line(text: &str) -> (&str, Option<u8>) {
    let line = text.split(['\r', '\n']).next().unwrap_or("");
    match line.strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter @ (b',' | b';' | b'\t' | b'|')]) => {
            let rest = &text[line.len()..];
            (
                rest.strip_prefix("\r\n")
                    .or(rest.strip_prefix(['\r', '\n']))
                    .unwrap_or(rest),
                Some(*delimiter),
            )
        }
        _ => (text, None),
    }
}

/// The columns while they grow.
struct Builder<'l> {
    limits: &'l Limits,
    columns: Vec<Column>,
    known: Vec<HashMap<Box<str>, u32>>,
    rows: usize,
    /// The row just read, as a spreadsheet counts.
    row: usize,
    empty_rows: usize,
    problems: Collected,
}

impl<'l> Builder<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            columns: Vec::new(),
            known: Vec::new(),
            rows: 0,
            row: 0,
            empty_rows: 0,
            problems: Collected::default(),
        }
    }

    fn read(&mut self, text: &str, delimiter: u8) {
        let mut records = Records::new(text, delimiter);
        let (mut fields, mut faults) = (Vec::new(), Vec::new());
        while records.next_into(&mut fields, &mut faults) {
            self.row += 1;
            let is_empty = fields.iter().all(|field| field.trim().is_empty());
            if is_empty && faults.is_empty() {
                self.empty_rows += usize::from(!self.columns.is_empty());
                continue;
            }
            if self.columns.is_empty() {
                self.header(&fields);
                self.note_quotes(&faults);
                if self.columns.is_empty() {
                    return;
                }
                continue;
            }
            self.note_quotes(&faults);
            if self.rows == self.limits.rows_max {
                let what = format!("There are more than {} rows.", self.limits.rows_max);
                let place = Place::Row {
                    row: self.row,
                    column: None,
                };
                self.problems
                    .push(Problem::error("too-many-rows", place, what, "Split the file."));
                return;
            }
            self.record(&fields);
        }
    }

    fn header(&mut self, fields: &[Cow<'_, str>]) {
        if fields.len() > self.limits.columns_max {
            let what = format!("There are {} columns.", fields.len());
            let right = format!("Use {} at most.", self.limits.columns_max);
            self.problems
                .push(Problem::error("too-many-columns", Place::File, what, right));
            return;
        }
        let mut seen_names: HashMap<String, usize> = HashMap::new();
        for (number, field) in (1..).zip(fields) {
            let name = seen(field).split_whitespace().collect::<Vec<_>>().join(" ");
            if name.len() > self.limits.cell_bytes_max.min(2_000) {
                let place = Place::Column {
                    number,
                    name: printable(&name),
                };
                self.problems.push(Problem::error(
                    "long-header",
                    place,
                    "This header is too long.",
                    "Shorten it.",
                ));
            }
            if !name.is_empty()
                && let Some(first) = seen_names.insert(fold(&name), number)
            {
                let what = format!("Columns {first} and {number} have the same header.");
                let place = Place::Column {
                    number,
                    name: printable(&name),
                };
                let right = "Give each column a header of its own.";
                self.problems
                    .push(Problem::error("duplicate-header", place, what, right).with_value(&name));
            }
            self.columns.push(Column {
                name,
                number,
                values: Vec::new(),
                cells: Vec::new(),
            });
        }
        self.known.resize_with(self.columns.len(), HashMap::new);
    }

    fn place(&self, field: usize) -> Place {
        let name = self.columns.get(field).map(|column| printable(&column.name));
        Place::Row {
            row: self.row,
            column: name,
        }
    }

    fn note_quotes(&mut self, faults: &[QuoteFault]) {
        for fault in faults {
            let (code, what, right) = match fault.kind {
                QuoteFaultKind::NeverClosed => (
                    "open-quote",
                    "A quotation mark opens here and is never closed: the file may be cut short.",
                    "Export the file again.",
                ),
                QuoteFaultKind::TextAfter => (
                    "text-after-quote",
                    "There is text after a closing quotation mark.",
                    "Write a quotation mark inside a cell twice, or export the file again.",
                ),
            };
            let problem = Problem::error(code, self.place(fault.field), what, right);
            self.problems.push(problem);
        }
    }

    fn record(&mut self, fields: &[Cow<'_, str>]) {
        let expected = self.columns.len();
        let surplus = fields.get(expected..).unwrap_or_default();
        if fields.len() < expected || surplus.iter().any(|field| !field.trim().is_empty()) {
            let what = format!(
                "This row has {} cells, but the header has {expected}.",
                fields.len()
            );
            let right =
                "Put quotation marks around cells that contain the separator, or export the file again.";
            let place = Place::Row {
                row: self.row,
                column: None,
            };
            self.problems
                .push(Problem::error("ragged-row", place, what, right));
            return;
        }
        for (position, field) in fields.iter().take(expected).enumerate() {
            self.cell(position, field);
        }
        self.rows += 1;
    }

    fn cell(&mut self, position: usize, field: &str) {
        if field.len() > self.limits.cell_bytes_max {
            let what = format!("This cell has {} bytes.", field.len());
            let right = format!("Cells may have {} at most.", self.limits.cell_bytes_max);
            self.problems
                .push(Problem::error("long-cell", self.place(position), what, right));
        } else if field.contains('\0') {
            let what = "This cell contains a NUL character.";
            let right = "Export the file again as plain text.";
            self.problems
                .push(Problem::error("nul", self.place(position), what, right));
        }
        let text = field.trim();
        let column = &mut self.columns[position];
        let known = &mut self.known[position];
        let at = if let Some(at) = known.get(text) {
            *at
        } else {
            let at = u32::try_from(column.values.len()).unwrap_or(u32::MAX);
            known.insert(text.into(), at);
            column.values.push(Value {
                text: text.to_owned(),
                count: 0,
                row_first: self.row,
            });
            at
        };
        column.values[at as usize].count += 1;
        column.cells.push(at);
    }

    fn finish(mut self) -> Result<Table, Vec<Problem>> {
        let mut warnings = Vec::new();
        for column in &self.columns {
            let is_blank = column.values.iter().all(|value| value.text.is_empty());
            if column.name.is_empty() && !is_blank {
                let place = Place::Column {
                    number: column.number,
                    name: String::new(),
                };
                let right = "Write a header above it.";
                self.problems.push(Problem::error(
                    "no-header",
                    place,
                    "This column has no header.",
                    right,
                ));
            }
        }
        if self.rows == 0 && self.problems.is_empty() {
            let right = "Export the answers again, with one row per person.";
            self.problems.push(Problem::error(
                "no-rows",
                Place::File,
                "There is no row below the header.",
                right,
            ));
        }
        if !self.problems.is_empty() {
            return Err(self.problems.into_vec());
        }
        if self.empty_rows > 0 {
            let what = format!("{} empty rows are left out.", self.empty_rows);
            warnings.push(Problem::warning("empty-rows", Place::File, what, ""));
        }
        self.columns.retain(|column| !column.name.is_empty());
        Ok(Table {
            columns: self.columns,
            rows: self.rows,
            encoding: "UTF-8",
            delimiter: ',',
            warnings,
        })
    }
}

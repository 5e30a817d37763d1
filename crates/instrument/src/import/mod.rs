//! Answers that somebody already has: a CSV file becomes coded answers in three steps.
//!
//! 1. [`read_table`] understands the file: its encoding, its separator, its rows. It refuses what it cannot.
//! 2. [`propose`] says what each column and each label in it most likely means, and how sure that is.
//!    A person confirms or changes it on a page or in a file: [`Mapping`] can be stored and is remembered.
//! 3. [`apply`] turns the table into coded answers, all or nothing.

mod apply;
mod assign;
mod coding;
mod crowds;
mod decoding;
mod fields;
mod folding;
mod groups;
mod labels;
mod levels;
mod mapping;
mod propose;
mod samples;
mod sets;
mod table;

pub use apply::{Dropped, Imported, ItemReport, Report, apply};
pub use assign::Assignment;
pub use mapping::{
    ColumnMapping, Confidence, Folded, IgnoreReason, LabelMapping, Mapping, Meaning, OpenQuestion, Purpose,
    Repeated,
};
pub use propose::propose;
pub use sets::{AnswerSet, SetLabel, Standing};
pub use table::{Column, Limits, Table, Value, read_table, read_table_within};

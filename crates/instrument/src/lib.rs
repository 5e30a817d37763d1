//! Questionnaires: what is asked, in which languages, how answers are scored, and how answers come in.
//!
//! * [`Instrument`] is the questionnaire; hosts write one as a file, see [`Instrument::from_toml`].
//! * [`built_in`] holds the instruments that come with the program.
//! * [`Response`] is one person's answers, from a form or from the inbox of answers.
//! * [`Coded`] is everybody's answers as small numbers, the shape that counting starts from.
//! * [`import`] reads answers that somebody already has, from a CSV file.
//!
//! Nothing here reads a file, a clock or a network: bytes come in, values come out.

mod answering;
mod built_in;
mod checks;
mod coded;
mod file;
pub mod import;
mod key;
mod packing;
mod problem;
mod questionnaire;
mod reading;
mod scales;
mod text;

pub use answering::Response;
pub use built_in::{built_in, built_in_by_id};
pub use coded::{Coded, CodedDimension, CodedItem, CodedLevels, NOT_ASKED, SKIPPED, UNSCORED, UNSTATED};
pub use key::Key;
pub use packing::DamagedResponse;
pub use problem::{Place, Problem, Severity, printable};
pub use questionnaire::{
    Audience, Choice, Dimension, Instrument, Item, Level, Rule, Scale, ScaleItem, Validation,
};
pub use text::{Language, Text};

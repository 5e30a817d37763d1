//! Questionnaires: what is asked, in which languages, how answers are scored, and how answers come in.
//!
//! * [`Instrument`] is the questionnaire; hosts write one as a file.
//! * [`Coded`] is everybody's answers as small numbers, the shape that counting starts from.
//!
//! Nothing here reads a file, a clock or a network: bytes come in, values come out.

mod coded;
mod key;
mod problem;
mod questionnaire;
mod text;

pub use coded::{Coded, CodedDimension, CodedItem, CodedLevels, NOT_APPLICABLE, NOT_ASKED, SKIPPED};
pub use key::Key;
pub use problem::{Place, Problem, Severity};
pub use questionnaire::{
    Audience, Choice, Dimension, Instrument, Item, Level, Rule, Scale, ScaleItem, Validation,
};
pub use text::{Language, Text};

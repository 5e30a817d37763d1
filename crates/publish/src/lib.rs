//! What leaves the program in other forms: charts, tables, files, calendars, mail, QR codes.
//!
//! Figures are drawn and written from [`disclosure::Released`] only; a count that nobody cleared has no way in.
//! There is no language here: every word and every way of writing a number comes from the caller.

pub mod calendar;
pub mod chart;
pub mod lines;
pub mod mail;
pub mod qr;
mod svg;
pub mod table;
mod wording;

pub use svg::{Direction, Svg};
pub use wording::Wording;

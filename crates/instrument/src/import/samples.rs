//! Some values of a column, so that a person sees what it holds before saying what it is for.

use super::folding::fold;
use super::propose::names_people;
use super::table::{Column, Value};
use crate::printable;

/// How many values.
const SAMPLES_MAX: usize = 3;
/// How many letters of each.
const LETTERS_MAX: usize = 24;
/// A column of so few cells says nothing by having different values.
const CELLS_MIN: usize = 6;

impl Column {
    /// The first different values, cut short; none of a column that seems to name people.
    pub fn samples(&self) -> Vec<String> {
        let filled = || self.values.iter().filter(|value| !value.text.is_empty());
        let cells: usize = filled().map(|value| value.count).sum();
        let alone = filled().filter(|value| value.count == 1).count();
        let seems_names = cells >= CELLS_MIN && alone * 2 > cells;
        if names_people(&fold(&self.name)) || filled().any(|value| value.text.contains('@')) || seems_names {
            return Vec::new();
        }
        filled().take(SAMPLES_MAX).map(cut).collect()
    }
}

fn cut(value: &Value) -> String {
    let text = printable(&value.text);
    let mut shown: String = text.chars().take(LETTERS_MAX).collect();
    if text.chars().nth(LETTERS_MAX).is_some() {
        shown.push('…');
    }
    shown
}

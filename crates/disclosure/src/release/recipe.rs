//! A subtraction in words: what a reader would do with the published numbers, and what it leaves.

use crate::frame::Frame;
use crate::grid::{self, Grid};
use crate::publication::{Place, Table};
use crate::report::Group;
use crate::suppress::Recipe;

/// A table by name.
pub(crate) fn in_words(table: &Table) -> String {
    match table {
        Table::People => "people".to_owned(),
        Table::Item(id) | Table::Scale(id) => id.clone(),
    }
}

/// Groups added and subtracted: "everyone at Oak minus grade 7 minus grade 8". The place is said where it changes.
pub(crate) fn sum_in_words(terms: &[(usize, &Group, i64)], places: &[Place]) -> String {
    let mut text = String::new();
    let mut said = None;
    for (at, &(place, group, by)) in terms.iter().enumerate() {
        match (at, by < 0) {
            (0, false) => {}
            (0, true) => text += "minus ",
            (_, false) => text += " plus ",
            (_, true) => text += " minus ",
        }
        if by.abs() != 1 {
            text += &by.abs().to_string();
            text += " times ";
        }
        if said == Some(place) {
            text += &grid::in_words(group);
        } else {
            text += &grid::at_place(group, place, places);
            said = Some(place);
        }
    }
    text
}

/// What a recipe does and what it finds.
pub(super) fn words(recipe: &Recipe, grid: &Grid, frame: &Frame, places: &[Place]) -> String {
    let mut terms: Vec<(usize, &Group, i64)> = Vec::new();
    for &(id, by, _) in &recipe.shown {
        if let Some((place, row)) = grid.row(id as usize) {
            terms.push((place, &frame.groups[row], by));
        }
    }
    terms.sort_by_key(|&(_, _, by)| by < 0);
    let mut text = sum_in_words(&terms, places);
    if terms.is_empty() {
        "what is known from elsewhere".clone_into(&mut text);
    } else if recipe.constant != 0 {
        text += " and what is known from elsewhere";
    }
    if recipe.divisor != 1 {
        text = format!("({text}), divided by {}", recipe.divisor);
    }
    let how = match (recipe.hidden.is_empty(), recipe.above) {
        (true, _) => "leaves",
        (false, true) => "leaves at most",
        (false, false) => "leaves at least",
    };
    let named = grid.row(recipe.id as usize).map(|(place, row)| {
        let group = grid::at_place(&frame.groups[row], place, places);
        format!(" for {group}")
    });
    format!(
        "{text} {how} {} people{}",
        recipe.bound(),
        named.unwrap_or_default()
    )
}

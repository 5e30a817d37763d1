//! Makes a dimension of a column that the instrument does not know.

use std::collections::{BTreeMap, HashSet};

use super::folding::{fold, seen};
use super::mapping::{Confidence, LabelMapping, Meaning};
use super::table::Column;
use crate::{Dimension, Instrument, Key, Language, Level, Text};

/// What separates several levels in one cell.
const SEPARATOR: char = ';';
/// A value longer than this is something a person wrote, not a group.
const LEVEL_LENGTH_MAX: usize = 80;

/// The separator of a column in which some cells hold several levels, if there are any.
pub(super) fn separator_of(column: &Column) -> Option<char> {
    column
        .values
        .iter()
        .any(|value| value.text.contains(SEPARATOR))
        .then_some(SEPARATOR)
}

/// The different labels of a column with their counts; with a separator, the labels within its cells.
pub(super) fn labels_of(column: &Column, separator: Option<char>) -> Vec<(&str, usize)> {
    let Some(separator) = separator else {
        return column
            .values
            .iter()
            .map(|value| (value.text.as_str(), value.count))
            .collect();
    };
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut labels: Vec<(&str, usize)> = Vec::new();
    for value in &column.values {
        for part in value.text.split(separator).map(str::trim) {
            // An empty part says nothing unless it is all there is.
            if part.is_empty() && !value.text.is_empty() {
                continue;
            }
            let at = *known.entry(part).or_insert(labels.len());
            if at == labels.len() {
                labels.push((part, 0));
            }
            labels[at].1 += value.count;
        }
    }
    labels
}

/// Whether any value is too long to name a group.
pub(super) fn holds_texts(column: &Column) -> bool {
    column
        .values
        .iter()
        .any(|value| value.text.len() > 4 * LEVEL_LENGTH_MAX)
        || column
            .values
            .iter()
            .filter(|value| value.text.chars().count() > LEVEL_LENGTH_MAX)
            .count()
            * 2
            > column.values.len()
}

/// A new dimension whose levels are the labels of the column, sorted as a person would (grade 9 before grade 10).
/// Labels that differ only in the way they are written become one level. `None` when there are more than
/// [`Dimension::LEVELS_MAX`] levels, or none.
pub(super) fn new_dimension(
    column: &Column,
    separator: Option<char>,
    instrument: &Instrument,
    taken: &[Key],
) -> Option<(Dimension, Vec<LabelMapping>)> {
    let labels = labels_of(column, separator);
    let mut levels: BTreeMap<SortKey, (String, String)> = BTreeMap::new();
    for (label, _) in labels.iter().filter(|(label, _)| !is_missing(label)) {
        let folded = fold(label);
        levels
            .entry(sort_key(&folded))
            .or_insert_with(|| (folded, seen(label).trim().to_owned()));
        if levels.len() > Dimension::LEVELS_MAX {
            return None;
        }
    }
    if levels.is_empty() {
        return None;
    }
    let language = instrument
        .languages
        .first()
        .cloned()
        .or_else(|| Language::new("en"))?;
    let mut keys = HashSet::new();
    let mut key_of: BTreeMap<String, Key> = BTreeMap::new();
    let mut known = Vec::new();
    for (number, (folded, label)) in (1..).zip(levels.into_values()) {
        let id = short_name(&folded, "level", number, |id| keys.contains(id));
        keys.insert(id.clone());
        key_of.insert(folded, id.clone());
        known.push(Level {
            id,
            label: Text::in_language(language.clone(), label),
        });
    }
    let is_taken =
        |id: &Key| taken.contains(id) || instrument.item(id).is_some() || instrument.dimension(id).is_some();
    let dimension = Dimension {
        id: short_name(&fold(&column.name), "group", column.number, is_taken),
        question: Text::in_language(language, column.name.clone()),
        levels: known,
        several: separator.is_some(),
        asked: false,
    };
    let mapped = labels.into_iter().map(|(label, count)| {
        let meaning = key_of.get(&fold(label)).filter(|_| !is_missing(label));
        LabelMapping {
            label: label.to_owned(),
            count,
            confidence: Confidence::Certain,
            meaning: meaning.map_or(Meaning::Missing, |key| Meaning::Answer(key.clone())),
        }
    });
    Some((dimension, mapped.collect()))
}

fn is_missing(label: &str) -> bool {
    fold(label).is_empty()
        || matches!(
            label.to_lowercase().as_str(),
            "na" | "n/a" | "#n/a" | "nan" | "null" | "." | "-"
        )
}

/// Numbers before words, numbers by size; words by their letters, with the numbers in them by size.
type SortKey = Vec<(u64, String)>;

fn sort_key(folded: &str) -> SortKey {
    let number = |word: &str| word.parse::<u64>().unwrap_or(u64::MAX);
    folded
        .split(' ')
        .map(|word| (number(word), word.to_owned()))
        .collect()
}

/// A key made of the letters a–z and digits of `folded`; `noun-number` when there are none or the key is taken.
fn short_name(folded: &str, noun: &str, number: usize, is_taken: impl Fn(&Key) -> bool) -> Key {
    let dashed: String = folded
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == ' ')
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .take(40)
        .collect();
    let candidates = [dashed.trim_matches('-').to_owned(), format!("{noun}-{number}")];
    let free = candidates
        .iter()
        .filter_map(|name| Key::new(name))
        .find(|key| !is_taken(key));
    free.or_else(|| {
        (0..=usize::MAX)
            .filter_map(|n| Key::new(&format!("{noun}-{number}-{n}")))
            .find(|key| !is_taken(key))
    })
    .expect("among endless names one is free")
}

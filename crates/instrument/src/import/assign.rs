//! Gives a column a purpose and finds out what its labels then mean.

use super::crowds::Crowds;
use super::groups::{labels_of, new_dimension, separator_of};
use super::labels::{Answers, Remembered, match_labels};
use super::mapping::{ColumnMapping, Confidence, IgnoreReason, LabelMapping, Mapping, Meaning, Purpose};
use super::table::{Column, Table};
use crate::problem::printable;
use crate::{Dimension, Instrument, Key, Level, Place, Problem, Text};

/// The most different values of a column that can be answers.
pub(super) const LABELS_MAX: usize = 500;

/// What a person says a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assignment {
    /// Leave it out.
    Ignore,
    /// It tells one response from another.
    ResponseId,
    /// It holds the answers to this item.
    Item(Key),
    /// It says which level of this dimension a person is in.
    Dimension(Key),
    /// It splits people into groups that the instrument does not know yet.
    NewDimension,
}

impl Mapping {
    /// Gives a column the purpose that a person chose, and proposes what its labels then mean. On a problem nothing
    /// is changed.
    pub fn assign(
        &mut self,
        table: &Table,
        instrument: &Instrument,
        column: &str,
        assignment: &Assignment,
    ) -> Result<(), Vec<Problem>> {
        let Some(found) = table.column(column) else {
            let place = Place::Field(printable(column));
            let right = "Choose a column of the file.";
            return Err(vec![Problem::error(
                "unknown-column",
                place,
                "The file has no such column.",
                right,
            )]);
        };
        let remembered = Remembered::new(self, instrument);
        let taken = self.new_dimension_keys(column);
        let purpose =
            purpose_of(found, instrument, assignment, &remembered, &taken).map_err(|it| vec![*it])?;
        let mapped = ColumnMapping {
            column: column.to_owned(),
            confidence: Confidence::Confirmed,
            purpose,
        };
        match self.columns.iter_mut().find(|known| known.column == column) {
            Some(known) => *known = mapped,
            None => self.columns.push(mapped),
        }
        Ok(())
    }

    /// The keys of dimensions that other columns add.
    pub(super) fn new_dimension_keys(&self, besides: &str) -> Vec<Key> {
        let others = self.columns.iter().filter(|known| known.column != besides);
        others
            .filter_map(|known| match &known.purpose {
                Purpose::NewDimension { dimension, .. } => Some(dimension.id.clone()),
                _ => None,
            })
            .collect()
    }
}

pub(super) fn purpose_of(
    column: &Column,
    instrument: &Instrument,
    assignment: &Assignment,
    remembered: &Remembered,
    taken: &[Key],
) -> Result<Purpose, Box<Problem>> {
    let place = || Place::Column {
        number: column.number,
        name: printable(&column.name),
    };
    let unknown = |key: &Key| {
        let what = format!("The instrument has no “{key}”.");
        Box::new(Problem::error(
            "unknown-question",
            place(),
            what,
            "Choose one that it has.",
        ))
    };
    match assignment {
        Assignment::Ignore => Ok(Purpose::Ignore {
            reason: IgnoreReason::Chosen,
        }),
        Assignment::ResponseId => Ok(Purpose::ResponseId),
        Assignment::Item(key) => {
            let item = instrument.item(key).ok_or_else(|| unknown(key))?;
            refuse_too_many(column, column.values.len(), LABELS_MAX)?;
            let labels = match_labels(&labels_of(column, None), &Answers::of_item(item), remembered);
            Ok(Purpose::Item {
                item: key.clone(),
                labels,
            })
        }
        Assignment::Dimension(key) => {
            let dimension = instrument.dimension(key).ok_or_else(|| unknown(key))?;
            let separator = separator_of(column).filter(|_| dimension.several);
            let found = labels_of(column, separator);
            refuse_too_many(column, found.len(), LABELS_MAX)?;
            let labels = match_labels(&found, &Answers::of_dimension(dimension), remembered);
            Ok(Purpose::Dimension {
                dimension: key.clone(),
                separator,
                labels,
            })
        }
        Assignment::NewDimension => {
            let separator = separator_of(column);
            let found = labels_of(column, separator).len();
            let made = new_dimension(column, separator, instrument, taken);
            let (dimension, labels) = made.ok_or_else(|| too_many(column, found, Dimension::LEVELS_MAX))?;
            refuse_few(column, &labels)?;
            Ok(Purpose::NewDimension {
                dimension,
                separator,
                labels,
            })
        }
    }
}

/// A dimension that was added to an earlier import, with the labels of this file: its levels are kept, and labels
/// that are new to it become levels that a person must agree to.
pub(super) fn known_new_dimension(
    column: &Column,
    known: &Dimension,
    remembered: &Remembered,
) -> Result<Purpose, Box<Problem>> {
    let mut dimension = known.clone();
    let separator = separator_of(column);
    dimension.several = separator.is_some();
    let found = labels_of(column, separator);
    refuse_too_many(column, found.len(), LABELS_MAX)?;
    let mut labels = match_labels(&found, &Answers::of_dimension(known), remembered);
    for label in labels
        .iter_mut()
        .filter(|label| label.meaning == Meaning::Unmatched)
    {
        add_level(&mut dimension, label);
    }
    refuse_too_many(column, dimension.levels.len(), Dimension::LEVELS_MAX)?;
    refuse_few(column, &labels)?;
    Ok(Purpose::NewDimension {
        dimension,
        separator,
        labels,
    })
}

fn add_level(dimension: &mut Dimension, label: &mut LabelMapping) {
    let language = dimension
        .question
        .iter()
        .next()
        .map(|(language, _)| language.clone());
    let free = (dimension.levels.len() + 1..=2 * dimension.levels.len() + 1)
        .filter_map(|number| Key::new(&format!("level-{number}")))
        .find(|key| dimension.position(key).is_none());
    if let (Some(language), Some(id)) = (language, free) {
        let words = super::folding::seen(&label.label);
        dimension.levels.push(Level {
            id: id.clone(),
            label: Text::in_language(language, words),
        });
        label.meaning = Meaning::Answer(id);
    }
}

/// Groups that would point at people are none.
fn refuse_few(column: &Column, labels: &[LabelMapping]) -> Result<(), Box<Problem>> {
    Crowds::of_labels(labels)
        .problem(column)
        .map_or(Ok(()), |problem| Err(Box::new(problem)))
}

fn refuse_too_many(column: &Column, found: usize, most: usize) -> Result<(), Box<Problem>> {
    if found > most {
        Err(too_many(column, found, most))
    } else {
        Ok(())
    }
}

fn too_many(column: &Column, found: usize, most: usize) -> Box<Problem> {
    let place = Place::Column {
        number: column.number,
        name: printable(&column.name),
    };
    if found <= 1 {
        let right = "Leave this column out.";
        return Box::new(Problem::error(
            "no-levels",
            place,
            "There is nothing here to make groups of.",
            right,
        ));
    }
    let what = format!("This column has {found} different values, too many for groups or answers.");
    let right = format!("Use a column with {most} at most, or put values together before you export.");
    Box::new(Problem::error("too-many-levels", place, what, right))
}

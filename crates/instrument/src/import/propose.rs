//! Says what each column of a table most likely is, and each label in it.

use std::collections::BTreeSet;

use super::assign::{Assignment, LABELS_MAX, known_new_dimension, purpose_of};
use super::folding::{fold, shared_words};
use super::groups::{holds_texts, labels_of, separator_of};
use super::labels::Remembered;
use super::mapping::{ColumnMapping, Confidence, IgnoreReason, Mapping, Meaning, Purpose};
use super::table::{Column, Table};
use crate::{Dimension, Instrument, Key, Text};

/// How many words a header must share with a question to be suggested for it.
const SHARED_WORDS_MIN: f64 = 0.75;
/// The most levels of a group, and some ways to write that there is none.
const LEVELS_AND_MISSING_MAX: usize = Dimension::LEVELS_MAX + 5;
/// Headers of a column that tells one response from another, folded.
const RESPONSE_IDS: [&str; 10] = [
    "id",
    "response id",
    "responseid",
    "respondent id",
    "respondent",
    "submission id",
    "record id",
    "uuid",
    "folio",
    "id de respuesta",
];
/// Words in the header of a column that points to a person or a moment, folded.
const IDENTIFYING: [&str; 28] = [
    "name",
    "names",
    "surname",
    "firstname",
    "lastname",
    "email",
    "mail",
    "phone",
    "telephone",
    "mobile",
    "address",
    "ip",
    "birthdate",
    "birthday",
    "birth",
    "dob",
    "ssn",
    "username",
    "timestamp",
    "date",
    "time",
    "nombre",
    "apellido",
    "correo",
    "telefono",
    "direccion",
    "fecha",
    "hora",
];

/// What each column of `table` most likely is. What a person confirmed in `remembered`, an earlier mapping or an
/// empty one, is taken over where it still fits. Everything that is merely likely is
/// [`Suggested`](Confidence::Suggested) and must be confirmed before [`apply`](super::apply).
pub fn propose(table: &Table, instrument: &Instrument, remembered: &Mapping) -> Mapping {
    let labels = Remembered::new(remembered, instrument).said_before();
    let mut draft = Draft {
        instrument,
        remembered: &labels,
        taken: BTreeSet::new(),
        mapped: Vec::new(),
    };
    draft.mapped.resize_with(table.columns.len(), || None);
    draft.take_over(table, remembered);
    draft.claim(table, Match::Certain);
    draft.claim(table, Match::Likely);
    draft.give_the_rest_a_purpose(table);
    let columns = table
        .columns
        .iter()
        .zip(draft.mapped)
        .filter_map(|(column, mapped)| {
            let (confidence, purpose) = mapped?;
            Some(ColumnMapping {
                column: column.name.clone(),
                confidence,
                purpose,
            })
        });
    Mapping {
        columns: columns.collect(),
        repeated: remembered.repeated,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    Certain,
    Likely,
}

struct Draft<'a> {
    instrument: &'a Instrument,
    remembered: &'a Remembered,
    /// Items and dimensions that have their column.
    taken: BTreeSet<Key>,
    mapped: Vec<Option<(Confidence, Purpose)>>,
}

impl Draft<'_> {
    fn take_over(&mut self, table: &Table, remembered: &Mapping) {
        for (at, column) in table.columns.iter().enumerate() {
            let Some(known) = remembered.column(&column.name) else {
                continue;
            };
            if known.confidence < Confidence::Remembered {
                continue;
            }
            let assignment = match &known.purpose {
                Purpose::Ignore { .. } => Assignment::Ignore,
                Purpose::ResponseId => Assignment::ResponseId,
                Purpose::Item { item, .. } => Assignment::Item(item.clone()),
                Purpose::Dimension { dimension, .. } => Assignment::Dimension(dimension.clone()),
                Purpose::NewDimension { dimension, .. } => {
                    let is_free = self.instrument.item(&dimension.id).is_none()
                        && self.instrument.dimension(&dimension.id).is_none();
                    if is_free
                        && let Ok(purpose) = known_new_dimension(column, dimension, self.remembered)
                        && self.taken.insert(dimension.id.clone())
                    {
                        self.mapped[at] = Some((Confidence::Remembered, purpose));
                    }
                    continue;
                }
            };
            self.give(at, column, &assignment, Confidence::Remembered);
        }
    }

    /// Gives a column a purpose, unless another column has it already. Whether it did.
    fn give(&mut self, at: usize, column: &Column, assignment: &Assignment, confidence: Confidence) -> bool {
        let key = match assignment {
            Assignment::Item(key) | Assignment::Dimension(key) => Some(key.clone()),
            _ => None,
        };
        if key.as_ref().is_some_and(|key| self.taken.contains(key)) {
            return false;
        }
        let taken: Vec<Key> = self.taken.iter().cloned().collect();
        let Ok(purpose) = purpose_of(column, self.instrument, assignment, self.remembered, &taken) else {
            return false;
        };
        self.taken.extend(key);
        if let Purpose::NewDimension { dimension, .. } = &purpose {
            self.taken.insert(dimension.id.clone());
        }
        self.mapped[at] = Some((confidence, purpose));
        true
    }

    /// Gives columns to the items and dimensions whose key or question is their header, or like it.
    fn claim(&mut self, table: &Table, wanted: Match) {
        let questions: Vec<(Assignment, Names)> = self.questions();
        for (at, column) in table.columns.iter().enumerate() {
            if self.mapped[at].is_some() || column.values.len() > LABELS_MAX {
                continue;
            }
            let header = fold(&column.name);
            let mut candidates: Vec<(f64, &Assignment)> = questions
                .iter()
                .filter_map(|(assignment, names)| {
                    Some((names.fit(&column.name, &header, wanted)?, assignment))
                })
                .collect();
            candidates.sort_by(|one, other| other.0.total_cmp(&one.0));
            let confidence = if wanted == Match::Certain {
                Confidence::Certain
            } else {
                Confidence::Suggested
            };
            for (_, assignment) in candidates {
                if self.give(at, column, assignment, confidence) {
                    if wanted == Match::Likely && !self.mostly_understood(at) {
                        self.take_back(at, assignment);
                        continue;
                    }
                    break;
                }
                self.mapped[at] = Some((
                    Confidence::Suggested,
                    Purpose::Ignore {
                        reason: IgnoreReason::AnotherColumn,
                    },
                ));
            }
        }
    }

    fn questions(&self) -> Vec<(Assignment, Names)> {
        let items = self.instrument.items.iter();
        let items = items.map(|item| {
            (
                Assignment::Item(item.id.clone()),
                Names::new(&item.id, &item.question),
            )
        });
        let dimensions = self.instrument.dimensions.iter();
        let dimensions = dimensions.map(|dimension| {
            (
                Assignment::Dimension(dimension.id.clone()),
                Names::new(&dimension.id, &dimension.question),
            )
        });
        items.chain(dimensions).collect()
    }

    /// Whether at least half of the answers in a column mean something.
    fn mostly_understood(&self, at: usize) -> bool {
        let Some((_, purpose)) = &self.mapped[at] else {
            return false;
        };
        let count = |wanted: fn(&Meaning) -> bool| -> usize {
            purpose
                .labels()
                .iter()
                .filter(|label| wanted(&label.meaning))
                .map(|label| label.count)
                .sum()
        };
        let answers = count(|meaning| matches!(meaning, Meaning::Answer(_)));
        answers > 0 && answers >= count(|meaning| *meaning == Meaning::Unmatched)
    }

    fn take_back(&mut self, at: usize, assignment: &Assignment) {
        self.mapped[at] = None;
        if let Assignment::Item(key) | Assignment::Dimension(key) = assignment {
            self.taken.remove(key);
        }
    }

    fn give_the_rest_a_purpose(&mut self, table: &Table) {
        for (at, column) in table.columns.iter().enumerate() {
            if self.mapped[at].is_some() {
                continue;
            }
            let header = fold(&column.name);
            let filled = column
                .values
                .iter()
                .filter(|value| !value.text.is_empty())
                .count();
            if filled > 0 && RESPONSE_IDS.contains(&header.as_str()) {
                self.mapped[at] = Some((Confidence::Certain, Purpose::ResponseId));
            } else if let Some(reason) = why_ignored(column, &header, filled) {
                self.mapped[at] = Some((Confidence::Certain, Purpose::Ignore { reason }));
            } else if !self.give(at, column, &Assignment::NewDimension, Confidence::Suggested) {
                let purpose = Purpose::Ignore {
                    reason: too_many_or_few(column),
                };
                self.mapped[at] = Some((Confidence::Certain, purpose));
            }
        }
    }
}

/// Why a column that is neither item nor dimension is not a group either.
fn why_ignored(column: &Column, header: &str, filled: usize) -> Option<IgnoreReason> {
    if filled == 0 {
        return Some(IgnoreReason::Empty);
    }
    if names_people(header) {
        return Some(IgnoreReason::Identifying);
    }
    if column.values.len() == 1 {
        return Some(IgnoreReason::OneValue);
    }
    if holds_texts(column) {
        return Some(IgnoreReason::FreeText);
    }
    let levels = labels_of(column, separator_of(column)).len();
    // Groups hold several people each: a column in which most rows differ is not made of groups.
    let mostly_different = filled > 5 && filled * 2 > column.cells.len();
    (levels > LEVELS_AND_MISSING_MAX || mostly_different).then(|| too_many_or_few(column))
}

/// Whether a folded header names something that points to a person, or a moment.
pub(super) fn names_people(header: &str) -> bool {
    header.split(' ').any(|word| IDENTIFYING.contains(&word))
}

/// Why a column makes no groups: of those with few enough values, too few people share them.
fn too_many_or_few(column: &Column) -> IgnoreReason {
    if labels_of(column, separator_of(column)).len() > LEVELS_AND_MISSING_MAX {
        IgnoreReason::TooManyLevels
    } else {
        IgnoreReason::FewPeople
    }
}

/// What a question may be called in a header.
struct Names {
    key: Key,
    folded_key: String,
    questions: Vec<String>,
}

impl Names {
    fn new(key: &Key, question: &Text) -> Self {
        let questions = question.iter().map(|(_, words)| fold(words)).collect();
        Self {
            key: key.clone(),
            folded_key: fold(key),
            questions,
        }
    }

    /// How well a header fits, from 0 to 1; `None` when not well enough for what is wanted.
    fn fit(&self, header: &str, folded: &str, wanted: Match) -> Option<f64> {
        let certain = if *header == *self.key {
            1.0
        } else if self.folded_key == *folded {
            0.99
        } else if self.questions.iter().any(|question| question == folded) {
            0.98
        } else {
            0.0
        };
        if wanted == Match::Certain {
            return (certain > 0.0).then_some(certain);
        }
        // "ST34Q01. Students get along …" and "Students get along … [ST34Q01]"; keys of one letter say too little.
        let has_key = self.folded_key.len() > 2
            && (folded
                .strip_prefix(&*self.folded_key)
                .is_some_and(|rest| rest.starts_with(' '))
                || folded
                    .strip_suffix(&*self.folded_key)
                    .is_some_and(|rest| rest.ends_with(' ')));
        let shared = self
            .questions
            .iter()
            .map(|question| shared_words(question, folded))
            .fold(0.0, f64::max);
        if has_key {
            Some(0.9)
        } else {
            (shared >= SHARED_WORDS_MIN).then_some(shared)
        }
    }
}

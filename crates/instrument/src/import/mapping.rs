//! What each column of a file means, and each label in it: proposed, confirmed by a person, remembered.

use serde::{Deserialize, Serialize};

use super::folding::fold;
use crate::{Dimension, Instrument, Key, Text};

/// The meaning of a whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// One for each column of the file.
    #[serde(default)]
    pub columns: Vec<ColumnMapping>,
    /// What to do when two rows have the same response id.
    #[serde(default)]
    pub repeated: Repeated,
}

/// What to do when two rows have the same response id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repeated {
    /// Refuse the file.
    #[default]
    Refuse,
    /// Count the first row only.
    KeepFirst,
    /// Count the last row only.
    KeepLast,
}

/// The meaning of one column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// Its header.
    pub column: String,
    /// How sure its purpose is.
    pub confidence: Confidence,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "as", rename_all = "kebab-case")]
pub enum Purpose {
    /// It is left out.
    Ignore {
        /// Why.
        reason: IgnoreReason,
    },
    /// It tells one response from another; it is checked and not kept.
    ResponseId,
    /// It holds the answers to an item.
    Item {
        /// The item.
        item: Key,
        /// Every label in it.
        labels: Vec<LabelMapping>,
    },
    /// It says which groups a person is in, by a dimension that the instrument has.
    Dimension {
        /// The dimension.
        dimension: Key,
        /// What separates several levels in one cell.
        separator: Option<char>,
        /// Every label in it.
        labels: Vec<LabelMapping>,
    },
    /// As `Dimension`, by one that the import adds to the instrument.
    NewDimension {
        /// The dimension with all its levels.
        dimension: Dimension,
        /// What separates several levels in one cell.
        separator: Option<char>,
        /// Every label in it.
        labels: Vec<LabelMapping>,
    },
}

/// Why a column is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IgnoreReason {
    /// A person said so.
    Chosen,
    /// Its header names something that points to a person, or a time.
    Identifying,
    /// Nothing is written in it.
    Empty,
    /// All rows say the same.
    OneValue,
    /// It has more different values than a dimension may have levels.
    TooManyLevels,
    /// Too few people share its values: as groups they would point at people.
    FewPeople,
    /// It holds long texts.
    FreeText,
    /// It would be the item or dimension that another column already is.
    AnotherColumn,
}

/// The meaning of one label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelMapping {
    /// The label as it is written.
    pub label: String,
    /// How often it occurs.
    #[serde(default)]
    pub count: usize,
    /// How sure its meaning is.
    pub confidence: Confidence,
    /// What it means.
    pub meaning: Meaning,
}

/// What a label means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// The choice or level with this key.
    Answer(Key),
    /// No answer.
    Missing,
    /// Nobody knows yet: a person must say.
    Unmatched,
}

/// How sure something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Not agreed to yet: nothing is imported until a person does.
    Suggested,
    /// It can mean nothing else.
    Certain,
    /// A person said so for an earlier file.
    Remembered,
    /// A person said so.
    Confirmed,
}

/// Something that a person must settle before the import. Columns with the same question are put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The columns it is about.
    pub columns: Vec<String>,
    /// The label, and what it is thought to mean; nothing when the purpose of the column is the question.
    pub label: Option<(String, Meaning)>,
    /// How many cells hang on it.
    pub count: usize,
}

/// A label that is taken for an answer, though it is written in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    /// The label as it is written.
    pub label: String,
    /// The answer as the instrument writes it.
    pub answer: String,
    /// How often it occurs in all columns.
    pub count: usize,
}

impl Purpose {
    /// What the answer with this key is called in the columns of this purpose.
    pub fn answer<'a>(&'a self, instrument: &'a Instrument, key: &Key) -> Option<&'a Text> {
        let level = |dimension: &'a Dimension| {
            let mut levels = dimension.levels.iter();
            levels.find(|level| level.id == *key).map(|level| &level.label)
        };
        match self {
            Self::Ignore { .. } | Self::ResponseId => None,
            Self::Item { item, .. } => {
                let mut choices = instrument.item(item)?.choices.iter();
                choices
                    .find(|choice| choice.id == *key)
                    .map(|choice| &choice.label)
            }
            Self::Dimension { dimension, .. } => instrument.dimension(dimension).and_then(level),
            Self::NewDimension { dimension, .. } => level(dimension),
        }
    }

    /// Its labels; empty for a column that has none to settle.
    pub fn labels(&self) -> &[LabelMapping] {
        match self {
            Self::Ignore { .. } | Self::ResponseId => &[],
            Self::Item { labels, .. }
            | Self::Dimension { labels, .. }
            | Self::NewDimension { labels, .. } => labels,
        }
    }

    pub(super) fn labels_mut(&mut self) -> &mut [LabelMapping] {
        match self {
            Self::Ignore { .. } | Self::ResponseId => &mut [],
            Self::Item { labels, .. }
            | Self::Dimension { labels, .. }
            | Self::NewDimension { labels, .. } => labels,
        }
    }

    /// What the labels of two columns must share to have the same meanings: the keys of the answers.
    pub(super) fn answers(&self, instrument: &Instrument) -> Vec<Key> {
        let levels = |dimension: &Dimension| dimension.levels.iter().map(|level| level.id.clone()).collect();
        match self {
            Self::Ignore { .. } | Self::ResponseId => Vec::new(),
            Self::Item { item, .. } => instrument
                .item(item)
                .map(|item| item.choices.iter().map(|choice| choice.id.clone()).collect())
                .unwrap_or_default(),
            Self::Dimension { dimension, .. } => {
                instrument.dimension(dimension).map(levels).unwrap_or_default()
            }
            Self::NewDimension { dimension, .. } => levels(dimension),
        }
    }
}

impl Mapping {
    /// The meaning of the column with this header.
    pub fn column(&self, name: &str) -> Option<&ColumnMapping> {
        self.columns.iter().find(|column| column.column == name)
    }

    /// What is left to settle, columns first, then labels, each in the order of the file.
    pub fn open_questions(&self, instrument: &Instrument) -> Vec<OpenQuestion> {
        let is_open = |column: &&ColumnMapping| column.confidence == Confidence::Suggested;
        let mut questions: Vec<OpenQuestion> = self
            .columns
            .iter()
            .filter(is_open)
            .map(|column| OpenQuestion {
                columns: vec![column.column.clone()],
                label: None,
                count: column.purpose.labels().iter().map(|label| label.count).sum(),
            })
            .collect();
        let mut labels: Vec<(Vec<Key>, OpenQuestion)> = Vec::new();
        for column in &self.columns {
            let answers = column.purpose.answers(instrument);
            for label in column.purpose.labels().iter().filter(|label| label.is_open()) {
                let asked = Some((label.label.clone(), label.meaning.clone()));
                let known = labels
                    .iter_mut()
                    .find(|(known, question)| *known == answers && question.label == asked);
                if let Some((_, question)) = known {
                    question.columns.push(column.column.clone());
                    question.count += label.count;
                } else {
                    let columns = vec![column.column.clone()];
                    labels.push((
                        answers.clone(),
                        OpenQuestion {
                            columns,
                            label: asked,
                            count: label.count,
                        },
                    ));
                }
            }
        }
        questions.extend(labels.into_iter().map(|(_, question)| question));
        questions
    }

    /// Labels that are taken for an answer of which only case, accents, blanks or punctuation are different, such as
    /// "All Lessons" for "All lessons"; in the order of the file, each once.
    pub fn folded(&self, instrument: &Instrument) -> Vec<Folded> {
        let mut all: Vec<Folded> = Vec::new();
        for column in &self.columns {
            for label in column.purpose.labels() {
                let Meaning::Answer(key) = &label.meaning else {
                    continue;
                };
                let Some(words) = column.purpose.answer(instrument, key) else {
                    continue;
                };
                let written = label.label.trim();
                let is_same = words.iter().any(|(_, known)| known == written);
                let alike = words.iter().find(|(_, known)| fold(known) == fold(written));
                let Some((_, answer)) = alike.filter(|_| !is_same && !label.is_open()) else {
                    continue;
                };
                match all
                    .iter_mut()
                    .find(|one| one.label == written && one.answer == answer)
                {
                    Some(known) => known.count += label.count,
                    None => all.push(Folded {
                        label: written.to_owned(),
                        answer: answer.to_owned(),
                        count: label.count,
                    }),
                }
            }
        }
        all
    }

    /// Settles what a label means in the named columns. How many columns had the label.
    pub fn settle_label(&mut self, columns: &[String], label: &str, meaning: &Meaning) -> usize {
        let mut settled = 0;
        for column in self
            .columns
            .iter_mut()
            .filter(|column| columns.contains(&column.column))
        {
            for known in column
                .purpose
                .labels_mut()
                .iter_mut()
                .filter(|known| known.label == label)
            {
                known.meaning = meaning.clone();
                known.confidence = Confidence::Confirmed;
                settled += 1;
            }
        }
        settled
    }

    /// Agrees to the purpose of a column as it stands. Whether there is such a column.
    pub fn confirm_column(&mut self, name: &str) -> bool {
        let column = self.columns.iter_mut().find(|column| column.column == name);
        column.is_some_and(|column| {
            column.confidence = Confidence::Confirmed;
            true
        })
    }

    /// Agrees to everything that is suggested, columns and labels; what nobody knows stays open.
    pub fn confirm_suggestions(&mut self) {
        for column in &mut self.columns {
            if column.confidence == Confidence::Suggested {
                column.confidence = Confidence::Confirmed;
            }
            for label in column.purpose.labels_mut() {
                if label.confidence == Confidence::Suggested && label.meaning != Meaning::Unmatched {
                    label.confidence = Confidence::Confirmed;
                }
            }
        }
    }
}

impl LabelMapping {
    /// Whether a person must still say what it means.
    pub fn is_open(&self) -> bool {
        self.confidence == Confidence::Suggested || self.meaning == Meaning::Unmatched
    }
}

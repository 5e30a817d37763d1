//! The questionnaire itself: items, their choices, the scales that score them, and the questions that group people.

use serde::{Deserialize, Serialize};

use crate::{Key, Language, Text};

/// A versioned questionnaire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instrument {
    /// Its key, the same in every version.
    pub id: Key,
    /// Its version, as its author counts: figures made with two versions are told apart by it.
    pub version: String,
    /// What people call it.
    pub title: Text,
    /// What it is about, for the person who chooses it; may be empty.
    pub description: Text,
    /// Whether people can be asked with it. One that is not so reads answers that somebody already has.
    #[serde(default = "usually")]
    pub asked_anew: bool,
    /// The languages it can be answered in, the first being the one it was written in.
    pub languages: Vec<Language>,
    /// Who it is written for; at least one.
    pub audiences: Vec<Audience>,
    /// What is known about how well it measures.
    pub validation: Validation,
    /// Who made it, and what must be said when it is used; may be empty.
    pub source: Text,
    /// The questions in the order in which they are asked; at least one.
    pub items: Vec<Item>,
    /// What the items measure, in the order in which results are shown. An item may be in several or in none.
    pub scales: Vec<Scale>,
    /// What splits people into groups, in the order in which it is asked.
    pub dimensions: Vec<Dimension>,
}

/// An instrument that was stored before it could say otherwise was asked.
fn usually() -> bool {
    true
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Students.
    Student,
    /// Parents, guardians and other caregivers.
    Family,
    /// Everyone who works in a school.
    Staff,
}

impl Audience {
    /// Every audience, in the order in which pages list them.
    pub const ALL: [Self; 3] = [Self::Student, Self::Family, Self::Staff];

    /// Its word in files and web addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Family => "family",
            Self::Staff => "staff",
        }
    }
}

/// What is known about how well an instrument measures what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Validation {
    /// Nobody has studied it yet; every page that shows its figures says so.
    NotYet,
    /// Studied and published; the instrument's `source` says where.
    Published,
}

/// A question with one answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its key: the name of its form field and of its column in a file.
    pub id: Key,
    /// The question as it is asked.
    pub question: Text,
    /// The possible answers: the scored ones from the lowest to the highest, 2 to 12, then those that are not scored.
    pub choices: Vec<Choice>,
}

impl Item {
    /// The scored choices, from the lowest to the highest. Their position, from 0, is the code of the answer.
    pub fn scored(&self) -> &[Choice] {
        let count = self
            .choices
            .iter()
            .position(|choice| !choice.scored)
            .unwrap_or(self.choices.len());
        &self.choices[..count]
    }

    /// The position of the choice with this key among all choices.
    pub fn position(&self, choice: &str) -> Option<usize> {
        self.choices.iter().position(|known| known.id == *choice)
    }
}

/// A possible answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its key.
    pub id: Key,
    /// Its words.
    pub label: Text,
    /// Whether it counts as an answer. "It does not apply to me" does not: it is kept apart from a skipped question.
    pub scored: bool,
}

/// Items that measure one construct.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    /// Its key.
    pub id: Key,
    /// The name of the construct.
    pub name: Text,
    /// What it means, in a sentence; may be empty.
    pub description: Text,
    /// Its items; at least one.
    pub items: Vec<ScaleItem>,
    /// How "favourable" is counted, the headline first; at least one, none twice.
    pub rules: Vec<Rule>,
    /// For [`Rule::ShareOfPeople`]: the least mean score that is favourable, where the lowest choice scores 1.
    pub cut: f64,
    /// For [`Rule::ShareOfPeople`]: how many items a person must have answered to be counted.
    pub least_answered: u8,
}

impl Scale {
    /// The rule of the headline figure.
    ///
    /// # Panics
    /// When `rules` is empty, which no instrument that was read from a file is.
    pub fn rule(&self) -> Rule {
        *self.rules.first().expect("a scale has at least one rule")
    }
}

/// One item as a scale uses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScaleItem {
    /// The item.
    pub item: Key,
    /// Whether the score is turned around: with *k* scored choices, choice *c* (from 0) scores *k − c*, not *c + 1*.
    pub reversed: bool,
    /// The codes of the favourable answers, sorted: positions from 0 among the scored choices. Never turned around.
    pub favourable: Vec<u8>,
}

impl ScaleItem {
    /// The score of an answer, 1 to `scored`, higher being better.
    pub fn score(&self, code: u8, scored: u8) -> u8 {
        if self.reversed {
            scored.saturating_sub(code)
        } else {
            code.saturating_add(1)
        }
    }
}

/// How the favourable share of a scale is counted. They differ by up to 20 points on the same answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// All favourable answers to any of the items, over all answers.
    ShareOfAnswers,
    /// The favourable share of each item, averaged over the items.
    MeanOfItemShares,
    /// People whose own mean score is at or above the cut, over people who answered enough items.
    ShareOfPeople,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::ShareOfAnswers, Self::MeanOfItemShares, Self::ShareOfPeople];

    /// Its words in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ShareOfAnswers => "share of answers",
            Self::MeanOfItemShares => "mean of item shares",
            Self::ShareOfPeople => "share of people",
        }
    }
}

/// Something that splits people into groups: a question at the end of the survey, or a column of a file or roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Its key.
    pub id: Key,
    /// The question, or the name of the column.
    pub question: Text,
    /// Its levels, 1 to 60.
    pub levels: Vec<Level>,
    /// Whether one person may be in several levels.
    pub several: bool,
    /// Whether people are asked. What comes only from a file or a roster is not.
    pub asked: bool,
}

impl Dimension {
    /// The most levels: one bit each in [`CodedLevels::Several`](crate::CodedLevels::Several).
    pub const LEVELS_MAX: usize = 60;

    /// The position of the level with this key.
    pub fn position(&self, level: &str) -> Option<usize> {
        self.levels
            .iter()
            .take(Self::LEVELS_MAX)
            .position(|known| known.id == *level)
    }
}

/// One value of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Its key.
    pub id: Key,
    /// Its words.
    pub label: Text,
}

impl Instrument {
    /// The item with this key.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The scale with this key.
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == *id)
    }

    /// The dimension with this key.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == *id)
    }

    /// The dimensions that people are asked about.
    pub fn asked_dimensions(&self) -> impl Iterator<Item = &Dimension> {
        self.dimensions.iter().filter(|dimension| dimension.asked)
    }

    /// The same instrument with only these levels of a dimension, in their own order: a middle school leaves out the grades it
    /// does not have. With fewer than two there is nothing to ask, so the question goes; keys it does not have change nothing.
    #[must_use]
    pub fn asking(mut self, dimension: &str, levels: &[String]) -> Self {
        for known in &mut self.dimensions {
            if known.id == *dimension {
                known
                    .levels
                    .retain(|level| levels.iter().any(|kept| level.id == **kept));
            }
        }
        self.dimensions
            .retain(|known| known.id != *dimension || known.levels.len() > 1);
        self
    }

    /// The first language that a visitor prefers and the instrument has, else the first it has. `preferred` are tags
    /// in order of preference.
    pub fn language_for<'a>(&'a self, preferred: impl IntoIterator<Item = &'a str>) -> Option<&'a Language> {
        let matching = |tag: &str| {
            let primary = tag.split('-').next().unwrap_or(tag);
            self.languages
                .iter()
                .find(|known| known.as_str() == tag)
                .or_else(|| self.languages.iter().find(|known| known.primary() == primary))
        };
        preferred
            .into_iter()
            .find_map(matching)
            .or_else(|| self.languages.first())
    }
}

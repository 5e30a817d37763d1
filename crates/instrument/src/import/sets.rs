//! Everything that stands in a file, put together by the answers it can mean: what a person looks over before the
//! import, the certain as well as the uncertain.

use std::collections::HashMap;

use super::labels::whole_number;
use super::mapping::{ColumnMapping, Confidence, LabelMapping, Mapping, Meaning, Purpose};
use crate::{Dimension, Instrument, Item, Key, Text};

/// Columns with the same answers, and every label in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerSet {
    /// The columns.
    pub columns: Vec<String>,
    /// Numbers by size, then everything else in the order of the file.
    pub labels: Vec<SetLabel>,
    /// Whether the numbers count from the highest answer; nothing when none stands for an answer.
    pub turned: Option<bool>,
}

/// A label with one meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetLabel {
    /// The label as it is written.
    pub label: String,
    /// The columns in which it means this.
    pub columns: Vec<String>,
    /// How often it occurs in them.
    pub count: usize,
    /// What it means.
    pub meaning: Meaning,
    /// Where that comes from.
    pub standing: Standing,
}

/// Where the meaning of a label comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A person must say it, or agree to it.
    Open,
    /// The label is the answer, word for word, or an empty cell.
    Same,
    /// It can mean nothing else, but is written in another way, or is a number.
    Alike,
    /// A person said so for an earlier file.
    Remembered,
    /// A person said so for this file.
    Chosen,
}

impl Mapping {
    /// Every label of the columns that hold answers or groups, by the answers it can mean, in the order of the file.
    pub fn answer_sets(&self, instrument: &Instrument) -> Vec<AnswerSet> {
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        for column in &self.columns {
            if column.purpose.labels().is_empty() {
                continue;
            }
            let answers = answers(&column.purpose, instrument);
            let item = item_of(&column.purpose, instrument);
            let known = drafts
                .iter()
                .position(|draft| draft.is_item == item.is_some() && draft.answers == answers);
            let at = known.unwrap_or(drafts.len());
            if known.is_none() {
                drafts.push(Draft::new(answers, item.is_some()));
            }
            drafts[at].add(column, item);
        }
        drafts.into_iter().map(Draft::finish).collect()
    }

    /// Says of the numbers in these columns that they count from the highest answer (`turned`) or from the lowest.
    pub fn turn_codes(&mut self, instrument: &Instrument, columns: &[String], turned: bool) {
        for column in self
            .columns
            .iter_mut()
            .filter(|column| columns.contains(&column.column))
        {
            let Some(item) = item_of(&column.purpose, instrument) else {
                continue;
            };
            let labels = column.purpose.labels_mut();
            for code in codes(labels, item) {
                let at = if turned {
                    code.from_highest
                } else {
                    code.from_lowest
                };
                if let (Some(label), Some(choice)) = (labels.get_mut(code.label), item.scored().get(at)) {
                    label.meaning = Meaning::Answer(choice.id.clone());
                    label.confidence = Confidence::Confirmed;
                }
            }
        }
    }
}

/// A number that stands for a scored answer.
struct Code {
    /// Which of the labels it is.
    label: usize,
    from_lowest: usize,
    from_highest: usize,
    /// The position of the answer that it is taken for.
    meant: usize,
}

fn codes(labels: &[LabelMapping], item: &Item) -> Vec<Code> {
    let most = item.scored().len();
    let meant = |label: &LabelMapping| match &label.meaning {
        Meaning::Answer(choice) => item.position(choice).filter(|at| *at < most),
        _ => None,
    };
    let numbers = labels.iter().enumerate().filter_map(|(at, label)| {
        let number = usize::try_from(whole_number(&label.label)?).ok()?;
        Some((at, number, meant(label)?))
    });
    let numbers: Vec<(usize, usize, usize)> = numbers.collect();
    let first = usize::from(!numbers.iter().any(|(_, number, _)| *number == 0));
    let code = |&(label, number, meant): &(usize, usize, usize)| {
        let from_lowest = number.checked_sub(first).filter(|at| *at < most)?;
        Some(Code {
            label,
            from_lowest,
            from_highest: most - 1 - from_lowest,
            meant,
        })
    };
    numbers.iter().filter_map(code).collect()
}

fn item_of<'a>(purpose: &Purpose, instrument: &'a Instrument) -> Option<&'a Item> {
    match purpose {
        Purpose::Item { item, .. } => instrument.item(item),
        _ => None,
    }
}

fn answers<'a>(purpose: &'a Purpose, instrument: &'a Instrument) -> Vec<(&'a Key, &'a Text)> {
    let levels = |dimension: &'a Dimension| {
        let levels = dimension.levels.iter();
        levels.map(|level| (&level.id, &level.label)).collect()
    };
    match purpose {
        Purpose::Ignore { .. } | Purpose::ResponseId => Vec::new(),
        Purpose::Item { item, .. } => instrument.item(item).map_or_else(Vec::new, |item| {
            item.choices
                .iter()
                .map(|choice| (&choice.id, &choice.label))
                .collect()
        }),
        Purpose::Dimension { dimension, .. } => instrument.dimension(dimension).map_or_else(Vec::new, levels),
        Purpose::NewDimension { dimension, .. } => levels(dimension),
    }
}

struct Draft<'a> {
    answers: Vec<(&'a Key, &'a Text)>,
    is_item: bool,
    columns: Vec<String>,
    labels: Vec<SetLabel>,
    known: HashMap<(&'a str, &'a Meaning, Standing), usize>,
    /// Of the numbers that stand for answers: is there any, do all count from the highest, does any not from the lowest?
    any_code: bool,
    all_highest: bool,
    not_lowest: bool,
}

impl<'a> Draft<'a> {
    fn new(answers: Vec<(&'a Key, &'a Text)>, is_item: bool) -> Self {
        Self {
            answers,
            is_item,
            columns: Vec::new(),
            labels: Vec::new(),
            known: HashMap::new(),
            any_code: false,
            all_highest: true,
            not_lowest: false,
        }
    }

    fn add(&mut self, column: &'a ColumnMapping, item: Option<&Item>) {
        self.columns.push(column.column.clone());
        for label in column.purpose.labels() {
            let standing = self.standing(label);
            let key = (label.label.as_str(), &label.meaning, standing);
            let at = *self.known.entry(key).or_insert(self.labels.len());
            if at == self.labels.len() {
                self.labels.push(SetLabel {
                    label: label.label.clone(),
                    columns: Vec::new(),
                    count: 0,
                    meaning: label.meaning.clone(),
                    standing,
                });
            }
            self.labels[at].columns.push(column.column.clone());
            self.labels[at].count += label.count;
        }
        for code in item.map_or_else(Vec::new, |item| codes(column.purpose.labels(), item)) {
            self.any_code = true;
            self.all_highest &= code.meant == code.from_highest;
            self.not_lowest |= code.meant != code.from_lowest;
        }
    }

    fn standing(&self, label: &LabelMapping) -> Standing {
        if label.is_open() {
            return Standing::Open;
        }
        match label.confidence {
            Confidence::Remembered => Standing::Remembered,
            Confidence::Confirmed => Standing::Chosen,
            Confidence::Suggested | Confidence::Certain if self.is_same(label) => Standing::Same,
            Confidence::Suggested | Confidence::Certain => Standing::Alike,
        }
    }

    fn is_same(&self, label: &LabelMapping) -> bool {
        let written = label.label.as_str();
        let Meaning::Answer(meant) = &label.meaning else {
            return written.is_empty();
        };
        let known = self.answers.iter().find(|(key, _)| *key == meant);
        known.is_some_and(|(key, words)| {
            words.iter().any(|(_, words)| words == written)
                || (**key == *written && whole_number(written).is_none())
        })
    }

    fn finish(self) -> AnswerSet {
        let mut labels = self.labels;
        labels.sort_by_key(|label| whole_number(&label.label).unwrap_or(i64::MAX));
        AnswerSet {
            columns: self.columns,
            labels,
            turned: self.any_code.then_some(self.all_highest && self.not_lowest),
        }
    }
}

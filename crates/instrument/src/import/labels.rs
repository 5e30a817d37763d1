//! What the labels of a column mean: which choice, which level, or no answer.

use std::collections::HashMap;

use super::folding::{fold, likeness};
use super::mapping::{Confidence, LabelMapping, Mapping, Meaning};
use crate::{Dimension, Instrument, Item, Key, Text};

/// How alike a label must be to be suggested, and by how much more than the next best.
const LIKENESS_MIN: f64 = 0.75;
const LIKENESS_LEAD: f64 = 0.1;
/// So many unlike labels are compared letter by letter in one column; more are not labels of choices.
const COMPARED_MAX: usize = 100;

/// Written for "no answer" and for nothing else.
const MISSING: [&str; 9] = ["", "na", "n/a", "#n/a", "nan", "null", ".", "-", "—"];
/// Often written for "no answer", folded.
const PERHAPS_MISSING: [&str; 24] = [
    "none",
    "missing",
    "skipped",
    "no answer",
    "no response",
    "not answered",
    "blank",
    "unknown",
    "refused",
    "i dont know",
    "dont know",
    "not sure",
    "prefer not to say",
    "prefer not to answer",
    "decline to answer",
    "not applicable",
    "does not apply",
    "no se",
    "no lo se",
    "no sabe",
    "sin respuesta",
    "no contesta",
    "prefiero no decir",
    "no aplica",
];
/// Codes that statistics programs use for "no answer".
const PERHAPS_MISSING_CODES: [i64; 19] = [
    -99, -98, -97, -9, -8, -7, -1, 7, 8, 9, 95, 96, 97, 98, 99, 996, 997, 998, 999,
];

/// The answers that a label may mean.
pub(super) struct Answers {
    keys: Vec<Key>,
    words: Vec<Vec<String>>,
    /// How many of them have a code by position, from 1: the scored choices of an item, none of a dimension.
    coded: usize,
}

impl Answers {
    pub(super) fn of_item(item: &Item) -> Self {
        let pairs = item.choices.iter().map(|choice| (&choice.id, &choice.label));
        Self {
            coded: item.scored().len(),
            ..Self::new(pairs)
        }
    }

    pub(super) fn of_dimension(dimension: &Dimension) -> Self {
        Self::new(dimension.levels.iter().map(|level| (&level.id, &level.label)))
    }

    fn new<'a>(pairs: impl Iterator<Item = (&'a Key, &'a Text)>) -> Self {
        let (keys, words) = pairs
            .map(|(key, label)| {
                let mut words: Vec<String> = label.iter().map(|(_, words)| fold(words)).collect();
                words.push(fold(key));
                (key.clone(), words)
            })
            .unzip();
        Self {
            keys,
            words,
            coded: 0,
        }
    }

    /// The one answer with exactly these folded words; none when two have them.
    fn same(&self, folded: &str) -> Option<usize> {
        let mut found = (0..self.keys.len()).filter(|at| self.words[*at].iter().any(|words| words == folded));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The one answer that is most like these folded words, if it stands out.
    fn nearest(&self, folded: &str) -> Option<usize> {
        let best = |at: usize| {
            self.words[at]
                .iter()
                .map(|words| likeness(words, folded))
                .fold(0.0, f64::max)
        };
        let mut ranked: Vec<(f64, usize)> = (0..self.keys.len()).map(|at| (best(at), at)).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
        let (first, at) = *ranked.first()?;
        let second = ranked.get(1).map_or(0.0, |(second, _)| *second);
        (first >= LIKENESS_MIN && first - second >= LIKENESS_LEAD).then_some(at)
    }

    fn meaning(&self, at: usize) -> Meaning {
        self.keys
            .get(at)
            .map_or(Meaning::Unmatched, |key| Meaning::Answer(key.clone()))
    }
}

/// Meanings that a person confirmed before: for answers with these keys, what a label means.
pub(super) struct Remembered(HashMap<(Vec<Key>, String), (Confidence, Meaning)>);

impl Remembered {
    pub(super) fn new(mapping: &Mapping, instrument: &Instrument) -> Self {
        let mut known = HashMap::new();
        for column in &mapping.columns {
            let answers = column.purpose.answers(instrument);
            for label in column.purpose.labels() {
                let is_known =
                    label.meaning != Meaning::Unmatched && label.confidence >= Confidence::Remembered;
                let still_there = match &label.meaning {
                    Meaning::Answer(key) => answers.contains(key),
                    _ => true,
                };
                if is_known && still_there {
                    let said = (label.confidence, label.meaning.clone());
                    known.insert((answers.clone(), label.label.clone()), said);
                }
            }
        }
        Self(known)
    }

    /// The same, said for an earlier file.
    pub(super) fn said_before(mut self) -> Self {
        for (confidence, _) in self.0.values_mut() {
            *confidence = Confidence::Remembered;
        }
        self
    }

    fn get(&self, answers: &Answers, label: &str) -> Option<&(Confidence, Meaning)> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&(answers.keys.clone(), label.to_owned()))
    }
}

/// The meaning of each label, in the order given. Labels come with their counts.
pub(super) fn match_labels(
    labels: &[(&str, usize)],
    answers: &Answers,
    remembered: &Remembered,
) -> Vec<LabelMapping> {
    let codes = Codes::of(labels, answers, remembered);
    let mut compared = 0;
    let mut mapped = Vec::with_capacity(labels.len());
    for (label, count) in labels {
        let folded = fold(label);
        let (confidence, meaning) = remembered
            .get(answers, label)
            .cloned()
            .or_else(|| certain(label, &folded, answers, &codes))
            .or_else(|| perhaps_code(label, answers, &codes))
            .or_else(|| perhaps_missing(label, &folded))
            .or_else(|| {
                compared += 1;
                let near = if compared > COMPARED_MAX {
                    None
                } else {
                    answers.nearest(&folded)
                };
                near.map(|at| (Confidence::Suggested, answers.meaning(at)))
            })
            .unwrap_or((Confidence::Suggested, Meaning::Unmatched));
        mapped.push(LabelMapping {
            label: (*label).to_owned(),
            count: *count,
            confidence,
            meaning,
        });
    }
    mapped
}

/// What the whole numbers in a column say together: one column counts its choices in one way.
struct Codes {
    /// All of them, but for those that may mean "no answer", count from 1 to the number of choices.
    from_one: bool,
    /// The same, from 0.
    from_zero: bool,
    /// A person said of one of them that they count from the highest answer: the others may do so, too.
    turned: bool,
}

impl Codes {
    fn of(labels: &[(&str, usize)], answers: &Answers, remembered: &Remembered) -> Self {
        let most = i64::try_from(answers.coded).unwrap_or(0);
        let numbers: Vec<i64> = labels
            .iter()
            .filter_map(|(label, _)| whole_number(label))
            .filter(|number| (0..=most).contains(number) || !PERHAPS_MISSING_CODES.contains(number))
            .collect();
        let within =
            |low: i64, high: i64| most > 0 && numbers.iter().all(|number| (low..=high).contains(number));
        let from_zero = within(0, most - 1) && numbers.contains(&0);
        let codes = Self {
            from_one: within(1, most),
            from_zero,
            turned: false,
        };
        let is_turned = |label: &str| {
            let (_, said) = remembered.get(answers, label)?;
            let at = codes.place(label, answers)?;
            let from_highest = answers.coded - 1 - at;
            Some(from_highest != at && *said == answers.meaning(from_highest))
        };
        let turned = labels.iter().any(|(label, _)| is_turned(label) == Some(true));
        Self { turned, ..codes }
    }

    /// The answer that a number stands for.
    fn place(&self, label: &str, answers: &Answers) -> Option<usize> {
        let number = usize::try_from(whole_number(label)?).ok()?;
        let at = if self.from_zero {
            number
        } else {
            number.checked_sub(1)?
        };
        let last = answers.coded.checked_sub(1)?;
        let turned = |at: usize| if self.turned { last - at } else { at };
        (at <= last).then(|| turned(at))
    }
}

/// `3`, `03`, `3.0` and `3,0` are the same code.
pub(super) fn whole_number(label: &str) -> Option<i64> {
    let whole = label
        .split_once(['.', ','])
        .map_or(Some(label), |(whole, decimals)| {
            decimals.bytes().all(|byte| byte == b'0').then_some(whole)
        })?;
    if whole.len() > 9 { None } else { whole.parse().ok() }
}

fn certain(label: &str, folded: &str, answers: &Answers, codes: &Codes) -> Option<(Confidence, Meaning)> {
    if let Some(at) = answers
        .keys
        .iter()
        .position(|key| *key == *label)
        .or_else(|| answers.same(folded))
    {
        return Some((Confidence::Certain, answers.meaning(at)));
    }
    if MISSING.contains(&label.to_lowercase().as_str()) || folded.is_empty() {
        return Some((Confidence::Certain, Meaning::Missing));
    }
    if whole_number(label).is_some() {
        let at = codes.place(label, answers)?;
        return (codes.from_one && !codes.turned).then(|| (Confidence::Certain, answers.meaning(at)));
    }
    // "4 - Often" and "4. Often"
    let (number, words) = folded.split_once(' ')?;
    let number: usize = number.parse().ok()?;
    let at = answers.same(words)?;
    let confidence = if number == at + 1 && at < answers.coded {
        Confidence::Certain
    } else {
        Confidence::Suggested
    };
    Some((confidence, answers.meaning(at)))
}

/// A code in a column whose codes do not all fit: counted from 0, or with others that mean nothing known.
fn perhaps_code(label: &str, answers: &Answers, codes: &Codes) -> Option<(Confidence, Meaning)> {
    codes
        .place(label, answers)
        .map(|at| (Confidence::Suggested, answers.meaning(at)))
}

fn perhaps_missing(label: &str, folded: &str) -> Option<(Confidence, Meaning)> {
    let is_code = whole_number(label).is_some_and(|number| PERHAPS_MISSING_CODES.contains(&number));
    (is_code || PERHAPS_MISSING.contains(&folded)).then_some((Confidence::Suggested, Meaning::Missing))
}

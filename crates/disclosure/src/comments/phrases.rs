//! The lists of phrases and words, and finding phrases in a text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::words::Word;

const TEXT: &str = include_str!("../../comments/phrases.txt");
/// The shortest word of a phrase that may have one letter wrong.
const MISSPELT_FROM: usize = 7;

/// One place of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// Any one word.
    Any,
    /// One of these words.
    Word(Vec<String>),
    /// One of these words, or nothing.
    Perhaps(Vec<String>),
}

/// A phrase: words in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase(Vec<Step>);

impl Phrase {
    fn read(line: &str) -> Self {
        let alternatives = |words: &str| words.split('|').map(str::to_owned).collect();
        let step = |token: &str| match (token, token.strip_suffix('?')) {
            ("*", _) => Step::Any,
            (_, Some(words)) => Step::Perhaps(alternatives(words)),
            _ => Step::Word(alternatives(token)),
        };
        Self(line.split_whitespace().map(step).collect())
    }

    /// A phrase of just these words.
    pub(super) fn of(words: &[Word]) -> Self {
        Self(
            words
                .iter()
                .map(|word| Step::Word(vec![word.folded.clone()]))
                .collect(),
        )
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where it stands in the text, in bytes.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for at in 0..words.len() {
            if let Some(length) = matched(&self.0, &words[at..]).filter(|&length| length > 0) {
                found.push(words[at].span.start..words[at + length - 1].span.end);
            }
        }
        found
    }
}

/// How many words the steps take from the beginning. Phrases have a few steps, so trying both ways is cheap.
fn matched(steps: &[Step], words: &[Word]) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(0);
    };
    let taken = |alternatives: &[String]| {
        let (word, after) = words.split_first()?;
        is_one_of(&word.folded, alternatives)
            .then(|| matched(rest, after))
            .flatten()
            .map(|length| length + 1)
    };
    match step {
        Step::Any => matched(rest, words.get(1..)?).map(|length| length + 1),
        Step::Word(alternatives) => taken(alternatives),
        Step::Perhaps(alternatives) => taken(alternatives).or_else(|| matched(rest, words)),
    }
}

fn is_one_of(word: &str, alternatives: &[String]) -> bool {
    alternatives.iter().any(|right| {
        right == word
            || (right.len() >= MISSPELT_FROM
                && right.len().abs_diff(word.len()) <= 1
                && strsim::damerau_levenshtein(right, word) <= 1)
    })
}

/// Everything in the lists.
pub(super) struct Lists {
    /// "I am the only".
    pub alone: Vec<Phrase>,
    /// "I am the principal".
    pub role: Vec<Phrase>,
    pub self_harm: Vec<Phrase>,
    pub abuse: Vec<Phrase>,
    pub weapon: Vec<Phrase>,
    /// Names that are everyday words.
    pub everyday: BTreeSet<String>,
    /// Names by a name that they may stand for.
    pub nicknames: BTreeMap<String, BTreeSet<String>>,
}

/// The lists, read once.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let phrases = |name: &str| lines(name).map(Phrase::read).collect();
    let mut nicknames: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines("nicknames") {
        for name in line.split_whitespace() {
            let others = line
                .split_whitespace()
                .filter(|other| *other != name)
                .map(str::to_owned);
            nicknames.entry(name.to_owned()).or_default().extend(others);
        }
    }
    Lists {
        alone: phrases("alone"),
        role: phrases("role"),
        self_harm: phrases("self-harm"),
        abuse: phrases("abuse"),
        weapon: phrases("weapon"),
        everyday: lines("everyday").map(str::to_owned).collect(),
        nicknames,
    }
});

/// The lines of a list.
fn lines(list: &str) -> impl Iterator<Item = &'static str> {
    let all = TEXT
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let list = format!("[{list}]");
    all.skip_while(move |line| *line != list)
        .skip(1)
        .take_while(|line| !line.starts_with('['))
}

#[cfg(test)]
mod tests {
    use super::{LISTS, lines};
    use crate::comments::words::fold;

    #[test]
    fn lists_are_there_and_written_as_words_are_folded() {
        for list in [
            "alone",
            "role",
            "self-harm",
            "abuse",
            "weapon",
            "everyday",
            "nicknames",
        ] {
            assert!(lines(list).count() > 5, "{list}");
            let words = lines(list).flat_map(|line| line.split([' ', '|', '?', '*']));
            for word in words {
                assert_eq!(fold(word), word, "{list}");
            }
        }
        assert!(LISTS.nicknames["bob"].contains("robert"));
    }
}

//! Names of a roster in a text, also misspelt.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::phrases::LISTS;
use super::screening::Strength;
use super::words::{Word, fold, words};

/// Names of this length may have one letter wrong, or a space inside.
const ONE_EDIT_FROM: usize = 4;
/// Names of this length may have two.
const TWO_EDITS_FROM: usize = 8;
/// The longest name that is looked for, and the longest word that is compared with one.
const LONGEST: usize = 64;

/// The names to look for: people who answered, and others whom answers may be about.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// Given and family names, their parts, and both together, folded.
    names: BTreeSet<String>,
    /// Found only as they are: nicknames, initials with family names, short names.
    exact: BTreeSet<String>,
    by_length: BTreeMap<usize, Vec<Candidate>>,
}

/// A name that may be misspelt.
#[derive(Debug, Clone)]
struct Candidate {
    name: String,
    letters: u64,
}

/// A name found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub span: Range<usize>,
    /// The name of the roster, folded.
    pub name: String,
    pub strength: Strength,
}

impl Roster {
    /// A roster of given and family names. Names may have several parts; parts of one letter are initials and are not
    /// looked for by themselves.
    pub fn new<'a>(people: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut roster = Self::default();
        for (given, family) in people {
            let (given_parts, family_parts) = (parts(given), parts(family));
            let (given, family) = (given_parts.concat(), family_parts.concat());
            for part in given_parts.iter().chain(&family_parts).chain([&given, &family]) {
                roster.add(part.clone());
            }
            roster.add(format!("{given}{family}"));
            roster.add(format!("{family}{given}"));
            if let Some(initial) = given.chars().next().filter(|_| family.chars().count() >= 3) {
                roster.exact.insert(format!("{initial}{family}"));
            }
            for part in &given_parts {
                if let Some(others) = LISTS.nicknames.get(part) {
                    roster.exact.extend(others.iter().cloned());
                }
            }
        }
        for name in &roster.names {
            let length = name.chars().count();
            let candidate = Candidate {
                name: name.clone(),
                letters: letters(name),
            };
            if edits(length) > 0 {
                roster.by_length.entry(length).or_default().push(candidate);
            }
        }
        roster
    }

    fn add(&mut self, name: String) {
        if (2..=LONGEST).contains(&name.chars().count()) {
            self.names.insert(name);
        }
    }

    /// The names in a text.
    pub(super) fn find(&self, text: &[Word]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, word) in text.iter().enumerate() {
            let owner = word.owner.iter();
            let hit = std::iter::once(&word.folded)
                .chain(owner)
                .find_map(|name| self.nearest(name));
            if let Some((name, edits)) = hit {
                let everyday = edits > 0 || LISTS.everyday.contains(&word.folded);
                let strength = if word.capital || !everyday {
                    Strength::Strong
                } else {
                    Strength::Weak
                };
                let span = word.span.clone();
                found.push(Found { span, name, strength });
            }
            if let Some(next) = text.get(at + 1)
                && let Some(name) = self.torn(&word.folded, &next.folded)
            {
                found.push(Found {
                    span: word.span.start..next.span.end,
                    name,
                    strength: if word.capital {
                        Strength::Strong
                    } else {
                        Strength::Weak
                    },
                });
            }
        }
        found
    }

    /// The name that two words make, or would make with the letter between them that something else stands for.
    fn torn(&self, first: &str, second: &str) -> Option<String> {
        let joined = format!("{first}{second}");
        let length = joined.chars().count();
        if length >= ONE_EDIT_FROM && self.names.contains(&joined) {
            return Some(joined);
        }
        let lacks_one = |name: &str| {
            let between = name
                .strip_prefix(first)
                .and_then(|rest| rest.strip_suffix(second));
            between.is_some_and(|between| between.chars().count() == 1)
        };
        let candidates = self.by_length.get(&(length + 1))?;
        let mut names = candidates.iter().map(|candidate| &candidate.name);
        names.find(|name| lacks_one(name)).cloned()
    }

    /// The name nearest to a word, and the edits between them.
    fn nearest(&self, word: &str) -> Option<(String, usize)> {
        if self.names.contains(word) || self.exact.contains(word) {
            return Some((word.to_owned(), 0));
        }
        let length = word.chars().count();
        if length > LONGEST + 2 {
            return None;
        }
        let own = letters(word);
        let near = self.by_length.range(length.saturating_sub(2)..=length + 2);
        let mut best: Option<(usize, &str)> = None;
        for (&other, candidates) in near {
            let most = edits(other);
            if other.abs_diff(length) > most {
                continue;
            }
            for candidate in candidates {
                // Each edit changes at most two letters of the set.
                let apart = (candidate.letters ^ own).count_ones() as usize;
                if apart > 2 * most {
                    continue;
                }
                let distance = strsim::damerau_levenshtein(&candidate.name, word);
                if distance <= most && best.is_none_or(|best| (distance, candidate.name.as_str()) < best) {
                    best = Some((distance, &candidate.name));
                }
            }
        }
        best.map(|(distance, name)| (name.to_owned(), distance))
    }
}

/// How many edits a name of so many letters may have.
const fn edits(length: usize) -> usize {
    match length {
        TWO_EDITS_FROM.. => 2,
        ONE_EDIT_FROM.. => 1,
        _ => 0,
    }
}

/// The words of a name, folded.
fn parts(name: &str) -> Vec<String> {
    let parts = words(name).into_iter().map(|word| word.folded);
    parts.map(|part| fold(&part)).collect()
}

/// The set of letters of a word, several letters sharing a place beyond the first 64.
fn letters(word: &str) -> u64 {
    word.chars()
        .fold(0, |set, letter| set | 1 << (u32::from(letter) % 64))
}

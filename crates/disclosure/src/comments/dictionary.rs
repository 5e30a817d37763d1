//! Words for the levels of a data set: who is in a rare one tells who they are by naming it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::phrases::Phrase;
use super::screening::Reason;
use super::words::{Word, words};

/// A level of a dimension, with what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Id of the dimension.
    pub dimension: String,
    /// Id of the level.
    pub level: String,
    /// People of the place who have it.
    pub people: u32,
    /// Words and phrases for it: "8th grade", "eighth grader", "octavo".
    pub words: Vec<String>,
}

/// The levels of a data set, as they are spoken of.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    levels: Vec<(Level, Vec<Phrase>)>,
}

impl Dictionary {
    /// A dictionary of these levels. Words that fold to nothing are left out.
    pub fn new(levels: impl IntoIterator<Item = Level>) -> Self {
        let read = |level: Level| {
            let phrases = level.words.iter().map(|text| Phrase::of(&words(text)));
            let phrases = phrases.filter(|phrase| !phrase.is_empty()).collect();
            (level, phrases)
        };
        Self {
            levels: levels.into_iter().map(read).collect(),
        }
    }

    /// Levels of fewer than `least` people that a text names, and all levels it names when they are of two dimensions or
    /// more: together they can fit one person.
    pub(super) fn find(&self, text: &[Word], least: u32) -> Vec<(Range<usize>, Reason)> {
        let mut named = Vec::new();
        for (level, phrases) in &self.levels {
            let spans = phrases.iter().flat_map(|phrase| phrase.find(text));
            named.extend(spans.map(|span| (span, level)));
        }
        let dimensions: BTreeSet<&str> = named.iter().map(|(_, level)| level.dimension.as_str()).collect();
        let several = dimensions.len() > 1;
        let marked = named
            .into_iter()
            .filter(|(_, level)| several || level.people < least);
        marked
            .map(|(span, level)| {
                let (dimension, name) = (level.dimension.clone(), level.level.clone());
                let reason = if level.people < least {
                    Reason::RareLevel {
                        dimension,
                        level: name,
                    }
                } else {
                    Reason::Combination {
                        dimension,
                        level: name,
                    }
                };
                (span, reason)
            })
            .collect()
    }
}

//! Words of a text, folded so that case, accents and apostrophes make no difference.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The word in small letters without marks and apostrophes; never empty.
    pub folded: String,
    /// The same without the ending of a possessive, where it has one.
    pub owner: Option<String>,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// Small letters and digits only: no marks, no apostrophes, no ligatures.
pub(super) fn fold(text: &str) -> String {
    let small = text.nfkd().flat_map(char::to_lowercase);
    let mut folded = String::new();
    for letter in small.nfkd().filter(|c| !is_combining_mark(*c)) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            letter if letter.is_alphanumeric() => folded.push(letter),
            _ => {}
        }
    }
    folded
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '＇')
}

/// The words of a text, in order. Letters, digits and marks make a word, and apostrophes inside one.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut end = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() || is_combining_mark(c) {
            start.get_or_insert(at);
            end = at + c.len_utf8();
        } else if start.is_none() || !is_apostrophe(c) || at != end {
            found.extend(start.take().and_then(|start| word(text, start..end)));
        }
    }
    found
}

fn word(text: &str, span: Range<usize>) -> Option<Word> {
    let written = text.get(span.clone())?;
    let folded = fold(written);
    let possessive = written
        .strip_suffix(['s', 'S'])
        .map(|rest| (rest, rest.trim_end_matches(is_apostrophe)));
    let owner = possessive
        .filter(|(rest, owner)| owner.len() < rest.len())
        .map(|(_, owner)| fold(owner))
        .filter(|owner| !owner.is_empty());
    (!folded.is_empty()).then(|| Word {
        capital: written.chars().next().is_some_and(char::is_uppercase),
        span,
        folded,
        owner,
    })
}

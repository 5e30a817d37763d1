//! When two labels are the same but for the way they are written, and how near they are when they are not.

use unicode_normalization::UnicodeNormalization;

use crate::problem::is_unseen;

/// `text` without characters that have no shape.
pub(super) fn seen(text: &str) -> String {
    text.chars()
        .filter(|letter| !is_unseen(*letter) && (letter.is_whitespace() || !letter.is_control()))
        .collect()
}

/// `text` without what does not make it another label: case, accents, punctuation, blanks, unseen characters, and
/// other forms of the same letters (Unicode compatibility decomposition). A label of nothing but signs stays as it is.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let is_accent = |letter: &char| matches!(letter, '\u{0300}'..='\u{036F}');
    for letter in text
        .nfkd()
        .filter(|letter| !is_accent(letter) && !is_unseen(*letter))
    {
        if letter.is_alphanumeric() {
            folded.extend(letter.to_lowercase());
        } else if matches!(letter, '\'' | '’') {
            // "don't" and "dont" are one word.
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    if folded.is_empty() {
        seen(text.trim())
    } else {
        folded
    }
}

/// How alike two folded labels are, from 0 to 1: 1 − edits / length of the longer, an edit being a letter put in,
/// taken out or exchanged (Levenshtein 1966). Labels of more than 100 letters are not compared.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    const LENGTH_MAX: usize = 100;
    let one: Vec<char> = one.chars().take(LENGTH_MAX + 1).collect();
    let other: Vec<char> = other.chars().take(LENGTH_MAX + 1).collect();
    let longer = one.len().max(other.len());
    if longer == 0 || longer > LENGTH_MAX {
        return 0.0;
    }
    let mut row: Vec<u32> = (0_u32..).take(other.len() + 1).collect();
    for (above, letter) in (1_u32..).zip(&one) {
        let mut diagonal = row[0];
        row[0] = above;
        for (at, other_letter) in other.iter().enumerate() {
            let exchanged = diagonal + u32::from(letter != other_letter);
            diagonal = row[at + 1];
            row[at + 1] = exchanged.min(row[at] + 1).min(diagonal + 1);
        }
    }
    let longer = u32::try_from(longer).unwrap_or(u32::MAX);
    1.0 - f64::from(row[other.len()]) / f64::from(longer)
}

/// How many words two folded sentences share, from 0 to 1: twice the shared words over all words (Dice 1945).
pub(super) fn shared_words(one: &str, other: &str) -> f64 {
    const WORDS_MAX: usize = 80;
    let one: Vec<&str> = one.split(' ').take(WORDS_MAX).collect();
    let mut rest: Vec<&str> = other.split(' ').take(WORDS_MAX).collect();
    let all = u32::try_from(one.len() + rest.len()).unwrap_or(u32::MAX);
    let mut shared = 0_u32;
    for word in one {
        if let Some(at) = rest.iter().position(|other_word| *other_word == word) {
            rest.swap_remove(at);
            shared += 1;
        }
    }
    f64::from(2 * shared) / f64::from(all)
}

#[cfg(test)]
mod tests {
    use super::{fold, likeness, shared_words};

    #[test]
    fn fold_ignores_case_accents_punctuation_blanks_and_unseen_characters() {
        assert_eq!(fold("  All\u{00A0}Lessons! \u{200B}"), "all lessons");
        assert_eq!(fold("Más o  menos"), "mas o menos");
        assert_eq!(fold("Don’t know"), "dont know");
        assert_eq!(fold("\u{202E}Ｆｕｌｌ"), "full");
    }

    #[test]
    fn fold_keeps_signs_when_there_is_nothing_else() {
        assert_eq!(fold("😀"), "😀");
        assert_eq!(fold("\u{200B}"), "");
    }

    #[test]
    fn likeness_of_a_slip_is_high_and_of_the_opposite_is_low() {
        assert!(likeness("strong agree", "strongly agree") > 0.85);
        assert!(likeness("agree", "disagree") < 0.7);
        assert!(likeness("strong agree", "strongly disagree") < 0.75);
        assert!((likeness("", "")).abs() < f64::EPSILON);
    }

    #[test]
    fn shared_words_of_reordered_sentence_is_one() {
        assert!((shared_words("how often do you", "you do how often") - 1.0).abs() < f64::EPSILON);
    }
}

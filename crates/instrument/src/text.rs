//! Words that a person reads, in each language they were written in.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The tag of a language, such as `en`, `es` or `zh-Hant`: what a page puts in its `lang` attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// The language of `tag`, or `None` when it is not shaped like a tag: a part of 2 to 3 letters, then parts of 1
    /// to 8 letters or digits, joined by hyphens, 35 characters at most (RFC 5646, section 2.1, shape only).
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let first = parts.next()?;
        let first_is_well = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
        let rest_is_well = parts
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        (first_is_well && rest_is_well && tag.len() <= 35).then(|| Self(tag.to_owned()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first hyphen: `es` of `es-MX`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl TryFrom<String> for Language {
    type Error = String;

    fn try_from(tag: String) -> Result<Self, String> {
        Self::new(&tag).ok_or_else(|| format!("{tag:?} is not the tag of a language, such as en or es"))
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The same words in one or more languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// A text in one language.
    pub fn in_language(language: Language, words: impl Into<String>) -> Self {
        Self(BTreeMap::from([(language, words.into())]))
    }

    /// Adds the words in one more language, or replaces them.
    pub fn insert(&mut self, language: Language, words: impl Into<String>) {
        self.0.insert(language, words.into());
    }

    /// The words in `tag`, else in the same language of another region, else in English, else in the first language
    /// there is. Empty only when the text has no words at all.
    pub fn get(&self, tag: &str) -> &str {
        self.get_with_language(tag).map_or("", |(_, words)| words)
    }

    /// As [`Text::get`], with the language that was found, so that a page can say which it is.
    pub fn get_with_language(&self, tag: &str) -> Option<(&Language, &str)> {
        let primary = tag.split('-').next().unwrap_or(tag);
        let same = |wanted: &str| self.0.iter().find(|(language, _)| language.as_str() == wanted);
        same(tag)
            .or_else(|| same(primary))
            .or_else(|| self.0.iter().find(|(language, _)| language.primary() == primary))
            .or_else(|| same("en"))
            .or_else(|| self.0.iter().next())
            .map(|(language, words)| (language, words.as_str()))
    }

    /// Whether there are words in exactly this language.
    pub fn has(&self, language: &Language) -> bool {
        self.0.contains_key(language)
    }

    /// Every language with its words, by tag.
    pub fn iter(&self) -> impl Iterator<Item = (&Language, &str)> {
        self.0.iter().map(|(language, words)| (language, words.as_str()))
    }

    /// Whether there are no words in any language.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|words| words.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Text};

    fn language(tag: &str) -> Language {
        Language::new(tag).expect("a tag written in this test")
    }

    #[test]
    fn text_in_a_missing_region_falls_back_to_the_language() {
        let mut text = Text::in_language(language("en"), "Grade");
        text.insert(language("es"), "Grado");
        assert_eq!(
            (text.get("es-MX"), text.get("vi"), text.get("en")),
            ("Grado", "Grade", "Grade")
        );
    }

    #[test]
    fn text_without_english_falls_back_to_what_there_is() {
        assert_eq!(Text::in_language(language("es"), "Grado").get("vi"), "Grado");
        assert_eq!(Text::default().get("en"), "");
    }

    #[test]
    fn language_of_odd_shape_is_refused() {
        for tag in ["", "e", "english", "en-", "en_US", "日本"] {
            assert_eq!(Language::new(tag), None);
        }
    }
}

//! Reads a TOML file piece by piece and notes everything that is wrong with it, each with its line.

use std::cell::RefCell;
use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{Collected, printable};
use crate::{Key, Language, Place, Problem, Text};

/// The longest text of one language, in characters.
const TEXT_LENGTH_MAX: usize = 2_000;

/// Collects problems and knows on which line an offset is.
pub(crate) struct Reader {
    line_starts: Vec<usize>,
    problems: RefCell<Collected>,
    pub(crate) languages: RefCell<Vec<Language>>,
}

/// A table of the file, its path for messages, and where it starts.
pub(crate) struct Section<'r> {
    reader: &'r Reader,
    table: &'r DeTable<'r>,
    path: String,
    offset: usize,
    asked: RefCell<BTreeSet<&'static str>>,
}

/// A word of a list with the place it was read from.
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) place: Place,
}

impl Reader {
    pub(crate) fn new(source: &str) -> Self {
        let breaks = source
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        Self {
            line_starts: std::iter::once(0).chain(breaks).collect(),
            problems: RefCell::default(),
            languages: RefCell::default(),
        }
    }

    pub(crate) fn place(&self, offset: usize, key: &str) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        Place::Line {
            line,
            key: key.to_owned(),
        }
    }

    pub(crate) fn note(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub(crate) fn root<'r>(&'r self, table: &'r DeTable<'r>) -> Section<'r> {
        Section {
            reader: self,
            table,
            path: String::new(),
            offset: 0,
            asked: RefCell::default(),
        }
    }

    /// Every problem in the order of the lines, the last one counting those that are not listed.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems
            .into_inner()
            .into_sorted(|problem| match problem.place {
                Place::Line { line, .. } => line,
                _ => 0,
            })
    }
}

impl<'r> Section<'r> {
    fn path_to(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{} / {key}", self.path)
        }
    }

    /// Where this section starts.
    pub(crate) fn place(&self) -> Place {
        self.reader.place(self.offset, &self.path)
    }

    /// Where the value of `key` is, or the section when it has none.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        let offset = self
            .table
            .get(key)
            .map_or(self.offset, |value| value.span().start);
        self.reader.place(offset, &self.path_to(key))
    }

    pub(crate) fn note(&self, problem: Problem) {
        self.reader.note(problem);
    }

    fn value(&self, key: &'static str) -> Option<&'r Spanned<DeValue<'r>>> {
        self.asked.borrow_mut().insert(key);
        self.table.get(key)
    }

    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    fn missing(&self, key: &str, right: &str) {
        let what = format!("“{key}” is missing.");
        let place = self.reader.place(self.offset, &self.path_to(key));
        self.note(Problem::error("missing-key", place, what, right));
    }

    fn wrong_kind(&self, key: &str, value: &Spanned<DeValue<'_>>, right: &str) {
        let what = format!("“{key}” is a {}.", value.get_ref().type_str());
        let place = self.reader.place(value.span().start, &self.path_to(key));
        self.note(Problem::error("wrong-kind", place, what, right));
    }

    /// A string that may be left out.
    pub(crate) fn optional_string(&self, key: &'static str, right: &str) -> Option<String> {
        let value = self.value(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_kind(key, value, right);
            return None;
        };
        Some(text.trim().to_owned())
    }

    /// A string that must be there and say something.
    pub(crate) fn string(&self, key: &'static str, right: &str) -> Option<String> {
        if !self.has(key) {
            self.missing(key, right);
            return None;
        }
        let text = self.optional_string(key, right)?;
        if text.is_empty() {
            self.note(Problem::error(
                "empty",
                self.place_of(key),
                format!("“{key}” is empty."),
                right,
            ));
            return None;
        }
        Some(text)
    }

    /// A short name that must be there.
    pub(crate) fn key(&self, key: &'static str) -> Option<Key> {
        const RIGHT: &str = "Use 1 to 64 letters, digits, hyphens, underscores or dots, such as “grade”.";
        let text = self.string(key, RIGHT)?;
        let found = Key::new(&text);
        if found.is_none() {
            let what = format!("“{}” is not a short name.", printable(&text));
            self.note(Problem::error("bad-key", self.place_of(key), what, RIGHT).with_value(&text));
        }
        found
    }

    /// A whole number in a range, that may be left out.
    pub(crate) fn whole(&self, key: &'static str, range: std::ops::RangeInclusive<u8>) -> Option<u8> {
        let right = format!("Use a whole number from {} to {}.", range.start(), range.end());
        let value = self.value(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|whole| i64::from_str_radix(whole.as_str(), whole.radix()).ok())
            .and_then(|whole| u8::try_from(whole).ok())
            .filter(|whole| range.contains(whole));
        if number.is_none() {
            let what = format!("“{key}” is not in range.");
            self.note(Problem::error("bad-number", self.place_of(key), what, right));
        }
        number
    }

    /// A number in a range, that may be left out.
    pub(crate) fn number(&self, key: &'static str, range: std::ops::RangeInclusive<f64>) -> Option<f64> {
        let right = format!("Use a number from {} to {}.", range.start(), range.end());
        let value = self.value(key)?;
        let written = match value.get_ref() {
            DeValue::Integer(whole) if whole.radix() == 10 => whole.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => "",
        };
        let number = written
            .parse::<f64>()
            .ok()
            .filter(|number| range.contains(number));
        if number.is_none() {
            self.note(Problem::error(
                "bad-number",
                self.place_of(key),
                format!("“{key}” is not in range."),
                right,
            ));
        }
        number
    }

    /// True or false, that may be left out.
    pub(crate) fn flag(&self, key: &'static str, otherwise: bool) -> bool {
        let Some(value) = self.value(key) else {
            return otherwise;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_kind(key, value, "Use true or false.");
            otherwise
        })
    }

    /// Words in each language; a plain string is taken to be in the first language.
    pub(crate) fn text(&self, key: &'static str, required: bool) -> Text {
        const RIGHT: &str = "Use a table of languages, such as { en = \"…\", es = \"…\" }.";
        let Some(value) = self.value(key) else {
            if required {
                self.missing(key, RIGHT);
            }
            return Text::default();
        };
        let languages = self.reader.languages.borrow();
        let mut text = Text::default();
        match value.get_ref() {
            DeValue::String(_) => {
                if let Some(language) = languages.first() {
                    self.add_words(&mut text, key, language, value);
                }
            }
            DeValue::Table(table) => {
                for (tag, words) in table {
                    let tag_words = tag.get_ref().as_ref();
                    if let Some(language) = languages.iter().find(|known| known.as_str() == tag_words) {
                        self.add_words(&mut text, key, language, words);
                    } else {
                        let what = format!(
                            "“{}” is not among the languages of this instrument.",
                            printable(tag_words)
                        );
                        let place = self.reader.place(tag.span().start, &self.path_to(key));
                        let right = "Add it to “languages” at the top, or take these words out.";
                        self.note(
                            Problem::error("unknown-language", place, what, right).with_value(tag_words),
                        );
                    }
                }
            }
            _ => self.wrong_kind(key, value, RIGHT),
        }
        if required && text.is_empty() {
            self.note(Problem::error(
                "empty",
                self.place_of(key),
                format!("“{key}” has no words."),
                RIGHT,
            ));
        }
        text
    }

    fn add_words(&self, text: &mut Text, key: &str, language: &Language, value: &Spanned<DeValue<'_>>) {
        let Some(words) = value.get_ref().as_str() else {
            self.wrong_kind(key, value, "Put the words in quotes.");
            return;
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = words.chars().count();
        if length > TEXT_LENGTH_MAX {
            let place = self.reader.place(value.span().start, &self.path_to(key));
            let what = format!("This text has {length} characters.");
            self.note(Problem::error(
                "too-long",
                place,
                what,
                format!("Use {TEXT_LENGTH_MAX} at most."),
            ));
        } else if !words.is_empty() {
            text.insert(language.clone(), words);
        }
    }

    /// The words of a list; left out, it is empty.
    pub(crate) fn words(&self, key: &'static str) -> Vec<Word> {
        const RIGHT: &str = "Use a list of words in quotes, such as [\"one\", \"two\"].";
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_kind(key, value, RIGHT);
            return Vec::new();
        };
        let mut words = Vec::with_capacity(list.len());
        for entry in list {
            match entry.get_ref().as_str() {
                Some(text) => words.push(Word {
                    text: text.trim().to_owned(),
                    place: self.reader.place(entry.span().start, &self.path_to(key)),
                }),
                None => self.wrong_kind(key, entry, RIGHT),
            }
        }
        words
    }

    /// The tables of a list, `length_max` at most; left out, it is empty. Each is named by its `id` in messages.
    pub(crate) fn sections(&self, key: &'static str, length_max: usize) -> Vec<Section<'r>> {
        let right = format!("Write each one under a line [[{key}]], or as {{ … }} in a list.");
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_kind(key, value, &right);
            return Vec::new();
        };
        if list.len() > length_max {
            let what = format!("There are {} under “{key}”.", list.len());
            self.note(Problem::error(
                "too-many",
                self.place_of(key),
                what,
                format!("Use {length_max} at most."),
            ));
        }
        let mut sections = Vec::new();
        for (number, entry) in list.iter().take(length_max).enumerate() {
            let Some(table) = entry.get_ref().as_table() else {
                self.wrong_kind(key, entry, &right);
                continue;
            };
            let id = table.get("id").and_then(|id| id.get_ref().as_str());
            let name = id.map_or_else(
                || format!("{key} {}", number + 1),
                |id| format!("{key} {}", printable(id)),
            );
            let path = self.path_to(&name);
            let offset = entry.span().start;
            sections.push(Section {
                reader: self.reader,
                table,
                path,
                offset,
                asked: RefCell::default(),
            });
        }
        sections
    }

    /// Whether the value of `key` is a list.
    pub(crate) fn is_list(&self, key: &'static str) -> bool {
        self.value(key).is_some_and(|value| value.get_ref().is_array())
    }

    /// Notes every key that nothing asked for: most often a slip of the keyboard.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !asked.contains(name) {
                let known = asked.iter().copied().collect::<Vec<_>>().join(", ");
                let place = self.reader.place(key.span().start, &self.path);
                let what = format!("“{}” means nothing here.", printable(name));
                let right = format!("Known here are: {known}.");
                self.note(Problem::error("unknown-key", place, what, right).with_value(name));
            }
        }
    }
}

//! Reading one table of a definition: each value checked, each problem noted with its key, each key accounted for.
//!
//! A value that is wrong is noted and replaced by an empty one, so that reading goes on and finds the rest; a
//! definition with any problem is thrown away.

use super::Days;
use super::zone::{self, Fold};
use crate::{Instant, Problem};
use instrument::{Language, Text};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use toml::{Table, Value};

/// The longest text that is kept.
const CHARS_MAX: usize = 8_000;
static EMPTY: LazyLock<Table> = LazyLock::new(Table::new);

pub(super) struct Reader<'a> {
    path: String,
    table: &'a Table,
    known: RefCell<BTreeSet<&'static str>>,
    problems: &'a RefCell<Vec<Problem>>,
    /// Whether the table itself is missing or wrong, which is problem enough.
    muted: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(table: &'a Table, problems: &'a RefCell<Vec<Problem>>) -> Self {
        Self {
            path: String::new(),
            table,
            known: RefCell::default(),
            problems,
            muted: false,
        }
    }

    fn within(&self, path: String, table: &'a Table) -> Self {
        Self {
            path,
            table,
            known: RefCell::default(),
            problems: self.problems,
            muted: self.muted,
        }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    pub(super) fn problem(&self, key: &str, code: &'static str) {
        self.problem_of(key, code, &[]);
    }

    pub(super) fn problem_of(&self, key: &str, code: &'static str, args: &[(&'static str, &str)]) {
        if self.muted {
            return;
        }
        let path = self.path_of(key);
        let problem = Problem::new(path.clone(), code).with("key", path);
        let problem = args
            .iter()
            .fold(problem, |problem, (name, value)| problem.with(name, value));
        self.problems.borrow_mut().push(problem);
    }

    /// The value of a key, noted as known; an absent key is no problem yet.
    pub(super) fn given(&self, key: &'static str) -> Option<&'a Value> {
        self.known.borrow_mut().insert(key);
        self.table.get(key)
    }

    fn needed(&self, key: &'static str) -> Option<&'a Value> {
        let value = self.given(key);
        if value.is_none() {
            self.problem(key, "network-file-key-missing");
        }
        value
    }

    /// Notes every key that nothing asked for.
    pub(super) fn finish(&self) {
        for key in self
            .table
            .keys()
            .filter(|key| !self.known.borrow().contains(key.as_str()))
        {
            self.problem(key, "network-file-key-unknown");
        }
    }

    pub(super) fn table(&self, key: &'static str) -> Reader<'a> {
        match self.needed(key) {
            Some(value) => self.as_table(key, value),
            None => self.closed(key),
        }
    }

    pub(super) fn table_if_given(&self, key: &'static str) -> Option<Reader<'a>> {
        self.given(key).map(|value| self.as_table(key, value))
    }

    fn as_table(&self, key: &str, value: &'a Value) -> Reader<'a> {
        let Some(table) = value.as_table() else {
            self.problem(key, "network-file-table-wrong");
            return self.closed(key);
        };
        self.within(self.path_of(key), table)
    }

    /// An empty table whose own missing keys are not reported beside the table's.
    fn closed(&self, key: &str) -> Reader<'a> {
        Reader {
            muted: true,
            ..self.within(self.path_of(key), &EMPTY)
        }
    }

    /// Tables of a list; an absent list is an empty one.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Reader<'a>> {
        let Some(value) = self.given(key) else {
            return Vec::new();
        };
        let Some(list) = value.as_array() else {
            self.problem(key, "network-file-list-wrong");
            return Vec::new();
        };
        list.iter()
            .enumerate()
            .map(|(index, value)| self.as_table(&format!("{key}[{}]", index + 1), value))
            .collect()
    }

    pub(super) fn string(&self, key: &'static str) -> String {
        self.needed(key)
            .map(|value| self.as_string(key, value))
            .unwrap_or_default()
    }

    pub(super) fn string_if_given(&self, key: &'static str) -> Option<String> {
        self.given(key).map(|value| self.as_string(key, value))
    }

    fn as_string(&self, key: &str, value: &Value) -> String {
        let Some(text) = value.as_str().map(super::super::clean) else {
            self.problem(key, "network-file-string-wrong");
            return String::new();
        };
        if text.is_empty() {
            self.problem(key, "network-file-string-wrong");
        }
        if text.chars().count() > CHARS_MAX {
            self.problem_of(
                key,
                "network-file-string-long",
                &[("most", &CHARS_MAX.to_string())],
            );
        }
        text
    }

    pub(super) fn slug(&self, key: &'static str) -> String {
        let Some(value) = self.needed(key) else {
            return String::new();
        };
        let slug = self.as_string(key, value);
        let right = !slug.starts_with('-')
            && !slug.ends_with('-')
            && slug.len() <= 60
            && slug
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !right {
            self.problem(key, "network-file-slug-wrong");
        }
        slug
    }

    pub(super) fn email(&self, key: &'static str) -> String {
        let text = self.string(key);
        if !text.is_empty() && crate::people::person::email(&text).is_none() {
            self.problem(key, "network-file-email-wrong");
        }
        text
    }

    pub(super) fn text(&self, key: &'static str) -> Text {
        self.needed(key)
            .map(|value| self.as_text(key, value))
            .unwrap_or_default()
    }

    pub(super) fn text_if_given(&self, key: &'static str) -> Option<Text> {
        self.given(key).map(|value| self.as_text(key, value))
    }

    fn as_text(&self, key: &str, value: &Value) -> Text {
        let mut text = Text::default();
        let Some(table) = value.as_table() else {
            self.problem(key, "network-file-text-wrong");
            return text;
        };
        for (tag, words) in table {
            let path = format!("{key}.{tag}");
            match Language::new(tag) {
                Some(language) => text.insert(language, self.as_string(&path, words)),
                None => self.problem(&path, "network-file-language-wrong"),
            }
        }
        if !table.contains_key("en") {
            self.problem(key, "network-file-text-english-missing");
        }
        text
    }

    pub(super) fn whole<N: TryFrom<i64> + Default>(&self, key: &'static str, least: i64, most: i64) -> N {
        self.needed(key)
            .map(|value| self.as_whole(key, value, least, most))
            .unwrap_or_default()
    }

    pub(super) fn whole_if_given<N: TryFrom<i64> + Default>(
        &self,
        key: &'static str,
        least: i64,
        most: i64,
    ) -> Option<N> {
        self.given(key)
            .map(|value| self.as_whole(key, value, least, most))
    }

    fn as_whole<N: TryFrom<i64> + Default>(&self, key: &str, value: &Value, least: i64, most: i64) -> N {
        let number = value
            .as_integer()
            .filter(|number| (least..=most).contains(number));
        number
            .and_then(|number| N::try_from(number).ok())
            .unwrap_or_else(|| {
                let limits = [("least", &*least.to_string()), ("most", &*most.to_string())];
                self.problem_of(key, "network-file-number-wrong", &limits);
                N::default()
            })
    }

    /// Yes or no; absent is no.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.given(key) else {
            return false;
        };
        value.as_bool().unwrap_or_else(|| {
            self.problem(key, "network-file-flag-wrong");
            false
        })
    }

    pub(super) fn strings(&self, key: &'static str) -> Vec<String> {
        let Some(value) = self.needed(key) else {
            return Vec::new();
        };
        let Some(list) = value.as_array() else {
            self.problem(key, "network-file-list-wrong");
            return Vec::new();
        };
        list.iter()
            .enumerate()
            .map(|(index, value)| self.as_string(&format!("{key}[{}]", index + 1), value))
            .collect()
    }

    pub(super) fn choices(&self, key: &'static str, choices: &[&str]) -> Vec<String> {
        let list = self.strings(key);
        if list.is_empty() && self.table.contains_key(key) {
            self.problem_of(
                key,
                "network-file-choice-wrong",
                &[("choices", &choices.join(", "))],
            );
        }
        for (index, value) in list.iter().enumerate() {
            self.one_of(&format!("{key}[{}]", index + 1), value, choices);
        }
        list
    }

    pub(super) fn choice(&self, key: &'static str, choices: &[&str]) -> String {
        let value = self.string(key);
        if !value.is_empty() {
            self.one_of(key, &value, choices);
        }
        value
    }

    fn one_of(&self, key: &str, value: &str, choices: &[&str]) {
        if !choices.contains(&value) {
            self.problem_of(
                key,
                "network-file-choice-wrong",
                &[("choices", &choices.join(", "))],
            );
        }
    }

    pub(super) fn days(&self, key: &'static str) -> Days {
        let reader = self.table(key);
        let days = Days {
            from: reader.date("from"),
            until: reader.date("until"),
        };
        reader.finish();
        if days.until < days.from && days.until != Date::ZERO {
            reader.problem("until", "network-file-until-before-from");
        }
        days
    }

    pub(super) fn date(&self, key: &'static str) -> Date {
        self.shaped(key, "network-file-date-wrong").unwrap_or(Date::ZERO)
    }

    pub(super) fn hour(&self, key: &'static str) -> Time {
        self.shaped(key, "network-file-hour-wrong")
            .unwrap_or(Time::midnight())
    }

    pub(super) fn moment(&self, key: &'static str) -> DateTime {
        self.shaped(key, "network-file-moment-wrong")
            .unwrap_or(DateTime::ZERO)
    }

    fn shaped<T: std::str::FromStr>(&self, key: &'static str, code: &'static str) -> Option<T> {
        let value = self.needed(key)?;
        let read = value
            .as_str()
            .filter(|text| text.len() <= 16)
            .and_then(|text| text.parse().ok());
        if read.is_none() {
            self.problem(key, code);
        }
        read
    }

    /// The instant of a time on the wall clock.
    pub(super) fn instant(&self, key: &str, moment: DateTime, zone: &TimeZone, fold: Fold) -> Instant {
        zone::resolve(moment, zone, fold).unwrap_or_else(|| {
            self.problem(key, "network-file-hour-skipped");
            Instant::from_micros(0)
        })
    }

    pub(super) fn zone(&self, key: &'static str) -> TimeZone {
        let name = self.string(key);
        TimeZone::get(&name)
            .ok()
            .filter(|zone| zone.iana_name().is_some())
            .unwrap_or_else(|| {
                if !name.is_empty() {
                    self.problem(key, "network-file-zone-unknown");
                }
                TimeZone::UTC
            })
    }
}

//! Reading a pack, with everything that is wrong in it and where.

use std::fmt;

use toml::de::{DeTable, DeValue};

use super::pack::{FLOOR, Rules, Tails};

/// The longest text of a pack, in bytes.
const LONGEST: usize = 64 << 10;
/// The largest number of people a rule can name.
const MOST: u32 = 1_000_000;

/// Something wrong in a pack.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {key}: {what}")]
pub struct Flaw {
    /// The line, from 1.
    pub line: usize,
    /// The key, from the top.
    pub key: String,
    /// What is wrong, and what would be right.
    pub what: String,
}

/// All that is wrong in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread(pub Vec<Flaw>);

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, flaw) in self.0.iter().enumerate() {
            let separator = if at > 0 { "; " } else { "" };
            write!(f, "{separator}{flaw}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Misread {}

impl Rules {
    /// Reads a pack from TOML.
    ///
    /// # Errors
    /// [`Misread`] with the first fault of the text as such, or with everything that is wrong in its values.
    pub fn read(text: &str) -> Result<Self, Misread> {
        let whole = |what: String| Misread(vec![flaw(1, "the pack", what)]);
        if text.len() > LONGEST {
            return Err(whole(format!(
                "{} bytes are too many: the most is {LONGEST}",
                text.len()
            )));
        }
        let read = toml::from_str::<Self>(text).map_err(|wrong| {
            let line = wrong.span().map_or(1, |span| line_of(text, span.start));
            Misread(vec![flaw(line, "the pack", wrong.message().to_owned())])
        })?;
        let Ok(tree) = DeTable::parse(text) else {
            return Err(whole("it is no TOML".to_owned()));
        };
        let mut notes = Notes {
            text,
            tree: tree.get_ref(),
            found: Vec::new(),
        };
        notes.check(&read);
        if notes.found.is_empty() {
            Ok(read)
        } else {
            Err(Misread(notes.found))
        }
    }
}

fn flaw(line: usize, key: &str, what: String) -> Flaw {
    Flaw {
        line,
        key: key.to_owned(),
        what,
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().iter().take(offset);
    before.filter(|&&byte| byte == b'\n').count() + 1
}

/// What was found, with the text to say where.
struct Notes<'t> {
    text: &'t str,
    tree: &'t DeTable<'t>,
    found: Vec<Flaw>,
}

impl Notes<'_> {
    fn note(&mut self, path: &[&str], what: impl Into<String>) {
        let line = self.offset(path).map_or(1, |offset| line_of(self.text, offset));
        self.found.push(flaw(line, &path.join("."), what.into()));
    }

    /// Where the value at a path begins, or the nearest thing above it.
    fn offset(&self, path: &[&str]) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        let mut at = self.tree.get(*first)?;
        for step in rest {
            let below = match at.get_ref() {
                DeValue::Table(table) => table.get(*step),
                DeValue::Array(array) => step.parse().ok().and_then(|index: usize| array.get(index)),
                _ => None,
            };
            let Some(below) = below else { break };
            at = below;
        }
        Some(at.span().start)
    }

    fn check(&mut self, rules: &Rules) {
        let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if rules.id.is_empty() || !rules.id.chars().all(word) {
            self.note(
                &["id"],
                "an id has small letters, digits and hyphens: \"new-york\"",
            );
        }
        if rules.title.trim().is_empty() {
            self.note(&["title"], "a pack needs a title");
        }
        if !["https://", "http://"]
            .iter()
            .any(|start| rules.source.starts_with(start))
        {
            self.note(&["source"], "a source is an address that begins with https://");
        }
        if !is_day(&rules.read) {
            let what = format!(
                "\"{}\" is no day: write it as 2026-11-22",
                rules.read.escape_debug()
            );
            self.note(&["read"], what);
        }
        self.check_least(rules);
        if let Some(0) = rules.least_per_option {
            self.note(
                &["least_per_option"],
                "0 people protect nobody: leave it out, or say 1 or more",
            );
        }
        for (at, tails) in rules.tails.iter().enumerate() {
            self.check_tails(at, tails);
            let before = rules.tails[..at].iter().rev().find(|other| shared(other, tails));
            if before.is_some_and(|before| before.from >= tails.from) {
                let at = at.to_string();
                let what = format!("{} does not come after the one before: sort them", tails.from);
                self.note(&["tails", &at, "from"], what);
            }
        }
        for (at, bands) in rules.bands.iter().enumerate() {
            let name = at.to_string();
            if bands.step == 0 || 100 % bands.step != 0 {
                let what = format!("{} does not divide 100: 5, 10, 20, 25 or 50 would", bands.step);
                self.note(&["bands", &name, "step"], what);
            }
            if at > 0 && rules.bands[at - 1].from >= bands.from {
                let what = format!("{} does not come after the one before: sort them", bands.from);
                self.note(&["bands", &name, "from"], what);
            }
        }
    }

    fn check_least(&mut self, rules: &Rules) {
        let least = &rules.least;
        let numbers = [
            ("count", Some(least.count)),
            ("survey", least.survey),
            ("staff", least.staff),
            ("comments", least.comments),
            ("staff_comments", least.staff_comments),
            ("accountability", least.accountability),
            ("report", least.report),
        ];
        let reason = least
            .below_five
            .as_deref()
            .is_some_and(|why| !why.trim().is_empty());
        for (key, number) in numbers {
            match number {
                Some(0) => self.note(&["least", key], "0 people protect nobody: say 1 or more"),
                Some(number) if number < FLOOR && !reason => {
                    let what =
                        format!("{number} is below {FLOOR}: say {FLOOR} or more, or why in below_five");
                    self.note(&["least", key], what);
                }
                Some(number) if number > MOST => {
                    let what = format!("{number} people are too many: the most is {MOST}");
                    self.note(&["least", key], what);
                }
                _ => {}
            }
        }
        if least.report_schools == Some(0) {
            self.note(&["least", "report_schools"], "a report is of 1 school or more");
        }
    }

    fn check_tails(&mut self, at: usize, tails: &Tails) {
        let at = at.to_string();
        let low = tails.below.or(tails.at_most);
        let high = tails.above.or(tails.at_least);
        if tails.below.is_some() && tails.at_most.is_some() {
            self.note(
                &["tails", &at, "below"],
                "below and at_most exclude each other: keep one",
            );
        }
        if tails.above.is_some() && tails.at_least.is_some() {
            self.note(
                &["tails", &at, "above"],
                "above and at_least exclude each other: keep one",
            );
        }
        match (low, high) {
            (None, None) => {
                let what = "nothing is coded: name below or at_most, above or at_least";
                self.note(&["tails", &at], what);
            }
            (low, high) if low.unwrap_or(0) >= high.unwrap_or(100) || high.unwrap_or(0) > 100 => {
                let what = format!(
                    "{} and {} leave no share between them: the low one is the smaller, both from 0 to 100",
                    low.unwrap_or(0),
                    high.unwrap_or(100)
                );
                self.note(&["tails", &at], what);
            }
            _ => {}
        }
    }
}

/// Whether two rules can hold at the same place.
fn shared(one: &Tails, other: &Tails) -> bool {
    let all = one.places.is_empty() || other.places.is_empty();
    all || one.places.iter().any(|place| other.places.contains(place))
}

/// A day as YYYY-MM-DD that the calendar has.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return false;
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(year), number(month), number(day));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let longest = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

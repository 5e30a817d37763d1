//! The languages of the interface, and the sentences in them.
//!
//! Sentences live in `locales/<language>/<feature>.ftl`. One that is missing shows as `⟦key⟧`, which a test
//! over every view looks for.

use crate::dates;
pub use crate::said::{Argument, Said, knows, sources};

/// A language that the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Language {
    /// English as in the United States.
    #[default]
    English,
    /// Spanish as in the United States.
    Spanish,
}

impl Language {
    /// All of them, in the order in which a page offers them.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// What its own readers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// Which way it is written: `ltr` or `rtl`.
    pub fn direction(self) -> &'static str {
        match self {
            Self::English | Self::Spanish => "ltr",
        }
    }

    /// The language of a tag such as `es-MX`, if the interface speaks it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        Self::ALL.into_iter().find(|language| language.tag() == primary)
    }

    /// The best language for an `Accept-Language` header: by quality, then by order.
    pub fn negotiate(accept: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in accept.split(',') {
            let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
            let quality = parameters
                .trim()
                .strip_prefix("q=")
                .map_or(Some(1.0), |q| q.trim().parse().ok());
            let (Some(language), Some(quality)) = (Self::from_tag(tag), quality) else {
                continue;
            };
            if quality > 0.0 && best.is_none_or(|(highest, _)| quality > highest) {
                best = Some((quality, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// Says things in one language. Cheap to copy; a view holds one as `t`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Translator {
    /// The language it speaks.
    pub language: Language,
}

impl Translator {
    /// A translator into `language`.
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// The sentence `key`, or the attribute `key.attribute`; add what it needs by [`Said::with`].
    pub fn say<'a>(&self, key: &'a str) -> Said<'a> {
        Said::new(self.language, key)
    }

    /// A problem that a command found, as a sentence. Its arguments are texts, and codes must keep their zeros:
    /// only those named `count`, `most`, `least`, `row`, or ending in `_max` or `_min`, are told as numbers.
    pub fn problem(&self, problem: &platform::Problem) -> String {
        let mut said = self.say(problem.code);
        for (name, value) in &problem.args {
            said = match value.parse::<i64>() {
                Ok(number) if counts(name) => said.with(name, number),
                _ => said.with(name, value),
            };
        }
        said.to_string()
    }

    /// Problems as the form component lists them: field and sentence.
    pub fn problems(&self, problems: &[platform::Problem]) -> Vec<(String, String)> {
        problems
            .iter()
            .map(|problem| (problem.field.clone(), self.problem(problem)))
            .collect()
    }

    /// The sentence beside a field; empty when there is nothing wrong with it.
    pub fn problem_of(&self, problems: &[platform::Problem], field: &str) -> String {
        problems
            .iter()
            .find(|problem| problem.field == field)
            .map_or_else(String::new, |found| self.problem(found))
    }

    /// A whole number with the language's digit groups.
    pub fn number(&self, number: impl TryInto<i64>) -> String {
        dates::number(self.language, number.try_into().unwrap_or(i64::MAX))
    }

    /// A share between 0 and 1 as a percentage with so many decimals.
    pub fn percent(&self, share: f64, decimals: u8) -> String {
        let number = dates::decimal(self.language, share * 100.0, decimals);
        self.say("core-percent").with("number", &number).to_string()
    }

    /// A number with so many decimals.
    pub fn decimal(&self, number: f64, decimals: u8) -> String {
        dates::decimal(self.language, number, decimals)
    }

    /// A day with its year: *November 7, 2025*.
    pub fn date(&self, day: impl std::borrow::Borrow<jiff::civil::Date>) -> String {
        dates::date(self.language, *day.borrow())
    }

    /// A month with its year: *November 2025*; the day is any of that month.
    pub fn month(&self, day: impl std::borrow::Borrow<jiff::civil::Date>) -> String {
        dates::month(self.language, *day.borrow())
    }

    /// A day with its weekday and year: *Friday, November 7, 2025*.
    pub fn weekday_date(&self, day: impl std::borrow::Borrow<jiff::civil::Date>) -> String {
        dates::weekday_date(self.language, *day.borrow())
    }

    /// A time of day: *5:00 PM*.
    pub fn time(&self, time: impl std::borrow::Borrow<jiff::civil::Time>) -> String {
        dates::time(self.language, *time.borrow())
    }

    /// An instant in a time zone, which it names: *Friday, November 7, 2025, 5:00 PM (Pacific Time)*.
    pub fn instant(
        &self,
        instant: impl std::borrow::Borrow<platform::Instant>,
        zone: impl std::borrow::Borrow<jiff::tz::TimeZone>,
    ) -> String {
        let zoned = instant.borrow().timestamp().to_zoned(zone.borrow().clone());
        self.say("core-instant")
            .with("date", dates::weekday_date(self.language, zoned.date()))
            .with("time", dates::time(self.language, zoned.time()))
            .with("zone", dates::zone(self.language, &zoned))
            .to_string()
    }

    /// The name of a time zone at an instant: *Pacific Time*.
    pub fn zone(
        &self,
        instant: impl std::borrow::Borrow<platform::Instant>,
        zone: impl std::borrow::Borrow<jiff::tz::TimeZone>,
    ) -> String {
        dates::zone(
            self.language,
            &instant.borrow().timestamp().to_zoned(zone.borrow().clone()),
        )
    }
}

/// Whether an argument of a problem is a number rather than a code or a year.
fn counts(name: &str) -> bool {
    matches!(name, "count" | "most" | "least" | "row") || name.ends_with("_max") || name.ends_with("_min")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negotiate_by_quality_takes_highest() {
        assert_eq!(
            Language::negotiate("fr, en;q=0.5, es-MX;q=0.9"),
            Some(Language::Spanish)
        );
        assert_eq!(Language::negotiate("es;q=0, en;q=0.1"), Some(Language::English));
        assert_eq!(Language::negotiate("de, fr;q=0.3"), None);
    }

    #[test]
    fn say_unknown_key_shows_hole() {
        assert_eq!(
            Translator::default().say("no-such-sentence").to_string(),
            "⟦no-such-sentence⟧"
        );
    }

    #[test]
    fn problem_with_count_picks_plural_and_keeps_codes() {
        let t = Translator::default();
        let more =
            |count| t.problem(&platform::Problem::new("", "import-more-problems").with("count", count));
        assert_eq!(
            (more(1), more(1200)),
            ("And one more problem.".into(), "And 1,200 more problems.".into())
        );
        let code = platform::Problem::new("", "import-nces-wrong")
            .with("row", 2)
            .with("value", "0123");
        assert!(t.problem(&code).starts_with("Row 2: “0123” is not"));
    }

    #[test]
    fn percent_in_both_languages_follows_their_habits() {
        let said = Language::ALL.map(|language| Translator::new(language).percent(0.838_522, 1));
        assert_eq!(said, ["83.9%", "83.9 %"]);
    }
}

//! The languages of the interface, and the sentences in them.
//!
//! Sentences live in `locales/<language>/<feature>.ftl`. One that is missing shows as `⟦key⟧`, which a test
//! over every view looks for.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::dates;

include!(concat!(env!("OUT_DIR"), "/sentences.rs"));

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
        Said {
            language: self.language,
            key: Cow::Borrowed(key),
            arguments: FluentArgs::new(),
        }
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

/// A sentence about to be said: shown by `{{ … }}` in a template or `to_string()` in code.
#[derive(Debug)]
pub struct Said<'a> {
    language: Language,
    key: Cow<'a, str>,
    arguments: FluentArgs<'a>,
}

impl Said<'_> {
    /// With an argument. Numbers get digit groups and choose plurals; give a year or a code as text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Argument) -> Self {
        self.arguments.set(name.to_owned(), value.value());
        self
    }
}

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for language in [self.language, Language::English] {
            if let Some(text) = sentence(language, &self.key, &self.arguments) {
                return f.write_str(&text);
            }
        }
        write!(f, "⟦{}⟧", self.key)
    }
}

/// What a sentence can be given.
pub trait Argument {
    /// The value as Fluent takes it.
    fn value(&self) -> FluentValue<'static>;
}

impl Argument for str {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }
}

impl Argument for Said<'_> {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_string())
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> FluentValue<'static> {
        (**self).value()
    }
}

macro_rules! number_arguments {
    ($($number:ty)+) => {$(
        impl Argument for $number {
            fn value(&self) -> FluentValue<'static> {
                FluentValue::from(*self)
            }
        }
    )+};
}
number_arguments!(i8 i16 i32 i64 u8 u16 u32 u64 usize f64);

/// Whether a sentence exists in a language, without falling back to another.
pub fn knows(language: Language, key: &str) -> bool {
    pattern_exists(&BUNDLES[language as usize], key)
}

/// Every sentence's key and text in a language, file by file: for the tests that compare languages.
pub fn sources(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    SENTENCES
        .iter()
        .filter(move |(tag, ..)| *tag == language.tag())
        .map(|(_, file, text)| (*file, *text))
}

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 2]> = LazyLock::new(|| Language::ALL.map(bundle));

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let tag = language.tag().parse().expect("the tags are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Both languages run left to right, and isolation marks would end up in mail, files and attributes.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => |value, _| grouped(Language::English, value),
        Language::Spanish => |value, _| grouped(Language::Spanish, value),
    }));
    for (file, text) in sources(language) {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(partial, errors)| {
            tracing::error!(
                file,
                language = language.tag(),
                ?errors,
                "a sentence cannot be read"
            );
            partial
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(
                file,
                language = language.tag(),
                ?errors,
                "a sentence is given twice"
            );
        }
    }
    bundle
}

/// Whether an argument of a problem is a number rather than a code or a year.
fn counts(name: &str) -> bool {
    matches!(name, "count" | "most" | "least" | "row") || name.ends_with("_max") || name.ends_with("_min")
}

fn grouped(language: Language, value: &FluentValue) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    if number.value.fract() != 0.0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "counts on a page stay far below 2^53"
    )]
    Some(dates::number(language, number.value as i64))
}

fn pattern_exists(bundle: &FluentBundle<FluentResource>, key: &str) -> bool {
    let (id, attribute) = key
        .split_once('.')
        .map_or((key, None), |(id, attribute)| (id, Some(attribute)));
    bundle.get_message(id).is_some_and(|message| match attribute {
        Some(attribute) => message.get_attribute(attribute).is_some(),
        None => message.value().is_some(),
    })
}

fn sentence(language: Language, key: &str, arguments: &FluentArgs) -> Option<String> {
    let bundle = &BUNDLES[language as usize];
    let (id, attribute) = key
        .split_once('.')
        .map_or((key, None), |(id, attribute)| (id, Some(attribute)));
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let mut errors = Vec::new();
    let text = bundle
        .format_pattern(pattern, Some(arguments), &mut errors)
        .into_owned();
    // A wrong sentence is a mistake of ours: shown as a hole in a test, said in the log, never a failed page.
    if !errors.is_empty() {
        tracing::error!(key, ?errors, "a sentence lacks something");
    }
    Some(text)
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

//! Sentences: where they are kept, and how one is said with what it needs.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::dates;
use crate::language::Language;

include!(concat!(env!("OUT_DIR"), "/sentences.rs"));

/// A sentence about to be said: shown by `{{ … }}` in a template or `to_string()` in code.
#[derive(Debug)]
pub struct Said<'a> {
    language: Language,
    key: Cow<'a, str>,
    arguments: FluentArgs<'a>,
}

impl<'a> Said<'a> {
    pub(crate) fn new(language: Language, key: &'a str) -> Self {
        Self {
            language,
            key: Cow::Borrowed(key),
            arguments: FluentArgs::new(),
        }
    }
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

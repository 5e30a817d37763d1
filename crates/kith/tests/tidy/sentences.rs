//! Every sentence in every language: English and Spanish have the same keys and variables, every key that is said
//! exists, and no key is left that nobody says.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::literals;
use crate::{expect_none, files};

/// The keys of Fluent text (`key`, and `key.attribute` for its attributes), each with the variables it uses.
fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut message = String::new();
    let mut current = String::new();
    for line in text.lines() {
        let indented = line.starts_with(' ');
        if let Some((name, _)) = line.split_once('=') {
            let name = name.trim();
            if !indented && is_key(name) {
                name.clone_into(&mut message);
                current.clone_from(&message);
                found.entry(current.clone()).or_default();
            } else if indented && name.strip_prefix('.').is_some_and(is_key) {
                current = format!("{message}{name}");
                found.entry(current.clone()).or_default();
            }
        }
        if line.starts_with('#') {
            continue;
        }
        for (at, _) in line.match_indices('$') {
            let rest = &line[at + 1..];
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                .unwrap_or(rest.len());
            found
                .entry(current.clone())
                .or_default()
                .insert(rest[..end].to_owned());
        }
    }
    found
}

fn is_key(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn keys_of(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let all = files(&format!("locales/{language}"), &[".ftl"]);
    all.iter().flat_map(|file| keys(&file.text)).collect()
}

/// What one language has and the other lacks, or says with other variables.
fn differences(
    one: &BTreeMap<String, BTreeSet<String>>,
    other: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<String> {
    one.iter()
        .filter_map(|(key, variables)| match other.get(key) {
            None => Some(format!("{key} is missing")),
            Some(others) if others != variables => Some(format!("{key}: {variables:?} and {others:?}")),
            Some(_) => None,
        })
        .collect()
}

/// The keys said with a literal: `say("key")`, but not those made from a pattern.
fn said(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for call in ["say(\"", "say_with(\""] {
        for (at, _) in text.match_indices(call) {
            let rest = &text[at + call.len()..];
            found.extend(
                rest.split_once('"')
                    .map(|(key, _)| key)
                    .filter(|key| !key.contains('{')),
            );
        }
    }
    found
}

/// Whether a key may be said: it stands in quotes, or a pattern such as `"role-{}"` makes it.
fn is_said(key: &str, whole: &BTreeSet<&str>, patterns: &[(&str, &str)]) -> bool {
    let message = key.split('.').next().unwrap_or(key);
    // A message that consists of attributes alone is said by any of them.
    let attribute = |literal: &&&str| {
        literal
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    whole.iter().any(|literal| attribute(&literal))
        || [key, message].iter().any(|name| {
            whole.contains(name)
                || patterns.iter().any(|(begin, end)| {
                    name.len() > begin.len() + end.len() && name.starts_with(begin) && name.ends_with(end)
                })
        })
}

/// A literal with one hole, as what stands before and behind it; only where enough stands before it to mean something.
fn pattern(literal: &str) -> Option<(&str, &str)> {
    let (begin, rest) = literal.split_once('{')?;
    let (_, end) = rest.rsplit_once('}')?;
    (begin.len() >= 4 && begin.ends_with('-') && is_key(begin))
        .then_some((begin, end.split('.').next().unwrap_or("")))
}

#[test]
fn sentences_english_and_spanish_have_the_same() {
    let (english, spanish) = (keys_of("en"), keys_of("es"));
    expect_none("Spanish, beside English", &differences(&english, &spanish));
    expect_none("English, beside Spanish", &differences(&spanish, &english));
}

#[test]
fn sentences_no_key_occurs_twice() {
    for language in ["en", "es"] {
        let mut seen = BTreeSet::new();
        let mut twice = Vec::new();
        for file in files(&format!("locales/{language}"), &[".ftl"]) {
            let messages = file.text.lines().filter_map(|line| line.split_once(" ="));
            for (key, _) in messages.filter(|(key, _)| is_key(key)) {
                if !seen.insert(key.to_owned()) {
                    twice.push(format!("{}: {key}", file.path));
                }
            }
        }
        expect_none("said in two places", &twice);
    }
}

#[test]
fn sentences_every_key_that_is_said_exists() {
    let english = keys_of("en");
    let mut all = crate::sources();
    all.extend(files("crates/web/templates", &[".html"]));
    let mut missing = Vec::new();
    for file in &all {
        let text = without_tests(file);
        let unknown = said(&text)
            .into_iter()
            .filter(|key| !english.contains_key(*key))
            .map(str::to_owned);
        missing.extend(unknown.map(|key| format!("{}: {key}", file.path)));
    }
    expect_none("said, but in no locale", &missing);
}

#[test]
fn sentences_every_key_is_said_somewhere() {
    let english = keys_of("en");
    let mut texts: Vec<String> = crate::sources().iter().map(without_tests).collect();
    texts.extend(
        files("crates/web/templates", &[".html"])
            .into_iter()
            .map(|file| file.text),
    );
    let all: Vec<&str> = texts.iter().flat_map(|text| literals_by_line(text)).collect();
    let whole: BTreeSet<&str> = all.iter().copied().collect();
    let patterns: Vec<(&str, &str)> = all.iter().filter_map(|literal| pattern(literal)).collect();
    let unused: Vec<String> = english
        .keys()
        .filter(|key| !is_said(key, &whole, &patterns))
        .cloned()
        .collect();
    expect_none("in the locales, but never said", &unused);
}

fn without_tests(file: &crate::File) -> String {
    if !file.path.starts_with("crates/") || file.path.contains("/templates/") {
        return file.text.clone();
    }
    let lines = crate::source::production_lines(&file.text);
    lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n")
}

/// Keys never span lines, and a stray quote in a template must not turn the rest of the file inside out.
fn literals_by_line(text: &str) -> Vec<&str> {
    text.lines()
        .flat_map(|line| literals(line).into_iter().chain(line.split('"')))
        .collect()
}

#[test]
fn sentences_bad_samples_are_found() {
    let english = keys(
        "# note = no\nhello = Hi { $name }\n    .says = More\nbye = { $count ->\n   [one] one\n  *[other] { $count }\n}\n",
    );
    let found: Vec<&str> = english.keys().map(String::as_str).collect();
    assert_eq!(found, ["bye", "hello", "hello.says"]);
    let spanish = keys("hello = Hola\n");
    assert_eq!(differences(&english, &spanish).len(), 3);
    assert_eq!(said("t.say(\"hello\") t.say(other)"), ["hello"]);
    assert_eq!(pattern("role-{}"), Some(("role-", "")));
    assert_eq!(pattern("{}"), None);
    let whole = BTreeSet::from(["hello"]);
    assert!(is_said("hello.says", &whole, &[]));
    assert!(is_said("role-coach", &whole, &[("role-", "")]));
    assert!(!is_said("bye", &whole, &[("role-", "")]));
}

//! Every sentence exists in every language, takes the same arguments there, and is said somewhere.

use std::collections::{BTreeMap, BTreeSet};

use web::Language;
use web::language::{knows, sources};

use crate::looks::{between, files};

/// Keys, with `.attribute` where there is one, and the arguments each takes.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, text) in sources(language) {
        let (mut id, mut key) = (String::new(), String::new());
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|(name, _)| is_name(name)) {
                name.clone_into(&mut id);
                name.clone_into(&mut key);
            } else if let Some((name, _)) = line
                .trim_start()
                .split_once(" =")
                .filter(|(name, _)| name.starts_with('.'))
            {
                key = format!("{id}{name}");
            } else if line.starts_with(|c: char| c.is_ascii_lowercase()) && line.ends_with('=') {
                line.trim_end_matches([' ', '=']).clone_into(&mut id);
                key.clone_from(&id);
            }
            let arguments = keys.entry(key.clone()).or_default();
            for rest in line.split('$').skip(1) {
                let end = rest
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(rest.len());
                arguments.insert(rest[..end].to_owned());
            }
        }
    }
    keys.remove("");
    keys
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[test]
fn every_language_has_the_same_sentences_with_the_same_arguments() {
    let english = keys(Language::English);
    assert!(english.len() > 50);
    assert_eq!(english, keys(Language::Spanish));
}

#[test]
fn every_sentence_that_is_said_exists() {
    let mut said = BTreeSet::new();
    for (_, text) in files("templates", "html").into_iter().chain(files("src", "rs")) {
        let text: String = text.lines().filter(|line| !line.starts_with("//!")).collect();
        said.extend(between(&text, "say(\"", '"').map(str::to_owned));
        said.extend(between(&text, "page(\"", '"').map(str::to_owned));
    }
    said.remove("no-such-sentence");
    assert!(said.len() > 40);
    let missing: Vec<_> = said.iter().filter(|key| !knows(Language::English, key)).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

/// Codes of problems: the last text in `conflict("…")`, `invalid(…, "…")` and `Problem::new(…, "…")`.
#[test]
fn every_problem_that_a_command_finds_has_a_sentence() {
    let mut codes = BTreeSet::new();
    for (path, text) in files("../platform/src", "rs") {
        let text = text.split("#[cfg(test)]").next().unwrap();
        for call in [
            "::conflict(",
            "::invalid(",
            "Problem::new(",
            " one(",
            "(one(",
            " wrong(",
        ] {
            for arguments in between(text, call, ';') {
                let arguments = arguments.split(')').next().unwrap();
                let code = arguments.split('"').skip(1).step_by(2).last().unwrap_or_default();
                if code.contains('-') && is_name(code) {
                    codes.insert((code.to_owned(), path.file_name().unwrap().to_owned()));
                }
            }
        }
    }
    let missing: Vec<_> = codes
        .iter()
        .filter(|(code, _)| !knows(Language::English, code))
        .collect();
    assert_eq!(missing, Vec::<&(String, std::ffi::OsString)>::new());
}

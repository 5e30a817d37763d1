//! Whatever reads bytes or text from outside in a pure crate is fuzzed: every reader has a target in `fuzz/`.

use std::collections::BTreeSet;

use crate::arrows::PURE;
use crate::source::{has_word, production_lines};
use crate::{crate_of, expect_none, files, sources};

/// The readers: where each stands, its name, and the fuzz target that feeds it. Types that others deserialize stand here
/// with the function that takes them.
const READERS: [(&str, &str, &str); 16] = [
    ("crates/disclosure/src/elsewhere/reading.rs", "read", "elsewhere"),
    ("crates/disclosure/src/jj.rs", "read", "jj"),
    ("crates/disclosure/src/ledger/lines.rs", "read", "ledger"),
    ("crates/disclosure/src/rules/reading.rs", "read", "rules"),
    ("crates/disclosure/src/store.rs", "reopen", "stored_release"),
    ("crates/disclosure/src/store.rs", "verify", "stored_release"),
    (
        "crates/disclosure/src/witness/verifying.rs",
        "verify",
        "witnesses",
    ),
    ("crates/instrument/src/answering.rs", "from_form", "form"),
    ("crates/instrument/src/file.rs", "from_toml", "questionnaire"),
    ("crates/instrument/src/import/apply.rs", "apply", "import"),
    ("crates/instrument/src/import/table.rs", "read_table", "table"),
    (
        "crates/instrument/src/import/table.rs",
        "read_table_within",
        "table",
    ),
    ("crates/instrument/src/packing.rs", "from_bytes", "response"),
    ("crates/tally/src/bytes.rs", "from_bytes", "answers"),
    ("crates/tally/src/index/bytes.rs", "from_bytes", "index"),
    ("crates/tally/src/index/bytes.rs", "view", "index"),
];

/// What functions that read are called.
const VERBS: [&str; 6] = ["from", "open", "parse", "read", "reopen", "view"];

/// The public functions of a file that look like readers: called like one, with bytes or text among what they take.
fn readers(text: &str) -> Vec<String> {
    let lines = production_lines(text);
    let mut found = Vec::new();
    for (at, (_, line)) in lines.iter().enumerate() {
        let Some(rest) = line.trim_start().strip_prefix("pub fn ") else {
            continue;
        };
        let name = rest.split(['(', '<']).next().unwrap_or("");
        let verb = name.split('_').next().unwrap_or("");
        let signature: String = lines[at..].iter().map(|(_, line)| *line).take(10).collect();
        let taken = signature.split("->").next().unwrap_or("");
        let taken = taken.split('{').next().unwrap_or("");
        let of_bytes_or_text = taken.contains("[u8]") || taken.contains("&str") || taken.contains("a str");
        if VERBS.contains(&verb) && of_bytes_or_text {
            found.push(name.to_owned());
        }
    }
    found
}

#[test]
fn readers_of_pure_crates_are_all_listed() {
    let mut missing = Vec::new();
    for file in sources()
        .iter()
        .filter(|file| PURE.contains(&crate_of(&file.path)))
    {
        let listed = |name: &String| {
            READERS
                .iter()
                .any(|(path, listed, _)| *path == file.path && listed == name)
        };
        let unlisted = readers(&file.text).into_iter().filter(|name| !listed(name));
        missing.extend(unlisted.map(|name| format!("{}: {name}", file.path)));
    }
    expect_none(
        "reads from outside and has no fuzz target (fuzz/, and the list here)",
        &missing,
    );
}

#[test]
fn readers_that_are_listed_are_there_and_have_their_target() {
    let (sources, targets) = (sources(), files("fuzz/fuzz_targets", &[".rs"]));
    let manifest = &files("fuzz", &["Cargo.toml"])[0].text;
    let mut broken = Vec::new();
    for (path, name, target) in READERS {
        let file = sources.iter().find(|file| file.path == path);
        if !file.is_some_and(|file| file.text.contains(&format!("pub fn {name}("))) {
            broken.push(format!("{path} has no function {name}"));
        }
        let there = targets
            .iter()
            .find(|file| file.path.ends_with(&format!("/{target}.rs")));
        if !there.is_some_and(|file| file.text.lines().any(|line| has_word(line, name))) {
            broken.push(format!("fuzz target {target} does not call {name}"));
        }
        if !manifest.contains(&format!("name = \"{target}\"\n")) {
            broken.push(format!("fuzz/Cargo.toml has no target {target}"));
        }
    }
    let listed: BTreeSet<String> = READERS
        .iter()
        .map(|(_, _, target)| format!("fuzz/fuzz_targets/{target}.rs"))
        .collect();
    let stray = targets.iter().filter(|file| !listed.contains(&file.path));
    broken.extend(stray.map(|file| format!("{} is no reader's", file.path)));
    expect_none("the list of readers", &broken);
}

#[test]
fn readers_are_known_by_name_and_what_they_take() {
    let text = "pub fn read_all(bytes: &[u8]) -> u8 {\n}\npub fn open<'a>(\n    text: &'a str,\n) -> u8 {\n}\n\
        pub fn read_twice(count: usize) -> &str {\n}\npub fn say(text: &str) {\n}\n";
    assert_eq!(readers(text), ["read_all", "open"]);
}

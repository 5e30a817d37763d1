//! DESIGN section 8 where no lint reaches: how files open, how long they are, what they are called, what they leave out.

use crate::arrows::PURE;
use crate::source::{has_word, literals, production_lines};
use crate::{File, crate_of, expect_none, files, sources};

const LINES_MOST: usize = 400;
const VAGUE_NAMES: [&str; 6] = ["utils", "util", "common", "helpers", "types", "models"];
/// What a pure crate must not reach for.
const OUTSIDE_WORLD: [&str; 6] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time",
    "async fn",
];
/// How raw SQL begins; two words each, so that a sentence does not match.
const SQL: [&str; 7] = [
    "SELECT ",
    "INSERT INTO ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "ALTER TABLE ",
    "PRAGMA ",
    "DROP TABLE ",
];

fn opens_without_purpose(file: &File) -> bool {
    !file.text.starts_with("//!")
}

fn vague_name(file: &File) -> bool {
    let inside = file.path.trim_end_matches(".rs").split('/');
    inside.skip(2).any(|part| VAGUE_NAMES.contains(&part))
        || production_lines(&file.text).iter().any(|(_, line)| {
            VAGUE_NAMES
                .iter()
                .any(|name| line.trim_end().ends_with(&format!("mod {name} {{")))
        })
}

/// The lines outside tests in which `breaks` finds something.
fn lines_that(file: &File, breaks: impl Fn(&str) -> bool) -> Vec<String> {
    if is_test(&file.path) {
        return Vec::new();
    }
    let lines = production_lines(&file.text)
        .into_iter()
        .filter(|(_, line)| breaks(line));
    lines
        .map(|(number, line)| format!("{}:{number}: {}", file.path, line.trim()))
        .collect()
}

/// Whether a whole file is a test: `tests.rs`, `…_tests.rs`, or in a folder `tests`.
fn is_test(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/")
}

fn has_raw_sql(line: &str) -> bool {
    literals(line)
        .iter()
        .any(|text| SQL.iter().any(|begin| text.trim_start().starts_with(begin)))
}

fn unfinished(line: &str) -> bool {
    ["TODO", "FIXME", "XXX", "HACK"]
        .iter()
        .any(|mark| has_word(line, mark))
}

#[test]
fn style_every_file_opens_with_its_purpose() {
    let broken: Vec<String> = files("crates", &[".rs"])
        .iter()
        .filter(|file| opens_without_purpose(file))
        .map(|file| file.path.clone())
        .collect();
    expect_none("files that do not open with `//!`", &broken);
}

#[test]
fn style_no_source_file_is_too_long() {
    let long = |file: &File| {
        let lines = file.text.lines().count();
        (lines > LINES_MOST).then(|| format!("{}: {lines} lines", file.path))
    };
    let broken: Vec<String> = sources().iter().filter_map(long).collect();
    expect_none("files over 400 lines: split them by what they are about", &broken);
}

#[test]
fn style_no_name_is_vague() {
    let broken: Vec<String> = sources()
        .iter()
        .filter(|file| vague_name(file))
        .map(|file| file.path.clone())
        .collect();
    expect_none("names that say nothing", &broken);
}

#[test]
fn style_no_unwrap_outside_tests() {
    let broken: Vec<String> = sources()
        .iter()
        .flat_map(|file| lines_that(file, |line| line.contains(".unwrap()")))
        .collect();
    expect_none(
        "unwrap: say with `expect` why it cannot happen, or handle it",
        &broken,
    );
}

#[test]
fn style_no_lint_is_allowed_silently() {
    let allows =
        |line: &str| line.trim_start().starts_with("#[allow(") || line.trim_start().starts_with("#![allow(");
    let broken: Vec<String> = sources()
        .iter()
        .flat_map(|file| lines_that(file, allows))
        .collect();
    expect_none("#[allow]: use #[expect(…, reason = \"…\")]", &broken);
}

#[test]
fn style_unsafe_code_is_on_the_list_only() {
    // Each with its proof at its top, a safe twin, and a test that they agree.
    const PROVED: [&str; 2] = [
        "crates/platform/src/climate/index/mapped.rs",
        "crates/tally/src/kernel.rs",
    ];
    let broken: Vec<String> = sources()
        .iter()
        .filter(|file| !PROVED.contains(&file.path.as_str()))
        .flat_map(|file| lines_that(file, |line| has_word(line, "unsafe")))
        .filter(|line| !line.contains("\"unsafe"))
        .collect();
    expect_none("unsafe code without a place on the list", &broken);
}

#[test]
fn style_nothing_is_left_for_later() {
    let mut all = sources();
    for folder in [
        "policies",
        "locales",
        "scripts",
        "e2e",
        "demo",
        "instruments",
        "crates/web",
    ] {
        all.extend(files(
            folder,
            &[".cedar", ".ftl", ".mjs", ".js", ".css", ".html", ".toml", ".sh"],
        ));
    }
    let marks = |file: &File| {
        let lines = file.text.lines().enumerate().filter(|(_, line)| unfinished(line));
        lines
            .map(|(number, _)| format!("{}:{}", file.path, number + 1))
            .collect::<Vec<_>>()
    };
    let broken: Vec<String> = all.iter().flat_map(marks).collect();
    expect_none("marks of unfinished work: finish it, or open an issue", &broken);
}

#[test]
fn style_sql_stays_inside_platform() {
    let outside = sources()
        .into_iter()
        .filter(|file| crate_of(&file.path) != "platform");
    let broken: Vec<String> = outside.flat_map(|file| lines_that(&file, has_raw_sql)).collect();
    expect_none("SQL outside platform", &broken);
}

#[test]
fn style_pure_crates_do_not_reach_outside() {
    let pure = sources()
        .into_iter()
        .filter(|file| PURE.contains(&crate_of(&file.path)));
    let reaches = |line: &str| OUTSIDE_WORLD.iter().any(|name| has_word(line, name));
    let broken: Vec<String> = pure.flat_map(|file| lines_that(&file, reaches)).collect();
    expect_none("pure crates that reach outside", &broken);
}

#[test]
fn style_no_test_is_ignored_or_sleeps() {
    let marks = [
        concat!("#[", "ignore"),
        concat!("thread::", "sleep"),
        concat!("time::", "sleep("),
    ];
    let tests = files("crates", &[".rs"])
        .into_iter()
        .filter(|file| is_test(&file.path));
    let broken: Vec<String> = tests
        .flat_map(|file| {
            let lines = file.text.lines().enumerate();
            let bad = lines.filter(|(_, line)| marks.iter().any(|mark| line.contains(mark)));
            bad.map(|(number, _)| format!("{}:{}", file.path, number + 1))
                .collect::<Vec<_>>()
        })
        .collect();
    expect_none("tests that are ignored, or wait for time to pass", &broken);
}

#[test]
fn style_bad_samples_are_found() {
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    assert!(opens_without_purpose(&file("a.rs", "// no\n")));
    assert!(vague_name(&file("crates/web/src/utils.rs", "//! x\n")));
    assert!(vague_name(&file("crates/web/src/common/mod.rs", "//! x\n")));
    assert!(!vague_name(&file("crates/web/src/sessions.rs", "//! x\n")));
    assert!(unfinished("// TODO later"));
    assert!(!unfinished("// todo el mundo"));
    assert!(has_raw_sql("query(\"SELECT id FROM team\")"));
    assert!(!has_raw_sql("say(\"Select a team\")"));
    let found = lines_that(
        &file("crates/web/src/a.rs", "fn a() {\n    b.unwrap();\n}\n"),
        |line| line.contains(".unwrap()"),
    );
    assert_eq!(found, ["crates/web/src/a.rs:2: b.unwrap();"]);
}

//! What the content security policy forbids, found before a browser does: no style, script or handler inside a page.

use crate::source::production_lines;
use crate::{File, crate_of, expect_none, files, sources};

/// What in this line of HTML or SVG the policy would refuse.
fn refused(line: &str) -> Option<&'static str> {
    if attributes(line).any(|name| name == "style") {
        Some("style=")
    } else if attributes(line).any(is_handler) {
        Some("an event handler")
    } else if line.contains("<style") {
        Some("<style>")
    } else if line.match_indices("<script").any(|(at, _)| inline(&line[at..])) {
        Some("an inline script")
    } else if line.contains("javascript:") {
        Some("javascript:")
    } else {
        None
    }
}

/// The names that stand before a `=` and after a space or a quote: attributes, and nothing else that matters here.
fn attributes(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices('=').filter_map(|(end, _)| {
        let name_start = line[..end]
            .rfind(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c))
            .map_or(0, |at| at + 1);
        let before = line[..name_start].chars().next_back();
        let quoted = matches!(line[end + 1..].chars().next(), Some('"' | '\'' | '\\' | '{'));
        (quoted && before.is_none_or(|c| c.is_whitespace() || c == '"' || c == '\''))
            .then(|| &line[name_start..end])
    })
}

fn is_handler(name: &str) -> bool {
    name.starts_with("hx-on")
        || (name.len() > 4 && name.starts_with("on") && name.chars().all(|c| c.is_ascii_lowercase()))
}

/// Whether a script element that begins here holds code of its own.
fn inline(tag: &str) -> bool {
    let head = tag.split('>').next().unwrap_or(tag);
    !head.contains(" src=") && !head.contains("application/json")
}

fn broken_lines<'a>(path: &str, lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<String> {
    lines
        .filter_map(|(number, line)| refused(line).map(|what| format!("{path}:{number}: {what}")))
        .collect()
}

/// A page that is opened as a file has no server behind it: it carries its style, and a policy of its own in its head.
const STANDALONE: &str = "crates/web/templates/climate/standalone.html";

#[test]
fn templates_hold_nothing_the_policy_refuses() {
    let pages = files("crates/web/templates", &[".html", ".svg"]);
    assert!(pages.iter().any(|file| file.path == STANDALONE));
    let broken: Vec<String> = pages
        .iter()
        .filter(|file| file.path != STANDALONE)
        .flat_map(|file| {
            broken_lines(
                &file.path,
                file.text
                    .lines()
                    .enumerate()
                    .map(|(index, line)| (index + 1, line)),
            )
        })
        .collect();
    expect_none("the content security policy refuses", &broken);
}

#[test]
fn code_writes_nothing_the_policy_refuses() {
    let drawn =
        |file: &File| ["web", "publish"].contains(&crate_of(&file.path)) && !file.path.ends_with("tests.rs");
    let sources = sources();
    let broken: Vec<String> = sources
        .iter()
        .filter(|file| drawn(file))
        .flat_map(|file| broken_lines(&file.path, production_lines(&file.text).into_iter()))
        .collect();
    expect_none("the content security policy refuses", &broken);
}

#[test]
fn refused_bad_samples_are_found() {
    for bad in [
        r#"<p style="color:red">"#,
        r#"<button onclick="go()">"#,
        r#"<div hx-on:click="go()">"#,
        "<script>go()</script>",
        "<style>p {}</style>",
        r#"<a href="javascript:go()">"#,
        r#"write!(out, "<g style=\"x\">")"#,
    ] {
        assert!(refused(bad).is_some(), "{bad}");
    }
    for good in [
        r#"<script type="module" src="/a.js"></script>"#,
        r#"<text font-style="italic">"#,
        r#"<p class="style">"#,
        "let style = Style::new();",
        r#"<option value="on">"#,
    ] {
        assert_eq!(refused(good), None, "{good}");
    }
}

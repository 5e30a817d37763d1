//! Every sample of every view, in each language and theme, for each kind of reader.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use platform::Actor;
use scraper::{Html, Selector};
use web::Language;
use web::gallery::{Drawn, draw_all};
use web::visit::{Theme, Visit};

fn everything() -> Vec<(String, Drawn)> {
    let mut all = Vec::new();
    for language in Language::ALL {
        for theme in Theme::ALL {
            for (who, actor) in [
                ("visitor", Actor::Visitor),
                ("member", Visit::sample_member()),
                ("staff", Visit::sample_staff()),
            ] {
                let visit = Visit::sample(language, theme, actor);
                let name = format!("{} {} {who}", language.tag(), theme.name());
                all.extend(draw_all(&visit).into_iter().map(|drawn| (name.clone(), drawn)));
            }
        }
    }
    all
}

#[test]
fn every_sample_in_each_language_and_theme_is_whole() {
    let all = everything();
    for (name, drawn) in &all {
        let what = format!("{} / {} ({name})", drawn.view, drawn.sample);
        let html = drawn
            .html
            .as_ref()
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        for hole in [
            "⟦",
            "{$",
            "{ $",
            "style=\"",
            "onclick",
            "javascript:",
            "<style",
            "hx-on",
        ] {
            assert!(!html.contains(hole), "{what} has {hole}");
        }
        check(
            &what,
            &Html::parse_document(html),
            name.split(' ').next().unwrap(),
        );
    }
    keep(&all);
}

fn check(what: &str, page: &Html, language: &str) {
    let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(count("h1"), 1, "{what}: headings");
    assert_eq!(count("main"), 1, "{what}: main");
    assert_eq!(count("script:not([src])"), 0, "{what}: inline scripts");
    assert_eq!(
        count(&format!("html[lang=\"{language}\"]")),
        1,
        "{what}: language"
    );
    let mut ids = BTreeSet::new();
    for element in page.select(&Selector::parse("[id]").unwrap()) {
        let id = element.value().id().unwrap();
        assert!(ids.insert(id), "{what}: two elements with the id {id}");
    }
    let post = Selector::parse("form[method=post]").unwrap();
    let token = Selector::parse("input[name=csrf]").unwrap();
    let bare = count("header.top") == 0;
    for form in page.select(&post) {
        assert!(
            bare || form.select(&token).count() == 1,
            "{what}: a form without its token"
        );
    }
}

/// Writes the pages out for axe and for eyes, when a folder is named.
fn keep(all: &[(String, Drawn)]) {
    let Ok(folder) = std::env::var("KITH_GALLERY") else {
        return;
    };
    for (name, drawn) in all {
        let file = format!(
            "{}-{}-{name}.html",
            drawn.view.trim_end_matches(".html"),
            drawn.sample
        );
        let file = Path::new(&folder).join(file.replace(['/', ' '], "-"));
        std::fs::write(file, drawn.html.as_ref().unwrap()).unwrap();
    }
}

pub fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let (mut files, mut folders) = (
        Vec::new(),
        vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)],
    );
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    files.sort();
    files
}

/// What stands between two marks in a text, each time.
pub fn between<'a>(text: &'a str, start: &str, end: char) -> impl Iterator<Item = &'a str> {
    text.split(start)
        .skip(1)
        .filter_map(move |rest| rest.split(end).next())
        .collect::<Vec<_>>()
        .into_iter()
}

#[test]
fn every_view_has_samples() {
    let visit = Visit::sample(Language::English, Theme::Auto, Visit::sample_staff());
    let drawn: BTreeSet<&str> = draw_all(&visit).iter().map(|drawn| drawn.view).collect();
    let sources = files("src", "rs");
    let views: BTreeSet<&str> = sources
        .iter()
        .flat_map(|(_, text)| between(text, "#[template(path = \"", '"'))
        // A page that is opened as a file is no page of the server: the command that writes it has its tests.
        .filter(|view| *view != "climate/standalone.html")
        .collect();
    assert_eq!(drawn, views);
}

#[test]
fn every_named_asset_exists() {
    for (path, text) in files("templates", "html") {
        for name in between(&text, "asset(\"", '"') {
            assert!(
                web::assets::find(name).is_some(),
                "{} names the asset {name}",
                path.display()
            );
        }
    }
    let css = std::str::from_utf8(web::assets::find("kith.css").unwrap()).unwrap();
    for name in between(css, "url(", ')') {
        let name = name.trim_matches(['"', '\'']);
        assert!(
            name.starts_with("data:") || web::assets::find(name).is_some(),
            "kith.css names {name}"
        );
    }
}

#[test]
fn no_route_bypasses_the_table() {
    for (path, text) in files("src", "rs") {
        let known = path.ends_with("routes.rs") || path.ends_with("app.rs");
        assert!(
            known || !text.contains("Router"),
            "{} builds a router of its own",
            path.display()
        );
    }
}

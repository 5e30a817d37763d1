//! The report of a file of answers as pages that need no server: each is one file with its style, its type and its charts
//! in it, and asks nothing of a network. What stands in them comes from releases only.

mod coded;
mod index;
mod part;
mod sheet;
mod worth;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use disclosure::coding::CodedReport;
use disclosure::{Released, Report};
use sha2::{Digest, Sha256};

use super::wording::Words;
use crate::assets;
use crate::language::Translator;
use crate::page::Link;

pub use index::Entry;
pub use part::Chapter;
pub use worth::of_scales;

/// One place's report, and all that is to stand around it.
pub struct Standalone<'a> {
    /// What may be shown.
    pub report: &'a Released<Report>,
    /// What a rule pack lets be said of its shares; then nothing of `report` but numbers of people is on the page.
    pub coded: Option<&'a Released<CodedReport>>,
    /// The words of the instrument.
    pub words: &'a Words<'a>,
    /// The first heading.
    pub title: String,
    /// What the page is about, in a word above the heading; empty for a survey of one place.
    pub above: String,
    /// The pages above it, highest first.
    pub crumbs: Vec<Link>,
    /// Who answered, in a sentence.
    pub answered: String,
    /// Chapters that others write: who was asked, what was found out about a scale, how it was made.
    pub chapters: Vec<Chapter>,
    /// What is known about each scale, in the order of the report's scales: sentences below its figures.
    pub of_scales: Vec<Vec<String>>,
    /// Places with pages of their own.
    pub places: Vec<Entry>,
    /// Files beside the page.
    pub files: Vec<Link>,
    /// How much of it.
    pub extent: Extent,
}

/// How much stands on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Every figure, and typefaces of its own.
    Whole,
    /// Scales by group, items for everyone, and the typefaces of the reader's machine: for one of many places.
    Brief,
}

impl Standalone<'_> {
    /// The page.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn html(&self) -> Result<String, askama::Error> {
        sheet::SheetView::new(self).render()
    }
}

/// The style sheet with its typefaces in it, or with those of the reader's machine.
fn css(extent: Extent) -> String {
    let sheet = text("kith.css");
    let lines = sheet.lines().filter_map(|line| {
        let Some((before, rest)) = line
            .split_once("url(\"fonts/")
            .filter(|_| line.starts_with("@font-face"))
        else {
            return Some(line.to_owned());
        };
        let (name, after) = rest.split_once("\")")?;
        let is_kept = extent == Extent::Whole && EMBEDDED.contains(&name);
        let bytes = assets::find(&format!("fonts/{name}")).filter(|_| is_kept)?;
        Some(format!(
            "{before}url(\"data:font/woff2;base64,{}\"){after}",
            STANDARD.encode(bytes)
        ))
    });
    let chapters = "main > section { margin-block-start: var(--s7); }".to_owned();
    lines.chain([chapters]).collect::<Vec<_>>().join("\n")
}

/// What English and Spanish are set in.
const EMBEDDED: [&str; 2] = ["atkinson-next-latin.woff2", "newsreader-latin.woff2"];

/// The script that finds a place in a long list.
fn script() -> &'static str {
    text("js/places.js")
}

fn text(name: &str) -> &'static str {
    let bytes = assets::find(name).expect("a test checks that every asset named is there");
    std::str::from_utf8(bytes).expect("style sheets and scripts are text")
}

/// What a browser may do with the page, should a label ever get past the template: take the one style sheet and run the one
/// script that are in it, and fetch nothing.
fn policy(css: &str, has_script: bool) -> String {
    let sum = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let script = if has_script {
        sum(script())
    } else {
        "'none'".to_owned()
    };
    let style = sum(css);
    format!("default-src 'none'; style-src {style}; font-src data:; script-src {script}")
}

/// The markup of a chart inside a page: the name space is known there.
fn inline(svg: &str) -> String {
    svg.replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1)
}

/// What every file says about how its figures were made.
pub fn methods(t: Translator, least: u32) -> Vec<String> {
    let said = [
        t.say("report-method.favorable"),
        t.say("report-method.interval"),
        t.say("report-method.compared"),
        t.say("report-method.hidden").with("least", least),
    ];
    said.iter().map(ToString::to_string).collect()
}

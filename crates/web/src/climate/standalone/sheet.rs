//! The page itself.

use askama::Template;
use disclosure::Group;
use publish::table::Table;

use super::part::{self, Chapter, Construct, Line, Question};
use super::{Entry, Standalone, coded, css, policy, script};
use crate::language::Translator;
use crate::page::Link;

#[derive(Template)]
#[template(path = "climate/standalone.html")]
pub(super) struct SheetView<'a> {
    t: Translator,
    title: &'a str,
    above: &'a str,
    crumbs: &'a [Link],
    answered: &'a str,
    about: String,
    policy: String,
    css: String,
    script: &'static str,
    summary: Vec<Line>,
    chapters: &'a [Chapter],
    constructs: Vec<Construct>,
    others: Vec<Question>,
    hidden: Vec<String>,
    places: &'a [Entry],
    files: &'a [Link],
}

impl<'a> SheetView<'a> {
    pub fn new(page: &'a Standalone<'a>) -> Self {
        let t = page.words.t;
        let form = page.words.form;
        let css = css(page.extent);
        let about = t
            .say("report-about")
            .with("instrument", form.title.get(t.language.tag()))
            .with("version", &form.version)
            .with(
                "validation",
                match form.validation {
                    instrument::Validation::NotYet => t.say("results-validation-not-yet"),
                    instrument::Validation::Published => t.say("results-validation-published"),
                },
            );
        Self {
            t,
            title: &page.title,
            above: &page.above,
            crumbs: &page.crumbs,
            answered: &page.answered,
            about: about.to_string(),
            policy: policy(&css, !page.places.is_empty()),
            css,
            script: script(),
            summary: part::summary(page),
            chapters: &page.chapters,
            constructs: part::constructs(page),
            others: part::others(page),
            hidden: hidden(page),
            places: &page.places,
            files: &page.files,
        }
    }

    /// The pages above it, as the component takes them.
    fn crumb_list(&self) -> Vec<(&str, &str)> {
        let links = self.crumbs.iter();
        links
            .map(|link| (link.url.as_str(), link.label.as_str()))
            .collect()
    }
}

/// A table's rows: whether it is the first, the group, and its texts or nothing when they are withheld.
fn rows(table: &Table) -> Vec<(bool, &str, Option<&Vec<String>>)> {
    let rows = table.rows.iter().enumerate();
    let rows = rows.map(|(at, row)| (at == 0, row.group.as_str(), row.cells.shown()));
    rows.collect()
}

/// How many groups are not shown at all, and why that is.
fn hidden(page: &Standalone<'_>) -> Vec<String> {
    let t = page.words.t;
    let report = page.report;
    let groups: Vec<&Group> = report
        .scales
        .first()
        .map(|table| table.rows.iter().map(|row| &row.group).collect())
        .or_else(|| {
            let table = report.items.first()?;
            Some(table.rows.iter().map(|row| &row.group).collect())
        })
        .unwrap_or_default();
    let is_hidden = |at: usize| {
        report.items.iter().all(|table| table.rows[at].cell.is_hidden())
            && report.scales.iter().all(|table| table.rows[at].cell.is_hidden())
    };
    let exact = || {
        (
            (0..groups.len()).filter(|at| is_hidden(*at)).count(),
            groups.len(),
        )
    };
    let (count, groups) = page.coded.map_or_else(exact, coded::hidden);
    let mut said = vec![
        t.say("report-hidden-count")
            .with("count", count)
            .with("groups", groups)
            .to_string(),
    ];
    said.push(t.say("report-hidden-why").with("least", report.least).to_string());
    said.push(t.say("report-hidden-others").to_string());
    if page.coded.is_some() {
        said.push(t.say("report-coded.says").to_string());
    }
    said
}

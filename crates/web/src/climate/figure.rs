//! One figure, a construct or a question: its finding, its charts by group, the same numbers as a table, its rule.

use askama::Template;
use axum::extract::Path;
use disclosure::{Cell, ItemTable, Released, Report, Rule, ScaleTable};
use platform::climate::ledger::Results;
use platform::climate::survey::{self, Rights};
use platform::climate::{SurveyId, ledger};
use publish::Wording;
use publish::chart;
use publish::table::{self, ItemOrScale, Table};

use super::picture::{Drawing, Picture};
use super::wording::Words;
use super::{finding, list, results, standalone, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::{Link, Page};
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/surveys/{survey}/results/{figure}", Access::TeamMember, show)
        .get("/surveys/{survey}/results/{figure}/csv", Access::TeamMember, csv)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<FigureView>("climate/figure.html");
}

async fn show(ctx: Ctx, Path((id, figure)): Path<(SurveyId, String)>) -> PageResult {
    let results = ledger::results(ctx.platform(), ctx.actor(), id).await?;
    let rights = survey::rights(ctx.platform(), ctx.actor(), &results.survey).await?;
    let view = FigureView::new(ctx.visit(), &results, &figure, ctx.query().text("by"), rights);
    ctx.render(&view.ok_or(PageError::NotFound)?)
}

async fn csv(ctx: Ctx, Path((id, figure)): Path<(SurveyId, String)>) -> PageResult {
    let results = ledger::results(ctx.platform(), ctx.actor(), id).await?;
    let words = Words {
        form: &results.survey.instrument,
        t: ctx.t(),
    };
    let of = if results.report.scale(&figure).is_some() {
        ItemOrScale::Scale(&figure)
    } else if results.report.item(&figure).is_some() {
        ItemOrScale::Item(&figure)
    } else {
        return Err(PageError::NotFound);
    };
    let text = table::csv(&results.report, Some(of), &words);
    ctx.file(
        &format!("{}-{figure}.csv", results.survey.title),
        "text/csv; charset=utf-8",
        text.into_bytes(),
    )
}

#[derive(Template)]
#[template(path = "climate/figure.html")]
struct FigureView {
    page: Page,
    t: Translator,
    finding: String,
    answered: String,
    dates: String,
    /// Words and address of every dimension, the shown one marked.
    dimensions: Vec<Link>,
    pictures: Vec<Picture>,
    table: Option<Table>,
    rules: Vec<String>,
    /// How well a construct is measured, in sentences.
    worth: Vec<String>,
    /// The questions of a construct, or the construct of a question.
    also: Vec<Link>,
    csv: String,
    write_down: Option<String>,
    hidden: bool,
}

impl FigureView {
    fn new(visit: &Visit, results: &Results, of: &str, by: &str, rights: Rights) -> Option<Self> {
        let t = visit.t();
        let survey = &results.survey;
        let words = Words {
            form: &survey.instrument,
            t,
        };
        let shown = results::dimension(&results.report, by);
        let report = shown.map_or_else(
            || Released::clone(&results.report),
            |dimension| results.report.by(dimension),
        );
        let (parts, table) = if let Some(at) = report.scales.iter().position(|scale| scale.scale == of) {
            let scale = report.scale(of)?;
            let parts = of_scale(&words, &report, scale);
            (parts, table::of_scales(&report, &words).into_iter().nth(at))
        } else {
            let at = report.items.iter().position(|item| item.item == of)?;
            let parts = of_item(&words, report.item(of)?);
            (parts, table::of_items(&report, &words).into_iter().nth(at))
        };
        let link = |dimension: &disclosure::Dimension| Link {
            label: words.dimension(&dimension.id),
            url: format!("{}?by={}", urls::figure(survey.id, of), dimension.id),
            current: Some(dimension.id.as_str()) == shown,
        };
        let mut rules = parts.rules;
        rules.push(results::rule_line(t, results));
        Some(Self {
            page: Page::new(visit, &parts.name)
                .below(t.say("surveys-title"), urls::surveys(survey.team))
                .below(&survey.title, urls::results(survey.id)),
            finding: parts.finding,
            answered: results::answered(t, results),
            dates: list::dates(t, survey),
            dimensions: results.report.dimensions.iter().map(link).collect(),
            pictures: parts.pictures,
            hidden: table
                .as_ref()
                .is_some_and(|table| table.rows.iter().any(|row| row.cells.is_hidden())),
            table,
            rules,
            worth: worth(&words, results, of),
            also: also(&words, results, of),
            csv: urls::figure_csv(survey.id, of),
            write_down: rights
                .run
                .then(|| crate::plan::urls::write_down(survey.team, survey.id, of)),
            t,
        })
    }
}

fn worth(words: &Words, results: &Results, of: &str) -> Vec<String> {
    let told = standalone::of_scales(words, &results.quality, &[of]);
    told.into_iter().flatten().collect()
}

/// The questions of a construct, or the construct of a question.
fn also(words: &Words, results: &Results, of: &str) -> Vec<Link> {
    let survey = results.survey.id;
    match results.report.scales.iter().find(|scale| scale.scale == of) {
        Some(scale) => scale
            .items
            .iter()
            .map(|item| Link::new(words.item(item), urls::figure(survey, item)))
            .collect(),
        None => results
            .report
            .scales
            .iter()
            .filter(|scale| scale.items.iter().any(|item| item == of))
            .map(|scale| Link::new(words.scale(&scale.scale), urls::figure(survey, &scale.scale)))
            .collect(),
    }
}

struct Parts {
    name: String,
    finding: String,
    pictures: Vec<Picture>,
    rules: Vec<String>,
}

fn of_item(words: &Words, table: Released<&ItemTable>) -> Parts {
    let t = words.t;
    let finding = finding::of_item(words, &table);
    let drawing = Drawing { t, finding: &finding };
    let mut pictures = vec![drawing.of("answers", "figure-answers", |caption, setting| {
        chart::answers(table, caption, words, setting)
    })];
    let mut rules = Vec::new();
    if table.favourable.contains(&true) {
        pictures.push(drawing.of("shares", "figure-sure", |caption, setting| {
            chart::item_shares(table, caption, words, setting)
        }));
        rules.push(
            t.say("figure-item-rule")
                .with("answers", finding::favourable_words(words, &table))
                .to_string(),
        );
    }
    Parts {
        name: words.item(&table.item),
        finding,
        pictures,
        rules,
    }
}

fn of_scale(words: &Words, report: &Released<Report>, table: Released<&ScaleTable>) -> Parts {
    let t = words.t;
    let finding = finding::of_scale(words, &table);
    let drawing = Drawing { t, finding: &finding };
    let items: Vec<_> = table.items.iter().filter_map(|item| report.item(item)).collect();
    let mut pictures = vec![drawing.of("answers", "figure-items", |caption, setting| {
        chart::scale_answers(&items, caption, words, setting)
    })];
    if table.rule != Rule::ShareOfPeople {
        pictures.push(drawing.of("shares", "figure-shares", |caption, setting| {
            chart::scale_shares(table, caption, words, setting)
        }));
    }
    pictures.push(drawing.of("people", "figure-people", |caption, setting| {
        chart::scale_people(table, caption, words, setting)
    }));
    let mut rules = vec![words.rule_of(&table, table.rule)];
    if table.rule != Rule::ShareOfPeople {
        rules.push(words.rule_of(&table, Rule::ShareOfPeople));
    }
    if table.rule != Rule::ShareOfPeople && !table.differences.is_empty() {
        rules.push(
            t.say("figure-compared")
                .with("cut", words.cut_of(&table))
                .to_string(),
        );
    }
    Parts {
        name: words.scale(&table.scale),
        finding,
        pictures,
        rules,
    }
}

/// One row's texts, or nothing when it is withheld.
fn texts(cells: &Cell<Vec<String>>) -> Option<&Vec<String>> {
    cells.shown()
}

impl View for FigureView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let results = super::sample::results();
        let rights = Rights {
            run: true,
            share: true,
        };
        let (item, scale) = (
            results.report.items[0].item.clone(),
            results.report.scales[0].scale.clone(),
        );
        let show = |of: &str| Self::new(visit, &results, of, "", rights).expect("the release has it");
        vec![("item", show(&item)), ("scale", show(&scale))]
    }
}

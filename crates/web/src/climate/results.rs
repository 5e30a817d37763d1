//! The results of a survey: each construct with its finding, each question with its share, all from the release.

use askama::Template;
use axum::extract::Path;
use disclosure::{Cell, Group, ItemTable, Released, Report, Row, Rule, ScaleTable};
use platform::climate::survey::{self, Rights};
use platform::climate::{SurveyId, ledger};
use publish::Wording;
use publish::table;

use super::wording::Words;
use super::{list, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/surveys/{survey}/results", Access::TeamMember, show)
        .get("/surveys/{survey}/results.csv", Access::TeamMember, csv)
        .get("/surveys/{survey}/results.kith", Access::TeamMember, proof)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<ResultsView>("climate/results.html");
}

async fn show(ctx: Ctx, Path(id): Path<SurveyId>) -> PageResult {
    let results = ledger::results(ctx.platform(), ctx.actor(), id).await?;
    let rights = survey::rights(ctx.platform(), ctx.actor(), &results.survey).await?;
    ctx.render(&ResultsView::new(ctx.visit(), &results, rights))
}

async fn csv(ctx: Ctx, Path(id): Path<SurveyId>) -> PageResult {
    let results = ledger::results(ctx.platform(), ctx.actor(), id).await?;
    let words = Words {
        form: &results.survey.instrument,
        t: ctx.t(),
    };
    let text = table::csv(&results.report, None, &words);
    ctx.file(
        &format!("{}.csv", results.survey.title),
        "text/csv; charset=utf-8",
        text.into_bytes(),
    )
}

async fn proof(ctx: Ctx, Path(id): Path<SurveyId>) -> PageResult {
    let results = ledger::results(ctx.platform(), ctx.actor(), id).await?;
    let stored = ledger::stored(ctx.platform(), ctx.actor(), id).await?;
    let name = format!("{}.kith", results.survey.title);
    ctx.file(&name, "application/octet-stream", stored)
}

/// One construct or question in the overview.
struct Line {
    name: String,
    url: String,
    finding: String,
    /// Nothing when it is not shown.
    share: Option<String>,
}

struct Construct {
    scale: Line,
    description: String,
    items: Vec<Line>,
}

#[derive(Template)]
#[template(path = "climate/results.html")]
struct ResultsView {
    page: Page,
    t: Translator,
    about: String,
    answered: String,
    constructs: Vec<Construct>,
    others: Vec<Line>,
    rule: String,
    csv: String,
    proof: String,
    groups: Option<String>,
    plan: Option<String>,
    share: Option<String>,
    remove: Option<String>,
    shared: bool,
}

impl ResultsView {
    fn new(visit: &Visit, results: &ledger::Results, rights: Rights) -> Self {
        let t = visit.t();
        let survey = &results.survey;
        let words = Words {
            form: &survey.instrument,
            t,
        };
        let line = |item: &ItemTable| item_line(&words, survey.id, item);
        let in_scale = |id: &str| {
            results
                .report
                .scales
                .iter()
                .any(|scale| scale.items.iter().any(|item| item == id))
        };
        let constructs = results.report.scales.iter().map(|scale| Construct {
            scale: scale_line(&words, survey.id, scale),
            description: survey
                .instrument
                .scale(&scale.scale)
                .map_or("", |known| known.description.get(t.language.tag()))
                .to_owned(),
            items: results
                .report
                .items
                .iter()
                .filter(|item| scale.items.contains(&item.item))
                .map(line)
                .collect(),
        });
        Self {
            page: Page::new(visit, &survey.title)
                .below(t.say("climate-team"), list::team_page(survey.team))
                .below(t.say("surveys-title"), urls::surveys(survey.team)),
            about: list::about(t, survey),
            answered: answered(t, results),
            constructs: constructs.collect(),
            others: results
                .report
                .items
                .iter()
                .filter(|item| !in_scale(&item.item))
                .map(line)
                .collect(),
            rule: rule_line(t, results),
            csv: urls::results_csv(survey.id),
            proof: urls::results_proof(survey.id),
            groups: (rights.run && !results.report.dimensions.is_empty()).then(|| urls::groups(survey.id)),
            plan: rights.run.then(|| crate::plan::urls::plan(survey.team)),
            share: rights.share.then(|| urls::share(survey.id)),
            remove: rights.share.then(|| urls::remove(survey.id)),
            shared: survey.shared,
            t,
        }
    }
}

/// How many were asked and answered.
pub(super) fn answered(t: Translator, results: &ledger::Results) -> String {
    let Some(people) = results.report.people.shown().copied() else {
        return t
            .say("results-people-hidden")
            .with("least", results.report.least)
            .to_string();
    };
    match results.survey.asked {
        Some(asked) if asked >= people => t
            .say("results-people-asked")
            .with("count", people)
            .with("asked", asked)
            .with("percent", t.percent(f64::from(people) / f64::from(asked), 0))
            .to_string(),
        Some(asked) => t
            .say("results-more-than-asked")
            .with("people", people)
            .with("asked", asked)
            .to_string(),
        None => t.say("results-people").with("count", people).to_string(),
    }
}

/// The rules that hold for every figure of a release.
pub(super) fn rule_line(t: Translator, results: &ledger::Results) -> String {
    let form = &results.survey.instrument;
    let validation = match form.validation {
        instrument::Validation::NotYet => t.say("results-validation-not-yet"),
        instrument::Validation::Published => t.say("results-validation-published"),
    };
    t.say("results-rule")
        .with("least", results.report.least)
        .with("instrument", form.title.get(t.language.tag()))
        .with("version", &form.version)
        .with("validation", validation)
        .to_string()
}

fn item_line(words: &Words, survey: SurveyId, table: &ItemTable) -> Line {
    let figure = everyone(&table.rows);
    let rated = table.favourable.contains(&true);
    Line {
        name: words.item(&table.item),
        url: urls::figure(survey, &table.item),
        finding: String::new(),
        share: figure
            .filter(|_| rated)
            .map(|figure| words.percent(figure.favourable.share)),
    }
}

fn scale_line(words: &Words, survey: SurveyId, table: &ScaleTable) -> Line {
    let share = everyone(&table.rows).map(|figure| match table.rule {
        Rule::ShareOfAnswers => figure.share_of_answers.share,
        Rule::MeanOfItemShares => figure.mean_of_item_shares,
        Rule::ShareOfPeople => figure.share_of_people.share,
    });
    Line {
        name: words.scale(&table.scale),
        url: urls::figure(survey, &table.scale),
        finding: super::finding::of_scale(words, table),
        share: share.map(|share| words.percent(share)),
    }
}

/// The figure about everyone, where it is shown.
pub(super) fn everyone<T>(rows: &[Row<T>]) -> Option<&T> {
    rows.iter()
        .find(|row| row.group == Group::Everyone)
        .and_then(|row| match &row.cell {
            Cell::Shown(figure) => Some(figure),
            Cell::Hidden => None,
        })
}

/// The dimension to show: the one asked for, else the first.
pub(super) fn dimension<'a>(report: &'a Released<Report>, asked: &str) -> Option<&'a str> {
    let known = report
        .dimensions
        .iter()
        .find(|known| known.id == asked)
        .or_else(|| report.dimensions.first());
    known.map(|known| known.id.as_str())
}

impl View for ResultsView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let results = super::sample::results();
        let lead = Rights {
            run: true,
            share: true,
        };
        let host = Rights {
            run: false,
            share: false,
        };
        vec![
            ("lead", Self::new(visit, &results, lead)),
            ("host", Self::new(visit, &results, host)),
        ]
    }
}

//! One figure, a construct or a question: its finding, its charts by group, the same numbers as a table, its rule.

use askama::Template;
use axum::extract::Path;
use disclosure::{Cell, Difference, Finding, ItemTable, Released, Rule, ScaleTable};
use platform::climate::ledger::Results;
use platform::climate::survey::{self, Rights};
use platform::climate::{SurveyId, ledger};
use publish::chart::{self, Caption, Layout, Setting};
use publish::table::{self, ItemOrScale, Table};
use publish::{Direction, Wording};

use super::wording::Words;
use super::{list, results, urls};
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

/// A chart for wide and narrow screens.
struct Picture {
    title: String,
    how: String,
    wide: String,
    narrow: String,
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
        let (parts, table) = if let Some(scale) = report.scale(of) {
            (of_scale(&words, scale), table::of_scales(&report, &words))
        } else {
            (
                of_item(&words, report.item(of)?),
                table::of_items(&report, &words),
            )
        };
        let table = table.into_iter().find(|table| table.title == parts.name);
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
            also: also(&words, results, of),
            csv: urls::figure_csv(survey.id, of),
            write_down: rights
                .run
                .then(|| crate::plan::urls::write_down(survey.team, survey.id, of)),
            t,
        })
    }
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
    let finding = item_finding(words, &table);
    let caption = |id: &str, title: String| Caption {
        id: id.into(),
        title,
        description: finding.clone(),
    };
    let answers = caption("answers", t.say("figure-answers").to_string());
    let shares = caption("shares", t.say("figure-sure").to_string());
    let mut pictures = vec![Picture {
        title: answers.title.clone(),
        how: t.say("figure-answers.how").to_string(),
        wide: chart::answers(table, &answers, words, setting(t, Layout::Wide))
            .as_str()
            .to_owned(),
        narrow: chart::answers(table, &narrow(&answers), words, setting(t, Layout::Compact))
            .as_str()
            .to_owned(),
    }];
    let mut rules = Vec::new();
    if table.favourable.contains(&true) {
        pictures.push(Picture {
            title: shares.title.clone(),
            how: t.say("figure-sure.how").to_string(),
            wide: chart::item_shares(table, &shares, words, setting(t, Layout::Wide))
                .as_str()
                .to_owned(),
            narrow: chart::item_shares(table, &narrow(&shares), words, setting(t, Layout::Compact))
                .as_str()
                .to_owned(),
        });
        rules.push(
            t.say("figure-item-rule")
                .with("answers", favourable_words(words, &table))
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

fn of_scale(words: &Words, table: Released<&ScaleTable>) -> Parts {
    let t = words.t;
    let finding = scale_finding(words, &table);
    let caption = Caption {
        id: "shares".into(),
        title: t.say("figure-sure").to_string(),
        description: finding.clone(),
    };
    let how = match table.rule {
        Rule::ShareOfPeople => t.say("figure-sure.how"),
        _ => t.say("figure-sure.plain"),
    };
    let picture = Picture {
        title: caption.title.clone(),
        how: how.to_string(),
        wide: chart::scale_shares(table, &caption, words, setting(t, Layout::Wide))
            .as_str()
            .to_owned(),
        narrow: chart::scale_shares(table, &narrow(&caption), words, setting(t, Layout::Compact))
            .as_str()
            .to_owned(),
    };
    let cut = t.decimal(f64::from(table.cut.hundredths()) / 100.0, 2);
    let rule = match table.rule {
        Rule::ShareOfAnswers => t.say("figure-scale-rule.answers").to_string(),
        Rule::MeanOfItemShares => t.say("figure-scale-rule.items").to_string(),
        Rule::ShareOfPeople => t
            .say("figure-scale-rule.people")
            .with("cut", &cut)
            .with("least", table.least_answered)
            .with("items", table.items.len())
            .to_string(),
    };
    let mut rules = vec![rule];
    if table.rule != Rule::ShareOfPeople && !table.differences.is_empty() {
        rules.push(t.say("figure-compared").with("cut", &cut).to_string());
    }
    Parts {
        name: words.scale(&table.scale),
        finding,
        pictures: vec![picture],
        rules,
    }
}

fn narrow(caption: &Caption) -> Caption {
    Caption {
        id: format!("{}-narrow", caption.id),
        title: caption.title.clone(),
        description: caption.description.clone(),
    }
}

fn setting(t: Translator, layout: Layout) -> Setting {
    let direction = if t.language.direction() == "rtl" {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    };
    Setting { layout, direction }
}

/// The favourable answers of an item, quoted and joined.
fn favourable_words(words: &Words, table: &ItemTable) -> String {
    let favourable = table
        .options
        .iter()
        .zip(&table.favourable)
        .filter(|(_, favourable)| **favourable);
    let quoted: Vec<String> = favourable
        .map(|(option, _)| {
            words
                .t
                .say("figure-quoted")
                .with("answer", words.option(&table.item, option))
                .to_string()
        })
        .collect();
    quoted.join(&words.t.say("figure-or").to_string())
}

fn item_finding(words: &Words, table: &ItemTable) -> String {
    let t = words.t;
    let Some(figure) = results::everyone(&table.rows) else {
        return t.say("results-not-shown-yet").to_string();
    };
    if !table.favourable.contains(&true) {
        return t
            .say("figure-answered")
            .with("count", figure.answered)
            .to_string();
    }
    let headline = t
        .say("figure-item-finding")
        .with("percent", words.percent(figure.favourable.share))
        .with("answers", favourable_words(words, table));
    with_differences(words, &headline.to_string(), &table.differences)
}

/// What the data say about a construct, in a sentence or two.
pub(super) fn scale_finding(words: &Words, table: &ScaleTable) -> String {
    let t = words.t;
    let Some(figure) = results::everyone(&table.rows) else {
        return t.say("results-not-shown-yet").to_string();
    };
    let headline = match table.rule {
        Rule::ShareOfPeople => t
            .say("figure-scale-finding.people")
            .with("percent", words.percent(figure.share_of_people.share)),
        Rule::ShareOfAnswers => t
            .say("figure-scale-finding.answers")
            .with("percent", words.percent(figure.share_of_answers.share)),
        Rule::MeanOfItemShares => t
            .say("figure-scale-finding.items")
            .with("percent", words.percent(figure.mean_of_item_shares)),
    };
    with_differences(words, &headline.to_string(), &table.differences)
}

/// Names a group only where the data support a difference.
fn with_differences(words: &Words, headline: &str, differences: &[Difference]) -> String {
    let t = words.t;
    let groups = |finding: Finding| {
        let named = differences
            .iter()
            .filter(|difference| difference.finding == finding);
        named
            .map(|difference| words.group(&difference.group))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (higher, lower) = (groups(Finding::Higher), groups(Finding::Lower));
    let said = match (higher.is_empty(), lower.is_empty()) {
        _ if differences.is_empty() => return headline.to_owned(),
        (true, true) => t.say("figure-differences.none"),
        (false, true) => t.say("figure-differences.higher").with("higher", higher),
        (true, false) => t.say("figure-differences.lower").with("lower", lower),
        (false, false) => t
            .say("figure-differences.both")
            .with("higher", higher)
            .with("lower", lower),
    };
    format!("{headline} {said}")
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

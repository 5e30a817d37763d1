//! A team's plan: assets, opportunities and next steps, each with a way back to its figure.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use platform::climate::SurveyId;
use platform::climate::survey::{self, Survey};
use platform::network::TeamId;
use platform::plan::entry::{Kind, Line};
use platform::plan::{self, Plan, PlanEntryId};

use super::urls;
use crate::climate::urls as survey_urls;
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/teams/{team}/plan", Access::TeamMember, show)
        .post("/teams/{team}/plan/share", Access::TeamMember, share)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<PlanView>("plan/show.html");
}

async fn show(ctx: Ctx, Path(team): Path<TeamId>) -> PageResult {
    let plan = plan::of_team(ctx.platform(), ctx.actor(), team).await?;
    let surveys = survey::of_team(ctx.platform(), ctx.actor(), team).await?;
    ctx.render(&PlanView::new(ctx.visit(), &plan, &surveys))
}

async fn share(ctx: Ctx, Path(team): Path<TeamId>, posted: Posted) -> PageResult {
    let shared = posted.fields.text("share") == "yes";
    plan::share(ctx.platform(), ctx.actor(), team, shared).await?;
    let said = if shared { "plan-shared" } else { "plan-unshared" };
    ctx.see_other_saying(&urls::plan(team), said)
}

/// One line as it is shown.
struct Shown {
    words: String,
    who_and_when: Option<String>,
    /// Words and address of its figure; no address for those who may not see it.
    figure: (String, Option<String>),
    edit: String,
    remove: String,
}

struct Part {
    title: String,
    empty: String,
    lines: Vec<Shown>,
    add: String,
}

#[derive(Template)]
#[template(path = "plan/show.html")]
struct PlanView {
    page: Page,
    t: Translator,
    parts: Vec<Part>,
    add: String,
    may_edit: bool,
    no_results: Option<String>,
    share: Option<String>,
    shared: bool,
}

impl PlanView {
    fn new(visit: &Visit, plan: &Plan, surveys: &[Survey]) -> Self {
        let t = visit.t();
        let by_id: BTreeMap<SurveyId, &Survey> = surveys.iter().map(|survey| (survey.id, survey)).collect();
        let part = |kind: Kind| Part {
            title: t.say(&format!("plan-{}s", kind.name())).to_string(),
            empty: t.say(&format!("plan-{}s.empty", kind.name())).to_string(),
            lines: plan
                .entries
                .iter()
                .filter(|line| line.kind == kind)
                .map(|line| shown(t, line, &by_id))
                .collect(),
            add: urls::add_kind(plan.team, kind),
        };
        let closed = surveys.iter().any(|survey| !survey.is_open());
        Self {
            page: Page::new(visit, t.say("plan-title"))
                .below(t.say("climate-team"), format!("/teams/{}", plan.team)),
            t,
            parts: Kind::ALL.map(part).into(),
            add: urls::add(plan.team),
            may_edit: plan.may_edit,
            no_results: (plan.may_edit && !closed).then(|| survey_urls::surveys(plan.team)),
            share: plan.may_share.then(|| urls::share(plan.team)),
            shared: plan.shared,
        }
    }
}

fn shown(t: Translator, line: &Line, surveys: &BTreeMap<SurveyId, &Survey>) -> Shown {
    let due = line
        .due
        .as_deref()
        .and_then(|due| due.parse::<jiff::civil::Date>().ok());
    let who_and_when = due.map(|due| {
        t.say("plan-who-and-when")
            .with("who", &line.who)
            .with("date", t.date(due))
            .to_string()
    });
    let figure = match surveys.get(&line.survey_id) {
        Some(survey) => (name_of(t, survey, line), Some(address_of(line))),
        None => (t.say("plan-figure-not-shared").to_string(), None),
    };
    Shown {
        words: line.words.clone(),
        who_and_when,
        figure,
        edit: urls::edit(line.id),
        remove: urls::remove(line.id),
    }
}

fn address_of(line: &Line) -> String {
    let figure = survey_urls::figure(line.survey_id, &line.figure);
    match &line.dimension {
        Some(dimension) => format!("{figure}?by={dimension}"),
        None => figure,
    }
}

/// The figure of a line in words: its survey, scale or question, and group.
fn name_of(t: Translator, survey: &Survey, line: &Line) -> String {
    let group = line.dimension.as_ref().zip(line.level.as_ref());
    figure_name(
        t,
        survey,
        &line.figure,
        group.map(|(dimension, level)| (dimension.as_str(), level.as_str())),
    )
}

/// A figure in words.
pub(super) fn figure_name(
    t: Translator,
    survey: &Survey,
    figure: &str,
    group: Option<(&str, &str)>,
) -> String {
    let (form, tag) = (&survey.instrument, t.language.tag());
    let scale = form.scale(figure).map(|scale| scale.name.get(tag));
    let words = scale
        .or_else(|| form.item(figure).map(|item| item.question.get(tag)))
        .unwrap_or(figure);
    let level = group.and_then(|(dimension, level)| {
        let levels = &form.dimension(dimension)?.levels;
        Some(levels.iter().find(|known| known.id == *level)?.label.get(tag))
    });
    match level {
        Some(level) => format!("{} · {words} · {level}", survey.title),
        None => format!("{} · {words}", survey.title),
    }
}

/// A line for samples.
pub(super) fn sample_line(kind: Kind) -> Line {
    let results = crate::climate::sample_results();
    Line {
        id: PlanEntryId::from(uuid::Uuid::from_u128(4)),
        team_id: results.survey.team,
        kind,
        words: "Ask the eighth-grade advisory groups what a welcoming first week would look like.".into(),
        who: "Marcus Bell".into(),
        due: (kind == Kind::Step).then(|| "2025-12-05".to_owned()),
        survey_id: results.survey.id,
        release_id: results.release,
        figure: results.report.scales[0].scale.clone(),
        dimension: None,
        level: None,
    }
}

impl View for PlanView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let survey = crate::climate::sample_results().survey;
        let plan = |entries: Vec<Line>, may_edit: bool| Plan {
            team: survey.team,
            entries,
            shared: !may_edit,
            may_edit,
            may_share: may_edit,
        };
        let full = Kind::ALL.map(sample_line).to_vec();
        vec![
            (
                "full",
                Self::new(visit, &plan(full.clone(), true), std::slice::from_ref(&survey)),
            ),
            ("empty", Self::new(visit, &plan(Vec::new(), true), &[])),
            ("host", Self::new(visit, &plan(full, false), &[])),
        ]
    }
}

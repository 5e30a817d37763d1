//! Choosing a group of a survey's people to look at, and the groups that were looked at before.

use askama::Template;
use axum::extract::Path;
use platform::climate::group::{self, Levels, Look};
use platform::climate::ledger::Results;
use platform::climate::{GroupReleaseId, SurveyId};
use platform::{ActionError, Problem};
use publish::Wording as _;

use super::wording::Words;
use super::{list, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::{Link, Page};
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/surveys/{survey}/groups", Access::TeamMember, show)
        .post("/surveys/{survey}/groups", Access::TeamMember, ask)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<GroupsView>("climate/groups.html");
}

async fn show(ctx: Ctx, Path(id): Path<SurveyId>) -> PageResult {
    let (results, looks) = group::looks(ctx.platform(), ctx.actor(), id).await?;
    ctx.render(&GroupsView::new(
        ctx.visit(),
        &results,
        &looks,
        &Levels::new(),
        &[],
    ))
}

async fn ask(ctx: Ctx, Path(id): Path<SurveyId>, posted: Posted) -> PageResult {
    let (results, looks) = group::looks(ctx.platform(), ctx.actor(), id).await?;
    let chosen = chosen(&results, &posted.fields);
    let problems = match group::ask(ctx.platform(), ctx.actor(), id, chosen.clone()).await {
        Ok(group) => return ctx.see_other(&urls::group(id, group)),
        Err(ActionError::Invalid(problems)) => problems,
        Err(ActionError::Conflict(problem)) => vec![problem],
        Err(other) => return Err(other.into()),
    };
    ctx.render_invalid(&GroupsView::new(
        ctx.visit(),
        &results,
        &looks,
        &chosen,
        &problems,
    ))
}

fn field(dimension: &str) -> String {
    format!("level-{dimension}")
}

/// The levels that were ticked.
fn chosen(results: &Results, fields: &Fields) -> Levels {
    let of = |dimension: &disclosure::Dimension| {
        let ticked = fields.all(&field(&dimension.id)).iter().cloned().collect();
        (dimension.id.clone(), ticked)
    };
    let dimensions = results.report.dimensions.iter().map(of);
    dimensions
        .filter(|(_, ticked): &(_, std::collections::BTreeSet<String>)| !ticked.is_empty())
        .collect()
}

/// A group in words: "Grade 7 or Grade 8, Yes".
pub(super) fn in_words(words: &Words, levels: &Levels) -> String {
    let level = |dimension: &str, level: &str| {
        words.group(&disclosure::Group::Level {
            dimension: dimension.to_owned(),
            level: level.to_owned(),
        })
    };
    let parts = levels.iter().map(|(dimension, chosen)| {
        let named = chosen.iter().map(|one| level(dimension, one));
        let either = |one: String, other: String| {
            let said = words.t.say("group-or").with("one", one).with("other", other);
            said.to_string()
        };
        named.reduce(either).unwrap_or_default()
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// Field, question and boxes of a dimension: key, words, whether ticked.
type Boxes = (String, String, Vec<(String, String, bool)>);

#[derive(Template)]
#[template(path = "climate/groups.html")]
struct GroupsView {
    page: Page,
    t: Translator,
    action: String,
    about: String,
    dimensions: Vec<Boxes>,
    earlier: Vec<Link>,
    problems: Vec<(String, String)>,
}

impl GroupsView {
    fn new(visit: &Visit, results: &Results, looks: &[Look], chosen: &Levels, problems: &[Problem]) -> Self {
        let t = visit.t();
        let survey = &results.survey;
        let words = Words {
            form: &survey.instrument,
            t,
        };
        let boxes = |dimension: &disclosure::Dimension| {
            let level = |level: &String| {
                let group = disclosure::Group::Level {
                    dimension: dimension.id.clone(),
                    level: level.clone(),
                };
                let ticked = chosen
                    .get(&dimension.id)
                    .is_some_and(|ticked| ticked.contains(level));
                (level.clone(), words.group(&group), ticked)
            };
            (
                field(&dimension.id),
                words.dimension(&dimension.id),
                dimension.levels.iter().map(level).collect(),
            )
        };
        Self {
            page: Page::new(visit, t.say("groups-title"))
                .below(t.say("surveys-title"), urls::surveys(survey.team))
                .below(&survey.title, urls::results(survey.id)),
            action: urls::groups(survey.id),
            about: list::about(t, survey),
            dimensions: results.report.dimensions.iter().map(boxes).collect(),
            earlier: looks
                .iter()
                .map(|look| Link::new(in_words(&words, &look.levels), urls::group(survey.id, look.id)))
                .collect(),
            problems: t.problems(problems),
            t,
        }
    }
}

/// A look at two grades of the sample survey.
pub(super) fn sample_look(results: &Results) -> Look {
    let dimension = &results.report.dimensions[0];
    let levels = dimension.levels.iter().take(2).cloned().collect();
    Look {
        id: GroupReleaseId::from(uuid::Uuid::from_u128(4)),
        day: "2025-10-30".into(),
        levels: Levels::from([(dimension.id.clone(), levels)]),
    }
}

impl View for GroupsView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let results = super::sample::results();
        let look = sample_look(&results);
        let exposes = Problem::new("", "group-exposes").with("earlier", "Fall 2025");
        vec![
            ("first", Self::new(visit, &results, &[], &Levels::new(), &[])),
            (
                "refused",
                Self::new(
                    visit,
                    &results,
                    std::slice::from_ref(&look),
                    &look.levels,
                    &[exposes],
                ),
            ),
        ]
    }
}

//! Closing a survey: a page that says what it does, and one button.

use askama::Template;
use axum::extract::Path;
use platform::climate::survey::{self, Survey};
use platform::climate::{SurveyId, progress, seal};

use super::urls;
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/surveys/{survey}/close", Access::TeamMember, ask)
        .post("/surveys/{survey}/close", Access::TeamMember, close)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<CloseView>("climate/close.html");
}

async fn ask(ctx: Ctx, Path(id): Path<SurveyId>) -> PageResult {
    let survey = survey::get(ctx.platform(), ctx.actor(), id).await?;
    if !survey::rights(ctx.platform(), ctx.actor(), &survey).await?.run {
        return Err(PageError::Forbidden);
    }
    if !survey.is_open() {
        return ctx.see_other(&urls::results(id));
    }
    let progress = progress::of(ctx.platform(), ctx.actor(), &survey).await?;
    let few = !matches!(progress, Some(progress::Progress::Answers(_)));
    ctx.render(&CloseView::new(ctx.visit(), &survey, few))
}

async fn close(ctx: Ctx, Path(id): Path<SurveyId>, _: Posted) -> PageResult {
    seal::seal(ctx.platform(), ctx.actor(), id).await?;
    ctx.see_other_saying(&urls::results(id), "survey-closed-now")
}

#[derive(Template)]
#[template(path = "climate/close.html")]
struct CloseView {
    page: Page,
    t: Translator,
    action: String,
    back: String,
    least: u32,
    /// Whether so few have answered that nothing will be shown.
    few: bool,
}

impl CloseView {
    fn new(visit: &Visit, survey: &Survey, few: bool) -> Self {
        let t = visit.t();
        Self {
            page: Page::new(visit, t.say("survey-close-title").with("title", &survey.title))
                .below(t.say("surveys-title"), urls::surveys(survey.team))
                .below(&survey.title, urls::survey(survey.id)),
            t,
            action: urls::close(survey.id),
            back: urls::survey(survey.id),
            least: progress::LEAST,
            few,
        }
    }
}

impl View for CloseView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let survey = super::sample::survey();
        vec![
            ("open", Self::new(visit, &survey, false)),
            ("few", Self::new(visit, &survey, true)),
        ]
    }
}

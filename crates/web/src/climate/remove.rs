//! Removing a survey for good: asks first.

use askama::Template;
use axum::extract::Path;
use platform::climate::survey::{self, Survey};
use platform::climate::{SurveyId, removal};

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
        .get("/surveys/{survey}/remove", Access::TeamMember, ask)
        .post("/surveys/{survey}/remove", Access::TeamMember, remove)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<RemoveView>("climate/remove.html");
}

async fn ask(ctx: Ctx, Path(id): Path<SurveyId>) -> PageResult {
    let survey = survey::get(ctx.platform(), ctx.actor(), id).await?;
    if !removal::may_remove(ctx.platform(), ctx.actor(), &survey).await? {
        return Err(PageError::Forbidden);
    }
    ctx.render(&RemoveView::new(ctx.visit(), &survey))
}

async fn remove(ctx: Ctx, Path(id): Path<SurveyId>, _: Posted) -> PageResult {
    let team = removal::remove(ctx.platform(), ctx.actor(), id).await?;
    ctx.see_other_saying(&urls::surveys(team), "survey-removed")
}

#[derive(Template)]
#[template(path = "climate/remove.html")]
struct RemoveView {
    page: Page,
    t: Translator,
    open: bool,
    action: String,
    back: String,
}

impl RemoveView {
    fn new(visit: &Visit, survey: &Survey) -> Self {
        let t = visit.t();
        Self {
            page: Page::new(visit, t.say("survey-remove-title").with("title", &survey.title))
                .below(t.say("surveys-title"), urls::surveys(survey.team))
                .below(&survey.title, urls::survey(survey.id)),
            t,
            open: survey.is_open(),
            action: urls::remove(survey.id),
            back: urls::survey(survey.id),
        }
    }
}

impl View for RemoveView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        vec![
            ("open", Self::new(visit, &super::sample::survey())),
            ("closed", Self::new(visit, &super::sample::results().survey)),
        ]
    }
}

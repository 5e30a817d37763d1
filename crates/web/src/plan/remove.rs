//! Removing a line of a plan: asks first.

use askama::Template;
use axum::extract::Path;
use platform::plan::PlanEntryId;
use platform::plan::entry::{self, Kind, Line};

use super::{show, urls};
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
        .get("/plan/{entry}/remove", Access::TeamMember, ask)
        .post("/plan/{entry}/remove", Access::TeamMember, remove)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<RemoveView>("plan/remove.html");
}

async fn ask(ctx: Ctx, Path(id): Path<PlanEntryId>) -> PageResult {
    let line = entry::get(ctx.platform(), ctx.actor(), id).await?;
    ctx.render(&RemoveView::new(ctx.visit(), &line))
}

async fn remove(ctx: Ctx, Path(id): Path<PlanEntryId>, _: Posted) -> PageResult {
    let team = entry::remove(ctx.platform(), ctx.actor(), id).await?;
    ctx.see_other_saying(&urls::plan(team), "plan-removed")
}

#[derive(Template)]
#[template(path = "plan/remove.html")]
struct RemoveView {
    page: Page,
    t: Translator,
    words: String,
    action: String,
    back: String,
}

impl RemoveView {
    fn new(visit: &Visit, line: &Line) -> Self {
        let t = visit.t();
        Self {
            page: Page::new(visit, t.say("plan-remove-title"))
                .below(t.say("plan-title"), urls::plan(line.team_id)),
            t,
            words: line.words.clone(),
            action: urls::remove(line.id),
            back: urls::plan(line.team_id),
        }
    }
}

impl View for RemoveView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        vec![("asks", Self::new(visit, &show::sample_line(Kind::Asset)))]
    }
}

//! Settling what a team works on, at the end of its check-in.

use askama::Template;
use axum::extract::Path;
use platform::network::season::{self, Network};
use platform::network::{TeamId, team, team_change};
use platform::{ActionError, Problem};

use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

const PATH: &str = "/teams/{team}/focus";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(PATH, Access::TeamMember, show)
        .post(PATH, Access::TeamMember, save)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<FocusView>("network/focus.html");
}

async fn read(ctx: &Ctx, id: TeamId) -> Result<(team::Model, Network), PageError> {
    let team = team::get(ctx.platform(), ctx.actor(), id).await?;
    if !team::may_edit(ctx.platform(), ctx.actor(), id).await? {
        return Err(PageError::Forbidden);
    }
    let network = season::get(ctx.platform(), ctx.actor(), team.network_id).await?;
    Ok((team, network))
}

async fn show(ctx: Ctx, Path(id): Path<TeamId>) -> PageResult {
    let (team, network) = read(&ctx, id).await?;
    ctx.render(&FocusView::new(ctx.visit(), &team, &network, None, &[]))
}

async fn save(ctx: Ctx, Path(id): Path<TeamId>, posted: Posted) -> PageResult {
    let (team, network) = read(&ctx, id).await?;
    let (area, focus) = (posted.fields.text("focus_area"), posted.fields.text("focus"));
    match team_change::settle_focus(ctx.platform(), ctx.actor(), id, area, focus).await {
        Ok(()) => ctx.see_other_saying(&urls::team(id), "network-focus-saved"),
        Err(ActionError::Invalid(problems)) => ctx.render_invalid(&FocusView::new(
            ctx.visit(),
            &team,
            &network,
            Some(&posted.fields),
            &problems,
        )),
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "network/focus.html")]
struct FocusView {
    page: Page,
    t: Translator,
    id: TeamId,
    options: Vec<(String, String)>,
    area: String,
    focus: String,
    errors: [String; 2],
    problems: Vec<(String, String)>,
}

impl FocusView {
    fn new(
        visit: &Visit,
        team: &team::Model,
        network: &Network,
        sent: Option<&Fields>,
        problems: &[Problem],
    ) -> Self {
        let t = visit.t();
        let tag = t.language.tag();
        let areas = &network.definition.focus_areas;
        let field = |name: &str, stored: &str| sent.map_or(stored, |fields| fields.text(name)).to_owned();
        Self {
            page: Page::new(visit, t.say("network-focus-title")).below(&team.name, urls::team(team.id)),
            t,
            id: team.id,
            options: areas
                .iter()
                .map(|area| (area.id.clone(), area.name.get(tag).to_owned()))
                .collect(),
            area: field("focus_area", team.focus_area.as_deref().unwrap_or_default()),
            focus: field("focus", &team.focus),
            errors: ["focus_area", "focus"].map(|field| t.problem_of(problems, field)),
            problems: t.problems(problems),
        }
    }
}

impl View for FocusView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let network = sample::network();
        let wrong = [Problem::new("focus_area", "network-focus-area-missing")];
        vec![
            (
                "settled",
                Self::new(visit, &sample::team(true), &network, None, &[]),
            ),
            (
                "wrong",
                Self::new(visit, &sample::team(false), &network, None, &wrong),
            ),
        ]
    }
}

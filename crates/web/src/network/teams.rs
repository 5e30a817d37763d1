//! The teams of a network, for staff.

use askama::Template;
use axum::extract::Path;
use platform::network::season::{self, Network};
use platform::network::{collaborative, team};

use super::application::place_name;
use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new().get("/networks/{slug}/teams", Access::Staff, show)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<TeamsView>("network/teams.html");
}

async fn show(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let network = season::by_slug(ctx.platform(), ctx.actor(), &slug).await?;
    let teams = team::list(ctx.platform(), ctx.actor(), &network).await?;
    let places = season::collaboratives(ctx.platform(), network.id).await?;
    ctx.render(&TeamsView::new(ctx.visit(), &network, &teams, &places))
}

struct Row {
    url: String,
    name: String,
    place: String,
    focus: String,
}

#[derive(Template)]
#[template(path = "network/teams.html")]
struct TeamsView {
    page: Page,
    t: Translator,
    slug: String,
    rows: Vec<Row>,
}

impl TeamsView {
    fn new(visit: &Visit, network: &Network, teams: &[team::Model], places: &[collaborative::Model]) -> Self {
        let (t, definition) = (visit.t(), &network.definition);
        let tag = t.language.tag();
        let row = |team: &team::Model| {
            let place = places
                .iter()
                .find(|place| Some(place.id) == team.collaborative_id);
            let area = definition
                .focus_areas
                .iter()
                .find(|area| Some(&area.id) == team.focus_area.as_ref());
            Row {
                url: urls::team(team.id),
                name: team.name.clone(),
                place: place
                    .map(|place| place_name(t, network, Some(&place.slug)))
                    .unwrap_or_default(),
                focus: area.map_or_else(
                    || t.say("network-focus-open").to_string(),
                    |area| format!("{}. {}", area.name.get(tag), team.focus),
                ),
            }
        };
        Self {
            page: Page::new(visit, t.say("network-teams"))
                .below(t.say("network-networks"), crate::urls::HOME)
                .below(definition.name.get(tag), urls::network(&definition.slug)),
            t,
            slug: definition.slug.clone(),
            rows: teams.iter().map(row).collect(),
        }
    }
}

impl View for TeamsView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let network = sample::network();
        let teams = [sample::team(true), sample::team(false)];
        vec![
            ("some", Self::new(visit, &network, &teams, &[])),
            ("none", Self::new(visit, &network, &[], &[])),
        ]
    }
}

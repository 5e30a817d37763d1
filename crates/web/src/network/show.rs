//! A network's page: what it is, when, for whom, what it costs, who is in it, and the way to apply.

use askama::Template;
use axum::extract::Path;
use platform::Action;
use platform::network::season::{self, Network};
use platform::network::session::Session;

use super::shown::{self, SessionShown};
use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new().get("/networks/{slug}", Access::Public, show)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<ShowView>("network/show.html");
}

async fn show(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let network = season::by_slug(ctx.platform(), ctx.actor(), &slug).await?;
    let sessions = season::sessions(ctx.platform(), ctx.actor(), &network).await?;
    let staff = ctx
        .platform()
        .allows(ctx.actor(), Action::ApplicationList, &network.resource());
    ctx.render(&ShowView::new(ctx.visit(), &network, &sessions, staff))
}

#[derive(Template)]
#[template(path = "network/show.html")]
struct ShowView {
    page: Page,
    t: Translator,
    slug: String,
    summary: String,
    host: String,
    contact: String,
    description: Vec<String>,
    season: String,
    team_size: String,
    fee: String,
    eligible: String,
    applications: String,
    open: bool,
    staff: bool,
    collaboratives: Vec<(String, String, String)>,
    sessions: Vec<SessionShown>,
}

impl ShowView {
    fn new(visit: &Visit, network: &Network, sessions: &[Session], staff: bool) -> Self {
        let (t, definition) = (visit.t(), &network.definition);
        let tag = t.language.tag();
        let capacity = |most: Option<u16>| match most {
            Some(most) => t.say("network-teams-most").with("count", most).to_string(),
            None => String::new(),
        };
        let season = t
            .say("network-when-between")
            .with("from", t.date(definition.season.from))
            .with("until", t.date(definition.season.until));
        let size = definition.team_size;
        Self {
            page: Page::new(visit, definition.name.get(tag))
                .below(t.say("network-networks"), crate::urls::HOME),
            t,
            slug: definition.slug.clone(),
            summary: definition.summary.get(tag).into(),
            host: definition.host.clone(),
            contact: definition.contact.clone(),
            description: shown::paragraphs(definition.description.get(tag)),
            season: season.to_string(),
            team_size: t
                .say("network-team-size")
                .with("least", size.least)
                .with("most", size.most)
                .to_string(),
            fee: shown::fee(t, definition),
            eligible: shown::eligible(t, definition),
            applications: shown::application_state(t, definition, visit.now),
            open: definition.takes_applications(visit.now),
            staff,
            collaboratives: definition
                .collaboratives
                .iter()
                .map(|one| {
                    (
                        one.name.get(tag).into(),
                        one.summary.get(tag).into(),
                        capacity(one.capacity_teams),
                    )
                })
                .collect(),
            sessions: shown::season(t, definition, sessions, visit.now),
        }
    }
}

impl View for ShowView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let (open, closed) = (sample::network(), sample::closed());
        vec![
            ("open", Self::new(visit, &open, &sample::sessions(&open), false)),
            (
                "closed",
                Self::new(visit, &closed, &sample::sessions(&closed), true),
            ),
            ("without-sessions", Self::new(visit, &open, &[], false)),
        ]
    }
}

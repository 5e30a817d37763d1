//! The sessions of a network, with their parts and what to read before.

use askama::Template;
use axum::extract::Path;
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
    Routes::new().get("/networks/{slug}/sessions", Access::Public, show)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<SessionsView>("network/sessions.html");
}

async fn show(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let network = season::by_slug(ctx.platform(), ctx.actor(), &slug).await?;
    let sessions = season::sessions(ctx.platform(), ctx.actor(), &network).await?;
    ctx.render(&SessionsView::new(ctx.visit(), &network, &sessions))
}

#[derive(Template)]
#[template(path = "network/sessions.html")]
struct SessionsView {
    page: Page,
    t: Translator,
    name: String,
    zone: String,
    sessions: Vec<SessionShown>,
}

impl SessionsView {
    fn new(visit: &Visit, network: &Network, sessions: &[Session]) -> Self {
        let (t, definition) = (visit.t(), &network.definition);
        let name = definition.name.get(t.language.tag());
        Self {
            page: Page::new(visit, t.say("network-sessions"))
                .below(t.say("network-networks"), crate::urls::HOME)
                .below(name, urls::network(&definition.slug)),
            t,
            name: name.into(),
            zone: t.zone(visit.now, definition.zone()),
            sessions: shown::season(t, definition, sessions, visit.now),
        }
    }
}

impl View for SessionsView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let network = sample::network();
        vec![
            ("season", Self::new(visit, &network, &sample::sessions(&network))),
            ("empty", Self::new(visit, &network, &[])),
        ]
    }
}

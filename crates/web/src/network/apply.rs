//! Where one begins an application: what it takes, and a button.

use askama::Template;
use axum::extract::Path;
use platform::network::application;
use platform::network::season::{self, Network};

use super::{sample, shown, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

const PATH: &str = "/networks/{slug}/apply";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(PATH, Access::SignedIn, show)
        .post(PATH, Access::SignedIn, start)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<ApplyView>("network/apply.html");
}

/// Whoever has begun already goes on where they were.
async fn show(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let network = season::by_slug(ctx.platform(), ctx.actor(), &slug).await?;
    if let Some(own) = application::mine(ctx.platform(), ctx.actor(), network.id).await? {
        return ctx.see_other(&urls::edit(own));
    }
    ctx.render(&ApplyView::new(ctx.visit(), &network))
}

async fn start(ctx: Ctx, Path(slug): Path<String>, _posted: Posted) -> PageResult {
    let network = season::by_slug(ctx.platform(), ctx.actor(), &slug).await?;
    let own = application::start(ctx.platform(), ctx.actor(), &network).await?;
    ctx.see_other(&urls::edit(own))
}

#[derive(Template)]
#[template(path = "network/apply.html")]
struct ApplyView {
    page: Page,
    t: Translator,
    slug: String,
    name: String,
    applications: String,
    eligible: String,
    open: bool,
}

impl ApplyView {
    fn new(visit: &Visit, network: &Network) -> Self {
        let (t, definition) = (visit.t(), &network.definition);
        let name = definition.name.get(t.language.tag());
        Self {
            page: Page::new(visit, t.say("network-apply-title"))
                .below(t.say("network-networks"), crate::urls::HOME)
                .below(name, urls::network(&definition.slug)),
            t,
            slug: definition.slug.clone(),
            name: name.into(),
            applications: shown::application_state(t, definition, visit.now),
            eligible: shown::eligible(t, definition),
            open: definition.takes_applications(visit.now),
        }
    }
}

impl View for ApplyView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        vec![
            ("open", Self::new(visit, &sample::network())),
            ("closed", Self::new(visit, &sample::closed())),
        ]
    }
}

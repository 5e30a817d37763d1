//! The home page: what this place is, and the ways in.

use askama::Template;

use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::urls;
use crate::visit::Visit;

/// The routes.
pub fn routes() -> Routes {
    Routes::new().get(urls::HOME, Access::Public, home)
}

/// The views.
pub fn samples(gallery: &mut Gallery) {
    gallery.add::<HomeView>("home.html");
}

async fn home(ctx: Ctx) -> PageResult {
    ctx.render(&HomeView::new(ctx.visit()))
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomeView {
    page: Page,
    t: Translator,
}

impl HomeView {
    fn new(visit: &Visit) -> Self {
        Self {
            page: Page::new(visit, visit.t().say("home-title")),
            t: visit.t(),
        }
    }
}

impl View for HomeView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        vec![("plain", Self::new(visit))]
    }
}

//! Pages and files of the program itself: health, assets, the style guide, choices of language and theme.

use askama::Template;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::cookies::Cookie;
use crate::ctx::Ctx;
use crate::failure::{ErrorView, PageResult};
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::{Language, Translator};
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::{Theme, Visit};
use crate::{assets, urls};

/// The routes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/healthz", Access::Machine, health)
        .get("/robots.txt", Access::Machine, robots)
        .get("/favicon.ico", Access::Machine, favicon)
        .get("/assets/{stamp}/{*name}", Access::Machine, assets::serve)
        .get(urls::STYLEGUIDE, Access::Public, styleguide)
        .post(urls::PREFERENCES, Access::Public, choose)
}

/// The views.
pub fn samples(gallery: &mut Gallery) {
    gallery.add::<ErrorView>("system/error.html");
    gallery.add::<StyleguideView>("system/styleguide.html");
}

/// Whether the program answers and its database can be read.
async fn health(ctx: Ctx) -> PageResult {
    platform::people::staff::has_lead(ctx.platform()).await?;
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], "ok\n").into_response())
}

/// Search engines are welcome on the public pages and nowhere else.
async fn robots() -> Response {
    let text =
        "User-agent: *\nDisallow: /account\nDisallow: /sign-in\nDisallow: /s/\nDisallow: /styleguide\n";
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

async fn favicon() -> Response {
    match assets::find("favicon.svg") {
        Some(bytes) => ([(CONTENT_TYPE, "image/svg+xml")], bytes).into_response(),
        None => crate::failure::PageError::NotFound.into_response(),
    }
}

/// Keeps a chosen language or theme, and goes back.
async fn choose(ctx: Ctx, posted: Posted) -> PageResult {
    let back = urls::local_path(posted.fields.text("back"));
    let mut response = ctx.see_other(back)?;
    if let Some(language) = Language::from_tag(posted.fields.text("language")) {
        // Mail follows the person's language; somebody without a name says both on their account page.
        if let platform::Actor::Person(person) = ctx.actor().clone()
            && !person.name.is_empty()
        {
            platform::people::person::edit(ctx.platform(), ctx.actor(), &person.name, language.tag()).await?;
        }
        response = ctx.with_cookie(response, Cookie::Language, language.tag());
    }
    if posted.fields.has("theme") {
        let theme = Theme::named(posted.fields.text("theme"));
        response = ctx.with_cookie(response, Cookie::Theme, theme.name());
    }
    Ok(response)
}

async fn styleguide(ctx: Ctx) -> PageResult {
    ctx.render(&StyleguideView::new(ctx.visit()))
}

#[derive(Template)]
#[template(path = "system/styleguide.html")]
struct StyleguideView {
    page: Page,
    t: Translator,
}

impl StyleguideView {
    fn new(visit: &Visit) -> Self {
        Self {
            page: Page::new(visit, visit.t().say("styleguide-title")),
            t: visit.t(),
        }
    }
}

impl View for StyleguideView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        vec![("all", Self::new(visit))]
    }
}

//! Routes, views, templates and assets. Knows no SQL: a handler extracts, calls one command or query of
//! `platform`, and renders.
//!
//! # How to add a page
//!
//! One page is one file, read top to bottom: routes, handlers, view, samples. For a page of the feature
//! `network`, say:
//!
//! 1. **Route.** In `src/network/show.rs` a `pub(super) fn routes() -> Routes` with
//!    `Routes::new().get("/networks/{network}", Access::Public, show)`. The [class](routes::Access) is whom it
//!    is for; a command decides finely. `.limited(Rate::Code)` and `.uploads()` speak of the route just added.
//!    `src/network/mod.rs` joins its files' routes, and [`app::routes`] joins the features.
//! 2. **Addresses** are functions and constants in `src/network/urls.rs`, never text in a handler or template.
//! 3. **Handler.** `async fn show(ctx: Ctx, Path(network): Path<NetworkId>) -> PageResult`: at most 40 lines and
//!    4 arguments. It calls one query or command with `ctx.platform()` and `ctx.actor()`; `?` turns an
//!    `ActionError` into its page. Then `ctx.render(&view)`.
//! 4. **Change.** A `post` handler takes [`Posted`](form::Posted) last: its token or origin has been checked, its
//!    body read within the limit. `posted.fields.text("name")` is trimmed and empty when missing. On
//!    `ActionError::Invalid(problems)` show the same view with what was sent and
//!    `ctx.render_invalid(&view)` (422); on success `ctx.see_other_saying(&url, "network-saved")`.
//! 5. **View.** A plain struct with `page: Page` and `t: Translator`, `#[derive(Template)]`, made from
//!    `ctx.visit()` and what the query gave: `Page::new(visit, title).below("Networks", urls::LIST)`. Display-ready
//!    fields only. Dates and numbers by `t.date(…)`, `t.instant(…, zone)`, `t.percent(…)`.
//! 6. **Template** in `templates/network/show.html`: `{% extends "layout.html" %}`, then `{% block main %}`; the title
//!    is already there as the h1 (`{% block heading %}` replaces it). Components are imported by
//!    `{%- import "components/forms.html" as forms -%}` and called by
//!    `{% call forms::field("name", t.say("network-name"), name, error = error) %}{% endcall %}`. Every form starts
//!    with `{% call forms::csrf(page.csrf) %}{% endcall %}`. No inline style or script. A macro's arguments are bound
//!    one after the other and hide fields of the same name, so write `self.name` for a field called `name`,
//!    `label` or `value`.
//! 7. **Sentences** in `locales/en/network.ftl` and `locales/es/network.ftl`, keys `network-…`, said by
//!    `{{ t.say("network-size").with("count", count) }}`. `problem.code`s of commands are keys, too. An
//!    argument that is a number gets digit groups and picks plurals; give a year as text.
//! 8. **Samples.** `impl View for ShowView { fn samples(visit) }` with every state (empty, full, wrong, long),
//!    added in the feature's `samples` by `gallery.add::<ShowView>("network/show.html")`, and the feature in
//!    [`gallery::draw_all`].
//! 9. **Navigation**, if people start there: one line in `navigation`.
//!
//! Pages that answer (`Access::Answer`) read and set no cookie: use `Page::new(…).bare()`, take authority from
//! the body, and leave out the token. Tests in `tests/` walk all routes as all roles; a new path parameter
//! needs a value there.

pub mod app;
pub mod assets;
pub mod climate;
pub mod cookies;
pub mod csrf;
pub mod ctx;
mod dates;
pub mod failure;
pub mod form;
mod frame;
pub mod gallery;
pub mod headers;
pub mod home;
pub mod language;
pub mod limits;
pub mod mail;
pub mod navigation;
pub mod network;
pub mod page;
pub mod people;
pub mod plan;
pub mod routes;
pub mod said;
pub mod system;
pub mod urls;
pub mod visit;

pub use app::{App, Settings, router};
pub use ctx::Ctx;
pub use failure::{PageError, PageResult};
pub use form::Posted;
pub use gallery::View;
pub use language::{Language, Translator};
pub use page::{Link, Page};
pub use routes::{Access, Routes};
pub use visit::Visit;

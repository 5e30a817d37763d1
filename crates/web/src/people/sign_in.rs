//! Signing in: a form that mails a link, a page behind the link with a button, and the button. And out again.

use askama::Template;
use axum::extract::Path;
use platform::people::{login, sign_in};
use platform::{ActionError, Problem};

use crate::cookies::Cookie;
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::limits::Rate;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::urls;
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::SIGN_IN, Access::Public, form)
        .post(urls::SIGN_IN, Access::Public, ask)
        .limited(Rate::SignIn)
        .get("/sign-in/{token}", Access::LinkHolder, link)
        .post("/sign-in/{token}", Access::LinkHolder, redeem)
        .limited(Rate::SignIn)
        .post(urls::SIGN_OUT, Access::Public, sign_out)
        .post(urls::SIGN_OUT_EVERYWHERE, Access::SignedIn, sign_out_everywhere)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<FormView>("people/sign_in.html");
    gallery.add::<SentView>("people/sign_in_sent.html");
    gallery.add::<LinkView>("people/sign_in_link.html");
}

async fn form(ctx: Ctx) -> PageResult {
    ctx.render(&FormView::new(ctx.visit(), "", ctx.query().text("next"), &[]))
}

/// Says the same whether or not somebody has the address.
async fn ask(ctx: Ctx, posted: Posted) -> PageResult {
    let (email, next) = (posted.fields.text("email"), posted.fields.text("next"));
    match sign_in::ask(ctx.platform(), email, ctx.visit().language.tag(), next).await {
        Ok(()) => ctx.render(&SentView::new(ctx.visit(), email, next)),
        Err(ActionError::Invalid(problems)) => {
            ctx.render_invalid(&FormView::new(ctx.visit(), email, next, &problems))
        }
        Err(error) => Err(error.into()),
    }
}

/// Shows a button and changes nothing: mail scanners open links.
async fn link(ctx: Ctx, Path(token): Path<String>) -> PageResult {
    let email = sign_in::peek(ctx.platform(), &token).await?;
    ctx.render(&LinkView::new(ctx.visit(), &email, &token))
}

async fn redeem(ctx: Ctx, Path(token): Path<String>) -> PageResult {
    let redeemed = sign_in::redeem(ctx.platform(), &token).await?;
    // Who was not on the way anywhere goes to what is theirs.
    let next = match urls::local_path(&redeemed.next) {
        urls::HOME => crate::network::urls::MINE,
        next => next,
    };
    let response = ctx.see_other_saying(next, "sign-in-done")?;
    let response = ctx.without_cookie(response, Cookie::Visit);
    Ok(ctx.with_cookie(response, Cookie::Login, &redeemed.token))
}

async fn sign_out(ctx: Ctx) -> PageResult {
    if let Some(token) = ctx.visit().login() {
        login::end(ctx.platform(), token).await?;
    }
    let response = ctx.see_other_saying(urls::HOME, "sign-out-done")?;
    Ok(ctx.without_cookie(response, Cookie::Login))
}

async fn sign_out_everywhere(ctx: Ctx) -> PageResult {
    login::end_everywhere(ctx.platform(), ctx.actor()).await?;
    let response = ctx.see_other_saying(urls::HOME, "sign-out-everywhere-done")?;
    Ok(ctx.without_cookie(response, Cookie::Login))
}

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct FormView {
    page: Page,
    t: Translator,
    email: String,
    next: String,
    error: String,
    problems: Vec<(String, String)>,
}

impl FormView {
    fn new(visit: &Visit, email: &str, next: &str, problems: &[Problem]) -> Self {
        let t = visit.t();
        Self {
            page: Page::new(visit, t.say("sign-in-title")),
            t,
            email: email.into(),
            next: urls::local_path(next).into(),
            error: t.problem_of(problems, "email"),
            problems: t.problems(problems),
        }
    }
}

impl View for FormView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let wrong = [Problem::new("email", "email-wrong")];
        vec![
            ("empty", Self::new(visit, "", "/", &[])),
            ("wrong", Self::new(visit, "marisol@", "/account", &wrong)),
        ]
    }
}

#[derive(Template)]
#[template(path = "people/sign_in_sent.html")]
struct SentView {
    page: Page,
    t: Translator,
    email: String,
    next: String,
    minutes: i64,
}

impl SentView {
    fn new(visit: &Visit, email: &str, next: &str) -> Self {
        let (page, next) = (
            Page::new(visit, visit.t().say("sign-in-sent")),
            urls::local_path(next).into(),
        );
        Self {
            page,
            t: visit.t(),
            email: email.into(),
            next,
            minutes: sign_in::MINUTES,
        }
    }
}

impl View for SentView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        vec![("sent", Self::new(visit, "marisol@district.example", "/account"))]
    }
}

#[derive(Template)]
#[template(path = "people/sign_in_link.html")]
struct LinkView {
    page: Page,
    t: Translator,
    email: String,
    action: String,
}

impl LinkView {
    fn new(visit: &Visit, email: &str, token: &str) -> Self {
        let page = Page::new(visit, visit.t().say("sign-in-link"));
        Self {
            page,
            t: visit.t(),
            email: email.into(),
            action: urls::sign_in_link(token),
        }
    }
}

impl View for LinkView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        vec![("ready", Self::new(visit, "marisol@district.example", "0123abcd"))]
    }
}

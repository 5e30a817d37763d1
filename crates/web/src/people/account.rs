//! One's own account: name, language, and the way out of every device.

use askama::Template;
use platform::{ActionError, Actor, Problem, SignedIn};

use crate::cookies::Cookie;
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::{Language, Translator};
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::urls;
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::ACCOUNT, Access::SignedIn, show)
        .post(urls::ACCOUNT, Access::SignedIn, save)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<AccountView>("people/account.html");
}

async fn show(ctx: Ctx) -> PageResult {
    let person = signed_in(ctx.actor())?;
    ctx.render(&AccountView::new(ctx.visit(), person, None, &[]))
}

async fn save(ctx: Ctx, posted: Posted) -> PageResult {
    let (name, language) = (posted.fields.text("name"), posted.fields.text("language"));
    match platform::people::person::edit(ctx.platform(), ctx.actor(), name, language).await {
        Ok(()) => {
            let response = ctx.see_other_saying(urls::ACCOUNT, "account-saved")?;
            Ok(ctx.with_cookie(response, Cookie::Language, language))
        }
        Err(ActionError::Invalid(problems)) => {
            let person = signed_in(ctx.actor())?;
            ctx.render_invalid(&AccountView::new(
                ctx.visit(),
                person,
                Some(&posted.fields),
                &problems,
            ))
        }
        Err(error) => Err(error.into()),
    }
}

fn signed_in(actor: &Actor) -> Result<&SignedIn, PageError> {
    match actor {
        Actor::Person(person) => Ok(person),
        Actor::Visitor | Actor::System => Err(PageError::SignInNeeded),
    }
}

#[derive(Template)]
#[template(path = "people/account.html")]
struct AccountView {
    page: Page,
    t: Translator,
    email: String,
    roles: Vec<String>,
    name: String,
    language: String,
    languages: Vec<(&'static str, &'static str)>,
    error: String,
    problems: Vec<(String, String)>,
}

impl AccountView {
    /// What was `sent`, if something was, stands in the form instead of what is stored.
    fn new(visit: &Visit, person: &SignedIn, sent: Option<&Fields>, problems: &[Problem]) -> Self {
        let t = visit.t();
        let field = |name: &str, stored: &str| sent.map_or(stored, |fields| fields.text(name)).to_owned();
        let role =
            |role: &platform::people::person::StaffRole| t.say(&format!("role-{}", role.name())).to_string();
        Self {
            page: Page::new(visit, t.say("account-title")),
            t,
            email: person.email.clone(),
            roles: person.roles.iter().map(role).collect(),
            name: field("name", &person.name),
            language: field("language", &person.language),
            languages: Language::ALL
                .map(|language| (language.tag(), language.own_name()))
                .into(),
            error: t.problem_of(problems, "name"),
            problems: t.problems(problems),
        }
    }
}

impl View for AccountView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let Actor::Person(person) = &visit.actor else {
            return Vec::new();
        };
        let sent = [
            ("name".to_owned(), String::new()),
            ("language".to_owned(), "es".to_owned()),
        ];
        let wrong = [Problem::new("name", "account-name-missing")];
        vec![
            ("stored", Self::new(visit, person, None, &[])),
            (
                "wrong",
                Self::new(visit, person, Some(&sent.into_iter().collect()), &wrong),
            ),
        ]
    }
}

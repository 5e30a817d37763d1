//! The host's staff: who has which role, giving a role and taking it.

use askama::Template;
use platform::people::person::{Model, StaffRole};
use platform::people::staff;
use platform::{ActionError, Problem};

use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::urls;
use crate::visit::Visit;

const ROLES: [StaffRole; 6] = [
    StaffRole::Lead,
    StaffRole::Coordinator,
    StaffRole::Facilitator,
    StaffRole::Coach,
    StaffRole::ContentExpert,
    StaffRole::Evaluator,
];

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::STAFF, Access::Staff, show)
        .post(urls::STAFF, Access::Staff, appoint)
        .post(urls::STAFF_DISMISS, Access::Staff, dismiss)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<StaffView>("people/staff.html");
}

type People = Vec<(Model, Vec<StaffRole>)>;

async fn show(ctx: Ctx) -> PageResult {
    let people = staff::all(ctx.platform(), ctx.actor()).await?;
    let may_appoint = staff::may_appoint(ctx.platform(), ctx.actor());
    let view = StaffView::new(ctx.visit(), &people, &Fields::default(), &[]);
    ctx.render(&StaffView { may_appoint, ..view })
}

/// Refuses those who may not change roles, before their form is looked at.
fn may_appoint(ctx: &Ctx) -> Result<(), PageError> {
    if staff::may_appoint(ctx.platform(), ctx.actor()) {
        Ok(())
    } else {
        Err(PageError::Forbidden)
    }
}

async fn appoint(ctx: Ctx, posted: Posted) -> PageResult {
    may_appoint(&ctx)?;
    let fields = &posted.fields;
    let appointed = match StaffRole::named(fields.text("role")) {
        Some(role) => {
            let (email, name) = (fields.text("email"), fields.text("name"));
            staff::appoint(ctx.platform(), ctx.actor(), email, name, role).await
        }
        None => Err(ActionError::invalid("role", "staff-role-missing")),
    };
    match appointed {
        Ok(_) => ctx.see_other_saying(urls::STAFF, "staff-appointed"),
        Err(ActionError::Invalid(problems)) => {
            let people = staff::all(ctx.platform(), ctx.actor()).await?;
            ctx.render_invalid(&StaffView::new(ctx.visit(), &people, fields, &problems))
        }
        Err(error) => Err(error.into()),
    }
}

async fn dismiss(ctx: Ctx, posted: Posted) -> PageResult {
    may_appoint(&ctx)?;
    let fields = &posted.fields;
    let person = fields.text("person").parse().map_err(|_| PageError::NotFound)?;
    let role = StaffRole::named(fields.text("role")).ok_or(PageError::NotFound)?;
    staff::dismiss(ctx.platform(), ctx.actor(), person, role).await?;
    ctx.see_other_saying(urls::STAFF, "staff-dismissed")
}

/// One person of the host.
struct Line {
    id: String,
    name: String,
    email: String,
    /// Key and words of each role.
    roles: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "people/staff.html")]
struct StaffView {
    page: Page,
    t: Translator,
    lines: Vec<Line>,
    name: String,
    email: String,
    roles: Vec<(&'static str, String)>,
    role: String,
    errors: [String; 2],
    problems: Vec<(String, String)>,
    may_appoint: bool,
}

impl StaffView {
    fn new(visit: &Visit, people: &People, sent: &Fields, problems: &[Problem]) -> Self {
        let t = visit.t();
        let words = |role: StaffRole| {
            let words = t.say(&format!("role-{}", role.name())).to_string();
            (role.name(), words)
        };
        let line = |(person, roles): &(Model, Vec<StaffRole>)| Line {
            id: person.id.to_string(),
            name: person.called().to_owned(),
            email: person.email.clone(),
            roles: roles.iter().copied().map(words).collect(),
        };
        Self {
            page: Page::new(visit, t.say("staff-title")),
            t,
            lines: people.iter().map(line).collect(),
            name: sent.text("name").to_owned(),
            email: sent.text("email").to_owned(),
            roles: ROLES.map(words).into(),
            role: sent.text("role").to_owned(),
            errors: ["email", "role"].map(|field| t.problem_of(problems, field)),
            problems: t.problems(problems),
            may_appoint: true,
        }
    }
}

impl View for StaffView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let person = |number: u128, name: &str| Model {
            id: uuid::Uuid::from_u128(number).into(),
            email: format!("person{number}@host.example"),
            name: name.into(),
            language: "en".into(),
            created_at: visit.now,
        };
        let people = vec![
            (person(1, "Noor Haddad"), vec![StaffRole::Lead, StaffRole::Coach]),
            (person(2, ""), vec![StaffRole::Evaluator]),
        ];
        let wrong = [
            Problem::new("email", "email-wrong"),
            Problem::new("role", "staff-role-missing"),
        ];
        vec![
            ("some", Self::new(visit, &people, &Fields::default(), &[])),
            (
                "for those who only look",
                Self {
                    may_appoint: false,
                    ..Self::new(visit, &people, &Fields::default(), &[])
                },
            ),
            ("wrong", Self::new(visit, &people, &Fields::default(), &wrong)),
        ]
    }
}

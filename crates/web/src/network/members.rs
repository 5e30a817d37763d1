//! Adding people to a team, and changing what they are in it.

use askama::Template;
use axum::extract::Path;
use platform::network::member::Role;
use platform::network::{TeamId, team, team_change};
use platform::{ActionError, Problem};

use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

const PATH: &str = "/teams/{team}/members";
const ROLES: [Role; 5] = [
    Role::Member,
    Role::Lead,
    Role::Sponsor,
    Role::Substitute,
    Role::Observer,
];

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(PATH, Access::TeamMember, show)
        .post(PATH, Access::TeamMember, add)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<MembersView>("network/members.html");
}

async fn read(ctx: &Ctx, id: TeamId) -> Result<team::Model, PageError> {
    let team = team::get(ctx.platform(), ctx.actor(), id).await?;
    if team::may_edit(ctx.platform(), ctx.actor(), id).await? {
        Ok(team)
    } else {
        Err(PageError::Forbidden)
    }
}

async fn show(ctx: Ctx, Path(id): Path<TeamId>) -> PageResult {
    let team = read(&ctx, id).await?;
    ctx.render(&MembersView::new(ctx.visit(), &team, &Fields::default(), &[]))
}

async fn add(ctx: Ctx, Path(id): Path<TeamId>, posted: Posted) -> PageResult {
    let team = read(&ctx, id).await?;
    let fields = &posted.fields;
    let role = Role::named(fields.text("role")).unwrap_or(Role::Member);
    let who = (fields.text("name"), fields.text("email"));
    match team_change::add_member(ctx.platform(), ctx.actor(), id, who, role).await {
        Ok(_) => ctx.see_other_saying(&urls::team(id), "network-member-added"),
        Err(ActionError::Invalid(problems)) => {
            ctx.render_invalid(&MembersView::new(ctx.visit(), &team, fields, &problems))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "network/members.html")]
struct MembersView {
    page: Page,
    t: Translator,
    id: TeamId,
    name: String,
    email: String,
    roles: Vec<(&'static str, String)>,
    role: String,
    error: String,
    problems: Vec<(String, String)>,
}

impl MembersView {
    fn new(visit: &Visit, team: &team::Model, sent: &Fields, problems: &[Problem]) -> Self {
        let t = visit.t();
        let role = |role: Role| {
            (
                role.name(),
                t.say(&format!("team-role-{}.says", role.name())).to_string(),
            )
        };
        Self {
            page: Page::new(visit, t.say("network-members-title")).below(&team.name, urls::team(team.id)),
            t,
            id: team.id,
            name: sent.text("name").into(),
            email: sent.text("email").into(),
            roles: ROLES.map(role).into(),
            role: if sent.has("role") {
                sent.text("role").into()
            } else {
                Role::Member.name().into()
            },
            error: t.problem_of(problems, "email"),
            problems: t.problems(problems),
        }
    }
}

impl View for MembersView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let (team, none) = (sample::team(true), Fields::default());
        let wrong = [Problem::new("email", "email-wrong")];
        vec![
            ("empty", Self::new(visit, &team, &none, &[])),
            ("wrong", Self::new(visit, &team, &none, &wrong)),
        ]
    }
}

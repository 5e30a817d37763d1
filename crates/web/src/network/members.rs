//! The people of a team: adding them, changing what they are in it, taking them out.

use askama::Template;
use axum::extract::Path;
use platform::id::PersonId;
use platform::network::member::{Member, Role};
use platform::network::{TeamId, team, team_change};
use platform::{ActionError, Problem};

use super::ask::AskView;
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
const REMOVE: &str = "/teams/{team}/members/remove";
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
        .get(REMOVE, Access::TeamMember, ask_remove)
        .post(REMOVE, Access::TeamMember, remove)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<MembersView>("network/members.html");
}

async fn read(ctx: &Ctx, id: TeamId) -> Result<(team::Model, Vec<Member>), PageError> {
    let team = team::get(ctx.platform(), ctx.actor(), id).await?;
    if !team::may_edit(ctx.platform(), ctx.actor(), id).await? {
        return Err(PageError::Forbidden);
    }
    let members = team::members(ctx.platform(), ctx.actor(), id).await?;
    Ok((team, members))
}

async fn show(ctx: Ctx, Path(id): Path<TeamId>) -> PageResult {
    let (team, members) = read(&ctx, id).await?;
    ctx.render(&MembersView::new(
        ctx.visit(),
        &team,
        &members,
        &Fields::default(),
        &[],
    ))
}

async fn add(ctx: Ctx, Path(id): Path<TeamId>, posted: Posted) -> PageResult {
    let (team, members) = read(&ctx, id).await?;
    let fields = &posted.fields;
    let role = Role::named(fields.text("role")).unwrap_or(Role::Member);
    let who = (fields.text("name"), fields.text("email"));
    match team_change::add_member(ctx.platform(), ctx.actor(), id, who, role).await {
        Ok(_) => ctx.see_other_saying(&urls::team(id), "network-member-added"),
        Err(ActionError::Invalid(problems)) => {
            ctx.render_invalid(&MembersView::new(ctx.visit(), &team, &members, fields, &problems))
        }
        Err(error) => Err(error.into()),
    }
}

/// Whom the address names.
fn named(ctx: &Ctx) -> Result<PersonId, PageError> {
    ctx.query().parse("person").ok_or(PageError::NotFound)
}

async fn ask_remove(ctx: Ctx, Path(id): Path<TeamId>) -> PageResult {
    let (team, members) = read(&ctx, id).await?;
    let person = named(&ctx)?;
    let member = members.iter().find(|member| member.person == person);
    ctx.render(&AskView::remove(
        ctx.visit(),
        &team,
        member.ok_or(PageError::NotFound)?,
    ))
}

async fn remove(ctx: Ctx, Path(id): Path<TeamId>, _posted: Posted) -> PageResult {
    let person = named(&ctx)?;
    team_change::remove_member(ctx.platform(), ctx.actor(), id, person).await?;
    // Who took themselves out does not see the team any more.
    let to = if ctx.actor().person() == Some(person) {
        urls::MINE.to_owned()
    } else {
        urls::members(id)
    };
    ctx.see_other_saying(&to, "network-member-removed")
}

struct Line {
    name: String,
    email: String,
    role: String,
    remove: String,
    remove_label: String,
}

#[derive(Template)]
#[template(path = "network/members.html")]
struct MembersView {
    page: Page,
    t: Translator,
    id: TeamId,
    members: Vec<Line>,
    name: String,
    email: String,
    roles: Vec<(&'static str, String)>,
    role: String,
    error: String,
    problems: Vec<(String, String)>,
}

impl MembersView {
    fn new(
        visit: &Visit,
        team: &team::Model,
        members: &[Member],
        sent: &Fields,
        problems: &[Problem],
    ) -> Self {
        let t = visit.t();
        let line = |member: &Member| Line {
            name: member.shown_name().to_owned(),
            email: member.email.clone(),
            role: t.say(&format!("team-role-{}", member.role.name())).to_string(),
            remove: urls::remove_member(team.id, member.person),
            remove_label: t
                .say("network-members-remove.label")
                .with("person", member.shown_name())
                .to_string(),
        };
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
            members: members.iter().map(line).collect(),
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
        let (team, members, none) = (sample::team(true), sample::members(), Fields::default());
        let wrong = [Problem::new("email", "email-wrong")];
        vec![
            ("empty", Self::new(visit, &team, &members, &none, &[])),
            ("wrong", Self::new(visit, &team, &members, &none, &wrong)),
        ]
    }
}

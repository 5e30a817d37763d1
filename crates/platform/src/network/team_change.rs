//! Changing a team: its focus, its members, its coach and the address of its calendar.

use super::draft::{SHORT_CHARS_MAX, line};
use super::member::{self, Role};
use super::season;
use super::team::{self, get, join, rows_of, space, those};
use super::{TeamId, clean};
use crate::id::PersonId;
use crate::outbox::{self, Intent};
use crate::people::person;
use crate::store::Write;
use crate::{Action, ActionError, Actor, Platform, Problem, Resource, audit};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

async fn open(platform: &Platform, actor: &Actor, id: TeamId) -> Result<(Write, team::Model), ActionError> {
    get(platform, actor, id).await?;
    let write = platform.store().write().await?;
    let team = team::Entity::find_by_id(id)
        .one(&*write)
        .await?
        .ok_or(ActionError::NotFound)?;
    platform.authorize(actor, Action::TeamEdit, &space(&*write, id).await?)?;
    Ok((write, team))
}

/// Notes the change in the log, and makes it last.
async fn finish(
    platform: &Platform,
    write: Write,
    actor: &Actor,
    id: TeamId,
    detail: &str,
) -> Result<(), ActionError> {
    audit::record(platform, &write, actor, Action::TeamEdit, Some(id.uuid()), detail).await?;
    write.commit().await
}

/// Settles what the team works on. Its staff coach does it, or its lead.
///
/// # Errors
/// [`ActionError::Invalid`] for a focus area that the network does not have, or a sentence too long.
pub async fn settle_focus(
    platform: &Platform,
    actor: &Actor,
    id: TeamId,
    area: &str,
    focus: &str,
) -> Result<(), ActionError> {
    let (write, team) = open(platform, actor, id).await?;
    let network = season::find(&*write, team.network_id).await?;
    let focus = clean(focus);
    let mut problems = Vec::new();
    if !network.definition.focus_areas.iter().any(|one| one.id == area) {
        problems.push(Problem::new("focus_area", "network-focus-area-missing"));
    }
    if focus.chars().count() > 2 * SHORT_CHARS_MAX {
        problems.push(Problem::new("focus", "network-text-long").with("most", 2 * SHORT_CHARS_MAX));
    }
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let change = team::ActiveModel {
        id: Set(id),
        focus_area: Set(Some(area.to_owned())),
        focus: Set(focus),
        focus_settled: Set(Some(network.definition.day(platform.now()).to_string())),
        ..Default::default()
    };
    change.update(&*write).await?;
    finish(platform, write, actor, id, "focus").await
}

/// Adds somebody to a team by their address, or changes what they are in it, and mails the new ones. The name is kept
/// for somebody who is new here; what somebody with an account is called is theirs to say.
///
/// # Errors
/// [`ActionError::Invalid`] for a wrong address; [`ActionError::Conflict`] when the team would be without a lead.
pub async fn add_member(
    platform: &Platform,
    actor: &Actor,
    id: TeamId,
    (name, email): (&str, &str),
    role: Role,
) -> Result<PersonId, ActionError> {
    let email = person::email(email).ok_or_else(|| ActionError::invalid("email", "email-wrong"))?;
    let name: String = line(name).chars().take(person::NAME_CHARS_MAX).collect();
    let (write, _) = open(platform, actor, id).await?;
    let person = person::find_or_create(platform, &write, &email, &name, "en").await?;
    let rows = rows_of(&*write, id).await?;
    if role != Role::Lead && those(&rows, |role| role == Role::Lead) == [person.id] {
        return Err(ActionError::conflict("network-team-lead-last"));
    }
    let known = rows.iter().find(|row| row.person_id == person.id);
    let work = known.map_or("", |row| row.work.as_str());
    join(platform, &write, id, person.id, role, work).await?;
    if known.is_none() {
        outbox::send(
            platform,
            &write,
            &email,
            &person.language,
            &Intent::MemberAdded { team: id.uuid() },
        )
        .await?;
    }
    finish(platform, write, actor, id, role.name()).await?;
    Ok(person.id)
}

/// Takes somebody out of a team. Its calendar gets a new address, since the one they know would tell them of every
/// session to come.
///
/// # Errors
/// [`ActionError::Conflict`] when the team would be without a lead, [`ActionError::NotFound`] for somebody who is not in it.
pub async fn remove_member(
    platform: &Platform,
    actor: &Actor,
    id: TeamId,
    person: PersonId,
) -> Result<(), ActionError> {
    let (write, _) = open(platform, actor, id).await?;
    let rows = rows_of(&*write, id).await?;
    if !rows.iter().any(|row| row.person_id == person) {
        return Err(ActionError::NotFound);
    }
    if those(&rows, |role| role == Role::Lead) == [person] {
        return Err(ActionError::conflict("network-team-lead-last"));
    }
    member::Entity::delete_by_id((id, person)).exec(&*write).await?;
    set_new_feed(&write, id).await?;
    let detail = format!("without {person}");
    finish(platform, write, actor, id, &detail).await
}

/// Says who of the host's staff coaches the team, or that nobody does.
///
/// # Errors
/// [`ActionError::Forbidden`] unless the actor may decide on its network's applications.
pub async fn assign_coach(
    platform: &Platform,
    actor: &Actor,
    id: TeamId,
    coach: Option<PersonId>,
) -> Result<(), ActionError> {
    platform.authorize(actor, Action::NetworkDesign, &Resource::Installation)?;
    if let Some(coach) = coach
        && crate::people::staff::roles(platform, coach).await?.is_empty()
    {
        return Err(ActionError::invalid("coach", "network-coach-not-staff"));
    }
    let write = platform.store().write().await?;
    team::Entity::find_by_id(id)
        .one(&*write)
        .await?
        .ok_or(ActionError::NotFound)?;
    team::ActiveModel {
        id: Set(id),
        coach_id: Set(coach),
        ..Default::default()
    }
    .update(&*write)
    .await?;
    finish(platform, write, actor, id, "coach").await
}

/// Whether the actor may say who coaches teams.
pub fn may_assign_coach(platform: &Platform, actor: &Actor) -> bool {
    platform.allows(actor, Action::NetworkDesign, &Resource::Installation)
}

/// Gives the team's calendar a new address; the old one stops working.
///
/// # Errors
/// [`ActionError::Forbidden`] unless the actor leads the team.
pub async fn renew_feed(platform: &Platform, actor: &Actor, id: TeamId) -> Result<(), ActionError> {
    let (write, _) = open(platform, actor, id).await?;
    set_new_feed(&write, id).await?;
    finish(platform, write, actor, id, "feed renewed").await
}

async fn set_new_feed(write: &Write, id: TeamId) -> Result<(), ActionError> {
    team::ActiveModel {
        id: Set(id),
        feed_id: Set(Uuid::new_v4()),
        ..Default::default()
    }
    .update(&**write)
    .await?;
    Ok(())
}

/// Leaves the teams that somebody coaches without a coach, when they stop working for the host.
pub(crate) async fn leave_without_coach(write: &Write, coach: PersonId) -> Result<(), ActionError> {
    team::Entity::update_many()
        .col_expr(team::Column::CoachId, Expr::value(None::<Uuid>))
        .filter(team::Column::CoachId.eq(coach))
        .exec(&**write)
        .await?;
    Ok(())
}

//! The host's staff: who has which role.

use super::person::{self, StaffRole};
use crate::id::PersonId;
use crate::{Action, ActionError, Actor, Platform, Resource, audit};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, Set};
use std::collections::BTreeMap;

/// One role of one person.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// What they do.
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: StaffRole,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The roles of a person.
pub(crate) async fn roles(platform: &Platform, person: PersonId) -> Result<Vec<StaffRole>, ActionError> {
    let rows = Entity::find()
        .filter(Column::PersonId.eq(person))
        .order_by_asc(Column::Role)
        .all(platform.store().reader())
        .await?;
    Ok(rows.into_iter().map(|row| row.role).collect())
}

/// Gives the person of an address a role; the person is made when there is none yet.
///
/// # Errors
/// [`ActionError::Invalid`] when the address cannot be one.
pub async fn appoint(
    platform: &Platform,
    actor: &Actor,
    email: &str,
    name: &str,
    role: StaffRole,
) -> Result<PersonId, ActionError> {
    platform.authorize(actor, Action::StaffAppoint, &Resource::Installation)?;
    let email = person::email(email).ok_or_else(|| ActionError::invalid("email", "email-wrong"))?;
    let write = platform.store().write().await?;
    let person = person::find_or_create(platform, &write, &email, name, "en").await?;
    Entity::insert(ActiveModel {
        person_id: Set(person.id),
        role: Set(role),
    })
    .on_conflict(
        OnConflict::columns([Column::PersonId, Column::Role])
            .do_nothing()
            .to_owned(),
    )
    .exec_without_returning(&*write)
    .await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::StaffAppoint,
        Some(person.id.uuid()),
        role.name(),
    )
    .await?;
    write.commit().await?;
    Ok(person.id)
}

/// Everybody who works for the host, by name, with what they do.
///
/// # Errors
/// [`ActionError::Forbidden`] unless the actor works for the host.
pub async fn all(
    platform: &Platform,
    actor: &Actor,
) -> Result<Vec<(person::Model, Vec<StaffRole>)>, ActionError> {
    platform.authorize(actor, Action::StaffView, &Resource::Installation)?;
    let mut roles: BTreeMap<PersonId, Vec<StaffRole>> = BTreeMap::new();
    for row in Entity::find().all(platform.store().reader()).await? {
        roles.entry(row.person_id).or_default().push(row.role);
    }
    let mut people = person::Entity::find()
        .filter(person::Column::Id.is_in(roles.keys().copied()))
        .all(platform.store().reader())
        .await?;
    people.sort_by_cached_key(|person| (person.name.to_lowercase(), person.email.clone()));
    Ok(people
        .into_iter()
        .map(|person| {
            let roles = roles.remove(&person.id).unwrap_or_default();
            (person, roles)
        })
        .collect())
}

/// Whether the actor may give and take roles.
pub fn may_appoint(platform: &Platform, actor: &Actor) -> bool {
    platform.allows(actor, Action::StaffAppoint, &Resource::Installation)
}

/// Takes a role from somebody; their account stays. Without any role left, they coach no team any more.
///
/// # Errors
/// [`ActionError::Conflict`] `staff-lead-last` when nobody would be left to appoint anybody, [`ActionError::NotFound`] when the
/// person does not have the role.
pub async fn dismiss(
    platform: &Platform,
    actor: &Actor,
    person: PersonId,
    role: StaffRole,
) -> Result<(), ActionError> {
    platform.authorize(actor, Action::StaffAppoint, &Resource::Installation)?;
    let write = platform.store().write().await?;
    let gone = Entity::delete_by_id((person, role)).exec(&*write).await?;
    if gone.rows_affected == 0 {
        return Err(ActionError::NotFound);
    }
    let leads = Entity::find().filter(Column::Role.eq(StaffRole::Lead));
    if leads.count(&*write).await? == 0 {
        return Err(ActionError::conflict("staff-lead-last"));
    }
    let of_person = Entity::find().filter(Column::PersonId.eq(person));
    if of_person.count(&*write).await? == 0 {
        crate::network::team_change::leave_without_coach(&write, person).await?;
    }
    let detail = format!("without {}", role.name());
    audit::record(
        platform,
        &write,
        actor,
        Action::StaffAppoint,
        Some(person.uuid()),
        &detail,
    )
    .await?;
    write.commit().await
}

/// Whether the installation has a lead yet; without one, the first start prints a link for one.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn has_lead(platform: &Platform) -> Result<bool, ActionError> {
    let count = Entity::find()
        .filter(Column::Role.eq(StaffRole::Lead))
        .count(platform.store().reader())
        .await?;
    Ok(count > 0)
}

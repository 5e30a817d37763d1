//! The host's staff: who has which role.

use super::person::{self, StaffRole};
use crate::id::PersonId;
use crate::{Action, ActionError, Actor, Platform, Resource, audit};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, Set};

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

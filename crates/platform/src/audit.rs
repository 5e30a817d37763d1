//! The audit log: who did what to whom, written in the same transaction. It holds ids and codes, never answers,
//! and nothing that an anonymous person does.

use crate::id::EntryId;
use crate::store::Write;
use crate::{Action, ActionError, Actor, Instant, Platform, Resource};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// Ordered by time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EntryId,
    /// When it happened.
    pub at: Instant,
    /// Who did it; empty for the program itself.
    pub person: Option<Uuid>,
    /// [`Action::name`].
    pub action: String,
    /// What it was done to.
    pub subject: Option<Uuid>,
    /// A word or number more, such as a decision; never personal text.
    pub detail: String,
}

/// No relations: the log outlives what it speaks of.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes one entry within the transaction of the command.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn record(
    platform: &Platform,
    write: &Write,
    actor: &Actor,
    action: Action,
    subject: Option<Uuid>,
    detail: &str,
) -> Result<(), ActionError> {
    let entry = ActiveModel {
        id: Set(EntryId::new()),
        at: Set(platform.now()),
        person: Set(actor.person().map(crate::id::PersonId::uuid)),
        action: Set(action.name().to_owned()),
        subject: Set(subject),
        detail: Set(detail.to_owned()),
    };
    Entity::insert(entry).exec_without_returning(&**write).await?;
    Ok(())
}

/// The newest entries first, at most `most` of them.
///
/// # Errors
/// [`ActionError::Forbidden`] unless the actor may read the log.
pub async fn newest(platform: &Platform, actor: &Actor, most: u64) -> Result<Vec<Model>, ActionError> {
    platform.authorize(actor, Action::AuditRead, &Resource::Installation)?;
    Ok(Entity::find()
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(most)
        .all(platform.store().reader())
        .await?)
}

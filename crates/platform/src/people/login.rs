//! A login: being signed in on one device. The device keeps a random token, the database its hash; a
//! request reads it and writes nothing.

use super::person;
use crate::id::PersonId;
use crate::secret::{fresh_token, token_hash};
use crate::store::Write;
use crate::{Action, ActionError, Actor, Instant, Platform, audit};
use jiff::SignedDuration;
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// How long a login lasts.
pub const DAYS: i64 = 30;

/// One login.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "login")]
pub struct Model {
    /// The token's hash.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: Vec<u8>,
    /// Who is signed in.
    pub person_id: PersonId,
    /// Until when.
    pub expires_at: Instant,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Signs a person in within a command that has proved who it is, and gives the token for the device.
pub(crate) async fn begin(platform: &Platform, write: &Write, id: PersonId) -> Result<String, ActionError> {
    let (token, token_hash) = fresh_token();
    let login = ActiveModel {
        token_hash: Set(token_hash),
        person_id: Set(id),
        expires_at: Set(platform.now().plus(SignedDuration::from_hours(24 * DAYS))),
    };
    Entity::insert(login).exec_without_returning(&**write).await?;
    Entity::delete_many()
        .filter(Column::ExpiresAt.lt(platform.now()))
        .exec(&**write)
        .await?;
    Ok(token)
}

/// Who holds this token: a visitor when nobody does, or not any more.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn actor(platform: &Platform, token: &str) -> Result<Actor, ActionError> {
    let reader = platform.store().reader();
    let Some(login) = Entity::find_by_id(token_hash(token)).one(reader).await? else {
        return Ok(Actor::Visitor);
    };
    if login.expires_at <= platform.now() {
        return Ok(Actor::Visitor);
    }
    let Some(person) = person::Entity::find_by_id(login.person_id).one(reader).await? else {
        return Ok(Actor::Visitor);
    };
    Ok(Actor::Person(person::signed_in(platform, person).await?))
}

/// Ends one login; an unknown token is fine.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn end(platform: &Platform, token: &str) -> Result<(), ActionError> {
    let write = platform.store().write().await?;
    Entity::delete_by_id(token_hash(token)).exec(&*write).await?;
    write.commit().await
}

/// Ends every login of the actor, this one too.
///
/// # Errors
/// [`ActionError::SignInNeeded`] for a visitor.
pub async fn end_everywhere(platform: &Platform, actor: &Actor) -> Result<(), ActionError> {
    let id = actor.person().ok_or(ActionError::SignInNeeded)?;
    let write = platform.store().write().await?;
    Entity::delete_many()
        .filter(Column::PersonId.eq(id))
        .exec(&*write)
        .await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::SignIn,
        Some(id.uuid()),
        "out everywhere",
    )
    .await?;
    write.commit().await
}

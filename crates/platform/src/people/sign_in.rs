//! Signing in by a mailed link.
//!
//! Opening a link changes nothing ([`peek`]), since mail scanners open links; the page's button redeems it
//! ([`redeem`]). A link works once, for 15 minutes. Whether an address is known is never told.

use super::{login, person};
use crate::id::{LinkId, PersonId};
use crate::outbox::{self, Intent};
use crate::{Action, ActionError, Actor, Instant, Platform, Resource, audit};
use jiff::SignedDuration;
use sea_orm::Set;
use sea_orm::entity::prelude::*;

/// How long a link lives.
pub const MINUTES: i64 = 15;
/// So many links of one address may wait to be used: a mailbox is not to be filled by whoever knows its address.
pub const WAITING_MAX: u64 = 3;
const PURPOSE: &str = "sign-in";

/// One link.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_link")]
pub struct Model {
    /// Its token carries this id, signed.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LinkId,
    /// Whose address it proves.
    pub email: String,
    /// The language it was asked for in.
    pub language: String,
    /// A path of this site to go on to.
    pub next: String,
    /// Until when it works.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Somebody who has just signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redeemed {
    /// For the device to keep.
    pub token: String,
    /// Who it is.
    pub person: PersonId,
    /// A path of this site to go on to.
    pub next: String,
}

/// Mails a link to an address, whether or not somebody has it. Nothing happens, and nothing is told, while
/// [`WAITING_MAX`] links to it wait to be used.
///
/// # Errors
/// [`ActionError::Invalid`] when the address cannot be one.
pub async fn ask(platform: &Platform, email: &str, language: &str, next: &str) -> Result<(), ActionError> {
    platform.authorize(&Actor::Visitor, Action::SignIn, &Resource::Installation)?;
    let email = person::email(email).ok_or_else(|| ActionError::invalid("email", "email-wrong"))?;
    let write = platform.store().write().await?;
    let waiting = Entity::find()
        .filter(Column::Email.eq(&email))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(platform.now()));
    if waiting.count(&*write).await? >= WAITING_MAX {
        return Ok(());
    }
    let link = insert(platform, &write, &email, language, next).await?;
    outbox::send(platform, &write, &email, language, &Intent::SignIn { link }).await?;
    write.commit().await
}

/// Makes a link without mailing it: for the command line, which prints it.
///
/// # Errors
/// [`ActionError::Forbidden`] for anybody but the program; [`ActionError::Invalid`] for a wrong address.
pub async fn link(
    platform: &Platform,
    actor: &Actor,
    email: &str,
    next: &str,
) -> Result<String, ActionError> {
    if *actor != Actor::System {
        return Err(ActionError::Forbidden);
    }
    let email = person::email(email).ok_or_else(|| ActionError::invalid("email", "email-wrong"))?;
    let write = platform.store().write().await?;
    let link = insert(platform, &write, &email, "en", next).await?;
    write.commit().await?;
    Ok(token(platform, link))
}

/// The token of a link, for the mail that carries it.
pub fn token(platform: &Platform, link: LinkId) -> String {
    platform.secret().token(PURPOSE, link.uuid())
}

/// Whose link this is, if it still works. Changes nothing.
///
/// # Errors
/// [`ActionError::NotFound`] for a link that was never made; [`ActionError::Conflict`] for one that was used or
/// is too old.
pub async fn peek(platform: &Platform, token: &str) -> Result<String, ActionError> {
    let id = platform
        .secret()
        .verify(PURPOSE, token)
        .ok_or(ActionError::NotFound)?;
    let link = Entity::find_by_id(LinkId::from(id))
        .one(platform.store().reader())
        .await?;
    usable(platform, link).map(|link| link.email)
}

/// Uses a link up and signs its person in, making the account when there is none yet.
///
/// # Errors
/// As [`peek`].
pub async fn redeem(platform: &Platform, token: &str) -> Result<Redeemed, ActionError> {
    let id = platform
        .secret()
        .verify(PURPOSE, token)
        .ok_or(ActionError::NotFound)?;
    let write = platform.store().write().await?;
    let link = usable(platform, Entity::find_by_id(LinkId::from(id)).one(&*write).await?)?;
    ActiveModel {
        id: Set(link.id),
        used_at: Set(Some(platform.now())),
        ..Default::default()
    }
    .update(&*write)
    .await?;
    let person = person::find_or_create(platform, &write, &link.email, "", &link.language).await?;
    let token = login::begin(platform, &write, person.id).await?;
    audit::record(
        platform,
        &write,
        &Actor::System,
        Action::SignIn,
        Some(person.id.uuid()),
        "in",
    )
    .await?;
    write.commit().await?;
    Ok(Redeemed {
        token,
        person: person.id,
        next: link.next,
    })
}

fn usable(platform: &Platform, link: Option<Model>) -> Result<Model, ActionError> {
    let link = link.ok_or(ActionError::NotFound)?;
    if link.used_at.is_some() {
        return Err(ActionError::conflict("sign-in-link-used"));
    }
    if link.expires_at <= platform.now() {
        return Err(ActionError::conflict("sign-in-link-old"));
    }
    Ok(link)
}

async fn insert(
    platform: &Platform,
    write: &crate::store::Write,
    email: &str,
    language: &str,
    next: &str,
) -> Result<LinkId, ActionError> {
    // Links long past are of no use to anybody.
    let past = platform.now().plus(SignedDuration::from_hours(-24));
    Entity::delete_many()
        .filter(Column::ExpiresAt.lt(past))
        .exec(&**write)
        .await?;
    let id = LinkId::new();
    let link = ActiveModel {
        id: Set(id),
        email: Set(email.to_owned()),
        language: Set(language.to_owned()),
        next: Set(local_path(next)),
        expires_at: Set(platform.now().plus(SignedDuration::from_mins(MINUTES))),
        used_at: Set(None),
    };
    Entity::insert(link).exec_without_returning(&**write).await?;
    Ok(id)
}

/// Only a path of this site may follow a sign-in; anything else leads home.
fn local_path(next: &str) -> String {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && next.len() <= 500
        && next.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if local { next.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn local_path_elsewhere_leads_home() {
        for next in [
            "",
            "https://example.org",
            "//example.org",
            "/\\example.org",
            "/a b",
            "/\n",
            "home",
        ] {
            assert_eq!(local_path(next), "/", "{next:?}");
        }
        assert_eq!(local_path("/apply?to=1"), "/apply?to=1");
    }
}

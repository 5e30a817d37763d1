//! A person who can sign in, and the roles of the host's staff.

use crate::id::PersonId;
use crate::store::Write;
use crate::{Action, ActionError, Actor, Instant, Platform, Resource, SignedIn, audit};
use sea_orm::entity::prelude::*;
use sea_orm::{Iterable, Set};

/// The longest name that is kept.
pub const NAME_CHARS_MAX: usize = 120;
/// The longest address that mail knows (RFC 5321).
pub const EMAIL_CHARS_MAX: usize = 254;

/// What somebody does for the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
pub enum StaffRole {
    /// Leads the host's programmes and appoints staff.
    Lead,
    /// Holds sessions.
    Facilitator,
    /// Works with teams between sessions.
    Coach,
    /// Brings knowledge to a session.
    ContentExpert,
    /// Keeps calendars, invitations and the directory.
    Coordinator,
    /// Reads de-identified results of a programme.
    Evaluator,
}

impl StaffRole {
    /// Its name in policies and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Facilitator => "facilitator",
            Self::Coach => "coach",
            Self::ContentExpert => "content-expert",
            Self::Coordinator => "coordinator",
            Self::Evaluator => "evaluator",
        }
    }

    /// The role of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::iter().find(|role| role.name() == name)
    }
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Who it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    /// In lower case; one person per address.
    pub email: String,
    /// As the person writes it; empty until they said.
    pub name: String,
    /// The language they read.
    pub language: String,
    /// Since when.
    pub created_at: Instant,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What others read: the name, or the address until there is one.
    pub fn called(&self) -> &str {
        if self.name.is_empty() {
            &self.email
        } else {
            &self.name
        }
    }
}

/// An address as it is stored, or nothing when it cannot be one.
pub fn email(text: &str) -> Option<String> {
    let email = text.trim().to_lowercase();
    let (user, host) = email.rsplit_once('@')?;
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>,;:\"()[]\\".contains(c);
    let host_right = host.contains('.')
        && host
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'));
    (!user.is_empty()
        && email.len() <= EMAIL_CHARS_MAX
        && user.chars().all(|c| c != '@' && plain(c))
        && host_right)
        .then_some(email)
}

/// The person of an address, made when there is none yet, and then with this name: whoever has an account says
/// themselves what they are called. Within a command that has proved or been given the address.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn find_or_create(
    platform: &Platform,
    write: &Write,
    email: &str,
    name: &str,
    language: &str,
) -> Result<Model, ActionError> {
    if let Some(person) = Entity::find()
        .filter(Column::Email.eq(email))
        .one(&**write)
        .await?
    {
        return Ok(person);
    }
    let person = ActiveModel {
        id: Set(PersonId::new()),
        email: Set(email.to_owned()),
        name: Set(name.to_owned()),
        language: Set(language.to_owned()),
        created_at: Set(platform.now()),
    };
    Ok(person.insert(&**write).await?)
}

/// Keeps the name that a person gave of themselves in a form of their own, unless they have said one before.
pub(crate) async fn name_if_unnamed(write: &Write, person: &Model, name: &str) -> Result<(), ActionError> {
    if person.name.is_empty() && !name.is_empty() {
        let change = ActiveModel {
            id: Set(person.id),
            name: Set(name.to_owned()),
            ..Default::default()
        };
        change.update(&**write).await?;
    }
    Ok(())
}

/// The person with this id.
///
/// # Errors
/// [`ActionError::NotFound`].
pub async fn get(platform: &Platform, id: PersonId) -> Result<Model, ActionError> {
    Entity::find_by_id(id)
        .one(platform.store().reader())
        .await?
        .ok_or(ActionError::NotFound)
}

/// The person with this address, if there is one.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn by_email(platform: &Platform, email: &str) -> Result<Option<Model>, ActionError> {
    Ok(Entity::find()
        .filter(Column::Email.eq(email))
        .one(platform.store().reader())
        .await?)
}

/// Changes one's own name and language.
///
/// # Errors
/// [`ActionError::Invalid`] names the field.
pub async fn edit(platform: &Platform, actor: &Actor, name: &str, language: &str) -> Result<(), ActionError> {
    let id = actor.person().ok_or(ActionError::SignInNeeded)?;
    platform.authorize(actor, Action::AccountEdit, &Resource::Account(id))?;
    let name = name.trim();
    if name.is_empty() {
        return Err(ActionError::invalid("name", "account-name-missing"));
    }
    if name.chars().count() > NAME_CHARS_MAX || name.chars().any(char::is_control) {
        return Err(ActionError::invalid("name", "account-name-long"));
    }
    if !["en", "es"].contains(&language) {
        return Err(ActionError::invalid("language", "account-language-unknown"));
    }
    let write = platform.store().write().await?;
    ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        language: Set(language.to_owned()),
        ..Default::default()
    }
    .update(&*write)
    .await?;
    audit::record(platform, &write, actor, Action::AccountEdit, Some(id.uuid()), "").await?;
    write.commit().await
}

/// What is known of a person who acts.
pub(crate) async fn signed_in(platform: &Platform, person: Model) -> Result<SignedIn, ActionError> {
    let roles = super::staff::roles(platform, person.id).await?;
    Ok(SignedIn {
        id: person.id,
        name: person.name,
        email: person.email,
        language: person.language,
        roles,
    })
}

#[cfg(test)]
mod tests {
    use super::email;

    #[test]
    fn email_right_is_lowered() {
        assert_eq!(email(" Ada.L@Example.ORG "), Some("ada.l@example.org".into()));
    }

    #[test]
    fn email_wrong_is_refused() {
        let long = format!("{}@example.org", "a".repeat(300));
        for text in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@example",
            "a b@example.org",
            "a@b@example.org",
            "a\r\nBcc: x@example.org",
            "<a@example.org>",
            "a@exa mple.org",
            "a@.org",
            long.as_str(),
        ] {
            assert_eq!(email(text), None, "{text:?}");
        }
    }
}

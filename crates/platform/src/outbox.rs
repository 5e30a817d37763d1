//! Mail to be sent: what is to be said to whom is stored with the change that causes it; a worker sends it.
//!
//! A message holds a kind, a recipient and ids, no secrets: links in it are signed when it is written out.

use crate::id::MessageId;
use crate::store::Write;
use crate::{ActionError, Instant, Platform};
use jiff::SignedDuration;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{Condition, DatabaseTransaction, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};

/// After so many failures a message is given up and `kith doctor` names it.
pub const ATTEMPTS_MAX: i32 = 12;
const SENT_DAYS_MAX: i64 = 30;
const SIGN_IN_DAYS_MAX: i64 = 1;
const HELD: &str = "held back when a backup was restored";

/// What a message says. Its text is made by `web` in the recipient's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Intent {
    /// A link to sign in with.
    SignIn {
        /// The link's id; its token is signed when the mail is written.
        link: crate::id::LinkId,
    },
    /// A submitted application was received.
    ApplicationReceived {
        /// The application's id.
        application: Uuid,
    },
    /// A decision on an application can be read.
    DecisionMade {
        /// The application's id.
        application: Uuid,
    },
    /// Somebody was named as a colleague or member.
    MemberAdded {
        /// The team's id.
        team: Uuid,
    },
}

impl Intent {
    /// What kind of message it is, for the log.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::SignIn { .. } => "sign-in",
            Self::ApplicationReceived { .. } => "application-received",
            Self::DecisionMade { .. } => "decision-made",
            Self::MemberAdded { .. } => "member-added",
        }
    }
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// Ordered by time; also the message's `Message-ID`, so that a second sending is recognised.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MessageId,
    /// To whom.
    pub recipient: String,
    /// In which language.
    pub language: String,
    /// The [`Intent`] as JSON.
    pub intent: String,
    /// When it was asked for.
    pub created_at: Instant,
    /// Not to be tried before.
    pub due_at: Instant,
    /// When it was sent.
    pub sent_at: Option<Instant>,
    /// How often it was tried.
    pub attempts: i32,
    /// Why the last try failed.
    pub failure: Option<String>,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What is to be said.
    ///
    /// # Errors
    /// [`ActionError::Store`] when the row was written by a newer program.
    pub fn intent(&self) -> Result<Intent, ActionError> {
        serde_json::from_str(&self.intent)
            .map_err(|_| ActionError::Store("an unknown kind of message".into()))
    }
}

/// Stores a message within the transaction of the command that causes it.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn send(
    platform: &Platform,
    write: &Write,
    recipient: &str,
    language: &str,
    intent: &Intent,
) -> Result<(), ActionError> {
    let message = ActiveModel {
        id: Set(MessageId::new()),
        recipient: Set(recipient.to_owned()),
        language: Set(language.to_owned()),
        intent: Set(serde_json::to_string(intent).expect("an intent is plain data")),
        created_at: Set(platform.now()),
        due_at: Set(platform.now()),
        sent_at: Set(None),
        attempts: Set(0),
        failure: Set(None),
    };
    Entity::insert(message).exec_without_returning(&**write).await?;
    Ok(())
}

/// Messages that are due, oldest first.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn due(platform: &Platform, most: u64) -> Result<Vec<Model>, ActionError> {
    Ok(Entity::find()
        .filter(Column::SentAt.is_null())
        .filter(Column::Attempts.lt(ATTEMPTS_MAX))
        .filter(Column::DueAt.lte(platform.now()))
        .order_by_asc(Column::Id)
        .limit(most)
        .all(platform.store().reader())
        .await?)
}

/// Takes a message for one try, before it is sent: it is due again only later, twice as long each time. Says whether it
/// was still to be had; otherwise somebody else tries it.
///
/// # Errors
/// [`ActionError::Store`]; then it must not be sent.
pub async fn claim(platform: &Platform, message: &Model) -> Result<bool, ActionError> {
    let attempts = message.attempts + 1;
    let wait = SignedDuration::from_secs(30 << attempts.min(10));
    let write = platform.store().write().await?;
    let changed = Entity::update_many()
        .col_expr(Column::Attempts, Expr::value(attempts))
        .col_expr(Column::DueAt, Expr::value(platform.now().plus(wait)))
        .filter(Column::Id.eq(message.id))
        .filter(Column::Attempts.eq(message.attempts))
        .filter(Column::SentAt.is_null())
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(changed.rows_affected == 1)
}

/// Notes that a claimed message was sent, or why it was not.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn settle(
    platform: &Platform,
    message: MessageId,
    outcome: Result<(), String>,
) -> Result<(), ActionError> {
    let write = platform.store().write().await?;
    let mut change = ActiveModel {
        id: Set(message),
        failure: Set(outcome.as_ref().err().cloned()),
        ..Default::default()
    };
    if outcome.is_ok() {
        change.sent_at = Set(Some(platform.now()));
    }
    change.update(&*write).await?;
    write.commit().await
}

/// Removes what is of no use any more: what was sent a month ago, and day-old links to sign in with.
pub(crate) async fn forget(platform: &Platform) -> Result<(), ActionError> {
    let before = |days: i64| platform.now().plus(SignedDuration::from_hours(-24 * days));
    let old_link = Condition::all()
        .add(Column::Intent.starts_with(r#"{"kind":"sign-in","#))
        .add(Column::CreatedAt.lt(before(SIGN_IN_DAYS_MAX)));
    let write = platform.store().write().await?;
    Entity::delete_many()
        .filter(
            Condition::any()
                .add(Column::SentAt.lt(before(SENT_DAYS_MAX)))
                .add(old_link),
        )
        .exec(&*write)
        .await?;
    write.commit().await
}

/// Holds back whatever a restored backup had still to send: it was sent after the backup was made, or is out of date.
/// How many messages those are.
pub(crate) async fn hold(write: &DatabaseTransaction) -> Result<u64, DbErr> {
    let held = Entity::update_many()
        .col_expr(Column::Attempts, Expr::value(ATTEMPTS_MAX))
        .col_expr(Column::Failure, Expr::value(HELD))
        .filter(Column::SentAt.is_null())
        .exec(write)
        .await?;
    Ok(held.rows_affected)
}

/// What is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// Messages that wait.
    pub waiting: u64,
    /// Messages that failed too often.
    pub given_up: u64,
    /// Messages that a restored backup had still to send; they are not sent.
    pub held: u64,
}

/// How many messages are not sent, and why.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn backlog(platform: &Platform) -> Result<Backlog, ActionError> {
    let unsent = || Entity::find().filter(Column::SentAt.is_null());
    let over = || unsent().filter(Column::Attempts.gte(ATTEMPTS_MAX));
    let reader = platform.store().reader();
    let held = over().filter(Column::Failure.eq(HELD)).count(reader).await?;
    Ok(Backlog {
        waiting: unsent().count(reader).await? - over().count(reader).await?,
        given_up: over().count(reader).await? - held,
        held,
    })
}

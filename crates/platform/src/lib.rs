//! The nouns of Kith, who may do what, the commands on them, and storage. Knows no HTTP and no HTML.
//!
//! - A *command* is one function is one transaction. It takes the [`Actor`], whom it authorises first
//!   ([`policy`]), writes what happened to the audit log ([`audit`]) and mail to be sent to the outbox
//!   ([`outbox`]) in the same transaction.
//! - A *query* is one function that reads. It authorises first, too; lists are scoped in SQL.
//! - Write transactions run one at a time on both databases ([`store`]), so a command may read and then
//!   write without thinking of another one in between.
//! - Features are the modules [`people`], and beside it one for each other part; the same names stand in
//!   `web`, `locales` and `e2e`.
//!
//! To add a feature: its nouns and invariants in a module doc, a migration in [`migrations`], an entity per
//! table, [`policy::Action`]s with their Cedar policies, then commands and queries, then tests that run on
//! SQLite and on PostgreSQL through [`testing`].

pub mod actor;
pub mod audit;
pub mod backup;
pub mod climate;
pub mod clock;
pub mod error;
pub mod id;
pub mod instant;
pub mod migrations;
pub mod network;
pub mod outbox;
pub mod people;
pub mod plan;
pub mod policy;
pub mod secret;
pub mod store;
#[cfg(feature = "testing")]
pub mod testing;

pub use actor::{Actor, SignedIn};
pub use clock::Clock;
pub use error::{ActionError, Problem};
pub use instant::Instant;
pub use policy::{Action, Resource};
pub use store::Store;

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where an installation keeps its things and what time it believes it is.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `sqlite:` or `postgres:` URL; `None` is `kith.sqlite` in the folder.
    pub database: Option<String>,
    /// Folder for the database, the installation's secret, the keys of open waves and unsent mail.
    pub folder: PathBuf,
    /// The clock that every command reads.
    pub clock: Clock,
}

/// One opened installation. Cheap to clone.
#[derive(Clone)]
pub struct Platform {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Clock,
    folder: PathBuf,
    secret: secret::Secret,
    policy: policy::Policy,
    desk: climate::Desk,
}

impl Platform {
    /// Opens an installation: makes the folder, connects, and brings the database to this version.
    ///
    /// # Errors
    /// [`error::OpenError`] names the folder or database that cannot be used and what would be right.
    pub async fn open(settings: Settings) -> Result<Self, error::OpenError> {
        let platform = Self::connect(settings).await?;
        migrations::upgrade(&platform.inner.store).await?;
        climate::tidy(&platform).await;
        Ok(platform)
    }

    /// Opens an installation without touching its database's version.
    ///
    /// # Errors
    /// As [`Platform::open`].
    pub async fn connect(settings: Settings) -> Result<Self, error::OpenError> {
        store::prepare_folder(&settings.folder)?;
        let url = settings
            .database
            .unwrap_or_else(|| store::embedded_url(&settings.folder));
        let store = Store::connect(&url).await?;
        Ok(Self {
            inner: Arc::new(Inner {
                store,
                clock: settings.clock,
                secret: secret::Secret::open(&settings.folder)?,
                folder: settings.folder,
                policy: policy::Policy::load(),
                desk: climate::Desk::default(),
            }),
        })
    }

    /// The clock every command reads.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// The instant it is.
    pub fn now(&self) -> Instant {
        self.inner.clock.now()
    }

    /// The installation's folder.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// The installation's secret, which signs links and tokens.
    pub fn secret(&self) -> &secret::Secret {
        &self.inner.secret
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// What surveys keep at hand.
    pub(crate) fn desk(&self) -> &climate::Desk {
        &self.inner.desk
    }

    /// Refuses an actor who may not take `action` on `resource`.
    ///
    /// # Errors
    /// [`ActionError::SignInNeeded`] for a visitor, [`ActionError::Forbidden`] for anybody else.
    pub fn authorize(&self, actor: &Actor, action: Action, resource: &Resource) -> Result<(), ActionError> {
        if self.allows(actor, action, resource) {
            return Ok(());
        }
        match actor {
            Actor::Visitor => Err(ActionError::SignInNeeded),
            _ => Err(ActionError::Forbidden),
        }
    }

    /// Whether `actor` may take `action` on `resource`: for pages that show only what can be done.
    pub fn allows(&self, actor: &Actor, action: Action, resource: &Resource) -> bool {
        self.inner.policy.allows(actor, action, resource)
    }
}

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
pub mod private;
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

impl Settings {
    fn url(&self) -> String {
        self.database
            .clone()
            .unwrap_or_else(|| store::embedded_url(&self.folder))
    }

    fn nothing(&self) -> error::OpenError {
        let (place, option) = match &self.database {
            Some(url) if self.folder.is_dir() => (store::without_password(url), "--database"),
            _ => (self.folder.display().to_string(), "--folder"),
        };
        error::OpenError::Nothing { place, option }
    }
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
    /// Opens an installation, and makes what is missing of it: folder, database, secret. Brings the database to this
    /// version.
    ///
    /// # Errors
    /// [`error::OpenError`] names the folder or database that cannot be used and what would be right.
    pub async fn open(settings: Settings) -> Result<Self, error::OpenError> {
        store::prepare_folder(&settings.folder)?;
        let store = Store::connect(&settings.url()).await?;
        migrations::upgrade(&store).await?;
        let secret = secret::Secret::open(&settings.folder)?;
        Ok(Self::of(settings, store, secret))
    }

    /// Opens an installation that is there, and brings its database to this version.
    ///
    /// # Errors
    /// As [`Platform::connect`], and [`error::OpenError::SecretLost`].
    pub async fn open_existing(settings: Settings) -> Result<Self, error::OpenError> {
        let platform = Self::connect(settings).await?;
        if secret::Secret::read(platform.folder())?.is_none() {
            let file = platform.folder().join("secret");
            return Err(error::OpenError::SecretLost { file });
        }
        migrations::upgrade(platform.store()).await?;
        Ok(platform)
    }

    /// Opens an installation that is there and changes nothing of it, not even its version: for backups, and for looking
    /// at it. Where the secret is missing, nothing that this one signs is worth anything.
    ///
    /// # Errors
    /// [`error::OpenError::Nothing`] where there is no installation; otherwise as [`Platform::open`].
    pub async fn connect(settings: Settings) -> Result<Self, error::OpenError> {
        let url = settings.url();
        let is_missing = store::file_of(&url).is_some_and(|file| !file.is_file());
        if is_missing || !settings.folder.is_dir() {
            return Err(settings.nothing());
        }
        let store = Store::connect(&url).await?;
        if migrations::standing(&store).await?.applied == 0 {
            return Err(settings.nothing());
        }
        let kept = secret::Secret::read(&settings.folder)?;
        Ok(Self::of(
            settings,
            store,
            kept.unwrap_or_else(secret::Secret::passing),
        ))
    }

    fn of(settings: Settings, store: Store, secret: secret::Secret) -> Self {
        Self {
            inner: Arc::new(Inner {
                store,
                clock: settings.clock,
                secret,
                folder: settings.folder,
                policy: policy::Policy::load(),
                desk: climate::Desk::default(),
            }),
        }
    }

    /// What a running program does every few minutes: finishes what was interrupted, and removes what is over.
    pub async fn tidy(&self) {
        climate::tidy(self).await;
        if let Err(why) = outbox::forget(self).await {
            tracing::error!(%why, "old mail could not be removed from the outbox");
        }
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

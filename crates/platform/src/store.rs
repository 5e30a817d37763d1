//! The database: SQLite (default, WAL) or PostgreSQL, with one way to write.
//!
//! **Write transactions run one at a time.** On SQLite there is one writer connection and `BEGIN IMMEDIATE`;
//! on PostgreSQL every write transaction first takes one advisory lock. So a command reads and writes as
//! if it were alone, on both, and needs no retries. (`SERIALIZABLE` with retries was weighed: it
//! makes every command run twice at times, which a command that mails must then be proof against, and SQLite
//! has one writer anyway.) Answers do not go through here one by one: they are taken in batches.
//!
//! Reads go to a pool beside it; on SQLite its connections are `query_only`.

use crate::error::{ActionError, OpenError, redacted};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::path::Path;
use std::time::Duration;

/// Any number: it names "the writer" among PostgreSQL's advisory locks.
const WRITER_LOCK: i64 = 0x4b69_7468;
const READERS_MAX: u32 = 8;

/// The database of one installation.
#[derive(Clone, Debug)]
pub struct Store {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

/// A write transaction; dropped without [`Write::commit`], nothing happened.
pub struct Write(DatabaseTransaction);

impl Write {
    /// Makes everything in it durable.
    ///
    /// # Errors
    /// [`ActionError::Store`]; then nothing happened.
    pub async fn commit(self) -> Result<(), ActionError> {
        Ok(self.0.commit().await?)
    }
}

impl std::ops::Deref for Write {
    type Target = DatabaseTransaction;
    fn deref(&self) -> &DatabaseTransaction {
        &self.0
    }
}

impl Store {
    /// Connects to `sqlite:FILE` or `postgres://…`.
    ///
    /// # Errors
    /// [`OpenError::Database`] names the URL without its password.
    pub async fn connect(url: &str) -> Result<Self, OpenError> {
        let open = async {
            if url.starts_with("sqlite:") {
                let writer = sqlite(url, 1, false).await?;
                let reader = sqlite(url, READERS_MAX, true).await?;
                return Ok(Self { reader, writer });
            }
            let mut options = ConnectOptions::new(url);
            options.max_connections(READERS_MAX * 2).sqlx_logging(false);
            let pool = Database::connect(options).await?;
            Ok(Self {
                reader: pool.clone(),
                writer: pool,
            })
        };
        open.await.map_err(|why: DbErr| OpenError::Database {
            url: without_password(url),
            why: redacted(&why),
        })
    }

    /// For reading outside a transaction.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Which database it is.
    pub fn backend(&self) -> DbBackend {
        self.writer.get_database_backend()
    }

    /// For migrations and maintenance, which look after their own transactions.
    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Lets go of every connection.
    pub(crate) async fn close(self) -> Result<(), DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }

    /// Begins a write transaction and waits until it is the only one.
    ///
    /// # Errors
    /// [`ActionError::Store`] when the database cannot be reached.
    pub async fn write(&self) -> Result<Write, ActionError> {
        let options = match self.backend() {
            DbBackend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions::default(),
        };
        let transaction = self.writer.begin_with_options(options).await?;
        if self.backend() == DbBackend::Postgres {
            transaction
                .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({WRITER_LOCK})"))
                .await?;
        }
        Ok(Write(transaction))
    }

    /// Begins a write transaction that does not wait for others: only for the intake of answers, whose
    /// inserts stand beside each other without reading anything.
    pub(crate) async fn intake(&self) -> Result<Write, ActionError> {
        match self.backend() {
            DbBackend::Sqlite => self.write().await,
            _ => Ok(Write(self.writer.begin().await?)),
        }
    }
}

async fn sqlite(url: &str, connections_max: u32, query_only: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections_max)
        .min_connections(1)
        .sqlx_logging(false);
    options.acquire_timeout(Duration::from_mins(1));
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An answer is durable before "thank you" appears, through a power cut, too.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(30))
            // What is purged at a seal is overwritten in the file.
            .pragma("secure_delete", "on")
            .pragma("query_only", if query_only { "on" } else { "off" })
    });
    Database::connect(options).await
}

/// Makes the folder and checks that it can be written.
pub(crate) fn prepare_folder(folder: &Path) -> Result<(), OpenError> {
    let probe = folder.join(".kith-write-probe");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe))
        .map_err(|why| OpenError::Folder {
            folder: folder.to_owned(),
            why,
        })
}

/// The URL of the database that lives in the folder.
pub fn embedded_url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("kith.sqlite").display())
}

fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((who, place)) => format!("{scheme}://{}@{place}", who.split(':').next().unwrap_or_default()),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_password_keeps_user_and_place() {
        assert_eq!(
            without_password("postgres://kith:s3cret@db/kith"),
            "postgres://kith@db/kith"
        );
        assert_eq!(without_password("sqlite:kith.sqlite"), "sqlite:kith.sqlite");
    }
}

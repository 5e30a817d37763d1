//! The database: SQLite (default, WAL) or PostgreSQL, with one way to write.
//!
//! **Write transactions run one at a time.** On SQLite there is one writer connection and `BEGIN IMMEDIATE`;
//! on PostgreSQL every write transaction first takes one advisory lock. So a command reads and writes as
//! if it were alone, on both, and needs no retries. (`SERIALIZABLE` with retries was weighed: it
//! makes every command run twice at times, which a command that mails must then be proof against, and SQLite
//! has one writer anyway.) Answers do not go through here one by one: they are taken in batches.
//!
//! Reads go to a pool beside it, which no writer can exhaust; on SQLite its connections are `query_only`.

use crate::error::{ActionError, OpenError, redacted};
use crate::private;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{self, Row as _};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Any number: it names "the writer" among PostgreSQL's advisory locks.
const WRITER_LOCK: i64 = 0x4b69_7468;
const READERS_MAX: u32 = 8;
/// On PostgreSQL: the one that writes, the intake of answers, and what is maintained beside them.
const WRITERS_MAX: u32 = 4;
/// PostgreSQL's code for a lock that was not to be had in time.
const LOCK_NOT_AVAILABLE: &str = "55P03";
/// How long a writer waits for its turn.
const PATIENCE: Duration = Duration::from_mins(1);

/// The database of one installation.
#[derive(Clone, Debug)]
pub struct Store {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    /// Whose turn it is to write: whoever waits for it holds no connection.
    turn: Arc<Semaphore>,
}

/// A write transaction; dropped without [`Write::commit`], nothing happened.
pub struct Write {
    transaction: DatabaseTransaction,
    _turn: Option<OwnedSemaphorePermit>,
}

impl Write {
    /// Makes everything in it durable.
    ///
    /// # Errors
    /// [`ActionError::Store`]; then nothing happened.
    pub async fn commit(self) -> Result<(), ActionError> {
        Ok(self.transaction.commit().await?)
    }
}

impl std::ops::Deref for Write {
    type Target = DatabaseTransaction;
    fn deref(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

impl Store {
    /// Connects to `sqlite:FILE` or `postgres://…`.
    ///
    /// # Errors
    /// [`OpenError::Database`] names the URL without its password.
    pub async fn connect(url: &str) -> Result<Self, OpenError> {
        let failed = |why: String| OpenError::Database {
            url: without_password(url),
            why,
        };
        if let Some(file) = file_of(url).filter(|file| !file.exists()) {
            // SQLite would make it readable by everybody; its log takes after it.
            match private::file(&file) {
                Err(why) if why.kind() != ErrorKind::AlreadyExists => return Err(failed(why.to_string())),
                _ => {}
            }
        }
        let open = async {
            let (reader, writer) = if url.starts_with("sqlite:") {
                let writer = sqlite(url, 1, false).await?;
                (sqlite(url, READERS_MAX, true).await?, writer)
            } else {
                (
                    postgres(url, READERS_MAX).await?,
                    postgres(url, WRITERS_MAX).await?,
                )
            };
            let turn = Arc::new(Semaphore::new(1));
            Ok(Self { reader, writer, turn })
        };
        open.await.map_err(|why: DbErr| failed(redacted(&why)))
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

    /// Empties what the database still holds of deleted answers: SQLite's write-ahead log, PostgreSQL's dead rows. Says
    /// whether it could; while somebody reads, it cannot, and gives up soon so that no answer waits for it.
    pub(crate) async fn wipe(&self) -> Result<bool, ActionError> {
        let wiped = match self.backend() {
            DbBackend::Sqlite => truncate_log(self.writer.get_sqlite_connection_pool()).await,
            _ => rewrite_inbox(self.writer.get_postgres_connection_pool()).await,
        };
        wiped.map_err(|why| DbErr::Exec(sea_orm::RuntimeErr::SqlxError(why.into())).into())
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
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turn).acquire_owned())
            .await
            .map_err(|_| ActionError::Busy)?
            .map_err(|_| ActionError::Store("the database was let go of".into()))?;
        let transaction = self.writer.begin_with_options(options).await?;
        if self.backend() == DbBackend::Postgres {
            transaction
                .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({WRITER_LOCK})"))
                .await?;
        }
        Ok(Write {
            transaction,
            _turn: Some(turn),
        })
    }

    /// Begins a write transaction that does not wait for others: only for the intake of answers, whose
    /// inserts stand beside each other without reading anything.
    pub(crate) async fn intake(&self) -> Result<Write, ActionError> {
        match self.backend() {
            DbBackend::Sqlite => self.write().await,
            _ => Ok(Write {
                transaction: self.writer.begin().await?,
                _turn: None,
            }),
        }
    }
}

async fn truncate_log(pool: &sqlx::SqlitePool) -> Result<bool, sqlx::Error> {
    let mut connection = pool.acquire().await?;
    sqlx::query("PRAGMA busy_timeout = 2000")
        .execute(&mut *connection)
        .await?;
    // Its first column says whether a reader was in the way.
    let outcome = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(&mut *connection)
        .await;
    sqlx::query("PRAGMA busy_timeout = 30000")
        .execute(&mut *connection)
        .await?;
    Ok(outcome?.try_get::<i64, _>(0)? == 0)
}

async fn rewrite_inbox(pool: &sqlx::PgPool) -> Result<bool, sqlx::Error> {
    let mut connection = pool.acquire().await?;
    sqlx::raw_sql("SET lock_timeout = '2s'")
        .execute(&mut *connection)
        .await?;
    let outcome = sqlx::raw_sql("VACUUM FULL inbox").execute(&mut *connection).await;
    sqlx::raw_sql("RESET lock_timeout")
        .execute(&mut *connection)
        .await?;
    match outcome {
        Ok(_) => Ok(true),
        Err(sqlx::Error::Database(why)) if why.code().as_deref() == Some(LOCK_NOT_AVAILABLE) => Ok(false),
        Err(why) => Err(why),
    }
}

async fn postgres(url: &str, connections_max: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections_max).sqlx_logging(false);
    Database::connect(options).await
}

async fn sqlite(url: &str, connections_max: u32, query_only: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections_max)
        .min_connections(1)
        .sqlx_logging(false);
    options.acquire_timeout(PATIENCE);
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
    private::folder(folder).map_err(|why| unusable(folder, why))?;
    writable(folder)
}

/// Checks that a folder that is there can be written.
///
/// # Errors
/// [`OpenError::Folder`] when it cannot.
pub fn writable(folder: &Path) -> Result<(), OpenError> {
    let probe = folder.join(".kith-write-probe");
    std::fs::write(&probe, b"")
        .and_then(|()| std::fs::remove_file(&probe))
        .map_err(|why| unusable(folder, why))
}

fn unusable(folder: &Path, why: std::io::Error) -> OpenError {
    OpenError::Folder {
        folder: folder.to_owned(),
        why,
    }
}

/// The file of an SQLite database; nothing for any other.
pub fn file_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    Some(PathBuf::from(rest.split('?').next().unwrap_or(rest)))
}

/// The URL of the database that lives in the folder.
pub fn embedded_url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("kith.sqlite").display())
}

/// A database's URL without the password in it.
pub fn without_password(url: &str) -> String {
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

//! Opened installations for tests, on SQLite and on PostgreSQL: the same tests run on both.
//!
//! PostgreSQL is used when `KITH_TEST_POSTGRES` holds the URL of a server on which databases may be made;
//! each test gets one of its own.

pub mod team;

use crate::{Clock, Instant, Platform, Settings};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use std::collections::BTreeSet;
use tempfile::TempDir;

/// 30 October 2025, 09:00 Pacific: a day on which a network takes applications.
pub const TODAY: &str = "2025-10-30T16:00:00Z";

/// An installation that lives as long as its test.
pub struct Installation {
    /// The opened platform, whose clock stands still until a test moves it.
    pub platform: Platform,
    _folder: TempDir,
}

impl std::ops::Deref for Installation {
    type Target = Platform;
    fn deref(&self) -> &Platform {
        &self.platform
    }
}

/// The instant of RFC 3339 text.
///
/// # Panics
/// When the text is not a time.
pub fn instant(text: &str) -> Instant {
    text.parse::<jiff::Timestamp>().expect("RFC 3339").into()
}

/// An empty installation on SQLite.
pub async fn on_sqlite() -> Installation {
    open(None).await
}

/// Empty installations, one per database that can be tested here.
pub async fn on_each() -> Vec<Installation> {
    let mut all = vec![on_sqlite().await];
    match fresh_database_if_any().await {
        Some(database) => all.push(open(Some(database)).await),
        None => eprintln!("skipped: PostgreSQL, since KITH_TEST_POSTGRES is not set"),
    }
    all
}

/// The URL of a fresh PostgreSQL database, where a server is named.
pub async fn fresh_database_if_any() -> Option<String> {
    match std::env::var("KITH_TEST_POSTGRES") {
        Ok(server) => Some(fresh_database(&server).await),
        Err(_) => None,
    }
}

/// The names of the tables in the database, but for the list of changes.
///
/// # Panics
/// When the database does not answer.
pub async fn tables(platform: &Platform) -> BTreeSet<String> {
    let backend = platform.store().backend();
    let text = match backend {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        }
        _ => "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'",
    };
    let rows = platform
        .store()
        .reader()
        .query_all_raw(Statement::from_string(backend, text))
        .await;
    let names = rows.expect("the database lists its tables").into_iter();
    let names = names.map(|row| row.try_get_by_index::<String>(0).expect("a name is text"));
    names.filter(|name| name != "seaql_migrations").collect()
}

/// Makes the database look like one of an older program: its last change is not noted. It cannot be upgraded.
///
/// # Panics
/// When the database fails.
pub async fn make_older(platform: &Platform) {
    let last = "DELETE FROM seaql_migrations WHERE version = (SELECT max(version) FROM seaql_migrations)";
    change(platform, last).await;
}

/// Makes the database look like one of a newer program.
///
/// # Panics
/// When the database fails.
pub async fn make_newer(platform: &Platform) {
    let next = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    change(platform, next).await;
}

/// Runs a statement that no command would.
///
/// # Panics
/// When the database fails.
pub async fn change(platform: &Platform, statement: &str) {
    let write = platform.store().write().await.expect("the database answers");
    let done = write.execute_unprepared(statement).await;
    done.expect("the statement is right");
    write.commit().await.expect("the database answers");
}

async fn open(database: Option<String>) -> Installation {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let clock = Clock::standing_at(instant(TODAY));
    let settings = Settings {
        database,
        folder: folder.path().to_owned(),
        clock,
    };
    let platform = Platform::open(settings)
        .await
        .expect("an empty installation opens");
    Installation {
        platform,
        _folder: folder,
    }
}

async fn fresh_database(server: &str) -> String {
    let name = format!("kith_test_{}", uuid::Uuid::new_v4().simple());
    let connection = Database::connect(server).await.expect("the test server answers");
    connection
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await
        .expect("a database can be made");
    connection.close().await.expect("the connection closes");
    let place = server.rfind('/').expect("a URL ends in a database's name");
    format!("{}/{name}", &server[..place])
}

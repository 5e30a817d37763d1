//! Backups: a consistent copy of everything, always one SQLite file, whichever database it was taken from.
//!
//! So a backup can be looked into with any SQLite tool, and moves an installation between the two databases.
//! It holds neither the installation's secret nor the keys of open waves: both lie in the folder, and
//! keeping keys out is what makes sealed answers anonymous in old backups, too.

use crate::error::{OpenError, redacted};
use crate::migrations::{self, Standing};
use crate::store::{self, Store};
use crate::{Action, ActionError, Actor, Platform, Resource, audit, private};
use futures_util::TryStreamExt;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, IntoActiveModel, IsolationLevel, PaginatorTrait, TransactionTrait,
};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Rows per statement: SQLite binds at most 32,766 values.
const CHUNK_ROWS: usize = 500;

/// Why a backup could not be made or restored. Nothing that was there before was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// There is something already where the backup or the installation should go.
    #[error("{0} is already there. Name a place that is empty.")]
    Occupied(PathBuf),
    /// The file is not a backup of Kith, or is damaged.
    #[error("{file} cannot be restored: {why}. It should be a file that `kith backup` wrote.")]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The database is older than this program, which therefore cannot read all of it.
    #[error(
        "the database lacks {0} changes of this version, so this program cannot copy it. Make the backup with the program that was started last, or start `kith serve`, which makes the changes."
    )]
    Older(usize),
    /// A file could not be read or written.
    #[error("{file} cannot be read or written ({why})")]
    File {
        /// The file.
        file: PathBuf,
        /// The operating system's reason.
        why: std::io::Error,
    },
    /// The database refused.
    #[error("the database failed: {0}")]
    Store(String),
    /// The actor may not make a backup.
    #[error(transparent)]
    Action(#[from] ActionError),
    /// The installation could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
}

impl From<DbErr> for BackupError {
    fn from(why: DbErr) -> Self {
        Self::Store(redacted(&why))
    }
}

/// Copies every table, parents before children, and lists their names.
macro_rules! tables {
    ($($entity:path),+ $(,)?) => {
        async fn copy_all<C: ConnectionTrait + sea_orm::StreamTrait>(from: &C, to: &DatabaseTransaction) -> Result<(), DbErr> {
            $({ use $entity as table; copy::<table::Entity, C>(from, to).await?; })+
            Ok(())
        }

        /// The names of the tables that a backup holds.
        pub fn table_names() -> Vec<String> {
            vec![$({ use $entity as table; sea_orm::EntityName::table_name(&table::Entity).to_owned() }),+]
        }

        /// Every row of every table, as text, in an order that does not depend on the database: for tests that compare.
        ///
        /// # Panics
        /// When the database does not answer.
        #[cfg(feature = "testing")]
        pub async fn rows(platform: &Platform) -> std::collections::BTreeMap<String, Vec<String>> {
            let mut all = std::collections::BTreeMap::new();
            $({
                use $entity as table;
                let rows = table::Entity::find().all(platform.store().reader()).await;
                let rows = rows.expect("the database answers");
                let mut rows: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
                rows.sort();
                all.insert(sea_orm::EntityName::table_name(&table::Entity).to_owned(), rows);
            })+
            all
        }
    };
}

tables![
    crate::people::person,
    crate::people::staff,
    crate::people::login,
    crate::people::sign_in,
    crate::people::agency,
    crate::people::school,
    crate::audit,
    crate::outbox,
    crate::network::season,
    crate::network::collaborative,
    crate::network::session,
    crate::network::application,
    crate::network::colleague,
    crate::network::offer,
    crate::network::team,
    crate::network::member,
    crate::climate::survey,
    crate::climate::wave,
    crate::climate::inbox,
    crate::climate::sealed_wave,
    crate::climate::ledger,
    crate::climate::group,
    crate::climate::mapping,
    crate::plan,
    crate::plan::entry,
];

async fn copy<E, C>(from: &C, to: &DatabaseTransaction) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Send,
    C: ConnectionTrait + sea_orm::StreamTrait,
{
    let mut rows = E::find().stream(from).await?;
    let mut chunk = Vec::with_capacity(CHUNK_ROWS);
    loop {
        let row = rows.try_next().await?;
        let last = row.is_none();
        chunk.extend(row.map(|row| row.into_active_model().reset_all()));
        if chunk.len() == CHUNK_ROWS || (last && !chunk.is_empty()) {
            E::insert_many(std::mem::take(&mut chunk))
                .exec_without_returning(to)
                .await?;
        }
        if last {
            return Ok(());
        }
    }
}

/// Writes a backup to a new file.
///
/// # Errors
/// [`BackupError::Occupied`] when the file is there already.
pub async fn write(platform: &Platform, actor: &Actor, file: &Path) -> Result<(), BackupError> {
    platform.authorize(actor, Action::Backup, &Resource::Installation)?;
    if file.exists() {
        return Err(BackupError::Occupied(file.to_owned()));
    }
    let standing = migrations::standing(platform.store()).await?;
    // Written beside its place and then moved, so that a file of that name is always whole.
    let partial = file.with_extension("partial");
    let _ = std::fs::remove_file(&partial);
    let made = match platform.store().backend() {
        DbBackend::Sqlite => vacuum_into(platform.store(), &partial).await,
        _ => copy_into(platform.store(), &standing, &partial).await,
    };
    let failed = |why| BackupError::File {
        file: file.to_owned(),
        why,
    };
    let made = made.and_then(|()| std::fs::rename(&partial, file).map_err(failed));
    if made.is_err() {
        let _ = std::fs::remove_file(&partial);
        return made;
    }
    let noted = note(platform, actor).await;
    match noted {
        // Of another version the log may look different, and the backup is made.
        Err(why) if standing.pending > 0 || standing.unknown.is_some() => {
            tracing::warn!(%why, "the backup could not be noted in the log of what was done");
            Ok(())
        }
        other => Ok(other?),
    }
}

async fn note(platform: &Platform, actor: &Actor) -> Result<(), ActionError> {
    let write = platform.store().write().await?;
    audit::record(platform, &write, actor, Action::Backup, None, "").await?;
    write.commit().await
}

/// SQLite copies itself, whatever its version.
async fn vacuum_into(store: &Store, file: &Path) -> Result<(), BackupError> {
    private::file(file).map_err(|why| BackupError::File {
        file: file.to_owned(),
        why,
    })?;
    let path = file.display().to_string().replace('\'', "''");
    store
        .writer()
        .execute_unprepared(&format!("VACUUM INTO '{path}'"))
        .await?;
    Ok(())
}

/// From PostgreSQL row by row, in one snapshot: only what this program knows.
async fn copy_into(store: &Store, standing: &Standing, file: &Path) -> Result<(), BackupError> {
    if let Some(unknown) = standing.unknown.clone() {
        return Err(OpenError::Newer { unknown }.into());
    }
    if standing.pending > 0 {
        return Err(BackupError::Older(standing.pending));
    }
    let copy = Store::connect(&format!("sqlite:{}", file.display())).await?;
    migrations::upgrade(&copy).await?;
    let snapshot = store
        .writer()
        .begin_with_config(Some(IsolationLevel::RepeatableRead), None)
        .await?;
    let to = copy.writer().begin().await?;
    copy_all(&snapshot, &to).await?;
    to.commit().await?;
    snapshot.commit().await?;
    close(copy).await
}

/// What became of a restored installation beyond what its backup held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Restored {
    /// Messages that were still to be sent, and are held back.
    pub held: u64,
}

/// Restores a backup into an empty installation: a folder without a database, or a PostgreSQL database without people.
/// Everybody is signed out, and mail that was still to be sent is held back.
///
/// # Errors
/// [`BackupError::Occupied`] when the installation is not empty, [`BackupError::Damaged`] for a wrong file.
pub async fn restore(file: &Path, database: Option<&str>, folder: &Path) -> Result<Restored, BackupError> {
    store::prepare_folder(folder)?;
    let url = database.map_or_else(|| store::embedded_url(folder), str::to_owned);
    if let Some(occupied) = occupied(&url) {
        return Err(BackupError::Occupied(occupied));
    }
    let failed = |file: &Path| {
        let file = file.to_owned();
        move |why| BackupError::File { file, why }
    };
    // A copy is checked and upgraded, so that the backup itself stays as it is.
    let copy = folder.join("restoring.sqlite");
    let _ = std::fs::remove_file(&copy);
    let copied = private::file(&copy).and_then(|mut to| {
        let mut from = std::fs::File::open(file)?;
        std::io::copy(&mut from, &mut to)
    });
    let result = match copied {
        Ok(_) => restore_copy(file, &copy, &url).await,
        Err(why) => Err(failed(file)(why)),
    };
    for leftover in ["restoring.sqlite", "restoring.sqlite-wal", "restoring.sqlite-shm"] {
        let _ = std::fs::remove_file(folder.join(leftover));
    }
    result
}

/// What stands where an SQLite database should go: it, or a log that would be taken for its own.
fn occupied(url: &str) -> Option<PathBuf> {
    let place = store::file_of(url)?;
    let beside = |ending: &str| {
        let mut name = place.clone().into_os_string();
        name.push(ending);
        PathBuf::from(name)
    };
    ["", "-wal", "-shm", "-journal"]
        .map(beside)
        .into_iter()
        .find(|file| file.exists())
}

async fn restore_copy(file: &Path, copy: &Path, url: &str) -> Result<Restored, BackupError> {
    let damaged = |why: String| BackupError::Damaged {
        file: file.to_owned(),
        why,
    };
    if !is_sqlite(copy).map_err(|why| BackupError::File {
        file: file.to_owned(),
        why,
    })? {
        return Err(damaged("it is not an SQLite file".into()));
    }
    let backup = Store::connect(&format!("sqlite:{}", copy.display()))
        .await
        .map_err(|why| damaged(why.to_string()))?;
    check(&backup)
        .await
        .map_err(|why| damaged(redacted(&why)))?
        .map_err(damaged)?;
    migrations::upgrade(&backup).await?;
    let restored = let_go(&backup).await?;
    if let Some(place) = store::file_of(url) {
        close(backup).await?;
        let moved = std::fs::rename(copy, &place);
        moved.map_err(|why| BackupError::File { file: place, why })?;
        return Ok(restored);
    }
    let target = Store::connect(url).await?;
    migrations::upgrade(&target).await?;
    let people = crate::people::person::Entity::find();
    if people.count(target.reader()).await? > 0 {
        return Err(BackupError::Occupied(PathBuf::from(
            "a Kith installation in that database",
        )));
    }
    let to = target.writer().begin().await?;
    copy_all(backup.reader(), &to).await?;
    to.commit().await?;
    close(backup).await?;
    Ok(restored)
}

/// Whoever was signed in then may not be meant to be now, and mail of then was sent long ago.
async fn let_go(backup: &Store) -> Result<Restored, DbErr> {
    let write = backup.writer().begin().await?;
    crate::people::login::Entity::delete_many().exec(&write).await?;
    crate::people::sign_in::Entity::delete_many().exec(&write).await?;
    let held = crate::outbox::hold(&write).await?;
    write.commit().await?;
    Ok(Restored { held })
}

fn is_sqlite(file: &Path) -> std::io::Result<bool> {
    let mut head = Vec::new();
    std::fs::File::open(file)?.take(16).read_to_end(&mut head)?;
    Ok(head == b"SQLite format 3\0")
}

async fn check(backup: &Store) -> Result<Result<(), String>, DbErr> {
    let reader: &DatabaseConnection = backup.reader();
    let rows = reader
        .query_all_raw(sea_orm::Statement::from_string(
            DbBackend::Sqlite,
            "PRAGMA integrity_check",
        ))
        .await?;
    for row in rows {
        let line: String = row.try_get_by_index(0)?;
        if line != "ok" {
            return Ok(Err("the file is damaged".into()));
        }
    }
    let known = "SELECT count(*) FROM sqlite_master WHERE name IN ('seaql_migrations', 'person')";
    let row = reader
        .query_one_raw(sea_orm::Statement::from_string(DbBackend::Sqlite, known))
        .await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
    Ok(if count == 2 {
        Ok(())
    } else {
        Err("it holds no Kith installation".into())
    })
}

/// Folds the write-ahead log into the file and lets go of it.
async fn close(store: Store) -> Result<(), BackupError> {
    store
        .writer()
        .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
        .await?;
    store.close().await?;
    Ok(())
}

//! Backups: a consistent copy of everything, always one SQLite file, whichever database it was taken from.
//!
//! So a backup can be looked into with any SQLite tool, and moves an installation between the two databases.
//! It holds neither the installation's secret nor the keys of open waves: both lie in the folder, and
//! keeping keys out is what makes sealed answers anonymous in old backups, too.

use crate::error::{OpenError, redacted};
use crate::store::{self, Store};
use crate::{Action, ActionError, Actor, Platform, Resource, audit, migrations};
use futures_util::TryStreamExt;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, IntoActiveModel, IsolationLevel, PaginatorTrait, TransactionTrait,
};
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
    // Written beside its place and then moved, so that a file of that name is always whole.
    let partial = file.with_extension("partial");
    let _ = std::fs::remove_file(&partial);
    let store = platform.store();
    if store.backend() == DbBackend::Sqlite {
        let path = partial.display().to_string().replace('\'', "''");
        store
            .writer()
            .execute_unprepared(&format!("VACUUM INTO '{path}'"))
            .await?;
    } else {
        let copy = Store::connect(&format!("sqlite:{}", partial.display())).await?;
        migrations::upgrade(&copy).await?;
        let snapshot = store
            .writer()
            .begin_with_config(Some(IsolationLevel::RepeatableRead), None)
            .await?;
        let to = copy.writer().begin().await?;
        copy_all(&snapshot, &to).await?;
        to.commit().await?;
        snapshot.commit().await?;
        close(copy).await?;
    }
    let moved = std::fs::rename(&partial, file);
    moved.map_err(|why| BackupError::File {
        file: file.to_owned(),
        why,
    })?;
    let write = store.write().await?;
    audit::record(platform, &write, actor, Action::Backup, None, "").await?;
    Ok(write.commit().await?)
}

/// Restores a backup into an empty installation: a folder without a database, or a PostgreSQL database without people.
///
/// # Errors
/// [`BackupError::Occupied`] when the installation is not empty, [`BackupError::Damaged`] for a wrong file.
pub async fn restore(file: &Path, database: Option<&str>, folder: &Path) -> Result<(), BackupError> {
    store::prepare_folder(folder)?;
    let failed = |file: &Path| {
        let file = file.to_owned();
        move |why| BackupError::File { file, why }
    };
    // A copy is checked and upgraded, so that the backup itself stays as it is.
    let copy = folder.join("restoring.sqlite");
    let _ = std::fs::remove_file(&copy);
    std::fs::copy(file, &copy).map_err(failed(file))?;
    let result = restore_copy(file, &copy, database, folder).await;
    for leftover in ["restoring.sqlite", "restoring.sqlite-wal", "restoring.sqlite-shm"] {
        let _ = std::fs::remove_file(folder.join(leftover));
    }
    result
}

async fn restore_copy(
    file: &Path,
    copy: &Path,
    database: Option<&str>,
    folder: &Path,
) -> Result<(), BackupError> {
    let damaged = |why: String| BackupError::Damaged {
        file: file.to_owned(),
        why,
    };
    let head = std::fs::read(copy).map_err(|why| BackupError::File {
        file: file.to_owned(),
        why,
    })?;
    if !head.starts_with(b"SQLite format 3\0") {
        return Err(damaged("it is not an SQLite file".into()));
    }
    drop(head);
    let backup = Store::connect(&format!("sqlite:{}", copy.display()))
        .await
        .map_err(|why| damaged(why.to_string()))?;
    check(&backup)
        .await
        .map_err(|why| damaged(redacted(&why)))?
        .map_err(damaged)?;
    migrations::upgrade(&backup).await?;
    match database {
        Some(url) if !url.starts_with("sqlite:") => {
            let target = Store::connect(url).await?;
            migrations::upgrade(&target).await?;
            if crate::people::person::Entity::find()
                .count(target.reader())
                .await?
                > 0
            {
                return Err(BackupError::Occupied(PathBuf::from(
                    "a Kith installation in that database",
                )));
            }
            let to = target.writer().begin().await?;
            copy_all(backup.reader(), &to).await?;
            to.commit().await?;
            close(backup).await
        }
        other => {
            let place = match other {
                Some(url) => PathBuf::from(url.trim_start_matches("sqlite:").trim_start_matches("//")),
                None => folder.join("kith.sqlite"),
            };
            close(backup).await?;
            if place.exists() {
                return Err(BackupError::Occupied(place));
            }
            std::fs::rename(copy, &place).map_err(|why| BackupError::File { file: place, why })
        }
    }
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

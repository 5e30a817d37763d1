//! Changes of the database's schema, in order; each within a transaction, on both databases.
//!
//! A change is never edited once it was released: a new one is added. Instants are `bigint` (microseconds), ids
//! are UUIDs, text is `text`.

mod m0001_people;
mod m0002_network;
mod m0003_climate;
mod m0004_plan;

use crate::error::{OpenError, redacted};
use crate::store::Store;
use sea_orm::EntityTrait as _;
use sea_orm_migration::prelude::*;
use std::collections::BTreeSet;

/// All changes, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_network::Migration),
            Box::new(m0003_climate::Migration),
            Box::new(m0004_plan::Migration),
        ]
    }
}

/// Brings the database to this version, or leaves it as it is.
pub(crate) async fn upgrade(store: &Store) -> Result<(), OpenError> {
    let failed = |why: DbErr| OpenError::Upgrade { why: redacted(&why) };
    if let Some(unknown) = unknown(store).await.map_err(failed)? {
        return Err(OpenError::Newer { unknown });
    }
    Migrator::up(store.writer(), None).await.map_err(failed)
}

/// Changes that this program has and the database lacks.
pub async fn pending(store: &Store) -> Result<usize, OpenError> {
    let failed = |why: DbErr| OpenError::Upgrade { why: redacted(&why) };
    Ok(Migrator::get_pending_migrations(store.writer())
        .await
        .map_err(failed)?
        .len())
}

async fn unknown(store: &Store) -> Result<Option<String>, DbErr> {
    Migrator::install(store.writer()).await?;
    let known: BTreeSet<String> = Migrator::migrations()
        .iter()
        .map(|change| change.name().to_owned())
        .collect();
    let applied = sea_orm_migration::seaql_migrations::Entity::find()
        .all(store.writer())
        .await?;
    Ok(applied
        .into_iter()
        .map(|row| row.version)
        .find(|version| !known.contains(version)))
}

//! Changes of the database's schema, in order; each within a transaction, on both databases.
//!
//! A change is never edited once it was released: a new one is added. Instants are `bigint` (microseconds), ids
//! are UUIDs, text is `text`.

mod m0001_people;
mod m0002_network;
mod m0003_climate;
mod m0004_plan;
mod m0005_group;

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
            Box::new(m0005_group::Migration),
        ]
    }
}

/// Brings the database to this version, or leaves it as it is.
pub(crate) async fn upgrade(store: &Store) -> Result<(), OpenError> {
    let failed = |why: DbErr| OpenError::Upgrade { why: redacted(&why) };
    if let Some(unknown) = standing(store).await?.unknown {
        return Err(OpenError::Newer { unknown });
    }
    Migrator::up(store.writer(), None).await.map_err(failed)
}

/// Where a database stands beside this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Changes that were made to it; none where there is no installation.
    pub applied: usize,
    /// Changes that this program has and it lacks.
    pub pending: usize,
    /// The first change that it has and this program does not know.
    pub unknown: Option<String>,
}

/// Where the database stands; nothing of it is changed.
///
/// # Errors
/// [`OpenError::Upgrade`] when it cannot be read.
pub async fn standing(store: &Store) -> Result<Standing, OpenError> {
    let applied = applied(store)
        .await
        .map_err(|why| OpenError::Upgrade { why: redacted(&why) })?;
    let known = known();
    Ok(Standing {
        applied: applied.len(),
        pending: known.difference(&applied).count(),
        unknown: applied.difference(&known).next().cloned(),
    })
}

fn known() -> BTreeSet<String> {
    Migrator::migrations()
        .iter()
        .map(|change| change.name().to_owned())
        .collect()
}

async fn applied(store: &Store) -> Result<BTreeSet<String>, DbErr> {
    let reader = store.reader();
    if !SchemaManager::new(reader).has_table("seaql_migrations").await? {
        return Ok(BTreeSet::new());
    }
    let rows = sea_orm_migration::seaql_migrations::Entity::find()
        .all(reader)
        .await?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// Makes the tables and then the indexes of a change.
async fn create(
    manager: &SchemaManager<'_>,
    tables: impl IntoIterator<Item = TableCreateStatement>,
    indexes: impl IntoIterator<Item = IndexCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        manager.create_table(table).await?;
    }
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// An index over columns, named after them.
fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// An index over columns whose values occur once.
fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index(table, columns).unique().take()
}

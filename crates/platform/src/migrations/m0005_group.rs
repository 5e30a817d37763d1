//! Groups that somebody looked at after the seal, each a release of its own.

use super::{create, index};
use sea_orm_migration::{prelude::*, schema::*};

/// The fifth change.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, [group_release()], [index("group_release", &["wave_id"])]).await
    }
}

fn group_release() -> TableCreateStatement {
    Table::create()
        .table("group_release")
        .col(pk_uuid("id"))
        .col(uuid("wave_id"))
        .col(text("day"))
        .col(text("levels"))
        .col(text("entry"))
        .col(binary("stored"))
        .foreign_key(
            ForeignKey::create()
                .from("group_release", "wave_id")
                .to("wave", "id"),
        )
        .take()
}

//! Surveys, waves, the inbox of answers, sealed waves and the ledger of releases.

use super::{create, index};
use sea_orm_migration::sea_orm::DbBackend;
use sea_orm_migration::{prelude::*, schema::*};

/// The third change.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, [survey(), wave()], []).await?;
        manager
            .get_connection()
            .execute_unprepared(&inbox(manager.get_database_backend()))
            .await?;
        let tables = [sealed_wave(), release(), mapping()];
        create(manager, tables, [index("survey", &["team_id"])]).await
    }
}

fn survey() -> TableCreateStatement {
    Table::create()
        .table("survey")
        .col(pk_uuid("id"))
        .col(uuid("team_id"))
        .col(text("title"))
        .col(text("audience"))
        .col(text("languages"))
        .col(text("instrument_id"))
        .col(text("instrument_version"))
        .col(text("definition"))
        .col(text_uniq("code"))
        .col(integer_null("asked"))
        .col(boolean("shared"))
        .foreign_key(ForeignKey::create().from("survey", "team_id").to("team", "id"))
        .take()
}

fn wave() -> TableCreateStatement {
    Table::create()
        .table("wave")
        .col(pk_uuid("id"))
        .col(uuid("survey_id"))
        .col(integer("number"))
        .col(text("state"))
        .col(text("source"))
        .col(text("opened_on"))
        .col(text_null("sealed_on"))
        .col(boolean("purged"))
        .index(
            Index::create()
                .name("wave_survey_id_number")
                .col("survey_id")
                .col("number")
                .unique(),
        )
        .foreign_key(ForeignKey::create().from("wave", "survey_id").to("survey", "id"))
        .take()
}

/// Without a row number on SQLite: the only order there is, is that of the marks.
fn inbox(backend: DbBackend) -> String {
    let (id, bytes, end) = match backend {
        DbBackend::Sqlite => ("uuid_text", "blob", " WITHOUT ROWID"),
        _ => ("uuid", "bytea", ""),
    };
    format!(
        "CREATE TABLE inbox (wave_id {id} NOT NULL REFERENCES wave (id), mark {bytes} NOT NULL, \
         blob {bytes} NOT NULL, PRIMARY KEY (wave_id, mark)){end}"
    )
}

fn sealed_wave() -> TableCreateStatement {
    Table::create()
        .table("sealed_wave")
        .col(pk_uuid("wave_id"))
        .col(binary("answers"))
        .foreign_key(
            ForeignKey::create()
                .from("sealed_wave", "wave_id")
                .to("wave", "id"),
        )
        .take()
}

fn release() -> TableCreateStatement {
    Table::create()
        .table("release")
        .col(pk_uuid("id"))
        .col(uuid_uniq("wave_id"))
        .col(text("day"))
        .col(integer("least"))
        .col(binary("stored"))
        .col(binary("digest"))
        .foreign_key(ForeignKey::create().from("release", "wave_id").to("wave", "id"))
        .take()
}

/// How a team's columns and labels were read the last time, per instrument.
fn mapping() -> TableCreateStatement {
    Table::create()
        .table("mapping")
        .col(uuid("team_id"))
        .col(text("instrument_id"))
        .col(text("mapping"))
        .primary_key(Index::create().col("team_id").col("instrument_id"))
        .foreign_key(ForeignKey::create().from("mapping", "team_id").to("team", "id"))
        .take()
}

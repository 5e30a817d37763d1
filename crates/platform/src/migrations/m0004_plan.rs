//! Plans: what a team writes down, and the figure each line came from.

use super::{create, index};
use sea_orm_migration::{prelude::*, schema::*};

/// The fourth change.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(
            manager,
            [plan(), plan_entry()],
            [index("plan_entry", &["team_id"])],
        )
        .await
    }
}

fn plan() -> TableCreateStatement {
    Table::create()
        .table("plan")
        .col(pk_uuid("team_id"))
        .col(boolean("shared"))
        .foreign_key(ForeignKey::create().from("plan", "team_id").to("team", "id"))
        .take()
}

fn plan_entry() -> TableCreateStatement {
    Table::create()
        .table("plan_entry")
        .col(pk_uuid("id"))
        .col(uuid("team_id"))
        .col(text("kind"))
        .col(text("words"))
        .col(text("who"))
        .col(text_null("due"))
        .col(uuid("survey_id"))
        .col(uuid("release_id"))
        .col(text("figure"))
        .col(text_null("dimension"))
        .col(text_null("level"))
        .foreign_key(
            ForeignKey::create()
                .from("plan_entry", "team_id")
                .to("team", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("plan_entry", "survey_id")
                .to("survey", "id"),
        )
        .foreign_key(
            ForeignKey::create()
                .from("plan_entry", "release_id")
                .to("release", "id"),
        )
        .take()
}

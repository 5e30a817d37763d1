//! Networks with their collaboratives and sessions, applications, offers and teams.

use super::{create, index, unique};
use sea_orm_migration::{prelude::*, schema::*};

/// The second change.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = networks().into_iter().chain(applications()).chain(teams());
        create(manager, tables, indexes()).await
    }
}

fn networks() -> Vec<TableCreateStatement> {
    vec![
        Table::create()
            .table("network")
            .col(pk_uuid("id"))
            .col(text_uniq("slug"))
            .col(text("definition"))
            .col(boolean("public"))
            .col(big_integer("updated_at"))
            .take(),
        Table::create()
            .table("collaborative")
            .col(pk_uuid("id"))
            .col(uuid("network_id"))
            .col(text("slug"))
            .col(integer("position"))
            .col(integer_null("capacity_teams"))
            .foreign_key(
                ForeignKey::create()
                    .from("collaborative", "network_id")
                    .to("network", "id"),
            )
            .take(),
        Table::create()
            .table("session")
            .col(pk_uuid("id"))
            .col(uuid("network_id"))
            .col(uuid_null("collaborative_id"))
            .col(text("key"))
            .col(integer("position"))
            .col(text("plan"))
            .col(big_integer_null("starts_at"))
            .col(integer("sequence"))
            .col(text("standing"))
            .col(big_integer("updated_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("session", "network_id")
                    .to("network", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("session", "collaborative_id")
                    .to("collaborative", "id"),
            )
            .take(),
    ]
}

fn applications() -> Vec<TableCreateStatement> {
    vec![
        Table::create()
            .table("application")
            .col(pk_uuid("id"))
            .col(uuid("network_id"))
            .col(uuid("lead_id"))
            .col(text("state"))
            .col(integer("version"))
            .col(text("draft"))
            .col(uuid_null("agency_id"))
            .col(text_null("typed_agency"))
            .col(big_integer("created_at"))
            .col(big_integer("saved_at"))
            .col(big_integer_null("submitted_at"))
            .col(big_integer_null("decided_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("application", "network_id")
                    .to("network", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("application", "lead_id")
                    .to("person", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("application", "agency_id")
                    .to("agency", "id"),
            )
            .take(),
        Table::create()
            .table("application_colleague")
            .col(uuid("application_id"))
            .col(text("email"))
            .primary_key(Index::create().col("application_id").col("email"))
            .foreign_key(
                ForeignKey::create()
                    .from("application_colleague", "application_id")
                    .to("application", "id"),
            )
            .take(),
        Table::create()
            .table("offer")
            .col(pk_uuid("id"))
            .col(uuid("application_id"))
            .col(uuid("network_id"))
            .col(uuid_null("collaborative_id"))
            .col(text("state"))
            .col(big_integer("answer_by"))
            .col(big_integer("made_at"))
            .col(big_integer_null("answered_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("offer", "application_id")
                    .to("application", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("offer", "network_id")
                    .to("network", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("offer", "collaborative_id")
                    .to("collaborative", "id"),
            )
            .take(),
    ]
}

fn teams() -> Vec<TableCreateStatement> {
    vec![
        Table::create()
            .table("team")
            .col(pk_uuid("id"))
            .col(uuid("network_id"))
            .col(uuid_null("collaborative_id"))
            .col(uuid_uniq("application_id"))
            .col(uuid_null("agency_id"))
            .col(text("name"))
            .col(uuid_null("coach_id"))
            .col(uuid_uniq("feed_id"))
            .col(text_null("focus_area"))
            .col(text("focus"))
            .col(text_null("focus_settled"))
            .col(big_integer("created_at"))
            .foreign_key(
                ForeignKey::create()
                    .from("team", "network_id")
                    .to("network", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("team", "collaborative_id")
                    .to("collaborative", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("team", "application_id")
                    .to("application", "id"),
            )
            .foreign_key(ForeignKey::create().from("team", "agency_id").to("agency", "id"))
            .foreign_key(ForeignKey::create().from("team", "coach_id").to("person", "id"))
            .take(),
        Table::create()
            .table("team_member")
            .col(uuid("team_id"))
            .col(uuid("person_id"))
            .col(text("role"))
            .col(text("work"))
            .col(big_integer("since"))
            .primary_key(Index::create().col("team_id").col("person_id"))
            .foreign_key(
                ForeignKey::create()
                    .from("team_member", "team_id")
                    .to("team", "id"),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("team_member", "person_id")
                    .to("person", "id"),
            )
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("collaborative", &["network_id", "slug"]),
        unique("session", &["network_id", "key"]),
        index("session", &["starts_at"]),
        index("application", &["network_id"]),
        index("application", &["lead_id"]),
        index("application", &["agency_id"]),
        index("application_colleague", &["email"]),
        index("offer", &["application_id"]),
        index("offer", &["collaborative_id"]),
        index("team", &["network_id"]),
        index("team_member", &["person_id"]),
    ]
}

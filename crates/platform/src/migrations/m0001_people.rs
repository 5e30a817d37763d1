//! Accounts, logins, the directory, the audit log and the outbox.

use super::{create, index, unique};
use sea_orm_migration::{prelude::*, schema::*};

/// The first change.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = people().into_iter().chain(directory()).chain(records());
        create(manager, tables, indexes()).await
    }
}

fn people() -> Vec<TableCreateStatement> {
    vec![
        Table::create()
            .table("person")
            .col(pk_uuid("id"))
            .col(text_uniq("email"))
            .col(text("name"))
            .col(text("language"))
            .col(big_integer("created_at"))
            .take(),
        Table::create()
            .table("staff")
            .col(uuid("person_id"))
            .col(text("role"))
            .primary_key(Index::create().col("person_id").col("role"))
            .foreign_key(ForeignKey::create().from("staff", "person_id").to("person", "id"))
            .take(),
        Table::create()
            .table("login")
            .col(binary("token_hash").primary_key())
            .col(uuid("person_id"))
            .col(big_integer("expires_at"))
            .foreign_key(ForeignKey::create().from("login", "person_id").to("person", "id"))
            .take(),
        Table::create()
            .table("sign_in_link")
            .col(pk_uuid("id"))
            .col(text("email"))
            .col(text("language"))
            .col(text("next"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("used_at"))
            .take(),
    ]
}

fn directory() -> Vec<TableCreateStatement> {
    vec![
        Table::create()
            .table("agency")
            .col(pk_uuid("id"))
            .col(text("name"))
            .col(text("kind"))
            .col(text("state"))
            .col(text("county"))
            .col(text_null("nces_id"))
            .col(text_null("cd_code"))
            .take(),
        Table::create()
            .table("school")
            .col(pk_uuid("id"))
            .col(uuid("agency_id"))
            .col(text("name"))
            .col(text("level"))
            .col(text_null("nces_id"))
            .col(text_null("cds_code"))
            .col(integer_null("enrolled"))
            .foreign_key(
                ForeignKey::create()
                    .from("school", "agency_id")
                    .to("agency", "id"),
            )
            .take(),
    ]
}

fn records() -> Vec<TableCreateStatement> {
    vec![
        Table::create()
            .table("audit_entry")
            .col(pk_uuid("id"))
            .col(big_integer("at"))
            .col(uuid_null("person"))
            .col(text("action"))
            .col(uuid_null("subject"))
            .col(text("detail"))
            .take(),
        Table::create()
            .table("outbox")
            .col(pk_uuid("id"))
            .col(text("recipient"))
            .col(text("language"))
            .col(text("intent"))
            .col(big_integer("created_at"))
            .col(big_integer("due_at"))
            .col(big_integer_null("sent_at"))
            .col(integer("attempts"))
            .col(text_null("failure"))
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("login", &["person_id"]),
        index("agency", &["name"]),
        index("agency", &["nces_id"]),
        unique("agency", &["cd_code"]),
        index("school", &["agency_id"]),
        unique("school", &["cds_code"]),
        index("audit_entry", &["at"]),
        index("outbox", &["sent_at"]),
    ]
}

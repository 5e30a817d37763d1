//! A team with its lead and a member, for tests of what teams do.

use super::Installation;
use crate::network::TeamId;
use crate::network::definition::Definition;
use crate::network::draft::Draft;
use crate::people::{login, person::StaffRole, sign_in, staff};
use crate::{Actor, Platform};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Query, SimpleExpr, Value};
use uuid::Uuid;

/// A team and people around it.
pub struct Team {
    /// Which team.
    pub id: TeamId,
    /// Who leads it.
    pub lead: Actor,
    /// Who works in it.
    pub member: Actor,
    /// Who follows it.
    pub observer: Actor,
    /// A coach of the host.
    pub coach: Actor,
    /// Somebody who has nothing to do with it.
    pub stranger: Actor,
}

/// Somebody signed in.
///
/// # Panics
/// When the database fails.
pub async fn signed_in(on: &Platform, email: &str) -> Actor {
    let token = sign_in::link(on, &Actor::System, email, "/")
        .await
        .expect("a fresh installation takes it");
    let redeemed = sign_in::redeem(on, &token)
        .await
        .expect("a fresh installation takes it");
    login::actor(on, &redeemed.token)
        .await
        .expect("a fresh installation takes it")
}

/// A network as it is stored.
fn definition() -> String {
    let file = include_bytes!("../../../../demo/networks/stronger-connections.toml");
    let definition = Definition::parse(file).expect("the demonstration's network is well written");
    serde_json::to_string(&definition).expect("a definition is plain data")
}

/// A team in a network.
///
/// # Panics
/// When the database fails.
pub async fn team(on: &Installation) -> Team {
    staff::appoint(on, &Actor::System, "coach@example.org", "Cora", StaffRole::Coach)
        .await
        .expect("a fresh installation takes it");
    let lead = signed_in(on, "lead@example.edu").await;
    let member = signed_in(on, "member@example.edu").await;
    let observer = signed_in(on, "observer@example.edu").await;
    let [network, application, team, feed] = [0; 4].map(|_| Uuid::now_v7());
    let lead_id = lead.person().expect("a fresh installation takes it").uuid();
    insert(
        on,
        "network",
        vec![
            ("id", network.into()),
            ("slug", "n".into()),
            ("definition", definition().into()),
            ("public", true.into()),
            ("updated_at", 0_i64.into()),
        ],
    )
    .await;
    insert(
        on,
        "application",
        vec![
            ("id", application.into()),
            ("network_id", network.into()),
            ("lead_id", lead_id.into()),
            ("state", "accepted".into()),
            ("version", 1_i32.into()),
            ("draft", Draft::of_lead("Ana".to_owned()).to_json().into()),
            ("created_at", 0_i64.into()),
            ("saved_at", 0_i64.into()),
            ("submitted_at", 0_i64.into()),
        ],
    )
    .await;
    insert(
        on,
        "team",
        vec![
            ("id", team.into()),
            ("network_id", network.into()),
            ("application_id", application.into()),
            ("name", "Rivera Valley".into()),
            ("feed_id", feed.into()),
            ("focus", "".into()),
            ("created_at", 0_i64.into()),
        ],
    )
    .await;
    for (actor, role) in [(&lead, "lead"), (&member, "member"), (&observer, "observer")] {
        join(on, team, actor, role).await;
    }
    let coach = signed_in(on, "coach@example.org").await;
    let stranger = signed_in(on, "stranger@example.org").await;
    Team {
        id: team.into(),
        lead,
        member,
        observer,
        coach,
        stranger,
    }
}

async fn join(on: &Installation, team: Uuid, actor: &Actor, role: &str) {
    let person = actor.person().expect("a fresh installation takes it").uuid();
    let values = vec![
        ("team_id", team.into()),
        ("person_id", person.into()),
        ("role", role.into()),
        ("work", "".into()),
        ("since", 0_i64.into()),
    ];
    insert(on, "team_member", values).await;
}

async fn insert(on: &Installation, table: &str, values: Vec<(&str, Value)>) {
    let (columns, values): (Vec<_>, Vec<_>) = values
        .into_iter()
        .map(|(name, value)| (Alias::new(name), SimpleExpr::from(value)))
        .unzip();
    let row = Query::insert()
        .into_table(Alias::new(table))
        .columns(columns)
        .values_panic(values)
        .take();
    let write = on.store().write().await.expect("a fresh installation takes it");
    write.execute(&row).await.expect("a fresh installation takes it");
    write.commit().await.expect("a fresh installation takes it");
}

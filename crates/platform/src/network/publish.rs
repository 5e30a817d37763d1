//! Making a network known, or changing it: the file is the truth, and publishing it again changes what changed.

use super::definition::{Definition, SessionPlan, When};
use super::session::{self, Session, Standing};
use super::{CollaborativeId, NetworkId, SessionId, collaborative, decision, season};
use crate::store::Write;
use crate::{Action, ActionError, Actor, Instant, Platform, Problem, Resource, audit};
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use std::collections::BTreeMap;

/// What publishing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The network.
    pub id: NetworkId,
    /// Whether it is new here.
    pub new: bool,
    /// Sessions that are new or whose calendar entry changed.
    pub sessions_changed: usize,
    /// Sessions that the file no longer has: called off.
    pub sessions_cancelled: usize,
}

/// Makes a network known, or brings the one of the same slug to this definition.
///
/// # Errors
/// [`ActionError::Conflict`] when a collaborative would vanish or shrink below the teams it holds.
pub async fn publish(
    platform: &Platform,
    actor: &Actor,
    definition: &Definition,
) -> Result<Published, ActionError> {
    platform.authorize(actor, Action::NetworkDesign, &Resource::Installation)?;
    let write = platform.store().write().await?;
    let (id, new) = write_network(platform, &write, definition).await?;
    let collaboratives = write_collaboratives(platform, &write, id, definition).await?;
    let (sessions_changed, sessions_cancelled) =
        write_sessions(platform, &write, id, definition, &collaboratives).await?;
    remove_collaboratives(platform, &write, id, &collaboratives).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::NetworkDesign,
        Some(id.uuid()),
        &definition.slug,
    )
    .await?;
    write.commit().await?;
    Ok(Published {
        id,
        new,
        sessions_changed,
        sessions_cancelled,
    })
}

async fn write_network(
    platform: &Platform,
    write: &Write,
    definition: &Definition,
) -> Result<(NetworkId, bool), ActionError> {
    let json = json(definition);
    let known = season::Entity::find()
        .filter(season::Column::Slug.eq(&definition.slug))
        .one(&**write)
        .await?;
    if let Some(known) = known {
        if known.definition != json {
            let change = season::ActiveModel {
                id: Set(known.id),
                definition: Set(json),
                updated_at: Set(platform.now()),
                ..Default::default()
            };
            change.update(&**write).await?;
        }
        return Ok((known.id, false));
    }
    let id = NetworkId::new();
    let row = season::ActiveModel {
        id: Set(id),
        slug: Set(definition.slug.clone()),
        definition: Set(json),
        public: Set(true),
        updated_at: Set(platform.now()),
    };
    season::Entity::insert(row)
        .exec_without_returning(&**write)
        .await?;
    Ok((id, true))
}

async fn known_collaboratives(
    write: &Write,
    id: NetworkId,
) -> Result<Vec<collaborative::Model>, ActionError> {
    let of_network = collaborative::Column::NetworkId.eq(id);
    Ok(collaborative::Entity::find()
        .filter(of_network)
        .all(&**write)
        .await?)
}

async fn write_collaboratives(
    platform: &Platform,
    write: &Write,
    network: NetworkId,
    definition: &Definition,
) -> Result<BTreeMap<String, CollaborativeId>, ActionError> {
    let known = known_collaboratives(write, network).await?;
    let mut ids = BTreeMap::new();
    for (position, plan) in (0_i32..).zip(&definition.collaboratives) {
        let known = known.iter().find(|one| one.slug == plan.slug);
        let id = known.map_or_else(CollaborativeId::new, |one| one.id);
        let row = collaborative::ActiveModel {
            id: Set(id),
            network_id: Set(network),
            slug: Set(plan.slug.clone()),
            position: Set(position),
            capacity_teams: Set(plan.capacity_teams.map(i32::from)),
        };
        if known.is_none() {
            collaborative::Entity::insert(row)
                .exec_without_returning(&**write)
                .await?;
        } else {
            let taken = decision::seats_taken(platform, &**write, id, None).await?;
            if plan
                .capacity_teams
                .is_some_and(|capacity| u64::from(capacity) < taken)
            {
                let problem = Problem::new("collaboratives", "network-capacity-below-taken");
                return Err(ActionError::Conflict(
                    problem.with("slug", &plan.slug).with("taken", taken),
                ));
            }
            row.update(&**write).await?;
        }
        ids.insert(plan.slug.clone(), id);
    }
    Ok(ids)
}

async fn write_sessions(
    platform: &Platform,
    write: &Write,
    network: NetworkId,
    definition: &Definition,
    collaboratives: &BTreeMap<String, CollaborativeId>,
) -> Result<(usize, usize), ActionError> {
    let rows = session::Entity::find()
        .filter(session::Column::NetworkId.eq(network))
        .all(&**write)
        .await?;
    let mut known: BTreeMap<String, session::Model> =
        rows.into_iter().map(|row| (row.key.clone(), row)).collect();
    let mut changed = 0;
    for (position, plan) in (0_i32..).zip(&definition.sessions) {
        let collaborative = plan
            .collaborative
            .as_ref()
            .and_then(|slug| collaboratives.get(slug))
            .copied();
        let before = known.remove(&plan.id);
        changed += usize::from(
            write_session(
                platform,
                write,
                (network, collaborative),
                (position, plan),
                before,
            )
            .await?,
        );
    }
    let gone: Vec<_> = known
        .into_values()
        .filter(|row| row.standing == Standing::Confirmed)
        .collect();
    let cancelled = gone.len();
    for row in gone {
        let change = session::ActiveModel {
            id: Set(row.id),
            standing: Set(Standing::Cancelled),
            sequence: Set(row.sequence + 1),
            updated_at: Set(platform.now()),
            ..Default::default()
        };
        change.update(&**write).await?;
    }
    Ok((changed, cancelled))
}

/// Writes one session; whether its entry in calendars is new or changed.
async fn write_session(
    platform: &Platform,
    write: &Write,
    (network, collaborative): (NetworkId, Option<CollaborativeId>),
    (position, plan): (i32, &SessionPlan),
    before: Option<session::Model>,
) -> Result<bool, ActionError> {
    let row = session::ActiveModel {
        id: Set(before.as_ref().map_or_else(SessionId::new, |row| row.id)),
        network_id: Set(network),
        collaborative_id: Set(collaborative),
        key: Set(plan.id.clone()),
        position: Set(position),
        plan: Set(json(plan)),
        starts_at: Set(starts(plan)),
        sequence: Set(0),
        standing: Set(Standing::Confirmed),
        updated_at: Set(platform.now()),
    };
    let Some(before) = before else {
        session::Entity::insert(row)
            .exec_without_returning(&**write)
            .await?;
        return Ok(true);
    };
    let sequence = before.sequence;
    let before = Session::try_from(before)?;
    let changed = before.standing == Standing::Cancelled
        || before.collaborative != collaborative
        || calendar_face(&before.plan) != calendar_face(plan);
    if !changed && before.plan == *plan {
        let change = session::ActiveModel {
            id: Set(before.id),
            position: Set(position),
            ..Default::default()
        };
        change.update(&**write).await?;
        return Ok(false);
    }
    session::ActiveModel {
        sequence: Set(sequence + i32::from(changed)),
        ..row
    }
    .update(&**write)
    .await?;
    Ok(changed)
}

/// What a calendar shows of a session: a change in it raises the sequence.
fn calendar_face(plan: &SessionPlan) -> (&instrument::Text, When, u16, Option<&String>) {
    (&plan.title, plan.when, plan.minutes, plan.place.as_ref())
}

fn starts(plan: &SessionPlan) -> Option<Instant> {
    match plan.when {
        When::At(starts) => Some(starts),
        When::Between(_) => None,
    }
}

async fn remove_collaboratives(
    platform: &Platform,
    write: &Write,
    network: NetworkId,
    kept: &BTreeMap<String, CollaborativeId>,
) -> Result<(), ActionError> {
    for gone in known_collaboratives(write, network)
        .await?
        .into_iter()
        .filter(|one| !kept.contains_key(&one.slug))
    {
        if decision::ever_offered(platform, write, gone.id).await? {
            let problem =
                Problem::new("collaboratives", "network-collaborative-in-use").with("slug", gone.slug);
            return Err(ActionError::Conflict(problem));
        }
        let its_sessions = session::Column::CollaborativeId.eq(gone.id);
        session::Entity::delete_many()
            .filter(its_sessions)
            .exec(&**write)
            .await?;
        collaborative::Entity::delete_by_id(gone.id)
            .exec(&**write)
            .await?;
    }
    Ok(())
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("definitions are plain values with text keys")
}

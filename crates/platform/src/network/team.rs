//! A team: the people of one agency in one network, and what its space shows.

use super::application::Application;
use super::member::{self, Member, Role};
use super::season::Network;
use super::{ApplicationId, CollaborativeId, NetworkId, TeamId};
use crate::id::{AgencyId, PersonId};
use crate::outbox::{self, Intent};
use crate::people::{agency, person};
use crate::store::Write;
use crate::{Action, ActionError, Actor, Instant, Platform, Resource};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

/// One team.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "team")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TeamId,
    /// In which network.
    pub network_id: NetworkId,
    /// In which of its collaboratives, if it has any.
    pub collaborative_id: Option<CollaborativeId>,
    /// From which application.
    pub application_id: ApplicationId,
    /// Of which agency, when it is in the directory.
    pub agency_id: Option<AgencyId>,
    /// What it is called: its agency's name.
    pub name: String,
    /// Who coaches it.
    pub coach_id: Option<PersonId>,
    /// Names its calendar feed; a new one closes the old address.
    pub feed_id: Uuid,
    /// Id of the focus area it settled on.
    pub focus_area: Option<String>,
    /// Its focus in a sentence of its own; empty until settled.
    pub focus: String,
    /// The day on which it was settled, as `2025-12-02`.
    pub focus_settled: Option<String>,
    /// Since when.
    pub created_at: Instant,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Makes the team of an application whose offer was accepted, and mails its colleagues.
pub(crate) async fn create(
    platform: &Platform,
    write: &Write,
    network: &Network,
    application: &Application,
    place: Option<CollaborativeId>,
) -> Result<TeamId, ActionError> {
    let id = TeamId::new();
    let row = ActiveModel {
        id: Set(id),
        network_id: Set(network.id),
        collaborative_id: Set(place),
        application_id: Set(application.id),
        agency_id: Set(application
            .agency
            .as_ref()
            .and_then(super::applicant::AgencyOf::id)),
        name: Set(application.agency_name().to_owned()),
        coach_id: Set(None),
        feed_id: Set(Uuid::new_v4()),
        focus_area: Set(None),
        focus: Set(String::new()),
        focus_settled: Set(None),
        created_at: Set(platform.now()),
    };
    Entity::insert(row).exec_without_returning(&**write).await?;
    let lead = person::Entity::find_by_id(application.lead)
        .one(&**write)
        .await?
        .ok_or(ActionError::NotFound)?;
    join(
        platform,
        write,
        id,
        lead.id,
        Role::Lead,
        &application.draft.lead.work,
    )
    .await?;
    for one in &application.draft.colleagues {
        let Some(email) = person::email(&one.email).filter(|email| *email != lead.email) else {
            continue;
        };
        let colleague = person::find_or_create(platform, write, &email, &one.name, &lead.language).await?;
        join(platform, write, id, colleague.id, Role::Member, &one.work).await?;
        let intent = Intent::MemberAdded { team: id.uuid() };
        outbox::send(platform, write, &colleague.email, &colleague.language, &intent).await?;
    }
    Ok(id)
}

pub(super) async fn join(
    platform: &Platform,
    write: &Write,
    team: TeamId,
    person: PersonId,
    role: Role,
    work: &str,
) -> Result<(), ActionError> {
    let known = member::Entity::find_by_id((team, person)).one(&**write).await?;
    let row = member::ActiveModel {
        team_id: Set(team),
        person_id: Set(person),
        role: Set(role),
        work: Set(work.to_owned()),
        since: Set(known.as_ref().map_or(platform.now(), |known| known.since)),
    };
    match known {
        Some(_) => {
            row.update(&**write).await?;
        }
        None => {
            member::Entity::insert(row)
                .exec_without_returning(&**write)
                .await?;
        }
    }
    Ok(())
}

pub(super) async fn rows_of(
    connection: &impl ConnectionTrait,
    id: TeamId,
) -> Result<Vec<member::Model>, ActionError> {
    Ok(member::Entity::find()
        .filter(member::Column::TeamId.eq(id))
        .all(connection)
        .await?)
}

pub(super) fn those(rows: &[member::Model], wanted: impl Fn(Role) -> bool) -> Vec<PersonId> {
    rows.iter()
        .filter(|row| wanted(row.role))
        .map(|row| row.person_id)
        .collect()
}

/// Who leads a team and who works in it: the facts for [`Resource::TeamWork`]. Observers are in neither.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such team.
pub async fn resource(
    platform: &Platform,
    id: TeamId,
) -> Result<(Vec<PersonId>, Vec<PersonId>), ActionError> {
    let rows = rows_of(platform.store().reader(), id).await?;
    if rows.is_empty() {
        return Err(ActionError::NotFound);
    }
    let works = |role| matches!(role, Role::Member | Role::Sponsor | Role::Substitute);
    Ok((those(&rows, |role| role == Role::Lead), those(&rows, works)))
}

/// What policies need to know of the team's space, which observers see, too.
pub(super) async fn space(connection: &impl ConnectionTrait, id: TeamId) -> Result<Resource, ActionError> {
    let rows = rows_of(connection, id).await?;
    Ok(Resource::Team {
        leads: those(&rows, |role| role == Role::Lead),
        members: those(&rows, |role| role != Role::Lead),
    })
}

/// The team with this id.
///
/// # Errors
/// [`ActionError::Forbidden`] unless the actor belongs to it or works for the host.
pub async fn get(platform: &Platform, actor: &Actor, id: TeamId) -> Result<Model, ActionError> {
    let reader = platform.store().reader();
    let team = Entity::find_by_id(id)
        .one(reader)
        .await?
        .ok_or(ActionError::NotFound)?;
    platform.authorize(actor, Action::TeamView, &space(reader, id).await?)?;
    Ok(team)
}

/// Whether the actor may change the team's members and focus.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn may_edit(platform: &Platform, actor: &Actor, id: TeamId) -> Result<bool, ActionError> {
    let space = space(platform.store().reader(), id).await?;
    Ok(platform.allows(actor, Action::TeamEdit, &space))
}

/// The members of a team: its leads first, then by name.
///
/// # Errors
/// As [`get`].
pub async fn members(platform: &Platform, actor: &Actor, id: TeamId) -> Result<Vec<Member>, ActionError> {
    get(platform, actor, id).await?;
    let reader = platform.store().reader();
    let rows = rows_of(reader, id).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.person_id).collect();
    let people = person::Entity::find()
        .filter(person::Column::Id.is_in(ids))
        .all(reader)
        .await?;
    let mut members: Vec<Member> = rows
        .into_iter()
        .filter_map(|row| {
            let person = people.iter().find(|person| person.id == row.person_id)?;
            Some(Member {
                person: person.id,
                name: person.name.clone(),
                email: person.email.clone(),
                role: row.role,
                work: row.work,
            })
        })
        .collect();
    members.sort_by_key(|member| {
        (
            member.role != Role::Lead,
            member.role == Role::Observer,
            member.name.to_lowercase(),
        )
    });
    Ok(members)
}

/// The teams that the actor belongs to, the newest first, with what they are in each.
///
/// # Errors
/// [`ActionError::SignInNeeded`] for a visitor.
pub async fn of_actor(platform: &Platform, actor: &Actor) -> Result<Vec<(Model, Role)>, ActionError> {
    of_person(platform, actor.person().ok_or(ActionError::SignInNeeded)?).await
}

/// The teams that a person belongs to, the newest first, with what they are in each.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn of_person(platform: &Platform, person: PersonId) -> Result<Vec<(Model, Role)>, ActionError> {
    let reader = platform.store().reader();
    let rows = member::Entity::find()
        .filter(member::Column::PersonId.eq(person))
        .all(reader)
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.team_id).collect();
    let teams = Entity::find()
        .filter(Column::Id.is_in(ids))
        .order_by_desc(Column::Id)
        .all(reader)
        .await?;
    let role = |team: &Model| rows.iter().find(|row| row.team_id == team.id).map(|row| row.role);
    Ok(teams
        .into_iter()
        .filter_map(|team| role(&team).map(|role| (team, role)))
        .collect())
}

/// The team that an application became, if it did.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn of_application(platform: &Platform, id: ApplicationId) -> Result<Option<TeamId>, ActionError> {
    let row = Entity::find()
        .filter(Column::ApplicationId.eq(id))
        .one(platform.store().reader())
        .await?;
    Ok(row.map(|team| team.id))
}

/// The teams of a network, by name.
///
/// # Errors
/// [`ActionError::Forbidden`] unless the actor works for the host.
pub async fn list(platform: &Platform, actor: &Actor, network: &Network) -> Result<Vec<Model>, ActionError> {
    platform.authorize(actor, Action::ApplicationList, &network.resource())?;
    let reader = platform.store().reader();
    let mut teams = Entity::find()
        .filter(Column::NetworkId.eq(network.id))
        .all(reader)
        .await?;
    teams.sort_by_key(|team| team.name.to_lowercase());
    Ok(teams)
}

/// Carries a matched agency over to the team that its application became.
pub(crate) async fn rename_of_application(
    write: &Write,
    application: ApplicationId,
    agency: &agency::Model,
) -> Result<(), ActionError> {
    let Some(team) = Entity::find()
        .filter(Column::ApplicationId.eq(application))
        .one(&**write)
        .await?
    else {
        return Ok(());
    };
    let change = ActiveModel {
        id: Set(team.id),
        agency_id: Set(Some(agency.id)),
        name: Set(agency.name.clone()),
        ..Default::default()
    };
    change.update(&**write).await?;
    Ok(())
}

//! An application: a draft of its lead's until it is submitted, then a record that staff read and decide on.

use super::applicant::{AgencyOf, TypedAgency};
use super::colleague;
use super::draft::Draft;
use super::season::{self, Network};
use super::{ApplicationId, NetworkId};
use crate::id::{AgencyId, PersonId};
use crate::people::{agency, person};
use crate::store::Write;
use crate::{Action, ActionError, Actor, Instant, Platform, Problem, Resource, audit};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Iterable, QueryOrder, Set};

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
pub enum State {
    /// Its lead writes it.
    Draft,
    /// It was sent and waits for a decision.
    Submitted,
    /// A place is offered.
    Offered,
    /// The lead said yes; the team exists.
    Accepted,
    /// The lead said no to the offer.
    TurnedDown,
    /// No place now.
    Waitlisted,
    /// The host said no.
    Declined,
    /// The lead took it back.
    Withdrawn,
}

impl State {
    /// Its name in addresses and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::TurnedDown => "turned-down",
            Self::Waitlisted => "waitlisted",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::iter().find(|state| state.name() == name)
    }
}

/// One application as a row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApplicationId,
    /// To which network.
    pub network_id: NetworkId,
    /// Who leads the team that applies.
    pub lead_id: PersonId,
    /// Where it stands.
    pub state: State,
    /// Goes up with every saved draft.
    pub version: i32,
    /// The [`Draft`] as JSON.
    pub draft: String,
    /// The agency, when it is in the directory.
    pub agency_id: Option<AgencyId>,
    /// The [`TypedAgency`] as JSON, when the lead typed it in.
    pub typed_agency: Option<String>,
    /// When it was begun.
    pub created_at: Instant,
    /// When its text was last saved.
    pub saved_at: Instant,
    /// When it was sent.
    pub submitted_at: Option<Instant>,
    /// When it was last decided on.
    pub decided_at: Option<Instant>,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// An application with its draft read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Which one.
    pub id: ApplicationId,
    /// To which network.
    pub network: NetworkId,
    /// Who leads the team that applies.
    pub lead: PersonId,
    /// Colleagues who have an account; none before it was sent.
    pub colleagues: Vec<PersonId>,
    /// Where it stands.
    pub state: State,
    /// Goes up with every saved draft.
    pub version: i32,
    /// What was written.
    pub draft: Draft,
    /// The agency it is for.
    pub agency: Option<AgencyOf>,
    /// When its text was last saved.
    pub saved_at: Instant,
    /// When it was sent.
    pub submitted_at: Option<Instant>,
    /// When it was last decided on.
    pub decided_at: Option<Instant>,
}

impl Application {
    /// What policies need to know of it.
    pub fn resource(&self) -> Resource {
        Resource::Application {
            lead: self.lead,
            colleagues: self.colleagues.clone(),
            submitted: self.submitted_at.is_some(),
        }
    }

    /// Names where it stands and since which decision, so that a form can say what its reader had seen.
    pub fn standing(&self) -> String {
        match self.decided_at {
            Some(at) => format!("{}-{}", self.state.name(), at.micros()),
            None => self.state.name().to_owned(),
        }
    }

    /// What the agency is called; empty when none was chosen.
    pub fn agency_name(&self) -> &str {
        self.agency.as_ref().map_or("", AgencyOf::name)
    }
}

/// Begins an application to a network, or gives the one that the actor already has.
///
/// # Errors
/// [`ActionError::Conflict`] before the network opens and after its deadline.
pub async fn start(
    platform: &Platform,
    actor: &Actor,
    network: &Network,
) -> Result<ApplicationId, ActionError> {
    platform.authorize(actor, Action::ApplicationStart, &network.resource())?;
    let lead = actor.person().ok_or(ActionError::SignInNeeded)?;
    let write = platform.store().write().await?;
    if let Some(own) = own(&*write, network.id, lead).await? {
        return Ok(own);
    }
    open_now(platform, network)?;
    let id = ApplicationId::new();
    let name = person::Entity::find_by_id(lead)
        .one(&*write)
        .await?
        .map(|lead| lead.name)
        .unwrap_or_default();
    let row = ActiveModel {
        id: Set(id),
        network_id: Set(network.id),
        lead_id: Set(lead),
        state: Set(State::Draft),
        version: Set(1),
        draft: Set(Draft::of_lead(name).to_json()),
        agency_id: Set(None),
        typed_agency: Set(None),
        created_at: Set(platform.now()),
        saved_at: Set(platform.now()),
        submitted_at: Set(None),
        decided_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(&*write).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::ApplicationStart,
        Some(id.uuid()),
        "",
    )
    .await?;
    write.commit().await?;
    Ok(id)
}

/// Refuses when the network does not take applications at this instant.
pub(crate) fn open_now(platform: &Platform, network: &Network) -> Result<(), ActionError> {
    let rules = &network.definition.application;
    if platform.now() < rules.opens {
        return Err(ActionError::Conflict(Problem::new(
            "",
            "network-application-early",
        )));
    }
    if platform.now() >= rules.closes {
        return Err(ActionError::Conflict(Problem::new(
            "",
            "network-application-late",
        )));
    }
    Ok(())
}

async fn own(
    connection: &impl ConnectionTrait,
    network: NetworkId,
    lead: PersonId,
) -> Result<Option<ApplicationId>, ActionError> {
    let row = Entity::find()
        .filter(Column::NetworkId.eq(network))
        .filter(Column::LeadId.eq(lead))
        .filter(Column::State.ne(State::Withdrawn))
        .order_by_asc(Column::Id)
        .one(connection)
        .await?;
    Ok(row.map(|row| row.id))
}

/// The actor's own application to a network, if there is one.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn mine(
    platform: &Platform,
    actor: &Actor,
    network: NetworkId,
) -> Result<Option<ApplicationId>, ActionError> {
    match actor.person() {
        Some(lead) => own(platform.store().reader(), network, lead).await,
        None => Ok(None),
    }
}

/// The application with this id, to read.
///
/// # Errors
/// [`ActionError::Forbidden`] unless the actor leads it, is named in it, or is staff and it was sent.
pub async fn get(platform: &Platform, actor: &Actor, id: ApplicationId) -> Result<Application, ActionError> {
    let application = find(platform.store().reader(), id).await?;
    platform.authorize(actor, Action::ApplicationRead, &application.resource())?;
    Ok(application)
}

/// Applications that the actor leads or, once sent, is named in; the newest first.
///
/// # Errors
/// [`ActionError::SignInNeeded`] for a visitor.
pub async fn of_actor(platform: &Platform, actor: &Actor) -> Result<Vec<Application>, ActionError> {
    let Actor::Person(person) = actor else {
        return Err(ActionError::SignInNeeded);
    };
    let reader = platform.store().reader();
    let named = colleague::Entity::find()
        .filter(colleague::Column::Email.eq(&person.email))
        .all(reader)
        .await?;
    let named: Vec<_> = named.into_iter().map(|row| row.application_id).collect();
    let condition = sea_orm::Condition::any()
        .add(Column::LeadId.eq(person.id))
        .add(Column::Id.is_in(named));
    let rows = Entity::find()
        .filter(condition)
        .order_by_desc(Column::Id)
        .all(reader)
        .await?;
    let mut applications = Vec::with_capacity(rows.len());
    for row in rows {
        applications.push(read(reader, row).await?);
    }
    Ok(applications)
}

/// An application within a command, not yet authorised.
pub(crate) async fn find(
    connection: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Application, ActionError> {
    let row = Entity::find_by_id(id)
        .one(connection)
        .await?
        .ok_or(ActionError::NotFound)?;
    read(connection, row).await
}

pub(crate) async fn read(connection: &impl ConnectionTrait, row: Model) -> Result<Application, ActionError> {
    let listed = match row.agency_id {
        Some(id) => agency::Entity::find_by_id(id).one(connection).await?,
        None => None,
    };
    let emails = colleague::Entity::find()
        .filter(colleague::Column::ApplicationId.eq(row.id))
        .all(connection)
        .await?;
    let emails: Vec<String> = emails.into_iter().map(|row| row.email).collect();
    let colleagues = if emails.is_empty() {
        Vec::new()
    } else {
        let people = person::Entity::find()
            .filter(person::Column::Email.is_in(emails))
            .all(connection)
            .await?;
        people.into_iter().map(|person| person.id).collect()
    };
    assemble(&row, listed, colleagues)
}

pub(crate) fn assemble(
    row: &Model,
    listed: Option<agency::Model>,
    colleagues: Vec<PersonId>,
) -> Result<Application, ActionError> {
    let typed = row
        .typed_agency
        .as_deref()
        .map(TypedAgency::from_json)
        .transpose()?;
    Ok(Application {
        id: row.id,
        network: row.network_id,
        lead: row.lead_id,
        colleagues,
        state: row.state,
        version: row.version,
        draft: Draft::from_json(&row.draft)?,
        agency: listed.map(AgencyOf::Listed).or(typed.map(AgencyOf::Typed)),
        saved_at: row.saved_at,
        submitted_at: row.submitted_at,
        decided_at: row.decided_at,
    })
}

/// Authorises an action on an application, begins a write, and reads what it then is.
pub(crate) async fn open(
    platform: &Platform,
    actor: &Actor,
    action: Action,
    id: ApplicationId,
) -> Result<(Write, Application, Network), ActionError> {
    let before = find(platform.store().reader(), id).await?;
    platform.authorize(actor, action, &before.resource())?;
    let write = platform.store().write().await?;
    let application = find(&*write, id).await?;
    platform.authorize(actor, action, &application.resource())?;
    let network = season::find(&*write, application.network).await?;
    Ok((write, application, network))
}

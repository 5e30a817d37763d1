//! What a network shows: itself, its collaboratives and its sessions.

use super::definition::Definition;
use super::session::{self, Session};
use super::{NetworkId, collaborative, team};
use crate::{Action, ActionError, Actor, Instant, Platform, Resource};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};

/// One network as a row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "network")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NetworkId,
    /// Its place in addresses.
    pub slug: String,
    /// The [`Definition`] as JSON.
    pub definition: String,
    /// Whether everybody sees it.
    pub public: bool,
    /// When it last changed.
    pub updated_at: Instant,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A network with its definition read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// Which one.
    pub id: NetworkId,
    /// Whether everybody sees it.
    pub public: bool,
    /// What it is.
    pub definition: Definition,
}

impl Network {
    /// What policies need to know of it.
    pub fn resource(&self) -> Resource {
        Resource::Network { public: self.public }
    }
}

impl TryFrom<Model> for Network {
    type Error = ActionError;

    fn try_from(row: Model) -> Result<Self, ActionError> {
        let definition = serde_json::from_str(&row.definition)
            .map_err(|_| ActionError::Store("a stored network could not be read".into()))?;
        Ok(Self {
            id: row.id,
            public: row.public,
            definition,
        })
    }
}

/// The networks that the actor may see, the season that starts last first.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn all(platform: &Platform, actor: &Actor) -> Result<Vec<Network>, ActionError> {
    let rows = Entity::find()
        .order_by_asc(Column::Slug)
        .all(platform.store().reader())
        .await?;
    let mut networks = rows
        .into_iter()
        .map(Network::try_from)
        .collect::<Result<Vec<_>, _>>()?;
    networks.retain(|network| platform.allows(actor, Action::NetworkView, &network.resource()));
    networks.sort_by_key(|network| std::cmp::Reverse(network.definition.season.from));
    Ok(networks)
}

/// The network of this slug.
///
/// # Errors
/// [`ActionError::NotFound`] also when the actor may not see it.
pub async fn by_slug(platform: &Platform, actor: &Actor, slug: &str) -> Result<Network, ActionError> {
    let row = Entity::find()
        .filter(Column::Slug.eq(slug))
        .one(platform.store().reader())
        .await?;
    seen(platform, actor, row)
}

/// The network with this id.
///
/// # Errors
/// As [`by_slug`].
pub async fn get(platform: &Platform, actor: &Actor, id: NetworkId) -> Result<Network, ActionError> {
    let row = Entity::find_by_id(id).one(platform.store().reader()).await?;
    seen(platform, actor, row)
}

fn seen(platform: &Platform, actor: &Actor, row: Option<Model>) -> Result<Network, ActionError> {
    let network = Network::try_from(row.ok_or(ActionError::NotFound)?)?;
    if !platform.allows(actor, Action::NetworkView, &network.resource()) {
        return Err(ActionError::NotFound);
    }
    Ok(network)
}

/// A network within a command that has authorised its actor already.
pub(crate) async fn find(connection: &impl ConnectionTrait, id: NetworkId) -> Result<Network, ActionError> {
    Entity::find_by_id(id)
        .one(connection)
        .await?
        .ok_or(ActionError::NotFound)?
        .try_into()
}

/// The collaboratives of a network, in its order.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn collaboratives(
    platform: &Platform,
    id: NetworkId,
) -> Result<Vec<collaborative::Model>, ActionError> {
    Ok(collaborative::Entity::find()
        .filter(collaborative::Column::NetworkId.eq(id))
        .order_by_asc(collaborative::Column::Position)
        .all(platform.store().reader())
        .await?)
}

/// The sessions of a network, called-off ones too, in the order of their days. Where they are held and the links of
/// what to read before are for those who come: on a session that is not public, others get neither.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn sessions(
    platform: &Platform,
    actor: &Actor,
    network: &Network,
) -> Result<Vec<Session>, ActionError> {
    let mut sessions = whole_sessions(platform, network).await?;
    if !comes(platform, actor, network.id).await? {
        sessions.iter_mut().for_each(Session::keep_to_public);
    }
    Ok(sessions)
}

/// Whether the actor comes to sessions that are not public: the host's staff, and the people of the network's teams.
async fn comes(platform: &Platform, actor: &Actor, network: NetworkId) -> Result<bool, ActionError> {
    match actor {
        Actor::Visitor => Ok(false),
        Actor::System => Ok(true),
        Actor::Person(_) if actor.is_staff() => Ok(true),
        Actor::Person(person) => {
            let teams = team::of_person(platform, person.id).await?;
            Ok(teams.iter().any(|(team, _)| team.network_id == network))
        }
    }
}

/// The same with everything in them, for those of whom it is known that they come.
pub(super) async fn whole_sessions(
    platform: &Platform,
    network: &Network,
) -> Result<Vec<Session>, ActionError> {
    let rows = session::Entity::find()
        .filter(session::Column::NetworkId.eq(network.id))
        .order_by_asc(session::Column::Position)
        .all(platform.store().reader())
        .await?;
    let mut sessions = rows
        .into_iter()
        .map(Session::try_from)
        .collect::<Result<Vec<_>, _>>()?;
    let zone = network.definition.zone();
    sessions.sort_by_key(|session| session.day(&zone));
    Ok(sessions)
}

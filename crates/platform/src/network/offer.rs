//! An offer: a place for a team, with a deadline. Its lead answers it.

use super::application::{self, Application, State};
use super::{ApplicationId, CollaborativeId, NetworkId, OfferId, TeamId, team};
use crate::{Action, ActionError, Actor, Instant, Platform, audit};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

/// Where an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
pub enum OfferState {
    /// It waits for an answer, until its deadline.
    Open,
    /// The lead said yes.
    Accepted,
    /// The lead said no.
    TurnedDown,
    /// The host decided anew.
    Replaced,
}

/// One offer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offer")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OfferId,
    /// To which application.
    pub application_id: ApplicationId,
    /// Into which network.
    pub network_id: NetworkId,
    /// Into which of its collaboratives, if it has any.
    pub collaborative_id: Option<CollaborativeId>,
    /// Where it stands.
    pub state: OfferState,
    /// It can be answered until before this instant.
    pub answer_by: Instant,
    /// When it was made.
    pub made_at: Instant,
    /// When it was answered.
    pub answered_at: Option<Instant>,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Whether the lead can still answer it.
    pub fn is_open(&self, now: Instant) -> bool {
        self.state == OfferState::Open && now < self.answer_by
    }
}

/// What a lead says to an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The team takes the place.
    Accept,
    /// The team does not.
    TurnDown,
}

/// The newest offer to an application that the actor may read.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn of_application(
    platform: &Platform,
    application: &Application,
) -> Result<Option<Model>, ActionError> {
    newest(platform.store().reader(), application.id).await
}

pub(crate) async fn newest(
    connection: &impl ConnectionTrait,
    application: ApplicationId,
) -> Result<Option<Model>, ActionError> {
    Ok(Entity::find()
        .filter(Column::ApplicationId.eq(application))
        .order_by_desc(Column::MadeAt)
        .order_by_desc(Column::Id)
        .one(connection)
        .await?)
}

/// Answers the offer to an application. Accepting makes the team and gives its id.
///
/// # Errors
/// [`ActionError::Conflict`] when no offer is open: none was made, it was answered, or its deadline has passed.
pub async fn answer(
    platform: &Platform,
    actor: &Actor,
    id: ApplicationId,
    answer: Answer,
) -> Result<Option<TeamId>, ActionError> {
    let (write, application, network) = application::open(platform, actor, Action::OfferAnswer, id).await?;
    let offer = newest(&*write, id)
        .await?
        .filter(|offer| offer.state == OfferState::Open);
    let offer = offer.ok_or_else(|| ActionError::conflict("network-offer-none"))?;
    if !offer.is_open(platform.now()) {
        return Err(ActionError::conflict("network-offer-late"));
    }
    let (offer_state, state) = match answer {
        Answer::Accept => (OfferState::Accepted, State::Accepted),
        Answer::TurnDown => (OfferState::TurnedDown, State::TurnedDown),
    };
    let place = offer.collaborative_id;
    let mut change: ActiveModel = offer.into();
    change.state = Set(offer_state);
    change.answered_at = Set(Some(platform.now()));
    change.update(&*write).await?;
    application::ActiveModel {
        id: Set(id),
        state: Set(state),
        ..Default::default()
    }
    .update(&*write)
    .await?;
    let team = match answer {
        Answer::Accept => Some(team::create(platform, &write, &network, &application, place).await?),
        Answer::TurnDown => None,
    };
    audit::record(
        platform,
        &write,
        actor,
        Action::OfferAnswer,
        Some(id.uuid()),
        state.name(),
    )
    .await?;
    write.commit().await?;
    Ok(team)
}

//! Deciding on applications: an offer, a place on the waitlist, or a no; and matching typed-in agencies.
//!
//! A seat of a collaborative is taken by an offer that is open and not past its deadline, or accepted. Since write
//! transactions run one at a time, counting seats and making the offer are one step.

use super::application::{self, Application, State};
use super::definition::Definition;
use super::offer::{self, OfferState};
use super::{ApplicationId, CollaborativeId, OfferId, collaborative};
use crate::id::AgencyId;
use crate::outbox::{self, Intent};
use crate::people::{agency, person};
use crate::store::Write;
use crate::{Action, ActionError, Actor, Instant, Platform, Problem, audit};
use jiff::civil::Date;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set,
};

/// What the host says to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// A place.
    Offer {
        /// In which collaborative; nowhere in particular in a network without any.
        collaborative: Option<CollaborativeId>,
        /// It can be answered until before this instant; see [`end_of_day`].
        answer_by: Instant,
    },
    /// No place now, perhaps later.
    Waitlist,
    /// No.
    Decline,
}

/// The problem of a decision on something that changed since it was seen.
pub const CHANGED: &str = "network-decision-changed";

/// The instant at which a day ends in the network's zone: what "answer by this day" means.
pub fn end_of_day(definition: &Definition, day: Date) -> Option<Instant> {
    let next = day.tomorrow().ok()?;
    let midnight = next.to_zoned(definition.zone()).ok()?;
    Some(midnight.timestamp().into())
}

/// Decides on an application that stands as it was `seen` ([`Application::standing`]) and mails its lead. A later decision
/// replaces an earlier one until the team exists. The same decision sent twice, as by a double click, is made once.
///
/// # Errors
/// [`ActionError::Conflict`] when it stands otherwise by now, the collaborative is full, or the application is a team
/// already; [`ActionError::Invalid`] when the offer names no collaborative of the network, or a deadline that has passed.
pub async fn decide(
    platform: &Platform,
    actor: &Actor,
    id: ApplicationId,
    seen: &str,
    decision: Decision,
) -> Result<(), ActionError> {
    let (write, application, _) = application::open(platform, actor, Action::ApplicationDecide, id).await?;
    decidable(&application)?;
    if application.standing() != seen {
        if stands(&write, &application, decision).await? {
            return Ok(());
        }
        return Err(ActionError::Conflict(Problem::new("decision", CHANGED)));
    }
    let state = match decision {
        Decision::Offer {
            collaborative,
            answer_by,
        } => {
            check_offer(platform, &write, &application, collaborative, answer_by).await?;
            State::Offered
        }
        Decision::Waitlist => State::Waitlisted,
        Decision::Decline => State::Declined,
    };
    replace_offers(&write, id).await?;
    if let Decision::Offer {
        collaborative,
        answer_by,
    } = decision
    {
        let row = offer::ActiveModel {
            id: Set(OfferId::new()),
            application_id: Set(id),
            network_id: Set(application.network),
            collaborative_id: Set(collaborative),
            state: Set(OfferState::Open),
            answer_by: Set(answer_by),
            made_at: Set(platform.now()),
            answered_at: Set(None),
        };
        offer::Entity::insert(row).exec_without_returning(&*write).await?;
    }
    let change = application::ActiveModel {
        id: Set(id),
        state: Set(state),
        decided_at: Set(Some(platform.now())),
        ..Default::default()
    };
    change.update(&*write).await?;
    let lead = person::Entity::find_by_id(application.lead)
        .one(&*write)
        .await?
        .ok_or(ActionError::NotFound)?;
    let intent = Intent::DecisionMade {
        application: id.uuid(),
    };
    outbox::send(platform, &write, &lead.email, &lead.language, &intent).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::ApplicationDecide,
        Some(id.uuid()),
        state.name(),
    )
    .await?;
    write.commit().await
}

/// Whether this decision is the one that stands.
async fn stands(write: &Write, application: &Application, decision: Decision) -> Result<bool, ActionError> {
    Ok(match decision {
        Decision::Waitlist => application.state == State::Waitlisted,
        Decision::Decline => application.state == State::Declined,
        Decision::Offer {
            collaborative,
            answer_by,
        } => offer::newest(&**write, application.id)
            .await?
            .is_some_and(|offer| {
                offer.state == OfferState::Open
                    && offer.collaborative_id == collaborative
                    && offer.answer_by == answer_by
            }),
    })
}

/// Whether the host can decide on it now.
///
/// # Errors
/// [`ActionError::Conflict`] says why not.
pub fn decidable(application: &Application) -> Result<(), ActionError> {
    match application.state {
        State::Submitted | State::Offered | State::Waitlisted | State::Declined | State::TurnedDown => Ok(()),
        State::Accepted => Err(ActionError::conflict("network-application-accepted")),
        State::Withdrawn | State::Draft => Err(ActionError::conflict("network-application-withdrawn")),
    }
}

async fn check_offer(
    platform: &Platform,
    write: &Write,
    application: &Application,
    place: Option<CollaborativeId>,
    answer_by: Instant,
) -> Result<(), ActionError> {
    if answer_by <= platform.now() {
        return Err(ActionError::invalid("answer_by", "network-answer-by-past"));
    }
    let of_network = collaborative::Column::NetworkId.eq(application.network);
    let collaboratives = collaborative::Entity::find()
        .filter(of_network)
        .all(&**write)
        .await?;
    let Some(place) = place else {
        let needed = || ActionError::invalid("decision", "network-offer-place-missing");
        return if collaboratives.is_empty() {
            Ok(())
        } else {
            Err(needed())
        };
    };
    let place = collaboratives.into_iter().find(|one| one.id == place);
    let place = place.ok_or_else(|| ActionError::invalid("decision", "network-offer-place-missing"))?;
    let taken = seats_taken(platform, &**write, place.id, Some(application.id)).await?;
    match place
        .capacity_teams
        .and_then(|capacity| u64::try_from(capacity).ok())
    {
        Some(capacity) if taken >= capacity => {
            let problem = Problem::new("decision", "network-collaborative-full").with("capacity", capacity);
            Err(ActionError::Conflict(problem.with("taken", taken)))
        }
        _ => Ok(()),
    }
}

async fn replace_offers(write: &Write, id: ApplicationId) -> Result<(), ActionError> {
    let open = offer::Entity::find()
        .filter(offer::Column::ApplicationId.eq(id))
        .filter(offer::Column::State.eq(OfferState::Open))
        .all(&**write)
        .await?;
    for one in open {
        let change = offer::ActiveModel {
            id: Set(one.id),
            state: Set(OfferState::Replaced),
            ..Default::default()
        };
        change.update(&**write).await?;
    }
    Ok(())
}

/// Seats of a collaborative that are taken at this moment, not counting the offers to `except`.
pub(crate) async fn seats_taken(
    platform: &Platform,
    connection: &impl ConnectionTrait,
    place: CollaborativeId,
    except: Option<ApplicationId>,
) -> Result<u64, ActionError> {
    let open = Condition::all()
        .add(offer::Column::State.eq(OfferState::Open))
        .add(offer::Column::AnswerBy.gt(platform.now()));
    let taken = Condition::any()
        .add(offer::Column::State.eq(OfferState::Accepted))
        .add(open);
    let mut offers = offer::Entity::find()
        .filter(offer::Column::CollaborativeId.eq(place))
        .filter(taken);
    if let Some(except) = except {
        offers = offers.filter(offer::Column::ApplicationId.ne(except));
    }
    Ok(offers.count(connection).await?)
}

pub(crate) async fn ever_offered(
    _platform: &Platform,
    write: &Write,
    place: CollaborativeId,
) -> Result<bool, ActionError> {
    Ok(offer::Entity::find()
        .filter(offer::Column::CollaborativeId.eq(place))
        .count(&**write)
        .await?
        > 0)
}

/// Seats of each collaborative that are taken at this moment.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn seats(platform: &Platform, places: &[collaborative::Model]) -> Result<Vec<u64>, ActionError> {
    let mut seats = Vec::with_capacity(places.len());
    for place in places {
        seats.push(seats_taken(platform, platform.store().reader(), place.id, None).await?);
    }
    Ok(seats)
}

/// Says which agency of the directory a typed-in one is.
///
/// # Errors
/// [`ActionError::Conflict`] when another application of that agency was sent to the same network.
pub async fn match_agency(
    platform: &Platform,
    actor: &Actor,
    id: ApplicationId,
    agency: AgencyId,
) -> Result<(), ActionError> {
    let (write, application, network) =
        application::open(platform, actor, Action::ApplicationDecide, id).await?;
    let listed = agency::Entity::find_by_id(agency).one(&*write).await?;
    let listed = listed.ok_or_else(|| ActionError::invalid("agency", "network-agency-missing"))?;
    let others = application::Entity::find()
        .filter(application::Column::NetworkId.eq(network.id))
        .filter(application::Column::Id.ne(id))
        .filter(application::Column::AgencyId.eq(agency))
        .filter(application::Column::State.is_not_in([State::Draft, State::Withdrawn]));
    if others.one(&*write).await?.is_some() {
        let problem = Problem::new("agency", "network-agency-matched-twice").with("agency", &listed.name);
        return Err(ActionError::Conflict(problem));
    }
    application::ActiveModel {
        id: Set(id),
        agency_id: Set(Some(agency)),
        ..Default::default()
    }
    .update(&*write)
    .await?;
    super::team::rename_of_application(&write, application.id, &listed).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::ApplicationDecide,
        Some(id.uuid()),
        "agency matched",
    )
    .await?;
    write.commit().await
}

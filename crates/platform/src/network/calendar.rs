//! The calendar of a team: a feed whose address is the right to read it, and what is in it.

use super::season::{self, Network};
use super::session::Session;
use super::team;
use crate::{ActionError, Platform};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

const PURPOSE: &str = "feed";

/// What a calendar program gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Whose calendar it is.
    pub team: team::Model,
    /// In which network.
    pub network: Network,
    /// The team's sessions, called-off ones too.
    pub sessions: Vec<Session>,
}

/// The token of a team's feed: part of its address.
pub fn token(platform: &Platform, team: &team::Model) -> String {
    platform.secret().token(PURPOSE, team.feed_id)
}

/// The feed of this token.
///
/// # Errors
/// [`ActionError::NotFound`] when the token was never made, or the team's address was renewed.
pub async fn of_token(platform: &Platform, token: &str) -> Result<Feed, ActionError> {
    let feed = platform
        .secret()
        .verify(PURPOSE, token)
        .ok_or(ActionError::NotFound)?;
    let reader = platform.store().reader();
    let team = team::Entity::find()
        .filter(team::Column::FeedId.eq(feed))
        .one(reader)
        .await?;
    let team = team.ok_or(ActionError::NotFound)?;
    let network = season::find(reader, team.network_id).await?;
    let sessions = sessions(platform, &network, &team).await?;
    Ok(Feed {
        team,
        network,
        sessions,
    })
}

/// The sessions of a team: those of its network and of its collaborative, without those open to the public.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn sessions(
    platform: &Platform,
    network: &Network,
    team: &team::Model,
) -> Result<Vec<Session>, ActionError> {
    let mut sessions = season::whole_sessions(platform, network).await?;
    sessions.retain(|session| {
        let own = session.collaborative.is_some() && session.collaborative == team.collaborative_id;
        own || (session.collaborative.is_none() && !session.plan.public)
    });
    Ok(sessions)
}

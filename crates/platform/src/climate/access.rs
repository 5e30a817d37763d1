//! Whose a survey or plan is: the facts that policies decide on.

use crate::network::{TeamId, team};
use crate::{ActionError, Platform, Resource};

/// The team's people, beside whether it shares this work with the host.
///
/// # Errors
/// [`ActionError::NotFound`] when there is no such team.
pub(crate) async fn team_work(
    platform: &Platform,
    team: TeamId,
    shared: bool,
) -> Result<Resource, ActionError> {
    let (leads, members) = team::resource(platform, team).await?;
    Ok(Resource::TeamWork {
        leads,
        members,
        shared,
    })
}

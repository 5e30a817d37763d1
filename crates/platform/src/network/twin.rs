//! Applications that may be of one agency without anybody having said so: one names it from the directory, the other
//! typed it in. Staff see it and decide; nobody is refused for a likeness.

use super::applicant::AgencyOf;
use super::application::{Application, State};
use super::export;
use super::season::Network;
use crate::{ActionError, Actor, Platform};

/// Other sent applications to the network whose agency has the same name and state, where one of the two was typed in.
///
/// # Errors
/// [`ActionError::Forbidden`] unless the actor works on the host's networks.
pub async fn of(
    platform: &Platform,
    actor: &Actor,
    network: &Network,
    application: &Application,
) -> Result<Vec<Application>, ActionError> {
    let listed = export::list(platform, actor, network, None, "").await?;
    let Some(agency) = &application.agency else {
        return Ok(Vec::new());
    };
    let typed = |agency: &AgencyOf| agency.id().is_none();
    let alike = |other: &Application| {
        other.id != application.id
            && other.state != State::Withdrawn
            && other
                .agency
                .as_ref()
                .is_some_and(|one| (typed(one) || typed(agency)) && one.key() == agency.key())
    };
    let others = listed.into_iter().map(|one| one.application);
    Ok(others.filter(alike).collect())
}

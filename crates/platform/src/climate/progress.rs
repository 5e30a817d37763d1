//! How far a survey is: a count needed to run it, never a figure.

use super::survey::Survey;
use super::{inbox, wave};
use crate::{Action, ActionError, Actor, Platform};
use sea_orm::entity::prelude::*;

/// Below this many answers only that they are fewer is told.
pub const LEAST: u32 = 10;

/// How many answers there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Fewer than [`LEAST`], perhaps none.
    Few,
    /// So many.
    Answers(u64),
}

/// How many answers an open survey has; nothing once it is sealed, since its figures say it then.
///
/// # Errors
/// [`ActionError::Forbidden`] for those who do not run it.
pub async fn of(
    platform: &Platform,
    actor: &Actor,
    survey: &Survey,
) -> Result<Option<Progress>, ActionError> {
    let resource = super::access::team_work(platform, survey.team, survey.shared).await?;
    platform.authorize(actor, Action::SurveyRun, &resource)?;
    if survey.wave.state == wave::State::Sealed {
        return Ok(None);
    }
    let count = inbox::Entity::find()
        .filter(inbox::Column::WaveId.eq(survey.wave.id))
        .count(platform.store().reader())
        .await?;
    Ok(Some(if count < u64::from(LEAST) {
        Progress::Few
    } else {
        Progress::Answers(count)
    }))
}

//! Removing a survey for good: one that was opened by mistake, or an import of the wrong file. Its answers, its figures and
//! its key go; the audit log keeps that it was there. A survey whose figures stand in the plan stays until they are taken out.

use super::keys::WaveKey;
use super::{SurveyId, access, group, inbox, index, ledger, sealed_wave, survey, wave};
use crate::network::TeamId;
use crate::plan::entry;
use crate::{Action, ActionError, Actor, Platform, Problem, audit};
use sea_orm::entity::prelude::*;

/// Whether the actor may remove a survey of this team.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn may_remove(
    platform: &Platform,
    actor: &Actor,
    survey: &survey::Survey,
) -> Result<bool, ActionError> {
    let resource = access::team_work(platform, survey.team, survey.shared).await?;
    Ok(platform.allows(actor, Action::SurveyRemove, &resource))
}

/// Removes a survey with everything in it, and says whose it was.
///
/// # Errors
/// [`ActionError::Forbidden`] for everybody but the team's lead, [`ActionError::Conflict`] `survey-in-plan` while lines of the
/// plan link to its figures.
pub async fn remove(platform: &Platform, actor: &Actor, id: SurveyId) -> Result<TeamId, ActionError> {
    let survey = survey::get(platform, actor, id).await?;
    let resource = access::team_work(platform, survey.team, survey.shared).await?;
    platform.authorize(actor, Action::SurveyRemove, &resource)?;
    let write = platform.store().write().await?;
    let lines = entry::Entity::find()
        .filter(entry::Column::SurveyId.eq(id))
        .count(&*write)
        .await?;
    if lines > 0 {
        return Err(ActionError::Conflict(
            Problem::new("", "survey-in-plan").with("count", lines),
        ));
    }
    let waves: Vec<_> = wave::Entity::find()
        .filter(wave::Column::SurveyId.eq(id))
        .all(&*write)
        .await?
        .into_iter()
        .map(|wave| wave.id)
        .collect();
    group::Entity::delete_many()
        .filter(group::Column::WaveId.is_in(waves.clone()))
        .exec(&*write)
        .await?;
    ledger::Entity::delete_many()
        .filter(ledger::Column::WaveId.is_in(waves.clone()))
        .exec(&*write)
        .await?;
    sealed_wave::Entity::delete_many()
        .filter(sealed_wave::Column::WaveId.is_in(waves.clone()))
        .exec(&*write)
        .await?;
    inbox::Entity::delete_many()
        .filter(inbox::Column::WaveId.is_in(waves.clone()))
        .exec(&*write)
        .await?;
    wave::Entity::delete_many()
        .filter(wave::Column::SurveyId.eq(id))
        .exec(&*write)
        .await?;
    survey::Entity::delete_by_id(id).exec(&*write).await?;
    audit::record(platform, &write, actor, Action::SurveyRemove, Some(id.uuid()), "").await?;
    write.commit().await?;
    for wave in waves {
        index::remove(platform.folder(), wave);
        // Without its key, whatever the log of the database still holds of the answers is unreadable.
        if let Err(why) = WaveKey::destroy(platform.folder(), wave) {
            tracing::error!(%wave, kind = %why.kind(), "the key of a removed survey could not be removed");
        }
    }
    Ok(survey.team)
}

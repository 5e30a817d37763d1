//! What a team's imports leave behind: how its columns and labels were read the last time, so that nobody confirms the
//! same slip twice, and which files they were, so that nobody counts one twice unawares.

use super::{SurveyId, survey, wave};
use crate::network::TeamId;
use crate::store::Write;
use crate::{ActionError, Platform};
use instrument::import::Mapping;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};

/// One remembered mapping.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mapping")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub team_id: TeamId,
    /// For which instrument, in any version.
    #[sea_orm(primary_key, auto_increment = false)]
    pub instrument_id: String,
    /// The mapping and the files as JSON.
    pub mapping: String,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What is remembered of a team's imports for one instrument.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Memory {
    /// How columns and labels were read.
    #[serde(flatten)]
    pub mapping: Mapping,
    /// The files.
    #[serde(default)]
    files: Vec<File>,
}

#[derive(Debug, Serialize, Deserialize)]
struct File {
    stamp: String,
    survey: SurveyId,
}

impl Memory {
    /// The survey that was made of the same file.
    pub fn survey_of(&self, stamp: &str) -> Option<SurveyId> {
        let mut files = self.files.iter();
        files.find(|file| file.stamp == stamp).map(|file| file.survey)
    }

    /// Notes the file of a survey, unless it is known.
    pub fn note(&mut self, stamp: String, survey: SurveyId) {
        if self.survey_of(&stamp).is_none() {
            self.files.push(File { stamp, survey });
        }
    }
}

/// What tells a file from others. Its key is the installation's secret: a plain hash would let whoever has the
/// database try out orders of the sealed answers until one gives the file.
pub(super) fn stamp(platform: &Platform, bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    let digest = crate::secret::hex(&Sha256::digest(bytes));
    platform.secret().stamp("imported file", &digest)
}

/// A survey that was made of the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// What it is called.
    pub title: String,
    /// The day it was imported, such as `2025-10-30`.
    pub day: String,
}

/// The survey that the same file became, with its day.
pub(super) async fn earlier(
    connection: &impl ConnectionTrait,
    memory: &Memory,
    stamp: &str,
) -> Result<Option<Earlier>, ActionError> {
    let Some(id) = memory.survey_of(stamp) else {
        return Ok(None);
    };
    let found = survey::Entity::find_by_id(id).one(connection).await?;
    let wave = wave::Entity::find()
        .filter(wave::Column::SurveyId.eq(id))
        .one(connection)
        .await?;
    Ok(found.zip(wave).map(|(survey, wave)| Earlier {
        title: survey.title,
        day: wave.sealed_on.unwrap_or(wave.opened_on),
    }))
}

/// What is remembered; nothing when nothing is, or nothing that this program reads.
pub(super) async fn of(
    connection: &impl ConnectionTrait,
    team: TeamId,
    instrument: &str,
) -> Result<Memory, ActionError> {
    let row = Entity::find_by_id((team, instrument.to_owned()))
        .one(connection)
        .await?;
    Ok(row
        .and_then(|row| serde_json::from_str(&row.mapping).ok())
        .unwrap_or_default())
}

/// Remembers in the place of what was remembered before.
pub(super) async fn keep(
    write: &Write,
    team: TeamId,
    instrument: &str,
    memory: &Memory,
) -> Result<(), ActionError> {
    let row = ActiveModel {
        team_id: Set(team),
        instrument_id: Set(instrument.to_owned()),
        mapping: Set(serde_json::to_string(memory).expect("a mapping is plain data")),
    };
    let known = OnConflict::columns([Column::TeamId, Column::InstrumentId])
        .update_column(Column::Mapping)
        .to_owned();
    Entity::insert(row)
        .on_conflict(known)
        .exec_without_returning(&**write)
        .await?;
    Ok(())
}

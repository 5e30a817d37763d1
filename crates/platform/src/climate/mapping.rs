//! How a team's columns and labels were read the last time, so that nobody confirms the same slip twice.

use crate::network::TeamId;
use crate::store::Write;
use crate::{ActionError, Platform};
use instrument::import::Mapping;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

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
    /// The mapping as JSON.
    pub mapping: String,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What is remembered; an empty mapping when nothing is, or nothing that this program reads.
pub(super) async fn of(platform: &Platform, team: TeamId, instrument: &str) -> Result<Mapping, ActionError> {
    let row = Entity::find_by_id((team, instrument.to_owned()))
        .one(platform.store().reader())
        .await?;
    Ok(row
        .and_then(|row| serde_json::from_str(&row.mapping).ok())
        .unwrap_or_default())
}

/// Remembers a mapping in the place of the one before.
pub(super) async fn keep(
    write: &Write,
    team: TeamId,
    instrument: &str,
    mapping: &Mapping,
) -> Result<(), ActionError> {
    let row = ActiveModel {
        team_id: Set(team),
        instrument_id: Set(instrument.to_owned()),
        mapping: Set(serde_json::to_string(mapping).expect("a mapping is plain data")),
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

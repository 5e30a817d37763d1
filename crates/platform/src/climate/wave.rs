//! Waves: rounds of a survey, open while answers come in, then sealed.

use super::{SurveyId, WaveId};
use sea_orm::entity::prelude::*;

/// Where a wave stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
pub enum State {
    /// Answers come in; there is no figure.
    Open,
    /// Nothing comes in any more; figures are released.
    Sealed,
}

/// Where its answers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
pub enum Source {
    /// People answered here.
    Collected,
    /// A file that the team had.
    Imported,
}

/// One wave. Its times are days, so that they say little about single answers.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wave")]
pub struct Model {
    /// Which wave.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WaveId,
    /// Of which survey.
    pub survey_id: SurveyId,
    /// From 1.
    pub number: i32,
    /// Where it stands.
    pub state: State,
    /// Where its answers come from.
    pub source: Source,
    /// The day it was opened, such as `2025-10-30`. Of an imported one: when its answers were given, perhaps only
    /// `2009-04` or `2009`.
    pub opened_on: String,
    /// The day it was sealed.
    pub sealed_on: Option<String>,
    /// Whether the wave key and the traces in the write-ahead log are gone.
    pub purged: bool,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

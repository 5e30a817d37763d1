//! Answers of open waves as they lie in the database: a mark and an encrypted blob, nothing else.

use super::WaveId;
use sea_orm::entity::prelude::*;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox")]
pub struct Model {
    /// The wave it was given in.
    #[sea_orm(primary_key, auto_increment = false)]
    pub wave_id: WaveId,
    /// HMAC of the submission key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub mark: Vec<u8>,
    /// The encrypted answer.
    pub blob: Vec<u8>,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! Sealed waves: everybody's coded answers in shuffled order, column by column. They never leave this crate.

use super::WaveId;
use sea_orm::entity::prelude::*;

/// The answers of one sealed wave.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sealed_wave")]
pub struct Model {
    /// Which wave.
    #[sea_orm(primary_key, auto_increment = false)]
    pub wave_id: WaveId,
    /// `tally::Answers` as bytes, which end in their own checksum.
    pub answers: Vec<u8>,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A collaborative as a row: what offers, teams and sessions point at. Its words are in the network's definition.

use super::{CollaborativeId, NetworkId};
use sea_orm::entity::prelude::*;

/// One collaborative.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "collaborative")]
pub struct Model {
    /// Which one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CollaborativeId,
    /// Of which network.
    pub network_id: NetworkId,
    /// Its name in the definition.
    pub slug: String,
    /// Its place among the others.
    pub position: i32,
    /// At most so many teams, when there is a cap.
    pub capacity_teams: Option<i32>,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! Colleagues named in a sent application: they may read it once they sign in with that address.

use super::ApplicationId;
use sea_orm::entity::prelude::*;

/// One named colleague.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_colleague")]
pub struct Model {
    /// In which application.
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_id: ApplicationId,
    /// Their address, in lower case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub email: String,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

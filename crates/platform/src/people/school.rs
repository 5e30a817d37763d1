//! A school of an agency.

use crate::id::{AgencyId, SchoolId};
use crate::{ActionError, Platform};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// One school. Codes are text: they keep their leading zeros.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "school")]
pub struct Model {
    /// Which school it is here.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SchoolId,
    /// The agency it belongs to.
    pub agency_id: AgencyId,
    /// Its name.
    pub name: String,
    /// `E`, `M` or `H` as the directory says, empty where unknown.
    pub level: String,
    /// Twelve digits: the agency's seven and five of its own.
    pub nces_id: Option<String>,
    /// Fourteen digits, 2-5-7.
    pub cds_code: Option<String>,
    /// How many students were enrolled, where known.
    pub enrolled: Option<i32>,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The schools of an agency, by name.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn of_agency(platform: &Platform, agency: AgencyId) -> Result<Vec<Model>, ActionError> {
    Ok(Entity::find()
        .filter(Column::AgencyId.eq(agency))
        .order_by_asc(Column::Name)
        .all(platform.store().reader())
        .await?)
}

//! An agency of the directory, and how one is found: by name, NCES id or CDS code.

use crate::id::AgencyId;
use crate::{Action, ActionError, Actor, Platform, Resource};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func, LikeExpr, SimpleExpr};
use sea_orm::{Condition, Order, QueryOrder, QuerySelect};

/// What kind of agency it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
pub enum AgencyKind {
    /// A school district or other local agency.
    Local,
    /// A state's agency.
    State,
    /// A county's office of education.
    County,
}

/// One agency. Codes are text: they keep their leading zeros.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agency")]
pub struct Model {
    /// Which agency it is here.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgencyId,
    /// Its name; not unique.
    pub name: String,
    /// What kind it is.
    pub kind: AgencyKind,
    /// Two letters, such as `CA`.
    pub state: String,
    /// Its county, empty where unknown.
    pub county: String,
    /// Seven digits.
    pub nces_id: Option<String>,
    /// County and district of the CDS code: seven digits, 2-5.
    pub cd_code: Option<String>,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Agencies whose name holds every word of `text`, or whose code begins with it, at most `most`. What is
/// called just so comes first, then what begins so, then the rest; each by name.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn search(
    platform: &Platform,
    actor: &Actor,
    text: &str,
    most: u64,
) -> Result<Vec<Model>, ActionError> {
    platform.authorize(actor, Action::AgencySearch, &Resource::Installation)?;
    let text: String = text.trim().chars().take(120).collect();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_code = digits.len() >= 2 && text.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ');
    let condition = if is_code {
        by_code(&digits)
    } else {
        by_words(&text)
    };
    Ok(Entity::find()
        .filter(condition)
        .order_by(nearness(&text), Order::Asc)
        .order_by_asc(Column::Name)
        .order_by_asc(Column::County)
        .limit(most)
        .all(platform.store().reader())
        .await?)
}

/// A CDS code has 14 digits, of which the first seven are the district's; an NCES id of a school begins
/// with its agency's seven.
fn by_code(digits: &str) -> Condition {
    let agency: String = digits.chars().take(7).collect();
    Condition::any()
        .add(Column::NcesId.starts_with(agency.as_str()))
        .add(Column::CdCode.starts_with(agency.as_str()))
}

fn by_words(text: &str) -> Condition {
    text.split_whitespace().fold(Condition::all(), |all, word| {
        let pattern = format!("%{}%", like_escaped(&word.to_lowercase()));
        let like = |column| lowered(column).like(LikeExpr::new(pattern.clone()).escape('\\'));
        all.add(Condition::any().add(like(Column::Name)).add(like(Column::County)))
    })
}

/// How near a name is to a text: 0 when it is the same, 1 when it begins so, otherwise 2.
fn nearness(text: &str) -> SimpleExpr {
    let text = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let beginning = LikeExpr::new(format!("{}%", like_escaped(&text))).escape('\\');
    CaseStatement::new()
        .case(lowered(Column::Name).eq(text), 0)
        .case(lowered(Column::Name).like(beginning), 1)
        .finally(2)
        .into()
}

fn lowered(column: Column) -> SimpleExpr {
    Expr::expr(Func::lower(Expr::col(column)))
}

fn like_escaped(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The agency with this id.
///
/// # Errors
/// [`ActionError::NotFound`].
pub async fn get(platform: &Platform, id: AgencyId) -> Result<Model, ActionError> {
    Entity::find_by_id(id)
        .one(platform.store().reader())
        .await?
        .ok_or(ActionError::NotFound)
}

/// How many agencies the directory has.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn count(platform: &Platform) -> Result<u64, ActionError> {
    Ok(Entity::find().count(platform.store().reader()).await?)
}

//! Plans: what a team saw in its figures, and what it will do.
//!
//! A plan has entries of three kinds: an *asset*, an *opportunity*, and a next *step*, which says who does it by when.
//! Every entry names the figure it came from: a release, a scale or item in it, and a group where one is meant. Only what
//! the release shows can be named, so a plan cannot speak of a figure that was withheld.

pub mod entry;

use crate::climate::team_work;
use crate::network::TeamId;
use crate::{Action, ActionError, Actor, Platform, audit};
use entry::Line;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

crate::ids! {
    /// A line of a plan.
    PlanEntryId ordered;
}

/// What holds for a plan as a whole.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub team_id: TeamId,
    /// Whether the host may read it.
    pub shared: bool,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A team's plan as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Whose.
    pub team: TeamId,
    /// What stands in it, in the order in which it was written.
    pub entries: Vec<Line>,
    /// Whether the host may read it.
    pub shared: bool,
    /// Whether the actor may write.
    pub may_edit: bool,
    /// Whether the actor may share it.
    pub may_share: bool,
}

/// The plan of a team; an empty one where nothing was written.
///
/// # Errors
/// [`ActionError::Forbidden`] for those who may not read it.
pub async fn of_team(platform: &Platform, actor: &Actor, team: TeamId) -> Result<Plan, ActionError> {
    let shared = is_shared(platform, team).await?;
    let resource = team_work(platform, team, shared).await?;
    platform.authorize(actor, Action::PlanView, &resource)?;
    Ok(Plan {
        team,
        entries: entry::of_team(platform, team).await?,
        shared,
        may_edit: platform.allows(actor, Action::PlanEdit, &resource),
        may_share: platform.allows(actor, Action::ResultsShare, &resource),
    })
}

/// Shares a plan with the host, or stops sharing it.
///
/// # Errors
/// [`ActionError::Forbidden`] for everybody but the team's lead.
pub async fn share(
    platform: &Platform,
    actor: &Actor,
    team: TeamId,
    shared: bool,
) -> Result<(), ActionError> {
    platform.authorize(
        actor,
        Action::ResultsShare,
        &team_work(platform, team, false).await?,
    )?;
    let write = platform.store().write().await?;
    let row = ActiveModel {
        team_id: Set(team),
        shared: Set(shared),
    };
    let known = OnConflict::column(Column::TeamId)
        .update_column(Column::Shared)
        .to_owned();
    Entity::insert(row)
        .on_conflict(known)
        .exec_without_returning(&*write)
        .await?;
    let detail = if shared { "share plan" } else { "stop sharing plan" };
    audit::record(
        platform,
        &write,
        actor,
        Action::ResultsShare,
        Some(team.uuid()),
        detail,
    )
    .await?;
    write.commit().await
}

async fn is_shared(platform: &Platform, team: TeamId) -> Result<bool, ActionError> {
    let row = Entity::find_by_id(team).one(platform.store().reader()).await?;
    Ok(row.is_some_and(|row| row.shared))
}

//! Lines of a plan: writing, changing and removing them.

use super::PlanEntryId;
use crate::climate::{ReleaseId, SurveyId, ledger, team_work};
use crate::network::TeamId;
use crate::{Action, ActionError, Actor, Platform, Problem, Resource, audit};
use disclosure::{Group, Report, Row};
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

/// The longest text that is kept.
pub const WORDS_CHARS_MAX: usize = 1_000;
/// The longest list of people that is kept.
pub const WHO_CHARS_MAX: usize = 120;

/// What a line says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
pub enum Kind {
    /// A strength to build on.
    Asset,
    /// Something to improve.
    Opportunity,
    /// What is done next, by whom, by when.
    Step,
}

impl Kind {
    /// In the order in which a plan is read.
    pub const ALL: [Self; 3] = [Self::Asset, Self::Opportunity, Self::Step];

    /// Its name in addresses and forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Opportunity => "opportunity",
            Self::Step => "step",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A line's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_entry")]
pub struct Model {
    /// Which line.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanEntryId,
    /// In whose plan.
    pub team_id: TeamId,
    /// What it says.
    pub kind: Kind,
    /// In the team's words.
    pub words: String,
    /// Who does it; empty unless it is a step.
    pub who: String,
    /// By when, such as `2026-01-15`; only for a step.
    pub due: Option<String>,
    /// The survey of the figure it came from.
    pub survey_id: SurveyId,
    /// The release of that figure.
    pub release_id: ReleaseId,
    /// The scale or item.
    pub figure: String,
    /// The dimension of the group, where one is meant.
    pub dimension: Option<String>,
    /// Its level.
    pub level: Option<String>,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// One line.
pub type Line = Model;

/// What a line is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// What it is.
    pub kind: Option<Kind>,
    /// In the team's words.
    pub words: String,
    /// Who does it.
    pub who: String,
    /// By when, as a form gives it.
    pub due: String,
    /// The figure it came from.
    pub source: Option<Source>,
}

/// A figure of a released survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which survey.
    pub survey: SurveyId,
    /// Which scale or item.
    pub figure: String,
    /// Which group's, where one is meant: dimension and level.
    pub group: Option<(String, String)>,
}

/// A line of somebody's plan.
///
/// # Errors
/// [`ActionError::NotFound`], [`ActionError::Forbidden`] for those who may not change it.
pub async fn get(platform: &Platform, actor: &Actor, id: PlanEntryId) -> Result<Line, ActionError> {
    let row = Entity::find_by_id(id)
        .one(platform.store().reader())
        .await?
        .ok_or(ActionError::NotFound)?;
    platform.authorize(actor, Action::PlanEdit, &resource(platform, row.team_id).await?)?;
    Ok(row)
}

/// Writes a line.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem.
pub async fn add(
    platform: &Platform,
    actor: &Actor,
    team: TeamId,
    new: &NewEntry,
) -> Result<PlanEntryId, ActionError> {
    platform.authorize(actor, Action::PlanEdit, &resource(platform, team).await?)?;
    let id = PlanEntryId::new();
    let row = checked(platform, actor, team, id, new).await?;
    let write = platform.store().write().await?;
    Entity::insert(ActiveModel::from(row).reset_all())
        .exec_without_returning(&*write)
        .await?;
    audit::record(platform, &write, actor, Action::PlanEdit, Some(id.uuid()), "add").await?;
    write.commit().await?;
    Ok(id)
}

/// Changes a line.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem.
pub async fn edit(
    platform: &Platform,
    actor: &Actor,
    id: PlanEntryId,
    new: &NewEntry,
) -> Result<TeamId, ActionError> {
    let team = get(platform, actor, id).await?.team_id;
    let row = checked(platform, actor, team, id, new).await?;
    let write = platform.store().write().await?;
    ActiveModel::from(row).reset_all().update(&*write).await?;
    audit::record(platform, &write, actor, Action::PlanEdit, Some(id.uuid()), "edit").await?;
    write.commit().await?;
    Ok(team)
}

/// Removes a line.
///
/// # Errors
/// As [`get`].
pub async fn remove(platform: &Platform, actor: &Actor, id: PlanEntryId) -> Result<TeamId, ActionError> {
    let team = get(platform, actor, id).await?.team_id;
    let write = platform.store().write().await?;
    Entity::delete_by_id(id).exec(&*write).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::PlanEdit,
        Some(id.uuid()),
        "remove",
    )
    .await?;
    write.commit().await?;
    Ok(team)
}

pub(super) async fn of_team(platform: &Platform, team: TeamId) -> Result<Vec<Line>, ActionError> {
    Ok(Entity::find()
        .filter(Column::TeamId.eq(team))
        .order_by_asc(Column::Id)
        .all(platform.store().reader())
        .await?)
}

/// To write a plan one has to belong to the team, shared or not.
async fn resource(platform: &Platform, team: TeamId) -> Result<Resource, ActionError> {
    team_work(platform, team, false).await
}

/// The row of a line whose every part is right.
async fn checked(
    platform: &Platform,
    actor: &Actor,
    team: TeamId,
    id: PlanEntryId,
    new: &NewEntry,
) -> Result<Model, ActionError> {
    let mut problems = Vec::new();
    let words = new.words.trim();
    if words.is_empty() {
        problems.push(Problem::new("words", "plan-words-missing"));
    } else if words.chars().count() > WORDS_CHARS_MAX {
        problems.push(Problem::new("words", "plan-words-long").with("most", WORDS_CHARS_MAX));
    }
    if new.kind.is_none() {
        problems.push(Problem::new("kind", "plan-kind-missing"));
    }
    let step = new.kind == Some(Kind::Step);
    let (who, due) = if step {
        who_and_when(new, &mut problems)
    } else {
        (String::new(), None)
    };
    let release = source(platform, actor, team, new.source.as_ref()).await?;
    if release.is_none() {
        problems.push(Problem::new("figure", "plan-figure-missing"));
    }
    match (new.kind, release, &new.source) {
        (Some(kind), Some(release_id), Some(source)) if problems.is_empty() => Ok(Model {
            id,
            team_id: team,
            kind,
            words: words.to_owned(),
            who,
            due,
            survey_id: source.survey,
            release_id,
            figure: source.figure.clone(),
            dimension: source.group.as_ref().map(|(dimension, _)| dimension.clone()),
            level: source.group.as_ref().map(|(_, level)| level.clone()),
        }),
        _ => Err(ActionError::Invalid(problems)),
    }
}

fn who_and_when(new: &NewEntry, problems: &mut Vec<Problem>) -> (String, Option<String>) {
    let who = new.who.trim();
    if who.is_empty() {
        problems.push(Problem::new("who", "plan-who-missing"));
    } else if who.chars().count() > WHO_CHARS_MAX || who.chars().any(char::is_control) {
        problems.push(Problem::new("who", "plan-who-long").with("most", WHO_CHARS_MAX));
    }
    let due = new.due.trim().parse::<jiff::civil::Date>();
    if due.is_err() {
        problems.push(Problem::new("due", "plan-due-wrong"));
    }
    (who.to_owned(), due.ok().map(|day| day.to_string()))
}

/// The release that shows this figure of the team, if one does.
async fn source(
    platform: &Platform,
    actor: &Actor,
    team: TeamId,
    source: Option<&Source>,
) -> Result<Option<ReleaseId>, ActionError> {
    let Some(source) = source else { return Ok(None) };
    let results = match ledger::results(platform, actor, source.survey).await {
        Ok(results) if results.survey.team == team => results,
        Ok(_) | Err(ActionError::NotFound | ActionError::Forbidden | ActionError::Conflict(_)) => {
            return Ok(None);
        }
        Err(why) => return Err(why),
    };
    Ok(is_shown(&results.report, source).then_some(results.release))
}

fn is_shown(report: &Report, source: &Source) -> bool {
    let group = match &source.group {
        None => Group::Everyone,
        Some((dimension, level)) => Group::Level {
            dimension: dimension.clone(),
            level: level.clone(),
        },
    };
    let items = report
        .items
        .iter()
        .filter(|table| table.item == source.figure)
        .any(|table| has(&table.rows, &group));
    items
        || report
            .scales
            .iter()
            .filter(|table| table.scale == source.figure)
            .any(|table| has(&table.rows, &group))
}

fn has<T>(rows: &[Row<T>], group: &Group) -> bool {
    rows.iter()
        .any(|row| row.group == *group && !row.cell.is_hidden())
}

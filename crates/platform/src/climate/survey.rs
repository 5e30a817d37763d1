//! Surveys: opening one from an instrument, finding it, sharing its results with the host.

use super::keys::WaveKey;
use super::wave::{self, Source, State};
use super::{SurveyId, WaveId, access, code, statistics};
use crate::network::{TeamId, season, team};
use crate::store::Write;
use crate::{Action, ActionError, Actor, Platform, Problem, audit};
use instrument::{Audience, Instrument};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, ExprTrait, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The longest title that is kept.
pub const TITLE_CHARS_MAX: usize = 120;
/// More people than any survey asks; a slip of the keyboard is told.
pub const ASKED_MAX: u32 = 10_000_000;

/// A survey's row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "survey")]
pub struct Model {
    /// Which survey.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SurveyId,
    /// Whose it is.
    pub team_id: TeamId,
    /// What people call it.
    pub title: String,
    /// Who is asked: `student`, `family` or `staff`.
    pub audience: String,
    /// Tags of its languages, joined by commas.
    pub languages: String,
    /// The instrument's id.
    pub instrument_id: String,
    /// Its version.
    pub instrument_version: String,
    /// The instrument itself as JSON, so that later versions change nothing here.
    pub definition: String,
    /// The code in its public address.
    pub code: String,
    /// How many people were asked, where it is known.
    pub asked: Option<i32>,
    /// Whether the host may see its results.
    pub shared: bool,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A survey with its instrument and its newest wave.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// Which survey.
    pub id: SurveyId,
    /// Whose it is.
    pub team: TeamId,
    /// What people call it.
    pub title: String,
    /// Who is asked.
    pub audience: Audience,
    /// Tags of its languages, the first one first.
    pub languages: Vec<String>,
    /// What is asked.
    pub instrument: Arc<Instrument>,
    /// The code in its public address.
    pub code: String,
    /// How many people were asked, where it is known.
    pub asked: Option<u32>,
    /// Whether the host may see its results.
    pub shared: bool,
    /// Its newest wave.
    pub wave: wave::Model,
}

impl Survey {
    /// Whether answers are taken.
    pub fn is_open(&self) -> bool {
        self.wave.state == State::Open
    }
}

/// What a new survey is to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewSurvey {
    /// What is asked.
    pub instrument: Instrument,
    /// What people call it.
    pub title: String,
    /// Who is asked; one of the instrument's.
    pub audience: Audience,
    /// Tags of the languages to offer; some of the instrument's.
    pub languages: Vec<String>,
    /// How many people are asked, where it is known.
    pub asked: Option<u32>,
}

impl NewSurvey {
    /// A survey of an instrument in all its languages, for the audience it was written for first.
    pub fn of(instrument: &Instrument, title: &str) -> Self {
        Self {
            title: title.to_owned(),
            audience: instrument.audiences.first().copied().unwrap_or(Audience::Student),
            languages: instrument.languages.iter().map(ToString::to_string).collect(),
            asked: None,
            instrument: instrument.clone(),
        }
    }

    /// Everything wrong with it.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut problems = statistics::problems(&self.instrument);
        let title = self.title.trim();
        if title.is_empty() {
            problems.push(Problem::new("title", "survey-title-missing"));
        } else if title.chars().count() > TITLE_CHARS_MAX || title.chars().any(char::is_control) {
            problems.push(Problem::new("title", "survey-title-long").with("most", TITLE_CHARS_MAX));
        }
        if !self.instrument.audiences.contains(&self.audience) {
            problems.push(Problem::new("audience", "survey-audience-unknown"));
        }
        let known = |tag: &String| {
            self.instrument
                .languages
                .iter()
                .any(|language| language.as_str() == tag)
        };
        if self.languages.is_empty() || !self.languages.iter().all(known) {
            problems.push(Problem::new("languages", "survey-languages-missing"));
        }
        if self.asked.is_some_and(|asked| asked == 0 || asked > ASKED_MAX) {
            problems.push(Problem::new("asked", "survey-asked-wrong").with("most", ASKED_MAX));
        }
        problems
    }
}

/// Opens a survey: from now on whoever has its code can answer.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem.
pub async fn open(
    platform: &Platform,
    actor: &Actor,
    team: TeamId,
    new: &NewSurvey,
) -> Result<SurveyId, ActionError> {
    platform.authorize(
        actor,
        Action::SurveyRun,
        &access::team_work(platform, team, false).await?,
    )?;
    let mut problems = new.problems();
    problems
        .extend((!new.instrument.asked_anew).then(|| Problem::new("instrument", "survey-not-asked-anew")));
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let (survey, wave) = (SurveyId::new(), WaveId::new());
    let write = platform.store().write().await?;
    insert(&write, team, survey, new).await?;
    let row = wave::ActiveModel {
        id: Set(wave),
        survey_id: Set(survey),
        number: Set(1),
        state: Set(State::Open),
        source: Set(Source::Collected),
        opened_on: Set(day(platform, &*write, team).await?),
        sealed_on: Set(None),
        purged: Set(false),
    };
    wave::Entity::insert(row).exec_without_returning(&*write).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::SurveyRun,
        Some(survey.uuid()),
        "open",
    )
    .await?;
    // The key is durable before the wave is: an open wave always has one.
    WaveKey::create(platform.folder(), wave)
        .map_err(|why| ActionError::Store(format!("no wave key could be made: {why}")))?;
    if let Err(why) = write.commit().await {
        let _ = WaveKey::destroy(platform.folder(), wave);
        return Err(why);
    }
    Ok(survey)
}

/// Inserts the row of a survey whose problems were looked for.
pub(super) async fn insert(
    write: &Write,
    team: TeamId,
    id: SurveyId,
    new: &NewSurvey,
) -> Result<(), ActionError> {
    let row = ActiveModel {
        id: Set(id),
        team_id: Set(team),
        title: Set(new.title.trim().to_owned()),
        audience: Set(new.audience.as_str().to_owned()),
        languages: Set(new.languages.join(",")),
        instrument_id: Set(new.instrument.id.to_string()),
        instrument_version: Set(new.instrument.version.clone()),
        definition: Set(
            serde_json::to_string(&new.instrument).expect("an instrument is plain data with text keys")
        ),
        code: Set(code::fresh()),
        asked: Set(new.asked.and_then(|asked| i32::try_from(asked).ok())),
        shared: Set(false),
    };
    Entity::insert(row).exec_without_returning(&**write).await?;
    Ok(())
}

/// The day it is for a team: in the time zone of its network.
pub(super) async fn day(
    platform: &Platform,
    connection: &impl ConnectionTrait,
    team: TeamId,
) -> Result<String, ActionError> {
    let team = team::Entity::find_by_id(team).one(connection).await?;
    let network = season::find(connection, team.ok_or(ActionError::NotFound)?.network_id).await?;
    Ok(network.definition.day(platform.now()).to_string())
}

/// A survey for those who may see it.
///
/// # Errors
/// [`ActionError::NotFound`], [`ActionError::Forbidden`].
pub async fn get(platform: &Platform, actor: &Actor, id: SurveyId) -> Result<Survey, ActionError> {
    let row = Entity::find_by_id(id)
        .one(platform.store().reader())
        .await?
        .ok_or(ActionError::NotFound)?;
    platform.authorize(
        actor,
        Action::ResultsView,
        &access::team_work(platform, row.team_id, row.shared).await?,
    )?;
    with_wave(platform, row).await
}

/// What an actor may do with a survey, for pages that show only what can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Whether they may run it: see progress, seal it, write the plan.
    pub run: bool,
    /// Whether they may share it with the host.
    pub share: bool,
}

/// What an actor may do with a survey.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn rights(platform: &Platform, actor: &Actor, survey: &Survey) -> Result<Rights, ActionError> {
    let resource = access::team_work(platform, survey.team, survey.shared).await?;
    Ok(Rights {
        run: platform.allows(actor, Action::SurveyRun, &resource),
        share: platform.allows(actor, Action::ResultsShare, &resource),
    })
}

/// The survey with this code: for those who are asked, so for anybody.
///
/// # Errors
/// [`ActionError::NotFound`].
pub async fn by_code(platform: &Platform, typed: &str) -> Result<Survey, ActionError> {
    let code = code::read(typed).ok_or(ActionError::NotFound)?;
    let row = Entity::find()
        .filter(Column::Code.eq(code))
        .one(platform.store().reader())
        .await?;
    let survey = with_wave(platform, row.ok_or(ActionError::NotFound)?).await?;
    // Nobody was ever asked through the address of an imported survey.
    if survey.wave.source == Source::Imported {
        Err(ActionError::NotFound)
    } else {
        Ok(survey)
    }
}

/// The name of the team that asks: part of the notice, so for anybody who has the survey's code.
///
/// # Errors
/// [`ActionError::NotFound`].
pub async fn team_name(platform: &Platform, survey: &Survey) -> Result<String, ActionError> {
    let query = Query::select()
        .column("name")
        .from("team")
        .and_where(Expr::col("id").eq(survey.team.uuid()))
        .take();
    let row = platform
        .store()
        .reader()
        .query_one(&query)
        .await?
        .ok_or(ActionError::NotFound)?;
    Ok(row.try_get_by_index(0)?)
}

/// The surveys of a team that the actor may see, newest first.
///
/// # Errors
/// [`ActionError::Forbidden`] when none could ever be seen.
pub async fn of_team(platform: &Platform, actor: &Actor, team: TeamId) -> Result<Vec<Survey>, ActionError> {
    let own = access::team_work(platform, team, false).await?;
    let mut query = Entity::find()
        .filter(Column::TeamId.eq(team))
        .order_by_desc(Column::Id);
    if !platform.allows(actor, Action::ResultsView, &own) {
        platform.authorize(
            actor,
            Action::ResultsView,
            &access::team_work(platform, team, true).await?,
        )?;
        query = query.filter(Column::Shared.eq(true));
    }
    let rows = query.all(platform.store().reader()).await?;
    let mut surveys = Vec::with_capacity(rows.len());
    for row in rows {
        surveys.push(with_wave(platform, row).await?);
    }
    Ok(surveys)
}

/// Whether the actor may open surveys for a team.
///
/// # Errors
/// [`ActionError::Store`].
pub async fn may_open(platform: &Platform, actor: &Actor, team: TeamId) -> Result<bool, ActionError> {
    let resource = access::team_work(platform, team, false).await?;
    Ok(platform.allows(actor, Action::SurveyRun, &resource))
}

/// Shares a survey's results with the host, or stops sharing them.
///
/// # Errors
/// [`ActionError::Forbidden`] for everybody but the team's lead.
pub async fn share(
    platform: &Platform,
    actor: &Actor,
    id: SurveyId,
    shared: bool,
) -> Result<(), ActionError> {
    let survey = get(platform, actor, id).await?;
    let resource = access::team_work(platform, survey.team, survey.shared).await?;
    platform.authorize(actor, Action::ResultsShare, &resource)?;
    let write = platform.store().write().await?;
    ActiveModel {
        id: Set(id),
        shared: Set(shared),
        ..Default::default()
    }
    .update(&*write)
    .await?;
    let detail = if shared { "share" } else { "stop" };
    audit::record(
        platform,
        &write,
        actor,
        Action::ResultsShare,
        Some(id.uuid()),
        detail,
    )
    .await?;
    write.commit().await
}

async fn with_wave(platform: &Platform, row: Model) -> Result<Survey, ActionError> {
    let wave = wave::Entity::find()
        .filter(wave::Column::SurveyId.eq(row.id))
        .order_by_desc(wave::Column::Number)
        .one(platform.store().reader())
        .await?
        .ok_or_else(|| ActionError::Store("a survey has no wave".into()))?;
    let audience = Audience::ALL
        .into_iter()
        .find(|known| known.as_str() == row.audience);
    Ok(Survey {
        instrument: platform.desk().instrument(row.id, &row.definition)?,
        id: row.id,
        team: row.team_id,
        title: row.title,
        audience: audience.ok_or_else(|| ActionError::Store("an unknown audience".into()))?,
        languages: row.languages.split(',').map(ToOwned::to_owned).collect(),
        code: row.code,
        asked: row.asked.and_then(|asked| u32::try_from(asked).ok()),
        shared: row.shared,
        wave,
    })
}

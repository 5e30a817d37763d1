//! The ledger: every release there is, as it was published, and nothing else that could be shown.

use super::desk::Opened;
use super::import::blocking;
use super::survey::{self, Survey};
use super::{ReleaseId, SurveyId, WaveId, sealed_wave, statistics};
use crate::store::Write;
use crate::{ActionError, Actor, Platform};
use disclosure::quality::{Quality, Shown, quality};
use disclosure::{Ask, Protection, Release, Released, Report, Request};
use instrument::{Coded, Instrument};
use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect, Set};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tally::Answers;

/// One release.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "release")]
pub struct Model {
    /// Which release.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReleaseId,
    /// The wave it shows; one release each.
    pub wave_id: WaveId,
    /// The day it was made.
    pub day: String,
    /// The least number of people that a figure in it is about.
    pub least: i32,
    /// The release as `disclosure` stores it, with its proofs.
    pub stored: Vec<u8>,
    /// SHA-256 of `stored`, for whoever compares copies.
    pub digest: Vec<u8>,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a results page is made of.
#[derive(Debug, Clone)]
pub struct Results {
    /// The survey it is about.
    pub survey: Survey,
    /// The release it shows.
    pub release: ReleaseId,
    /// The day of the release.
    pub day: String,
    /// The figures.
    pub report: Arc<Released<Report>>,
    /// What the scales are worth.
    pub quality: Arc<Released<Quality>>,
}

/// The released figures of a survey, and what its scales are worth. No query gives anything else to show as results.
///
/// # Errors
/// [`ActionError::Conflict`] `results-not-yet` while the survey is open.
pub async fn results(platform: &Platform, actor: &Actor, id: SurveyId) -> Result<Results, ActionError> {
    let survey = survey::get(platform, actor, id).await?;
    let reader = platform.store().reader();
    let (release, day) = Entity::find()
        .filter(Column::WaveId.eq(survey.wave.id))
        .select_only()
        .columns([Column::Id, Column::Day])
        .into_tuple::<(ReleaseId, String)>()
        .one(reader)
        .await?
        .ok_or_else(|| ActionError::conflict("results-not-yet"))?;
    let opened = match platform.desk().kept_release(release) {
        Some(kept) => kept,
        None => platform
            .desk()
            .keep_release(release, open(platform, release, &survey).await?),
    };
    Ok(Results {
        survey,
        release,
        day,
        report: Arc::clone(&opened.report),
        quality: Arc::clone(&opened.quality),
    })
}

/// The release of a survey's figures as it is stored, with its proofs: what `kith verify` checks.
///
/// # Errors
/// Those of [`results`].
pub async fn stored(platform: &Platform, actor: &Actor, id: SurveyId) -> Result<Vec<u8>, ActionError> {
    let release = results(platform, actor, id).await?.release;
    Ok(row(platform, release).await?.stored)
}

async fn row(platform: &Platform, release: ReleaseId) -> Result<Model, ActionError> {
    Entity::find_by_id(release)
        .one(platform.store().reader())
        .await?
        .ok_or(ActionError::NotFound)
}

/// Verifies a release, and says what its scales are worth from the sealed answers, which hold all that is needed for it.
async fn open(platform: &Platform, release: ReleaseId, survey: &Survey) -> Result<Opened, ActionError> {
    let stored = row(platform, release).await?.stored;
    let block = sealed_wave::Entity::find_by_id(survey.wave.id)
        .one(platform.store().reader())
        .await?
        .ok_or(ActionError::NotFound)?;
    let form = Arc::clone(&survey.instrument);
    blocking(move || {
        let opened = disclosure::reopen(&stored).map_err(unfit)?;
        let report = opened.whole().clone();
        let answers = Answers::from_bytes(&block.answers).map_err(unfit)?;
        Ok(Opened {
            quality: Arc::new(quality_of(&form, &answers, &report)?),
            report: Arc::new(report),
        })
    })
    .await
}

/// What the scales of answers are worth of which this report was released.
fn quality_of(
    form: &Instrument,
    answers: &Answers,
    report: &Released<Report>,
) -> Result<Released<Quality>, ActionError> {
    let ask = statistics::ask(form, answers)?;
    let protection = Protection::new(report.least).map_err(unfit)?;
    quality(answers, &ask, protection, &Shown::of(report), None).map_err(unfit)
}

/// The same of answers that are stored nowhere.
///
/// # Errors
/// [`ActionError::Store`] for answers that do not fit the instrument.
pub fn worth(
    instrument: &Instrument,
    coded: &Coded,
    report: &Released<Report>,
) -> Result<Released<Quality>, ActionError> {
    quality_of(instrument, &statistics::answers(instrument, coded)?, report)
}

fn unfit(why: impl std::fmt::Display) -> ActionError {
    ActionError::Store(format!("a stored release is not one: {why}"))
}

/// What may be shown of answers that are stored nowhere: for the command line.
///
/// # Errors
/// [`ActionError::Invalid`] for an instrument whose figures cannot be released, [`ActionError::Store`] for answers that do not fit it.
pub fn analyse(
    instrument: &Instrument,
    coded: &Coded,
    protection: Protection,
) -> Result<Released<Report>, ActionError> {
    let (answers, ask) = asked(instrument, coded)?;
    let made = Request::new(&answers, &ask, protection).make();
    let made = made.map_err(|why| ActionError::Store(format!("no release could be made: {why}")))?;
    Ok(made.release.whole().clone())
}

/// Answers as they are counted, and what a release of them is asked for: every item and scale by every dimension.
///
/// # Errors
/// As [`analyse`].
pub fn asked(instrument: &Instrument, coded: &Coded) -> Result<(Answers, Ask), ActionError> {
    let problems = statistics::problems(instrument);
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    let answers = statistics::answers(instrument, coded)?;
    let ask = statistics::ask(instrument, &answers)?;
    Ok((answers, ask))
}

/// Makes the release of a wave: every item and scale by every dimension, once.
pub(super) fn release(instrument: &Instrument, answers: &Answers) -> Result<Released<Release>, ActionError> {
    disclosed(instrument, answers, Protection::default())
}

fn disclosed(
    instrument: &Instrument,
    answers: &Answers,
    protection: Protection,
) -> Result<Released<Release>, ActionError> {
    let ask = statistics::ask(instrument, answers)?;
    let made = Request::new(answers, &ask, protection).make();
    made.map(|made| made.release)
        .map_err(|why| ActionError::Store(format!("no release could be made: {why}")))
}

/// Enters a release into the ledger.
pub(super) async fn enter(
    write: &Write,
    wave: WaveId,
    day: &str,
    release: &Released<Release>,
) -> Result<ReleaseId, ActionError> {
    let (id, stored) = (ReleaseId::new(), release.to_stored());
    let row = ActiveModel {
        id: Set(id),
        wave_id: Set(wave),
        day: Set(day.to_owned()),
        least: Set(i32::try_from(release.least).unwrap_or(i32::MAX)),
        digest: Set(Sha256::digest(&stored).to_vec()),
        stored: Set(stored),
    };
    Entity::insert(row).exec_without_returning(&**write).await?;
    Ok(id)
}

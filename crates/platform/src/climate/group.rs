//! Looking at one group of a sealed wave that the release does not show by itself, such as "grade 7 or 8, learning English".
//!
//! Each look is a release of its own. It is admitted only if, together with everything that was released of the wave
//! before, nobody could be picked out by it; once admitted it is kept, entered, and weighed against every later one. So
//! looks use each other up, and the order of asking matters. A look at a group that was looked at before is that one again.

use super::import::blocking;
use super::ledger::{self, Results};
use super::survey::{self, Survey};
use super::{GroupReleaseId, SurveyId, WaveId, access, index, sealed_wave, statistics};
use crate::{Action, ActionError, Actor, Platform, Problem, audit};
use disclosure::ledger::{self as lines, Depth, Entry, Origin, Refused, Stand, Truth, admit};
use disclosure::{Ask, Protection, Released, Report, Request};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};
use tally::{Answers, Filter, Index, LevelAt};

/// The release of one group.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "group_release")]
pub struct Model {
    /// Which one. Its order is that of asking.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GroupReleaseId,
    /// The wave it is about.
    pub wave_id: WaveId,
    /// The day somebody asked.
    pub day: String,
    /// The levels that make the group, as JSON.
    pub levels: String,
    /// What it told, as a line of `disclosure`'s ledger.
    pub entry: String,
    /// The report as `disclosure` stores it.
    pub stored: Vec<u8>,
}

/// No relations.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A group: by id of the dimension the levels of which its people have one. A dimension without a word does not matter.
pub type Levels = BTreeMap<String, BTreeSet<String>>;

/// A group that was looked at.
#[derive(Debug, Clone)]
pub struct Look {
    /// Which one.
    pub id: GroupReleaseId,
    /// The day.
    pub day: String,
    /// The group.
    pub levels: Levels,
}

/// What is shown of a group.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The group.
    pub look: Look,
    /// Its figures; in them the group is everyone.
    pub report: Released<Report>,
    /// Those of the whole wave.
    pub results: Results,
}

/// Every group that was looked at, in the order of asking, and the results they are part of.
///
/// # Errors
/// Those of [`ledger::results`]; [`ActionError::Forbidden`] for everybody who does not run the survey.
pub async fn looks(
    platform: &Platform,
    actor: &Actor,
    id: SurveyId,
) -> Result<(Results, Vec<Look>), ActionError> {
    let results = ledger::results(platform, actor, id).await?;
    allowed(platform, actor, &results.survey).await?;
    let rows = rows(platform, results.survey.wave.id).await?;
    let looks = rows.into_iter().map(look).collect::<Result<_, _>>()?;
    Ok((results, looks))
}

/// The figures of a group that was looked at.
///
/// # Errors
/// [`ActionError::NotFound`] when it is none of this survey; those of [`looks`].
pub async fn shown(
    platform: &Platform,
    actor: &Actor,
    id: SurveyId,
    group: GroupReleaseId,
) -> Result<Shown, ActionError> {
    let results = ledger::results(platform, actor, id).await?;
    allowed(platform, actor, &results.survey).await?;
    let row = Entity::find_by_id(group)
        .filter(Column::WaveId.eq(results.survey.wave.id))
        .one(platform.store().reader())
        .await?
        .ok_or(ActionError::NotFound)?;
    let report = disclosure::reopen(&row.stored)
        .map_err(|why| ActionError::Store(format!("a stored release is not one: {why}")))?;
    Ok(Shown {
        look: look(row)?,
        report: report.whole().clone(),
        results,
    })
}

/// Looks at a group: its figures are released and kept, or nothing is.
///
/// # Errors
/// [`ActionError::Invalid`] for a group that cannot be asked for; [`ActionError::Conflict`] `group-exposes` naming the earlier
/// releases when it would give somebody away, by itself or together with them: which of the two is not said, since
/// it would tell a small group from one that protects another; `group-large` when nobody could check it in time,
/// `group-meanwhile` when others looked at the same time. That somebody was refused is in the log.
pub async fn ask(
    platform: &Platform,
    actor: &Actor,
    id: SurveyId,
    levels: Levels,
) -> Result<GroupReleaseId, ActionError> {
    let results = ledger::results(platform, actor, id).await?;
    allowed(platform, actor, &results.survey).await?;
    check(&results.report, &levels)?;
    let wave = results.survey.wave.id;
    let before = rows(platform, wave).await?;
    for row in &before {
        if read_levels(&row.levels)? == levels {
            return Ok(row.id);
        }
    }
    let block = sealed_wave::Entity::find_by_id(wave)
        .one(platform.store().reader())
        .await?
        .ok_or(ActionError::NotFound)?;
    let asked = Asked {
        id: GroupReleaseId::new(),
        day: survey::day(platform, platform.store().reader(), results.survey.team).await?,
        members: members(platform, wave, levels.clone()).await?,
        levels,
        results,
        earlier: before.iter().map(|row| row.entry.clone()).collect(),
    };
    let row = match blocking(move || asked.weigh(&block.answers)).await {
        Err(ActionError::Conflict(why)) => {
            let write = platform.store().write().await?;
            audit::record(
                platform,
                &write,
                actor,
                Action::SurveyRun,
                Some(id.uuid()),
                why.code,
            )
            .await?;
            write.commit().await?;
            return Err(ActionError::Conflict(why));
        }
        weighed => weighed?,
    };
    let release = row.id;
    let write = platform.store().write().await?;
    let entered = Entity::find()
        .filter(Column::WaveId.eq(wave))
        .count(&*write)
        .await?;
    if entered != before.len() as u64 {
        return Err(ActionError::conflict("group-meanwhile"));
    }
    Entity::insert(row.into_active_model())
        .exec_without_returning(&*write)
        .await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::SurveyRun,
        Some(id.uuid()),
        "group",
    )
    .await?;
    write.commit().await?;
    Ok(release)
}

/// A group that is asked for, with everything that decides about it.
struct Asked {
    id: GroupReleaseId,
    day: String,
    levels: Levels,
    /// Its people, by position in the sealed answers.
    members: Vec<usize>,
    results: Results,
    /// Entries of earlier looks, in the order of asking.
    earlier: Vec<String>,
}

impl Asked {
    /// Its release, if it may be made.
    fn weigh(self, block: &[u8]) -> Result<Model, ActionError> {
        let form = &self.results.survey.instrument;
        let protection = Protection::default();
        let answers = Answers::from_bytes(block).map_err(unfit)?;
        let asked = statistics::ask(form, &answers)?;
        let of_group = Ask {
            dimensions: Vec::new(),
            ..asked.clone()
        };
        let group = answers.only(&self.members).map_err(unfit)?;
        let made = Request::new(&group, &of_group, protection)
            .make()
            .map_err(unfit)?;
        let report = made.release.whole();
        if report.people.is_hidden() {
            return Err(exposes(&[&self.results.survey.title]));
        }
        let mut earlier = vec![self.whole()];
        for line in &self.earlier {
            earlier.extend(lines::read(line).map_err(unfit)?);
        }
        let candidate = self.entry(report);
        let truth = Truth::of_answers(protection, PLACE, &answers, &asked, &self.population(), |_| {
            BTreeSet::from([0])
        })
        .map_err(unfit)?;
        let admitted = admit(&earlier, &candidate, &truth).map_err(|why| refusal(&why, &earlier))?;
        if admitted.depth != Depth::Every {
            return Err(ActionError::conflict("group-large"));
        }
        Ok(Model {
            id: self.id,
            wave_id: self.results.survey.wave.id,
            day: self.day,
            levels: serde_json::to_string(&self.levels).expect("text keys"),
            entry: lines::write(&[candidate]),
            stored: made.release.to_stored(),
        })
    }

    fn population(&self) -> String {
        self.results.survey.wave.id.to_string()
    }

    /// What the release of the whole wave told.
    fn whole(&self) -> Entry {
        let heading = [WHOLE, &self.results.survey.title, &self.results.day];
        let stand = Stand::first(self.population());
        Entry::of_report(heading, stand, PLACE, &self.results.report)
    }

    /// What the release of this group tells: in its report, the group is everyone.
    fn entry(&self, report: &Released<Report>) -> Entry {
        let id = self.id.to_string();
        let title = serde_json::to_string(&self.levels).expect("text keys");
        let stand = Stand::first(self.population());
        let mut entry = Entry::of_report([&id, &title, &self.day], stand, PLACE, report);
        entry.origin = Origin::Filter;
        for statement in &mut entry.statements {
            statement.group.levels.clone_from(&self.levels);
        }
        entry
    }
}

/// Why a group may not be shown, in terms of the releases that a person knows.
fn refusal(why: &Refused, earlier: &[Entry]) -> ActionError {
    match why {
        Refused::Exposes(exposure) => {
            let with: Vec<&str> = exposure.with.iter().map(String::as_str).collect();
            let titles = earlier.iter().filter(|entry| with.contains(&entry.id.as_str()));
            let titles: Vec<&str> = titles.map(|entry| entry.title.as_str()).collect();
            exposes(&titles)
        }
        Refused::TooLarge { .. } => ActionError::conflict("group-large"),
        other => unfit(other),
    }
}

/// The one refusal for groups that are small and for those by which a small one could be computed.
fn exposes(earlier: &[&str]) -> ActionError {
    ActionError::Conflict(Problem::new("", "group-exposes").with("earlier", earlier.join(", ")))
}

/// The id of the whole wave's release in the ledger.
const WHOLE: &str = "release";
/// A wave is of one place.
const PLACE: &str = "wave";

async fn allowed(platform: &Platform, actor: &Actor, survey: &Survey) -> Result<(), ActionError> {
    let resource = access::team_work(platform, survey.team, survey.shared).await?;
    platform.authorize(actor, Action::SurveyRun, &resource)
}

/// A group names levels that there are, and leaves somebody out.
fn check(report: &Report, levels: &Levels) -> Result<(), ActionError> {
    let known = |(dimension, chosen): (&String, &BTreeSet<String>)| {
        let of = report.dimensions.iter().find(|known| known.id == *dimension);
        !chosen.is_empty() && of.is_some_and(|known| chosen.iter().all(|level| known.levels.contains(level)))
    };
    if levels.is_empty() {
        return Err(ActionError::invalid("levels", "group-empty"));
    }
    if !levels.iter().all(known) {
        return Err(ActionError::invalid("levels", "group-unknown"));
    }
    Ok(())
}

async fn rows(platform: &Platform, wave: WaveId) -> Result<Vec<Model>, ActionError> {
    let rows = Entity::find().filter(Column::WaveId.eq(wave));
    Ok(rows
        .order_by_asc(Column::Id)
        .all(platform.store().reader())
        .await?)
}

fn look(row: Model) -> Result<Look, ActionError> {
    Ok(Look {
        id: row.id,
        levels: read_levels(&row.levels)?,
        day: row.day,
    })
}

fn read_levels(text: &str) -> Result<Levels, ActionError> {
    serde_json::from_str(text).map_err(|_| ActionError::Store("a stored group could not be read".into()))
}

/// Who is in the group, from the wave's index.
async fn members(platform: &Platform, wave: WaveId, levels: Levels) -> Result<Vec<usize>, ActionError> {
    index::ask(platform, wave, move |index| {
        let filter = filter(index, &levels).map_err(unfit)?;
        index.members(&filter, None).map_err(unfit)
    })
    .await
}

fn filter(index: &Index, levels: &Levels) -> Result<Filter, tally::Error> {
    let mut parts = Vec::new();
    for (dimension, chosen) in levels {
        let dimension = index.dimension_at(dimension)?;
        let known = index.dimensions()[dimension].levels.iter().enumerate();
        let chosen = known.filter(|(_, level)| chosen.contains(*level));
        let any = chosen.map(|(level, _)| Filter::Level(LevelAt { dimension, level }));
        parts.push(Filter::Any(any.collect()));
    }
    Ok(Filter::All(parts))
}

fn unfit(why: impl std::fmt::Display) -> ActionError {
    ActionError::Store(format!("a group could not be counted: {why}"))
}

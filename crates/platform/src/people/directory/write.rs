//! Writes a directory file that was read: by code, new ones added, known ones changed.

use super::Report;
use super::read::Directory;
use crate::ActionError;
use crate::id::{AgencyId, SchoolId};
use crate::people::agency::{self, AgencyKind};
use crate::people::school;
use crate::store::Write;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use std::collections::BTreeMap;

/// Rows per statement: SQLite binds at most 32,766 values.
const CHUNK_ROWS: usize = 1_000;
/// The directory began with one state's agencies, whose files do not name it.
const STATE_UNLESS_SAID: &str = "CA";
const AGENCY_CHANGES: [agency::Column; 5] = [
    agency::Column::Name,
    agency::Column::Kind,
    agency::Column::State,
    agency::Column::County,
    agency::Column::NcesId,
];
const SCHOOL_CHANGES: [school::Column; 5] = [
    school::Column::AgencyId,
    school::Column::Name,
    school::Column::Level,
    school::Column::NcesId,
    school::Column::Enrolled,
];

pub(super) async fn write(write: &Write, directory: Directory) -> Result<Report, ActionError> {
    let mut report = Report {
        agencies: directory.agencies.len(),
        schools: directory.schools.len(),
        columns_ignored: directory.columns_ignored.clone(),
        ..Report::default()
    };
    let agencies = agencies(write, &directory, &mut report).await?;
    schools(write, directory, &agencies, &mut report).await?;
    Ok(report)
}

/// Ids of all agencies that have a code, by its seven digits.
async fn agencies(
    write: &Write,
    directory: &Directory,
    report: &mut Report,
) -> Result<BTreeMap<String, AgencyId>, ActionError> {
    let known = agency::Entity::find()
        .filter(agency::Column::CdCode.is_not_null())
        .all(&**write)
        .await?;
    let known: BTreeMap<String, agency::Model> = known
        .into_iter()
        .filter_map(|agency| agency.cd_code.clone().map(|code| (code, agency)))
        .collect();
    let mut ids: BTreeMap<String, AgencyId> = known
        .iter()
        .map(|(code, agency)| (code.clone(), agency.id))
        .collect();
    let mut rows = Vec::with_capacity(directory.agencies.len());
    for (code, line) in &directory.agencies {
        let id = *ids.entry(code.clone()).or_insert_with(|| {
            report.agencies_new += 1;
            AgencyId::new()
        });
        // What this file does not say stays as another one said it.
        let before = known.get(code);
        rows.push(agency::ActiveModel {
            id: Set(id),
            name: Set(line.name.clone()),
            kind: Set(line
                .kind
                .or(before.map(|agency| agency.kind))
                .unwrap_or(AgencyKind::Local)),
            state: Set(line
                .state
                .clone()
                .or_else(|| before.map(|agency| agency.state.clone()))
                .unwrap_or_else(|| STATE_UNLESS_SAID.to_owned())),
            county: Set(line.county.clone()),
            nces_id: Set(line
                .nces_id
                .clone()
                .or_else(|| before.and_then(|agency| agency.nces_id.clone()))),
            cd_code: Set(Some(code.clone())),
        });
    }
    for chunk in rows.chunks(CHUNK_ROWS) {
        agency::Entity::insert_many(chunk.to_vec())
            .on_conflict(
                OnConflict::column(agency::Column::Id)
                    .update_columns(AGENCY_CHANGES)
                    .to_owned(),
            )
            .exec_without_returning(&**write)
            .await?;
    }
    Ok(ids)
}

async fn schools(
    write: &Write,
    directory: Directory,
    agencies: &BTreeMap<String, AgencyId>,
    report: &mut Report,
) -> Result<(), ActionError> {
    let known = school::Entity::find()
        .filter(school::Column::CdsCode.is_not_null())
        .all(&**write)
        .await?;
    let known: BTreeMap<String, school::Model> = known
        .into_iter()
        .filter_map(|school| school.cds_code.clone().map(|code| (code, school)))
        .collect();
    let says = |column: &str| directory.columns.iter().any(|name| name == column);
    let (level, nces_id, enrolled) = (says("school_type"), says("nces_id"), says("enrolled"));
    let mut rows = Vec::with_capacity(directory.schools.len());
    for line in directory.schools {
        let before = known.get(&line.cds_code);
        let id = before.map_or_else(
            || {
                report.schools_new += 1;
                SchoolId::new()
            },
            |school| school.id,
        );
        // A column that this file lacks stays as another one said it; an empty cell of one that it has does not.
        let kept = |said: bool| before.filter(|_| !said);
        rows.push(school::ActiveModel {
            id: Set(id),
            agency_id: Set(agencies[&line.cds_code[..7]]),
            name: Set(line.name),
            level: Set(kept(level).map_or(line.level, |school| school.level.clone())),
            nces_id: Set(kept(nces_id).map_or(line.nces_id, |school| school.nces_id.clone())),
            cds_code: Set(Some(line.cds_code)),
            enrolled: Set(kept(enrolled).map_or(line.enrolled, |school| school.enrolled)),
        });
    }
    for chunk in rows.chunks(CHUNK_ROWS) {
        school::Entity::insert_many(chunk.to_vec())
            .on_conflict(
                OnConflict::column(school::Column::Id)
                    .update_columns(SCHOOL_CHANGES)
                    .to_owned(),
            )
            .exec_without_returning(&**write)
            .await?;
    }
    Ok(())
}

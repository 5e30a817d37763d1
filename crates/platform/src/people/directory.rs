//! Importing the directory of agencies and schools from a CSV file, all or nothing.
//!
//! Columns (any order, header required): `cds_code` (14 digits), `school`, `district`, `county`; optional
//! `school_type`, `enrolled`, `nces_id` (12 digits), `state` (two letters, `CA` when absent). Other columns are
//! named in the report and left alone. Agencies and schools are matched by code, never by name: importing a
//! file again changes what changed and adds nothing twice.

use super::agency::{self, AgencyKind};
use super::school;
use crate::id::{AgencyId, SchoolId};
use crate::store::Write;
use crate::{Action, ActionError, Actor, Platform, Problem, Resource, audit};
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use std::collections::{BTreeMap, BTreeSet};

/// The largest file that is read.
pub const BYTES_MAX: usize = 64 * 1024 * 1024;
const PROBLEMS_SHOWN_MAX: usize = 100;
/// Rows per statement: SQLite binds at most 32,766 values.
const CHUNK_ROWS: usize = 1_000;
const COLUMNS: [&str; 8] = [
    "cds_code",
    "school",
    "district",
    "county",
    "school_type",
    "enrolled",
    "nces_id",
    "state",
];
const COLUMNS_NEEDED: usize = 4;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Agencies in the file.
    pub agencies: usize,
    /// Of these, new here.
    pub agencies_new: usize,
    /// Schools in the file.
    pub schools: usize,
    /// Of these, new here.
    pub schools_new: usize,
    /// Columns that were left alone.
    pub columns_ignored: Vec<String>,
}

struct Line {
    cds_code: String,
    school: String,
    district: String,
    county: String,
    level: String,
    enrolled: Option<i32>,
    nces_id: Option<String>,
    state: String,
}

/// Imports a directory file.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem (at most a hundred, then their number); nothing was changed then.
pub async fn import(platform: &Platform, actor: &Actor, bytes: &[u8]) -> Result<Report, ActionError> {
    platform.authorize(actor, Action::AgencyImport, &Resource::Installation)?;
    let (lines, columns_ignored) = read(bytes).map_err(ActionError::Invalid)?;
    let mut report = Report {
        columns_ignored,
        ..Report::default()
    };
    let write = platform.store().write().await?;
    let agencies = write_agencies(&write, &lines, &mut report).await?;
    write_schools(&write, &lines, &agencies, &mut report).await?;
    let detail = format!("{} agencies, {} schools", report.agencies, report.schools);
    audit::record(platform, &write, actor, Action::AgencyImport, None, &detail).await?;
    write.commit().await?;
    Ok(report)
}

fn read(bytes: &[u8]) -> Result<(Vec<Line>, Vec<String>), Vec<Problem>> {
    let one = |code| vec![Problem::new("file", code)];
    if bytes.len() > BYTES_MAX {
        return Err(one("import-too-large"));
    }
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
        .map_err(|wrong| vec![Problem::new("file", "import-not-utf8").with("byte", wrong.valid_up_to())])?;
    if text.contains('\0') {
        return Err(one("import-not-text"));
    }
    if text.trim().is_empty() {
        return Err(one("import-empty"));
    }
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| one("import-not-table"))?.clone();
    let place = |name: &str| header.iter().position(|column| column.eq_ignore_ascii_case(name));
    let places = COLUMNS.map(place);
    let mut problems: Vec<Problem> = COLUMNS[..COLUMNS_NEEDED]
        .iter()
        .zip(places)
        .filter(|(_, place)| place.is_none())
        .map(|(name, _)| Problem::new("file", "import-column-missing").with("column", name))
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let ignored = header
        .iter()
        .filter(|name| !COLUMNS.iter().any(|known| known.eq_ignore_ascii_case(name)));
    let ignored = ignored.map(str::to_owned).collect();
    let mut lines = Vec::new();
    let mut seen = BTreeMap::new();
    for (index, record) in reader.records().enumerate() {
        let row = index + 2;
        match record {
            Ok(record) => lines.extend(line(&record, places, row, &mut seen, &mut problems)),
            Err(_) => problems.push(Problem::new("file", "import-row-ragged").with("row", row)),
        }
    }
    if lines.is_empty() && problems.is_empty() {
        return Err(one("import-empty"));
    }
    if problems.is_empty() {
        Ok((lines, ignored))
    } else {
        Err(capped(problems))
    }
}

fn line(
    record: &csv::StringRecord,
    places: [Option<usize>; COLUMNS.len()],
    row: usize,
    seen: &mut BTreeMap<String, usize>,
    problems: &mut Vec<Problem>,
) -> Option<Line> {
    let [
        cds_code,
        school,
        district,
        county,
        level,
        enrolled,
        nces_id,
        state,
    ] = places.map(|place| place.and_then(|at| record.get(at)).unwrap_or_default());
    let before = problems.len();
    let mut wrong = |code, value: &str| {
        let value: String = value.chars().take(40).collect();
        problems.push(Problem::new("file", code).with("row", row).with("value", value));
    };
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(cds_code, 14) {
        wrong("import-cds-wrong", cds_code);
    }
    if !nces_id.is_empty() && !digits(nces_id, 12) {
        wrong("import-nces-wrong", nces_id);
    }
    for (name, value) in [("school", school), ("district", district), ("county", county)] {
        if value.is_empty() || value.chars().count() > 200 || value.chars().any(char::is_control) {
            wrong("import-name-wrong", name);
        }
    }
    if !enrolled.is_empty() && enrolled.parse::<u32>().is_err_or(|count| *count > 1_000_000) {
        wrong("import-enrolled-wrong", enrolled);
    }
    if !state.is_empty() && !(state.len() == 2 && state.bytes().all(|b| b.is_ascii_uppercase())) {
        wrong("import-state-wrong", state);
    }
    if let Some(first) = seen.insert(cds_code.to_owned(), row) {
        problems.push(
            Problem::new("file", "import-cds-twice")
                .with("row", row)
                .with("first", first),
        );
    }
    (problems.len() == before).then(|| Line {
        cds_code: cds_code.to_owned(),
        school: school.to_owned(),
        district: district.to_owned(),
        county: county.to_owned(),
        level: level.chars().take(20).collect(),
        enrolled: enrolled.parse().ok(),
        nces_id: (!nces_id.is_empty()).then(|| nces_id.to_owned()),
        state: if state.is_empty() {
            "CA".to_owned()
        } else {
            state.to_owned()
        },
    })
}

trait IsErrOr<T> {
    fn is_err_or(&self, test: impl Fn(&T) -> bool) -> bool;
}

impl<T, E> IsErrOr<T> for Result<T, E> {
    fn is_err_or(&self, test: impl Fn(&T) -> bool) -> bool {
        self.as_ref().map_or(true, test)
    }
}

fn capped(mut problems: Vec<Problem>) -> Vec<Problem> {
    let more = problems.len().saturating_sub(PROBLEMS_SHOWN_MAX);
    problems.truncate(PROBLEMS_SHOWN_MAX);
    if more > 0 {
        problems.push(Problem::new("file", "import-more-problems").with("count", more));
    }
    problems
}

/// Ids of the agencies of the file, by the seven digits of their code.
async fn write_agencies(
    write: &Write,
    lines: &[Line],
    report: &mut Report,
) -> Result<BTreeMap<String, AgencyId>, ActionError> {
    let mut ids: BTreeMap<String, AgencyId> = agency::Entity::find()
        .filter(agency::Column::CdCode.is_not_null())
        .all(&**write)
        .await?
        .into_iter()
        .filter_map(|agency| agency.cd_code.map(|code| (code, agency.id)))
        .collect();
    // The last line of a district decides its name.
    let by_code: BTreeMap<&str, &Line> = lines.iter().map(|line| (&line.cds_code[..7], line)).collect();
    report.agencies = by_code.len();
    let mut rows = Vec::new();
    for (code, line) in by_code {
        let id = *ids.entry(code.to_owned()).or_insert_with(|| {
            report.agencies_new += 1;
            AgencyId::new()
        });
        rows.push(agency::ActiveModel {
            id: Set(id),
            name: Set(line.district.clone()),
            kind: Set(AgencyKind::Local),
            state: Set(line.state.clone()),
            county: Set(line.county.clone()),
            nces_id: Set(line.nces_id.as_ref().map(|school| school[..7].to_owned())),
            cd_code: Set(Some(code.to_owned())),
        });
    }
    let changed = [
        agency::Column::Name,
        agency::Column::State,
        agency::Column::County,
        agency::Column::NcesId,
    ];
    for chunk in rows.chunks(CHUNK_ROWS) {
        agency::Entity::insert_many(chunk.to_vec())
            .on_conflict(
                OnConflict::column(agency::Column::Id)
                    .update_columns(changed)
                    .to_owned(),
            )
            .exec_without_returning(&**write)
            .await?;
    }
    Ok(ids)
}

async fn write_schools(
    write: &Write,
    lines: &[Line],
    agencies: &BTreeMap<String, AgencyId>,
    report: &mut Report,
) -> Result<(), ActionError> {
    let known: BTreeMap<String, SchoolId> = school::Entity::find()
        .filter(school::Column::CdsCode.is_not_null())
        .all(&**write)
        .await?
        .into_iter()
        .filter_map(|school| school.cds_code.map(|code| (code, school.id)))
        .collect();
    report.schools = lines.len();
    report.schools_new = lines
        .iter()
        .map(|line| &line.cds_code)
        .collect::<BTreeSet<_>>()
        .len()
        - lines
            .iter()
            .filter(|line| known.contains_key(&line.cds_code))
            .count();
    let rows = lines.iter().map(|line| school::ActiveModel {
        id: Set(known.get(&line.cds_code).copied().unwrap_or_else(SchoolId::new)),
        agency_id: Set(agencies[&line.cds_code[..7]]),
        name: Set(line.school.clone()),
        level: Set(line.level.clone()),
        nces_id: Set(line.nces_id.clone()),
        cds_code: Set(Some(line.cds_code.clone())),
        enrolled: Set(line.enrolled),
    });
    let rows: Vec<_> = rows.collect();
    let changed = [
        school::Column::AgencyId,
        school::Column::Name,
        school::Column::Level,
        school::Column::NcesId,
        school::Column::Enrolled,
    ];
    for chunk in rows.chunks(CHUNK_ROWS) {
        school::Entity::insert_many(chunk.to_vec())
            .on_conflict(
                OnConflict::column(school::Column::Id)
                    .update_columns(changed)
                    .to_owned(),
            )
            .exec_without_returning(&**write)
            .await?;
    }
    Ok(())
}

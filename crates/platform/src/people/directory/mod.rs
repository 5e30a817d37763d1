//! Importing the directory of agencies and schools from CSV files, all or nothing.
//!
//! Two kinds of file are told apart by their header; columns stand in any order, others are named in the report
//! and left alone.
//!
//! - *Schools*: `cds_code` (14 digits), `school`, `district`, `county`; and where known `school_type`, `enrolled`,
//!   `nces_id` (12 digits), `state` (two letters, `CA` when absent). Each distinct first seven digits are a district.
//! - *Agencies*: `cds_code` (the school's seven digits all zero), `agency`, `county`; and where known `kind` (`local`,
//!   `county-office`, `state`), `nces_id` (7 digits), `state`.
//!
//! Agencies and schools are matched by code, never by name: the same name occurs in several counties. Importing a file
//! again changes what changed and adds nothing twice.

mod read;
mod write;

use crate::{Action, ActionError, Actor, Platform, Resource, audit};

/// The largest file that is read.
pub const BYTES_MAX: usize = 64 * 1024 * 1024;

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

/// Imports a directory file.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem (at most a hundred, then their number); nothing was changed then.
pub async fn import(platform: &Platform, actor: &Actor, bytes: &[u8]) -> Result<Report, ActionError> {
    platform.authorize(actor, Action::AgencyImport, &Resource::Installation)?;
    let directory = read::read(bytes).map_err(ActionError::Invalid)?;
    let write = platform.store().write().await?;
    let report = write::write(&write, directory).await?;
    let detail = format!("{} agencies, {} schools", report.agencies, report.schools);
    audit::record(platform, &write, actor, Action::AgencyImport, None, &detail).await?;
    write.commit().await?;
    Ok(report)
}

//! `kith agency import`: the directory from a CSV file.

use crate::options::Installation;
use crate::output::say;
use crate::refusal;
use anyhow::Context;
use clap::Subcommand;
use platform::people::directory;
use platform::{ActionError, Actor};
use std::path::PathBuf;

/// The directory of agencies and schools.
#[derive(Subcommand)]
pub enum Agency {
    /// Imports agencies and schools from a CSV file, all or nothing.
    Import {
        /// Columns: cds_code, school, district, county; or cds_code, agency, kind, county.
        file: PathBuf,
        #[command(flatten)]
        installation: Installation,
    },
}

impl Agency {
    /// Runs it.
    pub async fn run(self) -> anyhow::Result<()> {
        let Self::Import { file, installation } = self;
        let bytes = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let platform = installation.open().await?;
        let report = match directory::import(&platform, &Actor::System, &bytes).await {
            Err(ActionError::Invalid(problems)) => {
                return Err(refusal::problems(refusal::not_imported(&file), &problems));
            }
            other => other?,
        };
        say!(
            "{} agencies ({} new) and {} schools ({} new).",
            report.agencies,
            report.agencies_new,
            report.schools,
            report.schools_new
        );
        if !report.columns_ignored.is_empty() {
            say!("Left alone: {}.", report.columns_ignored.join(", "));
        }
        Ok(())
    }
}

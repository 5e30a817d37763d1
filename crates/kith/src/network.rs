//! `kith network import`: publishes a network, or changes the one of the same slug.

use crate::options::Installation;
use crate::output::say;
use crate::refusal;
use anyhow::Context;
use clap::Subcommand;
use platform::Actor;
use platform::network::definition::Definition;
use std::path::PathBuf;

/// Networks.
#[derive(Subcommand)]
pub enum Network {
    /// Publishes a network from a file, or changes the one of the same slug, all or nothing.
    Import {
        /// The file, as demo/README.md describes it.
        file: PathBuf,
        #[command(flatten)]
        installation: Installation,
    },
}

impl Network {
    /// Runs it.
    pub async fn run(self) -> anyhow::Result<()> {
        let Self::Import { file, installation } = self;
        let bytes = std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let definition = Definition::parse(&bytes)
            .map_err(|problems| refusal::problems(refusal::not_imported(&file), &problems))?;
        let platform = installation.open().await?;
        let done = platform::network::publish(&platform, &Actor::System, &definition).await?;
        let what = if done.new { "is public now" } else { "was changed" };
        say!(
            "{} {what}: {} sessions new or changed, {} called off.",
            definition.slug,
            done.sessions_changed,
            done.sessions_cancelled
        );
        Ok(())
    }
}

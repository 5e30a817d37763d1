//! `kith backup` and `kith restore`.

use crate::options::Installation;
use clap::Args;
use platform::Actor;
use std::path::PathBuf;

/// Writes a backup to a new file. The installation may go on running.
#[derive(Args)]
pub struct Backup {
    /// The file to write; it must not be there yet.
    file: PathBuf,
    #[command(flatten)]
    installation: Installation,
}

impl Backup {
    /// Runs it.
    pub async fn run(self) -> anyhow::Result<()> {
        let platform = self.installation.open().await?;
        platform::backup::write(&platform, &Actor::System, &self.file).await?;
        println!("{} holds everything but secrets.", self.file.display());
        println!(
            "Not in it, on purpose: {0}/secret, which signs links, and {0}/keys, without which the answers of open \
             surveys cannot be read. Keep copies of them elsewhere, and of keys only until their survey is closed.",
            self.installation.folder.display()
        );
        Ok(())
    }
}

/// Restores a backup into an empty installation: a folder, or a PostgreSQL database.
#[derive(Args)]
pub struct Restore {
    /// The file that `kith backup` wrote.
    file: PathBuf,
    #[command(flatten)]
    installation: Installation,
}

impl Restore {
    /// Runs it.
    pub async fn run(self) -> anyhow::Result<()> {
        let Installation { folder, database } = &self.installation;
        platform::backup::restore(&self.file, database.as_deref(), folder).await?;
        self.installation.open().await?;
        println!("{} was restored into {}.", self.file.display(), folder.display());
        println!(
            "Put the kept `secret` and `keys` there, too; without them, links in old mail and calendars do not open, and the answers of surveys that were open cannot be read."
        );
        Ok(())
    }
}

//! `kith backup` and `kith restore`.

use crate::options::Installation;
use crate::output::say;
use clap::Args;
use platform::{Actor, Platform};
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
        // Without bringing it to this version: a backup is what one makes before that.
        let platform = Platform::connect(self.installation.settings()?).await?;
        platform::backup::write(&platform, &Actor::System, &self.file).await?;
        say!("{} holds everything but secrets.", self.file.display());
        say!(
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
        let restored = platform::backup::restore(&self.file, database.as_deref(), folder).await?;
        say!("{} was restored into {}.", self.file.display(), folder.display());
        say!(
            "Put the kept `secret` and `keys` there, too; without them, links in old mail and calendars do not open, and the answers of surveys that were open cannot be read."
        );
        say!(
            "Everybody is signed out. {} messages that the backup had still to send are held back and will not be sent.",
            restored.held
        );
        Ok(())
    }
}

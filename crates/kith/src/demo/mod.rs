//! `kith demo`: an installation filled with a believable season, on a day of its own.
//!
//! Everything in it happens through the same commands that pages use, at the times that `demo/season.toml` tells, up to
//! the day of the demonstration. Nothing is written behind their back.

mod answers;
mod fielding;
mod files;
pub mod mark;
mod season;

use crate::options::{Serving, quoted};
use crate::output::say;
use crate::{logs, serve};
use anyhow::{Context, bail};
use clap::Args;
use files::Files;
use jiff::civil::Date;
use mark::Mark;
use platform::people::sign_in;
use platform::{Actor, Clock, Platform, Settings};
use std::path::{Path, PathBuf};

/// Fills an installation with a believable season and serves it on 127.0.0.1.
#[derive(Args)]
pub struct Demo {
    /// The folder of the demonstration; kept and used again unless --fresh is given.
    #[arg(long, default_value = "kith-demo")]
    folder: PathBuf,
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Begins anew: removes the demonstration that is in the folder.
    #[arg(long)]
    fresh: bool,
    /// The day that the demonstration believes it is.
    #[arg(long, default_value = "2025-10-30")]
    today: Date,
}

impl Demo {
    /// Runs it.
    pub async fn run(self) -> anyhow::Result<()> {
        logs::start(logs::Format::Text);
        let serving = Serving::of_demo(self.port);
        // Before anything is written: a demonstration that cannot be served is not filled.
        let ready = serve::Ready::of(&serving, &self.folder).await?;
        self.make_room()?;
        let mark = Mark {
            today: self.today,
            shift: None,
        };
        let start = mark.morning()?;
        let files = Files::embedded()?;
        if Mark::read(&self.folder).is_none() {
            eprintln!(
                "Filling {} with a season that leads up to {} …",
                self.folder.display(),
                self.today
            );
            let platform = open(&self.folder, Clock::standing_at(start)).await?;
            season::play(&platform, &files, start).await?;
            mark.write(&self.folder)?;
        }
        let clock = Clock::starting_at(start);
        let shift = match &clock {
            Clock::Shifted(by) => Some(*by),
            _ => None,
        };
        let platform = open(&self.folder, clock).await?;
        Mark { shift, ..mark }.write(&self.folder)?;
        let signals = serve::Signals::listen()?;
        self.greet(&platform, &files, &ready.url).await?;
        let served = ready.until_stopped(signals, platform, &serving, true).await;
        mark.write(&self.folder)?;
        served
    }

    /// Clears the folder when asked to, and refuses one that holds something else.
    fn make_room(&self) -> anyhow::Result<()> {
        let folder = &self.folder;
        let mark = Mark::read(folder);
        let is_empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
        if self.fresh && (mark.is_some() || folder.join("kith.sqlite").exists()) {
            // A folder of somebody's real season has no mark, and is not removed.
            if mark.is_none() && !self.is_half_filled() {
                bail!(
                    "{} holds an installation that is no demonstration. Name another folder with --folder.",
                    folder.display()
                );
            }
            std::fs::remove_dir_all(folder)
                .with_context(|| format!("{} cannot be removed", folder.display()))?;
            return Ok(());
        }
        if is_empty {
            return Ok(());
        }
        match mark.map(|mark| mark.today) {
            Some(day) if day == self.today => Ok(()),
            Some(day) => bail!(
                "{} holds a demonstration of {day}. Add --fresh to begin anew, or --today {day}.",
                folder.display()
            ),
            None if self.is_half_filled() => {
                bail!(
                    "{} holds a demonstration that was not finished. Add --fresh to begin anew.",
                    folder.display()
                )
            }
            None => bail!(
                "{} holds something that is no demonstration. Name another folder with --folder.",
                folder.display()
            ),
        }
    }

    fn is_half_filled(&self) -> bool {
        self.folder.join(season::FILLING).exists()
    }

    async fn greet(&self, platform: &Platform, files: &Files, url: &str) -> anyhow::Result<()> {
        say!(
            "\nKith's demonstration is at {url} and believes that it is {}.",
            self.today
        );
        say!(
            "Its folder is {}; mail that it sends lies in {0}/mail.\n",
            self.folder.display()
        );
        say!(
            "Sign in as (each link works once, for {} minutes; the page has a button):",
            sign_in::MINUTES
        );
        for person in files.people.iter().filter(|person| person.sign_in_as.is_some()) {
            let next = season::first_page(platform, files, person).await?;
            let token = sign_in::link(platform, &Actor::System, &person.email, &next).await?;
            let label = person.sign_in_as.as_deref().unwrap_or_default();
            say!("  {label:<38} {url}/sign-in/{token}");
        }
        say!(
            "\nLater ones: kith staff link --folder {} --public-url {url} --email ADDRESS, or the page {url}/sign-in and its mail.",
            quoted(&self.folder.display().to_string())
        );
        say!("Ctrl-C stops it; the folder keeps what was done.");
        Ok(())
    }
}

async fn open(folder: &Path, clock: Clock) -> anyhow::Result<Platform> {
    Ok(Platform::open(Settings {
        database: None,
        folder: folder.to_owned(),
        clock,
    })
    .await?)
}

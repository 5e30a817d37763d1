//! `kith doctor`: what is set, what is wrong, and what would mend it.

use crate::options::{Installation, Serving};
use clap::Args;
use platform::people::{agency, staff};
use platform::{Platform, migrations, outbox};
use std::path::Path;

/// Looks at an installation and changes nothing.
#[derive(Args)]
pub struct Doctor {
    #[command(flatten)]
    installation: Installation,
    #[command(flatten)]
    serving: Serving,
}

/// What was found, line by line.
#[derive(Default)]
struct Findings {
    looked: usize,
    wrong: usize,
}

impl Findings {
    fn fine(&mut self, what: &str) {
        self.looked += 1;
        println!("  fine   {what}");
    }

    fn note(&mut self, what: &str) {
        self.looked += 1;
        println!("  note   {what}");
    }

    fn wrong(&mut self, what: &str) {
        self.looked += 1;
        self.wrong += 1;
        println!("  WRONG  {what}");
    }

    fn check(&mut self, right: bool, fine: &str, wrong: &str) {
        if right { self.fine(fine) } else { self.wrong(wrong) }
    }
}

impl Doctor {
    /// Runs it; fails when something is wrong.
    pub async fn run(self) -> anyhow::Result<()> {
        let folder = &self.installation.folder;
        if self.installation.database.is_none() && !folder.join("kith.sqlite").exists() {
            anyhow::bail!(
                "{} holds no installation yet. `kith serve --folder {0}` makes one.",
                folder.display()
            );
        }
        let mut found = Findings::default();
        println!("Folder and database");
        let platform = Platform::connect(self.installation.settings()).await?;
        found.fine(&format!("{} can be written", folder.display()));
        private(&mut found, &folder.join("secret"));
        let pending = migrations::pending(platform.store()).await?;
        found.check(
            pending == 0,
            &format!("the database ({:?}) has this version", platform.store().backend()),
            &format!("the database lacks {pending} changes of this version. `kith serve` makes them; `kith backup` first."),
        );
        if pending == 0 {
            self.contents(&mut found, &platform).await?;
        }
        self.surroundings(&mut found);
        if found.wrong > 0 {
            anyhow::bail!("{} of {} things are wrong", found.wrong, found.looked);
        }
        println!("Nothing is wrong, of {} things.", found.looked);
        Ok(())
    }

    async fn contents(&self, found: &mut Findings, platform: &Platform) -> anyhow::Result<()> {
        println!("Contents");
        found.check(
            staff::has_lead(platform).await?,
            "there is a host lead",
            "nobody leads the host. `kith staff appoint --role lead --email ADDRESS` appoints one.",
        );
        match agency::count(platform).await? {
            0 => found.note("the directory is empty. `kith agency import FILE` fills it."),
            count => found.fine(&format!("{count} agencies in the directory")),
        }
        let keyless = platform::climate::seal::keyless(platform).await?;
        found.check(
            keyless == 0,
            "every open survey has its key",
            &format!("{keyless} open surveys have lost their keys: put the kept copy of `keys` back into the folder."),
        );
        let (waiting, given_up) = outbox::backlog(platform).await?;
        found.fine(&format!("{waiting} messages wait to be sent"));
        if given_up > 0 {
            found.wrong(&format!(
                "{given_up} messages could not be sent and were given up. See the log, and --smtp."
            ));
        }
        Ok(())
    }

    fn surroundings(&self, found: &mut Findings) {
        println!("Surroundings");
        match &self.serving.public_url {
            Some(url) if url.starts_with("https://") => found.fine(&format!("people come to {url}")),
            Some(url) if url.starts_with("http://") => {
                found.note(&format!(
                    "people come to {url}, without encryption. Only for trying out."
                ));
            }
            Some(url) => found.wrong(&format!("--public-url {url} should begin with https://")),
            None => found.note("no --public-url: links lead to where it listens. Only for trying out."),
        }
        match &self.serving.smtp {
            Some(_) => match crate::mail::outgoing(&self.serving, &self.installation.folder) {
                Ok(_) => found.fine("mail leaves by the mail server that was named"),
                Err(why) => found.wrong(&format!("{why:#}")),
            },
            None => found.note("no --smtp: mail is written to the folder `mail` and not sent."),
        }
        found.check(
            jiff::tz::TimeZone::get(&self.serving.time_zone).is_ok(),
            &format!("the host's time zone is {}", self.serving.time_zone),
            &format!(
                "--time-zone {} is no IANA time zone, such as America/Los_Angeles",
                self.serving.time_zone
            ),
        );
    }
}

#[cfg(unix)]
fn private(found: &mut Findings, file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let open = std::fs::metadata(file).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0);
    let wrong = format!("{} can be read by others. chmod 600 mends it.", file.display());
    found.check(!open, "the secret is private", &wrong);
}

#[cfg(not(unix))]
fn private(found: &mut Findings, _: &Path) {
    found.note("whether the secret is private cannot be checked on this system");
}

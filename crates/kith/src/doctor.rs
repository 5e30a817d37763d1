//! `kith doctor`: what is set, what is wrong, and what would mend it.

use crate::options::{Installation, Serving, public_url};
use crate::output::{self, say};
use clap::Args;
use platform::climate::seal;
use platform::people::{agency, staff};
use platform::{Platform, migrations, outbox, private, store};
use std::path::PathBuf;

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
    text: String,
    looked: usize,
    wrong: usize,
}

impl Findings {
    fn about(&mut self, what: &str) {
        self.text.extend([what, "\n"]);
    }

    fn fine(&mut self, what: &str) {
        self.looked += 1;
        self.text.extend(["  fine   ", what, "\n"]);
    }

    fn note(&mut self, what: &str) {
        self.looked += 1;
        self.text.extend(["  note   ", what, "\n"]);
    }

    fn wrong(&mut self, what: &str) {
        self.looked += 1;
        self.wrong += 1;
        self.text.extend(["  WRONG  ", what, "\n"]);
    }

    fn check(&mut self, right: bool, fine: &str, wrong: &str) {
        if right { self.fine(fine) } else { self.wrong(wrong) }
    }
}

impl Doctor {
    /// Runs it; fails when something is wrong.
    pub async fn run(self) -> anyhow::Result<()> {
        let mut found = Findings::default();
        let looked = self.look(&mut found).await;
        output::text(&found.text)?;
        looked?;
        if found.wrong > 0 {
            anyhow::bail!("{} of {} things are wrong", found.wrong, found.looked);
        }
        say!("Nothing is wrong, of {} things.", found.looked);
        Ok(())
    }

    async fn look(&self, found: &mut Findings) -> anyhow::Result<()> {
        let platform = Platform::connect(self.installation.settings()?).await?;
        found.about("Folder and database");
        self.folder(found);
        let standing = migrations::standing(platform.store()).await?;
        match (&standing.unknown, standing.pending) {
            (Some(unknown), _) => found.wrong(&format!(
                "the database was written by a newer Kith (it knows the change {unknown}). Start the newer program."
            )),
            (None, 0) => found.fine(&format!(
                "the database ({:?}) has this version",
                platform.store().backend()
            )),
            (None, pending) => found.wrong(&format!(
                "the database lacks {pending} changes of this version. `kith serve` makes them; `kith backup` first."
            )),
        }
        if standing.unknown.is_none() && standing.pending == 0 {
            contents(found, &platform).await?;
        }
        self.surroundings(found);
        Ok(())
    }

    fn folder(&self, found: &mut Findings) {
        let folder = &self.installation.folder;
        match store::writable(folder) {
            Ok(()) => found.fine(&format!("{} can be written", folder.display())),
            Err(why) => found.wrong(&why.to_string()),
        }
        if private::is_open_to_others(folder) {
            found.note(&format!(
                "{} can be looked into by others. chmod 700 mends it.",
                folder.display()
            ));
        }
        let secret = folder.join("secret");
        if secret.exists() {
            closed(found, "the secret is private", &[secret]);
        } else {
            found.wrong(&format!(
                "{} is missing. Put the kept copy back; without one, links in earlier mail and calendars do not open.",
                secret.display()
            ));
        }
        let url = self.installation.database.clone();
        let url = url.unwrap_or_else(|| store::embedded_url(folder));
        if let Some(database) = store::file_of(&url) {
            closed(found, "the database is private", &[database]);
        }
        let within = ["keys", "mail", "uploads"].map(|name| folder.join(name));
        let files: Vec<PathBuf> = within
            .iter()
            .filter_map(|folder| std::fs::read_dir(folder).ok())
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        closed(found, "keys, mail and files of answers are private", &files);
    }

    fn surroundings(&self, found: &mut Findings) {
        found.about("Surroundings");
        match &self.serving.public_url {
            Some(url) if public_url(url).is_err() => {
                found.wrong(&format!(
                    "--public-url {url} should be like https://kith.example.org"
                ));
            }
            Some(url) if url.starts_with("https://") => found.fine(&format!("people come to {url}")),
            Some(url) => {
                found.note(&format!(
                    "people come to {url}, without encryption. Only for trying out."
                ));
            }
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

async fn contents(found: &mut Findings, platform: &Platform) -> anyhow::Result<()> {
    found.about("Contents");
    found.check(
        staff::has_lead(platform).await?,
        "there is a host lead",
        "nobody leads the host. `kith staff appoint --role lead --email ADDRESS` appoints one.",
    );
    match agency::count(platform).await? {
        0 => found.note("the directory is empty. `kith agency import FILE` fills it."),
        count => found.fine(&format!("{count} agencies in the directory")),
    }
    let keyless = seal::keyless(platform).await?;
    found.check(
        keyless == 0,
        "every open survey has its key",
        &format!(
            "{keyless} open surveys have lost their keys: put the kept copy of `keys` back into the folder."
        ),
    );
    let unpurged = seal::unpurged(platform).await?;
    found.check(
        unpurged == 0,
        "of closed surveys no trace of single answers is left",
        &format!(
            "of {unpurged} closed surveys, traces of single answers are still to be destroyed. `kith serve` tries every few minutes; see the log."
        ),
    );
    let backlog = outbox::backlog(platform).await?;
    found.fine(&format!("{} messages wait to be sent", backlog.waiting));
    if backlog.held > 0 {
        found.note(&format!(
            "{} messages that a restored backup had still to send are held back",
            backlog.held
        ));
    }
    if backlog.given_up > 0 {
        found.wrong(&format!(
            "{} messages could not be sent and were given up. See the log, and --smtp.",
            backlog.given_up
        ));
    }
    Ok(())
}

/// Whether only their owner can read files.
fn closed(found: &mut Findings, fine: &str, files: &[PathBuf]) {
    if cfg!(not(unix)) {
        return found.note("who can read files cannot be checked on this system");
    }
    let mut open = files.iter().filter(|file| private::is_open_to_others(file));
    match open.next() {
        None => found.fine(fine),
        Some(first) => found.wrong(&format!(
            "{} can be read by others{}. chmod 600 mends it.",
            first.display(),
            match open.count() {
                0 => String::new(),
                more => format!(", and so can {more} more"),
            }
        )),
    }
}

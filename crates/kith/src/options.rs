//! Options that several commands share, each also an environment variable.

use crate::demo::mark::Mark;
use anyhow::{Context, bail};
use clap::Args;
use jiff::tz::TimeZone;
use platform::{Clock, Platform, Settings};
use std::path::PathBuf;

/// Which installation.
#[derive(Args, Clone)]
pub struct Installation {
    /// The folder that holds the installation.
    #[arg(long, env = "KITH_FOLDER", default_value = "kith")]
    pub folder: PathBuf,
    /// The database: sqlite:FILE or postgres://USER@HOST/NAME. Without it, kith.sqlite in the folder.
    #[arg(long, env = "KITH_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

impl Installation {
    /// Opens it where it is there, and brings its database to this version.
    pub async fn open(&self) -> anyhow::Result<Platform> {
        Ok(Platform::open_existing(self.settings()?).await?)
    }

    /// How it is opened: a demonstration on its own day.
    pub fn settings(&self) -> anyhow::Result<Settings> {
        let clock = Mark::read(&self.folder).map_or(Ok(Clock::System), Mark::clock)?;
        Ok(Settings {
            database: self.database.clone(),
            folder: self.folder.clone(),
            clock,
        })
    }

    /// The options that name it, for a command that somebody is to type; without the database's password.
    pub fn named(&self) -> String {
        let folder = format!("--folder {}", quoted(&self.folder.display().to_string()));
        match &self.database {
            Some(url) => format!(
                "{folder} --database {}",
                quoted(&platform::store::without_password(url))
            ),
            None => folder,
        }
    }
}

/// A value as a shell takes it for one word.
pub fn quoted(value: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:@+,=".contains(letter);
    if !value.is_empty() && value.chars().all(is_plain) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', r"'\''"))
    }
}

/// The address that people type, without a slash at its end; refuses what no link could begin with.
pub fn public_url(url: &str) -> anyhow::Result<String> {
    let trimmed = url.trim_end_matches('/');
    let parsed: Option<axum::http::Uri> = trimmed.parse().ok();
    let is_right = parsed.is_some_and(|uri| {
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        matches!(uri.scheme_str(), Some("http" | "https"))
            && !authority.is_empty()
            && !authority.contains('@')
            && matches!(uri.path(), "" | "/")
            && uri.query().is_none()
    });
    if !is_right {
        bail!(
            "--public-url {url} should be the address that people type, such as https://kith.example.org, with nothing behind the name"
        );
    }
    Ok(trimmed.to_owned())
}

/// Where it is served, and how it sends mail.
#[derive(Args, Clone)]
pub struct Serving {
    /// The address to listen on.
    #[arg(long, env = "KITH_LISTEN", default_value = "127.0.0.1")]
    pub listen: std::net::IpAddr,
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, env = "KITH_PORT", default_value_t = 8080)]
    pub port: u16,
    /// The address that people type, such as <https://kith.example.org>. Without it, where it listens.
    #[arg(long, env = "KITH_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// A proxy of ours stands in front, so that X-Forwarded-For can be believed.
    #[arg(long, env = "KITH_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// What the installation is called on its pages and in its mail.
    #[arg(long, env = "KITH_HOST_NAME", default_value = "Kith")]
    pub host_name: String,
    /// The host's time zone.
    #[arg(long, env = "KITH_TIME_ZONE", default_value = "America/Los_Angeles")]
    pub time_zone: String,
    /// The mail server: smtps://USER:PASSWORD@HOST or smtp://HOST. Without it, mail goes to the folder.
    #[arg(long, env = "KITH_SMTP", hide_env_values = true)]
    pub smtp: Option<String>,
    /// The address that mail comes from.
    #[arg(long, env = "KITH_MAIL_FROM", default_value = "kith@localhost.localdomain")]
    pub mail_from: String,
    /// How log lines look.
    #[arg(long, env = "KITH_LOG_FORMAT", value_enum, default_value_t = crate::logs::Format::Text)]
    pub log_format: crate::logs::Format,
}

impl Serving {
    /// The host's time zone.
    pub fn zone(&self) -> anyhow::Result<TimeZone> {
        TimeZone::get(&self.time_zone).with_context(|| {
            format!(
                "--time-zone {} is no IANA time zone, such as America/Los_Angeles",
                self.time_zone
            )
        })
    }

    /// As a demonstration is served: on this machine only, its mail in the folder.
    pub fn of_demo(port: u16) -> Self {
        Self {
            listen: std::net::Ipv4Addr::LOCALHOST.into(),
            port,
            public_url: None,
            behind_proxy: false,
            host_name: "Kith".into(),
            time_zone: "America/Los_Angeles".into(),
            smtp: None,
            mail_from: "kith@localhost.localdomain".into(),
            log_format: crate::logs::Format::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_url_that_no_link_could_begin_with_is_refused() {
        for wrong in [
            "foo",
            "kith.example.org",
            "ftp://kith.example.org",
            "https://",
            "https://kith.example.org/path",
            "https://kith.example.org?a=b",
            "https://me:secret@kith.example.org",
        ] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
        assert_eq!(
            public_url("https://kith.example.org:8443/").unwrap(),
            "https://kith.example.org:8443"
        );
    }

    #[test]
    fn named_quotes_what_a_shell_would_split_and_leaves_the_password_out() {
        let installation = Installation {
            folder: "it's here".into(),
            database: Some("postgres://kith:s3cret@db/kith".into()),
        };
        assert_eq!(
            installation.named(),
            r"--folder 'it'\''s here' --database postgres://kith@db/kith"
        );
    }
}

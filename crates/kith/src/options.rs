//! Options that several commands share, each also an environment variable.

use clap::Args;
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
    /// Opens it, and brings its database to this version.
    pub async fn open(&self) -> anyhow::Result<Platform> {
        Ok(Platform::open(self.settings()).await?)
    }

    /// How it is opened.
    pub fn settings(&self) -> Settings {
        Settings {
            database: self.database.clone(),
            folder: self.folder.clone(),
            clock: Clock::System,
        }
    }
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

//! `kith serve`: pages and mail until it is told to stop; then what was begun is finished.

use crate::logs;
use crate::mail::{self, Worker};
use crate::options::{Installation, Serving, public_url, quoted};
use crate::output::say;
use anyhow::{Context, bail};
use clap::Args;
use jiff::tz::TimeZone;
use platform::people::{person::StaffRole, sign_in, staff};
use platform::{Actor, Platform};
use publish::mail::Outgoing;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// How long requests that were begun may take after a stop.
const STOP_SECONDS_MAX: u64 = 20;
/// Whose link the first start prints; the person changes nothing but their name afterwards.
const FIRST_LEAD: &str = "host@localhost.localdomain";

/// Serves an installation.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    installation: Installation,
    #[command(flatten)]
    serving: Serving,
    /// The address of the first host lead, whose one-time link a first start prints.
    #[arg(long, env = "KITH_FIRST_HOST", default_value = FIRST_LEAD)]
    first_host: String,
}

impl Serve {
    /// Runs it.
    pub async fn run(self) -> anyhow::Result<()> {
        logs::start(self.serving.log_format);
        // Before anything is made: a start that fails later would have used up the one-time link.
        let ready = Ready::of(&self.serving, &self.installation.folder).await?;
        let platform = Platform::open(self.installation.settings()?).await?;
        let signals = Signals::listen()?;
        self.welcome_first_host(&platform, &ready.url).await?;
        say!("Kith is at {}", ready.url);
        ready.until_stopped(signals, platform, &self.serving, false).await
    }

    /// A new installation has nobody who could appoint anybody: its first start makes a lead and prints a link.
    async fn welcome_first_host(&self, platform: &Platform, url: &str) -> anyhow::Result<()> {
        if staff::has_lead(platform).await? {
            return Ok(());
        }
        let email = &self.first_host;
        staff::appoint(platform, &Actor::System, email, "", StaffRole::Lead)
            .await
            .with_context(|| format!("--first-host {email}"))?;
        let token = sign_in::link(platform, &Actor::System, email, "/").await?;
        say!(
            "This installation is new. Its first host signs in here, once, within {} minutes:",
            sign_in::MINUTES
        );
        say!("  {url}/sign-in/{token}");
        say!(
            "(A link too late or used up? kith staff link {} --public-url {} --email {})",
            self.installation.named(),
            quoted(url),
            quoted(email)
        );
        Ok(())
    }
}

/// Everything that an installation is served with, checked and taken.
pub struct Ready {
    listener: TcpListener,
    /// The address that people type.
    pub url: String,
    zone: TimeZone,
    outgoing: Outgoing,
}

impl Ready {
    /// Checks every option, and takes the port.
    pub async fn of(serving: &Serving, folder: &Path) -> anyhow::Result<Self> {
        let zone = serving.zone()?;
        let outgoing = mail::outgoing(serving, folder)?;
        let public_url = serving.public_url.as_deref().map(public_url).transpose()?;
        let listener = listen(serving).await?;
        let url = match public_url {
            Some(url) => url,
            None => format!("http://{}", listener.local_addr()?),
        };
        Ok(Self {
            listener,
            url,
            zone,
            outgoing,
        })
    }

    /// Serves pages and sends mail until the process is told to stop.
    pub async fn until_stopped(
        self,
        mut signals: Signals,
        platform: Platform,
        serving: &Serving,
        demo: bool,
    ) -> anyhow::Result<()> {
        let settings = web::Settings {
            public_url: self.url,
            host_name: serving.host_name.clone(),
            zone: self.zone,
            demo,
            behind_proxy: serving.behind_proxy,
        };
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let worker = Worker {
            platform: platform.clone(),
            settings: settings.clone(),
            outgoing: self.outgoing,
        };
        let mut worker = tokio::spawn(worker.work(stopped.clone()));
        let router = web::router(web::App::new(platform, settings));
        let mut graceful = stopped.clone();
        let pages = axum_serve(self.listener, router, async move {
            let _ = graceful.wait_for(|stop| *stop).await;
        });
        let mut server = tokio::spawn(pages);
        tokio::select! {
            told = signals.told() => told?,
            ended = &mut server => bail!("pages are not served any more: {ended:?}"),
            ended = &mut worker => bail!("mail is not sent any more: {ended:?}"),
        }
        tracing::info!("stopping: finishing what was begun");
        stop.send_replace(true);
        if tokio::time::timeout(Duration::from_secs(STOP_SECONDS_MAX), server)
            .await
            .is_err()
        {
            tracing::warn!("some requests took too long and were cut");
        }
        worker.await?;
        Ok(())
    }
}

/// Takes the port, or says who else should.
async fn listen(serving: &Serving) -> anyhow::Result<TcpListener> {
    let address = SocketAddr::new(serving.listen, serving.port);
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(why) if why.kind() == std::io::ErrorKind::AddrInUse => {
            bail!(
                "port {} is taken by another program. Name another one with --port, or 0 for any that is free.",
                serving.port
            )
        }
        Err(why) if why.kind() == std::io::ErrorKind::PermissionDenied => {
            bail!(
                "port {} may not be used by this account. Name one above 1023 with --port.",
                serving.port
            )
        }
        Err(why) => Err(why).context(format!("{address} cannot be listened on")),
    }
}

async fn axum_serve(
    listener: TcpListener,
    router: axum::Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}

/// Ctrl-C and SIGTERM. Listened for before a program says where it is: a signal that nobody listens for kills it.
#[cfg(unix)]
pub struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

#[cfg(unix)]
impl Signals {
    /// Begins to listen.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Waits until the program is told to stop.
    pub async fn told(&mut self) -> std::io::Result<()> {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        Ok(())
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
pub struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Begins to listen.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self)
    }

    /// Waits until the program is told to stop.
    pub async fn told(&mut self) -> std::io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}

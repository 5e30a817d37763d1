//! `kith serve`: pages and mail until it is told to stop; then what was begun is finished.

use crate::options::{Installation, Serving};
use crate::{logs, mail};
use anyhow::{Context, bail};
use clap::Args;
use platform::people::{person::StaffRole, sign_in, staff};
use platform::{Actor, Platform};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;

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
        let platform = self.installation.open().await?;
        let (listener, url) = listen(&self.serving).await?;
        welcome_first_host(&platform, &self.first_host, &url).await?;
        println!("Kith is at {url}");
        until_stopped(platform, &self.serving, listener, url, false).await
    }
}

/// Takes the port, or says who else should.
pub async fn listen(serving: &Serving) -> anyhow::Result<(TcpListener, String)> {
    let address = SocketAddr::new(serving.listen, serving.port);
    let listener = match TcpListener::bind(address).await {
        Ok(listener) => listener,
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
        Err(why) => return Err(why).context(format!("{address} cannot be listened on")),
    };
    let url = match &serving.public_url {
        Some(url) => url.trim_end_matches('/').to_owned(),
        None => format!("http://{}", listener.local_addr()?),
    };
    Ok((listener, url))
}

/// Serves pages and sends mail until the process is told to stop.
pub async fn until_stopped(
    platform: Platform,
    serving: &Serving,
    listener: TcpListener,
    url: String,
    demo: bool,
) -> anyhow::Result<()> {
    let zone = jiff::tz::TimeZone::get(&serving.time_zone).with_context(|| {
        format!(
            "--time-zone {} is no IANA time zone, such as America/Los_Angeles",
            serving.time_zone
        )
    })?;
    let settings = web::Settings {
        public_url: url,
        host_name: serving.host_name.clone(),
        zone,
        demo,
        behind_proxy: serving.behind_proxy,
    };
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let outgoing = mail::outgoing(serving, platform.folder())?;
    let worker = tokio::spawn(mail::work(
        platform.clone(),
        settings.clone(),
        outgoing,
        stopped.clone(),
    ));
    let router = web::router(web::App::new(platform, settings));
    let mut graceful = stopped.clone();
    let pages = axum_serve(listener, router, async move {
        let _ = graceful.wait_for(|stop| *stop).await;
    });
    let server = tokio::spawn(pages);
    wait_for_signal().await?;
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

async fn axum_serve(
    listener: TcpListener,
    router: axum::Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}

async fn wait_for_signal() -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed?,
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}

/// A new installation has nobody who could appoint anybody: its first start makes a lead and prints a link.
async fn welcome_first_host(platform: &Platform, email: &str, url: &str) -> anyhow::Result<()> {
    if staff::has_lead(platform).await? {
        return Ok(());
    }
    staff::appoint(platform, &Actor::System, email, "", StaffRole::Lead)
        .await
        .with_context(|| format!("--first-host {email} cannot be an address"))?;
    let token = sign_in::link(platform, &Actor::System, email, "/").await?;
    println!(
        "This installation is new. Its first host signs in here, once, within {} minutes:",
        sign_in::MINUTES
    );
    println!("  {url}/sign-in/{token}");
    println!("(A link too late or used up? kith staff link --email {email})");
    Ok(())
}

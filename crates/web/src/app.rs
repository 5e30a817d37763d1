//! The program as the web sees it: the platform, how the installation is set, and all routes put together.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use platform::Platform;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutLayer;

use crate::failure::PageError;
use crate::frame::{self, Frame};
use crate::limits::Limiter;
use crate::routes::{Route, Routes};
use crate::{climate, headers, home, network, people, plan, system};

/// How an installation is set, as far as its pages show it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its address as people type it, such as `https://kith.example.org`; decides `Secure` cookies.
    pub public_url: String,
    /// What it is called.
    pub host_name: String,
    /// The time zone of the host.
    pub zone: jiff::tz::TimeZone,
    /// Whether it is a demo, which shows the day it believes it is.
    pub demo: bool,
    /// Whether a proxy of ours stands before it, whose `X-Forwarded-For` can be believed.
    pub behind_proxy: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".into(),
            host_name: "Kith".into(),
            zone: jiff::tz::TimeZone::get("America/Los_Angeles").unwrap_or(jiff::tz::TimeZone::UTC),
            demo: false,
            behind_proxy: false,
        }
    }
}

impl Settings {
    /// Whether cookies go over HTTPS only.
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// The state behind every handler. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    platform: Platform,
    settings: Settings,
    limiter: Limiter,
}

impl App {
    /// An app on an opened platform.
    pub fn new(platform: Platform, mut settings: Settings) -> Self {
        settings
            .public_url
            .truncate(settings.public_url.trim_end_matches('/').len());
        Self {
            inner: Arc::new(Inner {
                platform,
                settings,
                limiter: Limiter::default(),
            }),
        }
    }

    /// Where commands and queries go.
    pub fn platform(&self) -> &Platform {
        &self.inner.platform
    }

    /// How the installation is set.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    pub(crate) fn limiter(&self) -> &Limiter {
        &self.inner.limiter
    }
}

/// Every route there is.
pub fn routes() -> Routes {
    Routes::new()
        .and(system::routes())
        .and(home::routes())
        .and(people::routes())
        .and(network::routes())
        .and(climate::routes())
        .and(plan::routes())
}

/// The rows of the table of routes, for tests and `kith doctor`.
pub fn route_table() -> Vec<Route> {
    routes().into_parts().1
}

/// Longest time a request may take.
const REQUEST_SECONDS_MAX: u64 = 60;

/// The whole service. Serve it with connection info, so that requests are counted by address.
pub fn router(app: App) -> Router {
    let (router, table) = routes().into_parts();
    let frame = Arc::new(Frame::new(app.clone(), table));
    let fonts_are_packed = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    let timeout = Duration::from_secs(REQUEST_SECONDS_MAX);
    router
        .fallback(|| async { PageError::NotFound })
        .method_not_allowed_fallback(|| async { PageError::WrongMethod })
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            timeout,
        ))
        .layer(middleware::from_fn_with_state(frame, frame::around))
        .layer(CompressionLayer::new().compress_when(fonts_are_packed))
        .layer(middleware::map_response_with_state(
            app.settings().secure(),
            headers::guard,
        ))
        // The frame limits bodies itself, by route.
        .layer(DefaultBodyLimit::disable())
        .with_state(app)
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the payload over")]
fn panicked(payload: Box<dyn Any + Send + 'static>) -> Response {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    PageError::Internal(format!("a handler panicked: {text}")).into_response()
}

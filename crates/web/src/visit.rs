//! One request's visitor: who it is, in which language and theme they read, and what their forms are stamped with.

use std::sync::Arc;

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Uri, header};
use platform::people::login;
use platform::secret::{hex, random_bytes};
use platform::{ActionError, Actor, Instant};

use crate::app::App;
use crate::cookies::{Cookie, Cookies};
use crate::csrf;
use crate::failure::PageError;
use crate::form::Fields;
use crate::language::{Language, Translator};
use crate::routes::Access;

/// How a page is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which a page offers them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// Its name in cookies, forms and style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a name; what follows the device for any other.
    pub fn named(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.name() == name)
            .unwrap_or_default()
    }
}

/// What is known of the one who asks for a page. Views are made from it, so that samples need no request.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Who acts.
    pub actor: Actor,
    /// The language they read.
    pub language: Language,
    /// The theme they chose.
    pub theme: Theme,
    /// The path and query they asked for, or for a form those of the page it stands on.
    pub path: String,
    /// The instant it is.
    pub now: Instant,
    /// The token for forms; empty where forms carry no cookie.
    pub csrf: String,
    /// The key of what the page has to say about what was just done.
    pub flash: Option<String>,
    /// The address of this installation, without a slash at its end.
    pub public_url: String,
    /// What the installation is called.
    pub host_name: String,
    /// The time zone of the host.
    pub zone: jiff::tz::TimeZone,
    /// Whether this is a demo, which shows the day it believes it is.
    pub demo: bool,
    /// The cookie that authenticates the forms.
    pub(crate) mark: Mark,
}

/// The cookie that a visit's forms are stamped with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The login of somebody signed in.
    Login(String),
    /// The mark that a visitor brought.
    Brought(String),
    /// A new mark, which the response sets.
    New(String),
    /// None: the route takes no cookies.
    None,
}

impl Mark {
    pub(crate) fn value(&self) -> Option<&str> {
        match self {
            Self::Login(value) | Self::Brought(value) | Self::New(value) => Some(value),
            Self::None => None,
        }
    }
}

impl Visit {
    /// Reads a request's head.
    pub(crate) async fn read(app: &App, parts: &Parts, access: Option<Access>) -> Result<Self, ActionError> {
        let secure = app.settings().secure();
        let cookies = match access {
            Some(Access::Answer | Access::Machine) => Cookies::default(),
            _ => Cookies::read(&parts.headers),
        };
        let login = cookies.get(Cookie::Login, secure);
        let actor = match login {
            Some(token) => login::actor(app.platform(), token).await?,
            None => Actor::Visitor,
        };
        let mut visit = Self::of_visitor(app, &parts.uri);
        visit.mark = match (access, login, &actor) {
            (Some(Access::Answer | Access::Machine), ..) => Mark::None,
            (_, Some(token), Actor::Person(_)) => Mark::Login(token.to_owned()),
            _ => match cookies.get(Cookie::Visit, secure) {
                Some(mark) => Mark::Brought(mark.to_owned()),
                None => Mark::New(hex(&random_bytes::<16>())),
            },
        };
        visit.csrf = visit
            .mark
            .value()
            .map(|mark| csrf::token(app.platform().secret(), mark))
            .unwrap_or_default();
        visit.language = language(&parts.headers, &parts.uri, &cookies, &actor, secure);
        visit.theme = cookies
            .get(Cookie::Theme, secure)
            .map(Theme::named)
            .unwrap_or_default();
        visit.path = came_from(parts).unwrap_or(visit.path);
        visit.flash = cookies.get(Cookie::Flash, secure).map(str::to_owned);
        visit.actor = actor;
        Ok(visit)
    }

    /// A visit of which nothing is known but the address: what an error page needs when the storage fails.
    pub(crate) fn of_visitor(app: &App, uri: &Uri) -> Self {
        let settings = app.settings();
        Self {
            actor: Actor::Visitor,
            language: Language::default(),
            theme: Theme::default(),
            path: path_of(uri),
            now: app.platform().now(),
            csrf: String::new(),
            flash: None,
            public_url: settings.public_url.clone(),
            host_name: settings.host_name.clone(),
            zone: settings.zone.clone(),
            demo: settings.demo,
            mark: Mark::None,
        }
    }

    /// What says things in the visitor's language.
    pub fn t(&self) -> Translator {
        Translator::new(self.language)
    }

    /// The login token of somebody signed in.
    pub(crate) fn login(&self) -> Option<&str> {
        match &self.mark {
            Mark::Login(token) => Some(token),
            _ => None,
        }
    }

    pub(crate) fn of(parts: &Parts) -> Result<Arc<Self>, PageError> {
        let visit = parts.extensions.get::<Arc<Self>>().cloned();
        visit.ok_or_else(|| PageError::Internal("a route outside the frame".into()))
    }
}

fn path_of(uri: &Uri) -> String {
    uri.path_and_query().map_or("/", |path| path.as_str()).to_owned()
}

/// The page that a form stands on, if it is ours: what leads back there, since the form's own address may be
/// no page.
fn came_from(parts: &Parts) -> Option<String> {
    if parts.method != Method::POST {
        return None;
    }
    let page: Uri = parts.headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let host = parts.headers.get(header::HOST)?.to_str().ok()?;
    (page.authority()?.as_str() == host).then(|| path_of(&page))
}

/// What the address asks for, then what was chosen on this device, then what the person said, then the
/// browser's wish.
fn language(headers: &HeaderMap, uri: &Uri, cookies: &Cookies, actor: &Actor, secure: bool) -> Language {
    let asked = || Language::from_tag(Fields::of_query(uri).text("lang"));
    let said = || match actor {
        Actor::Person(person) => Language::from_tag(&person.language),
        Actor::Visitor | Actor::System => None,
    };
    let kept = || cookies.get(Cookie::Language, secure).and_then(Language::from_tag);
    let wished = || {
        headers
            .get(header::ACCEPT_LANGUAGE)?
            .to_str()
            .ok()
            .and_then(Language::negotiate)
    };
    asked()
        .or_else(kept)
        .or_else(said)
        .or_else(wished)
        .unwrap_or_default()
}

//! What a handler needs of the request and the program, in one argument.

use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use platform::{Actor, Instant, Platform};

use crate::app::{App, Settings};
use crate::cookies::Cookie;
use crate::failure::{PageError, PageResult};
use crate::form::Fields;
use crate::language::Translator;
use crate::page::Page;
use crate::visit::Visit;

/// The first argument of every handler.
#[derive(Clone)]
pub struct Ctx {
    app: App,
    visit: Arc<Visit>,
    query: Fields,
}

impl FromRequestParts<App> for Ctx {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        Ok(Self {
            app: app.clone(),
            visit: Visit::of(parts)?,
            query: Fields::of_query(&parts.uri),
        })
    }
}

impl Ctx {
    /// Where commands and queries go.
    pub fn platform(&self) -> &Platform {
        self.app.platform()
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.visit.actor
    }

    /// Who visits, in which language and theme: what views are made from.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// What says things in the visitor's language.
    pub fn t(&self) -> Translator {
        self.visit.t()
    }

    /// The instant it is.
    pub fn now(&self) -> Instant {
        self.visit.now
    }

    /// The fields after the `?` of the address.
    pub fn query(&self) -> &Fields {
        &self.query
    }

    /// How the installation is set.
    pub fn settings(&self) -> &Settings {
        self.app.settings()
    }

    /// The frame of a page with the sentence `key` as its title.
    pub fn page(&self, key: &str) -> Page {
        Page::new(&self.visit, self.t().say(key))
    }

    /// A path of this site with the installation's address before it: for mail, feeds and codes to scan.
    pub fn public(&self, path: &str) -> String {
        format!("{}{path}", self.visit.public_url)
    }

    /// Shows a view.
    pub fn render(&self, view: &impl Template) -> PageResult {
        self.render_as(StatusCode::OK, view)
    }

    /// Shows a view again because what was sent with it is not right.
    pub fn render_invalid(&self, view: &impl Template) -> PageResult {
        self.render_as(StatusCode::UNPROCESSABLE_ENTITY, view)
    }

    /// Shows a view with a status.
    pub fn render_as(&self, status: StatusCode, view: &impl Template) -> PageResult {
        Ok((status, Html(view.render()?)).into_response())
    }

    /// Goes on to another page after a change.
    pub fn see_other(&self, url: &str) -> PageResult {
        let url = HeaderValue::try_from(url)
            .map_err(|_| PageError::Internal(format!("not an address to go on to: {url:?}")))?;
        Ok((StatusCode::SEE_OTHER, [(header::LOCATION, url)]).into_response())
    }

    /// Goes on to another page, which says the sentence `key` once.
    pub fn see_other_saying(&self, url: &str, key: &str) -> PageResult {
        Ok(self.with_cookie(self.see_other(url)?, Cookie::Flash, key))
    }

    /// A file to download.
    pub fn file(&self, name: &str, content_type: &'static str, bytes: Vec<u8>) -> PageResult {
        let disposition = HeaderValue::try_from(format!("attachment; filename=\"{}\"", plain_name(name)))
            .map_err(|_| PageError::Internal(format!("not a name for a file: {name:?}")))?;
        let kind = HeaderValue::from_static(content_type);
        Ok((
            [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_DISPOSITION, disposition),
            ],
            bytes,
        )
            .into_response())
    }

    /// A response that also sets a cookie.
    pub(crate) fn with_cookie(&self, mut response: Response, cookie: Cookie, value: &str) -> Response {
        let header = cookie.set(value, self.settings().secure());
        response.headers_mut().append(header::SET_COOKIE, header);
        response
    }

    /// A response that also takes a cookie away.
    pub(crate) fn without_cookie(&self, mut response: Response, cookie: Cookie) -> Response {
        let header = cookie.clear(self.settings().secure());
        response.headers_mut().append(header::SET_COOKIE, header);
        response
    }
}

fn plain_name(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '-'
            }
        })
        .collect()
}

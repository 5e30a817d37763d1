//! What stands around every route: who comes in, what their form holds, and how an answer leaves.
//!
//! In order: the route's class is looked up; the visit is read; whoever may not come is sent away; requests
//! are counted; a form is read within its limit, and its token or origin checked. After the handler: errors
//! become pages, cookies are set, and what may be kept by whom is said.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::cookies::Cookie;
use crate::csrf;
use crate::failure::{self, PageError};
use crate::form::Posted;
use crate::routes::{Access, Route, Verb};
use crate::urls;
use crate::visit::{Mark, Visit};

/// Longest time that reading a body may take, so that slow senders do not pile up.
const READING_TIME_MAX: Duration = Duration::from_mins(1);

/// The program and its table of routes.
pub(crate) struct Frame {
    app: App,
    table: HashMap<(Verb, &'static str), Route>,
}

impl Frame {
    pub(crate) fn new(app: App, table: Vec<Route>) -> Self {
        Self {
            app,
            table: table
                .into_iter()
                .map(|route| ((route.verb, route.path), route))
                .collect(),
        }
    }

    fn route_of(&self, parts: &Parts) -> Option<Route> {
        let path = parts.extensions.get::<MatchedPath>()?;
        let verb = match parts.method {
            Method::GET | Method::HEAD => Verb::Get,
            Method::POST => Verb::Post,
            _ => return None,
        };
        self.table.get(&(verb, path.as_str())).copied()
    }

    /// Lets a request in, its form read, or says why not.
    async fn admit(
        &self,
        route: Option<Route>,
        visit: &Arc<Visit>,
        request: Request,
    ) -> Result<Request, PageError> {
        let mut request = request;
        request.extensions_mut().insert(Arc::clone(visit));
        // Without a route there is nothing behind the frame but the pages that say so.
        let Some(route) = route else { return Ok(request) };
        check_class(route.access, visit)?;
        if let Some(rate) = route.rate {
            let address = self.address_of(&request);
            let taken = self.app.limiter().take(rate, address, visit.now);
            taken.map_err(|seconds| PageError::TooMany { seconds })?;
        }
        if route.verb == Verb::Get {
            return Ok(request);
        }
        self.check_origin(request.headers())?;
        let reading = Posted::read(request, route.body_bytes_max);
        let (mut parts, posted) = tokio::time::timeout(READING_TIME_MAX, reading)
            .await
            .map_err(|_| PageError::Busy)??;
        if route.access != Access::Answer {
            self.check_token(&parts.headers, &posted, visit)?;
        }
        parts.extensions.insert(Arc::new(posted));
        Ok(Request::from_parts(parts, Body::empty()))
    }

    fn check_token(&self, headers: &HeaderMap, posted: &Posted, visit: &Visit) -> Result<(), PageError> {
        let in_header = headers.get(csrf::HEADER).and_then(|value| value.to_str().ok());
        let given = in_header.unwrap_or_else(|| posted.fields.text(csrf::FIELD));
        let mark = visit.mark.value().unwrap_or_default();
        // Somebody without a cookie cannot have got a form from us that still counts.
        let ours = !mark.is_empty() && csrf::verify(self.app.platform().secret(), mark, given);
        if ours { Ok(()) } else { Err(PageError::FormExpired) }
    }

    /// Browsers name the site that a form was sent from. Programs that are no browser need not.
    fn check_origin(&self, headers: &HeaderMap) -> Result<(), PageError> {
        let text = |name| {
            headers
                .get(name)
                .map(|value: &HeaderValue| value.to_str().unwrap_or("null"))
        };
        if text(header::HeaderName::from_static("sec-fetch-site")) == Some("cross-site") {
            return Err(PageError::ForeignOrigin);
        }
        let Some(origin) = text(header::ORIGIN) else {
            return Ok(());
        };
        let host = text(header::HOST).unwrap_or_default();
        let at_host = origin
            .split_once("://")
            .is_some_and(|(_, authority)| authority == host);
        let ours = at_host || origin == self.app.settings().public_url;
        if ours {
            Ok(())
        } else {
            Err(PageError::ForeignOrigin)
        }
    }

    fn address_of(&self, request: &Request) -> IpAddr {
        let forwarded = || {
            let header = request.headers().get_all("x-forwarded-for").iter().next_back()?;
            header.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        let connected = || {
            request
                .extensions()
                .get::<ConnectInfo<SocketAddr>>()
                .map(|info| info.0.ip())
        };
        let address = if self.app.settings().behind_proxy {
            forwarded()
        } else {
            None
        };
        address
            .or_else(connected)
            .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    }

    /// Draws errors, sets cookies, says what may be kept.
    fn finish(&self, visit: &Visit, route: Option<Route>, looked: bool, response: Response) -> Response {
        let mut response = match error_of(&response) {
            Some(PageError::SignInNeeded) if looked => to_sign_in(&visit.path),
            Some(error) => {
                let mut page = failure::draw(&error, visit, route);
                if let Some(allow) = response.headers().get(header::ALLOW) {
                    page.headers_mut().insert(header::ALLOW, allow.clone());
                }
                page
            }
            None => response,
        };
        let secure = self.app.settings().secure();
        let is_page = is_page(&response);
        let headers = response.headers_mut();
        if let (Mark::New(mark), true) = (&visit.mark, is_page) {
            headers.append(header::SET_COOKIE, Cookie::Visit.set(mark, secure));
        }
        if visit.flash.is_some() && is_page {
            headers.append(header::SET_COOKIE, Cookie::Flash.clear(secure));
        }
        if !headers.contains_key(header::CACHE_CONTROL) {
            headers.insert(
                header::CACHE_CONTROL,
                HeaderValue::from_static(keeping(route, visit)),
            );
        }
        headers.append(header::VARY, HeaderValue::from_static("cookie, accept-language"));
        response
    }
}

/// The middleware itself.
pub(crate) async fn around(State(frame): State<Arc<Frame>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let route = frame.route_of(&parts);
    let looked = parts.method == Method::GET || parts.method == Method::HEAD;
    let visit = match Visit::read(&frame.app, &parts, route.map(|route| route.access)).await {
        Ok(visit) => Arc::new(visit),
        Err(error) => return failure::draw(&error.into(), &Visit::of_visitor(&frame.app, &parts.uri), route),
    };
    let response = match frame.admit(route, &visit, Request::from_parts(parts, body)).await {
        Ok(request) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    frame.finish(&visit, route, looked, response)
}

fn check_class(access: Access, visit: &Visit) -> Result<(), PageError> {
    match access {
        Access::Public | Access::LinkHolder | Access::Answer | Access::Machine => Ok(()),
        _ if visit.actor.person().is_none() => Err(PageError::SignInNeeded),
        Access::SignedIn | Access::TeamMember => Ok(()),
        Access::Staff if visit.actor.is_staff() => Ok(()),
        Access::Staff => Err(PageError::Forbidden),
    }
}

/// The error that a response carries, or that a bare response of the framework stands for.
fn error_of(response: &Response) -> Option<PageError> {
    if let Some(error) = response.extensions().get::<PageError>() {
        return Some(error.clone());
    }
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let bare = match response.headers().get(header::CONTENT_TYPE) {
        Some(kind) => kind.as_bytes().starts_with(b"text/plain"),
        None => true,
    };
    (failed && bare).then(|| PageError::of_status(status))
}

fn to_sign_in(path: &str) -> Response {
    let url = HeaderValue::try_from(urls::sign_in_for(path)).expect("an escaped path is visible ASCII");
    (StatusCode::SEE_OTHER, [(header::LOCATION, url)]).into_response()
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn keeping(route: Option<Route>, visit: &Visit) -> &'static str {
    let private = matches!(
        route.map(|route| route.access),
        Some(Access::Answer | Access::LinkHolder)
    );
    if private || visit.actor.person().is_some() {
        "no-store"
    } else {
        "private, no-cache"
    }
}

//! A small browser: keeps cookies, finds the token of a form, and talks to the router in-process.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use platform::Actor;
use platform::people::person::StaffRole;
use platform::people::{sign_in, staff};
use platform::testing::{Installation, on_sqlite};
use tower::ServiceExt as _;
use web::{App, Settings};

/// An answer.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The value of the first hidden token on the page.
    pub fn token(&self) -> String {
        let after = self
            .body
            .split("name=\"csrf\" value=\"")
            .nth(1)
            .unwrap_or_default();
        after.split('"').next().unwrap_or_default().to_owned()
    }
}

/// Whom a browser belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Visitor,
    /// Signed in, in no team.
    Outsider,
    Staff,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Visitor, Self::Outsider, Self::Staff];
}

/// An installation and its service.
pub struct Site {
    pub installation: Installation,
    pub router: Router,
}

impl Site {
    pub async fn open() -> Self {
        Self::open_with(Settings::default()).await
    }

    pub async fn open_with(settings: Settings) -> Self {
        let installation = on_sqlite().await;
        let router = web::router(App::new(installation.platform.clone(), settings));
        Self { installation, router }
    }

    /// A browser of somebody with this role.
    pub async fn browser(&self, role: Role) -> Browser {
        let mut browser = Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
        };
        let platform = &self.installation.platform;
        let email = match role {
            Role::Visitor => return browser,
            Role::Outsider => "outsider@example.org",
            Role::Staff => "staff@example.org",
        };
        if role == Role::Staff {
            staff::appoint(platform, &Actor::System, email, "Staff", StaffRole::Lead)
                .await
                .unwrap();
        }
        let link = sign_in::link(platform, &Actor::System, email, "/").await.unwrap();
        let redeemed = sign_in::redeem(platform, &link).await.unwrap();
        browser.cookies.insert("kith-login".into(), redeemed.token);
        browser
    }
}

/// A browser with its cookies.
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form with the token of the home page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let token = self.get("/").await.token();
        let mut fields = fields.to_vec();
        fields.push(("csrf", &token));
        self.post_as_is(path, &fields).await
    }

    /// Sends a form without adding anything.
    pub async fn post_as_is(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", web::urls::escape(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Reply {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        if !cookies.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, cookies.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    fn keep(&mut self, cookie: &str) {
        let (name, rest) = cookie.split_once('=').unwrap();
        let value = rest.split(';').next().unwrap();
        if cookie.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

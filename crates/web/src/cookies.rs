//! The cookies: which there are, how they are read and how they are set.

use std::collections::BTreeMap;

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

/// A cookie of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// The login token.
    Login,
    /// A visitor's random mark, which their forms are stamped with.
    Visit,
    /// The chosen language.
    Language,
    /// The chosen theme.
    Theme,
    /// What the next page has to say about what was just done.
    Flash,
}

impl Cookie {
    /// Its name. The `__Host-` prefix keeps neighbouring subdomains from setting it; browsers demand `Secure` with it.
    pub fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Login, true) => "__Host-kith-login",
            (Self::Login, false) => "kith-login",
            (Self::Visit, true) => "__Host-kith-visit",
            (Self::Visit, false) => "kith-visit",
            (Self::Language, true) => "__Host-kith-language",
            (Self::Language, false) => "kith-language",
            (Self::Theme, true) => "__Host-kith-theme",
            (Self::Theme, false) => "kith-theme",
            (Self::Flash, true) => "__Host-kith-flash",
            (Self::Flash, false) => "kith-flash",
        }
    }

    fn seconds_max(self) -> Option<u32> {
        match self {
            // As long as the login itself lasts: `platform::people::login::DAYS`.
            Self::Login => Some(30 * 24 * 3600),
            Self::Language | Self::Theme => Some(365 * 24 * 3600),
            Self::Flash => Some(60),
            Self::Visit => None,
        }
    }

    /// A `Set-Cookie` header. Values are our own tokens and keys; anything else becomes an empty value.
    pub fn set(self, value: &str, secure: bool) -> HeaderValue {
        let age = self
            .seconds_max()
            .map(|seconds| format!("; Max-Age={seconds}"))
            .unwrap_or_default();
        self.header(if is_plain(value) { value } else { "" }, &age, secure)
    }

    /// A `Set-Cookie` header that takes the cookie away.
    pub fn clear(self, secure: bool) -> HeaderValue {
        self.header("", "; Max-Age=0", secure)
    }

    fn header(self, value: &str, age: &str, secure: bool) -> HeaderValue {
        let name = self.name(secure);
        let secure = if secure { "; Secure" } else { "" };
        let text = format!("{name}={value}; Path=/{age}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::try_from(text).expect("names and plain values are visible ASCII")
    }
}

fn is_plain(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// The cookies that came with a request.
#[derive(Debug, Default)]
pub struct Cookies(BTreeMap<String, String>);

impl Cookies {
    /// Reads the `Cookie` headers; the first of a name counts.
    pub fn read(headers: &HeaderMap) -> Self {
        let mut cookies = BTreeMap::new();
        for header in headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
        {
            for (name, value) in header.split(';').filter_map(|pair| pair.split_once('=')) {
                cookies
                    .entry(name.trim().to_owned())
                    .or_insert_with(|| value.trim().to_owned());
            }
        }
        Self(cookies)
    }

    /// The value of one of ours, if it is not empty.
    pub fn get(&self, cookie: Cookie, secure: bool) -> Option<&str> {
        self.0
            .get(cookie.name(secure))
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops where it fails")]
mod tests {
    use super::*;

    #[test]
    fn set_secure_has_every_guard() {
        let header = Cookie::Login.set("abc", true);
        assert_eq!(
            header.to_str().unwrap(),
            "__Host-kith-login=abc; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure"
        );
    }

    #[test]
    fn set_value_with_semicolon_is_dropped() {
        assert_eq!(
            Cookie::Visit.set("a; Domain=evil", false).to_str().unwrap(),
            "kith-visit=; Path=/; HttpOnly; SameSite=Lax"
        );
    }

    #[test]
    fn read_several_takes_first_of_a_name() {
        let mut headers = HeaderMap::new();
        headers.append(
            COOKIE,
            HeaderValue::from_static("kith-theme=dark; other=1; kith-theme=light"),
        );
        assert_eq!(Cookies::read(&headers).get(Cookie::Theme, false), Some("dark"));
    }
}

//! The addresses of pages that belong to no feature, and of people's. Each feature has its own `urls`.

use std::fmt::Write as _;

/// The home page.
pub const HOME: &str = "/";
/// Where one asks for a sign-in link.
pub const SIGN_IN: &str = "/sign-in";
/// Where signing out is sent.
pub const SIGN_OUT: &str = "/sign-out";
/// Where signing out on every device is sent.
pub const SIGN_OUT_EVERYWHERE: &str = "/sign-out/everywhere";
/// A person's own page.
pub const ACCOUNT: &str = "/account";
/// Who works for the host.
pub const STAFF: &str = "/staff";
/// Where a role is taken from somebody.
pub const STAFF_DISMISS: &str = "/staff/dismiss";
/// Who did what.
pub const LOG: &str = "/log";
/// Where a choice of language or theme is sent.
pub const PREFERENCES: &str = "/preferences";
/// Every component with its states.
pub const STYLEGUIDE: &str = "/styleguide";

/// Where one asks for a sign-in link and comes back to `path`.
pub fn sign_in_for(path: &str) -> String {
    format!("{SIGN_IN}?next={}", escape(path))
}

/// The page of a mailed sign-in link.
pub fn sign_in_link(token: &str) -> String {
    format!("{SIGN_IN}/{token}")
}

/// Text as one part of a path or query.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/') {
            escaped.push(char::from(byte));
        } else {
            write!(escaped, "%{byte:02X}").expect("a string takes text");
        }
    }
    escaped
}

/// A path of this site, or the home page: where a form may lead back to.
pub fn local_path(path: &str) -> &str {
    let local = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 500
        && path.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if local { path } else { HOME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_path_elsewhere_leads_home() {
        for path in [
            "",
            "https://example.org/",
            "//example.org",
            "/\\example.org",
            "/\r\nSet-Cookie: a=b",
        ] {
            assert_eq!(local_path(path), HOME, "{path:?}");
        }
        assert_eq!(local_path("/a?b=c"), "/a?b=c");
    }

    #[test]
    fn escape_keeps_paths_and_hides_the_rest() {
        assert_eq!(escape("/a?b=c d&é"), "/a%3Fb%3Dc%20d%26%C3%A9");
    }
}

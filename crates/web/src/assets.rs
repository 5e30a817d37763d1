//! Style sheets, scripts, type and pictures, built into the program and served at addresses that never change.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::failure::PageError;

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A year: the address changes when any asset does.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The address of an asset, such as `url("kith.css")`. A test checks that every one named exists.
pub fn url(name: &str) -> String {
    format!("/assets/{STAMP}/{name}")
}

/// The bytes of an asset.
pub fn find(name: &str) -> Option<&'static [u8]> {
    let at = FILES.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some(FILES[at].1)
}

/// Serves an asset. An address of another version gets this version's bytes, but is not kept.
pub(crate) async fn serve(Path((stamp, name)): Path<(String, String)>) -> Response {
    let Some(bytes) = find(&name) else {
        return PageError::NotFound.into_response();
    };
    let keep = if stamp == STAMP { FOREVER } else { "no-cache" };
    (
        [(CONTENT_TYPE, content_type(&name)), (CACHE_CONTROL, keep)],
        bytes,
    )
        .into_response()
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

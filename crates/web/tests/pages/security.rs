//! Limits, headers, cookies and what an error page keeps to itself.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use platform::testing::instant;
use web::Settings;

use crate::browser::{Role, Site};

#[test]
fn policy_has_nothing_unsafe() {
    let policy = web::headers::CONTENT_SECURITY_POLICY;
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"));
    assert!(policy.starts_with("default-src 'none';") && policy.contains("frame-ancestors 'none'"));
}

#[tokio::test]
async fn unknown_address_gives_a_page_without_internals() {
    let site = Site::open().await;
    for path in [
        "/nowhere",
        "/sign-in/not-a-token",
        "/assets/0/nothing.css",
        "/%FF",
    ] {
        let reply = site.browser(Role::Visitor).await.get(path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            reply.body.contains("<h1>There is no such page</h1>"),
            "{path}: {}",
            reply.body
        );
        for internal in ["platform", "Error", "axum", "panicked", ".rs"] {
            assert!(!reply.body.contains(internal), "{path} tells {internal}");
        }
    }
}

#[tokio::test]
async fn wrong_method_gives_a_page_that_names_the_right_one() {
    let site = Site::open().await;
    let request = Request::delete("/account").body(Body::empty()).unwrap();
    let reply = site.browser(Role::Visitor).await.send(request).await;
    assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(reply.body.contains("<h1>This cannot be done here</h1>"));
    assert!(
        reply.header("allow").contains("POST"),
        "{}",
        reply.header("allow")
    );
}

#[tokio::test]
async fn form_beyond_its_limit_is_refused() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Outsider).await;
    let reply = browser.post("/account", &[("name", &"a".repeat(300_000))]).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(reply.body.contains("at most 256 KB"), "{}", reply.body);
}

#[tokio::test]
async fn form_without_known_type_is_refused() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Outsider).await;
    let request = Request::post("/account").header(header::CONTENT_TYPE, "text/plain");
    let reply = browser.send(request.body(Body::from("name=x")).unwrap()).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn upload_form_is_read_and_its_token_checked() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Outsider).await;
    let token = browser.get("/").await.token();
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let body = format!(
        "{}{}{}--b--\r\n",
        part("csrf", &token),
        part("name", "Ana"),
        part("language", "es")
    );
    let request = Request::post("/account").header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    let reply = browser.send(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(
        (reply.status, reply.header("location")),
        (StatusCode::SEE_OTHER, "/account")
    );
    assert!(browser.get("/account").await.body.contains("value=\"Ana\""));
}

#[tokio::test]
async fn sign_in_too_often_waits_until_later() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Visitor).await;
    // Opening a link, as mail scanners do, counts for nothing.
    for _ in 0..10 {
        let opened = browser.get(&format!("/sign-in/{}", "0".repeat(64))).await;
        assert_eq!(opened.status, StatusCode::NOT_FOUND);
    }
    let email = [("email", "somebody@example.org")];
    for _ in 0..300 {
        assert_eq!(browser.post("/sign-in", &email).await.status, StatusCode::OK);
    }
    let reply = browser.post("/sign-in", &email).await;
    assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(reply.header("retry-after"), "5");
    assert!(reply.body.contains("Please wait 5 seconds"));
    site.installation
        .platform
        .clock()
        .set(instant("2025-10-30T16:00:10Z"));
    assert_eq!(browser.post("/sign-in", &email).await.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_over_https_have_guarded_cookies_and_stay_there() {
    let settings = Settings {
        public_url: "https://kith.example.org/".into(),
        ..Settings::default()
    };
    let reply = Site::open_with(settings)
        .await
        .browser(Role::Visitor)
        .await
        .get("/")
        .await;
    let cookie = reply.header("set-cookie");
    assert!(cookie.starts_with("__Host-kith-visit="), "{cookie}");
    assert!(
        cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"),
        "{cookie}"
    );
    assert_eq!(reply.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn pages_of_somebody_signed_in_are_not_stored() {
    let site = Site::open().await;
    assert_eq!(
        site.browser(Role::Outsider)
            .await
            .get("/")
            .await
            .header("cache-control"),
        "no-store"
    );
    assert_eq!(
        site.browser(Role::Visitor)
            .await
            .get("/")
            .await
            .header("cache-control"),
        "private, no-cache"
    );
}

#[tokio::test]
async fn assets_are_kept_forever_and_packed() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Visitor).await;
    let request = Request::get(web::assets::url("kith.css")).header(header::ACCEPT_ENCODING, "gzip");
    let reply = browser.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(
        reply.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(reply.header("content-encoding"), "gzip");
    assert_eq!(reply.header("content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn health_answers_ok() {
    let reply = Site::open()
        .await
        .browser(Role::Visitor)
        .await
        .get("/healthz")
        .await;
    assert_eq!((reply.status, reply.body.as_str()), (StatusCode::OK, "ok\n"));
}

//! Signing in and out, the account, and the choice of language and theme.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use platform::testing::instant;
use platform::{Actor, outbox};
use web::Settings;

use crate::browser::{Role, Site};

/// The path of the link in the one mail that waits.
async fn mailed_link(site: &Site) -> String {
    let platform = &site.installation.platform;
    let mail = outbox::due(platform, 10).await.unwrap();
    assert_eq!(mail.len(), 1);
    let letter = web::mail::render(platform, &Settings::default(), &mail[0])
        .await
        .unwrap();
    let after = letter.text.split("http://127.0.0.1:8080").nth(1).unwrap();
    after.split_whitespace().next().unwrap().to_owned()
}

#[tokio::test]
async fn sign_in_by_mailed_link_leads_on_to_where_one_was_going() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Visitor).await;
    assert_eq!(
        browser.get("/account").await.header("location"),
        "/sign-in?next=/account"
    );
    let fields = [("email", "Marisol@District.example"), ("next", "/account")];
    let sent = browser.post("/sign-in", &fields).await;
    assert_eq!(sent.status, StatusCode::OK);
    let link = mailed_link(&site).await;
    assert!(browser.get(&link).await.body.contains("marisol@district.example"));
    let reply = browser.post(&link, &[]).await;
    assert_eq!(
        (reply.status, reply.header("location")),
        (StatusCode::SEE_OTHER, "/account")
    );
    let account = browser.get("/account").await;
    assert_eq!(account.status, StatusCode::OK);
    assert!(account.body.contains("You are signed in."));
    assert!(!browser.get("/account").await.body.contains("You are signed in."));
}

#[tokio::test]
async fn sign_in_link_opened_many_times_still_works_once() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Visitor).await;
    browser.post("/sign-in", &[("email", "a@example.org")]).await;
    let link = mailed_link(&site).await;
    for _ in 0..3 {
        let reply = browser.get(&link).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(!browser.cookies.contains_key("kith-login"));
    }
    assert_eq!(browser.post(&link, &[]).await.status, StatusCode::SEE_OTHER);
    let again = site.browser(Role::Visitor).await.post(&link, &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains("This link has been used already."));
}

#[tokio::test]
async fn sign_in_link_after_a_quarter_of_an_hour_is_too_old() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Visitor).await;
    browser.post("/sign-in", &[("email", "a@example.org")]).await;
    let link = mailed_link(&site).await;
    site.installation
        .platform
        .clock()
        .set(instant("2025-10-30T16:15:00Z"));
    let reply = browser.post(&link, &[]).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.body.contains("This link is too old."));
}

#[tokio::test]
async fn sign_in_of_known_and_unknown_addresses_looks_the_same() {
    let site = Site::open().await;
    site.browser(Role::Staff).await;
    let mut browser = site.browser(Role::Visitor).await;
    let mut pages = Vec::new();
    for email in ["staff@example.org", "other@example.org"] {
        let reply = browser.post("/sign-in", &[("email", email)]).await;
        let tokens = reply.token();
        pages.push((reply.status, reply.body.replace(email, "").replace(&tokens, "")));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn sign_in_with_a_wrong_address_keeps_what_was_typed() {
    let site = Site::open().await;
    let reply = site
        .browser(Role::Visitor)
        .await
        .post("/sign-in", &[("email", "no <at>")])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains("value=\"no &#60;at&#62;\""), "{}", reply.body);
    assert!(reply.body.contains("href=\"#email\""));
}

#[tokio::test]
async fn sign_out_everywhere_ends_other_devices_too() {
    let site = Site::open().await;
    let mut phone = site.browser(Role::Outsider).await;
    let mut laptop = site.browser(Role::Outsider).await;
    assert_eq!(
        phone.post("/sign-out/everywhere", &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(laptop.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn sign_out_ends_this_device_only() {
    let site = Site::open().await;
    let mut phone = site.browser(Role::Outsider).await;
    let mut laptop = site.browser(Role::Outsider).await;
    let login = phone.cookies["kith-login"].clone();
    phone.post("/sign-out", &[]).await;
    assert_eq!(phone.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(laptop.get("/account").await.status, StatusCode::OK);
    let actor = platform::people::login::actor(&site.installation.platform, &login)
        .await
        .unwrap();
    assert_eq!(actor, Actor::Visitor);
}

#[tokio::test]
async fn account_without_name_says_so_and_changes_nothing() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Outsider).await;
    assert_eq!(
        browser
            .post("/account", &[("name", "Ana"), ("language", "en")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let reply = browser
        .post("/account", &[("name", " "), ("language", "en")])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.body.contains("Please give your name."));
    assert!(browser.get("/account").await.body.contains("value=\"Ana\""));
}

#[tokio::test]
async fn preferences_are_kept_and_lead_back() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Visitor).await;
    let reply = browser
        .post(
            "/preferences",
            &[("language", "es"), ("back", "/sign-in?next=/account")],
        )
        .await;
    assert_eq!(reply.header("location"), "/sign-in?next=/account");
    browser
        .post(
            "/preferences",
            &[("theme", "dark"), ("back", "//elsewhere.example")],
        )
        .await;
    let page = browser.get("/").await;
    assert!(
        page.body
            .contains("<html lang=\"es\" dir=\"ltr\" data-theme=\"dark\">"),
        "{}",
        page.body
    );
    assert!(browser.get("/?lang=en").await.body.contains("<html lang=\"en\""));
}

#[tokio::test]
async fn form_refused_for_want_of_a_login_leads_back_to_its_page() {
    let site = Site::open().await;
    let mut browser = site.browser(Role::Visitor).await;
    let request = Request::post("/sign-out/everywhere").header("host", "kith.example");
    let request = request
        .header("referer", "http://kith.example/account?x=1")
        .body(Body::empty());
    let reply = browser.send(request.unwrap()).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert!(
        reply.body.contains("/sign-in?next=/account%3Fx%3D1"),
        "{}",
        reply.body
    );
}

//! What staff and members do with applications and teams beside the straight way: decide over what changed, take
//! somebody out, narrow a list; and what visitors must not see.

use axum::http::StatusCode;
use web::Settings;

use crate::browser::{Browser, Role};
use crate::network::{begun, open, save, submitted};

/// Offers a place to an application, accepts it, and gives the path of the team's space.
async fn accepted(lead: &mut Browser, staff: &mut Browser, path: &str) -> String {
    let choose = staff.get(&format!("{path}/decide")).await.body;
    let place = choose.split("name=\"decision\" value=\"").nth(2).unwrap();
    let place = place.split('"').next().unwrap();
    let fields = [
        ("decision", place),
        ("answer_by", "2025-11-21"),
        ("seen", "submitted"),
    ];
    staff.post(&format!("{path}/decide/confirm"), &fields).await;
    let accepted = lead.post(&format!("{path}/answer"), &[("do", "accept")]).await;
    accepted.header("location").to_owned()
}

#[tokio::test]
async fn session_places_and_links_are_for_those_who_come() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    let mut visitor = site.browser(Role::Visitor).await;
    let path = "/networks/sample/sessions";
    let secrets = ["video.example.org/room", "example.org/test"];
    let path_of_application = submitted(&mut lead).await;
    for browser in [&mut visitor, &mut lead] {
        for page in [path, "/networks/sample", "/"] {
            let body = browser.get(page).await.body;
            assert!(
                !secrets.iter().any(|secret| body.contains(secret)),
                "{page}: {body}"
            );
        }
    }
    accepted(&mut lead, &mut staff, &path_of_application).await;
    for browser in [&mut staff, &mut lead] {
        let body = browser.get(path).await.body;
        assert!(secrets.iter().all(|secret| body.contains(secret)), "{body}");
    }
}

#[tokio::test]
async fn member_taken_out_after_a_question_is_no_longer_listed() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    let path = submitted(&mut lead).await;
    let space = accepted(&mut lead, &mut staff, &path).await;
    let members = lead.get(&format!("{space}/members")).await.body;
    assert!(
        members.contains("Bo Lund") && members.contains("Take out Bo Lund"),
        "{members}"
    );
    let question = members.split("Take out Bo Lund").next().unwrap();
    let question = question.rsplit("href=\"").next().unwrap();
    let question = question.split('"').next().unwrap().replace("&#38;", "&");
    let asked = lead.get(&question).await;
    assert!(
        asked.body.contains("Bo Lund will not see the space"),
        "{}",
        asked.body
    );
    let nobody = format!("{space}/members/remove");
    assert_eq!(lead.get(&nobody).await.status, StatusCode::NOT_FOUND);
    let removed = lead.post(&question, &[]).await;
    assert_eq!(removed.header("location"), format!("{space}/members"));
    let members = lead.get(&format!("{space}/members")).await.body;
    assert!(!members.contains("Bo Lund"), "{members}");
    assert_eq!(lead.get(&question).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn decision_over_another_one_shows_the_form_again_and_says_so() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    let path = submitted(&mut lead).await;
    let confirm = format!("{path}/decide/confirm");
    let seen = staff.get(&format!("{confirm}?decision=decline")).await.body;
    assert!(seen.contains("name=\"seen\" value=\"submitted\""), "{seen}");
    let waitlist = [("decision", "waitlist"), ("seen", "submitted")];
    assert_eq!(
        staff.post(&confirm, &waitlist).await.status,
        StatusCode::SEE_OTHER
    );
    // The same once more is what a double click sends.
    assert_eq!(
        staff.post(&confirm, &waitlist).await.status,
        StatusCode::SEE_OTHER
    );
    let other = staff
        .post(&confirm, &[("decision", "decline"), ("seen", "submitted")])
        .await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(
        other
            .body
            .contains("Something has changed since you opened this page")
            && other.body.contains("On the waitlist")
            && other.body.contains("name=\"seen\" value=\"waitlisted-"),
        "{}",
        other.body
    );
    assert!(lead.get(&path).await.body.contains("On the waitlist"));
}

#[tokio::test]
async fn edit_with_a_blank_row_tells_of_the_person_whose_row_is_wrong() {
    let site = open().await;
    let mut lead = site.browser(Role::Outsider).await;
    let path = begun(&mut lead).await;
    let second = [
        ("colleague_1_name", ""),
        ("colleague_1_email", ""),
        ("colleague_1_work", ""),
        ("colleague_2_name", "Cy Pell"),
        ("colleague_2_email", "cy@"),
        ("colleague_2_work", "Nurse"),
    ];
    let reply = save(&mut lead, &path, "1", "submit", &second).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    let field = |name: &str| {
        let after = reply.body.split(&format!("name=\"{name}\"")).nth(1).unwrap();
        after.split('>').next().unwrap().to_owned()
    };
    assert!(
        field("colleague_1_email").contains("value=\"cy@\""),
        "{}",
        reply.body
    );
    assert!(reply.body.contains("href=\"#colleague_1_email\""));
}

#[tokio::test]
async fn applications_narrowed_by_a_name_say_the_same_in_the_file() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    submitted(&mut lead).await;
    let list = "/networks/sample/applications";
    let found = staff.get(&format!("{list}?q=ana%20robles")).await.body;
    assert!(
        found.contains("Rivera Valley Unified") && found.contains("q=ana%20robles"),
        "{found}"
    );
    let none = staff.get(&format!("{list}?q=nobody")).await.body;
    assert!(none.contains("No applications here"), "{none}");
    let csv = staff.get(&format!("{list}.csv?q=nobody")).await;
    assert_eq!(csv.body.lines().count(), 1);
}

#[tokio::test]
async fn application_with_a_twin_leads_staff_to_the_other_one() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    let listed = submitted(&mut lead).await;
    // Staff may apply like anybody.
    let typed = begun(&mut staff).await;
    let agency = [
        ("do", "typed"),
        ("agency_name", "RIVERA Valley unified"),
        ("agency_kind", "local"),
        ("agency_state", "CA"),
    ];
    staff.post(&format!("{typed}/agency"), &agency).await;
    let sent = save(&mut staff, &typed, "1", "submit", &[]).await;
    assert_eq!(sent.header("location"), typed);
    let says = "An agency of this name has applied twice";
    let seen = staff.get(&listed).await.body;
    assert!(seen.contains(says) && seen.contains(&typed), "{seen}");
    assert!(!lead.get(&listed).await.body.contains(says));
}

#[tokio::test]
async fn mail_to_a_named_colleague_greets_them() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    let path = submitted(&mut lead).await;
    accepted(&mut lead, &mut staff, &path).await;
    let platform = &site.installation.platform;
    let mail = platform::outbox::due(platform, 10).await.unwrap();
    let to_bo = mail.iter().find(|mail| mail.recipient == "bo@district.example");
    let letter = web::mail::render(platform, &Settings::default(), to_bo.unwrap())
        .await
        .unwrap();
    assert!(letter.text.starts_with("Hello Bo Lund,\n"), "{}", letter.text);
}

#[tokio::test]
async fn my_page_of_somebody_new_says_what_awaits_them() {
    let site = open().await;
    let mine = site.browser(Role::Outsider).await.get("/my").await.body;
    assert!(
        mine.contains("When a team adds you, its space appears here.") && mine.contains("You can apply now"),
        "{mine}"
    );
}

#[tokio::test]
async fn form_too_large_says_the_limit_in_its_unit() {
    let site = open().await;
    let mut browser = site.browser(Role::Outsider).await;
    let large = "a".repeat(300 * 1024);
    let reply = browser.post("/account", &[("name", &large)]).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(reply.body.contains("at most 256 KB"), "{}", reply.body);
}

#[tokio::test]
async fn agencies_examples_can_be_imported() {
    let site = open().await;
    let mut staff = site.browser(Role::Staff).await;
    let page = staff.get("/agencies").await.body;
    let platform = &site.installation.platform;
    for example in ["/agencies/example.csv", "/agencies/example-schools.csv"] {
        assert!(page.contains(example));
        let file = staff.get(example).await;
        let system = platform::Actor::System;
        let report = platform::people::directory::import(platform, &system, file.body.as_bytes())
            .await
            .unwrap();
        assert_eq!((report.agencies > 0, report.columns_ignored), (true, vec![]));
    }
}

#[tokio::test]
async fn sign_in_of_a_workshop_behind_one_address_succeeds_for_all() {
    let site = open().await;
    let mut browser = site.browser(Role::Visitor).await;
    let platform = site.installation.platform.clone();
    let token = browser.get("/").await.token();
    for number in 0..100 {
        let email = format!("person{number}@x.example");
        let fields = [("email", email.as_str()), ("csrf", token.as_str())];
        let asked = browser.post_as_is("/sign-in", &fields).await;
        assert_eq!(asked.status, StatusCode::OK);
        let link = platform::people::sign_in::link(&platform, &platform::Actor::System, &email, "/").await;
        let mut own = site.browser(Role::Visitor).await;
        let path = format!("/sign-in/{}", link.unwrap());
        assert_eq!(own.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
    }
}

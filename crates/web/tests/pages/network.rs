//! The way from a network's page to a team's space, as a lead and as staff walk it without a script.

use axum::http::{Request, StatusCode};
use platform::Actor;
use platform::network::{Definition, application, calendar, publish, season, team};
use platform::people::directory;
use platform::testing::instant;
use web::Settings;

use crate::browser::{Browser, Role, Site};

const NETWORK: &str = include_str!("../../src/network/sample.toml");
const DIRECTORY: &str = "cds_code,school,district,county,state\n\
    01611190130229,Alder High,Rivera Valley Unified,Alder,CA\n\
    09611190132879,Cedar Elementary,Rivera Valley Unified,Birch,CA\n";

/// A site with the network and a directory.
pub async fn open() -> Site {
    let site = Site::open().await;
    let platform = &site.installation.platform;
    directory::import(platform, &Actor::System, DIRECTORY.as_bytes())
        .await
        .unwrap();
    publish(
        platform,
        &Actor::System,
        &Definition::parse(NETWORK.as_bytes()).unwrap(),
    )
    .await
    .unwrap();
    site
}

/// The path of the application that this browser has begun.
pub async fn begun(browser: &mut Browser) -> String {
    let reply = browser.post("/networks/sample/apply", &[]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    reply.header("location").trim_end_matches("/edit").to_owned()
}

/// The value of the first choice of an agency on a page.
pub fn first_agency(body: &str) -> String {
    let after = body.split("name=\"agency\" value=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

const FULL: [(&str, &str); 8] = [
    ("lead_name", "Ana Robles"),
    ("lead_work", "Director"),
    ("colleague_1_name", "Bo Lund"),
    ("colleague_1_email", "bo@district.example"),
    ("colleague_1_work", "Principal"),
    ("answer_hopes", "Every student is known."),
    ("choice_1", "care"),
    ("unknown", "left alone"),
];

pub async fn save(
    browser: &mut Browser,
    path: &str,
    version: &str,
    action: &str,
    more: &[(&str, &str)],
) -> crate::browser::Reply {
    let mut fields = FULL.to_vec();
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend([("version", version), ("do", action)]);
    fields.extend_from_slice(more);
    browser.post(&format!("{path}/edit"), &fields).await
}

/// Sends a complete application as the outsider, and gives its path.
pub async fn submitted(browser: &mut Browser) -> String {
    let path = begun(browser).await;
    let found = browser.get(&format!("{path}/agency?q=rivera")).await;
    let agency = first_agency(&found.body);
    let chosen = browser
        .post(
            &format!("{path}/agency"),
            &[("agency", &agency), ("do", "listed")],
        )
        .await;
    assert_eq!(chosen.header("location"), format!("{path}/edit"));
    let sent = save(browser, &path, "1", "submit", &[]).await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (StatusCode::SEE_OTHER, path.as_str()),
        "{}",
        sent.body
    );
    path
}

#[tokio::test]
async fn network_pages_for_a_visitor_show_what_the_file_says() {
    let site = open().await;
    let mut browser = site.browser(Role::Visitor).await;
    let home = browser.get("/").await.body;
    assert!(
        home.contains("Sample Peer Network") && home.contains("November 7, 2025"),
        "{home}"
    );
    let page = browser.get("/networks/sample").await.body;
    assert!(
        page.contains("45,000 USD for each team") && page.contains("Up to 6 teams"),
        "{page}"
    );
    assert!(
        browser
            .get("/networks/sample/sessions")
            .await
            .body
            .contains("class=\"m40\"")
    );
    assert!(
        browser
            .get("/networks/sample/questions")
            .await
            .body
            .contains("What do you hope will be different?")
    );
    assert!(
        browser
            .get("/networks/sample/questions?lang=es")
            .await
            .body
            .contains("¿Qué esperan que cambie?")
    );
    assert_eq!(browser.get("/networks/other").await.status, StatusCode::NOT_FOUND);
    let apply = browser.get("/networks/sample/apply").await;
    assert_eq!(apply.header("location"), "/sign-in?next=/networks/sample/apply");
}

#[expect(clippy::too_many_lines, reason = "one journey, read from top to bottom")]
#[tokio::test]
async fn apply_to_team_without_a_script_goes_all_the_way() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    let path = submitted(&mut lead).await;
    let receipt = lead.get(&path).await.body;
    assert!(
        receipt.contains("Your application has been received.")
            && receipt.contains("Every student is known.")
    );
    let list = staff.get("/networks/sample/applications").await.body;
    assert!(
        list.contains("Rivera Valley Unified") && list.contains(&path),
        "{list}"
    );
    let csv = staff
        .get("/networks/sample/applications.csv?state=submitted")
        .await;
    assert!(
        csv.header("content-disposition")
            .contains("sample-applications.csv")
    );
    assert_eq!(csv.body.lines().count(), 2);
    let choose = staff.get(&format!("{path}/decide")).await.body;
    let place = choose
        .split("name=\"decision\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let query = format!("?decision={place}&answer_by=2025-11-21");
    let confirm = staff.get(&format!("{path}/decide/confirm{query}")).await;
    assert!(
        confirm
            .body
            .contains("gets the offer of a place in School Climate Data Use"),
        "{}",
        confirm.body
    );
    let fields = [
        ("decision", place.as_str()),
        ("answer_by", "2025-11-21"),
        ("seen", "submitted"),
    ];
    let decided = staff.post(&format!("{path}/decide/confirm"), &fields).await;
    assert_eq!(decided.header("location"), "/networks/sample/applications");
    assert!(
        lead.get(&path).await.body.contains("11:59"),
        "the last minute of the day"
    );
    assert!(
        lead.get(&format!("{path}/answer"))
            .await
            .body
            .contains("Yes, we come")
    );
    let accepted = lead.post(&format!("{path}/answer"), &[("do", "accept")]).await;
    let space = accepted.header("location").to_owned();
    let team = lead.get(&space).await.body;
    assert!(
        team.contains("Bo Lund") && team.contains("Check-in call") && team.contains("/calendar/"),
        "{team}"
    );
    assert!(staff.get("/networks/sample/teams").await.body.contains(&space));
    assert!(lead.get("/my").await.body.contains(&space));
    let feed = format!(
        "/calendar/{}",
        team.split("/calendar/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
    );
    let ics = site.browser(Role::Visitor).await.get(&feed).await;
    assert_eq!(ics.header("content-type"), "text/calendar; charset=utf-8");
    assert!(ics.body.starts_with("BEGIN:VCALENDAR\r\n"), "{}", ics.body);
    lead.post(&format!("{space}/calendar"), &[]).await;
    assert_eq!(
        site.browser(Role::Visitor).await.get(&feed).await.status,
        StatusCode::NOT_FOUND
    );
    let focus = lead
        .post(
            &format!("{space}/focus"),
            &[("focus_area", "belonging"), ("focus", "Known.")],
        )
        .await;
    assert_eq!(focus.header("location"), space);
    assert!(lead.get(&space).await.body.contains("Known."));
}

#[tokio::test]
async fn apply_mail_for_each_step_is_written_in_both_languages() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    let path = submitted(&mut lead).await;
    staff
        .post(
            &format!("{path}/decide/confirm"),
            &[("decision", "waitlist"), ("seen", "submitted")],
        )
        .await;
    let platform = &site.installation.platform;
    let mail = platform::outbox::due(platform, 10).await.unwrap();
    let mut subjects = Vec::new();
    for mut message in mail {
        for language in ["en", "es"] {
            message.language = language.into();
            let letter = web::mail::render(platform, &Settings::default(), &message)
                .await
                .unwrap();
            assert!(
                letter.text.contains(&format!("http://127.0.0.1:8080{path}")),
                "{}",
                letter.text
            );
            assert!(
                !letter.text.contains('⟦') && !letter.text.contains('{'),
                "{}",
                letter.text
            );
            subjects.push(letter.subject);
        }
    }
    let expected = [
        "We have your application to Sample Peer Network",
        "Recibimos su solicitud a Red de pares de muestra",
        "Your application to Sample Peer Network",
        "Su solicitud a Red de pares de muestra",
    ];
    assert_eq!(subjects, expected);
}

#[tokio::test]
async fn edit_incomplete_lists_every_problem_and_keeps_what_was_typed() {
    let site = open().await;
    let mut lead = site.browser(Role::Outsider).await;
    let path = begun(&mut lead).await;
    let reply = save(
        &mut lead,
        &path,
        "1",
        "submit",
        &[("colleague_1_email", "bo@"), ("choice_1", "")],
    )
    .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["#agency", "#colleague_1_email", "#choice_1"] {
        assert!(
            reply.body.contains(&format!("href=\"{field}\"")),
            "{field}: {}",
            reply.body
        );
    }
    assert!(reply.body.contains("value=\"bo@\"") && reply.body.contains("Every student is known."));
    assert!(
        lead.get(&format!("{path}/edit"))
            .await
            .body
            .contains("Every student is known.")
    );
}

#[tokio::test]
async fn edit_on_two_pages_shows_both_texts() {
    let site = open().await;
    let mut lead = site.browser(Role::Outsider).await;
    let path = begun(&mut lead).await;
    let first = save(&mut lead, &path, "1", "save", &[("answer_hopes", "First text.")]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let second = save(&mut lead, &path, "1", "save", &[("answer_hopes", "Second text.")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.body.contains("First text.") && second.body.contains("Second text."));
    assert!(second.body.contains("name=\"version\" value=\"2\""));
    let kept = save(&mut lead, &path, "2", "save", &[("answer_hopes", "Both texts.")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn autosave_answers_with_the_version_or_a_conflict() {
    let site = open().await;
    let mut lead = site.browser(Role::Outsider).await;
    let path = format!("{}/draft", begun(&mut lead).await);
    let first = lead
        .post(&path, &[("version", "1"), ("answer_hopes", "One.")])
        .await;
    assert_eq!(
        (first.status, first.header("draft-version")),
        (StatusCode::NO_CONTENT, "2")
    );
    let stale = lead
        .post(&path, &[("version", "1"), ("answer_hopes", "Two.")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale
            .body
            .contains("Newer text was saved on another page or device.")
    );
    let mut stranger = site.browser(Role::Staff).await;
    let refused = stranger
        .post(&path, &[("version", "2"), ("answer_hopes", "Mine.")])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn edit_after_the_deadline_keeps_the_text_in_sight() {
    let site = open().await;
    let mut lead = site.browser(Role::Outsider).await;
    let path = begun(&mut lead).await;
    save(&mut lead, &path, "1", "save", &[("answer_hopes", "Kept text.")]).await;
    site.installation
        .platform
        .clock()
        .set(instant("2025-11-08T08:00:00Z"));
    let late = save(&mut lead, &path, "2", "submit", &[("answer_hopes", "Late text.")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.body.contains("The deadline of this network has passed") && late.body.contains("Late text.")
    );
    let read = lead.get(&path).await.body;
    assert!(
        read.contains("Kept text.") && read.contains("The deadline has passed"),
        "{read}"
    );
}

#[tokio::test]
async fn agency_typed_in_is_taken_and_matched_by_staff() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    let path = begun(&mut lead).await;
    let wrong = lead
        .post(
            &format!("{path}/agency"),
            &[("do", "typed"), ("agency_name", "Rivera")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"Rivera\""));
    let typed = [
        ("do", "typed"),
        ("agency_name", "Rivera"),
        ("agency_kind", "local"),
        ("agency_state", "ca"),
    ];
    assert_eq!(
        lead.post(&format!("{path}/agency"), &typed).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        save(&mut lead, &path, "1", "submit", &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        lead.get(&format!("{path}/match")).await.status,
        StatusCode::FORBIDDEN
    );
    let found = staff.get(&format!("{path}/match")).await.body;
    let matched = staff
        .post(&format!("{path}/match"), &[("agency", &first_agency(&found))])
        .await;
    assert_eq!(matched.status, StatusCode::SEE_OTHER);
    assert!(lead.get(&path).await.body.contains("Rivera Valley Unified"));
}

#[tokio::test]
async fn agencies_import_of_a_file_reports_or_names_every_problem() {
    let site = Site::open().await;
    let mut staff = site.browser(Role::Staff).await;
    let upload = |token: &str, file: &str| {
        let part = |head: &str, body: &str| {
            format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n")
        };
        let body =
            part("name=\"csrf\"", token) + &part("name=\"file\"; filename=\"a.csv\"", file) + "--x--\r\n";
        let request = Request::post("/agencies").header("content-type", "multipart/form-data; boundary=x");
        request.body(body.into()).unwrap()
    };
    let token = staff.get("/agencies").await.token();
    let done = staff.send(upload(&token, DIRECTORY)).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    assert!(done.body.contains("2 agencies, 2 of them new"), "{}", done.body);
    let wrong = staff.send(upload(&token, "a,b\n1,2\n")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Nothing was imported."));
    assert!(
        staff
            .get("/agencies?q=rivera")
            .await
            .body
            .contains("Birch County")
    );
}

#[tokio::test]
async fn calendar_of_a_team_speaks_of_its_own_sessions() {
    let site = open().await;
    let (mut lead, mut staff) = (
        site.browser(Role::Outsider).await,
        site.browser(Role::Staff).await,
    );
    let path = submitted(&mut lead).await;
    let platform = &site.installation.platform;
    let network = season::by_slug(platform, &Actor::System, "sample").await.unwrap();
    let places = season::collaboratives(platform, network.id).await.unwrap();
    let care = places[1].id.to_string();
    let fields = [
        ("decision", care.as_str()),
        ("answer_by", "2025-11-21"),
        ("seen", "submitted"),
    ];
    staff.post(&format!("{path}/decide/confirm"), &fields).await;
    lead.post(&format!("{path}/answer"), &[("do", "accept")]).await;
    let id: platform::network::ApplicationId = path.rsplit('/').next().unwrap().parse().unwrap();
    assert!(application::get(platform, &Actor::System, id).await.is_ok());
    let team = team::of_application(platform, id).await.unwrap().unwrap();
    let team = team::get(platform, &Actor::System, team).await.unwrap();
    let feed = format!("/calendar/{}.ics", calendar::token(platform, &team));
    let ics = site.browser(Role::Visitor).await.get(&feed).await.body;
    assert!(
        ics.contains("SUMMARY:Group session 1\r\n") && !ics.contains("Questions about applying"),
        "{ics}"
    );
    assert!(
        ics.contains("DTSTART;TZID=America/Los_Angeles:20260121T130000"),
        "{ics}"
    );
}

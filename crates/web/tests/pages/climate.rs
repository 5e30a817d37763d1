//! Surveys and plans, as people open, answer, close and read them.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use instrument::built_in_by_id;
use platform::Actor;
use platform::climate::survey::{self, NewSurvey, Survey};
use platform::climate::{import, intake, seal};
use platform::network::TeamId;
use platform::people::{person::StaffRole, sign_in, staff};

use crate::browser::{Browser, Role, Site};

const LEAD: &str = "lead@example.edu";

/// A team, and a browser of its lead.
pub async fn team(site: &Site) -> (TeamId, Browser) {
    let id = platform::testing::team::team(&site.installation).await.id;
    let link = sign_in::link(&site.installation, &Actor::System, LEAD, "/")
        .await
        .unwrap();
    let mut browser = site.browser(Role::Visitor).await;
    let token = sign_in::redeem(&site.installation, &link).await.unwrap().token;
    browser.cookies.insert("kith-login".into(), token);
    (id, browser)
}

async fn open(site: &Site, team: TeamId) -> Survey {
    let form = built_in_by_id("belonging-students").unwrap();
    let id = survey::open(
        &site.installation,
        &Actor::System,
        team,
        &NewSurvey::of(form, "Fall 2025"),
    )
    .await
    .unwrap();
    survey::get(&site.installation, &Actor::System, id).await.unwrap()
}

pub fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split(before)
        .nth(1)
        .unwrap_or_default()
        .split(after)
        .next()
        .unwrap_or_default()
}

fn fields(person: usize) -> Vec<(String, String)> {
    let form = built_in_by_id("belonging-students").unwrap();
    form.items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            (
                item.id.to_string(),
                item.scored()[(person * (at + 3) + person / 4) % item.scored().len()]
                    .id
                    .to_string(),
            )
        })
        .collect()
}

async fn answer(browser: &mut Browser, survey: &Survey, person: usize) -> crate::browser::Reply {
    let page = browser.get(&format!("/s/{}/answer", survey.code)).await;
    let key = between(&page.body, "name=\"_submission\" value=\"", "\"").to_owned();
    let mut sent = fields(person);
    sent.push(("_submission".to_owned(), key));
    let sent: Vec<(&str, &str)> = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser
        .post_as_is(&format!("/s/{}/answer", survey.code), &sent)
        .await
}

#[expect(clippy::too_many_lines, reason = "one journey, read from top to bottom")]
#[tokio::test]
async fn survey_from_opening_to_results_and_plan() {
    let site = Site::open().await;
    let (team, mut lead) = team(&site).await;
    let empty = lead.get(&format!("/teams/{team}/surveys")).await;
    assert!(empty.body.contains("No data yet"));
    let wrong = lead
        .post(
            &format!("/teams/{team}/surveys/new"),
            &[("instrument", "belonging-students"), ("asked", "many")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"many\""));
    let opened = lead
        .post(
            &format!("/teams/{team}/surveys/new"),
            &[
                ("instrument", "belonging-students"),
                ("title", "Fall"),
                ("languages", "en"),
                ("asked", "40"),
            ],
        )
        .await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    let run = opened.header("location").to_owned();
    let page = lead.get(&run).await;
    assert!(page.body.contains("Fewer than 10 answers.") && page.body.contains("<svg"));
    let code = between(&page.body, "/s/", "<").to_owned();
    let survey = survey::by_code(&site.installation, &code).await.unwrap();
    let mut phone = site.browser(Role::Visitor).await;
    for person in 0..30 {
        let thanked = answer(&mut phone, &survey, person).await;
        assert_eq!(thanked.status, StatusCode::SEE_OTHER);
        assert_eq!(thanked.header("location"), format!("/s/{code}/thanks"));
    }
    // People who answer carry nothing away.
    assert!(phone.cookies.is_empty());
    assert!(lead.get(&run).await.body.contains("30 answers."));
    assert_eq!(
        lead.get(&format!("{run}/results")).await.status,
        StatusCode::CONFLICT
    );
    let closed = lead.post(&format!("{run}/close"), &[]).await;
    assert_eq!(closed.header("location"), format!("{run}/results"));
    let results = lead.get(&format!("{run}/results")).await;
    assert!(
        results.body.contains("30 of 40 people answered (75%)."),
        "{}",
        results.body
    );
    let figure = lead.get(&format!("{run}/results/belonging")).await;
    assert!(
        figure.body.contains("favorabl") && figure.body.contains("<svg") && figure.body.contains("<table")
    );
    let csv = lead.get(&format!("{run}/results.csv")).await;
    assert!(csv.header("content-type").starts_with("text/csv") && csv.body.contains("kind,id,wording"));
    assert_eq!(
        lead.get(&format!("{run}/results/nothing")).await.status,
        StatusCode::NOT_FOUND
    );
    let add = format!("/teams/{team}/plan/add");
    let unlinked = lead
        .post(&add, &[("kind", "asset"), ("words", "They feel welcome.")])
        .await;
    assert_eq!(unlinked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unlinked.body.contains("They feel welcome."));
    let source = format!("{}/belonging", survey.id);
    let step = [
        ("kind", "step"),
        ("words", "Ask grade 8."),
        ("figure", &source),
        ("who", "Marcus"),
        ("due", "2025-12-05"),
    ];
    assert_eq!(lead.post(&add, &step).await.status, StatusCode::SEE_OTHER);
    let plan = lead.get(&format!("/teams/{team}/plan")).await;
    assert!(plan.body.contains("Ask grade 8.") && plan.body.contains("Marcus, by December 5, 2025"));
    assert!(plan.body.contains(&format!("{run}/results/belonging")));
    let entry = between(&plan.body, "href=\"/plan/", "\"").to_owned();
    assert!(
        lead.get(&format!("/plan/{entry}/remove"))
            .await
            .body
            .contains("Ask grade 8.")
    );
    assert_eq!(
        lead.post(&format!("/plan/{entry}/remove"), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        !lead
            .get(&format!("/teams/{team}/plan"))
            .await
            .body
            .contains("Ask grade 8.")
    );
}

#[tokio::test]
async fn answer_pages_set_no_cookie_and_are_not_kept() {
    let site = Site::open().await;
    let survey = open(&site, team(&site).await.0).await;
    let mut phone = site.browser(Role::Outsider).await;
    for path in ["", "/answer", "/thanks", "/declined"] {
        let page = phone.get(&format!("/s/{}{path}", survey.code)).await;
        assert_eq!(
            (
                page.status,
                page.header("cache-control"),
                page.header("set-cookie")
            ),
            (StatusCode::OK, "no-store", ""),
            "{path}"
        );
        assert!(!page.body.contains("name=\"csrf\""), "{path}");
    }
    let spanish = phone.get(&format!("/s/{}?lang=es", survey.code)).await;
    assert!(spanish.body.contains("Rivera Valley te hace"));
    let elsewhere = Request::post(format!("/s/{}/answer", survey.code))
        .header("host", "kith.example")
        .header(header::ORIGIN, "https://elsewhere.example")
        .body(Body::empty())
        .unwrap();
    assert_eq!(phone.send(elsewhere).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn answer_wrong_or_empty_or_late_keeps_what_was_said() {
    let site = Site::open().await;
    let survey = open(&site, team(&site).await.0).await;
    let mut phone = site.browser(Role::Visitor).await;
    let form = built_in_by_id("belonging-students").unwrap();
    let (first, second) = (&form.items[0], &form.items[1]);
    let path = format!("/s/{}/answer", survey.code);
    let key = intake::submission_key();
    let sent = [
        ("_submission", key.as_str()),
        (first.id.as_str(), "nonsense"),
        (second.id.as_str(), second.choices[0].id.as_str()),
    ];
    let wrong = phone.post_as_is(&path, &sent).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains(&key) && wrong.body.contains("checked"));
    let nothing = phone.post_as_is(&path, &[("_submission", &key)]).await;
    assert_eq!(nothing.header("location"), format!("/s/{}/declined", survey.code));
    seal::seal(&site.installation, &Actor::System, survey.id)
        .await
        .unwrap();
    let late = answer(&mut phone, &survey, 1).await;
    assert_eq!(late.header("location"), format!("/s/{}", survey.code));
    assert!(
        phone
            .get(&format!("/s/{}", survey.code))
            .await
            .body
            .contains("This survey is closed")
    );
}

#[tokio::test]
async fn results_for_staff_only_while_shared() {
    let site = Site::open().await;
    let (team, mut lead) = team(&site).await;
    let survey = open(&site, team).await;
    seal::seal(&site.installation, &Actor::System, survey.id)
        .await
        .unwrap();
    staff::appoint(
        &site.installation,
        &Actor::System,
        "staff@example.org",
        "",
        StaffRole::Lead,
    )
    .await
    .unwrap();
    let mut host = site.browser(Role::Staff).await;
    let results = format!("/surveys/{}/results", survey.id);
    assert_eq!(host.get(&results).await.status, StatusCode::FORBIDDEN);
    lead.post(&format!("/surveys/{}/share", survey.id), &[("share", "yes")])
        .await;
    assert_eq!(host.get(&results).await.status, StatusCode::OK);
    lead.post(&format!("/surveys/{}/share", survey.id), &[("share", "no")])
        .await;
    assert_eq!(host.get(&results).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn import_asks_about_dirty_labels_then_shows_results() {
    let site = Site::open().await;
    let (team, mut lead) = team(&site).await;
    let mut file = String::from("ST34Q01,ST34Q02\n");
    for row in 0..40 {
        file.push_str(
            [
                "Strong agree,Agree\n",
                "Agree,Strongly agree\n",
                "Disagree,Agree\n",
                "Perhaps,Strongly disagree\n",
            ][row % 4],
        );
    }
    let new = NewSurvey::of(built_in_by_id("pisa-2009-climate").unwrap(), "PISA");
    let actor = lead_actor(&site).await;
    let key = import::upload(&site.installation, &actor, team, new, None, file.into_bytes())
        .await
        .unwrap();
    let path = format!("/imports/{key}");
    let page = lead.get(&path).await;
    assert!(page.body.contains("“Strong agree”") && page.body.contains("“Perhaps”"));
    let still = lead.post(&path, &[]).await;
    assert_eq!(still.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut sent = Vec::new();
    for number in 0..4 {
        let text = between(
            &page.body,
            &format!("name=\"label-text-{number}\" value=\""),
            "\"",
        )
        .to_owned();
        if text.is_empty() {
            continue;
        }
        let value = if text == "Perhaps" {
            "_missing".to_owned()
        } else {
            selected(&page.body, number)
        };
        sent.push((format!("label-text-{number}"), text));
        sent.push((format!("label-{number}"), value));
        sent.push((format!("agree-label-{number}"), "yes".to_owned()));
    }
    for number in 0..2 {
        sent.push((format!("agree-column-{number}"), "yes".to_owned()));
    }
    let sent: Vec<(&str, &str)> = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let done = lead.post(&path, &sent).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let results = lead.get(done.header("location")).await;
    assert!(results.body.contains("people answered"));
}

fn selected(page: &str, number: usize) -> String {
    let options = between(page, &format!(" name=\"label-{number}\" aria"), "</select>");
    let chosen = options
        .split("<option ")
        .find(|option| option.contains(" selected"))
        .unwrap_or_default();
    between(chosen, "value=\"", "\"").to_owned()
}

pub async fn lead_actor(site: &Site) -> Actor {
    let link = sign_in::link(&site.installation, &Actor::System, LEAD, "/")
        .await
        .unwrap();
    let token = sign_in::redeem(&site.installation, &link).await.unwrap().token;
    platform::people::login::actor(&site.installation, &token)
        .await
        .unwrap()
}

//! Bringing answers that a team already has: what the page shows, what can be corrected, and what is refused.

use axum::http::StatusCode;
use instrument::built_in_by_id;
use instrument::import::Meaning;
use platform::climate::import;
use platform::climate::survey::NewSurvey;
use platform::network::TeamId;
use scraper::{Html, Selector};

use crate::browser::{Browser, Reply, Site};
use crate::climate::{lead_actor, team};

fn pisa() -> NewSurvey {
    NewSurvey::of(built_in_by_id("pisa-2009-climate").unwrap(), "Last spring")
}

/// Forty rows below a header.
fn file(header: &str, row: impl Fn(usize) -> String) -> Vec<u8> {
    let rows: String = (0..40).map(|number| row(number) + "\n").collect();
    format!("{header}\n{rows}").into_bytes()
}

async fn upload(site: &Site, team: TeamId, given: &str, bytes: Vec<u8>) -> String {
    let actor = lead_actor(site).await;
    let key = import::upload(
        &site.installation,
        &actor,
        team,
        pisa(),
        given.parse().ok(),
        bytes,
    )
    .await
    .unwrap();
    format!("/imports/{key}")
}

type Sent = Vec<(String, String)>;

/// What a browser sends of the page's form when nobody touches it.
fn untouched(page: &str) -> Sent {
    let page = Html::parse_document(page);
    let all = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector)
            .map(|found| found.value().clone())
            .collect::<Vec<_>>()
    };
    let mut sent = Sent::new();
    for input in all("form input[type=hidden], form input[checked]") {
        let name = input.attr("name").unwrap();
        if name != "csrf" {
            sent.push((name.to_owned(), input.attr("value").unwrap().to_owned()));
        }
    }
    for select in page.select(&Selector::parse("select").unwrap()) {
        let options = Selector::parse("option").unwrap();
        let chosen = select
            .select(&options)
            .find(|option| option.value().attr("selected").is_some())
            .or_else(|| select.select(&options).next());
        let value = chosen.and_then(|option| option.value().attr("value")).unwrap();
        sent.push((select.value().attr("name").unwrap().to_owned(), value.to_owned()));
    }
    sent
}

/// Replaces or adds a field.
fn with(mut sent: Sent, name: &str, value: &str) -> Sent {
    sent.retain(|(known, _)| known != name);
    sent.push((name.to_owned(), value.to_owned()));
    sent
}

/// The number of the row with this label.
fn row(page: &str, label: &str) -> usize {
    let sent = untouched(page);
    let text = sent
        .iter()
        .find(|(name, value)| name.starts_with("label-text-") && value == label);
    text.unwrap().0.trim_start_matches("label-text-").parse().unwrap()
}

fn said(page: &str, field: &str) -> String {
    let sent = untouched(page);
    sent.into_iter().find(|(name, _)| name == field).unwrap().1
}

async fn post(lead: &mut Browser, path: &str, sent: &Sent) -> Reply {
    let sent: Vec<(&str, &str)> = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    lead.post(path, &sent).await
}

/// Every problem leads to something on the page.
fn links(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let links = Selector::parse("#problems a").unwrap();
    let links: Vec<String> = page
        .select(&links)
        .map(|link| link.value().attr("href").unwrap().to_owned())
        .collect();
    for link in &links {
        let target = Selector::parse(link).unwrap();
        assert_eq!(page.select(&target).count(), 1, "{link}");
    }
    links
}

#[tokio::test]
async fn confirm_shows_remembered_meanings_marked_and_they_can_be_corrected() {
    let site = Site::open().await;
    let (team, mut lead) = team(&site).await;
    let bytes = |first: &'static str| {
        file("ST34Q01", move |row| {
            [first, "Strong agree", "All  agree", "AGREE"][row % 4].into()
        })
    };
    let path = upload(&site, team, "", bytes("Agree")).await;
    let page = lead.get(&path).await.body;
    let (slip, other) = (row(&page, "Strong agree"), row(&page, "All  agree"));
    assert!(page.contains("Not sure") && page.contains("Written in another way"));
    assert!(page.contains("One entry that is an answer word for word"));
    let still = post(&mut lead, &path, &untouched(&page)).await;
    assert_eq!(still.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(links(&still.body), [format!("#label-{slip}")]);
    let sent = with(untouched(&page), &format!("agree-label-{slip}"), "yes");
    let sent = with(sent, &format!("label-{other}"), "_missing");
    assert_eq!(post(&mut lead, &path, &sent).await.status, StatusCode::SEE_OTHER);

    let path = upload(&site, team, "", bytes("Disagree")).await;
    let page = lead.get(&path).await.body;
    assert!(page.contains("Remembered") && !page.contains("Not sure"));
    let slip = format!("label-{}", row(&page, "Strong agree"));
    assert_eq!(said(&page, &slip), "strongly-agree");
    let sent = with(untouched(&page), &slip, "agree");
    assert_eq!(post(&mut lead, &path, &sent).await.status, StatusCode::SEE_OTHER);
    let actor = lead_actor(&site).await;
    let next = import::propose_for(&site.installation, &actor, team, &pisa(), bytes("Agree"))
        .await
        .unwrap();
    let labels = next.columns[0].purpose.labels();
    let label = labels.iter().find(|label| label.label == "Strong agree").unwrap();
    assert_eq!(
        label.meaning,
        Meaning::Answer(instrument::Key::new("agree").unwrap())
    );
}

#[tokio::test]
async fn confirm_shows_what_numbers_mean_and_a_box_turns_them_round() {
    let site = Site::open().await;
    let (team, mut lead) = team(&site).await;
    let bytes = file("ST34Q01", |row| (if row % 4 == 0 { "4" } else { "1" }).into());
    let path = upload(&site, team, "", bytes).await;
    let page = lead.get(&path).await.body;
    let (one, four) = (
        format!("label-{}", row(&page, "1")),
        format!("label-{}", row(&page, "4")),
    );
    assert_eq!(
        (said(&page, &one), said(&page, &four)),
        ("strongly-disagree".into(), "strongly-agree".into())
    );
    let sent = with(with(untouched(&page), "turned-0", "yes"), "look", "yes");
    let looked = post(&mut lead, &path, &sent).await;
    assert_eq!(
        (looked.status, looked.header("location")),
        (StatusCode::SEE_OTHER, path.as_str())
    );
    let page = lead.get(&path).await.body;
    assert_eq!(
        (said(&page, &one), said(&page, &four)),
        ("strongly-agree".into(), "strongly-disagree".into())
    );
    // The box stays ticked, and to untick it turns the numbers back.
    let mut back = untouched(&page);
    assert_eq!(said(&page, "turned-0"), "yes");
    back.retain(|(name, _)| name != "turned-0");
    post(&mut lead, &path, &with(back, "look", "yes")).await;
    let page = lead.get(&path).await.body;
    assert_eq!(said(&page, &one), "strongly-disagree");
    let done = post(&mut lead, &path, &with(untouched(&page), "turned-0", "yes")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(lead.get(done.header("location")).await.body.contains("75%"));
}

#[tokio::test]
async fn confirm_refuses_names_as_groups_and_shows_none_of_them() {
    let site = Site::open().await;
    let (team, mut lead) = team(&site).await;
    let bytes = file("ST34Q01,Who,Zone", |row| {
        format!("Agree,Person {row},North {}", row % 2)
    });
    let path = upload(&site, team, "", bytes).await;
    let page = lead.get(&path).await.body;
    assert_eq!(
        (said(&page, "column-1"), said(&page, "column-2")),
        ("ignore".into(), "new".into())
    );
    assert!(!page.contains("Person 7") && page.contains("North 0 · North 1"));
    let sent = with(untouched(&page), "agree-column-2", "yes");
    let refused = post(&mut lead, &path, &with(sent.clone(), "column-1", "new")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("40 occur only once"));
    assert_eq!(links(&refused.body), ["#column-1"]);
    // What the labels meant as groups says nothing once the column is a question: they are asked about.
    let question = post(&mut lead, &path, &with(sent.clone(), "column-2", "item:ST34Q02")).await;
    assert_eq!(links(&question.body), ["#label-1"]);
    let done = post(&mut lead, &path, &with(sent, "column-2", "new")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

#[tokio::test]
async fn same_file_is_told_and_imported_again_only_with_its_box() {
    let site = Site::open().await;
    let (team, mut lead) = team(&site).await;
    let bytes = || file("ST34Q01", |row| ["Agree", "Disagree"][row % 2].into());
    let path = upload(&site, team, "2009-04", bytes()).await;
    let page = lead.get(&path).await.body;
    assert!(!page.contains("imported before"));
    let done = post(&mut lead, &path, &untouched(&page)).await;
    let results = lead.get(done.header("location")).await.body;
    assert!(results.contains("Answers of April 2009."), "{results}");
    assert!(
        lead.get(&format!("/teams/{team}/surveys"))
            .await
            .body
            .contains("Answers of April 2009.")
    );

    let path = upload(&site, team, "2009-04", bytes()).await;
    let page = lead.get(&path).await.body;
    assert!(page.contains("imported before, as “Last spring”, on "));
    let refused = post(&mut lead, &path, &untouched(&page)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(links(&refused.body), ["#again"]);
    let again = post(&mut lead, &path, &with(untouched(&page), "again", "yes")).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn hand_in_wrong_day_is_told_beside_its_field_and_kept() {
    let site = Site::open().await;
    let (team, mut lead) = team(&site).await;
    let fields = [
        ("instrument", "pisa-2009-climate"),
        ("title", "PISA"),
        ("given", "spring"),
    ];
    let wrong = lead.post(&format!("/teams/{team}/surveys/import"), &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(links(&wrong.body), ["#given"]);
    assert!(wrong.body.contains("value=\"spring\""));
}

#[tokio::test]
async fn instrument_that_is_not_for_asking_is_offered_for_bringing_only() {
    let site = Site::open().await;
    let (team, mut lead) = team(&site).await;
    let form = "value=\"pisa-2009-climate\"";
    let (new, bring) = (
        format!("/teams/{team}/surveys/new"),
        format!("/teams/{team}/surveys/import"),
    );
    assert!(!lead.get(&new).await.body.contains(form));
    assert!(lead.get(&bring).await.body.contains(form));
    let fields = [("instrument", "pisa-2009-climate"), ("title", "PISA")];
    let refused = lead.post(&new, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("only reads answers that one already has"));
}

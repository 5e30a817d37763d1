//! Every route as every kind of person, on things that exist: a team with an open and a closed survey and a plan. What comes
//! out is kept as a table, which a person reads when it changes: a route that forgets to ask the policies lets somebody in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use axum::http::StatusCode;
use instrument::built_in_by_id;
use platform::Actor;
use platform::climate::survey::{self, NewSurvey, Survey};
use platform::climate::{SurveyId, group, intake, ledger, seal};
use platform::network::{TeamId, team as teams};
use platform::people::{person::StaffRole, sign_in, staff};
use platform::plan::entry::{self, Kind, NewEntry, Source};
use web::routes::{Route, Verb};

use crate::browser::{Browser, Reply, Role, Site};

/// From the least to the most that they may do, so that a change by one leaves the next something to try.
const PEOPLE: [(&str, Option<&str>); 9] = [
    ("visitor", None),
    ("outsider", Some("outsider@example.org")),
    ("evaluator", Some("evaluator@example.org")),
    ("coach", Some("coach@example.org")),
    ("coordinator", Some("coordinator@example.org")),
    ("host lead", Some("host@example.org")),
    ("observer", Some("observer@example.edu")),
    ("member", Some("member@example.edu")),
    ("team lead", Some("lead@example.edu")),
];

struct World {
    site: Site,
    team: TeamId,
    application: String,
    open: Survey,
    closed: SurveyId,
    entry: String,
    group: String,
}

async fn opened(site: &Site, team: TeamId) -> Survey {
    let form = built_in_by_id("belonging-students").unwrap();
    let new = NewSurvey::of(form, "Fall");
    let id = survey::open(&site.installation, &Actor::System, team, &new)
        .await
        .unwrap();
    survey::get(&site.installation, &Actor::System, id).await.unwrap()
}

/// Answers of a person, who says the same to every question and is in one of two grades.
fn answers(survey: &Survey, person: usize) -> BTreeMap<String, Vec<String>> {
    let items = survey.instrument.items.iter();
    let chosen = items.map(|item| {
        let scored = item.scored();
        let chosen = &scored[person / 2 % scored.len()];
        (item.id.to_string(), vec![chosen.id.to_string()])
    });
    let grade = ("grade".to_owned(), vec![["7", "8"][person % 2].to_owned()]);
    chosen.chain([grade]).collect()
}

impl World {
    async fn new() -> Self {
        let site = Site::open().await;
        let on = &site.installation;
        let team = platform::testing::team::team(on).await;
        for (name, role) in [
            ("evaluator", StaffRole::Evaluator),
            ("coordinator", StaffRole::Coordinator),
            ("host", StaffRole::Lead),
        ] {
            let email = format!("{name}@example.org");
            staff::appoint(on, &Actor::System, &email, name, role)
                .await
                .unwrap();
        }
        let (open, closed) = (opened(&site, team.id).await, opened(&site, team.id).await);
        for person in 0..40 {
            let sent = answers(&closed, person);
            intake::submit(on, &closed.code, &intake::submission_key(), &sent)
                .await
                .unwrap();
        }
        seal::seal(on, &team.lead, closed.id).await.unwrap();
        let results = ledger::results(on, &team.lead, closed.id).await.unwrap();
        let source = Source {
            survey: closed.id,
            figure: results.report.items[0].item.clone(),
            group: None,
        };
        let line = NewEntry {
            kind: Some(Kind::Asset),
            words: "Adults listen.".into(),
            who: String::new(),
            due: String::new(),
            source: Some(source),
        };
        let entry = entry::add(on, &team.lead, team.id, &line).await.unwrap();
        let grade = BTreeMap::from([("grade".to_owned(), BTreeSet::from(["7".to_owned()]))]);
        let group = group::ask(on, &team.lead, closed.id, grade).await.unwrap();
        let space = teams::get(on, &team.lead, team.id).await.unwrap();
        Self {
            team: team.id,
            application: space.application_id.to_string(),
            open,
            closed: closed.id,
            entry: entry.to_string(),
            group: group.to_string(),
            site,
        }
    }

    /// A path whose parameters are things of this world. Results are of the closed survey, the rest of the open one.
    fn filled(&self, route: &Route) -> String {
        let of_results = route.path.contains("/results") || route.path.contains("/groups");
        let fill = |part: &str| match part {
            "{token}" => "0".repeat(64),
            "{stamp}" => web::assets::STAMP.to_owned(),
            "{slug}" => "n".to_owned(),
            "{application}" => self.application.clone(),
            "{file}" => format!("{}.ics", "0".repeat(64)),
            "{team}" => self.team.to_string(),
            "{entry}" => self.entry.clone(),
            "{survey}" if of_results => self.closed.to_string(),
            "{survey}" => self.open.id.to_string(),
            "{code}" => self.open.code.clone(),
            "{key}" => "0".repeat(32),
            "{group}" => self.group.clone(),
            "{figure}" => "belonging".to_owned(),
            "{*name}" => "kith.css".to_owned(),
            part if part.starts_with('{') => panic!("nobody says what stands for {part} in {}", route.path),
            part => part.to_owned(),
        };
        route.path.split('/').map(fill).collect::<Vec<_>>().join("/")
    }

    async fn browser(&self, email: Option<&str>) -> Browser {
        let mut browser = self.site.browser(Role::Visitor).await;
        if let Some(email) = email {
            let on = &self.site.installation;
            let link = sign_in::link(on, &Actor::System, email, "/").await.unwrap();
            let token = sign_in::redeem(on, &link).await.unwrap().token;
            browser.cookies.insert("kith-login".into(), token);
        }
        browser
    }

    async fn row(&self, route: &Route) -> String {
        let mut row = format!("{:?} {}", route.verb, route.path);
        for (_, email) in PEOPLE {
            let mut browser = self.browser(email).await;
            let path = self.filled(route);
            let reply = match route.verb {
                Verb::Get => browser.get(&path).await,
                Verb::Post => browser.post(&path, &[]).await,
            };
            assert!(
                !reply.status.is_server_error(),
                "{route:?} as {email:?} gave {}",
                reply.status
            );
            write!(row, " | {}", outcome(&reply)).unwrap();
        }
        row
    }
}

/// What became of it: `in` as far as the handler's own work, whatever that made of an empty form.
fn outcome(reply: &Reply) -> &'static str {
    match reply.status {
        StatusCode::SEE_OTHER if reply.header("location").starts_with("/sign-in") => "sign in",
        StatusCode::UNAUTHORIZED => "sign in",
        StatusCode::FORBIDDEN => "no",
        StatusCode::NOT_FOUND => "unknown",
        _ => "in",
    }
}

#[tokio::test]
async fn every_route_for_every_kind_of_person_is_as_agreed() {
    let people: Vec<&str> = PEOPLE.iter().map(|(name, _)| *name).collect();
    let mut table = format!("route | {}\n", people.join(" | "));
    let looking = World::new().await;
    for route in web::app::route_table() {
        let row = match route.verb {
            Verb::Get => looking.row(&route).await,
            // A change may change what the next route finds.
            Verb::Post => World::new().await.row(&route).await,
        };
        writeln!(table, "{row}").unwrap();
    }
    insta::assert_snapshot!(table);
}

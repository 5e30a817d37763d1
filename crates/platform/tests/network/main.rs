//! Networks on each database: files, drafts, deadlines, offers, teams, and who may do what.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod applying;
mod choosing;
mod definition_file;
mod members;
mod publishing;
mod seen;
mod teams;

use platform::network::applicant::TypedAgency;
use platform::network::decision::{self, Decision};
use platform::network::draft::{self, AgencyChoice, Colleague, Contact, Draft, Saved};
use platform::network::offer::{self, Answer};
use platform::network::season::{self, Network};
use platform::network::{
    ApplicationId, CollaborativeId, Definition, TeamId, application, publish, submission,
};
use platform::people::{directory, login, person::StaffRole, sign_in, staff};
use platform::testing::{Installation, instant};
use platform::{ActionError, Actor};

const DIRECTORY: &str = "cds_code,school,district,county,state\n\
    01611190130229,Alder High,Rivera Valley Unified,Alder,CA\n\
    09611190132879,Cedar Elementary,Rivera Valley Unified,Birch,CA\n\
    41611190132879,Dogwood Elementary,Dogwood Unified,Coast,OR\n";

fn file() -> String {
    include_str!("sample.toml").to_owned()
}

fn definition() -> Definition {
    Definition::parse(file().as_bytes()).unwrap()
}

async fn signed_in(on: &Installation, email: &str) -> Actor {
    let token = sign_in::link(on, &Actor::System, email, "/").await.unwrap();
    let redeemed = sign_in::redeem(on, &token).await.unwrap();
    login::actor(on, &redeemed.token).await.unwrap()
}

async fn staff_member(on: &Installation, role: StaffRole) -> Actor {
    let email = format!("{}@host.example", role.name());
    staff::appoint(on, &Actor::System, &email, "Staff", role)
        .await
        .unwrap();
    signed_in(on, &email).await
}

/// An installation with the network and a directory; and the network.
async fn opened(on: &Installation) -> Network {
    directory::import(on, &Actor::System, DIRECTORY.as_bytes())
        .await
        .unwrap();
    publish(on, &Actor::System, &definition()).await.unwrap();
    season::by_slug(on, &Actor::Visitor, "sample").await.unwrap()
}

fn full() -> Draft {
    let colleague = Colleague {
        name: "Bo Lund".into(),
        email: "bo@district.example".into(),
        work: "Principal".into(),
    };
    Draft {
        lead: Contact {
            name: "Ana Robles".into(),
            work: "Director".into(),
            phone: String::new(),
        },
        colleagues: vec![colleague],
        answers: [("hopes".to_owned(), "Every student is known.".to_owned())].into(),
        choices: vec!["care".into()],
    }
}

fn typed(name: &str) -> AgencyChoice {
    let name = name.to_owned();
    AgencyChoice::Typed(TypedAgency {
        name,
        kind: "local".into(),
        county: "Alder".into(),
        state: "CA".into(),
    })
}

/// A complete draft of this lead for an agency of this name.
async fn complete(on: &Installation, network: &Network, lead: &Actor, agency: &str) -> ApplicationId {
    let id = application::start(on, lead, network).await.unwrap();
    draft::choose_agency(on, lead, id, typed(agency)).await.unwrap();
    assert_eq!(
        draft::save(on, lead, id, 1, full()).await.unwrap(),
        Saved::Stored(2)
    );
    id
}

async fn sent(on: &Installation, network: &Network, number: usize) -> (Actor, ApplicationId) {
    let lead = signed_in(on, &format!("lead{number}@district.example")).await;
    let id = complete(on, network, &lead, &format!("Agency {number}")).await;
    submission::submit(on, &lead, id).await.unwrap();
    (lead, id)
}

async fn place(on: &Installation, network: &Network, slug: &str) -> CollaborativeId {
    let places = season::collaboratives(on, network.id).await.unwrap();
    places.iter().find(|place| place.slug == slug).unwrap().id
}

fn offer_into(place: CollaborativeId) -> Decision {
    Decision::Offer {
        collaborative: Some(place),
        answer_by: instant("2025-11-21T08:00:00Z"),
    }
}

/// Decides as somebody who has just looked at it.
async fn decide(
    on: &Installation,
    actor: &Actor,
    id: ApplicationId,
    decision: Decision,
) -> Result<(), ActionError> {
    let seen = application::get(on, &Actor::System, id).await.unwrap().standing();
    decision::decide(on, actor, id, &seen, decision).await
}

/// The team of an accepted offer into a collaborative, and its lead.
async fn accepted(on: &Installation, network: &Network, number: usize) -> (Actor, TeamId) {
    let (lead, id) = sent(on, network, number).await;
    let care = place(on, network, "care").await;
    decide(on, &Actor::System, id, offer_into(care)).await.unwrap();
    let team = offer::answer(on, &lead, id, Answer::Accept).await.unwrap();
    (lead, team.unwrap())
}

fn conflict(outcome: Result<impl std::fmt::Debug, ActionError>) -> &'static str {
    match outcome {
        Err(ActionError::Conflict(problem)) => problem.code,
        other => panic!("a conflict, not {other:?}"),
    }
}

fn problems(outcome: Result<impl std::fmt::Debug, ActionError>) -> Vec<(String, &'static str)> {
    match outcome {
        Err(ActionError::Invalid(problems)) => problems
            .into_iter()
            .map(|problem| (problem.field, problem.code))
            .collect(),
        other => panic!("problems, not {other:?}"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "callers build it in place")]
fn refused(outcome: Result<impl std::fmt::Debug, ActionError>) -> bool {
    matches!(outcome, Err(ActionError::Forbidden | ActionError::SignInNeeded))
}

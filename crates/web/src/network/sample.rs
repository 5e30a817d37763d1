//! A network, an application and a team for the samples of pages.

use platform::Instant;
use platform::id::{AgencyId, PersonId};
use platform::network::applicant::AgencyOf;
use platform::network::application::{Application, State};
use platform::network::draft::{Colleague, Contact, Draft};
use platform::network::member::{Member, Role};
use platform::network::season::Network;
use platform::network::session::{Session, Standing};
use platform::network::{ApplicationId, Definition, NetworkId, SessionId, TeamId, applicant, team};
use platform::people::agency::{self, AgencyKind};
use uuid::Uuid;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0000 + number)
}

/// A network that takes applications on the day of samples.
pub(super) fn network() -> Network {
    let definition =
        Definition::parse(include_bytes!("sample.toml")).expect("the sample is right; samples are tested");
    Network {
        id: NetworkId::from(id(1)),
        public: true,
        definition,
    }
}

/// A network without collaboratives, of which applications are over.
pub(super) fn closed() -> Network {
    let mut network = network();
    network.definition.collaboratives.clear();
    network.definition.fee = None;
    network.definition.application.closes = network.definition.application.opens;
    network
}

/// The sessions of a network.
pub(super) fn sessions(network: &Network) -> Vec<Session> {
    let session = |(number, plan): (u128, &platform::network::definition::SessionPlan)| Session {
        id: SessionId::from(id(number)),
        network: network.id,
        collaborative: None,
        plan: plan.clone(),
        sequence: 0,
        standing: if number == 11 {
            Standing::Cancelled
        } else {
            Standing::Confirmed
        },
        updated: Instant::from_micros(0),
    };
    (10..).zip(&network.definition.sessions).map(session).collect()
}

/// Agencies of a directory, two of one name.
pub(super) fn agencies() -> Vec<agency::Model> {
    let agency = |number, county: &str| agency::Model {
        id: AgencyId::from(id(number)),
        name: "Rivera Valley Unified".into(),
        kind: AgencyKind::Local,
        state: "CA".into(),
        county: county.into(),
        nces_id: Some("0699011".into()),
        cd_code: Some("9110110".into()),
    };
    vec![agency(20, "Manzanita"), agency(21, "Ceanothus")]
}

/// An application in a state.
pub(super) fn application(state: State) -> Application {
    let answer = "We would like every student to be known.\n\nThis year we have time for it.";
    let colleague = Colleague {
        name: "Bo Lund".into(),
        email: "bo@district.example".into(),
        work: "Principal".into(),
    };
    let at = Instant::from_micros(1_761_000_000_000_000);
    Application {
        id: ApplicationId::from(id(30)),
        network: NetworkId::from(id(1)),
        lead: PersonId::from(id(2)),
        colleagues: Vec::new(),
        state,
        version: 3,
        draft: Draft {
            lead: Contact {
                name: "Ana Robles".into(),
                work: "Director".into(),
                phone: String::new(),
            },
            colleagues: vec![colleague],
            answers: [("hopes".to_owned(), answer.to_owned())].into(),
            choices: vec!["care".into()],
        },
        agency: Some(AgencyOf::Listed(agencies().remove(0))),
        saved_at: at,
        submitted_at: (state != State::Draft).then_some(at),
        decided_at: None,
    }
}

/// An application just begun.
pub(super) fn begun() -> Application {
    Application {
        draft: Draft::default(),
        agency: None,
        ..application(State::Draft)
    }
}

/// An application of an agency that the directory lacks.
pub(super) fn typed() -> Application {
    let agency = applicant::TypedAgency {
        name: "Granite Pass School District".into(),
        kind: "local".into(),
        county: "Basalt".into(),
        state: "OR".into(),
    };
    Application {
        agency: Some(AgencyOf::Typed(agency)),
        ..application(State::Submitted)
    }
}

/// A team.
pub(super) fn team(focus_settled: bool) -> team::Model {
    team::Model {
        id: TeamId::from(id(40)),
        network_id: NetworkId::from(id(1)),
        collaborative_id: None,
        application_id: ApplicationId::from(id(30)),
        agency_id: None,
        name: "Rivera Valley Unified".into(),
        coach_id: None,
        feed_id: id(41),
        focus_area: focus_settled.then(|| "belonging".into()),
        focus: if focus_settled {
            "Every student is known well by one adult.".into()
        } else {
            String::new()
        },
        focus_settled: focus_settled.then(|| "2025-10-20".into()),
        created_at: Instant::from_micros(0),
    }
}

/// The people of a team, one of whom has not said a name yet.
pub(super) fn members() -> Vec<Member> {
    let member = |number, name: &str, role| Member {
        person: PersonId::from(id(number)),
        name: name.into(),
        email: format!("person{number}@district.example"),
        role,
        work: "Principal".into(),
    };
    vec![member(1, "Ana Robles", Role::Lead), member(2, "", Role::Observer)]
}

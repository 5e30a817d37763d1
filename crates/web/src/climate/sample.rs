//! A survey and its results as samples of views need them. The release is one of made-up answers, as the ledger keeps
//! it, and is verified like any other.

use std::sync::Arc;

use instrument::built_in_by_id;
use platform::climate::ledger::Results;
use platform::climate::survey::Survey;
use platform::climate::wave::{self, Source, State};
use platform::climate::{ReleaseId, SurveyId, WaveId};
use platform::network::TeamId;
use uuid::Uuid;

/// An open survey of students.
pub(crate) fn survey() -> Survey {
    let form = built_in_by_id("belonging-students").expect("built in");
    let id = Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0002);
    Survey {
        id: SurveyId::from(id),
        team: TeamId::from(id),
        title: "Fall 2025".into(),
        audience: form.audiences[0],
        languages: form.languages.iter().map(ToString::to_string).collect(),
        instrument: Arc::new(form.clone()),
        code: "7k4mkpxd".into(),
        asked: Some(486),
        shared: false,
        wave: wave::Model {
            id: WaveId::from(id),
            survey_id: SurveyId::from(id),
            number: 1,
            state: State::Open,
            source: Source::Collected,
            opened_on: "2025-10-22".into(),
            sealed_on: None,
            purged: false,
        },
    }
}

/// The results of the same survey, closed.
pub(crate) fn results() -> Results {
    let mut survey = survey();
    survey.wave.state = State::Sealed;
    survey.wave.sealed_on = Some("2025-10-29".into());
    let stored = include_bytes!("sample.release");
    let release = disclosure::reopen(stored).expect("a release made of made-up answers; a test draws it");
    let report = Arc::new(release.whole().clone());
    Results {
        survey,
        release: ReleaseId::from(Uuid::from_u128(3)),
        day: "2025-10-29".into(),
        report,
    }
}

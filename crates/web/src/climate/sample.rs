//! A survey and its results as samples of views need them. The release is one of made-up answers, as the ledger keeps
//! it, and is verified like any other.

use std::sync::Arc;

use disclosure::quality::Quality;
use disclosure::{Released, Report};
use instrument::{Coded, Instrument, Response, built_in_by_id};
use platform::climate::ledger::{self, Results};
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
    let quality = Arc::new(quality(&survey.instrument, &report));
    Results {
        survey,
        release: ReleaseId::from(Uuid::from_u128(3)),
        day: "2025-10-29".into(),
        quality,
        report,
    }
}

/// What the scales are worth by answers of forty made-up people, each near a leaning of their own.
fn quality(form: &Instrument, report: &Released<Report>) -> Released<Quality> {
    let response = |person: usize| {
        let answer = |(at, item): (usize, &instrument::Item)| {
            let scored = item.scored();
            let near = (person % scored.len() + (person * 7 + at * 3) % 5 / 4) % scored.len();
            (item.id.to_string(), vec![scored[near].id.to_string()])
        };
        let fields = form.items.iter().enumerate().map(answer).collect();
        Response::from_form(form, &fields).expect("answers that it offers")
    };
    let responses: Vec<Response> = (0..40).map(response).collect();
    ledger::worth(form, &Coded::from_responses(form, &responses), report).expect("they fit their instrument")
}

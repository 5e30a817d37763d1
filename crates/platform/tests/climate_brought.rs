//! What is kept of an import: how it was read only once it succeeded, when its answers were given, and which file it was.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use instrument::built_in_by_id;
use instrument::import::{Confidence, Mapping, Meaning};
use platform::climate::import::{self, Brought, Earlier};
use platform::climate::survey::{self, NewSurvey};
use platform::testing::team::{Team, team};
use platform::testing::{Installation, on_each, on_sqlite};
use platform::{ActionError, Actor};

const FILE: &str = "ST34Q01,ST34Q02\nStrong agree,Agree\nAgree,Disagree\n";

fn pisa(title: &str) -> NewSurvey {
    NewSurvey::of(built_in_by_id("pisa-2009-climate").unwrap(), title)
}

fn bytes() -> Vec<u8> {
    FILE.as_bytes().to_vec()
}

async fn upload(on: &Installation, team: &Team, title: &str, given: &str) -> String {
    let given = given.parse().ok();
    import::upload(on, &team.lead, team.id, pisa(title), given, bytes())
        .await
        .unwrap()
}

async fn settle(on: &Installation, team: &Team, key: &str) -> Mapping {
    let (draft, _) = import::look(on, &team.lead, key).await.unwrap();
    let mut mapping = draft.mapping;
    mapping.confirm_suggestions();
    import::remember(on, &team.lead, key, mapping.clone())
        .await
        .unwrap();
    mapping
}

async fn proposed(on: &Installation, team: &Team) -> Mapping {
    import::propose_for(on, &team.lead, team.id, &pisa("Next"), bytes())
        .await
        .unwrap()
}

fn slip(mapping: &Mapping) -> (Confidence, Meaning) {
    let labels = mapping.column("ST34Q01").unwrap().purpose.labels();
    let label = labels.iter().find(|label| label.label == "Strong agree").unwrap();
    (label.confidence, label.meaning.clone())
}

fn codes<T: std::fmt::Debug>(refused: Result<T, ActionError>) -> Vec<(String, &'static str)> {
    match refused {
        Err(ActionError::Invalid(problems)) => problems
            .into_iter()
            .map(|problem| (problem.field, problem.code))
            .collect(),
        other => panic!("refused, not {other:?}"),
    }
}

#[tokio::test]
async fn labels_are_remembered_once_an_import_succeeded_and_not_before() {
    for on in on_each().await {
        let team = team(&on).await;
        let key = upload(&on, &team, "PISA", "").await;
        let (draft, _) = import::look(&on, &team.lead, &key).await.unwrap();
        // One label is confirmed, something else stays open, and the import is refused.
        let mut half = draft.mapping.clone();
        let meaning = slip(&half).1;
        half.settle_label(&["ST34Q01".into()], "Strong agree", &meaning);
        half.settle_label(&["ST34Q01".into()], "Agree", &Meaning::Unmatched);
        import::remember(&on, &team.lead, &key, half).await.unwrap();
        assert!(import::finish(&on, &team.lead, &key, false).await.is_err());
        assert_eq!(slip(&proposed(&on, &team).await).0, Confidence::Suggested);

        import::remember(&on, &team.lead, &key, draft.mapping)
            .await
            .unwrap();
        settle(&on, &team, &key).await;
        import::finish(&on, &team.lead, &key, false).await.unwrap();
        assert_eq!(
            slip(&proposed(&on, &team).await),
            (Confidence::Remembered, meaning)
        );
    }
}

#[tokio::test]
async fn given_day_month_or_year_is_kept_and_a_future_one_refused() {
    for on in on_each().await {
        let team = team(&on).await;
        for (given, kept) in [
            ("2009", "2009"),
            ("2009-04", "2009-04"),
            ("2009-04-12", "2009-04-12"),
            ("", "today"),
        ] {
            let key = upload(&on, &team, "PISA", given).await;
            settle(&on, &team, &key).await;
            let done = import::finish(&on, &team.lead, &key, true).await.unwrap();
            let wave = survey::get(&on, &team.lead, done.survey).await.unwrap().wave;
            let today = wave.sealed_on.unwrap();
            let kept = if kept == "today" { today.as_str() } else { kept };
            assert_eq!(wave.opened_on, kept);
            assert_ne!(today, "2009-04-12");
        }
        let ahead = import::upload(
            &on,
            &team.lead,
            team.id,
            pisa("PISA"),
            "2999".parse().ok(),
            bytes(),
        )
        .await;
        assert_eq!(codes(ahead), [("given".to_owned(), "import-given-future")]);
    }
}

#[tokio::test]
async fn same_file_is_imported_again_only_when_that_is_said() {
    for on in on_each().await {
        let team = team(&on).await;
        let key = upload(&on, &team, "The first", "2009").await;
        settle(&on, &team, &key).await;
        assert_eq!(import::earlier(&on, &team.lead, &key).await.unwrap(), None);
        let first = import::finish(&on, &team.lead, &key, false).await.unwrap().survey;
        let day = survey::get(&on, &team.lead, first)
            .await
            .unwrap()
            .wave
            .sealed_on
            .unwrap();

        let key = upload(&on, &team, "The second", "2009").await;
        let mapping = settle(&on, &team, &key).await;
        let known = Earlier {
            title: "The first".into(),
            day,
        };
        assert_eq!(import::earlier(&on, &team.lead, &key).await.unwrap(), Some(known));
        let refused = import::finish(&on, &team.lead, &key, false).await;
        assert_eq!(codes(refused), [("again".to_owned(), "import-known")]);
        assert_eq!(survey::of_team(&on, &team.lead, team.id).await.unwrap().len(), 1);
        import::finish(&on, &team.lead, &key, true).await.unwrap();

        // Another file of the same people is another file.
        let brought = Brought {
            survey: pisa("The third"),
            bytes: format!("{FILE}Agree,Agree\n").into_bytes(),
            mapping,
            given: None,
            again: false,
        };
        import::import_answers(&on, &team.lead, team.id, brought)
            .await
            .unwrap();
        assert_eq!(survey::of_team(&on, &team.lead, team.id).await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn open_with_an_instrument_that_is_not_for_asking_is_refused() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let refused = survey::open(&on, &Actor::System, team.id, &pisa("PISA")).await;
    assert_eq!(
        codes(refused),
        [("instrument".to_owned(), "survey-not-asked-anew")]
    );
}

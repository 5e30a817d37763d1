//! Surveys from the first answer to the sealed wave, on each database.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use instrument::{Instrument, built_in_by_id};
use platform::climate::intake::{self, Received};
use platform::climate::progress::{self, Progress};
use platform::climate::survey::{self, NewSurvey, Survey};
use platform::climate::{SurveyId, ledger, seal};
use platform::testing::team::{self, team};
use platform::testing::{Installation, on_each, on_sqlite};
use platform::{ActionError, Actor, Platform};
use std::collections::BTreeMap;

type Fields = BTreeMap<String, Vec<String>>;

fn form() -> &'static Instrument {
    built_in_by_id("belonging-students").unwrap()
}

/// Answers that differ from person to person, spread over two grades.
fn answer(person: usize) -> Fields {
    let form = form();
    let choice = |item: &instrument::Item, at: usize| {
        let scored = item.scored();
        (
            item.id.to_string(),
            vec![scored[(person + at) % scored.len()].id.to_string()],
        )
    };
    let mut fields: Fields = form
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| choice(item, at))
        .collect();
    let grade = form.asked_dimensions().next().unwrap();
    fields.insert(
        grade.id.to_string(),
        vec![grade.levels[person % 2].id.to_string()],
    );
    fields.insert("_language".into(), vec!["en".into()]);
    fields
}

async fn open(on: &Installation, team: &team::Team) -> Survey {
    let id = survey::open(on, &team.lead, team.id, &NewSurvey::of(form(), "Fall 2025"))
        .await
        .unwrap();
    survey::get(on, &team.lead, id).await.unwrap()
}

async fn send(on: &Platform, code: &str, person: usize) -> Result<Received, ActionError> {
    intake::submit(on, code, &intake::submission_key(), &answer(person)).await
}

async fn people(on: &Platform, actor: &Actor, id: SurveyId) -> Option<u32> {
    ledger::results(on, actor, id)
        .await
        .unwrap()
        .report
        .people
        .shown()
        .copied()
}

fn conflict(outcome: Result<impl std::fmt::Debug, ActionError>) -> &'static str {
    match outcome {
        Err(ActionError::Conflict(problem)) => problem.code,
        other => panic!("a conflict, not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn submit_thousand_at_once_are_all_sealed_exactly_once() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = open(&on, &team).await;
        let tasks: Vec<_> = (0..1_000)
            .map(|person| {
                let (platform, code) = (on.platform.clone(), survey.code.clone());
                tokio::spawn(async move { send(&platform, &code, person).await })
            })
            .collect();
        for task in tasks {
            assert_eq!(task.await.unwrap().unwrap(), Received::Stored);
        }
        assert_eq!(
            progress::of(&on, &team.member, &survey).await.unwrap(),
            Some(Progress::Answers(1_000))
        );
        seal::seal(&on, &team.lead, survey.id).await.unwrap();
        assert_eq!(people(&on, &team.lead, survey.id).await, Some(1_000));
    }
}

#[tokio::test]
async fn submit_five_times_counts_once() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = open(&on, &team).await;
        let key = intake::submission_key();
        for _ in 0..5 {
            assert_eq!(
                intake::submit(&on, &survey.code, &key, &answer(0)).await.unwrap(),
                Received::Stored
            );
        }
        for person in 1..12 {
            send(&on, &survey.code, person).await.unwrap();
        }
        assert_eq!(
            progress::of(&on, &team.lead, &survey).await.unwrap(),
            Some(Progress::Answers(12))
        );
    }
}

#[tokio::test]
async fn progress_below_ten_says_only_few() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = open(&on, &team).await;
        for person in 0..9 {
            assert_eq!(
                progress::of(&on, &team.lead, &survey).await.unwrap(),
                Some(Progress::Few)
            );
            send(&on, &survey.code, person).await.unwrap();
        }
        assert_eq!(
            progress::of(&on, &team.lead, &survey).await.unwrap(),
            Some(Progress::Few)
        );
    }
}

#[tokio::test]
async fn submit_after_seal_is_refused_and_sealing_twice_too() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = open(&on, &team).await;
        send(&on, &survey.code, 1).await.unwrap();
        assert_eq!(
            conflict(ledger::results(&on, &team.lead, survey.id).await),
            "results-not-yet"
        );
        seal::seal(&on, &team.member, survey.id).await.unwrap();
        assert_eq!(conflict(send(&on, &survey.code, 2).await), "survey-closed");
        assert_eq!(
            conflict(seal::seal(&on, &team.lead, survey.id).await),
            "survey-sealed-already"
        );
        // One person is too few for any figure.
        assert_eq!(people(&on, &team.lead, survey.id).await, None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn seal_while_answers_come_keeps_just_the_confirmed() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = open(&on, &team).await;
        for person in 0..20 {
            send(&on, &survey.code, person).await.unwrap();
        }
        let tasks: Vec<_> = (20..420)
            .map(|person| {
                let (platform, code) = (on.platform.clone(), survey.code.clone());
                tokio::spawn(async move { send(&platform, &code, person).await })
            })
            .collect();
        seal::seal(&on, &team.lead, survey.id).await.unwrap();
        let mut confirmed = 20;
        for task in tasks {
            match task.await.unwrap() {
                Ok(Received::Stored) => confirmed += 1,
                refused => assert_eq!(conflict(refused), "survey-closed"),
            }
        }
        assert_eq!(people(&on, &team.lead, survey.id).await, Some(confirmed));
    }
}

#[tokio::test]
async fn seal_without_key_or_with_damaged_answer_loses_nothing() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = open(&on, &team).await;
        for person in 0..12 {
            send(&on, &survey.code, person).await.unwrap();
        }
        let file = on.folder().join("keys").join(format!("{}.key", survey.wave.id));
        let key = std::fs::read(&file).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert_eq!(
            conflict(seal::seal(&on, &team.lead, survey.id).await),
            "survey-key-lost"
        );
        assert!(matches!(
            send(&on, &survey.code, 13).await,
            Err(ActionError::Conflict(problem)) if problem.code == "survey-cannot-take"
        ));
        std::fs::write(&file, [9; 32]).unwrap();
        assert_eq!(
            conflict(seal::seal(&on, &team.lead, survey.id).await),
            "survey-answers-unreadable"
        );
        std::fs::write(&file, key).unwrap();
        seal::seal(&on, &team.lead, survey.id).await.unwrap();
        assert_eq!(people(&on, &team.lead, survey.id).await, Some(12));
        assert!(!file.exists());
    }
}

#[tokio::test]
async fn finish_after_crash_destroys_the_key() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = open(&on, &team).await;
        let file = on.folder().join("keys").join(format!("{}.key", survey.wave.id));
        let key = std::fs::read(&file).unwrap();
        seal::seal(&on, &team.lead, survey.id).await.unwrap();
        // As if the program had died between the commit and the destruction of the key.
        std::fs::write(&file, key).unwrap();
        let write = on.store().write().await.unwrap();
        sea_orm::ConnectionTrait::execute_unprepared(&*write, "UPDATE wave SET purged = FALSE")
            .await
            .unwrap();
        write.commit().await.unwrap();
        seal::finish(&on).await.unwrap();
        assert!(!file.exists());
        seal::finish(&on).await.unwrap();
    }
}

#[tokio::test]
async fn submit_hostile_fields_are_refused_and_nothing_is_kept() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let survey = open(&on, &team).await;
    let item = form().items[0].id.to_string();
    let grade = form().asked_dimensions().next().unwrap();
    let two: Vec<String> = grade
        .levels
        .iter()
        .take(2)
        .map(|level| level.id.to_string())
        .collect();
    let hostile = [
        (item.clone(), vec!["no-such-choice".to_owned()]),
        (item.clone(), vec!["' OR 1=1 --".to_owned()]),
        (
            item,
            vec![
                form().items[0].choices[0].id.to_string(),
                form().items[0].choices[1].id.to_string(),
            ],
        ),
        (grade.id.to_string(), two),
        ("unknown".to_owned(), vec!["1".to_owned()]),
    ];
    for (name, values) in hostile {
        let mut fields = answer(1);
        fields.insert(name.clone(), values);
        let refused = intake::submit(&on, &survey.code, &intake::submission_key(), &fields).await;
        assert!(matches!(refused, Err(ActionError::Invalid(_))), "{name}");
    }
    for key in ["", "short", &"g".repeat(32), &"0".repeat(33)] {
        let refused = intake::submit(&on, &survey.code, key, &answer(1)).await;
        assert!(matches!(refused, Err(ActionError::Invalid(_))), "{key}");
    }
    let nothing = intake::submit(&on, &survey.code, &intake::submission_key(), &Fields::new()).await;
    assert_eq!(nothing.unwrap(), Received::Nothing);
    assert!(matches!(
        send(&on, "22222222", 1).await,
        Err(ActionError::NotFound)
    ));
    assert_eq!(
        progress::of(&on, &team.lead, &survey).await.unwrap(),
        Some(Progress::Few)
    );
}

#[tokio::test]
async fn survey_by_each_kind_of_actor_is_as_the_policies_say() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = open(&on, &team).await;
        let new = NewSurvey::of(form(), "Another");
        for refused in [&team.observer, &team.coach, &team.stranger, &Actor::Visitor] {
            assert!(survey::open(&on, refused, team.id, &new).await.is_err());
            assert!(survey::get(&on, refused, survey.id).await.is_err());
            assert!(survey::of_team(&on, refused, team.id).await.is_err() || refused == &team.coach);
            assert!(seal::seal(&on, refused, survey.id).await.is_err());
            assert!(survey::share(&on, refused, survey.id, true).await.is_err());
            assert!(progress::of(&on, refused, &survey).await.is_err());
        }
        assert!(matches!(
            survey::share(&on, &team.member, survey.id, true).await,
            Err(ActionError::Forbidden)
        ));
        assert_eq!(survey::of_team(&on, &team.coach, team.id).await.unwrap(), vec![]);
        seal::seal(&on, &team.member, survey.id).await.unwrap();
        survey::share(&on, &team.lead, survey.id, true).await.unwrap();
        ledger::results(&on, &team.coach, survey.id).await.unwrap();
        assert_eq!(survey::of_team(&on, &team.coach, team.id).await.unwrap().len(), 1);
        survey::share(&on, &team.lead, survey.id, false).await.unwrap();
        assert!(matches!(
            ledger::results(&on, &team.coach, survey.id).await,
            Err(ActionError::Forbidden)
        ));
    }
}

#[tokio::test]
async fn open_with_every_mistake_names_each() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let wrong = NewSurvey {
        title: " ".into(),
        languages: vec!["fr".into()],
        audience: instrument::Audience::Staff,
        asked: Some(0),
        ..NewSurvey::of(form(), "")
    };
    let Err(ActionError::Invalid(problems)) = survey::open(&on, &team.lead, team.id, &wrong).await else {
        panic!("refused")
    };
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect::<Vec<_>>(),
        ["title", "audience", "languages", "asked"]
    );
}

/// Whether `needle` stands anywhere in the files of a folder, keys apart.
fn stands_in(folder: &std::path::Path, needle: &[u8]) -> bool {
    std::fs::read_dir(folder)
        .unwrap()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_file())
        .any(|entry| {
            let bytes = std::fs::read(entry.path()).unwrap();
            bytes.windows(needle.len()).any(|window| window == needle)
        })
}

#[tokio::test]
async fn seal_leaves_no_submission_key_mark_or_readable_answer_in_database_log_or_old_backup() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let survey = open(&on, &team).await;
    let keys: Vec<String> = (0..40).map(|_| intake::submission_key()).collect();
    for (person, key) in keys.iter().enumerate() {
        intake::submit(&on, &survey.code, key, &answer(person))
            .await
            .unwrap();
    }
    let backup = tempfile::tempdir().unwrap();
    let mut ciphertexts = Vec::new();
    {
        use sea_orm::ConnectionTrait;
        let query = sea_orm::Statement::from_string(on.store().backend(), "SELECT mark, blob FROM inbox");
        for row in on.store().reader().query_all_raw(query).await.unwrap() {
            ciphertexts.push(row.try_get_by_index::<Vec<u8>>(0).unwrap());
            ciphertexts.push(row.try_get_by_index::<Vec<u8>>(1).unwrap());
        }
    }
    assert_eq!(ciphertexts.len(), 80);
    for file in ["kith.sqlite", "kith.sqlite-wal"] {
        let _ = std::fs::copy(on.folder().join(file), backup.path().join(file));
    }
    seal::seal(&on, &team.lead, survey.id).await.unwrap();
    // The old backup holds ciphertext, and no key anywhere opens it.
    assert!(ciphertexts.iter().all(|bytes| stands_in(backup.path(), bytes)));
    assert_eq!(std::fs::read_dir(on.folder().join("keys")).unwrap().count(), 0);
    // What is left of it in the database's own files was overwritten.
    assert_eq!(
        ciphertexts
            .iter()
            .filter(|bytes| stands_in(on.folder(), bytes))
            .count(),
        0
    );
    for key in &keys {
        assert!(!stands_in(on.folder(), key.as_bytes()) && !stands_in(backup.path(), key.as_bytes()));
    }
    // A packed answer begins with its length and version and the mark of the instrument; none stands there in the open.
    let plain = instrument::Response::from_form(form(), &answer(0))
        .unwrap()
        .to_bytes(form());
    assert!(!stands_in(on.folder(), &plain) && !stands_in(backup.path(), &plain));
}

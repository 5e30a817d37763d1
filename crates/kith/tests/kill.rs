//! The program is killed in the midst of a thousand answers: none that it confirmed is lost, and sending all of them again
//! makes none count twice.

mod running;

use platform::climate::progress::{self, Progress};
use platform::climate::{intake, ledger, seal, survey};
use platform::network::{season, team};
use platform::{Actor, Clock, Platform, Settings};
use running::{Running, post};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

const ANSWERS: usize = 1_000;
const SENDERS: usize = 32;
const KILLED_AFTER: usize = 300;

async fn opened(folder: &Path) -> Platform {
    let settings = Settings {
        database: None,
        folder: folder.to_owned(),
        clock: Clock::System,
    };
    Platform::open(settings).await.unwrap()
}

async fn open_survey(platform: &Platform) -> survey::Survey {
    for network in season::all(platform, &Actor::System).await.unwrap() {
        for team in team::list(platform, &Actor::System, &network).await.unwrap() {
            let surveys = survey::of_team(platform, &Actor::System, team.id).await.unwrap();
            if let Some(open) = surveys.into_iter().find(survey::Survey::is_open) {
                return open;
            }
        }
    }
    panic!("the demonstration has an open survey")
}

async fn count(platform: &Platform, survey: &survey::Survey) -> u64 {
    match progress::of(platform, &Actor::System, survey).await.unwrap() {
        Some(Progress::Answers(count)) => count,
        other => panic!("the demonstration's survey has answers, not {other:?}"),
    }
}

/// Sends every answer once, from many senders at once, and calls `confirmed` with the number of each that got its 303.
fn send_all(address: SocketAddr, path: &str, forms: &[String], confirmed: &(impl Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    let Some(form) = forms.get(at) else { return };
                    if post(address, path, form) == Some(303) {
                        confirmed(at);
                    }
                }
            });
        }
    });
}

/// A thousand answers to the demonstration's open survey, not sent yet.
struct Sending {
    survey: survey::Survey,
    /// Answers that it has already.
    before: u64,
    /// Submission key and form of each.
    keys: Vec<String>,
    forms: Vec<String>,
    path: String,
}

async fn sending(folder: &Path) -> Sending {
    let platform = opened(folder).await;
    let survey = open_survey(&platform).await;
    let before = count(&platform, &survey).await;
    let item = &survey.instrument.items[0];
    let choice = &item.choices[0].id;
    let keys: Vec<String> = (0..ANSWERS).map(|_| intake::submission_key()).collect();
    let forms = keys
        .iter()
        .map(|key| format!("_submission={key}&{}={choice}", item.id))
        .collect();
    Sending {
        path: format!("/s/{}/answer", survey.code),
        before,
        forms,
        keys,
        survey,
    }
}

#[test]
fn kill_amid_a_thousand_answers_loses_none_that_was_confirmed() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("demo");
    let running = Running::demo(&folder);
    let address = running.address;
    let Sending {
        survey,
        before,
        keys,
        forms,
        path,
    } = runtime.block_on(sending(&folder));

    let confirmed = std::sync::Mutex::new(Vec::new());
    let victim = std::sync::Mutex::new(Some(running));
    send_all(address, &path, &forms, &|at| {
        let mut confirmed = confirmed.lock().unwrap();
        confirmed.push(at);
        if confirmed.len() == KILLED_AFTER {
            victim.lock().unwrap().take().expect("killed once").kill();
        }
    });
    let confirmed = confirmed.into_inner().unwrap();
    assert!(
        (KILLED_AFTER..ANSWERS).contains(&confirmed.len()),
        "killed in the midst: {}",
        confirmed.len()
    );

    runtime.block_on(async {
        let platform = opened(&folder).await;
        for at in &confirmed {
            assert!(
                intake::holds(&platform, &survey, &keys[*at]).await.unwrap(),
                "a confirmed answer is lost"
            );
        }
    });

    let again = Running::demo(&folder);
    let accepted = AtomicUsize::new(0);
    send_all(again.address, &path, &forms, &|_| {
        accepted.fetch_add(1, Ordering::SeqCst);
    });
    assert_eq!(accepted.into_inner(), ANSWERS);
    again.kill();
    runtime.block_on(async {
        let platform = opened(&folder).await;
        assert_eq!(count(&platform, &survey).await, before + ANSWERS as u64);
        seal::seal(&platform, &Actor::System, survey.id).await.unwrap();
        let results = ledger::results(&platform, &Actor::System, survey.id)
            .await
            .unwrap();
        assert_eq!(
            results.report.people.shown().copied(),
            u32::try_from(before + ANSWERS as u64).ok()
        );
    });
}

#[cfg(unix)]
#[test]
fn terminate_amid_a_thousand_answers_ends_well_and_keeps_each_that_was_confirmed() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("demo");
    let running = Running::demo(&folder);
    let address = running.address;
    let Sending {
        survey,
        before,
        keys,
        forms,
        path,
    } = runtime.block_on(sending(&folder));
    let confirmed = std::sync::Mutex::new(Vec::new());
    let victim = std::sync::Mutex::new(Some(running));
    let ended = std::sync::Mutex::new(None);
    send_all(address, &path, &forms, &|at| {
        let mut confirmed = confirmed.lock().unwrap();
        confirmed.push(at);
        let is_time = confirmed.len() == KILLED_AFTER;
        drop(confirmed);
        if is_time {
            let running = victim.lock().unwrap().take().expect("told once");
            *ended.lock().unwrap() = Some(running.terminate());
        }
    });
    assert_eq!(ended.into_inner().unwrap(), Some(Some(0)));
    let confirmed = confirmed.into_inner().unwrap();
    assert!((KILLED_AFTER..ANSWERS).contains(&confirmed.len()));
    runtime.block_on(async {
        let platform = opened(&folder).await;
        for at in &confirmed {
            let is_held = intake::holds(&platform, &survey, &keys[*at]).await.unwrap();
            assert!(is_held, "a confirmed answer is lost");
        }
        // Whoever was not told so is asked to send it again; nothing is kept in secret.
        assert_eq!(count(&platform, &survey).await, before + confirmed.len() as u64);
    });
}

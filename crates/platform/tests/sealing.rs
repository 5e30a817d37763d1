//! What is left when a seal is disturbed: by a request that is dropped, or by somebody who reads.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use instrument::built_in_by_id;
use platform::climate::survey::{self, NewSurvey, Survey};
use platform::climate::{intake, seal};
use platform::testing::team::{Team, team};
use platform::testing::{Installation, on_each, on_sqlite};
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::path::PathBuf;
use std::task::Poll;

async fn answered(on: &Installation, team: &Team) -> Survey {
    let form = built_in_by_id("belonging-students").unwrap();
    let id = survey::open(on, &team.lead, team.id, &NewSurvey::of(form, "Fall 2025"))
        .await
        .unwrap();
    let survey = survey::get(on, &team.lead, id).await.unwrap();
    let item = &form.items[0];
    let answer = BTreeMap::from([(item.id.to_string(), vec![item.choices[0].id.to_string()])]);
    intake::submit(on, &survey.code, &intake::submission_key(), &answer)
        .await
        .unwrap();
    survey
}

fn key_of(on: &Installation, survey: &Survey) -> PathBuf {
    on.folder().join("keys").join(format!("{}.key", survey.wave.id))
}

/// Drops a seal after so many steps; whether it came to its end before.
async fn seal_for(on: &Installation, team: &Team, survey: &Survey, steps: usize) -> bool {
    let mut sealing = Box::pin(seal::seal(on, &team.lead, survey.id));
    let mut taken = 0;
    poll_fn(|context| match sealing.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(done.is_ok()),
        Poll::Pending => {
            taken += 1;
            if taken == steps {
                Poll::Ready(false)
            } else {
                Poll::Pending
            }
        }
    })
    .await
}

#[tokio::test]
async fn seal_dropped_at_any_step_leaves_no_key_beside_a_sealed_wave() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    for steps in 1.. {
        let survey = answered(&on, &team).await;
        let done = seal_for(&on, &team, &survey, steps).await;
        // Waits until what went on beside the dropped request has come to its end.
        drop(on.store().write().await.unwrap());
        loop {
            let now = survey::get(&on, &team.lead, survey.id).await.unwrap();
            if now.is_open() == key_of(&on, &survey).exists() {
                break;
            }
            tokio::task::yield_now().await;
        }
        if done {
            assert!(!key_of(&on, &survey).exists());
            return;
        }
    }
}

#[tokio::test]
async fn seal_while_somebody_reads_destroys_the_key_and_is_finished_later() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = answered(&on, &team).await;
        let reading = on.store().reader().begin().await.unwrap();
        reading.execute_unprepared("SELECT * FROM inbox").await.unwrap();
        seal::seal(&on, &team.lead, survey.id).await.unwrap();
        assert!(!key_of(&on, &survey).exists());
        assert_eq!(seal::unpurged(&on).await.unwrap(), 1);
        reading.commit().await.unwrap();
        on.tidy().await;
        assert_eq!(seal::unpurged(&on).await.unwrap(), 0);
    }
}

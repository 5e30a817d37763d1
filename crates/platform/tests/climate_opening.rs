//! Opening a survey: whatever can be opened can be sealed, and what a person sends last is what counts.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use disclosure::Report;
use instrument::{Instrument, built_in_by_id};
use platform::climate::survey::{self, NewSurvey};
use platform::climate::{intake, ledger, seal};
use platform::testing::team::{Team, team};
use platform::testing::{Installation, on_each, on_sqlite};
use platform::{ActionError, Platform};
use std::collections::BTreeMap;

fn form() -> Instrument {
    built_in_by_id("belonging-students").unwrap().clone()
}

async fn refused(on: &Installation, team: &Team, form: &Instrument) -> Vec<&'static str> {
    match survey::open(on, &team.lead, team.id, &NewSurvey::of(form, "Fall")).await {
        Err(ActionError::Invalid(problems)) => problems.iter().map(|problem| problem.code).collect(),
        other => panic!("refused, not {other:?}"),
    }
}

#[tokio::test]
async fn open_scale_with_items_of_different_choices_is_refused_before_anybody_answers() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let mut form = form();
    let mixed = form.scales[0].items[0].item.clone();
    let item = form.items.iter_mut().find(|item| item.id == mixed).unwrap();
    item.choices.remove(0);
    assert_eq!(refused(&on, &team, &form).await, ["instrument-without-figures"]);
}

#[tokio::test]
async fn open_with_more_groups_than_can_be_cleared_is_refused() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let mut form = form();
    let grade = form.dimensions[0].clone();
    for number in 0..12 {
        let id = instrument::Key::new(&format!("grade-{number}")).unwrap();
        form.dimensions
            .push(instrument::Dimension { id, ..grade.clone() });
    }
    assert_eq!(refused(&on, &team, &form).await, ["instrument-groups-many"]);
}

#[tokio::test]
async fn open_for_a_middle_school_offers_its_grades_only() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let kept = ["6", "7", "8"].map(str::to_owned);
    let form = form().asking("grade", &kept).asking("race-ethnicity", &[]);
    let id = survey::open(&on, &team.lead, team.id, &NewSurvey::of(&form, "Fall"))
        .await
        .unwrap();
    let survey = survey::get(&on, &team.lead, id).await.unwrap();
    let levels = &survey.instrument.dimension("grade").unwrap().levels;
    assert_eq!(
        levels
            .iter()
            .map(|level| level.id.to_string())
            .collect::<Vec<_>>(),
        kept
    );
    assert!(survey.instrument.dimension("race-ethnicity").is_none());
}

/// One person's answers; those of `turn` 0 and 1 differ in every question.
fn answers(person: usize, turn: usize) -> BTreeMap<String, Vec<String>> {
    let choice = |item: &instrument::Item| {
        let scored = item.scored();
        let at = person / 10;
        let chosen = if turn == 0 { at } else { scored.len() - 1 - at };
        (item.id.to_string(), vec![scored[chosen].id.to_string()])
    };
    form().items.iter().map(choice).collect()
}

async fn report_after(on: &Platform, team: &Team, turns: &[usize]) -> Report {
    let id = survey::open(on, &team.lead, team.id, &NewSurvey::of(&form(), "Fall"))
        .await
        .unwrap();
    let code = survey::get(on, &team.lead, id).await.unwrap().code;
    for person in 0..30 {
        let submission = intake::submission_key();
        for &turn in turns {
            intake::submit(on, &code, &submission, &answers(person, turn))
                .await
                .unwrap();
        }
    }
    seal::seal(on, &team.lead, id).await.unwrap();
    let results = ledger::results(on, &team.lead, id).await.unwrap();
    Report::clone(&results.report)
}

#[tokio::test]
async fn submit_same_submission_with_other_answers_counts_the_last() {
    for on in on_each().await {
        let team = team(&on).await;
        let mended = report_after(&on, &team, &[0, 1]).await;
        assert!(mended == report_after(&on, &team, &[1]).await);
        assert!(mended != report_after(&on, &team, &[0]).await);
    }
}

//! Looking at groups after the seal: what is shown, what is refused because of what was shown before, and the index beneath.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use instrument::built_in_by_id;
use platform::climate::group::{self, Levels};
use platform::climate::survey::{self, NewSurvey, Survey};
use platform::climate::{GroupReleaseId, intake, ledger, removal, seal};
use platform::testing::team::{Team, team};
use platform::testing::{Installation, on_each, on_sqlite};
use platform::{ActionError, Problem};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Of 63 people 20 each are in grades 6, 7 and 8, and three in grade 9; of every twelve, five speak Spanish at home.
async fn sealed(on: &Installation, team: &Team) -> Survey {
    let form = built_in_by_id("belonging-students").unwrap();
    let id = survey::open(on, &team.lead, team.id, &NewSurvey::of(form, "Fall 2025"))
        .await
        .unwrap();
    let survey = survey::get(on, &team.lead, id).await.unwrap();
    for person in 0..63 {
        let mut answer: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (at, item) in form.items.iter().enumerate() {
            let scored = item.scored();
            let chosen = &scored[(person / 3 + person + at) % scored.len()];
            answer.insert(item.id.to_string(), vec![chosen.id.to_string()]);
        }
        let grade = if person < 60 {
            ["6", "7", "8"][person % 3]
        } else {
            "9"
        };
        let language = if person % 12 < 5 { "spanish" } else { "english" };
        answer.insert("grade".into(), vec![grade.into()]);
        answer.insert("home-language".into(), vec![language.into()]);
        intake::submit(on, &survey.code, &intake::submission_key(), &answer)
            .await
            .unwrap();
    }
    seal::seal(on, &team.lead, id).await.unwrap();
    survey
}

fn levels(of: &[(&str, &[&str])]) -> Levels {
    let own = |levels: &[&str]| levels.iter().map(|level| (*level).to_owned()).collect();
    of.iter()
        .map(|(dimension, levels)| ((*dimension).to_owned(), own(levels)))
        .collect()
}

async fn ask(
    on: &Installation,
    team: &Team,
    survey: &Survey,
    of: &[(&str, &[&str])],
) -> Result<GroupReleaseId, ActionError> {
    group::ask(on, &team.member, survey.id, levels(of)).await
}

async fn people(on: &Installation, team: &Team, survey: &Survey, look: GroupReleaseId) -> Option<u32> {
    let shown = group::shown(on, &team.member, survey.id, look).await.unwrap();
    shown.report.people.shown().copied()
}

fn conflict(outcome: Result<GroupReleaseId, ActionError>) -> Problem {
    match outcome {
        Err(ActionError::Conflict(problem)) => problem,
        other => panic!("a conflict, not {other:?}"),
    }
}

#[tokio::test]
async fn ask_safe_groups_are_shown_kept_and_told_once() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = sealed(&on, &team).await;
        let one = ask(&on, &team, &survey, &[("home-language", &["spanish"])])
            .await
            .unwrap();
        assert_eq!(people(&on, &team, &survey, one).await, Some(28));
        let both = ask(
            &on,
            &team,
            &survey,
            &[("grade", &["6"]), ("home-language", &["spanish"])],
        )
        .await
        .unwrap();
        assert_eq!(people(&on, &team, &survey, both).await, Some(10));
        let again = ask(&on, &team, &survey, &[("home-language", &["spanish"])])
            .await
            .unwrap();
        assert_eq!(again, one);
        let (_, looks) = group::looks(&on, &team.lead, survey.id).await.unwrap();
        assert_eq!(looks.iter().map(|look| look.id).collect::<Vec<_>>(), [one, both]);
    }
}

#[tokio::test]
async fn ask_what_leaves_a_few_is_refused_and_names_the_earlier_release() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = sealed(&on, &team).await;
        let grades: &[&str] = &["6", "7", "8"];
        let refused = conflict(ask(&on, &team, &survey, &[("grade", grades)]).await);
        assert_eq!(refused.code, "group-exposes");
        assert_eq!(refused.args, [("earlier", "Fall 2025".to_owned())]);
        let (_, looks) = group::looks(&on, &team.lead, survey.id).await.unwrap();
        assert!(looks.is_empty(), "nothing of it is kept");
    }
}

#[tokio::test]
async fn ask_second_of_two_looks_that_differ_by_a_few_is_refused() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let survey = sealed(&on, &team).await;
    let two: &[&str] = &["7", "8"];
    let three: &[&str] = &["7", "8", "9"];
    let spanish: &[&str] = &["spanish"];
    let first = ask(&on, &team, &survey, &[("grade", two), ("home-language", spanish)]).await;
    assert!(first.is_ok(), "{first:?}");
    let second = ask(
        &on,
        &team,
        &survey,
        &[("grade", three), ("home-language", spanish)],
    )
    .await;
    let refused = conflict(second);
    assert_eq!(refused.code, "group-exposes");
    assert!(refused.args[0].1.contains("grade"), "{:?}", refused.args);
}

/// Grade 9 has three people. Which grade is hidden to protect it, the release decides; asking must not tell them apart.
#[tokio::test]
async fn ask_for_hidden_groups_is_refused_alike_and_logged() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let survey = sealed(&on, &team).await;
    let results = ledger::results(&on, &team.member, survey.id).await.unwrap();
    let hidden: Vec<String> = results
        .report
        .groups
        .iter()
        .filter(|row| row.cell.is_hidden())
        .filter_map(|row| match &row.group {
            disclosure::Group::Level { dimension, level } if dimension == "grade" => Some(level.clone()),
            _ => None,
        })
        .collect();
    assert!(hidden.contains(&"9".to_owned()) && hidden.len() > 1, "{hidden:?}");
    let mut refusals = Vec::new();
    for level in ["6", "7", "8", "9"]
        .iter()
        .filter(|level| hidden.contains(&(**level).to_owned()))
    {
        refusals.push(conflict(ask(&on, &team, &survey, &[("grade", &[*level])]).await));
    }
    assert!(
        refusals.iter().all(|refusal| *refusal == refusals[0]),
        "{refusals:?}"
    );
    assert_eq!(refusals[0].code, "group-exposes");
    let log = platform::audit::newest(&on, &platform::Actor::System, 10)
        .await
        .unwrap();
    assert!(log.iter().any(|line| line.detail == "group-exposes"), "{log:?}");
}

#[tokio::test]
async fn ask_empty_or_unknown_groups_are_refused() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let survey = sealed(&on, &team).await;
    for (of, code) in [
        (&[][..], "group-empty"),
        (&[("grade", &[][..])][..], "group-unknown"),
        (&[("grade", &["99"][..])][..], "group-unknown"),
        (&[("shoe size", &["6"][..])][..], "group-unknown"),
    ] {
        match ask(&on, &team, &survey, of).await {
            Err(ActionError::Invalid(problems)) => assert_eq!(problems[0].code, code),
            other => panic!("{of:?} gave {other:?}"),
        }
    }
}

#[tokio::test]
async fn groups_are_for_those_who_run_the_survey() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let survey = sealed(&on, &team).await;
    let look = ask(&on, &team, &survey, &[("home-language", &["spanish"])])
        .await
        .unwrap();
    survey::share(&on, &team.lead, survey.id, true).await.unwrap();
    for actor in [&team.observer, &team.coach, &team.stranger] {
        assert!(group::looks(&on, actor, survey.id).await.is_err());
        assert!(group::shown(&on, actor, survey.id, look).await.is_err());
        let asked = group::ask(&on, actor, survey.id, levels(&[("grade", &["6"])])).await;
        assert!(asked.is_err());
    }
    let other = sealed(&on, &team).await;
    let strange = group::shown(&on, &team.lead, other.id, look).await;
    assert!(matches!(strange, Err(ActionError::NotFound)));
}

fn indexes(on: &Installation) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(on.folder().join("indexes"))
        .into_iter()
        .flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn index_missing_or_damaged_is_made_again_and_goes_with_its_survey() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let survey = sealed(&on, &team).await;
    let [file] = &indexes(&on)[..] else {
        panic!("a file per sealed wave, not {:?}", indexes(&on));
    };
    let whole = std::fs::read(file).unwrap();
    std::fs::remove_file(file).unwrap();
    ask(&on, &team, &survey, &[("home-language", &["spanish"])])
        .await
        .unwrap();
    assert_eq!(std::fs::read(file).unwrap(), whole);
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    std::fs::write(file, &damaged[..]).unwrap();
    ask(
        &on,
        &team,
        &survey,
        &[("grade", &["6"]), ("home-language", &["spanish"])],
    )
    .await
    .unwrap();
    assert_eq!(std::fs::read(file).unwrap(), whole);
    let stray = file.with_file_name("018f0000-0000-7000-8000-00000000dead.index");
    std::fs::write(&stray, &whole).unwrap();
    on.tidy().await;
    assert_eq!(indexes(&on), std::slice::from_ref(file));
    ledger::results(&on, &team.lead, survey.id).await.unwrap();
    removal::remove(&on, &team.lead, survey.id).await.unwrap();
    assert!(indexes(&on).is_empty());
}

//! Plans: each line with its figure, for those who may write it, on each database.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use instrument::built_in_by_id;
use platform::climate::survey::{self, NewSurvey};
use platform::climate::{SurveyId, import, ledger};
use platform::plan;
use platform::plan::entry::{self, Kind, NewEntry, Source};
use platform::testing::team::{Team, team};
use platform::testing::{Installation, on_each};
use platform::{ActionError, Actor};

/// A sealed survey of forty people, of whom none is of Canada.
async fn sealed(on: &Installation, team: &Team) -> SurveyId {
    let mut file = String::from("ST34Q01,ST34Q02,Country\n");
    for row in 0..40 {
        file.push_str(
            [
                "Agree,Agree,United States\n",
                "Disagree,Strongly agree,Mexico\n",
                "Strongly agree,Disagree,Mexico\n",
            ][row % 3],
        );
    }
    let new = NewSurvey::of(built_in_by_id("pisa-2009-climate").unwrap(), "PISA");
    let bytes = file.into_bytes();
    let mut mapping = import::propose_for(on, &team.lead, team.id, &new, bytes.clone())
        .await
        .unwrap();
    mapping.confirm_suggestions();
    import::import_file(on, &team.lead, team.id, new, bytes, mapping)
        .await
        .unwrap()
        .survey
}

fn step(survey: SurveyId) -> NewEntry {
    NewEntry {
        kind: Some(Kind::Step),
        words: " Ask the eighth grade. ".into(),
        who: "Marcus".into(),
        due: "2025-12-05".into(),
        source: Some(Source {
            survey,
            figure: "ST34Q01".into(),
            group: None,
        }),
    }
}

fn fields(outcome: Result<impl std::fmt::Debug, ActionError>) -> Vec<String> {
    match outcome {
        Err(ActionError::Invalid(problems)) => problems.into_iter().map(|problem| problem.field).collect(),
        other => panic!("invalid, not {other:?}"),
    }
}

#[tokio::test]
async fn entry_from_writing_to_removal() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = sealed(&on, &team).await;
        let id = entry::add(&on, &team.member, team.id, &step(survey))
            .await
            .unwrap();
        let plan = plan::of_team(&on, &team.lead, team.id).await.unwrap();
        let line = &plan.entries[0];
        assert_eq!(
            (line.words.as_str(), line.who.as_str(), line.due.as_deref()),
            ("Ask the eighth grade.", "Marcus", Some("2025-12-05"))
        );
        let results = ledger::results(&on, &team.lead, survey).await.unwrap();
        assert_eq!((line.survey_id, line.release_id), (survey, results.release));
        // What is no step has nobody and no day.
        let asset = NewEntry {
            kind: Some(Kind::Asset),
            ..step(survey)
        };
        entry::edit(&on, &team.lead, id, &asset).await.unwrap();
        let line = entry::get(&on, &team.lead, id).await.unwrap();
        assert_eq!((line.kind, line.who.as_str(), line.due), (Kind::Asset, "", None));
        entry::remove(&on, &team.lead, id).await.unwrap();
        assert_eq!(
            plan::of_team(&on, &team.lead, team.id).await.unwrap().entries,
            vec![]
        );
    }
}

#[tokio::test]
async fn entry_with_mistakes_names_each_and_takes_no_figure_that_is_not_shown() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = sealed(&on, &team).await;
        let add = async |new: NewEntry| entry::add(&on, &team.lead, team.id, &new).await;
        let empty = NewEntry {
            kind: None,
            words: " ".into(),
            who: String::new(),
            due: "soon".into(),
            source: None,
        };
        assert_eq!(fields(add(empty).await), ["words", "kind", "figure"]);
        let vague = NewEntry {
            who: String::new(),
            due: "soon".into(),
            ..step(survey)
        };
        assert_eq!(fields(add(vague).await), ["who", "due"]);
        let source = |figure: &str, group: Option<(&str, &str)>| NewEntry {
            source: Some(Source {
                survey,
                figure: figure.into(),
                group: group.map(|(dimension, level)| (dimension.into(), level.into())),
            }),
            ..step(survey)
        };
        assert_eq!(fields(add(source("no-such-figure", None)).await), ["figure"]);
        assert_eq!(
            fields(add(source("ST34Q01", Some(("country", "no-such-level")))).await),
            ["figure"]
        );
        assert_eq!(fields(add(step(SurveyId::new())).await), ["figure"]);
        let open = NewSurvey::of(built_in_by_id("belonging-students").unwrap(), "Open");
        let open = survey::open(&on, &team.lead, team.id, &open).await.unwrap();
        assert_eq!(fields(add(step(open)).await), ["figure"]);
    }
}

#[tokio::test]
async fn plan_by_each_kind_of_actor_is_as_the_policies_say() {
    for on in on_each().await {
        let team = team(&on).await;
        let survey = sealed(&on, &team).await;
        let id = entry::add(&on, &team.lead, team.id, &step(survey)).await.unwrap();
        for refused in [&team.observer, &team.coach, &team.stranger, &Actor::Visitor] {
            assert!(plan::of_team(&on, refused, team.id).await.is_err());
            assert!(entry::add(&on, refused, team.id, &step(survey)).await.is_err());
            assert!(entry::edit(&on, refused, id, &step(survey)).await.is_err());
            assert!(entry::remove(&on, refused, id).await.is_err());
            assert!(plan::share(&on, refused, team.id, true).await.is_err());
        }
        assert!(matches!(
            plan::share(&on, &team.member, team.id, true).await,
            Err(ActionError::Forbidden)
        ));
        plan::share(&on, &team.lead, team.id, true).await.unwrap();
        let seen = plan::of_team(&on, &team.coach, team.id).await.unwrap();
        assert_eq!(
            (seen.entries.len(), seen.may_edit, seen.may_share),
            (1, false, false)
        );
        assert!(entry::remove(&on, &team.coach, id).await.is_err());
        plan::share(&on, &team.lead, team.id, false).await.unwrap();
        assert!(matches!(
            plan::of_team(&on, &team.coach, team.id).await,
            Err(ActionError::Forbidden)
        ));
    }
}

//! Importing answers that a team already has, with made-up slips and with real files where they are at hand.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use instrument::built_in_by_id;
use instrument::import::{Confidence, Meaning};
use platform::ActionError;
use platform::climate::survey::NewSurvey;
use platform::climate::{import, ledger};
use platform::testing::team::{self, team};
use platform::testing::{Installation, on_each, on_sqlite};

fn shared(file: &str) -> Option<Vec<u8>> {
    let folder = std::env::var("KITH_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").into());
    let bytes = std::fs::read(format!("{folder}/data/{file}")).ok();
    if bytes.is_none() {
        eprintln!("skipped: {file} is not at hand");
    }
    bytes
}

fn pisa() -> NewSurvey {
    NewSurvey::of(built_in_by_id("pisa-2009-climate").unwrap(), "PISA 2009")
}

async fn imported(on: &Installation, team: &team::Team, bytes: Vec<u8>) -> ledger::Results {
    let mut mapping = import::propose_for(on, &team.lead, team.id, &pisa(), bytes.clone())
        .await
        .unwrap();
    mapping.confirm_suggestions();
    let done = import::import_file(on, &team.lead, team.id, pisa(), bytes, mapping)
        .await
        .unwrap();
    ledger::results(on, &team.lead, done.survey).await.unwrap()
}

#[tokio::test]
async fn import_pisa_labels_gives_the_known_figures() {
    let Some(bytes) = shared("pisa2009_usa_labels.csv") else {
        return;
    };
    for on in on_each().await {
        let team = team(&on).await;
        let results = imported(&on, &team, bytes.clone()).await;
        let item = results.report.item("ST34Q01").unwrap();
        let figure = item.rows[0].cell.shown().unwrap().clone();
        assert_eq!((figure.favourable.part, figure.favourable.of), (4_603, 5_143));
        let scale = results
            .report
            .scales()
            .find(|scale| scale.items.contains(&"ST34Q01".to_owned()))
            .unwrap();
        let figure = scale.rows[0].cell.shown().unwrap();
        assert_eq!(format!("{:.6}", figure.mean_of_item_shares), "0.838522");
        assert_eq!(format!("{:.6}", figure.share_of_answers.share), "0.838525");
        let people = figure.share_of_people;
        assert!(matches!(
            (format!("{:.6}", people.share).as_str(), people.of),
            ("0.669909", 5_141) | ("0.670477", 5_162)
        ));
    }
}

#[tokio::test]
async fn import_pisa_codes_gives_the_known_figures_by_country() {
    let Some(bytes) = shared("pisa2009_codes.csv") else {
        return;
    };
    let on = on_sqlite().await;
    let team = team(&on).await;
    let results = imported(&on, &team, bytes).await;
    let item = results.report.item("ST34Q01").unwrap();
    let mut figures: Vec<(u32, u32)> = item.rows[1..]
        .iter()
        .filter_map(|row| {
            row.cell
                .shown()
                .map(|figure| (figure.favourable.part, figure.favourable.of))
        })
        .collect();
    figures.sort_unstable();
    assert_eq!(figures, [(4_603, 5_143), (19_985, 22_569), (32_818, 37_809)]);
}

#[tokio::test]
async fn import_dirty_label_waits_for_a_person_and_is_remembered() {
    let Some(bytes) = shared("pisa2009_usa_labels.csv") else {
        return;
    };
    let on = on_sqlite().await;
    let team = team(&on).await;
    let key = import::upload(&on, &team.lead, team.id, pisa(), None, bytes.clone())
        .await
        .unwrap();
    let (draft, table) = import::look(&on, &team.lead, &key).await.unwrap();
    assert_eq!(table.rows, 5_233);
    assert!(!draft.mapping.open_questions(&draft.survey.instrument).is_empty());
    // Nothing is imported before somebody agreed, and the file is still there.
    assert!(matches!(
        import::finish(&on, &team.lead, &key, false).await,
        Err(ActionError::Invalid(_))
    ));
    // Nobody else goes on with it.
    assert!(matches!(
        import::look(&on, &team.member, &key).await,
        Err(ActionError::NotFound)
    ));
    assert!(matches!(
        import::look(&on, &team.lead, "../../secret").await,
        Err(ActionError::NotFound)
    ));
    let mut mapping = draft.mapping;
    mapping.confirm_suggestions();
    import::remember(&on, &team.lead, &key, mapping).await.unwrap();
    import::finish(&on, &team.lead, &key, false).await.unwrap();
    assert_eq!(std::fs::read_dir(on.folder().join("uploads")).unwrap().count(), 0);
    let again = import::propose_for(&on, &team.lead, team.id, &pisa(), bytes)
        .await
        .unwrap();
    assert_eq!(again.open_questions(&pisa().instrument), vec![]);
    let dirty = again
        .column("ST34Q01")
        .unwrap()
        .purpose
        .labels()
        .iter()
        .find(|label| label.label == "Strong agree")
        .unwrap()
        .clone();
    assert_ne!(dirty.confidence, Confidence::Suggested);
    assert!(matches!(dirty.meaning, Meaning::Answer(_)));
}

#[tokio::test]
async fn import_wrong_file_names_its_problems_and_changes_nothing() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    for bytes in [b"".to_vec(), b"\0\0\0".to_vec(), b"a,b\n1\n".to_vec()] {
        let refused = import::upload(&on, &team.lead, team.id, pisa(), None, bytes).await;
        assert!(matches!(refused, Err(ActionError::Invalid(problems)) if problems[0].field == "file"));
    }
    for refused in [&team.coach, &team.observer, &team.stranger] {
        assert!(
            import::upload(&on, refused, team.id, pisa(), None, b"ST34Q01\n1\n".to_vec())
                .await
                .is_err()
        );
    }
    let surveys = platform::climate::survey::of_team(&on, &team.lead, team.id)
        .await
        .unwrap();
    assert_eq!(surveys, vec![]);
}

const SMALL: &[u8] = b"ST34Q01\nAgree\nAgree\nDisagree\n";

#[tokio::test]
async fn finish_twice_at_once_imports_once() {
    for on in on_each().await {
        let team = team(&on).await;
        let key = import::upload(&on, &team.lead, team.id, pisa(), None, SMALL.to_vec())
            .await
            .unwrap();
        let (mut draft, _) = import::look(&on, &team.lead, &key).await.unwrap();
        draft.mapping.confirm_suggestions();
        import::remember(&on, &team.lead, &key, draft.mapping)
            .await
            .unwrap();
        let both = tokio::join!(
            import::finish(&on, &team.lead, &key, false),
            import::finish(&on, &team.lead, &key, false)
        );
        let (done, refused) = match both {
            (Ok(done), Err(refused)) | (Err(refused), Ok(done)) => (done, refused),
            other => panic!("one is done and one is refused, not {other:?}"),
        };
        assert!(
            matches!(&refused, ActionError::NotFound)
                || matches!(&refused, ActionError::Conflict(why) if why.code == "import-taken"),
            "{refused:?}"
        );
        let surveys = platform::climate::survey::of_team(&on, &team.lead, team.id)
            .await
            .unwrap();
        assert_eq!(
            surveys.iter().map(|one| one.id).collect::<Vec<_>>(),
            [done.survey]
        );
        assert_eq!(std::fs::read_dir(on.folder().join("uploads")).unwrap().count(), 0);
    }
}

#[tokio::test]
async fn file_that_is_being_imported_is_told_so_and_given_back_when_refused() {
    let on = on_sqlite().await;
    let team = team(&on).await;
    let key = import::upload(
        &on,
        &team.lead,
        team.id,
        pisa(),
        None,
        b"ST34Q01\nStrong agree\n".to_vec(),
    )
    .await
    .unwrap();
    let refused = import::finish(&on, &team.lead, &key, false).await;
    assert!(matches!(refused, Err(ActionError::Invalid(_))), "{refused:?}");
    import::look(&on, &team.lead, &key).await.unwrap();
    let uploads = on.folder().join("uploads");
    std::fs::rename(
        uploads.join(format!("{key}.csv")),
        uploads.join(format!("{key}.taken")),
    )
    .unwrap();
    let looked = import::look(&on, &team.lead, &key).await;
    assert!(matches!(looked, Err(ActionError::Conflict(why)) if why.code == "import-taken"));
}

#[tokio::test]
async fn tidy_removes_old_leftovers_and_keeps_what_has_just_come() {
    let on = on_sqlite().await;
    let uploads = on.folder().join("uploads");
    std::fs::create_dir(&uploads).unwrap();
    for name in ["a.csv", "a.0badcafe", "b.taken", "b.json"] {
        let file = std::fs::File::create(uploads.join(name)).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
    }
    // A file whose program is just about to go on with it.
    std::fs::write(uploads.join("c.csv"), SMALL).unwrap();
    on.tidy().await;
    let left: Vec<_> = std::fs::read_dir(&uploads)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["c.csv"]);
}

#[tokio::test]
async fn upload_after_a_day_is_gone() {
    let Some(bytes) = shared("pisa2009_usa_labels.csv") else {
        return;
    };
    let on = on_sqlite().await;
    let team = team(&on).await;
    let key = import::upload(&on, &team.lead, team.id, pisa(), None, bytes.clone())
        .await
        .unwrap();
    on.clock()
        .set(on.now().plus(jiff::SignedDuration::from_hours(24)));
    assert!(matches!(
        import::look(&on, &team.lead, &key).await,
        Err(ActionError::NotFound)
    ));
    import::upload(&on, &team.lead, team.id, pisa(), None, bytes)
        .await
        .unwrap();
    // The sweep removed the old pair; the new one is there.
    assert_eq!(std::fs::read_dir(on.folder().join("uploads")).unwrap().count(), 2);
}

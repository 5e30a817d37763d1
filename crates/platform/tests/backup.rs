//! Backups, restored into empty installations on the same database and on the other one.

use instrument::built_in_by_id;
use platform::backup::{self, BackupError};
use platform::climate::survey::{self, NewSurvey};
use platform::climate::{group, import, intake};
use platform::error::OpenError;
use platform::people::{agency, directory, person::StaffRole, sign_in, staff};
use platform::plan;
use platform::plan::entry::{self, Kind, NewEntry, Source};
use platform::testing::team::team;
use platform::testing::{Installation, fresh_database_if_any, instant, on_each, on_sqlite};
use platform::testing::{make_newer, make_older};
use platform::{Actor, Clock, Platform, Settings, migrations, outbox};
use sea_orm::DbBackend;
use std::collections::{BTreeMap, BTreeSet};

const DIRECTORY: &str =
    "cds_code,school,district,county\n01611190130229,Alder High,Rivera Valley Unified,Alder\n";

async fn fill(on: &Installation) {
    staff::appoint(on, &Actor::System, "lead@example.org", "Lena", StaffRole::Lead)
        .await
        .unwrap();
    directory::import(on, &Actor::System, DIRECTORY.as_bytes())
        .await
        .unwrap();
}

/// A team with an open survey that somebody answered, one of its own file, and a line of its plan.
async fn fill_with_work(on: &Installation) {
    fill(on).await;
    let team = team(on).await;
    let form = built_in_by_id("belonging-students").unwrap();
    let id = survey::open(on, &team.lead, team.id, &NewSurvey::of(form, "Fall 2025"))
        .await
        .unwrap();
    let open = survey::get(on, &team.lead, id).await.unwrap();
    let item = &form.items[0];
    let answer = BTreeMap::from([(item.id.to_string(), vec![item.choices[0].id.to_string()])]);
    intake::submit(on, &open.code, &intake::submission_key(), &answer)
        .await
        .unwrap();
    let file = [
        "CNT,ST34Q01\n",
        &"Canada,Agree\nCanada,Disagree\nMexico,Agree\nMexico,Disagree\n".repeat(10),
    ]
    .concat()
    .into_bytes();
    let pisa = || NewSurvey::of(built_in_by_id("pisa-2009-climate").unwrap(), "PISA");
    let mapping = import::propose_for(on, &team.lead, team.id, &pisa(), file.clone())
        .await
        .unwrap();
    let sealed = import::import_file(on, &team.lead, team.id, pisa(), file, mapping)
        .await
        .unwrap();
    let country = BTreeMap::from([("CNT".to_owned(), BTreeSet::from(["CAN".to_owned()]))]);
    group::ask(on, &team.lead, sealed.survey, country).await.unwrap();
    let line = NewEntry {
        kind: Some(Kind::Step),
        words: "Ask the eighth grade.".into(),
        who: "Marcus".into(),
        due: "2025-12-05".into(),
        source: Some(Source {
            survey: sealed.survey,
            figure: "ST34Q01".into(),
            group: None,
        }),
    };
    entry::add(on, &team.member, team.id, &line).await.unwrap();
    plan::share(on, &team.lead, team.id, true).await.unwrap();
    sign_in::ask(on, "ada@example.org", "en", "/").await.unwrap();
}

async fn opened(folder: &std::path::Path, database: Option<String>) -> Platform {
    let clock = Clock::standing_at(instant("2025-10-31T00:00:00Z"));
    Platform::open(Settings {
        database,
        folder: folder.to_owned(),
        clock,
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn restore_into_empty_folder_or_database_gives_everything_back() {
    for on in on_each().await {
        fill(&on).await;
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("kith.backup");
        backup::write(&on, &Actor::System, &file).await.unwrap();
        for database in [None, fresh_database_if_any().await] {
            let folder = tempfile::tempdir().unwrap();
            backup::restore(&file, database.as_deref(), folder.path())
                .await
                .unwrap();
            let restored = opened(folder.path(), database).await;
            assert!(staff::has_lead(&restored).await.unwrap());
            assert_eq!(agency::count(&restored).await.unwrap(), 1);
            let before = platform::audit::newest(&on, &Actor::System, 100).await.unwrap();
            let after = platform::audit::newest(&restored, &Actor::System, 100)
                .await
                .unwrap();
            // The backup itself is noted after it was made.
            assert_eq!(before[1..], after);
        }
    }
}

#[tokio::test]
async fn restore_over_an_installation_is_refused_and_changes_nothing() {
    let on = on_sqlite().await;
    fill(&on).await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("kith.backup");
    backup::write(&on, &Actor::System, &file).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    drop(opened(folder.path(), None).await);
    let refused = backup::restore(&file, None, folder.path()).await;
    assert!(matches!(refused, Err(BackupError::Occupied(_))), "{refused:?}");
    assert!(!staff::has_lead(&opened(folder.path(), None).await).await.unwrap());
}

#[tokio::test]
async fn backup_onto_a_file_is_refused() {
    let on = on_sqlite().await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("kith.backup");
    std::fs::write(&file, b"mine").unwrap();
    assert!(matches!(
        backup::write(&on, &Actor::System, &file).await,
        Err(BackupError::Occupied(_))
    ));
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
}

#[tokio::test]
async fn restore_wrong_file_is_refused_and_leaves_nothing() {
    let on = on_sqlite().await;
    fill(&on).await;
    let place = tempfile::tempdir().unwrap();
    let whole = place.path().join("kith.backup");
    backup::write(&on, &Actor::System, &whole).await.unwrap();
    let bytes = std::fs::read(&whole).unwrap();
    let mut overwritten = bytes.clone();
    overwritten[4_096..12_288].fill(0xAA);
    for wrong in [b"".as_slice(), b"hello", &bytes[..bytes.len() / 2], &overwritten] {
        let file = place.path().join("wrong.backup");
        std::fs::write(&file, wrong).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let refused = backup::restore(&file, None, folder.path()).await;
        assert!(matches!(refused, Err(BackupError::Damaged { .. })), "{refused:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[tokio::test]
async fn backup_holds_every_table_of_the_schema() {
    for on in on_each().await {
        let tables = platform::testing::tables(&on).await;
        let kept: BTreeSet<String> = backup::table_names().into_iter().collect();
        assert_eq!(kept, tables);
    }
}

/// Tables that are not the same afterwards, on purpose.
const DIFFERENT: [&str; 3] = ["login", "outbox", "sign_in_link"];
/// Tables that nothing of a team's work needs.
const EMPTY: [&str; 4] = ["application_colleague", "collaborative", "offer", "session"];

#[tokio::test]
async fn restore_gives_every_row_of_every_table_back_but_signs_out_and_holds_mail() {
    for on in on_each().await {
        fill_with_work(&on).await;
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("kith.backup");
        let before = backup::rows(&on).await;
        backup::write(&on, &Actor::System, &file).await.unwrap();
        for database in [None, fresh_database_if_any().await] {
            let folder = tempfile::tempdir().unwrap();
            let told = backup::restore(&file, database.as_deref(), folder.path())
                .await
                .unwrap();
            assert_eq!(told.held, 1);
            let restored = opened(folder.path(), database).await;
            let after = backup::rows(&restored).await;
            for (table, rows) in &before {
                let is_filled = !rows.is_empty();
                assert_eq!(is_filled, !EMPTY.contains(&table.as_str()), "{table}");
                if DIFFERENT.contains(&table.as_str()) {
                    continue;
                }
                assert_eq!(rows, &after[table], "{table}");
            }
            assert_eq!((after["login"].len(), after["sign_in_link"].len()), (0, 0));
            assert_eq!(outbox::due(&restored, 10).await.unwrap(), vec![]);
            let backlog = outbox::backlog(&restored).await.unwrap();
            assert_eq!((backlog.waiting, backlog.given_up, backlog.held), (0, 0, 1));
        }
    }
}

#[tokio::test]
async fn restore_beside_a_log_of_the_same_name_is_refused() {
    let on = on_sqlite().await;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("kith.backup");
    backup::write(&on, &Actor::System, &file).await.unwrap();
    for log in ["kith.sqlite-wal", "kith.sqlite-shm"] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(log), b"of another database").unwrap();
        let refused = backup::restore(&file, None, folder.path()).await;
        assert!(matches!(refused, Err(BackupError::Occupied(_))), "{refused:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[tokio::test]
async fn backup_of_an_older_or_newer_database_leaves_its_version_alone() {
    for on in on_each().await {
        let place = tempfile::tempdir().unwrap();
        let older = place.path().join("older.backup");
        make_older(&on).await;
        let written = backup::write(&on, &Actor::System, &older).await;
        let is_sqlite = on.store().backend() == DbBackend::Sqlite;
        assert_eq!(written.is_ok(), is_sqlite, "{written:?}");
        assert_eq!(matches!(written, Err(BackupError::Older(1))), !is_sqlite);
        assert_eq!(migrations::standing(on.store()).await.unwrap().pending, 1);
        make_newer(&on).await;
        let newer = backup::write(&on, &Actor::System, &place.path().join("newer.backup")).await;
        assert_eq!(newer.is_ok(), is_sqlite, "{newer:?}");
        assert_eq!(
            matches!(newer, Err(BackupError::Open(OpenError::Newer { .. }))),
            !is_sqlite
        );
        let left = std::fs::read_dir(place.path()).unwrap().count();
        assert_eq!(left, if is_sqlite { 2 } else { 0 });
    }
}

#[cfg(unix)]
#[tokio::test]
async fn backup_and_restored_database_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |file: &std::path::Path| std::fs::metadata(file).unwrap().permissions().mode() & 0o777;
    for on in on_each().await {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("kith.backup");
        backup::write(&on, &Actor::System, &file).await.unwrap();
        assert_eq!(mode(&file), 0o600);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let folder = place.path().join("restored");
        backup::restore(&file, None, &folder).await.unwrap();
        assert_eq!(mode(&folder.join("kith.sqlite")), 0o600);
    }
}

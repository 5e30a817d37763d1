//! Backups, restored into empty installations on the same database and on the other one.

use platform::backup::{self, BackupError};
use platform::people::{agency, directory, person::StaffRole, staff};
use platform::testing::{Installation, fresh_database_if_any, instant, on_each, on_sqlite};
use platform::{Actor, Clock, Platform, Settings};
use std::collections::BTreeSet;

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

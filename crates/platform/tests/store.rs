//! How an installation is opened, and how its database is shared.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use platform::error::OpenError;
use platform::people::staff;
use platform::testing::{fresh_database_if_any, on_each};
use platform::{Clock, Platform, Settings};
use std::path::Path;

fn settings(folder: &Path, database: Option<String>) -> Settings {
    Settings {
        database,
        folder: folder.to_owned(),
        clock: Clock::System,
    }
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().count() == 0
}

#[tokio::test]
async fn open_existing_and_connect_where_nothing_is_make_nothing() {
    let place = tempfile::tempdir().unwrap();
    let mut databases = vec![
        None,
        Some(format!("sqlite:{}/other.sqlite", place.path().display())),
    ];
    databases.extend(fresh_database_if_any().await.map(Some));
    for database in databases {
        for folder in [place.path().to_owned(), place.path().join("nowhere")] {
            let settings = settings(&folder, database.clone());
            for refused in [
                Platform::connect(settings.clone()).await.err(),
                Platform::open_existing(settings).await.err(),
            ] {
                assert!(matches!(&refused, Some(OpenError::Nothing { .. })), "{refused:?}");
            }
        }
        assert!(is_empty(place.path()));
    }
}

#[tokio::test]
async fn open_existing_without_secret_is_refused_and_makes_none() {
    let place = tempfile::tempdir().unwrap();
    let secret = place.path().join("secret");
    drop(Platform::open(settings(place.path(), None)).await.unwrap());
    std::fs::remove_file(&secret).unwrap();
    let refused = Platform::open_existing(settings(place.path(), None)).await.err();
    assert!(
        matches!(&refused, Some(OpenError::SecretLost { .. })),
        "{refused:?}"
    );
    Platform::connect(settings(place.path(), None)).await.unwrap();
    assert!(!secret.exists());
}

#[cfg(unix)]
#[tokio::test]
async fn folder_database_and_log_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("kith");
    let _open = Platform::open(settings(&folder, None)).await.unwrap();
    let mode = |name: &str| {
        let known = std::fs::metadata(folder.join(name)).unwrap();
        known.permissions().mode() & 0o777
    };
    assert_eq!(mode(""), 0o700);
    let files = ["kith.sqlite", "kith.sqlite-wal", "kith.sqlite-shm", "secret"];
    assert_eq!(files.map(mode), [0o600; 4]);
}

#[tokio::test]
async fn read_while_many_wait_to_write_is_not_held_up() {
    const WAITING: usize = 40;
    for on in on_each().await {
        let first = on.store().write().await.unwrap();
        let waiting: Vec<_> = (0..WAITING)
            .map(|_| {
                let store = on.store().clone();
                tokio::spawn(async move { store.write().await.unwrap().commit().await.unwrap() })
            })
            .collect();
        for _ in 0..WAITING {
            tokio::task::yield_now().await;
            assert!(!staff::has_lead(&on).await.unwrap());
        }
        first.commit().await.unwrap();
        for one in waiting {
            one.await.unwrap();
        }
    }
}

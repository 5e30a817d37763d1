//! The program as people run it: what its commands say, and what they leave behind.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod analyse;
mod packs;
mod program;

use platform::testing::team::team;
use platform::testing::{Installation, make_newer, make_older, on_sqlite};
use platform::{Clock, Platform, Settings};
use program::{Serving, ended, kith, program, status};
use std::path::{Path, PathBuf};

const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// Twenty people; one label is written in another way, and one with a slip where asked for.
fn answers(folder: &Path, slip: bool) -> PathBuf {
    let mut text = String::from("ST34Q01,ST34Q02\n");
    for _ in 0..20 {
        text.push_str("Strongly Agree,Agree\n");
    }
    text.push_str(if slip {
        "Strong agree,Agree\n"
    } else {
        "Disagree,Agree\n"
    });
    let file = folder.join("answers.csv");
    std::fs::write(&file, text).unwrap();
    file
}

fn survey_import(file: &Path, team: &str, folder: &Path) -> program::Ended {
    let instrument = "pisa-2009-climate";
    let words = ["survey", "import", "--instrument", instrument, "--team", team];
    ended(program().args(words).arg(file).arg("--folder").arg(folder))
}

async fn opened(folder: &Path) -> Platform {
    let settings = Settings {
        database: None,
        folder: folder.to_owned(),
        clock: Clock::System,
    };
    Platform::open(settings).await.unwrap()
}

#[test]
fn commands_where_nothing_is_say_so_and_make_nothing() {
    let place = tempfile::tempdir().unwrap();
    let file = answers(place.path(), false);
    let file = file.to_str().unwrap();
    let network = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../demo/networks/stronger-connections.toml"
    );
    let backup = place.path().join("backup");
    let commands: [&[&str]; 7] = [
        &["doctor"],
        &["backup", backup.to_str().unwrap()],
        &["staff", "link", "--email", "a@example.org"],
        &["staff", "appoint", "--email", "a@example.org", "--role", "lead"],
        &["agency", "import", file],
        &["network", "import", network],
        &[
            "survey",
            "import",
            file,
            "--instrument",
            "pisa-2009-climate",
            "--team",
            NOBODY,
        ],
    ];
    let empty = place.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    for command in commands {
        for folder in [place.path().join("nowhere"), empty.clone()] {
            let told = kith(command, &folder);
            told.refused("holds no installation yet. `kith serve --folder");
        }
    }
    assert!(!place.path().join("nowhere").exists());
    assert_eq!(std::fs::read_dir(&empty).unwrap().count(), 0);
}

#[test]
fn serve_with_a_wrong_option_is_refused_before_anything_is_made() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("kith");
    for (option, value, sentence) in [
        (
            "--public-url",
            "foo",
            "--public-url foo should be the address that people type",
        ),
        (
            "--time-zone",
            "Nowhere",
            "--time-zone Nowhere is no IANA time zone",
        ),
        ("--smtp", "foo", "--smtp should be smtps://"),
    ] {
        kith(&["serve", "--port", "0", option, value], &folder).refused(sentence);
        assert!(!folder.exists());
    }
}

#[test]
fn first_start_prints_a_link_that_opens_and_the_next_does_not() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("a kith");
    let start = || {
        let mut program = program();
        program.args(["serve", "--port", "0", "--folder"]).arg(&folder);
        Serving::until(&mut program, "Kith is at")
    };
    let first = start();
    assert_eq!(status(first.link("/sign-in/")), 200);
    let hint = format!(
        "kith staff link --folder '{}' --public-url http://",
        folder.display()
    );
    assert!(
        first.said.iter().any(|line| line.contains(&hint)),
        "{:?}",
        first.said
    );
    assert_eq!(first.terminate(), Some(0));
    let next = start();
    assert_eq!(next.said.len(), 1);
    assert_eq!(next.terminate(), Some(0));
}

#[tokio::test]
async fn doctor_changes_nothing_and_names_what_is_wrong() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("kith");
    let on = opened(&folder).await;
    let doctor = || kith(&["doctor"], &folder);
    assert!(doctor().out.contains("WRONG  nobody leads the host"));
    let appointed = kith(
        &["staff", "appoint", "--email", "a@example.org", "--role", "lead"],
        &folder,
    );
    assert_eq!(appointed.code, Some(0), "{}", appointed.err);
    let well = doctor();
    assert_eq!(well.code, Some(0), "{}", well.out);
    assert!(well.out.contains("Nothing is wrong"));
    let database = folder.join("kith.sqlite");
    std::fs::set_permissions(&database, std::fs::Permissions::from_mode(0o644)).unwrap();
    let secret = folder.join("secret");
    std::fs::remove_file(&secret).unwrap();
    let ill = doctor();
    assert_eq!(ill.code, Some(1));
    assert!(
        ill.out.contains("kith.sqlite can be read by others"),
        "{}",
        ill.out
    );
    assert!(ill.out.contains("secret is missing"), "{}", ill.out);
    assert!(!secret.exists());
    make_older(&on).await;
    let older = doctor();
    assert!(
        older.out.contains("lacks 1 changes of this version"),
        "{}",
        older.out
    );
    make_newer(&on).await;
    let newer = doctor();
    assert!(newer.out.contains("written by a newer Kith"), "{}", newer.out);
}

#[tokio::test]
async fn backup_leaves_the_version_alone_and_restore_says_what_it_lets_go_of() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("kith");
    let on = opened(&folder).await;
    let file = place.path().join("one.backup");
    let made = kith(&["backup", file.to_str().unwrap()], &folder);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let restored = kith(
        &["restore", file.to_str().unwrap()],
        &place.path().join("restored"),
    );
    assert_eq!(restored.code, Some(0), "{}", restored.err);
    assert!(
        restored.out.contains("Everybody is signed out."),
        "{}",
        restored.out
    );
    make_older(&on).await;
    let file = place.path().join("two.backup");
    let made = kith(&["backup", file.to_str().unwrap()], &folder);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let standing = platform::migrations::standing(on.store()).await.unwrap();
    assert_eq!(standing.pending, 1);
}

#[tokio::test]
async fn survey_import_of_a_small_file_makes_a_survey_and_names_an_unknown_team() {
    let on: Installation = on_sqlite().await;
    let team = team(&on).await;
    let place = tempfile::tempdir().unwrap();
    survey_import(&answers(place.path(), true), &team.id.to_string(), on.folder())
        .refused("“Strong agree” (1 times) seems to mean “Strongly agree”");
    let file = answers(place.path(), false);
    survey_import(&file, NOBODY, on.folder()).refused("this installation has no such team");
    let done = survey_import(&file, &team.id.to_string(), on.folder());
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(done.out.contains("is a sealed survey now"), "{}", done.out);
    assert!(
        done.err
            .contains("“Strongly Agree” (20 times) is taken for “Strongly agree”"),
        "{}",
        done.err
    );
    let surveys = platform::climate::survey::of_team(&on, &team.lead, team.id).await;
    assert_eq!(surveys.unwrap().len(), 1);
}

#[test]
fn analyse_says_its_rules_how_many_answered_and_what_was_folded() {
    let place = tempfile::tempdir().unwrap();
    let file = answers(place.path(), false);
    let analyse = || {
        let mut program = program();
        program.args(["analyse", "--instrument", "pisa-2009-climate", "--asked", "42"]);
        program.arg(&file);
        program
    };
    let told = ended(&mut analyse());
    assert_eq!(told.code, Some(0), "{}", told.err);
    for words in [
        "21 of 42 people answered (50%).",
        "reported as",
        "people who answered at least",
    ] {
        assert!(told.out.contains(words), "{}", told.out);
    }
    assert!(
        told.err.contains("“Strongly Agree” (20 times) is taken for"),
        "{}",
        told.err
    );
    ended(analyse().args(["--least", "2"])).refused("--least");
    // Whoever reads it has gone before it says anything.
    let mut unheard = analyse()
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(unheard.stdout.take());
    let output = unheard.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && !err.contains("panicked"), "{err}");
}

#[tokio::test]
async fn demo_that_cannot_begin_says_why() {
    let place = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let fresh = place.path().join("fresh");
    kith(&["demo", "--port", &port], &fresh).refused("is taken by another program");
    assert!(!fresh.exists());
    let file = place.path().join("file");
    std::fs::write(&file, b"").unwrap();
    kith(&["demo", "--port", "0"], &file.join("inside")).refused("cannot be written");
    let real = place.path().join("real");
    let on = opened(&real).await;
    kith(&["demo", "--port", "0", "--fresh"], &real)
        .refused("holds an installation that is no demonstration");
    assert!(real.join("kith.sqlite").exists());
    std::fs::write(real.join("demonstration"), "2025-10-30\n").unwrap();
    make_newer(&on).await;
    kith(&["demo", "--port", "0"], &real).refused("was written by a newer Kith");
}

#[test]
fn staff_link_beside_a_demonstration_leaves_its_links_alone_and_opens() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("demo");
    let mut demo = program();
    demo.args(["demo", "--port", "0", "--folder"]).arg(&folder);
    let serving = Serving::until(&mut demo, "Ctrl-C");
    let printed = serving.link("/sign-in/");
    let url = printed.split("/sign-in/").next().unwrap();
    let hint = format!("--public-url {url} --email ADDRESS");
    assert!(
        serving.said.iter().any(|line| line.contains(&hint)),
        "{:?}",
        serving.said
    );
    let words = ["staff", "link", "--email", "new@example.org", "--public-url", url];
    let made = kith(&words, &folder);
    assert_eq!(made.code, Some(0), "{}", made.err);
    assert_eq!((status(made.out.trim()), status(printed)), (200, 200));
    assert_eq!(serving.terminate(), Some(0));
}

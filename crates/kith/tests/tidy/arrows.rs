//! Which crate may lean on which: DESIGN section 4, read from `cargo metadata`.

use cargo_metadata::{DependencyKind, MetadataCommand};

use crate::{expect_none, root};

/// Every crate of the workspace with those it may depend on. `convene` and `deliberate` come with the parts that need them.
const ARROWS: [(&str, &[&str]); 10] = [
    ("tally", &[]),
    ("measure", &["tally"]),
    ("disclosure", &["measure", "tally"]),
    ("deliberate", &[]),
    ("convene", &[]),
    ("instrument", &[]),
    (
        "platform",
        &[
            "instrument",
            "tally",
            "measure",
            "disclosure",
            "deliberate",
            "convene",
        ],
    ),
    ("publish", &["disclosure", "deliberate"]),
    (
        "web",
        &["platform", "publish", "disclosure", "instrument", "deliberate"],
    ),
    (
        "kith",
        &[
            "web",
            "platform",
            "publish",
            "tally",
            "measure",
            "disclosure",
            "deliberate",
            "convene",
            "instrument",
        ],
    ),
];

/// Crates that speak to a database, and so belong to `platform` alone.
const DATABASES: [&str; 4] = ["sea-orm", "sea-orm-migration", "sqlx", "rusqlite"];

/// Crates that do I/O, tell the time or draw random numbers, which the pure crates leave to others.
const IMPURE: [&str; 8] = [
    "tokio",
    "axum",
    "reqwest",
    "getrandom",
    "rand",
    "tracing",
    "object_store",
    "lettre",
];

/// The crates that take values and return values.
pub const PURE: [&str; 6] = [
    "tally",
    "measure",
    "disclosure",
    "deliberate",
    "convene",
    "instrument",
];

/// What is wrong with `name` depending on `dependency`, where `of_workspace` tells whether that is a crate of ours.
fn problem(name: &str, dependency: &str, of_workspace: bool) -> Option<String> {
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
        return Some(format!(
            "{name} is a new crate: give it its arrows in DESIGN and here"
        ));
    };
    if of_workspace && !allowed.contains(&dependency) {
        return Some(format!("{name} → {dependency} is no arrow of DESIGN section 4"));
    }
    if DATABASES.contains(&dependency) && name != "platform" {
        return Some(format!("{name} → {dependency}: SQL stays inside platform"));
    }
    if IMPURE.contains(&dependency) && PURE.contains(&name) {
        return Some(format!("{name} → {dependency}: {name} is a pure crate"));
    }
    None
}

#[test]
fn arrows_dependencies_of_crates_point_down_only() {
    let metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo reads its own workspace");
    let ours: Vec<&str> = metadata
        .packages
        .iter()
        .map(|package| package.name.as_str())
        .collect();
    assert!(ours.contains(&"kith"));
    let broken: Vec<String> = metadata
        .packages
        .iter()
        .flat_map(|package| {
            let dependencies = package
                .dependencies
                .iter()
                .filter(|found| found.kind != DependencyKind::Development);
            dependencies
                .filter_map(|found| problem(&package.name, &found.name, ours.contains(&found.name.as_str())))
        })
        .collect();
    expect_none("arrows that must not be", &broken);
}

#[test]
fn arrows_upward_arrow_is_a_problem() {
    assert_eq!(problem("measure", "tally", true), None);
    assert!(problem("tally", "measure", true).is_some());
    assert!(problem("web", "sea-orm", false).is_some());
    assert!(problem("tally", "tokio", false).is_some());
    assert!(problem("newcomer", "tally", true).is_some());
}

#[test]
fn architecture_names_every_crate() {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md at the root");
    let crates = std::fs::read_dir(root().join("crates")).expect("the folder of crates");
    let missing: Vec<String> = crates
        .map(|entry| {
            entry
                .expect("a readable folder")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| !page.contains(&format!("`{name}`")) && !page.contains(&format!("crates/{name}")))
        .collect();
    expect_none("ARCHITECTURE.md does not name", &missing);
}

//! The house rules as tests: what DESIGN and CONTRIBUTING ask of the source and no lint can see.
//!
//! Each rule is a function from text to the places that break it, so that a bad sample can show that the rule bites.

mod arrows;
mod readers;
mod sentences;
mod source;
mod style;
mod templates;

use std::path::{Path, PathBuf};

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the crate lies in a workspace")
}

/// A file of the workspace: its path from the root, with `/`, and its text.
struct File {
    path: String,
    text: String,
}

/// Every file under `folder` whose name ends in one of `endings`, in the order of their paths. A folder that is not
/// there yet has no files.
fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                if name != "node_modules" && name != "target" {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text = std::fs::read_to_string(&path).expect("a text file in UTF-8");
                let path = path.strip_prefix(&root).expect("found under the root");
                found.push(File {
                    path: path.to_string_lossy().replace('\\', "/"),
                    text,
                });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// The Rust files in the `src` folders of all crates.
fn sources() -> Vec<File> {
    files("crates", &[".rs"])
        .into_iter()
        .filter(|file| file.path.split('/').nth(2) == Some("src"))
        .collect()
}

/// The crate a path belongs to: `crates/NAME/…`.
fn crate_of(path: &str) -> &str {
    path.strip_prefix("crates/")
        .and_then(|rest| rest.split('/').next())
        .unwrap_or("")
}

/// Fails with one line for each place that breaks `rule`.
#[track_caller]
fn expect_none(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

#[test]
fn files_of_workspace_are_found() {
    assert!(
        sources()
            .iter()
            .any(|file| file.path == "crates/kith/src/main.rs")
    );
    assert_eq!(crate_of("crates/kith/src/main.rs"), "kith");
}

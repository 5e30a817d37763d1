//! `kith verify`: what a stored release proves to whoever has the file. It adds up whole numbers, and needs neither a solver
//! nor the answers.

use crate::output::say;
use anyhow::{Context, bail};
use clap::Args;
use disclosure::{Table, VerifiedRelease};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The name of a stored release in a folder of results.
const RELEASE: &str = "release.kith";

/// Checks a stored release: that its numbers fit together, that no subtraction among them leaves too few people, and that
/// every hidden group could be empty and could be large for all they tell.
#[derive(Args)]
pub struct Verify {
    /// The stored release, or a folder that holds one as `release.kith`.
    file: PathBuf,
    /// Prints one line of JSON instead of sentences, also when the check fails.
    #[arg(long)]
    json: bool,
}

impl Verify {
    /// Runs it.
    pub fn run(self) -> anyhow::Result<()> {
        let file = if self.file.is_dir() {
            self.file.join(RELEASE)
        } else {
            self.file
        };
        let name = file.display().to_string();
        let bytes = std::fs::read(&file).with_context(|| format!("{name} cannot be read"))?;
        match disclosure::verify(&bytes) {
            Ok(verified) if self.json => say!("{}", as_json(&file, &verified)),
            Ok(verified) => tell(&verified)?,
            Err(why) => {
                if self.json {
                    say!(
                        "{}",
                        json!({ "file": name, "verified": false, "reason": why.to_string() })
                    );
                }
                bail!("{name} is not proved: {why}");
            }
        }
        Ok(())
    }
}

fn named(table: &Table) -> String {
    match table {
        Table::People => "people".to_owned(),
        Table::Item(id) => format!("item {id}"),
        Table::Scale(id) => format!("scale {id}"),
    }
}

fn as_json(file: &Path, verified: &VerifiedRelease) -> Value {
    let tables = verified.tables.iter().map(|table| {
        json!({
            "table": named(&table.table),
            "shown": table.shown,
            "hidden": table.hidden,
            "open": table.open,
            "declared": table.declared,
            "tables": table.tables,
        })
    });
    json!({
        "file": file.display().to_string(),
        "verified": true,
        "least": verified.release.least,
        "places": verified.release.places.len(),
        "tables": tables.collect::<Vec<_>>(),
    })
}

fn tell(verified: &VerifiedRelease) -> anyhow::Result<()> {
    let release = &verified.release;
    say!(
        "places: {}, tables: {}, least count: {}",
        release.places.len(),
        verified.tables.len(),
        release.least
    );
    for table in &verified.tables {
        let checked = if table.tables == 0 {
            "the same numbers as the table of people".to_owned()
        } else {
            format!("{} witness tables add up", table.tables)
        };
        say!(
            "{}: {} groups shown, {} hidden; {} proved open, {} declared not small; {checked}",
            named(&table.table),
            table.shown,
            table.hidden,
            table.open,
            table.declared
        );
    }
    say!(
        "Every hidden group that is proved open could be empty and could be {} people or more, for all the release tells.",
        release.least
    );
    Ok(())
}

//! The built-in packs, and finding one by its id.

use std::sync::LazyLock;

use super::pack::Rules;

/// The built-in packs: Kith's first, the others by id.
const TEXTS: [&str; 17] = [
    include_str!("../../rules/kith.toml"),
    include_str!("../../rules/california-launchboard.toml"),
    include_str!("../../rules/colorado.toml"),
    include_str!("../../rules/connecticut.toml"),
    include_str!("../../rules/dc-osse.toml"),
    include_str!("../../rules/delaware.toml"),
    include_str!("../../rules/edfacts.toml"),
    include_str!("../../rules/kith-public.toml"),
    include_str!("../../rules/lattice.toml"),
    include_str!("../../rules/learning-bar.toml"),
    include_str!("../../rules/nces-brief-3.toml"),
    include_str!("../../rules/new-york.toml"),
    include_str!("../../rules/panorama.toml"),
    include_str!("../../rules/perts.toml"),
    include_str!("../../rules/tennessee.toml"),
    include_str!("../../rules/washington-doh.toml"),
    include_str!("../../rules/wisconsin.toml"),
];

static PACKS: LazyLock<Vec<Rules>> = LazyLock::new(|| {
    let read = |text: &&str| Rules::read(text).expect("a built-in pack is read in a test");
    TEXTS.iter().map(read).collect()
});

/// No pack has this id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule pack \"{}\"{}", .id.escape_debug(), said(.nearest.as_deref()))]
pub struct Unknown {
    /// The id asked for.
    pub id: String,
    /// The id that was perhaps meant.
    pub nearest: Option<String>,
}

fn said(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |id| format!(": did you mean \"{id}\"?"))
}

impl Rules {
    /// The built-in packs: Kith's first, the others by id.
    pub fn all() -> &'static [Self] {
        &PACKS
    }

    /// Kith's own pack, the default.
    pub fn kith() -> &'static Self {
        &PACKS[0]
    }

    /// The built-in pack with this id.
    ///
    /// # Errors
    /// [`Unknown`], with the id that was perhaps meant: a word of it, or at most a third of the letters mistyped.
    pub fn named(id: &str) -> Result<&'static Self, Unknown> {
        let asked = id.trim().to_lowercase().replace([' ', '_'], "-");
        if let Some(found) = PACKS.iter().find(|pack| pack.id == asked) {
            return Ok(found);
        }
        Err(Unknown {
            id: id.to_owned(),
            nearest: nearest(&asked),
        })
    }
}

fn nearest(asked: &str) -> Option<String> {
    // What is longer than any id by far was not meant to be one, and would take long to compare.
    let length = asked.chars().count();
    if !(2..=64).contains(&length) {
        return None;
    }
    let part = PACKS
        .iter()
        .find(|pack| pack.id.split('-').any(|word| word == asked));
    let close = PACKS
        .iter()
        .map(|pack| (strsim::damerau_levenshtein(&pack.id, asked), &pack.id))
        .filter(|&(apart, _)| apart * 3 <= length)
        .min();
    part.map(|pack| &pack.id).or(close.map(|(_, id)| id)).cloned()
}

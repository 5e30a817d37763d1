//! The file in which a host writes an instrument (TOML), and its reading into an [`Instrument`].

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeTable;

use crate::problem::printable;
use crate::reading::{Reader, Section};
use crate::scales::read_scales;
use crate::{
    Audience, Choice, Dimension, Instrument, Item, Key, Language, Level, Place, Problem, Text, Validation,
};

const BYTES_MAX: usize = 1 << 20;
const ITEMS_MAX: usize = 300;
const DIMENSIONS_MAX: usize = 40;
const CHOICES_MAX: usize = 16;
pub(crate) const SCORED_MAX: usize = 12;
const LANGUAGES_MAX: usize = 40;

impl Instrument {
    /// Reads an instrument from its file. All problems are told, each with its line, not only the first.
    /// What is merely unfinished, such as a missing translation, is told by [`Instrument::warnings`].
    ///
    /// ```toml
    /// id = "pulse"
    /// version = "1"
    /// languages = ["en", "es"]             # the first is the one it was written in
    /// audiences = ["student"]              # student, family, staff
    /// validation = "not yet"               # or "published"
    /// asked_anew = true                    # or only for answers that one already has
    /// title = { en = "A short pulse", es = "Un pulso breve" }
    ///
    /// [[choice_set]]                       # answers that several items share
    /// id = "often"
    /// choices = [
    ///   { id = "never", label = { en = "Never", es = "Nunca" } },
    ///   { id = "always", label = { en = "Always", es = "Siempre" } },
    ///   { id = "does-not-apply", label = { en = "Does not apply", es = "No aplica" }, scored = false },
    /// ]
    ///
    /// [[item]]
    /// id = "heard"
    /// question = { en = "How often are you heard?", es = "¿Con qué frecuencia te escuchan?" }
    /// choices = "often"                    # or a list of its own
    ///
    /// [[scale]]
    /// id = "voice"
    /// name = { en = "Voice", es = "Voz" }
    /// items = ["heard"]
    /// reversed = []                        # items whose scores are turned around
    /// favourable = ["always"]              # answers that count as favourable
    /// favourable_reversed = []             # the same for the reversed items
    /// rules = ["share of people"]          # share of answers, mean of item shares, share of people
    /// cut = 1.5                            # least mean score, where the lowest answer scores 1
    /// least_answered = 1
    ///
    /// [[dimension]]
    /// id = "grade"
    /// question = { en = "What grade are you in?", es = "¿En qué grado estás?" }
    /// several = false                      # may one person be in several?
    /// asked = true                         # or known only from a file or roster
    /// levels = [{ id = "6", label = { en = "Grade 6", es = "6.º grado" } }]
    /// ```
    pub fn from_toml(source: &str) -> Result<Self, Vec<Problem>> {
        if source.len() > BYTES_MAX {
            let what = format!("This file has {} bytes.", source.len());
            let right = format!("An instrument has {BYTES_MAX} bytes at most.");
            return Err(vec![Problem::error("too-large", Place::File, what, right)]);
        }
        let source = source.strip_prefix('\u{FEFF}').unwrap_or(source);
        let reader = Reader::new(source);
        let (document, errors) = DeTable::parse_recoverable(source);
        if !errors.is_empty() {
            for error in errors {
                let place = reader.place(error.span().map_or(0, |span| span.start), "");
                let what = format!("This is not written as TOML: {}.", printable(error.message()));
                reader.note(Problem::error("not-toml", place, what, ""));
            }
            return Err(reader.into_problems());
        }
        let instrument = read_instrument(&reader, &reader.root(document.get_ref()));
        let problems = reader.into_problems();
        match instrument {
            Some(instrument) if problems.is_empty() => Ok(instrument),
            _ => Err(problems),
        }
    }
}

fn read_instrument(reader: &Reader, root: &Section<'_>) -> Option<Instrument> {
    let languages = read_languages(root);
    reader.languages.replace(languages.clone());
    let choice_sets = read_choice_sets(root);
    let items = read_items(root, &choice_sets);
    let scales = read_scales(root, &items);
    let dimensions = read_dimensions(root, &items);
    let id = root.key("id");
    let version = root.string("version", "Use a short version in quotes, such as \"1\".");
    let title = root.text("title", true);
    let description = root.text("description", false);
    let audiences = read_audiences(root);
    let validation = read_validation(root);
    let source = root.text("source", false);
    let asked_anew = root.flag("asked_anew", true);
    root.finish();
    // Only now, so that what is missing first does not hide the rest.
    Some(Instrument {
        id: id?,
        version: version?,
        title,
        description,
        asked_anew,
        languages,
        audiences,
        validation,
        source,
        items,
        scales,
        dimensions,
    })
}

fn read_languages(root: &Section<'_>) -> Vec<Language> {
    const RIGHT: &str = "Use tags such as \"en\", \"es\" or \"zh-Hant\", the original language first.";
    let mut languages = Vec::new();
    for word in root.words("languages").into_iter().take(LANGUAGES_MAX) {
        match Language::new(&word.text) {
            Some(language) if languages.contains(&language) => {
                let what = format!("Language “{language}” is named twice.");
                root.note(Problem::error(
                    "duplicate-language",
                    word.place,
                    what,
                    "Name it once.",
                ));
            }
            Some(language) => languages.push(language),
            None => {
                let what = format!("“{}” is not the tag of a language.", printable(&word.text));
                root.note(Problem::error("bad-language", word.place, what, RIGHT).with_value(&word.text));
            }
        }
    }
    if languages.is_empty() {
        root.note(Problem::error(
            "missing-key",
            root.place_of("languages"),
            "No language is named.",
            RIGHT,
        ));
    }
    languages
}

fn read_audiences(root: &Section<'_>) -> Vec<Audience> {
    const RIGHT: &str = "Use one or more of \"student\", \"family\", \"staff\".";
    let mut audiences = BTreeSet::new();
    for word in root.words("audiences") {
        if let Some(audience) = Audience::ALL
            .into_iter()
            .find(|known| known.as_str() == word.text)
        {
            audiences.insert(audience);
        } else {
            let what = format!("“{}” is not an audience.", printable(&word.text));
            root.note(Problem::error("unknown-audience", word.place, what, RIGHT).with_value(&word.text));
        }
    }
    if audiences.is_empty() {
        root.note(Problem::error(
            "missing-key",
            root.place_of("audiences"),
            "No audience is named.",
            RIGHT,
        ));
    }
    audiences.into_iter().collect()
}

fn read_validation(root: &Section<'_>) -> Validation {
    const RIGHT: &str = "Use \"not yet\" or \"published\".";
    match root.optional_string("validation", RIGHT).as_deref() {
        None | Some("not yet") => Validation::NotYet,
        Some("published") => Validation::Published,
        Some(other) => {
            let what = format!("“{}” says nothing known about validation.", printable(other));
            root.note(Problem::error(
                "unknown-validation",
                root.place_of("validation"),
                what,
                RIGHT,
            ));
            Validation::NotYet
        }
    }
}

/// Notes a key that was seen before, and whether it is new.
pub(crate) fn is_new(section: &Section<'_>, seen: &mut BTreeSet<Key>, key: &Key, noun: &str) -> bool {
    let new = seen.insert(key.clone());
    if !new {
        let what = format!("There are two of the {noun} “{key}”.");
        let right = "Give each one a name of its own.";
        section.note(Problem::error("duplicate-key", section.place_of("id"), what, right).with_value(key));
    }
    new
}

fn read_choice_sets(root: &Section<'_>) -> BTreeMap<Key, Vec<Choice>> {
    let mut sets = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for section in root.sections("choice_set", ITEMS_MAX) {
        let choices = read_choices(&section);
        if let Some(id) = section
            .key("id")
            .filter(|id| is_new(&section, &mut seen, id, "choice set"))
        {
            sets.insert(id, choices);
        }
        section.finish();
    }
    sets
}

fn read_choices(parent: &Section<'_>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    let mut seen = BTreeSet::new();
    for section in parent.sections("choices", CHOICES_MAX) {
        let label = section.text("label", true);
        let scored = section.flag("scored", true);
        if let Some(id) = section
            .key("id")
            .filter(|id| is_new(&section, &mut seen, id, "choice"))
        {
            note_same_words(&section, choices.iter().map(|choice| &choice.label), &label);
            if scored && choices.last().is_some_and(|last| !last.scored) {
                let what = "A choice that is scored comes after one that is not.";
                let right = "Put the choices that are not scored last.";
                section.note(Problem::error("unscored-not-last", section.place(), what, right));
            }
            choices.push(Choice { id, label, scored });
        }
        section.finish();
    }
    let scored = choices.iter().filter(|choice| choice.scored).count();
    if !(2..=SCORED_MAX).contains(&scored) {
        let what = format!("There are {scored} scored choices.");
        let right = format!("Offer 2 to {SCORED_MAX}, from the lowest to the highest.");
        parent.note(Problem::error(
            "choice-count",
            parent.place_of("choices"),
            what,
            right,
        ));
    }
    choices
}

/// Two answers with the same words cannot be told apart, by a person or by an import.
fn note_same_words<'a>(section: &Section<'_>, known: impl Iterator<Item = &'a Text>, label: &Text) {
    for other in known {
        let same = label
            .iter()
            .find(|(language, words)| other.has(language) && other.get(language.as_str()) == *words);
        if let Some((language, words)) = same {
            let what = format!("Two answers have the same words in “{language}”.");
            let right = "Give each its own words.";
            section.note(Problem::error("duplicate-label", section.place(), what, right).with_value(words));
        }
    }
}

fn read_items(root: &Section<'_>, choice_sets: &BTreeMap<Key, Vec<Choice>>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut seen = BTreeSet::new();
    for section in root.sections("item", ITEMS_MAX) {
        let question = section.text("question", true);
        let choices = read_item_choices(&section, choice_sets);
        if let Some(id) = section
            .key("id")
            .filter(|id| is_new(&section, &mut seen, id, "item"))
        {
            items.push(Item {
                id,
                question,
                choices,
            });
        }
        section.finish();
    }
    if items.is_empty() {
        let right = "Write each question under a line [[item]].";
        root.note(Problem::error(
            "missing-key",
            root.place_of("item"),
            "There is no item.",
            right,
        ));
    }
    items
}

fn read_item_choices(section: &Section<'_>, choice_sets: &BTreeMap<Key, Vec<Choice>>) -> Vec<Choice> {
    const RIGHT: &str = "Use the id of a choice set, or a list of choices.";
    if section.is_list("choices") {
        return read_choices(section);
    }
    let Some(name) = section.string("choices", RIGHT) else {
        return Vec::new();
    };
    choice_sets.get(name.as_str()).cloned().unwrap_or_else(|| {
        let known = choice_sets.keys().map(Key::as_str).collect::<Vec<_>>().join(", ");
        let what = format!("There is no choice set “{}”.", printable(&name));
        let right = format!("Known are: {known}.");
        section.note(
            Problem::error("unknown-choice-set", section.place_of("choices"), what, right).with_value(&name),
        );
        Vec::new()
    })
}

fn read_dimensions(root: &Section<'_>, items: &[Item]) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    // Items and dimensions share the names of form fields and columns.
    let mut seen: BTreeSet<Key> = items.iter().map(|item| item.id.clone()).collect();
    for section in root.sections("dimension", DIMENSIONS_MAX) {
        let question = section.text("question", true);
        let levels = read_levels(&section);
        let several = section.flag("several", false);
        let asked = section.flag("asked", true);
        if let Some(id) = section
            .key("id")
            .filter(|id| is_new(&section, &mut seen, id, "item or dimension"))
        {
            dimensions.push(Dimension {
                id,
                question,
                levels,
                several,
                asked,
            });
        }
        section.finish();
    }
    dimensions
}

fn read_levels(parent: &Section<'_>) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    let mut seen = BTreeSet::new();
    for section in parent.sections("levels", Dimension::LEVELS_MAX) {
        let label = section.text("label", true);
        if let Some(id) = section
            .key("id")
            .filter(|id| is_new(&section, &mut seen, id, "level"))
        {
            note_same_words(&section, levels.iter().map(|level| &level.label), &label);
            levels.push(Level { id, label });
        }
        section.finish();
    }
    if levels.is_empty() {
        let right = format!("Name 1 to {} levels.", Dimension::LEVELS_MAX);
        parent.note(Problem::error(
            "missing-key",
            parent.place_of("levels"),
            "There is no level.",
            right,
        ));
    }
    levels
}

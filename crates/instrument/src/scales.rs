//! Reads the scales of an instrument's file: which items, which answers are favourable, under which rule.

use std::collections::BTreeSet;

use crate::file::{SCORED_MAX, is_new};
use crate::problem::printable;
use crate::reading::Section;
use crate::{Item, Key, Problem, Rule, Scale, ScaleItem};

const SCALES_MAX: usize = 60;

pub(crate) fn read_scales(root: &Section<'_>, items: &[Item]) -> Vec<Scale> {
    let mut scales = Vec::new();
    let mut seen = BTreeSet::new();
    for section in root.sections("scale", SCALES_MAX) {
        let name = section.text("name", true);
        let description = section.text("description", false);
        let scale_items = read_scale_items(&section, items);
        let rules = read_rules(&section);
        let (cut, least_answered) = read_cut(&section, &rules, &scale_items, items);
        if let Some(id) = section
            .key("id")
            .filter(|id| is_new(&section, &mut seen, id, "scale"))
        {
            scales.push(Scale {
                id,
                name,
                description,
                items: scale_items,
                rules,
                cut,
                least_answered,
            });
        }
        section.finish();
    }
    scales
}

fn read_rules(section: &Section<'_>) -> Vec<Rule> {
    const RIGHT: &str =
        "Use one or more of \"share of answers\", \"mean of item shares\", \"share of people\".";
    let mut rules = Vec::new();
    for word in section.words("rules") {
        match Rule::ALL.into_iter().find(|known| known.as_str() == word.text) {
            Some(rule) if rules.contains(&rule) => {
                let what = format!("The rule “{}” is named twice.", rule.as_str());
                section.note(Problem::error(
                    "duplicate-rule",
                    word.place,
                    what,
                    "Name it once.",
                ));
            }
            Some(rule) => rules.push(rule),
            None => {
                let what = format!("“{}” is not a scoring rule.", printable(&word.text));
                section.note(Problem::error("unknown-rule", word.place, what, RIGHT).with_value(&word.text));
            }
        }
    }
    if rules.is_empty() {
        section.note(Problem::error(
            "missing-key",
            section.place_of("rules"),
            "No scoring rule is named.",
            RIGHT,
        ));
    }
    rules
}

fn read_cut(section: &Section<'_>, rules: &[Rule], used: &[ScaleItem], items: &[Item]) -> (f64, u8) {
    let scored_counts: BTreeSet<usize> = items
        .iter()
        .filter(|item| used.iter().any(|scale_item| scale_item.item == item.id))
        .map(|item| item.scored().len())
        .filter(|count| *count > 0)
        .collect();
    let scored_most = scored_counts.last().copied().unwrap_or(SCORED_MAX);
    let highest = u8::try_from(scored_most).unwrap_or(u8::MAX);
    let item_count = u8::try_from(used.len()).unwrap_or(u8::MAX).max(1);
    let cut = section.number("cut", 1.0..=f64::from(highest));
    let least_answered = section.whole("least_answered", 1..=item_count);
    if rules.contains(&Rule::ShareOfPeople) {
        for key in ["cut", "least_answered"] {
            if !section.has(key) {
                let what = format!("The rule “share of people” needs “{key}”.");
                section.note(Problem::error(
                    "missing-key",
                    section.place_of(key),
                    what,
                    "It is part of the rule.",
                ));
            }
        }
    }
    if scored_counts.len() > 1 {
        let what = "The items of this scale have different numbers of scored choices.";
        let right = "Every scale also tells people's own means, which need items with as many choices each: split the scale.";
        section.note(Problem::error(
            "mixed-choices",
            section.place_of("items"),
            what,
            right,
        ));
    }
    (cut.unwrap_or(1.0), least_answered.unwrap_or(1))
}

fn read_scale_items(section: &Section<'_>, items: &[Item]) -> Vec<ScaleItem> {
    let wanted = read_item_keys(section, "items", |id| items.iter().any(|item| item.id == *id));
    let reversed = read_item_keys(section, "reversed", |id| wanted.iter().any(|known| *known == *id));
    if wanted.is_empty() {
        let right = "List the ids of its items.";
        section.note(Problem::error(
            "missing-key",
            section.place_of("items"),
            "This scale has no item.",
            right,
        ));
    }
    let is_reversed = |item: &Item| reversed.contains(&item.id);
    let used: Vec<&Item> = wanted
        .iter()
        .filter_map(|id| items.iter().find(|item| item.id == *id))
        .collect();
    let plain: Vec<&Item> = used.iter().copied().filter(|item| !is_reversed(item)).collect();
    let turned: Vec<&Item> = used.iter().copied().filter(|item| is_reversed(item)).collect();
    let favourable = read_favourable(section, "favourable", &plain);
    let favourable_reversed = read_favourable(section, "favourable_reversed", &turned);
    used.into_iter()
        .map(|item| {
            let reversed = is_reversed(item);
            let named = if reversed {
                &favourable_reversed
            } else {
                &favourable
            };
            let codes = (0_u8..)
                .zip(item.scored())
                .filter(|(_, choice)| named.contains(choice.id.as_str()));
            ScaleItem {
                item: item.id.clone(),
                reversed,
                favourable: codes.map(|(code, _)| code).collect(),
            }
        })
        .collect()
}

fn read_item_keys(section: &Section<'_>, key: &'static str, is_known: impl Fn(&str) -> bool) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for word in section.words(key) {
        match Key::new(&word.text).filter(|id| is_known(id)) {
            Some(id) if keys.contains(&id) => {
                let what = format!("Item “{id}” is listed twice.");
                section.note(Problem::error(
                    "duplicate-item",
                    word.place,
                    what,
                    "List it once.",
                ));
            }
            Some(id) => keys.push(id),
            None => {
                let what = format!("There is no item “{}” here.", printable(&word.text));
                let right = if key == "items" {
                    "Use the id of an item."
                } else {
                    "Use an item of this scale."
                };
                section.note(Problem::error("unknown-item", word.place, what, right).with_value(&word.text));
            }
        }
    }
    keys
}

/// The keys of favourable choices; each must be a choice of one of `items`, and each item needs one that is
/// favourable and one that is not.
fn read_favourable(section: &Section<'_>, key: &'static str, items: &[&Item]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let words = section.words(key);
    if items.iter().any(|item| item.scored().is_empty()) {
        // What is wrong with the choices is told where they are.
        return named;
    }
    for word in words {
        if !items
            .iter()
            .any(|item| item.scored().iter().any(|choice| choice.id == *word.text))
        {
            let what = format!(
                "No item that “{key}” is about has a scored choice “{}”.",
                printable(&word.text)
            );
            let right = "Use the ids of scored choices.";
            section.note(Problem::error("unknown-choice", word.place, what, right).with_value(&word.text));
        } else if !named.insert(word.text.clone()) {
            let what = format!("Choice “{}” is listed twice.", printable(&word.text));
            section.note(Problem::error(
                "duplicate-choice",
                word.place,
                what,
                "List it once.",
            ));
        }
    }
    for item in items {
        let count = item
            .scored()
            .iter()
            .filter(|choice| named.contains(choice.id.as_str()))
            .count();
        if count == 0 || count == item.scored().len() {
            let which = if count == 0 { "no answer" } else { "every answer" };
            let what = format!("For item “{}”, {which} counts as favorable.", item.id);
            let right = format!("Name some of its choices under “{key}”, not all.");
            section.note(Problem::error(
                "favourable-choices",
                section.place_of(key),
                what,
                right,
            ));
        }
    }
    named
}

//! What is known about a scale, in sentences for people who do not know the coefficients.

use disclosure::quality::{Account, Comparison, Opposite, ScaleQuality, Verdict};
use disclosure::{Group, Released, quality::Quality};
use publish::Wording as _;

use crate::climate::wording::Words;

/// From here on a scale is dependable for comparing groups (Nunnally 1978, p. 245).
const GOOD: f64 = 0.80;
/// From here on it is fair for a first look.
const FAIR: f64 = 0.70;

/// Sentences about each scale, in the order of `scales`.
pub fn of_scales(words: &Words<'_>, quality: &Released<Quality>, scales: &[&str]) -> Vec<Vec<String>> {
    let of = |id: &&str| {
        let known = quality.scales.iter().find(|scale| scale.scale == **id);
        known.map_or_else(Vec::new, |scale| of_scale(words, scale))
    };
    scales.iter().map(of).collect()
}

fn of_scale(words: &Words<'_>, scale: &ScaleQuality) -> Vec<String> {
    let t = words.t;
    let Some(account) = scale.figures.value() else {
        return vec![t.say("report-worth-none").to_string()];
    };
    let mut said = vec![reliability(words, account)];
    if let Some(schools) = account.schools.as_ref().and_then(|schools| schools.value()) {
        let needed = schools
            .answers_needed
            .iter()
            .find(|(reliability, _)| (*reliability - FAIR).abs() < 0.001)
            .and_then(|(_, answers)| *answers);
        let share = t.percent(schools.icc.max(0.0), 0);
        said.push(match needed {
            Some(answers) => t
                .say("report-worth-schools")
                .with("share", share)
                .with("schools", schools.schools)
                .with("answers", answers)
                .to_string(),
            None => t
                .say("report-worth-schools-alike")
                .with("share", share)
                .with("schools", schools.schools)
                .to_string(),
        });
    }
    said.extend(fairness(words, &account.fairness));
    if let Some(careless) = account.careless.value() {
        let (all, without) = careless.mean;
        let sentence = t
            .say("report-worth-careless")
            .with("all", t.decimal(all, 2))
            .with("without", t.decimal(without, 2));
        said.push(sentence.to_string());
    }
    said
}

fn reliability(words: &Words<'_>, account: &Account) -> String {
    let t = words.t;
    let Some(alpha) = account.reliability.pairwise.value() else {
        return t.say("report-worth-none").to_string();
    };
    let key = match alpha.alpha {
        alpha if alpha >= GOOD => "report-worth-alpha.good",
        alpha if alpha >= FAIR => "report-worth-alpha.fair",
        _ => "report-worth-alpha.low",
    };
    let figures = t
        .say("report-worth-alpha.figures")
        .with("alpha", t.decimal(alpha.alpha, 2))
        .with("low", t.decimal(alpha.low, 2))
        .with("high", t.decimal(alpha.high, 2))
        .with("people", account.people);
    format!("{} {figures}", t.say(key))
}

/// One sentence for all groups that are alike, one for each that is not.
fn fairness(words: &Words<'_>, comparisons: &[Comparison]) -> Vec<String> {
    let t = words.t;
    let mut alike = Vec::new();
    let mut said = Vec::new();
    for comparison in comparisons {
        let Some(found) = comparison.differences.value() else {
            continue;
        };
        let (group, against) = sides(words, comparison);
        let (key, items, deviations) = match &found.verdict {
            Verdict::Comparable => {
                alike.push(group);
                continue;
            }
            Verdict::NotTested => continue,
            Verdict::ItemsDiffer {
                items, deviations, ..
            } => ("report-worth-items-differ", items, *deviations),
            Verdict::ScaleDiffers {
                items, deviations, ..
            } => ("report-worth-scale-differs", items, *deviations),
        };
        let quoted = items.iter().map(|item| {
            t.say("figure-quoted")
                .with("answer", words.item(item))
                .to_string()
        });
        let sentence = t
            .say(key)
            .with("group", group)
            .with("against", against)
            .with("items", quoted.collect::<Vec<_>>().join(", "))
            .with("deviations", t.decimal(deviations.abs(), 2));
        said.push(sentence.to_string());
    }
    if !alike.is_empty() {
        let sentence = t.say("report-worth-alike").with("groups", alike.join(", "));
        said.insert(0, sentence.to_string());
    }
    said
}

fn sides(words: &Words<'_>, comparison: &Comparison) -> (String, String) {
    let level = |level: &String| {
        words.group(&Group::Level {
            dimension: comparison.dimension.clone(),
            level: level.clone(),
        })
    };
    let against = match &comparison.against {
        Opposite::Level(id) => level(id),
        Opposite::Rest => words.t.say("report-worth-rest").to_string(),
    };
    (level(&comparison.level), against)
}

//! What the data say, in sentences: the share of everyone, and a group only where the data support naming it.

use disclosure::{Difference, Finding, ItemTable, Rule, ScaleTable};
use publish::Wording;

use super::results;
use super::wording::Words;

/// The favourable answers of an item, quoted and joined.
pub(super) fn favourable_words(words: &Words, table: &ItemTable) -> String {
    let favourable = table
        .options
        .iter()
        .zip(&table.favourable)
        .filter(|(_, favourable)| **favourable);
    let quoted: Vec<String> = favourable
        .map(|(option, _)| {
            words
                .t
                .say("figure-quoted")
                .with("answer", words.option(&table.item, option))
                .to_string()
        })
        .collect();
    quoted.join(&words.t.say("figure-or").to_string())
}

/// What the data say about a question, in a sentence or two.
pub(super) fn of_item(words: &Words, table: &ItemTable) -> String {
    let t = words.t;
    let Some(figure) = results::everyone(&table.rows) else {
        return t.say("results-not-shown-yet").to_string();
    };
    if !table.favourable.contains(&true) {
        return t
            .say("figure-answered")
            .with("count", figure.answered)
            .to_string();
    }
    let headline = t
        .say("figure-item-finding")
        .with("percent", words.percent(figure.favourable.share))
        .with("answers", favourable_words(words, table));
    with_differences(words, &headline.to_string(), &table.differences)
}

/// What the data say about a construct, in a sentence or two.
pub(super) fn of_scale(words: &Words, table: &ScaleTable) -> String {
    let t = words.t;
    let Some(figure) = results::everyone(&table.rows) else {
        return t.say("results-not-shown-yet").to_string();
    };
    let headline = match table.rule {
        Rule::ShareOfPeople => t
            .say("figure-scale-finding.people")
            .with("percent", words.percent(figure.share_of_people.share)),
        Rule::ShareOfAnswers => t
            .say("figure-scale-finding.answers")
            .with("percent", words.percent(figure.share_of_answers.share)),
        Rule::MeanOfItemShares => t
            .say("figure-scale-finding.items")
            .with("percent", words.percent(figure.mean_of_item_shares)),
    };
    with_differences(words, &headline.to_string(), &table.differences)
}

/// Names a group only where the data support a difference.
fn with_differences(words: &Words, headline: &str, differences: &[Difference]) -> String {
    let t = words.t;
    let groups = |finding: Finding| {
        let named = differences
            .iter()
            .filter(|difference| difference.finding == finding);
        named
            .map(|difference| words.group(&difference.group))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (higher, lower) = (groups(Finding::Higher), groups(Finding::Lower));
    let said = match (higher.is_empty(), lower.is_empty()) {
        _ if differences.is_empty() => return headline.to_owned(),
        (true, true) => t.say("figure-differences.none"),
        (false, true) => t.say("figure-differences.higher").with("higher", higher),
        (true, false) => t.say("figure-differences.lower").with("lower", lower),
        (false, false) => t
            .say("figure-differences.both")
            .with("higher", higher)
            .with("lower", lower),
    };
    format!("{headline} {said}")
}

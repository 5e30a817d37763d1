//! The report as text for a terminal.

use crate::output::say;
use disclosure::{Released, Report, Rule, ScaleTable};
use publish::Wording as _;
use web::Translator;
use web::climate::Words;

/// Prints who answered, every table, and every rule.
pub fn print(report: &Released<Report>, asked: Option<u32>, words: &Words<'_>) -> anyhow::Result<()> {
    let figures = publish::table::plain_text(report, words);
    say!(
        "{}\n{figures}\n{}",
        answered(report, asked, words.t),
        rules(report, words)
    );
    Ok(())
}

/// Who answered, in a sentence.
pub fn answered(report: &Released<Report>, asked: Option<u32>, t: Translator) -> String {
    let Some(people) = report.people.shown().copied() else {
        let said = t.say("results-people-hidden").with("least", report.least);
        return said.to_string();
    };
    match asked {
        Some(asked) if asked >= people && asked > 0 => t
            .say("results-people-asked")
            .with("count", people)
            .with("asked", asked)
            .with("percent", t.percent(f64::from(people) / f64::from(asked), 0))
            .to_string(),
        _ => t.say("results-people").with("count", people).to_string(),
    }
}

/// What each construct's figures mean: every rule, and which of them it reports.
fn rules(report: &Released<Report>, words: &Words<'_>) -> String {
    let t = words.t;
    let of_scale = |table: &ScaleTable| {
        let reported = t
            .say("analyse-reported")
            .with("scale", words.scale(&table.scale))
            .with("rule", words.rule(table.rule));
        let [people, items, answers] = [Rule::ShareOfPeople, Rule::MeanOfItemShares, Rule::ShareOfAnswers]
            .map(|rule| words.rule_of(table, rule));
        format!("{reported}\n  {people}\n  {items}\n  {answers}\n")
    };
    report.scales.iter().map(of_scale).collect::<Vec<_>>().join("\n")
}

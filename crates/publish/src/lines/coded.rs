//! From a report whose shares a rule pack codes to lines.

use disclosure::coding::{Coded, CodedAnswers, CodedFigure, CodedItem, CodedReport, CodedScale, CodedShare};
use disclosure::{Released, Rule};

use super::figures::{FAVORABLE, Named, differences, rule_id, start};
use super::{Head, Line, PlaceName, Sheet, Sink, Value, WriteError};
use crate::table::reported_first;
use crate::wording::Wording;

/// Gives everything that is said in the report to `out`, on the lines that [`super::each`] makes.
///
/// # Errors
/// Those of `out`.
pub fn each_coded(
    report: &Released<CodedReport>,
    place: PlaceName<'_>,
    wording: &dyn Wording,
    out: &mut dyn Sink,
) -> Result<(), WriteError> {
    for table in &report.scales {
        scale(table, place, wording, out)?;
    }
    for table in &report.items {
        item(table, place, wording, out)?;
    }
    for table in &report.scales {
        let words = wording.scale(&table.scale);
        differences(&table.differences, (&table.scale, &words), place, wording, out)?;
    }
    for table in &report.items {
        let words = wording.item(&table.item);
        differences(&table.differences, (&table.item, &words), place, wording, out)?;
    }
    Ok(())
}

/// What is said, how, and from where to where the share is by it.
fn said(line: &mut Line<'_>, coded: Coded) {
    let hundredth = |percent: u8| f64::from(percent) / 100.0;
    let (code, from, to) = match coded {
        Coded::Exact { part, of } => {
            let share = crate::table::part_of(part, of);
            line.set(Head::Count, Value::Count(part.into()));
            ("exact", share, share)
        }
        Coded::Percent(percent) => ("percent", hundredth(percent), hundredth(percent)),
        Coded::Band { low, high } => ("band", hundredth(low), hundredth(high)),
        Coded::Below(percent) => ("below", 0.0, hundredth(percent)),
        Coded::AtMost(percent) => ("at most", 0.0, hundredth(percent)),
        Coded::Above(percent) => ("above", hundredth(percent), 1.0),
        Coded::AtLeast(percent) => ("at least", hundredth(percent), 1.0),
        Coded::Hidden => return,
    };
    line.set(Head::Code, Value::Text(code));
    line.set(Head::ShareFrom, Value::Number(from));
    line.set(Head::ShareTo, Value::Number(to));
    if coded.is_plain() {
        line.set(Head::Share, Value::Number(from));
    }
}

fn share(line: &mut Line<'_>, share: &CodedShare) {
    said(line, share.said);
    if let Some([low, high]) = share.interval {
        line.set(Head::Low, Value::Number(low));
        line.set(Head::High, Value::Number(high));
    }
}

fn item(
    table: &CodedItem,
    place: PlaceName<'_>,
    wording: &dyn Wording,
    out: &mut dyn Sink,
) -> Result<(), WriteError> {
    let words = wording.item(&table.item);
    let favourable = wording.favourable();
    let options: Vec<String> = table
        .options
        .iter()
        .map(|option| wording.option(&table.item, option))
        .collect();
    for row in &table.rows {
        let group = Named::new(&row.group, wording);
        let shown = row.cell.shown();
        for (at, option) in options.iter().enumerate() {
            let told = |answers: &CodedAnswers| answers.options.get(at).copied().unwrap_or(Coded::Hidden);
            let coded = shown.map_or(Coded::Hidden, told);
            let mut line = start(Sheet::Items, place, (&table.item, &words), &group);
            line.set(Head::Option, Value::Text(&table.options[at]));
            line.set(Head::OptionWording, Value::Text(option));
            line.set(Head::IsFavorable, Value::Flag(table.favourable[at]));
            line.set(Head::Shown, Value::Flag(coded != Coded::Hidden));
            if let Some(answers) = shown.filter(|_| coded != Coded::Hidden) {
                line.set(Head::Answered, Value::Count(answers.answered.into()));
            }
            said(&mut line, coded);
            out.line(&line)?;
        }
        if table.favourable.contains(&true) {
            let mut line = start(Sheet::Items, place, (&table.item, &words), &group);
            line.set(Head::Option, Value::Text(FAVORABLE));
            line.set(Head::OptionWording, Value::Text(&favourable));
            line.set(Head::IsFavorable, Value::Flag(true));
            line.set(Head::Shown, Value::Flag(shown.is_some()));
            if let Some(answers) = shown {
                line.set(Head::Answered, Value::Count(answers.answered.into()));
                share(&mut line, &answers.favourable);
            }
            out.line(&line)?;
        }
    }
    Ok(())
}

fn scale(
    table: &CodedScale,
    place: PlaceName<'_>,
    wording: &dyn Wording,
    out: &mut dyn Sink,
) -> Result<(), WriteError> {
    let words = wording.scale(&table.scale);
    let rules = reported_first(table.rule).map(|rule| (rule, wording.rule(rule)));
    for row in &table.rows {
        let group = Named::new(&row.group, wording);
        for (rule, rule_words) in &rules {
            let mut line = start(Sheet::Scales, place, (&table.scale, &words), &group);
            line.set(Head::Option, Value::Text(rule_id(*rule)));
            line.set(Head::OptionWording, Value::Text(rule_words));
            line.set(Head::IsReported, Value::Flag(*rule == table.rule));
            let is_shown = row
                .cell
                .shown()
                .is_some_and(|figure| rule_figures(&mut line, figure, *rule));
            line.set(Head::Shown, Value::Flag(is_shown));
            out.line(&line)?;
        }
    }
    Ok(())
}

/// Whether anything is said under the rule.
fn rule_figures(line: &mut Line<'_>, figure: &CodedFigure, rule: Rule) -> bool {
    let made = match rule {
        Rule::ShareOfPeople => {
            line.set(Head::Answered, Value::Count(figure.answered.into()));
            share(line, &figure.people);
            return figure.people.said != Coded::Hidden;
        }
        Rule::MeanOfItemShares => figure.mean_of_item_shares,
        Rule::ShareOfAnswers => figure.share_of_answers,
    };
    if let Some(made) = made {
        line.set(Head::Code, Value::Text("made"));
        line.set(Head::Share, Value::Number(made));
    }
    made.is_some()
}

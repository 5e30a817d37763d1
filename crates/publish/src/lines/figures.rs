//! From a report to lines.

use disclosure::{
    Cell, Difference, Distribution, Finding, Group, ItemTable, Released, Report, Rule, ScaleFigure,
    ScaleTable,
};

use super::{Head, Line, PlaceName, Sheet, Sink, Value, WriteError};
use crate::table::{part_of, reported_first};
use crate::wording::Wording;

/// In the place of an option: all favorable ones together. No option has an id with a blank.
pub(super) const FAVORABLE: &str = "all favorable";

/// Gives every figure of the report to `out`: scales, items, then differences.
///
/// # Errors
/// Those of `out`.
pub fn each(
    report: &Released<Report>,
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

/// A group's dimension, level and words.
pub(super) struct Named {
    dimension: String,
    level: String,
    words: String,
}

impl Named {
    pub(super) fn new(group: &Group, wording: &dyn Wording) -> Self {
        let (dimension, level) = match group {
            Group::Everyone => (String::new(), String::new()),
            Group::Level { dimension, level } => (dimension.clone(), level.clone()),
            Group::Pair { dimensions, levels } => (dimensions.join(" × "), levels.join(" × ")),
        };
        let words = wording.group(group);
        Self {
            dimension,
            level,
            words,
        }
    }
}

pub(super) fn start<'a>(
    sheet: Sheet,
    place: PlaceName<'a>,
    of: (&'a str, &'a str),
    group: &'a Named,
) -> Line<'a> {
    let mut line = Line::new(sheet);
    line.set(Head::PlaceKind, Value::Text(place.kind));
    line.set(Head::Place, Value::Text(place.id));
    line.set(Head::Within, Value::Text(place.within));
    line.set(Head::Id, Value::Text(of.0));
    line.set(Head::Wording, Value::Text(of.1));
    line.set(Head::Dimension, Value::Text(&group.dimension));
    line.set(Head::Level, Value::Text(&group.level));
    line.set(Head::Group, Value::Text(&group.words));
    line
}

fn item(
    table: &ItemTable,
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
            let mut line = start(Sheet::Items, place, (&table.item, &words), &group);
            line.set(Head::Option, Value::Text(&table.options[at]));
            line.set(Head::OptionWording, Value::Text(option));
            line.set(Head::IsFavorable, Value::Flag(table.favourable[at]));
            line.set(Head::Shown, Value::Flag(shown.is_some()));
            if let Some(shown) = shown {
                option_figures(&mut line, shown, at);
            }
            out.line(&line)?;
        }
        if table.favourable.contains(&true) {
            let mut line = start(Sheet::Items, place, (&table.item, &words), &group);
            line.set(Head::Option, Value::Text(FAVORABLE));
            line.set(Head::OptionWording, Value::Text(&favourable));
            line.set(Head::IsFavorable, Value::Flag(true));
            line.set(Head::Shown, Value::Flag(shown.is_some()));
            if let Some(shown) = shown {
                favourable_figures(&mut line, shown);
            }
            out.line(&line)?;
        }
    }
    Ok(())
}

fn favourable_figures(line: &mut Line<'_>, shown: &Distribution) {
    let share = shown.favourable;
    line.set(Head::Asked, Value::Count(shown.asked.into()));
    line.set(Head::Answered, Value::Count(shown.answered.into()));
    line.set(Head::Count, Value::Count(share.part.into()));
    line.set(Head::Share, Value::Number(share.share));
    line.set(Head::Low, Value::Number(share.low));
    line.set(Head::High, Value::Number(share.high));
}

fn option_figures(line: &mut Line<'_>, shown: &Distribution, at: usize) {
    let count = shown.counts.get(at).copied().unwrap_or_default();
    line.set(Head::Asked, Value::Count(shown.asked.into()));
    line.set(Head::Answered, Value::Count(shown.answered.into()));
    line.set(Head::Count, Value::Count(count.into()));
    line.set(Head::Share, Value::Number(part_of(count, shown.answered)));
}

/// A rule's id in files.
pub(super) fn rule_id(rule: Rule) -> &'static str {
    match rule {
        Rule::ShareOfAnswers => "share of answers",
        Rule::MeanOfItemShares => "mean of item shares",
        Rule::ShareOfPeople => "share of people",
    }
}

fn scale(
    table: &ScaleTable,
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
            line.set(Head::Shown, Value::Flag(!row.cell.is_hidden()));
            if let Cell::Shown(figure) = &row.cell {
                rule_figures(&mut line, figure, *rule);
            }
            out.line(&line)?;
        }
    }
    Ok(())
}

fn rule_figures(line: &mut Line<'_>, figure: &ScaleFigure, rule: Rule) {
    match rule {
        Rule::ShareOfAnswers => {
            let answers = figure.share_of_answers;
            line.set(Head::Answered, Value::Count(answers.of));
            line.set(Head::Count, Value::Count(answers.part));
            line.set(Head::Share, Value::Number(answers.share));
        }
        Rule::MeanOfItemShares => line.set(Head::Share, Value::Number(figure.mean_of_item_shares)),
        Rule::ShareOfPeople => {
            let people = figure.share_of_people;
            line.set(Head::Answered, Value::Count(people.of.into()));
            line.set(Head::Count, Value::Count(people.part.into()));
            line.set(Head::Share, Value::Number(people.share));
            line.set(Head::Low, Value::Number(people.low));
            line.set(Head::High, Value::Number(people.high));
        }
    }
}

pub(super) fn differences(
    differences: &[Difference],
    of: (&str, &str),
    place: PlaceName<'_>,
    wording: &dyn Wording,
    out: &mut dyn Sink,
) -> Result<(), WriteError> {
    for difference in differences {
        let group = Named::new(&difference.group, wording);
        let mut line = start(Sheet::Differences, place, of, &group);
        let rest = difference.rest;
        line.set(Head::RestShare, Value::Number(rest.share));
        line.set(Head::RestAnswered, Value::Count(rest.of.into()));
        line.set(Head::Difference, Value::Number(difference.difference));
        line.set(Head::Low, Value::Number(difference.low));
        line.set(Head::High, Value::Number(difference.high));
        line.set(Head::P, Value::Number(difference.p));
        let finding = match difference.finding {
            Finding::Higher => "higher",
            Finding::Lower => "lower",
            Finding::NotSupported => "not supported",
        };
        line.set(Head::Finding, Value::Text(finding));
        out.line(&line)?;
    }
    Ok(())
}

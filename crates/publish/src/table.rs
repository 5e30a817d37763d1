//! Released figures as rows: for a table on a page, a CSV file and a report on the command line.

mod coded;
mod comma;
mod plain;

use disclosure::{AnswerShare, Cell, Group, Released, Report, Rule, ScaleFigure, Share};

use crate::wording::Wording;

pub use coded::{of_coded_items, of_coded_scales};
pub(crate) use comma::harmless;
pub use comma::{ItemOrScale, csv};
pub use plain::plain_text;

/// A table to be shown: heads, and rows in which every figure is written or withheld.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is about: a question or the name of a scale.
    pub title: String,
    /// Heads of the columns after the first, which is the group.
    pub heads: Vec<String>,
    /// One row per group.
    pub rows: Vec<TableRow>,
}

/// One group's row.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// The group's name.
    pub group: String,
    /// One text per head; hidden when the group is not shown.
    pub cells: Cell<Vec<String>>,
}

/// The tables of all items, in the order of the report: answered, favourable, interval, then each option in percent.
pub fn of_items(report: &Released<Report>, wording: &dyn Wording) -> Vec<Table> {
    let tables = report.items.iter().map(|table| {
        let mut heads = vec![wording.answered(), wording.favourable(), wording.interval()];
        heads.extend(
            table
                .options
                .iter()
                .map(|option| wording.option(&table.item, option)),
        );
        let rows = table.rows.iter().map(|row| {
            row_of(&row.group, &row.cell, wording, |shown| {
                let mut cells = vec![wording.count(u64::from(shown.answered))];
                cells.extend(share_and_interval(&shown.favourable, wording));
                cells.extend(
                    shown
                        .counts
                        .iter()
                        .map(|&count| wording.percent(part_of(count, shown.answered))),
                );
                cells
            })
        });
        Table {
            title: wording.item(&table.item),
            heads,
            rows: rows.collect(),
        }
    });
    tables.collect()
}

/// The tables of all scales: people counted, the share under each rule with the reported one first, and the interval of
/// the share of people.
pub fn of_scales(report: &Released<Report>, wording: &dyn Wording) -> Vec<Table> {
    let tables = report.scales.iter().map(|table| {
        let rules = reported_first(table.rule);
        let mut heads = vec![wording.answered()];
        for rule in rules {
            heads.push(wording.rule(rule));
            if rule == Rule::ShareOfPeople {
                // Whose interval it is: the other rules have none.
                heads.push(format!("{}: {}", wording.rule(rule), wording.interval()));
            }
        }
        let rows = table.rows.iter().map(|row| {
            row_of(&row.group, &row.cell, wording, |figure| {
                let mut cells = vec![wording.count(u64::from(figure.share_of_people.of))];
                for rule in rules {
                    match rule {
                        Rule::ShareOfPeople => {
                            cells.extend(share_and_interval(&figure.share_of_people, wording));
                        }
                        _ => cells.push(wording.percent(share_under(figure, rule))),
                    }
                }
                cells
            })
        });
        Table {
            title: wording.scale(&table.scale),
            heads,
            rows: rows.collect(),
        }
    });
    tables.collect()
}

fn row_of<T>(
    group: &Group,
    cell: &Cell<T>,
    wording: &dyn Wording,
    write: impl Fn(&T) -> Vec<String>,
) -> TableRow {
    let cells = match cell {
        Cell::Shown(figure) => Cell::Shown(write(figure)),
        Cell::Hidden => Cell::Hidden,
    };
    TableRow {
        group: wording.group(group),
        cells,
    }
}

fn share_and_interval(share: &Share, wording: &dyn Wording) -> [String; 2] {
    [
        wording.percent(share.share),
        wording.percent_range(share.low, share.high),
    ]
}

pub(crate) fn reported_first(reported: Rule) -> [Rule; 3] {
    let mut rules = [Rule::ShareOfAnswers, Rule::MeanOfItemShares, Rule::ShareOfPeople];
    rules.sort_by_key(|rule| *rule != reported);
    rules
}

fn share_under(figure: &ScaleFigure, rule: Rule) -> f64 {
    let AnswerShare { share, .. } = figure.share_of_answers;
    match rule {
        Rule::ShareOfAnswers => share,
        Rule::MeanOfItemShares => figure.mean_of_item_shares,
        Rule::ShareOfPeople => figure.share_of_people.share,
    }
}

pub(crate) fn part_of(count: u32, of: u32) -> f64 {
    if of == 0 {
        0.0
    } else {
        f64::from(count) / f64::from(of)
    }
}

//! Tables of a report whose shares a rule pack codes.

use disclosure::Released;
use disclosure::Rule;
use disclosure::coding::{CodedReport, CodedShare};

use super::{Table, reported_first, row_of};
use crate::wording::Wording;

/// The tables of all items: answered, favorable, interval, then each option where the pack lets options be shown.
pub fn of_coded_items(report: &Released<CodedReport>, wording: &dyn Wording) -> Vec<Table> {
    let tables = report.items.iter().map(|table| {
        let mut shown = table.rows.iter().filter_map(|row| row.cell.shown());
        let has_options = shown.any(|answers| !answers.options.is_empty());
        let mut heads = vec![wording.answered(), wording.favourable(), wording.interval()];
        if has_options {
            let options = table.options.iter();
            heads.extend(options.map(|option| wording.option(&table.item, option)));
        }
        let rows = table.rows.iter().map(|row| {
            row_of(&row.group, &row.cell, wording, |answers| {
                let mut cells = vec![wording.count(u64::from(answers.answered))];
                cells.extend(share_and_interval(&answers.favourable, wording));
                cells.extend(answers.options.iter().map(|&said| wording.said(said)));
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
/// the share of people. What the pack does not let be said is withheld.
pub fn of_coded_scales(report: &Released<CodedReport>, wording: &dyn Wording) -> Vec<Table> {
    let tables = report.scales.iter().map(|table| {
        let rules = reported_first(table.rule);
        let mut heads = vec![wording.answered()];
        for rule in rules {
            heads.push(wording.rule(rule));
            if rule == Rule::ShareOfPeople {
                heads.push(format!("{}: {}", wording.rule(rule), wording.interval()));
            }
        }
        let plain =
            |share: Option<f64>| share.map_or_else(|| wording.not_shown(), |share| wording.percent(share));
        let rows = table.rows.iter().map(|row| {
            row_of(&row.group, &row.cell, wording, |figure| {
                let mut cells = vec![wording.count(u64::from(figure.answered))];
                for rule in rules {
                    match rule {
                        Rule::ShareOfPeople => cells.extend(share_and_interval(&figure.people, wording)),
                        Rule::MeanOfItemShares => cells.push(plain(figure.mean_of_item_shares)),
                        Rule::ShareOfAnswers => cells.push(plain(figure.share_of_answers)),
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

/// The interval is empty where the count could not be said.
fn share_and_interval(share: &CodedShare, wording: &dyn Wording) -> [String; 2] {
    let interval = share.interval.map(|[low, high]| wording.percent_range(low, high));
    [wording.said(share.said), interval.unwrap_or_default()]
}

//! The parts of a page whose shares a rule pack codes: tables without charts, since a bar has a length.

use disclosure::coding::{Coded, CodedFigure, CodedReport, CodedScale};
use disclosure::{Group, Released, Row, Rule};
use publish::Wording as _;
use publish::table;

use super::part::{Construct, Line, Question, anchor};
use super::{Extent, Standalone};
use crate::climate::wording::Words;

/// What is said of everyone, or nothing.
fn everyone<T>(rows: &[Row<T>]) -> Option<&T> {
    rows.iter().find(|row| row.group == Group::Everyone)?.cell.shown()
}

/// A scale's figure under the rule that it reports, where that may be said, else the share of people.
fn share(words: &Words<'_>, table: &CodedScale, figure: &CodedFigure) -> Option<String> {
    let made = match table.rule {
        Rule::ShareOfAnswers => figure.share_of_answers,
        Rule::MeanOfItemShares => figure.mean_of_item_shares,
        Rule::ShareOfPeople => return said(words, figure.people.said),
    };
    made.map(|share| words.percent(share))
}

fn said(words: &Words<'_>, coded: Coded) -> Option<String> {
    (coded != Coded::Hidden).then(|| words.said(coded))
}

fn finding(words: &Words<'_>, share: Option<String>) -> String {
    share.map_or_else(
        || words.not_shown(),
        |share| {
            words
                .t
                .say("report-coded-favorable")
                .with("share", share)
                .to_string()
        },
    )
}

pub(super) fn summary(report: &Released<CodedReport>, words: &Words<'_>) -> Vec<Line> {
    let scales = report.scales.iter().enumerate();
    let lines = scales.map(|(at, table)| {
        let share = everyone(&table.rows).and_then(|figure| share(words, table, figure));
        Line {
            anchor: anchor("scale", at),
            name: words.scale(&table.scale),
            finding: finding(words, share.clone()),
            share,
        }
    });
    lines.collect()
}

pub(super) fn constructs(report: &Released<CodedReport>, page: &Standalone<'_>) -> Vec<Construct> {
    let words = page.words;
    let mut questions = questions(report, page);
    let tables = table::of_coded_scales(report, words);
    let mut constructs = Vec::new();
    for (at, (scale, table)) in report.scales.iter().zip(tables).enumerate() {
        let own = scale.items.iter().filter_map(|item| {
            let place = report.items.iter().position(|known| known.item == *item)?;
            questions.get_mut(place)?.take()
        });
        let own = own.collect();
        let known = words.form.scale(&scale.scale);
        let description = known.map_or("", |known| known.description.get(words.t.language.tag()));
        let share = everyone(&scale.rows).and_then(|figure| share(words, scale, figure));
        constructs.push(Construct {
            anchor: anchor("scale", at),
            name: words.scale(&scale.scale),
            description: description.to_owned(),
            pictures: Vec::new(),
            finding: finding(words, share),
            table: Some(table),
            rules: rules(words, scale),
            says: Vec::new(),
            questions: own,
        });
    }
    constructs
}

fn rules(words: &Words<'_>, scale: &CodedScale) -> Vec<String> {
    let rule = |rule| words.rule_with(rule, scale.cut, (scale.least_answered, scale.items.len()));
    let mut rules = vec![rule(scale.rule)];
    if scale.rule != Rule::ShareOfPeople {
        rules.push(rule(Rule::ShareOfPeople));
    }
    rules
}

pub(super) fn others(report: &Released<CodedReport>, page: &Standalone<'_>) -> Vec<Question> {
    let in_scale = |id: &str| {
        let mut scales = report.scales.iter();
        scales.any(|scale| scale.items.iter().any(|item| item == id))
    };
    let all = questions(report, page).into_iter().zip(&report.items);
    all.filter(|(_, table)| !in_scale(&table.item))
        .filter_map(|(question, _)| question)
        .collect()
}

fn questions(report: &Released<CodedReport>, page: &Standalone<'_>) -> Vec<Option<Question>> {
    let words = page.words;
    let tables = table::of_coded_items(report, words);
    let all = report.items.iter().zip(tables).map(|(item, mut table)| {
        if page.extent == Extent::Brief {
            table.rows.truncate(1);
        }
        let share = everyone(&item.rows).and_then(|answers| said(words, answers.favourable.said));
        Some(Question {
            name: words.item(&item.item),
            finding: finding(words, share),
            table: Some(table),
        })
    });
    all.collect()
}

/// How many groups nothing is said of, and of how many.
pub(super) fn hidden(report: &Released<CodedReport>) -> (usize, usize) {
    let is_hidden = |at: &usize| {
        report.items.iter().all(|table| table.rows[*at].cell.is_hidden())
            && report.scales.iter().all(|table| table.rows[*at].cell.is_hidden())
    };
    let groups = report.groups.len();
    ((0..groups).filter(is_hidden).count(), groups)
}

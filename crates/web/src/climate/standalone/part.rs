//! The parts of a page: summary lines, scales with their charts and tables, questions.

use disclosure::{Released, Report, Rule, ScaleTable};
use publish::chart;
use publish::table::{self, Table};

use super::{Extent, Standalone, coded, inline};
use crate::climate::picture::{Drawing, Picture};
use crate::climate::wording::Words;
use crate::climate::{finding, results};

/// A heading with sentences and perhaps a table.
#[derive(Clone, Debug, Default)]
pub struct Chapter {
    /// Where links lead.
    pub anchor: String,
    /// The heading.
    pub title: String,
    /// Sentences.
    pub says: Vec<String>,
    /// A table below them.
    pub table: Option<Table>,
}

/// A scale in the summary.
pub(super) struct Line {
    pub anchor: String,
    pub name: String,
    pub finding: String,
    pub share: Option<String>,
}

/// A scale with all that is shown of it.
pub(super) struct Construct {
    pub anchor: String,
    pub name: String,
    pub description: String,
    pub finding: String,
    pub pictures: Vec<Picture>,
    pub table: Option<Table>,
    pub rules: Vec<String>,
    pub says: Vec<String>,
    pub questions: Vec<Question>,
}

/// A question.
pub(super) struct Question {
    pub name: String,
    pub finding: String,
    pub table: Option<Table>,
}

/// The address of a part within its page.
pub(super) fn anchor(kind: &str, at: usize) -> String {
    format!("{kind}-{}", at + 1)
}

pub(super) fn summary(page: &Standalone<'_>) -> Vec<Line> {
    let words = page.words;
    if let Some(report) = page.coded {
        return coded::summary(report, words);
    }
    let scales = page.report.scales.iter().enumerate();
    let lines = scales.map(|(at, table)| Line {
        anchor: anchor("scale", at),
        name: publish::Wording::scale(words, &table.scale),
        finding: finding::of_scale(words, table),
        share: results::everyone(&table.rows).map(|figure| {
            let share = match table.rule {
                Rule::ShareOfAnswers => figure.share_of_answers.share,
                Rule::MeanOfItemShares => figure.mean_of_item_shares,
                Rule::ShareOfPeople => figure.share_of_people.share,
            };
            publish::Wording::percent(words, share)
        }),
    });
    lines.collect()
}

pub(super) fn constructs(page: &Standalone<'_>) -> Vec<Construct> {
    if let Some(report) = page.coded {
        return coded::constructs(report, page);
    }
    let (report, words) = (page.report, page.words);
    let scale_tables = table::of_scales(report, words);
    let mut questions = questions(page);
    let narrowed: Vec<Released<Report>> = report
        .dimensions
        .iter()
        .map(|dimension| report.by(&dimension.id))
        .collect();
    let mut constructs = Vec::new();
    for (at, (scale, table)) in report.scales().zip(scale_tables).enumerate() {
        let said = finding::of_scale(words, &scale);
        let own = scale.items.iter().filter_map(|item| {
            let place = report.items.iter().position(|known| known.item == *item)?;
            questions.get_mut(place)?.take()
        });
        let own = own.collect();
        let description = words
            .form
            .scale(&scale.scale)
            .map_or("", |known| known.description.get(words.t.language.tag()));
        constructs.push(Construct {
            anchor: anchor("scale", at),
            name: publish::Wording::scale(words, &scale.scale),
            description: description.to_owned(),
            pictures: pictures(words, report, (at, &scale), &narrowed, &said),
            finding: said,
            table: Some(table),
            rules: rules(words, &scale),
            says: page.of_scales.get(at).cloned().unwrap_or_default(),
            questions: own,
        });
    }
    constructs
}

/// The questions that belong to no scale.
pub(super) fn others(page: &Standalone<'_>) -> Vec<Question> {
    if let Some(report) = page.coded {
        return coded::others(report, page);
    }
    let in_scale = |id: &str| {
        let mut scales = page.report.scales.iter();
        scales.any(|scale| scale.items.iter().any(|item| item == id))
    };
    let all = questions(page).into_iter().zip(&page.report.items);
    all.filter(|(_, table)| !in_scale(&table.item))
        .filter_map(|(question, _)| question)
        .collect()
}

/// Every question, in the order of the report.
fn questions(page: &Standalone<'_>) -> Vec<Option<Question>> {
    let (report, words) = (page.report, page.words);
    let tables = table::of_items(report, words);
    let all = report.items.iter().zip(tables).map(|(item, mut table)| {
        if page.extent == Extent::Brief {
            table.rows.truncate(1);
        }
        Some(Question {
            name: publish::Wording::item(words, &item.item),
            finding: finding::of_item(words, item),
            table: Some(table),
        })
    });
    all.collect()
}

fn pictures(
    words: &Words<'_>,
    report: &Released<Report>,
    (at, scale): (usize, &Released<&ScaleTable>),
    narrowed: &[Released<Report>],
    finding: &str,
) -> Vec<Picture> {
    let drawing = Drawing { t: words.t, finding };
    let items: Vec<_> = scale.items.iter().filter_map(|item| report.item(item)).collect();
    let id = |what: &str| format!("{}-{what}", anchor("scale", at));
    let mut pictures = vec![drawing.of(&id("answers"), "figure-items", |caption, setting| {
        chart::scale_answers(&items, caption, words, setting)
    })];
    for (place, part) in narrowed.iter().enumerate() {
        let Some(table) = part.scale(&scale.scale) else {
            continue;
        };
        let mut picture = drawing.of(
            &id(&format!("by-{}", place + 1)),
            "figure-people",
            |caption, setting| chart::scale_people(table, caption, words, setting),
        );
        if let Some(dimension) = part.dimensions.first() {
            picture.title = words
                .t
                .say("report-people-by")
                .with("dimension", publish::Wording::dimension(words, &dimension.id))
                .to_string();
        }
        pictures.push(picture);
    }
    for picture in &mut pictures {
        picture.wide = inline(&picture.wide);
        picture.narrow = inline(&picture.narrow);
    }
    pictures
}

fn rules(words: &Words<'_>, table: &ScaleTable) -> Vec<String> {
    let mut rules = vec![words.rule_of(table, table.rule)];
    if table.rule != Rule::ShareOfPeople {
        rules.push(words.rule_of(table, Rule::ShareOfPeople));
        if !table.differences.is_empty() {
            let compared = words.t.say("figure-compared").with("cut", words.cut_of(table));
            rules.push(compared.to_string());
        }
    }
    rules
}

//! Making a release: what is asked is checked, groups are cleared, figures are computed for cleared groups, and the
//! result is audited from its own published values before it is sealed.

use std::collections::HashSet;

use tally::{Answers, Counts, ItemCounts};

use crate::ask::{Ask, AskItem, AskScale, Protection};
use crate::audit::audit;
use crate::frame::{EVERYONE, Frame, same_order};
use crate::pattern::{Truth, clear};
use crate::report::{
    Cell, Distribution, IntervalMethod, ItemTable, Report, Row, ScaleFigure, ScaleTable, Share,
};
use crate::shape::{Line, Shape};
use crate::{Error, Released, figures};

/// Makes the figures of a wave that may be shown: the only way to get a [`Released<Report>`] besides
/// [`crate::reopen`]. The same arguments always give the same report.
///
/// Which rows are hidden, why that is enough, and what it does not protect against is said in the crate's page.
///
/// # Errors
/// For an ask that does not fit the answers ([`Error::Answers`], [`Error::Favourable`], [`Error::ScaleItem`],
/// [`Error::Measure`]) or names a thing twice, and for an item in two scales ([`Error::Repeated`]), whose figures could be
/// subtracted. Too few people are no error: everything is hidden.
pub fn release(answers: &Answers, ask: &Ask, protection: Protection) -> Result<Released<Report>, Error> {
    check(answers, ask)?;
    let at = ask
        .dimensions
        .iter()
        .map(|id| answers.dimension_at(id))
        .collect::<Result<Vec<_>, _>>()?;
    let frame = Frame::new(answers, &at, protection.least());
    let counts = tally::count(answers, &at);
    debug_assert!(
        same_order(&frame.spans, &counts.groups),
        "tally and frame list groups alike"
    );
    let cleared = clear(&frame, &people(&frame), vec![true; frame.groups.len()]);
    let mut items = Vec::new();
    let mut item_rows = Vec::new();
    for asked in &ask.items {
        let (table, shown) = item_table(answers, &frame, &counts, asked, &cleared)?;
        items.push(table);
        item_rows.push(shown);
    }
    let mut scales = Vec::new();
    for asked in &ask.scales {
        let places: Vec<usize> = asked.items.iter().filter_map(|id| place(ask, id)).collect();
        let mut shown = cleared.clone();
        for &place in &places {
            shown
                .iter_mut()
                .zip(&item_rows[place])
                .for_each(|(shown, item)| *shown &= item);
        }
        let tables: Vec<&ItemTable> = places.iter().map(|&place| &items[place]).collect();
        scales.push(scale_table(answers, &frame, &at, asked, &tables, shown)?);
    }
    let people = if cleared[EVERYONE] {
        Cell::Shown(frame.people[EVERYONE])
    } else {
        Cell::Hidden
    };
    let (least, dimensions) = (protection.least(), frame.dimensions);
    let report = Report {
        least,
        people,
        interval: IntervalMethod::Wilson95,
        dimensions,
        items,
        scales,
    };
    audit(&report)?;
    Ok(Released::seal(report))
}

fn place(ask: &Ask, item: &str) -> Option<usize> {
    ask.items.iter().position(|asked| asked.item == item)
}

fn check(answers: &Answers, ask: &Ask) -> Result<(), Error> {
    distinct("dimension", ask.dimensions.iter())?;
    distinct("item", ask.items.iter().map(|item| &item.item))?;
    distinct("scale", ask.scales.iter().map(|scale| &scale.scale))?;
    distinct("scale item", ask.scales.iter().flat_map(|scale| &scale.items))?;
    for item in &ask.items {
        let options = answers.items()[answers.item_at(&item.item)?].options.len();
        let found = item.favourable.len();
        if found != options {
            return Err(Error::Favourable {
                item: item.item.clone(),
                options,
                found,
            });
        }
    }
    for scale in &ask.scales {
        if let Some(item) = scale.items.iter().find(|item| place(ask, item).is_none()) {
            return Err(Error::ScaleItem {
                scale: scale.scale.clone(),
                item: item.clone(),
            });
        }
    }
    Ok(())
}

/// No id may occur twice.
pub(crate) fn distinct<'a>(what: &'static str, ids: impl Iterator<Item = &'a String>) -> Result<(), Error> {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Error::Repeated { what, id: id.clone() });
        }
    }
    Ok(())
}

fn people(frame: &Frame) -> Truth {
    let line = |&people: &u32| vec![i64::from(people), i64::from(people), 0];
    Truth {
        shape: Shape::people(),
        lines: frame.people.iter().map(line).collect(),
    }
}

fn item_table(
    answers: &Answers,
    frame: &Frame,
    counts: &Counts,
    asked: &AskItem,
    cleared: &[bool],
) -> Result<(ItemTable, Vec<bool>), Error> {
    let at = answers.item_at(&asked.item)?;
    let counts = &counts.items[at];
    let truth = Truth {
        shape: item_shape(frame, counts, asked),
        lines: counts.iter().map(item_line).collect(),
    };
    let shown = clear(frame, &truth, cleared.to_vec());
    let mut rows: Vec<Row<Distribution>> = Vec::new();
    for (group, counts) in counts.iter().enumerate() {
        let figure = || figures::distribution(counts.asked(), &counts.options, &asked.favourable);
        rows.push(Row {
            group: frame.groups[group].clone(),
            cell: cell(shown[group], figure)?,
        });
    }
    let shares: Vec<Option<Share>> = rows
        .iter()
        .map(|row| row.cell.shown().map(|figure| figure.favourable))
        .collect();
    let table = ItemTable {
        item: asked.item.clone(),
        options: answers.items()[at].options.clone(),
        favourable: asked.favourable.clone(),
        reversed: asked.reversed,
        differences: figures::differences(&frame.groups, &shares)?,
        rows,
    };
    Ok((table, shown))
}

fn cell<T>(shown: bool, figure: impl FnOnce() -> Result<T, measure::Error>) -> Result<Cell<T>, Error> {
    Ok(if shown {
        Cell::Shown(figure()?)
    } else {
        Cell::Hidden
    })
}

fn item_line(counts: &ItemCounts) -> Line {
    let totals = [counts.asked(), counts.answered(), counts.not_applicable];
    totals
        .iter()
        .chain(&counts.options)
        .map(|&count| i64::from(count))
        .collect()
}

/// "Does not apply" tells an earlier answer, unless it only tells a level of a dimension: some items are for staff.
fn item_shape(frame: &Frame, counts: &[ItemCounts], asked: &AskItem) -> Shape {
    let not_asked = |group: usize| counts[group].not_applicable;
    let by_level = frame.spans.iter().any(|span| {
        let told = span
            .groups()
            .all(|group| not_asked(group) == 0 || not_asked(group) == frame.people[group]);
        let levels: u32 = span.groups().map(not_asked).sum();
        span.is_single() && told && levels == not_asked(EVERYONE)
    });
    let gated = not_asked(EVERYONE) > 0 && !by_level;
    Shape {
        favourable: asked.favourable.clone(),
        same_answer: true,
        gated,
    }
}

/// A scale adds one thing to its items' tables, who is at or above the cut; that is a table with two options.
pub(crate) fn scale_line(part: u32, of: u32) -> Line {
    [of, of, 0, part, of - part].into_iter().map(i64::from).collect()
}

/// How a scale's lines are read.
pub(crate) fn scale_shape() -> Shape {
    Shape {
        favourable: vec![true, false],
        same_answer: false,
        gated: false,
    }
}

fn scale_table(
    answers: &Answers,
    frame: &Frame,
    at: &[usize],
    asked: &AskScale,
    tables: &[&ItemTable],
    shown: Vec<bool>,
) -> Result<ScaleTable, Error> {
    let columns = tables
        .iter()
        .map(|table| Ok((answers.item_at(&table.item)?, table.reversed)));
    let columns = columns.collect::<Result<Vec<_>, tally::Error>>()?;
    let scores = tally::scores(answers, &columns, at)?;
    let people = scores
        .iter()
        .map(|scores| measure::share_of_people(scores, asked.cut, asked.least_answered));
    let people = people.collect::<Result<Vec<(u32, u32)>, _>>()?;
    let lines = people.iter().map(|&(part, of)| scale_line(part, of)).collect();
    let shown = clear(
        frame,
        &Truth {
            shape: scale_shape(),
            lines,
        },
        shown,
    );
    let mut rows: Vec<Row<ScaleFigure>> = Vec::new();
    for (group, people) in people.into_iter().enumerate() {
        let items: Vec<&Distribution> = tables
            .iter()
            .filter_map(|table| table.rows[group].cell.shown())
            .collect();
        let row = cell(shown[group], || figures::scale(&items, people))?;
        rows.push(Row {
            group: frame.groups[group].clone(),
            cell: row,
        });
    }
    let shares: Vec<Option<Share>> = rows
        .iter()
        .map(|row| row.cell.shown().map(|figure| figure.share_of_people))
        .collect();
    Ok(ScaleTable {
        scale: asked.scale.clone(),
        items: asked.items.clone(),
        rule: asked.rule,
        cut: asked.cut,
        least_answered: asked.least_answered,
        differences: figures::differences(&frame.groups, &shares)?,
        rows,
    })
}

//! From a released report to an entry: what its rows told of which group.

use super::entry::{Entry, Group, Measured, Origin, Stand, Statement, Told};
use crate::report::{Cell, Report};
use crate::{Distribution, Group as Row, Released, ScaleFigure};

/// How the measure is called that says who of a scale is at or above its cut.
pub(super) fn of_scale(scale: &str) -> String {
    format!("scale {scale}")
}

impl Entry {
    /// What a released report of a place told of the people of `stand`. `heading` is id, title and day.
    pub fn of_report(heading: [&str; 3], stand: Stand, place: &str, report: &Released<Report>) -> Self {
        let [id, title, day] = heading;
        let mut entry = Self::new(id, title, day, Origin::Release, stand);
        entry.add_report(place, report);
        entry
    }

    /// Adds what the report of one more place told in the same release.
    pub fn add_report(&mut self, place: &str, report: &Released<Report>) {
        let least = report.least;
        let mut statements = people(place, report);
        for (at, statement) in statements.iter_mut().enumerate() {
            for table in &report.items {
                let told = table.rows.get(at).map(|row| item(&row.cell, least));
                statement
                    .measures
                    .extend(told.map(|told| (table.item.clone(), told)));
            }
            for table in &report.scales {
                let told = table.rows.get(at).map(|row| scale(&row.cell, least));
                statement
                    .measures
                    .extend(told.map(|told| (of_scale(&table.scale), told)));
            }
        }
        self.statements.extend(statements);
    }
}

/// What was told of the people of each group, without their answers.
fn people(place: &str, report: &Report) -> Vec<Statement> {
    let least = report.least;
    if !report.groups.is_empty() {
        let rows = report.groups.iter();
        return rows
            .map(|row| Statement::people(group(place, &row.group), number(row.cell.shown(), least)))
            .collect();
    }
    // A report of the first version told the people of everyone only; a row that no table shows is a group hidden as such.
    let rows = report.items.first().map(|table| table.rows.as_slice());
    let everyone = Statement::people(Group::everyone(place), number(report.people.shown(), least));
    let groups = rows.unwrap_or_default().iter().enumerate().skip(1);
    let groups = groups.map(|(at, row)| {
        let hidden = report.items.iter().all(|table| table.rows[at].cell.is_hidden());
        Statement {
            group: group(place, &row.group),
            people: hidden.then_some(Told::Hidden { least }),
            measures: std::collections::BTreeMap::new(),
        }
    });
    std::iter::once(everyone).chain(groups).collect()
}

fn group(place: &str, row: &Row) -> Group {
    let everyone = Group::everyone(place);
    match row {
        Row::Everyone => everyone,
        Row::Level { dimension, level } => everyone.with(dimension, [level.as_str()]),
        Row::Pair { dimensions, levels } => dimensions
            .iter()
            .zip(levels)
            .fold(everyone, |group, (dimension, level)| {
                group.with(dimension, [level.as_str()])
            }),
    }
}

fn number(people: Option<&u32>, least: u32) -> Told {
    people.map_or(Told::Hidden { least }, |&people| Told::Count(people))
}

fn item(cell: &Cell<Distribution>, least: u32) -> Measured {
    match cell {
        Cell::Hidden => Measured::Hidden { least },
        Cell::Shown(figure) => Measured::Shown {
            asked: Some(Told::Count(figure.asked)),
            answered: Told::Count(figure.answered),
            counts: figure.counts.iter().map(|&count| Told::Count(count)).collect(),
        },
    }
}

fn scale(cell: &Cell<ScaleFigure>, least: u32) -> Measured {
    match cell {
        Cell::Hidden => Measured::Hidden { least },
        Cell::Shown(figure) => {
            let share = figure.share_of_people;
            Measured::Shown {
                asked: None,
                answered: Told::Count(share.of),
                counts: [share.part, share.of - share.part].map(Told::Count).to_vec(),
            }
        }
    }
}

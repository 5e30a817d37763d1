//! A roster: who was asked, by place and group. Counts only are made of it; names in it are never read.

use super::answers;
use super::places::{Places, Rows, Where};
use crate::refusal;
use anyhow::bail;
use disclosure::Group;
use instrument::import::{Column, Mapping, Meaning, Purpose, Table, propose};
use instrument::{Instrument, Place as At, Problem, printable};
use std::collections::BTreeMap;
use std::path::Path;

/// Headers of a column with how many people a row is about.
const COUNTS: [&str; 6] = ["count", "people", "n", "enrollment", "enrolment", "students"];

/// A roster that was read.
pub struct Roster {
    /// Where its people are.
    pub rows: Rows,
    /// How many people each row is about.
    people: Vec<u32>,
    /// For each row its groups.
    groups: Vec<Vec<Group>>,
}

/// How many people were asked: of a place, in a group.
#[derive(Clone, Debug, Default)]
pub struct Asked(BTreeMap<(usize, Group), u32>);

impl Roster {
    /// Reads a roster with the levels of the instrument; every problem is told.
    pub fn read(path: &Path, places: &Where, form: &Instrument, mapping: &Mapping) -> anyhow::Result<Self> {
        let mut table = answers::table(path)?;
        let rows = places.take(&mut table, form)?;
        let mut problems = Vec::new();
        let people = people(&table, &mut problems);
        no_repeats(&table, &mut problems);
        let groups = groups(&table, form, mapping, &mut problems);
        if problems.is_empty() {
            return Ok(Self { rows, people, groups });
        }
        Err(refusal::listing(
            format!("{} cannot be read as a roster; nothing was done.", path.display()),
            problems,
        ))
    }

    /// Every row: how many people it is about, and their groups.
    pub fn each(&self) -> impl Iterator<Item = (u32, &[Group])> {
        self.people
            .iter()
            .copied()
            .zip(self.groups.iter().map(Vec::as_slice))
    }

    /// How many people were asked, in every place and in what it lies in.
    pub fn asked(&self, places: &Places) -> anyhow::Result<Asked> {
        let mut asked: BTreeMap<(usize, Group), u32> = BTreeMap::new();
        for (row, (&people, groups)) in self.people.iter().zip(&self.groups).enumerate() {
            let mut place = match places.places.len() {
                0 => Some(0),
                _ if self.rows.is_empty() => bail!(
                    "the roster names no places, but the answers do; name its columns with --school and --agency"
                ),
                _ => places.leaf(self.rows.of(row)),
            };
            while let Some(at) = place {
                for group in [Group::Everyone].iter().chain(groups) {
                    let known = asked.entry((at, group.clone())).or_default();
                    *known = known.saturating_add(people);
                }
                place = places.places.get(at).and_then(|place| place.parent);
            }
        }
        Ok(Asked(asked))
    }
}

impl Asked {
    /// How many people of a place and group were asked; nobody where the roster has none.
    pub fn of(&self, place: usize, group: &Group) -> u32 {
        self.0.get(&(place, group.clone())).copied().unwrap_or_default()
    }

    /// Every place and group of which somebody was asked.
    pub fn each(&self) -> impl Iterator<Item = (usize, &Group, u32)> {
        self.0
            .iter()
            .map(|((place, group), &people)| (*place, group, people))
    }
}

fn is_called(column: &Column, names: &[&str]) -> bool {
    names.contains(&column.name.trim().to_lowercase().as_str())
}

fn column_at(column: &Column) -> At {
    At::Column {
        number: column.number,
        name: printable(&column.name),
    }
}

fn people(table: &Table, problems: &mut Vec<Problem>) -> Vec<u32> {
    let Some(column) = table.columns.iter().find(|column| is_called(column, &COUNTS)) else {
        return vec![1; table.rows];
    };
    let counts: Vec<u32> = column
        .values
        .iter()
        .map(|value| {
            value.text.parse().unwrap_or_else(|_| {
                let what = format!("“{}” is not a number of people.", printable(&value.text));
                let place = At::Row {
                    row: value.row_first,
                    column: Some(printable(&column.name)),
                };
                let right = "Write a whole number, such as 24; 0 for nobody.";
                problems.push(Problem::error("not-a-count", place, what, right));
                0
            })
        })
        .collect();
    column.cells.iter().map(|&at| counts[at as usize]).collect()
}

fn no_repeats(table: &Table, problems: &mut Vec<Problem>) {
    let ids = [
        "id",
        "student id",
        "student_id",
        "studentid",
        "person id",
        "person_id",
        "ssid",
    ];
    for column in table.columns.iter().filter(|column| is_called(column, &ids)) {
        for value in column
            .values
            .iter()
            .filter(|value| value.count > 1 && !value.text.is_empty())
        {
            let what = format!(
                "{} rows have the id “{}” (first in row {}).",
                value.count,
                printable(&value.text),
                value.row_first
            );
            problems.push(Problem::error(
                "repeated-id",
                column_at(column),
                what,
                "A person stands in a roster once.",
            ));
        }
    }
}

fn groups(
    table: &Table,
    form: &Instrument,
    mapping: &Mapping,
    problems: &mut Vec<Problem>,
) -> Vec<Vec<Group>> {
    let mut groups = vec![Vec::new(); table.rows];
    for mapped in propose(table, form, mapping).columns {
        let Purpose::Dimension {
            dimension,
            separator,
            labels,
        } = &mapped.purpose
        else {
            continue;
        };
        let Some(column) = table.column(&mapped.column) else {
            continue;
        };
        let mut levels = Vec::new();
        for value in &column.values {
            let parts: Vec<&str> = match separator {
                Some(separator) => value.text.split(*separator).map(str::trim).collect(),
                None => vec![value.text.as_str()],
            };
            let mut found = Vec::new();
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                let known = labels
                    .iter()
                    .find(|label| label.label == part)
                    .filter(|label| !label.is_open());
                match known.map(|label| &label.meaning) {
                    Some(Meaning::Answer(level)) => found.push(Group::Level {
                        dimension: dimension.to_string(),
                        level: level.to_string(),
                    }),
                    Some(Meaning::Missing) => {}
                    _ => problems.push(unknown_level(column, (part, value.row_first), form, dimension)),
                }
            }
            found.sort_unstable();
            found.dedup();
            levels.push(found);
        }
        for (row, &at) in column.cells.iter().enumerate() {
            groups[row].extend(levels[at as usize].iter().cloned());
        }
    }
    groups
}

fn unknown_level(
    column: &Column,
    (label, row): (&str, usize),
    form: &Instrument,
    dimension: &str,
) -> Problem {
    let what = format!("“{}” is no level of {dimension}.", printable(label));
    let levels = form.dimension(dimension).map_or_else(String::new, |dimension| {
        let labels = dimension
            .levels
            .iter()
            .map(|level| level.label.get("en").to_owned());
        labels.collect::<Vec<_>>().join(", ")
    });
    let place = At::Row {
        row,
        column: Some(printable(&column.name)),
    };
    Problem::error(
        "unknown-level",
        place,
        what,
        format!("It should be one of {levels}, or empty."),
    )
}

//! Proofs for the tables of a release. What a table publishes is read from the reports by one function, for who makes the
//! proof and for who checks it.

use std::collections::BTreeSet;

use crate::frame::Frame;
use crate::grid::{Grid, at_place};
use crate::publication::{Plain, Proof, Table};
use crate::release::recipe::{in_words, sum_in_words};
use crate::report::{Cell, Group, Report};
use crate::suppress::{Problem, Relation};
use crate::threads::each;
use crate::witness::{self, Doubt, Published, PublishedCell, Reader, Witnesses};
use crate::{Breach, Error};

/// What the proof of a table says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedTable {
    /// The table.
    pub table: Table,
    /// Groups of places that it shows.
    pub shown: usize,
    /// Groups of places that it hides.
    pub hidden: usize,
    /// Those of them that could be empty and could be as many as the least count, as far as the whole release tells.
    pub open: usize,
    /// The others: from what is published they cannot be empty, or cannot be as many; that they are not small is the word
    /// of who made the release.
    pub declared: usize,
    /// Tables of whole numbers that were added up.
    pub tables: usize,
}

/// The tables of a release in order.
pub(crate) fn tables(report: &Report) -> Vec<Table> {
    let items = report.items.iter().map(|table| Table::Item(table.item.clone()));
    let scales = report
        .scales
        .iter()
        .map(|table| Table::Scale(table.scale.clone()));
    std::iter::once(Table::People)
        .chain(items)
        .chain(scales)
        .collect()
}

/// Witnesses for every table that hides something and does not show the same numbers as the table of people; made from
/// published values, and then compared with the `truth`.
///
/// # Errors
/// [`Error::Unsafe`] when there are none, or when a group would be declared not to be small that is.
pub(crate) fn prove(
    plain: &Plain,
    grid: &Grid,
    frame: &Frame,
    threads: usize,
    truth: impl Fn(&Table, usize) -> Result<i64, Error> + Sync,
) -> Result<Vec<Proof>, Error> {
    let Some(first) = plain.reports.first() else {
        return Ok(Vec::new());
    };
    let least = i64::from(plain.least);
    let view = View { plain, grid, frame };
    let people = view.published(&Table::People)?;
    let tables = tables(first);
    let proofs = each(threads, tables.len(), |at| {
        let table = tables[at].clone();
        let published = view.published(&table)?;
        if !needs_own(&table, &published, &people) {
            return Ok(None);
        }
        let refuse = |id: u32, reason: &str| doubtful(&table, &view.name(id), reason);
        let witnesses = witness::make(&published).map_err(|why| match why {
            Error::Witness { cell } => refuse(cell, "what is shown leaves only a few people possible"),
            other => other,
        })?;
        for &id in &witnesses.declared.large {
            if truth(&table, id as usize)? < least {
                return Err(refuse(
                    id,
                    "what is shown tells that somebody is in this small group",
                ));
            }
        }
        for &id in &witnesses.declared.empty {
            if truth(&table, id as usize)? > 0 {
                return Err(refuse(id, "what is shown tells that this group is small"));
            }
        }
        Ok(Some(Proof { table, witnesses }))
    })?;
    Ok(proofs.into_iter().flatten().collect())
}

/// Checks the proofs of a release: each table must have one, unless it hides nothing or shows the same as that of people.
///
/// # Errors
/// [`Error::Unsafe`] with the first doubt, in words.
pub(crate) fn verify_all(plain: &Plain, grid: &Grid, frame: &Frame) -> Result<Vec<VerifiedTable>, Error> {
    let Some(first) = plain.reports.first() else {
        return Ok(Vec::new());
    };
    let view = View { plain, grid, frame };
    let people = view.published(&Table::People)?;
    let mut proofs = plain.proofs.iter().peekable();
    let mut found: Vec<VerifiedTable> = Vec::new();
    for table in tables(first) {
        let published = view.published(&table)?;
        let own;
        let witnesses = if needs_own(&table, &published, &people) {
            let proof = proofs.next_if(|proof| proof.table == table);
            &proof
                .ok_or_else(|| {
                    doubtful(
                        &table,
                        "the table",
                        "it hides groups, but there is no proof for it",
                    )
                })?
                .witnesses
        } else if published.cells == people.cells
            && let Some(of_people) = found.first()
        {
            found.push(VerifiedTable {
                table,
                tables: 0,
                ..of_people.clone()
            });
            continue;
        } else {
            own = nothing();
            &own
        };
        let verified = witness::verify(&published, witnesses)
            .map_err(|doubt| view.in_words(&table, &published.relations, &doubt))?;
        let group = |id: &&u32| grid.row(**id as usize).is_some();
        let hidden = published.hidden().iter().filter(group).count();
        let declared: BTreeSet<u32> = &verified.declared.large | &verified.declared.empty;
        let declared = declared.iter().filter(group).count();
        found.push(VerifiedTable {
            table,
            shown: plain.places.len() * grid.width - hidden,
            hidden,
            open: hidden - declared,
            declared,
            tables: verified.tables,
        });
    }
    match proofs.next() {
        Some(left) => Err(doubtful(
            &left.table,
            "the proof",
            "it proves no table that needs one",
        )),
        None => Ok(found),
    }
}

fn needs_own(table: &Table, published: &Published, people: &Published) -> bool {
    let hides = published.cells.iter().any(|cell| cell.shown.is_none());
    hides && (*table == Table::People || published.cells != people.cells)
}

fn nothing() -> Witnesses {
    Witnesses {
        base: std::collections::BTreeMap::new(),
        tables: Vec::new(),
        pairs: Vec::new(),
        declared: witness::Declared::default(),
    }
}

fn doubtful(table: &Table, group: &str, reason: &str) -> Error {
    Error::Unsafe(Breach::Unproved {
        table: in_words(table),
        group: group.to_owned(),
        reason: reason.to_owned(),
    })
}

/// What a reader sees.
struct View<'a> {
    plain: &'a Plain,
    grid: &'a Grid,
    frame: &'a Frame,
}

impl View<'_> {
    /// What a table publishes: its numbers of people, and what follows from them where all parts of a sum are shown.
    fn published(&self, table: &Table) -> Result<Published, Error> {
        let mut shown: Vec<Option<i64>> = vec![None; self.grid.len()];
        for (place, report) in self.plain.reports.iter().enumerate() {
            let people = shown_people(report, table);
            if people.len() != self.grid.width {
                return Err(doubtful(
                    table,
                    "the table",
                    "it has not as many rows as there are groups",
                ));
            }
            for (row, people) in people.into_iter().enumerate() {
                shown[self.grid.id(place, row)] = people.map(i64::from);
            }
        }
        for (rest, others) in self.grid.rests() {
            let mut left = Some(0_i64);
            for (id, by) in others {
                left = left.zip(shown[id]).map(|(left, value)| left - by * value);
            }
            let Some(people) = left else { continue };
            if people < 0 {
                let place = self.grid.place(rest).and_then(|at| self.plain.places.get(at));
                let name = place.map_or("the release", |place| place.id.as_str());
                return Err(doubtful(
                    table,
                    name,
                    "there are more in the parts than in the whole",
                ));
            }
            shown[rest] = Some(people);
        }
        let people = self.people(table);
        let cells = shown.into_iter().enumerate().map(|(id, shown)| PublishedCell {
            id: u32::try_from(id).unwrap_or(u32::MAX),
            shown,
            lower: 0,
            upper: shown.map_or(self.grid.upper(id).min(people[id]), |shown| {
                self.grid.upper(id).max(shown)
            }),
        });
        Ok(Published {
            least: self.plain.least.into(),
            reader: Reader::OfNumbers,
            cells: cells.collect(),
            relations: self.grid.relations(*table == Table::People),
        })
    }

    /// The most who can have answered in each cell of a table: its people, where they are published.
    fn people(&self, table: &Table) -> Vec<i64> {
        let mut most = vec![Problem::LARGEST; self.grid.len()];
        if *table == Table::People {
            return most;
        }
        for (place, report) in self.plain.reports.iter().enumerate() {
            for (row, people) in shown_people(report, &Table::People).into_iter().enumerate() {
                if let (true, Some(people)) = (row < self.grid.width, people) {
                    most[self.grid.id(place, row)] = people.into();
                }
            }
        }
        most
    }

    /// A cell by name.
    fn name(&self, id: u32) -> String {
        match self.grid.row(id as usize) {
            Some((place, row)) => at_place(&self.frame.groups[row], place, &self.plain.places),
            None => "who has no level".to_owned(),
        }
    }

    fn in_words(&self, table: &Table, relations: &[Relation], doubt: &Doubt) -> Error {
        match doubt {
            Doubt::Cell { id, reason } => doubtful(table, &self.name(*id), reason),
            Doubt::Missing { id } => doubtful(table, &self.name(*id), "it is hidden without a proof"),
            Doubt::Bounds {
                id,
                value,
                lower,
                upper,
                ..
            } => {
                let reason =
                    format!("a table of the proof has {value} people there, outside {lower} to {upper}");
                doubtful(table, &self.name(*id), &reason)
            }
            Doubt::Proof {
                id, value, expected, ..
            } => {
                let reason = format!(
                    "a table of the proof has {value} people there, which does not prove it {expected}"
                );
                doubtful(table, &self.name(*id), &reason)
            }
            Doubt::Sum { relation, by, .. } => {
                let terms = relations.get(*relation).map_or(&[][..], |found| &found.terms);
                let named: Vec<(usize, &Group, i64)> = terms
                    .iter()
                    .filter_map(|&(id, by)| {
                        let (place, row) = self.grid.row(id as usize)?;
                        Some((place, &self.frame.groups[row], -by))
                    })
                    .rev()
                    .collect();
                let sum = sum_in_words(&named, &self.plain.places);
                doubtful(table, &sum, &format!("it does not add up, by {by}"))
            }
        }
    }
}

/// The numbers of people that a report shows in a table; empty when it is not there.
fn shown_people(report: &Report, table: &Table) -> Vec<Option<u32>> {
    fn people<T>(rows: &[crate::Row<T>], of: impl Fn(&T) -> u32) -> Vec<Option<u32>> {
        rows.iter()
            .map(|row| match &row.cell {
                Cell::Shown(figure) => Some(of(figure)),
                Cell::Hidden => None,
            })
            .collect()
    }
    match table {
        Table::People => people(&report.groups, |people| *people),
        Table::Item(id) => {
            let mut tables = report.items.iter();
            let found = tables.find(|table| table.item == *id);
            found.map_or_else(Vec::new, |table| people(&table.rows, |figure| figure.answered))
        }
        Table::Scale(id) => {
            let mut tables = report.scales.iter();
            let found = tables.find(|table| table.scale == *id);
            found.map_or_else(Vec::new, |table| {
                people(&table.rows, |figure| figure.share_of_people.of)
            })
        }
    }
}

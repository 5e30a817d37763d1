//! Finding witnesses from what is published.

use std::collections::{BTreeMap, BTreeSet};

use super::published::{Declared, Pair, Published, Reader, Witnesses};
use crate::Error;
use crate::linear::Program;
use crate::suppress::{
    Budget, Cell, Effort, Exposure, Groups, Levels, Numbers, Part, Problem, Side, Status, attack_in_blocks,
    float, parts_of, whole_point,
};

/// What is published of a problem when these cells are hidden, with witnesses that hold against such readers.
///
/// # Errors
/// [`Error::Witness`] when some hidden cell cannot have the least number of people, or when a cell that cannot be empty is
/// small all the same: somebody would be given away.
pub fn prove(
    problem: &Problem,
    hidden: &BTreeSet<u32>,
    least: i64,
    reader: Reader,
) -> Result<(Published, Witnesses), Error> {
    let published = Published::of(problem, hidden, least, reader);
    let witnesses = make(&published)?;
    let value = |id: u32| problem.place(id).map_or(0, |place| problem.cells()[place].value);
    let Declared { large, empty } = &witnesses.declared;
    let small = large.iter().find(|id| value(**id) < least);
    if let Some(&cell) = small.or_else(|| empty.iter().find(|id| value(**id) > 0)) {
        return Err(Error::Witness { cell });
    }
    Ok((published, witnesses))
}

/// Witnesses from the published file alone.
///
/// # Errors
/// [`Error::Witness`] naming a cell that cannot have the least number of people; [`Error::Problem`] when cells and
/// relations do not fit together.
pub fn make(published: &Published) -> Result<Witnesses, Error> {
    let mut effort = Effort::new(Budget::unlimited());
    let hidden = published.hidden();
    let mut declared = Declared::default();
    loop {
        let base = base(published, &hidden, &declared, &mut effort)?;
        let around = around(published, &base, &declared)?;
        let is_hidden: Vec<bool> = around
            .cells()
            .iter()
            .map(|cell| hidden.contains(&cell.id))
            .collect();
        let mut witnesses = Witnesses {
            base,
            tables: vec![BTreeMap::new()],
            pairs: Vec::new(),
            declared: declared.clone(),
        };
        let before = declared.len();
        for part in parts_of(&around, &is_hidden) {
            for exposure in tables(&around, &part, &mut witnesses, &mut effort) {
                let place = part.places[part.sensitive[exposure.sensitive].at];
                let cell = &around.cells()[place];
                let (one, other) = match exposure.side {
                    Side::Below => (&mut declared.large, &declared.empty),
                    _ => (&mut declared.empty, &declared.large),
                };
                one.insert(cell.id);
                if other.contains(&cell.id) {
                    return Err(Error::Witness { cell: cell.id });
                }
            }
        }
        if published.reader == Reader::OfNumbers {
            witnesses.declared.clone_from(&declared);
            witnesses.pairs.retain(|pair| !declared.contains(pair.id));
        }
        if declared.len() == before || published.reader == Reader::OfNumbers {
            witnesses.pairs.sort_by_key(|pair| pair.id);
            return Ok(witnesses);
        }
    }
}

/// The tables of a part, added to the witnesses; and what cannot be shown by any.
fn tables(
    around: &Problem,
    part: &Part,
    witnesses: &mut Witnesses,
    effort: &mut Effort<'_>,
) -> Vec<Exposure> {
    // The effort is unlimited, so nothing stops it.
    let (found, exposed) = attack_in_blocks(around, part, effort).unwrap_or_default();
    // Without a table of its own a cell is at its least, or at its most, in the base: the first table, which changes nothing.
    let cells = part
        .sensitive
        .iter()
        .map(|cell| around.cells()[part.places[cell.at]].id);
    let mut pairs: BTreeMap<u32, Pair> = cells.map(|id| (id, Pair { id, low: 0, high: 0 })).collect();
    for (piece, journal) in found {
        let first = witnesses.tables.len();
        for table in &journal.tables {
            let changed = table.iter().map(|&(at, by)| {
                let cell = &around.cells()[piece.places[at]];
                (cell.id, cell.value + counted(by * piece.unit))
            });
            witnesses.tables.push(changed.collect());
        }
        for (at, cell) in piece.sensitive.iter().enumerate() {
            if let Some(pair) = pairs.get_mut(&around.cells()[piece.places[cell.at]].id) {
                pair.low = journal.below[at].map_or(pair.low, |table| first + table);
                pair.high = journal.above[at].map_or(pair.high, |table| first + table);
            }
        }
    }
    witnesses.pairs.extend(pairs.into_values());
    exposed
}

/// The problem of an attacker around a table that fits: every hidden cell that is not declared is to be shown possibly
/// empty and possibly large.
fn around(published: &Published, base: &BTreeMap<u32, i64>, declared: &Declared) -> Result<Problem, Error> {
    let cells = published.cells.iter().map(|cell| {
        let value = cell
            .shown
            .unwrap_or_else(|| base.get(&cell.id).copied().unwrap_or(cell.lower));
        let is_declared = declared.contains(cell.id);
        let (lower, upper) = match published.reader {
            Reader::OfRules => declared.bounds(cell, published.least),
            Reader::OfNumbers => (cell.lower, cell.upper),
        };
        Cell {
            id: cell.id,
            value,
            weight: 1,
            status: match cell.shown {
                Some(_) => Status::Fixed,
                None if is_declared => Status::Suppressible,
                None => Status::Sensitive,
            },
            lower,
            upper,
            levels: Levels::of_small(value.max(0), published.least),
        }
    });
    Problem::new(cells.collect(), published.relations.clone(), Numbers::Whole)
}

/// Some table of whole numbers that fits what is published, part by part: cells that no relation connects do not matter
/// to each other.
fn base(
    published: &Published,
    hidden: &BTreeSet<u32>,
    declared: &Declared,
    effort: &mut Effort<'_>,
) -> Result<BTreeMap<u32, i64>, Error> {
    let ids: Vec<u32> = hidden.iter().copied().collect();
    let column: BTreeMap<u32, usize> = ids.iter().enumerate().map(|(at, &id)| (id, at)).collect();
    let mut bounds = vec![(0.0, 0.0); ids.len()];
    let mut shown = BTreeMap::new();
    for cell in &published.cells {
        match (cell.shown, column.get(&cell.id)) {
            (None, Some(&at)) => {
                // Only for a reader of rules is anything declared yet.
                let (lower, upper) = declared.bounds(cell, published.least);
                bounds[at] = (float(lower), float(upper));
            }
            (value, _) => {
                shown.insert(cell.id, value.unwrap_or(0));
            }
        }
    }
    let mut rows: Vec<(Vec<(usize, f64)>, f64)> = Vec::new();
    for relation in &published.relations {
        let mut right = relation.right;
        let mut row = Vec::new();
        for &(id, by) in &relation.terms {
            match column.get(&id) {
                Some(&at) => row.push((at, float(by))),
                None => right -= by * shown.get(&id).copied().unwrap_or(0),
            }
        }
        if !row.is_empty() {
            rows.push((row, float(right)));
        }
    }
    let mut found = BTreeMap::new();
    for (members, rows) in connected(ids.len(), rows) {
        let inside: Vec<(f64, f64)> = members.iter().map(|&at| bounds[at]).collect();
        let mut program = Program::new(&inside, &vec![0.0; inside.len()]);
        for (row, right) in rows {
            program.add_row(&row, right, right);
        }
        let point = whole_point(&mut program, &inside, 1.0, effort).ok().flatten();
        let point = point.ok_or(Error::Witness {
            cell: ids[members[0]],
        })?;
        found.extend(
            members
                .iter()
                .map(|&at| ids[at])
                .zip(point.into_iter().map(counted)),
        );
    }
    Ok(found)
}

type Row = (Vec<(usize, f64)>, f64);

/// Columns that rows connect, each group with its rows over places in the group.
fn connected(columns: usize, rows: Vec<Row>) -> Vec<(Vec<usize>, Vec<Row>)> {
    let mut groups = Groups::new(columns);
    for (row, _) in &rows {
        row.windows(2).for_each(|pair| groups.join(pair[0].0, pair[1].0));
    }
    let mut number = vec![usize::MAX; columns];
    let mut place = vec![0; columns];
    let mut found: Vec<(Vec<usize>, Vec<Row>)> = Vec::new();
    for (at, place) in place.iter_mut().enumerate() {
        let top = groups.top(at);
        if number[top] == usize::MAX {
            number[top] = found.len();
            found.push((Vec::new(), Vec::new()));
        }
        let members = &mut found[number[top]].0;
        *place = members.len();
        members.push(at);
    }
    for (row, right) in rows {
        let group = number[groups.top(row[0].0)];
        let row = row.into_iter().map(|(at, by)| (place[at], by)).collect();
        found[group].1.push((row, right));
    }
    found
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "values lie within the bounds of a problem, below 2^46"
)]
fn counted(value: f64) -> i64 {
    value.round() as i64
}

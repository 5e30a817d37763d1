//! The check of witnesses: additions of whole numbers, nothing else. It shares no code with what made them.

use std::collections::{BTreeMap, BTreeSet};

use super::published::{Declared, Published, Reader, Witnesses};

/// Why witnesses prove nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// A cell is published twice, or a relation or table names a cell that is not there or not hidden.
    #[error("cell {id} does not fit: {reason}")]
    Cell {
        /// The cell.
        id: u32,
        /// What is wrong.
        reason: &'static str,
    },
    /// A table gives a cell a value it cannot have.
    #[error("table {table:?} gives cell {id} the value {value}, outside {lower} to {upper}")]
    Bounds {
        /// The table; none is the base.
        table: Option<usize>,
        /// The cell.
        id: u32,
        /// The value given.
        value: i64,
        /// The least it can have.
        lower: i64,
        /// The most.
        upper: i64,
    },
    /// A table does not add up.
    #[error("table {table:?} misses relation {relation} by {by}")]
    Sum {
        /// The table; none is the base.
        table: Option<usize>,
        /// The relation, from 0.
        relation: usize,
        /// By how much.
        by: i128,
    },
    /// A hidden cell is neither declared nor has two tables.
    #[error("cell {id} is hidden without a proof")]
    Missing {
        /// The cell.
        id: u32,
    },
    /// A table does not show what it should about its cell.
    #[error("table {table} gives cell {id} the value {value}, which does not prove it {expected}")]
    Proof {
        /// The table.
        table: usize,
        /// The cell.
        id: u32,
        /// The value given.
        value: i64,
        /// What it should prove.
        expected: &'static str,
    },
}

/// What witnesses prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Hidden cells that may be empty and may have the least number of people, for all a reader knows.
    pub open: usize,
    /// Hidden cells that are said not to be small: a reader takes this on trust.
    pub declared: Declared,
    /// Tables checked, the base among them.
    pub tables: usize,
}

/// A published cell as the check sees it.
struct Known {
    shown: Option<i64>,
    lower: i64,
    upper: i64,
    /// Relations it is in, with coefficients.
    relations: Vec<(usize, i64)>,
}

/// Checks witnesses against what is published.
///
/// # Errors
/// The first [`Doubt`].
pub fn verify(published: &Published, witnesses: &Witnesses) -> Result<Verified, Doubt> {
    let known = known(published, &witnesses.declared)?;
    base(published, witnesses, &known)?;
    for (number, changes) in witnesses.tables.iter().enumerate() {
        table(number, changes, witnesses, &known)?;
    }
    let mut proved = BTreeSet::new();
    for pair in &witnesses.pairs {
        let id = pair.id;
        let fail = |reason| Doubt::Cell { id, reason };
        if !witnesses.base.contains_key(&id) || witnesses.declared.contains(id) || !proved.insert(id) {
            return Err(fail("it is not hidden, is declared, or is proved twice"));
        }
        let value = |table: usize| {
            let changes = witnesses
                .tables
                .get(table)
                .ok_or(fail("a table of it is not there"))?;
            Ok(changes.get(&id).copied().unwrap_or(witnesses.base[&id]))
        };
        for (table, is_low) in [(pair.low, true), (pair.high, false)] {
            let value = value(table)?;
            let holds = if is_low {
                value <= 0
            } else {
                value >= published.least
            };
            if !holds {
                let expected = if is_low {
                    "could be empty"
                } else {
                    "could be large"
                };
                return Err(Doubt::Proof {
                    table,
                    id,
                    value,
                    expected,
                });
            }
        }
    }
    let open = |id: &&u32| !witnesses.declared.contains(**id) && !proved.contains(*id);
    if let Some(&id) = witnesses.base.keys().find(open) {
        return Err(Doubt::Missing { id });
    }
    Ok(Verified {
        open: proved.len(),
        declared: witnesses.declared.clone(),
        tables: 1 + witnesses.tables.len(),
    })
}

fn known(published: &Published, declared: &Declared) -> Result<BTreeMap<u32, Known>, Doubt> {
    let mut known = BTreeMap::new();
    for cell in &published.cells {
        let id = cell.id;
        let (lower, upper) = match published.reader {
            Reader::OfRules => declared.bounds(cell, published.least),
            Reader::OfNumbers => (cell.lower, cell.upper),
        };
        let entry = Known {
            shown: cell.shown,
            lower,
            upper,
            relations: Vec::new(),
        };
        if known.insert(id, entry).is_some() {
            let reason = "it is published twice";
            return Err(Doubt::Cell { id, reason });
        }
    }
    for (at, relation) in published.relations.iter().enumerate() {
        for &(id, by) in &relation.terms {
            let reason = "a relation names it, but it is not published";
            known
                .get_mut(&id)
                .ok_or(Doubt::Cell { id, reason })?
                .relations
                .push((at, by));
        }
    }
    let all = declared.large.iter().chain(&declared.empty);
    let mut others = all.filter(|id| known.get(id).is_none_or(|cell| cell.shown.is_some()));
    match others.next() {
        Some(&id) => {
            let reason = "it is declared, but not hidden";
            Err(Doubt::Cell { id, reason })
        }
        None => Ok(known),
    }
}

/// The base must have a value for every hidden cell and for no other, and satisfy every relation.
fn base(published: &Published, witnesses: &Witnesses, known: &BTreeMap<u32, Known>) -> Result<(), Doubt> {
    for (&id, cell) in known {
        match (cell.shown, witnesses.base.get(&id)) {
            (None, Some(&value)) => within(None, id, value, cell)?,
            (Some(_), None) => {}
            (None, None) => return Err(Doubt::Missing { id }),
            (Some(_), Some(_)) => {
                let reason = "the base has a value for it, but it is shown";
                return Err(Doubt::Cell { id, reason });
            }
        }
    }
    if let Some(&id) = witnesses.base.keys().find(|id| !known.contains_key(id)) {
        let reason = "the base has a value for it, but it is not published";
        return Err(Doubt::Cell { id, reason });
    }
    for (at, relation) in published.relations.iter().enumerate() {
        let mut by = -i128::from(relation.right);
        for (id, factor) in &relation.terms {
            let value = known[id].shown.unwrap_or_else(|| witnesses.base[id]);
            by += i128::from(*factor) * i128::from(value);
        }
        if by != 0 {
            return Err(Doubt::Sum {
                table: None,
                relation: at,
                by,
            });
        }
    }
    Ok(())
}

/// A table may change hidden cells only, within their bounds, and every relation must stay as it is.
fn table(
    number: usize,
    changes: &BTreeMap<u32, i64>,
    witnesses: &Witnesses,
    known: &BTreeMap<u32, Known>,
) -> Result<(), Doubt> {
    let mut sums: BTreeMap<usize, i128> = BTreeMap::new();
    for (&id, &value) in changes {
        let Some(&before) = witnesses.base.get(&id) else {
            let reason = "a table changes it, but it is not hidden";
            return Err(Doubt::Cell { id, reason });
        };
        let cell = &known[&id];
        within(Some(number), id, value, cell)?;
        for &(relation, factor) in &cell.relations {
            let change = i128::from(value) - i128::from(before);
            *sums.entry(relation).or_insert(0) += i128::from(factor) * change;
        }
    }
    match sums.into_iter().find(|(_, by)| *by != 0) {
        Some((relation, by)) => Err(Doubt::Sum {
            table: Some(number),
            relation,
            by,
        }),
        None => Ok(()),
    }
}

fn within(table: Option<usize>, id: u32, value: i64, cell: &Known) -> Result<(), Doubt> {
    let (lower, upper) = (cell.lower, cell.upper);
    if (lower..=upper).contains(&value) {
        return Ok(());
    }
    Err(Doubt::Bounds {
        table,
        id,
        value,
        lower,
        upper,
    })
}

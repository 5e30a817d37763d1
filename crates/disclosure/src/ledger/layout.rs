//! From entries to the layout of the next release: sums that are known already, and the pattern to stay near.

use std::collections::BTreeSet;

use super::entry::{Entry, Group, Stand, Told};
use crate::suppress::{Column, Known, Laid, Sum};
use crate::{Dimension, Kind};

/// What the places and dimensions of a [`crate::suppress::Layout`] are called, by number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Ids of its places.
    pub places: Vec<String>,
    /// Its dimensions.
    pub dimensions: Vec<Dimension>,
    /// Pairs of dimensions that are columns.
    pub pairs: Vec<(usize, usize)>,
}

impl Names {
    /// The columns that add up to a group; none when it is no sum of columns: a place or level that is not there, two
    /// dimensions that are no pair, three, or several levels that people may have at once.
    pub fn columns(&self, group: &Group) -> Option<Vec<(usize, Column)>> {
        let place = self.places.iter().position(|place| *place == group.place)?;
        let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
        for (id, levels) in &group.levels {
            let at = self.dimensions.iter().position(|dimension| dimension.id == *id)?;
            let dimension = &self.dimensions[at];
            if dimension.kind == Kind::Multiple && levels.len() > 1 {
                return None;
            }
            let level = |level: &String| dimension.levels.iter().position(|own| own == level);
            found.push((at, levels.iter().map(level).collect::<Option<_>>()?));
        }
        found.sort();
        let columns = match &found[..] {
            [] => vec![Column::Everyone],
            [(at, levels)] => levels.iter().map(|&level| Column::Level(*at, level)).collect(),
            [(one, firsts), (other, seconds)] if self.pairs.contains(&(*one, *other)) => {
                let with = |&first: &usize| {
                    seconds
                        .iter()
                        .map(move |&second| Column::Pair([(*one, first), (*other, second)]))
                };
                firsts.iter().flat_map(with).collect()
            }
            _ => return None,
        };
        Some(columns.into_iter().map(|column| (place, column)).collect())
    }
}

/// What entries told of the people of a stand, as sums for the layout of their next release; and the groups told of that
/// are no sum of its columns, which only [`super::admit`] can hold against it.
pub fn known<'a>(entries: &'a [Entry], stand: &Stand, names: &Names) -> (Vec<Known>, Vec<&'a Group>) {
    let (mut found, mut left) = (Vec::new(), Vec::new());
    let of_stand = entries.iter().filter(|entry| entry.stand == *stand);
    for statement in of_stand.flat_map(|entry| &entry.statements) {
        let Some((low, high)) = statement.people.and_then(Told::range) else {
            continue;
        };
        let Some(columns) = names.columns(&statement.group) else {
            left.push(&statement.group);
            continue;
        };
        let terms: Vec<(usize, Column, i64)> = columns
            .into_iter()
            .map(|(place, column)| (place, column, 1))
            .collect();
        let sums = if low == high {
            vec![Sum::Is(low.into())]
        } else {
            vec![Sum::AtLeast(low.into()), Sum::AtMost(high.into())]
        };
        for sum in sums {
            let known = Known {
                terms: terms.clone(),
                sum,
            };
            if !found.contains(&known) {
                found.push(known);
            }
        }
    }
    (found, left)
}

/// The cells that the last entry of these populations hides: what [`crate::suppress::optimum_near`] should stay near. The
/// last is the one of the latest day, of two of a day the later in the list.
pub fn near(entries: &[Entry], populations: &BTreeSet<String>, names: &Names, laid: &Laid) -> BTreeSet<u32> {
    let of_them = entries
        .iter()
        .filter(|entry| populations.contains(&entry.stand.population));
    let Some(last) = of_them.max_by(|one, other| one.day.cmp(&other.day)) else {
        return BTreeSet::new();
    };
    let hidden = last
        .statements
        .iter()
        .filter(|statement| statement.people.is_some_and(Told::is_open));
    let groups: BTreeSet<(usize, Column)> = hidden
        .filter_map(|statement| names.columns(&statement.group))
        .flatten()
        .collect();
    let cells = laid.groups.iter().filter(|(_, group)| groups.contains(*group));
    cells.map(|(&id, _)| id).collect()
}

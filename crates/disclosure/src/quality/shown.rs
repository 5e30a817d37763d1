//! What the release of the same wave shows of each scale.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Group, Released, Report, Row};

/// Per scale, the groups that the release shows in the scale's table and in each of its items'. Made from a release
/// only, so that nobody can name a group that it hides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    scales: BTreeMap<String, BTreeSet<(String, String)>>,
}

impl Shown {
    /// Reads it off a release.
    pub fn of(report: &Released<Report>) -> Self {
        let mut scales = BTreeMap::new();
        for table in &report.scales {
            let mut groups = shown(&table.rows);
            for id in &table.items {
                let item = report.items.iter().find(|item| item.item == *id);
                let of_item = item.map(|item| shown(&item.rows)).unwrap_or_default();
                groups.retain(|group| of_item.contains(group));
            }
            if groups.remove(&None) {
                let levels = groups.into_iter().flatten().collect();
                scales.insert(table.scale.clone(), levels);
            }
        }
        Self { scales }
    }

    /// Whether everyone is shown in the scale and its items.
    pub(super) fn everyone(&self, scale: &str) -> bool {
        self.scales.contains_key(scale)
    }

    /// Whether a level is.
    pub(super) fn level(&self, scale: &str, dimension: &str, level: &str) -> bool {
        let groups = self.scales.get(scale);
        groups.is_some_and(|groups| groups.contains(&(dimension.to_owned(), level.to_owned())))
    }
}

/// The shown groups of a table; nothing stands for everyone.
fn shown<T>(rows: &[Row<T>]) -> BTreeSet<Option<(String, String)>> {
    let rows = rows.iter().filter(|row| !row.cell.is_hidden());
    rows.filter_map(|row| match &row.group {
        Group::Everyone => Some(None),
        Group::Level { dimension, level } => Some(Some((dimension.clone(), level.clone()))),
        Group::Pair { .. } => None,
    })
    .collect()
}

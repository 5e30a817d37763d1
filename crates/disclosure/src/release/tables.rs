//! The tables of one place from its counts and from what is hidden there.

use crate::ask::{AskItem, AskScale};
use crate::frame::Frame;
use crate::report::{Cell, Distribution, ItemTable, Row, ScaleFigure, ScaleTable, Share};
use crate::{Error, figures};

/// One place's rows of a table: which are shown.
pub(super) struct Rows<'a> {
    pub frame: &'a Frame,
    pub shown: Vec<bool>,
}

impl Rows<'_> {
    fn fill<T>(&self, figure: impl Fn(usize) -> Result<T, Error>) -> Result<Vec<Row<T>>, Error> {
        let rows = self.frame.groups.iter().zip(&self.shown).enumerate();
        rows.map(|(row, (group, shown))| {
            Ok(Row {
                group: group.clone(),
                cell: if *shown {
                    Cell::Shown(figure(row)?)
                } else {
                    Cell::Hidden
                },
            })
        })
        .collect()
    }

    /// The people of each group.
    pub(super) fn people(&self, people: &[u32]) -> Result<Vec<Row<u32>>, Error> {
        self.fill(|row| Ok(people[row]))
    }

    /// An item's table.
    pub(super) fn item(
        &self,
        asked: &AskItem,
        options: &[String],
        counts: impl Fn(usize) -> Result<tally::ItemCounts, Error>,
    ) -> Result<ItemTable, Error> {
        let rows: Vec<Row<Distribution>> = self.fill(|row| {
            let counts = counts(row)?;
            Ok(figures::distribution(
                counts.asked(),
                &counts.options,
                &asked.favourable,
            )?)
        })?;
        let shares: Vec<Option<Share>> = rows
            .iter()
            .map(|row| row.cell.shown().map(|figure| figure.favourable))
            .collect();
        Ok(ItemTable {
            item: asked.item.clone(),
            options: options.to_vec(),
            favourable: asked.favourable.clone(),
            reversed: asked.reversed,
            differences: figures::differences(&self.frame.groups[..self.frame.levels], &shares)?,
            rows,
        })
    }

    /// A scale's table, from the tables of its items and the people at or above the cut.
    pub(super) fn scale(
        &self,
        asked: &AskScale,
        items: &[&ItemTable],
        people: impl Fn(usize) -> Result<(u32, u32), Error>,
    ) -> Result<ScaleTable, Error> {
        let rows: Vec<Row<ScaleFigure>> = self.fill(|row| {
            let own = items.iter().filter_map(|table| table.rows[row].cell.shown());
            let own: Vec<&Distribution> = own.collect();
            Ok(figures::scale(&own, people(row)?)?)
        })?;
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
            differences: figures::differences(&self.frame.groups[..self.frame.levels], &shares)?,
            rows,
        })
    }
}

//! One table of one place: what its shown rows and what is left of them tell.

use crate::frame::{Crossing, EVERYONE, Frame};
use crate::grid::at_place;
use crate::publication::Place;
use crate::release::recipe::sum_in_words;
use crate::release::{scale_line, scale_shape};
use crate::report::{Distribution, Group, ItemTable, Kind, Row, ScaleTable, Share};
use crate::shape::{ANSWERED, Danger, Line, Shape, subtract};
use crate::{Breach, Error, figures};

/// The lines that a table shows in a place, by row.
pub(super) type Shown = Vec<Option<Line>>;

/// A table of a place.
pub(super) struct Table<'a> {
    pub name: &'a str,
    pub least: u32,
    /// People of the place, when they are shown.
    pub people: Option<u32>,
    pub frame: &'a Frame,
    pub place: usize,
    pub places: &'a [Place],
}

impl Table<'_> {
    /// The people of each group.
    pub(super) fn people(&self, rows: &[Row<u32>]) -> Result<Shown, Error> {
        self.headings(rows)?;
        if rows[EVERYONE].cell.shown() != self.people.as_ref() {
            return Err(self.unfit(EVERYONE, "it is not the number of people"));
        }
        let line = |people: &u32| vec![i64::from(*people), i64::from(*people), 0];
        let lines: Shown = rows.iter().map(|row| row.cell.shown().map(line)).collect();
        self.lines(&Shape::people(), &lines)?;
        Ok(lines)
    }

    /// An item.
    pub(super) fn item(&self, table: &ItemTable) -> Result<Shown, Error> {
        if table.options.len() != table.favourable.len() {
            return Err(self.unfit(EVERYONE, "options and favourable marks differ in number"));
        }
        self.headings(&table.rows)?;
        let mut lines = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let Some(figure) = row.cell.shown() else {
                lines.push(None);
                continue;
            };
            self.distribution(at, figure, table)?;
            let totals = [figure.asked, figure.answered, 0];
            lines.push(Some(
                totals
                    .iter()
                    .chain(&figure.counts)
                    .map(|&count| i64::from(count))
                    .collect(),
            ));
        }
        self.lines(&item_shape(table), &lines)?;
        let shares: Vec<_> = table
            .rows
            .iter()
            .map(|row| row.cell.shown().map(|figure| figure.favourable))
            .collect();
        self.differences(&shares, &table.differences)?;
        Ok(lines)
    }

    /// A scale, beside the items of the same report.
    pub(super) fn scale(&self, table: &ScaleTable, items: &[ItemTable]) -> Result<Shown, Error> {
        self.headings(&table.rows)?;
        let own: Vec<&ItemTable> = table
            .items
            .iter()
            .filter_map(|id| items.iter().find(|item| item.item == *id))
            .collect();
        if own.is_empty() || own.len() != table.items.len() {
            return Err(self.unfit(EVERYONE, "an item of the scale is not in the report"));
        }
        if table.least_answered == 0 || table.least_answered as usize > own.len() {
            return Err(self.unfit(EVERYONE, "the least answered does not fit the number of items"));
        }
        let mut lines = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let Some(figure) = row.cell.shown() else {
                lines.push(None);
                continue;
            };
            let shown: Vec<&Distribution> =
                own.iter().filter_map(|item| item.rows[at].cell.shown()).collect();
            if shown.len() != own.len() {
                return Err(self.unfit(at, "an item of the scale is hidden here"));
            }
            let Share { part, of, .. } = figure.share_of_people;
            let sums = part <= of && self.people.is_some_and(|people| of <= people);
            if !sums || figures::scale(&shown, (part, of))? != *figure {
                return Err(self.unfit(at, "the scale's figures do not follow from its items"));
            }
            lines.push(Some(scale_line(part, of)));
        }
        self.lines(&scale_shape(), &lines)?;
        let shares: Vec<_> = table
            .rows
            .iter()
            .map(|row| row.cell.shown().map(|figure| figure.share_of_people))
            .collect();
        self.differences(&shares, &table.differences)?;
        Ok(lines)
    }

    fn headings<T>(&self, rows: &[Row<T>]) -> Result<(), Error> {
        if rows.len() != self.frame.groups.len()
            || rows
                .iter()
                .zip(&self.frame.groups)
                .any(|(row, group)| row.group != *group)
        {
            return Err(self.unfit(
                EVERYONE,
                "the rows are not everyone, every level and every pair in order",
            ));
        }
        let everyone = self.people.is_some() && !rows[EVERYONE].cell.is_hidden();
        match rows.iter().position(|row| !row.cell.is_hidden()) {
            Some(at) if !everyone => Err(self.unfit(at, "it is shown although everyone is hidden")),
            _ => Ok(()),
        }
    }

    fn distribution(&self, at: usize, figure: &Distribution, table: &ItemTable) -> Result<(), Error> {
        let sum: u64 = figure.counts.iter().map(|&count| u64::from(count)).sum();
        let people = self.people.unwrap_or(0);
        if figure.counts.len() != table.options.len() || sum != u64::from(figure.answered) {
            return Err(self.unfit(at, "the options do not add up to those who answered"));
        }
        if figure.answered > figure.asked || figure.asked > people {
            return Err(self.unfit(
                at,
                "more answered than were asked, or more were asked than there are",
            ));
        }
        if figure.answered < self.least {
            return Err(self.breach(&[(at, 1)], Danger::Few(figure.answered)));
        }
        if figures::distribution(figure.asked, &figure.counts, &table.favourable)? != *figure {
            return Err(self.unfit(at, "the share does not follow from the counts"));
        }
        Ok(())
    }

    /// Every line, everyone without it, and what is left of every sum.
    fn lines(&self, shape: &Shape, lines: &Shown) -> Result<(), Error> {
        let Some(everyone) = &lines[EVERYONE] else {
            return Ok(());
        };
        for (at, line) in lines.iter().enumerate() {
            let Some(line) = line else { continue };
            if let Some(danger) = shape.danger(line, self.least) {
                return Err(self.breach(&[(at, 1)], danger));
            }
            let mut rest = everyone.clone();
            subtract(&mut rest, line);
            if rest.iter().any(|&value| value < 0) {
                return Err(self.unfit(at, "it has more than everyone"));
            }
            if let Some(danger) = shape.danger_left(&rest, self.least) {
                return Err(self.breach(&[(EVERYONE, 1), (at, -1)], danger));
            }
        }
        for span in &self.frame.spans {
            self.sum(shape, lines, &Crossing::of(*span))?;
        }
        self.frame
            .crossings
            .iter()
            .try_for_each(|crossing| self.sum(shape, lines, crossing))
    }

    /// A whole and the groups it is split into.
    fn sum(&self, shape: &Shape, lines: &Shown, sum: &Crossing) -> Result<(), Error> {
        let Some(whole) = &lines[sum.whole] else {
            return Ok(());
        };
        let shown: Vec<usize> = sum
            .parts
            .iter()
            .copied()
            .filter(|&part| lines[part].is_some())
            .collect();
        if sum.kind == Kind::Multiple {
            return shown
                .iter()
                .try_for_each(|&part| self.left(shape, lines, sum, &[part]).map(drop));
        }
        if shown.is_empty() {
            return Ok(());
        }
        let left = self.left(shape, lines, sum, &shown)?;
        if sum.kind == Kind::Single && left.iter().any(|&value| value != 0) {
            let mut hidden = sum.parts.iter().filter(|part| lines[**part].is_none());
            match (hidden.next(), hidden.next()) {
                (None, _) => return Err(self.unfit(sum.whole, "its parts do not add up to it")),
                (Some(&alone), None) if whole[ANSWERED] > 0 && left[ANSWERED] > 0 => {
                    let (table, group) = (self.name.to_owned(), self.name_of(alone));
                    return Err(Error::Unsafe(Breach::Alone { table, group }));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What a whole leaves without some of its parts.
    fn left(&self, shape: &Shape, lines: &Shown, sum: &Crossing, parts: &[usize]) -> Result<Line, Error> {
        let mut left = lines[sum.whole].clone().unwrap_or_default();
        parts
            .iter()
            .filter_map(|&part| lines[part].as_ref())
            .for_each(|line| subtract(&mut left, line));
        if left.iter().any(|&value| value < 0) {
            return Err(self.unfit(sum.whole, "there is more in its parts than in it"));
        }
        match shape.danger_left(&left, self.least) {
            Some(danger) => {
                let terms = std::iter::once((sum.whole, 1)).chain(parts.iter().map(|&part| (part, -1)));
                Err(self.breach(&terms.collect::<Vec<_>>(), danger))
            }
            None => Ok(left),
        }
    }

    fn differences(&self, shares: &[Option<Share>], found: &[crate::Difference]) -> Result<(), Error> {
        if figures::differences(&self.frame.groups[..self.frame.levels], shares)? == found {
            return Ok(());
        }
        Err(self.unfit(EVERYONE, "the differences do not follow from the shares"))
    }

    fn name_of(&self, at: usize) -> String {
        at_place(&self.frame.groups[at], self.place, self.places)
    }

    fn unfit(&self, at: usize, reason: &'static str) -> Error {
        Error::Unsafe(Breach::Inconsistent {
            table: self.name.to_owned(),
            group: self.name_of(at),
            reason,
        })
    }

    fn breach(&self, rows: &[(usize, i64)], danger: Danger) -> Error {
        let terms: Vec<(usize, &Group, i64)> = rows
            .iter()
            .map(|&(row, by)| (self.place, &self.frame.groups[row], by))
            .collect();
        let recipe = sum_in_words(&terms, self.places);
        breach(self.name, self.least, recipe, terms.len() == 1, danger)
    }
}

/// What a row, or what is left by subtraction, gives away.
pub(super) fn breach(table: &str, least: u32, recipe: String, is_row: bool, danger: Danger) -> Error {
    let table = table.to_owned();
    Error::Unsafe(match danger {
        Danger::Few(people) if is_row => Breach::Few {
            table,
            group: recipe,
            people,
            least,
        },
        Danger::Few(people) => Breach::Remainder {
            table,
            recipe,
            people,
            least,
        },
        Danger::Unanimous => Breach::Unanimous { table, recipe },
    })
}

/// How an item's published lines are read.
pub(super) fn item_shape(table: &ItemTable) -> Shape {
    Shape {
        favourable: table.favourable.clone(),
        same_answer: true,
        gated: false,
    }
}

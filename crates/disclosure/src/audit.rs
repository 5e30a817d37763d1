//! The audit: from the published values of a report alone, it computes everything the published relations give away,
//! and refuses the report when that is dangerous or when values do not fit together.

use crate::ask::Protection;
use crate::frame::{EVERYONE, Span, rows};
use crate::release::{distinct, scale_line, scale_shape};
use crate::report::{Cell, Distribution, Group, ItemTable, Report, Row, ScaleTable, Share};
use crate::shape::{ANSWERED, Danger, Line, Shape, subtract};
use crate::{Breach, Error, figures};

/// Checks a report.
///
/// # Errors
/// [`Error::Unsafe`] with the first breach; [`Error::Least`], [`Error::Repeated`], [`Error::Measure`] for a report that
/// cannot have come from a release.
pub(crate) fn audit(report: &Report) -> Result<(), Error> {
    Protection::new(report.least)?;
    distinct(
        "dimension",
        report.dimensions.iter().map(|dimension| &dimension.id),
    )?;
    for dimension in &report.dimensions {
        distinct("level", dimension.levels.iter())?;
    }
    distinct("item", report.items.iter().map(|table| &table.item))?;
    distinct("scale", report.scales.iter().map(|table| &table.scale))?;
    distinct("scale item", report.scales.iter().flat_map(|table| &table.items))?;
    let (groups, spans) = rows(&report.dimensions);
    let people = match report.people {
        Cell::Shown(people) if people < report.least => {
            let (table, group) = ("the report".to_owned(), "everyone".to_owned());
            return Err(Error::Unsafe(Breach::Few {
                table,
                group,
                people,
                least: report.least,
            }));
        }
        Cell::Shown(people) => Some(people),
        Cell::Hidden => None,
    };
    for table in &report.items {
        let checks = Table {
            name: &table.item,
            least: report.least,
            people,
            groups: &groups,
            spans: &spans,
        };
        checks.item(table)?;
    }
    for table in &report.scales {
        let checks = Table {
            name: &table.scale,
            least: report.least,
            people,
            groups: &groups,
            spans: &spans,
        };
        checks.scale(table, &report.items)?;
    }
    Ok(())
}

struct Table<'a> {
    name: &'a str,
    least: u32,
    people: Option<u32>,
    groups: &'a [Group],
    spans: &'a [Span],
}

impl Table<'_> {
    fn item(&self, table: &ItemTable) -> Result<(), Error> {
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
        let shape = Shape {
            favourable: table.favourable.clone(),
            same_answer: true,
            gated: false,
        };
        self.lines(&shape, &lines)?;
        let shares: Vec<_> = table
            .rows
            .iter()
            .map(|row| row.cell.shown().map(|figure| figure.favourable))
            .collect();
        self.differences(&shares, &table.differences)
    }

    fn scale(&self, table: &ScaleTable, items: &[ItemTable]) -> Result<(), Error> {
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
        self.differences(&shares, &table.differences)
    }

    fn headings<T>(&self, rows: &[Row<T>]) -> Result<(), Error> {
        if rows.len() != self.groups.len()
            || rows
                .iter()
                .zip(self.groups)
                .any(|(row, group)| row.group != *group)
        {
            return Err(self.unfit(EVERYONE, "the rows are not everyone and every level in order"));
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
            return Err(self.breach(self.name_of(at), at, Danger::Few(figure.answered)));
        }
        if figures::distribution(figure.asked, &figure.counts, &table.favourable)? != *figure {
            return Err(self.unfit(at, "the share does not follow from the counts"));
        }
        Ok(())
    }

    /// Every line, everyone without it, and what is left of every dimension.
    fn lines(&self, shape: &Shape, lines: &[Option<Line>]) -> Result<(), Error> {
        let Some(everyone) = &lines[EVERYONE] else {
            return Ok(());
        };
        for (at, line) in lines.iter().enumerate() {
            let Some(line) = line else { continue };
            if let Some(danger) = shape.danger(line, self.least) {
                return Err(self.breach(self.name_of(at), at, danger));
            }
            let mut rest = everyone.clone();
            subtract(&mut rest, line);
            if rest.iter().any(|&value| value < 0) {
                return Err(self.unfit(at, "it has more than everyone"));
            }
            if let Some(danger) = shape.danger_left(&rest, self.least) {
                return Err(self.breach(format!("everyone without {}", self.name_of(at)), EVERYONE, danger));
            }
        }
        self.spans
            .iter()
            .try_for_each(|span| self.span(*span, shape, everyone, lines))
    }

    fn span(&self, span: Span, shape: &Shape, everyone: &Line, lines: &[Option<Line>]) -> Result<(), Error> {
        let mut left = everyone.clone();
        lines[span.groups()]
            .iter()
            .flatten()
            .for_each(|line| subtract(&mut left, line));
        let hidden: Vec<usize> = span.groups().filter(|&group| lines[group].is_none()).collect();
        if hidden.len() == span.levels {
            return Ok(());
        }
        let recipe = || {
            format!(
                "everyone without the shown levels beside {}",
                self.name_of(span.first)
            )
        };
        if span.is_single() && left.iter().any(|&value| value < 0) {
            return Err(self.unfit(span.first, "the levels have more than everyone"));
        }
        if let Some(danger) = shape.danger_left(&left, self.least) {
            return Err(self.breach(recipe(), span.first, danger));
        }
        if span.kind == crate::Kind::Single && left[ANSWERED] > 0 {
            match hidden[..] {
                [] => return Err(self.unfit(span.first, "the levels do not add up to everyone")),
                [alone] => {
                    let (table, group) = (self.name.to_owned(), self.name_of(alone));
                    return Err(Error::Unsafe(Breach::Alone { table, group }));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn differences(&self, shares: &[Option<Share>], found: &[crate::Difference]) -> Result<(), Error> {
        if figures::differences(self.groups, shares)? == found {
            return Ok(());
        }
        Err(self.unfit(EVERYONE, "the differences do not follow from the shares"))
    }

    fn name_of(&self, at: usize) -> String {
        match &self.groups[at] {
            Group::Everyone => "everyone".to_owned(),
            Group::Level { dimension, level } => format!("{dimension} {level}"),
        }
    }

    fn unfit(&self, at: usize, reason: &'static str) -> Error {
        Error::Unsafe(Breach::Inconsistent {
            table: self.name.to_owned(),
            group: self.name_of(at),
            reason,
        })
    }

    fn breach(&self, recipe: String, at: usize, danger: Danger) -> Error {
        let (table, least) = (self.name.to_owned(), self.least);
        Error::Unsafe(match danger {
            Danger::Few(people) if recipe == self.name_of(at) => Breach::Few {
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
}

//! Making a release: what is asked is checked, groups are counted in every place, each table's pattern is found, figures are
//! computed for what is shown, and the result is audited and proved from its own published values before it is sealed.

mod asked;
mod count;
mod joined;
mod neighbours;
mod patterns;
mod protect;
pub(crate) mod recipe;
mod request;
mod tables;

use std::collections::HashSet;

use self::count::Counted;
use self::patterns::Patterns;
pub use self::request::{Account, Made, Request, release};
use self::tables::Rows;
use crate::Error;
use crate::ask::Ask;
use crate::audit::audit;
use crate::frame::Frame;
use crate::grid::Grid;
use crate::pattern::Ground;
use crate::proof::prove;
use crate::publication::{Place, Plain, Table};
use crate::report::{Cell, IntervalMethod, ItemTable, Report};
use crate::shape::{Line, Shape};

/// A request that has been counted.
struct Making<'a> {
    request: &'a Request<'a>,
    frame: &'a Frame,
    places: &'a [Place],
    grid: Grid,
    counted: Counted,
}

impl Making<'_> {
    fn make(&self) -> Result<Made, Error> {
        let (patterns, account) = self.patterns()?;
        let mut plain = Plain {
            least: self.least(),
            places: self.places.to_vec(),
            enrolled: self.request.enrolled.clone(),
            told: self.request.told.clone(),
            reports: Vec::new(),
            proofs: Vec::new(),
        };
        for place in 0..self.places.len() {
            plain.reports.push(self.report(place, &patterns)?);
        }
        audit(&plain)?;
        plain.proofs = prove(
            &plain,
            &self.grid,
            self.frame,
            self.request.threads,
            |table, id| self.truth(table, id),
        )?;
        Ok(Made {
            release: plain.seal(),
            account,
        })
    }

    fn least(&self) -> u32 {
        self.request.protection.least()
    }

    /// The lines of a table in every cell.
    fn lines(&self, line: impl Fn(usize, usize) -> Result<Line, Error>) -> Result<Vec<Line>, Error> {
        let mut lines = Vec::with_capacity(self.places.len() * self.grid.width);
        for place in 0..self.places.len() {
            for row in 0..self.grid.width {
                lines.push(line(place, row)?);
            }
        }
        Ok(self.grid.complete(lines))
    }

    /// The line of a group in the table of people. The third number is 0; [`joined`] marks thin groups there.
    fn people_line(&self, place: usize, row: usize) -> Result<Line, Error> {
        let people = i64::from(self.counted.people(place)?[row]);
        Ok(vec![people, people, 0])
    }

    fn item_line(&self, item: usize, place: usize, row: usize) -> Result<Line, Error> {
        let counts = self.counted.item(item, place, row)?;
        let totals = [counts.asked(), counts.answered(), counts.not_applicable];
        Ok(totals
            .iter()
            .chain(&counts.options)
            .map(|&count| i64::from(count))
            .collect())
    }

    fn scale_line(&self, scale: usize, place: usize, row: usize) -> Result<Line, Error> {
        let (part, of) = self.counted.scale(scale, place, row)?;
        Ok(scale_line(part, of))
    }

    /// The true value of a cell of a table, as it is published or hidden.
    fn truth(&self, table: &Table, id: usize) -> Result<i64, Error> {
        let value = |place: usize, row: usize| -> Result<i64, Error> {
            let line = match table {
                Table::People => self.people_line(place, row)?,
                Table::Item(id) => self.item_line(place_of(self.request.ask, id).unwrap_or(0), place, row)?,
                Table::Scale(id) => {
                    let scales = &self.request.ask.scales;
                    let at = scales.iter().position(|scale| scale.scale == *id);
                    self.scale_line(at.unwrap_or(0), place, row)?
                }
            };
            Ok(line[crate::shape::ANSWERED])
        };
        if let Some((place, row)) = self.grid.row(id) {
            return value(place, row);
        }
        let mut left = 0;
        for (other, by) in self.grid.others(id) {
            if let Some((place, row)) = self.grid.row(other) {
                left -= by * value(place, row)?;
            }
        }
        Ok(left)
    }

    fn grounds(&self) -> Result<Vec<Ground<'_>>, Error> {
        let places = 0..self.places.len();
        let ground = |place| {
            Ok(Ground {
                least: self.least(),
                spans: &self.frame.spans,
                overlaps: self.counted.overlaps(place, &self.frame.spans)?,
            })
        };
        places.map(ground).collect()
    }

    fn report(&self, place: usize, patterns: &Patterns) -> Result<Report, Error> {
        let shown = |hidden: &[bool]| Rows {
            frame: self.frame,
            shown: (0..self.grid.width)
                .map(|row| !hidden[self.grid.id(place, row)])
                .collect(),
        };
        let ask = self.request.ask;
        let people = self.counted.people(place)?;
        let mut items: Vec<ItemTable> = Vec::new();
        for (item, asked) in ask.items.iter().enumerate() {
            let at = self.request.answers.item_at(&asked.item)?;
            let options = &self.request.answers.items()[at].options;
            let counts = |row| self.counted.item(item, place, row);
            items.push(shown(&patterns.items[item]).item(asked, options, counts)?);
        }
        let mut scales = Vec::new();
        for (scale, asked) in ask.scales.iter().enumerate() {
            let own: Vec<&ItemTable> = asked
                .items
                .iter()
                .filter_map(|id| place_of(ask, id).map(|at| &items[at]))
                .collect();
            let counts = |row| self.counted.scale(scale, place, row);
            scales.push(shown(&patterns.scales[scale]).scale(asked, &own, counts)?);
        }
        let groups = shown(&patterns.people).people(people)?;
        Ok(Report {
            least: self.least(),
            people: groups.first().map_or(Cell::Hidden, |row| row.cell.clone()),
            interval: IntervalMethod::Wilson95,
            dimensions: self.frame.dimensions.clone(),
            pairs: self.frame.pair_ids(),
            groups,
            items,
            scales,
        })
    }
}

fn place_of(ask: &Ask, item: &str) -> Option<usize> {
    ask.items.iter().position(|asked| asked.item == item)
}

/// No id may occur twice.
pub(crate) fn distinct<'a>(what: &'static str, ids: impl Iterator<Item = &'a String>) -> Result<(), Error> {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Error::Repeated { what, id: id.clone() });
        }
    }
    Ok(())
}

/// A scale adds one thing to its items' tables, who is at or above the cut; that is a table with two options.
pub(crate) fn scale_line(part: u32, of: u32) -> Line {
    let part = i64::from(part);
    let of = i64::from(of);
    vec![of, of, 0, part, of - part]
}

/// How a scale's lines are read.
pub(crate) fn scale_shape() -> Shape {
    Shape {
        favourable: vec![true, false],
        same_answer: false,
        gated: false,
    }
}

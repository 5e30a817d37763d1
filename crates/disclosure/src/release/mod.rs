//! Making a release: what is asked is checked, groups are counted in every place, each table's pattern is found, figures are
//! computed for what is shown, and the result is audited and proved from its own published values before it is sealed.

mod asked;
mod count;
mod neighbours;
mod protect;
pub(crate) mod recipe;
mod request;
mod tables;

use std::collections::{BTreeSet, HashSet};

use self::count::Counted;
use self::protect::{Lines, Protector, chosen, weights};
pub use self::request::{Account, Made, Request, release};
use self::tables::Rows;
use crate::Error;
use crate::ask::{Ask, AskItem};
use crate::audit::audit;
use crate::frame::{EVERYONE, Frame};
use crate::grid::Grid;
use crate::pattern::Ground;
use crate::proof::prove;
use crate::publication::{Place, Plain, Release, Table, made_of};
use crate::report::{Cell, Group, IntervalMethod, ItemTable, Report};
use crate::shape::{Line, Shape};
use crate::threads::each;

/// A request that has been counted.
struct Making<'a> {
    request: &'a Request<'a>,
    frame: &'a Frame,
    places: &'a [Place],
    grid: Grid,
    counted: Counted,
}

/// What is hidden, by cell: in the table of people, in each item's, in each scale's.
struct Patterns {
    people: Vec<bool>,
    items: Vec<Vec<bool>>,
    scales: Vec<Vec<bool>>,
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

    fn patterns(&self) -> Result<(Patterns, Account), Error> {
        let people = Lines {
            table: &Table::People,
            shape: Shape::people(),
            by_cell: self.lines(|place, row| self.people_line(place, row))?,
        };
        let counts: Vec<i64> = people.by_cell.iter().map(|line| line[0]).collect();
        let protector = Protector {
            least: self.least(),
            places: self.places,
            frame: self.frame,
            grid: &self.grid,
            grounds: self.grounds()?,
            weights: weights(&self.grid, self.places, &counts),
            people: counts,
            graphs: [true, false].map(|people| self.grid.circuits(people)),
            budget: self.request.budget,
        };
        let mut hidden = vec![false; self.grid.len()];
        let near = self.request.earlier.map(|earlier| self.near(earlier));
        protector.protect(&people, &mut hidden, near.as_ref())?;
        let problem = protector.people_problem(&people, &hidden)?;
        let known_to_neighbours = neighbours::keep_from_neighbours(
            &self.grid,
            self.places,
            &problem,
            &mut hidden,
            self.request.budget,
        )?;
        protector.protect(&people, &mut hidden, near.as_ref())?;
        let mut account = self.account(&protector.people, &hidden);
        account.known_to_neighbours = known_to_neighbours;
        let mut patterns = Patterns {
            people: hidden,
            items: Vec::new(),
            scales: Vec::new(),
        };
        let ask = self.request.ask;
        let people = &patterns.people;
        patterns.items = each(self.request.threads, ask.items.len(), |item| {
            self.item_pattern(item, &protector, people)
        })?;
        patterns.scales = each(self.request.threads, ask.scales.len(), |scale| {
            self.scale_pattern(scale, &protector, &patterns)
        })?;
        Ok((patterns, account))
    }

    fn item_pattern(&self, item: usize, protector: &Protector, people: &[bool]) -> Result<Vec<bool>, Error> {
        let asked = &self.request.ask.items[item];
        let lines = self.lines(|place, row| self.item_line(item, place, row))?;
        let truth = Lines {
            table: &Table::Item(asked.item.clone()),
            shape: self.item_shape(&lines, &protector.people, asked),
            by_cell: lines,
        };
        let mut hidden = people.to_vec();
        protector.protect(&truth, &mut hidden, None)?;
        Ok(hidden)
    }

    /// A scale hides what one of its items hides.
    fn scale_pattern(
        &self,
        scale: usize,
        protector: &Protector,
        patterns: &Patterns,
    ) -> Result<Vec<bool>, Error> {
        let asked = &self.request.ask.scales[scale];
        let truth = Lines {
            table: &Table::Scale(asked.scale.clone()),
            shape: scale_shape(),
            by_cell: self.lines(|place, row| self.scale_line(scale, place, row))?,
        };
        let mut hidden = patterns.people.clone();
        for item in asked.items.iter().filter_map(|id| place_of(self.request.ask, id)) {
            let of_item = hidden.iter_mut().zip(&patterns.items[item]);
            of_item.for_each(|(hidden, item)| *hidden |= item);
        }
        protector.protect(&truth, &mut hidden, None)?;
        Ok(hidden)
    }

    fn account(&self, people: &[i64], hidden: &[bool]) -> Account {
        let least = i64::from(self.least());
        let rows = chosen(hidden);
        let groups = rows.iter().filter(|id| self.grid.row(**id as usize).is_some());
        let (small, complementary): (Vec<u32>, Vec<u32>) =
            groups.copied().partition(|id| people[*id as usize] < least);
        Account {
            known_to_neighbours: 0,
            small: small.len(),
            complementary: complementary.len(),
        }
    }

    /// The cells that an earlier release hides, as far as they are there.
    fn near(&self, earlier: &Release) -> BTreeSet<u32> {
        let mut hidden: HashSet<(&str, &str, &Group)> = HashSet::new();
        for (place, report) in earlier.places.iter().zip(&earlier.reports) {
            let rows = report.groups.iter().filter(|row| row.cell.is_hidden());
            hidden.extend(rows.map(|row| (place.kind.as_str(), place.id.as_str(), &row.group)));
        }
        (0..self.grid.len())
            .filter(|&id| {
                self.grid.row(id).is_some_and(|(place, row)| {
                    let at = &self.places[place];
                    hidden.contains(&(at.kind.as_str(), at.id.as_str(), &self.frame.groups[row]))
                })
            })
            .map(protect::number)
            .collect()
    }

    /// "Does not apply" tells an earlier answer, unless it only tells a level of a dimension: some items are for staff.
    fn item_shape(&self, lines: &[Line], people: &[i64], asked: &AskItem) -> Shape {
        let not_asked =
            |place: usize, row: usize| lines[self.grid.id(place, row)][crate::shape::NOT_APPLICABLE];
        let is_gated = |place: usize| {
            let by_level = self.frame.spans.iter().any(|span| {
                let told = span.groups().all(|row| {
                    let here = not_asked(place, row);
                    here == 0 || here == people[self.grid.id(place, row)]
                });
                let levels: i64 = span.groups().map(|row| not_asked(place, row)).sum();
                span.is_single() && told && levels == not_asked(place, EVERYONE)
            });
            let none = not_asked(place, EVERYONE);
            none > 0 && none < people[self.grid.id(place, EVERYONE)] && !by_level
        };
        // Whether a whole school is asked is no answer of anybody's, so the places above are not looked at.
        let made = made_of(self.places);
        let schools = made
            .iter()
            .enumerate()
            .filter(|(_, place)| place.parts.is_empty());
        let mut schools = schools.map(|(place, _)| place);
        Shape {
            favourable: asked.favourable.clone(),
            same_answer: true,
            gated: schools.any(is_gated),
        }
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

//! Places × rows of a release as cells and relations, numbered the same way by who makes a release and by who verifies it.

use std::collections::BTreeMap;

use crate::Error;
use crate::frame::Frame;
use crate::publication::{Enrolled, Place, Told, made_of};
use crate::report::Group;
use crate::shape::Line;
use crate::suppress::{Circuits, Layout, Levelled, Problem, Relation};

/// The cells of every table of a release, and how they add up.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// Rows of a table.
    pub width: usize,
    /// The id of each place's row, `place * width + row`.
    ids: Vec<u32>,
    /// Place and row of each id; none for what is left unpublished in a relation.
    rows: Vec<Option<(usize, usize)>>,
    relations: Vec<Relation>,
    /// Whether a relation follows from others: the groups of a place made of places.
    follows: Vec<bool>,
    /// For every unpublished rest, by id, its relation.
    rests: BTreeMap<u32, usize>,
    /// What is told elsewhere, of people only.
    told: Vec<Relation>,
    upper: BTreeMap<u32, i64>,
}

impl Grid {
    /// The grid of these places and rows, with what else everybody knows.
    ///
    /// # Errors
    /// [`Error::Problem`] when there are too many cells; [`Error::Answers`] for a place or group that is not there.
    pub(crate) fn new(
        frame: &Frame,
        places: &[Place],
        least: u32,
        (enrolled, told): (&[Enrolled], &[Told]),
    ) -> Result<Self, Error> {
        let dimensions = frame.dimensions.iter().map(|dimension| Levelled {
            kind: dimension.kind,
            levels: dimension.levels.len(),
        });
        let layout = Layout {
            least: least.into(),
            places: made_of(places),
            dimensions: dimensions.collect(),
            pairs: frame.pairs.clone(),
            ..Layout::default()
        };
        let laid = layout.problem()?;
        let columns: BTreeMap<_, usize> = frame
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| (*column, at))
            .collect();
        let width = frame.groups.len();
        let mut grid = Self {
            width,
            ids: vec![0; places.len() * width],
            rows: vec![None; laid.problem.cells().len()],
            relations: laid.problem.relations().to_vec(),
            follows: Vec::new(),
            rests: BTreeMap::new(),
            told: Vec::new(),
            upper: BTreeMap::new(),
        };
        for (&id, (place, column)) in &laid.groups {
            let row = columns[column];
            grid.ids[place * width + row] = id;
            grid.rows[id as usize] = Some((*place, row));
        }
        for (at, relation) in grid.relations.iter().enumerate() {
            let rest = relation
                .terms
                .iter()
                .find(|(id, _)| grid.rows[*id as usize].is_none());
            grid.rests.extend(rest.map(|(id, _)| (*id, at)));
        }
        let made = made_of(places);
        let follows = |relation: &Relation| {
            let cells = relation.terms.iter().map(|(id, _)| *id as usize);
            let mut inside = cells.filter_map(|id| grid.row(id)).map(|(place, _)| place);
            let first = inside.next();
            first.is_some_and(|first| !made[first].parts.is_empty() && inside.all(|place| place == first))
        };
        grid.follows = grid.relations.iter().map(follows).collect();
        grid.know(frame, places, least, (enrolled, told))?;
        Ok(grid)
    }

    fn know(
        &mut self,
        frame: &Frame,
        places: &[Place],
        least: u32,
        (enrolled, told): (&[Enrolled], &[Told]),
    ) -> Result<(), Error> {
        let rows: BTreeMap<&Group, usize> = frame
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| (group, at))
            .collect();
        let find = |place: usize, group: &Group| match rows.get(group) {
            Some(&row) if place < places.len() => Ok(self.ids[place * self.width + row]),
            _ => Err(tally::Error::Unknown {
                kind: "group of a place",
                id: format!("{place} {}", in_words(group)),
            }),
        };
        let mut upper = BTreeMap::new();
        for known in enrolled {
            upper.insert(find(known.place, &known.group)?, known.people.max(least).into());
        }
        let mut sums = Vec::new();
        for known in told {
            let terms = known
                .terms
                .iter()
                .map(|(place, group, by)| Ok((find(*place, group)?, *by)));
            sums.push(Relation {
                right: known.sum,
                terms: terms.collect::<Result<_, tally::Error>>()?,
            });
        }
        (self.upper, self.told) = (upper, sums);
        Ok(())
    }

    /// Cells, rests among them; ids run from 0.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The id of a row of a place.
    pub(crate) fn id(&self, place: usize, row: usize) -> usize {
        self.ids[place * self.width + row] as usize
    }

    /// Place and row of a cell; none for an unpublished rest.
    pub(crate) fn row(&self, id: usize) -> Option<(usize, usize)> {
        self.rows.get(id).copied().flatten()
    }

    /// The place of a cell, that of an unpublished rest included.
    pub(crate) fn place(&self, id: usize) -> Option<usize> {
        let whole = || {
            let relation = u32::try_from(id).ok().and_then(|id| self.rests.get(&id))?;
            let mut terms = self.relations[*relation].terms.iter();
            terms.find_map(|(id, _)| self.row(*id as usize))
        };
        self.row(id).or_else(whole).map(|(place, _)| place)
    }

    /// The most a cell can be, as everybody knows.
    pub(crate) fn upper(&self, id: usize) -> i64 {
        let known = u32::try_from(id).ok().and_then(|id| self.upper.get(&id));
        known.copied().unwrap_or(Problem::LARGEST)
    }

    /// How the cells add up; with what is told elsewhere, when the cells are people.
    pub(crate) fn relations(&self, people: bool) -> Vec<Relation> {
        let told = if people { &self.told[..] } else { &[] };
        self.relations.iter().chain(told).cloned().collect()
    }

    /// The relations as a graph in which circuits can be sought.
    pub(crate) fn circuits(&self, people: bool) -> Circuits {
        Circuits::new(self.len(), &self.relations(people), &self.follows)
    }

    /// By relation, whether it follows from others.
    pub(crate) fn follows(&self) -> &[bool] {
        &self.follows
    }

    /// The unpublished rests, each with the other cells of its relation: id and factor; the rest is minus their sum.
    pub(crate) fn rests(&self) -> impl Iterator<Item = (usize, impl Iterator<Item = (usize, i64)>)> {
        self.rests.iter().map(|(&rest, &relation)| {
            let terms = self.relations[relation].terms.iter();
            let others = terms
                .filter(move |(id, _)| *id != rest)
                .map(|&(id, by)| (id as usize, by));
            (rest as usize, others)
        })
    }

    /// What an unpublished rest is minus the sum of, as [`Grid::rests`] gives it; nothing for other cells.
    pub(crate) fn others(&self, id: usize) -> Vec<(usize, i64)> {
        let relation = u32::try_from(id).ok().and_then(|id| self.rests.get(&id));
        let terms = relation.map_or(&[][..], |at| &self.relations[*at].terms);
        let others = terms.iter().filter(|term| term.0 as usize != id);
        others.map(|&(id, by)| (id as usize, by)).collect()
    }

    /// Lines of `place * width + row` as lines of cells, those of unpublished rests computed.
    pub(crate) fn complete(&self, lines: Vec<Line>) -> Vec<Line> {
        let size = lines.first().map_or(0, Vec::len);
        let mut all = vec![Vec::new(); self.len()];
        for (line, &id) in lines.into_iter().zip(&self.ids) {
            all[id as usize] = line;
        }
        for (rest, others) in self.rests() {
            let mut line = vec![0; size];
            for (id, by) in others {
                for (value, part) in line.iter_mut().zip(&all[id]) {
                    *value -= by * part;
                }
            }
            all[rest] = line;
        }
        all
    }
}

/// A group by its ids.
pub(crate) fn in_words(group: &Group) -> String {
    match group {
        Group::Everyone => "everyone".to_owned(),
        Group::Level { dimension, level } => format!("{dimension} {level}"),
        Group::Pair { dimensions, levels } => {
            format!(
                "{} {} and {} {}",
                dimensions[0], levels[0], dimensions[1], levels[1]
            )
        }
    }
}

/// A group at a place; a release of one place needs no name for it.
pub(crate) fn at_place(group: &Group, place: usize, places: &[Place]) -> String {
    match places.get(place) {
        Some(at) if places.len() > 1 => format!("{} at {}", in_words(group), at.id),
        _ => in_words(group),
    }
}

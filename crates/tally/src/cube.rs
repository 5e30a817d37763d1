//! Every count at once: all places × all groups × all items × all entries, in one dense table.
//!
//! **Layout.** [`Cube::cells`] holds `u32` counts of people, with the group running fastest:
//! `cells[(slot × rows + row) × groups + group]`. Row 0 counts people; then, item after item, one row per option and one
//! per kind of missing answer that the item had when the index was built. Slots are the schools, in the order of a walk through the
//! geography; then the other places, in the order of that walk; then the groupings. [`Cube::row`] and [`Cube::slot`] say
//! where. The size is 4 bytes × slots × rows × groups.
//!
//! **Method.** A school's people are neighbours, so a count is the number of set bits in the AND of two short bitmaps, one
//! of an entry, one of a group. Other places are sums of their schools: exact, because every person is at one school.

mod count;
mod sum;

use crate::answers::size;
use crate::filter::{check_entry, there};
use crate::threads::check_threads;
use crate::{Coded, Error, Filter, Index, IndexedItem, ItemCounts, Missing};

/// The most groups one cube can have.
pub const GROUPS_MAX: usize = 1 << 16;

/// The most counts one cube can have: 4 GiB of them.
pub const CELLS_MAX: usize = 1 << 30;

/// A level, by position of its dimension in the index and its own position there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LevelAt {
    /// Position of the dimension.
    pub dimension: usize,
    /// Position of the level in its dimension.
    pub level: usize,
}

/// People counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GroupOf {
    /// All people, each once.
    Everyone,
    /// Those with a level.
    Level(LevelAt),
    /// Those with both levels.
    Pair(LevelAt, LevelAt),
}

/// A place or a grouping, by position in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceAt {
    /// A place.
    Place(usize),
    /// A grouping.
    Grouping(usize),
}

/// What a cube is to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// Positions of the dimensions whose levels are groups.
    pub dimensions: Vec<usize>,
    /// Pairs of dimensions whose levels are crossed; a multiple dimension may be crossed with itself.
    pub pairs: Vec<(usize, usize)>,
    /// Whom to count.
    pub filter: Filter,
    /// On how many threads; the counts do not depend on it.
    pub threads: usize,
}

impl Breakdown {
    /// Everyone, and every level of every dimension, on one thread.
    pub fn every(index: &Index) -> Self {
        Self {
            dimensions: (0..index.dimensions().len()).collect(),
            pairs: Vec::new(),
            filter: Filter::Everyone,
            threads: 1,
        }
    }

    /// The groups in order: everyone, the levels of each dimension, the crossed levels of each pair, the second
    /// dimension's level running faster.
    fn groups(&self, index: &Index) -> Result<Vec<GroupOf>, Error> {
        let levels = |dimension: usize| {
            let found = there("dimension", dimension, index.dimensions())?;
            Ok((0..found.levels.len()).map(move |level| LevelAt { dimension, level }))
        };
        let mut groups = vec![GroupOf::Everyone];
        let room = |found: usize| size("number of groups", "the cube", found, 1, GROUPS_MAX);
        for &dimension in &self.dimensions {
            groups.extend(levels(dimension)?.map(GroupOf::Level));
            room(groups.len())?;
        }
        for &(one, other) in &self.pairs {
            let (ones, others) = (levels(one)?, levels(other)?);
            room(
                groups
                    .len()
                    .saturating_add(ones.len().saturating_mul(others.len())),
            )?;
            groups.extend(ones.flat_map(|one| others.clone().map(move |other| GroupOf::Pair(one, other))));
        }
        Ok(groups)
    }
}

/// Counts of people for every place, group, item and entry; see the module for the layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cube {
    groups: Vec<GroupOf>,
    items: Vec<IndexedItem>,
    /// The first row of each item.
    first_rows: Vec<usize>,
    rows: usize,
    /// The slot of each place.
    place_slots: Vec<usize>,
    groupings: usize,
    cells: Vec<u32>,
}

impl Index<'_> {
    /// Counts everything the breakdown asks for.
    ///
    /// # Errors
    /// [`Error::Position`] for a dimension or a position in the filter that is not there, [`Error::Size`] for more than
    /// [`GROUPS_MAX`] groups or [`CELLS_MAX`] counts, too deep a filter, or no or more than 1,024 threads.
    pub fn cube(&self, breakdown: &Breakdown) -> Result<Cube, Error> {
        check_threads(breakdown.threads)?;
        let groups = breakdown.groups(self)?;
        let mut rows = 1;
        let first_rows = self.items().iter().map(|item| {
            let first = rows;
            rows += item.lines();
            first
        });
        let first_rows = first_rows.collect();
        let slots = self.places().len() + self.groupings().len();
        let cells = rows
            .checked_mul(groups.len())
            .and_then(|cells| cells.checked_mul(slots));
        let cells = cells.unwrap_or(usize::MAX);
        size("number of counts", "the cube", cells, 0, CELLS_MAX)?;
        let mut cube = Cube {
            groups,
            items: self.items().to_vec(),
            first_rows,
            rows,
            place_slots: self.shape.slots(),
            groupings: self.groupings().len(),
            cells: vec![0; cells],
        };
        let chosen = self.evaluate(&breakdown.filter, &(0..self.shape.stride))?;
        count::schools(self, &mut cube, &chosen, breakdown.threads);
        sum::other_places(&self.shape, &mut cube, breakdown.threads);
        Ok(cube)
    }
}

impl Cube {
    /// The groups in order; the first is everyone.
    pub fn groups(&self) -> &[GroupOf] {
        &self.groups
    }

    /// All counts, laid out as the module says.
    pub fn cells(&self) -> &[u32] {
        &self.cells
    }

    /// How many rows a slot has: one for people, and one for each entry of each item.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The slot of a place or grouping.
    ///
    /// # Errors
    /// [`Error::Position`] when it is not there.
    pub fn slot(&self, at: PlaceAt) -> Result<usize, Error> {
        match at {
            PlaceAt::Place(place) => there("place", place, &self.place_slots).copied(),
            PlaceAt::Grouping(grouping) if grouping < self.groupings => Ok(self.place_slots.len() + grouping),
            PlaceAt::Grouping(grouping) => Err(Error::Position {
                kind: "grouping",
                at: grouping,
                count: self.groupings,
            }),
        }
    }

    /// The row of an item's entry; `None` for a kind of missing answer that the item did not have.
    ///
    /// # Errors
    /// [`Error::Position`] for an item or option that is not there.
    pub fn row(&self, item: usize, entry: Coded) -> Result<Option<usize>, Error> {
        let found = there("item", item, &self.items)?;
        check_entry(found.options.len(), entry)?;
        Ok(found.line_of(entry).map(|line| self.first_rows[item] + line))
    }

    /// People of a place, per group.
    ///
    /// # Errors
    /// [`Error::Position`] when the place is not there.
    pub fn people(&self, at: PlaceAt) -> Result<&[u32], Error> {
        Ok(self.cells_of(self.slot(at)?, 0))
    }

    /// People of a place with an entry, per group; `None` (nobody) for a kind of missing answer that the item did not have.
    ///
    /// # Errors
    /// [`Error::Position`] for a place, item or option that is not there.
    pub fn with_entry(&self, at: PlaceAt, item: usize, entry: Coded) -> Result<Option<&[u32]>, Error> {
        let slot = self.slot(at)?;
        Ok(self.row(item, entry)?.map(|row| self.cells_of(slot, row)))
    }

    /// The counts of one item in one group of a place.
    ///
    /// # Errors
    /// [`Error::Position`] for a place, item or group that is not there.
    pub fn item(&self, at: PlaceAt, item: usize, group: usize) -> Result<ItemCounts, Error> {
        let slot = self.slot(at)?;
        let found = there("item", item, &self.items)?;
        there("group", group, &self.groups)?;
        let first = self.first_rows[item];
        let lines = (first..first + found.lines()).map(|row| self.cells_of(slot, row)[group]);
        Ok(found.counts(&lines.collect::<Vec<_>>()))
    }

    fn cells_of(&self, slot: usize, row: usize) -> &[u32] {
        let width = self.groups.len();
        let first = (slot * self.rows + row) * width;
        &self.cells[first..first + width]
    }
}

impl IndexedItem {
    /// Counts per line as counts by name.
    pub(crate) fn counts(&self, lines: &[u32]) -> ItemCounts {
        let (options, missing) = lines.split_at(self.options.len());
        let of = |kind: Missing| {
            let at = self.missing.iter().position(|&found| found == kind);
            at.map_or(0, |at| missing[at])
        };
        ItemCounts {
            options: options.to_vec(),
            not_seen: of(Missing::NotSeen),
            skipped: of(Missing::Skipped),
            not_applicable: of(Missing::NotApplicable),
            do_not_know: of(Missing::DoNotKnow),
        }
    }
}

//! From groups of people to cells and relations: what everybody knows about how counts add up.
//!
//! Places (schools in agencies in a state, and roll-ups such as a network) are crossed with columns (everyone, the levels
//! of each dimension, the pairs of levels of chosen dimensions). What is *not* known to add up is not an equation: people
//! without a level, and people with several, enter as an unpublished rest, a cell of weight 0.

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Cell, Levels, Numbers, Problem, Relation, Status, Term};
use crate::{Error, Kind};

/// A dimension: how people are spread over it, and how many levels it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Levelled {
    /// How people are spread over it.
    pub kind: Kind,
    /// Its levels.
    pub levels: usize,
}

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// All people of the place.
    Everyone,
    /// The people of a level of a dimension, both by number.
    Level(usize, usize),
    /// The people of two levels of two dimensions, the first dimension's number the smaller.
    Pair([(usize, usize); 2]),
    /// The people of several levels of a dimension together: a pool, by number.
    Pooled(usize),
}

/// Levels of a dimension that may be shown as one group ("small groups") where they cannot be shown apart. Each place has
/// the sum as a further cell. Where the levels are shown, it tells nothing new; where they are hidden, showing it saves
/// its weight, a quarter of that of a group of its own. So pooling competes with hiding further groups, and the audit and
/// the witnesses hold with the sum known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// The dimension, whose levels do not overlap.
    pub dimension: usize,
    /// The levels.
    pub levels: Vec<usize>,
}

/// A place, and what it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Places that together have exactly its people, none twice; empty when it is made of none.
    pub parts: Vec<usize>,
    /// Further such sets: the schools of a state as well as its agencies.
    pub also: Vec<Vec<usize>>,
}

/// Something known from elsewhere, an earlier release above all: a sum of groups that are cells here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Place, column, factor.
    pub terms: Vec<(usize, Column, i64)>,
    /// The sum: exactly this, at least this, or at most this.
    pub sum: Sum,
}

/// How a sum is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// Exactly.
    Is(i64),
    /// At least.
    AtLeast(i64),
    /// At most.
    AtMost(i64),
}

/// A table of counts of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The least number of people a shown group has.
    pub least: i64,
    /// The places.
    pub places: Vec<Place>,
    /// The dimensions; each of their levels is a column.
    pub dimensions: Vec<Levelled>,
    /// Pairs of dimensions whose pairs of levels are columns, too; the smaller number first.
    pub pairs: Vec<(usize, usize)>,
    /// Levels that may be shown together; none unless they are given. Pools of levels that overlap are left out: their
    /// people do not add up.
    pub pools: Vec<Pool>,
    /// The people in every place and column; what is missing counts as nobody.
    pub counts: BTreeMap<(usize, Column), i64>,
    /// Public enrolment where it is known: nobody can be more.
    pub enrolled: BTreeMap<(usize, Column), i64>,
    /// What is known from elsewhere.
    pub known: Vec<Known>,
}

/// A [`Layout`] as a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// The problem.
    pub problem: Problem,
    /// The group of each cell that is one; unpublished rests are none.
    pub groups: BTreeMap<u32, (usize, Column)>,
}

impl Laid {
    /// The unpublished rests: hidden in every pattern, and to be named as hidden where a pattern is audited.
    pub fn rests(&self) -> BTreeSet<u32> {
        let ids = self.problem.cells().iter().map(|cell| cell.id);
        ids.filter(|id| !self.groups.contains_key(id)).collect()
    }
}

impl Layout {
    /// The columns in order.
    pub fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::Everyone];
        for (at, dimension) in self.dimensions.iter().enumerate() {
            columns.extend((0..dimension.levels).map(|level| Column::Level(at, level)));
        }
        for &(one, other) in &self.pairs {
            for first in 0..self.levels(one) {
                columns.extend(
                    (0..self.levels(other)).map(|second| Column::Pair([(one, first), (other, second)])),
                );
            }
        }
        let pools = (0..self.pools.len()).filter(|&pool| self.adds_up(pool));
        columns.extend(pools.map(Column::Pooled));
        columns
    }

    /// Whether the levels of a pool add up to its people.
    fn adds_up(&self, pool: usize) -> bool {
        let dimension = self.dimensions.get(self.pools[pool].dimension);
        dimension.is_some_and(|dimension| dimension.kind != Kind::Multiple)
    }

    /// The people of a group; of a pool, those of its levels.
    fn people(&self, (place, column): (usize, Column)) -> i64 {
        let count = |column| self.counts.get(&(place, column)).copied().unwrap_or(0);
        match column {
            Column::Pooled(pool) => {
                let Pool { dimension, levels } = &self.pools[pool];
                let levels = levels
                    .iter()
                    .map(|&level| count(Column::Level(*dimension, level)));
                levels.fold(0, i64::saturating_add)
            }
            column => count(column),
        }
    }

    fn levels(&self, dimension: usize) -> usize {
        self.dimensions
            .get(dimension)
            .map_or(0, |dimension| dimension.levels)
    }

    /// Cells and relations. Everyone of a place is always shown when there are enough; zeros are shown; a group of fewer
    /// than the least is sensitive. The weight grows with the logarithm of the people (the fewer and smaller hidden groups
    /// the better) and with the places that a place is made of.
    ///
    /// # Errors
    /// [`Error::Problem`] when counts do not add up as places and dimensions say, exceed enrolment, or contradict what is
    /// known.
    pub fn problem(&self) -> Result<Laid, Error> {
        let columns = self.columns();
        let mut draft = Draft::default();
        for place in 0..self.places.len() {
            for &column in &columns {
                let cell = self.cell((place, column));
                draft.group((place, column), cell);
            }
        }
        for (at, place) in self.places.iter().enumerate() {
            for parts in std::iter::once(&place.parts)
                .chain(&place.also)
                .filter(|parts| !parts.is_empty())
            {
                for &column in &columns {
                    let terms = parts.iter().map(|&part| ((part, column), 1));
                    draft.relate((at, column), terms.collect(), Kind::Single);
                }
            }
            self.relate_dimensions(at, &mut draft);
        }
        for known in &self.known {
            draft.know(known);
        }
        let Draft {
            cells,
            relations,
            ids,
            ..
        } = draft;
        Ok(Laid {
            problem: Problem::new(cells, relations, Numbers::Whole)?,
            groups: ids.into_iter().map(|(group, id)| (id, group)).collect(),
        })
    }

    fn relate_dimensions(&self, place: usize, draft: &mut Draft) {
        let levels = |dimension: usize| (0..self.levels(dimension)).map(move |level| (dimension, level));
        for (at, dimension) in self.dimensions.iter().enumerate() {
            let terms = levels(at).map(|(at, level)| ((place, Column::Level(at, level)), 1));
            draft.relate((place, Column::Everyone), terms.collect(), dimension.kind);
        }
        for (at, pool) in self.pools.iter().enumerate().filter(|(at, _)| self.adds_up(*at)) {
            let levels = pool.levels.iter();
            let terms = levels.map(|&level| ((place, Column::Level(pool.dimension, level)), 1));
            draft.relate((place, Column::Pooled(at)), terms.collect(), Kind::Single);
        }
        for &(one, other) in &self.pairs {
            let kinds = [one, other].map(|at| self.dimensions.get(at).map(|dimension| dimension.kind));
            let [Some(first), Some(second)] = kinds else {
                continue;
            };
            for level in levels(one) {
                let terms = levels(other).map(|with| ((place, Column::Pair([level, with])), 1));
                draft.relate((place, Column::Level(level.0, level.1)), terms.collect(), second);
            }
            for level in levels(other) {
                let terms = levels(one).map(|with| ((place, Column::Pair([with, level])), 1));
                draft.relate((place, Column::Level(level.0, level.1)), terms.collect(), first);
            }
        }
    }

    fn cell(&self, group: (usize, Column)) -> Cell {
        let value = self.people(group);
        let everyone = self.people((group.0, Column::Everyone));
        let enrolled = self.enrolled.get(&group).copied();
        let status = if value == 0 {
            Status::Zero
        } else if value < self.least {
            Status::Sensitive
        } else if group.1 == Column::Everyone {
            Status::Fixed
        } else {
            Status::Suppressible
        };
        // Readers know no bound but enrolment; without it, all people of a shown place, or a number far beyond any.
        let shown = if everyone >= self.least {
            everyone
        } else {
            Problem::LARGEST
        };
        let made_of = self.places.get(group.0).map_or(0, |place| place.parts.len());
        let own = match group.1 {
            Column::Pooled(_) => logarithm(value).div_ceil(4),
            _ => logarithm(value),
        };
        Cell {
            id: 0,
            value,
            weight: own * if made_of > 0 { 3 } else { 1 },
            status,
            lower: 0,
            upper: enrolled.map_or(shown, |enrolled| enrolled.min(shown)),
            levels: Levels::of_small(value, self.least),
        }
    }
}

/// About 100 times the binary logarithm of one more than the people, in whole numbers and at least 1: what it costs to hide
/// a group. Between powers of two it follows the straight line, so that it grows with every doubling by the same.
pub(crate) fn logarithm(people: i64) -> u64 {
    let people = people.unsigned_abs().saturating_add(1);
    let whole = people.ilog2();
    let step = 1_u64 << whole;
    u64::from(whole) * 100
        + u64::try_from(u128::from(people - step) * 100 / u128::from(step)).unwrap_or(100)
        + 1
}

/// Cells and relations in the making.
#[derive(Default)]
struct Draft {
    cells: Vec<Cell>,
    relations: Vec<Relation>,
    ids: BTreeMap<(usize, Column), u32>,
    next: u32,
}

impl Draft {
    fn group(&mut self, group: (usize, Column), cell: Cell) {
        self.ids.insert(group, self.next);
        self.push(cell);
    }

    fn push(&mut self, cell: Cell) -> u32 {
        let id = self.next;
        self.cells.push(Cell { id, ..cell });
        self.next += 1;
        id
    }

    /// A cell that nobody publishes: what is left between a sum and its bound.
    fn rest(&mut self, value: i64) -> u32 {
        self.push(Cell {
            id: 0,
            value,
            weight: 0,
            status: Status::Suppressible,
            lower: 0,
            upper: Problem::LARGEST,
            levels: Levels::default(),
        })
    }

    fn sum(&self, terms: &[Term]) -> i64 {
        let value = |id: u32| self.cells.get(id as usize).map_or(0, |cell| cell.value);
        terms
            .iter()
            .map(|&(id, by)| by.saturating_mul(value(id)))
            .fold(0, i64::saturating_add)
    }

    /// Terms as ids; a group that is not there gives a term that [`Problem::new`] refuses by name.
    fn terms(&self, groups: &[((usize, Column), i64)]) -> Vec<Term> {
        let id = |group| self.ids.get(group).copied().unwrap_or(u32::MAX);
        groups.iter().map(|(group, by)| (id(group), *by)).collect()
    }

    /// Parts that make up a whole, as far as their kind says.
    fn relate(&mut self, whole: (usize, Column), parts: Vec<((usize, Column), i64)>, kind: Kind) {
        let sets = match kind {
            Kind::Single | Kind::SingleOrUnstated => vec![parts],
            // Levels that overlap are each no more than the whole.
            Kind::Multiple => parts.into_iter().map(|part| vec![part]).collect(),
        };
        for set in sets.into_iter().filter(|set| !set.is_empty()) {
            let mut terms = self.terms(&set);
            terms.extend(self.terms(&[(whole, -1)]));
            if kind != Kind::Single {
                let rest = self.rest(-self.sum(&terms));
                terms.push((rest, 1));
            }
            self.relations.push(Relation { right: 0, terms });
        }
    }

    fn know(&mut self, known: &Known) {
        let groups: Vec<((usize, Column), i64)> = known
            .terms
            .iter()
            .map(|&(place, column, by)| ((place, column), by))
            .collect();
        let mut terms = self.terms(&groups);
        let found = self.sum(&terms);
        let right = match known.sum {
            Sum::Is(right) => right,
            Sum::AtLeast(least) => {
                let rest = self.rest(found.saturating_sub(least));
                terms.push((rest, -1));
                least
            }
            Sum::AtMost(most) => {
                let rest = self.rest(most.saturating_sub(found));
                terms.push((rest, 1));
                most
            }
        };
        self.relations.push(Relation { right, terms });
    }
}

#[cfg(test)]
mod tests {
    use super::logarithm;

    #[test]
    fn logarithm_rises_with_people_and_by_the_same_with_every_doubling() {
        assert_eq!((logarithm(0), logarithm(1), logarithm(3)), (1, 101, 201));
        for people in 1..5_000 {
            assert!(logarithm(people) >= logarithm(people - 1), "{people}");
            assert_eq!(logarithm(2 * people + 1), logarithm(people) + 100, "{people}");
        }
        assert!(logarithm(144) < logarithm(150) && logarithm(1_000) < logarithm(1_100));
        assert!(logarithm(i64::MAX) > logarithm(1 << 46));
    }
}

//! The problem of complementary suppression: cells, the linear relations that everybody knows, and how far each
//! sensitive cell must stay unknown.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Error;

/// What may happen to a cell. The letters are those of the JJ format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// `u`: hidden, and to be protected.
    Sensitive,
    /// `s`: may be hidden to protect others.
    Suppressible,
    /// `z`: a zero that is shown, or known to everybody.
    Zero,
    /// `f`: always shown.
    Fixed,
}

impl Status {
    /// Whether the cell can be hidden at all.
    pub const fn can_hide(self) -> bool {
        matches!(self, Self::Sensitive | Self::Suppressible)
    }
}

/// How far an attacker's interval must reach beyond the value of a sensitive cell: at least `lower` below it, `upper`
/// above it, and `sliding` from end to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Levels {
    /// Lower protection level (LPL), at least 0.
    pub lower: i64,
    /// Upper protection level (UPL), at least 0.
    pub upper: i64,
    /// Sliding protection level (SPL), at least 0.
    pub sliding: i64,
}

impl Levels {
    /// The levels of a small group: an attacker must be able to believe that nobody is in it, and that at least
    /// `least` people are.
    pub const fn of_small(value: i64, least: i64) -> Self {
        let upper = if least > value { least - value } else { 0 };
        Self {
            lower: value,
            upper,
            sliding: 0,
        }
    }
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Its id; the order of ids decides between patterns of equal cost.
    pub id: u32,
    /// Its true value.
    pub value: i64,
    /// What hiding it costs; 0 for what nobody publishes anyway.
    pub weight: u64,
    /// What may happen to it.
    pub status: Status,
    /// The least it could be, as everybody knows.
    pub lower: i64,
    /// The most it could be, as everybody knows: public enrolment, for instance.
    pub upper: i64,
    /// How it must be protected; without effect unless it is sensitive.
    pub levels: Levels,
}

/// A cell in a relation: its id and coefficient.
pub type Term = (u32, i64);

/// A linear equation that everybody knows: the terms add up to `right`. An inequality is an equation with one more
/// suppressible cell of weight 0 for what is left.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relation {
    /// What the terms add up to.
    pub right: i64,
    /// The terms, each cell once.
    pub terms: Vec<Term>,
}

/// Whether an attacker knows that the cells are whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Numbers {
    /// Counts: an attacker rules out what is not whole.
    #[default]
    Whole,
    /// Magnitudes, as the literature has it: an attacker solves linear programs.
    Real,
}

/// Why cells and relations are no problem to solve.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Too many cells.
    #[error("{found} cells are too many: the most is {most}")]
    Size {
        /// Cells given.
        found: usize,
        /// The limit.
        most: usize,
    },
    /// An id is used twice.
    #[error("cell {id} is given twice")]
    Twice {
        /// The id.
        id: u32,
    },
    /// A number is too large to compute with.
    #[error("cell {id}: {found} is beyond {most}")]
    Large {
        /// The cell.
        id: u32,
        /// The number.
        found: i128,
        /// The limit.
        most: i64,
    },
    /// A value outside its own bounds.
    #[error("cell {id}: the value {value} is outside its bounds {lower} to {upper}")]
    Outside {
        /// The cell.
        id: u32,
        /// Its value.
        value: i64,
        /// Its lower bound.
        lower: i64,
        /// Its upper bound.
        upper: i64,
    },
    /// A protection level below 0.
    #[error("cell {id}: the protection level {level} is below 0")]
    Level {
        /// The cell.
        id: u32,
        /// The level.
        level: i64,
    },
    /// A relation names a cell that is not there.
    #[error("relation {relation} names cell {id}, which is not given")]
    Unknown {
        /// The relation, from 0.
        relation: usize,
        /// The id.
        id: u32,
    },
    /// A relation names a cell twice, or with a coefficient that is 0 or too large.
    #[error("relation {relation}: cell {id} has the coefficient {coefficient}, or is named twice")]
    Coefficient {
        /// The relation, from 0.
        relation: usize,
        /// The id.
        id: u32,
        /// The coefficient.
        coefficient: i64,
    },
    /// The true values do not satisfy a relation.
    #[error("relation {relation}: the cells add up to {sum}, not to {right}")]
    Sum {
        /// The relation, from 0.
        relation: usize,
        /// What the values add up to.
        sum: i128,
        /// What they should.
        right: i64,
    },
}

/// Right-hand side and terms by place of the cell.
pub(crate) type Equation = (i64, Vec<(usize, i64)>);

/// Cells and relations that fit together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    cells: Vec<Cell>,
    relations: Vec<Relation>,
    numbers: Numbers,
}

impl Problem {
    /// The most cells.
    pub const CELLS: usize = 10_000_000;
    /// The largest value, bound, level or right-hand side.
    pub const LARGEST: i64 = 1 << 46;
    /// The largest weight; all weights together stay below 2^53.
    pub const HEAVIEST: u64 = 1 << 40;
    /// The largest coefficient.
    pub const COEFFICIENT: i64 = 1_000_000;

    /// A problem; the cells come into the order of their ids.
    ///
    /// # Errors
    /// [`Error::Problem`] with the first [`Flaw`].
    pub fn new(mut cells: Vec<Cell>, relations: Vec<Relation>, numbers: Numbers) -> Result<Self, Error> {
        if cells.len() > Self::CELLS {
            let (found, most) = (cells.len(), Self::CELLS);
            return Err(Flaw::Size { found, most }.into());
        }
        cells.sort_by_key(|cell| cell.id);
        if let Some(pair) = cells.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(Flaw::Twice { id: pair[0].id }.into());
        }
        let mut weights = 0_u64;
        for cell in &cells {
            check(cell)?;
            weights = weights.saturating_add(cell.weight);
            if weights >= 1 << 53 {
                let (found, most) = (i128::from(weights), 1 << 53);
                let id = cell.id;
                return Err(Flaw::Large { id, found, most }.into());
            }
        }
        let problem = Self {
            cells,
            relations,
            numbers,
        };
        for (at, relation) in problem.relations.iter().enumerate() {
            problem.check(at, relation)?;
        }
        Ok(problem)
    }

    /// The cells, by id.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The relations, as given.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// What an attacker knows about the kind of numbers.
    pub fn numbers(&self) -> Numbers {
        self.numbers
    }

    /// The same problem against an attacker who knows this about the numbers.
    #[must_use]
    pub fn with_numbers(mut self, numbers: Numbers) -> Self {
        self.numbers = numbers;
        self
    }

    /// The place of a cell in [`Problem::cells`].
    pub fn place(&self, id: u32) -> Option<usize> {
        self.cells.binary_search_by_key(&id, |cell| cell.id).ok()
    }

    fn check(&self, at: usize, relation: &Relation) -> Result<(), Flaw> {
        let mut sum = 0_i128;
        let mut seen = BTreeSet::new();
        for &(id, coefficient) in &relation.terms {
            let Some(place) = self.place(id) else {
                return Err(Flaw::Unknown { relation: at, id });
            };
            if coefficient == 0
                || coefficient.unsigned_abs() > Self::COEFFICIENT.unsigned_abs()
                || !seen.insert(id)
            {
                return Err(Flaw::Coefficient {
                    relation: at,
                    id,
                    coefficient,
                });
            }
            sum += i128::from(coefficient) * i128::from(self.cells[place].value);
        }
        if sum != i128::from(relation.right) {
            let right = relation.right;
            return Err(Flaw::Sum {
                relation: at,
                sum,
                right,
            });
        }
        Ok(())
    }

    /// The relations as equations over places of cells, in an order of their own: scaled to a first coefficient above
    /// 0, sorted, each once. Neither the order of relations nor that of their terms changes it.
    pub(crate) fn equations(&self) -> Vec<Equation> {
        let mut equations: Vec<Equation> = self
            .relations
            .iter()
            .map(|relation| {
                let mut terms: Vec<(usize, i64)> = relation
                    .terms
                    .iter()
                    .filter_map(|&(id, by)| self.place(id).map(|place| (place, by)))
                    .collect();
                terms.sort_unstable();
                let sign = terms.first().map_or(1, |term| term.1.signum());
                for term in &mut terms {
                    term.1 *= sign;
                }
                (sign * relation.right, terms)
            })
            .filter(|(_, terms)| !terms.is_empty())
            .collect();
        equations.sort_unstable_by(|one, other| one.1.cmp(&other.1).then(one.0.cmp(&other.0)));
        equations.dedup();
        equations
    }

    /// What the cells with these ids weigh together.
    pub fn cost(&self, hidden: &BTreeSet<u32>) -> u64 {
        self.cells
            .iter()
            .filter(|cell| hidden.contains(&cell.id))
            .map(|cell| cell.weight)
            .sum()
    }

    /// The ids of the sensitive cells.
    pub fn sensitive(&self) -> BTreeSet<u32> {
        self.cells
            .iter()
            .filter(|cell| cell.status == Status::Sensitive)
            .map(|cell| cell.id)
            .collect()
    }

    /// The values by id.
    pub fn values(&self) -> BTreeMap<u32, i64> {
        self.cells.iter().map(|cell| (cell.id, cell.value)).collect()
    }
}

fn check(cell: &Cell) -> Result<(), Flaw> {
    let id = cell.id;
    let Levels {
        lower,
        upper,
        sliding,
    } = cell.levels;
    let numbers = [cell.value, cell.lower, cell.upper, lower, upper, sliding];
    let most = Problem::LARGEST;
    if let Some(&found) = numbers
        .iter()
        .find(|number| number.unsigned_abs() > most.unsigned_abs())
    {
        let found = i128::from(found);
        return Err(Flaw::Large { id, found, most });
    }
    if cell.weight > Problem::HEAVIEST {
        let (found, most) = (i128::from(cell.weight), 1 << 40);
        return Err(Flaw::Large { id, found, most });
    }
    if cell.value < cell.lower || cell.value > cell.upper {
        return Err(Flaw::Outside {
            id,
            value: cell.value,
            lower: cell.lower,
            upper: cell.upper,
        });
    }
    match [lower, upper, sliding].into_iter().find(|&level| level < 0) {
        Some(level) => Err(Flaw::Level { id, level }),
        None => Ok(()),
    }
}

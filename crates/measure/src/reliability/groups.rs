//! Which of several groups each person is in, or none.

use tally::{Dimension, Membership, UNSTATED};

use crate::Error;

/// A level per person, levels counted from 0; people of no level are left out of every comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// Level per person; `levels` for those of none.
    column: Vec<u16>,
    levels: usize,
}

impl Groups {
    /// Levels per person, [`UNSTATED`] for none.
    ///
    /// # Errors
    /// [`Error::LevelUnknown`] for a level from `levels` on; [`Error::GroupsTooFew`] when there is no level.
    pub fn new(column: &[u16], levels: usize) -> Result<Self, Error> {
        let last = match u16::try_from(levels) {
            Ok(last) if last > 0 && last < UNSTATED => last,
            _ => {
                return Err(Error::GroupsTooFew {
                    found: levels,
                    least: 1,
                });
            }
        };
        if let Some(person) = column
            .iter()
            .position(|&level| level >= last && level != UNSTATED)
        {
            return Err(Error::LevelUnknown {
                person,
                level: column[person],
                levels,
            });
        }
        Ok(Self {
            column: column.iter().map(|&level| level.min(last)).collect(),
            levels,
        })
    }

    /// The levels of a dimension in which everybody has one.
    ///
    /// # Errors
    /// [`Error::Overlapping`] when people may have several; compare one level with the rest instead.
    pub fn of_dimension(dimension: &Dimension) -> Result<Self, Error> {
        match &dimension.membership {
            Membership::Single(column) => Self::new(column, dimension.levels.len()),
            Membership::Multiple(_) => Err(Error::Overlapping {
                levels: dimension.levels.len(),
            }),
        }
    }

    /// People of one level (as 1, the focal group) and all others who stated one (as 0, the reference group).
    ///
    /// # Errors
    /// [`Error::LevelUnknown`] when the dimension has no such level.
    pub fn level_against_rest(dimension: &Dimension, level: usize) -> Result<Self, Error> {
        let levels = dimension.levels.len();
        let Some(wanted) = u16::try_from(level).ok().filter(|_| level < levels) else {
            return Err(Error::LevelUnknown {
                person: 0,
                level: u16::try_from(level).unwrap_or(u16::MAX),
                levels,
            });
        };
        let column = match &dimension.membership {
            Membership::Single(column) => column
                .iter()
                .map(|&found| {
                    if found == UNSTATED {
                        2
                    } else {
                        u16::from(found == wanted)
                    }
                })
                .collect(),
            Membership::Multiple(column) => column
                .iter()
                .map(|&bits| {
                    if bits == 0 {
                        2
                    } else {
                        u16::from(bits >> wanted & 1 == 1)
                    }
                })
                .collect(),
        };
        Ok(Self { column, levels: 2 })
    }

    /// Only the levels named, in the order named: the first becomes level 0. People of others become people of none.
    ///
    /// # Errors
    /// [`Error::LevelUnknown`], [`Error::GroupsTooFew`] when none is named, [`Error::Overlapping`] for one named twice.
    pub fn keeping(&self, levels: &[usize]) -> Result<Self, Error> {
        let none = u16::try_from(levels.len()).unwrap_or(u16::MAX);
        let mut place = vec![none; self.levels + 1];
        for (new, &old) in (0..none).zip(levels) {
            if old >= self.levels {
                let level = u16::try_from(old).unwrap_or(u16::MAX);
                return Err(Error::LevelUnknown {
                    person: 0,
                    level,
                    levels: self.levels,
                });
            }
            if place[old] != none {
                return Err(Error::Overlapping { levels: levels.len() });
            }
            place[old] = new;
        }
        if levels.is_empty() {
            return Err(Error::GroupsTooFew { found: 0, least: 1 });
        }
        Ok(Self {
            column: self
                .column
                .iter()
                .map(|&level| place[usize::from(level)])
                .collect(),
            levels: levels.len(),
        })
    }

    /// How many levels there are, at least 1.
    pub fn levels(&self) -> usize {
        self.levels
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.column.len()
    }

    /// The level of each person, [`Groups::levels`] for none.
    pub(crate) fn column(&self) -> &[u16] {
        &self.column
    }

    pub(crate) fn expect_people(&self, people: usize) -> Result<(), Error> {
        if self.column.len() == people {
            return Ok(());
        }
        Err(Error::ColumnLength {
            column: "groups",
            at: 0,
            found: self.column.len(),
            people,
        })
    }
}

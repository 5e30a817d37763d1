//! Questions nobody foresaw: a filter picks people by levels, places and answers, and the index counts them.

use std::ops::Range;

use crate::kernel::Kernel;
use crate::{Coded, Error, GroupOf, Index, ItemCounts, LevelAt, PlaceAt};

/// The deepest nesting of a filter.
pub const FILTER_DEPTH_MAX: usize = 100;

/// Which people are meant. Positions are those of the index. Withdrawn people are in no filter, not even in a `Not`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Everyone.
    Everyone,
    /// The people with a level; of a multiple dimension, whatever other levels they have.
    Level(LevelAt),
    /// The people without any level of a dimension.
    Unstated(usize),
    /// The people of a place or of a grouping.
    At(PlaceAt),
    /// The people who answered an item so, or who did not answer it for this reason.
    Entry {
        /// Position of the item.
        item: usize,
        /// Their entry.
        entry: Coded,
    },
    /// Those in all of these; everyone if there are none.
    All(Vec<Filter>),
    /// Those in at least one of these; nobody if there are none.
    Any(Vec<Filter>),
    /// Those not in this.
    Not(Box<Filter>),
}

impl From<GroupOf> for Filter {
    fn from(group: GroupOf) -> Self {
        match group {
            GroupOf::Everyone => Self::Everyone,
            GroupOf::Level(level) => Self::Level(level),
            GroupOf::Pair(one, other) => Self::All(vec![Self::Level(one), Self::Level(other)]),
        }
    }
}

/// How the people of one filter answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distributions {
    /// People in the filter.
    pub people: u32,
    /// Their entries, item by item.
    pub items: Vec<ItemCounts>,
}

impl Index<'_> {
    /// How many people of a place are in the filter.
    ///
    /// # Errors
    /// [`Error::Position`] for a position that is not there, [`Error::Size`] for a filter nested deeper than
    /// [`FILTER_DEPTH_MAX`].
    pub fn count(&self, filter: &Filter, within: Option<PlaceAt>) -> Result<u32, Error> {
        let (_, chosen) = self.chosen(filter, within)?;
        Ok(chosen.iter().map(|word| word.count_ones()).sum())
    }

    /// How the people of a place who are in the filter answered every item. `None` is everywhere.
    ///
    /// # Errors
    /// Those of [`Index::count`].
    pub fn distributions(&self, filter: &Filter, within: Option<PlaceAt>) -> Result<Distributions, Error> {
        /// Lines are made and counted so many words at a time, to stay in the nearest cache.
        const PART: usize = 1024;
        let kernel = Kernel::best();
        let (window, chosen) = self.chosen(filter, within)?;
        let mut line = vec![0; PART.min(chosen.len())];
        let items = self.items().iter().map(|item| {
            let mut counts = vec![0; item.lines()];
            for (part, chosen) in chosen.chunks(PART).enumerate() {
                let first = window.start + part * PART;
                let planes = self.planes(item.planes.clone(), &(first..first + chosen.len()));
                for (code, count) in counts.iter_mut().enumerate() {
                    let line = &mut line[..chosen.len()];
                    kernel.expand(&planes, line.len(), code, line);
                    *count += kernel.overlap(line, chosen);
                }
            }
            item.counts(&counts)
        });
        Ok(Distributions {
            items: items.collect(),
            people: chosen.iter().map(|word| word.count_ones()).sum(),
        })
    }

    /// The people of a place who are in the filter, as their positions in the answers that the index was built of, rising.
    ///
    /// # Errors
    /// Those of [`Index::count`].
    pub fn members(&self, filter: &Filter, within: Option<PlaceAt>) -> Result<Vec<usize>, Error> {
        let (window, chosen) = self.chosen(filter, within)?;
        let mut members = Vec::new();
        for person in 0..self.rows() {
            let row = self.row(person)?;
            let word = chosen.get((row / 64).wrapping_sub(window.start));
            if word.is_some_and(|word| word >> (row % 64) & 1 == 1) {
                members.push(person);
            }
        }
        Ok(members)
    }

    /// The present people of the filter, in the words that the place lies in.
    pub(crate) fn chosen(
        &self,
        filter: &Filter,
        within: Option<PlaceAt>,
    ) -> Result<(Range<usize>, Vec<u64>), Error> {
        let Some(at) = within else {
            let window = 0..self.shape.stride;
            return Ok((window.clone(), self.evaluate(filter, &window)?));
        };
        let rows = self.rows_at(at)?;
        let window = match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => first.start / 64..last.end.div_ceil(64),
            _ => 0..0,
        };
        let mut chosen = self.evaluate(filter, &window)?;
        let place = marked(&rows, &window);
        both(&mut chosen, &place);
        Ok((window, chosen))
    }

    /// The present people of the filter in a window of words.
    pub(crate) fn evaluate(&self, filter: &Filter, window: &Range<usize>) -> Result<Vec<u64>, Error> {
        let mut chosen = self.matching(filter, window, 0)?;
        both(&mut chosen, self.plane(0, window.clone()));
        Ok(chosen)
    }

    /// As [`Index::evaluate`], but bits of people who are not present are arbitrary.
    fn matching(&self, filter: &Filter, window: &Range<usize>, depth: usize) -> Result<Vec<u64>, Error> {
        if depth > FILTER_DEPTH_MAX {
            return Err(Error::Size {
                what: "depth",
                name: "the filter".to_owned(),
                found: depth,
                least: 0,
                most: FILTER_DEPTH_MAX,
            });
        }
        let nobody = || vec![0; window.len()];
        Ok(match filter {
            Filter::Everyone => vec![u64::MAX; window.len()],
            Filter::Level(level) => {
                let mut line = nobody();
                self.expand_level(Kernel::best(), *level, window, &mut line)?;
                line
            }
            Filter::Unstated(dimension) => self.unstated(*dimension, window)?,
            Filter::At(at) => marked(&self.rows_at(*at)?, window),
            Filter::Entry { item, entry } => {
                let item = there("item", *item, self.items())?;
                check_entry(item.options.len(), *entry)?;
                let mut line = nobody();
                if let Some(code) = item.line_of(*entry) {
                    let planes = self.planes(item.planes.clone(), window);
                    Kernel::best().expand(&planes, window.len(), code, &mut line);
                }
                line
            }
            Filter::All(parts) => {
                let mut all = vec![u64::MAX; window.len()];
                for part in parts {
                    both(&mut all, &self.matching(part, window, depth + 1)?);
                }
                all
            }
            Filter::Any(parts) => {
                let mut any = nobody();
                for part in parts {
                    either(&mut any, &self.matching(part, window, depth + 1)?);
                }
                any
            }
            Filter::Not(part) => {
                let mut rest = self.matching(part, window, depth + 1)?;
                invert(&mut rest);
                rest
            }
        })
    }

    /// Writes the people with a level to `line`; without meaning for people who are not present.
    pub(crate) fn expand_level(
        &self,
        kernel: Kernel,
        at: LevelAt,
        window: &Range<usize>,
        line: &mut [u64],
    ) -> Result<(), Error> {
        let dimension = there("dimension", at.dimension, self.dimensions())?;
        there("level", at.level, &dimension.levels)?;
        if dimension.is_multiple() {
            line.copy_from_slice(self.plane(dimension.planes.start + at.level, window.clone()));
        } else {
            let planes = self.planes(dimension.planes.clone(), window);
            kernel.expand(&planes, window.len(), at.level, line);
        }
        Ok(())
    }

    fn unstated(&self, dimension: usize, window: &Range<usize>) -> Result<Vec<u64>, Error> {
        let dimension = there("dimension", dimension, self.dimensions())?;
        let planes = self.planes(dimension.planes.clone(), window);
        let mut line = vec![0; window.len()];
        if dimension.is_multiple() {
            for plane in planes {
                either(&mut line, plane);
            }
            invert(&mut line);
        } else if dimension.codes() > dimension.levels.len() {
            Kernel::best().expand(&planes, window.len(), dimension.levels.len(), &mut line);
        }
        Ok(line)
    }

    /// The rows of a place or grouping, as ranges in order that do not overlap.
    fn rows_at(&self, at: PlaceAt) -> Result<Vec<Range<usize>>, Error> {
        let territory = &self.shape.territory;
        Ok(match at {
            PlaceAt::Place(place) => vec![there("place", place, &territory.rows)?.clone()],
            PlaceAt::Grouping(grouping) => {
                there("grouping", grouping, self.groupings())?;
                let schools = self.shape.schools_of(grouping).into_iter();
                schools
                    .map(|slot| territory.rows[territory.schools[slot]].clone())
                    .collect()
            }
        })
    }
}

/// The thing at a position, if there is one.
pub(crate) fn there<'a, T>(kind: &'static str, at: usize, among: &'a [T]) -> Result<&'a T, Error> {
    let count = among.len();
    among.get(at).ok_or(Error::Position { kind, at, count })
}

/// An option that is not there is an error; a kind of missing answer that does not occur is nobody.
pub(crate) fn check_entry(options: usize, entry: Coded) -> Result<(), Error> {
    match entry {
        Coded::Option(option) if usize::from(option) >= options => Err(Error::Position {
            kind: "option",
            at: usize::from(option),
            count: options,
        }),
        _ => Ok(()),
    }
}

pub(crate) fn both(people: &mut [u64], others: &[u64]) {
    for (word, other) in people.iter_mut().zip(others) {
        *word &= other;
    }
}

fn either(people: &mut [u64], others: &[u64]) {
    for (word, other) in people.iter_mut().zip(others) {
        *word |= other;
    }
}

fn invert(people: &mut [u64]) {
    for word in people {
        *word = !*word;
    }
}

/// The rows of some ranges as bits of a window of words.
fn marked(rows: &[Range<usize>], window: &Range<usize>) -> Vec<u64> {
    let mut marked = vec![0; window.len()];
    for rows in rows {
        let first = rows.start.max(window.start * 64);
        let end = rows.end.min(window.end * 64);
        for word in first / 64..end.div_ceil(64) {
            if first < end {
                marked[word - window.start] |= mask(&(first..end), word);
            }
        }
    }
    marked
}

/// Which bits of a word lie within rows; the rows are not empty and touch the word.
pub(crate) fn mask(rows: &Range<usize>, word: usize) -> u64 {
    let from = rows.start.saturating_sub(word * 64);
    let to = (rows.end - word * 64).min(64);
    u64::MAX << from & u64::MAX >> (64 - to)
}

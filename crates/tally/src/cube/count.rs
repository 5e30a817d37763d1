//! Counting the schools of a cube: piece by piece, a cache's worth of people at a time, each thread its own rows.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::filter::mask;
use crate::kernel::{Kernel, LANES, Lanes, Lines};
use crate::threads::each;
use crate::{Cube, GroupOf, Index, LevelAt};

/// How many words of groups are worked on at a time: 128 KiB, so that they stay in the second-nearest cache.
const GROUP_WORDS: usize = 1 << 14;

/// How many words of people take as long to count as storing the counts of one more school.
const SCHOOL_WORDS: usize = 16;

/// Consecutive rows of one school.
struct Piece {
    school: usize,
    rows: Range<usize>,
}

impl Piece {
    fn words(&self) -> Range<usize> {
        self.rows.start / 64..self.rows.end.div_ceil(64)
    }
}

/// The rows that one thread counts.
struct Share<'a> {
    rows: Range<usize>,
    /// The schools that begin in these rows, by slot.
    schools: Range<usize>,
    /// Their counts.
    counts: &'a mut [u32],
    /// Counts of the school that began in an earlier share, if there is one.
    spilled: &'a mut Vec<u32>,
}

impl Share<'_> {
    /// The counts of a school, of `cells` cells each.
    fn slot(&mut self, school: usize, cells: usize) -> &mut [u32] {
        match school.checked_sub(self.schools.start) {
            Some(own) => &mut self.counts[own * cells..(own + 1) * cells],
            None => self.spilled.as_mut_slice(),
        }
    }
}

/// Fills the slots of the schools with counts of the chosen people.
pub(super) fn schools(index: &Index, cube: &mut Cube, chosen: &[u64], threads: usize) {
    let territory = &index.shape.territory;
    let schools: Vec<Range<usize>> = territory
        .schools
        .iter()
        .map(|&place| territory.rows[place].clone())
        .collect();
    let cells = cube.rows * cube.groups.len();
    let counter = Counter::new(index, cube, chosen, &schools);
    let mut counts = std::mem::take(&mut cube.cells);
    let mut spills = vec![Vec::new(); threads];
    let edges = edges(&schools, threads);
    let mut rest = counts.as_mut_slice();
    let mut first_school = 0;
    let mut shares = Vec::new();
    for (thread, spilled) in spills.iter_mut().enumerate() {
        let rows = edges[thread]..edges[thread + 1];
        let end_school = if thread + 1 == threads {
            schools.len()
        } else {
            schools.partition_point(|school| school.start < rows.end)
        };
        let (counts, after) = std::mem::take(&mut rest).split_at_mut((end_school - first_school) * cells);
        rest = after;
        shares.push(Share {
            rows,
            schools: first_school..end_school,
            counts,
            spilled,
        });
        first_school = end_school;
    }
    let owners: Vec<usize> = shares.iter().map(|share| share.schools.start).collect();
    each(threads, shares, |share| counter.count(share));
    for (spilled, first) in spills.into_iter().zip(owners) {
        if !spilled.is_empty() {
            let slot = &mut counts[(first - 1) * cells..first * cells];
            slot.iter_mut()
                .zip(spilled)
                .for_each(|(count, more)| *count += more);
        }
    }
    cube.cells = counts;
}

/// Where the rows of each thread begin, and the end of the last: whole words, of about the same work.
fn edges(schools: &[Range<usize>], threads: usize) -> Vec<usize> {
    let cost = |school: &Range<usize>| school.len() / 64 + SCHOOL_WORDS;
    let all: usize = schools.iter().map(cost).sum();
    let mut edges = vec![0];
    let (mut school, mut before) = (0, 0);
    for thread in 1..threads {
        let wanted = all * thread / threads;
        while school < schools.len() && before + cost(&schools[school]) <= wanted {
            before += cost(&schools[school]);
            school += 1;
        }
        edges.push(schools.get(school).map_or(0, |rows| {
            (rows.start + (wanted - before) * 64).min(rows.end) / 64 * 64
        }));
    }
    edges.push(schools.last().map_or(0, |school| school.end));
    edges
}

/// What every thread needs to know.
struct Counter<'a> {
    index: &'a Index<'a>,
    kernel: Kernel,
    chosen: &'a [u64],
    /// The rows of every school.
    schools: &'a [Range<usize>],
    /// The levels that occur in some group.
    levels: Vec<LevelAt>,
    /// For every group the two bitmaps whose AND it is: 0 for everyone, *i* + 1 for the *i*-th of the levels.
    groups: Vec<(usize, usize)>,
    /// Counts per school.
    cells: usize,
    words_most: usize,
}

/// Memory that a thread uses again and again.
#[derive(Default)]
struct Scratch {
    bitmaps: Vec<u64>,
    lanes: Vec<Lanes>,
    lines: Vec<u64>,
}

impl<'a> Counter<'a> {
    fn new(index: &'a Index<'a>, cube: &Cube, chosen: &'a [u64], schools: &'a [Range<usize>]) -> Self {
        let mut numbers = BTreeMap::new();
        let mut levels = Vec::new();
        let mut number = |level: LevelAt| {
            *numbers.entry(level).or_insert_with(|| {
                levels.push(level);
                levels.len()
            })
        };
        let groups: Vec<_> = cube
            .groups
            .iter()
            .map(|group| match *group {
                GroupOf::Everyone => (0, 0),
                GroupOf::Level(level) => (number(level), 0),
                GroupOf::Pair(one, other) => (number(one), number(other)),
            })
            .collect();
        let lanes = groups.len().next_multiple_of(LANES);
        Self {
            index,
            kernel: Kernel::best(),
            chosen,
            schools,
            levels,
            groups,
            cells: cube.rows * cube.groups.len(),
            words_most: (GROUP_WORDS / lanes).max(16),
        }
    }

    /// Counts the rows of one share.
    fn count(&self, mut share: Share) {
        let mut scratch = Scratch::default();
        let pieces = self.pieces(&share);
        if pieces
            .first()
            .is_some_and(|piece| piece.school < share.schools.start)
        {
            share.spilled.resize(self.cells, 0);
        }
        let mut rest = pieces.as_slice();
        while !rest.is_empty() {
            let mut words = 0;
            let fits = rest.iter().take_while(|piece| {
                words += piece.words().len();
                words <= self.words_most
            });
            let (now, later) = rest.split_at(fits.count().max(1));
            rest = later;
            self.prepare(now, &mut scratch);
            for piece in now
                .iter()
                .filter(|piece| piece.rows.start == self.schools[piece.school].start)
            {
                // A page that is first read and then written is fetched twice.
                share.slot(piece.school, self.cells).fill(0);
            }
            self.count_pieces(now, &mut scratch, &mut share);
        }
    }

    /// The rows of a share, cut at schools and where they would be more than fit.
    fn pieces(&self, share: &Share) -> Vec<Piece> {
        let Range { start, end } = share.rows;
        let begun = share.schools.start.checked_sub(1);
        let begun = begun.filter(|&school| self.schools[school].end > start && start < end);
        let mut pieces = Vec::new();
        for school in begun.into_iter().chain(share.schools.clone()) {
            let mut from = self.schools[school].start.max(start);
            let end = self.schools[school].end.min(end);
            while from < end {
                let to = end.min((from / 64 + self.words_most) * 64);
                let rows = from..to;
                pieces.push(Piece { school, rows });
                from = to;
            }
        }
        pieces
    }

    /// Makes the bitmaps of the levels, and from them the lanes of every piece.
    fn prepare(&self, pieces: &[Piece], scratch: &mut Scratch) {
        let window = window(pieces);
        let width = window.len();
        scratch.bitmaps.resize((self.levels.len() + 1) * width, 0);
        let (everyone, levels) = scratch.bitmaps.split_at_mut(width);
        everyone.copy_from_slice(&self.chosen[window.clone()]);
        for (&level, line) in self.levels.iter().zip(levels.chunks_exact_mut(width.max(1))) {
            self.index
                .expand_level(self.kernel, level, &window, line)
                .expect("Breakdown::groups makes levels of dimensions that are there");
        }
        scratch.lanes.clear();
        let mut base = Vec::new();
        for piece in pieces {
            let words = piece.words();
            let from = words.start - window.start;
            base.clear();
            base.extend(
                words
                    .clone()
                    .map(|word| self.chosen[word] & mask(&piece.rows, word)),
            );
            for groups in self.groups.chunks(LANES) {
                let first = scratch.lanes.len();
                scratch.lanes.resize(first + words.len(), [0; LANES]);
                for (lane, &(one, other)) in groups.iter().enumerate() {
                    let one = &scratch.bitmaps[one * width + from..][..base.len()];
                    let other = &scratch.bitmaps[other * width + from..][..base.len()];
                    let lanes = scratch.lanes[first..].iter_mut();
                    for (((lanes, base), one), other) in lanes.zip(&base).zip(one).zip(other) {
                        lanes[lane] = base & one & other;
                    }
                }
            }
        }
    }

    /// Counts people and every item for pieces whose lanes are prepared.
    fn count_pieces(&self, pieces: &[Piece], scratch: &mut Scratch, share: &mut Share) {
        let window = window(pieces);
        let words = window.len();
        scratch.lines.clear();
        scratch.lines.resize(words, u64::MAX);
        let mut row = 0;
        self.count_rows(pieces, scratch, row..row + 1, share);
        row += 1;
        for item in self.index.items() {
            let planes = self.index.planes(item.planes.clone(), &window);
            scratch.lines.resize(item.lines() * words, 0);
            self.kernel.expand(&planes, words, 0, &mut scratch.lines);
            self.count_rows(pieces, scratch, row..row + item.lines(), share);
            row += item.lines();
        }
    }

    /// Counts the rows whose lines have been made.
    fn count_rows(&self, pieces: &[Piece], scratch: &Scratch, rows: Range<usize>, share: &mut Share) {
        let window = window(pieces);
        let groups = self.groups.len();
        let mut rest = scratch.lanes.as_slice();
        for piece in pieces {
            let words = piece.words();
            let (lanes, after) = rest.split_at(words.len() * groups.div_ceil(LANES));
            rest = after;
            let made = Lines {
                bits: &scratch.lines,
                words: window.len(),
                first: words.start - window.start,
            };
            let counts = &mut share.slot(piece.school, self.cells)[rows.start * groups..rows.end * groups];
            self.kernel.tally(lanes, words.len(), made, groups, counts);
        }
    }
}

/// The words that the pieces lie in.
fn window(pieces: &[Piece]) -> Range<usize> {
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => first.words().start..last.words().end,
        _ => 0..0,
    }
}

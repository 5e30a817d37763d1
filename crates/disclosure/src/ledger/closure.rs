//! The sets of people that a reader can compute exactly: 0–1 vectors in the row space of what was told, found by a search
//! over the pivots of the reduced system (Gauss–Jordan). Arithmetic is modulo a prime, where the row space keeps every
//! vector it has over the rationals; what is found is checked in whole numbers.

use super::classes::Set;
use super::refused::Left;

/// Numbers are counted modulo this prime, 2³¹ − 1.
const PRIME: u64 = (1 << 31) - 1;
/// The most branches that are followed.
const BRANCHES: usize = 400_000;
/// The most multiplications of the elimination.
const ELIMINATION: usize = 200_000_000;
/// The most sets that are kept.
const FOUND: usize = 4_000;
/// The largest divisor tried for fractional multipliers.
const DIVISORS: u64 = 60;

/// What makes a set of classes dangerous. `line` is what the classes have together.
pub(super) trait Danger {
    /// The line of a class; all have the same length.
    fn line(&self, class: usize) -> &[u32];
    /// Whether a set with this line, or any that contains it, can be dangerous.
    fn is_possible(&self, line: &[u32]) -> bool;
    /// What a reader would know of a set with this line, if that is dangerous.
    fn left(&self, line: &[u32]) -> Option<Left>;
}

/// What a reader would know of a set; classes are added up only as long as it can be dangerous.
pub(super) fn left_of(danger: &impl Danger, set: &Set) -> Option<Left> {
    let mut line: Vec<u32> = Vec::new();
    for class in set.iter() {
        let own = danger.line(class);
        line.resize(own.len(), 0);
        line.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        if !danger.is_possible(&line) {
            return None;
        }
    }
    danger.left(&line)
}

/// A set that can be computed, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Computed {
    pub set: Set,
    /// Which of the given sets is added how often; empty when the multipliers are no simple fractions.
    pub factors: Vec<(usize, i64)>,
    pub divisor: i64,
}

/// The search was too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exhausted;

/// Every dangerous set of `columns` that the given sets compute; `size` is the number of classes.
pub(super) fn dangerous(
    given: &[&Set],
    columns: &[usize],
    size: usize,
    danger: &impl Danger,
) -> Result<Vec<Computed>, Exhausted> {
    if given.len() * given.len() * columns.len() > ELIMINATION {
        return Err(Exhausted);
    }
    let reduced = Reduced::new(given, columns);
    let width = columns.first().map_or(0, |&class| danger.line(class).len());
    let mut search = Search {
        reduced: &reduced,
        columns,
        danger,
        sums: vec![0; columns.len()],
        chosen: Vec::new(),
        line: vec![0; width],
        branches: 0,
        found: Vec::new(),
    };
    search.from(0)?;
    let chosen = std::mem::take(&mut search.found);
    Ok(chosen
        .into_iter()
        .map(|(inside, rows)| {
            let set = Set::of(size, |class| inside.binary_search(&class).is_ok());
            reduced.explain(given, columns, set, &rows)
        })
        .collect())
}

/// The reduced system: in each row, its entries and the multipliers of the given sets that make it.
struct Reduced {
    rows: Vec<Vec<(usize, u64)>>,
    from: Vec<Vec<u64>>,
    /// Columns whose last entry is in this row.
    settled: Vec<Vec<usize>>,
}

impl Reduced {
    fn new(given: &[&Set], columns: &[usize]) -> Self {
        let mut rows: Vec<Vec<u64>> = given
            .iter()
            .map(|set| columns.iter().map(|&class| u64::from(set.has(class))).collect())
            .collect();
        let mut from: Vec<Vec<u64>> = (0..given.len())
            .map(|at| (0..given.len()).map(|of| u64::from(of == at)).collect())
            .collect();
        let mut rank = 0;
        for column in 0..columns.len() {
            let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else {
                continue;
            };
            rows.swap(rank, pivot);
            from.swap(rank, pivot);
            let by = inverse(rows[rank][column]);
            for entry in rows[rank].iter_mut().chain(&mut from[rank]) {
                *entry = *entry * by % PRIME;
            }
            let (row, made) = (rows[rank].clone(), from[rank].clone());
            for other in (0..rows.len()).filter(|&other| other != rank) {
                let by = rows[other][column];
                if by != 0 {
                    subtract(&mut rows[other], &row, by);
                    subtract(&mut from[other], &made, by);
                }
            }
            rank += 1;
        }
        rows.truncate(rank);
        from.truncate(rank);
        let mut settled = vec![Vec::new(); rank];
        let last = |column: usize| (0..rank).rev().find(|&row| rows[row][column] != 0);
        for (column, row) in (0..columns.len()).map(last).enumerate() {
            if let Some(row) = row {
                settled[row].push(column);
            }
        }
        let sparse = |row: Vec<u64>| {
            row.into_iter()
                .enumerate()
                .filter(|(_, entry)| *entry != 0)
                .collect()
        };
        Self {
            rows: rows.into_iter().map(sparse).collect(),
            from,
            settled,
        }
    }

    /// Multipliers of the given sets as whole numbers, checked by adding up.
    fn explain(&self, given: &[&Set], columns: &[usize], set: Set, rows: &[usize]) -> Computed {
        let mut by = vec![0; given.len()];
        for &row in rows {
            by.iter_mut()
                .zip(&self.from[row])
                .for_each(|(by, from)| *by = (*by + from) % PRIME);
        }
        for divisor in 1..=DIVISORS {
            let signed: Vec<i64> = by.iter().map(|by| signed(by * divisor % PRIME)).collect();
            if signed.iter().any(|by| by.abs() > 1_000_000) {
                continue;
            }
            let divisor = i64::try_from(divisor).unwrap_or(1);
            let sum = |class: usize| -> i64 {
                let with = given.iter().zip(&signed).filter(|(set, _)| set.has(class));
                with.map(|(_, by)| by).sum()
            };
            if columns
                .iter()
                .all(|&class| sum(class) == if set.has(class) { divisor } else { 0 })
            {
                let factors = signed
                    .into_iter()
                    .enumerate()
                    .filter(|(_, by)| *by != 0)
                    .collect();
                return Computed {
                    set,
                    factors,
                    divisor,
                };
            }
        }
        let factors = Vec::new();
        Computed {
            set,
            factors,
            divisor: 1,
        }
    }
}

struct Search<'a, D> {
    reduced: &'a Reduced,
    columns: &'a [usize],
    danger: &'a D,
    sums: Vec<u64>,
    chosen: Vec<usize>,
    line: Vec<u32>,
    branches: usize,
    found: Vec<(Vec<usize>, Vec<usize>)>,
}

impl<D: Danger> Search<'_, D> {
    fn from(&mut self, row: usize) -> Result<(), Exhausted> {
        self.branches += 1;
        if self.branches > BRANCHES || self.found.len() > FOUND {
            return Err(Exhausted);
        }
        if row == self.reduced.rows.len() {
            if self.danger.left(&self.line).is_some() {
                let inside = self.columns.iter().zip(&self.sums).filter(|(_, sum)| **sum == 1);
                let mut inside: Vec<usize> = inside.map(|(&class, _)| class).collect();
                inside.sort_unstable();
                self.found.push((inside, self.chosen.clone()));
            }
            return Ok(());
        }
        self.settle(row)?;
        let reduced = self.reduced;
        self.chosen.push(row);
        for &(column, entry) in &reduced.rows[row] {
            self.sums[column] = (self.sums[column] + entry) % PRIME;
        }
        self.settle(row)?;
        for &(column, entry) in &reduced.rows[row] {
            self.sums[column] = (self.sums[column] + PRIME - entry) % PRIME;
        }
        self.chosen.pop();
        Ok(())
    }

    /// Goes on when the columns that no later row changes are all in or out, and what is in can be dangerous.
    fn settle(&mut self, row: usize) -> Result<(), Exhausted> {
        let settled = &self.reduced.settled[row];
        if settled.iter().any(|&column| self.sums[column] > 1) {
            return Ok(());
        }
        let before = self.line.clone();
        for &column in settled.iter().filter(|&&column| self.sums[column] == 1) {
            let line = self.danger.line(self.columns[column]);
            self.line.iter_mut().zip(line).for_each(|(sum, own)| *sum += own);
        }
        let result = if self.danger.is_possible(&self.line) {
            self.from(row + 1)
        } else {
            Ok(())
        };
        self.line = before;
        result
    }
}

fn subtract(row: &mut [u64], other: &[u64], by: u64) {
    let less = PRIME - by;
    let both = row.iter_mut().zip(other).filter(|(_, other)| **other != 0);
    both.for_each(|(entry, other)| *entry = (*entry + other * less) % PRIME);
}

/// By Fermat's little theorem.
fn inverse(number: u64) -> u64 {
    let (mut power, mut left, mut result) = (number, PRIME - 2, 1);
    while left > 0 {
        if left & 1 == 1 {
            result = result * power % PRIME;
        }
        power = power * power % PRIME;
        left >>= 1;
    }
    result
}

fn signed(number: u64) -> i64 {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let prime = i64::try_from(PRIME).unwrap_or(i64::MAX);
    if number > prime / 2 {
        number - prime
    } else {
        number
    }
}

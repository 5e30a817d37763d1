//! Parts of a problem that have nothing to do with each other once the shown cells are known.

use super::problem::{Equation, Numbers, Problem, Status};

/// What rounding may leave of a relation of real numbers, as a share of its largest term.
pub(crate) const ROUNDING: f64 = 1e-6;

/// A sensitive cell of a part and how far it must be able to go, in units of the part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sensitive {
    pub at: usize,
    pub lower: f64,
    pub upper: f64,
    pub sliding: f64,
}

/// Cells that could be hidden, connected by relations. Everything is in differences from the true values: a relation's
/// terms add up to 0.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// Places of the cells in the problem.
    pub places: Vec<usize>,
    /// Terms of each relation, by place in the part.
    pub rows: Vec<Vec<(usize, i64)>>,
    /// The relation of the problem's equations that each row comes from.
    pub equations: Vec<usize>,
    /// How far each cell can fall and rise, in units.
    pub down: Vec<f64>,
    pub up: Vec<f64>,
    pub weight: Vec<u64>,
    /// Cells that are hidden in any case.
    pub always: Vec<bool>,
    pub sensitive: Vec<Sensitive>,
    /// The largest protection level, in units.
    pub widest: f64,
    /// What one unit is worth; a power of two.
    pub unit: f64,
    pub numbers: Numbers,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "problems hold numbers below 2^53 only, which floats hold exactly"
)]
pub(crate) fn float(number: i64) -> f64 {
    number as f64
}

impl Part {
    /// The rows' terms with coefficients as floats.
    pub(crate) fn float_rows(&self) -> impl Iterator<Item = Vec<(usize, f64)>> {
        self.rows
            .iter()
            .map(|terms| terms.iter().map(|&(at, by)| (at, float(by))).collect())
    }

    /// The places in the problem of the cells that are hidden.
    pub(crate) fn hidden<'a>(&'a self, pattern: &'a [bool]) -> impl Iterator<Item = usize> + 'a {
        let cells = self.places.iter().zip(pattern);
        cells.filter(|(_, hidden)| **hidden).map(|(&place, _)| place)
    }

    /// Whether differences, in units, are whole numbers that keep to every bound and relation: in integers.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the room of a cell is below 2^48, and what lies outside it is refused before it is converted"
    )]
    pub(crate) fn is_table(&self, values: &[f64], share: &[f64]) -> bool {
        let mut whole: Vec<i128> = Vec::with_capacity(values.len());
        for (at, value) in values.iter().enumerate() {
            let counted = value * self.unit;
            let near = counted.round();
            let room = share[at] * self.unit;
            if (counted - near).abs() > 1e-6 || near > room * self.up[at] || -near > room * self.down[at] {
                return false;
            }
            whole.push(near as i128);
        }
        let sum = |row: &Vec<(usize, i64)>| {
            row.iter()
                .map(|&(at, by)| i128::from(by) * whole[at])
                .sum::<i128>()
        };
        self.rows.iter().all(|row| sum(row) == 0)
    }

    /// Whether differences, in units, keep to every bound and relation up to rounding.
    pub(crate) fn is_near_table(&self, values: &[f64], share: &[f64]) -> bool {
        let within = |(at, value): (usize, &f64)| {
            let slack = ROUNDING * (1.0 + value.abs());
            *value <= share[at] * self.up[at] + slack && -value <= share[at] * self.down[at] + slack
        };
        let adds_up = |row: &Vec<(usize, i64)>| {
            let moved = || row.iter().map(|&(at, by)| float(by) * values[at]);
            let largest = moved().map(f64::abs).fold(1.0, f64::max);
            moved().sum::<f64>().abs() <= ROUNDING * largest
        };
        values.iter().enumerate().all(within) && self.rows.iter().all(adds_up)
    }

    /// What the sensitive cells cost.
    pub(crate) fn cost_of_sensitive(&self) -> u64 {
        self.sensitive.iter().map(|cell| self.weight[cell.at]).sum()
    }

    /// What a pattern costs.
    pub(crate) fn cost(&self, pattern: &[bool]) -> u64 {
        let cells = self.weight.iter().zip(pattern);
        cells
            .filter(|(_, hidden)| **hidden)
            .map(|(&weight, _)| weight)
            .sum()
    }
}

/// Splits a problem. A suppressible cell that is alone in a relation is shown: hiding it would hide nothing. Parts
/// without sensitive cells are left out.
pub(crate) fn parts(problem: &Problem) -> Vec<Part> {
    let equations = problem.equations();
    let cells = problem.cells().iter();
    let mut open: Vec<bool> = cells.map(|cell| cell.status.can_hide()).collect();
    peel(problem, &mut open, &equations);
    split(problem, &open, &equations)
}

/// The parts of what a pattern hides; `hidden` is by place.
pub(crate) fn parts_of(problem: &Problem, hidden: &[bool]) -> Vec<Part> {
    split(problem, hidden, &problem.equations())
}

/// An equation's number and its terms by place in the part.
type Row = (usize, Vec<(usize, i64)>);

/// Closes cells that are alone in a relation among those that are open, and not sensitive, until there are none.
pub(super) fn peel(problem: &Problem, open: &mut [bool], equations: &[Equation]) {
    let mut relations_of: Vec<Vec<usize>> = vec![Vec::new(); open.len()];
    let mut count = vec![0_usize; equations.len()];
    for (at, (_, terms)) in equations.iter().enumerate() {
        for &(place, _) in terms.iter().filter(|(place, _)| open[*place]) {
            relations_of[place].push(at);
            count[at] += 1;
        }
    }
    let mut queue: Vec<usize> = (0..equations.len()).filter(|&at| count[at] == 1).collect();
    while let Some(at) = queue.pop() {
        let alone = equations[at].1.iter().find(|(place, _)| open[*place]);
        let Some(&(place, _)) = alone else { continue };
        if problem.cells()[place].status == Status::Sensitive {
            continue;
        }
        open[place] = false;
        for &relation in &relations_of[place] {
            count[relation] -= 1;
            if count[relation] == 1 {
                queue.push(relation);
            }
        }
    }
}

/// The parts of the open cells under these equations.
pub(super) fn split(problem: &Problem, open: &[bool], equations: &[Equation]) -> Vec<Part> {
    let mut groups = Groups::new(open.len());
    for (_, terms) in equations {
        let mut places = terms.iter().map(|term| term.0).filter(|&place| open[place]);
        if let Some(first) = places.next() {
            places.for_each(|place| groups.join(first, place));
        }
    }
    let mut wanted = vec![false; open.len()];
    for (place, cell) in problem.cells().iter().enumerate() {
        if cell.status == Status::Sensitive && open[place] {
            wanted[groups.top(place)] = true;
        }
    }
    let mut part_of_root = vec![usize::MAX; open.len()];
    let mut local = vec![usize::MAX; open.len()];
    let mut members: Vec<Vec<usize>> = Vec::new();
    for place in (0..open.len()).filter(|&place| open[place]) {
        let top = groups.top(place);
        if !wanted[top] {
            continue;
        }
        if part_of_root[top] == usize::MAX {
            part_of_root[top] = members.len();
            members.push(Vec::new());
        }
        let part = &mut members[part_of_root[top]];
        local[place] = part.len();
        part.push(place);
    }
    let mut rows: Vec<Vec<Row>> = vec![Vec::new(); members.len()];
    for (at, (_, terms)) in equations.iter().enumerate() {
        let inside: Vec<(usize, i64)> = terms.iter().copied().filter(|term| open[term.0]).collect();
        let Some(&(first, _)) = inside.first() else {
            continue;
        };
        let part = part_of_root[groups.top(first)];
        if part != usize::MAX {
            let terms = inside.iter().map(|&(place, by)| (local[place], by)).collect();
            rows[part].push((at, terms));
        }
    }
    members
        .into_iter()
        .zip(rows)
        .map(|(places, rows)| part(problem, places, rows))
        .collect()
}

/// Sets of things that belong together; the smallest of a set stands for it (Tarjan 1975).
pub(crate) struct Groups {
    root: Vec<usize>,
}

impl Groups {
    /// Each thing on its own.
    pub(crate) fn new(size: usize) -> Self {
        Self {
            root: (0..size).collect(),
        }
    }

    /// The thing that stands for the set of `at`.
    pub(crate) fn top(&mut self, mut at: usize) -> usize {
        while self.root[at] != at {
            self.root[at] = self.root[self.root[at]];
            at = self.root[at];
        }
        at
    }

    /// Makes one set of two.
    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.top(one), self.top(other));
        self.root[one.max(other)] = one.min(other);
    }
}

fn part(problem: &Problem, places: Vec<usize>, rows: Vec<Row>) -> Part {
    let cells = || places.iter().map(|&place| &problem.cells()[place]);
    let sensitive = || {
        cells()
            .enumerate()
            .filter(|(_, cell)| cell.status == Status::Sensitive)
    };
    let widest = sensitive()
        .map(|(_, cell)| cell.levels.lower.max(cell.levels.upper).max(cell.levels.sliding))
        .max()
        .unwrap_or(0);
    let mut unit = 1.0;
    while float(widest) / unit > 1024.0 {
        unit *= 2.0;
    }
    let (equations, rows) = rows.into_iter().unzip();
    Part {
        rows,
        equations,
        down: cells()
            .map(|cell| float(cell.value - cell.lower) / unit)
            .collect(),
        up: cells()
            .map(|cell| float(cell.upper - cell.value) / unit)
            .collect(),
        weight: cells().map(|cell| cell.weight).collect(),
        always: cells()
            .map(|cell| cell.status == Status::Sensitive || cell.weight == 0)
            .collect(),
        sensitive: sensitive()
            .map(|(at, cell)| Sensitive {
                at,
                lower: float(cell.levels.lower) / unit,
                upper: float(cell.levels.upper) / unit,
                sliding: float(cell.levels.sliding) / unit,
            })
            .collect(),
        widest: float(widest) / unit,
        unit,
        numbers: problem.numbers(),
        places,
    }
}

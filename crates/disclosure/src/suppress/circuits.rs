//! Tables that differ from a given one around a circuit: a fast search for what protects a cell, without a linear program.
//!
//! Where every cell is in at most two relations, relations are the nodes of a graph and cells its edges; a table that fits
//! differs from another by circuits, and a shortest one through a cell moves it (Castro, INFORMS Journal on Computing 19,
//! 2007, for tables with one hierarchy). A cell in one relation leads to the *ground*, which takes everything. A relation
//! that follows from others, the levels of a place made of places above all, is left out, and so are cells in more
//! relations. Every table found is added up again over all relations, in integers; what is not found proves nothing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::problem::Relation;

/// The node that takes everything.
const GROUND: usize = 0;

/// Circuits that move one cell, at most.
const CIRCUITS: usize = 64;

/// Cells and how far each moves.
pub(crate) type Moves = Vec<(usize, i64)>;

/// How far cells can move from the table at hand; by cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Room {
    pub down: Vec<i64>,
    pub up: Vec<i64>,
    /// What moving it costs at all: nothing where it is hidden anyway.
    pub price: Vec<u64>,
}

/// A cell that must be able to go so far down, and so far up. Levels across are not sought: groups of people have none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub cell: usize,
    pub down: i64,
    pub up: i64,
}

/// Tables that were found, and the ones that bring each wanted cell down and up; none where nothing is wanted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settled {
    pub tables: Vec<Moves>,
    pub below: Vec<Option<usize>>,
    pub above: Vec<Option<usize>>,
    /// Wanted cells, by their order, that were not brought where they must be able to go.
    pub left: Vec<usize>,
}

/// Relations as a graph; cells are numbered from 0.
#[derive(Debug, Clone)]
pub(crate) struct Circuits {
    /// The two relations of each cell with its coefficients there; none for a cell that no circuit takes.
    ends: Vec<Option<[(usize, i64); 2]>>,
    /// Cells by node.
    cells: Vec<Vec<usize>>,
    /// All relations of each cell.
    relations_of: Vec<Vec<(usize, i64)>>,
    /// For a relation that follows from others: the cell that takes what is left, if there is one.
    rest: Vec<Option<(usize, i64)>>,
}

/// What a search remembers.
struct Search<'a> {
    graph: &'a Circuits,
    room: &'a Room,
    moved: BTreeMap<usize, i64>,
    /// By state, node and direction: the cell by which it was reached and from where, if it was in this round.
    came: Vec<(u32, usize, usize)>,
    cost: Vec<(u32, u64)>,
    round: u32,
}

impl Circuits {
    /// The graph of these relations; `follows` says which of them follow from others, where it is known.
    pub(crate) fn new(cells: usize, relations: &[Relation], follows: &[bool]) -> Self {
        let mut relations_of: Vec<Vec<(usize, i64)>> = vec![Vec::new(); cells];
        for (at, relation) in relations.iter().enumerate() {
            for &(id, by) in &relation.terms {
                if let Some(of) = relations_of.get_mut(id as usize) {
                    of.push((at, by));
                }
            }
        }
        let left_out = |at: usize| follows.get(at).copied().unwrap_or(false);
        let mut graph = Self {
            ends: vec![None; cells],
            cells: vec![Vec::new(); relations.len() + 1],
            rest: vec![None; relations.len()],
            relations_of,
        };
        for cell in 0..cells {
            let all = &graph.relations_of[cell];
            if let [(only, by)] = all[..]
                && left_out(only)
                && by.abs() == 1
            {
                graph.rest[only] = Some((cell, by));
                continue;
            }
            let kept: Vec<(usize, i64)> = all.iter().copied().filter(|(at, _)| !left_out(*at)).collect();
            if kept.len() > 2 || kept.iter().any(|(_, by)| by.abs() != 1) {
                continue;
            }
            let end = |at: usize| {
                kept.get(at)
                    .map_or((GROUND, 1), |&(relation, by)| (relation + 1, by))
            };
            let ends = [end(0), end(1)];
            graph.ends[cell] = Some(ends);
            graph.cells[ends[0].0].push(cell);
            if ends[1].0 != ends[0].0 {
                graph.cells[ends[1].0].push(cell);
            }
        }
        graph
    }

    /// Seeks tables for what is wanted; one that serves several cells is used for all of them.
    pub(crate) fn settle(&self, room: &Room, wanted: &[Wanted]) -> Settled {
        let mut settled = Settled {
            below: vec![None; wanted.len()],
            above: vec![None; wanted.len()],
            ..Settled::default()
        };
        let order: BTreeMap<usize, usize> = wanted
            .iter()
            .enumerate()
            .map(|(at, wanted)| (wanted.cell, at))
            .collect();
        let mut search = Search {
            graph: self,
            room,
            moved: BTreeMap::new(),
            came: vec![(0, 0, 0); 2 * self.cells.len()],
            cost: vec![(0, 0); 2 * self.cells.len()],
            round: 0,
        };
        for (at, own) in wanted.iter().enumerate() {
            for (by, up) in [(own.down, false), (own.up, true)] {
                let found = if up { settled.above[at] } else { settled.below[at] };
                if by <= 0 || found.is_some() {
                    continue;
                }
                let Some(moves) = search.table(own.cell, if up { by } else { -by }) else {
                    if settled.left.last() != Some(&at) {
                        settled.left.push(at);
                    }
                    continue;
                };
                let table = settled.tables.len();
                for &(cell, by) in &moves {
                    let Some(&other) = order.get(&cell) else { continue };
                    let Wanted { down, up, .. } = wanted[other];
                    if up > 0 && by >= up {
                        settled.above[other].get_or_insert(table);
                    }
                    if down > 0 && -by >= down {
                        settled.below[other].get_or_insert(table);
                    }
                }
                settled.tables.push(moves);
            }
        }
        settled
    }

    /// The sums of relations that such moves change; empty for a table that fits.
    fn changed(&self, moved: &BTreeMap<usize, i64>) -> BTreeMap<usize, i128> {
        let mut sums = BTreeMap::new();
        for (&cell, &by) in moved {
            for &(relation, factor) in &self.relations_of[cell] {
                *sums.entry(relation).or_insert(0) += i128::from(factor) * i128::from(by);
            }
        }
        sums.retain(|_, sum| *sum != 0);
        sums
    }
}

impl Search<'_> {
    /// How far a cell can still go in a direction.
    fn left(&self, cell: usize, sign: i64) -> i64 {
        let moved = self.moved.get(&cell).copied().unwrap_or(0);
        if sign > 0 {
            self.room.up[cell] - moved
        } else {
            self.room.down[cell] + moved
        }
    }

    /// A table in which a cell is moved by so much.
    fn table(&mut self, cell: usize, by: i64) -> Option<Moves> {
        self.moved.clear();
        let sign = by.signum();
        let ends = self.graph.ends[cell]?;
        if self.left(cell, sign) < by.abs() {
            return None;
        }
        let mut open = by.abs();
        for _ in 0..CIRCUITS {
            if open == 0 {
                break;
            }
            let way = self.way(cell, ends, sign)?;
            let most = way.iter().map(|&(other, sign)| self.left(other, sign)).min();
            let amount = most.unwrap_or(open).min(open);
            if amount <= 0 {
                return None;
            }
            for (other, sign) in way.into_iter().chain([(cell, sign)]) {
                *self.moved.entry(other).or_insert(0) += sign * amount;
            }
            open -= amount;
        }
        (open == 0 && self.close()).then(|| self.moved.iter().map(|(&cell, &by)| (cell, by)).collect())
    }

    /// Gives what is left of relations that were left out to their rests; false when the table does not fit.
    fn close(&mut self) -> bool {
        self.moved.retain(|_, by| *by != 0);
        for (relation, sum) in self.graph.changed(&self.moved) {
            let rest = self.graph.rest[relation];
            let Some((rest, by)) = rest else { return false };
            let Ok(sum) = i64::try_from(sum) else { return false };
            self.moved.insert(rest, -by * sum);
        }
        let fits = |(&cell, &by): (&usize, &i64)| by <= self.room.up[cell] && -by <= self.room.down[cell];
        self.moved.iter().all(fits) && self.graph.changed(&self.moved).is_empty()
    }

    /// The cheapest way from one end of a cell to the other that undoes what moving it changes: cells and directions.
    fn way(&mut self, cell: usize, ends: [(usize, i64); 2], sign: i64) -> Option<Vec<(usize, i64)>> {
        let [(mut from, mut own), (mut to, mut other)] = ends;
        if from == GROUND {
            (from, own, to, other) = (to, other, from, own);
        }
        if from == GROUND {
            return Some(Vec::new());
        }
        let start = state(from, own * sign);
        let goal = state(to, -other * sign);
        self.round += 1;
        let mut heap = BinaryHeap::from([Reverse((0_u64, start))]);
        self.cost[start] = (self.round, 0);
        while let Some(Reverse((cost, at))) = heap.pop() {
            if at == goal {
                return Some(self.back(start, goal));
            }
            if cost > self.cost[at].1 {
                continue;
            }
            let (node, excess) = (at / 2, excess(at));
            let graph = self.graph;
            for &next in &graph.cells[node] {
                let Some(ends) = graph.ends[next].filter(|_| next != cell) else {
                    continue;
                };
                let [(_, here), (there, beyond)] = if ends[0].0 == node {
                    ends
                } else {
                    [ends[1], ends[0]]
                };
                // The ground takes and gives whatever the other end needs.
                for sign in if node == GROUND {
                    [1, -1]
                } else {
                    [-excess * here; 2]
                } {
                    if self.left(next, sign) <= 0 {
                        continue;
                    }
                    let reached = state(there, beyond * sign);
                    let cost = cost + 1 + self.room.price[next];
                    if self.cost[reached].0 < self.round || cost < self.cost[reached].1 {
                        self.cost[reached] = (self.round, cost);
                        self.came[reached] = (self.round, next, at);
                        heap.push(Reverse((cost, reached)));
                    }
                }
            }
        }
        None
    }

    /// The cells on the way to a state, each with its direction.
    fn back(&self, start: usize, goal: usize) -> Vec<(usize, i64)> {
        let mut way = Vec::new();
        let mut at = goal;
        while at != start {
            let (_, cell, before) = self.came[at];
            let Some(ends) = self.graph.ends[cell] else { break };
            // The direction follows from the end that is no ground.
            let sign = if before / 2 == GROUND {
                let end = if ends[0].0 == GROUND { ends[1] } else { ends[0] };
                end.1 * excess(at)
            } else {
                let end = if ends[0].0 == before / 2 { ends[0] } else { ends[1] };
                -end.1 * excess(before)
            };
            way.push((cell, sign));
            at = before;
        }
        way
    }
}

/// A node with too much, or with too little; the ground has neither.
fn state(node: usize, excess: i64) -> usize {
    2 * node + usize::from(excess < 0 && node != GROUND)
}

/// Whether the node of a state has too much (1) or too little (-1).
fn excess(state: usize) -> i64 {
    if state & 1 == 0 { 1 } else { -1 }
}

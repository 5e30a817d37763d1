//! Flows round a network whose edges have a least and a most, in whole numbers.

use std::collections::VecDeque;

/// An edge of a network, by number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge(usize);

/// One direction of an edge: edges come in pairs, the second against the first.
#[derive(Debug, Clone, Copy)]
struct Way {
    to: usize,
    /// How much more can go this way.
    room: u64,
}

/// A network. The flow of an edge is its least plus what room its way back has.
#[derive(Debug, Clone)]
pub(super) struct Network {
    ways: Vec<Way>,
    from: Vec<Vec<usize>>,
    least: Vec<u64>,
    /// What comes into each node beyond what leaves it, by the least of edges alone.
    surplus: Vec<i128>,
    possible: bool,
}

impl Network {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            ways: Vec::new(),
            // Two more nodes for finding a first flow.
            from: vec![Vec::new(); nodes + 2],
            least: Vec::new(),
            surplus: vec![0; nodes],
            possible: true,
        }
    }

    pub(super) fn edge(&mut self, from: usize, to: usize, least: u64, most: u64) -> Edge {
        self.possible &= least <= most;
        self.surplus[to] += i128::from(least);
        self.surplus[from] -= i128::from(least);
        self.way(from, to, most.saturating_sub(least));
        self.least.push(least);
        Edge(self.least.len() - 1)
    }

    fn way(&mut self, from: usize, to: usize, room: u64) {
        for (from, to, room) in [(from, to, room), (to, from, 0)] {
            self.from[from].push(self.ways.len());
            self.ways.push(Way { to, room });
        }
    }

    /// Finds a flow in which every edge has at least its least and as much comes into every node as leaves it. False when
    /// there is none. To be called once, after all edges.
    pub(super) fn settle(&mut self) -> bool {
        let nodes = self.surplus.len();
        let (source, sink) = (nodes, nodes + 1);
        let mut wanted = 0;
        for node in 0..nodes {
            let surplus = self.surplus[node];
            let room = u64::try_from(surplus.unsigned_abs()).unwrap_or(u64::MAX);
            if surplus > 0 {
                wanted += room;
                self.way(source, node, room);
            } else if surplus < 0 {
                self.way(node, sink, room);
            }
        }
        self.possible && self.push(source, sink, wanted) == wanted
    }

    fn flow(&self, edge: Edge) -> u64 {
        self.least[edge.0] + self.ways[2 * edge.0 + 1].room
    }

    /// The most that can flow through an edge, other edges changing as they may.
    pub(super) fn most(&mut self, edge: Edge) -> u64 {
        let at = 2 * edge.0;
        let (from, to) = (self.ways[at + 1].to, self.ways[at].to);
        let now = self.flow(edge);
        let room = self.ways[at].room;
        now + self.round(at, to, from, room)
    }

    /// The least that can flow through an edge.
    pub(super) fn least(&mut self, edge: Edge) -> u64 {
        let at = 2 * edge.0;
        let (from, to) = (self.ways[at + 1].to, self.ways[at].to);
        let now = self.flow(edge);
        let room = self.ways[at + 1].room;
        now - self.round(at, from, to, room)
    }

    /// How much, up to `room`, gets from one end of an edge to the other round it. Leaves the flow as it was.
    fn round(&mut self, at: usize, start: usize, end: usize, room: u64) -> u64 {
        let before = self.ways.clone();
        self.ways[at].room = 0;
        self.ways[at + 1].room = 0;
        let pushed = self.push(start, end, room);
        self.ways = before;
        pushed
    }

    /// Sends up to `wanted` along shortest paths with room (Edmonds and Karp 1972) and tells how much got through.
    fn push(&mut self, start: usize, end: usize, wanted: u64) -> u64 {
        let mut sent = 0;
        while sent < wanted {
            let Some(path) = self.path(start, end) else { break };
            let narrowest = path.iter().map(|&way| self.ways[way].room).min().unwrap_or(0);
            let more = narrowest.min(wanted - sent);
            for way in path {
                self.ways[way].room -= more;
                self.ways[way ^ 1].room += more;
            }
            sent += more;
        }
        sent
    }

    fn path(&self, start: usize, end: usize) -> Option<Vec<usize>> {
        let mut reached: Vec<Option<usize>> = vec![None; self.from.len()];
        let mut open = VecDeque::from([start]);
        while let Some(node) = open.pop_front() {
            if node == end {
                break;
            }
            for &way in &self.from[node] {
                let Way { to, room } = self.ways[way];
                if room > 0 && to != start && reached[to].is_none() {
                    reached[to] = Some(way);
                    open.push_back(to);
                }
            }
        }
        let mut path = Vec::new();
        let mut at = end;
        while at != start {
            let way = reached[at]?;
            path.push(way);
            at = self.ways[way ^ 1].to;
        }
        Some(path)
    }
}

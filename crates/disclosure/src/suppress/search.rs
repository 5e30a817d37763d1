//! The exact search in one part: branch and cut on the 0–1 program (Fischetti & Salazar 2000, 2001).

use std::collections::BinaryHeap;

use super::attack::{Attack, Journal, Stopped};
use super::branch::{Experience, Split};
use super::breach::{Verdict, judge};
use super::budget::Effort;
use super::covers::covers;
use super::cut;
use super::greedy;
use super::halves::halves;
use super::master::{Master, weight};
use super::node::Node;
use super::part::Part;
use crate::linear::Outcome;

/// Rounds of cuts at the first node, and at each later one with a fractional pattern.
const FIRST_ROUNDS: usize = 200;
const LATER_ROUNDS: usize = 0;
const TIGHTER_ROUNDS: usize = 5;
/// Cuts from cuts taken per round.
const TIGHTER: usize = 25;
/// Exposures taken per round.
const ENOUGH: usize = 400;
/// A share this close to 0 or 1 is it.
const CLOSE: f64 = 1e-6;

/// A search in one part. At any time it holds the best pattern found so far, with its tables.
pub(crate) struct Search<'a> {
    part: &'a Part,
    attack: Attack<'a>,
    master: Master<'a>,
    best: Vec<bool>,
    /// Whether the best is not what it began with.
    found: bool,
    journal: Journal,
    cost: u64,
    nodes: usize,
    experience: Experience,
    /// Columns that reduced costs at the first node settle.
    settled: Vec<(usize, bool)>,
    open: BinaryHeap<Node>,
    progress: Progress,
}

/// How far a search has come.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Progress {
    Begun,
    /// No safe pattern costs less than this.
    Bounded(f64),
    Done,
}

/// What became of a node.
enum Fate {
    Closed,
    Branch {
        column: usize,
        first: bool,
        bounds: [f64; 2],
    },
}

impl<'a> Search<'a> {
    /// Starts with a pattern whose tables are at hand.
    pub(crate) fn from(part: &'a Part, pattern: Vec<bool>, journal: Journal) -> Self {
        Self {
            part,
            attack: Attack::new(part),
            master: Master::new(part),
            cost: part.cost(&pattern),
            best: pattern,
            found: false,
            journal,
            nodes: 0,
            experience: Experience::new(part.always.iter().filter(|always| !**always).count()),
            settled: Vec::new(),
            open: BinaryHeap::new(),
            progress: Progress::Begun,
        }
    }

    /// A first pattern along the weights.
    pub(crate) fn improve_first(&mut self, effort: &mut Effort<'_>) {
        let prices = self.prices(&vec![0.0; self.part.places.len()]);
        // Stopped or not, the search holds a safe pattern.
        let _ = self.improve(&prices, effort);
    }

    /// Goes on until the cheapest safe pattern is found or the effort is over.
    pub(crate) fn go_on(&mut self, effort: &mut Effort<'_>) {
        if self.is_done() || effort.is_over() {
            return;
        }
        self.progress = match self.run(effort) {
            Ok(()) => Progress::Done,
            Err((Stopped, bound)) => Progress::Bounded(bound),
        };
    }

    /// Whether it has found anything better than what it began with.
    pub(crate) fn has_found(&self) -> bool {
        self.found
    }

    /// Whether nothing cheaper is safe.
    pub(crate) fn is_done(&self) -> bool {
        self.bound() >= self.cost
    }

    /// No safe pattern costs less.
    pub(crate) fn bound(&self) -> u64 {
        match self.progress {
            Progress::Begun => self.master.given.min(self.cost),
            Progress::Bounded(bound) => self.master.round_up(bound).min(self.cost),
            Progress::Done => self.cost,
        }
    }

    /// The best pattern found so far.
    pub(crate) fn pattern(&self) -> &[bool] {
        &self.best
    }

    /// Where it searches.
    pub(crate) fn part(&self) -> &'a Part {
        self.part
    }

    /// Its tables.
    pub(crate) fn journal(&self) -> &Journal {
        &self.journal
    }

    fn run(&mut self, effort: &mut Effort<'_>) -> Result<(), (Stopped, f64)> {
        if self.progress == Progress::Begun {
            for cut in cut::of_relations(self.part) {
                self.master.add(cut);
            }
            self.open.push(Node {
                bound: weight(self.master.given),
                depth: 0,
                number: 0,
                fixed: Vec::new(),
            });
        }
        let mut dive: Option<Node> = None;
        while let Some(mut node) = dive.take().or_else(|| self.open.pop()) {
            if self.is_closed(node.bound) {
                continue;
            }
            match self.visit(&mut node, effort) {
                Ok(Fate::Closed) => {}
                Ok(Fate::Branch {
                    column,
                    first,
                    bounds,
                }) => {
                    let child = |hide: bool, number: usize| {
                        let mut fixed = node.fixed.clone();
                        fixed.push((column, hide));
                        Node {
                            bound: bounds[usize::from(hide)],
                            depth: node.depth + 1,
                            number,
                            fixed,
                        }
                    };
                    self.open.push(child(!first, 2 * self.nodes));
                    dive = Some(child(first, 2 * self.nodes + 1));
                }
                Err(stopped) => {
                    self.open.push(node);
                    let bounds = self.open.iter().map(|node| node.bound);
                    return Err((stopped, bounds.fold(f64::INFINITY, f64::min)));
                }
            }
        }
        Ok(())
    }

    fn is_closed(&self, bound: f64) -> bool {
        self.master.round_up(bound) >= self.cost
    }

    /// Solves a node with cuts until it is closed or has to be split.
    fn visit(&mut self, node: &mut Node, effort: &mut Effort<'_>) -> Result<Fate, Stopped> {
        self.nodes += 1;
        self.enter(&node.fixed);
        let rounds = if node.depth == 0 {
            FIRST_ROUNDS
        } else {
            LATER_ROUNDS
        };
        let patience = if node.depth == 0 { 10 } else { 2 };
        let mut round = 0;
        let mut stalled = 0;
        let mut before = node.bound;
        loop {
            match self.master.solve(effort) {
                Outcome::Infeasible => return Ok(Fate::Closed),
                // Out of effort, or numbers that do not settle: nothing more is proved.
                Outcome::Stopped | Outcome::Unbounded => return Err(Stopped),
                Outcome::Optimal => {}
            }
            let (bound, reduced) = self.master.bound();
            let bound = bound.max(node.bound);
            node.bound = bound;
            if self.is_closed(bound) {
                return Ok(Fate::Closed);
            }
            if node.depth == 0 {
                self.settle(bound, &reduced);
            }
            let share = self.master.share();
            if self.master.recall(&share) > 0 {
                continue;
            }
            if !self.is_fractional(&share) {
                if self.accept(&share, effort)? {
                    return Ok(Fate::Closed);
                }
                continue;
            }
            stalled = if bound > before + 1e-4 * (1.0 + before.abs()) {
                0
            } else {
                stalled + 1
            };
            before = bound;
            round += 1;
            let tighter =
                round <= TIGHTER_ROUNDS.max(rounds) && stalled < patience && self.tighten(&share) > 0;
            if tighter || (round <= rounds && stalled < patience && self.separate(&share, effort)? > 0) {
                self.master.thin();
                continue;
            }
            if node.depth == 0 || self.nodes.is_multiple_of(50) {
                self.improve(&self.prices(&share), effort)?;
            }
            self.master.thin();
            if let Some(fate) = self.split(node, &share, bound, effort)? {
                return Ok(fate);
            }
        }
    }

    /// Splits a node; nothing when one side is too dear, so that the node goes on with the other.
    fn split(
        &mut self,
        node: &mut Node,
        share: &[f64],
        bound: f64,
        effort: &mut Effort<'_>,
    ) -> Result<Option<Fate>, Stopped> {
        let cost = self.cost;
        let cutoff = |master: &Master<'_>, bound: f64| bound.is_infinite() || master.round_up(bound) >= cost;
        let master = &mut self.master;
        match self.experience.choose(master, share, bound, cutoff, effort)? {
            Split::Closed => Ok(Some(Fate::Closed)),
            Split::Settle { column, hide } => {
                let at = if hide { 1.0 } else { 0.0 };
                self.master.fix(column, at, at);
                node.fixed.push((column, hide));
                Ok(None)
            }
            Split::On {
                column,
                first,
                bounds,
            } => Ok(Some(Fate::Branch {
                column,
                first,
                bounds,
            })),
        }
    }

    fn enter(&mut self, fixed: &[(usize, bool)]) {
        let mut bounds: Vec<(f64, f64)> = vec![(0.0, 1.0); self.master.cells.len()];
        for &(column, hide) in &self.settled {
            bounds[column] = if hide { (1.0, 1.0) } else { (0.0, 0.0) };
        }
        for &(column, hide) in fixed {
            bounds[column] = if hide { (1.0, 1.0) } else { (0.0, 0.0) };
        }
        for (column, (lower, upper)) in bounds.into_iter().enumerate() {
            self.master.fix(column, lower, upper);
        }
    }

    /// Fixes what no cheaper pattern can have otherwise.
    fn settle(&mut self, bound: f64, reduced: &[f64]) {
        for (column, &reduced) in reduced.iter().enumerate() {
            if self.master.bounds[column] == (0.0, 1.0) && self.is_closed(bound + reduced.abs()) {
                let hide = reduced < 0.0;
                self.settled.push((column, hide));
                let at = if hide { 1.0 } else { 0.0 };
                self.master.fix(column, at, at);
            }
        }
    }

    fn is_fractional(&self, share: &[f64]) -> bool {
        let cells = self.master.cells.iter();
        cells
            .map(|&cell| share[cell])
            .any(|share| share > CLOSE && share < 1.0 - CLOSE)
    }

    /// Tries a whole pattern: the new best if it is safe, cuts otherwise.
    fn accept(&mut self, share: &[f64], effort: &mut Effort<'_>) -> Result<bool, Stopped> {
        let pattern: Vec<bool> = share.iter().map(|&share| share > 0.5).collect();
        let broken = match judge(self.part, &mut self.attack, &pattern, ENOUGH, effort)? {
            Verdict::Safe(journal) => {
                self.keep(pattern, journal);
                return Ok(true);
            }
            Verdict::Broken(broken) => broken,
        };
        let mut new = false;
        for (_, cut) in broken {
            new |= self.master.add(cut);
        }
        // Cuts that are all known already could not have been broken; should rounding say so, give the node up as met.
        if !new {
            self.master.add(cut::one_more(self.part, &pattern));
        }
        Ok(false)
    }

    /// Adds the cuts that a fractional pattern breaks; how many.
    fn separate(&mut self, share: &[f64], effort: &mut Effort<'_>) -> Result<usize, Stopped> {
        self.attack.open(share, self.part.widest);
        let mut added = 0;
        for exposure in self.attack.exposed(ENOUGH, effort)? {
            if let Some(cut) = cut::of_exposure(self.part, &exposure)
                && Master::breaks(&cut, share)
                && self.master.add(cut)
            {
                added += 1;
            }
        }
        Ok(added)
    }

    /// Adds cuts that follow from those in the program and that a fractional pattern breaks; how many.
    fn tighten(&mut self, share: &[f64]) -> usize {
        let mut found = halves(self.master.cuts(), share);
        found.extend(covers(self.master.cuts(), share));
        found.sort_by(|one, other| one.reached(share).total_cmp(&other.reached(share)));
        found.truncate(TIGHTER);
        found
            .into_iter()
            .map(|cut| usize::from(self.master.add_for_now(cut)))
            .sum()
    }

    /// Weights as prices between 0 and 1, lower where the program hides anyway.
    fn prices(&self, share: &[f64]) -> Vec<f64> {
        let most = self.part.weight.iter().copied().max().unwrap_or(1).max(1);
        let weights = self.part.weight.iter().zip(share);
        weights
            .map(|(&own, share)| weight(own) / weight(most) * (1.0 - share))
            .collect()
    }

    /// Looks for a better pattern along these prices.
    fn improve(&mut self, prices: &[f64], effort: &mut Effort<'_>) -> Result<(), Stopped> {
        // What a cell costs, and what it costs for the room it gives.
        let part = self.part;
        let room = (0..prices.len()).map(|at| part.up[at].min(part.down[at]).min(part.widest).max(1.0));
        let per_room: Vec<f64> = prices
            .iter()
            .zip(room)
            .map(|(price, room)| price / room)
            .collect();
        for prices in [prices, &per_room] {
            if let Some(pattern) = greedy::pattern(part, &part.always, prices, effort)?
                && part.cost(&pattern) < self.cost
                && let Verdict::Safe(journal) = judge(part, &mut self.attack, &pattern, 1, effort)?
            {
                self.keep(pattern, journal);
            }
        }
        Ok(())
    }

    fn keep(&mut self, pattern: Vec<bool>, journal: Journal) {
        let cost = self.part.cost(&pattern);
        if cost < self.cost {
            self.cost = cost;
            self.best = pattern;
            self.journal = journal;
            self.found = true;
        }
    }
}

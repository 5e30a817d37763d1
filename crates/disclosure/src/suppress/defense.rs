//! The defense of a large part: tables for its sensitive cells, sought in pieces first and in the whole only for what the
//! pieces leave open; and where a pattern has none, the further cells that it takes.

use std::collections::BTreeSet;

use super::attack::{Attack, Exposure, Journal, Open, Side, Stopped};
use super::blocks::{Spanning, pieces};
use super::breach::{Verdict, judge};
use super::budget::Effort;
use super::greedy;
use super::master::weight;
use super::part::{Part, split};
use super::problem::{Equation, Problem};
use super::proof::Proof;

/// Blocks of hidden cells are this small at first, and this many times larger the next time.
const SMALL: usize = 600;
const LARGER: usize = 6;

/// More sides than this without a table are not given routes of their own.
const MANY: usize = 200;

/// A side of a sensitive cell, by place in the problem.
type Asked = (usize, Side);

/// A pattern of a part on its way to be safe.
pub(super) struct Defense<'a> {
    problem: &'a Problem,
    part: &'a Part,
    /// What is hidden, by place in the part.
    pub pattern: Vec<bool>,
    /// What has no table yet.
    asked: BTreeSet<Asked>,
    /// Pieces, and the tables found in them.
    found: Vec<(Part, Journal)>,
}

impl<'a> Defense<'a> {
    pub(super) fn new(problem: &'a Problem, part: &'a Part, pattern: Vec<bool>) -> Self {
        let open = Open::all(part);
        let sides = |at: usize| {
            [
                (Side::Below, open.below[at]),
                (Side::Above, open.above[at]),
                (Side::Across, open.across[at]),
            ]
        };
        let cells = part.sensitive.iter().enumerate();
        let asked = cells.flat_map(|(at, cell)| {
            let asked = sides(at).into_iter().filter(|(_, asked)| *asked);
            asked.map(|(side, _)| (part.places[cell.at], side))
        });
        Self {
            problem,
            part,
            asked: asked.collect(),
            pattern,
            found: Vec::new(),
        }
    }

    /// Makes the pattern safe; the places of cells for which nothing can be done.
    pub(super) fn complete(&mut self, effort: &mut Effort<'_>) -> Result<BTreeSet<usize>, Stopped> {
        self.attack_hidden(effort)?;
        if self.asked.len() > MANY {
            // One route after the other would take too long; whatever tables move that are found together is hidden.
            for piece in pieces(self.problem, self.part, effort.block(), Spanning::ByBlock) {
                self.hide_widely(piece, effort)?;
            }
        }
        for most in [effort.block(), usize::MAX] {
            if self.asked.is_empty() {
                break;
            }
            let blocks = match most {
                usize::MAX => vec![self.part.clone()],
                most => pieces(self.problem, self.part, most, Spanning::ByBlock),
            };
            for piece in blocks {
                self.hide_more(piece, effort)?;
            }
        }
        if !self.asked.is_empty() {
            self.hide_widely(self.part.clone(), effort)?;
        }
        Ok(self.asked.iter().map(|(place, _)| *place).collect())
    }

    /// The tables found.
    pub(super) fn proof(&self) -> Proof {
        let mut proof = Proof::default();
        for (piece, journal) in &self.found {
            proof.add(self.problem, piece, journal);
        }
        proof
    }

    /// Seeks tables among what is hidden, in ever larger blocks.
    fn attack_hidden(&mut self, effort: &mut Effort<'_>) -> Result<(), Stopped> {
        for part in self.hidden_parts() {
            let mut most = SMALL.min(effort.block());
            loop {
                let blocks = if part.places.len() > most {
                    pieces(self.problem, &part, most, Spanning::ByBlock)
                } else {
                    vec![part.clone()]
                };
                for piece in blocks {
                    if let Some(piece) = self.ask(piece) {
                        let (journal, _) = attack_everything(&piece, effort)?;
                        self.note(piece, journal);
                    }
                }
                if part.places.len() <= most
                    || !part.sensitive.iter().any(|cell| self.is_asked(&part, cell.at))
                {
                    break;
                }
                most = most.saturating_mul(LARGER);
            }
        }
        Ok(())
    }

    /// Hides what the routes of a piece take.
    fn hide_more(&mut self, piece: Part, effort: &mut Effort<'_>) -> Result<(), Stopped> {
        let Some(piece) = self.ask(piece) else {
            return Ok(());
        };
        let start: Vec<bool> = piece
            .places
            .iter()
            .map(|place| self.at(*place).is_some_and(|at| self.pattern[at]))
            .collect();
        let most = piece.weight.iter().copied().max().unwrap_or(1).max(1);
        let weights = piece.weight.iter();
        let prices: Vec<f64> = weights.map(|&own| weight(own) / weight(most)).collect();
        if let Some(pattern) = greedy::pattern(&piece, &start, &prices, effort)?
            && let Verdict::Safe(journal) =
                judge(&piece, &mut Attack::new(&piece), &pattern, usize::MAX, effort)?
        {
            self.note(piece, journal);
        }
        Ok(())
    }

    /// Hides whatever the tables of a piece move that are found with everything hidden.
    fn hide_widely(&mut self, piece: Part, effort: &mut Effort<'_>) -> Result<(), Stopped> {
        if let Some(piece) = self.ask(piece) {
            let (journal, _) = attack_everything(&piece, effort)?;
            self.note(piece, journal);
        }
        Ok(())
    }

    /// The piece with the levels that are still asked for; none if there are none.
    fn ask(&self, mut piece: Part) -> Option<Part> {
        let mut asks = false;
        for cell in &mut piece.sensitive {
            let place = piece.places[cell.at];
            for (side, level) in [
                (Side::Below, &mut cell.lower),
                (Side::Above, &mut cell.upper),
                (Side::Across, &mut cell.sliding),
            ] {
                if self.asked.contains(&(place, side)) {
                    asks = true;
                } else {
                    *level = 0.0;
                }
            }
        }
        asks.then_some(piece)
    }

    fn is_asked(&self, part: &Part, at: usize) -> bool {
        let place = part.places[at];
        let mut sides = [Side::Below, Side::Above, Side::Across].into_iter();
        sides.any(|side| self.asked.contains(&(place, side)))
    }

    fn at(&self, place: usize) -> Option<usize> {
        self.part.places.binary_search(&place).ok()
    }

    /// Takes in the tables of a piece: what they prove is no longer asked, what they move is hidden.
    fn note(&mut self, piece: Part, journal: Journal) {
        for (at, cell) in piece.sensitive.iter().enumerate() {
            let place = piece.places[cell.at];
            let proved = [
                (Side::Below, journal.below[at].is_some()),
                (Side::Above, journal.above[at].is_some()),
                (Side::Across, journal.across[at].is_some()),
            ];
            for (side, _) in proved.into_iter().filter(|(_, proved)| *proved) {
                self.asked.remove(&(place, side));
            }
        }
        for &(at, _) in journal.tables.iter().flatten() {
            if let Some(at) = self.at(piece.places[at]) {
                self.pattern[at] = true;
            }
        }
        if !journal.tables.is_empty() {
            self.found.push((piece, journal));
        }
    }

    /// What is hidden, as parts.
    fn hidden_parts(&self) -> Vec<Part> {
        let mut open = vec![false; self.problem.cells().len()];
        for place in self.part.hidden(&self.pattern) {
            open[place] = true;
        }
        let place = |&(at, by): &(usize, i64)| (self.part.places[at], by);
        let rows = self.part.rows.iter();
        let equations: Vec<Equation> = rows.map(|row| (0, row.iter().map(place).collect())).collect();
        split(self.problem, &open, &equations)
    }
}

/// Attacks a part all of whose cells are hidden, a large one in blocks first: pieces with the tables found in them, and
/// what is exposed.
#[expect(clippy::type_complexity, reason = "two lists that every caller takes apart")]
pub(crate) fn attack_in_blocks(
    problem: &Problem,
    part: &Part,
    effort: &mut Effort<'_>,
) -> Result<(Vec<(Part, Journal)>, Vec<Exposure>), Stopped> {
    if part.places.len() <= effort.block() {
        let (journal, exposed) = attack_everything(part, effort)?;
        return Ok((vec![(part.clone(), journal)], exposed));
    }
    let mut defense = Defense::new(problem, part, vec![true; part.places.len()]);
    defense.attack_hidden(effort)?;
    let mut exposed = Vec::new();
    if let Some(piece) = defense.ask(part.clone()) {
        exposed = attack_everything(&piece, effort)?.1;
    }
    Ok((defense.found, exposed))
}

/// Attacks a part all of whose cells are hidden: the tables found, and what is exposed.
pub(super) fn attack_everything(
    part: &Part,
    effort: &mut Effort<'_>,
) -> Result<(Journal, Vec<Exposure>), Stopped> {
    let mut attack = Attack::new(part);
    attack.keep_journal();
    let mut open = Open::all(part);
    let mut exposed = Vec::new();
    for most in [part.widest, f64::INFINITY] {
        attack.open_pattern(&vec![true; part.places.len()], most);
        exposed = attack.exposed_of(&mut open, usize::MAX, effort)?;
        if exposed.is_empty() {
            break;
        }
    }
    let journal = attack.journal.take();
    Ok((journal.unwrap_or_else(|| Journal::new(part)), exposed))
}

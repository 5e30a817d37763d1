//! How a problem is searched: parts of moderate size as they are. Large ones are cut into blocks; what protects best from
//! an attacker who knows nothing across blocks bounds the cost from below, and little more makes it safe from the true one.

use std::collections::BTreeSet;

use super::attack::{Journal, Stopped};
use super::blocks::{Spanning, pieces};
use super::budget::Effort;
use super::defense::{Defense, attack_everything};
use super::part::{Part, parts};
use super::problem::Problem;
use super::proof::Proof;
use super::search::Search;

/// Work on a first pattern of a piece, and on its first turn; every later turn is twice as long.
const FIRST: u64 = 20_000;

/// Pieces with more cells than this get fewer steps at first.
const MODERATE: u64 = 600;

/// A part, and its pieces: for a large one those against an attacker who knows less, otherwise itself.
struct Divided {
    whole: Part,
    pieces: Vec<Part>,
    is_large: bool,
}

/// A problem in pieces.
pub(super) struct Plan<'a> {
    problem: &'a Problem,
    divided: Vec<Divided>,
}

/// Why there is no pattern.
pub(super) enum Failed {
    /// These cells cannot be protected.
    Exposed(BTreeSet<u32>),
    /// The search was abandoned.
    Stopped(Stopped),
}

impl From<Stopped> for Failed {
    fn from(stopped: Stopped) -> Self {
        Self::Stopped(stopped)
    }
}

/// What was found in all parts.
#[derive(Default)]
pub(super) struct Best {
    /// Places of hidden cells.
    pub hidden: BTreeSet<usize>,
    /// No safe pattern costs less, apart from the sensitive cells.
    pub bound: u64,
    pub proof: Proof,
}

/// A safe pattern of a large part.
struct Safe {
    pattern: Vec<bool>,
    cost: u64,
    proof: Proof,
}

impl<'a> Plan<'a> {
    pub(super) fn new(problem: &'a Problem, block: usize) -> Self {
        let divided = parts(problem).into_iter().map(|whole| {
            let is_large = whole.places.len() > block;
            let pieces = if is_large {
                pieces(problem, &whole, block, Spanning::Unknown)
            } else {
                vec![whole.clone()]
            };
            Divided {
                whole,
                pieces,
                is_large,
            }
        });
        Self {
            problem,
            divided: divided.collect(),
        }
    }

    pub(super) fn parts(&self) -> usize {
        self.divided.len()
    }

    /// The best pattern that the effort allows.
    pub(super) fn run(&self, effort: &mut Effort<'_>) -> Result<Best, Failed> {
        let mut searches = self.begin(effort)?;
        for (divided, searches) in self.divided.iter().zip(&mut searches) {
            for search in searches {
                let units = divided.first_units(search.part());
                effort.slice(units, |effort| search.improve_first(effort));
            }
        }
        for (divided, searches) in self.divided.iter().zip(&mut searches) {
            // The bound and the pattern of a large part depend on these.
            for search in searches.iter_mut().filter(|_| divided.is_large) {
                effort.slice(FIRST, |effort| search.go_on(effort));
            }
        }
        let mut safe = Vec::new();
        for (divided, searches) in self.divided.iter().zip(&searches) {
            let found = effort.must(|effort| self.defend(divided, searches, effort));
            safe.push(found?);
        }
        let mut units = FIRST;
        while !effort.is_spent() && searches.iter().flatten().any(|search| !search.is_done()) {
            let mut better = Vec::new();
            for searches in &mut searches {
                let before = cost_of(searches);
                for search in searches.iter_mut() {
                    if !search.has_found() && units > FIRST {
                        effort.slice(units, |effort| search.improve_first(effort));
                    }
                    effort.slice(units, |effort| search.go_on(effort));
                }
                better.push(cost_of(searches) < before);
            }
            for (at, divided) in self.divided.iter().enumerate().filter(|(at, _)| better[*at]) {
                if let Ok(Some(found)) = self.defend(divided, &searches[at], effort)
                    && safe[at].as_ref().is_none_or(|safe| found.cost < safe.cost)
                {
                    safe[at] = Some(found);
                }
            }
            units = units.saturating_mul(2);
        }
        let mut best = Best::default();
        let mut wholes = Vec::new();
        for ((divided, searches), safe) in self.divided.iter().zip(&searches).zip(safe) {
            let bound: u64 = searches.iter().map(bound_of).sum();
            match safe {
                Some(safe) => wholes.push((divided, safe, bound)),
                None => {
                    best.bound += bound;
                    for search in searches {
                        best.hidden.extend(search.part().hidden(search.pattern()));
                        best.proof.add(self.problem, search.part(), search.journal());
                    }
                }
            }
        }
        self.finish(wholes, &mut best, effort);
        Ok(best)
    }

    /// A search in every piece. Parts that are not large begin with everything hidden, and are safe from there on.
    fn begin(&self, effort: &mut Effort<'_>) -> Result<Vec<Vec<Search<'_>>>, Failed> {
        let mut exposed = BTreeSet::new();
        let mut searches = Vec::new();
        for divided in &self.divided {
            let begin = |part, journal| Search::from(part, vec![true; part.places.len()], journal);
            if divided.is_large {
                let pieces = divided.pieces.iter();
                searches.push(pieces.map(|piece| begin(piece, Journal::new(piece))).collect());
                continue;
            }
            let part = &divided.pieces[0];
            let (journal, found) = effort.must(|effort| attack_everything(part, effort))?;
            let places = found
                .iter()
                .map(|found| part.places[part.sensitive[found.sensitive].at]);
            exposed.extend(places.map(|place| self.problem.cells()[place].id));
            // What no table moves need not be hidden.
            let mut pattern = part.always.clone();
            for &(at, _) in journal.tables.iter().flatten() {
                pattern[at] = true;
            }
            searches.push(vec![Search::from(part, pattern, journal)]);
        }
        if exposed.is_empty() {
            Ok(searches)
        } else {
            Err(Failed::Exposed(exposed))
        }
    }

    /// The patterns of a large part's pieces made safe as a whole; nothing for other parts.
    fn defend(
        &self,
        divided: &Divided,
        searches: &[Search<'_>],
        effort: &mut Effort<'_>,
    ) -> Result<Option<Safe>, Failed> {
        if !divided.is_large {
            return Ok(None);
        }
        let part = &divided.whole;
        let mut pattern = part.always.clone();
        for search in searches {
            for place in search.part().hidden(search.pattern()) {
                if let Ok(at) = part.places.binary_search(&place) {
                    pattern[at] = true;
                }
            }
        }
        let mut defense = Defense::new(self.problem, part, pattern);
        let exposed = defense.complete(effort)?;
        if !exposed.is_empty() {
            let id = |place: usize| self.problem.cells()[place].id;
            return Err(Failed::Exposed(exposed.into_iter().map(id).collect()));
        }
        Ok(Some(Safe {
            cost: part.cost(&defense.pattern),
            proof: defense.proof(),
            pattern: defense.pattern,
        }))
    }

    /// Large parts as a whole, from their safe patterns and bounds.
    fn finish(&self, wholes: Vec<(&Divided, Safe, u64)>, best: &mut Best, effort: &mut Effort<'_>) {
        let mut searches: Vec<Option<Search<'_>>> = wholes
            .iter()
            .map(|(divided, safe, bound)| {
                let part = &divided.whole;
                let open = bound + part.cost_of_sensitive() < safe.cost && !effort.is_spent();
                open.then(|| Search::from(part, safe.pattern.clone(), Journal::new(part)))
            })
            .collect();
        let mut units = FIRST;
        let is_open = |search: &Search<'_>| !search.is_done();
        while !effort.is_spent() && searches.iter().flatten().any(is_open) {
            for search in searches.iter_mut().flatten() {
                effort.slice(units, |effort| search.go_on(effort));
            }
            units = units.saturating_mul(2);
        }
        for ((divided, mut safe, mut bound), search) in wholes.into_iter().zip(searches) {
            let part = &divided.whole;
            if let Some(search) = search {
                bound = bound.max(bound_of(&search));
                if search.has_found() {
                    safe.pattern = search.pattern().to_vec();
                    safe.proof = Proof::default();
                    safe.proof.add(self.problem, part, search.journal());
                }
            }
            best.hidden.extend(part.hidden(&safe.pattern));
            best.bound += bound;
            best.proof.append(safe.proof);
        }
    }
}

impl Divided {
    /// Work on the first turns of a piece. In a large part nothing is safe until all pieces had theirs, so the larger
    /// pieces, whose steps take longer, get fewer.
    fn first_units(&self, piece: &Part) -> u64 {
        if self.is_large {
            let size = u64::try_from(piece.places.len()).unwrap_or(u64::MAX);
            FIRST * MODERATE / size.max(MODERATE)
        } else {
            FIRST
        }
    }
}

/// What a search proved, apart from the sensitive cells.
fn bound_of(search: &Search<'_>) -> u64 {
    search.bound() - search.part().cost_of_sensitive()
}

fn cost_of(searches: &[Search<'_>]) -> u64 {
    searches
        .iter()
        .map(|search| search.part().cost(search.pattern()))
        .sum()
}

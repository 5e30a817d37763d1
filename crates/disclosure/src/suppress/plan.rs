//! How a problem is searched: parts of moderate size as they are; large ones in blocks, first against an attacker who
//! knows more, which gives a safe pattern soon, and against one who knows less, which gives a bound.

use std::collections::BTreeSet;

use super::attack::{Attack, Exposure, Journal, Open, Side, Stopped};
use super::blocks::{BLOCK, Spanning, pieces};
use super::breach::{Verdict, judge};
use super::budget::Effort;
use super::greedy;
use super::part::{Part, parts};
use super::problem::Problem;
use super::proof::Proof;
use super::search::Search;

/// Work on a first pattern of a piece, and on its first turn; every later turn is twice as long.
const FIRST: u64 = 20_000;

/// A part, and its pieces when it is large.
struct Divided {
    whole: Part,
    /// Against the attacker who knows more; the part itself when it is not large.
    more: Vec<Part>,
    /// Against the attacker who knows less.
    less: Vec<Part>,
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

/// A side of a sensitive cell, by place, that its piece does not protect.
type Left = (usize, Side);

/// A large part whose pieces have their patterns.
struct Whole<'a> {
    divided: &'a Divided,
    pattern: Vec<bool>,
    proof: Proof,
    bound: u64,
}

impl<'a> Plan<'a> {
    pub(super) fn new(problem: &'a Problem) -> Self {
        let divided = parts(problem).into_iter().map(|whole| {
            let is_large = whole.places.len() > BLOCK;
            let pieces = |spanning| pieces(problem, &whole, BLOCK, spanning);
            let (more, less) = if is_large {
                (pieces(Spanning::ByBlock), pieces(Spanning::Unknown))
            } else {
                (vec![whole.clone()], Vec::new())
            };
            Divided {
                whole,
                more,
                less,
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
        let mut secured = Vec::new();
        let mut exposed = BTreeSet::new();
        for divided in &self.divided {
            let mut left = self.unasked(divided);
            let mut pieces = Vec::new();
            for piece in &divided.more {
                let mut piece = piece.clone();
                let (journal, open) = effort.must(|effort| secure(&mut piece, effort))?;
                left.extend(open);
                pieces.push((piece, journal));
            }
            if !divided.is_large {
                exposed.extend(left.iter().map(|(place, _)| self.problem.cells()[*place].id));
            }
            secured.push((pieces, left));
        }
        if !exposed.is_empty() {
            return Err(Failed::Exposed(exposed));
        }
        let mut searches: Vec<Vec<Search<'_>>> = secured
            .iter()
            .map(|(pieces, _)| {
                let pieces = pieces.iter();
                pieces.map(|(part, journal)| begin(part, journal)).collect()
            })
            .collect();
        for search in searches.iter_mut().flatten() {
            effort.slice(FIRST, |effort| search.improve_first(effort));
        }
        let mut extra = Vec::new();
        for ((divided, (_, left)), searches) in self.divided.iter().zip(&secured).zip(&searches) {
            let pattern = divided.whole_pattern(searches);
            let found = effort.must(|effort| self.cover(divided, &pattern, left, effort));
            extra.push(found?);
        }
        let mut bounds: Vec<Vec<Search<'_>>> = self
            .divided
            .iter()
            .map(|divided| divided.less.iter().map(hidden_all).collect())
            .collect();
        let all = searches.iter_mut().chain(&mut bounds).flatten();
        in_turns(&mut all.collect::<Vec<_>>(), effort);
        let wholes: Vec<Whole<'_>> = self
            .divided
            .iter()
            .zip(searches.iter().zip(&bounds))
            .zip(extra)
            .map(|((divided, (searches, bounds)), extra)| self.join(divided, searches, bounds, extra))
            .collect();
        Ok(self.finish(wholes, effort))
    }

    /// Sensitive cells of a large part that none of its pieces has: they stand alone in a block's sum.
    fn unasked(&self, divided: &Divided) -> Vec<Left> {
        let places = |part: &Part| -> Vec<usize> {
            let cells = part.sensitive.iter();
            cells.map(|cell| part.places[cell.at]).collect()
        };
        let asked: BTreeSet<usize> = divided.more.iter().flat_map(places).collect();
        let all = places(&divided.whole).into_iter();
        all.filter(|place| !asked.contains(place))
            .flat_map(|place| [Side::Below, Side::Above, Side::Across].map(|side| (place, side)))
            .collect()
    }

    /// Hides more of a large part until what its pieces leave exposed is protected: the further cells by place in it,
    /// and the proof.
    fn cover(
        &self,
        divided: &Divided,
        pattern: &[bool],
        left: &[Left],
        effort: &mut Effort<'_>,
    ) -> Result<(Vec<usize>, Proof), Failed> {
        let mut proof = Proof::default();
        if left.is_empty() {
            return Ok((Vec::new(), proof));
        }
        let mut part = divided.whole.clone();
        let left: BTreeSet<Left> = left.iter().copied().collect();
        for cell in &mut part.sensitive {
            let is_left = |side| left.contains(&(part.places[cell.at], side));
            for (side, level) in [
                (Side::Below, &mut cell.lower),
                (Side::Above, &mut cell.upper),
                (Side::Across, &mut cell.sliding),
            ] {
                *level = if is_left(side) { *level } else { 0.0 };
            }
        }
        part.always.copy_from_slice(pattern);
        let most = part.weight.iter().copied().max().unwrap_or(1).max(1);
        let prices: Vec<f64> = part
            .weight
            .iter()
            .map(|&own| super::master::weight(own) / super::master::weight(most))
            .collect();
        let mut attack = Attack::new(&part);
        let tried = greedy::pattern(&part, &prices, effort)?;
        let verdict = match tried {
            Some(tried) => judge(&part, &mut attack, &tried, usize::MAX, effort)?,
            None => Verdict::Broken(Vec::new()),
        };
        let journal = match verdict {
            Verdict::Safe(journal) => journal,
            Verdict::Broken(_) => {
                let everything = vec![true; pattern.len()];
                match judge(&part, &mut attack, &everything, usize::MAX, effort)? {
                    Verdict::Safe(journal) => journal,
                    Verdict::Broken(broken) => {
                        let at = broken
                            .iter()
                            .map(|(exposure, _)| part.sensitive[exposure.sensitive].at);
                        let id = |at: usize| self.problem.cells()[part.places[at]].id;
                        return Err(Failed::Exposed(at.map(id).collect()));
                    }
                }
            }
        };
        proof.add(self.problem, &part, &journal);
        let moved = journal.tables.iter().flatten().map(|&(at, _)| at);
        let further: BTreeSet<usize> = moved.filter(|&at| !divided.whole.always[at]).collect();
        Ok((further.into_iter().collect(), proof))
    }

    /// The patterns of a part's pieces as one.
    fn join<'b>(
        &self,
        divided: &'b Divided,
        searches: &[Search<'_>],
        bounds: &[Search<'_>],
        (further, mut proof): (Vec<usize>, Proof),
    ) -> Whole<'b> {
        let mut pattern = divided.whole_pattern(searches);
        further.into_iter().for_each(|at| pattern[at] = true);
        for search in searches {
            proof.add(self.problem, search.part(), search.journal());
        }
        let used = if divided.is_large { bounds } else { searches };
        let bound = used
            .iter()
            .map(|search| search.bound() - search.part().cost_of_sensitive())
            .sum();
        Whole {
            divided,
            pattern,
            proof,
            bound,
        }
    }

    /// Large parts as a whole, from what their pieces gave.
    fn finish(&self, wholes: Vec<Whole<'_>>, effort: &mut Effort<'_>) -> Best {
        let mut searches: Vec<Option<Search<'_>>> = wholes
            .iter()
            .map(|whole| {
                let part = &whole.divided.whole;
                let reached = part.cost(&whole.pattern) - part.cost_of_sensitive();
                let open = whole.divided.is_large && whole.bound < reached && !effort.is_spent();
                open.then(|| Search::from(part, whole.pattern.clone(), Journal::new(part)))
            })
            .collect();
        in_turns(&mut searches.iter_mut().flatten().collect::<Vec<_>>(), effort);
        let mut best = Best::default();
        for (mut whole, search) in wholes.into_iter().zip(searches) {
            let part = &whole.divided.whole;
            if let Some(search) = search {
                whole.bound = whole.bound.max(search.bound() - part.cost_of_sensitive());
                if search.pattern() != whole.pattern {
                    whole.pattern = search.pattern().to_vec();
                    whole.proof = Proof::default();
                    whole.proof.add(self.problem, part, search.journal());
                }
            }
            best.hidden.extend(part.hidden(&whole.pattern));
            best.bound += whole.bound;
            best.proof.append(whole.proof);
        }
        best
    }
}

impl Divided {
    /// The patterns of the pieces as one of the part.
    fn whole_pattern(&self, searches: &[Search<'_>]) -> Vec<bool> {
        let mut pattern = self.whole.always.clone();
        for search in searches {
            for place in search.part().hidden(search.pattern()) {
                if let Ok(at) = self.whole.places.binary_search(&place) {
                    pattern[at] = true;
                }
            }
        }
        pattern
    }
}

/// A search that starts with everything hidden, whose tables are at hand.
fn begin<'a>(part: &'a Part, journal: &Journal) -> Search<'a> {
    Search::from(part, vec![true; part.places.len()], journal.clone())
}

/// A search whose pattern is not used unless it finds one itself.
fn hidden_all(part: &Part) -> Search<'_> {
    begin(part, &Journal::new(part))
}

/// Lets every search go on in its turn, until all are done or the effort is over.
fn in_turns(searches: &mut [&mut Search<'_>], effort: &mut Effort<'_>) {
    let mut units = FIRST;
    while !effort.is_spent() && searches.iter().any(|search| !search.is_done()) {
        for search in searches.iter_mut() {
            effort.slice(units, |effort| search.go_on(effort));
        }
        units = units.saturating_mul(2);
    }
}

/// The tables of a piece all of whose cells are hidden. What nothing protects there is taken off its levels and returned.
fn secure(piece: &mut Part, effort: &mut Effort<'_>) -> Result<(Journal, Vec<Left>), Stopped> {
    let (journal, exposed) = attack_everything(piece, effort)?;
    let mut left = Vec::new();
    for exposure in exposed {
        let cell = &mut piece.sensitive[exposure.sensitive];
        left.push((piece.places[cell.at], exposure.side));
        if cell.sliding <= cell.lower + cell.upper {
            // What both sides imply is not asked for on its own once a side is off.
            cell.sliding = 0.0;
        }
        match exposure.side {
            Side::Below => cell.lower = 0.0,
            Side::Above => cell.upper = 0.0,
            Side::Across => cell.sliding = 0.0,
        }
    }
    Ok((journal, left))
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

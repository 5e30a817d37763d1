//! Whether a candidate may be told: what a reader can find with it that they could not find without.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::{Bounds, Secret, secrets};
use super::classes::{MeasureId, Set};
use super::closure::{self, Computed, left_of};
use super::danger::{Lines, told};
use super::entry::{Entry, Measured, Origin};
use super::nested;
use super::refused::{Exposure, Left, Refused, Term, Whom};
use super::truth::Truth;
use super::view::{Fact, View, link};

/// How thoroughly sets that a reader can compute were searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Every set was.
    Every,
    /// Only those of two steps, since there are too many; see the module's page.
    TwoSteps,
}

/// The candidate may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admitted {
    /// How thoroughly it was searched.
    pub depth: Depth,
    /// Whether it told anything that no earlier entry had told of these people. If not, or if nothing of them was told
    /// before and the release was audited when it was made, nothing had to be searched.
    pub searched: bool,
}

/// Whether new counts are seen now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renewal {
    /// They are: the candidate takes the place of the earlier release.
    Now(Admitted),
    /// They are not yet: what was told stays as it was, and is all that is shown.
    Later(Box<Refused>),
}

/// Whether a candidate may be told after the earlier entries.
///
/// # Errors
/// [`Refused::Exposes`] when it adds to what earlier entries give away, see the module's page; the other kinds when the
/// entries, the links and the truth do not fit together, or are too large to audit.
pub fn admit(earlier: &[Entry], candidate: &Entry, truth: &Truth) -> Result<Admitted, Refused> {
    let mut ids = BTreeSet::new();
    for entry in earlier.iter().chain([candidate]) {
        let reason = if ids.insert(&entry.id) {
            entry.flaw()
        } else {
            Some("the id is used twice".to_owned())
        };
        if let Some(reason) = reason {
            let entry = entry.id.clone();
            return Err(Refused::Flawed { entry, reason });
        }
    }
    let nothing = Admitted {
        depth: Depth::Every,
        searched: false,
    };
    let Some((stand, bound)) = link(candidate, truth)? else {
        return Ok(nothing);
    };
    let mut linked = Vec::new();
    for entry in earlier {
        linked.extend(link(entry, truth)?.map(|(stand, bound)| (entry, stand, bound)));
    }
    if linked.is_empty() && candidate.origin == Origin::Release {
        return Ok(nothing);
    }
    linked.push((candidate, stand, bound));
    let view = View::new(truth, &linked)?;
    let mut admitted = nothing;
    for channel in channels(&view) {
        let audit = Audit::new(&view, channel);
        admitted.searched = true;
        admitted.depth = admitted.depth.max(audit.run()?);
    }
    Ok(admitted)
}

/// Whether the counts of people from whom some withdrew may be told now, or those told before stay: an answer withdrawn
/// after the seal is seen only from the next release that the ledger passes. The candidate is the release as it would be
/// now, of a later edition of the same population.
pub fn renew(earlier: &[Entry], candidate: &Entry, truth: &Truth) -> Renewal {
    match admit(earlier, candidate, truth) {
        Ok(admitted) => Renewal::Now(admitted),
        Err(refused) => Renewal::Later(Box::new(refused)),
    }
}

/// The systems in which the candidate tells something that nobody told before: people alone, or a measure with people.
fn channels<'a>(view: &'a View<'_>) -> Vec<Option<&'a MeasureId>> {
    let candidate = view.candidate();
    let own = || view.facts.iter().filter(|fact| fact.entry == candidate);
    let earlier = || view.facts.iter().filter(|fact| fact.entry != candidate);
    let told: BTreeSet<(usize, (u32, u32))> = earlier().filter_map(people).collect();
    let people_are_new = own().filter_map(people).any(|own| !told.contains(&own));
    let is_new = |measure: &MeasureId| {
        own().any(|fact| {
            let shown = fact.measures.get(measure);
            shown.is_some_and(|shown| matches!(shown, Measured::Shown { .. }))
                && !earlier().any(|other| other.set == fact.set && other.measures.get(measure) == shown)
        })
    };
    let measures = view
        .measures()
        .into_iter()
        .filter(|measure| people_are_new || is_new(measure));
    people_are_new
        .then_some(None)
        .into_iter()
        .chain(measures.map(Some))
        .collect()
}

fn people(fact: &Fact<'_>) -> Option<(usize, (u32, u32))> {
    Some((fact.set, fact.people?.range()?))
}

/// What a reader can find, in an order of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Computed(Set),
    Bounded(Secret, Left),
}

struct Hit {
    left: Left,
    terms: Vec<Term>,
    divisor: i64,
}

/// The audit of one system.
struct Audit<'a> {
    view: &'a View<'a>,
    measure: Option<&'a MeasureId>,
    lines: Lines,
    secrets: BTreeMap<Secret, Whom>,
}

impl<'a> Audit<'a> {
    fn new(view: &'a View<'a>, measure: Option<&'a MeasureId>) -> Self {
        Self {
            view,
            measure,
            lines: Lines::new(view, measure),
            secrets: secrets(view, measure).into_iter().collect(),
        }
    }

    fn run(&self) -> Result<Depth, Refused> {
        let all = vec![true; self.view.entries.len()];
        let (with, depth) = self.hits(&all)?;
        if with.is_empty() {
            return Ok(depth);
        }
        let mut before = all.clone();
        before[self.view.candidate()] = false;
        let (without, _) = self.hits(&before)?;
        let Some(key) = with.keys().find(|key| !without.contains_key(*key)) else {
            return self.narrowed(with.keys(), &all, &before).map(|()| depth);
        };
        let gives = |mask: &[bool]| Ok(self.hits(mask)?.0.contains_key(key));
        let mask = self.fewest(gives)?;
        let (hits, _) = self.hits(&mask)?;
        let hit = hits.get(key).or_else(|| with.get(key));
        let Some(hit) = hit else { return Ok(depth) };
        let whom = match key {
            Key::Computed(_) => Whom::Rest,
            Key::Bounded(secret, _) => self.secrets.get(secret).cloned().unwrap_or(Whom::Rest),
        };
        Err(self.refusal(&mask, whom, hit))
    }

    fn refusal(&self, mask: &[bool], whom: Whom, hit: &Hit) -> Refused {
        let entries = self.view.entries.iter().zip(mask).take(self.view.candidate());
        Refused::Exposes(Box::new(Exposure {
            with: entries
                .filter(|(_, used)| **used)
                .map(|(entry, _)| entry.id.clone())
                .collect(),
            measure: self.measure.map(|measure| measure.1.clone()),
            whom,
            left: hit.left,
            terms: hit.terms.clone(),
            divisor: hit.divisor,
        }))
    }

    /// Secrets that are out anyway must not come out further.
    fn narrowed<'k>(
        &self,
        keys: impl Iterator<Item = &'k Key>,
        all: &[bool],
        before: &[bool],
    ) -> Result<(), Refused> {
        let mut secrets: Vec<Secret> = keys
            .filter_map(|key| match key {
                Key::Bounded(secret, _) => Some(*secret),
                Key::Computed(_) => None,
            })
            .collect();
        secrets.dedup();
        let system = |mask: &[bool], secret| Bounds::new(self.view, self.measure, mask, &[secret]);
        for secret in secrets {
            let now = system(all, secret)?.interval(secret);
            if now == system(before, secret)?.interval(secret) {
                continue;
            }
            let mask = self.fewest(|mask| Ok(system(mask, secret)?.interval(secret) == now))?;
            let hit = Hit {
                left: Left::Narrower,
                terms: Vec::new(),
                divisor: 1,
            };
            let whom = self.secrets.get(&secret).cloned().unwrap_or(Whom::Rest);
            return Err(self.refusal(&mask, whom, &hit));
        }
        Ok(())
    }

    /// The fewest earlier entries with which the candidate gives something away: none, one or two are all tried; more
    /// are found by leaving out one after the other.
    fn fewest(&self, gives: impl Fn(&[bool]) -> Result<bool, Refused>) -> Result<Vec<bool>, Refused> {
        let earlier = self.view.candidate();
        let of = |used: &[usize]| -> Vec<bool> {
            (0..=earlier)
                .map(|at| at == earlier || used.contains(&at))
                .collect()
        };
        if gives(&of(&[]))? {
            return Ok(of(&[]));
        }
        for one in 0..earlier {
            if gives(&of(&[one]))? {
                return Ok(of(&[one]));
            }
        }
        for one in 0..earlier {
            for other in one + 1..earlier {
                if gives(&of(&[one, other]))? {
                    return Ok(of(&[one, other]));
                }
            }
        }
        let mut mask = vec![true; earlier + 1];
        for at in 0..earlier {
            mask[at] = false;
            mask[at] = !gives(&mask)?;
        }
        Ok(mask)
    }

    /// What a reader of the marked entries can find.
    fn hits(&self, mask: &[bool]) -> Result<(BTreeMap<Key, Hit>, Depth), Refused> {
        let (computed, facts, depth) = self.computed(mask)?;
        let mut hits = BTreeMap::new();
        for found in computed {
            let Some(left) = left_of(&self.lines, &found.set) else {
                continue;
            };
            let terms = found
                .factors
                .iter()
                .map(|&(at, factor)| self.term(facts[at], factor));
            let hit = Hit {
                left,
                terms: terms.collect(),
                divisor: found.divisor,
            };
            hits.insert(Key::Computed(found.set), hit);
        }
        if !self.secrets.is_empty() {
            let secrets: Vec<Secret> = self.secrets.keys().copied().collect();
            for out in Bounds::new(self.view, self.measure, mask, &secrets)?.out() {
                let hit = Hit {
                    left: out.left,
                    terms: out.terms,
                    divisor: out.divisor,
                };
                hits.insert(Key::Bounded(out.secret, hit.left), hit);
            }
        }
        Ok((hits, depth))
    }

    /// Dangerous sets that can be computed, with the facts that their factors are about.
    fn computed(&self, mask: &[bool]) -> Result<(Vec<Computed>, Vec<&'a Fact<'a>>, Depth), Refused> {
        let mut seen = BTreeSet::new();
        let exact = |fact: &&Fact<'_>| mask[fact.entry] && told(fact, self.measure).is_some();
        let facts: Vec<&Fact<'_>> = self
            .view
            .facts
            .iter()
            .filter(exact)
            .filter(|fact| seen.insert(fact.set))
            .collect();
        let sets: Vec<&Set> = facts.iter().map(|fact| &self.view.sets[fact.set]).collect();
        let size = self.view.classes.people.len();
        let mut columns: Vec<usize> = (0..size).filter(|&class| self.lines.counts(class) > 0).collect();
        columns.sort_by_key(|&class| (std::cmp::Reverse(self.lines.counts(class)), class));
        if let Ok(found) = closure::dangerous(&sets, &columns, size, &self.lines) {
            return Ok((found, facts, Depth::Every));
        }
        let family = |fact: &&Fact<'_>| {
            let dimensions: Vec<String> = fact.group.levels.keys().cloned().collect();
            (fact.entry, fact.group.place.clone(), dimensions)
        };
        let families: Vec<_> = facts.iter().map(family).collect();
        match nested::dangerous(&sets, &families, &self.lines) {
            Ok(found) => Ok((found, facts, Depth::TwoSteps)),
            Err(closure::Exhausted) => Err(Refused::TooLarge {
                what: "sets of people",
                found: sets.len(),
                most: nested::STEP,
            }),
        }
    }

    fn term(&self, fact: &Fact<'_>, factor: i64) -> Term {
        Term {
            entry: self.view.entries[fact.entry].id.clone(),
            group: fact.group.clone(),
            factor,
            people: told(fact, self.measure).unwrap_or(0),
        }
    }
}

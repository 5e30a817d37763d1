//! Everything that linked entries told, as facts about sets of classes, checked against what is so.

use std::collections::{BTreeMap, BTreeSet};

use super::classes::{Classes, MeasureId, Set};
use super::entry::{Entry, Group, Measured, Stand, Told};
use super::refused::Refused;
use super::truth::{Link, Truth};

/// What an entry told of a set of people.
#[derive(Debug, Clone)]
pub(super) struct Fact<'a> {
    /// The entry, by its place in [`View::entries`].
    pub entry: usize,
    pub group: &'a Group,
    pub set: usize,
    pub people: Option<Told>,
    pub measures: BTreeMap<MeasureId, &'a Measured>,
}

/// People of a group who are part of one stand and not of another.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub group: Group,
    pub set: usize,
}

/// All that is told, in one system. The candidate is the last entry.
#[derive(Debug, Clone)]
pub(super) struct View<'a> {
    pub truth: &'a Truth,
    pub entries: Vec<&'a Entry>,
    pub facts: Vec<Fact<'a>>,
    pub changes: Vec<Change>,
    pub sets: Vec<Set>,
    pub classes: Classes,
}

/// How the people of an entry stand to those of the truth: just a stand, or an upper bound of one; none when apart.
pub(super) fn link(entry: &Entry, truth: &Truth) -> Result<Option<(Stand, bool)>, Refused> {
    if truth.kin.iter().any(|kin| kin.stands.contains(&entry.stand)) {
        return Ok(Some((entry.stand.clone(), false)));
    }
    match truth.links.get(&entry.stand.population) {
        Some(Link::Apart) => Ok(None),
        Some(Link::Same(stand)) => Ok(Some((stand.clone(), false))),
        Some(Link::Holds(stand)) => Ok(Some((stand.clone(), true))),
        None => Err(Refused::Unlinked {
            entry: entry.id.clone(),
            population: entry.stand.population.clone(),
        }),
    }
}

/// Sets of kin in the making, each once.
struct Draft<'a> {
    truth: &'a Truth,
    dimensions: BTreeSet<&'a str>,
    sets: Vec<Set>,
    known: BTreeMap<Set, usize>,
}

impl<'a> Draft<'a> {
    fn new(truth: &'a Truth) -> Self {
        let dimensions = truth
            .kin
            .iter()
            .flat_map(|kin| kin.levels.keys().map(String::as_str));
        Self {
            truth,
            dimensions: dimensions.collect(),
            sets: Vec::new(),
            known: BTreeMap::new(),
        }
    }

    fn add(&mut self, set: Set) -> usize {
        let next = self.sets.len();
        *self.known.entry(set.clone()).or_insert_with(|| {
            self.sets.push(set);
            next
        })
    }

    fn check(&self, entry: &Entry, group: &Group) -> Result<(), Refused> {
        let unknown = |what, name: &str| {
            Err(Refused::Unknown {
                entry: entry.id.clone(),
                what,
                name: name.to_owned(),
            })
        };
        let is_place = self.truth.places.contains_key(&group.place)
            || self.truth.kin.iter().any(|kin| kin.place == group.place);
        if !is_place {
            return unknown("place", &group.place);
        }
        let mut dimensions = group.levels.keys();
        match dimensions.find(|dimension| !self.dimensions.contains(dimension.as_str())) {
            Some(dimension) => unknown("dimension", dimension),
            None => Ok(()),
        }
    }

    /// Kin of a group in one stand and, if given, not in another.
    fn kin(&self, group: &Group, stand: &Stand, not: Option<&Stand>) -> Set {
        let parts = self.truth.places.get(&group.place);
        Set::of(self.truth.kin.len(), |at| {
            let kin = &self.truth.kin[at];
            let inside = kin.place == group.place || parts.is_some_and(|parts| parts.contains(&kin.place));
            let own = |dimension: &String| kin.levels.get(dimension);
            kin.stands.contains(stand)
                && inside
                && not.is_none_or(|not| !kin.stands.contains(not))
                && group
                    .levels
                    .iter()
                    .all(|(dimension, levels)| own(dimension).is_some_and(|own| !own.is_disjoint(levels)))
        })
    }
}

impl<'a> View<'a> {
    /// `linked` are entries with how they are linked; the candidate comes last.
    pub(super) fn new(truth: &'a Truth, linked: &[(&'a Entry, Stand, bool)]) -> Result<Self, Refused> {
        let mut draft = Draft::new(truth);
        let mut facts = Vec::new();
        for (at, (entry, stand, bound)) in linked.iter().enumerate() {
            for statement in &entry.statements {
                draft.check(entry, &statement.group)?;
                let kin = draft.kin(&statement.group, stand, None);
                let measures = statement.measures.iter().filter(|_| !bound);
                let key = |measure: &String| (stand.population.clone(), measure.clone());
                facts.push(Fact {
                    entry: at,
                    group: &statement.group,
                    set: draft.add(kin),
                    people: statement
                        .people
                        .and_then(|told| if *bound { at_most(told) } else { Some(told) }),
                    measures: measures.map(|(measure, told)| (key(measure), told)).collect(),
                });
            }
        }
        let stands: BTreeSet<&Stand> = linked.iter().map(|(_, stand, _)| stand).collect();
        let changes = changes(&mut draft, &stands, &facts);
        let (classes, sets) = Classes::new(truth, &draft.sets)?;
        let view = Self {
            truth,
            entries: linked.iter().map(|(entry, ..)| *entry).collect(),
            facts,
            changes,
            sets,
            classes,
        };
        view.facts.iter().try_for_each(|fact| view.check(fact))?;
        Ok(view)
    }

    pub(super) fn candidate(&self) -> usize {
        self.entries.len() - 1
    }

    /// The measures that anybody told something of.
    pub(super) fn measures(&self) -> BTreeSet<&MeasureId> {
        self.facts.iter().flat_map(|fact| fact.measures.keys()).collect()
    }

    /// Whether what was told is so.
    fn check(&self, fact: &Fact<'_>) -> Result<(), Refused> {
        let entry = &self.entries[fact.entry].id;
        let fits = |told: Told, counted: u32, what: &str| match told.range() {
            Some((low, high)) if counted < low || counted > high => Err(Refused::Contradicts {
                entry: entry.clone(),
                group: fact.group.clone(),
                told: format!("{what} {low} to {high}"),
                counted,
            }),
            _ => Ok(()),
        };
        let set = &self.sets[fact.set];
        if let Some(told) = fact.people {
            fits(told, self.classes.people_of(set), "people")?;
        }
        for (measure, told) in &fact.measures {
            let line = self.classes.line_of(measure, set);
            let Measured::Shown {
                asked,
                answered,
                counts,
            } = told
            else {
                continue;
            };
            if !self.classes.answers.contains_key(measure) || counts.len() != line.counts.len() {
                return Err(Refused::Unknown {
                    entry: entry.clone(),
                    what: "measure",
                    name: measure.1.clone(),
                });
            }
            fits(*answered, line.answered(), "answered")?;
            if let Some(asked) = asked {
                fits(*asked, line.answered() + line.unanswered, "asked")?;
            }
            for (told, counted) in counts.iter().zip(&line.counts) {
                fits(*told, *counted, "people in an option")?;
            }
        }
        Ok(())
    }
}

/// What is told of people among whom others are: no more than that.
fn at_most(told: Told) -> Option<Told> {
    told.range().map(|(_, high)| Told::Between { low: 0, high })
}

/// Who of any group told of is part of one stand and not of another.
fn changes(draft: &mut Draft<'_>, stands: &BTreeSet<&Stand>, facts: &[Fact<'_>]) -> Vec<Change> {
    let mut found = Vec::new();
    let groups: BTreeSet<&Group> = facts.iter().map(|fact| fact.group).collect();
    for group in groups.into_iter().filter(|_| stands.len() > 1) {
        for one in stands {
            for other in stands.iter().filter(|other| *other != one) {
                let kin = draft.kin(group, one, Some(other));
                if !kin.is_empty() {
                    let (group, set) = (group.clone(), draft.add(kin));
                    found.push(Change { group, set });
                }
            }
        }
    }
    found
}

//! How far a reader can bound hidden groups: everything told as one problem over classes, audited by [`crate::suppress`].

use std::collections::{BTreeMap, BTreeSet};

use super::classes::{MeasureId, Set};
use super::entry::{Measured, Told};
use super::refused::{Left, Refused, Term, Whom};
use super::view::{Fact, View};
use crate::Error;
use crate::suppress::{Cell, Knowledge, Levels, Numbers, Problem, Relation, Side, Status, audit, intervals};

/// The most unknowns in one system.
pub const CELLS_MOST: usize = 30_000;

/// What must stay unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Secret {
    /// How many people are in a set.
    People(usize),
    /// How many people of a set answered.
    Answered(usize),
    /// That nobody in a set chose another option than this.
    Same(usize, usize),
    /// That nobody in a set chose a favourable option.
    NoneFavourable(usize),
}

/// A secret that is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Out {
    pub secret: Secret,
    pub left: Left,
    pub terms: Vec<Term>,
    pub divisor: i64,
}

/// One system: people, and the answers to one measure if one is given.
pub(super) struct Bounds<'a> {
    view: &'a View<'a>,
    measure: Option<&'a MeasureId>,
    options: usize,
    problem: Problem,
    secrets: BTreeMap<u32, Secret>,
    told: BTreeMap<u32, usize>,
    hidden: BTreeSet<u32>,
}

/// Of whom a number was told, within a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    People,
    Asked,
    Answered,
    Option(usize),
}

struct Draft {
    cells: Vec<Cell>,
    relations: Vec<Relation>,
}

impl Draft {
    fn cell(&mut self, value: i64, status: Status, bounds: (i64, i64), levels: Levels) -> u32 {
        let id = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.cells.push(Cell {
            id,
            value,
            weight: 0,
            status,
            lower: bounds.0,
            upper: bounds.1,
            levels,
        });
        id
    }

    fn unknown(&mut self, value: u32) -> u32 {
        self.cell(
            value.into(),
            Status::Suppressible,
            (0, Problem::LARGEST),
            Levels::default(),
        )
    }

    /// A cell that is the sum of others.
    fn sum(&mut self, parts: Vec<u32>, cell: u32) {
        let mut terms: Vec<(u32, i64)> = parts.into_iter().map(|part| (part, 1)).collect();
        terms.push((cell, -1));
        self.relations.push(Relation { right: 0, terms });
    }
}

impl<'a> Bounds<'a> {
    /// What the entries marked in `mask` told.
    pub(super) fn new(
        view: &'a View<'a>,
        measure: Option<&'a MeasureId>,
        mask: &[bool],
        secrets: &[Secret],
    ) -> Result<Self, Refused> {
        let lines = measure.and_then(|measure| view.classes.answers.get(measure));
        let options = lines.map_or(0, |lines| {
            lines.iter().map(|line| line.counts.len()).max().unwrap_or(0)
        });
        let classes = view.classes.people.len();
        let found = classes * if lines.is_some() { options + 3 } else { 1 };
        if found > CELLS_MOST {
            let (what, most) = ("unknowns", CELLS_MOST);
            return Err(Refused::TooLarge { what, found, most });
        }
        let mut draft = Draft {
            cells: Vec::new(),
            relations: Vec::new(),
        };
        for &people in &view.classes.people {
            draft.unknown(people);
        }
        for class in 0..lines.map_or(0, |_| classes) {
            let line = lines.map(|lines| &lines[class]);
            let count = |option: usize| {
                line.and_then(|line| line.counts.get(option))
                    .copied()
                    .unwrap_or(0)
            };
            let unanswered = line.map_or(0, |line| line.unanswered);
            let asked = (0..options).map(count).sum::<u32>() + unanswered;
            let mut parts: Vec<u32> = (0..options).map(|option| draft.unknown(count(option))).collect();
            parts.push(draft.unknown(unanswered));
            parts.push(draft.unknown(view.classes.people[class].saturating_sub(asked)));
            draft.sum(parts, u32::try_from(class).unwrap_or(u32::MAX));
        }
        let mut bounds = Self {
            view,
            measure,
            options,
            problem: Problem::new(Vec::new(), Vec::new(), Numbers::Whole).map_err(|error| unfit(&error))?,
            secrets: BTreeMap::new(),
            told: BTreeMap::new(),
            hidden: BTreeSet::new(),
        };
        bounds.tell(&mut draft, mask);
        bounds.hide(&mut draft, secrets);
        let open = draft.cells.iter().filter(|cell| cell.status != Status::Fixed);
        bounds.hidden = open.map(|cell| cell.id).collect();
        bounds.problem =
            Problem::new(draft.cells, draft.relations, Numbers::Whole).map_err(|error| unfit(&error))?;
        Ok(bounds)
    }

    /// The unknowns of a set in a column.
    fn parts(&self, set: &Set, column: Column) -> Vec<u32> {
        let classes = self.view.classes.people.len();
        let width = self.options + 2;
        let first = |class: usize| classes + class * width;
        let of = |class: usize| match column {
            Column::People => class..class + 1,
            Column::Asked => first(class)..first(class) + self.options + 1,
            Column::Answered => first(class)..first(class) + self.options,
            Column::Option(option) => first(class) + option..first(class) + option + 1,
        };
        set.iter()
            .flat_map(of)
            .map(|id| u32::try_from(id).unwrap_or(u32::MAX))
            .collect()
    }

    fn value(draft: &Draft, parts: &[u32]) -> i64 {
        parts.iter().map(|&id| draft.cells[id as usize].value).sum()
    }

    fn tell(&mut self, draft: &mut Draft, mask: &[bool]) {
        let mut seen = BTreeSet::new();
        let view = self.view;
        for (at, fact) in view.facts.iter().enumerate().filter(|(_, fact)| mask[fact.entry]) {
            for (column, told) in columns(fact, self.measure) {
                let Some((low, high)) = told.range() else { continue };
                if !seen.insert((fact.set, column, low, high)) {
                    continue;
                }
                let parts = self.parts(&view.sets[fact.set], column);
                let value = Self::value(draft, &parts);
                let status = if low == high {
                    Status::Fixed
                } else {
                    Status::Suppressible
                };
                let cell = draft.cell(value, status, (low.into(), high.into()), Levels::default());
                draft.sum(parts, cell);
                self.told.insert(cell, at);
            }
        }
    }

    fn hide(&mut self, draft: &mut Draft, secrets: &[Secret]) {
        let least = i64::from(self.view.truth.protection.least());
        let marks = self
            .measure
            .and_then(|measure| self.view.truth.marks.get(&measure.1));
        for &secret in secrets {
            let (set, columns) = match secret {
                Secret::People(set) => (set, vec![Column::People]),
                Secret::Answered(set) => (set, vec![Column::Answered]),
                Secret::Same(set, option) => {
                    let others = (0..self.options).filter(|&other| other != option);
                    (set, others.map(Column::Option).collect())
                }
                Secret::NoneFavourable(set) => {
                    let marked = |&option: &usize| {
                        marks.is_some_and(|marks| marks.favourable.get(option) == Some(&true))
                    };
                    let options = (0..self.options).filter(marked);
                    (set, options.map(Column::Option).collect())
                }
            };
            let set = &self.view.sets[set];
            let parts: Vec<u32> = columns
                .into_iter()
                .flat_map(|column| self.parts(set, column))
                .collect();
            if parts.is_empty() {
                continue;
            }
            let value = Self::value(draft, &parts);
            let levels = match secret {
                Secret::People(_) | Secret::Answered(_) => Levels::of_small(value, least),
                // One other answer is all that must stay possible.
                Secret::Same(..) | Secret::NoneFavourable(_) => Levels::of_small(0, 1),
            };
            let cell = draft.cell(value, Status::Sensitive, (0, Problem::LARGEST), levels);
            draft.sum(parts, cell);
            self.secrets.insert(cell, secret);
        }
    }

    /// The secrets that are out.
    pub(super) fn out(&self) -> Vec<Out> {
        let exposed = audit(&self.problem, &self.hidden, &Knowledge::default());
        let found = exposed.into_iter().filter_map(|exposed| {
            let secret = *self.secrets.get(&exposed.id)?;
            let left = match (secret, exposed.side) {
                (Secret::Same(set, _) | Secret::NoneFavourable(set), _) => {
                    let measure = self.measure?;
                    Left::Alike(
                        self.view
                            .classes
                            .line_of(measure, &self.view.sets[set])
                            .answered(),
                    )
                }
                (_, Some(Side::Below)) => Left::NotNobody,
                _ => Left::NotEnough,
            };
            let recipe = exposed.recipes.first();
            let cells = recipe.map(|recipe| recipe.shown.iter().chain(&recipe.hidden));
            // Unknowns that nobody told of are taken to be nobody.
            let term = |&(id, factor, people): &(u32, i64, i64)| {
                let fact = &self.view.facts[*self.told.get(&id)?];
                Some(Term {
                    entry: self.view.entries[fact.entry].id.clone(),
                    group: fact.group.clone(),
                    factor,
                    people,
                })
            };
            Some(Out {
                secret,
                left,
                terms: cells.into_iter().flatten().filter_map(term).collect(),
                divisor: recipe.map_or(1, |recipe| recipe.divisor),
            })
        });
        found.collect()
    }

    /// How far the secret can be bounded, as whole numbers that may be.
    pub(super) fn interval(&self, secret: Secret) -> Option<(i64, i64)> {
        let id = self.secrets.iter().find(|(_, found)| **found == secret)?.0;
        let found = intervals(&self.problem, &self.hidden, &BTreeSet::from([*id]));
        found
            .first()
            .map(|interval| (whole(interval.low, true), whole(interval.high, false)))
    }
}

/// The whole number next to a bound, from within.
#[expect(
    clippy::cast_possible_truncation,
    reason = "bounds are within the numbers that a problem holds"
)]
fn whole(bound: f64, up: bool) -> i64 {
    let near = bound.round();
    let settled = if (bound - near).abs() < 1e-6 {
        near
    } else if up {
        bound.ceil()
    } else {
        bound.floor()
    };
    settled.clamp(-1e15, 1e15) as i64
}

fn unfit(error: &Error) -> Refused {
    Refused::Flawed {
        entry: "the whole".to_owned(),
        reason: error.to_string(),
    }
}

/// What a fact tells in a system, by column.
fn columns(fact: &Fact<'_>, measure: Option<&MeasureId>) -> Vec<(Column, Told)> {
    let mut found: Vec<(Column, Told)> = fact
        .people
        .map(|told| (Column::People, told))
        .into_iter()
        .collect();
    let measured = measure.and_then(|measure| fact.measures.get(measure));
    if let Some(Measured::Shown {
        asked,
        answered,
        counts,
    }) = measured
    {
        found.extend(asked.map(|told| (Column::Asked, told)));
        found.push((Column::Answered, *answered));
        found.extend(
            counts
                .iter()
                .enumerate()
                .map(|(option, &told)| (Column::Option(option), told)),
        );
    }
    found
}

/// What must stay unknown in a system: the small groups that some entry hides, hidden groups that answered alike, and
/// changes of few people.
pub(super) fn secrets(view: &View<'_>, measure: Option<&MeasureId>) -> Vec<(Secret, Whom)> {
    let least = view.truth.protection.least();
    let small = |people: u32| people > 0 && people < least;
    let mut found: BTreeMap<Secret, Whom> = BTreeMap::new();
    for fact in &view.facts {
        let set = &view.sets[fact.set];
        let whom = Whom::Group(fact.group.clone());
        if fact.people.is_some_and(Told::is_open) && small(view.classes.people_of(set)) {
            found
                .entry(Secret::People(fact.set))
                .or_insert_with(|| whom.clone());
        }
        let Some(measure) = measure else { continue };
        let line = view.classes.line_of(measure, set);
        let marks = view.truth.marks.get(&measure.1).cloned().unwrap_or_default();
        let (answers_open, options_open) = match fact.measures.get(measure) {
            None => (false, false),
            Some(Measured::Hidden { .. }) => (true, true),
            Some(Measured::Shown { answered, counts, .. }) => {
                (answered.is_open(), counts.iter().any(|told| told.is_open()))
            }
        };
        if answers_open && small(line.answered()) {
            found
                .entry(Secret::Answered(fact.set))
                .or_insert_with(|| whom.clone());
        }
        if options_open && line.answered() > 0 {
            let chosen = line.counts.iter().position(|&count| count > 0).unwrap_or(0);
            if line.same(&marks) {
                found
                    .entry(Secret::Same(fact.set, chosen))
                    .or_insert_with(|| whom.clone());
            }
            if line.none_favourable(&marks) {
                found.entry(Secret::NoneFavourable(fact.set)).or_insert(whom);
            }
        }
    }
    for change in &view.changes {
        let set = &view.sets[change.set];
        let whom = || Whom::Change(change.group.clone());
        if small(view.classes.people_of(set)) {
            found.entry(Secret::People(change.set)).or_insert_with(whom);
        }
        if measure.is_some_and(|measure| small(view.classes.line_of(measure, set).answered())) {
            found.entry(Secret::Answered(change.set)).or_insert_with(whom);
        }
    }
    found.into_iter().collect()
}

//! What makes a set of people dangerous to know: they are few, or they all answered alike.

use super::classes::{MeasureId, Set};
use super::closure::Danger;
use super::entry::{Measured, Told};
use super::refused::Left;
use super::truth::{Marks, TrueLine};
use super::view::{Fact, View};

/// What is so of each class in a system, as lines of numbers: not answered, then per option. People without a measure
/// are one option.
pub(super) struct Lines {
    least: u32,
    marks: Marks,
    /// Whether anybody told how many were asked.
    asked: bool,
    of_class: Vec<Vec<u32>>,
}

impl Lines {
    pub(super) fn new(view: &View<'_>, measure: Option<&MeasureId>) -> Self {
        let least = view.truth.protection.least();
        let Some(measure) = measure else {
            let marks = Marks {
                favourable: Vec::new(),
                alike_is_harmless: true,
            };
            let lines = view
                .classes
                .people
                .iter()
                .map(|&people| vec![0, people])
                .collect();
            return Self {
                least,
                marks,
                asked: false,
                of_class: lines,
            };
        };
        let asked = |fact: &Fact<'_>| {
            matches!(
                fact.measures.get(measure),
                Some(Measured::Shown { asked: Some(_), .. })
            )
        };
        let lines = (0..view.classes.people.len()).map(|class| {
            let set = Set::of(view.classes.people.len(), |at| at == class);
            let line = view.classes.line_of(measure, &set);
            std::iter::once(line.unanswered).chain(line.counts).collect()
        });
        Self {
            least,
            marks: view.truth.marks.get(&measure.1).cloned().unwrap_or_default(),
            asked: view.facts.iter().any(asked),
            of_class: lines.collect(),
        }
    }

    /// What counts as being in a class: having answered, or having been asked where that was told.
    pub(super) fn counts(&self, class: usize) -> u32 {
        let line = &self.of_class[class];
        line[1..].iter().sum::<u32>() + if self.asked { line[0] } else { 0 }
    }

    fn alike(&self, line: &[u32]) -> bool {
        let line = TrueLine {
            unanswered: line[0],
            counts: line[1..].to_vec(),
        };
        line.same(&self.marks) || line.none_favourable(&self.marks)
    }
}

/// The exact number that a fact tells in this system.
pub(super) fn told(fact: &Fact<'_>, measure: Option<&MeasureId>) -> Option<i64> {
    let told = match measure {
        None => fact.people?,
        Some(measure) => match fact.measures.get(measure)? {
            Measured::Shown { answered, .. } => *answered,
            Measured::Hidden { .. } => return None,
        },
    };
    match told {
        Told::Count(count) => Some(count.into()),
        Told::Hidden { .. } | Told::Between { .. } => None,
    }
}

impl Danger for Lines {
    fn line(&self, class: usize) -> &[u32] {
        &self.of_class[class]
    }

    fn is_possible(&self, line: &[u32]) -> bool {
        line.is_empty() || line[1..].iter().sum::<u32>() < self.least || self.alike(line)
    }

    fn left(&self, line: &[u32]) -> Option<Left> {
        if line.is_empty() {
            return None;
        }
        let answered: u32 = line[1..].iter().sum();
        let asked = answered + line[0];
        if answered > 0 && answered < self.least {
            return Some(Left::Few(answered));
        }
        if self.asked && asked > 0 && asked < self.least {
            return Some(Left::Few(asked));
        }
        (answered > 0 && self.alike(line)).then_some(Left::Alike(answered))
    }
}

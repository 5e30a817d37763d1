//! What the scales of a wave are worth: how dependable they are, what their items say, whether they mean the same to
//! different groups, and whether they tell schools apart. Figures of *everyone*, and comparisons of groups that the
//! release of the same wave shows.
//!
//! # What is told
//! A scale is accounted for only when the release shows everyone's row of its own table and of each of its items'. Then
//! 1. every figure is about at least *least* people, and at least as many as its method needs (below);
//! 2. of two sets of people of which one contains the other (everyone and those who answered every item; everyone and
//!    those who show no sign of careless answering), both are told only when they are alike or the larger has at least
//!    *least* people more, so that no subtraction leaves fewer;
//! 3. groups are compared only when the release shows them in all these tables; a level of a single dimension with the
//!    largest shown one, so that nobody of a hidden level enters, a level of a multiple dimension with everyone without
//!    it, as the release does. A level that is not shown leaves no trace: not its name, not its size, not a gap;
//! 4. schools enter when they are shown and at least *least* of their people have a score; no school is named, and only
//!    the number of those that entered is told;
//! 5. numbers of people are given of everyone only, and figures are rounded to what a reader can use (coefficients and
//!    probabilities to three decimals, parameters and points to two, log-likelihoods to whole numbers), so that they
//!    cannot be solved for single answers;
//! 6. "protected" is the one word for everything withheld to protect people. The other reasons ([`Why`]) are of the
//!    method, and hold of sets that are told.
//!
//! # How many people a method needs
//! | what | at least | source |
//! | --- | --- | --- |
//! | reliability, items, signs | [`PEOPLE_FOR_RELIABILITY`] | Yurdugül 2008, Hacettepe University Journal of Education 35:397–405 |
//! | item response model | [`PEOPLE_FOR_MODEL`], 3 items | de Ayala 2009, The Theory and Practice of Item Response Theory, p. 223 |
//! | comparison of groups | [`PEOPLE_FOR_COMPARISON`] in each | Scott and others 2009, Journal of Clinical Epidemiology 62:288–295; Zwick 2012, ETS RR-12-08 |
//! | schools | [`SCHOOLS`] | Maas and Hox 2005, Methodology 1:86–92 (and say that variances are rough below 50) |
//!
//! Reversed items are turned before anything is computed. Everything is a function of answers and arguments alone.

mod account;
mod careless;
mod fairness;
mod figure;
mod gate;
mod model;
mod reliability;
mod schools;
mod shown;

pub use account::{
    Account, AlphaFigure, Careless, CarelessScale, Comparison, Differences, Effect, Invariance, ItemFairness,
    ItemFit, ItemModel, Model, ModelKind, Opposite, PointOfScale, Quality, Reliability, ScaleQuality,
    Schools, Verdict,
};
pub use figure::{Figure, Why};
pub use gate::{PEOPLE_FOR_COMPARISON, PEOPLE_FOR_MODEL, PEOPLE_FOR_RELIABILITY, SCHOOLS};
pub use schools::SchoolsOf;
pub use shown::Shown;

use measure::reliability::ScaleAnswers;
use tally::Answers;

use crate::ask::AskScale;
use crate::{Ask, Error, Protection, Released};
use careless::Signed;
use gate::Gate;

/// Everything the statistics of one scale need.
struct Scale<'a> {
    /// The scale as asked for.
    ask: &'a AskScale,
    /// Everybody's values, reversed items turned.
    values: ScaleAnswers,
    /// The protection and the thresholds.
    gate: Gate,
}

/// Accounts for the scales of an ask. `shown` is what the release of the same answers and ask shows; `schools` says how
/// people lie in schools, if they do.
///
/// # Errors
/// [`Error::ScaleItem`] and [`Error::Answers`] when the ask does not fit the answers, [`Error::Measure`] for an item
/// with one option or too many pairs of values. Whatever cannot be told or computed is no error: the figure says so.
pub fn quality(
    answers: &Answers,
    ask: &Ask,
    protection: Protection,
    shown: &Shown,
    schools: Option<&SchoolsOf<'_>>,
) -> Result<Released<Quality>, Error> {
    let gate = Gate::new(protection);
    let signed = Signed::new(answers, ask, gate, shown)?;
    let school_of = schools
        .map(|schools| schools.of_people(answers))
        .transpose()?
        .flatten();
    let of_scale = |scale: &AskScale| {
        let items = positions(answers, ask, scale)?;
        let told = Scale {
            ask: scale,
            values: ScaleAnswers::of_wave(answers, &items)?,
            gate,
        };
        let figures = if shown.everyone(&scale.scale) {
            told.account(answers, ask, shown, (&signed, school_of.as_ref()))?
        } else {
            Figure::Withheld(Why::Protected)
        };
        Ok(ScaleQuality {
            scale: scale.scale.clone(),
            items: scale.items.clone(),
            figures,
        })
    };
    let scales = ask.scales.iter().map(of_scale).collect::<Result<_, Error>>()?;
    Ok(Released::seal(Quality {
        least: protection.least(),
        careless: signed.told(),
        scales,
    }))
}

/// Where a scale's items stand in the answers, and whether each is reversed.
fn positions(answers: &Answers, ask: &Ask, scale: &AskScale) -> Result<Vec<(usize, bool)>, Error> {
    let position = |id: &String| {
        let item = ask.items.iter().find(|item| item.item == *id);
        let item = item.ok_or_else(|| Error::ScaleItem {
            scale: scale.scale.clone(),
            item: id.clone(),
        })?;
        Ok((answers.item_at(id)?, item.reversed))
    };
    scale.items.iter().map(position).collect()
}

impl Scale<'_> {
    fn account(
        &self,
        answers: &Answers,
        ask: &Ask,
        shown: &Shown,
        (signed, schools): (&Signed, Option<&schools::SchoolOf>),
    ) -> Result<Figure<Account>, Error> {
        let answered = self.answered();
        let people = answered.iter().filter(|count| **count > 0).count();
        if !self.gate.tells(people) {
            return Ok(Figure::Withheld(Why::Protected));
        }
        let complete = answered
            .iter()
            .filter(|count| **count == self.values.items())
            .count();
        let told_complete = self.gate.tells(complete) && self.gate.apart(people, complete);
        Ok(Figure::Value(Account {
            people: gate::count(people),
            complete: Figure::when(told_complete, || gate::count(complete)),
            reliability: self.reliability(people, told_complete),
            model: self.model(people),
            fairness: self.fairness(answers, ask, shown)?,
            schools: schools.map(|schools| self.schools(&schools.shown(shown, &self.ask.scale))),
            careless: self.careless(signed, &answered),
        }))
    }

    /// How many of the scale's items each person answered.
    fn answered(&self) -> Vec<usize> {
        let mut answered = vec![0; self.values.people()];
        for item in 0..self.values.items() {
            for (count, &value) in answered.iter_mut().zip(self.values.values(item)) {
                *count += usize::from(value != 0);
            }
        }
        answered
    }

    /// Id of the item at a position of the scale.
    fn item(&self, at: usize) -> String {
        self.ask.items[at].clone()
    }
}

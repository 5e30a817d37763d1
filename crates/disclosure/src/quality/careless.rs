//! Soft signs that questions were not read, and what the scales are without those who show them.

use measure::reliability::person_means;
use measure::validity::{Limits, Sheet, Signs};
use tally::Answers;

use super::account::{Careless, CarelessScale};
use super::figure::{Figure, Why};
use super::gate::{Gate, PEOPLE_FOR_RELIABILITY, coefficient, points};
use super::reliability::pairwise_alpha;
use super::{Scale, Shown};
use crate::{Ask, Error};

/// The fewest items in which a run is a sign.
const ITEMS: usize = 10;

/// Distances less likely are a sign.
const UNLIKELY: f64 = 0.001;

/// Who shows signs, if that can be told.
pub(super) struct Signed {
    /// Per person, whether they show at least one.
    people: Result<Vec<bool>, Why>,
    items: usize,
    long_string: u32,
    share: Result<f64, Why>,
}

impl Signed {
    /// Looks over all items of scales, in the order of the ask; nothing where the release hides one of the scales. Other
    /// items stay out: the release may hide that all answered one of them alike.
    pub fn new(answers: &Answers, ask: &Ask, gate: Gate, shown: &Shown) -> Result<Self, Error> {
        let items = ask
            .items
            .iter()
            .filter(|item| ask.scales.iter().any(|scale| scale.items.contains(&item.item)))
            .map(|item| Ok(answers.items()[answers.item_at(&item.item)?].codes.as_slice()))
            .collect::<Result<Vec<_>, Error>>()?;
        let number = items.len();
        let long_string = u32::try_from(number.div_ceil(2).max(6)).unwrap_or(u32::MAX);
        let hidden = ask.scales.iter().any(|scale| !shown.everyone(&scale.scale));
        let signed = if hidden {
            Err(Why::Protected)
        } else if number < ITEMS {
            Err(Why::FewItems { least: ITEMS })
        } else {
            signs(items, long_string)
        };
        let share = signed.as_ref().map_err(|why| *why).and_then(|signed| {
            let count = signed.iter().filter(|signed| **signed).count();
            let rest = signed.len() - count;
            if !gate.tells(signed.len())
                || !gate.apart(signed.len(), rest)
                || !gate.apart(signed.len(), count)
            {
                return Err(Why::Protected);
            }
            let people = f64::from(super::gate::count(signed.len()));
            Ok(coefficient(f64::from(super::gate::count(count)) / people))
        });
        Ok(Self {
            people: signed,
            items: number,
            long_string,
            share,
        })
    }

    /// What is told of everyone.
    pub fn told(&self) -> Figure<Careless> {
        Figure::of(self.share.map(|share| Careless {
            items: self.items,
            long_string: self.long_string,
            share,
        }))
    }
}

fn signs(items: Vec<&[u8]>, long_string: u32) -> Result<Vec<bool>, Why> {
    let sheet = Sheet::new(items)?;
    let (runs, distances) = (sheet.long_strings(), sheet.mahalanobis()?);
    let limits = Limits {
        long_string: Some((&runs, long_string)),
        distance: Some((&distances, UNLIKELY)),
        ..Limits::default()
    };
    let signs: Vec<Signs> = limits.signs(sheet.people())?;
    Ok(signs.into_iter().map(|signs| signs.count() > 0).collect())
}

impl Scale<'_> {
    /// The scale with and without people who show signs; `answered` counts each person's answers to it.
    pub(super) fn careless(&self, signed: &Signed, answered: &[usize]) -> Figure<CarelessScale> {
        Figure::of(self.with_and_without(signed, answered))
    }

    fn with_and_without(&self, signed: &Signed, answered: &[usize]) -> Result<CarelessScale, Why> {
        signed.share?;
        let signed = signed.people.as_ref().map_err(|why| *why)?;
        let kept: Vec<bool> = signed.iter().map(|signed| !signed).collect();
        let with = answered.iter().filter(|count| **count > 0).count();
        let without = answered
            .iter()
            .zip(&kept)
            .filter(|(count, kept)| **count > 0 && **kept);
        let without = without.count();
        if without < self.gate.needs(PEOPLE_FOR_RELIABILITY) || !self.gate.apart(with, without) {
            return Err(Why::Protected);
        }
        let rest = self.values.of_people(&kept)?;
        Ok(CarelessScale {
            mean: (
                points(person_means(&self.values)?.0),
                points(person_means(&rest)?.0),
            ),
            alpha: (
                coefficient(pairwise_alpha(&self.values)?),
                coefficient(pairwise_alpha(&rest)?),
            ),
        })
    }
}

//! What a release is asked for, and what comes of it.

use tally::{Answers, Geography};

use super::count::Counted;
use super::{Making, distinct, place_of};
use crate::ask::{Ask, Protection};
use crate::frame::{Frame, described};
use crate::grid::Grid;
use crate::publication::{Enrolled, Place, Release, Told};
use crate::report::Report;
use crate::suppress::Budget;
use crate::{Error, Released};

/// Work that a search for a pattern may cost unless a [`Request`] says otherwise; see [`Budget`].
const WORK: u64 = 100_000;

/// What to release. The same request always makes the same release.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The answers.
    pub answers: &'a Answers,
    /// Where people are; none makes one report of everyone. Its groupings are not published.
    pub geography: Option<&'a Geography>,
    /// What to show.
    pub ask: &'a Ask,
    /// How strictly people are protected.
    pub protection: Protection,
    /// Public enrolment of groups.
    pub enrolled: Vec<Enrolled>,
    /// What is known of the numbers of people from elsewhere.
    pub told: Vec<Told>,
    /// A release whose hidden groups should stay the hidden ones, where that costs nothing.
    pub earlier: Option<&'a Release>,
    /// What each search for a cheapest pattern may cost; there are some for every table. A pattern found in haste is as safe,
    /// but hides more; one stopped at once hides everything. In a release of more than 1,000 cells, or than the budget's block,
    /// only the table of people is searched whole: the others begin with its pattern, and hide more along the cheapest circuits.
    pub budget: Budget<'a>,
    /// On how many threads; the release does not depend on it.
    pub threads: usize,
}

/// A release, and what only its makers may know.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// What may be published.
    pub release: Released<Release>,
    /// What may not.
    pub account: Account,
}

/// What was found while a release was made. It tells more than the release does, and must stay with who has the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// Small groups that a place next to theirs can narrow down by its own rows, whatever is hidden; each counted once for
    /// every such place.
    pub known_to_neighbours: usize,
    /// Groups of places hidden in the table of people: those of too few people or of nobody.
    pub small: usize,
    /// Groups hidden there to protect others.
    pub complementary: usize,
}

/// The release of one place, whole: [`Request::make`] without geography. It has no proof with it, and is not for storing.
///
/// # Errors
/// As [`Request::make`].
pub fn release(answers: &Answers, ask: &Ask, protection: Protection) -> Result<Released<Report>, Error> {
    let made = Request::new(answers, ask, protection).make()?;
    Ok(made.release.whole().clone())
}

impl<'a> Request<'a> {
    /// One place, and nothing known from elsewhere.
    pub fn new(answers: &'a Answers, ask: &'a Ask, protection: Protection) -> Self {
        Self {
            answers,
            geography: None,
            ask,
            protection,
            enrolled: Vec::new(),
            told: Vec::new(),
            earlier: None,
            budget: Budget::of(WORK),
            threads: 1,
        }
    }

    /// Makes the figures that may be shown: the only way to get a [`Released<Release>`] besides [`crate::reopen`].
    ///
    /// Which rows are hidden, why that is enough, and what it does not protect against is said in the crate's page.
    ///
    /// # Errors
    /// For an ask that does not fit the answers ([`Error::Answers`], [`Error::Favourable`], [`Error::ScaleItem`],
    /// [`Error::Measure`]) or names a thing twice, and for an item in two scales ([`Error::Repeated`]), whose figures could be
    /// subtracted. [`Error::Unsafe`] when what is told elsewhere gives a small group away whatever is hidden, with the
    /// subtraction; [`Error::Problem`] when it contradicts the answers. Too few people are no error: everything is hidden.
    pub fn make(&self) -> Result<Made, Error> {
        check(self.answers, self.ask)?;
        let at = self
            .ask
            .dimensions
            .iter()
            .map(|id| self.answers.dimension_at(id))
            .collect::<Result<Vec<_>, _>>()?;
        let dimensions = at.iter().map(|&at| described(&self.answers.dimensions()[at]));
        let frame = Frame::new(dimensions.collect(), &self.ask.pairs)?;
        let whole;
        let (geography, places) = if let Some(geography) = self.geography {
            let places = geography.places().iter().map(|place| Place {
                id: place.id.clone(),
                kind: place.kind.clone(),
                parent: place.parent,
            });
            (geography, places.collect())
        } else {
            whole = Geography::whole("everyone", self.answers.people());
            (&whole, vec![Place::whole()])
        };
        if places.is_empty() {
            return Err(Error::Answers(tally::Error::Size {
                what: "number of places",
                name: "the release".to_owned(),
                found: 0,
                least: 1,
                most: usize::MAX,
            }));
        }
        let counted = Counted::new((self.answers, geography), self.ask, &frame, &at, self.threads)?;
        Making {
            request: self,
            frame: &frame,
            places: &places,
            grid: Grid::new(
                &frame,
                &places,
                self.protection.least(),
                (&self.enrolled, &self.told),
            )?,
            counted,
        }
        .make()
    }
}

fn check(answers: &Answers, ask: &Ask) -> Result<(), Error> {
    distinct("dimension", ask.dimensions.iter())?;
    distinct("item", ask.items.iter().map(|item| &item.item))?;
    distinct("scale", ask.scales.iter().map(|scale| &scale.scale))?;
    distinct("scale item", ask.scales.iter().flat_map(|scale| &scale.items))?;
    for item in &ask.items {
        let options = answers.items()[answers.item_at(&item.item)?].options.len();
        let found = item.favourable.len();
        if found != options {
            return Err(Error::Favourable {
                item: item.item.clone(),
                options,
                found,
            });
        }
    }
    for scale in &ask.scales {
        if let Some(item) = scale.items.iter().find(|item| place_of(ask, item).is_none()) {
            return Err(Error::ScaleItem {
                scale: scale.scale.clone(),
                item: item.clone(),
            });
        }
    }
    Ok(())
}

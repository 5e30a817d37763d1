//! Counting what a release needs, all places at once: the answers and, as one more item each, who is at or above the cut of
//! a scale.

use tally::{
    Answers, Breakdown, Coded, Cube, Dimension, Filter, Geography, Index, Item, ItemCounts, Membership,
    Missing, PlaceAt, ScoreCounts,
};

use crate::Error;
use crate::ask::{Ask, AskScale};
use crate::frame::{Frame, Span};

/// Counts of every place, group, item and scale.
pub(super) struct Counted {
    cube: Cube,
    overlaps: Cube,
    items: usize,
}

impl Counted {
    /// Counts. The dimensions of the frame stand at these positions in the answers.
    pub(super) fn new(
        (answers, geography): (&Answers, &Geography),
        ask: &Ask,
        frame: &Frame,
        at: &[usize],
        threads: usize,
    ) -> Result<Self, Error> {
        let threads = threads.clamp(1, 1024);
        let mut items = Vec::new();
        for asked in &ask.items {
            items.push(answers.items()[answers.item_at(&asked.item)?].clone());
        }
        for asked in &ask.scales {
            items.push(above_cut(answers, ask, asked)?);
        }
        // Ids do not matter here, and an item may be called like a scale.
        for (number, item) in items.iter_mut().enumerate() {
            item.id = number.to_string();
        }
        let dimensions: Vec<Dimension> = at.iter().map(|&at| answers.dimensions()[at].clone()).collect();
        let count = |items: Vec<Item>, pairs| -> Result<Cube, Error> {
            let answers = Answers::new(answers.people(), items, dimensions.clone())?;
            let index = Index::build(&answers, geography, threads)?;
            Ok(index.cube(&Breakdown {
                dimensions: (0..dimensions.len()).collect(),
                pairs,
                filter: Filter::Everyone,
                threads,
            })?)
        };
        let multiple = |at: usize| matches!(dimensions[at].membership, Membership::Multiple(_));
        let all = 0..dimensions.len();
        let crossed = all
            .clone()
            .flat_map(|one| all.clone().map(move |other| (one, other)))
            .filter(|&(one, other)| one < other || (one == other && multiple(one)));
        Ok(Self {
            overlaps: count(Vec::new(), crossed.collect())?,
            cube: count(items, frame.pairs.clone())?,
            items: ask.items.len(),
        })
    }

    /// People of each group of a place.
    pub(super) fn people(&self, place: usize) -> Result<&[u32], Error> {
        Ok(self.cube.people(PlaceAt::Place(place))?)
    }

    /// An item in a group of a place.
    pub(super) fn item(&self, item: usize, place: usize, row: usize) -> Result<ItemCounts, Error> {
        Ok(self.cube.item(PlaceAt::Place(place), item, row)?)
    }

    /// People of a group of a place who are at or above the cut of a scale, and who count at all.
    pub(super) fn scale(&self, scale: usize, place: usize, row: usize) -> Result<(u32, u32), Error> {
        let counts = self.item(self.items + scale, place, row)?;
        Ok((counts.options[ABOVE], counts.answered()))
    }

    /// People of a place in both of two groups, everyone and the levels; `spans` are those of the frame.
    pub(super) fn overlaps(&self, place: usize, spans: &[Span]) -> Result<Vec<Vec<u32>>, Error> {
        let people = self.overlaps.people(PlaceAt::Place(place))?;
        let levels = spans.last().map_or(1, |span| span.groups().end);
        let mut both = vec![vec![0; levels]; levels];
        for row in 0..levels {
            both[row][row] = people[row];
            both[0][row] = people[row];
            both[row][0] = people[row];
        }
        let mut counted = people.iter().skip(levels);
        for (at, one) in spans.iter().enumerate() {
            for (with, other) in spans.iter().enumerate().skip(at) {
                if at == with && one.is_single() {
                    continue;
                }
                for row in one.groups() {
                    for column in other.groups() {
                        let people = counted.next().copied().unwrap_or(0);
                        both[row][column] = people;
                        both[column][row] = people;
                    }
                }
            }
        }
        Ok(both)
    }
}

/// The option of a scale's item that means "at or above the cut", and the other one.
const ABOVE: usize = 0;
const BELOW: usize = 1;

/// A scale as an item with two options; who answered too few of its items did not answer.
fn above_cut(answers: &Answers, ask: &Ask, asked: &AskScale) -> Result<Item, Error> {
    let mut columns: Vec<(&Item, bool)> = Vec::new();
    for id in &asked.items {
        let reversed = ask.items.iter().any(|item| item.item == *id && item.reversed);
        columns.push((&answers.items()[answers.item_at(id)?], reversed));
    }
    let options = same_options(asked, &columns)?;
    let mut kept: Vec<Vec<Option<u8>>> = (0..=columns.len())
        .map(|answered| vec![None; answered * options + 1])
        .collect();
    // Asked once even for nobody, so that a scale that cannot be computed is refused.
    let _ = code(asked, columns.len(), 0, 0)?;
    let mut codes = Vec::with_capacity(answers.people());
    for person in 0..answers.people() {
        let (mut answered, mut sum) = (0, 0);
        for (item, reversed) in &columns {
            if let Some(Coded::Option(option)) = Coded::from_code(item.codes[person]) {
                answered += 1;
                sum += if *reversed {
                    options - usize::from(option)
                } else {
                    usize::from(option) + 1
                };
            }
        }
        let known = &mut kept[answered][sum];
        if known.is_none() {
            *known = Some(code(asked, columns.len(), answered, sum)?);
        }
        codes.extend(*known);
    }
    Ok(Item {
        id: asked.scale.clone(),
        options: ["at or above", "below"].map(str::to_owned).to_vec(),
        codes,
    })
}

fn same_options(asked: &AskScale, columns: &[(&Item, bool)]) -> Result<usize, Error> {
    let Some((first, _)) = columns.first() else {
        return Err(Error::Answers(tally::Error::Size {
            what: "number of items",
            name: asked.scale.clone(),
            found: 0,
            least: 1,
            most: usize::MAX,
        }));
    };
    let expected = first.options.len();
    match columns.iter().find(|(item, _)| item.options.len() != expected) {
        Some((item, _)) => Err(Error::Answers(tally::Error::MixedOptions {
            item: item.id.clone(),
            found: item.options.len(),
            expected,
        })),
        None => Ok(expected),
    }
}

/// Where one person with this many answers and this sum of values stands: the rule of [`measure::share_of_people`].
fn code(asked: &AskScale, items: usize, answered: usize, sum: usize) -> Result<u8, Error> {
    let mut people = vec![Vec::new(); items + 1];
    people[answered] = vec![0; sum + 1];
    people[answered][sum] = 1;
    let (part, of) = measure::share_of_people(&ScoreCounts { people }, asked.cut, asked.least_answered)?;
    let option = if part > 0 { ABOVE } else { BELOW };
    Ok(if of == 0 {
        Missing::NotSeen.code()
    } else {
        u8::from(option == BELOW)
    })
}

//! Everybody's answers, reduced to the combinations that occur and how many people gave each.

use super::blocks::{Block, MISSING, codes, decode, split};
use super::item::CATEGORIES_MAX;
use crate::response::Error;

/// The most items of one scale.
const ITEMS_MAX: usize = 250;

/// The most groups or waves.
const GROUPS_MAX: usize = 1000;

/// The most people at once.
const PEOPLE_MAX: usize = u32::MAX as usize / 2;

/// Everybody's answers to one item.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// One code per person: a category from 0, or missing where the code is 250 to 253 (see [`tally::Missing`]).
    pub answers: &'a [u8],
    /// How many categories the item offers, 2 to 250.
    pub categories: u8,
    /// Where set, whose answers are missing whatever their code.
    pub missing: Option<&'a [bool]>,
}

impl<'a> Column<'a> {
    pub(crate) const MISSING: std::ops::RangeInclusive<u8> = 250..=253;

    /// Answers whose missing ones are told by their codes alone.
    pub fn new(answers: &'a [u8], categories: u8) -> Self {
        Self {
            answers,
            categories,
            missing: None,
        }
    }
}

/// The answers to the items of one scale.
#[derive(Debug, Clone, Copy)]
pub struct Responses<'a> {
    /// One column per item, 1 to 250 of them, all of one length.
    pub items: &'a [Column<'a>],
    /// Where set, how many people each row stands for: finite and not below 0.
    pub weights: Option<&'a [f64]>,
    /// Where set, each row's group or wave, counted from 0 without gaps.
    pub groups: Option<&'a [u16]>,
}

/// A category that nobody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unchosen {
    /// The index of the item.
    pub item: usize,
    /// The category, counted from 0 as in the answers that were given.
    pub category: usize,
}

/// The combinations of answers that occur, in order of group and answers, and how many people gave each.
#[derive(Debug, Clone, PartialEq)]
pub struct Patterns {
    pub(super) categories: Vec<usize>,
    pub(super) groups: usize,
    pub(super) blocks: Vec<Block>,
    /// Per pattern the index of its combination in each block, block by block.
    pub(super) rows: Vec<Vec<u32>>,
    pub(super) group: Vec<u16>,
    pub(super) counts: Vec<f64>,
    pub(super) of_person: Vec<u32>,
}

impl Patterns {
    /// Reduces answers to patterns. A stable counting sort per block of items: time in proportion to people × blocks.
    ///
    /// # Errors
    /// [`Error::Items`], [`Error::People`] or [`Error::Categories`] for none or too many of them, [`Error::Column`] for columns of
    /// unequal length, [`Error::Answer`] for a code that is no category, [`Error::Weight`], [`Error::Group`].
    pub fn new(responses: &Responses<'_>) -> Result<Self, Error> {
        let people = check(responses)?;
        let groups = group_count(responses.groups)?;
        let (mut blocks, mut combinations) = (Vec::new(), Vec::new());
        for (first, items) in split(responses.items) {
            let columns = &responses.items[first..first + items];
            let (sparse, range) = codes(columns, first, people)?;
            let (block, of_people) = dense(columns, first, sparse, range);
            blocks.push(block);
            combinations.push(of_people);
        }
        // The length was checked against PEOPLE_MAX, which fits.
        let mut order: Vec<u32> = (0..u32::try_from(people).unwrap_or(u32::MAX)).collect();
        for (block, codes) in blocks.iter().zip(&combinations).rev() {
            order = sorted(&order, codes, block.len());
        }
        if let Some(of) = responses.groups.filter(|_| groups > 1) {
            order = sorted(&order, of, groups);
        }
        let categories = responses
            .items
            .iter()
            .map(|column| usize::from(column.categories));
        let mut patterns = Self {
            categories: categories.collect(),
            groups,
            rows: vec![Vec::new(); blocks.len()],
            blocks,
            group: Vec::new(),
            counts: Vec::new(),
            of_person: vec![0; people],
        };
        patterns.gather(&order, &combinations, responses);
        Ok(patterns)
    }

    /// Walks people in order and opens a pattern wherever something differs.
    fn gather(&mut self, order: &[u32], combinations: &[Vec<u16>], responses: &Responses<'_>) {
        let mut previous: Option<usize> = None;
        for &person in order {
            let at = person as usize;
            let group = responses.groups.map_or(0, |groups| groups[at]);
            let same = previous.is_some_and(|before| {
                combinations.iter().all(|codes| codes[before] == codes[at])
                    && responses.groups.is_none_or(|groups| groups[before] == group)
            });
            if !same {
                for (rows, codes) in self.rows.iter_mut().zip(combinations) {
                    rows.push(u32::from(codes[at]));
                }
                self.group.push(group);
                self.counts.push(0.0);
            }
            let pattern = self.counts.len() - 1;
            self.counts[pattern] += responses.weights.map_or(1.0, |weights| weights[at]);
            // Patterns are at most people, who fit.
            self.of_person[at] = u32::try_from(pattern).unwrap_or(u32::MAX);
            previous = Some(at);
        }
    }

    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Never: there is at least one person.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How many categories each item offers.
    pub fn categories(&self) -> &[usize] {
        &self.categories
    }

    /// How many groups or waves there are, at least 1.
    pub fn groups(&self) -> usize {
        self.groups
    }

    /// How many people gave each pattern (the sum of their weights).
    pub fn counts(&self) -> &[f64] {
        &self.counts
    }

    /// All people: the sum of the counts.
    pub fn people(&self) -> f64 {
        self.counts.iter().sum()
    }

    /// Each person's pattern, in the order in which people were given.
    pub fn of_person(&self) -> &[u32] {
        &self.of_person
    }

    /// The group of a pattern.
    pub fn group(&self, pattern: usize) -> usize {
        usize::from(self.group[pattern])
    }

    /// The answers of a pattern, one per item, `None` where missing.
    ///
    /// # Panics
    /// When there is no such pattern.
    pub fn answers(&self, pattern: usize) -> Vec<Option<u8>> {
        let mut answers = Vec::with_capacity(self.categories.len());
        for (block, rows) in self.blocks.iter().zip(&self.rows) {
            let at = rows[pattern] as usize * block.items;
            let combination = &block.answers[at..at + block.items];
            answers.extend(
                combination
                    .iter()
                    .map(|&answer| (answer != MISSING).then_some(answer)),
            );
        }
        answers
    }

    /// How many people chose each category of each item.
    pub fn chosen(&self) -> Vec<Vec<f64>> {
        let mut chosen: Vec<Vec<f64>> = self.categories.iter().map(|&count| vec![0.0; count]).collect();
        for (block, rows) in self.blocks.iter().zip(&self.rows) {
            let mut people = vec![0.0; block.len()];
            for (&row, count) in rows.iter().zip(&self.counts) {
                people[row as usize] += count;
            }
            for (combination, people) in block.combinations().zip(people) {
                for (offset, &answer) in combination
                    .iter()
                    .enumerate()
                    .filter(|(_, answer)| **answer != MISSING)
                {
                    chosen[block.first + offset][usize::from(answer)] += people;
                }
            }
        }
        chosen
    }

    /// The same patterns without the categories that nobody chose, and which those were: later categories move down by one. In a
    /// graded item this is the limit to which its thresholds would go, so nothing is lost; in a partial credit item it changes what a
    /// step means, so name it wherever the scale is described.
    ///
    /// # Errors
    /// [`Error::Constant`] when an item is left with a single category.
    pub fn without_unchosen(&self) -> Result<(Self, Vec<Unchosen>), Error> {
        let (mut patterns, mut merged) = (self.clone(), Vec::new());
        let mut codes: Vec<Vec<u8>> = Vec::new();
        for (item, chosen) in self.chosen().iter().enumerate() {
            let (mut next, mut code) = (0_u8, Vec::new());
            for (category, people) in chosen.iter().enumerate() {
                code.push(next);
                if *people > 0.0 {
                    next += 1;
                } else {
                    merged.push(Unchosen { item, category });
                }
            }
            if next < 2 {
                return Err(Error::Constant { item });
            }
            patterns.categories[item] = usize::from(next);
            codes.push(code);
        }
        for block in &mut patterns.blocks {
            let (first, items) = (block.first, block.items);
            for (at, answer) in block
                .answers
                .iter_mut()
                .enumerate()
                .filter(|(_, answer)| **answer != MISSING)
            {
                *answer = codes[first + at % items][usize::from(*answer)];
            }
        }
        Ok((patterns, merged))
    }
}

/// The number of people, once all lengths and numbers are in order.
fn check(responses: &Responses<'_>) -> Result<usize, Error> {
    let items = responses.items.len();
    let Some(first) = responses.items.first().filter(|_| items <= ITEMS_MAX) else {
        return Err(Error::Items {
            found: items,
            limit: ITEMS_MAX,
        });
    };
    let people = first.answers.len();
    if people == 0 || people > PEOPLE_MAX {
        return Err(Error::People {
            found: people,
            limit: PEOPLE_MAX,
        });
    }
    for (item, column) in responses.items.iter().enumerate() {
        let categories = usize::from(column.categories);
        if !(2..=CATEGORIES_MAX).contains(&categories) {
            return Err(Error::Categories {
                item,
                found: categories,
            });
        }
        length("item", column.answers.len(), people)?;
        length("mask", column.missing.map_or(people, <[bool]>::len), people)?;
    }
    length("weights", responses.weights.map_or(people, <[f64]>::len), people)?;
    length("groups", responses.groups.map_or(people, <[u16]>::len), people)?;
    let weights = responses.weights.unwrap_or_default();
    let unusable = |weight: f64| !(weight.is_finite() && weight >= 0.0);
    if let Some(row) = weights.iter().position(|&weight| unusable(weight)) {
        return Err(Error::Weight {
            row,
            weight: weights[row],
        });
    }
    if responses.weights.is_some() && weights.iter().sum::<f64>() <= 0.0 {
        return Err(Error::Empty);
    }
    Ok(people)
}

fn length(column: &'static str, found: usize, people: usize) -> Result<(), Error> {
    if found == people {
        Ok(())
    } else {
        Err(Error::Column {
            column,
            found,
            people,
        })
    }
}

/// How many groups there are, each of which somebody belongs to.
fn group_count(groups: Option<&[u16]>) -> Result<usize, Error> {
    let Some(groups) = groups else { return Ok(1) };
    let count = groups.iter().max().map_or(1, |&highest| usize::from(highest) + 1);
    let mut seen = vec![false; count];
    for &group in groups {
        seen[usize::from(group)] = true;
    }
    match seen.iter().position(|seen| !seen) {
        Some(group) => Err(Error::Group {
            group,
            limit: GROUPS_MAX,
        }),
        None if count > GROUPS_MAX => Err(Error::Group {
            group: count - 1,
            limit: GROUPS_MAX,
        }),
        None => Ok(count),
    }
}

/// The combinations of a block that occur, and everybody's index among them.
fn dense(columns: &[Column<'_>], first: usize, mut codes: Vec<u16>, range: usize) -> (Block, Vec<u16>) {
    let mut seen = vec![false; range];
    for &code in &codes {
        seen[usize::from(code)] = true;
    }
    let (mut index, mut answers, mut next) = (vec![0_u16; range], Vec::new(), 0_u16);
    for (code, _) in seen.iter().enumerate().filter(|(_, seen)| **seen) {
        index[code] = next;
        next += 1;
        decode(columns, code, &mut answers);
    }
    for code in &mut codes {
        *code = index[usize::from(*code)];
    }
    let items = columns.len();
    (
        Block {
            first,
            items,
            answers,
        },
        codes,
    )
}

/// `order` sorted by key, equal keys as before.
fn sorted(order: &[u32], keys: &[u16], range: usize) -> Vec<u32> {
    let mut places = vec![0_usize; range + 1];
    for &key in keys {
        places[usize::from(key) + 1] += 1;
    }
    for at in 1..places.len() {
        places[at] += places[at - 1];
    }
    let mut sorted = vec![0; order.len()];
    for &person in order {
        let place = &mut places[usize::from(keys[person as usize])];
        sorted[*place] = person;
        *place += 1;
    }
    sorted
}

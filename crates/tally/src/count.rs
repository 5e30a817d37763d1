//! From answers to counts: everyone and every level of the chosen dimensions, by item, by overlap, by score.

use crate::{Answers, Coded, Error, Item, Membership, Missing, UNSTATED};

/// A group of people, by position: everyone, or a level of a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GroupAt {
    /// All people of the wave.
    Everyone,
    /// The people of one level.
    Level {
        /// Position in the list of counted dimensions.
        dimension: usize,
        /// Position of the level in its dimension.
        level: usize,
    },
}

/// One item in one group. All counts are of people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemCounts {
    /// People per option.
    pub options: Vec<u32>,
    /// People who never came to the item.
    pub not_seen: u32,
    /// People who left it out.
    pub skipped: u32,
    /// People whom the questionnaire did not ask.
    pub not_applicable: u32,
    /// People who said that they do not know.
    pub do_not_know: u32,
}

impl ItemCounts {
    /// People who chose an option.
    pub fn answered(&self) -> u32 {
        self.options.iter().sum()
    }

    /// People whom the questionnaire asked: all but those to whom the item does not apply.
    pub fn asked(&self) -> u32 {
        self.answered() + self.not_seen + self.skipped + self.do_not_know
    }

    fn add(&mut self, code: u8) {
        match Coded::from_code(code).expect("Answers::new refused every other code") {
            Coded::Option(option) => self.options[usize::from(option)] += 1,
            Coded::Missing(Missing::NotSeen) => self.not_seen += 1,
            Coded::Missing(Missing::Skipped) => self.skipped += 1,
            Coded::Missing(Missing::NotApplicable) => self.not_applicable += 1,
            Coded::Missing(Missing::DoNotKnow) => self.do_not_know += 1,
        }
    }
}

/// Counts for everyone, then for every level of every counted dimension, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The groups; the first is [`GroupAt::Everyone`].
    pub groups: Vec<GroupAt>,
    /// People per group.
    pub people: Vec<u32>,
    /// `items[i][g]`: item *i* (in the order of the answers) in group *g*.
    pub items: Vec<Vec<ItemCounts>>,
}

/// Counts people per group, and options per item and group. `dimensions` are positions in [`Answers::dimensions`].
///
/// A person with several levels of a multiple dimension counts once in each of them, and once in everyone.
pub fn count(answers: &Answers, dimensions: &[usize]) -> Counts {
    let places = Places::new(answers, dimensions);
    let mut people = vec![0; places.groups.len()];
    for person in 0..answers.people() {
        places.each(person, |group| people[group] += 1);
    }
    let items = answers.items().iter().map(|item| {
        let empty = ItemCounts {
            options: vec![0; item.options.len()],
            ..ItemCounts::default()
        };
        let mut counts = vec![empty; places.groups.len()];
        for (person, &code) in item.codes.iter().enumerate() {
            places.each(person, |group| counts[group].add(code));
        }
        counts
    });
    let items = items.collect();
    Counts {
        groups: places.groups,
        people,
        items,
    }
}

/// People in both of two groups: `overlaps[a][b]` for groups in the order of [`Counts::groups`]; symmetric, with the
/// groups' own people on the diagonal.
pub fn overlaps(answers: &Answers, dimensions: &[usize]) -> Vec<Vec<u32>> {
    let places = Places::new(answers, dimensions);
    let size = places.groups.len();
    let mut table = vec![vec![0; size]; size];
    let mut here = Vec::new();
    for person in 0..answers.people() {
        here.clear();
        places.each(person, |group| here.push(group));
        for &one in &here {
            for &other in &here {
                table[one][other] += 1;
            }
        }
    }
    table
}

/// How many people of one group reached each score: what the scale rules that look at whole people need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreCounts {
    /// `people[a][s]`: people who answered *a* items with values that add up to *s*; values run from 1 to the number
    /// of options, a reversed item's from the number of options down to 1.
    pub people: Vec<Vec<u32>>,
}

/// Score counts per group, in the order of [`Counts::groups`]. `items` are pairs of item position and whether the
/// item is reversed.
///
/// # Errors
/// [`Error::MixedOptions`] when the items have different numbers of options, [`Error::Size`] when there is no item.
pub fn scores(
    answers: &Answers,
    items: &[(usize, bool)],
    dimensions: &[usize],
) -> Result<Vec<ScoreCounts>, Error> {
    let columns: Vec<(&Item, bool)> = items
        .iter()
        .map(|&(at, reversed)| (&answers.items()[at], reversed))
        .collect();
    let Some((first, _)) = columns.first() else {
        let (what, name) = ("number of items", "the scale".to_owned());
        return Err(Error::Size {
            what,
            name,
            found: 0,
            least: 1,
            most: usize::MAX,
        });
    };
    let options = first.options.len();
    if let Some((item, _)) = columns.iter().find(|(item, _)| item.options.len() != options) {
        return Err(Error::MixedOptions {
            item: item.id.clone(),
            found: item.options.len(),
            expected: options,
        });
    }
    let places = Places::new(answers, dimensions);
    let rows = (0..=columns.len())
        .map(|answered| vec![0; answered * options + 1])
        .collect();
    let mut counts = vec![ScoreCounts { people: rows }; places.groups.len()];
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
        places.each(person, |group| counts[group].people[answered][sum] += 1);
    }
    Ok(counts)
}

/// Where each person belongs.
struct Places<'a> {
    groups: Vec<GroupAt>,
    columns: Vec<(usize, &'a Membership)>,
}

impl<'a> Places<'a> {
    fn new(answers: &'a Answers, dimensions: &[usize]) -> Self {
        let mut groups = vec![GroupAt::Everyone];
        let mut columns = Vec::new();
        for (dimension, &at) in dimensions.iter().enumerate() {
            let column = &answers.dimensions()[at];
            columns.push((groups.len(), &column.membership));
            groups.extend((0..column.levels.len()).map(|level| GroupAt::Level { dimension, level }));
        }
        Self { groups, columns }
    }

    /// Calls `visit` with the position of every group the person is in; everyone is 0.
    fn each(&self, person: usize, mut visit: impl FnMut(usize)) {
        visit(0);
        for (first, membership) in &self.columns {
            match membership {
                Membership::Single(levels) if levels[person] != UNSTATED => {
                    visit(first + usize::from(levels[person]));
                }
                Membership::Single(_) => {}
                Membership::Multiple(bits) => {
                    let mut left = bits[person];
                    while left != 0 {
                        visit(first + left.trailing_zeros() as usize);
                        left &= left - 1;
                    }
                }
            }
        }
    }
}

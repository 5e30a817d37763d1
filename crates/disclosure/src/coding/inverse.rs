//! Everything printed of groups that add up, and which counts it leaves possible.

use super::flow::{Edge, Network};
use super::share::{Possible, Under, possible};
use super::{Coded, CodedGroup};

/// What is printed of a group, as the counts it leaves possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The group that this one is a part of, by its place in the list. The parts of a group make it up: people in none of
    /// those printed are a hidden part of their own.
    pub within: Option<usize>,
    /// People of the group.
    pub people: Possible,
    /// People of each option.
    pub options: Vec<Possible>,
}

impl Printed {
    /// A group of which nothing is printed, and which has at most this many people.
    pub fn hidden(within: Option<usize>, options: usize, most: u64) -> Self {
        let any = Possible { low: 0, high: most };
        Self {
            within,
            people: any,
            options: vec![any; options],
        }
    }

    /// A group as it is printed under a pack, where everybody knows the pack. `most` bounds what is not shown. None when
    /// the pack never says this.
    pub fn coded(within: Option<usize>, group: &CodedGroup, most: u64, under: Under<'_>) -> Option<Self> {
        let Some(of) = group.of else {
            return Some(Self::hidden(within, group.options.len(), most));
        };
        let range = |&coded: &Coded| possible(coded, of, under);
        Some(Self {
            within,
            people: Possible::only(u64::from(of)),
            options: group.options.iter().map(range).collect::<Option<_>>()?,
        })
    }
}

/// What is printed contradicts itself, or does not make a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    /// No counts fit everything that is printed.
    #[error("no counts fit all that is printed")]
    Nothing,
    /// A group is part of a group that is not there, of itself, or of its own part.
    #[error("group {group} is a part of no group in the list, or of its own parts")]
    Within {
        /// The group.
        group: usize,
    },
    /// A group has another number of options than the first.
    #[error("group {group} has {found} options, the first has {first}")]
    Options {
        /// The group.
        group: usize,
        /// Its options.
        found: usize,
        /// Those of the first group.
        first: usize,
    },
    /// A number beyond what can be computed with.
    #[error("group {group} has more than {most} people")]
    Large {
        /// The group.
        group: usize,
        /// The limit.
        most: u64,
    },
}

/// A count that was not plainly said, and is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pinned {
    /// The group.
    pub group: usize,
    /// The option.
    pub option: usize,
    /// Its people.
    pub count: u64,
}

/// The most people a printed group can have.
const LARGEST: u64 = 1 << 40;

/// The least and most people of every option of every group, given all that is printed: each end is reached by a whole
/// table that fits everything.
///
/// # Errors
/// [`Contradiction`] when nothing fits, or the groups make no tree.
pub fn joint(groups: &[Printed]) -> Result<Vec<Vec<Possible>>, Contradiction> {
    let options = check(groups)?;
    let mut network = Network::new(2 + groups.len() * (1 + options));
    let (source, sink) = (0, 1);
    let people = |group: usize| 2 + group * (1 + options);
    let chose = |group: usize, option: usize| people(group) + 1 + option;
    let mut is_whole = vec![false; groups.len()];
    for group in groups {
        if let Some(within) = group.within {
            is_whole[within] = true;
        }
    }
    let mut edges: Vec<Vec<Edge>> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let above = group.within.map_or(source, people);
        network.edge(above, people(at), group.people.low, group.people.high);
        let mut of_group = Vec::new();
        for (option, range) in group.options.iter().enumerate() {
            if !is_whole[at] {
                network.edge(people(at), chose(at, option), 0, LARGEST);
            }
            let below = group.within.map_or(sink, |within| chose(within, option));
            of_group.push(network.edge(chose(at, option), below, range.low, range.high));
        }
        edges.push(of_group);
    }
    network.edge(sink, source, 0, LARGEST * 1024);
    if !network.settle() {
        return Err(Contradiction::Nothing);
    }
    let ends = |network: &mut Network, edge: Edge| {
        let low = network.least(edge);
        let high = network.most(edge);
        Possible { low, high }
    };
    let found = edges
        .iter()
        .map(|row| row.iter().map(|&edge| ends(&mut network, edge)).collect());
    Ok(found.collect())
}

/// The counts that what is printed of their own group leaves open, and all that is printed together does not.
///
/// # Errors
/// Those of [`joint`].
pub fn pinned(groups: &[Printed]) -> Result<Vec<Pinned>, Contradiction> {
    let together = joint(groups)?;
    let mut found = Vec::new();
    for (group, (printed, ranges)) in groups.iter().zip(&together).enumerate() {
        for (option, (own, range)) in printed.options.iter().zip(ranges).enumerate() {
            if !own.is_known() && range.is_known() {
                let count = range.low;
                found.push(Pinned { group, option, count });
            }
        }
    }
    Ok(found)
}

/// The number of options, when the groups make a tree.
fn check(groups: &[Printed]) -> Result<usize, Contradiction> {
    let first = groups.first().map_or(0, |group| group.options.len());
    for (group, printed) in groups.iter().enumerate() {
        let found = printed.options.len();
        if found != first {
            return Err(Contradiction::Options { group, found, first });
        }
        let highest = printed.options.iter().chain([&printed.people]);
        if highest.map(|range| range.high).max() > Some(LARGEST) {
            let most = LARGEST;
            return Err(Contradiction::Large { group, most });
        }
        let mut above = printed.within;
        for _ in 0..groups.len() {
            let Some(at) = above else { break };
            let Some(next) = groups.get(at) else {
                return Err(Contradiction::Within { group });
            };
            above = next.within;
        }
        if above.is_some() {
            return Err(Contradiction::Within { group });
        }
    }
    Ok(first)
}

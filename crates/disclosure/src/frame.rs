//! The groups of a release: which rows there are, which dimension each belongs to, and how the groups overlap.

use tally::{Answers, GroupAt, Membership, UNSTATED};

use crate::report::{Dimension, Group, Kind};

/// One dimension's rows: `first .. first + levels` in the list of groups.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub kind: Kind,
    pub first: usize,
    pub levels: usize,
}

impl Span {
    /// Positions of the dimension's groups.
    pub(crate) fn groups(self) -> std::ops::Range<usize> {
        self.first..self.first + self.levels
    }

    /// Whether a person has at most one of its levels.
    pub(crate) fn is_single(self) -> bool {
        self.kind != Kind::Multiple
    }
}

/// Everything about groups that does not depend on an item.
#[derive(Debug)]
pub(crate) struct Frame {
    pub least: u32,
    pub dimensions: Vec<Dimension>,
    pub groups: Vec<Group>,
    pub spans: Vec<Span>,
    pub people: Vec<u32>,
    /// People in both of two groups.
    pub overlaps: Vec<Vec<u32>>,
}

impl Frame {
    /// `at` are the positions of the dimensions in the answers.
    pub(crate) fn new(answers: &Answers, at: &[usize], least: u32) -> Self {
        let dimensions: Vec<Dimension> = at
            .iter()
            .map(|&at| described(&answers.dimensions()[at]))
            .collect();
        let overlaps = tally::overlaps(answers, at);
        let people = (0..overlaps.len()).map(|group| overlaps[group][group]).collect();
        let (groups, spans) = rows(&dimensions);
        Self {
            least,
            dimensions,
            groups,
            spans,
            people,
            overlaps,
        }
    }
}

fn described(dimension: &tally::Dimension) -> Dimension {
    let kind = match &dimension.membership {
        Membership::Single(levels) if levels.contains(&UNSTATED) => Kind::SingleOrUnstated,
        Membership::Single(_) => Kind::Single,
        Membership::Multiple(_) => Kind::Multiple,
    };
    Dimension {
        id: dimension.id.clone(),
        kind,
        levels: dimension.levels.clone(),
    }
}

/// The rows that every table of these dimensions has, and where each dimension's begin; in the order of
/// [`tally::Counts::groups`].
pub(crate) fn rows(dimensions: &[Dimension]) -> (Vec<Group>, Vec<Span>) {
    let mut groups = vec![Group::Everyone];
    let mut spans = Vec::new();
    for dimension in dimensions {
        spans.push(Span {
            kind: dimension.kind,
            first: groups.len(),
            levels: dimension.levels.len(),
        });
        let id = &dimension.id;
        groups.extend(dimension.levels.iter().map(|level| Group::Level {
            dimension: id.clone(),
            level: level.clone(),
        }));
    }
    (groups, spans)
}

/// The position in [`tally::Counts::groups`] that is everyone.
pub(crate) const EVERYONE: usize = 0;

/// Tells that tally and this crate list groups alike.
pub(crate) fn same_order(spans: &[Span], groups: &[GroupAt]) -> bool {
    groups.iter().enumerate().all(|(at, group)| match *group {
        GroupAt::Everyone => at == EVERYONE,
        GroupAt::Level { dimension, level } => spans[dimension].first + level == at,
    })
}

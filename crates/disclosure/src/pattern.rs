//! Which rows of a table are hidden: first those that are dangerous themselves, then further ones until nothing that
//! subtraction leaves is dangerous. The smallest goes first, the earlier one of two equal ones.

use crate::frame::{EVERYONE, Span};
use crate::shape::{ANSWERED, Danger, Line, Shape};

/// What holds of the people of one place in all tables.
#[derive(Debug)]
pub(crate) struct Ground<'a> {
    pub least: u32,
    pub spans: &'a [Span],
    /// People in both of two groups: everyone and levels.
    pub overlaps: Vec<Vec<u32>>,
}

impl Ground<'_> {
    fn people(&self, group: usize) -> u32 {
        self.overlaps[group][group]
    }
}

/// The true lines of a table in one place: everyone and the levels.
pub(crate) struct Truth<'a> {
    pub shape: &'a Shape,
    pub lines: Vec<&'a Line>,
    /// Rows hidden for what other tables tell; that they are hidden here has no further reason.
    pub before: Vec<bool>,
}

/// Starting from the rows that may be `shown`, hides what has to be hidden.
pub(crate) fn clear(ground: &Ground, truth: &Truth, mut shown: Vec<bool>) -> Vec<bool> {
    let mut telling = vec![false; shown.len()];
    for (group, line) in truth.lines.iter().enumerate() {
        let danger = truth.shape.danger(line, ground.least);
        telling[group] = !truth.before[group] && danger == Some(Danger::Unanimous);
        shown[group] &= danger.is_none();
    }
    if !shown[EVERYONE] {
        return vec![false; shown.len()];
    }
    let mut search = Search {
        ground,
        truth,
        shown,
        telling,
    };
    while let Some(group) = search.next_to_hide() {
        search.shown[group] = false;
    }
    search.shown
}

struct Search<'a> {
    ground: &'a Ground<'a>,
    truth: &'a Truth<'a>,
    shown: Vec<bool>,
    /// Rows hidden in this table because they tell what everyone in them answered.
    telling: Vec<bool>,
}

/// A set of people that a reader can compute: groups with the number of times each is added.
type Computed = Vec<(usize, i64)>;

impl Search<'_> {
    /// A row that has to go because of something a reader could compute, or none when all is safe.
    fn next_to_hide(&self) -> Option<usize> {
        let remainders: Vec<Computed> = self
            .ground
            .spans
            .iter()
            .map(|span| self.remainder(*span))
            .collect();
        let spans = self.ground.spans.iter().zip(&remainders);
        let unsafe_span = spans.clone().find_map(|(span, remainder)| {
            let smallest = self.smallest(span.groups())?;
            self.span_is_unsafe(*span, remainder).then_some(smallest)
        });
        unsafe_span
            .or_else(|| self.nested_families(&remainders))
            .or_else(|| self.pairs(&remainders))
    }

    fn smallest(&self, groups: impl Iterator<Item = usize>) -> Option<usize> {
        groups
            .filter(|&group| self.shown[group])
            .min_by_key(|&group| (self.ground.people(group), group))
    }

    /// Everyone without the shown levels of a dimension.
    fn remainder(&self, span: Span) -> Computed {
        let shown = span.groups().filter(|&group| self.shown[group]);
        std::iter::once((EVERYONE, 1))
            .chain(shown.map(|group| (group, -1)))
            .collect()
    }

    fn line(&self, computed: &Computed) -> Line {
        let mut line = vec![0; self.truth.lines[EVERYONE].len()];
        for &(group, times) in computed {
            for (value, part) in line.iter_mut().zip(self.truth.lines[group]) {
                *value += times * part;
            }
        }
        line
    }

    fn dangerous(&self, line: &[i64]) -> bool {
        self.truth.shape.danger_left(line, self.ground.least).is_some()
    }

    /// A dimension's remainder must be safe; and no hidden level may be the whole of it, nor the only one that could
    /// be the reason for hiding.
    fn span_is_unsafe(&self, span: Span, remainder: &Computed) -> bool {
        let left = self.line(remainder);
        if self.dangerous(&left) {
            return true;
        }
        if !span.is_single() {
            return false;
        }
        let answered = |group: usize| self.truth.lines[group][ANSWERED];
        let mut hidden: Vec<(i64, bool)> = span
            .groups()
            .filter(|&group| !self.shown[group] && answered(group) > 0)
            .map(|group| (answered(group), self.telling[group]))
            .collect();
        let declared = hidden.len();
        let unstated = left[ANSWERED] - hidden.iter().map(|(people, _)| people).sum::<i64>();
        if unstated > 0 {
            hidden.push((unstated, false));
        }
        let most = self.truth.shape.most_alike(&left);
        let lone_reason = hidden.iter().enumerate().any(|(at, &(_, telling))| {
            telling
                && !hidden
                    .iter()
                    .enumerate()
                    .any(|(other, &(people, _))| other != at && people <= most)
        });
        (declared > 0 && hidden.len() < 2) || lone_reason
    }

    /// People of `group` who are in a computed set.
    fn inside(&self, group: usize, computed: &Computed) -> i64 {
        computed
            .iter()
            .map(|&(other, times)| times * i64::from(self.ground.overlaps[group][other]))
            .sum()
    }

    /// A whole that holds some levels of another dimension entirely, without those levels: a district without its
    /// shown schools.
    fn nested_families(&self, remainders: &[Computed]) -> Option<usize> {
        let wholes = self.wholes(remainders);
        wholes.iter().find_map(|(of, whole)| {
            let spans = self.ground.spans.iter().enumerate();
            let others = spans.filter(|(at, span)| at != of && span.is_single());
            others.into_iter().find_map(|(_, span)| self.family(whole, *span))
        })
    }

    /// Sets that may hold levels of another dimension: shown levels, what is left of a dimension, and everyone
    /// without a level of a multiple dimension. Each with its dimension.
    fn wholes(&self, remainders: &[Computed]) -> Vec<(usize, Computed)> {
        let mut wholes = Vec::new();
        for (at, span) in self.ground.spans.iter().enumerate() {
            for group in span.groups().filter(|&group| self.shown[group]) {
                wholes.push((at, vec![(group, 1)]));
                if !span.is_single() {
                    wholes.push((at, vec![(EVERYONE, 1), (group, -1)]));
                }
            }
            if span.is_single() {
                wholes.push((at, remainders[at].clone()));
            }
        }
        wholes
    }

    fn family(&self, whole: &Computed, span: Span) -> Option<usize> {
        let people = |group: usize| i64::from(self.ground.people(group));
        let within = |group: &usize| people(*group) > 0 && self.inside(*group, whole) == people(*group);
        let children: Vec<usize> = span
            .groups()
            .filter(|&group| self.shown[group])
            .filter(within)
            .collect();
        let smallest = self.smallest(children.iter().copied())?;
        let mut left = whole.clone();
        left.extend(children.iter().map(|&group| (group, -1)));
        let size: i64 = left.iter().map(|&(group, times)| times * people(group)).sum();
        let gives_back_hidden = span
            .groups()
            .any(|group| !self.shown[group] && within(&group) && people(group) == size);
        (gives_back_hidden || self.dangerous(&self.line(&left))).then_some(smallest)
    }

    /// Two sets of different dimensions (or of one multiple dimension), one inside the other, apart from each other, or
    /// together everyone: what they leave must be safe. So must everyone without a group.
    fn pairs(&self, remainders: &[Computed]) -> Option<usize> {
        let mut sets: Vec<(usize, Computed)> = Vec::new();
        for (at, span) in self.ground.spans.iter().enumerate() {
            for group in span.groups().filter(|&group| self.shown[group]) {
                if self.dangerous(&self.line(&vec![(EVERYONE, 1), (group, -1)])) {
                    return Some(group);
                }
                sets.push((at, vec![(group, 1)]));
            }
            if span.is_single() {
                sets.push((at, remainders[at].clone()));
            }
        }
        for (at, (of, one)) in sets.iter().enumerate() {
            for (other_of, other) in &sets[at + 1..] {
                if of == other_of && self.ground.spans[*of].is_single() {
                    continue;
                }
                let left = self.left_of_pair(one, other);
                if left.is_some_and(|left| self.dangerous(&self.line(&left))) {
                    let groups = one.iter().chain(other).map(|&(group, _)| group);
                    return self.smallest(groups.filter(|&group| group != EVERYONE));
                }
            }
        }
        None
    }

    /// What a reader who knows how two sets lie to each other can compute from them beyond the two.
    fn left_of_pair(&self, one: &Computed, other: &Computed) -> Option<Computed> {
        let size = |set: &Computed| {
            set.iter()
                .map(|&(g, times)| times * i64::from(self.ground.people(g)))
                .sum::<i64>()
        };
        let (first, second) = (size(one), size(other));
        let both: i64 = one
            .iter()
            .map(|&(group, times)| times * self.inside(group, other))
            .sum();
        if first == 0 || second == 0 {
            return None;
        }
        let minus = |set: &Computed| {
            set.iter()
                .map(|&(group, times)| (group, -times))
                .collect::<Computed>()
        };
        if both == first {
            Some([other.clone(), minus(one)].concat())
        } else if both == second {
            Some([one.clone(), minus(other)].concat())
        } else if both == 0 || first + second - both == i64::from(self.ground.people(EVERYONE)) {
            Some([vec![(EVERYONE, 1)], minus(one), minus(other)].concat())
        } else {
            None
        }
    }
}

//! All options of an item in one group.

use serde::{Deserialize, Serialize};

use super::share::{Coded, Possible, Under, possible, sign};

/// What is said of a group's answers to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodedGroup {
    /// People who answered; none when that is not shown either.
    pub of: Option<u32>,
    /// What is said of each option, in their order.
    pub options: Vec<Coded>,
}

impl CodedGroup {
    pub(super) fn hidden(options: usize) -> Self {
        Self {
            of: None,
            options: vec![Coded::Hidden; options],
        }
    }

    /// Whether anything is said.
    pub fn is_shown(&self) -> bool {
        self.options.iter().any(|coded| *coded != Coded::Hidden)
    }

    /// Whether a mean, or anything else computed from all counts, may stand beside it. A mean is an equation more about
    /// the counts, so only where each of them is plainly said.
    pub fn allows_mean(&self) -> bool {
        self.of.is_some() && !self.options.is_empty() && self.options.iter().all(|coded| coded.is_plain())
    }

    /// Whether an interval of an option's share may stand beside it. Both ends of an interval give its count back, so
    /// only where the count could be said.
    pub fn allows_interval(&self, option: usize) -> bool {
        self.of.is_some() && self.options.get(option).is_some_and(|coded| coded.is_plain())
    }
}

/// What may be said of the people of each option. Nothing when they are too few, when an option has fewer than the pack
/// asks of each, when a pack hides the whole for one extreme share, or when all chose one option and the pack has no code
/// for that. Where the plain options would give a coded one away, the smallest plain one goes, too (the earlier of two
/// equal ones), until they do not.
pub fn options(counts: &[u32], under: Under<'_>) -> CodedGroup {
    let nothing = CodedGroup::hidden(counts.len());
    let rules = under.rules;
    let sum: u64 = counts.iter().copied().map(u64::from).sum();
    let Ok(of) = u32::try_from(sum) else {
        return nothing;
    };
    if of == 0 || !rules.shows(of, under.purpose) || !counts.iter().all(|&count| rules.shows_option(count)) {
        return nothing;
    }
    let mut coded: Vec<Coded> = counts.iter().map(|&count| sign(count, of, under)).collect();
    let hides = rules.tails_of(of, under.scope).is_some_and(|tails| tails.hides);
    let extreme = |coded: &Coded| !coded.is_plain() && !matches!(coded, Coded::Band { .. });
    let all_alike = counts
        .iter()
        .zip(&coded)
        .any(|(&count, coded)| count == of && coded.is_plain());
    if all_alike || (hides && coded.iter().any(extreme)) {
        return nothing;
    }
    while gives_away(&coded, of, under) {
        let plain = (0..coded.len()).filter(|&at| coded[at].is_plain());
        match plain.min_by_key(|&at| counts[at]) {
            Some(smallest) => coded[smallest] = Coded::Hidden,
            None => return nothing,
        }
    }
    CodedGroup {
        of: Some(of),
        options: coded,
    }
}

/// Whether an option that is not plainly said is known all the same, from the others and the sum.
fn gives_away(coded: &[Coded], of: u32, under: Under<'_>) -> bool {
    let ranges: Option<Vec<Possible>> = coded.iter().map(|&coded| possible(coded, of, under)).collect();
    let Some(ranges) = ranges else { return true };
    let people = u64::from(of);
    let (lows, highs) = ranges
        .iter()
        .fold((0, 0), |(low, high), range| (low + range.low, high + range.high));
    coded.iter().zip(&ranges).any(|(coded, range)| {
        let low = range.low.max(people.saturating_sub(highs - range.high));
        let high = range.high.min(people.saturating_sub(lows - range.low));
        !coded.is_plain() && !range.is_known() && low >= high
    })
}

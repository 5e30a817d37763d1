//! One share: what may be said of it, and which counts that leaves possible.

use serde::{Deserialize, Serialize};

use crate::rules::{Figures, Purpose, Rules, Scope};

/// What is said of a share. Percents are whole numbers from 0 to 100; words are left to the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coded {
    /// People of people.
    Exact {
        /// People counted.
        part: u32,
        /// All people.
        of: u32,
    },
    /// The nearest whole percent, halves up.
    Percent(u8),
    /// From the one to the other percent, both included.
    Band {
        /// The lower end.
        low: u8,
        /// The upper end.
        high: u8,
    },
    /// Less than this.
    Below(u8),
    /// This or less.
    AtMost(u8),
    /// More than this.
    Above(u8),
    /// This or more.
    AtLeast(u8),
    /// Not shown, to protect people.
    Hidden,
}

impl Coded {
    /// Whether it tells the share as closely as the pack ever does, in contrast to a band, a code, or nothing.
    pub const fn is_plain(self) -> bool {
        matches!(self, Self::Exact { .. } | Self::Percent(_))
    }

    /// Signs of one group in the order of the counts they stand for.
    fn rank(self) -> (u8, u32) {
        match self {
            Self::Below(_) | Self::AtMost(_) => (0, 0),
            Self::Exact { part, .. } => (1, part),
            Self::Percent(percent) => (1, u32::from(percent)),
            Self::Band { low, .. } => (1, u32::from(low)),
            Self::Above(_) | Self::AtLeast(_) => (2, 0),
            Self::Hidden => (3, 0),
        }
    }
}

/// The pack, the place and the kind of figure that decide together.
#[derive(Debug, Clone, Copy)]
pub struct Under<'a> {
    /// The pack.
    pub rules: &'a Rules,
    /// What the place is.
    pub scope: Scope,
    /// What the figures are.
    pub purpose: Purpose,
}

/// Counts from `low` to `high`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Possible {
    /// The least.
    pub low: u64,
    /// The most.
    pub high: u64,
}

impl Possible {
    /// This count and no other.
    pub const fn only(count: u64) -> Self {
        Self {
            low: count,
            high: count,
        }
    }

    /// Whether one count is left.
    pub const fn is_known(self) -> bool {
        self.low == self.high
    }
}

/// What may be said of `part` people of `of`. Hidden when they are too few, when `part` is more than `of`, and when the
/// share is nobody or everybody and the pack has no code for it. What a pack asks of each option it asks of those people
/// and of the rest.
pub fn share(part: u32, of: u32, under: Under<'_>) -> Coded {
    if part > of || of == 0 || !under.rules.shows(of, under.purpose) {
        return Coded::Hidden;
    }
    if ![part, of - part]
        .iter()
        .all(|&people| under.rules.shows_option(people))
    {
        return Coded::Hidden;
    }
    let coded = sign(part, of, under);
    let tells_all = coded.is_plain() && (part == 0 || part == of);
    if tells_all { Coded::Hidden } else { coded }
}

/// What a pack says of a share of a group that is shown.
pub(super) fn sign(part: u32, of: u32, under: Under<'_>) -> Coded {
    let rules = under.rules;
    let (part_long, of_long) = (u64::from(part), u64::from(of));
    let percent = (200 * part_long + of_long) / (2 * of_long);
    // The share in percent is this over that.
    let (over, that) = if rules.rounded {
        (percent, 1)
    } else {
        (100 * part_long, of_long)
    };
    let limit = |percent: u8| u64::from(percent) * that;
    let tails = rules.tails_of(of, under.scope);
    if let Some(tails) = tails {
        let codes = [
            (tails.below.filter(|&low| over < limit(low))).map(Coded::Below),
            (tails.at_most.filter(|&low| over <= limit(low))).map(Coded::AtMost),
            (tails.above.filter(|&high| over > limit(high))).map(Coded::Above),
            (tails.at_least.filter(|&high| over >= limit(high))).map(Coded::AtLeast),
        ];
        if let Some(code) = codes.into_iter().flatten().next() {
            return code;
        }
    }
    if let Some(step) = rules.step_of(of) {
        // Whole percents up to just below the next band, or any share up to it.
        let gap = u8::from(rules.rounded);
        let number = (over / limit(step)).min(u64::from(100 / step) - 1);
        let start = step * u8::try_from(number).unwrap_or(u8::MAX / step);
        let end = if start + step == 100 {
            100
        } else {
            start + step - gap
        };
        let after = tails.and_then(|tails| tails.below.or(tails.at_most.map(|low| low + gap)));
        let before = tails.and_then(|tails| tails.above.or(tails.at_least.map(|high| high - gap)));
        return Coded::Band {
            low: after.map_or(start, |low| low.max(start)),
            high: before.map_or(end, |high| high.min(end)),
        };
    }
    match rules.figures {
        Figures::Counts => Coded::Exact { part, of },
        Figures::Percents => Coded::Percent(u8::try_from(percent).unwrap_or(100)),
    }
}

/// The counts that a sign leaves possible among `of` people, for a reader who knows the number of people, but not the
/// pack, nor how halves were rounded: `round(100 c / n) = p` leaves c from ⌈n(p − ½)/100⌉ to ⌊n(p + ½)/100⌋. Bands and
/// codes are read as if the share had been rounded first, which leaves the more possible. None when no count fits.
pub fn said(coded: Coded, of: u32) -> Option<Possible> {
    let people = u64::from(of);
    let from = |percent: u8| (people * (2 * u64::from(percent)).saturating_sub(1)).div_ceil(200);
    let to = |percent: u8| people.min(people * (2 * u64::from(percent) + 1) / 200);
    let (low, high) = match coded {
        Coded::Exact { part, of: all } => {
            (all == of && part <= of).then(|| (u64::from(part), u64::from(part)))?
        }
        Coded::Percent(percent) => (from(percent), to(percent)),
        Coded::Band { low, high } => (from(low), to(high)),
        Coded::Below(percent) => (
            0,
            (people * u64::from(percent))
                .div_ceil(100)
                .checked_sub(1)?
                .min(people),
        ),
        Coded::AtMost(percent) => (0, to(percent)),
        Coded::Above(percent) => (people * u64::from(percent) / 100 + 1, people),
        Coded::AtLeast(percent) => (from(percent), people),
        Coded::Hidden => (0, people),
    };
    (low <= high).then_some(Possible { low, high })
}

/// The counts that a sign leaves possible among `of` people, for a reader who knows the pack. None when the pack never
/// says this of so many people. A hidden share may be any.
pub fn possible(coded: Coded, of: u32, under: Under<'_>) -> Option<Possible> {
    if coded == Coded::Hidden {
        return said(coded, of);
    }
    if of == 0 {
        return None;
    }
    // Signs come in the order of their counts, so that both ends are found by halving.
    let first = |reached: &dyn Fn((u8, u32)) -> bool| {
        let (mut low, mut high) = (0_u64, u64::from(of) + 1);
        while low < high {
            let middle = low.midpoint(high);
            let part = u32::try_from(middle).unwrap_or(of);
            if reached(sign(part, of, under).rank()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    };
    let rank = coded.rank();
    let (low, end) = (first(&|found| found >= rank), first(&|found| found > rank));
    let is_said = low < end && sign(u32::try_from(low).unwrap_or(of), of, under) == coded;
    let shown = |part: u64| u32::try_from(part).is_ok_and(|part| under.rules.shows_option(part));
    let each = u64::from(under.rules.least_per_option.unwrap_or(0));
    let (high, people) = (end.saturating_sub(1), u64::from(of));
    let low = if shown(low) { low } else { low.max(each) };
    let high = if shown(people - high.min(people)) {
        high
    } else {
        high.min(people.saturating_sub(each))
    };
    (is_said && low <= high).then_some(Possible { low, high })
}

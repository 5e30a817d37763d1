//! Figures that stand beside codes, made of what is said.

use super::coded::CodedShare;
use super::group::CodedGroup;
use super::share::{Coded, Possible, Under, possible};
use crate::report::Share;
use crate::rules::Figures;

/// One of two parts, as it is said.
pub(super) fn of_part(coded: &CodedGroup, part: usize, share: &Share) -> CodedShare {
    CodedShare {
        said: coded.options[part],
        interval: coded.allows_mean().then_some([share.low, share.high]),
    }
}

/// The favorable options together: as the pack says shares where every option is plainly said, else from the fewest to the
/// most people that the options leave.
pub(super) fn together(
    coded: &CodedGroup,
    favourable: &[bool],
    share: &Share,
    under: Under<'_>,
) -> CodedShare {
    let interval = coded.allows_mean().then_some([share.low, share.high]);
    let plain = |part: u32, of: u32| match under.rules.figures {
        Figures::Counts => Coded::Exact { part, of },
        Figures::Percents => Coded::Percent(percent(part.into(), of)),
    };
    if interval.is_some() {
        return CodedShare {
            said: plain(share.part, share.of),
            interval,
        };
    }
    let of = share.of;
    let range = |&said: &Coded| {
        possible(said, of, under).unwrap_or(Possible {
            low: 0,
            high: u64::from(of),
        })
    };
    let ranges: Vec<Possible> = coded.options.iter().map(range).collect();
    let sum = |wanted: bool, end: fn(&Possible) -> u64| -> u64 {
        let own = ranges
            .iter()
            .zip(favourable)
            .filter(|(_, favourable)| **favourable == wanted);
        own.map(|(range, _)| end(range)).sum()
    };
    let people = u64::from(of);
    let low = sum(true, |range| range.low).max(people.saturating_sub(sum(false, |range| range.high)));
    let high = sum(true, |range| range.high).min(people.saturating_sub(sum(false, |range| range.low)));
    let said = match (percent(low, of), percent(high, of)) {
        _ if low == high => plain(u32::try_from(low).unwrap_or(of), of),
        (low, high) if low == high => Coded::Percent(low),
        (low, high) => Coded::Band { low, high },
    };
    CodedShare { said, interval: None }
}

/// The nearest whole percent, halves up.
fn percent(part: u64, of: u32) -> u8 {
    let of = u64::from(of.max(1));
    u8::try_from((200 * part + of) / (2 * of)).unwrap_or(100)
}

/// The mean of shares that are all plainly said, of what is said.
pub(super) fn mean(said: &[Option<Coded>]) -> Option<f64> {
    let mut sum = 0.0;
    for said in said {
        sum += match *said {
            Some(Coded::Exact { part, of }) => f64::from(part) / f64::from(of.max(1)),
            Some(Coded::Percent(percent)) => f64::from(percent) / 100.0,
            _ => return None,
        };
    }
    let count = u32::try_from(said.len()).ok().filter(|&count| count > 0)?;
    Some(sum / f64::from(count))
}

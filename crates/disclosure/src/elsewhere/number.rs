//! One cell of a table: a number, a sign that says which numbers it can be, or a declared sign.

use std::collections::BTreeMap;

/// What a sign of another system means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Fewer than the system's least count; whether that can be nobody.
    Few {
        /// Whether the sign also stands for 0.
        nobody: bool,
    },
    /// Hidden, for this or for any other reason.
    Any,
    /// Nothing was said.
    Unsaid,
}

/// The largest count that is read.
pub(super) const LARGEST: u32 = 1_000_000_000;

/// Numbers that a cell leaves possible, in units of `1 / scale`: 100 for two digits after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// From one to another.
    Range { low: u64, high: u64 },
    /// A written percent, which stands for all that round to it.
    Rounded { value: u64, half: u64 },
    /// Hidden for any reason.
    Hidden,
    /// Nothing was said.
    Unsaid,
}

/// Percents are read to six digits after the point; half a unit of the sixth is one unit here.
pub(super) const PERCENT: u64 = 2_000_000;

/// Reads a cell of people.
pub(super) fn people(text: &str, signs: &BTreeMap<String, Sign>, least: u32) -> Result<Read, String> {
    let text = text.trim();
    if let Some(sign) = signs.get(text) {
        return Ok(declared(*sign, least));
    }
    if text.is_empty() {
        return Ok(Read::Unsaid);
    }
    let bare = text.strip_prefix(['n', 'N']).map_or(text, str::trim_start);
    let whole = |text: &str| {
        let text = text.trim();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse::<u64>().ok().filter(|_| digits);
        number.filter(|&number| number <= LARGEST.into())
    };
    range(bare, 1, LARGEST.into(), whole).ok_or_else(|| {
        format!(
            "{text:?} is no number of people: a whole number up to {LARGEST}, a range such as n<10 or 10-19, or a \
             sign whose meaning is declared would be right"
        )
    })
}

/// Reads a cell of percents.
pub(super) fn percent(text: &str, signs: &BTreeMap<String, Sign>, least: u32) -> Result<Read, String> {
    let text = text.trim();
    match signs.get(text) {
        // A sign for few people says nothing about their share.
        Some(Sign::Few { .. } | Sign::Any) => return Ok(Read::Hidden),
        Some(Sign::Unsaid) => return Ok(declared(Sign::Unsaid, least)),
        None => {}
    }
    if text.is_empty() {
        return Ok(Read::Unsaid);
    }
    let bare = text.strip_suffix('%').map_or(text, str::trim_end);
    let hundred = 100 * PERCENT;
    if let Some((value, half)) = decimal(bare)
        && value <= hundred
    {
        return Ok(Read::Rounded { value, half });
    }
    let value = |text: &str| {
        decimal(text.trim().trim_end_matches('%'))
            .map(|(value, _)| value)
            .filter(|&value| value <= hundred)
    };
    range(bare, 1, hundred, value).ok_or_else(|| {
        format!(
            "{text:?} is no percent: a number from 0 to 100, a range such as <5% or 20-29%, or a sign whose meaning is \
             declared would be right"
        )
    })
}

fn declared(sign: Sign, least: u32) -> Read {
    match sign {
        Sign::Few { nobody } => Read::Range {
            low: u64::from(!nobody),
            high: u64::from(least.saturating_sub(1)),
        },
        Sign::Any => Read::Hidden,
        Sign::Unsaid => Read::Unsaid,
    }
}

/// `<a`, `<=a`, `≤a`, `>a`, `>=a`, `≥a`, `a-b`, `a–b`, or a number itself; `step` lies between neighbors.
fn range(text: &str, step: u64, most: u64, number: impl Fn(&str) -> Option<u64>) -> Option<Read> {
    let of = |low: u64, high: u64| (low <= high).then_some(Read::Range { low, high });
    for (sign, below, strict) in [
        ("<=", true, 0),
        ("≤", true, 0),
        ("<", true, step),
        (">=", false, 0),
        ("≥", false, 0),
        (">", false, step),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            let bound = number(rest)?;
            return if below {
                of(0, bound.checked_sub(strict)?)
            } else {
                of(bound.checked_add(strict)?, most)
            };
        }
    }
    if let Some((low, high)) = text.split_once(['-', '–']) {
        return of(number(low)?, number(high)?);
    }
    number(text).and_then(|number| of(number, number))
}

/// A decimal in units of [`PERCENT`], and half a unit of its last digit.
fn decimal(text: &str) -> Option<(u64, u64)> {
    let (whole, digits) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || digits.len() > 6 || !is_number(whole) || !is_number(digits) {
        return None;
    }
    let unit = PERCENT / 10_u64.pow(u32::try_from(digits.len()).ok()?);
    let fraction = if digits.is_empty() {
        0
    } else {
        digits.parse::<u64>().ok()?
    };
    Some((whole.parse::<u64>().ok()? * PERCENT + fraction * unit, unit / 2))
}

/// The counts out of `low` to `high` people that a percent stands for.
pub(super) fn counts(read: Read, (low, high): (u32, u32)) -> Option<(u32, u32)> {
    let (from, to) = match read {
        Read::Range { low, high } => (low, high),
        Read::Rounded { value, half } => (value.saturating_sub(half), (value + half).min(100 * PERCENT)),
        Read::Hidden | Read::Unsaid => return None,
    };
    let whole = u128::from(100 * PERCENT);
    let least = (u128::from(low) * u128::from(from)).div_ceil(whole);
    let most = u128::from(high) * u128::from(to) / whole;
    let (least, most) = (u32::try_from(least).ok()?, u32::try_from(most).ok()?);
    (least <= most).then_some((least, most))
}

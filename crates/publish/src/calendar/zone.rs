//! `VTIMEZONE` components (RFC 5545, section 3.6.5) from the transitions that the events of a feed meet.

use std::collections::BTreeMap;

use jiff::{
    Timestamp, Zoned,
    tz::{Dst, Offset, TimeZone},
};

use super::lines::Lines;

/// The name under which programs know a zone; none for UTC and for zones without a name, which are written in UTC.
pub(super) fn name(zone: &TimeZone) -> Option<&str> {
    zone.iana_name()
        .filter(|name| !matches!(*name, "UTC" | "Etc/UTC" | "Etc/Unknown"))
}

/// A wall clock that shows twice means the first time (section 3.3.5), so the second cannot be written as one.
pub(super) fn wall_clock_is_enough(time: &Zoned) -> bool {
    time.time_zone()
        .to_ambiguous_timestamp(time.datetime())
        .compatible()
        .ok()
        == Some(time.timestamp())
}

/// Writes every zone that the spans use, in the order of names; the home zone alone when there are no spans.
pub(super) fn write_all(lines: &mut Lines, home: &TimeZone, spans: &[(Zoned, Zoned)]) {
    let mut zones: BTreeMap<String, (TimeZone, Timestamp, Timestamp)> = BTreeMap::new();
    for (start, end) in spans {
        let Some(name) = name(start.time_zone()) else {
            continue;
        };
        let (start_at, end_at) = (start.timestamp(), end.timestamp());
        let (_, from, until) = zones
            .entry(name.to_owned())
            .or_insert_with(|| (start.time_zone().clone(), start_at, end_at));
        *from = (*from).min(start_at);
        *until = (*until).max(end_at);
    }
    if spans.is_empty()
        && let Some(name) = name(home)
    {
        // A calendar needs a component even when it has no event (section 3.6).
        zones.insert(
            name.to_owned(),
            (home.clone(), Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH),
        );
    }
    for (name, (zone, from, until)) in &zones {
        write(lines, name, zone, *from, *until);
    }
}

fn write(lines: &mut Lines, name: &str, zone: &TimeZone, from: Timestamp, until: Timestamp) {
    lines.raw("BEGIN", "VTIMEZONE");
    lines.raw("TZID", name);
    // One transition before the first event, then each up to the last, so that no event is left without a rule.
    let first = zone
        .preceding(from)
        .next()
        .map(|transition| transition.timestamp());
    match first {
        Some(first) => {
            observance(lines, zone, first);
            let later = zone.following(first).map(|transition| transition.timestamp());
            for instant in later.take_while(|instant| *instant <= until) {
                observance(lines, zone, instant);
            }
        }
        None => fixed(lines, zone, from),
    }
    lines.raw("END", "VTIMEZONE");
}

/// One change of the clock: `DTSTART` is the wall clock at the change, as it read before it.
fn observance(lines: &mut Lines, zone: &TimeZone, change: Timestamp) {
    let before = change
        .checked_sub(jiff::SignedDuration::from_nanos(1))
        .map_or_else(
            |_| zone.to_offset(change),
            |just_before| zone.to_offset(just_before),
        );
    let after = zone.to_offset_info(change);
    let kind = if after.dst() == Dst::Yes {
        "DAYLIGHT"
    } else {
        "STANDARD"
    };
    lines.raw("BEGIN", kind);
    lines.raw(
        "DTSTART",
        &before.to_datetime(change).strftime("%Y%m%dT%H%M%S").to_string(),
    );
    lines.raw("TZOFFSETFROM", &offset(before));
    lines.raw("TZOFFSETTO", &offset(after.offset()));
    lines.text("TZNAME", after.abbreviation());
    lines.raw("END", kind);
}

/// A zone whose clock had not yet changed when the first event starts.
fn fixed(lines: &mut Lines, zone: &TimeZone, at: Timestamp) {
    let info = zone.to_offset_info(at);
    lines.raw("BEGIN", "STANDARD");
    lines.raw("DTSTART", "19700101T000000");
    lines.raw("TZOFFSETFROM", &offset(info.offset()));
    lines.raw("TZOFFSETTO", &offset(info.offset()));
    lines.text("TZNAME", info.abbreviation());
    lines.raw("END", "STANDARD");
}

fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = if seconds < 0 {
        ('-', -seconds)
    } else {
        ('+', seconds)
    };
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

//! A time on the wall clock of a zone, on the days when the clocks change, too.

use crate::Instant;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

/// Which one is meant when the clock shows a time twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fold {
    /// The first.
    Earlier,
    /// The second.
    Later,
}

/// The instant at which clocks of the zone show `moment`; nothing when they skip it.
pub(crate) fn resolve(moment: DateTime, zone: &TimeZone, fold: Fold) -> Option<Instant> {
    let ambiguous = zone.to_ambiguous_timestamp(moment);
    let timestamp = match (ambiguous.offset(), fold) {
        (AmbiguousOffset::Gap { .. }, _) => return None,
        (AmbiguousOffset::Unambiguous { .. }, _) => ambiguous.compatible(),
        (AmbiguousOffset::Fold { .. }, Fold::Earlier) => ambiguous.earlier(),
        (AmbiguousOffset::Fold { .. }, Fold::Later) => ambiguous.later(),
    };
    timestamp.ok().map(Instant::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn pacific(moment: DateTime, fold: Fold) -> Option<String> {
        let zone = TimeZone::get("America/Los_Angeles").unwrap();
        resolve(moment, &zone, fold).map(|at| at.timestamp().to_string())
    }

    #[test]
    fn resolve_skipped_hour_is_nothing() {
        assert_eq!(pacific(date(2026, 3, 8).at(2, 30, 0, 0), Fold::Earlier), None);
    }

    #[test]
    fn resolve_repeated_hour_takes_the_one_asked_for() {
        let moment = date(2025, 11, 2).at(1, 30, 0, 0);
        assert_eq!(
            pacific(moment, Fold::Earlier),
            Some("2025-11-02T08:30:00Z".into())
        );
        assert_eq!(pacific(moment, Fold::Later), Some("2025-11-02T09:30:00Z".into()));
    }
}

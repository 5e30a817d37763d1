//! The feed is read back by a parser that is not ours, and its bytes are compared where programs are strict.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use icalendar::{Calendar, CalendarComponent, Component};
use jiff::Zoned;
use publish::calendar::{CalendarEvent, CalendarFeed, Standing};

fn event(starts: &str) -> CalendarEvent {
    CalendarEvent {
        uid: "7f9c@kith.example".into(),
        sequence: 2,
        starts: starts.parse().unwrap(),
        minutes: 90,
        title: "Group session 1".into(),
        description: String::new(),
        location: None,
        url: None,
        standing: Standing::Confirmed,
        updated: "2025-10-30T16:05:09.75Z".parse().unwrap(),
    }
}

fn feed(events: Vec<CalendarEvent>) -> String {
    let zone = jiff::tz::TimeZone::get("America/Los_Angeles").unwrap();
    CalendarFeed {
        name: "Stronger Connections".into(),
        zone,
        refresh_hours: 6,
        events,
    }
    .to_ics()
}

fn unfolded(ics: &str) -> Vec<String> {
    ics.replace("\r\n ", "")
        .split_terminator("\r\n")
        .map(str::to_owned)
        .collect()
}

#[test]
fn feed_of_one_session_has_exactly_these_bytes() {
    let ics = feed(vec![CalendarEvent {
        description: "Learning, sharing; processing\nand \\ planning".into(),
        location: Some("https://meet.example/a?b=1,2".into()),
        url: Some("https://kith.example/sessions/1".into()),
        ..event("2026-01-15T10:00:00-08:00[America/Los_Angeles]")
    }]);
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kith//Kith//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Stronger Connections",
        "X-WR-CALNAME:Stronger Connections",
        "X-WR-TIMEZONE:America/Los_Angeles",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        "BEGIN:VTIMEZONE",
        "TZID:America/Los_Angeles",
        "BEGIN:STANDARD",
        "DTSTART:20251102T020000",
        "TZOFFSETFROM:-0700",
        "TZOFFSETTO:-0800",
        "TZNAME:PST",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:7f9c@kith.example",
        "DTSTAMP:20251030T160509Z",
        "LAST-MODIFIED:20251030T160509Z",
        "SEQUENCE:2",
        "DTSTART;TZID=America/Los_Angeles:20260115T100000",
        "DTEND;TZID=America/Los_Angeles:20260115T113000",
        "SUMMARY:Group session 1",
        "DESCRIPTION:Learning\\, sharing\\; processing\\nand \\\\ planning",
        "LOCATION:https://meet.example/a?b=1\\,2",
        "URL:https://kith.example/sessions/1",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(ics, expected.join("\r\n"));
}

#[test]
fn season_across_both_clock_changes_has_a_rule_for_each() {
    let ics = feed(vec![
        event("2025-10-30T10:00:00-07:00[America/Los_Angeles]"),
        event("2026-01-15T10:00:00-08:00[America/Los_Angeles]"),
        event("2026-04-23T10:00:00-07:00[America/Los_Angeles]"),
    ]);
    let starts: Vec<String> = unfolded(&ics)
        .into_iter()
        .filter(|line| line.starts_with("DTSTART"))
        .collect();
    assert_eq!(
        starts,
        [
            "DTSTART:20250309T020000",
            "DTSTART:20251102T020000",
            "DTSTART:20260308T020000",
            "DTSTART;TZID=America/Los_Angeles:20251030T100000",
            "DTSTART;TZID=America/Los_Angeles:20260115T100000",
            "DTSTART;TZID=America/Los_Angeles:20260423T100000",
        ]
    );
}

#[test]
fn time_that_the_clock_shows_twice_is_written_in_utc_the_second_time() {
    let first = feed(vec![event("2025-11-02T01:30:00-07:00[America/Los_Angeles]")]);
    let second = feed(vec![event("2025-11-02T01:30:00-08:00[America/Los_Angeles]")]);
    let time = |ics: &str, name: &str| {
        unfolded(ics)
            .into_iter()
            .rfind(|line| line.starts_with(name))
            .unwrap()
    };
    assert_eq!(
        time(&first, "DTSTART"),
        "DTSTART;TZID=America/Los_Angeles:20251102T013000"
    );
    assert_eq!(
        time(&first, "DTEND"),
        "DTEND;TZID=America/Los_Angeles:20251102T020000"
    );
    assert_eq!(time(&second, "DTSTART"), "DTSTART:20251102T093000Z");
}

#[test]
fn session_over_the_spring_change_ends_after_the_minutes_that_pass() {
    let ics = feed(vec![event("2026-03-08T01:00:00-08:00[America/Los_Angeles]")]);
    assert!(ics.contains("DTEND;TZID=America/Los_Angeles:20260308T033000\r\n"));
}

#[test]
fn zone_without_a_name_is_written_in_utc() {
    let starts: Zoned = "2026-01-15T10:00:00-08:00[-08:00]".parse().unwrap();
    let ics = feed(vec![CalendarEvent {
        starts,
        ..event("2026-01-15T10:00:00-08:00[-08:00]")
    }]);
    assert!(ics.contains("\r\nDTSTART:20260115T180000Z\r\n"));
    assert!(!ics.contains("VTIMEZONE"));
}

#[test]
fn zone_that_never_changes_has_one_rule() {
    let ics = feed(vec![event("2026-01-15T10:00:00+00:00[Etc/GMT]")]);
    assert_eq!(ics.matches("BEGIN:STANDARD").count(), 1);
    assert!(ics.contains("TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\n"));
}

#[test]
fn long_text_of_many_bytes_is_folded_between_characters() {
    let title = "Reunión «é» 学校の風土 ".repeat(12);
    let ics = feed(vec![CalendarEvent {
        title: title.clone(),
        ..event("2026-01-15T10:00:00-08:00[America/Los_Angeles]")
    }]);
    assert_eq!(
        ics.split("\r\n")
            .map(str::len)
            .filter(|octets| *octets > 75)
            .count(),
        0
    );
    assert!(!ics.replace("\r\n", "").contains(['\r', '\n']));
    assert!(unfolded(&ics).contains(&format!("SUMMARY:{title}")));
}

#[test]
fn feed_read_by_another_parser_gives_the_session_back() {
    let title = "Kick-off: “Asking well”, part 1; with families — 学校".repeat(3);
    let ics = feed(vec![CalendarEvent {
        title: title.clone(),
        standing: Standing::Cancelled,
        ..event("2026-01-15T10:00:00-08:00[America/Los_Angeles]")
    }]);
    let calendar: Calendar = ics.parse().unwrap();
    assert_eq!(calendar.property_value("METHOD"), Some("PUBLISH"));
    let events: Vec<_> = calendar
        .components
        .iter()
        .filter_map(|component| {
            if let CalendarComponent::Event(event) = component {
                Some(event)
            } else {
                None
            }
        })
        .collect();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].get_summary(), Some(title.as_str()));
    assert_eq!(events[0].get_uid(), Some("7f9c@kith.example"));
    assert_eq!(events[0].property_value("STATUS"), Some("CANCELLED"));
    assert_eq!(events[0].property_value("DTSTART"), Some("20260115T100000"));
}

#[test]
fn hostile_words_start_no_line_of_their_own() {
    let ics = feed(vec![CalendarEvent {
        title: "Fun\r\nATTENDEE:mailto:x@example.org\u{7}".into(),
        url: Some("https://kith.example/\r\nATTACH:x".into()),
        ..event("2026-01-15T10:00:00-08:00[America/Los_Angeles]")
    }]);
    assert_eq!(
        unfolded(&ics)
            .iter()
            .filter(|line| line.starts_with("ATT"))
            .count(),
        0
    );
    assert!(unfolded(&ics).contains(&"SUMMARY:Fun\\nATTENDEE:mailto:x@example.org".to_owned()));
}

#[test]
fn feed_without_events_still_has_a_component() {
    let ics = feed(vec![]);
    assert_eq!(ics.matches("BEGIN:VTIMEZONE").count(), 1);
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), 0);
}

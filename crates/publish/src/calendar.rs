//! Sessions as an iCalendar feed (RFC 5545, RFC 7986) that calendar programs subscribe to.
//!
//! Times are written in the zone of each event with a `VTIMEZONE` made from the time-zone database, so that a program
//! shows the wall clock that people agreed on. An event whose wall clock is ambiguous is written in UTC instead.

mod lines;
mod zone;

use jiff::{SignedDuration, Timestamp, Zoned, tz::TimeZone};
use lines::Lines;

/// A calendar to subscribe to: its name, its home zone and its events.
#[derive(Clone, Debug)]
pub struct CalendarFeed {
    /// What a calendar program lists it as.
    pub name: String,
    /// The zone of the network, told to programs that ask for one.
    pub zone: TimeZone,
    /// How often a program should look again, in hours.
    pub refresh_hours: u16,
    /// In the order in which they are written.
    pub events: Vec<CalendarEvent>,
}

/// One session.
#[derive(Clone, Debug)]
pub struct CalendarEvent {
    /// The same for the life of the event, unique in the world: `<session id>@<host>`.
    pub uid: String,
    /// Goes up with every change of time, place or standing, so that programs take the newer one.
    pub sequence: u32,
    /// The start, in the zone in which it was agreed.
    pub starts: Zoned,
    /// How long it lasts.
    pub minutes: u32,
    /// What it is called.
    pub title: String,
    /// More about it, in plain text; may have several lines.
    pub description: String,
    /// Where it is: a place, or the address of a call.
    pub location: Option<String>,
    /// The page about it.
    pub url: Option<String>,
    /// Whether it takes place.
    pub standing: Standing,
    /// When it was last changed.
    pub updated: Timestamp,
}

/// Whether an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It takes place.
    Confirmed,
    /// It was called off; programs strike it out, so it stays in the feed.
    Cancelled,
}

impl CalendarFeed {
    /// The feed as the bytes to serve, `text/calendar; charset=utf-8`.
    ///
    /// The same feed gives the same bytes, so that a program which compares them sees no change.
    pub fn to_ics(&self) -> String {
        let mut lines = Lines::default();
        lines.raw("BEGIN", "VCALENDAR");
        lines.raw("VERSION", "2.0");
        lines.raw("PRODID", "-//Kith//Kith//EN");
        lines.raw("CALSCALE", "GREGORIAN");
        lines.raw("METHOD", "PUBLISH");
        lines.text("NAME", &self.name);
        lines.text("X-WR-CALNAME", &self.name);
        if let Some(name) = zone::name(&self.zone) {
            lines.raw("X-WR-TIMEZONE", name);
        }
        let refresh = format!("PT{}H", self.refresh_hours.max(1));
        lines.raw("REFRESH-INTERVAL;VALUE=DURATION", &refresh);
        lines.raw("X-PUBLISHED-TTL", &refresh);
        zone::write_all(&mut lines, &self.zone, &self.spans());
        for event in &self.events {
            event.write(&mut lines);
        }
        lines.raw("END", "VCALENDAR");
        lines.finish()
    }

    fn spans(&self) -> Vec<(Zoned, Zoned)> {
        self.events
            .iter()
            .map(|event| (event.starts.clone(), event.ends()))
            .collect()
    }
}

impl CalendarEvent {
    fn ends(&self) -> Zoned {
        // A session that would end after the year 9999 keeps its start as its end.
        self.starts
            .checked_add(SignedDuration::from_mins(i64::from(self.minutes)))
            .unwrap_or_else(|_| self.starts.clone())
    }

    fn write(&self, lines: &mut Lines) {
        lines.raw("BEGIN", "VEVENT");
        lines.text("UID", &self.uid);
        lines.raw("DTSTAMP", &utc(self.updated));
        lines.raw("LAST-MODIFIED", &utc(self.updated));
        lines.raw("SEQUENCE", &self.sequence.to_string());
        write_time(lines, "DTSTART", &self.starts);
        write_time(lines, "DTEND", &self.ends());
        lines.text("SUMMARY", &self.title);
        if !self.description.is_empty() {
            lines.text("DESCRIPTION", &self.description);
        }
        if let Some(location) = &self.location {
            lines.text("LOCATION", location);
        }
        if let Some(url) = &self.url {
            lines.raw("URL", url);
        }
        lines.raw(
            "STATUS",
            match self.standing {
                Standing::Confirmed => "CONFIRMED",
                Standing::Cancelled => "CANCELLED",
            },
        );
        lines.raw("END", "VEVENT");
    }
}

fn utc(instant: Timestamp) -> String {
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn write_time(lines: &mut Lines, name: &str, time: &Zoned) {
    match zone::name(time.time_zone()).filter(|_| zone::wall_clock_is_enough(time)) {
        Some(zone) => lines.raw(
            &format!("{name};TZID={zone}"),
            &time.strftime("%Y%m%dT%H%M%S").to_string(),
        ),
        None => lines.raw(name, &utc(time.timestamp())),
    }
}

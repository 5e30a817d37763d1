//! Parts of networks that several pages show, ready for a template: sessions with their parts, dates, fees.

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use platform::Instant;
use platform::network::Definition;
use platform::network::definition::{SessionPlan, When};
use platform::network::session::{Phase, Session, Standing};

use crate::language::Translator;

/// A session on a page.
pub(crate) struct SessionShown {
    /// Its kind, in words.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// More about it; may be empty.
    pub about: String,
    /// Where it is; may be empty.
    pub place: String,
    /// When it is, in words.
    pub when: String,
    /// For which collaborative; empty when for everybody.
    pub collaborative: String,
    /// How it stands in the season, as a class: `done`, `now`, `cancelled` or nothing.
    pub class: &'static str,
    /// The same in words, for those who do not see the class.
    pub standing: String,
    /// How long it lasts, in words.
    pub length: String,
    /// Its timed parts.
    pub segments: Vec<SegmentShown>,
    /// What to read before.
    pub readings: Vec<ReadingShown>,
    /// Whether anybody can come.
    pub public: bool,
}

/// A timed part of a session.
pub(crate) struct SegmentShown {
    /// As wide as it is long.
    pub class: String,
    /// What it is called.
    pub title: String,
    /// Its length, in words.
    pub minutes: String,
}

/// Something to read.
pub(crate) struct ReadingShown {
    /// What it is called.
    pub title: String,
    /// How long it takes, in words.
    pub minutes: String,
    /// Its address; may be empty.
    pub link: String,
}

impl SessionShown {
    /// A session as it stands at an instant; the `next` one of a season is marked.
    pub(crate) fn new(
        t: Translator,
        definition: &Definition,
        session: &Session,
        now: Instant,
        next: bool,
    ) -> Self {
        let zone = definition.zone();
        let (class, standing) = match (session.standing, session.phase(now, &zone)) {
            (Standing::Cancelled, _) => ("cancelled", "network-session-cancelled"),
            (_, Phase::Done) => ("done", "network-session-done"),
            (_, Phase::Now) => ("now", "network-session-now"),
            (_, Phase::Ahead) if next => ("now", "network-session-next"),
            (_, Phase::Ahead) => ("", "network-session-ahead"),
        };
        Self {
            class,
            standing: t.say(standing).to_string(),
            ..Self::of_plan(t, definition, &session.plan)
        }
    }

    fn of_plan(t: Translator, definition: &Definition, plan: &SessionPlan) -> Self {
        let tag = t.language.tag();
        let place = plan
            .collaborative
            .as_deref()
            .and_then(|slug| definition.collaborative(slug));
        let reading = |one: &platform::network::definition::PreReading| ReadingShown {
            title: one.title.get(tag).to_owned(),
            minutes: minutes(t, one.minutes),
            link: one.link.clone().unwrap_or_default(),
        };
        Self {
            kind: t
                .say(&format!("network-session-{}", plan.kind.name()))
                .to_string(),
            title: plan.title.get(tag).to_owned(),
            about: plan.about.as_ref().map_or("", |about| about.get(tag)).to_owned(),
            place: plan.place.clone().unwrap_or_default(),
            when: when(t, plan, &definition.zone()),
            collaborative: place.map_or("", |place| place.name.get(tag)).to_owned(),
            class: "",
            standing: String::new(),
            length: minutes(t, plan.minutes),
            segments: plan
                .segments
                .iter()
                .map(|segment| SegmentShown {
                    class: width(segment.minutes),
                    title: segment.title.get(tag).to_owned(),
                    minutes: minutes(t, segment.minutes),
                })
                .collect(),
            readings: plan.pre_readings.iter().map(reading).collect(),
            public: plan.public,
        }
    }
}

/// The sessions of a season in order, with the next one marked.
pub(crate) fn season(
    t: Translator,
    definition: &Definition,
    sessions: &[Session],
    now: Instant,
) -> Vec<SessionShown> {
    let zone = definition.zone();
    // A window that is still open stands after what is over, though it began earlier.
    let mut sessions: Vec<&Session> = sessions.iter().collect();
    sessions.sort_by_key(|session| session.phase(now, &zone) != Phase::Done);
    let is_next = |session: &&&Session| {
        session.standing == Standing::Confirmed && session.phase(now, &zone) != Phase::Done
    };
    let next = sessions.iter().find(is_next).map(|session| session.id);
    let shown = |session: &Session| SessionShown::new(t, definition, session, now, Some(session.id) == next);
    sessions.into_iter().map(shown).collect()
}

/// When a session is, in words: with the time of its end and the zone's name.
pub(crate) fn when(t: Translator, plan: &SessionPlan, zone: &TimeZone) -> String {
    match plan.when {
        When::At(starts) => {
            let from = starts.timestamp().to_zoned(zone.clone());
            let length = SignedDuration::from_mins(i64::from(plan.minutes));
            let until = starts.plus(length).timestamp().to_zoned(zone.clone());
            t.say("network-when-at")
                .with("date", t.weekday_date(from.date()))
                .with("from", t.time(from.time()))
                .with("until", t.time(until.time()))
                .with("zone", t.zone(starts, zone))
                .to_string()
        }
        When::Between(days) => t
            .say("network-when-between")
            .with("from", t.date(days.from))
            .with("until", t.date(days.until))
            .to_string(),
    }
}

/// The deadline of a network, in words: its last minute, on its own clock.
pub(crate) fn deadline(t: Translator, definition: &Definition) -> String {
    let rules = &definition.application;
    t.say("core-instant")
        .with("date", t.weekday_date(rules.deadline.date()))
        .with("time", t.time(rules.deadline.time()))
        .with("zone", t.zone(rules.opens, definition.zone()))
        .to_string()
}

/// What it costs, in words.
pub(crate) fn fee(t: Translator, definition: &Definition) -> String {
    match &definition.fee {
        None => t.say("network-free").to_string(),
        Some(fee) => t
            .say("network-fee-per-team")
            .with("amount", fee.amount)
            .with("currency", &fee.currency)
            .to_string(),
    }
}

/// Who may apply, in words.
pub(crate) fn eligible(t: Translator, definition: &Definition) -> String {
    let rules = &definition.eligibility;
    let kinds: Vec<_> = rules
        .agency_kinds
        .iter()
        .map(|kind| t.say(&format!("agency-kinds-{kind}")).to_string())
        .collect();
    let kinds = kinds.join(", ");
    if rules.states.is_empty() {
        return t
            .say("network-eligible-anywhere")
            .with("kinds", kinds)
            .to_string();
    }
    t.say("network-eligible-states")
        .with("kinds", kinds)
        .with("states", rules.states.join(", "))
        .to_string()
}

/// Whether a network takes applications at an instant, in words.
pub(crate) fn application_state(t: Translator, definition: &Definition, now: Instant) -> String {
    if definition.takes_applications(now) {
        return t
            .say("network-applications-open")
            .with("deadline", deadline(t, definition))
            .to_string();
    }
    if now < definition.application.opens {
        let opens = t.instant(definition.application.opens, definition.zone());
        return t
            .say("network-applications-early")
            .with("opens", opens)
            .to_string();
    }
    t.say("network-applications-closed")
        .with("deadline", deadline(t, definition))
        .to_string()
}

/// Paragraphs of a long text.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let parts = text.replace("\r\n", "\n");
    let parts = parts
        .split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    parts.filter(|part| !part.is_empty()).collect()
}

/// A length in minutes, in words.
pub(crate) fn minutes(t: Translator, minutes: u16) -> String {
    t.say("network-minutes").with("minutes", minutes).to_string()
}

/// The class that makes a part as wide as it is long, in steps of five minutes.
fn width(minutes: u16) -> String {
    let steps = minutes.div_ceil(5).clamp(1, 24);
    format!("m{}", steps * 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_wrapped_text_are_lines_joined() {
        assert_eq!(paragraphs("a\nb\n\n\n c \n"), ["a b", "c"]);
        assert_eq!(paragraphs(" \n "), Vec::<String>::new());
    }

    #[test]
    fn width_stays_within_the_classes_there_are() {
        assert_eq!(
            [1, 5, 12, 90, 1000].map(width),
            ["m5", "m5", "m15", "m90", "m120"]
        );
    }
}

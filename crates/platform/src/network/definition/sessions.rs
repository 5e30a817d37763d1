//! The sessions of a definition: events with their timed parts and what to read before.

use super::read::Reader;
use super::zone::Fold;
use super::{CollaborativePlan, Days};
use crate::Instant;
use instrument::Text;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

const MINUTES_MAX: i64 = 24 * 60;

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionPlan {
    /// Its name in files, unique in its network.
    pub id: String,
    /// What kind of event it is.
    pub kind: SessionKind,
    /// What it is called.
    pub title: Text,
    /// More about it.
    pub about: Option<Text>,
    /// Where it is: a place, or the address of a call.
    pub place: Option<String>,
    /// Slug of the collaborative it is for; everybody's when empty.
    pub collaborative: Option<String>,
    /// When it is.
    pub when: When,
    /// How long it lasts.
    pub minutes: u16,
    /// Whether each team has one of its own.
    pub per_team: bool,
    /// Whether anybody can see it and register.
    pub public: bool,
    /// How many people can register.
    pub seats: Option<u32>,
    /// Its parts, whose minutes add up to its own.
    pub segments: Vec<Segment>,
    /// What to read before.
    pub pre_readings: Vec<PreReading>,
}

/// When a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// It starts at this instant.
    At(Instant),
    /// To be fixed with each team between these days.
    Between(Days),
}

/// One timed part of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// What is done in it.
    pub kind: SegmentKind,
    /// What it is called.
    pub title: Text,
    /// How long it lasts.
    pub minutes: u16,
}

/// Something to read before a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreReading {
    /// What it is called.
    pub title: Text,
    /// How long it takes to read.
    pub minutes: u16,
    /// Its address, if it is on the web.
    pub link: Option<String>,
}

macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($(#[$one])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every name.
            pub const NAMES: &[&str] = &[$($text),+];

            /// Its name in files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The kind of this name; the first one when there is none such, which the reader has noted.
            fn named(name: &str) -> Self {
                [$(Self::$variant),+].into_iter().find(|kind| kind.name() == name).unwrap_or([$(Self::$variant),+][0])
            }
        }
    };
}

kinds! {
    /// What kind of event a session is.
    SessionKind {
        /// A team's first conversation with its coaches.
        CheckIn = "check-in",
        /// The opening of a season.
        KickOff = "kick-off",
        /// Teams learn from each other.
        Group = "group",
        /// A workshop.
        Workshop = "workshop",
        /// A webinar.
        Webinar = "webinar",
        /// A short session, such as on wellness.
        MiniSession = "mini-session",
        /// A team and its coach.
        Coaching = "coaching",
    }
}

kinds! {
    /// What is done in a part of a session.
    SegmentKind {
        /// Arriving.
        Welcome = "welcome",
        /// Somebody teaches.
        Learning = "learning",
        /// People try it.
        Practice = "practice",
        /// Teams tell.
        Sharing = "sharing",
        /// People talk.
        Conversation = "conversation",
        /// Time to think.
        Processing = "processing",
        /// The next step is written down.
        Planning = "planning",
        /// Questions and answers.
        Questions = "questions",
        /// Leaving.
        Closing = "closing",
    }
}

pub(super) fn read(
    readers: &[Reader],
    zone: &TimeZone,
    collaboratives: &[CollaborativePlan],
) -> Vec<SessionPlan> {
    readers
        .iter()
        .map(|reader| session(reader, zone, collaboratives))
        .collect()
}

fn session(reader: &Reader, zone: &TimeZone, collaboratives: &[CollaborativePlan]) -> SessionPlan {
    let session = SessionPlan {
        id: reader.slug("id"),
        kind: SessionKind::named(&reader.choice("kind", SessionKind::NAMES)),
        title: reader.text("title"),
        about: reader.text_if_given("about"),
        place: reader.string_if_given("place"),
        collaborative: reader.string_if_given("collaborative"),
        when: when(reader, zone),
        minutes: reader.whole("minutes", 1, MINUTES_MAX),
        per_team: reader.flag("per_team"),
        public: reader.flag("public"),
        seats: reader.whole_if_given("seats", 1, 1_000_000),
        segments: reader.tables("segments").iter().map(segment).collect(),
        pre_readings: reader.tables("pre_readings").iter().map(pre_reading).collect(),
    };
    reader.finish();
    check(reader, &session, collaboratives);
    session
}

fn check(reader: &Reader, session: &SessionPlan, collaboratives: &[CollaborativePlan]) {
    let sum: u32 = session
        .segments
        .iter()
        .map(|segment| u32::from(segment.minutes))
        .sum();
    if sum != u32::from(session.minutes) && !session.segments.is_empty() {
        let numbers = [
            ("sum", &*sum.to_string()),
            ("minutes", &*session.minutes.to_string()),
        ];
        reader.problem_of("segments", "network-file-minutes-sum", &numbers);
    }
    if session.per_team && matches!(session.when, When::At(_)) {
        reader.problem("per_team", "network-file-per-team-without-window");
    }
    if session.per_team && session.public {
        reader.problem("public", "network-file-per-team-public");
    }
    if session.seats.is_some() && !session.public {
        reader.problem("seats", "network-file-seats-not-public");
    }
    if let Some(slug) = &session.collaborative
        && !collaboratives.iter().any(|one| one.slug == *slug)
    {
        reader.problem("collaborative", "network-file-collaborative-unknown");
    }
}

fn when(reader: &Reader, zone: &TimeZone) -> When {
    let given = |key| reader.given(key).is_some();
    match (given("date") || given("starts"), given("window")) {
        (true, false) => {
            let moment = reader.date("date").to_datetime(reader.hour("starts"));
            When::At(reader.instant("starts", moment, zone, Fold::Earlier))
        }
        (false, true) => When::Between(reader.days("window")),
        _ => {
            reader.problem("date", "network-file-session-time");
            When::At(Instant::from_micros(0))
        }
    }
}

fn segment(reader: &Reader) -> Segment {
    let segment = Segment {
        kind: SegmentKind::named(&reader.choice("kind", SegmentKind::NAMES)),
        title: reader.text("title"),
        minutes: reader.whole("minutes", 1, MINUTES_MAX),
    };
    reader.finish();
    segment
}

fn pre_reading(reader: &Reader) -> PreReading {
    let reading = PreReading {
        title: reader.text("title"),
        minutes: reader.whole("minutes", 1, MINUTES_MAX),
        link: reader.string_if_given("link"),
    };
    reader.finish();
    if reading
        .link
        .as_ref()
        .is_some_and(|link| !link.starts_with("https://") && !link.starts_with("http://"))
    {
        reader.problem("link", "network-file-link-wrong");
    }
    reading
}

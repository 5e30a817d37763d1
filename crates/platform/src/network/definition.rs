//! What a network is: the file a host writes, with its times resolved in the network's own zone.
//!
//! `parse` reads TOML and reports every problem, not the first: which key, and what would be right. The keys are told in
//! the README of the demonstration's folder. A deadline is the last minute in which something can still be
//! done, so the network closes at the end of that minute ([`ApplicationRules::closes`]).

mod network;
mod read;
mod sessions;
mod zone;

use crate::people::agency::AgencyKind;
use crate::{Instant, Problem};
use instrument::Text;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use read::Reader;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

pub use sessions::{PreReading, Segment, SegmentKind, SessionKind, SessionPlan, When};

/// The largest file that is read.
pub const BYTES_MAX: usize = 1024 * 1024;
/// The longest answer that is kept, whatever a question says.
pub const ANSWER_CHARS_MAX: usize = 20_000;

/// A network as its host wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: Text,
    /// One sentence.
    pub summary: Text,
    /// Paragraphs, parted by blank lines.
    pub description: Text,
    /// The organization that runs it.
    pub host: String,
    /// An address for questions.
    pub contact: String,
    /// IANA name of the zone that its dates are in.
    pub time_zone: String,
    /// First and last day.
    pub season: Days,
    /// People in a team, the lead included.
    pub team_size: TeamSize,
    /// What a team pays; nothing when free.
    pub fee: Option<Fee>,
    /// Who may apply.
    pub eligibility: Eligibility,
    /// When and with what a team applies.
    pub application: ApplicationRules,
    /// What a team can settle on in its check-in.
    pub focus_areas: Vec<FocusArea>,
    /// Groups of teams; none when offers go into the network itself.
    pub collaboratives: Vec<CollaborativePlan>,
    /// Its events, as the host ordered them.
    pub sessions: Vec<SessionPlan>,
}

/// Days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub until: Date,
}

/// How many people a team has, the lead included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamSize {
    /// At least.
    pub least: u16,
    /// At most.
    pub most: u16,
}

/// What a team pays for its season.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// Whole units of the currency.
    pub amount: u32,
    /// Three letters, such as `USD`.
    pub currency: String,
}

/// Who may apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    /// Two-letter codes; empty means any.
    pub states: Vec<String>,
    /// Kinds of agency, by the names of [`kind_name`].
    pub agency_kinds: Vec<String>,
}

impl Eligibility {
    /// Whether agencies of this state may apply.
    pub fn takes_state(&self, state: &str) -> bool {
        self.states.is_empty() || self.states.iter().any(|one| one == state)
    }

    /// Whether agencies of this kind may apply.
    pub fn takes_kind(&self, kind: AgencyKind) -> bool {
        self.agency_kinds.iter().any(|one| one == kind_name(kind))
    }
}

/// When and with what a team applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationRules {
    /// From this instant on.
    pub opens: Instant,
    /// Until before this instant: the end of the deadline's minute.
    pub closes: Instant,
    /// The deadline on the wall clock of the network's zone.
    pub deadline: DateTime,
    /// People to be named besides the lead.
    pub colleagues_least: u16,
    /// What is asked, in order.
    pub questions: Vec<Question>,
}

/// A question answered in paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name in an application.
    pub id: String,
    /// What is asked.
    pub prompt: Text,
    /// At least so many paragraphs.
    pub paragraphs_least: u16,
    /// At most so many paragraphs.
    pub paragraphs_most: u16,
    /// At most so many words, when the host says.
    pub words_most: Option<u16>,
}

/// Something a team can work on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FocusArea {
    /// Its name in files.
    pub id: String,
    /// What people call it.
    pub name: Text,
}

/// A group of teams that meets together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollaborativePlan {
    /// Its name in files and addresses.
    pub slug: String,
    /// What people call it.
    pub name: Text,
    /// One sentence.
    pub summary: Text,
    /// At most so many teams, when there is a cap.
    pub capacity_teams: Option<u16>,
}

impl Definition {
    /// Reads a definition from TOML.
    ///
    /// # Errors
    /// Every problem, with the key it belongs to as its field.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        if bytes.len() > BYTES_MAX {
            return Err(vec![
                Problem::new("", "network-file-too-large").with("most", BYTES_MAX / 1024),
            ]);
        }
        let text =
            std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).map_err(|wrong| {
                vec![Problem::new("", "network-file-not-utf8").with("byte", wrong.valid_up_to())]
            })?;
        let table: toml::Table = toml::from_str(text).map_err(|wrong| {
            let line = wrong.span().map_or(1, |span| {
                text[..span.start.min(text.len())].matches('\n').count() + 1
            });
            vec![
                Problem::new("", "network-file-not-toml")
                    .with("line", line)
                    .with("why", wrong.message()),
            ]
        })?;
        let problems = RefCell::new(Vec::new());
        let definition = network::read(&Reader::new(&table, &problems));
        let problems = problems.into_inner();
        if problems.is_empty() {
            Ok(definition)
        } else {
            Err(problems)
        }
    }

    /// The zone that its dates are in.
    pub fn zone(&self) -> TimeZone {
        // Checked when the file was read; a zone that vanished from the database since then must not break a page.
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// The day it is in the network's zone.
    pub fn day(&self, now: Instant) -> Date {
        now.timestamp().to_zoned(self.zone()).date()
    }

    /// Whether an application can be sent at this instant.
    pub fn takes_applications(&self, now: Instant) -> bool {
        now >= self.application.opens && now < self.application.closes
    }

    /// The collaborative of this slug.
    pub fn collaborative(&self, slug: &str) -> Option<&CollaborativePlan> {
        self.collaboratives.iter().find(|one| one.slug == slug)
    }

    /// At most so many colleagues besides the lead.
    pub fn colleagues_most(&self) -> u16 {
        self.team_size.most.saturating_sub(1)
    }

    /// At least so many colleagues besides the lead.
    pub fn colleagues_least(&self) -> u16 {
        self.application
            .colleagues_least
            .max(self.team_size.least.saturating_sub(1))
    }
}

/// The name of a kind of agency in files.
pub fn kind_name(kind: AgencyKind) -> &'static str {
    match kind {
        AgencyKind::Local => "local",
        AgencyKind::State => "state",
        AgencyKind::County => "county-office",
    }
}

/// The kind of agency of this name.
pub fn kind_named(name: &str) -> Option<AgencyKind> {
    [AgencyKind::Local, AgencyKind::County, AgencyKind::State]
        .into_iter()
        .find(|kind| kind_name(*kind) == name)
}

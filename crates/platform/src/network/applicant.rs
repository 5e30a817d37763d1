//! The agency that applies: one of the directory, or one that its lead typed in.

use super::definition::kind_named;
use super::draft::{SHORT_CHARS_MAX, line};
use crate::id::AgencyId;
use crate::people::agency;
use crate::{ActionError, Problem};
use serde::{Deserialize, Serialize};

/// The agency of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgencyOf {
    /// One of the directory.
    Listed(agency::Model),
    /// One that the lead typed in and staff have not matched yet.
    Typed(TypedAgency),
}

impl AgencyOf {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Listed(agency) => &agency.name,
            Self::Typed(agency) => &agency.name,
        }
    }

    /// Its county, empty where unknown.
    pub fn county(&self) -> &str {
        match self {
            Self::Listed(agency) => &agency.county,
            Self::Typed(agency) => &agency.county,
        }
    }

    /// Its state, two letters.
    pub fn state(&self) -> &str {
        match self {
            Self::Listed(agency) => &agency.state,
            Self::Typed(agency) => &agency.state,
        }
    }

    /// What kind it is; nothing when a typed-in kind is not one.
    pub fn kind(&self) -> Option<agency::AgencyKind> {
        match self {
            Self::Listed(agency) => Some(agency.kind),
            Self::Typed(agency) => kind_named(&agency.kind),
        }
    }

    /// Agencies of one state whose names differ only in case, blanks or signs have the same.
    pub(crate) fn key(&self) -> String {
        key(self.name(), self.state())
    }

    /// Its id in the directory.
    pub fn id(&self) -> Option<AgencyId> {
        match self {
            Self::Listed(agency) => Some(agency.id),
            Self::Typed(_) => None,
        }
    }
}

/// An agency that the directory lacks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedAgency {
    /// Its name.
    pub name: String,
    /// A name of [`kind_named`](super::definition::kind_named).
    pub kind: String,
    /// Its county; may be empty.
    pub county: String,
    /// Two letters.
    pub state: String,
}

impl TypedAgency {
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("an agency is plain text")
    }

    pub(crate) fn from_json(json: &str) -> Result<Self, ActionError> {
        serde_json::from_str(json).map_err(|_| ActionError::Store("a stored agency could not be read".into()))
    }

    /// Names that differ only in case, blanks or signs are one agency.
    pub(crate) fn key(&self) -> String {
        key(&self.name, &self.state)
    }

    pub(crate) fn checked(&self) -> Result<Self, ActionError> {
        let agency = Self {
            name: line(&self.name),
            kind: self.kind.clone(),
            county: line(&self.county),
            state: self.state.trim().to_uppercase(),
        };
        let mut problems = Vec::new();
        if agency.name.is_empty() || agency.name.chars().count() > SHORT_CHARS_MAX {
            problems
                .push(Problem::new("agency_name", "network-agency-name-wrong").with("most", SHORT_CHARS_MAX));
        }
        if agency.county.chars().count() > SHORT_CHARS_MAX {
            problems.push(Problem::new("agency_county", "network-text-long").with("most", SHORT_CHARS_MAX));
        }
        if agency.state.len() != 2 || !agency.state.bytes().all(|b| b.is_ascii_uppercase()) {
            problems.push(Problem::new("agency_state", "network-agency-state-wrong"));
        }
        if kind_named(&agency.kind).is_none() {
            problems.push(Problem::new("agency_kind", "network-agency-kind-missing"));
        }
        if problems.is_empty() {
            Ok(agency)
        } else {
            Err(ActionError::Invalid(problems))
        }
    }
}

fn key(name: &str, state: &str) -> String {
    let letters = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase);
    letters.chain("/".chars()).chain(state.chars()).collect()
}

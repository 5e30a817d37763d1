//! Who acts: a visitor, somebody signed in, or the program itself.

use crate::id::PersonId;
use crate::people::person::StaffRole;

/// Whoever asks for a command or query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody signed in.
    Visitor,
    /// Somebody signed in.
    Person(SignedIn),
    /// The program itself: its command line and its workers.
    System,
}

/// What is known of somebody signed in, read afresh with each request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who it is.
    pub id: PersonId,
    /// As the person writes it; empty until they said.
    pub name: String,
    /// In lower case.
    pub email: String,
    /// The language they read, such as `en`.
    pub language: String,
    /// What they do for the host; empty for everybody else.
    pub roles: Vec<StaffRole>,
}

impl Actor {
    /// The person who acts, if one does.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person(person) => Some(person.id),
            Self::Visitor | Self::System => None,
        }
    }

    /// Whether the actor works for the host.
    pub fn is_staff(&self) -> bool {
        matches!(self, Self::Person(person) if !person.roles.is_empty())
    }
}

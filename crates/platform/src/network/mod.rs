//! Networks: programmes that a host runs over a season, from an application to a team's space.
//!
//! - A network is *data*: a [`definition`] read from a file, made known by [`publish`], never code.
//! - An [`application`] is a draft that only its lead sees, until it is submitted before the network's deadline.
//!   From then on its text does not change.
//! - A [`decision`] is an offer with a deadline, a place on the waitlist, or a no. An offer takes a seat of its
//!   collaborative while it is open and once it is accepted; offers never take more seats than there are.
//! - An accepted offer makes a [`team`], exactly one for an application.

pub mod applicant;
pub mod application;
pub mod calendar;
pub mod collaborative;
pub(crate) mod colleague;
pub mod decision;
pub mod definition;
pub mod draft;
pub mod export;
pub mod member;
pub mod offer;
mod publish;
pub mod season;
pub mod session;
pub mod submission;
pub mod team;
pub mod team_change;
pub mod twin;
mod words;

pub use definition::Definition;
pub use publish::{Published, publish};
pub use words::{clean, count_paragraphs, count_words};

crate::ids! {
    /// A programme of a host.
    NetworkId ordered;
    /// A group of teams in a network that meets together.
    CollaborativeId ordered;
    /// An event of a network.
    SessionId ordered;
    /// What a team submits.
    ApplicationId ordered;
    /// A place offered to an application.
    OfferId ordered;
    /// The people of one agency in one network.
    TeamId ordered;
}

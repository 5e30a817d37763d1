//! The addresses of networks, applications, teams and the directory.

use platform::id::PersonId;
use platform::network::{ApplicationId, TeamId};

/// The home of somebody signed in.
pub const MINE: &str = "/my";
/// The directory.
pub const AGENCIES: &str = "/agencies";

/// A file of agencies as one can be imported.
pub const AGENCIES_EXAMPLE: &str = "/agencies/example.csv";
/// The same of schools.
pub const AGENCIES_EXAMPLE_SCHOOLS: &str = "/agencies/example-schools.csv";

/// A network's page.
pub fn network(slug: &str) -> String {
    format!("/networks/{slug}")
}

/// A network's sessions.
pub fn sessions(slug: &str) -> String {
    format!("/networks/{slug}/sessions")
}

/// The questions of a network's application.
pub fn questions(slug: &str) -> String {
    format!("/networks/{slug}/questions")
}

/// Where one begins an application.
pub fn apply(slug: &str) -> String {
    format!("/networks/{slug}/apply")
}

/// The applications of a network, for staff.
pub fn applications(slug: &str) -> String {
    format!("/networks/{slug}/applications")
}

/// The same as a file.
pub fn applications_csv(slug: &str) -> String {
    format!("/networks/{slug}/applications.csv")
}

/// The teams of a network, for staff.
pub fn teams(slug: &str) -> String {
    format!("/networks/{slug}/teams")
}

/// One application.
pub fn application(id: ApplicationId) -> String {
    format!("/applications/{id}")
}

/// Where an application is written.
pub fn edit(id: ApplicationId) -> String {
    format!("/applications/{id}/edit")
}

/// Where a script sends a draft.
pub fn draft(id: ApplicationId) -> String {
    format!("/applications/{id}/draft")
}

/// Where the agency of an application is chosen.
pub fn agency(id: ApplicationId) -> String {
    format!("/applications/{id}/agency")
}

/// Where an application is taken back.
pub fn withdraw(id: ApplicationId) -> String {
    format!("/applications/{id}/withdraw")
}

/// Where an offer is answered.
pub fn answer(id: ApplicationId) -> String {
    format!("/applications/{id}/answer")
}

/// Where staff decide.
pub fn decide(id: ApplicationId) -> String {
    format!("/applications/{id}/decide")
}

/// Where staff see once more what they are about to decide.
pub fn decide_confirm(id: ApplicationId) -> String {
    format!("/applications/{id}/decide/confirm")
}

/// Where staff say which agency a typed-in one is.
pub fn match_agency(id: ApplicationId) -> String {
    format!("/applications/{id}/match")
}

/// A team's space.
pub fn team(id: TeamId) -> String {
    format!("/teams/{id}")
}

/// Where staff say who coaches a team.
pub fn coach(id: TeamId) -> String {
    format!("/teams/{id}/coach")
}

/// Where a team settles its focus.
pub fn focus(id: TeamId) -> String {
    format!("/teams/{id}/focus")
}

/// Where people are added to a team, or taken out.
pub fn members(id: TeamId) -> String {
    format!("/teams/{id}/members")
}

/// Where somebody is taken out of a team.
pub fn remove_member(id: TeamId, person: PersonId) -> String {
    format!("/teams/{id}/members/remove?person={person}")
}

/// Where a team's calendar gets a new address.
pub fn feed_renew(id: TeamId) -> String {
    format!("/teams/{id}/calendar")
}

/// A team's surveys.
pub fn surveys(id: TeamId) -> String {
    format!("/teams/{id}/surveys")
}

/// A team's plan.
pub fn plan(id: TeamId) -> String {
    format!("/teams/{id}/plan")
}

/// A team's calendar feed.
pub fn feed(token: &str) -> String {
    format!("/calendar/{token}.ics")
}

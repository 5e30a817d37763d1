//! The addresses of plans.

use platform::climate::SurveyId;
use platform::network::TeamId;
use platform::plan::PlanEntryId;
use platform::plan::entry::Kind;

/// A team's plan.
pub fn plan(team: TeamId) -> String {
    format!("/teams/{team}/plan")
}

/// Where a plan is shared with the host.
pub fn share(team: TeamId) -> String {
    format!("/teams/{team}/plan/share")
}

/// Where a line is written.
pub fn add(team: TeamId) -> String {
    format!("/teams/{team}/plan/add")
}

/// Where a line of a kind is written.
pub fn add_kind(team: TeamId, kind: Kind) -> String {
    format!("/teams/{team}/plan/add?kind={}", kind.name())
}

/// Where a line about a figure is written.
pub fn write_down(team: TeamId, survey: SurveyId, figure: &str) -> String {
    format!("/teams/{team}/plan/add?figure={survey}/{figure}")
}

/// Where a line is changed.
pub fn edit(id: PlanEntryId) -> String {
    format!("/plan/{id}")
}

/// Where a line is removed.
pub fn remove(id: PlanEntryId) -> String {
    format!("/plan/{id}/remove")
}

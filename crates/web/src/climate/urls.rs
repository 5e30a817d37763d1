//! The addresses of surveys and their results.

use platform::climate::{GroupReleaseId, SurveyId};
use platform::network::TeamId;

/// A team's surveys.
pub fn surveys(team: TeamId) -> String {
    format!("/teams/{team}/surveys")
}

/// Where a survey is opened.
pub fn open(team: TeamId) -> String {
    format!("/teams/{team}/surveys/new")
}

/// Where a team brings answers that it already has.
pub fn bring(team: TeamId) -> String {
    format!("/teams/{team}/surveys/import")
}

/// A file on its way in.
pub fn import(key: &str) -> String {
    format!("/imports/{key}")
}

/// Where a file is given up.
pub fn discard(key: &str) -> String {
    format!("/imports/{key}/discard")
}

/// Where a survey is run.
pub fn survey(id: SurveyId) -> String {
    format!("/surveys/{id}")
}

/// The sheet that hangs on a wall.
pub fn sheet(id: SurveyId) -> String {
    format!("/surveys/{id}/sheet")
}

/// Where results are shared with the host.
pub fn share(id: SurveyId) -> String {
    format!("/surveys/{id}/share")
}

/// Where a survey is closed.
pub fn close(id: SurveyId) -> String {
    format!("/surveys/{id}/close")
}

/// Where a survey is removed for good.
pub fn remove(id: SurveyId) -> String {
    format!("/surveys/{id}/remove")
}

/// The results of a survey.
pub fn results(id: SurveyId) -> String {
    format!("/surveys/{id}/results")
}

/// All results as a file.
pub fn results_csv(id: SurveyId) -> String {
    format!("/surveys/{id}/results.csv")
}

/// All results with the proof that they give nobody away.
pub fn results_proof(id: SurveyId) -> String {
    format!("/surveys/{id}/results.kith")
}

/// One figure: a scale or an item.
pub fn figure(id: SurveyId, of: &str) -> String {
    format!("/surveys/{id}/results/{of}")
}

/// One figure as a file.
pub fn figure_csv(id: SurveyId, of: &str) -> String {
    format!("/surveys/{id}/results/{of}/csv")
}

/// Where one looks at a group that the results do not show by themselves.
pub fn groups(id: SurveyId) -> String {
    format!("/surveys/{id}/groups")
}

/// The figures of one group.
pub fn group(id: SurveyId, group: GroupReleaseId) -> String {
    format!("/surveys/{id}/groups/{group}")
}

/// The figures of one group as a file.
pub fn group_csv(id: SurveyId, group: GroupReleaseId) -> String {
    format!("/surveys/{id}/groups/{group}/csv")
}

/// The public address of a survey.
pub fn public(code: &str) -> String {
    format!("/s/{code}")
}

/// Where it is answered.
pub fn answer(code: &str) -> String {
    format!("/s/{code}/answer")
}

/// Where one is thanked.
pub fn thanks(code: &str) -> String {
    format!("/s/{code}/thanks")
}

/// Where one is let go.
pub fn declined(code: &str) -> String {
    format!("/s/{code}/declined")
}

/// An address in a language.
pub fn in_language(url: &str, tag: &str) -> String {
    format!("{url}?lang={tag}")
}

//! Saying who of the host's staff coaches a team.

use askama::Template;
use axum::extract::Path;
use platform::network::{TeamId, team, team_change};
use platform::people::staff;
use platform::{ActionError, Problem};

use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

const PATH: &str = "/teams/{team}/coach";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(PATH, Access::Staff, show)
        .post(PATH, Access::Staff, save)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<CoachView>("network/coach.html");
}

async fn show(ctx: Ctx, Path(id): Path<TeamId>) -> PageResult {
    if !team_change::may_assign_coach(ctx.platform(), ctx.actor()) {
        return Err(PageError::Forbidden);
    }
    let team = team::get(ctx.platform(), ctx.actor(), id).await?;
    let people = people(&ctx).await?;
    ctx.render(&CoachView::new(ctx.visit(), &team, people, &[]))
}

async fn save(ctx: Ctx, Path(id): Path<TeamId>, posted: Posted) -> PageResult {
    let team = team::get(ctx.platform(), ctx.actor(), id).await?;
    let coach = match posted.fields.text("coach") {
        "" => Ok(None),
        chosen => chosen
            .parse()
            .map(Some)
            .map_err(|_| ActionError::invalid("coach", "network-coach-not-staff")),
    };
    let saved = match coach {
        Ok(coach) => team_change::assign_coach(ctx.platform(), ctx.actor(), id, coach).await,
        Err(problem) => Err(problem),
    };
    match saved {
        Ok(()) => ctx.see_other_saying(&urls::team(id), "network-coach-saved"),
        Err(ActionError::Invalid(problems)) => {
            let people = people(&ctx).await?;
            ctx.render_invalid(&CoachView::new(ctx.visit(), &team, people, &problems))
        }
        Err(error) => Err(error.into()),
    }
}

/// Id and name of everybody who can coach.
async fn people(ctx: &Ctx) -> Result<Vec<(String, String)>, ActionError> {
    let staff = staff::all(ctx.platform(), ctx.actor()).await?;
    let option = |(person, roles): (platform::people::person::Model, Vec<_>)| {
        let roles: Vec<String> = roles
            .iter()
            .map(|role: &platform::people::person::StaffRole| {
                ctx.t().say(&format!("role-{}", role.name())).to_string()
            })
            .collect();
        (
            person.id.to_string(),
            format!("{} ({})", person.called(), roles.join(", ")),
        )
    };
    Ok(staff.into_iter().map(option).collect())
}

#[derive(Template)]
#[template(path = "network/coach.html")]
struct CoachView {
    page: Page,
    t: Translator,
    id: TeamId,
    people: Vec<(String, String)>,
    coach: String,
    error: String,
    problems: Vec<(String, String)>,
}

impl CoachView {
    fn new(visit: &Visit, team: &team::Model, people: Vec<(String, String)>, problems: &[Problem]) -> Self {
        let t = visit.t();
        Self {
            page: Page::new(visit, t.say("network-coach-title")).below(&team.name, urls::team(team.id)),
            t,
            id: team.id,
            people,
            coach: team.coach_id.map(|coach| coach.to_string()).unwrap_or_default(),
            error: t.problem_of(problems, "coach"),
            problems: t.problems(problems),
        }
    }
}

impl View for CoachView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let people = vec![(
            uuid::Uuid::from_u128(7).to_string(),
            "Tomás Ibarra (Coach)".to_owned(),
        )];
        let wrong = [Problem::new("coach", "network-coach-not-staff")];
        let team = sample::team(true);
        vec![
            ("some", Self::new(visit, &team, people.clone(), &[])),
            ("wrong", Self::new(visit, &team, people, &wrong)),
        ]
    }
}

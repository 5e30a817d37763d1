//! A team's space: its season, what comes next, its people, and the ways to its surveys and plan.

use askama::Template;
use axum::extract::Path;
use platform::climate::survey::{self, Survey};
use platform::network::definition::When;
use platform::network::member::Member;
use platform::network::season::{self, Network};
use platform::network::session::{Phase, Session, Standing};
use platform::network::{TeamId, calendar, team, team_change};
use platform::people::person;
use platform::{ActionError, Instant};

use super::application::place_name;
use super::shown::{self, SessionShown};
use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new().get("/teams/{team}", Access::TeamMember, show)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<TeamView>("network/team.html");
}

async fn show(ctx: Ctx, Path(id): Path<TeamId>) -> PageResult {
    let team = team::get(ctx.platform(), ctx.actor(), id).await?;
    let network = season::get(ctx.platform(), ctx.actor(), team.network_id).await?;
    let places = season::collaboratives(ctx.platform(), network.id).await?;
    let place = places
        .iter()
        .find(|place| Some(place.id) == team.collaborative_id);
    let coach = match team.coach_id {
        Some(coach) => Some(person::get(ctx.platform(), coach).await?),
        None => None,
    };
    let space = Space {
        place: place
            .map(|place| place_name(ctx.t(), &network, Some(&place.slug)))
            .unwrap_or_default(),
        sessions: calendar::sessions(ctx.platform(), &network, &team).await?,
        members: team::members(ctx.platform(), ctx.actor(), id).await?,
        coach: coach.map(|coach| (coach.name, coach.email)),
        may_assign_coach: team_change::may_assign_coach(ctx.platform(), ctx.actor()),
        open_surveys: open_surveys(&ctx, id).await?,
        may_edit: team::may_edit(ctx.platform(), ctx.actor(), id).await?,
        feed: ctx.public(&urls::feed(&calendar::token(ctx.platform(), &team))),
        team,
        network,
    };
    ctx.render(&TeamView::new(ctx.visit(), space))
}

/// What a team's page is made from.
struct Space {
    team: team::Model,
    network: Network,
    place: String,
    sessions: Vec<Session>,
    members: Vec<Member>,
    coach: Option<(String, String)>,
    may_assign_coach: bool,
    /// Title and page of each survey that takes answers.
    open_surveys: Vec<(String, String)>,
    may_edit: bool,
    feed: String,
}

/// The surveys that take answers, for those who may see them.
async fn open_surveys(ctx: &Ctx, team: TeamId) -> Result<Vec<(String, String)>, ActionError> {
    let surveys = match survey::of_team(ctx.platform(), ctx.actor(), team).await {
        Err(ActionError::Forbidden) => Vec::new(),
        surveys => surveys?,
    };
    let open = surveys.into_iter().filter(Survey::is_open);
    Ok(open
        .map(|survey| (survey.title, crate::climate::urls::survey(survey.id)))
        .collect())
}

/// What a team does next, in a sentence, and where.
fn next_step(t: Translator, space: &Space, now: Instant) -> (String, Option<(String, String)>) {
    let definition = &space.network.definition;
    let (tag, zone) = (t.language.tag(), definition.zone());
    let ahead = |session: &&Session| {
        session.standing == Standing::Confirmed && session.phase(now, &zone) != Phase::Done
    };
    let Some(session) = space.sessions.iter().find(ahead) else {
        let link = (t.say("network-team-plan").to_string(), urls::plan(space.team.id));
        return (t.say("network-next-over").to_string(), Some(link));
    };
    let when = shown::when(t, &session.plan, &zone);
    let title = session.plan.title.get(tag);
    let said = |key| t.say(key).with("title", title).with("when", &when).to_string();
    if space.team.focus_area.is_none() && matches!(session.plan.when, When::Between(_)) {
        let link = (
            t.say("network-focus-settle").to_string(),
            urls::focus(space.team.id),
        );
        return (said("network-next-check-in"), space.may_edit.then_some(link));
    }
    match session.plan.when {
        When::Between(_) => (said("network-next-between"), None),
        When::At(_) => (said("network-next-session"), None),
    }
}

/// What to read before the next session that asks for it.
fn to_read(t: Translator, space: &Space, now: Instant) -> Option<SessionShown> {
    let zone = space.network.definition.zone();
    let ahead = |session: &&Session| {
        session.standing == Standing::Confirmed && session.phase(now, &zone) == Phase::Ahead
    };
    let next = space.sessions.iter().find(ahead)?;
    let shown = SessionShown::new(t, &space.network.definition, next, now, true);
    (!shown.readings.is_empty()).then_some(shown)
}

struct MemberShown {
    name: String,
    email: String,
    role: String,
    work: String,
}

#[derive(Template)]
#[template(path = "network/team.html")]
struct TeamView {
    page: Page,
    t: Translator,
    id: TeamId,
    above: String,
    next: String,
    next_link: Option<(String, String)>,
    to_read: Option<SessionShown>,
    focus_area: String,
    focus: String,
    sessions: Vec<SessionShown>,
    members: Vec<MemberShown>,
    coach: Option<(String, String)>,
    may_assign_coach: bool,
    open_surveys: Vec<(String, String)>,
    may_edit: bool,
    feed: String,
}

impl TeamView {
    fn new(visit: &Visit, space: Space) -> Self {
        let (t, definition) = (visit.t(), &space.network.definition);
        let tag = t.language.tag();
        let name = definition.name.get(tag);
        let area = definition
            .focus_areas
            .iter()
            .find(|area| Some(&area.id) == space.team.focus_area.as_ref());
        let member = |member: &Member| MemberShown {
            name: member.shown_name().to_owned(),
            email: member.email.clone(),
            role: t.say(&format!("team-role-{}", member.role.name())).to_string(),
            work: member.work.clone(),
        };
        let (next, next_link) = next_step(t, &space, visit.now);
        Self {
            page: Page::new(visit, &space.team.name)
                .below(t.say("network-networks"), crate::urls::HOME)
                .below(name, urls::network(&definition.slug)),
            t,
            id: space.team.id,
            above: if space.place.is_empty() {
                name.to_owned()
            } else {
                format!("{name} · {}", space.place)
            },
            next,
            next_link,
            to_read: to_read(t, &space, visit.now),
            focus_area: area.map_or("", |area| area.name.get(tag)).to_owned(),
            focus: space.team.focus.clone(),
            sessions: shown::season(t, definition, &space.sessions, visit.now),
            members: space.members.iter().map(member).collect(),
            coach: space.coach,
            may_assign_coach: space.may_assign_coach,
            open_surveys: space
                .open_surveys
                .into_iter()
                .map(|(title, url)| (t.say("network-next-survey").with("title", title).to_string(), url))
                .collect(),
            may_edit: space.may_edit,
            feed: space.feed,
        }
    }
}

impl View for TeamView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let space = |settled: bool, may_edit: bool| {
            let network = sample::network();
            Space {
                team: sample::team(settled),
                place: "Creating a Culture of Care".into(),
                sessions: sample::sessions(&network),
                members: sample::members(),
                coach: settled.then(|| ("Tomás Ibarra".into(), "tomas@example.org".into())),
                may_assign_coach: !may_edit,
                open_surveys: vec![("Fall 2025".into(), "/surveys/1".into())],
                may_edit,
                feed: "https://kith.example.org/calendar/00.ics".into(),
                network,
            }
        };
        vec![
            ("new", Self::new(visit, space(false, true))),
            ("settled", Self::new(visit, space(true, false))),
            (
                "over",
                Self::new(
                    visit,
                    Space {
                        sessions: Vec::new(),
                        ..space(true, true)
                    },
                ),
            ),
        ]
    }
}

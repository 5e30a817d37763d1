//! The home of somebody signed in: their teams, their applications, and for staff the networks they run.

use askama::Template;
use platform::network::application::{self, Application, State};
use platform::network::member::Role;
use platform::network::season::{self, Network};
use platform::network::team;

use super::application::state_tag;
use super::{sample, shown, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::MINE, Access::SignedIn, show)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<MineView>("network/mine.html");
}

async fn show(ctx: Ctx) -> PageResult {
    let networks = season::all(ctx.platform(), ctx.actor()).await?;
    let teams = team::of_actor(ctx.platform(), ctx.actor()).await?;
    let applications = application::of_actor(ctx.platform(), ctx.actor()).await?;
    ctx.render(&MineView::new(ctx.visit(), &networks, &teams, &applications))
}

struct Row {
    url: String,
    title: String,
    about: String,
    tag: (&'static str, String),
}

#[derive(Template)]
#[template(path = "network/mine.html")]
struct MineView {
    page: Page,
    t: Translator,
    teams: Vec<Row>,
    applications: Vec<Row>,
    open: Vec<Row>,
    runs: Vec<Row>,
    /// Nothing is theirs yet, whatever they could apply to.
    new: bool,
}

impl MineView {
    fn new(
        visit: &Visit,
        networks: &[Network],
        teams: &[(team::Model, Role)],
        applications: &[Application],
    ) -> Self {
        let t = visit.t();
        let tag = t.language.tag();
        let name = |id| {
            networks
                .iter()
                .find(|one| one.id == id)
                .map_or("", |one| one.definition.name.get(tag))
        };
        let team = |(team, role): &(team::Model, Role)| Row {
            url: urls::team(team.id),
            title: team.name.clone(),
            about: name(team.network_id).to_owned(),
            tag: ("quiet", t.say(&format!("team-role-{}", role.name())).to_string()),
        };
        let application = |one: &Application| Row {
            url: urls::application(one.id),
            title: match one.agency_name() {
                "" => t.say("network-application").to_string(),
                agency => agency.to_owned(),
            },
            about: name(one.network).to_owned(),
            tag: state_tag(t, one.state),
        };
        let network = |one: &Network, url: String| Row {
            url,
            title: one.definition.name.get(tag).to_owned(),
            about: shown::application_state(t, &one.definition, visit.now),
            tag: ("", String::new()),
        };
        let begun = |id| {
            applications
                .iter()
                .any(|one| one.network == id && one.state != State::Withdrawn)
        };
        let staff = visit.actor.is_staff();
        Self {
            page: Page::new(visit, t.say("network-mine")),
            t,
            new: teams.is_empty() && applications.is_empty() && (!staff || networks.is_empty()),
            teams: teams.iter().map(team).collect(),
            // What became a team is found there.
            applications: applications
                .iter()
                .filter(|one| one.state != State::Accepted)
                .map(application)
                .collect(),
            open: networks
                .iter()
                .filter(|one| !staff && one.definition.takes_applications(visit.now) && !begun(one.id))
                .map(|one| network(one, urls::network(&one.definition.slug)))
                .collect(),
            runs: networks
                .iter()
                .filter(|_| staff)
                .map(|one| network(one, urls::applications(&one.definition.slug)))
                .collect(),
        }
    }
}

impl View for MineView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let networks = [sample::network()];
        let teams = [(sample::team(true), Role::Lead)];
        let applications = [sample::application(State::Offered), sample::begun()];
        vec![
            ("full", Self::new(visit, &networks, &teams, &applications)),
            ("new", Self::new(visit, &networks, &[], &[])),
            ("nothing", Self::new(visit, &[], &[], &[])),
        ]
    }
}

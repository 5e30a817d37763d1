//! The home page: what this place is, what takes applications now, what is open to all next, and the networks.

use askama::Template;
use platform::network::season::{self, Network};
use platform::network::session::{Phase, Session, Standing};

use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::network::{shown, urls as network_urls};
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::urls;
use crate::visit::Visit;

/// More would push the networks off the page; the network's own page has them all.
const SESSIONS_MAX: usize = 4;

/// The routes.
pub fn routes() -> Routes {
    Routes::new().get(urls::HOME, Access::Public, home)
}

/// The views.
pub fn samples(gallery: &mut Gallery) {
    gallery.add::<HomeView>("home.html");
}

async fn home(ctx: Ctx) -> PageResult {
    let networks = season::all(ctx.platform(), ctx.actor()).await?;
    let mut seasons = Vec::with_capacity(networks.len());
    for network in networks {
        let sessions = season::sessions(ctx.platform(), ctx.actor(), &network).await?;
        seasons.push((network, sessions));
    }
    ctx.render(&HomeView::new(ctx.visit(), &seasons))
}

struct NetworkRow {
    slug: String,
    name: String,
    summary: String,
    applications: String,
    season: String,
}

struct SessionRow {
    title: String,
    when: String,
    network: String,
    url: String,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomeView {
    page: Page,
    t: Translator,
    open: Vec<NetworkRow>,
    others: Vec<NetworkRow>,
    sessions: Vec<SessionRow>,
}

impl HomeView {
    fn new(visit: &Visit, seasons: &[(Network, Vec<Session>)]) -> Self {
        let t = visit.t();
        let (open, others): (Vec<_>, Vec<_>) = seasons
            .iter()
            .partition(|(network, _)| network.definition.takes_applications(visit.now));
        let row = |(network, _): &(Network, Vec<Session>)| network_row(t, visit, network);
        Self {
            page: Page::new(visit, t.say("home-title")),
            t,
            open: open.into_iter().map(row).collect(),
            others: others.into_iter().map(row).collect(),
            sessions: public_sessions(t, visit, seasons),
        }
    }
}

fn network_row(t: Translator, visit: &Visit, network: &Network) -> NetworkRow {
    let (definition, tag) = (&network.definition, t.language.tag());
    NetworkRow {
        slug: definition.slug.clone(),
        name: definition.name.get(tag).into(),
        summary: definition.summary.get(tag).into(),
        applications: shown::application_state(t, definition, visit.now),
        season: t
            .say("network-when-between")
            .with("from", t.date(definition.season.from))
            .with("until", t.date(definition.season.until))
            .to_string(),
    }
}

/// What anybody can come to next, the soonest first.
fn public_sessions(t: Translator, visit: &Visit, seasons: &[(Network, Vec<Session>)]) -> Vec<SessionRow> {
    let mut ahead: Vec<(&Network, &Session)> = seasons
        .iter()
        .flat_map(|(network, sessions)| sessions.iter().map(move |session| (network, session)))
        .filter(|(network, session)| {
            session.plan.public
                && session.standing == Standing::Confirmed
                && session.phase(visit.now, &network.definition.zone()) != Phase::Done
        })
        .collect();
    ahead.sort_by_key(|(network, session)| session.day(&network.definition.zone()));
    let row = |(network, session): (&Network, &Session)| SessionRow {
        title: session.plan.title.get(t.language.tag()).into(),
        when: shown::when(t, &session.plan, &network.definition.zone()),
        network: network.definition.name.get(t.language.tag()).into(),
        url: network_urls::sessions(&network.definition.slug),
    };
    ahead.into_iter().take(SESSIONS_MAX).map(row).collect()
}

impl View for HomeView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        vec![
            ("empty", Self::new(visit, &[])),
            ("full", Self::new(visit, &crate::network::sample_seasons())),
        ]
    }
}

//! The applications of a network, for staff: a list that can be narrowed, and the same as a file.

use askama::Template;
use axum::extract::Path;
use platform::network::application::State;
use platform::network::export::{self, Listed};
use platform::network::season::{self, Network};

use super::application::{place_name, state_tag};
use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

/// States that a sent application can be in.
const STATES: [State; 7] = [
    State::Submitted,
    State::Offered,
    State::Accepted,
    State::TurnedDown,
    State::Waitlisted,
    State::Declined,
    State::Withdrawn,
];

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/networks/{slug}/applications", Access::Staff, show)
        .get("/networks/{slug}/applications.csv", Access::Staff, csv)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<ListView>("network/list.html");
}

/// What the list is narrowed to.
fn wanted(ctx: &Ctx) -> (Option<State>, &str) {
    (State::named(ctx.query().text("state")), ctx.query().text("q"))
}

async fn show(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let network = season::by_slug(ctx.platform(), ctx.actor(), &slug).await?;
    let (state, text) = wanted(&ctx);
    let applications = export::list(ctx.platform(), ctx.actor(), &network, state, text).await?;
    ctx.render(&ListView::new(
        ctx.visit(),
        &network,
        &applications,
        (state, text),
    ))
}

async fn csv(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let network = season::by_slug(ctx.platform(), ctx.actor(), &slug).await?;
    let (state, text) = wanted(&ctx);
    let csv = export::csv(ctx.platform(), ctx.actor(), &network, state, text).await?;
    ctx.file(
        &format!("{slug}-applications.csv"),
        "text/csv; charset=utf-8",
        csv.into_bytes(),
    )
}

struct Row {
    url: String,
    agency: String,
    county: String,
    typed: bool,
    state: (&'static str, String),
    submitted: String,
    lead: String,
    choices: Vec<String>,
}

#[derive(Template)]
#[template(path = "network/list.html")]
struct ListView {
    page: Page,
    t: Translator,
    slug: String,
    states: Vec<(&'static str, String)>,
    state: &'static str,
    text: String,
    csv: String,
    with_choices: bool,
    rows: Vec<Row>,
}

impl ListView {
    fn new(
        visit: &Visit,
        network: &Network,
        applications: &[Listed],
        (state, text): (Option<State>, &str),
    ) -> Self {
        let (t, definition) = (visit.t(), &network.definition);
        let zone = definition.zone();
        let row = |Listed {
                       application,
                       lead_email,
                   }: &Listed| Row {
            url: urls::application(application.id),
            agency: application.agency_name().to_owned(),
            county: application
                .agency
                .as_ref()
                .map_or("", |one| one.county())
                .to_owned(),
            typed: application.agency.as_ref().is_some_and(|one| one.id().is_none()),
            state: state_tag(t, application.state),
            submitted: application
                .submitted_at
                .map(|at| t.date(at.timestamp().to_zoned(zone.clone()).date()))
                .unwrap_or_default(),
            lead: format!("{} <{lead_email}>", application.draft.lead.name),
            choices: application
                .draft
                .choices
                .iter()
                .map(|slug| place_name(t, network, Some(slug)))
                .collect(),
        };
        let name = state.map_or("", State::name);
        Self {
            page: Page::new(visit, t.say("network-applications"))
                .below(t.say("network-networks"), crate::urls::HOME)
                .below(
                    definition.name.get(t.language.tag()),
                    urls::network(&definition.slug),
                ),
            t,
            slug: definition.slug.clone(),
            states: STATES.map(|state| (state.name(), state_tag(t, state).1)).into(),
            state: name,
            text: text.to_owned(),
            csv: format!(
                "{}?state={name}&q={}",
                urls::applications_csv(&definition.slug),
                crate::urls::escape(text)
            ),
            with_choices: !definition.collaboratives.is_empty(),
            rows: applications.iter().map(row).collect(),
        }
    }
}

impl View for ListView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let listed = |application| Listed {
            application,
            lead_email: "ana@district.example".into(),
        };
        let some = [
            sample::application(State::Submitted),
            sample::typed(),
            sample::application(State::Accepted),
        ];
        let some = some.map(listed);
        let network = sample::network();
        vec![
            ("some", Self::new(visit, &network, &some, (None, ""))),
            ("none", Self::new(visit, &network, &[], (None, ""))),
            (
                "none-in-state",
                Self::new(visit, &sample::closed(), &[], (Some(State::Declined), "rivera")),
            ),
        ]
    }
}

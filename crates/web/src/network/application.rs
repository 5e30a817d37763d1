//! One application: its receipt with all answers, the offer to it, and the ways on for its lead and for staff.

use askama::Template;
use axum::extract::Path;
use platform::network::application::{self, Application, State};
use platform::network::offer;
use platform::network::season::{self, Network};
use platform::network::{ApplicationId, TeamId, decision, team, twin};
use platform::{Action, ActionError};

use super::{sample, shown, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new().get("/applications/{application}", Access::SignedIn, show)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<ApplicationView>("network/application.html");
}

async fn show(ctx: Ctx, Path(id): Path<ApplicationId>) -> PageResult {
    let application = application::get(ctx.platform(), ctx.actor(), id).await?;
    let network = season::get(ctx.platform(), ctx.actor(), application.network).await?;
    let may = |action| {
        ctx.platform()
            .allows(ctx.actor(), action, &application.resource())
    };
    let rights = Rights {
        edits: may(Action::ApplicationEdit),
        answers: may(Action::OfferAnswer),
        decides: may(Action::ApplicationDecide) && decision::decidable(&application).is_ok(),
    };
    let offer = shown_offer(&ctx, &application, &network).await?;
    let team = team::of_application(ctx.platform(), id).await?;
    let twins = match twin::of(ctx.platform(), ctx.actor(), &network, &application).await {
        // Other teams' applications are for staff.
        Err(ActionError::Forbidden) => Vec::new(),
        twins => twins?,
    };
    let mut view = ApplicationView::new(ctx.visit(), &network, &application, &rights, (offer, team));
    view.twins = twins_shown(&twins);
    ctx.render(&view)
}

/// The offer that stands, with its place in words.
pub(super) async fn shown_offer(
    ctx: &Ctx,
    application: &Application,
    network: &Network,
) -> Result<Option<OfferShown>, PageError> {
    if application.state != State::Offered {
        return Ok(None);
    }
    let Some(offer) = offer::of_application(ctx.platform(), application).await? else {
        return Ok(None);
    };
    let places = season::collaboratives(ctx.platform(), network.id).await?;
    let place = places
        .iter()
        .find(|place| Some(place.id) == offer.collaborative_id);
    Ok(Some(OfferShown {
        place: place_name(ctx.t(), network, place.map(|place| place.slug.as_str())),
        answer_by: last_minute(ctx.t(), network, offer.answer_by),
        open: offer.is_open(ctx.now()),
    }))
}

/// What an offer is into: a collaborative, or the network itself.
pub(super) fn place_name(t: Translator, network: &Network, slug: Option<&str>) -> String {
    let tag = t.language.tag();
    let place = slug.and_then(|slug| network.definition.collaborative(slug));
    place
        .map_or_else(|| network.definition.name.get(tag), |place| place.name.get(tag))
        .to_owned()
}

/// The last minute before an instant, in words, as deadlines are told.
pub(super) fn last_minute(t: Translator, network: &Network, end: platform::Instant) -> String {
    t.instant(
        end.plus(jiff::SignedDuration::from_mins(-1)),
        network.definition.zone(),
    )
}

/// Name and address of each application that may be of the same agency.
fn twins_shown(twins: &[Application]) -> Vec<(String, String)> {
    let shown = |one: &Application| (one.agency_name().to_owned(), urls::application(one.id));
    twins.iter().map(shown).collect()
}

/// What somebody may do with an application.
#[derive(Default)]
struct Rights {
    edits: bool,
    answers: bool,
    decides: bool,
}

/// An offer that stands, in words.
pub(super) struct OfferShown {
    pub place: String,
    pub answer_by: String,
    pub open: bool,
}

/// The tone and the words of a state.
pub(super) fn state_tag(t: Translator, state: State) -> (&'static str, String) {
    let tone = match state {
        State::Accepted => "good",
        State::Offered => "warn",
        State::Submitted | State::Waitlisted => "",
        State::Draft | State::Withdrawn | State::Declined | State::TurnedDown => "quiet",
    };
    (
        tone,
        t.say(&format!("network-state-{}", state.name())).to_string(),
    )
}

#[derive(Template)]
#[template(path = "network/application.html")]
struct ApplicationView {
    page: Page,
    t: Translator,
    id: ApplicationId,
    network: String,
    state: (&'static str, String),
    says: String,
    offer: Option<OfferShown>,
    team: Option<TeamId>,
    agency_more: String,
    agency_typed: bool,
    twins: Vec<(String, String)>,
    submitted: String,
    lead: String,
    lead_phone: String,
    colleagues: Vec<String>,
    choices: Vec<String>,
    answers: Vec<(String, Vec<String>)>,
    may_edit: bool,
    may_withdraw: bool,
    may_answer: bool,
    may_decide: bool,
}

impl ApplicationView {
    fn new(
        visit: &Visit,
        network: &Network,
        application: &Application,
        rights: &Rights,
        (offer, team): (Option<OfferShown>, Option<TeamId>),
    ) -> Self {
        let (t, definition, draft) = (visit.t(), &network.definition, &application.draft);
        let tag = t.language.tag();
        let open = definition.takes_applications(visit.now);
        let is_draft = application.state == State::Draft;
        let says = match application.state {
            State::Draft if !open => "network-state-draft.late".to_owned(),
            State::Offered if offer.as_ref().is_some_and(|offer| !offer.open) => {
                "network-state-offered.late".to_owned()
            }
            state => format!("network-state-{}.says", state.name()),
        };
        let person = |name: &str, work: &str| match work {
            "" => name.to_owned(),
            work => format!("{name}, {work}"),
        };
        let title = match application.agency_name() {
            "" => t.say("network-application").to_string(),
            agency => agency.to_owned(),
        };
        let answer = |one: &platform::network::definition::Question| {
            let text = draft.answers.get(&one.id).map_or("", String::as_str);
            (one.prompt.get(tag).to_owned(), shown::paragraphs(text))
        };
        Self {
            page: Page::new(visit, title)
                .below(t.say("network-networks"), crate::urls::HOME)
                .below(definition.name.get(tag), urls::network(&definition.slug)),
            t,
            id: application.id,
            network: definition.name.get(tag).into(),
            state: state_tag(t, application.state),
            says: t.say(&says).with("contact", &definition.contact).to_string(),
            may_answer: rights.answers && offer.as_ref().is_some_and(|offer| offer.open),
            offer,
            team,
            agency_more: application
                .agency
                .as_ref()
                .map(|one| super::agency::more(t, one))
                .unwrap_or_default(),
            agency_typed: application.agency.as_ref().is_some_and(|one| one.id().is_none()),
            twins: Vec::new(),
            submitted: application
                .submitted_at
                .map(|at| t.instant(at, definition.zone()))
                .unwrap_or_default(),
            lead: person(&draft.lead.name, &draft.lead.work),
            lead_phone: draft.lead.phone.clone(),
            colleagues: draft
                .colleagues
                .iter()
                .map(|one| format!("{} <{}>", person(&one.name, &one.work), one.email))
                .collect(),
            choices: draft
                .choices
                .iter()
                .map(|slug| place_name(t, network, Some(slug)))
                .collect(),
            answers: definition.application.questions.iter().map(answer).collect(),
            may_edit: rights.edits && is_draft && open,
            may_withdraw: rights.edits && matches!(application.state, State::Draft | State::Submitted),
            may_decide: rights.decides,
        }
    }
}

impl View for ApplicationView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let network = sample::network();
        let lead = Rights {
            edits: true,
            answers: true,
            decides: false,
        };
        let staff = Rights {
            decides: true,
            ..Rights::default()
        };
        let offer = |open| OfferShown {
            place: "Creating a Culture of Care".into(),
            answer_by: "…".into(),
            open,
        };
        let of = |state| sample::application(state);
        let view = |application: &Application, rights: &Rights, offer| {
            Self::new(visit, &network, application, rights, (offer, None))
        };
        let team = sample::team(true).id;
        let mut with_twin = view(&sample::typed(), &staff, None);
        with_twin.twins = twins_shown(&[of(State::Submitted)]);
        vec![
            ("draft", view(&of(State::Draft), &lead, None)),
            (
                "draft-late",
                Self::new(visit, &sample::closed(), &of(State::Draft), &lead, (None, None)),
            ),
            ("submitted", view(&of(State::Submitted), &lead, None)),
            ("offered", view(&of(State::Offered), &lead, Some(offer(true)))),
            (
                "offered-late",
                view(&of(State::Offered), &lead, Some(offer(false))),
            ),
            (
                "accepted",
                Self::new(visit, &network, &of(State::Accepted), &lead, (None, Some(team))),
            ),
            ("turned-down", view(&of(State::TurnedDown), &lead, None)),
            ("waitlisted", view(&of(State::Waitlisted), &lead, None)),
            ("declined", view(&of(State::Declined), &lead, None)),
            ("withdrawn", view(&of(State::Withdrawn), &lead, None)),
            ("for-staff", view(&sample::typed(), &staff, None)),
            ("with-twin", with_twin),
        ]
    }
}

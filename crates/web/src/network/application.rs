//! One application: its receipt with all answers, the offer to it, and the ways on for its lead and for staff.

use askama::Template;
use axum::extract::Path;
use platform::network::application::{self, Application, State};
use platform::network::offer::{self, Answer};
use platform::network::season::{self, Network};
use platform::network::{ApplicationId, TeamId, decision, submission, team};
use platform::{Action, ActionError};

use super::edit::own;
use super::{sample, shown, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/applications/{application}", Access::SignedIn, show)
        .get(
            "/applications/{application}/withdraw",
            Access::SignedIn,
            ask_withdraw,
        )
        .post("/applications/{application}/withdraw", Access::SignedIn, withdraw)
        .get("/applications/{application}/answer", Access::SignedIn, ask_answer)
        .post("/applications/{application}/answer", Access::SignedIn, answer)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<ApplicationView>("network/application.html");
    gallery.add::<AskView>("network/ask.html");
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
    ctx.render(&ApplicationView::new(
        ctx.visit(),
        &network,
        &application,
        &rights,
        (offer, team),
    ))
}

/// The offer that stands, with its place in words.
async fn shown_offer(
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

async fn ask_withdraw(ctx: Ctx, Path(id): Path<ApplicationId>) -> PageResult {
    let (application, network) = own(&ctx, id).await?;
    ctx.render(&AskView::withdraw(ctx.visit(), &network, &application))
}

async fn withdraw(ctx: Ctx, Path(id): Path<ApplicationId>, _posted: Posted) -> PageResult {
    submission::withdraw(ctx.platform(), ctx.actor(), id).await?;
    ctx.see_other_saying(&urls::application(id), "network-application-taken-back")
}

async fn ask_answer(ctx: Ctx, Path(id): Path<ApplicationId>) -> PageResult {
    let (application, network) = own(&ctx, id).await?;
    let offer = shown_offer(&ctx, &application, &network)
        .await?
        .filter(|offer| offer.open);
    let offer = offer.ok_or_else(|| ActionError::conflict("network-offer-none"))?;
    ctx.render(&AskView::answer(ctx.visit(), &network, &application, &offer))
}

async fn answer(ctx: Ctx, Path(id): Path<ApplicationId>, posted: Posted) -> PageResult {
    let answer = match posted.fields.text("do") {
        "accept" => Answer::Accept,
        "turn-down" => Answer::TurnDown,
        _ => return Err(PageError::NotFound),
    };
    match offer::answer(ctx.platform(), ctx.actor(), id, answer).await? {
        Some(team) => ctx.see_other_saying(&urls::team(team), "network-offer-accepted"),
        None => ctx.see_other_saying(&urls::application(id), "network-offer-turned-down"),
    }
}

/// What somebody may do with an application.
#[derive(Default)]
struct Rights {
    edits: bool,
    answers: bool,
    decides: bool,
}

struct OfferShown {
    place: String,
    answer_by: String,
    open: bool,
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
        ]
    }
}

/// A question with buttons, before something lasting.
#[derive(Template)]
#[template(path = "network/ask.html")]
struct AskView {
    page: Page,
    t: Translator,
    says: String,
    action: String,
    grave: bool,
    /// Value and words of each button; the first is the filled one.
    buttons: Vec<(&'static str, String, &'static str)>,
    back: String,
}

impl AskView {
    fn withdraw(visit: &Visit, network: &Network, application: &Application) -> Self {
        let t = visit.t();
        let network = network.definition.name.get(t.language.tag());
        Self {
            page: Page::new(visit, t.say("network-withdraw-title")),
            t,
            says: t
                .say("network-withdraw-title.says")
                .with("network", network)
                .to_string(),
            action: urls::withdraw(application.id),
            grave: true,
            buttons: vec![("withdraw", t.say("network-withdraw-now").to_string(), "danger")],
            back: urls::application(application.id),
        }
    }

    fn answer(visit: &Visit, network: &Network, application: &Application, offer: &OfferShown) -> Self {
        let t = visit.t();
        let says = t
            .say("network-answer-title.says")
            .with("agency", application.agency_name())
            .with("place", &offer.place)
            .with("network", network.definition.name.get(t.language.tag()))
            .with("answer_by", &offer.answer_by);
        Self {
            page: Page::new(visit, t.say("network-answer-title")),
            t,
            says: says.to_string(),
            action: urls::answer(application.id),
            grave: false,
            buttons: vec![
                ("accept", t.say("network-offer-accept").to_string(), ""),
                (
                    "turn-down",
                    t.say("network-offer-turn-down").to_string(),
                    "quiet danger",
                ),
            ],
            back: urls::application(application.id),
        }
    }
}

impl View for AskView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let (network, application) = (sample::network(), sample::application(State::Offered));
        let offer = OfferShown {
            place: "Creating a Culture of Care".into(),
            answer_by: "…".into(),
            open: true,
        };
        vec![
            ("withdraw", Self::withdraw(visit, &network, &application)),
            ("answer", Self::answer(visit, &network, &application, &offer)),
        ]
    }
}

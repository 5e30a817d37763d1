//! A question with buttons, before something lasting: taking an application back, answering an offer, taking somebody
//! out of a team.

use askama::Template;
use axum::extract::Path;
use platform::ActionError;
use platform::network::application::{Application, State};
use platform::network::member::Member;
use platform::network::offer::{self, Answer};
use platform::network::season::Network;
use platform::network::{ApplicationId, submission, team};

use super::application::{OfferShown, shown_offer};
use super::edit::own;
use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

const WITHDRAW: &str = "/applications/{application}/withdraw";
const ANSWER: &str = "/applications/{application}/answer";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(WITHDRAW, Access::SignedIn, ask_withdraw)
        .post(WITHDRAW, Access::SignedIn, withdraw)
        .get(ANSWER, Access::SignedIn, ask_answer)
        .post(ANSWER, Access::SignedIn, answer)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<AskView>("network/ask.html");
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

/// The question.
#[derive(Template)]
#[template(path = "network/ask.html")]
pub(super) struct AskView {
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
    /// Whether somebody is to be taken out of a team.
    pub(super) fn remove(visit: &Visit, team: &team::Model, member: &Member) -> Self {
        let t = visit.t();
        Self {
            page: Page::new(visit, t.say("network-remove-title"))
                .below(&team.name, urls::team(team.id))
                .below(t.say("network-members-title"), urls::members(team.id)),
            t,
            says: t
                .say("network-remove-title.says")
                .with("person", member.shown_name())
                .with("team", &team.name)
                .to_string(),
            action: urls::remove_member(team.id, member.person),
            grave: true,
            buttons: vec![("remove", t.say("network-remove-now").to_string(), "danger")],
            back: urls::members(team.id),
        }
    }

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
            (
                "remove",
                Self::remove(visit, &sample::team(true), &sample::members()[1]),
            ),
        ]
    }
}

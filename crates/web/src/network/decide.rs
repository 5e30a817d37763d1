//! Deciding on an application, in two steps: choose, then see once more what will be sent.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use jiff::ToSpan;
use jiff::civil::Date;
use platform::network::application::{self, Application, State};
use platform::network::decision::{self, Decision};
use platform::network::season::{self, Network};
use platform::network::{ApplicationId, CollaborativeId, collaborative};
use platform::{Action, ActionError, Problem};

use super::application::{last_minute, place_name, state_tag};
use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

/// How long a lead has to answer unless staff say otherwise.
const DAYS_TO_ANSWER: i64 = 14;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/applications/{application}/decide", Access::Staff, choose)
        .get(
            "/applications/{application}/decide/confirm",
            Access::Staff,
            confirm,
        )
        .post(
            "/applications/{application}/decide/confirm",
            Access::Staff,
            decide,
        )
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<ChooseView>("network/decide.html");
    gallery.add::<ConfirmView>("network/decide_confirm.html");
}

/// An application that can be decided on, its network and the network's places with how many seats are taken.
struct Case {
    application: Application,
    network: Network,
    places: Vec<(collaborative::Model, u64)>,
}

impl Case {
    async fn read(ctx: &Ctx, id: ApplicationId) -> Result<Self, PageError> {
        let application = application::get(ctx.platform(), ctx.actor(), id).await?;
        ctx.platform()
            .authorize(ctx.actor(), Action::ApplicationDecide, &application.resource())?;
        decision::decidable(&application)?;
        let network = season::get(ctx.platform(), ctx.actor(), application.network).await?;
        let places = season::collaboratives(ctx.platform(), network.id).await?;
        let taken = decision::seats(ctx.platform(), &places).await?;
        Ok(Self {
            application,
            network,
            places: places.into_iter().zip(taken).collect(),
        })
    }

    /// How the application stood when whoever decides began; from then on the form carries it along.
    fn seen(&self, sent: &Fields) -> String {
        match sent.text("seen") {
            "" => self.application.standing(),
            seen => seen.to_owned(),
        }
    }

    /// The decision that a form holds.
    fn decision(&self, fields: &Fields) -> Result<Decision, Vec<Problem>> {
        let place = match fields.text("decision") {
            "waitlist" => return Ok(Decision::Waitlist),
            "decline" => return Ok(Decision::Decline),
            "network" if self.places.is_empty() => None,
            place => {
                let place = place.parse::<CollaborativeId>().ok();
                let place = place.filter(|id| self.places.iter().any(|(one, _)| one.id == *id));
                Some(place.ok_or_else(|| vec![Problem::new("decision", "network-decision-missing")])?)
            }
        };
        let day = fields.parse::<Date>("answer_by");
        let end = day.and_then(|day| decision::end_of_day(&self.network.definition, day));
        let answer_by = end.ok_or_else(|| vec![Problem::new("answer_by", "network-answer-by-missing")])?;
        Ok(Decision::Offer {
            collaborative: place,
            answer_by,
        })
    }
}

async fn choose(ctx: Ctx, Path(id): Path<ApplicationId>) -> PageResult {
    let case = Case::read(&ctx, id).await?;
    ctx.render(&ChooseView::new(ctx.visit(), &case, ctx.query(), &[]))
}

async fn confirm(ctx: Ctx, Path(id): Path<ApplicationId>) -> PageResult {
    let case = Case::read(&ctx, id).await?;
    match case.decision(ctx.query()) {
        Ok(decision) => ctx.render(&ConfirmView::new(ctx.visit(), &case, ctx.query(), decision)),
        Err(problems) => ctx.render_invalid(&ChooseView::new(ctx.visit(), &case, ctx.query(), &problems)),
    }
}

async fn decide(ctx: Ctx, Path(id): Path<ApplicationId>, posted: Posted) -> PageResult {
    let case = Case::read(&ctx, id).await?;
    let seen = posted.fields.text("seen");
    let outcome = match case.decision(&posted.fields) {
        Ok(decision) => decision::decide(ctx.platform(), ctx.actor(), id, seen, decision).await,
        Err(problems) => Err(ActionError::Invalid(problems)),
    };
    match outcome {
        Ok(()) => {
            let list = urls::applications(&case.network.definition.slug);
            ctx.see_other_saying(&list, "network-decision-sent")
        }
        Err(ActionError::Invalid(problems)) => {
            ctx.render_invalid(&ChooseView::new(ctx.visit(), &case, &posted.fields, &problems))
        }
        Err(ActionError::Conflict(problem)) if problem.field == "decision" => {
            // It may have changed after it was read above.
            let case = Case::read(&ctx, id).await?;
            let fields = posted.fields.without("seen");
            ctx.render_as(
                StatusCode::CONFLICT,
                &ChooseView::new(ctx.visit(), &case, &fields, &[problem]),
            )
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "network/decide.html")]
struct ChooseView {
    page: Page,
    t: Translator,
    id: ApplicationId,
    agency: String,
    state: (&'static str, String),
    seen: String,
    options: Vec<(String, String)>,
    decision: String,
    answer_by: String,
    zone: String,
    choices: Vec<String>,
    errors: [String; 2],
    problems: Vec<(String, String)>,
}

impl ChooseView {
    fn new(visit: &Visit, case: &Case, sent: &Fields, problems: &[Problem]) -> Self {
        let (t, definition) = (visit.t(), &case.network.definition);
        let offer = |(place, taken): &(collaborative::Model, u64)| {
            let name = place_name(t, &case.network, Some(&place.slug));
            let words = match place.capacity_teams {
                Some(capacity) => t
                    .say("network-offer-into-capped")
                    .with("taken", *taken)
                    .with("capacity", capacity),
                None => t.say("network-offer-into"),
            };
            (place.id.to_string(), words.with("place", name).to_string())
        };
        let mut options: Vec<_> = case.places.iter().map(offer).collect();
        if options.is_empty() {
            let words = t
                .say("network-offer-into")
                .with("place", place_name(t, &case.network, None));
            options.push(("network".into(), words.to_string()));
        }
        options.push(("waitlist".into(), t.say("network-decision-waitlist").to_string()));
        options.push(("decline".into(), t.say("network-decision-decline").to_string()));
        let default = definition
            .day(visit.now)
            .saturating_add(DAYS_TO_ANSWER.days())
            .to_string();
        let draft = &case.application.draft;
        Self {
            page: Page::new(visit, t.say("network-decide-title"))
                .below(
                    t.say("network-applications"),
                    urls::applications(&definition.slug),
                )
                .below(
                    case.application.agency_name(),
                    urls::application(case.application.id),
                ),
            t,
            id: case.application.id,
            agency: case.application.agency_name().into(),
            state: state_tag(t, case.application.state),
            seen: case.seen(sent),
            options,
            decision: sent.text("decision").into(),
            answer_by: if sent.has("answer_by") {
                sent.text("answer_by").into()
            } else {
                default
            },
            zone: t.zone(visit.now, definition.zone()),
            choices: draft
                .choices
                .iter()
                .map(|slug| place_name(t, &case.network, Some(slug)))
                .collect(),
            errors: ["decision", "answer_by"].map(|field| t.problem_of(problems, field)),
            problems: t.problems(problems),
        }
    }
}

#[derive(Template)]
#[template(path = "network/decide_confirm.html")]
struct ConfirmView {
    page: Page,
    t: Translator,
    id: ApplicationId,
    says: String,
    seen: String,
    decision: String,
    answer_by: String,
    back: String,
}

impl ConfirmView {
    fn new(visit: &Visit, case: &Case, sent: &Fields, decision: Decision) -> Self {
        let t = visit.t();
        let says = match decision {
            Decision::Waitlist => t.say("network-confirm-waitlist"),
            Decision::Decline => t.say("network-confirm-decline"),
            Decision::Offer {
                collaborative,
                answer_by,
            } => {
                let place = case
                    .places
                    .iter()
                    .find(|(place, _)| Some(place.id) == collaborative);
                let place = place.map(|(place, _)| place.slug.as_str());
                t.say("network-confirm-offer")
                    .with("place", place_name(t, &case.network, place))
                    .with("answer_by", last_minute(t, &case.network, answer_by))
            }
        };
        let (decision, answer_by) = (sent.text("decision"), sent.text("answer_by"));
        let query = format!(
            "?decision={}&answer_by={}&seen={}",
            crate::urls::escape(decision),
            crate::urls::escape(answer_by),
            crate::urls::escape(&case.seen(sent))
        );
        Self {
            page: Page::new(visit, t.say("network-confirm-title")),
            t,
            id: case.application.id,
            says: says.with("agency", case.application.agency_name()).to_string(),
            seen: case.seen(sent),
            decision: decision.into(),
            answer_by: answer_by.into(),
            back: urls::decide(case.application.id) + &query,
        }
    }
}

fn sample_case() -> Case {
    let (network, application) = (sample::network(), sample::application(State::Submitted));
    let place = |slug: &str, capacity_teams| collaborative::Model {
        id: CollaborativeId::from(application.id.uuid()),
        network_id: network.id,
        slug: slug.into(),
        position: 0,
        capacity_teams,
    };
    let places = vec![(place("climate-data", Some(6)), 6), (place("care", None), 2)];
    Case {
        application,
        network,
        places,
    }
}

impl View for ChooseView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let (case, none) = (sample_case(), Fields::default());
        let open = Case {
            network: sample::closed(),
            places: Vec::new(),
            ..sample_case()
        };
        let changed = [Problem::new("decision", decision::CHANGED)];
        let full = [Problem::new("decision", "network-collaborative-full")
            .with("capacity", 6)
            .with("taken", 6)];
        vec![
            ("collaboratives", Self::new(visit, &case, &none, &[])),
            ("network", Self::new(visit, &open, &none, &[])),
            ("full", Self::new(visit, &case, &none, &full)),
            ("changed", Self::new(visit, &case, &none, &changed)),
        ]
    }
}

impl View for ConfirmView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let (case, none) = (sample_case(), Fields::default());
        let offer = Decision::Offer {
            collaborative: Some(case.places[0].0.id),
            answer_by: visit.now,
        };
        vec![
            ("offer", Self::new(visit, &case, &none, offer)),
            ("waitlist", Self::new(visit, &case, &none, Decision::Waitlist)),
            ("decline", Self::new(visit, &case, &none, Decision::Decline)),
        ]
    }
}

//! Choosing an agency of the directory by name or code: by a lead for an application, by staff for one that was typed in.

use askama::Template;
use axum::extract::Path;
use platform::network::applicant::{AgencyOf, TypedAgency};
use platform::network::application::{self, State};
use platform::network::definition::kind_name;
use platform::network::draft::{self, AgencyChoice};
use platform::network::{ApplicationId, decision};
use platform::people::agency::{self, AgencyKind, Model};
use platform::{Action, ActionError, Problem};

use super::edit::own;
use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

/// More than this many agencies are too many to read through.
const SHOWN_MAX: usize = 40;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/applications/{application}/agency", Access::SignedIn, show)
        .post("/applications/{application}/agency", Access::SignedIn, choose)
        .get("/applications/{application}/match", Access::Staff, show_match)
        .post("/applications/{application}/match", Access::Staff, choose_match)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<AgencyView>("network/agency.html");
}

/// What tells an agency from others of its name: kind, county, state and codes.
pub(super) fn more(t: Translator, agency: &AgencyOf) -> String {
    let kind = agency
        .kind()
        .map(|kind| t.say(&format!("agency-kind-{}", kind_name(kind))).to_string());
    let county = match agency.county() {
        "" => None,
        county => Some(t.say("agency-county").with("county", county).to_string()),
    };
    let codes = match agency {
        AgencyOf::Listed(listed) => codes(t, listed),
        AgencyOf::Typed(_) => Some(t.say("agency-not-listed").to_string()),
    };
    let parts = [kind, county, Some(agency.state().to_owned()), codes];
    parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn codes(t: Translator, agency: &Model) -> Option<String> {
    let cds = agency
        .cd_code
        .as_ref()
        .filter(|code| code.len() == 7)
        .map(|code| {
            t.say("agency-cds")
                .with("code", format!("{}-{}", &code[..2], &code[2..]))
                .to_string()
        });
    let nces = agency
        .nces_id
        .as_ref()
        .map(|id| t.say("agency-nces").with("id", id).to_string());
    let codes: Vec<_> = [cds, nces].into_iter().flatten().collect();
    (!codes.is_empty()).then(|| codes.join(" · "))
}

/// An agency as a choice: its id, its name and what tells it apart.
pub(super) fn option(t: Translator, agency: &Model) -> (String, String) {
    let words = format!("{}: {}", agency.name, more(t, &AgencyOf::Listed(agency.clone())));
    (agency.id.to_string(), words)
}

async fn found(ctx: &Ctx, query: &str) -> Result<Vec<Model>, PageError> {
    Ok(agency::search(ctx.platform(), ctx.actor(), query, SHOWN_MAX as u64 + 1).await?)
}

async fn show(ctx: Ctx, Path(id): Path<ApplicationId>) -> PageResult {
    let (application, _) = own(&ctx, id).await?;
    if application.state != State::Draft {
        return ctx.see_other(&urls::application(id));
    }
    let (query, agencies) = (ctx.query().text("q"), found(&ctx, ctx.query().text("q")).await?);
    ctx.render(&AgencyView::new(
        ctx.visit(),
        Purpose::Apply,
        id,
        (query, &agencies),
        &Fields::default(),
        &[],
    ))
}

async fn choose(ctx: Ctx, Path(id): Path<ApplicationId>, posted: Posted) -> PageResult {
    let choice = match (posted.fields.text("do"), posted.fields.parse("agency")) {
        ("typed", _) => Ok(AgencyChoice::Typed(typed(&posted.fields))),
        (_, Some(agency)) => Ok(AgencyChoice::Listed(agency)),
        (_, None) => Err(ActionError::invalid("agency", "network-agency-missing")),
    };
    let outcome = match choice {
        Ok(choice) => draft::choose_agency(ctx.platform(), ctx.actor(), id, choice).await,
        Err(missing) => own(&ctx, id).await.map(|_| Err(missing))?,
    };
    match outcome {
        Ok(()) => ctx.see_other_saying(&urls::edit(id), "network-agency-chosen"),
        Err(ActionError::Invalid(problems)) => {
            let query = posted.fields.text("q");
            let agencies = found(&ctx, query).await?;
            let found = (query, &*agencies);
            ctx.render_invalid(&AgencyView::new(
                ctx.visit(),
                Purpose::Apply,
                id,
                found,
                &posted.fields,
                &problems,
            ))
        }
        Err(error) => Err(error.into()),
    }
}

fn typed(fields: &Fields) -> TypedAgency {
    let text = |name| fields.text(name).to_owned();
    TypedAgency {
        name: text("agency_name"),
        kind: text("agency_kind"),
        county: text("agency_county"),
        state: text("agency_state"),
    }
}

/// Staff begin with the name that was typed in.
async fn show_match(ctx: Ctx, Path(id): Path<ApplicationId>) -> PageResult {
    let application = application::get(ctx.platform(), ctx.actor(), id).await?;
    ctx.platform()
        .authorize(ctx.actor(), Action::ApplicationDecide, &application.resource())?;
    let query = match ctx.query().text("q") {
        "" => application.agency_name(),
        query => query,
    };
    let agencies = found(&ctx, query).await?;
    ctx.render(&AgencyView::new(
        ctx.visit(),
        Purpose::Match,
        id,
        (query, &agencies),
        &Fields::default(),
        &[],
    ))
}

async fn choose_match(ctx: Ctx, Path(id): Path<ApplicationId>, posted: Posted) -> PageResult {
    let Some(agency) = posted.fields.parse("agency") else {
        return Err(ActionError::invalid("agency", "network-agency-missing").into());
    };
    decision::match_agency(ctx.platform(), ctx.actor(), id, agency).await?;
    ctx.see_other_saying(&urls::application(id), "network-agency-matched")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Apply,
    Match,
}

#[derive(Template)]
#[template(path = "network/agency.html")]
struct AgencyView {
    page: Page,
    t: Translator,
    here: String,
    back: String,
    query: String,
    searched: bool,
    agencies: Vec<(String, String)>,
    chosen: String,
    too_many: bool,
    may_type: bool,
    typed: TypedAgency,
    kinds: Vec<(&'static str, String)>,
    errors: [String; 5],
    problems: Vec<(String, String)>,
}

impl AgencyView {
    fn new(
        visit: &Visit,
        purpose: Purpose,
        id: ApplicationId,
        (query, agencies): (&str, &[Model]),
        sent: &Fields,
        problems: &[Problem],
    ) -> Self {
        let t = visit.t();
        let (title, here, back) = match purpose {
            Purpose::Apply => ("network-agency-title", urls::agency(id), urls::edit(id)),
            Purpose::Match => (
                "network-match-title",
                urls::match_agency(id),
                urls::application(id),
            ),
        };
        let kinds = [AgencyKind::Local, AgencyKind::County, AgencyKind::State].map(kind_name);
        let fields = [
            "agency",
            "agency_name",
            "agency_kind",
            "agency_county",
            "agency_state",
        ];
        Self {
            page: Page::new(visit, t.say(title)).below(t.say("network-application"), &back),
            t,
            here,
            back,
            query: query.into(),
            searched: !query.is_empty(),
            agencies: agencies
                .iter()
                .take(SHOWN_MAX)
                .map(|one| option(t, one))
                .collect(),
            chosen: sent.text("agency").into(),
            too_many: agencies.len() > SHOWN_MAX,
            may_type: purpose == Purpose::Apply,
            typed: typed(sent),
            kinds: kinds
                .map(|kind| (kind, t.say(&format!("agency-kind-{kind}")).to_string()))
                .into(),
            errors: fields.map(|field| t.problem_of(problems, field)),
            problems: t.problems(problems),
        }
    }
}

impl View for AgencyView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let (id, agencies, none) = (sample::begun().id, sample::agencies(), Fields::default());
        let many = vec![agencies[0].clone(); SHOWN_MAX + 1];
        let missing = [Problem::new("agency_name", "network-agency-name-wrong").with("most", 160)];
        vec![
            (
                "begin",
                Self::new(visit, Purpose::Apply, id, ("", &[]), &none, &[]),
            ),
            (
                "found",
                Self::new(visit, Purpose::Apply, id, ("rivera", &agencies), &none, &[]),
            ),
            (
                "many",
                Self::new(visit, Purpose::Apply, id, ("unified", &many), &none, &[]),
            ),
            (
                "nothing",
                Self::new(visit, Purpose::Apply, id, ("zzz", &[]), &none, &missing),
            ),
            (
                "match",
                Self::new(visit, Purpose::Match, id, ("rivera", &agencies), &none, &[]),
            ),
        ]
    }
}

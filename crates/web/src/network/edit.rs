//! Writing an application: one form, saved complete or not, by its button and by a script as one types.
//!
//! When another page has saved newer text, nothing is replaced: the form comes back with both.

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, StatusCode};
use axum::response::IntoResponse;
use platform::network::application::{self, Application, State};
use platform::network::draft::{self, Draft, Saved};
use platform::network::season::{self, Network};
use platform::network::{ApplicationId, submission};
use platform::{Action, ActionError, Problem};

use super::fields::{self, Area, Filled, Line, Named, Pick};
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
        .get("/applications/{application}/edit", Access::SignedIn, show)
        .post("/applications/{application}/edit", Access::SignedIn, save)
        .post("/applications/{application}/draft", Access::SignedIn, autosave)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<EditView>("network/edit.html");
}

/// An application of one's own, and its network.
pub(super) async fn own(ctx: &Ctx, id: ApplicationId) -> Result<(Application, Network), PageError> {
    let application = application::get(ctx.platform(), ctx.actor(), id).await?;
    ctx.platform()
        .authorize(ctx.actor(), Action::ApplicationEdit, &application.resource())?;
    let network = season::get(ctx.platform(), ctx.actor(), application.network).await?;
    Ok((application, network))
}

/// What was sent, or what may not be changed any more, is read on the application's own page.
async fn show(ctx: Ctx, Path(id): Path<ApplicationId>) -> PageResult {
    let (application, network) = own(&ctx, id).await?;
    if application.state != State::Draft || !network.definition.takes_applications(ctx.now()) {
        return ctx.see_other(&urls::application(id));
    }
    ctx.render(&EditView::new(
        ctx.visit(),
        &network,
        &application,
        &Attempt::default(),
    ))
}

async fn save(ctx: Ctx, Path(id): Path<ApplicationId>, posted: Posted) -> PageResult {
    let (mut application, network) = own(&ctx, id).await?;
    let typed = fields::draft(&network.definition, &application.draft, &posted.fields);
    let version = posted.fields.parse("version").unwrap_or(0);
    let mut attempt = Attempt::default();
    let outcome = draft::save(ctx.platform(), ctx.actor(), id, version, typed.clone()).await;
    application.draft = typed;
    let status = match outcome {
        Ok(Saved::Stored(stored)) => {
            application.version = stored;
            match posted.fields.text("do") {
                "agency" => return ctx.see_other(&urls::agency(id)),
                "submit" => match submission::submit(ctx.platform(), ctx.actor(), id).await {
                    Ok(()) => {
                        return ctx.see_other_saying(&urls::application(id), "network-application-received");
                    }
                    Err(error) => attempt.refused(error)?,
                },
                _ => return ctx.see_other_saying(&urls::edit(id), "network-draft-saved"),
            }
        }
        Ok(Saved::Newer { version, stored }) => {
            application.version = version;
            attempt.newer = Some(*stored);
            StatusCode::CONFLICT
        }
        Err(error) => attempt.refused(error)?,
    };
    ctx.render_as(
        status,
        &EditView::new(ctx.visit(), &network, &application, &attempt),
    )
}

/// The same for the script that keeps what one types: no page, only whether it is stored, and as which version.
async fn autosave(ctx: Ctx, Path(id): Path<ApplicationId>, posted: Posted) -> PageResult {
    let (application, network) = own(&ctx, id).await?;
    let typed = fields::draft(&network.definition, &application.draft, &posted.fields);
    let version = posted.fields.parse("version").unwrap_or(0);
    match draft::save(ctx.platform(), ctx.actor(), id, version, typed).await? {
        Saved::Stored(version) => {
            let header = HeaderName::from_static("draft-version");
            Ok((StatusCode::NO_CONTENT, [(header, version.to_string())]).into_response())
        }
        Saved::Newer { .. } => Err(ActionError::conflict("network-draft-conflict").into()),
    }
}

/// What came of a form that was sent and is shown again.
#[derive(Default)]
struct Attempt {
    problems: Vec<Problem>,
    refusal: Option<Problem>,
    newer: Option<Draft>,
}

impl Attempt {
    /// Keeps what can be told on the form; anything else is the page's error.
    fn refused(&mut self, error: ActionError) -> Result<StatusCode, PageError> {
        match error {
            ActionError::Invalid(problems) => {
                self.problems = problems;
                Ok(StatusCode::UNPROCESSABLE_ENTITY)
            }
            ActionError::Conflict(problem) => {
                self.refusal = Some(problem);
                Ok(StatusCode::CONFLICT)
            }
            other => Err(other.into()),
        }
    }
}

#[derive(Template)]
#[template(path = "network/edit.html")]
struct EditView {
    page: Page,
    t: Translator,
    id: ApplicationId,
    version: i32,
    deadline: String,
    contact: String,
    agency: String,
    agency_more: String,
    agency_error: String,
    agency_warning: String,
    lead: Vec<Line>,
    colleagues: Vec<Named>,
    areas: Vec<Area>,
    picks: Vec<Pick>,
    options: Vec<(String, String)>,
    problems: Vec<(String, String)>,
    refusal: String,
    newer: bool,
}

impl EditView {
    fn new(visit: &Visit, network: &Network, application: &Application, attempt: &Attempt) -> Self {
        let (t, definition) = (visit.t(), &network.definition);
        let name = definition.name.get(t.language.tag());
        let filled = Filled {
            t,
            definition,
            draft: &application.draft,
            newer: attempt.newer.as_ref(),
            problems: &attempt.problems,
        };
        let warning = application
            .agency
            .as_ref()
            .and_then(|one| submission::ineligible(definition, one));
        Self {
            page: Page::new(visit, t.say("network-edit-title"))
                .below(t.say("network-networks"), crate::urls::HOME)
                .below(name, urls::network(&definition.slug)),
            t,
            id: application.id,
            version: application.version,
            deadline: shown::deadline(t, definition),
            contact: definition.contact.clone(),
            agency: application.agency_name().to_owned(),
            agency_more: application
                .agency
                .as_ref()
                .map(|one| super::agency::more(t, one))
                .unwrap_or_default(),
            agency_error: t.problem_of(&attempt.problems, "agency"),
            agency_warning: warning.map(|problem| t.problem(&problem)).unwrap_or_default(),
            lead: filled.lead(),
            colleagues: filled.colleagues(),
            areas: filled.areas(),
            picks: filled.picks(),
            options: filled.options(),
            problems: t.problems(&attempt.problems),
            refusal: attempt
                .refusal
                .as_ref()
                .map(|problem| t.problem(problem))
                .unwrap_or_default(),
            newer: attempt.newer.is_some(),
        }
    }
}

impl View for EditView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let network = sample::network();
        let (full, begun) = (sample::application(State::Draft), sample::begun());
        let wrong = Attempt {
            problems: submission::problems(&network.definition, &begun, "lead@district.example"),
            ..Attempt::default()
        };
        let newer = Attempt {
            newer: Some(Draft::default()),
            ..Attempt::default()
        };
        let late = Attempt {
            refusal: Some(Problem::new("", "network-application-late")),
            ..Attempt::default()
        };
        vec![
            ("begun", Self::new(visit, &network, &begun, &Attempt::default())),
            ("full", Self::new(visit, &network, &full, &Attempt::default())),
            ("wrong", Self::new(visit, &network, &begun, &wrong)),
            ("two-pages", Self::new(visit, &network, &full, &newer)),
            ("late", Self::new(visit, &network, &full, &late)),
        ]
    }
}

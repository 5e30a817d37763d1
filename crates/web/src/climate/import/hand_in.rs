//! The first step: which questions they are, and the file.

use askama::Template;
use axum::extract::Path;
use platform::climate::given::Given;
use platform::climate::import;
use platform::network::TeamId;
use platform::{ActionError, Problem};

use crate::climate::{list, new, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/teams/{team}/surveys/import", Access::TeamMember, show)
        .post("/teams/{team}/surveys/import", Access::TeamMember, take)
        .uploads()
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<HandInView>("climate/hand_in.html");
}

async fn show(ctx: Ctx, Path(team): Path<TeamId>) -> PageResult {
    new::may_open(&ctx, team).await?;
    ctx.render(&HandInView::new(ctx.visit(), team, &Fields::default(), &[]))
}

async fn take(ctx: Ctx, Path(team): Path<TeamId>, posted: Posted) -> PageResult {
    new::may_open(&ctx, team).await?;
    let asked = new::asked_for(&posted).and_then(|new| Ok((new, given(&posted.fields)?)));
    let taken = match (asked, posted.file("file")) {
        (Ok((new, given)), Some(file)) => {
            let bytes = file.bytes.to_vec();
            import::upload(ctx.platform(), ctx.actor(), team, new, given, bytes).await
        }
        (Err(error), _) => Err(error),
        (_, None) => Err(ActionError::invalid("file", "import-file-missing")),
    };
    match taken {
        Ok(key) => ctx.see_other(&urls::import(&key)),
        Err(ActionError::Invalid(problems)) => {
            ctx.render_invalid(&HandInView::new(ctx.visit(), team, &posted.fields, &problems))
        }
        Err(error) => Err(error.into()),
    }
}

/// When the answers were given; nothing when nobody says so.
fn given(fields: &Fields) -> Result<Option<Given>, ActionError> {
    match fields.text("given") {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| ActionError::invalid("given", "import-given-wrong")),
    }
}

#[derive(Template)]
#[template(path = "climate/hand_in.html")]
struct HandInView {
    page: Page,
    t: Translator,
    action: String,
    instruments: Vec<(String, String)>,
    instrument: String,
    title: String,
    asked: String,
    given: String,
    /// Beside instrument, own instrument, title, number of people, file, and day.
    errors: [String; 6],
    problems: Vec<(String, String)>,
}

impl HandInView {
    fn new(visit: &Visit, team: TeamId, sent: &Fields, problems: &[Problem]) -> Self {
        let t = visit.t();
        Self {
            page: Page::new(visit, t.say("import-title"))
                .below(t.say("climate-team"), list::team_page(team))
                .below(t.say("surveys-title"), urls::surveys(team)),
            t,
            action: urls::bring(team),
            instruments: new::instruments(t, |_| true),
            instrument: sent.text("instrument").to_owned(),
            title: sent.text("title").to_owned(),
            asked: sent.text("asked").to_owned(),
            given: sent.text("given").to_owned(),
            errors: ["instrument", "definition", "title", "asked", "file", "given"]
                .map(|field| t.problem_of(problems, field)),
            problems: t.problems(problems),
        }
    }
}

impl View for HandInView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let team = crate::climate::sample::survey().team;
        let wrong = [
            Problem::new("file", "import-problem").with("text", "Row 4 has 3 cells, the header has 12."),
            Problem::new("title", "survey-title-missing"),
            Problem::new("given", "import-given-wrong"),
        ];
        vec![
            ("fresh", Self::new(visit, team, &Fields::default(), &[])),
            ("wrong", Self::new(visit, team, &Fields::default(), &wrong)),
        ]
    }
}

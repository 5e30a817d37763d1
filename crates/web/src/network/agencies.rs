//! The directory of agencies, for staff: search it, and import a file into it.

use askama::Template;
use platform::people::agency::{self, Model};
use platform::people::directory::{self, Report};
use platform::{Action, ActionError, Problem, Resource};

use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

const SHOWN_MAX: u64 = 100;
const CSV: &str = "text/csv; charset=utf-8";
/// Invented agencies; the codes are of no county.
const EXAMPLE: &str = "cds_code,agency,kind,county,state,nces_id\n\
    91100910000000,Alder County Office of Education,county-office,Alder,CA,0699001\n\
    91101100000000,Rivera Valley Unified,local,Alder,CA,0699011\n";
const EXAMPLE_OF_SCHOOLS: &str = "cds_code,school,district,county,school_type,enrolled,nces_id,state\n\
    91101100130229,Alder High,Rivera Valley Unified,Alder,H,1278,069901100001,CA\n\
    91101100132878,Birch Middle,Rivera Valley Unified,Alder,M,1113,069901100002,CA\n";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get(urls::AGENCIES, Access::Staff, show)
        .post(urls::AGENCIES, Access::Staff, import)
        .uploads()
        .get(urls::AGENCIES_EXAMPLE, Access::Staff, example)
        .get(urls::AGENCIES_EXAMPLE_SCHOOLS, Access::Staff, example_of_schools)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<AgenciesView>("network/agencies.html");
}

async fn show(ctx: Ctx) -> PageResult {
    let view = AgenciesView::read(&ctx, None, &[]).await?;
    ctx.render(&view)
}

async fn import(ctx: Ctx, posted: Posted) -> PageResult {
    let outcome = match posted.file("file") {
        Some(file) => directory::import(ctx.platform(), ctx.actor(), &file.bytes).await,
        None => Err(ActionError::invalid("file", "agencies-file-missing")),
    };
    match outcome {
        Ok(report) => ctx.render(&AgenciesView::read(&ctx, Some(&report), &[]).await?),
        Err(ActionError::Invalid(problems)) => {
            ctx.render_invalid(&AgenciesView::read(&ctx, None, &problems).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn example(ctx: Ctx) -> PageResult {
    ctx.file("agencies.csv", CSV, EXAMPLE.into())
}

async fn example_of_schools(ctx: Ctx) -> PageResult {
    ctx.file("schools.csv", CSV, EXAMPLE_OF_SCHOOLS.into())
}

#[derive(Template)]
#[template(path = "network/agencies.html")]
struct AgenciesView {
    page: Page,
    t: Translator,
    count: u64,
    query: String,
    agencies: Vec<(String, String)>,
    may_import: bool,
    report: Option<String>,
    ignored: String,
    error: String,
    problems: Vec<String>,
}

impl AgenciesView {
    async fn read(ctx: &Ctx, report: Option<&Report>, problems: &[Problem]) -> Result<Self, PageError> {
        let query = ctx.query().text("q").to_owned();
        let found = agency::search(ctx.platform(), ctx.actor(), &query, SHOWN_MAX).await?;
        let count = agency::count(ctx.platform()).await?;
        let may = ctx
            .platform()
            .allows(ctx.actor(), Action::AgencyImport, &Resource::Installation);
        Ok(Self::new(
            ctx.visit(),
            (query, &found),
            (count, may),
            report,
            problems,
        ))
    }

    fn new(
        visit: &Visit,
        (query, agencies): (String, &[Model]),
        (count, may_import): (u64, bool),
        report: Option<&Report>,
        problems: &[Problem],
    ) -> Self {
        let t = visit.t();
        let row = |one: &Model| {
            let more = super::agency::more(t, &platform::network::applicant::AgencyOf::Listed(one.clone()));
            (one.name.clone(), more)
        };
        let said = |report: &Report| {
            t.say("agencies-imported")
                .with("agencies", report.agencies)
                .with("agencies_new", report.agencies_new)
                .with("schools", report.schools)
                .with("schools_new", report.schools_new)
                .to_string()
        };
        Self {
            page: Page::new(visit, t.say("agencies-title")),
            t,
            count,
            query,
            agencies: agencies.iter().map(row).collect(),
            may_import,
            report: report.map(said),
            ignored: report
                .map(|report| report.columns_ignored.join(", "))
                .unwrap_or_default(),
            error: problems
                .first()
                .map(|_| t.say("agencies-nothing-imported").to_string())
                .unwrap_or_default(),
            problems: problems.iter().map(|problem| t.problem(problem)).collect(),
        }
    }
}

impl View for AgenciesView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let (agencies, none) = (sample::agencies(), String::new);
        let report = Report {
            agencies: 2,
            agencies_new: 1,
            columns_ignored: vec!["notes".into()],
            ..Report::default()
        };
        let wrong = [
            Problem::new("file", "agencies-file-missing"),
            Problem::new("file", "import-empty"),
        ];
        vec![
            ("empty", Self::new(visit, (none(), &[]), (0, true), None, &[])),
            (
                "found",
                Self::new(visit, ("rivera".into(), &agencies), (761, true), None, &[]),
            ),
            (
                "nothing",
                Self::new(visit, ("zzz".into(), &[]), (761, false), None, &[]),
            ),
            (
                "imported",
                Self::new(visit, (none(), &[]), (761, true), Some(&report), &[]),
            ),
            (
                "wrong",
                Self::new(visit, (none(), &[]), (761, true), None, &wrong),
            ),
        ]
    }
}

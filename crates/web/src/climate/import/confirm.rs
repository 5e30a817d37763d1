//! The second step: what each column is for and what each unclear label means, confirmed by a person.

use askama::Template;
use axum::extract::Path;
use instrument::Instrument;
use instrument::import::{Mapping, Standing, Table};
use platform::climate::import::{self, Draft, Earlier, file_problems};
use platform::{ActionError, Problem};

use super::choices;
use super::review::{self, Column, Set};
use crate::climate::{list, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/imports/{key}", Access::SignedIn, show)
        .post("/imports/{key}", Access::SignedIn, save)
        .post("/imports/{key}/discard", Access::SignedIn, discard)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<ConfirmView>("climate/confirm.html");
}

async fn show(ctx: Ctx, Path(key): Path<String>) -> PageResult {
    let (draft, table) = import::look(ctx.platform(), ctx.actor(), &key).await?;
    let earlier = import::earlier(ctx.platform(), ctx.actor(), &key).await?;
    let file = File {
        draft: &draft,
        table: &table,
        earlier: earlier.as_ref(),
        again: false,
    };
    ctx.render(&ConfirmView::new(ctx.visit(), &key, file, &[]))
}

async fn save(ctx: Ctx, Path(key): Path<String>, posted: Posted) -> PageResult {
    let (mut draft, table) = import::look(ctx.platform(), ctx.actor(), &key).await?;
    let earlier = import::earlier(ctx.platform(), ctx.actor(), &key).await?;
    let form = &draft.survey.instrument;
    let problems = choices::settle(&mut draft.mapping, &table, form, &posted.fields);
    import::remember(ctx.platform(), ctx.actor(), &key, draft.mapping.clone()).await?;
    let again = posted.fields.has("again");
    let open = draft.mapping.open_questions(form).len();
    let refused = if !problems.is_empty() {
        file_problems(problems)
    } else if posted.fields.has("look") {
        return ctx.see_other(&urls::import(&key));
    } else if open > 0 {
        let first = review::first_open(form, &draft.mapping);
        ActionError::Invalid(vec![Problem::new(first, "import-still-open").with("count", open)])
    } else {
        match import::finish(ctx.platform(), ctx.actor(), &key, again).await {
            Ok(done) => return ctx.see_other_saying(&urls::results(done.survey), "import-done"),
            Err(refused) => refused,
        }
    };
    let file = File {
        draft: &draft,
        table: &table,
        earlier: earlier.as_ref(),
        again,
    };
    match refused {
        ActionError::Invalid(problems) => {
            ctx.render_invalid(&ConfirmView::new(ctx.visit(), &key, file, &problems))
        }
        error => Err(error.into()),
    }
}

async fn discard(ctx: Ctx, Path(key): Path<String>, _: Posted) -> PageResult {
    let (draft, _) = import::look(ctx.platform(), ctx.actor(), &key).await?;
    import::discard(ctx.platform(), ctx.actor(), &key).await?;
    ctx.see_other_saying(&urls::surveys(draft.team), "import-discarded")
}

/// What the page is about.
#[derive(Clone, Copy)]
struct File<'a> {
    draft: &'a Draft,
    table: &'a Table,
    /// The survey that was made of the same file.
    earlier: Option<&'a Earlier>,
    /// Whether a person said that it is imported again.
    again: bool,
}

#[derive(Template)]
#[template(path = "climate/confirm.html")]
struct ConfirmView {
    page: Page,
    t: Translator,
    action: String,
    discard: String,
    rows: usize,
    /// Title and day of the survey that was made of the same file.
    earlier: Option<(String, String)>,
    again: bool,
    again_error: String,
    sets: Vec<Set>,
    columns: Vec<Column>,
    purposes: Vec<(String, String)>,
    problems: Vec<(String, String)>,
}

impl ConfirmView {
    fn new(visit: &Visit, key: &str, file: File<'_>, problems: &[Problem]) -> Self {
        let t = visit.t();
        let File { draft, table, .. } = file;
        let form = &draft.survey.instrument;
        let place = |problem| review::placed(form, &draft.mapping, table, problem);
        let problems: Vec<Problem> = problems.iter().map(place).collect();
        let earlier = |known: &Earlier| (known.title.clone(), list::day(t, &known.day));
        Self {
            page: Page::new(visit, t.say("import-confirm-title"))
                .below(t.say("climate-team"), list::team_page(draft.team))
                .below(t.say("surveys-title"), urls::surveys(draft.team)),
            t,
            action: urls::import(key),
            discard: urls::discard(key),
            rows: table.rows,
            earlier: file.earlier.map(earlier),
            again: file.again,
            again_error: t.problem_of(&problems, "again"),
            sets: review::sets(t, form, &draft.mapping),
            columns: review::columns(&draft.mapping, table),
            purposes: purposes(t, form),
            problems: t.problems(&problems),
        }
    }
}

/// Everything that a column can be for: value and words.
fn purposes(t: Translator, form: &Instrument) -> Vec<(String, String)> {
    let tag = t.language.tag();
    let mut all = vec![
        ("ignore".to_owned(), t.say("import-purpose-ignore").to_string()),
        ("id".to_owned(), t.say("import-purpose-id").to_string()),
        ("new".to_owned(), t.say("import-purpose-new").to_string()),
    ];
    all.extend(form.items.iter().map(|item| {
        (
            format!("item:{}", item.id),
            t.say("import-purpose-item")
                .with("question", item.question.get(tag))
                .to_string(),
        )
    }));
    all.extend(form.dimensions.iter().map(|dimension| {
        let said = t
            .say("import-purpose-group")
            .with("question", dimension.question.get(tag));
        (format!("group:{}", dimension.id), said.to_string())
    }));
    all
}

impl View for ConfirmView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let survey = crate::climate::sample::survey();
        let form = instrument::built_in_by_id("pisa-2009-climate").expect("built in");
        let rows =
            b"StudentId,ST34Q01,ST36Q01,Country\n1,Strong agree,4,USA\n2,Agree,1,USA\n3,Perhaps,,Canada\n";
        let table = instrument::import::read_table(rows).expect("a plain table");
        let draft = Draft {
            team: survey.team,
            person: None,
            survey: platform::climate::survey::NewSurvey::of(form, "PISA 2009"),
            mapping: instrument::import::propose(&table, form, &Mapping::default()),
            given: None,
            since: visit.now,
        };
        let remembered = Draft {
            mapping: {
                let mut before = draft.mapping.clone();
                before.confirm_suggestions();
                instrument::import::propose(&table, form, &before)
            },
            ..draft.clone()
        };
        let known = Earlier {
            title: "PISA 2009".into(),
            day: "2025-10-29".into(),
        };
        let open = [Problem::new("label-0", "import-still-open").with("count", 2)];
        let twice = [Problem::new("again", "import-known").with("title", "PISA 2009")];
        let key = "0".repeat(32);
        let view = |draft: &Draft, earlier: Option<&Earlier>, problems: &[Problem]| {
            let file = File {
                draft,
                table: &table,
                earlier,
                again: false,
            };
            Self::new(visit, &key, file, problems)
        };
        vec![
            ("proposed", view(&draft, None, &[])),
            ("still open", view(&draft, None, &open)),
            ("remembered", view(&remembered, None, &[])),
            ("known file", view(&draft, Some(&known), &twice)),
        ]
    }
}

//! The second step: what each column is for and what each unclear label means, confirmed by a person.

use askama::Template;
use axum::extract::Path;
use instrument::Instrument;
use instrument::import::{Confidence, Mapping, OpenQuestion};
use platform::climate::import::file_problems;
use platform::climate::import::{self, Draft};
use platform::{ActionError, Problem};

use super::choices::{self, MISSING};
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
    ctx.render(&ConfirmView::new(ctx.visit(), &key, &draft, table.rows, &[]))
}

async fn save(ctx: Ctx, Path(key): Path<String>, posted: Posted) -> PageResult {
    let (mut draft, table) = import::look(ctx.platform(), ctx.actor(), &key).await?;
    let problems = choices::settle(
        &mut draft.mapping,
        &table,
        &draft.survey.instrument,
        &posted.fields,
    );
    import::remember(ctx.platform(), ctx.actor(), &key, draft.mapping.clone()).await?;
    let open = draft.mapping.open_questions(&draft.survey.instrument).len();
    let refused = if !problems.is_empty() {
        file_problems(problems)
    } else if open > 0 {
        ActionError::Invalid(vec![Problem::new("", "import-still-open").with("count", open)])
    } else {
        match import::finish(ctx.platform(), ctx.actor(), &key).await {
            Ok(done) => return ctx.see_other_saying(&urls::results(done.survey), "import-done"),
            Err(refused) => refused,
        }
    };
    match refused {
        ActionError::Invalid(problems) => ctx.render_invalid(&ConfirmView::new(
            ctx.visit(),
            &key,
            &draft,
            table.rows,
            &problems,
        )),
        error => Err(error.into()),
    }
}

async fn discard(ctx: Ctx, Path(key): Path<String>, _: Posted) -> PageResult {
    let (draft, _) = import::look(ctx.platform(), ctx.actor(), &key).await?;
    import::discard(ctx.platform(), ctx.actor(), &key).await?;
    ctx.see_other_saying(&urls::surveys(draft.team), "import-discarded")
}

/// One column of the file.
struct Column {
    name: String,
    value: String,
    open: bool,
}

/// One label that somebody must explain.
struct Label {
    text: String,
    columns: String,
    count: usize,
    value: String,
    guessed: bool,
    answers: Vec<(String, String)>,
    /// Its number among all open questions.
    number: usize,
}

#[derive(Template)]
#[template(path = "climate/confirm.html")]
struct ConfirmView {
    page: Page,
    t: Translator,
    action: String,
    discard: String,
    rows: usize,
    columns: Vec<Column>,
    purposes: Vec<(String, String)>,
    labels: Vec<Label>,
    problems: Vec<(String, String)>,
}

impl ConfirmView {
    fn new(visit: &Visit, key: &str, draft: &Draft, rows: usize, problems: &[Problem]) -> Self {
        let t = visit.t();
        let form = &draft.survey.instrument;
        let questions = draft.mapping.open_questions(form);
        let label =
            |(number, question): (usize, &OpenQuestion)| label(t, form, &draft.mapping, number, question);
        let column = |column: &instrument::import::ColumnMapping| Column {
            name: column.column.clone(),
            value: choices::value_of(&column.purpose),
            open: column.confidence == Confidence::Suggested,
        };
        Self {
            page: Page::new(visit, t.say("import-confirm-title"))
                .below(t.say("climate-team"), list::team_page(draft.team))
                .below(t.say("surveys-title"), urls::surveys(draft.team)),
            t,
            action: urls::import(key),
            discard: urls::discard(key),
            rows,
            columns: draft.mapping.columns.iter().map(column).collect(),
            purposes: purposes(t, form),
            labels: questions.iter().enumerate().filter_map(label).collect(),
            problems: t.problems(problems),
        }
    }
}

fn label(
    t: Translator,
    form: &Instrument,
    mapping: &Mapping,
    number: usize,
    question: &OpenQuestion,
) -> Option<Label> {
    let (text, meaning) = question.label.as_ref()?;
    let column = mapping.column(question.columns.first()?)?;
    let mut answers = choices::answers(form, column, t.language.tag());
    answers.push((MISSING.into(), t.say("import-meaning-missing").to_string()));
    Some(Label {
        text: text.trim().to_owned(),
        columns: question.columns.join(", "),
        count: question.count,
        value: choices::meaning_value(meaning),
        guessed: *meaning != instrument::import::Meaning::Unmatched,
        answers,
        number,
    })
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
        let file = b"StudentId,ST34Q01,Country\n1,Strong agree,USA\n2,Agree,USA\n3,Perhaps,Canada\n";
        let table = instrument::import::read_table(file).expect("a plain table");
        let draft = Draft {
            team: survey.team,
            person: None,
            survey: platform::climate::survey::NewSurvey::of(form, "PISA 2009"),
            mapping: instrument::import::propose(&table, form, &Mapping::default()),
            since: visit.now,
        };
        let open = [Problem::new("", "import-still-open").with("count", 2)];
        let key = "0".repeat(32);
        vec![
            ("proposed", Self::new(visit, &key, &draft, table.rows, &[])),
            ("still open", Self::new(visit, &key, &draft, table.rows, &open)),
        ]
    }
}

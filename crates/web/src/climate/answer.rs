//! The questions: one long form that needs no script, and one question a screen where there is one.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use platform::climate::intake::{self, Received};
use platform::climate::survey::{self, Survey};
use platform::{ActionError, Problem};

use super::notice::Top;
use super::urls;
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::limits::Rate;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

const SUBMISSION: &str = "_submission";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/s/{code}/answer", Access::Answer, show)
        .limited(Rate::Answer)
        .post("/s/{code}/answer", Access::Answer, send)
        .limited(Rate::Answer)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<AnswerView>("climate/answer.html");
}

async fn show(ctx: Ctx, Path(code): Path<String>) -> PageResult {
    let survey = survey::by_code(ctx.platform(), &code).await?;
    if !survey.is_open() {
        return ctx.see_other(&urls::public(&survey.code));
    }
    let language = ctx.asked_language(&survey);
    ctx.render(&AnswerView::new(
        ctx.visit(),
        &survey,
        &language,
        &Sent::nothing(),
    ))
}

async fn send(ctx: Ctx, Path(code): Path<String>, posted: Posted) -> PageResult {
    let fields: BTreeMap<String, Vec<String>> = posted
        .fields
        .iter()
        .map(|(name, values)| (name.to_owned(), values.to_vec()))
        .collect();
    let submission = posted.fields.text(SUBMISSION);
    let outcome = intake::submit(ctx.platform(), &code, submission, &fields).await;
    let again = match outcome {
        Ok(Received::Stored) => return ctx.see_other(&in_same_language(&ctx, &urls::thanks(&code))),
        Ok(Received::Nothing) => return ctx.see_other(&in_same_language(&ctx, &urls::declined(&code))),
        Err(again @ (ActionError::Invalid(_) | ActionError::Busy)) => again,
        // The survey's page says that it is over.
        Err(ActionError::Conflict(_)) => return ctx.see_other(&urls::public(&code)),
        Err(error) => return Err(error.into()),
    };
    let survey = survey::by_code(ctx.platform(), &code).await?;
    let language = ctx.asked_language(&survey);
    if let ActionError::Invalid(problems) = again {
        let sent = Sent {
            fields: &posted.fields,
            problems: &problems,
            busy: false,
        };
        return ctx.render_invalid(&AnswerView::new(ctx.visit(), &survey, &language, &sent));
    }
    let sent = Sent {
        fields: &posted.fields,
        problems: &[],
        busy: true,
    };
    let view = AnswerView::new(ctx.visit(), &survey, &language, &sent);
    let mut response = ctx.render_as(StatusCode::SERVICE_UNAVAILABLE, &view)?;
    let retry = HeaderValue::from_static("2");
    response.headers_mut().insert(header::RETRY_AFTER, retry);
    Ok(response)
}

fn in_same_language(ctx: &Ctx, url: &str) -> String {
    match ctx.query().text("lang") {
        "" => url.to_owned(),
        tag if tag
            .bytes()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == b'-') =>
        {
            urls::in_language(url, tag)
        }
        _ => url.to_owned(),
    }
}

/// What came with a form that is shown again.
struct Sent<'a> {
    fields: &'a Fields,
    problems: &'a [Problem],
    busy: bool,
}

impl Sent<'_> {
    fn nothing() -> Self {
        static EMPTY: std::sync::LazyLock<Fields> = std::sync::LazyLock::new(Fields::default);
        Self {
            fields: &EMPTY,
            problems: &[],
            busy: false,
        }
    }
}

/// One question as it is shown.
struct Question {
    id: String,
    words: String,
    several: bool,
    /// Key, words, whether it is chosen.
    choices: Vec<(String, String, bool)>,
    error: String,
}

#[derive(Template)]
#[template(path = "climate/answer.html")]
struct AnswerView {
    page: Page,
    t: Translator,
    top: Top,
    tag: String,
    audience: &'static str,
    action: String,
    submission: String,
    questions: Vec<Question>,
    groups: Vec<Question>,
    problems: Vec<(String, String)>,
    busy: bool,
    least: u32,
}

impl AnswerView {
    fn new(visit: &Visit, survey: &Survey, language: &str, sent: &Sent) -> Self {
        let t = visit.t();
        let question = |id: &str, words: &str, several: bool, choices: Vec<(&str, &str)>| {
            let chosen = |key: &str| sent.fields.all(id).iter().any(|value| value == key);
            Question {
                id: id.to_owned(),
                words: words.to_owned(),
                several,
                choices: choices
                    .into_iter()
                    .map(|(key, words)| (key.to_owned(), words.to_owned(), chosen(key)))
                    .collect(),
                error: t.problem_of(sent.problems, id),
            }
        };
        let items = survey.instrument.items.iter().map(|item| {
            let choices = item
                .choices
                .iter()
                .map(|choice| (choice.id.as_str(), choice.label.get(language)));
            question(&item.id, item.question.get(language), false, choices.collect())
        });
        let groups = survey.instrument.asked_dimensions().map(|dimension| {
            let levels = dimension
                .levels
                .iter()
                .map(|level| (level.id.as_str(), level.label.get(language)));
            question(
                &dimension.id,
                dimension.question.get(language),
                dimension.several,
                levels.collect(),
            )
        });
        let url = urls::answer(&survey.code);
        Self {
            page: Page::new(visit, &survey.title).bare(),
            top: Top::new(survey, language, &url),
            tag: language.to_owned(),
            audience: survey.audience.as_str(),
            action: urls::in_language(&url, language),
            submission: submission(sent.fields),
            questions: items.collect(),
            groups: groups.collect(),
            problems: t.problems(sent.problems),
            busy: sent.busy,
            least: platform::climate::progress::LEAST,
            t,
        }
    }
}

/// The key that came, so that sending again counts once; a fresh one for a fresh form.
fn submission(fields: &Fields) -> String {
    match fields.text(SUBMISSION) {
        key if key.len() == 32 && key.bytes().all(|letter| letter.is_ascii_hexdigit()) => key.to_owned(),
        _ => intake::submission_key(),
    }
}

impl View for AnswerView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let survey = super::sample::survey();
        let item = survey.instrument.items[0].clone();
        let fields: Fields = [
            (SUBMISSION.to_owned(), "0".repeat(32)),
            (item.id.to_string(), item.choices[1].id.to_string()),
        ]
        .into_iter()
        .collect();
        let wrong = [Problem::new(item.id.as_str(), "answer-unknown")];
        let language = visit.language.tag();
        let show = |sent: &Sent| {
            let mut view = Self::new(visit, &survey, language, sent);
            view.submission = "0".repeat(32);
            view
        };
        vec![
            ("fresh", show(&Sent::nothing())),
            (
                "wrong",
                show(&Sent {
                    fields: &fields,
                    problems: &wrong,
                    busy: false,
                }),
            ),
            (
                "busy",
                show(&Sent {
                    fields: &fields,
                    problems: &[],
                    busy: true,
                }),
            ),
        ]
    }
}

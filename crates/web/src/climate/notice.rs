//! What somebody who is asked sees first and last: the notice, the thanks, and a friendly end for those who decline.

use askama::Template;
use axum::extract::Path;
use platform::climate::survey::{self, Survey};

use super::urls;
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::limits::Rate;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/s/{code}", Access::Answer, show)
        .limited(Rate::Answer)
        .get("/s/{code}/thanks", Access::Answer, thanks)
        .get("/s/{code}/declined", Access::Answer, declined)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<NoticeView>("climate/notice.html");
    gallery.add::<EndView>("climate/end.html");
}

async fn show(ctx: Ctx, Path(code): Path<String>) -> PageResult {
    let survey = survey::by_code(ctx.platform(), &code).await?;
    let team = survey::team_name(ctx.platform(), &survey).await?;
    if !survey.is_open() {
        return ctx.render(&EndView::new(
            ctx.visit(),
            &survey,
            &ctx.asked_language(&survey),
            "survey-over",
        ));
    }
    ctx.render(&NoticeView::new(
        ctx.visit(),
        &survey,
        &ctx.asked_language(&survey),
        &team,
    ))
}

async fn thanks(ctx: Ctx, Path(code): Path<String>) -> PageResult {
    let survey = survey::by_code(ctx.platform(), &code).await?;
    ctx.render(&EndView::new(
        ctx.visit(),
        &survey,
        &ctx.asked_language(&survey),
        "survey-thanks",
    ))
}

async fn declined(ctx: Ctx, Path(code): Path<String>) -> PageResult {
    let survey = survey::by_code(ctx.platform(), &code).await?;
    ctx.render(&EndView::new(
        ctx.visit(),
        &survey,
        &ctx.asked_language(&survey),
        "survey-declined",
    ))
}

impl Ctx {
    /// The language the questions are asked in: the one chosen, else that of the page, else the survey's first.
    pub(super) fn asked_language(&self, survey: &Survey) -> String {
        let offered = |tag: &str| survey.languages.iter().find(|known| *known == tag).cloned();
        offered(self.query().text("lang"))
            .or_else(|| offered(self.visit().language.tag()))
            .unwrap_or_else(|| survey.languages[0].clone())
    }
}

/// The strip above every public page of a survey.
pub(super) struct Top {
    pub(super) title: String,
    /// Address, own name, tag of every other language.
    pub(super) languages: Vec<(String, String, String)>,
}

impl Top {
    pub(super) fn new(survey: &Survey, language: &str, url: &str) -> Self {
        let others = survey.languages.iter().filter(|tag| *tag != language);
        let link = |tag: &String| (urls::in_language(url, tag), own_name(tag), tag.clone());
        Self {
            title: survey.title.clone(),
            languages: others.map(link).collect(),
        }
    }
}

/// What readers of a language call it; its tag where the interface does not speak it.
pub(super) fn own_name(tag: &str) -> String {
    crate::language::Language::from_tag(tag)
        .map_or_else(|| tag.to_owned(), |known| known.own_name().to_owned())
}

#[derive(Template)]
#[template(path = "climate/notice.html")]
struct NoticeView {
    page: Page,
    t: Translator,
    top: Top,
    tag: String,
    audience: &'static str,
    about: String,
    groups: String,
    team: String,
    count: usize,
    least: u32,
    start: String,
    decline: String,
}

impl NoticeView {
    fn new(visit: &Visit, survey: &Survey, language: &str, team: &str) -> Self {
        let form = &survey.instrument;
        let scales: Vec<&str> = form.scales.iter().map(|scale| scale.name.get(language)).collect();
        Self {
            page: Page::new(visit, &survey.title).bare(),
            t: visit.t(),
            top: Top::new(survey, language, &urls::public(&survey.code)),
            tag: language.to_owned(),
            audience: survey.audience.as_str(),
            about: scales.join(" · "),
            groups: form
                .asked_dimensions()
                .map(|dimension| dimension.question.get(language))
                .collect::<Vec<_>>()
                .join(" · "),
            team: team.to_owned(),
            count: form.items.len() + form.asked_dimensions().count(),
            least: platform::climate::progress::LEAST,
            start: urls::in_language(&urls::answer(&survey.code), language),
            decline: urls::in_language(&urls::declined(&survey.code), language),
        }
    }
}

impl View for NoticeView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let survey = super::sample::survey();
        vec![(
            "open",
            Self::new(visit, &survey, visit.language.tag(), "Rivera Valley Unified"),
        )]
    }
}

#[derive(Template)]
#[template(path = "climate/end.html")]
struct EndView {
    page: Page,
    t: Translator,
    top: Top,
    audience: &'static str,
    key: &'static str,
    back: Option<String>,
}

impl EndView {
    fn new(visit: &Visit, survey: &Survey, language: &str, key: &'static str) -> Self {
        let t = visit.t();
        let back = (key == "survey-declined" && survey.is_open())
            .then(|| urls::in_language(&urls::public(&survey.code), language));
        Self {
            page: Page::new(visit, t.say(key)).bare(),
            t,
            top: Top {
                title: survey.title.clone(),
                languages: Vec::new(),
            },
            audience: survey.audience.as_str(),
            key,
            back,
        }
    }

    fn says(&self) -> String {
        self.t
            .say(&format!("{}.says", self.key))
            .with("audience", self.audience)
            .to_string()
    }
}

impl View for EndView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let survey = super::sample::survey();
        ["survey-thanks", "survey-declined", "survey-over"]
            .map(|key| (key, Self::new(visit, &survey, visit.language.tag(), key)))
            .into()
    }
}

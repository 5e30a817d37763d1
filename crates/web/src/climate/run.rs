//! Running a survey: its link and code, how far it is, whether the host may see the results.

use askama::Template;
use axum::extract::Path;
use platform::climate::SurveyId;
use platform::climate::progress::{self, Progress};
use platform::climate::survey::{self, Rights, Survey};
use publish::qr::{self, QrWords};

use super::{list, urls};
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
        .get("/surveys/{survey}", Access::TeamMember, show)
        .get("/surveys/{survey}/sheet", Access::TeamMember, sheet)
        .post("/surveys/{survey}/share", Access::TeamMember, share)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<RunView>("climate/run.html");
    gallery.add::<SheetView>("climate/sheet.html");
}

async fn show(ctx: Ctx, Path(id): Path<SurveyId>) -> PageResult {
    let survey = survey::get(ctx.platform(), ctx.actor(), id).await?;
    let rights = survey::rights(ctx.platform(), ctx.actor(), &survey).await?;
    if !survey.is_open() || !rights.run {
        return ctx.see_other(&urls::results(id));
    }
    let progress = progress::of(ctx.platform(), ctx.actor(), &survey).await?;
    ctx.render(&RunView::new(ctx.visit(), &survey, rights, progress)?)
}

async fn sheet(ctx: Ctx, Path(id): Path<SurveyId>) -> PageResult {
    let survey = survey::get(ctx.platform(), ctx.actor(), id).await?;
    ctx.render(&SheetView::new(ctx.visit(), &survey)?)
}

async fn share(ctx: Ctx, Path(id): Path<SurveyId>, posted: Posted) -> PageResult {
    let shared = posted.fields.text("share") == "yes";
    survey::share(ctx.platform(), ctx.actor(), id, shared).await?;
    let said = if shared {
        "survey-shared"
    } else {
        "survey-unshared"
    };
    ctx.see_other_saying(&urls::survey(id), said)
}

/// A survey's public address, its code for people, and its picture.
struct Invitation {
    address: String,
    code: String,
    qr: String,
}

impl Invitation {
    fn new(visit: &Visit, survey: &Survey) -> Result<Self, PageError> {
        let address = format!("{}{}", visit.public_url, urls::public(&survey.code));
        let words = QrWords {
            id: "survey-qr".into(),
            title: visit.t().say("survey-qr").to_string(),
            description: address.clone(),
        };
        let svg = qr::draw(&address, &words).map_err(|why| PageError::Internal(why.to_string()))?;
        let code = survey.code.to_uppercase();
        let code = code
            .split_at_checked(4)
            .map_or_else(|| code.clone(), |(front, back)| format!("{front}-{back}"));
        Ok(Self {
            address,
            code,
            qr: svg.as_str().to_owned(),
        })
    }
}

#[derive(Template)]
#[template(path = "climate/run.html")]
struct RunView {
    page: Page,
    t: Translator,
    about: String,
    invitation: Invitation,
    preview: String,
    progress: String,
    close: String,
    sheet: String,
    share: Option<String>,
    remove: Option<String>,
    shared: bool,
    small: bool,
}

impl RunView {
    fn new(
        visit: &Visit,
        survey: &Survey,
        rights: Rights,
        progress: Option<Progress>,
    ) -> Result<Self, PageError> {
        let t = visit.t();
        let told = match progress {
            Some(Progress::Answers(count)) => t.say("survey-progress").with("count", count),
            _ => t.say("survey-progress-few").with("least", progress::LEAST),
        };
        let of_asked = survey
            .asked
            .map(|asked| t.say("survey-progress-asked").with("count", asked).to_string());
        Ok(Self {
            page: Page::new(visit, &survey.title)
                .below(t.say("climate-team"), list::team_page(survey.team))
                .below(t.say("surveys-title"), urls::surveys(survey.team)),
            about: list::about(t, survey),
            invitation: Invitation::new(visit, survey)?,
            preview: urls::public(&survey.code),
            progress: [Some(told.to_string()), of_asked]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
            close: urls::close(survey.id),
            sheet: urls::sheet(survey.id),
            share: rights.share.then(|| urls::share(survey.id)),
            remove: rights.share.then(|| urls::remove(survey.id)),
            shared: survey.shared,
            small: !matches!(progress, Some(Progress::Answers(_))),
            t,
        })
    }
}

impl View for RunView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let survey = super::sample::survey();
        let rights = Rights {
            run: true,
            share: true,
        };
        let show = |progress| Self::new(visit, &survey, rights, progress).expect("the address fits a code");
        vec![
            ("few", show(Some(Progress::Few))),
            ("many", show(Some(Progress::Answers(1_234)))),
        ]
    }
}

#[derive(Template)]
#[template(path = "climate/sheet.html")]
struct SheetView {
    page: Page,
    t: Translator,
    invitation: Invitation,
    languages: Vec<Translator>,
}

impl SheetView {
    fn new(visit: &Visit, survey: &Survey) -> Result<Self, PageError> {
        let t = visit.t();
        let spoken = survey
            .languages
            .iter()
            .filter_map(|tag| crate::language::Language::from_tag(tag));
        Ok(Self {
            page: Page::new(visit, &survey.title).below(t.say("survey-run"), urls::survey(survey.id)),
            t,
            invitation: Invitation::new(visit, survey)?,
            languages: spoken.map(Translator::new).collect(),
        })
    }
}

impl View for SheetView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let survey = super::sample::survey();
        vec![(
            "two languages",
            Self::new(visit, &survey).expect("the address fits a code"),
        )]
    }
}

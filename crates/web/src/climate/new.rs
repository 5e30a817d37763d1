//! Opening a survey from an instrument that comes with the program, or from a file of one's own.

use askama::Template;
use axum::extract::Path;
use instrument::{Audience, Instrument, built_in, built_in_by_id};
use platform::climate::import::file_problems;
use platform::climate::survey::{self, NewSurvey};
use platform::network::TeamId;
use platform::{ActionError, Problem};

use super::levels::{self, LevelChoice};
use super::{list, notice, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::{Fields, Posted};
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/teams/{team}/surveys/new", Access::TeamMember, show)
        .post("/teams/{team}/surveys/new", Access::TeamMember, open)
        .uploads()
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<NewView>("climate/new.html");
}

async fn show(ctx: Ctx, Path(team): Path<TeamId>) -> PageResult {
    may_open(&ctx, team).await?;
    ctx.render(&NewView::new(ctx.visit(), team, &Fields::default(), &[]))
}

async fn open(ctx: Ctx, Path(team): Path<TeamId>, posted: Posted) -> PageResult {
    may_open(&ctx, team).await?;
    let opened = match asked_for(&posted) {
        Ok(new) => survey::open(ctx.platform(), ctx.actor(), team, &new).await,
        Err(error) => Err(error),
    };
    match opened {
        Ok(id) => ctx.see_other_saying(&urls::survey(id), "survey-opened"),
        Err(ActionError::Invalid(problems)) => {
            ctx.render_invalid(&NewView::new(ctx.visit(), team, &posted.fields, &problems))
        }
        Err(error) => Err(error.into()),
    }
}

/// Refuses those who may not open a survey, before their form is looked at.
pub(super) async fn may_open(ctx: &Ctx, team: TeamId) -> Result<(), PageError> {
    if survey::may_open(ctx.platform(), ctx.actor(), team).await? {
        Ok(())
    } else {
        Err(PageError::Forbidden)
    }
}

/// The survey that a form asks for.
pub(super) fn asked_for(posted: &Posted) -> Result<NewSurvey, ActionError> {
    let fields = &posted.fields;
    let instrument = chosen(posted)?;
    let audience = Audience::ALL
        .into_iter()
        .find(|known| known.as_str() == fields.text("audience"));
    let fresh = NewSurvey::of(&instrument, fields.text("title"));
    let offered = |tag: &&String| fresh.languages.contains(*tag);
    let languages: Vec<String> = fields.all("languages").iter().filter(offered).cloned().collect();
    let asked = match fields.text("asked").replace([',', '.', ' '], "").as_str() {
        "" => None,
        digits => Some(digits.parse().map_err(|_| {
            let wrong = Problem::new("asked", "survey-asked-wrong");
            ActionError::Invalid(vec![wrong.with("most", survey::ASKED_MAX)])
        })?),
    };
    Ok(NewSurvey {
        // Somebody who chose a form for families and left the audience alone means families.
        audience: audience
            .filter(|known| instrument.audiences.contains(known))
            .unwrap_or(fresh.audience),
        languages: if languages.is_empty() {
            fresh.languages
        } else {
            languages
        },
        asked,
        title: fresh.title,
        instrument,
    })
}

fn chosen(posted: &Posted) -> Result<Instrument, ActionError> {
    if let Some(file) = posted.file("definition") {
        let source = std::str::from_utf8(&file.bytes)
            .map_err(|_| ActionError::invalid("definition", "instrument-not-text"))?;
        return Instrument::from_toml(source).map_err(|problems| match file_problems(problems) {
            ActionError::Invalid(told) => ActionError::Invalid(
                told.into_iter()
                    .map(|told| Problem {
                        field: "definition".into(),
                        ..told
                    })
                    .collect(),
            ),
            other => other,
        });
    }
    let known = built_in_by_id(posted.fields.text("instrument"));
    known
        .map(|form| levels::narrowed(form, &posted.fields))
        .ok_or_else(|| ActionError::invalid("instrument", "survey-instrument-missing"))
}

/// Key and words of those instruments that come with the program and are wanted.
pub(super) fn instruments(t: Translator, wanted: impl Fn(&Instrument) -> bool) -> Vec<(String, String)> {
    let offer = |known: &Instrument| (known.id.to_string(), known.title.get(t.language.tag()).to_owned());
    built_in()
        .iter()
        .filter(|known| wanted(known))
        .map(offer)
        .collect()
}

#[derive(Template)]
#[template(path = "climate/new.html")]
struct NewView {
    page: Page,
    t: Translator,
    action: String,
    instruments: Vec<(String, String)>,
    instrument: String,
    levels: Vec<LevelChoice>,
    title: String,
    languages: Vec<(String, String, bool)>,
    asked: String,
    errors: Errors,
    problems: Vec<(String, String)>,
}

/// The sentence beside each field.
struct Errors {
    instrument: String,
    definition: String,
    title: String,
    languages: String,
    asked: String,
}

impl NewView {
    fn new(visit: &Visit, team: TeamId, sent: &Fields, problems: &[Problem]) -> Self {
        let t = visit.t();
        let error = |field: &str| t.problem_of(problems, field);
        let ticked = |tag: &str| {
            let all = sent.all("languages");
            all.is_empty() || all.iter().any(|known| known == tag)
        };
        let languages = ["en", "es"].map(|tag| (tag.to_owned(), notice::own_name(tag), ticked(tag)));
        let first = built_in()
            .first()
            .map_or_else(String::new, |known| known.id.to_string());
        Self {
            page: Page::new(visit, t.say("survey-new-title"))
                .below(t.say("climate-team"), list::team_page(team))
                .below(t.say("surveys-title"), urls::surveys(team)),
            t,
            action: urls::open(team),
            instruments: instruments(t, |known| known.asked_anew),
            instrument: if sent.has("instrument") {
                sent.text("instrument").to_owned()
            } else {
                first
            },
            levels: levels::choices(t, sent),
            title: sent.text("title").to_owned(),
            languages: languages.into(),
            asked: sent.text("asked").to_owned(),
            errors: Errors {
                instrument: error("instrument"),
                definition: error("definition"),
                title: error("title"),
                languages: error("languages"),
                asked: error("asked"),
            },
            problems: t.problems(problems),
        }
    }
}

impl View for NewView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let team = super::sample::survey().team;
        let sent: Fields = [
            ("title".to_owned(), String::new()),
            ("asked".to_owned(), "many".to_owned()),
        ]
        .into_iter()
        .collect();
        let wrong = [
            Problem::new("title", "survey-title-missing"),
            Problem::new("asked", "survey-asked-wrong").with("most", survey::ASKED_MAX),
        ];
        vec![
            ("fresh", Self::new(visit, team, &Fields::default(), &[])),
            ("wrong", Self::new(visit, team, &sent, &wrong)),
        ]
    }
}

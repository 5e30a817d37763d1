//! Writing a line of a plan, or changing it.

use askama::Template;
use axum::extract::Path;
use platform::climate::ledger;
use platform::climate::survey;
use platform::network::TeamId;
use platform::plan::entry::{self, Kind, Line, NewEntry, Source};
use platform::plan::{self, PlanEntryId};
use platform::{ActionError, Problem};

use super::{show, urls};
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
        .get("/teams/{team}/plan/add", Access::TeamMember, fresh)
        .post("/teams/{team}/plan/add", Access::TeamMember, add)
        .get("/plan/{entry}", Access::TeamMember, change)
        .post("/plan/{entry}", Access::TeamMember, save)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<WriteView>("plan/write.html");
}

async fn fresh(ctx: Ctx, Path(team): Path<TeamId>) -> PageResult {
    if !plan::of_team(ctx.platform(), ctx.actor(), team).await?.may_edit {
        return Err(PageError::Forbidden);
    }
    let figures = figures(&ctx, team).await?;
    let form = Form {
        action: urls::add(team),
        team,
        new: true,
    };
    ctx.render(&WriteView::new(ctx.visit(), form, ctx.query(), figures, &[]))
}

async fn add(ctx: Ctx, Path(team): Path<TeamId>, posted: Posted) -> PageResult {
    match entry::add(ctx.platform(), ctx.actor(), team, &read(&posted.fields)).await {
        Ok(_) => ctx.see_other_saying(&urls::plan(team), "plan-saved"),
        Err(ActionError::Invalid(problems)) => {
            let figures = figures(&ctx, team).await?;
            let form = Form {
                action: urls::add(team),
                team,
                new: true,
            };
            ctx.render_invalid(&WriteView::new(
                ctx.visit(),
                form,
                &posted.fields,
                figures,
                &problems,
            ))
        }
        Err(error) => Err(error.into()),
    }
}

async fn change(ctx: Ctx, Path(id): Path<PlanEntryId>) -> PageResult {
    let line = entry::get(ctx.platform(), ctx.actor(), id).await?;
    let figures = figures(&ctx, line.team_id).await?;
    let form = Form {
        action: urls::edit(id),
        team: line.team_id,
        new: false,
    };
    ctx.render(&WriteView::new(ctx.visit(), form, &stored(&line), figures, &[]))
}

async fn save(ctx: Ctx, Path(id): Path<PlanEntryId>, posted: Posted) -> PageResult {
    match entry::edit(ctx.platform(), ctx.actor(), id, &read(&posted.fields)).await {
        Ok(team) => ctx.see_other_saying(&urls::plan(team), "plan-saved"),
        Err(ActionError::Invalid(problems)) => {
            let team = entry::get(ctx.platform(), ctx.actor(), id).await?.team_id;
            let figures = figures(&ctx, team).await?;
            let form = Form {
                action: urls::edit(id),
                team,
                new: false,
            };
            ctx.render_invalid(&WriteView::new(
                ctx.visit(),
                form,
                &posted.fields,
                figures,
                &problems,
            ))
        }
        Err(error) => Err(error.into()),
    }
}

fn read(fields: &Fields) -> NewEntry {
    NewEntry {
        kind: Kind::named(fields.text("kind")),
        words: fields.text("words").to_owned(),
        who: fields.text("who").to_owned(),
        due: fields.text("due").to_owned(),
        source: source(fields.text("figure")),
    }
}

/// A figure as a form's value: survey, scale or item, and where a group is meant its dimension and level.
fn source(value: &str) -> Option<Source> {
    let mut parts = value.split('/');
    let (survey, figure) = (parts.next()?.parse().ok()?, parts.next()?.to_owned());
    let group = parts
        .next()
        .zip(parts.next())
        .map(|(dimension, level)| (dimension.to_owned(), level.to_owned()));
    Some(Source {
        survey,
        figure,
        group,
    })
}

fn stored(line: &Line) -> Fields {
    let mut figure = format!("{}/{}", line.survey_id, line.figure);
    if let Some((dimension, level)) = line.dimension.as_ref().zip(line.level.as_ref()) {
        figure = format!("{figure}/{dimension}/{level}");
    }
    [
        ("kind", line.kind.name().to_owned()),
        ("words", line.words.clone()),
        ("who", line.who.clone()),
        ("due", line.due.clone().unwrap_or_default()),
        ("figure", figure),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect()
}

/// Every figure of the team that is shown, as values and words.
async fn figures(ctx: &Ctx, team: TeamId) -> Result<Vec<(String, String)>, PageError> {
    let mut figures = Vec::new();
    for survey in survey::of_team(ctx.platform(), ctx.actor(), team).await? {
        if survey.is_open() {
            continue;
        }
        let results = ledger::results(ctx.platform(), ctx.actor(), survey.id).await?;
        figures.extend(offered(ctx.t(), &results));
    }
    Ok(figures)
}

/// Scales with their groups, then items: those that the release shows.
fn offered(t: Translator, results: &ledger::Results) -> Vec<(String, String)> {
    use disclosure::Group;
    let survey = &results.survey;
    let offer = |figure: &str, group: &Group| match group {
        Group::Everyone => Some((
            format!("{}/{figure}", survey.id),
            show::figure_name(t, survey, figure, None),
        )),
        Group::Level { dimension, level } => Some((
            format!("{}/{figure}/{dimension}/{level}", survey.id),
            show::figure_name(t, survey, figure, Some((dimension, level))),
        )),
        // A plan speaks of one group at a time.
        Group::Pair { .. } => None,
    };
    let mut figures = Vec::new();
    for table in &results.report.scales {
        let shown = table.rows.iter().filter(|row| !row.cell.is_hidden());
        figures.extend(shown.filter_map(|row| offer(&table.scale, &row.group)));
    }
    for table in &results.report.items {
        if table.rows.first().is_some_and(|row| !row.cell.is_hidden()) {
            figures.extend(offer(&table.item, &Group::Everyone));
        }
    }
    figures
}

/// Where a form goes.
struct Form {
    action: String,
    team: TeamId,
    new: bool,
}

#[derive(Template)]
#[template(path = "plan/write.html")]
struct WriteView {
    page: Page,
    t: Translator,
    action: String,
    back: String,
    kinds: Vec<(&'static str, String)>,
    kind: String,
    words: String,
    who: String,
    due: String,
    figures: Vec<(String, String)>,
    figure: String,
    /// Beside kind, words, who, by when, and figure.
    errors: [String; 5],
    problems: Vec<(String, String)>,
}

impl WriteView {
    fn new(
        visit: &Visit,
        form: Form,
        sent: &Fields,
        figures: Vec<(String, String)>,
        problems: &[Problem],
    ) -> Self {
        let t = visit.t();
        let title = if form.new {
            t.say("plan-add-title")
        } else {
            t.say("plan-edit-title")
        };
        let text = |name: &str| sent.text(name).to_owned();
        Self {
            page: Page::new(visit, title).below(t.say("plan-title"), urls::plan(form.team)),
            t,
            action: form.action,
            back: urls::plan(form.team),
            kinds: Kind::ALL
                .map(|kind| {
                    (
                        kind.name(),
                        t.say(&format!("plan-kind-{}", kind.name())).to_string(),
                    )
                })
                .into(),
            kind: text("kind"),
            words: text("words"),
            who: text("who"),
            due: text("due"),
            figures,
            figure: text("figure"),
            errors: ["kind", "words", "who", "due", "figure"].map(|field| t.problem_of(problems, field)),
            problems: t.problems(problems),
        }
    }
}

impl View for WriteView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let results = crate::climate::sample_results();
        let team = results.survey.team;
        let figures = offered(visit.t(), &results);
        let form = |new| Form {
            action: urls::add(team),
            team,
            new,
        };
        let line = stored(&show::sample_line(Kind::Step));
        let wrong = [
            Problem::new("words", "plan-words-missing"),
            Problem::new("due", "plan-due-wrong"),
        ];
        vec![
            (
                "fresh",
                Self::new(visit, form(true), &Fields::default(), figures.clone(), &[]),
            ),
            (
                "change",
                Self::new(visit, form(false), &line, figures.clone(), &[]),
            ),
            (
                "wrong",
                Self::new(visit, form(true), &Fields::default(), figures, &wrong),
            ),
            (
                "no figures",
                Self::new(visit, form(true), &Fields::default(), Vec::new(), &[]),
            ),
        ]
    }
}

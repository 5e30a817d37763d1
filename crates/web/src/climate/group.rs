//! The figures of one group that somebody chose, beside those of everyone.

use askama::Template;
use axum::extract::Path;
use disclosure::{Group, ItemTable, Report, Rule, ScaleTable};
use platform::climate::group::{self, Shown};
use platform::climate::{GroupReleaseId, SurveyId};
use publish::{Wording, table};

use super::groups::in_words;
use super::wording::Words;
use super::{list, results, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/surveys/{survey}/groups/{group}", Access::TeamMember, show)
        .get("/surveys/{survey}/groups/{group}/csv", Access::TeamMember, csv)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<GroupView>("climate/group.html");
}

async fn show(ctx: Ctx, Path((id, group)): Path<(SurveyId, GroupReleaseId)>) -> PageResult {
    let shown = group::shown(ctx.platform(), ctx.actor(), id, group).await?;
    ctx.render(&GroupView::new(ctx.visit(), &shown))
}

async fn csv(ctx: Ctx, Path((id, group)): Path<(SurveyId, GroupReleaseId)>) -> PageResult {
    let shown = group::shown(ctx.platform(), ctx.actor(), id, group).await?;
    let words = Words {
        form: &shown.results.survey.instrument,
        t: ctx.t(),
    };
    let name = in_words(&words, &shown.look.levels);
    let file = format!("{}-{name}.csv", shown.results.survey.title);
    let text = table::csv(&shown.report, None, &OfGroup { words, name });
    ctx.file(&file, "text/csv; charset=utf-8", text.into_bytes())
}

/// The words of a survey where everyone is a group with a name.
struct OfGroup<'a> {
    words: Words<'a>,
    name: String,
}

impl Wording for OfGroup<'_> {
    fn item(&self, item: &str) -> String {
        self.words.item(item)
    }

    fn scale(&self, scale: &str) -> String {
        self.words.scale(scale)
    }

    fn option(&self, item: &str, option: &str) -> String {
        self.words.option(item, option)
    }

    fn dimension(&self, dimension: &str) -> String {
        self.words.dimension(dimension)
    }

    fn group(&self, group: &Group) -> String {
        match group {
            Group::Everyone => self.name.clone(),
            Group::Level { .. } | Group::Pair { .. } => self.words.group(group),
        }
    }

    fn rule(&self, rule: Rule) -> String {
        self.words.rule(rule)
    }

    fn not_shown(&self) -> String {
        self.words.not_shown()
    }

    fn answered(&self) -> String {
        self.words.answered()
    }

    fn favourable(&self) -> String {
        self.words.favourable()
    }

    fn interval(&self) -> String {
        self.words.interval()
    }
}

/// A construct or question: its share in the group and among everyone, nothing where it is not shown.
struct Line {
    name: String,
    url: String,
    scale: bool,
    /// Of the group, and of everyone.
    shares: [Option<String>; 2],
}

#[derive(Template)]
#[template(path = "climate/group.html")]
struct GroupView {
    page: Page,
    t: Translator,
    answered: String,
    about: String,
    lines: Vec<Line>,
    rule: String,
    csv: String,
    again: String,
}

impl GroupView {
    fn new(visit: &Visit, shown: &Shown) -> Self {
        let t = visit.t();
        let survey = &shown.results.survey;
        let words = Words {
            form: &survey.instrument,
            t,
        };
        let people = shown.report.people.shown().copied();
        Self {
            page: Page::new(visit, in_words(&words, &shown.look.levels))
                .below(t.say("surveys-title"), urls::surveys(survey.team))
                .below(&survey.title, urls::results(survey.id))
                .below(t.say("groups-title"), urls::groups(survey.id)),
            answered: t
                .say("group-people")
                .with("count", people.unwrap_or(0))
                .to_string(),
            about: list::about(t, survey),
            lines: lines(&words, shown),
            rule: results::rule_line(t, &shown.results),
            csv: urls::group_csv(survey.id, shown.look.id),
            again: urls::groups(survey.id),
            t,
        }
    }
}

/// Each construct followed by its questions, then questions of no construct that have a favourable answer.
fn lines(words: &Words, shown: &Shown) -> Vec<Line> {
    let (group, everyone): (&Report, &Report) = (&shown.report, &shown.results.report);
    let survey = shown.results.survey.id;
    let scale = |at: usize, table: &ScaleTable| Line {
        name: words.scale(&table.scale),
        url: urls::figure(survey, &table.scale),
        scale: true,
        shares: [
            of_scale(words, table),
            everyone.scales.get(at).and_then(|table| of_scale(words, table)),
        ],
    };
    let item = |at: usize| Line {
        name: words.item(&group.items[at].item),
        url: urls::figure(survey, &group.items[at].item),
        scale: false,
        shares: [
            of_item(words, &group.items[at]),
            everyone.items.get(at).and_then(|table| of_item(words, table)),
        ],
    };
    let at_of = |id: &String| group.items.iter().position(|table| table.item == *id);
    let mut lines = Vec::new();
    for (at, table) in group.scales.iter().enumerate() {
        lines.push(scale(at, table));
        lines.extend(table.items.iter().filter_map(at_of).map(item));
    }
    let in_none = |table: &ItemTable| !group.scales.iter().any(|scale| scale.items.contains(&table.item));
    let others = group.items.iter().enumerate();
    let others = others.filter(|(_, table)| in_none(table) && table.favourable.contains(&true));
    lines.extend(others.map(|(at, _)| item(at)));
    lines
}

fn of_scale(words: &Words, table: &ScaleTable) -> Option<String> {
    let share = results::everyone(&table.rows).map(|figure| match table.rule {
        Rule::ShareOfAnswers => figure.share_of_answers.share,
        Rule::MeanOfItemShares => figure.mean_of_item_shares,
        Rule::ShareOfPeople => figure.share_of_people.share,
    });
    share.map(|share| words.percent(share))
}

fn of_item(words: &Words, table: &ItemTable) -> Option<String> {
    results::everyone(&table.rows).map(|figure| words.percent(figure.favourable.share))
}

impl View for GroupView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let results = super::sample::results();
        let look = super::groups::sample_look(&results);
        let shown = Shown {
            report: (*results.report).clone(),
            look,
            results,
        };
        vec![("two grades", Self::new(visit, &shown))]
    }
}

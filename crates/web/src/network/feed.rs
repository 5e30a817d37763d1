//! A team's calendar: the feed that calendar programs read, and a new address for it when the old one got about.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use platform::Instant;
use platform::network::calendar::{self, Feed};
use platform::network::definition::When;
use platform::network::session::{self, Session};
use platform::network::{TeamId, team, team_change};
use publish::calendar::{CalendarEvent, CalendarFeed, Standing};

use super::{sample, urls};
use crate::ctx::Ctx;
use crate::failure::{PageError, PageResult};
use crate::form::Posted;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

/// Sessions move seldom, and a day's notice is enough; twice a day is what programs do anyway.
const REFRESH_HOURS: u16 = 12;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/calendar/{file}", Access::LinkHolder, feed)
        .get("/teams/{team}/calendar", Access::TeamMember, ask)
        .post("/teams/{team}/calendar", Access::TeamMember, renew)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<RenewView>("network/calendar.html");
}

async fn feed(ctx: Ctx, Path(file): Path<String>) -> PageResult {
    let token = file.strip_suffix(".ics").ok_or(PageError::NotFound)?;
    let feed = calendar::of_token(ctx.platform(), token).await?;
    let ics = written(&ctx, &feed).to_ics();
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], ics).into_response())
}

/// The feed in words of the network's first language: a calendar program says nothing of its reader.
fn written(ctx: &Ctx, feed: &Feed) -> CalendarFeed {
    let (t, definition) = (ctx.t(), &feed.network.definition);
    let tag = t.language.tag();
    let url = ctx.public(&urls::team(feed.team.id));
    CalendarFeed {
        name: format!("{}: {}", definition.name.get(tag), feed.team.name),
        zone: definition.zone(),
        refresh_hours: REFRESH_HOURS,
        events: feed
            .sessions
            .iter()
            .filter_map(|session| event(ctx, feed, session, &url))
            .collect(),
    }
}

/// A session that has an hour; one still to be fixed with each team has none yet.
fn event(ctx: &Ctx, feed: &Feed, session: &Session, url: &str) -> Option<CalendarEvent> {
    let When::At(starts) = session.plan.when else {
        return None;
    };
    let (t, plan) = (ctx.t(), &session.plan);
    let tag = t.language.tag();
    let segment = |part: &platform::network::definition::Segment| {
        format!(
            "{}: {}",
            super::shown::minutes(t, part.minutes),
            part.title.get(tag)
        )
    };
    let about = plan.about.as_ref().map(|about| about.get(tag).to_owned());
    let description: Vec<_> = about
        .into_iter()
        .chain(plan.segments.iter().map(segment))
        .collect();
    let host = ctx.settings().public_url.split("://").last().unwrap_or_default();
    Some(CalendarEvent {
        uid: format!(
            "{}@{}",
            session.id,
            host.split(['/', ':']).next().unwrap_or_default()
        ),
        sequence: session.sequence,
        starts: zoned(starts, feed),
        minutes: u32::from(plan.minutes),
        title: plan.title.get(tag).to_owned(),
        description: description.join("\n"),
        location: plan.place.clone(),
        url: Some(url.to_owned()),
        standing: match session.standing {
            session::Standing::Confirmed => Standing::Confirmed,
            session::Standing::Cancelled => Standing::Cancelled,
        },
        updated: session.updated.timestamp(),
    })
}

fn zoned(at: Instant, feed: &Feed) -> jiff::Zoned {
    at.timestamp().to_zoned(feed.network.definition.zone())
}

async fn ask(ctx: Ctx, Path(id): Path<TeamId>) -> PageResult {
    let team = team::get(ctx.platform(), ctx.actor(), id).await?;
    let may_renew = team::may_edit(ctx.platform(), ctx.actor(), id).await?;
    let feed = ctx.public(&urls::feed(&calendar::token(ctx.platform(), &team)));
    ctx.render(&RenewView::new(ctx.visit(), &team, feed, may_renew))
}

async fn renew(ctx: Ctx, Path(id): Path<TeamId>, _posted: Posted) -> PageResult {
    team_change::renew_feed(ctx.platform(), ctx.actor(), id).await?;
    ctx.see_other_saying(&urls::feed_renew(id), "network-feed-renewed")
}

#[derive(Template)]
#[template(path = "network/calendar.html")]
struct RenewView {
    page: Page,
    t: Translator,
    id: TeamId,
    feed: String,
    may_renew: bool,
}

impl RenewView {
    fn new(visit: &Visit, team: &team::Model, feed: String, may_renew: bool) -> Self {
        let t = visit.t();
        Self {
            page: Page::new(visit, t.say("network-feed")).below(&team.name, urls::team(team.id)),
            t,
            id: team.id,
            feed,
            may_renew,
        }
    }
}

impl View for RenewView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let (team, feed) = (
            sample::team(true),
            "https://kith.example.org/calendar/00.ics".to_owned(),
        );
        vec![
            ("lead", Self::new(visit, &team, feed.clone(), true)),
            ("member", Self::new(visit, &team, feed, false)),
        ]
    }
}

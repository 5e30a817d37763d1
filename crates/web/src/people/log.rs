//! Who did what: the newest entries of the audit log, for the host's lead. It names people, actions and decisions; it
//! never holds an answer or a text.

use std::collections::BTreeMap;

use askama::Template;
use platform::id::PersonId;
use platform::people::person;
use platform::{Action, Instant, audit};

use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::urls;
use crate::visit::Visit;

/// How many entries the page shows.
const SHOWN_MAX: u64 = 300;

pub(super) fn routes() -> Routes {
    Routes::new().get(urls::LOG, Access::Staff, show)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<LogView>("people/log.html");
}

async fn show(ctx: Ctx) -> PageResult {
    let entries = audit::newest(ctx.platform(), ctx.actor(), SHOWN_MAX).await?;
    let mut names = BTreeMap::new();
    for id in entries.iter().filter_map(|entry| entry.person) {
        if let std::collections::btree_map::Entry::Vacant(place) = names.entry(id) {
            let person = person::get(ctx.platform(), PersonId::from(id)).await?;
            place.insert(person.called().to_owned());
        }
    }
    let lines = entries
        .into_iter()
        .map(|entry| Entry {
            at: entry.at,
            who: entry.person.and_then(|id| names.get(&id).cloned()),
            action: entry.action,
            detail: entry.detail,
        })
        .collect();
    ctx.render(&LogView::new(ctx.visit(), lines, &ctx.settings().zone))
}

/// One entry, its person named; nobody for the program itself.
struct Entry {
    at: Instant,
    who: Option<String>,
    action: String,
    detail: String,
}

struct Line {
    when: String,
    who: String,
    what: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "people/log.html")]
struct LogView {
    page: Page,
    t: Translator,
    lines: Vec<Line>,
    most: u64,
}

impl LogView {
    fn new(visit: &Visit, entries: Vec<Entry>, zone: &jiff::tz::TimeZone) -> Self {
        let t = visit.t();
        let line = |entry: Entry| Line {
            when: t.instant(entry.at, zone),
            who: entry.who.unwrap_or_else(|| t.say("log-program").to_string()),
            what: t
                .say(&format!("action-{}", entry.action.replace('.', "-")))
                .to_string(),
            detail: entry.detail,
        };
        Self {
            page: Page::new(visit, t.say("log-title")).below(t.say("staff-title"), urls::STAFF),
            t,
            lines: entries.into_iter().map(line).collect(),
            most: SHOWN_MAX,
        }
    }
}

impl View for LogView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        let zone = jiff::tz::TimeZone::UTC;
        let entry = |action: &Action| Entry {
            at: visit.now,
            who: (*action != Action::Backup).then(|| "Noor Haddad".to_owned()),
            action: action.name().to_owned(),
            detail: "offer".to_owned(),
        };
        vec![
            (
                "every action",
                Self::new(visit, Action::ALL.iter().map(entry).collect(), &zone),
            ),
            ("empty", Self::new(visit, Vec::new(), &zone)),
        ]
    }
}

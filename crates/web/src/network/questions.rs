//! The questions of an application, to read, print and talk over before applying.

use askama::Template;
use axum::extract::Path;
use platform::network::definition::Question;
use platform::network::season::{self, Network};

use super::{sample, shown, urls};
use crate::ctx::Ctx;
use crate::failure::PageResult;
use crate::gallery::{Gallery, View};
use crate::language::Translator;
use crate::page::Page;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::new().get("/networks/{slug}/questions", Access::Public, show)
}

pub(super) fn samples(gallery: &mut Gallery) {
    gallery.add::<QuestionsView>("network/questions.html");
}

async fn show(ctx: Ctx, Path(slug): Path<String>) -> PageResult {
    let network = season::by_slug(ctx.platform(), ctx.actor(), &slug).await?;
    ctx.render(&QuestionsView::new(ctx.visit(), &network))
}

/// How long an answer may be, in words.
pub(super) fn limits(t: Translator, question: &Question) -> String {
    let (least, most) = (question.paragraphs_least.max(1), question.paragraphs_most);
    let paragraphs = t
        .say("network-question-paragraphs")
        .with("least", least)
        .with("most", most);
    match question.words_most {
        Some(words) => t
            .say("network-question-paragraphs-words")
            .with("paragraphs", paragraphs)
            .with("words", words)
            .to_string(),
        None => paragraphs.to_string(),
    }
}

#[derive(Template)]
#[template(path = "network/questions.html")]
struct QuestionsView {
    page: Page,
    t: Translator,
    slug: String,
    name: String,
    applications: String,
    eligible: String,
    colleagues: String,
    questions: Vec<(String, String)>,
    collaboratives: Vec<String>,
    open: bool,
}

impl QuestionsView {
    fn new(visit: &Visit, network: &Network) -> Self {
        let (t, definition) = (visit.t(), &network.definition);
        let tag = t.language.tag();
        let name = definition.name.get(tag);
        let questions = &definition.application.questions;
        Self {
            page: Page::new(visit, t.say("network-questions"))
                .below(t.say("network-networks"), crate::urls::HOME)
                .below(name, urls::network(&definition.slug)),
            t,
            slug: definition.slug.clone(),
            name: name.into(),
            applications: shown::application_state(t, definition, visit.now),
            eligible: shown::eligible(t, definition),
            colleagues: t
                .say("network-questions-colleagues")
                .with("least", definition.colleagues_least())
                .with("most", definition.colleagues_most())
                .to_string(),
            questions: questions
                .iter()
                .map(|one| (one.prompt.get(tag).into(), limits(t, one)))
                .collect(),
            collaboratives: definition
                .collaboratives
                .iter()
                .map(|one| one.name.get(tag).into())
                .collect(),
            open: definition.takes_applications(visit.now),
        }
    }
}

impl View for QuestionsView {
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)> {
        vec![
            ("open", Self::new(visit, &sample::network())),
            ("closed", Self::new(visit, &sample::closed())),
        ]
    }
}

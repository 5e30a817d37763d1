//! What the layout around every page shows: title, navigation, who is signed in, switches, notices.

use std::fmt::Display;

use platform::Actor;

use crate::language::{Language, Translator};
use crate::visit::{Theme, Visit};
use crate::{navigation, urls};

/// The part of a view that `layout.html` shows.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The title, which is also the page's first heading.
    pub title: String,
    /// The language of the page.
    pub language: Language,
    /// The theme of the page.
    pub theme: Theme,
    /// What the installation is called.
    pub host_name: String,
    /// Where the main navigation leads.
    pub navigation: Vec<Link>,
    /// Where this page stands: the pages above it, highest first.
    pub crumbs: Vec<Link>,
    /// Who is signed in, as they call themselves.
    pub who: Option<String>,
    /// The token for the page's forms.
    pub csrf: String,
    /// The address of the page, for forms that come back to it.
    pub path: String,
    /// What was just done, in a sentence.
    pub flash: Option<String>,
    /// The day that a demo believes it is.
    pub demo_day: Option<String>,
    /// Whether the page shows switches and navigation; people who answer a survey see neither.
    pub bare: bool,
}

/// A link with its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// Whether the page is there, or below.
    pub current: bool,
}

impl Link {
    /// A link.
    pub fn new(label: impl Display, url: impl Into<String>) -> Self {
        Self {
            label: label.to_string(),
            url: url.into(),
            current: false,
        }
    }
}

/// Whether two things read the same: for the choices of a form, whose values may be of any kind.
pub fn same(one: &(impl Display + ?Sized), other: &(impl Display + ?Sized)) -> bool {
    one.to_string() == other.to_string()
}

impl Page {
    /// The frame of a page with this title.
    pub fn new(visit: &Visit, title: impl Display) -> Self {
        let t = visit.t();
        let who = match &visit.actor {
            Actor::Person(person) if person.name.is_empty() => Some(person.email.clone()),
            Actor::Person(person) => Some(person.name.clone()),
            Actor::Visitor | Actor::System => None,
        };
        let today = visit.now.timestamp().to_zoned(visit.zone.clone()).date();
        Self {
            title: title.to_string(),
            language: visit.language,
            theme: visit.theme,
            host_name: visit.host_name.clone(),
            navigation: navigation::links(visit),
            crumbs: Vec::new(),
            who,
            csrf: visit.csrf.clone(),
            path: visit.path.clone(),
            flash: visit.flash.as_deref().map(|key| t.say(key).to_string()),
            demo_day: visit.demo.then(|| t.weekday_date(today)),
            bare: false,
        }
    }

    /// With a page above it.
    #[must_use]
    pub fn below(mut self, label: impl Display, url: impl Into<String>) -> Self {
        self.crumbs.push(Link::new(label, url));
        self
    }

    /// Without navigation and switches, for people who answer.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// What the language switch offers: tag, own name, whether it is this page's.
    pub fn languages(&self) -> Vec<(&'static str, &'static str, bool)> {
        let entry = |language: Language| (language.tag(), language.own_name(), language == self.language);
        Language::ALL.map(entry).into()
    }

    /// What the theme switch offers: name, words, whether it is this page's.
    pub fn themes(&self, t: &Translator) -> Vec<(&'static str, String, bool)> {
        let words = |theme: Theme| match theme {
            Theme::Auto => t.say("core-theme-auto"),
            Theme::Light => t.say("core-theme-light"),
            Theme::Dark => t.say("core-theme-dark"),
        };
        Theme::ALL
            .map(|theme| (theme.name(), words(theme).to_string(), theme == self.theme))
            .into()
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        crate::assets::url(name)
    }

    /// The address where one signs in and comes back.
    pub fn sign_in(&self) -> String {
        urls::sign_in_for(&self.path)
    }
}

//! Every view in every state it can be in: what one test renders in each language and theme, and what axe,
//! validators and people look at.

use askama::Template;
use platform::id::PersonId;
use platform::people::person::StaffRole;
use platform::{Actor, Instant, SignedIn};

use crate::language::Language;
use crate::visit::{Mark, Theme, Visit};

/// A page's view, with samples of all its states: empty, full, wrong, long.
pub trait View: Template + Sized {
    /// The states, by name, for somebody who visits.
    fn samples(visit: &Visit) -> Vec<(&'static str, Self)>;
}

/// One sample, drawn.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The template, such as `people/account.html`.
    pub view: &'static str,
    /// The state.
    pub sample: &'static str,
    /// The page, or why it could not be drawn.
    pub html: Result<String, String>,
}

/// Collects views.
pub struct Gallery<'a> {
    visit: &'a Visit,
    drawn: Vec<Drawn>,
}

impl Gallery<'_> {
    /// Draws every sample of a view; `view` is its template's path.
    pub fn add<V: View>(&mut self, view: &'static str) {
        for (sample, shown) in V::samples(self.visit) {
            let html = shown.render().map_err(|error| error.to_string());
            self.drawn.push(Drawn { view, sample, html });
        }
    }
}

/// Every sample of every view, for somebody who visits.
pub fn draw_all(visit: &Visit) -> Vec<Drawn> {
    let mut gallery = Gallery {
        visit,
        drawn: Vec::new(),
    };
    crate::system::samples(&mut gallery);
    crate::home::samples(&mut gallery);
    crate::people::samples(&mut gallery);
    crate::network::samples(&mut gallery);
    crate::climate::samples(&mut gallery);
    crate::plan::samples(&mut gallery);
    gallery.drawn
}

impl Visit {
    /// A visit for samples: on the demo's day, at an address of no importance.
    pub fn sample(language: Language, theme: Theme, actor: Actor) -> Self {
        let settings = crate::app::Settings::default();
        Self {
            actor,
            language,
            theme,
            path: "/sample".into(),
            // 30 October 2025, 9:00 in California.
            now: Instant::from_micros(1_761_840_000_000_000),
            csrf: "0123456789abcdef".into(),
            flash: None,
            public_url: settings.public_url,
            host_name: settings.host_name,
            zone: settings.zone,
            demo: true,
            mark: Mark::None,
        }
    }

    /// Somebody from the host's staff, for samples.
    pub fn sample_staff() -> Actor {
        sample_person("Dana Whitfield", "dana@host.example", vec![StaffRole::Lead])
    }

    /// Somebody from a team, for samples.
    pub fn sample_member() -> Actor {
        sample_person("Marisol Ibarra", "marisol@district.example", Vec::new())
    }
}

fn sample_person(name: &str, email: &str, roles: Vec<StaffRole>) -> Actor {
    let id = PersonId::from(uuid::Uuid::from_u128(0x018f_0000_0000_7000_8000_0000_0000_0001));
    Actor::Person(SignedIn {
        id,
        name: name.into(),
        email: email.into(),
        language: "en".into(),
        roles,
    })
}

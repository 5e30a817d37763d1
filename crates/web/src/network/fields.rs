//! The form of an application: which fields it has, and the draft that its fields make.

use platform::Problem;
use platform::network::Definition;
use platform::network::draft::{Colleague, Contact, Draft};

use super::questions::limits;
use crate::form::Fields;
use crate::language::Translator;

/// The draft that a sent form holds, as it is kept: what is wrong with it is told of the rows that are shown again. Fields
/// that the form does not know are left alone.
pub(super) fn draft(definition: &Definition, stored: &Draft, fields: &Fields) -> Draft {
    let text = |name: &str| fields.text(name).to_owned();
    let colleague = |n: usize| Colleague {
        name: text(&format!("colleague_{n}_name")),
        email: text(&format!("colleague_{n}_email")),
        work: text(&format!("colleague_{n}_work")),
    };
    let questions = &definition.application.questions;
    let typed = Draft {
        lead: Contact {
            name: text("lead_name"),
            work: text("lead_work"),
            phone: text("lead_phone"),
        },
        colleagues: (1..=rows(definition, stored)).map(colleague).collect(),
        answers: questions
            .iter()
            .map(|one| (one.id.clone(), text(&format!("answer_{}", one.id))))
            .collect(),
        choices: (1..=definition.collaboratives.len())
            .map(|n| text(&format!("choice_{n}")))
            .collect(),
    };
    typed.tidied(definition)
}

/// How many colleagues the form asks for: as many as a team can have, or as are stored from when it could have more.
fn rows(definition: &Definition, stored: &Draft) -> usize {
    usize::from(definition.colleagues_most()).max(stored.colleagues.len())
}

/// One line of the form.
pub(super) struct Line {
    pub name: String,
    pub label: String,
    pub value: String,
    pub error: String,
    pub kind: String,
    pub autocomplete: String,
    pub optional: String,
    /// The newer text that is stored, when it differs.
    pub stored: String,
}

/// Somebody to be named besides the lead.
pub(super) struct Named {
    pub legend: String,
    pub lines: Vec<Line>,
}

/// One question.
pub(super) struct Area {
    pub name: String,
    pub label: String,
    pub value: String,
    pub hint: String,
    pub error: String,
    words_max: u16,
    paragraphs_max: u16,
    pub count: String,
    pub over: String,
    /// The newer text that is stored, when it differs.
    pub stored: String,
}

impl Area {
    /// Zero when the host does not say.
    pub fn words_most(&self) -> u16 {
        self.words_max
    }

    /// At most so many paragraphs.
    pub fn paragraphs_most(&self) -> u16 {
        self.paragraphs_max
    }
}

/// One rank of the choice of collaboratives.
pub(super) struct Pick {
    pub name: String,
    pub label: String,
    pub value: String,
    pub error: String,
    /// The newer choice that is stored, when it differs.
    pub stored: String,
}

/// What the form is filled with.
pub(super) struct Filled<'a> {
    pub t: Translator,
    pub definition: &'a Definition,
    pub draft: &'a Draft,
    /// The newer draft that is stored, after two pages wrote at once.
    pub newer: Option<&'a Draft>,
    pub problems: &'a [Problem],
}

impl Filled<'_> {
    fn error(&self, name: &str) -> String {
        self.t.problem_of(self.problems, name)
    }

    fn differs(&self, mine: &str, of: impl Fn(&Draft) -> String) -> String {
        self.newer
            .map(of)
            .filter(|stored| stored != mine)
            .unwrap_or_default()
    }

    fn line(&self, name: String, label: &str, value: &str, of: impl Fn(&Draft) -> String) -> Line {
        let (kind, autocomplete) = match label {
            "network-email" => ("email", "off"),
            "network-phone" => ("tel", "tel"),
            "network-your-name" => ("text", "name"),
            _ => ("text", "off"),
        };
        let optional = if label == "network-phone" {
            self.t.say("network-optional").to_string()
        } else {
            String::new()
        };
        Line {
            error: self.error(&name),
            label: self.t.say(label).to_string(),
            value: value.to_owned(),
            kind: kind.to_owned(),
            autocomplete: autocomplete.to_owned(),
            optional,
            stored: self.differs(value, of),
            name,
        }
    }

    /// The lead's own lines.
    pub fn lead(&self) -> Vec<Line> {
        let lead = &self.draft.lead;
        vec![
            self.line("lead_name".into(), "network-your-name", &lead.name, |draft| {
                draft.lead.name.clone()
            }),
            self.line("lead_work".into(), "network-your-work", &lead.work, |draft| {
                draft.lead.work.clone()
            }),
            self.line("lead_phone".into(), "network-phone", &lead.phone, |draft| {
                draft.lead.phone.clone()
            }),
        ]
    }

    /// The lines of each colleague, as many as a team can have.
    pub fn colleagues(&self) -> Vec<Named> {
        let empty = Colleague::default();
        let most = rows(self.definition, self.draft);
        let named = |index: usize| {
            let (n, one) = (index + 1, self.draft.colleagues.get(index).unwrap_or(&empty));
            let of = move |draft: &Draft| draft.colleagues.get(index).cloned().unwrap_or_default();
            let needed = n <= usize::from(self.definition.colleagues_least());
            let legend = if needed {
                "network-colleague"
            } else {
                "network-colleague-more"
            };
            Named {
                legend: self.t.say(legend).with("number", n).to_string(),
                lines: vec![
                    self.line(
                        format!("colleague_{n}_name"),
                        "network-name",
                        &one.name,
                        move |d| of(d).name,
                    ),
                    self.line(
                        format!("colleague_{n}_email"),
                        "network-email",
                        &one.email,
                        move |d| of(d).email,
                    ),
                    self.line(
                        format!("colleague_{n}_work"),
                        "network-work",
                        &one.work,
                        move |d| of(d).work,
                    ),
                ],
            }
        };
        (0..most).map(named).collect()
    }

    /// The questions.
    pub fn areas(&self) -> Vec<Area> {
        let t = self.t;
        let area = |question: &platform::network::definition::Question| {
            let name = format!("answer_{}", question.id);
            let of = |draft: &Draft| draft.answers.get(&question.id).cloned().unwrap_or_default();
            let value = of(self.draft);
            let (count, over) = match question.words_most {
                Some(_) => ("network-count-words", "network-count-words.over"),
                None => ("network-count", "network-count.over"),
            };
            Area {
                error: self.error(&name),
                label: question.prompt.get(t.language.tag()).to_owned(),
                hint: limits(t, question),
                words_max: question.words_most.unwrap_or(0),
                paragraphs_max: question.paragraphs_most,
                count: t.say(count).to_string(),
                over: t.say(over).to_string(),
                stored: self.differs(&value, of),
                value,
                name,
            }
        };
        self.definition.application.questions.iter().map(area).collect()
    }

    /// The ranks of the choice of collaboratives; none when the network has none.
    pub fn picks(&self) -> Vec<Pick> {
        let pick = |index: usize| {
            let name = format!("choice_{}", index + 1);
            let of = |draft: &Draft| draft.choices.get(index).cloned().unwrap_or_default();
            let value = of(self.draft);
            let place = |slug: String| {
                let place = self.definition.collaborative(&slug);
                place.map_or(slug, |place| place.name.get(self.t.language.tag()).to_owned())
            };
            Pick {
                error: self.error(&name),
                label: self.t.say("network-choice").with("number", index + 1).to_string(),
                stored: place(self.differs(&value, of)),
                value,
                name,
            }
        };
        (0..self.definition.collaboratives.len()).map(pick).collect()
    }

    /// What each rank can be.
    pub fn options(&self) -> Vec<(String, String)> {
        let tag = self.t.language.tag();
        self.definition
            .collaboratives
            .iter()
            .map(|one| (one.slug.clone(), one.name.get(tag).to_owned()))
            .collect()
    }
}

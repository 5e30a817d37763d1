//! The draft of an application: saved as it is typed, complete or not, and never silently replaced by older text.
//!
//! Each save names the version it started from. When the stored draft is newer, nothing is written and the caller
//! gets the stored one, so that both texts can be shown and the person decides.

use super::applicant::TypedAgency;
use super::application::{self, ActiveModel, State};
use super::definition::{ANSWER_CHARS_MAX, Definition};
use super::{ApplicationId, clean};
use crate::id::AgencyId;
use crate::people::{agency, person};
use crate::{Action, ActionError, Actor, Platform, Problem, audit};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The longest short text that is kept: a role, a phone number, a county.
pub const SHORT_CHARS_MAX: usize = 160;

/// What a lead writes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The lead's own contact; their address is that of their account.
    pub lead: Contact,
    /// People named besides the lead.
    pub colleagues: Vec<Colleague>,
    /// Answers by the question's id.
    pub answers: BTreeMap<String, String>,
    /// Slugs of collaboratives, the most wanted first.
    pub choices: Vec<String>,
}

/// How to reach the lead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Their name.
    pub name: String,
    /// What they do in the agency.
    pub work: String,
    /// May be empty.
    pub phone: String,
}

/// Somebody named besides the lead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they do in the agency.
    pub work: String,
}

/// Which agency an application is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgencyChoice {
    /// One of the directory.
    Listed(AgencyId),
    /// One that the directory lacks.
    Typed(TypedAgency),
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is stored as this version.
    Stored(i32),
    /// Newer text is stored, which nothing replaced.
    Newer {
        /// Its version.
        version: i32,
        /// What is stored.
        stored: Box<Draft>,
    },
}

impl Draft {
    pub(crate) fn of_lead(name: String) -> Self {
        Self {
            lead: Contact {
                name,
                ..Contact::default()
            },
            ..Self::default()
        }
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a draft is plain text with text keys")
    }

    pub(crate) fn from_json(json: &str) -> Result<Self, ActionError> {
        serde_json::from_str(json).map_err(|_| ActionError::Store("a stored draft could not be read".into()))
    }

    /// The draft as it is kept: readable characters, no empty rows, known choices once each.
    #[must_use]
    pub fn tidied(self, definition: &Definition) -> Self {
        let mut choices: Vec<String> = Vec::new();
        for slug in self.choices {
            if definition.collaborative(&slug).is_some() && !choices.contains(&slug) {
                choices.push(slug);
            }
        }
        let contact = self.lead;
        let colleague = |one: Colleague| Colleague {
            name: line(&one.name),
            email: line(&one.email).to_lowercase(),
            work: line(&one.work),
        };
        let known = |id: &String| {
            definition
                .application
                .questions
                .iter()
                .any(|question| question.id == *id)
        };
        Self {
            lead: Contact {
                name: line(&contact.name),
                work: line(&contact.work),
                phone: line(&contact.phone),
            },
            colleagues: self
                .colleagues
                .into_iter()
                .map(colleague)
                .filter(|one| *one != Colleague::default())
                .collect(),
            answers: self
                .answers
                .into_iter()
                .filter(|(id, _)| known(id))
                .map(|(id, text)| (id, clean(&text)))
                .collect(),
            choices,
        }
    }

    /// What is too long to keep. As many colleagues as are kept already may stay, though the host asks for fewer by now.
    fn oversized(&self, definition: &Definition, colleagues_kept: usize) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut limit = |field: String, text: &str, most: usize| {
            if text.chars().count() > most {
                problems.push(Problem::new(field, "network-text-long").with("most", most));
            }
        };
        limit("lead_name".into(), &self.lead.name, person::NAME_CHARS_MAX);
        limit("lead_work".into(), &self.lead.work, SHORT_CHARS_MAX);
        limit("lead_phone".into(), &self.lead.phone, SHORT_CHARS_MAX);
        for (index, one) in (1..).zip(&self.colleagues) {
            limit(
                format!("colleague_{index}_name"),
                &one.name,
                person::NAME_CHARS_MAX,
            );
            limit(
                format!("colleague_{index}_email"),
                &one.email,
                person::EMAIL_CHARS_MAX,
            );
            limit(format!("colleague_{index}_work"), &one.work, SHORT_CHARS_MAX);
        }
        for (id, text) in &self.answers {
            limit(format!("answer_{id}"), text, ANSWER_CHARS_MAX);
        }
        let most = usize::from(definition.colleagues_most());
        if self.colleagues.len() > most.max(colleagues_kept) {
            let field = format!("colleague_{}_name", self.colleagues.len());
            problems.push(Problem::new(field, "network-colleagues-many").with("most", most));
        }
        problems
    }
}

/// One line of text.
pub(super) fn line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Saves a draft that started from `version`, complete or not.
///
/// # Errors
/// [`ActionError::Conflict`] once it was sent or the deadline has passed; [`ActionError::Invalid`] for text too long to keep.
pub async fn save(
    platform: &Platform,
    actor: &Actor,
    id: ApplicationId,
    version: i32,
    draft: Draft,
) -> Result<Saved, ActionError> {
    let (write, application, network) =
        application::open(platform, actor, Action::ApplicationEdit, id).await?;
    still_draft(&application)?;
    application::open_now(platform, &network)?;
    let mut draft = draft.tidied(&network.definition);
    let problems = draft.oversized(&network.definition, application.draft.colleagues.len());
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    // An answer to a question that the host has since removed stays with the application.
    for (id, text) in &application.draft.answers {
        if !network
            .definition
            .application
            .questions
            .iter()
            .any(|question| question.id == *id)
        {
            draft.answers.insert(id.clone(), text.clone());
        }
    }
    if draft == application.draft {
        return Ok(Saved::Stored(application.version));
    }
    if version != application.version {
        return Ok(Saved::Newer {
            version: application.version,
            stored: Box::new(application.draft),
        });
    }
    let next = application.version + 1;
    let change = ActiveModel {
        id: Set(id),
        version: Set(next),
        draft: Set(draft.to_json()),
        saved_at: Set(platform.now()),
        ..Default::default()
    };
    change.update(&*write).await?;
    write.commit().await?;
    Ok(Saved::Stored(next))
}

/// Chooses the agency that an application is for.
///
/// # Errors
/// [`ActionError::Invalid`] names what is wrong with a typed-in agency; [`ActionError::Conflict`] as [`save`].
pub async fn choose_agency(
    platform: &Platform,
    actor: &Actor,
    id: ApplicationId,
    choice: AgencyChoice,
) -> Result<(), ActionError> {
    let (write, application, network) =
        application::open(platform, actor, Action::ApplicationEdit, id).await?;
    still_draft(&application)?;
    application::open_now(platform, &network)?;
    let (agency_id, typed) = match choice {
        AgencyChoice::Listed(agency) => {
            let known = agency::Entity::find_by_id(agency).one(&*write).await?;
            known.ok_or_else(|| ActionError::invalid("agency", "network-agency-missing"))?;
            (Some(agency), None)
        }
        AgencyChoice::Typed(typed) => (None, Some(typed.checked()?)),
    };
    let change = ActiveModel {
        id: Set(id),
        agency_id: Set(agency_id),
        typed_agency: Set(typed.as_ref().map(TypedAgency::to_json)),
        saved_at: Set(platform.now()),
        ..Default::default()
    };
    change.update(&*write).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::ApplicationEdit,
        Some(id.uuid()),
        "agency",
    )
    .await?;
    write.commit().await
}

pub(crate) fn still_draft(application: &application::Application) -> Result<(), ActionError> {
    match application.state {
        State::Draft => Ok(()),
        State::Withdrawn => Err(ActionError::conflict("network-application-withdrawn")),
        _ => Err(ActionError::conflict("network-application-sent")),
    }
}

//! Sending an application: everything is checked, every problem told, and the deadline is the network's own clock.

use super::applicant::{AgencyOf, TypedAgency};
use super::application::{self, ActiveModel, Application, State};
use super::colleague;
use super::definition::{Definition, Question};
use super::draft;
use super::season::Network;
use super::{ApplicationId, count_paragraphs, count_words};
use crate::outbox::{self, Intent};
use crate::people::person;
use crate::store::Write;
use crate::{Action, ActionError, Actor, Platform, Problem, audit};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};
use std::collections::BTreeSet;

/// Sends an application, and mails its lead that it was received.
///
/// # Errors
/// [`ActionError::Invalid`] with every problem of its text; [`ActionError::Conflict`] before the network opens, after its
/// deadline, once it was sent, and when the agency has applied already.
pub async fn submit(platform: &Platform, actor: &Actor, id: ApplicationId) -> Result<(), ActionError> {
    let (write, application, network) =
        application::open(platform, actor, Action::ApplicationEdit, id).await?;
    draft::still_draft(&application)?;
    application::open_now(platform, &network)?;
    let lead = person::Entity::find_by_id(application.lead)
        .one(&*write)
        .await?
        .ok_or(ActionError::NotFound)?;
    let problems = problems(&network.definition, &application, &lead.email);
    if !problems.is_empty() {
        return Err(ActionError::Invalid(problems));
    }
    if let Some(agency) = &application.agency {
        refuse_second(&write, &network, &application, agency).await?;
    }
    let change = ActiveModel {
        id: Set(id),
        state: Set(State::Submitted),
        submitted_at: Set(Some(platform.now())),
        ..Default::default()
    };
    change.update(&*write).await?;
    person::name_if_unnamed(&write, &lead, &application.draft.lead.name).await?;
    for one in &application.draft.colleagues {
        let Some(email) = person::email(&one.email) else {
            continue;
        };
        let row = colleague::ActiveModel {
            application_id: Set(id),
            email: Set(email),
        };
        colleague::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([colleague::Column::ApplicationId, colleague::Column::Email])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(&*write)
            .await?;
    }
    let intent = Intent::ApplicationReceived {
        application: id.uuid(),
    };
    outbox::send(platform, &write, &lead.email, &lead.language, &intent).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::ApplicationEdit,
        Some(id.uuid()),
        "submitted",
    )
    .await?;
    write.commit().await
}

/// Takes an application back, until the host has decided.
///
/// # Errors
/// [`ActionError::Conflict`] once it was decided on or taken back.
pub async fn withdraw(platform: &Platform, actor: &Actor, id: ApplicationId) -> Result<(), ActionError> {
    let (write, application, _) = application::open(platform, actor, Action::ApplicationEdit, id).await?;
    match application.state {
        State::Draft | State::Submitted => {}
        State::Withdrawn => return Err(ActionError::conflict("network-application-withdrawn")),
        _ => return Err(ActionError::conflict("network-application-decided")),
    }
    let change = ActiveModel {
        id: Set(id),
        state: Set(State::Withdrawn),
        ..Default::default()
    };
    change.update(&*write).await?;
    audit::record(
        platform,
        &write,
        actor,
        Action::ApplicationEdit,
        Some(id.uuid()),
        "withdrawn",
    )
    .await?;
    write.commit().await
}

/// Everything that keeps an application from being sent, in the order of its form.
pub fn problems(definition: &Definition, application: &Application, lead_email: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    match &application.agency {
        None => problems.push(Problem::new("agency", "network-agency-missing")),
        Some(agency) => problems.extend(ineligible(definition, agency)),
    }
    people(definition, application, lead_email, &mut problems);
    for question in &definition.application.questions {
        let answer = application
            .draft
            .answers
            .get(&question.id)
            .map_or("", String::as_str);
        problems.extend(answer_problem(question, answer));
    }
    if !definition.collaboratives.is_empty() && application.draft.choices.is_empty() {
        problems.push(Problem::new("choice_1", "network-choice-missing"));
    }
    problems
}

/// Why this agency may not apply, if it may not.
pub fn ineligible(definition: &Definition, agency: &AgencyOf) -> Option<Problem> {
    let problem = |code| Problem::new("agency", code).with("agency", agency.name());
    let rules = &definition.eligibility;
    if !rules.takes_state(agency.state()) {
        return Some(problem("network-agency-state-ineligible").with("states", rules.states.join(", ")));
    }
    if !agency.kind().is_some_and(|kind| rules.takes_kind(kind)) {
        return Some(problem("network-agency-kind-ineligible"));
    }
    None
}

fn people(definition: &Definition, application: &Application, lead_email: &str, problems: &mut Vec<Problem>) {
    let draft = &application.draft;
    for (field, text, code) in [
        ("lead_name", &draft.lead.name, "network-name-missing"),
        ("lead_work", &draft.lead.work, "network-work-missing"),
    ] {
        if text.is_empty() {
            problems.push(Problem::new(field, code));
        }
    }
    let mut emails = BTreeSet::from([lead_email.to_owned()]);
    for (index, one) in (1..).zip(&draft.colleagues) {
        let mut wrong =
            |field: &str, code| problems.push(Problem::new(format!("colleague_{index}_{field}"), code));
        if one.name.is_empty() {
            wrong("name", "network-name-missing");
        }
        match person::email(&one.email) {
            None => wrong("email", "email-wrong"),
            Some(email) => {
                if !emails.insert(email) {
                    wrong("email", "network-email-twice");
                }
            }
        }
        if one.work.is_empty() {
            wrong("work", "network-work-missing");
        }
    }
    let most = usize::from(definition.colleagues_most());
    if draft.colleagues.len() > most {
        let field = format!("colleague_{}_name", most + 1);
        problems.push(Problem::new(field, "network-colleagues-many").with("most", most));
    }
    let (named, least) = (draft.colleagues.len(), usize::from(definition.colleagues_least()));
    if named < least {
        let field = format!("colleague_{}_name", named + 1);
        problems.push(Problem::new(field, "network-colleagues-few").with("least", least));
    }
}

fn answer_problem(question: &Question, answer: &str) -> Option<Problem> {
    let problem = |code| Problem::new(format!("answer_{}", question.id), code);
    let (paragraphs, words) = (count_paragraphs(answer), count_words(answer));
    if paragraphs == 0 && question.paragraphs_least > 0 {
        return Some(problem("network-answer-missing"));
    }
    if paragraphs < usize::from(question.paragraphs_least) {
        return Some(
            problem("network-answer-short")
                .with("least", question.paragraphs_least)
                .with("count", paragraphs),
        );
    }
    if paragraphs > usize::from(question.paragraphs_most) {
        return Some(
            problem("network-answer-paragraphs")
                .with("most", question.paragraphs_most)
                .with("count", paragraphs),
        );
    }
    match question.words_most {
        Some(most) if words > usize::from(most) => Some(
            problem("network-answer-words")
                .with("most", most)
                .with("count", words),
        ),
        _ => None,
    }
}

/// Refuses a second application of one agency. Other leads' drafts don't count: nobody is kept out by something unsent.
async fn refuse_second(
    write: &Write,
    network: &Network,
    application: &Application,
    agency: &AgencyOf,
) -> Result<(), ActionError> {
    let rows = application::Entity::find()
        .filter(application::Column::NetworkId.eq(network.id))
        .filter(application::Column::Id.ne(application.id))
        .filter(application::Column::State.is_not_in([State::Draft, State::Withdrawn]));
    let rows = match agency {
        AgencyOf::Listed(listed) => rows.filter(application::Column::AgencyId.eq(listed.id)),
        AgencyOf::Typed(_) => rows.filter(application::Column::TypedAgency.is_not_null()),
    };
    let twice = match agency {
        AgencyOf::Listed(_) => rows.one(&**write).await?.is_some(),
        AgencyOf::Typed(typed) => {
            let others = rows.all(&**write).await?;
            let keys = others
                .iter()
                .filter_map(|row| row.typed_agency.as_deref())
                .map(TypedAgency::from_json);
            keys.collect::<Result<Vec<_>, _>>()?
                .iter()
                .any(|other| other.key() == typed.key())
        }
    };
    if twice {
        let problem = Problem::new("agency", "network-agency-twice");
        return Err(ActionError::Conflict(problem.with("agency", agency.name())));
    }
    Ok(())
}

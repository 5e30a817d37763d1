//! The applications of a network: as a list for pages, and as a CSV file for a spreadsheet.

use super::applicant::AgencyOf;
use super::application::{self, Application, State};
use super::draft::Colleague;
use super::season::Network;
use crate::people::{agency, person};
use crate::{Action, ActionError, Actor, Platform};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// Rows per statement stay under the number of values a database binds.
const CHUNK: usize = 500;

/// One application in a list, with its lead's name and address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The application.
    pub application: Application,
    /// Its lead's address.
    pub lead_email: String,
}

/// The sent applications of a network, the latest first; only those in `state`, when one is named, and whose agency or
/// lead has every word of `text` in its name or, for the lead, its address.
///
/// # Errors
/// [`ActionError::Forbidden`] unless the actor works on the host's networks.
pub async fn list(
    platform: &Platform,
    actor: &Actor,
    network: &Network,
    state: Option<State>,
    text: &str,
) -> Result<Vec<Listed>, ActionError> {
    platform.authorize(actor, Action::ApplicationList, &network.resource())?;
    let reader = platform.store().reader();
    let mut query = application::Entity::find()
        .filter(application::Column::NetworkId.eq(network.id))
        .filter(application::Column::SubmittedAt.is_not_null());
    if let Some(state) = state {
        query = query.filter(application::Column::State.eq(state));
    }
    let rows = query
        .order_by_desc(application::Column::SubmittedAt)
        .order_by_desc(application::Column::Id)
        .all(reader)
        .await?;
    let mut agencies = BTreeMap::new();
    let mut leads = BTreeMap::new();
    for chunk in rows.chunks(CHUNK) {
        let ids = chunk.iter().filter_map(|row| row.agency_id);
        let found = agency::Entity::find()
            .filter(agency::Column::Id.is_in(ids))
            .all(reader)
            .await?;
        agencies.extend(found.into_iter().map(|agency| (agency.id, agency)));
        let ids = chunk.iter().map(|row| row.lead_id);
        let found = person::Entity::find()
            .filter(person::Column::Id.is_in(ids))
            .all(reader)
            .await?;
        leads.extend(found.into_iter().map(|person| (person.id, person.email)));
    }
    let listed: Vec<Listed> = rows
        .into_iter()
        .map(|row| {
            let lead_email = leads.get(&row.lead_id).cloned().unwrap_or_default();
            let listed = row.agency_id.and_then(|id| agencies.get(&id)).cloned();
            Ok(Listed {
                application: application::assemble(&row, listed, Vec::new())?,
                lead_email,
            })
        })
        .collect::<Result<_, ActionError>>()?;
    Ok(listed.into_iter().filter(|one| one.has(text)).collect())
}

impl Listed {
    fn has(&self, text: &str) -> bool {
        let application = &self.application;
        let names = [
            application.agency_name(),
            &application.draft.lead.name,
            &self.lead_email,
        ];
        let names = names.join("\n").to_lowercase();
        text.to_lowercase()
            .split_whitespace()
            .all(|word| names.contains(word))
    }
}

/// The same as CSV in UTF-8. A cell that a spreadsheet would take for a formula begins with an apostrophe.
///
/// # Errors
/// As [`list`].
pub async fn csv(
    platform: &Platform,
    actor: &Actor,
    network: &Network,
    state: Option<State>,
    text: &str,
) -> Result<String, ActionError> {
    let applications = list(platform, actor, network, state, text).await?;
    let zone = network.definition.zone();
    let questions = &network.definition.application.questions;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut header = vec![
        "state",
        "agency",
        "county",
        "agency_state",
        "cd_code",
        "nces_id",
        "submitted",
        "lead",
        "lead_email",
    ];
    header.extend(["lead_work", "lead_phone", "colleagues", "choices"]);
    header.extend(questions.iter().map(|question| question.id.as_str()));
    let failed = |_| ActionError::Store("the table could not be written".into());
    writer.write_record(&header).map_err(failed)?;
    for listed in &applications {
        writer
            .write_record(cells(listed, network, &zone).into_iter().map(harmless))
            .map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|_| ActionError::Store("the table could not be written".into()))?;
    String::from_utf8(bytes).map_err(|_| ActionError::Store("the table could not be written".into()))
}

fn cells(listed: &Listed, network: &Network, zone: &jiff::tz::TimeZone) -> Vec<String> {
    let Listed {
        application,
        lead_email,
    } = listed;
    let (draft, agency) = (&application.draft, application.agency.as_ref());
    let (cd_code, nces_id) = match agency {
        Some(AgencyOf::Listed(agency)) => (agency.cd_code.clone(), agency.nces_id.clone()),
        _ => (None, None),
    };
    let submitted = application
        .submitted_at
        .map(|at| at.timestamp().to_zoned(zone.clone()).datetime());
    let colleague = |one: &Colleague| format!("{} <{}> ({})", one.name, one.email, one.work);
    let colleagues: Vec<_> = draft.colleagues.iter().map(colleague).collect();
    let mut cells = vec![
        application.state.name().to_owned(),
        application.agency_name().to_owned(),
        agency.map_or("", AgencyOf::county).to_owned(),
        agency.map_or("", AgencyOf::state).to_owned(),
        cd_code.unwrap_or_default(),
        nces_id.unwrap_or_default(),
        submitted
            .map(|at| at.strftime("%Y-%m-%d %H:%M").to_string())
            .unwrap_or_default(),
        draft.lead.name.clone(),
        lead_email.clone(),
        draft.lead.work.clone(),
        draft.lead.phone.clone(),
        colleagues.join("; "),
        draft.choices.join("; "),
    ];
    let questions = &network.definition.application.questions;
    cells.extend(
        questions
            .iter()
            .map(|question| draft.answers.get(&question.id).cloned().unwrap_or_default()),
    );
    cells
}

/// A cell that no spreadsheet takes for a formula.
fn harmless(cell: String) -> String {
    if cell.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '|', '%', '＝', '＋', '－', '＠',
    ]) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn harmless_of_formulas_begins_with_apostrophe() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert_eq!(harmless(formula.to_owned()), format!("'{formula}"));
        }
        assert_eq!(harmless("Rivera Valley".to_owned()), "Rivera Valley");
    }
}

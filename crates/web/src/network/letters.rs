//! Mail about applications and teams: subject and text, in the recipient's language.

use platform::network::application::{self, State};
use platform::network::season::{self, Network};
use platform::network::{ApplicationId, TeamId, offer, team};
use platform::people::person;
use platform::{ActionError, Actor, Platform};

use super::application::{last_minute, place_name};
use super::{shown, urls};
use crate::app::Settings;
use crate::language::Translator;

/// Subject and text.
type Text = (String, String);

fn public(settings: &Settings, path: &str) -> String {
    format!("{}{path}", settings.public_url.trim_end_matches('/'))
}

async fn network_of(platform: &Platform, id: platform::network::NetworkId) -> Result<Network, ActionError> {
    season::get(platform, &Actor::System, id).await
}

/// An application was received.
pub(crate) async fn received(
    platform: &Platform,
    settings: &Settings,
    t: Translator,
    id: ApplicationId,
) -> Result<Text, ActionError> {
    let application = application::get(platform, &Actor::System, id).await?;
    let network = network_of(platform, application.network).await?;
    let name = network.definition.name.get(t.language.tag());
    let at = application
        .submitted_at
        .map(|at| t.instant(at, network.definition.zone()))
        .unwrap_or_default();
    let body = t
        .say("mail-application-received.body")
        .with("person", &application.draft.lead.name)
        .with("agency", application.agency_name())
        .with("network", name)
        .with("at", at)
        .with("deadline", shown::deadline(t, &network.definition))
        .with("url", public(settings, &urls::application(id)))
        .with("contact", &network.definition.contact);
    Ok((
        t.say("mail-application-received")
            .with("network", name)
            .to_string(),
        body.to_string(),
    ))
}

/// The host decided.
pub(crate) async fn decided(
    platform: &Platform,
    settings: &Settings,
    t: Translator,
    id: ApplicationId,
) -> Result<Text, ActionError> {
    let application = application::get(platform, &Actor::System, id).await?;
    let network = network_of(platform, application.network).await?;
    let name = network.definition.name.get(t.language.tag());
    let offer = offer::of_application(platform, &application).await?;
    let body = match (application.state, offer) {
        (State::Offered | State::Accepted | State::TurnedDown, Some(offer)) => {
            let places = season::collaboratives(platform, network.id).await?;
            let place = places
                .iter()
                .find(|place| Some(place.id) == offer.collaborative_id);
            t.say("mail-decision-offer")
                .with(
                    "place",
                    place_name(t, &network, place.map(|place| place.slug.as_str())),
                )
                .with("answer_by", last_minute(t, &network, offer.answer_by))
        }
        (State::Waitlisted, _) => t.say("mail-decision-waitlist"),
        _ => t.say("mail-decision-other"),
    };
    let body = body
        .with("person", &application.draft.lead.name)
        .with("agency", application.agency_name())
        .with("network", name)
        .with("url", public(settings, &urls::application(id)))
        .with("contact", &network.definition.contact);
    Ok((
        t.say("mail-decision").with("network", name).to_string(),
        body.to_string(),
    ))
}

/// Somebody was added to a team.
pub(crate) async fn added(
    platform: &Platform,
    settings: &Settings,
    t: Translator,
    id: TeamId,
    recipient: &str,
) -> Result<Text, ActionError> {
    let team = team::get(platform, &Actor::System, id).await?;
    let network = network_of(platform, team.network_id).await?;
    let name = network.definition.name.get(t.language.tag());
    let person = named(platform, &team, recipient).await?;
    let hello = if person.is_empty() {
        t.say("mail-hello").to_string()
    } else {
        t.say("mail-hello-person").with("person", person).to_string()
    };
    let body = t
        .say("mail-member-added.body")
        .with("hello", hello)
        .with("team", &team.name)
        .with("network", name)
        .with("url", public(settings, &urls::team(id)))
        .with("contact", &network.definition.contact);
    Ok((
        t.say("mail-member-added").with("team", &team.name).to_string(),
        body.to_string(),
    ))
}

/// What the team's application calls somebody, or else what they call themselves; empty when nobody said.
async fn named(platform: &Platform, team: &team::Model, recipient: &str) -> Result<String, ActionError> {
    let application = application::get(platform, &Actor::System, team.application_id).await?;
    let colleagues = application.draft.colleagues;
    if let Some(colleague) = colleagues.into_iter().find(|one| one.email == recipient) {
        return Ok(colleague.name);
    }
    let person = person::by_email(platform, recipient).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}

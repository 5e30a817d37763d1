//! Plays a season through the platform's commands, each at its time.

use super::files::{Agency, Application, Fielding, Files, Person, State};
use anyhow::{Context, ensure};
use jiff::civil::{DateTime, time};
use jiff::tz::TimeZone;
use platform::climate::{SurveyId, survey as surveys};
use platform::network::applicant::TypedAgency;
use platform::network::application;
use platform::network::decision::{self, Decision};
use platform::network::definition::Definition;
use platform::network::draft::{self, AgencyChoice, Colleague, Contact, Draft, Saved};
use platform::network::offer::{self, Answer};
use platform::network::{ApplicationId, TeamId, publish, season, submission, team, team_change};
use platform::people::person::StaffRole;
use platform::people::{agency, directory, login, person, sign_in, staff};
use platform::{Actor, Instant, Platform};
use std::collections::BTreeMap;

/// Lies in the folder while it is being filled.
pub const FILLING: &str = "filling";

/// One thing that happens; the numbers are places in the file's lists.
#[derive(Clone, Copy)]
enum Event {
    Draft(usize),
    Submit(usize),
    Decide(usize),
    Accept(usize),
    Settle(usize),
    Open(usize),
    Close(usize),
}

/// Where it is played.
pub(super) struct Stage<'a> {
    pub(super) platform: &'a Platform,
    pub(super) files: &'a Files,
    zone: TimeZone,
    actors: BTreeMap<String, Actor>,
    applications: BTreeMap<String, ApplicationId>,
    pub(super) teams: BTreeMap<String, TeamId>,
    pub(super) surveys: BTreeMap<String, SurveyId>,
}

/// Fills an empty installation, whose clock stands, up to `until`.
pub async fn play(platform: &Platform, files: &Files, until: Instant) -> anyhow::Result<()> {
    let filling = platform.folder().join(FILLING);
    std::fs::write(&filling, b"")?;
    let zone = TimeZone::get(super::mark::ZONE)?;
    let mut stage = Stage {
        platform,
        files,
        zone,
        actors: BTreeMap::new(),
        applications: BTreeMap::new(),
        teams: BTreeMap::new(),
        surveys: BTreeMap::new(),
    };
    stage.set_up().await?;
    for (at, event) in stage.events()? {
        if at <= until {
            platform.clock().set(at);
            stage.happen(event).await?;
        }
    }
    platform.clock().set(until);
    stage.answer_open_surveys(until).await?;
    std::fs::remove_file(filling)?;
    Ok(())
}

/// Where somebody's sign-in link leads: for a community member, the survey that waits for them.
pub async fn first_page(platform: &Platform, files: &Files, person: &Person) -> anyhow::Result<String> {
    let invited = files
        .season
        .teams
        .iter()
        .find(|team| team.community.contains(&person.id));
    let Some(invited) = invited else {
        return Ok("/my".to_owned());
    };
    let application = files
        .season
        .applications
        .iter()
        .find(|one| one.id == invited.application);
    let lead = files.person(&application.context("a team has an application")?.lead)?;
    let lead = person::by_email(platform, &lead.email).await?;
    if let Some(lead) = lead {
        for (team, _) in team::of_person(platform, lead.id).await? {
            let open = surveys::of_team(platform, &Actor::System, team.id).await?;
            if let Some(survey) = open.iter().find(|survey| survey.is_open()) {
                return Ok(format!("/s/{}", survey.code));
            }
        }
    }
    Ok("/".to_owned())
}

impl Stage<'_> {
    /// Staff, the directory, the networks: long before anything else.
    async fn set_up(&mut self) -> anyhow::Result<()> {
        self.platform
            .clock()
            .set(self.instant("2024-06-03T09:00:00".parse()?)?);
        for person in &self.files.people {
            if let Some(role) = &person.host_role {
                let role = StaffRole::named(role).with_context(|| format!("{role} is no role"))?;
                staff::appoint(self.platform, &Actor::System, &person.email, &person.name, role).await?;
            }
        }
        for file in &self.files.directory {
            directory::import(self.platform, &Actor::System, file.as_bytes()).await?;
        }
        for file in &self.files.networks {
            let definition =
                Definition::parse(file.as_bytes()).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
            publish(self.platform, &Actor::System, &definition).await?;
        }
        Ok(())
    }

    fn events(&self) -> anyhow::Result<Vec<(Instant, Event)>> {
        let mut events = Vec::new();
        for (index, one) in self.files.season.applications.iter().enumerate() {
            let times = [
                (one.saved, Event::Draft(index)),
                (one.submitted, Event::Submit(index)),
                (one.decided, Event::Decide(index)),
                (one.accepted, Event::Accept(index)),
            ];
            for (at, event) in times {
                if let Some(at) = at {
                    events.push((self.instant(at)?, event));
                }
            }
        }
        for (index, one) in self.files.season.teams.iter().enumerate() {
            events.push((
                self.instant(one.settled.to_datetime(time(10, 0, 0, 0)))?,
                Event::Settle(index),
            ));
        }
        for (index, one) in self.files.season.surveys.iter().enumerate() {
            events.push((self.instant(one.opens)?, Event::Open(index)));
            if one.state == Fielding::Closed {
                events.push((self.instant(one.closes)?, Event::Close(index)));
            }
        }
        events.sort_by_key(|(at, _)| *at);
        Ok(events)
    }

    async fn happen(&mut self, event: Event) -> anyhow::Result<()> {
        let season = &self.files.season;
        match event {
            Event::Draft(index) => self.draft(&season.applications[index]).await.map(drop),
            Event::Submit(index) => self.submit(&season.applications[index]).await,
            Event::Decide(index) => self.decide(&season.applications[index]).await,
            Event::Accept(index) => self.accept(&season.applications[index]).await,
            Event::Settle(index) => self.settle(index).await,
            Event::Open(index) => self.open(&season.surveys[index]).await,
            Event::Close(index) => self.close(&season.surveys[index]).await,
        }
    }

    async fn draft(&mut self, one: &Application) -> anyhow::Result<ApplicationId> {
        let lead = self.actor(&one.lead).await?;
        let network = season::by_slug(self.platform, &lead, &one.network).await?;
        let id = application::start(self.platform, &lead, &network).await?;
        let choice = match &one.agency {
            Agency::Code(code) => {
                let found = agency::search(self.platform, &lead, code, 1).await?;
                AgencyChoice::Listed(found.first().with_context(|| format!("no agency {code}"))?.id)
            }
            Agency::Typed {
                name,
                kind,
                county,
                state,
            } => AgencyChoice::Typed(TypedAgency {
                name: name.clone(),
                kind: kind.clone(),
                county: county.clone(),
                state: state.clone(),
            }),
        };
        draft::choose_agency(self.platform, &lead, id, choice).await?;
        let before = application::get(self.platform, &lead, id).await?;
        let draft = Draft {
            colleagues: self.colleagues(one)?,
            answers: one
                .answers
                .iter()
                .map(|(id, text)| (id.clone(), unwrapped(text)))
                .collect(),
            choices: if one.choices.is_empty() {
                one.collaborative.iter().cloned().collect()
            } else {
                one.choices.clone()
            },
            lead: Contact {
                work: self.files.person(&one.lead)?.work.clone(),
                ..before.draft.lead.clone()
            },
        };
        let saved = draft::save(self.platform, &lead, id, before.version, draft).await?;
        ensure!(matches!(saved, Saved::Stored(_)), "nobody else writes");
        self.applications.insert(one.id.clone(), id);
        Ok(id)
    }

    fn colleagues(&self, one: &Application) -> anyhow::Result<Vec<Colleague>> {
        let colleague = |id: &String| {
            let person = self.files.person(id)?;
            Ok(Colleague {
                name: person.name.clone(),
                email: person.email.clone(),
                work: person.work.clone(),
            })
        };
        one.colleagues.iter().map(colleague).collect()
    }

    async fn submit(&mut self, one: &Application) -> anyhow::Result<()> {
        let id = self.draft(one).await?;
        let lead = self.actor(&one.lead).await?;
        let sent = submission::submit(self.platform, &lead, id).await;
        sent.with_context(|| format!("the application {} cannot be sent", one.id))
    }

    async fn decide(&mut self, one: &Application) -> anyhow::Result<()> {
        let host = self.host().await?;
        let network = season::by_slug(self.platform, &host, &one.network).await?;
        let decision = match one.state {
            State::Offered | State::Accepted => {
                let places = season::collaboratives(self.platform, network.id).await?;
                let place = places
                    .iter()
                    .find(|place| Some(&place.slug) == one.collaborative.as_ref());
                let day = one.answer_by.context("an offer has an answer_by")?.date();
                let answer_by =
                    decision::end_of_day(&network.definition, day).context("a day of the calendar")?;
                Decision::Offer {
                    collaborative: place.map(|place| place.id),
                    answer_by,
                }
            }
            State::Waitlisted => Decision::Waitlist,
            State::Declined => Decision::Decline,
            State::Draft | State::Submitted => return Ok(()),
        };
        let id = self.applications[&one.id];
        let seen = application::get(self.platform, &host, id).await?.standing();
        Ok(decision::decide(self.platform, &host, id, &seen, decision).await?)
    }

    async fn accept(&mut self, one: &Application) -> anyhow::Result<()> {
        let lead = self.actor(&one.lead).await?;
        let team = offer::answer(self.platform, &lead, self.applications[&one.id], Answer::Accept).await?;
        self.teams
            .insert(one.id.clone(), team.context("accepting makes a team")?);
        Ok(())
    }

    async fn settle(&mut self, index: usize) -> anyhow::Result<()> {
        let one = &self.files.season.teams[index];
        let id = self.teams[&one.application];
        let lead = self.lead_of(&one.application)?;
        let lead = self.actor(&lead).await?;
        let coach = person::by_email(self.platform, &self.files.person(&one.coach)?.email).await?;
        let host = self.host().await?;
        team_change::assign_coach(
            self.platform,
            &host,
            id,
            Some(coach.context("staff were appointed")?.id),
        )
        .await?;
        Ok(team_change::settle_focus(self.platform, &lead, id, &one.focus_area, &one.focus).await?)
    }

    pub(super) async fn actor(&mut self, id: &str) -> anyhow::Result<Actor> {
        if let Some(actor) = self.actors.get(id) {
            return Ok(actor.clone());
        }
        let person = self.files.person(id)?;
        let link = sign_in::link(self.platform, &Actor::System, &person.email, "/").await?;
        let token = sign_in::redeem(self.platform, &link).await?.token;
        let actor = login::actor(self.platform, &token).await?;
        person::edit(self.platform, &actor, &person.name, &person.language).await?;
        let actor = login::actor(self.platform, &token).await?;
        self.actors.insert(id.to_owned(), actor.clone());
        Ok(actor)
    }

    async fn host(&mut self) -> anyhow::Result<Actor> {
        let lead = self
            .files
            .people
            .iter()
            .find(|person| person.host_role.as_deref() == Some("lead"));
        let id = lead.context("people.toml has a host lead")?.id.clone();
        self.actor(&id).await
    }

    pub(super) fn lead_of(&self, application: &str) -> anyhow::Result<String> {
        let found = self
            .files
            .season
            .applications
            .iter()
            .find(|one| one.id == application);
        Ok(found
            .with_context(|| format!("season.toml has no application {application}"))?
            .lead
            .clone())
    }

    pub(super) fn instant(&self, at: DateTime) -> anyhow::Result<Instant> {
        Ok(at.to_zoned(self.zone.clone())?.timestamp().into())
    }
}

/// A text of the file as somebody would have typed it: a single line break there is only a space.
fn unwrapped(text: &str) -> String {
    let paragraphs = text
        .trim()
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

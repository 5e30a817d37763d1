//! Surveys of a season: opened, answered, sealed, and what their teams wrote down.

use super::answers;
use super::files::{Fielding, Survey};
use super::season::Stage;
use anyhow::Context;
use futures_util::StreamExt;
use platform::climate::{group, intake, seal, survey as surveys};
use platform::plan::entry::{self, Kind, NewEntry, Source};
use platform::{Actor, Instant};

/// Answers that are sent at once.
const AT_ONCE: usize = 64;

impl Stage<'_> {
    pub(super) async fn open(&mut self, one: &Survey) -> anyhow::Result<()> {
        let lead = self.lead_of(&one.application)?;
        let lead = self.actor(&lead).await?;
        let instrument = instrument::built_in_by_id(&one.instrument).context("a built-in instrument")?;
        let audience = instrument
            .audiences
            .iter()
            .find(|known| known.as_str() == one.audience);
        let asking = one
            .levels
            .iter()
            .fold(instrument.clone(), |form, (dimension, levels)| {
                form.asking(dimension, levels)
            });
        let new = surveys::NewSurvey {
            audience: *audience.context("one of the instrument's audiences")?,
            asked: Some(one.cells.iter().map(|cell| cell.asked).sum()),
            ..surveys::NewSurvey::of(&asking, one.title.get("en").map_or("", String::as_str))
        };
        let id = surveys::open(self.platform, &lead, self.teams[&one.application], &new).await?;
        self.surveys.insert(one.id.clone(), id);
        Ok(())
    }

    pub(super) async fn close(&mut self, one: &Survey) -> anyhow::Result<()> {
        self.answer(one).await?;
        let lead = self.lead_of(&one.application)?;
        let lead = self.actor(&lead).await?;
        let id = self.surveys[&one.id];
        seal::seal(self.platform, &lead, id).await?;
        for levels in &one.looks {
            group::ask(self.platform, &lead, id, levels.clone()).await?;
        }
        surveys::share(self.platform, &lead, id, true).await?;
        self.plan(one).await
    }

    pub(super) async fn answer_open_surveys(&mut self, until: Instant) -> anyhow::Result<()> {
        for one in self
            .files
            .season
            .surveys
            .iter()
            .filter(|one| one.state == Fielding::Open)
        {
            if self.instant(one.opens)? <= until {
                self.answer(one).await?;
            }
        }
        Ok(())
    }

    async fn answer(&self, one: &Survey) -> anyhow::Result<()> {
        let survey = surveys::get(self.platform, &Actor::System, self.surveys[&one.id]).await?;
        let forms = answers::drawn(one, &survey.instrument);
        let sent = futures_util::stream::iter(forms).map(|form| {
            let code = survey.code.clone();
            async move { intake::submit(self.platform, &code, &intake::submission_key(), &form).await }
        });
        let mut sent = sent.buffer_unordered(AT_ONCE);
        while let Some(received) = sent.next().await {
            received?;
        }
        Ok(())
    }

    /// What a team wrote down after it had read this survey.
    async fn plan(&mut self, survey: &Survey) -> anyhow::Result<()> {
        let files = self.files;
        for line in files
            .season
            .plan
            .iter()
            .filter(|line| line.from.survey == survey.id)
        {
            let who = line
                .who
                .as_ref()
                .map(|id| files.person(id).map(|person| person.name.clone()))
                .transpose()?;
            let group = line
                .from
                .group
                .as_ref()
                .map(|group| (group.dimension.clone(), group.level.clone()));
            let new = NewEntry {
                kind: Kind::named(line.kind.trim_start_matches("next-")),
                words: line.text.clone(),
                who: who.unwrap_or_default(),
                due: line.due.map(|due| due.to_string()).unwrap_or_default(),
                source: Some(Source {
                    survey: self.surveys[&survey.id],
                    figure: line.from.construct.clone(),
                    group,
                }),
            };
            let by = self.actor(&line.by).await?;
            let team = self.teams[&line.application];
            entry::add(self.platform, &by, team, &new)
                .await
                .with_context(|| format!("the plan's {}", line.kind))?;
        }
        Ok(())
    }
}

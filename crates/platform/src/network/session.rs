//! A session as a row: its plan, and what calendars need to know that it changed.

use super::definition::{SessionPlan, When};
use super::{CollaborativeId, NetworkId, SessionId};
use crate::{ActionError, Instant};
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sea_orm::entity::prelude::*;

/// Whether a session takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
pub enum Standing {
    /// It takes place.
    Confirmed,
    /// It was called off; calendars strike it out.
    Cancelled,
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Which one; part of its name in calendars.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// Of which network.
    pub network_id: NetworkId,
    /// For which collaborative; for everybody when empty.
    pub collaborative_id: Option<CollaborativeId>,
    /// Its name in the definition.
    pub key: String,
    /// Its place in the definition.
    pub position: i32,
    /// The [`SessionPlan`] as JSON.
    pub plan: String,
    /// When it starts; empty when it is to be fixed with each team.
    pub starts_at: Option<Instant>,
    /// Goes up with every change that a calendar shows.
    pub sequence: i32,
    /// Whether it takes place.
    pub standing: Standing,
    /// When it last changed.
    pub updated_at: Instant,
}

/// No relations: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A session with its plan read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which one.
    pub id: SessionId,
    /// Of which network.
    pub network: NetworkId,
    /// For which collaborative; for everybody when empty.
    pub collaborative: Option<CollaborativeId>,
    /// What happens in it.
    pub plan: SessionPlan,
    /// Goes up with every change that a calendar shows.
    pub sequence: u32,
    /// Whether it takes place.
    pub standing: Standing,
    /// When it last changed.
    pub updated: Instant,
}

/// Where a session stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It is over.
    Done,
    /// It is going on, or its window is open.
    Now,
    /// It is to come.
    Ahead,
}

impl Session {
    /// Where it stands at an instant, seen from the network's zone.
    pub fn phase(&self, now: Instant, zone: &TimeZone) -> Phase {
        match self.plan.when {
            When::At(starts) if now < starts => Phase::Ahead,
            When::At(starts) => {
                let ends = starts.plus(SignedDuration::from_mins(i64::from(self.plan.minutes)));
                if now < ends { Phase::Now } else { Phase::Done }
            }
            When::Between(days) => {
                let today = now.timestamp().to_zoned(zone.clone()).date();
                if today < days.from {
                    Phase::Ahead
                } else if today <= days.until {
                    Phase::Now
                } else {
                    Phase::Done
                }
            }
        }
    }

    /// Takes out what only those who come may know, unless everybody may come: where it is, and the links to read.
    pub(super) fn keep_to_public(&mut self) {
        if self.plan.public {
            return;
        }
        self.plan.place = None;
        for reading in &mut self.plan.pre_readings {
            reading.link = None;
        }
    }

    /// The day to sort it by: its own, or the first of its window.
    pub fn day(&self, zone: &TimeZone) -> Date {
        match self.plan.when {
            When::At(starts) => starts.timestamp().to_zoned(zone.clone()).date(),
            When::Between(days) => days.from,
        }
    }
}

impl TryFrom<Model> for Session {
    type Error = ActionError;

    fn try_from(row: Model) -> Result<Self, ActionError> {
        let plan = serde_json::from_str(&row.plan)
            .map_err(|_| ActionError::Store("a stored session could not be read".into()))?;
        Ok(Self {
            id: row.id,
            network: row.network_id,
            collaborative: row.collaborative_id,
            plan,
            sequence: row.sequence.unsigned_abs(),
            standing: row.standing,
            updated: row.updated_at,
        })
    }
}

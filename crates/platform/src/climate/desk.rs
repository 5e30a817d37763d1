//! What one running program keeps at hand for surveys: parsed instruments, verified releases, and the intake.

use super::intake::Intake;
use super::{ReleaseId, SurveyId};
use crate::{ActionError, Store};
use disclosure::{Released, Report};
use instrument::Instrument;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// More than a host has surveys in use at a time; beyond, everything is read afresh.
const KEPT_MAX: usize = 256;

/// Things that never change once they are stored, kept to be read once; and the one intake.
#[derive(Default)]
pub(crate) struct Desk {
    instruments: Kept<SurveyId, Instrument>,
    reports: Kept<ReleaseId, Released<Report>>,
    intake: OnceLock<Intake>,
}

impl Desk {
    /// The instrument of a survey, parsed once.
    pub(super) fn instrument(
        &self,
        survey: SurveyId,
        definition: &str,
    ) -> Result<Arc<Instrument>, ActionError> {
        self.instruments.get_or(survey, || {
            serde_json::from_str(definition)
                .map_err(|_| ActionError::Store("a stored instrument could not be read".into()))
        })
    }

    /// The report of a release, verified once.
    pub(super) fn report(
        &self,
        release: ReleaseId,
        open: impl FnOnce() -> Result<Released<Report>, ActionError>,
    ) -> Result<Arc<Released<Report>>, ActionError> {
        self.reports.get_or(release, open)
    }

    /// The intake of answers, started when the first answer comes.
    pub(super) fn intake(&self, store: &Store) -> &Intake {
        self.intake
            .get_or_init(|| Intake::start(store.clone(), super::intake::WAITING_MAX))
    }
}

struct Kept<K, V>(Mutex<HashMap<K, Arc<V>>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: std::hash::Hash + Eq, V> Kept<K, V> {
    fn get_or(&self, key: K, make: impl FnOnce() -> Result<V, ActionError>) -> Result<Arc<V>, ActionError> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = lock().get(&key) {
            return Ok(Arc::clone(kept));
        }
        let fresh = Arc::new(make()?);
        let mut kept = lock();
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&fresh));
        Ok(fresh)
    }
}

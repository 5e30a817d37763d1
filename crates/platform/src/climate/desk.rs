//! What one running program keeps at hand for surveys: parsed instruments, verified releases, and the intake.

use super::intake::Intake;
use super::{ReleaseId, SurveyId};
use crate::{ActionError, Store};
use disclosure::quality::Quality;
use disclosure::{Released, Report};
use instrument::Instrument;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// More than a host has surveys in use at a time; beyond, everything is read afresh.
const KEPT_MAX: usize = 256;

/// What results are made of, verified once.
pub(crate) struct Opened {
    /// The figures.
    pub report: Arc<Released<Report>>,
    /// What the scales are worth.
    pub quality: Arc<Released<Quality>>,
}

/// Things that never change once they are stored, kept to be read once; and the one intake.
#[derive(Default)]
pub(crate) struct Desk {
    instruments: Kept<SurveyId, Instrument>,
    releases: Kept<ReleaseId, Opened>,
    intake: OnceLock<Intake>,
}

impl Desk {
    /// The instrument of a survey, parsed once.
    pub(super) fn instrument(
        &self,
        survey: SurveyId,
        definition: &str,
    ) -> Result<Arc<Instrument>, ActionError> {
        if let Some(kept) = self.instruments.get(&survey) {
            return Ok(kept);
        }
        let read = serde_json::from_str(definition)
            .map_err(|_| ActionError::Store("a stored instrument could not be read".into()))?;
        Ok(self.instruments.keep(survey, read))
    }

    /// What a release shows, if it was verified before.
    pub(super) fn kept_release(&self, release: ReleaseId) -> Option<Arc<Opened>> {
        self.releases.get(&release)
    }

    /// Keeps a verified release.
    pub(super) fn keep_release(&self, release: ReleaseId, opened: Opened) -> Arc<Opened> {
        self.releases.keep(release, opened)
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
    fn get(&self, key: &K) -> Option<Arc<V>> {
        self.lock().get(key).map(Arc::clone)
    }

    fn keep(&self, key: K, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut kept = self.lock();
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&value));
        value
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, Arc<V>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! The release of an analysis: what may be shown of each place, and how the places lie.

use disclosure::{Protection, Released, Report};
use instrument::import::Imported;
use publish::lines::PlaceName;

/// Everything that may be shown.
pub struct Made {
    report: Released<Report>,
}

impl Made {
    /// Decides what may be shown.
    pub fn of(imported: &Imported, protection: Protection) -> anyhow::Result<Self> {
        let report = platform::climate::analyse(&imported.instrument, &imported.coded, protection)?;
        Ok(Self { report })
    }

    /// The report of everyone.
    pub fn whole(&self) -> &Released<Report> {
        &self.report
    }

    /// Every place with its report.
    pub fn places(&self) -> impl Iterator<Item = (PlaceName<'_>, &Released<Report>)> {
        std::iter::once((PlaceName::default(), &self.report))
    }

    /// As bytes that can be verified.
    pub fn to_stored(&self) -> Vec<u8> {
        self.report.to_stored()
    }
}

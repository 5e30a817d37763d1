//! Part of a release: what stands in it may be shown without the rest.

use crate::{Group, Released, Report, Row};

impl Released<Report> {
    /// The same release with everyone and the levels of one dimension only, for a page that shows one at a time.
    ///
    /// Every row and comparison is one that was released, unchanged (a corrected probability still counts all
    /// comparisons), so whoever sees the part learns nothing that the whole does not tell. It is for showing, not for
    /// storing: the audit of [`crate::reopen`] looks for the whole.
    #[must_use]
    pub fn by(&self, dimension: &str) -> Self {
        let kept = |group: &Group| match group {
            Group::Everyone => true,
            Group::Level { dimension: of, .. } => of == dimension,
            Group::Pair { .. } => false,
        };
        let mut report = Report::clone(self);
        report.dimensions.retain(|known| known.id == dimension);
        report.pairs.clear();
        report.groups.retain(|row| kept(&row.group));
        for table in &mut report.items {
            table.rows.retain(|row: &Row<_>| kept(&row.group));
            table.differences.retain(|difference| kept(&difference.group));
        }
        for table in &mut report.scales {
            table.rows.retain(|row: &Row<_>| kept(&row.group));
            table.differences.retain(|difference| kept(&difference.group));
        }
        Self::seal(report)
    }
}

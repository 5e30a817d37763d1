//! The mark of a demonstration in its folder: the day that it believes it is and, while it is being served, how far its
//! clock is from the machine's, so that commands beside it believe the same.

use jiff::civil::{Date, time};
use platform::{Clock, Instant};
use std::path::Path;

/// The file.
const MARK: &str = "demonstration";
/// The zone in which the demonstration's day is meant.
pub const ZONE: &str = "America/Los_Angeles";

/// What a demonstration's folder says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The day that it was filled for.
    pub today: Date,
    /// By how many microseconds its clock is before or behind the machine's; nothing while it is not served.
    pub shift: Option<i64>,
}

impl Mark {
    /// The mark of a folder, or nothing when it holds no demonstration.
    pub fn read(folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join(MARK)).ok()?;
        let mut lines = text.lines();
        Some(Self {
            today: lines.next()?.trim().parse().ok()?,
            shift: lines.next().and_then(|line| line.trim().parse().ok()),
        })
    }

    /// Writes it down.
    pub fn write(self, folder: &Path) -> std::io::Result<()> {
        let shift = self.shift.map(|shift| format!("{shift}\n")).unwrap_or_default();
        std::fs::write(folder.join(MARK), format!("{}\n{shift}", self.today))
    }

    /// Nine in the morning of its day.
    pub fn morning(self) -> anyhow::Result<Instant> {
        let zone = jiff::tz::TimeZone::get(ZONE)?;
        let morning = self.today.to_datetime(time(9, 0, 0, 0)).to_zoned(zone)?;
        Ok(morning.timestamp().into())
    }

    /// The clock of whoever works on the folder: that of the demonstration which is being served, else the morning's.
    pub fn clock(self) -> anyhow::Result<Clock> {
        Ok(match self.shift {
            Some(shift) => Clock::Shifted(shift),
            None => Clock::starting_at(self.morning()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_written_is_read_with_and_without_a_clock() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Mark::read(folder.path()), None);
        for shift in [None, Some(-5)] {
            let today = jiff::civil::date(2025, 10, 30);
            let mark = Mark { today, shift };
            mark.write(folder.path()).unwrap();
            assert_eq!(Mark::read(folder.path()), Some(mark));
        }
    }
}

//! What is asked of a sample.

use super::strata::{check_finite, check_rows};
use crate::Error;

/// A number per row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Variable<'a> {
    /// 1 for every row.
    One,
    /// Values; finite, also in rows outside the domain.
    Real(&'a [f64]),
    /// 1 where true, otherwise 0.
    Holds(&'a [bool]),
    /// 1 where the level is the given one, otherwise 0.
    Level(&'a [u32], u32),
}

impl Variable<'_> {
    /// Its value in a row.
    pub(super) fn at(&self, row: usize) -> f64 {
        match self {
            Self::One => 1.0,
            Self::Real(values) => values[row],
            Self::Holds(holds) => f64::from(u8::from(holds[row])),
            Self::Level(levels, wanted) => f64::from(u8::from(levels[row] == *wanted)),
        }
    }

    pub(super) fn check(&self, rows: usize) -> Result<(), Error> {
        match self {
            Self::One => Ok(()),
            Self::Real(values) => {
                check_rows("variable", values.len(), rows)?;
                check_finite("variable", values)
            }
            Self::Holds(holds) => check_rows("variable", holds.len(), rows),
            Self::Level(levels, _) => check_rows("variable", levels.len(), rows),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind<'a> {
    Total(Variable<'a>),
    Ratio(Variable<'a>, Variable<'a>),
}

/// A total, or a ratio of two totals (a mean and a share are ratios to the number of people), of all rows or of a
/// domain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimand<'a> {
    kind: Kind<'a>,
    domain: Option<&'a [bool]>,
}

impl<'a> Estimand<'a> {
    /// Σ w y.
    pub const fn total(of: Variable<'a>) -> Self {
        Self {
            kind: Kind::Total(of),
            domain: None,
        }
    }

    /// Σ w y / Σ w. With [`Variable::Holds`] or [`Variable::Level`], a share.
    pub const fn mean(of: Variable<'a>) -> Self {
        Self::ratio(of, Variable::One)
    }

    /// Σ w y / Σ w x.
    pub const fn ratio(of: Variable<'a>, to: Variable<'a>) -> Self {
        Self {
            kind: Kind::Ratio(of, to),
            domain: None,
        }
    }

    /// The same of the rows where `domain` is true: a group, or those who answered.
    #[must_use]
    pub const fn within(mut self, domain: &'a [bool]) -> Self {
        self.domain = Some(domain);
        self
    }

    /// Whether a row belongs to what is asked.
    pub(super) fn holds(&self, row: usize) -> bool {
        self.domain.is_none_or(|domain| domain[row])
    }

    pub(super) fn check(&self, rows: usize) -> Result<(), Error> {
        if let Some(domain) = self.domain {
            check_rows("domain", domain.len(), rows)?;
        }
        match self.kind {
            Kind::Total(of) => of.check(rows),
            Kind::Ratio(of, to) => of.check(rows).and_then(|()| to.check(rows)),
        }
    }

    /// The two totals in one row, before weighting: numerator, and denominator or 1.
    pub(super) fn parts(&self, row: usize) -> (f64, f64) {
        if !self.holds(row) {
            return (0.0, 0.0);
        }
        match self.kind {
            Kind::Total(of) => (of.at(row), 0.0),
            Kind::Ratio(of, to) => (of.at(row), to.at(row)),
        }
    }

    /// The value from the two sums over rows; an empty denominator has none.
    pub(super) fn value(&self, numerator: f64, denominator: f64) -> Result<f64, Error> {
        match self.kind {
            Kind::Total(_) => finite(numerator),
            Kind::Ratio(..) if denominator == 0.0 => Err(Error::Empty),
            Kind::Ratio(..) => finite(numerator / denominator),
        }
    }

    /// The value under other weights.
    pub(super) fn value_under(&self, weights: &[f64]) -> Result<f64, Error> {
        let (numerator, denominator) = self.sums(weights);
        self.value(numerator, denominator)
    }

    /// Weighted sums of numerator and denominator.
    pub(super) fn sums(&self, weights: &[f64]) -> (f64, f64) {
        let mut sums = (0.0, 0.0);
        for (row, &weight) in weights.iter().enumerate() {
            let (numerator, denominator) = self.parts(row);
            sums.0 += weight * numerator;
            sums.1 += weight * denominator;
        }
        sums
    }

    /// The estimate, and each row's linearised value before weighting: y for a total, (y − R x) / Σ w x for a ratio,
    /// 0 outside the domain.
    pub(super) fn linearised(&self, weights: &[f64]) -> Result<(f64, Vec<f64>), Error> {
        let (numerator, denominator) = self.sums(weights);
        let value = self.value(numerator, denominator)?;
        let column = (0..weights.len()).map(|row| self.parts(row));
        let column = match self.kind {
            Kind::Total(_) => column.map(|(y, _)| y).collect(),
            Kind::Ratio(..) => column.map(|(y, x)| (y - value * x) / denominator).collect(),
        };
        Ok((value, column))
    }
}

/// Refuses an estimate that overflowed.
fn finite(value: f64) -> Result<f64, Error> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Error::Value {
            what: "estimate",
            row: 0,
            value,
        })
    }
}

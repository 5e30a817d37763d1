//! Whether a scale measures the same in several groups: factor models in which more and more is held equal.

use crate::Error;
use crate::reliability::{Equality, FactorFit, GroupMoments, factor_model};

use super::{Probability, chi_squared_p};

/// One level of equality against the level before.
#[derive(Debug, Clone, PartialEq)]
pub struct InvarianceStep {
    /// The model.
    pub fitted: FactorFit,
    /// What the equality costs; nothing for the first level.
    pub change: Option<InvarianceChange>,
}

/// What holding more equal does to the fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InvarianceChange {
    /// Rise of χ².
    pub chi_squared: f64,
    /// Degrees of freedom gained.
    pub degrees: u32,
    /// Probability of at least this rise when the equality holds.
    pub p: Probability,
    /// CFI now less CFI before: below 0 when the fit got worse.
    pub cfi: f64,
    /// RMSEA now less RMSEA before.
    pub rmsea: f64,
    /// SRMR now less SRMR before.
    pub srmr: f64,
}

impl InvarianceChange {
    /// Cheung and Rensvold (2002, Structural Equation Modeling 9:233–255): CFI falls by no more than 0.01.
    pub fn holds_cheung_rensvold(&self) -> bool {
        self.cfi >= -0.01
    }

    /// Chen (2007, Structural Equation Modeling 14:464–504), whose cut-offs are stricter below 301 people: the equality
    /// fails when CFI falls by 0.010 (0.005) or more and either RMSEA rises by 0.015 (0.010) or SRMR by 0.030 (0.025)
    /// for loadings, 0.010 (0.005) for intercepts and residual variances.
    pub fn holds_chen(&self, equality: Equality, people: u32) -> bool {
        let small = people <= 300;
        let cfi = if small { 0.005 } else { 0.010 };
        let rmsea = if small { 0.010 } else { 0.015 };
        let srmr = match (equality <= Equality::Metric, small) {
            (true, false) => 0.030,
            (true, true) => 0.025,
            (false, false) => 0.010,
            (false, true) => 0.005,
        };
        !(self.cfi <= -cfi && (self.rmsea >= rmsea || self.srmr >= srmr))
    }
}

/// The four levels, as far as they could be fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct Invariance {
    /// From configural up.
    pub steps: Vec<InvarianceStep>,
    /// Why the next level could not be fitted, when it could not.
    pub stopped: Option<Error>,
    /// People of all groups together.
    pub people: u32,
}

impl Invariance {
    /// The strongest level up to which every step holds by both rules; nothing when the configural model itself does
    /// not fit (CFI below `cfi_least`; 0.9 is used).
    pub fn holds(&self, cfi_least: f64) -> Option<Equality> {
        let first = self.steps.first()?;
        if first.fitted.fit.cfi < cfi_least {
            return None;
        }
        let holds = |step: &&InvarianceStep| {
            let of = |change: InvarianceChange| {
                change.holds_cheung_rensvold() && change.holds_chen(step.fitted.equality, self.people)
            };
            step.change.is_none_or(of)
        };
        self.steps
            .iter()
            .take_while(holds)
            .last()
            .map(|step| step.fitted.equality)
    }
}

/// Fits configural, metric, scalar and strict models; item *i* loads on factor `factor_of[i]`.
///
/// # Errors
/// [`Error::GroupsTooFew`] below 2 groups; those of [`factor_model`] for the configural model.
pub fn invariance(groups: &[GroupMoments], factor_of: &[usize]) -> Result<Invariance, Error> {
    if groups.len() < 2 {
        return Err(Error::GroupsTooFew {
            found: groups.len(),
            least: 2,
        });
    }
    let people = groups.iter().map(GroupMoments::people).sum();
    let mut steps: Vec<InvarianceStep> = Vec::new();
    for equality in Equality::ALL {
        match factor_model(groups, factor_of, equality) {
            Ok(fitted) => {
                let change = steps.last().map(|before| change(&before.fitted, &fitted));
                steps.push(InvarianceStep { fitted, change });
            }
            Err(error) if steps.is_empty() => return Err(error),
            Err(error) => {
                return Ok(Invariance {
                    steps,
                    stopped: Some(error),
                    people,
                });
            }
        }
    }
    Ok(Invariance {
        steps,
        stopped: None,
        people,
    })
}

fn change(before: &FactorFit, now: &FactorFit) -> InvarianceChange {
    let (old, new) = (&before.fit, &now.fit);
    let chi_squared = (new.chi_squared - old.chi_squared).max(0.0);
    let degrees = new.degrees - old.degrees;
    InvarianceChange {
        chi_squared,
        degrees,
        p: chi_squared_p(chi_squared, degrees),
        cfi: new.cfi - old.cfi,
        rmsea: new.rmsea - old.rmsea,
        srmr: new.srmr - old.srmr,
    }
}

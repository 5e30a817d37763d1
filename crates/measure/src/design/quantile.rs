//! Medians and other quantiles.

use super::estimand::{Estimand, Variable};
use super::strata::{Design, check_finite, check_rows};
use super::tail::t_quantile;
use crate::Error;
use crate::proportion::Confidence;

/// A quantile with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantile {
    /// The smallest value that at least the wanted share of people do not exceed.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The quantile at share `p` of `values`, of all rows or of a domain, with the interval of Woodruff (1952, JASA
/// 47:635–646): the values at s ± t × its standard error, with s the share at or below the quantile; cut at the smallest
/// and largest value.
///
/// # Errors
/// [`Error::Probability`] unless p is strictly between 0 and 1, [`Error::Empty`] where nobody is in the domain, otherwise
/// those of [`Design::estimate`] and [`Error::Degrees`].
pub fn quantile(
    design: &Design,
    values: &[f64],
    domain: Option<&[bool]>,
    p: f64,
    confidence: Confidence,
) -> Result<Quantile, Error> {
    if !(p > 0.0 && p < 1.0) {
        return Err(Error::Probability { p });
    }
    check_rows("variable", values.len(), design.rows())?;
    check_finite("variable", values)?;
    if let Some(domain) = domain {
        check_rows("domain", domain.len(), design.rows())?;
    }
    let steps = Steps::new(design, values, domain)?;
    let value = steps.at(p);
    let below: Vec<bool> = values.iter().map(|&found| found <= value).collect();
    let share = Estimand::mean(Variable::Holds(&below));
    let share = domain.map_or(share, |domain| share.within(domain));
    let estimates = design.estimate(&[share])?;
    let reached = estimates.values()[0];
    let half = t_quantile(estimates.degrees(0), confidence)? * estimates.standard_error(0);
    Ok(Quantile {
        value,
        low: steps.at(reached - half),
        high: steps.at(reached + half),
    })
}

/// The weighted distribution function: values in order with the weight up to each.
struct Steps {
    values: Vec<f64>,
    up_to: Vec<f64>,
}

impl Steps {
    fn new(design: &Design, values: &[f64], domain: Option<&[bool]>) -> Result<Self, Error> {
        let weights = design.weights();
        let mut rows: Vec<usize> = (0..values.len())
            .filter(|&row| weights[row] > 0.0 && domain.is_none_or(|domain| domain[row]))
            .collect();
        if rows.is_empty() {
            return Err(Error::Empty);
        }
        rows.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
        let mut sum = 0.0;
        let up_to = rows
            .iter()
            .map(|&row| {
                sum += weights[row];
                sum
            })
            .collect();
        Ok(Self {
            values: rows.iter().map(|&row| values[row]).collect(),
            up_to,
        })
    }

    /// The first value whose weight up to it reaches share `p`, allowing for rounding errors of the sum.
    fn at(&self, p: f64) -> f64 {
        let last = self.up_to.len() - 1;
        let wanted = p * self.up_to[last] * (1.0 - 1e-12);
        let first = self.up_to.partition_point(|&weight| weight < wanted);
        self.values[first.min(last)]
    }
}

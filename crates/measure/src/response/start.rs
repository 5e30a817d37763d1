//! Where the ascent begins: slopes of 1 and the intercepts that fit the shares of the categories.

use super::item::{Curve, Family};

/// Intercepts are wider than the logits of shares, which averaging over θ ~ N(0, 1) has drawn together.
const WIDER: f64 = 1.2;

/// A starting curve from how many people chose each category, all of them above 0.
pub(crate) fn start(family: Family, slope: f64, chosen: &[f64]) -> Curve {
    let people: f64 = chosen.iter().sum();
    let mut below = 0.0;
    let intercepts = chosen.windows(2).map(|pair| {
        below += pair[0];
        match family {
            Family::Graded => WIDER * (below / (people - below)).ln(),
            Family::PartialCredit => (pair[0] / pair[1]).ln(),
        }
    });
    Curve {
        family,
        slope,
        intercepts: intercepts.collect(),
    }
}

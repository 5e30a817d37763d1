//! Which parameters are free, and where each stands in the vector that is being improved.

use std::ops::Range;

use super::item::{Curve, Family};
use super::quadrature::Population;

/// Everything that is estimated or kept.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub curves: Vec<Curve>,
    pub populations: Vec<Population>,
}

/// Where an item's free parameters stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slots {
    pub slope: Option<usize>,
    pub intercepts: Option<usize>,
}

/// The places of all free parameters: slopes, intercepts, then mean and log standard deviation of free groups.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub items: Vec<Slots>,
    pub groups: Vec<Option<usize>>,
    /// Runs of parameters whose complete-data information is zero towards all others.
    pub blocks: Vec<Range<usize>>,
    pub len: usize,
}

/// Which parameters a calibration leaves free.
#[derive(Debug, Clone)]
pub(crate) struct Freedom {
    /// Per item, whether its intercepts are free.
    pub items: Vec<bool>,
    /// Whether free items share one slope.
    pub common_slope: bool,
    /// Whether that common slope is free.
    pub free_common: bool,
    /// Per group, whether its mean and standard deviation are free.
    pub groups: Vec<bool>,
}

impl Layout {
    pub fn new(curves: &[Curve], freedom: &Freedom) -> Self {
        let common = freedom.common_slope && freedom.free_common;
        let (mut len, mut items, mut blocks) = (usize::from(common), Vec::new(), Vec::new());
        for (curve, &free) in curves.iter().zip(&freedom.items) {
            let start = len;
            let mut slots = Slots {
                slope: (free && common).then_some(0),
                intercepts: None,
            };
            if free {
                if !freedom.common_slope {
                    slots.slope = Some(len);
                    len += 1;
                }
                slots.intercepts = Some(len);
                len += curve.intercepts.len();
            }
            if !common && len > start {
                blocks.push(start..len);
            }
            items.push(slots);
        }
        if common {
            blocks.push(0..len);
        }
        let mut groups = Vec::new();
        for &free in &freedom.groups {
            groups.push(free.then_some(len));
            if free {
                blocks.push(len..len + 2);
                len += 2;
            }
        }
        Self {
            items,
            groups,
            blocks,
            len,
        }
    }

    /// The free parameters of `state`.
    pub fn read(&self, state: &State) -> Vec<f64> {
        let mut values = vec![0.0; self.len];
        for (slots, curve) in self.items.iter().zip(&state.curves) {
            if let Some(at) = slots.slope {
                values[at] = curve.slope;
            }
            if let Some(at) = slots.intercepts {
                values[at..at + curve.intercepts.len()].copy_from_slice(&curve.intercepts);
            }
        }
        for (at, population) in self.groups.iter().zip(&state.populations) {
            if let Some(at) = *at {
                values[at] = population.mean;
                values[at + 1] = population.sd.ln();
            }
        }
        values
    }

    /// `state` with its free parameters replaced; `None` where they make no model.
    pub fn write(&self, state: &State, values: &[f64]) -> Option<State> {
        let mut next = state.clone();
        for (slots, curve) in self.items.iter().zip(&mut next.curves) {
            if let Some(at) = slots.slope {
                curve.slope = values[at];
            }
            if let Some(at) = slots.intercepts {
                let count = curve.intercepts.len();
                curve.intercepts.copy_from_slice(&values[at..at + count]);
            }
            let rising = curve.intercepts.windows(2).all(|pair| pair[0] < pair[1]);
            if !rising && curve.family == Family::Graded {
                return None;
            }
        }
        for (at, population) in self.groups.iter().zip(&mut next.populations) {
            if let Some(at) = *at {
                *population = Population {
                    mean: values[at],
                    sd: values[at + 1].exp(),
                };
                if population.check().is_err() {
                    return None;
                }
            }
        }
        values.iter().all(|value| value.is_finite()).then_some(next)
    }
}

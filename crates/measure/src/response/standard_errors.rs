//! How exact the estimates are: standard errors from the observed information.

use nalgebra::DMatrix;

use super::ascent::Ascent;
use super::calibration::{Calibration, Fit};
use super::item::Item;
use super::parameters::{Layout, State};
use super::patterns::Patterns;
use crate::response::Error;

/// Standard errors of one item's parameters; `None` and empty where they were kept (anchored).
#[derive(Debug, Clone, PartialEq)]
pub struct ItemErrors {
    /// Of the slope.
    pub slope: Option<f64>,
    /// Of the thresholds.
    pub thresholds: Vec<f64>,
}

/// Standard errors of a calibration, from the observed information.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardErrors {
    /// Per item.
    pub items: Vec<ItemErrors>,
    /// Per group, of its mean and of its standard deviation; `None` where they were kept.
    pub populations: Vec<Option<(f64, f64)>>,
}

impl Calibration {
    /// Standard errors of `fit`, which was made from `patterns`: the observed information −∂²ℓ by central differences of the exact
    /// gradient (Fisher's identity), inverted; thresholds by the delta method. Takes two passes per parameter.
    ///
    /// # Errors
    /// [`Error::Information`] when the information is not positive definite, so that no errors can be given;
    /// [`Error::Column`] when `fit` has not as many items as the patterns.
    pub fn standard_errors(&self, patterns: &Patterns, fit: &Fit) -> Result<StandardErrors, Error> {
        let anchor = |(item, kept): (&Item, &bool)| kept.then(|| item.clone());
        let anchors: Vec<Option<Item>> = fit.items.iter().zip(&fit.anchored).map(anchor).collect();
        self.begin(patterns, &anchors)?;
        let state = State {
            curves: fit.items.iter().map(|item| item.curve().clone()).collect(),
            populations: fit.populations.clone(),
        };
        let ascent = self.ascent(patterns, &state, &self.freedom(patterns, &anchors));
        let covariance = covariance(&ascent, &state)?;
        Ok(errors(&ascent.layout, &state, &covariance))
    }
}

/// The inverse of the observed information.
fn covariance(ascent: &Ascent<'_>, state: &State) -> Result<DMatrix<f64>, Error> {
    let size = ascent.layout.len;
    let values = ascent.layout.read(state);
    let mut information = DMatrix::<f64>::zeros(size, size);
    for column in 0..size {
        let mut width = 1e-4;
        let (low, high) = loop {
            let moved = |by: f64| {
                let mut moved = values.clone();
                moved[column] += by;
                ascent.layout.write(state, &moved)
            };
            if let (Some(low), Some(high)) = (moved(-width), moved(width)) {
                break (ascent.look(low), ascent.look(high));
            }
            width *= 0.1;
            if width < 1e-9 {
                return Err(Error::Information { parameters: size });
            }
        };
        for row in 0..size {
            information[(row, column)] = (low.gradient[row] - high.gradient[row]) / (2.0 * width);
        }
    }
    let symmetric = (&information + information.transpose()) * 0.5;
    let factor = symmetric
        .cholesky()
        .ok_or(Error::Information { parameters: size })?;
    Ok(factor.inverse())
}

fn errors(layout: &Layout, state: &State, covariance: &DMatrix<f64>) -> StandardErrors {
    let items = layout.items.iter().zip(&state.curves).map(|(slots, curve)| {
        let variance = slots.slope.map_or(0.0, |at| covariance[(at, at)]);
        let threshold = |(h, d): (usize, &f64)| {
            let at = slots.intercepts? + h;
            let both = slots.slope.map_or(0.0, |slope| covariance[(slope, at)]);
            let b = d / curve.slope;
            let sum = covariance[(at, at)] - 2.0 * b * both + b * b * variance;
            Some(sum.max(0.0).sqrt() / curve.slope.abs())
        };
        ItemErrors {
            slope: slots.slope.map(|_| variance.sqrt()),
            thresholds: curve
                .intercepts
                .iter()
                .enumerate()
                .filter_map(threshold)
                .collect(),
        }
    });
    let populations = layout
        .groups
        .iter()
        .zip(&state.populations)
        .map(|(at, population)| {
            at.map(|at| {
                let (mean, log_sd) = (covariance[(at, at)], covariance[(at + 1, at + 1)]);
                (mean.sqrt(), population.sd * log_sd.sqrt())
            })
        });
    StandardErrors {
        items: items.collect(),
        populations: populations.collect(),
    }
}

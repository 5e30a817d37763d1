//! Restricted maximum likelihood of the variances between and within schools.
//!
//! With θ = τ²/σ², wⱼ = nⱼ/(1 + nⱼθ), γ(θ) = Σwⱼȳⱼ/Σwⱼ and Q(θ) = SSW + Σwⱼ(ȳⱼ − γ)², σ² profiles out as Q/(N − 1) and
//! −2 log L = (N − 1) log Q + Σ log(1 + nⱼθ) + log Σwⱼ + constant (Patterson and Thompson 1971, Biometrika 58:545–554;
//! Searle, Casella and McCulloch 1992, section 3.8). Its derivative in θ is
//! −(N − 1) Σwⱼ²(ȳⱼ − γ)²/Q + Σwⱼ − Σwⱼ²/Σwⱼ. The least of a wide grid is refined by Brent's root search on it.

use super::{School, Schools};
use crate::Error;

/// Variances between and within schools by restricted maximum likelihood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Components {
    /// τ²: variance of schools' true means; 0 when schools differ no more than chance would have it.
    pub between: f64,
    /// σ²: variance of people within a school.
    pub within: f64,
    /// γ: the mean of schools, each weighted by its precision.
    pub mean: f64,
    /// Standard error of `mean`.
    pub mean_error: f64,
    /// −2 log of the restricted likelihood.
    pub deviance: f64,
}

impl Schools {
    /// Fits the random-intercept model.
    ///
    /// # Errors
    /// [`Error::NotPositive`] when nobody differs from their school.
    pub fn components(&self) -> Result<Components, Error> {
        // Refuses schools without variance within, so that Q is above 0.
        self.variances()?;
        let ratio = self.ratio();
        let at = self.profile(ratio);
        let sigma = at.squares / self.degrees();
        Ok(Components {
            between: ratio * sigma,
            within: sigma,
            mean: at.mean,
            mean_error: (sigma / at.weight).sqrt(),
            deviance: at.criterion + self.degrees() * ((std::f64::consts::TAU / self.degrees()).ln() + 1.0),
        })
    }

    fn degrees(&self) -> f64 {
        f64::from(self.people - 1)
    }

    /// θ at the least −2 log L.
    fn ratio(&self) -> f64 {
        // From far below what can be told from 0 to schools that differ a million times more than people.
        let grid: Vec<f64> = std::iter::once(0.0)
            .chain((-48..=24).map(|quarter| 10_f64.powf(f64::from(quarter) / 4.0)))
            .collect();
        let values: Vec<f64> = grid.iter().map(|&ratio| self.profile(ratio).criterion).collect();
        let best = (0..grid.len())
            .min_by(|&a, &b| values[a].total_cmp(&values[b]))
            .unwrap_or(0);
        let (low, high) = (grid[best.saturating_sub(1)], grid[(best + 1).min(grid.len() - 1)]);
        let slope = |ratio: f64| self.profile(ratio).slope;
        let (at_low, at_high) = (slope(low), slope(high));
        if at_low >= 0.0 {
            return low;
        }
        if at_high <= 0.0 {
            return high;
        }
        root(slope, (low, at_low), (high, at_high))
    }

    fn profile(&self, ratio: f64) -> Profile {
        let weight_of = |school: &School| {
            let n = f64::from(school.people);
            n / (1.0 + n * ratio)
        };
        let (mut weight, mut sum, mut weight_squares, mut log) = (0.0, 0.0, 0.0, 0.0);
        for school in &self.schools {
            let own = weight_of(school);
            weight += own;
            sum += own * school.mean;
            weight_squares += own * own;
            log += (f64::from(school.people) * ratio).ln_1p();
        }
        let mean = sum / weight;
        let (mut squares, mut fall) = (0.0, 0.0);
        for school in &self.schools {
            let (own, distance) = (weight_of(school), (school.mean - mean).powi(2));
            squares += school.squares + own * distance;
            fall += own * own * distance;
        }
        Profile {
            mean,
            weight,
            squares,
            criterion: self.degrees() * squares.ln() + log + weight.ln(),
            slope: -self.degrees() * fall / squares + weight - weight_squares / weight,
        }
    }
}

/// Everything at one θ.
struct Profile {
    mean: f64,
    weight: f64,
    squares: f64,
    criterion: f64,
    slope: f64,
}

/// A root of `f` between two points of opposite sign: Brent (1973, Algorithms for Minimization without Derivatives,
/// chapter 4) in the bracketing variant of Chandrupatla (1997, Advances in Engineering Software 28:145–149).
#[expect(clippy::many_single_char_names, reason = "the names of the published method")]
fn root(f: impl Fn(f64) -> f64, low: (f64, f64), high: (f64, f64)) -> f64 {
    let (mut a, mut fa) = high;
    let (mut b, mut fb) = low;
    let mut share = 0.5;
    for _ in 0..200 {
        let x = a + share * (b - a);
        let fx = f(x);
        let (c, fc) = if (fx > 0.0) == (fa > 0.0) {
            (a, fa)
        } else {
            let before = (b, fb);
            (b, fb) = (a, fa);
            before
        };
        (a, fa) = (x, fx);
        let best = if fa.abs() < fb.abs() { a } else { b };
        let tolerance = 1e-15 * best.abs();
        if fa == 0.0 || (b - a).abs() <= 2.0 * tolerance {
            return best;
        }
        let (xi, phi) = ((a - b) / (c - b), (fa - fb) / (fc - fb));
        let inside = phi * phi < xi && (1.0 - phi).powi(2) < 1.0 - xi;
        share = if inside {
            fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
        } else {
            0.5
        };
        let least = tolerance / (b - a).abs();
        share = share.clamp(least, 1.0 - least);
    }
    a
}

impl Components {
    /// τ² / (τ² + σ²): the share of the variance that lies between schools.
    pub fn icc(&self) -> f64 {
        self.between / (self.between + self.within)
    }

    /// λ = τ² / (τ² + σ²/n): how dependable the mean of `people` answers is as a measure of the school, 0 to 1
    /// (Raudenbush and Bryk 2002, Hierarchical Linear Models, equation 3.42).
    ///
    /// # Errors
    /// [`Error::PeopleTooFew`] for nobody.
    pub fn reliability(&self, people: u32) -> Result<f64, Error> {
        if people == 0 {
            let (what, at, found) = ("a school", 0, 0);
            return Err(Error::PeopleTooFew {
                what,
                at,
                found,
                least: 1,
            });
        }
        Ok(self.between / (self.between + self.within / f64::from(people)))
    }

    /// The least number of answers with which a school's mean reaches the reliability `target`:
    /// the least *n* with n τ² (1 − target) ≥ target σ². Nothing when schools do not differ, or more than `u32` holds.
    ///
    /// # Errors
    /// [`Error::Probability`] unless the target lies between 0 and 1.
    pub fn answers_needed(&self, target: f64) -> Result<Option<u32>, Error> {
        if !(target > 0.0 && target < 1.0) {
            return Err(Error::Probability { p: target });
        }
        let exact = self.within / self.between * target / (1.0 - target);
        // A whole number missed by a rounding error is that number.
        let needed = (exact * (1.0 - 1e-12)).ceil().max(1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole and within u32, as the condition says"
        )]
        let found = (needed <= f64::from(u32::MAX)).then_some(needed as u32);
        Ok(found)
    }
}

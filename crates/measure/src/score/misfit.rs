//! Whether answers are as the model expects, per person and per item.
//!
//! With expectation E, variance V and fourth central moment C of an answer x at θ (Wright and Masters 1982, Rating Scale Analysis, ch. 5):
//! * outfit = Σ (x − E)²/V / n, with variance q² = (Σ C/V² − n) / n²;
//! * infit = Σ (x − E)² / Σ V, with variance q² = Σ (C − V²) / (Σ V)²;
//! * standardised by cube root (Wilson and Hilferty 1931): t = (∛mean square − 1)·3/q + q/3.
//!
//! Both are near 1 when answers fit; above 1 they are noisier than expected, below 1 more predictable. θ is taken as known, so that values
//! from estimated θ are a little below 1.

use crate::response::Error;
use crate::response::{Item, Patterns, Point};

/// A mean square and its standardised form, about standard normal when answers fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanSquare {
    /// The mean square, expected to be 1.
    pub mean_square: f64,
    /// Its Wilson–Hilferty form.
    pub standardised: f64,
}

/// How one person's answers fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonFit {
    /// Mean of squared standardised residuals: outlying answers count most.
    pub outfit: MeanSquare,
    /// Weighted by information: answers near the person's θ count most.
    pub infit: MeanSquare,
    /// `l_z`: log-likelihood less its expectation, in standard deviations (Drasgow, Levine and Williams 1985, British Journal of Mathematical
    /// and Statistical Psychology 38:67–86). Far below 0 where answers contradict each other.
    pub l_z: f64,
}

/// How the answers to one item fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemFit {
    /// People who answered it.
    pub people: f64,
    /// Mean of squared standardised residuals.
    pub outfit: MeanSquare,
    /// Weighted by information.
    pub infit: MeanSquare,
}

/// Sums over answers from which both mean squares follow.
#[derive(Debug, Default, Clone, Copy)]
struct Residuals {
    answers: f64,
    squared: f64,
    standardised: f64,
    variance: f64,
    kurtosis: f64,
    spread: f64,
}

impl Residuals {
    fn add(&mut self, point: &Point, answer: u8, count: f64) {
        let (mut expected, mut k) = (0.0, 0.0);
        for p in &point.p {
            expected += k * p;
            k += 1.0;
        }
        let (mut variance, mut fourth, mut k) = (0.0, 0.0, 0.0);
        for p in &point.p {
            let square = (k - expected) * (k - expected);
            variance += p * square;
            fourth += p * square * square;
            k += 1.0;
        }
        // An answer that is certain to rounding tells nothing about fit.
        if variance < 1e-12 {
            return;
        }
        let square = (f64::from(answer) - expected).powi(2);
        self.answers += count;
        self.squared += count * square;
        self.standardised += count * square / variance;
        self.variance += count * variance;
        self.kurtosis += count * fourth / (variance * variance);
        self.spread += count * (fourth - variance * variance);
    }

    /// Outfit and infit; `None` without answers.
    fn both(&self) -> Option<(MeanSquare, MeanSquare)> {
        if self.answers <= 0.0 {
            return None;
        }
        let outfit = self.standardised / self.answers;
        let outfit_variance = (self.kurtosis - self.answers) / (self.answers * self.answers);
        let infit = self.squared / self.variance;
        let infit_variance = self.spread / (self.variance * self.variance);
        Some((
            standardised(outfit, outfit_variance),
            standardised(infit, infit_variance),
        ))
    }
}

/// A variance of 0 (two categories, both as likely) says that the mean square cannot but be 1: its standardised form is 0.
fn standardised(mean_square: f64, variance: f64) -> MeanSquare {
    let q = variance.max(0.0).sqrt();
    let standardised = if q > 1e-9 {
        (mean_square.cbrt() - 1.0) * 3.0 / q + q / 3.0
    } else {
        0.0
    };
    MeanSquare {
        mean_square,
        standardised,
    }
}

/// How one person's answers fit, at their θ. `None` where nothing was answered that could misfit.
///
/// # Errors
/// [`Error::Column`] unless there is one answer per item, [`Error::Answer`] for one that is no category, [`Error::Theta`] unless
/// θ is finite.
pub fn person_fit(items: &[Item], answers: &[Option<u8>], theta: f64) -> Result<Option<PersonFit>, Error> {
    check(items, answers, 0)?;
    finite(theta)?;
    let mut residuals = Residuals::default();
    let (mut log, mut expected, mut variance) = (0.0, 0.0, 0.0);
    let mut point = Point::new(2);
    for (item, answer) in items.iter().zip(answers) {
        let Some(answer) = *answer else { continue };
        point.at(item.curve(), theta);
        residuals.add(&point, answer, 1.0);
        let (mut mean, mut square) = (0.0, 0.0);
        for p in &point.p {
            let ln = p.max(f64::MIN_POSITIVE).ln();
            mean += p * ln;
            square += p * ln * ln;
        }
        log += point.p[usize::from(answer)].max(f64::MIN_POSITIVE).ln();
        expected += mean;
        variance += square - mean * mean;
    }
    let l_z = if variance > 1e-12 {
        (log - expected) / variance.sqrt()
    } else {
        0.0
    };
    Ok(residuals
        .both()
        .map(|(outfit, infit)| PersonFit { outfit, infit, l_z }))
}

/// How the answers to each item fit, at each pattern's θ, over all who gave it. `None` per item without answers. Patterns whose θ is `None`
/// (nothing answered) are left out.
///
/// # Errors
/// Those of [`person_fit`]; [`Error::Column`] unless there is one θ per pattern and one item per column.
pub fn item_fit(
    items: &[Item],
    patterns: &Patterns,
    thetas: &[Option<f64>],
) -> Result<Vec<Option<ItemFit>>, Error> {
    if thetas.len() != patterns.len() {
        return Err(Error::Column {
            column: "estimates",
            found: thetas.len(),
            people: patterns.len(),
        });
    }
    let mut residuals = vec![Residuals::default(); items.len()];
    let mut point = Point::new(2);
    for (pattern, theta) in thetas.iter().enumerate() {
        let Some(theta) = *theta else { continue };
        let answers = patterns.answers(pattern);
        check(items, &answers, pattern)?;
        finite(theta)?;
        let count = patterns.counts()[pattern];
        for ((item, answer), residuals) in items.iter().zip(&answers).zip(&mut residuals) {
            if let Some(answer) = *answer {
                point.at(item.curve(), theta);
                residuals.add(&point, answer, count);
            }
        }
    }
    let fit = |sums: &Residuals| {
        sums.both().map(|(outfit, infit)| ItemFit {
            people: sums.answers,
            outfit,
            infit,
        })
    };
    Ok(residuals.iter().map(fit).collect())
}

/// Whether there is one answer per item, each a category of its item.
pub(super) fn check(items: &[Item], answers: &[Option<u8>], person: usize) -> Result<(), Error> {
    if items.len() != answers.len() {
        return Err(Error::Column {
            column: "answers",
            found: answers.len(),
            people: items.len(),
        });
    }
    for (item, (of, answer)) in items.iter().zip(answers).enumerate() {
        if let Some(answer) = answer.filter(|answer| usize::from(*answer) >= of.categories()) {
            return Err(Error::Answer {
                item,
                person,
                answer,
                categories: u8::try_from(of.categories()).unwrap_or(u8::MAX),
            });
        }
    }
    Ok(())
}

fn finite(theta: f64) -> Result<(), Error> {
    if theta.is_finite() {
        Ok(())
    } else {
        Err(Error::Theta { theta })
    }
}

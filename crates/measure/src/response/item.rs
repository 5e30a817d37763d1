//! One item with its parameters: how likely each category is at θ, and how that changes.
//!
//! With intercepts d = a·b, and categories k from 0:
//! * partial credit (Masters 1982; Muraki 1992): `P(k) ∝ exp(k·aθ − Σ_{h≤k} d_h)`;
//! * graded response (Samejima 1969): `P(X ≥ k) = F_k = 1 / (1 + exp(d_k − aθ))`, `P(k) = F_k − F_(k+1)`.
//!
//! That difference is computed as `F_k (1 − F_(k+1)) (1 − exp(d_k − d_(k+1)))`, which loses no digits in the tails.

use crate::response::Error;

/// The most categories an item can have; answers are stored with the codes below 250.
pub(crate) const CATEGORIES_MAX: usize = 250;

/// How the categories of an item follow from θ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Neighbouring categories are compared: Rasch, 2PL, partial credit and its generalisation.
    PartialCredit,
    /// "This category or higher" is compared with "lower": graded response.
    Graded,
}

/// An item with known parameters. Always usable: the slope is finite and not 0, the thresholds are finite, and in a graded
/// item they rise (fall, where the slope is negative).
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    thresholds: Vec<f64>,
    curve: Curve,
}

/// An item in the form in which it is estimated: slope and intercepts. No condition but that its numbers are finite.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Curve {
    pub family: Family,
    pub slope: f64,
    /// d = a·b, one per threshold.
    pub intercepts: Vec<f64>,
}

impl Item {
    /// An item from its slope *a* (per unit of θ) and thresholds b₁ … b₍ₖ₋₁₎ on the scale of θ.
    ///
    /// # Errors
    /// [`Error::Parameters`] when one of the conditions above does not hold or there are not 1 to 249 thresholds.
    pub fn new(family: Family, slope: f64, thresholds: Vec<f64>) -> Result<Self, Error> {
        let finite = slope.is_finite() && slope.abs() > 1e-12 && thresholds.iter().all(|b| b.is_finite());
        let counted = (1..CATEGORIES_MAX).contains(&thresholds.len());
        let ordered = family == Family::PartialCredit
            || thresholds
                .windows(2)
                .all(|pair| slope * (pair[1] - pair[0]) > 0.0);
        if finite && counted && ordered {
            let intercepts = thresholds.iter().map(|b| slope * b).collect();
            let curve = Curve {
                family,
                slope,
                intercepts,
            };
            Ok(Self { thresholds, curve })
        } else {
            Err(Error::Parameters { slope, thresholds })
        }
    }

    /// How its categories follow from θ.
    pub fn family(&self) -> Family {
        self.curve.family
    }

    /// Its slope (discrimination) *a*, per unit of θ.
    pub fn slope(&self) -> f64 {
        self.curve.slope
    }

    /// Its thresholds (step difficulties) *b*, on the scale of θ; one fewer than categories.
    pub fn thresholds(&self) -> &[f64] {
        &self.thresholds
    }

    /// How many categories it has.
    pub fn categories(&self) -> usize {
        self.thresholds.len() + 1
    }

    /// The probability of each category at θ; they add up to 1. θ must be finite.
    pub fn probabilities(&self, theta: f64) -> Vec<f64> {
        let mut point = Point::new(self.categories());
        point.at(&self.curve, theta);
        point.p
    }

    /// The probability of answering in `category` or higher at θ.
    pub fn at_least(&self, category: usize, theta: f64) -> f64 {
        let p = self.probabilities(theta);
        let (below, above) = p.split_at(category.min(p.len()));
        // The smaller side is summed, so that neither end loses digits.
        let (low, high): (f64, f64) = (below.iter().sum(), above.iter().sum());
        if low < high { 1.0 - low } else { high }
    }

    /// Its slope and intercepts.
    pub(crate) fn curve(&self) -> &Curve {
        &self.curve
    }
}

/// What an item does at one θ: probabilities of its categories, and first and second derivative of their logarithms by aθ.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    /// P(k).
    pub p: Vec<f64>,
    /// ∂ log P(k) / ∂(aθ).
    pub first: Vec<f64>,
    /// ∂² log P(k) / ∂(aθ)².
    pub second: Vec<f64>,
}

impl Point {
    pub(crate) fn new(categories: usize) -> Self {
        Self {
            p: vec![0.0; categories],
            first: vec![0.0; categories],
            second: vec![0.0; categories],
        }
    }

    /// Fills in the values of `curve` at `theta`.
    pub(crate) fn at(&mut self, curve: &Curve, theta: f64) {
        let categories = curve.intercepts.len() + 1;
        self.p.resize(categories, 0.0);
        self.first.resize(categories, 0.0);
        self.second.resize(categories, 0.0);
        match curve.family {
            Family::PartialCredit => self.partial_credit(curve, theta),
            Family::Graded => self.graded(curve, theta),
        }
    }

    fn partial_credit(&mut self, curve: &Curve, theta: f64) {
        let (mut log, mut highest) = (0.0, 0.0_f64);
        self.p[0] = 0.0;
        for (k, d) in curve.intercepts.iter().enumerate() {
            log += curve.slope * theta - d;
            self.p[k + 1] = log;
            highest = highest.max(log);
        }
        softmax(&mut self.p, highest);
        let (mut mean, mut k) = (0.0, 0.0);
        for p in &self.p {
            mean += k * p;
            k += 1.0;
        }
        let (mut variance, mut k) = (0.0, 0.0);
        for (p, first) in self.p.iter().zip(&mut self.first) {
            *first = k - mean;
            variance += p * *first * *first;
            k += 1.0;
        }
        self.second.fill(-variance);
    }

    fn graded(&mut self, curve: &Curve, theta: f64) {
        let last = curve.intercepts.len();
        let (mut at, mut not_at) = (1.0, 0.0);
        for k in 0..=last {
            let (mut next, mut not_next, mut apart) = (0.0, 1.0, 1.0);
            if k < last {
                (next, not_next) = logistic(curve.slope * theta - curve.intercepts[k]);
                if k > 0 {
                    apart = -(curve.intercepts[k - 1] - curve.intercepts[k]).exp_m1();
                }
            }
            self.p[k] = at * not_next * apart;
            self.first[k] = not_at - next;
            self.second[k] = -(at * not_at + next * not_next);
            (at, not_at) = (next, not_next);
        }
    }
}

/// exp(x − highest), divided by its sum.
pub(crate) fn softmax(values: &mut [f64], highest: f64) {
    let mut sum = 0.0;
    for value in values.iter_mut() {
        *value = (*value - highest).exp();
        sum += *value;
    }
    for value in values {
        *value /= sum;
    }
}

/// 1 / (1 + exp(−z)) and its complement, each with all its digits.
pub(crate) fn logistic(z: f64) -> (f64, f64) {
    let e = (-z.abs()).exp();
    let (large, small) = (1.0 / (1.0 + e), e / (1.0 + e));
    if z >= 0.0 { (large, small) } else { (small, large) }
}

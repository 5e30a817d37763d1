//! The perturbation table: for each true count, how likely each noise is.
//!
//! Among all distributions on the noises that the rules leave, with mean zero and the given variance, the one of maximum
//! entropy is `p(d) ∝ exp(a·d + b·d²)`. Its two numbers minimize a convex function, the logarithm of the sum minus the
//! moments asked for; Newton's method with halved steps finds them (Boyd and Vandenberghe 2004, section 9.5).

use serde::Serialize;

/// The largest deviation a table can have.
const LARGEST: u32 = 1000;

/// What noise a table is to make.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Noise {
    /// The largest deviation from the true count, 1 to 1,000.
    pub largest: u32,
    /// The variance of the deviation, in people squared.
    pub variance: f64,
    /// The least count shown but 0; 1 when small counts are not kept back.
    pub threshold: u32,
}

/// Why noise cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Unfit {
    /// The largest deviation is 0 or too large.
    #[error("the largest deviation {largest} is outside 1 to {LARGEST}")]
    Largest {
        /// The one asked for.
        largest: u32,
    },
    /// The threshold is 0, or too high for what may be deviated.
    #[error("the threshold {threshold} is outside 1 to {most}")]
    Threshold {
        /// The one asked for.
        threshold: u32,
        /// The highest for this largest deviation.
        most: u32,
    },
    /// No unbiased noise has this variance for every count: with threshold *k* the counts below it need at least
    /// *n*(*k* − *n*), and a count of 1 can have less than the largest deviation.
    #[error("the variance {variance} is not above {above} and below {below}")]
    Variance {
        /// The one asked for.
        variance: f64,
        /// It must be above this.
        above: f64,
        /// And below this.
        below: f64,
    },
    /// The numbers could not be found to the accuracy wanted: the variance is too near to one of its limits.
    #[error("no distribution was found for a count of {count}; move the variance away from its limits")]
    Unsolved {
        /// The true count.
        count: u32,
    },
}

impl Noise {
    /// Standard deviation of the noise, in people.
    pub fn standard_deviation(&self) -> f64 {
        self.variance.sqrt()
    }

    fn check(&self) -> Result<(), Unfit> {
        let Self {
            largest,
            variance,
            threshold,
        } = *self;
        if !(1..=LARGEST).contains(&largest) {
            return Err(Unfit::Largest { largest });
        }
        let most = largest;
        if !(1..=most).contains(&threshold) {
            return Err(Unfit::Threshold { threshold, most });
        }
        let half = threshold / 2;
        let (above, below) = (f64::from(half * (threshold - half)), f64::from(largest));
        if !(variance > above && variance < below) {
            return Err(Unfit::Variance {
                variance,
                above,
                below,
            });
        }
        Ok(())
    }

    /// The noises that a true count may get, in order.
    fn allowed(&self, count: u32) -> Vec<i32> {
        let largest = self.largest.cast_signed();
        let shown = |noise: &i32| {
            let shown = i64::from(count) + i64::from(*noise);
            shown == 0 || shown >= i64::from(self.threshold)
        };
        (-largest..=largest).filter(shown).collect()
    }
}

/// How likely each noise is for one true count.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    noises: Vec<i32>,
    /// Up to which key each noise is taken, exclusive; the last is 2³².
    until: Vec<u64>,
}

impl Row {
    fn noise(&self, key: u32) -> i32 {
        let at = self.until.partition_point(|&until| until <= u64::from(key));
        self.noises[at.min(self.noises.len() - 1)]
    }
}

/// The noise for each true count and each key.
///
/// Probabilities are rounded to multiples of 2⁻³², which moves mean and variance by less than 2·10⁻³ at most (the
/// largest deviation 1,000) and by 10⁻⁸ for usual ones.
#[derive(Debug, Clone, PartialEq)]
pub struct PerturbationTable {
    noise: Noise,
    /// Rows of the true counts 1, 2, …; the last is that of all larger ones.
    rows: Vec<Row>,
}

impl PerturbationTable {
    /// The table of maximum entropy for this noise.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn new(noise: Noise) -> Result<Self, Unfit> {
        noise.check()?;
        let free = noise.largest + noise.threshold;
        let rows = (1..=free).map(|count| {
            let noises = noise.allowed(count);
            let likely = likely(&noises, noise.variance).ok_or(Unfit::Unsolved { count })?;
            Ok(Row {
                until: until(&likely),
                noises,
            })
        });
        Ok(Self {
            noise,
            rows: rows.collect::<Result<_, _>>()?,
        })
    }

    /// What noise it makes.
    pub const fn noise(&self) -> Noise {
        self.noise
    }

    /// The count to show for a true count of people with a key.
    pub fn perturbed(&self, people: u32, key: u32) -> u32 {
        let Some(at) = (people as usize).checked_sub(1) else {
            return 0;
        };
        let noise = self.rows[at.min(self.rows.len() - 1)].noise(key);
        people.saturating_add_signed(noise)
    }

    /// The noises of a true count with their probabilities, exactly as keys give them.
    pub fn distribution(&self, people: u32) -> Vec<(i32, f64)> {
        let Some(at) = (people as usize).checked_sub(1) else {
            return vec![(0, 1.0)];
        };
        let row = &self.rows[at.min(self.rows.len() - 1)];
        let mut from = 0;
        let parts = row.noises.iter().zip(&row.until).map(|(&noise, &until)| {
            let share = u32::try_from(until - from).map_or(1.0, f64::from) / KEYS;
            from = until;
            (noise, share)
        });
        parts.collect()
    }
}

/// How many keys there are.
const KEYS: f64 = 4_294_967_296.0;

/// Where the keys of each noise end.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 2³², rounded"
)]
fn until(likely: &[f64]) -> Vec<u64> {
    let mut sum = 0.0_f64;
    let mut until: Vec<u64> = likely
        .iter()
        .map(|share| {
            sum += share;
            (sum.min(1.0) * KEYS).round() as u64
        })
        .collect();
    if let Some(last) = until.last_mut() {
        *last = 1 << 32;
    }
    until
}

/// Probabilities of maximum entropy with mean 0 and this variance; `None` when they cannot be found.
fn likely(noises: &[i32], variance: f64) -> Option<Vec<f64>> {
    const STEPS: usize = 500;
    const ACCURACY: f64 = 1e-12;
    let largest = noises
        .iter()
        .map(|noise| noise.unsigned_abs())
        .max()
        .map(f64::from)?;
    // In units of the largest deviation, so that both directions are of one size.
    let points: Vec<f64> = noises.iter().map(|&noise| f64::from(noise) / largest).collect();
    let wanted = [0.0, variance / (largest * largest)];
    let mut at = [0.0, 0.0];
    let mut here = Dual::at(at, &points, wanted);
    for _ in 0..STEPS {
        if here.gradient.iter().all(|part| part.abs() < ACCURACY * wanted[1]) {
            return Some(here.likely);
        }
        let step = here.step()?;
        let slope = step[0] * here.gradient[0] + step[1] * here.gradient[1];
        let mut length = 1.0;
        let next = loop {
            let there = [at[0] + length * step[0], at[1] + length * step[1]];
            let next = Dual::at(there, &points, wanted);
            // The rounding of a flat function must not stop the last steps.
            if next.value <= here.value + 1e-4 * length * slope + 1e-14 {
                at = there;
                break next;
            }
            length /= 2.0;
            if length < 1e-12 {
                return None;
            }
        };
        here = next;
    }
    None
}

/// The convex function at a point, with its derivatives.
struct Dual {
    likely: Vec<f64>,
    value: f64,
    gradient: [f64; 2],
    /// Second derivatives: of the first, of both, of the second.
    curvature: [f64; 3],
}

impl Dual {
    fn at(at: [f64; 2], points: &[f64], wanted: [f64; 2]) -> Self {
        let exponents: Vec<f64> = points
            .iter()
            .map(|point| at[0] * point + at[1] * point * point)
            .collect();
        let top = exponents.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut likely: Vec<f64> = exponents.iter().map(|exponent| (exponent - top).exp()).collect();
        let sum: f64 = likely.iter().sum();
        for share in &mut likely {
            *share /= sum;
        }
        let moment = |power: i32| -> f64 {
            let terms = points
                .iter()
                .zip(&likely)
                .map(|(point, share)| point.powi(power) * share);
            terms.sum()
        };
        let [one, two, three, four] = [1, 2, 3, 4].map(moment);
        Self {
            value: top + sum.ln() - at[0] * wanted[0] - at[1] * wanted[1],
            gradient: [one - wanted[0], two - wanted[1]],
            curvature: [two - one * one, three - one * two, four - two * two],
            likely,
        }
    }

    /// Newton's step.
    fn step(&self) -> Option<[f64; 2]> {
        let [first, both, second] = self.curvature;
        let determinant = first * second - both * both;
        let [one, two] = self.gradient;
        let step = [
            -(second * one - both * two) / determinant,
            -(first * two - both * one) / determinant,
        ];
        step.iter().all(|part| part.is_finite()).then_some(step)
    }
}

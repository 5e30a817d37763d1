//! The discrete Gaussian, exactly: Canonne, Kamath and Steinke (2020), algorithms 1 to 3, with whole numbers of 128 bits
//! only, so that no rounding can be seen in what is released (Mironov 2012 shows what rounding gives away).
//!
//! With σ = *s*/64 and *t* = ⌊σ⌋ + 1, a discrete Laplace number *y* of scale *t* is kept with probability
//! exp(−(|*y*| − σ²/*t*)² / 2σ²), which is exp of −(4096·*t*·|*y*| − *s*²)² / (8192·*t*²·*s*²).

use super::{Refused, Rho};

/// Steps per person of noise.
const STEPS: u64 = 64;

/// The scale of a discrete Gaussian, in steps of 1/64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scale(u64);

impl Scale {
    /// The largest scale that there can be, in people.
    pub const LARGEST: u64 = 1 << 20;

    /// A scale of so many 64ths of a person, at least 1, at most [`Scale::LARGEST`] people.
    pub fn from_64ths(steps: u64) -> Option<Self> {
        (1..=Self::LARGEST * STEPS)
            .contains(&steps)
            .then_some(Self(steps))
    }

    /// The least that keeps ρ when a person is in so many tables: the least *s* with tables / (2(*s*/64)²) ≤ ρ.
    pub(super) fn least(tables: u32, rho: Rho) -> Result<Self, Refused> {
        if rho.millionths() == 0 {
            return Err(Refused::Nothing);
        }
        let square = u128::from(tables) * u128::from(STEPS * STEPS) * 1_000_000;
        let square = square.div_ceil(2 * u128::from(rho.millionths()));
        let root = square.isqrt();
        let steps = if root * root < square { root + 1 } else { root };
        let steps = u64::try_from(steps).map_err(|_| Refused::Scale)?;
        Self::from_64ths(steps.max(1)).ok_or(Refused::Scale)
    }

    /// The next larger one.
    pub(super) fn next(self) -> Option<Self> {
        Self::from_64ths(self.0 + 1)
    }

    /// σ, in people. Exact: a scale has 26 bits.
    #[expect(clippy::cast_precision_loss, reason = "26 bits at most")]
    pub fn sigma(self) -> f64 {
        self.0 as f64 / STEPS as f64
    }

    /// Half the width of the interval with 95 % of the noise, rounded up to a whole person. The discrete Gaussian
    /// has no more variance than the normal one of this scale, whose quantile this is.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most 2.1 million"
    )]
    pub fn plus_minus(self) -> u32 {
        (1.96 * self.sigma()).ceil() as u32
    }
}

/// A number of the discrete Gaussian of this scale, centered at 0. `bytes` fills what it is given with uniform bytes.
pub fn gaussian(scale: Scale, bytes: &mut dyn FnMut(&mut [u8])) -> i64 {
    let steps = u128::from(scale.0);
    let width = steps / u128::from(STEPS) + 1;
    let square = steps * steps;
    loop {
        let (is_negative, size) = laplace(width, bytes);
        // Beyond this the numbers below would not fit. Such a size has a chance of e^-1000 here, and hardly any to be kept.
        if size > 1000 * width {
            continue;
        }
        let off = (4096 * width * size).abs_diff(square);
        if happens(Fraction(off * off, 8192 * width * width * square), bytes) {
            // At most 2³¹.
            let size = i64::try_from(size).unwrap_or(i64::MAX);
            return if is_negative { -size } else { size };
        }
    }
}

/// Sign and size of a number of the discrete Laplace distribution of whole scale: probability ∝ exp(−size / scale).
fn laplace(scale: u128, bytes: &mut dyn FnMut(&mut [u8])) -> (bool, u128) {
    loop {
        let part = below(scale, bytes);
        if !happens(Fraction(part, scale), bytes) {
            continue;
        }
        let mut whole = 0;
        while happens(Fraction(1, 1), bytes) {
            whole += 1;
        }
        let size = part + scale * whole;
        let is_negative = below(2, bytes) == 1;
        if size > 0 || !is_negative {
            return (is_negative, size);
        }
    }
}

/// A fraction, not negative.
#[derive(Clone, Copy)]
struct Fraction(u128, u128);

/// True with probability exp(−fraction), exactly.
fn happens(Fraction(mut over, under): Fraction, bytes: &mut dyn FnMut(&mut [u8])) -> bool {
    while over > under {
        if !happens_to_one(Fraction(1, 1), bytes) {
            return false;
        }
        over -= under;
    }
    happens_to_one(Fraction(over, under), bytes)
}

/// The same for a fraction of at most 1: of trials with probability fraction/1, fraction/2, …, the first that fails is
/// an odd one.
fn happens_to_one(Fraction(over, under): Fraction, bytes: &mut dyn FnMut(&mut [u8])) -> bool {
    let mut trial = 1_u128;
    while below(under.saturating_mul(trial), bytes) < over {
        trial += 1;
    }
    trial % 2 == 1
}

/// A whole number below a limit of at least 1, every one equally likely: bits, drawn again when they are too high.
fn below(limit: u128, bytes: &mut dyn FnMut(&mut [u8])) -> u128 {
    let bits = u128::BITS - (limit - 1).leading_zeros();
    if bits == 0 {
        return 0;
    }
    loop {
        let mut drawn = [0; 16];
        let count = bits.div_ceil(8) as usize;
        bytes(&mut drawn[..count]);
        let found = u128::from_le_bytes(drawn) & (u128::MAX >> (u128::BITS - bits));
        if found < limit {
            return found;
        }
    }
}

//! The normal distribution of two correlated variables.
//!
//! P(X ≤ h, Y ≤ k) = Φ(h)Φ(k) + 1/2π ∫₀^{asin ρ} exp(−(h² + k² − 2hk sin t) / 2cos² t) dt (Drezner and Wesolowsky 1990,
//! Journal of Statistical Computation and Simulation 35:101–107, after Plackett 1954). The integral is taken by
//! Gauss–Legendre over panels that halve towards |t| = π/2, where the integrand changes on ever smaller scales, with the
//! exponent written so that nothing cancels there.

use std::f64::consts::{FRAC_PI_2, TAU};

use statrs::distribution::{ContinuousCDF, Normal};

use crate::two_sided_p;

/// Positive nodes and weights of the 20-point rule on −1 to 1.
const NODES: [(f64, f64); 10] = [
    (0.076_526_521_133_497_33, 0.152_753_387_130_725_85),
    (0.227_785_851_141_645_08, 0.149_172_986_472_603_74),
    (0.373_706_088_715_419_56, 0.142_096_109_318_382_05),
    (0.510_867_001_950_827_1, 0.131_688_638_449_176_63),
    (0.636_053_680_726_515, 0.118_194_531_961_518_41),
    (0.746_331_906_460_150_8, 0.101_930_119_817_240_44),
    (0.839_116_971_822_218_8, 0.083_276_741_576_704_75),
    (0.912_234_428_251_326, 0.062_672_048_334_109_06),
    (0.963_971_927_277_913_8, 0.040_601_429_800_386_94),
    (0.993_128_599_185_094_9, 0.017_614_007_139_152_118),
];

/// P(Z ≤ x) for a standard normal Z.
pub fn normal_probability(x: f64) -> f64 {
    let tail = two_sided_p(x) / 2.0;
    if x <= 0.0 { tail } else { 1.0 - tail }
}

/// The x with P(Z ≤ x) = p; infinite at 0 and 1. `p` must lie in 0 to 1.
pub(super) fn normal_quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    let start = Normal::standard().inverse_cdf(p);
    let density = (-start * start / 2.0).exp() / TAU.sqrt();
    start - (normal_probability(start) - p) / density
}

/// P(X ≤ h, Y ≤ k) for standard normal X and Y with correlation `rho`, to 1e-13 absolute; `h` and `k` may be infinite.
/// A correlation outside −1 to 1 is taken as the nearer of the two; a NaN stays one.
pub fn bivariate_normal(h: f64, k: f64, rho: f64) -> f64 {
    if h.is_nan() || k.is_nan() || rho.is_nan() {
        return f64::NAN;
    }
    let (below_h, below_k) = (normal_probability(h), normal_probability(k));
    if h.is_infinite() || k.is_infinite() {
        return below_h * below_k;
    }
    if rho >= 1.0 {
        return below_h.min(below_k);
    }
    if rho <= -1.0 {
        return (below_h + below_k - 1.0).max(0.0);
    }
    let sum = below_h * below_k + integral(h, k, rho) / TAU;
    sum.clamp(0.0, below_h.min(below_k))
}

/// ∫₀^{asin ρ} of the integrand, by panels of δ = π/2 − |t|.
fn integral(h: f64, k: f64, rho: f64) -> f64 {
    let sign = if rho < 0.0 { -1.0 } else { 1.0 };
    // For t < 0 the integrand is that of (h, −k) at −t.
    let (distance, product) = ((h - sign * k).powi(2) / 2.0, sign * h * k);
    let end = 2.0 * ((1.0 - rho.abs()) / 2.0).sqrt().asin();
    let (mut high, mut sum) = (FRAC_PI_2, 0.0);
    while high > end {
        let low = if high / 2.0 > end * 1.25 { high / 2.0 } else { end };
        let (middle, half) = (f64::midpoint(low, high), (high - low) / 2.0);
        for (node, weight) in NODES {
            for at in [middle - half * node, middle + half * node] {
                let (sine, cosine) = at.sin_cos();
                sum += weight * half * (-distance / (sine * sine) - product / (1.0 + cosine)).exp();
            }
        }
        high = low;
    }
    sign * sum
}

/// The density of the two at a point, |rho| below 1.
pub(super) fn bivariate_density(h: f64, k: f64, rho: f64) -> f64 {
    if h.is_infinite() || k.is_infinite() {
        return 0.0;
    }
    let rest = 1.0 - rho * rho;
    (-(h * h + k * k - 2.0 * rho * h * k) / (2.0 * rest)).exp() / (TAU * rest.sqrt())
}

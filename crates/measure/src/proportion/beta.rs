//! The regularised incomplete beta function and its inverse, precise for parameters from 10⁻³ to 10⁹.
//!
//! The lower tail Iₓ(a, b) is the continued fraction of Di Donato and Morris (1992, ACM Transactions on Mathematical Software
//! 18:360–373, equation 9) times xᵃ(1−x)ᵇ / B(a, b). That factor is computed as a binomial probability by saddle point
//! (Loader 2000, "Fast and accurate computation of binomial probabilities"), which loses no digits when a and b are large,
//! as differences of log-gammas do.

use std::f64::consts::PI;

/// A probability, and on which side of the wanted point it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Tail {
    /// Below.
    Lower(f64),
    /// Above.
    Upper(f64),
}

/// The error of Stirling's formula, ln Γ(n + 1) − (n + ½) ln n + n − ½ ln 2π: a series from 15 on, below it the steps
/// δ(n) = δ(n + 1) + (n + ½) ln(1 + 1/n) − 1 that lead there. Absolute error below 1e-15.
fn stirling_error(n: f64) -> f64 {
    let (mut large, mut steps) = (n, 0.0);
    while large < 15.0 {
        steps += (large + 0.5) * large.recip().ln_1p() - 1.0;
        large += 1.0;
    }
    let square = large * large;
    let series = 1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square;
    steps + (1.0 / 12.0 - series / square) / large
}

/// x ln(x/m) + m − x without cancellation where x and m are close.
fn deviance(x: f64, m: f64) -> f64 {
    let apart = x - m;
    if apart.abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x;
    }
    let v = apart / (x + m);
    let mut sum = apart * v;
    let mut term = 2.0 * x * v;
    for j in 1..1000_u32 {
        term *= v * v;
        let next = sum + term / f64::from(2 * j + 1);
        if next.to_bits() == sum.to_bits() {
            break;
        }
        sum = next;
    }
    sum
}

/// The binomial probability of `x` among `n`, for real numbers 0 ≤ x ≤ n and a chance above 0 and below 1, given with
/// its complement.
pub(crate) fn binomial_probability(x: f64, n: f64, chance: f64, complement: f64) -> f64 {
    if x <= 0.0 {
        return (n * (-chance).ln_1p()).exp();
    }
    if x >= n {
        return (n * (-complement).ln_1p()).exp();
    }
    let y = n - x;
    let exponent = stirling_error(n)
        - stirling_error(x)
        - stirling_error(y)
        - deviance(x, n * chance)
        - deviance(y, n * complement);
    (n / (2.0 * PI * x * y)).sqrt() * exponent.exp()
}

/// A point within 0 to 1 with its complement, both precise: 1 − x forgets the digits of a small complement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Point {
    x: f64,
    complement: f64,
}

impl Point {
    /// The share of `part` in `part + other`, neither negative nor both 0.
    pub(crate) fn share(part: f64, other: f64) -> Self {
        Self {
            x: part / (part + other),
            complement: other / (part + other),
        }
    }

    fn at(x: f64) -> Self {
        Self {
            x,
            complement: 1.0 - x,
        }
    }

    fn turned(self) -> Self {
        Self {
            x: self.complement,
            complement: self.x,
        }
    }
}

/// xᵃ(1−x)ᵇ / B(a, b).
fn power_term(a: f64, b: f64, at: Point) -> f64 {
    binomial_probability(a, a + b, at.x, at.complement) * (a / (a + b)) * b
}

/// The continued fraction of Di Donato and Morris by the method of Lentz as modified by Thompson and Barnett (1986).
fn fraction(a: f64, b: f64, at: Point) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let Point { x, complement } = at;
    // a − (a + b) x, from whichever of the two is small.
    let lead = if x <= complement {
        a - (a + b) * x
    } else {
        (a + b) * complement - b
    };
    let mut above = away(a * (lead + 1.0) / (a + 1.0));
    let mut below = 0.0;
    let mut value = above;
    for n in 1..1_000_000_u32 {
        let n = f64::from(n);
        let odd = a + 2.0 * n - 1.0;
        let numerator = (a + n - 1.0) / odd * ((a + b + n - 1.0) / odd) * n * (b - n) * x * x;
        let denominator =
            n + n * (b - n) * x / odd + (a + n) * (lead + 1.0 + n * (1.0 + complement)) / (a + 2.0 * n + 1.0);
        below = 1.0 / away(denominator + numerator * below);
        above = away(denominator + numerator / above);
        let step = above * below;
        value *= step;
        if (step - 1.0).abs() < 3e-16 {
            break;
        }
    }
    1.0 / value
}

/// The probabilities of a Beta(a, b) below and above a point, for a, b > 0.
pub(crate) fn beta_tails(a: f64, b: f64, at: Point) -> (f64, f64) {
    if at.x <= 0.0 {
        return (0.0, 1.0);
    }
    if at.complement <= 0.0 {
        return (1.0, 0.0);
    }
    let term = power_term(a, b, at);
    if at.x < (a + 1.0) / (a + b + 2.0) {
        let lower = (term * fraction(a, b, at)).min(1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (term * fraction(b, a, at.turned())).min(1.0);
        (1.0 - upper, upper)
    }
}

/// The point of a Beta(a, b) with the given probability on one side, to about 1e-14 relative: Newton steps kept inside
/// a bracket that shrinks with each.
pub(crate) fn beta_quantile(a: f64, b: f64, tail: Tail) -> f64 {
    // How far x lies to the right of the wanted point, as a probability; it grows with x.
    let excess = |x: f64| {
        let (lower, upper) = beta_tails(a, b, Point::at(x));
        match tail {
            Tail::Lower(p) => lower - p,
            Tail::Upper(q) => q - upper,
        }
    };
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut x = a / (a + b);
    for _ in 0..500 {
        let over = excess(x);
        if over > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = power_term(a, b, Point::at(x)) / (x * (1.0 - x));
        let mut next = x - over / density;
        if !(next > low && next < high) {
            next = halfway(low, high);
        }
        if (next - x).abs() <= 1e-16 * x || next <= low || next >= high {
            return next;
        }
        x = next;
    }
    x
}

/// The middle of a bracket; of its orders of magnitude while its ends are of different ones.
fn halfway(low: f64, high: f64) -> f64 {
    if high <= 2.0 * low {
        f64::midpoint(low, high)
    } else if low > 0.0 {
        (low * high).sqrt()
    } else {
        high / 8.0
    }
}

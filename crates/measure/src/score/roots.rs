//! Zeros of a function between two points of opposite sign.

/// A zero between `low` and `high`, given the values there, of opposite sign: the Illinois variant of false position (Dowell and
/// Jarratt 1971, BIT 11:168–174), with a bisection whenever the bracket has not halved in three steps. At most 200 evaluations.
pub(super) fn between(low: (f64, f64), high: (f64, f64), mut value: impl FnMut(f64) -> f64) -> f64 {
    let ((mut a, mut at_a), (mut b, mut at_b)) = (low, high);
    let mut goal = (b - a).abs() / 2.0;
    for step in 0..200 {
        if at_a == 0.0 {
            return a;
        }
        if at_b == 0.0 || (b - a).abs() <= 1e-14 * (1.0 + a.abs().max(b.abs())) {
            return b;
        }
        let mut c = b - at_b * (b - a) / (at_b - at_a);
        if step % 3 == 2 {
            if (b - a).abs() > goal {
                c = f64::midpoint(a, b);
            }
            goal = (b - a).abs() / 2.0;
        }
        if !(c > a.min(b) && c < a.max(b)) {
            c = f64::midpoint(a, b);
        }
        let at_c = value(c);
        if (at_c > 0.0) == (at_b > 0.0) {
            at_a *= 0.5;
        } else {
            (a, at_a) = (b, at_b);
        }
        // The newest point is always b.
        let moved = (c - b).abs();
        (b, at_b) = (c, at_c);
        if moved <= 1e-12 * (1.0 + c.abs()) {
            return b;
        }
    }
    b
}

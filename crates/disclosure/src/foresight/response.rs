//! How many of a group will answer.

/// The chance that at least `least` of `people` answer, each with the chance `rate`: P(X ≥ k) for X ~ B(N, r). Exact but
/// for rounding (relative error below 1e-9 up to a million people): the shorter tail is summed from its largest term,
/// each term from the one before. A rate outside 0 to 1 counts as the nearer of the two.
pub fn chance(people: u32, least: u32, rate: f64) -> f64 {
    let rate = if rate.is_nan() { 0.0 } else { rate.clamp(0.0, 1.0) };
    if least == 0 {
        return 1.0;
    }
    if least > people || rate <= 0.0 {
        return 0.0;
    }
    if rate >= 1.0 {
        return 1.0;
    }
    let mean = f64::from(people) * rate;
    if f64::from(least) > mean {
        upper_tail(people, least, rate)
    } else {
        // P(X < k) is the upper tail of those who do not answer.
        1.0 - upper_tail(people, people - least + 1, 1.0 - rate)
    }
}

/// P(X ≥ k) for k above the mean, where terms only fall.
fn upper_tail(people: u32, least: u32, rate: f64) -> f64 {
    let odds = rate / (1.0 - rate);
    let mut term = first_term(people, least, rate).exp();
    let mut sum = 0.0;
    for count in least..=people {
        sum += term;
        if term <= sum * 1e-17 {
            break;
        }
        term *= f64::from(people - count) / f64::from(count + 1) * odds;
    }
    sum.min(1.0)
}

/// The logarithm of P(X = k).
fn first_term(people: u32, count: u32, rate: f64) -> f64 {
    let (n, k) = (f64::from(people), f64::from(count));
    log_factorial(people) - log_factorial(count) - log_factorial(people - count)
        + k * rate.ln()
        + (n - k) * (-rate).ln_1p()
}

/// ln n!, by its product below 32 and by Stirling's series above (Abramowitz and Stegun 1964, 6.1.41; the first term left
/// out is below 1e-13 there).
fn log_factorial(n: u32) -> f64 {
    if n < 32 {
        return (2..=n).map(|factor| f64::from(factor).ln()).sum();
    }
    let x = f64::from(n) + 1.0;
    let square = x * x;
    let series =
        (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / (1680.0 * square)) / square) / square) / x;
    (x - 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + series
}

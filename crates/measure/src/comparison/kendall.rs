//! The distribution of rising and falling pairs among orders of values, some of which may be equal.

use super::trend::Trend;
use crate::interval::real;
use crate::{Error, two_sided_p};

/// Up to here the number of orders, 30!, fits 128 bits.
const EXACT_MAX: usize = 30;

/// Tests finite values, three or more.
pub(super) fn test(values: &[f64]) -> Result<Trend, Error> {
    let (mut rising, mut falling) = (0_usize, 0_usize);
    for (at, value) in values.iter().enumerate() {
        for later in &values[at + 1..] {
            rising += usize::from(later > value);
            falling += usize::from(later < value);
        }
    }
    let untied = rising + falling;
    if untied == 0 {
        return Err(Error::Constant { what: "the figure" });
    }
    let pairs = real((values.len() * (values.len() - 1) / 2) as u64);
    let score = real(rising as u64) - real(falling as u64);
    let exact = values.len() <= EXACT_MAX;
    let ties = ties(values);
    let p = if exact {
        exact_p(&ties, rising.min(falling))
    } else {
        approximate_p(&ties, score)
    };
    Ok(Trend {
        statistic: score / (pairs * real(untied as u64)).sqrt(),
        p,
        exact,
    })
}

/// How often each value occurs.
fn ties(values: &[f64]) -> Vec<usize> {
    let mut sorted: Vec<f64> = values.iter().map(|value| value + 0.0).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
        .chunk_by(|a, b| a.to_bits() == b.to_bits())
        .map(<[f64]>::len)
        .collect()
}

/// The share of orders with at most `fewest` falling or at most `fewest` rising pairs.
#[expect(
    clippy::cast_precision_loss,
    reason = "a quotient of exact counts of orders; its last digit may round"
)]
fn exact_p(ties: &[usize], fewest: usize) -> f64 {
    let orders = orders_by_falling_pairs(ties);
    let all: u128 = orders.iter().sum();
    let within = (fewest + 1).min(orders.len());
    let one_side: u128 = orders[..within].iter().sum();
    (2.0 * (one_side as f64 / all as f64)).min(1.0)
}

/// Coefficients of the q-multinomial: entry k counts the orders with k falling pairs. Values are added one by one: the
/// n-th value overall multiplies by 1 + q + … + qⁿ⁻¹, the m-th among its equals divides by 1 + q + … + qᵐ⁻¹.
fn orders_by_falling_pairs(ties: &[usize]) -> Vec<u128> {
    let mut orders = vec![1_u128];
    let mut placed = 0;
    for &equal in ties {
        for nth in 1..=equal {
            placed += 1;
            orders = times(&orders, placed);
            orders = over(&orders, nth);
        }
    }
    orders
}

/// Times 1 + q + … + qⁿ⁻¹, by a window that slides over the coefficients.
fn times(orders: &[u128], n: usize) -> Vec<u128> {
    let mut window = 0_u128;
    (0..orders.len() + n - 1)
        .map(|k| {
            window += orders.get(k).copied().unwrap_or(0);
            if k >= n {
                window -= orders[k - n];
            }
            window
        })
        .collect()
}

/// Divided by 1 + q + … + qᵐ⁻¹, which leaves no remainder.
fn over(orders: &[u128], m: usize) -> Vec<u128> {
    let length = orders.len() + 1 - m;
    let mut quotient: Vec<u128> = Vec::with_capacity(length);
    let mut window = 0_u128;
    for (k, &order) in orders.iter().enumerate().take(length) {
        if k >= m {
            window -= quotient[k - m];
        }
        let next = order - window;
        quotient.push(next);
        window += next;
    }
    quotient
}

/// Normal with continuity correction.
fn approximate_p(ties: &[usize], score: f64) -> f64 {
    let term = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let count = real(ties.iter().sum::<usize>() as u64);
    let equal: f64 = ties.iter().map(|&equal| term(real(equal as u64))).sum();
    let variance = (term(count) - equal) / 18.0;
    two_sided_p((score.abs() - 1.0).max(0.0) / variance.sqrt())
}

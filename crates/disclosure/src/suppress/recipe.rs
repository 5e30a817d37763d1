//! The subtraction behind an exposure: which published numbers to add and subtract so that little is left of what is
//! hidden. It is the dual solution of the attacker's program (Farkas 1902), in whole multiples.

use std::collections::BTreeMap;

use super::part::Part;
use super::problem::Problem;

/// The largest common divisor tried for fractional multipliers.
const DIVISORS: i64 = 60;

/// How a cell is bounded: `divisor` times the cell equals `constant` plus the shown cells times their factors plus the
/// hidden ones times theirs; every hidden one is put at the bound at which it allows most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    /// The cell that is bounded.
    pub id: u32,
    /// Whether it is bounded from above.
    pub above: bool,
    /// What the sum has to be divided by; 1 for plain additions and subtractions.
    pub divisor: i64,
    /// What the relations contribute themselves.
    pub constant: i64,
    /// Shown cells: id, factor, value.
    pub shown: Vec<(u32, i64, i64)>,
    /// Other hidden cells: id, factor, the bound that is taken for it.
    pub hidden: Vec<(u32, i64, i64)>,
}

impl Recipe {
    /// The bound, rounded to the whole numbers that remain possible.
    pub fn bound(&self) -> i128 {
        let all = self.shown.iter().chain(&self.hidden);
        let sum: i128 = i128::from(self.constant)
            + all
                .map(|&(_, factor, value)| i128::from(factor) * i128::from(value))
                .sum::<i128>();
        let divisor = i128::from(self.divisor);
        if self.above {
            sum.div_euclid(divisor)
        } else {
            -(-sum).div_euclid(divisor)
        }
    }

    /// Checks that it follows from the relations alone, by adding up: the multipliers of relations are not needed, any
    /// table that satisfies the relations satisfies the recipe's equation. True for the values given.
    pub fn holds(&self, value: impl Fn(u32) -> Option<i64>) -> bool {
        let terms = self.shown.iter().chain(&self.hidden);
        let mut sum = i128::from(self.constant);
        for &(id, factor, _) in terms {
            let Some(value) = value(id) else { return false };
            sum += i128::from(factor) * i128::from(value);
        }
        value(self.id).is_some_and(|own| sum == i128::from(self.divisor) * i128::from(own))
    }
}

/// The recipe of multipliers, or none when they are no multiples of a simple fraction.
pub(super) fn recipe(
    problem: &Problem,
    part: &Part,
    at: usize,
    above: bool,
    multipliers: &[f64],
) -> Option<Recipe> {
    let whole = whole(multipliers)?;
    let place = part.places[at];
    let own = problem.cells()[place].id;
    // Every relation is Σ terms = right, so own = own + Σ y (terms - right).
    let sign = if above { 1 } else { -1 };
    let mut factor: BTreeMap<u32, i64> = BTreeMap::new();
    let mut constant = 0_i64;
    let equations = problem.equations();
    for (&equation, &by) in part.equations.iter().zip(&whole) {
        let (right, terms) = &equations[equation];
        constant = constant.checked_sub(sign * by.checked_mul(*right)?)?;
        for &(place, coefficient) in terms {
            let entry = factor.entry(problem.cells()[place].id).or_insert(0);
            *entry = entry.checked_add(sign * by.checked_mul(coefficient)?)?;
        }
    }
    // What is left of the cell itself on the right-hand side goes to the left.
    let divisor = -factor.remove(&own).unwrap_or(0);
    if divisor <= 0 {
        return None;
    }
    let mut found = Recipe {
        id: own,
        above,
        divisor,
        constant,
        shown: Vec::new(),
        hidden: Vec::new(),
    };
    let inside: std::collections::BTreeSet<usize> = part.places.iter().copied().collect();
    for (id, factor) in factor.into_iter().filter(|(_, factor)| *factor != 0) {
        let place = problem.place(id)?;
        let cell = &problem.cells()[place];
        if inside.contains(&place) {
            let most = (factor > 0) == above;
            let bound = if most { cell.upper } else { cell.lower };
            found.hidden.push((id, factor, bound));
        } else {
            found.shown.push((id, factor, cell.value));
        }
    }
    Some(found)
}

/// Multipliers as whole numbers, all multiplied by the same.
#[expect(
    clippy::cast_possible_truncation,
    reason = "multipliers beyond a million are refused before they are converted"
)]
fn whole(multipliers: &[f64]) -> Option<Vec<i64>> {
    (1..=DIVISORS).find_map(|divisor| {
        let scaled = multipliers.iter().map(|by| by * super::part::float(divisor));
        let near = |by: f64| (by - by.round()).abs() < 1e-6 && by.abs() < 1e6;
        scaled.map(|by| near(by).then(|| by.round() as i64)).collect()
    })
}

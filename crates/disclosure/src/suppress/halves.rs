//! Cuts from cuts: half the sum of some, rounded up (Chvátal 1973; separated in the manner of Koster, Zymolka &
//! Kutschera 2009).
//!
//! Cells that exclude each other's being shown come in odd cycles: of three cells, of which any two must not both be
//! shown, two must be hidden, though the linear program is content with three halves. Half the sum of the cycle's cuts,
//! rounded up, says so.

use super::cut::Cut;

/// Largest whole right-hand side that a cut is brought to.
const WHOLE: u32 = 12;
/// Cuts farther from being tight are of no use.
const SLACK: f64 = 0.9;
/// The tightest cuts that are looked at, the most fractional cells a sum may leave odd, and the most sums made.
const TIGHTEST: usize = 400;
const ODD: usize = 16;
const SUMS: usize = 10_000;
const CLOSE: f64 = 1e-6;

/// A cut in whole numbers: `Σ by · x ≥ right`.
#[derive(Debug, Clone)]
struct Whole {
    terms: Vec<(usize, i64)>,
    right: i64,
}

/// A sum of cuts, modulo 2: which ones, which fractional cells have odd coefficients, whether the right-hand side is odd.
#[derive(Debug, Clone)]
struct Sum {
    of: Vec<usize>,
    odd: Vec<usize>,
    right: bool,
    slack: f64,
}

/// New cuts that the fractional pattern breaks.
pub(super) fn halves<'a>(cuts: impl Iterator<Item = &'a Cut>, share: &[f64]) -> Vec<Cut> {
    let rows: Vec<Whole> = cuts
        .filter(|cut| cut.reached(share) < 1.0 + SLACK)
        .filter(|cut| cut.terms.iter().any(|&(at, _)| is_fraction(share[at])))
        .map(whole)
        .collect();
    let mut sums: Vec<Sum> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| sum_of(at, row, share))
        .collect();
    sums.retain(|sum| sum.slack < SLACK && sum.odd.len() <= ODD);
    sums.sort_by(|one, other| one.slack.total_cmp(&other.slack).then(one.of.cmp(&other.of)));
    sums.truncate(TIGHTEST);
    let mut cells: Vec<usize> = sums.iter().flat_map(|sum| sum.odd.clone()).collect();
    cells.sort_unstable();
    cells.dedup();
    cells.sort_by(|one, other| share[*other].total_cmp(&share[*one]).then(one.cmp(other)));
    let mut found = Vec::new();
    let mut made = 0;
    for cell in cells {
        if made > SUMS {
            break;
        }
        let (with, mut others): (Vec<Sum>, Vec<Sum>) = sums
            .into_iter()
            .partition(|sum| sum.odd.binary_search(&cell).is_ok());
        let tightest = with.iter().min_by(|one, other| one.slack.total_cmp(&other.slack));
        let Some(pivot) = tightest else {
            sums = others;
            continue;
        };
        made += with.len();
        let both = with
            .iter()
            .filter(|sum| sum.of != pivot.of && sum.slack + pivot.slack < SLACK)
            .map(|sum| Sum {
                of: difference(&sum.of, &pivot.of),
                odd: difference(&sum.odd, &pivot.odd),
                right: sum.right != pivot.right,
                slack: sum.slack + pivot.slack,
            })
            .filter(|sum| sum.odd.len() <= ODD);
        let both: Vec<Sum> = both.collect();
        harvest(&rows, &both, share, &mut found);
        others.extend(both);
        sums = others;
    }
    found
}

fn harvest(rows: &[Whole], sums: &[Sum], share: &[f64], found: &mut Vec<Cut>) {
    for sum in sums.iter().filter(|sum| sum.right && sum.of.len() > 1) {
        let open: f64 = sum.odd.iter().map(|&at| share[at]).sum();
        if sum.slack + open < 0.98
            && let Some(cut) = rounded(rows, &sum.of, share)
            && cut.reached(share) < 1.0 - 0.005
        {
            found.push(cut);
        }
    }
}

fn is_fraction(share: f64) -> bool {
    share > CLOSE && share < 1.0 - CLOSE
}

/// The smallest whole form of a cut; failing that, coefficients rounded up to 1, which is weaker but right.
fn whole(cut: &Cut) -> Whole {
    let near = |by: f64| (by - by.round()).abs() < 1e-7;
    let fits = |right: &u32| cut.terms.iter().all(|&(_, by)| near(by * f64::from(*right)));
    match (1..=WHOLE).find(fits) {
        Some(right) => Whole {
            terms: cut
                .terms
                .iter()
                .map(|&(at, by)| (at, to_whole(by * f64::from(right))))
                .collect(),
            right: i64::from(right),
        },
        None => Whole {
            terms: cut.terms.iter().map(|&(at, _)| (at, 1)).collect(),
            right: 1,
        },
    }
}

#[expect(clippy::cast_possible_truncation, reason = "coefficients are at most 12 here")]
fn to_whole(by: f64) -> i64 {
    by.round() as i64
}

fn sum_of(at: usize, row: &Whole, share: &[f64]) -> Sum {
    let mut slack = -super::part::float(row.right);
    let mut odd = Vec::new();
    let mut right = row.right % 2 != 0;
    for &(cell, by) in &row.terms {
        slack += super::part::float(by) * share[cell];
        if by % 2 != 0 && is_fraction(share[cell]) {
            odd.push(cell);
        }
        // A hidden cell is counted by what is missing to 1, which is nothing.
        right ^= by % 2 != 0 && share[cell] >= 1.0 - CLOSE;
    }
    odd.sort_unstable();
    Sum {
        of: vec![at],
        odd,
        right,
        slack: slack.max(0.0),
    }
}

/// What is in one of two sorted lists only.
fn difference(one: &[usize], other: &[usize]) -> Vec<usize> {
    let (mut at, mut to) = (0, 0);
    let mut left = Vec::with_capacity(one.len() + other.len());
    while at < one.len() && to < other.len() {
        match one[at].cmp(&other[to]) {
            std::cmp::Ordering::Less => {
                left.push(one[at]);
                at += 1;
            }
            std::cmp::Ordering::Greater => {
                left.push(other[to]);
                to += 1;
            }
            std::cmp::Ordering::Equal => {
                at += 1;
                to += 1;
            }
        }
    }
    left.extend_from_slice(&one[at..]);
    left.extend_from_slice(&other[to..]);
    left
}

/// Half the sum of these rows, rounded up. Cells that are hidden enter by `1 - x`, so that rounding favours them.
fn rounded(rows: &[Whole], of: &[usize], share: &[f64]) -> Option<Cut> {
    let mut right: i64 = of.iter().map(|&row| rows[row].right).sum();
    let mut terms: Vec<(usize, i64)> = of.iter().flat_map(|&row| rows[row].terms.clone()).collect();
    terms.sort_unstable_by_key(|term| term.0);
    let mut merged: Vec<(usize, i64)> = Vec::new();
    for (at, by) in terms {
        match merged.last_mut() {
            Some(last) if last.0 == at => last.1 += by,
            _ => merged.push((at, by)),
        }
    }
    let mut given = 0;
    for (at, by) in &mut merged {
        if share[*at] >= 1.0 - CLOSE {
            right -= *by;
            *by /= 2;
            given += *by;
        } else {
            *by = (*by + 1) / 2;
        }
    }
    let right = right.div_euclid(2) + right.rem_euclid(2) + given;
    if right <= 0 {
        return None;
    }
    let level = super::part::float(right);
    let terms = merged
        .into_iter()
        .filter(|(_, by)| *by > 0)
        .map(|(at, by)| (at, (super::part::float(by) / level).min(1.0)))
        .collect();
    Some(Cut { terms })
}

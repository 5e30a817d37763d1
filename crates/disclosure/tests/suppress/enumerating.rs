//! An attacker who knows no optimisation: lists every table of whole numbers that equals what is shown. Written apart from
//! the crate's own attacker, for tiny tables only.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::suppress::{Problem, Status};

/// The least and most that each hidden cell has in any table.
pub fn ranges(problem: &Problem, hidden: &BTreeSet<u32>, known: &BTreeSet<u32>) -> BTreeMap<u32, (i64, i64)> {
    let mut values: BTreeMap<u32, i64> = problem.values();
    let free: Vec<u32> = hidden.difference(known).copied().collect();
    let mut found = BTreeMap::new();
    list(problem, &free, 0, &mut values, &mut found);
    found
}

fn list(
    problem: &Problem,
    free: &[u32],
    at: usize,
    values: &mut BTreeMap<u32, i64>,
    found: &mut BTreeMap<u32, (i64, i64)>,
) {
    let open: BTreeSet<u32> = free[at..].iter().copied().collect();
    for relation in problem.relations() {
        // What the cells not yet chosen can still make up for.
        let (mut low, mut high) = (-relation.right, -relation.right);
        for &(id, by) in &relation.terms {
            let cell = &problem.cells()[problem.place(id).unwrap()];
            let (least, most) = if open.contains(&id) {
                (by * cell.lower, by * cell.upper)
            } else {
                (by * values[&id], by * values[&id])
            };
            low += least.min(most);
            high += least.max(most);
        }
        if low > 0 || high < 0 {
            return;
        }
    }
    let Some(&id) = free.get(at) else {
        for id in free {
            let value = values[id];
            let range = found.entry(*id).or_insert((value, value));
            *range = (range.0.min(value), range.1.max(value));
        }
        return;
    };
    let cell = &problem.cells()[problem.place(id).unwrap()];
    let before = values[&id];
    for value in cell.lower..=cell.upper {
        values.insert(id, value);
        list(problem, free, at + 1, values, found);
    }
    values.insert(id, before);
}

/// The sensitive cells that the tables do not protect.
pub fn exposed(problem: &Problem, hidden: &BTreeSet<u32>, known: &BTreeSet<u32>) -> BTreeSet<u32> {
    let ranges = ranges(problem, hidden, known);
    let sensitive = problem
        .cells()
        .iter()
        .filter(|cell| cell.status == Status::Sensitive);
    sensitive
        .filter(|cell| !known.contains(&cell.id))
        .filter(|cell| {
            ranges.get(&cell.id).is_none_or(|&(low, high)| {
                low > cell.value - cell.levels.lower
                    || high < cell.value + cell.levels.upper
                    || high - low < cell.levels.sliding
            })
        })
        .map(|cell| cell.id)
        .collect()
}

/// The least cost of a safe pattern, by trying all; none when there is none.
pub fn least_cost(problem: &Problem) -> Option<u64> {
    let further: Vec<u32> = problem
        .cells()
        .iter()
        .filter(|cell| cell.status == Status::Suppressible)
        .map(|cell| cell.id)
        .collect();
    let mut patterns: Vec<(u64, BTreeSet<u32>)> = (0_u32..1 << further.len())
        .map(|subset| {
            let mut hidden = problem.sensitive();
            let chosen = further.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1);
            hidden.extend(chosen.map(|(_, id)| *id));
            (problem.cost(&hidden), hidden)
        })
        .collect();
    patterns.sort();
    patterns
        .into_iter()
        .find(|(_, hidden)| exposed(problem, hidden, &BTreeSet::new()).is_empty())
        .map(|(cost, _)| cost)
}

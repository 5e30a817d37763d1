//! The audit of a pattern: which sensitive cells somebody could narrow down too far, and by which subtraction.

use std::collections::BTreeSet;

use super::attack::{Attack, Exposure, Side};
use super::budget::{Budget, Effort};
use super::defense::attack_in_blocks;
use super::part::{Part, parts_of};
use super::problem::{Problem, Status};
use super::recipe::{Recipe, recipe};

/// Somebody who knows more than what is published: a school knows its own rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Knowledge {
    /// Ids of the cells whose values they know.
    pub cells: BTreeSet<u32>,
}

/// A sensitive cell that is not protected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposed {
    /// The cell.
    pub id: u32,
    /// What it cannot do; none when it is shown.
    pub side: Option<Side>,
    /// The subtractions that prove it: one, or two for [`Side::Across`]. Empty when only the wholeness of the numbers
    /// proves it.
    pub recipes: Vec<Recipe>,
}

/// What a pattern leaves possible for a hidden cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The cell.
    pub id: u32,
    /// The least value by linear programming.
    pub low: f64,
    /// The most.
    pub high: f64,
}

/// Every sensitive cell that is not protected when the cells of `hidden` are hidden, in the order of ids. `knowledge`
/// is that of the attacker; cells they know need no protection from them. In a problem of whole numbers a cell counts as
/// protected only when tables of whole numbers prove it, checked in integers.
pub fn audit(problem: &Problem, hidden: &BTreeSet<u32>, knowledge: &Knowledge) -> Vec<Exposed> {
    let mut effort = Effort::new(Budget::unlimited());
    let cells = problem.cells().iter();
    let mut exposed: Vec<Exposed> = cells
        .filter(|cell| cell.status == Status::Sensitive && !knowledge.cells.contains(&cell.id))
        .filter(|cell| !hidden.contains(&cell.id))
        .map(|cell| Exposed {
            id: cell.id,
            side: None,
            recipes: Vec::new(),
        })
        .collect();
    for part in parts_of(problem, &unknown(problem, hidden, knowledge)) {
        // The effort is unlimited, so nothing stops it.
        let found = attack_in_blocks(problem, &part, &mut effort);
        for exposure in found.map(|found| found.1).unwrap_or_default() {
            exposed.push(describe(problem, &part, &exposure));
        }
    }
    exposed.sort_by_key(|found| (found.id, found.side));
    exposed
}

/// The interval of every cell of `which` that is hidden, by linear programming.
pub fn intervals(problem: &Problem, hidden: &BTreeSet<u32>, which: &BTreeSet<u32>) -> Vec<Interval> {
    let mut effort = Effort::new(Budget::unlimited());
    let mut found = Vec::new();
    for part in parts_of(problem, &unknown(problem, hidden, &Knowledge::default())) {
        let mut attack = Attack::new(&part);
        attack.open_pattern(&vec![true; part.places.len()], f64::INFINITY);
        for (at, &place) in part.places.iter().enumerate() {
            let cell = &problem.cells()[place];
            if !which.contains(&cell.id) {
                continue;
            }
            let mut reach = |up| {
                attack
                    .push(at, up, f64::INFINITY, &mut effort)
                    .map_or(0.0, |(reach, _)| reach * part.unit)
            };
            let (up, down) = (reach(true), reach(false));
            let value = super::part::float(cell.value);
            found.push(Interval {
                id: cell.id,
                low: value - down,
                high: value + up,
            });
        }
    }
    found.sort_by_key(|interval| interval.id);
    found
}

/// Hidden cells that the attacker does not know, by place.
fn unknown(problem: &Problem, hidden: &BTreeSet<u32>, knowledge: &Knowledge) -> Vec<bool> {
    let cells = problem.cells().iter();
    cells
        .map(|cell| hidden.contains(&cell.id) && !knowledge.cells.contains(&cell.id))
        .collect()
}

fn describe(problem: &Problem, part: &Part, exposure: &Exposure) -> Exposed {
    let at = part.sensitive[exposure.sensitive].at;
    let sides: &[bool] = match exposure.side {
        Side::Above => &[true],
        Side::Below => &[false],
        Side::Across => &[true, false],
    };
    let recipes = if exposure.linear {
        let both = sides.iter().zip(&exposure.multipliers);
        both.filter_map(|(&up, multipliers)| recipe(problem, part, at, up, multipliers))
            .collect()
    } else {
        Vec::new()
    };
    Exposed {
        id: problem.cells()[part.places[at]].id,
        side: Some(exposure.side),
        recipes,
    }
}

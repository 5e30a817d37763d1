//! A good pattern fast: protect one cell after the other along the cheapest further cells, then show again what turned
//! out not to be needed (in the manner of Kelly, Golden & Assad 1992 and Castro 2012, with a linear program in the place
//! of a shortest path).

use super::attack::{Attack, Side, Stopped};
use super::budget::Effort;
use super::part::Part;
use crate::linear::{Outcome, Program};

const CLOSE: f64 = 1e-6;

/// A table that protects one cell on one side, by the cells it needs beyond those hidden in any case.
struct Route {
    sensitive: usize,
    up: bool,
    needs: Vec<usize>,
}

/// Finds cheapest tables. Column `2 i` is the rise of cell i, column `2 i + 1` its fall.
struct Routes<'a> {
    part: &'a Part,
    program: Program,
    /// The price of reaching a level, above every route's.
    reward: f64,
    /// Cells that are hidden anyway.
    free: &'a [bool],
}

impl<'a> Routes<'a> {
    fn new(part: &'a Part) -> Self {
        let cells = part.places.len();
        let bounds: Vec<(f64, f64)> = (0..cells)
            .flat_map(|at| {
                [
                    (0.0, part.up[at].min(part.widest)),
                    (0.0, part.down[at].min(part.widest)),
                ]
            })
            .collect();
        let mut program = Program::new(&bounds, &vec![0.0; 2 * cells]);
        for row in part.float_rows() {
            let both: Vec<(usize, f64)> = row
                .iter()
                .flat_map(|&(at, by)| [(2 * at, by), (2 * at + 1, -by)])
                .collect();
            program.add_row(&both, 0.0, 0.0);
        }
        Self {
            part,
            program,
            reward: 1.0,
            free: &part.always,
        }
    }

    /// Sets what each cell costs per unit moved.
    fn price(&mut self, price: &[f64]) {
        self.reward = 2.0 * (1.0 + price.iter().sum::<f64>());
        for (at, &price) in price.iter().enumerate() {
            self.program.set_cost(2 * at, price);
            self.program.set_cost(2 * at + 1, price);
        }
    }

    fn set(&mut self, at: usize, price: f64) {
        self.program.set_cost(2 * at, price);
        self.program.set_cost(2 * at + 1, price);
    }

    /// Lets a cell move, or not.
    fn allow(&mut self, at: usize, open: bool) {
        let most = if open { self.part.widest } else { 0.0 };
        self.program.bound(2 * at, 0.0, self.part.up[at].min(most));
        self.program.bound(2 * at + 1, 0.0, self.part.down[at].min(most));
    }

    /// The cells of a cheapest table that brings a cell to its level, or none.
    fn find(&mut self, route: (usize, bool), effort: &mut Effort<'_>) -> Result<Option<Vec<usize>>, Stopped> {
        let cell = self.part.sensitive[route.0];
        let (toward, against, level, room) = if route.1 {
            (2 * cell.at, 2 * cell.at + 1, cell.upper, self.part.up[cell.at])
        } else {
            (2 * cell.at + 1, 2 * cell.at, cell.lower, self.part.down[cell.at])
        };
        if level > room {
            return Ok(None);
        }
        self.program.rest_at_zero();
        self.program.bound(toward, 0.0, level);
        self.program.bound(against, 0.0, 0.0);
        self.program.set_cost(toward, -self.reward);
        let outcome = self.program.primal(effort);
        let reached = self.program.value(toward);
        let needs = (0..self.part.places.len())
            .filter(|&at| {
                let moved = self.program.value(2 * at) - self.program.value(2 * at + 1);
                !self.free[at] && moved.abs() > CLOSE
            })
            .collect();
        self.program.rest_at_zero();
        self.set(cell.at, 0.0);
        self.allow(cell.at, true);
        if outcome == Outcome::Stopped && effort.is_over() {
            return Err(Stopped);
        }
        Ok((outcome == Outcome::Optimal && reached >= level - CLOSE).then_some(needs))
    }
}

/// A pattern in which every cell has its tables, found with `price` for what is hidden beyond `start`; none where the
/// levels across or whole numbers need more than this search gives. What it finds is still to be checked.
pub(crate) fn pattern(
    part: &Part,
    start: &[bool],
    price: &[f64],
    effort: &mut Effort<'_>,
) -> Result<Option<Vec<bool>>, Stopped> {
    let mut hidden = start.to_vec();
    let mut attack = Attack::new(part);
    attack.open_pattern(&hidden, part.widest);
    let mut open: Vec<(usize, bool)> = attack
        .exposed(usize::MAX, effort)?
        .iter()
        .filter(|exposure| exposure.side != Side::Across)
        .map(|exposure| (exposure.sensitive, exposure.side == Side::Above))
        .collect();
    let level = |route: &(usize, bool)| {
        let cell = part.sensitive[route.0];
        if route.1 { cell.upper } else { cell.lower }
    };
    open.sort_by(|one, other| level(other).total_cmp(&level(one)).then(one.cmp(other)));
    let mut routes = Routes::new(part);
    let price: Vec<f64> = price
        .iter()
        .enumerate()
        .map(|(at, price)| if hidden[at] { 0.0 } else { price.max(1e-6) })
        .collect();
    routes.price(&price);
    routes.free = start;
    let mut found: Vec<Route> = Vec::new();
    for (sensitive, up) in open {
        let Some(needs) = routes.find((sensitive, up), effort)? else {
            return Ok(None);
        };
        for &at in &needs {
            if !std::mem::replace(&mut hidden[at], true) {
                routes.set(at, 1e-7);
            }
        }
        found.push(Route { sensitive, up, needs });
    }
    tidy(part, &mut routes, &mut hidden, &mut found, effort)?;
    Ok(Some(hidden))
}

/// Shows again, dearest first, what every table can do without.
fn tidy(
    part: &Part,
    routes: &mut Routes<'_>,
    hidden: &mut [bool],
    found: &mut [Route],
    effort: &mut Effort<'_>,
) -> Result<(), Stopped> {
    for (at, &open) in hidden.iter().enumerate() {
        routes.allow(at, open);
    }
    let mut extra: Vec<usize> = (0..hidden.len())
        .filter(|&at| hidden[at] && !routes.free[at])
        .collect();
    extra.sort_by_key(|&at| (std::cmp::Reverse(part.weight[at]), std::cmp::Reverse(at)));
    for at in extra {
        routes.allow(at, false);
        let mut changed: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut dispensable = true;
        for (index, route) in found.iter().enumerate() {
            if route.needs.contains(&at) {
                match routes.find((route.sensitive, route.up), effort)? {
                    Some(needs) => changed.push((index, needs)),
                    None => {
                        dispensable = false;
                        break;
                    }
                }
            }
        }
        if dispensable {
            hidden[at] = false;
            for (index, needs) in changed {
                found[index].needs = needs;
            }
        } else {
            routes.allow(at, true);
        }
    }
    Ok(())
}

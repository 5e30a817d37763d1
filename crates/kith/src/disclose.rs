//! `kith disclose`: the cheapest set of cells to hide in a table of the cell-suppression field's own format, with its proof.

use crate::output::say;
use anyhow::Context;
use clap::Args;
use disclosure::suppress::{self, Budget};
use disclosure::{Error, jj};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Reads a table in the JJ format, and says which cells to hide so that no small one can be computed.
#[derive(Args)]
pub struct Disclose {
    /// The table: cells with their weights and protection levels, and the relations between them.
    file: PathBuf,
    /// When this time is over, the best pattern found so far is told, audited like any other, with its bound; or that none
    /// was found.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Prints one line of JSON instead of sentences. `secondary_cost` and `bound` are of the hidden cells that are not sensitive.
    #[arg(long)]
    json: bool,
}

/// What was found, in the units of the file.
struct Found {
    hidden: BTreeSet<u32>,
    secondary_cost: f64,
    bound: f64,
    proved: bool,
    exposed: usize,
    seconds: f64,
}

impl Disclose {
    /// Runs it.
    pub fn run(self) -> anyhow::Result<()> {
        let name = self.file.display().to_string();
        let text = std::fs::read_to_string(&self.file).with_context(|| format!("{name} cannot be read"))?;
        let instance = jj::read(&text).with_context(|| format!("{name} is no table in the JJ format"))?;
        let (cells, relations) = (instance.problem.cells().len(), instance.problem.relations().len());
        let found = solve(&instance, self.seconds).with_context(|| name.clone())?;
        if self.json {
            say!(
                "{}",
                json!({
                    "cells": cells,
                    "relations": relations,
                    "hidden": found.hidden,
                    "secondary_cost": found.secondary_cost,
                    "bound": found.bound,
                    "proved": found.proved,
                    "unsafe": found.exposed,
                    "seconds": found.seconds,
                })
            );
            return Ok(());
        }
        say!(
            "{cells} cells, {relations} relations, {:.3} seconds",
            found.seconds
        );
        let hidden: Vec<String> = found.hidden.iter().map(u32::to_string).collect();
        say!("hidden: {}", hidden.join(" "));
        say!(
            "cost of those that are not sensitive: {}, {}",
            found.secondary_cost,
            if found.proved {
                "and nothing cheaper is safe".to_owned()
            } else {
                format!("and no safe pattern costs less than {}", found.bound)
            }
        );
        say!("audited: {} sensitive cells stay exposed", found.exposed);
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "tells its user how long it took")]
fn solve(instance: &jj::Instance, seconds: u64) -> Result<Found, Error> {
    let (problem, start) = (&instance.problem, Instant::now());
    let time = Duration::from_secs(seconds);
    // The last tenth of the time is for a first pattern, where there is none yet, and for the audit.
    let [cancel, abandon] = [time.mul_f64(0.9), time].map(signal_after);
    let budget = Budget {
        cancel: Some(&cancel),
        abandon: Some(&abandon),
        ..Budget::unlimited()
    };
    let pattern = suppress::optimum(problem, budget)?;
    let exposed = pattern.proof.unproved(problem, &pattern.hidden).len();
    let sensitive = pattern.cost - pattern.secondary_cost;
    let units = |weight: u64| in_units(weight, instance.weight_decimals);
    Ok(Found {
        secondary_cost: units(pattern.secondary_cost),
        bound: units(pattern.bound.saturating_sub(sensitive)),
        proved: pattern.is_proved(),
        exposed,
        seconds: start.elapsed().as_secs_f64(),
        hidden: pattern.hidden,
    })
}

/// A weight as the file writes it.
fn in_units(weight: u64, decimals: u32) -> f64 {
    // Written and read again, which rounds once.
    jj::decimal(i128::from(weight), decimals)
        .parse()
        .unwrap_or(f64::INFINITY)
}

/// A signal that comes when the time is over. The thread that waits for it ends with the program.
fn signal_after(time: Duration) -> Arc<AtomicBool> {
    let signal = Arc::new(AtomicBool::new(false));
    let later = Arc::clone(&signal);
    std::thread::spawn(move || {
        std::thread::sleep(time);
        later.store(true, Ordering::Relaxed);
    });
    signal
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "halves are exact")]
mod tests {
    use super::*;

    /// Two by two with totals; cell 0 is small, so every inner cell has to go.
    const TABLE: &str = "0
9
0 3 1 u 0 100 3 7 0
1 20 4 s 0 100 0 0 0
2 23 9 s 0 100 0 0 0
3 30 2.5 s 0 100 0 0 0
4 40 8 s 0 100 0 0 0
5 70 9 s 0 200 0 0 0
6 33 9 s 0 200 0 0 0
7 60 9 s 0 200 0 0 0
8 93 9 s 0 300 0 0 0
6
0 3 : 2 (-1) 0 (1) 1 (1)
0 3 : 5 (-1) 3 (1) 4 (1)
0 3 : 8 (-1) 6 (1) 7 (1)
0 3 : 6 (-1) 0 (1) 3 (1)
0 3 : 7 (-1) 1 (1) 4 (1)
0 3 : 8 (-1) 2 (1) 5 (1)
";

    #[test]
    fn solve_small_corner_hides_the_inner_cells_and_proves_it() {
        let instance = jj::read(TABLE).expect("a well-formed table");
        let found = solve(&instance, 60).expect("it can be protected");
        assert_eq!(found.hidden, BTreeSet::from([0, 1, 3, 4]));
        assert_eq!((found.secondary_cost, found.bound), (14.5, 14.5));
        assert!(found.proved);
        assert_eq!(found.exposed, 0);
    }

    #[test]
    fn in_units_of_a_weight_with_decimals_is_what_the_file_says() {
        assert_eq!(in_units(25, 1), 2.5);
        assert_eq!(in_units(25, 0), 25.0);
    }
}
